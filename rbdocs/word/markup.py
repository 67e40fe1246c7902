"""The XML of a Word file's parts: names, safe parsing, and taking elements out."""

from __future__ import annotations

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word gives it
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
WPC = "{http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


class MarkupProblem(Exception):
    """A part is no XML that may be read; ``str()`` says why, in Indonesian."""


def parse(data: bytes) -> etree._Element:
    """Parse a part without entities or network. Raises MarkupProblem."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise MarkupProblem("XML rusak") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise MarkupProblem("XML rusak: memuat DOCTYPE, yang tidak ada dalam berkas Word")
    return root


def serialise(root: etree._Element) -> bytes:
    """Return *root* as the bytes of a part."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def namespace(element: etree._Element) -> str:
    """Return the namespace of *element* in braces, as the constants here have it."""
    return str(element.tag)[: str(element.tag).rfind("}") + 1]


def local(element: etree._Element) -> str:
    """Return the name of *element* without its namespace."""
    return str(element.tag).rpartition("}")[2]


def drop(element: etree._Element) -> None:
    """Take *element* and all in it out of its tree; a run that is left empty goes with it."""
    above = element.getparent()
    if above is None:
        return
    above.remove(element)
    if above.tag == f"{W}r" and all(one.tag == f"{W}rPr" for one in above):
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
    texts = list(paragraph.iter(f"{W}t"))
    if next(paragraph.iterdescendants(f"{W}p"), None) is None:
        return texts
    return [one for one in texts if next(one.iterancestors(f"{W}p")) is paragraph]
