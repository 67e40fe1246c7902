"""The XML in a Word file: its names, parsed safely, its numbers bounded, elements taken out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from rbdocs.word.package import PackageProblem

_OPEN = "http://schemas.openxmlformats.org"
W = f"{{{_OPEN}/wordprocessingml/2006/main}}"
_TEXT, _PARAGRAPH = f"{W}t", f"{W}p"
R = f"{{{_OPEN}/officeDocument/2006/relationships}}"
MC = f"{{{_OPEN}/markup-compatibility/2006}}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word gives it
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"
XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DOCTYPE = "XML rusak: memuat DOCTYPE, yang tidak ada dalam berkas Word"
_MAX_TAGS = 6_000_000  # of one part; 6,000 rows of a plan have under two million
# ISO/IEC 29500-1, annex A: the names of Strict; the transitional ones of part 4 have a year.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_RENAMED = {
    b"customProperties": b"custom-properties",
    b"extendedProperties": b"extended-properties",
}
_LAST_NAME = re.compile(rb"(/2006/(?:relationships/)?)(customProperties|extendedProperties)\b")
_DECLARED = re.compile(r"""(<\?xml[^>]*?)\s+encoding\s*=\s*(?:"[^"]*"|'[^']*')""")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")  # how a text in UTF-16 begins
# ISO/IEC 29500-1, 22.9.2.15: units that Strict writes, in twentieths of a point.
_UNITS = {"pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|pi)?")
_NUMBER = re.compile(r"-?\d{1,12}")
_IN_ATTRIBUTE = {ord("\n"): "&#10;", ord("\r"): "&#13;", ord("\t"): "&#9;"}


def escaped(text: str) -> str:
    """Return *text* as it stands in an element.

    What ``xml.sax.saxutils`` gives, whose import brings all of HTTP and TLS with it: a twentieth of
    a second of every build.
    """
    return escape(text, quote=False)


def quoted_attribute(value: str) -> str:
    """Return *value* as an attribute, in the quotation marks that it has none of.

    >>> print(quoted_attribute('a "b" <c>'))
    'a "b" &lt;c&gt;'
    """
    text = escaped(value).translate(_IN_ATTRIBUTE)
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"{}"'.format(text.replace('"', "&quot;"))


def usual(data: bytes) -> bytes:
    """Return the XML *data* in UTF-8 and with the names that Word writes, not those of Strict."""
    if data.startswith(_WIDE):
        try:
            order = (
                "utf-16" if data[:2] in _WIDE[:2] else "utf-16-be" if not data[0] else "utf-16-le"
            )
            data = _DECLARED.sub(r"\1", data.decode(order), count=1).encode()
        except UnicodeDecodeError as error:
            raise PackageProblem("isinya (XML) rusak: aksaranya tidak terbaca") from error
    if b"purl.oclc.org/ooxml/" in data:
        data = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
        data = _LAST_NAME.sub(lambda hit: hit[1] + _RENAMED[hit[2]], data)
    return data


class MarkupProblem(PackageProblem):
    """A part is no XML that may be read; ``str()`` says why, in Indonesian."""


def parse(data: bytes) -> etree._Element:
    """Parse a part without entities or network. Raises MarkupProblem."""
    if b"<!DOCTYPE" in data:
        raise MarkupProblem(_DOCTYPE)
    if data.count(b"<") > _MAX_TAGS:
        raise MarkupProblem("isinya terlalu besar setelah dibuka")
    try:
        # Without huge_tree, libxml2 stops at 256 elements in one another.
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError, AssertionError) as error:
        deep = "xcessive depth" in str(error)
        raise MarkupProblem(
            "XML rusak" + (": tabel atau kotak bersarang terlalu dalam" if deep else "")
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupProblem(_DOCTYPE)
    return root


def tags(names: str) -> frozenset[str]:
    """Return the tags of *names*, which are apart by spaces, in WordprocessingML."""
    return frozenset(W + name for name in names.split())


def at(element: etree._Element | None, path: str, name: str = "val", otherwise: str = "") -> str:
    """Return the attribute *name* of what stands at *path* (``pPr/pStyle``) below *element*.

    *otherwise* where there is no such element, or none with that attribute; a path of "" is the
    element itself.
    """
    if element is not None and path:
        element = element.find("/".join(W + step for step in path.split("/")))
    return otherwise if element is None else element.get(W + name, otherwise)


def is_on(mark: etree._Element) -> bool:
    """Whether the on-off property *mark* is on (ISO/IEC 29500-1, 17.17.4)."""
    return mark.get(f"{W}val", "1") not in {"0", "false", "off"}


def number(text: str | None, default: int, low: int, high: int) -> int:
    """Return the number that *text* writes, within *low* and *high*; *default* where it is none."""
    if text is None or _NUMBER.fullmatch(text.strip()) is None:
        return default
    return max(low, min(high, int(text)))


def twips(text: str | None) -> float | None:
    """Return the measure *text* in twentieths of a point, with or without a unit; None for none."""
    hit = _MEASURE.fullmatch((text or "").strip())
    return None if hit is None else float(hit[1]) * _UNITS.get(hit[2] or "", 1.0)


def local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace."""
    return str(element.tag).rpartition("}")[2]


# The names that Word knows: those of the standard, and its own up to 2024 ([MS-DOCX] 2.2,
# [MS-ODRAWXML] 2.2). Branches and elements in other names are another program's: Word shows none.
_OF_THE_STANDARD = (f"{_OPEN}/", "urn:schemas-microsoft-com:")
_OF_WORD = re.compile(
    r"http://schemas\.microsoft\.com/office/(?:"
    r"word/(?:2006/wordml|2010/wordml|2010/wordprocessing(?:Canvas|Drawing|Group|Ink|Shape)"
    r"|2012/wordml|2012/wordprocessingDrawing|2015/wordml/symex|2016/wordml/cid|2018/wordml"
    r"|2018/wordml/cex|2020/wordml/sdtdatahash|2020/oembed|2023/wordml/word16du"
    r"|2024/wordml/sdtformatlock)"
    r"|drawing/(?:2007/8/2/chart|2008/diagram|2010/(?:main|diagram|picture|chartDrawing|slicer)"
    r"|2012/(?:main|chart|chartStyle)|201[4-8](?:/\d{1,2}/\d{1,2})?/(?:main|chart|chartex|ink"
    r"|model3d|decorative|animation|hyperlinkcolor|svg|SVG/main|diagram))"
    r"|2006/(?:metadata/\w+|activeX)|2019/extlst|thememl/2012/main)"
)


def is_known(name: str) -> bool:
    """Whether Word knows elements in the namespace *name*."""
    return name.startswith(_OF_THE_STANDARD) or _OF_WORD.fullmatch(name) is not None


def is_foreign(tag: str) -> bool:
    """Whether Word passes over an element called *tag*, with all in it."""
    return not tag.startswith((W, MC)) and not is_known(tag[1:].partition("}")[0])


def chosen(alternatives: etree._Element) -> Iterator[etree._Element]:
    """Yield the content of the branch of ``mc:AlternateContent`` that Word shows, one of them.

    ISO/IEC 29500-3, 9.3: the first choice all of whose required names are known, else the fallback.
    """
    for branch in alternatives.iterchildren(f"{MC}Choice"):
        required = (branch.get("Requires") or "").split()
        names = [branch.nsmap.get(prefix) or "" for prefix in required]
        if all(map(is_known, names)):
            yield from branch.iterchildren(tag=etree.Element)
            return
    fallback = alternatives.find(f"{MC}Fallback")
    if fallback is not None:
        yield from fallback.iterchildren(tag=etree.Element)


def serialise(root: etree._Element) -> bytes:
    """Return *root* as the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def namespace(element: etree._Element) -> str:
    """Return the namespace of *element* in braces, as the constants here have it."""
    return str(element.tag)[: str(element.tag).rfind("}") + 1]


def drop(element: etree._Element) -> None:
    """Take *element* and all in it out of its tree; a run that is left empty goes with it."""
    above = element.getparent()
    if above is None:
        return
    above.remove(element)
    if above.tag == f"{W}r" and all(item.tag == f"{W}rPr" for item in above):
        drop(above)


def unwrap(element: etree._Element) -> None:
    """Put what *element* holds in its place."""
    above = element.getparent()
    if above is None:
        return
    place = above.index(element)
    above.remove(element)
    above[place:place] = list(element)


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """Return the text elements of *paragraph* itself, without those of text boxes in it."""
    found = list(paragraph.iterdescendants(_TEXT, _PARAGRAPH))  # once over: it is asked everywhere
    texts = [element for element in found if element.tag == _TEXT]
    if len(texts) == len(found):
        return texts
    return [text for text in texts if next(text.iterancestors(_PARAGRAPH)) is paragraph]


def parent(element: etree._Element) -> etree._Element:
    """Return the element that holds *element*, which is not the root."""
    above = element.getparent()
    assert above is not None
    return above


def own_text(paragraph: etree._Element) -> str:
    """Return the text of *paragraph* itself, without that of text boxes in it."""
    return "".join(text.text or "" for text in own_texts(paragraph))


def stories_of(root: etree._Element) -> list[etree._Element]:
    """What holds the blocks of a part: its body, each of its notes, or the part itself."""
    if root.tag == f"{W}document":
        return root.findall(f"{W}body")
    notes = root.findall(f"{W}footnote") + root.findall(f"{W}endnote")
    return notes or [root]


def is_paragraph(element: etree._Element) -> bool:
    """Whether *element* is a paragraph."""
    return element.tag == f"{W}p"


def paragraphs_of(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs in *element*, itself included."""
    return element.iter(f"{W}p")


def rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of *table* itself, not of tables in it."""
    return table.iterchildren(f"{W}tr")


def has_objects(element: etree._Element) -> bool:
    """Whether there is a picture, drawing or object in *element*."""
    return next(element.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None
