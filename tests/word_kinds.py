# ruff: noqa: E501 (markup is easier to read in one line)
"""Ways in which people edit a Word file, as changes of its XML: each at any place of its sort.

SEEN change what a person sees; SAME are what programs write otherwise, and print the same.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

OPEN = "http://schemas.openxmlformats.org"
RELATIONS = f"{OPEN}/officeDocument/2006/relationships"
NAMES = {
    "w": f"{OPEN}/wordprocessingml/2006/main",
    "r": RELATIONS,
    "m": f"{OPEN}/officeDocument/2006/math",
    "mc": f"{OPEN}/markup-compatibility/2006",
    "a": f"{OPEN}/drawingml/2006/main",
    "wp": f"{OPEN}/drawingml/2006/wordprocessingDrawing",
    "pic": f"{OPEN}/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
}
W = f"{{{NAMES['w']}}}"
MAIN = "word/document.xml"
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
Element = etree._Element
# 1. (1) 2) a. A. before a text or the tab after it.
_TYPED_NUMBER = re.compile(r"(\(?)(\d{1,3}|[A-Za-z])([.)]{1,2})(\s+|$)")


def xml(text: str) -> Element:
    """The element that *text* writes with the usual prefixes."""
    return etree.fromstring(f"<x {_DECLARED}>{text}</x>")[0]


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{text}</w:t>'


def r(content: str, looks: str = "") -> str:
    return f"<w:r><w:rPr>{looks}</w:rPr>{content}</w:r>"


def p(text: str) -> str:
    return f"<w:p>{r(t(text))}</w:p>"


@dataclass
class Doc:
    """A Word file that is being edited."""

    parts: dict[str, bytes]
    root: Element
    written: bool = False  # whether the text is in its part already, whatever that is called

    @classmethod
    def read(cls, data: bytes) -> Doc:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        return cls(parts, etree.fromstring(parts[MAIN]))

    def bytes(self) -> bytes:
        if not self.written:
            self.parts[MAIN] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as target:
            for name, content in self.parts.items():
                target.writestr(name, content)
        return stream.getvalue()

    def all(self, name: str) -> list[Element]:
        return list(self.root.iter(f"{W}{name}"))

    def add_part(self, name: str, content: str, kind: str, owner: str = MAIN) -> str:
        """Put a part in, and return the id by which *owner* refers to it."""
        head = '<?xml version="1.0" encoding="UTF-8"?>'
        self.parts[f"word/{name}"] = f"{head}{content}".encode()
        return self.relate(name, kind, owner)

    def relate(self, target: str, kind: str, owner: str = MAIN, extra: str = "") -> str:
        folder, file = owner.rsplit("/", 1)
        rels = f"{folder}/_rels/{file}.rels"
        empty = f'<Relationships xmlns="{OPEN}/package/2006/relationships"></Relationships>'
        before = self.parts.get(rels, empty.encode())
        identity = f"rIdUji{before.count(b'<Relationship ') + 1}"
        line = f'<Relationship Id="{identity}" Type="{RELATIONS}/{kind}" Target="{target}"{extra}/>'
        self.parts[rels] = before.replace(b"</Relationships>", line.encode() + b"</Relationships>")
        return identity


def root_of(name: str, content: str) -> str:
    return f"<w:{name} {_DECLARED}>{content}</w:{name}>"


def picture(identity: str, width: int = 1_000_000) -> str:
    return (
        f'<w:drawing><wp:inline><wp:extent cx="{width}" cy="500000"/><wp:docPr id="9" name="x"/>'
        f'<a:graphic><a:graphicData uri="{NAMES["pic"]}"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{identity}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def box(text: str) -> str:
    return f"<w:txbxContent>{p(text)}</w:txbxContent>"


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + told + mark("separate") + r(t(result)) + mark("end")


# What an edit is done to: the elements of the document that are of its sort.
Edit = Callable[[Doc, Element], None]
SEEN: dict[str, tuple[str, Edit]] = {}
SAME: dict[str, tuple[str, Edit]] = {}
SORTS: dict[str, Callable[[Doc], list[Element]]] = {
    "paragraph": lambda doc: doc.all("p"),
    "numbered paragraph": lambda doc: [item for item in doc.all("p") if _typed_number(item)],
    "run": lambda doc: [item for item in doc.all("r") if (item.findtext(f"{W}t") or "").strip()],
    "cell": lambda doc: [
        tc for tc in doc.all("tc") if any((x.text or "").strip() for x in tc.iter(f"{W}t"))
    ],
    # In a table of one row no cell is wider than another one above or below it.
    "cell among rows": lambda doc: [
        item
        for item in SORTS["cell"](doc)
        if len(list(next(item.iterancestors(f"{W}tbl")).iter(f"{W}tr"))) > 1
    ],
    "row": lambda doc: [tr for tr in doc.all("tr") if len(tr.findall(f"{W}tc")) > 1],
    "table": lambda doc: doc.all("tbl"),
    "headed table": lambda doc: [
        item for item in doc.all("tbl") if next(item.iter(f"{W}tblHeader"), None) is not None
    ],
    # What stands in a cell that carries on from above is not shown.
    "shown paragraph": lambda doc: [
        item
        for item in doc.all("p")
        if item.getparent().find(f"{W}tcPr/{W}vMerge") is None
        or item.getparent().find(f"{W}tcPr/{W}vMerge").get(f"{W}val") == "restart"
    ],
    "written paragraph": lambda doc: [
        item for item in doc.all("p") if "".join(x.text or "" for x in item.iter(f"{W}t")).strip()
    ],
    "document": lambda doc: [doc.root],
}


def seen(sort: str) -> Callable[[Edit], Edit]:
    def register(edit: Edit) -> Edit:
        SEEN[edit.__name__] = (sort, edit)
        return edit

    return register


def same(sort: str) -> Callable[[Edit], Edit]:
    def register(edit: Edit) -> Edit:
        SAME[edit.__name__] = (sort, edit)
        return edit

    return register


def _looks(run: Element, text: str) -> None:
    found = run.find(f"{W}rPr")
    if found is None:
        run.insert(0, xml(f"<w:rPr>{text}</w:rPr>"))
    else:
        found.append(xml(text))


def _properties(element: Element, name: str, text: str) -> None:
    found = element.find(f"{W}{name}")
    if found is None:
        element.insert(0, xml(f"<w:{name}>{text}</w:{name}>"))
    else:
        found.append(xml(text))


def _looks_edit(name: str, text: str) -> None:
    SEEN[name] = ("run", lambda doc, run: _looks(run, text))


for _name, _text in {
    "hidden": "<w:vanish/>",
    "hidden_on": '<w:vanish w:val="true"/>',
    "hidden_web": "<w:webHidden/>",
    "struck": "<w:strike/>",
    "struck_twice": "<w:dstrike/>",
    "capitals": "<w:caps/>",
    "small_capitals": "<w:smallCaps/>",
    "raised": '<w:vertAlign w:val="superscript"/>',
    "lowered": '<w:vertAlign w:val="subscript"/>',
    "white": '<w:color w:val="FFFFFF"/>',
    "tiny": '<w:sz w:val="2"/>',
    "tiny_as_complex_script": '<w:cs/><w:szCs w:val="2"/>',
    "nearly_white": '<w:color w:val="FEFEFE"/>',
    "white_by_theme": '<w:color w:val="auto" w:themeColor="background1"/>',
    "marked_black": '<w:highlight w:val="black"/>',
    "shaded_black": '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
    "letters_not_filled": "<w14:textFill><w14:noFill/></w14:textFill>",
    "letters_transparent": '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="000000"><w14:alpha w14:val="100000"/></w14:srgbClr></w14:solidFill></w14:textFill>',
    "pictures_for_letters": '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>',
    "letters_narrowed": '<w:w w:val="1"/>',
    "letters_on_one_another": '<w:spacing w:val="-400"/>',
    "letters_fitted": '<w:fitText w:val="20"/>',
    "letters_moved_up": '<w:position w:val="2000"/>',
    "right_to_left": "<w:rtl/>",
}.items():
    _looks_edit(_name, _text)


@seen("run")
def slant_turned(doc: Doc, run: Element) -> None:
    """Words in italics are set upright, upright ones in italics: what serap brings home."""
    slanted = run.find(f"{W}rPr/{W}i")
    if slanted is not None:
        slanted.getparent().remove(slanted)
    else:
        _looks(run, "<w:i/>")


def _inserted(name: str, content: str) -> None:
    """Something put behind a run, into the paragraph."""

    def edit(doc: Doc, run: Element) -> None:
        for item in reversed(list(etree.fromstring(f"<x {_DECLARED}>{content}</x>"))):
            run.addnext(item)

    SEEN[name] = ("run", edit)


_SHAPE = (
    '<w:drawing><wp:anchor><wp:extent cx="90000" cy="90000"/><wp:docPr id="5" name="b"/><a:graphic>'
    '<a:graphicData uri="s"><wps:wsp>{}</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>'
)
_BOX = _SHAPE.format(f"<wps:txbx>{box('Ketentuan tambahan')}</wps:txbx>")
_VML = f'<w:pict><v:shape style="width:90pt;height:20pt"><v:textbox>{box("Kotak lama")}</v:textbox></v:shape></w:pict>'
for _name, _text in {
    "word_added": r(t(" tambahan")),
    "tab_added": r("<w:tab/>"),
    "absolute_tab_added": r("<w:ptab/>"),
    "line_break_added": r(f"<w:br/>{t('x')}"),
    "return_added": r(f"<w:cr/>{t('x')}"),
    "page_break_added": r('<w:br w:type="page"/>'),
    "column_break_added": r('<w:br w:type="column"/>'),
    "hyphen_added": r("<w:noBreakHyphen/>"),
    "soft_hyphen_added": r("<w:softHyphen/>"),
    "symbol_added": r('<w:sym w:font="Wingdings" w:char="F0FC"/>'),
    "formula_added": "<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>",
    "formula_paragraph_added": "<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>",
    "field_added": field("REF sasaran", "acuan"),
    "page_number_added": field("PAGE", "1"),
    "simple_field_added": f'<w:fldSimple w:instr=" AUTHOR ">{r(t("Budi"))}</w:fldSimple>',
    "text_box_added": r(_BOX),
    "old_text_box_added": r(_VML),
    "box_in_alternatives_added": r(
        f'<mc:AlternateContent><mc:Choice Requires="wps">{_BOX}</mc:Choice>'
        f"<mc:Fallback>{_VML}</mc:Fallback></mc:AlternateContent>"
    ),
    "text_in_fallback_added": r(
        '<mc:AlternateContent><mc:Choice xmlns:zz="urn:tak-dikenal" Requires="zz"/>'
        f"<mc:Fallback>{t('cadangan')}</mc:Fallback></mc:AlternateContent>"
    ),
    "shape_added": r(_SHAPE.format('<wps:spPr><a:prstGeom prst="line"/></wps:spPr>')),
    "word_art_added": r('<w:pict><v:shape><v:textpath string="SALINAN"/></v:shape></w:pict>'),
    "content_control_added": f"<w:sdt><w:sdtContent>{r(t('isian'))}</w:sdtContent></w:sdt>",
    "smart_tag_added": f'<w:smartTag w:element="x">{r(t("pintar"))}</w:smartTag>',
    "custom_xml_added": f'<w:customXml w:element="x">{r(t("khusus"))}</w:customXml>',
    "ruby_added": f"<w:r><w:ruby><w:rt>{r(t('atas'))}</w:rt><w:rubyBase>{r(t('dasar'))}</w:rubyBase></w:ruby></w:r>",
    "link_added": f'<w:hyperlink w:anchor="x">{r(t("tautan"))}</w:hyperlink>',
    "turned_text_added": f'<w:bdo w:val="rtl">{r(t("balik"))}</w:bdo>',
    "tracked_insertion": f'<w:ins w:id="1" w:author="A">{r(t("sisipan"))}</w:ins>',
    "tracked_arrival": f'<w:moveTo w:id="1" w:author="A">{r(t("pindahan"))}</w:moveTo>',
    "checkbox_added": '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
}.items():
    _inserted(_name, _text)


@seen("run")
def word_changed(doc: Doc, run: Element) -> None:
    run.find(f"{W}t").text += "x"


@seen("run")
def run_removed(doc: Doc, run: Element) -> None:
    run.getparent().remove(run)


@seen("run")
def text_cleared(doc: Doc, run: Element) -> None:
    run.find(f"{W}t").text = ""


@seen("run")
def tracked_deletion(doc: Doc, run: Element) -> None:
    _into(run, "del")


@seen("run")
def tracked_departure(doc: Doc, run: Element) -> None:
    _into(run, "moveFrom")


def _into(run: Element, name: str) -> None:
    mark = xml(f'<w:{name} w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/>')
    run.addprevious(mark)
    mark.append(run)


def _wrapped(before: str, after: str) -> Edit:
    """The run is put into an element that ``before`` begins and ``after`` ends."""

    def edit(doc: Doc, run: Element) -> None:
        mark = etree.fromstring(f"<x {_DECLARED}>{before}<w:r/>{after}</x>")
        hole = next(mark.iter(f"{W}r"))
        parent = run.getparent()
        parent.replace(run, mark)
        hole.getparent().replace(hole, run)
        place = parent.index(mark)
        parent[place : place + 1] = list(mark)

    return edit


for _name, _ends in {
    "turned_around": ('<w:bdo w:val="rtl">', "</w:bdo>"),
    "direction_of_text_set": ('<w:dir w:val="rtl">', "</w:dir>"),
    "wrapped_in_unknown_markup": ('<zz:x xmlns:zz="urn:tak-dikenal">', "</zz:x>"),
    "wrapped_in_a_name_like_words": (
        '<zz:x xmlns:zz="http://schemas.microsoft.com/office/word/2099/x">',
        "</zz:x>",
    ),
    "only_shown_by_a_later_program": (
        '<mc:AlternateContent><mc:Choice xmlns:zz="http://schemas.microsoft.com/x" Requires="zz">',
        "</mc:Choice><mc:Fallback/></mc:AlternateContent>",
    ),
    "bound_to_data_elsewhere": (
        '<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a" w:storeItemID="{0}"/></w:sdtPr><w:sdtContent>',
        "</w:sdtContent></w:sdt>",
    ),
    "deleted_in_a_conflict": ('<w14:conflictDel w:id="1" w:author="A">', "</w14:conflictDel>"),
}.items():
    SEEN[_name] = ("run", _wrapped(*_ends))


@seen("run")
def day_of_printing_added(doc: Doc, run: Element) -> None:
    run.addnext(xml("<w:r><w:yearLong/></w:r>"))


@seen("run")
def letter_exchanged_for_its_double(doc: Doc, run: Element) -> None:
    find = run.find(f"{W}t")
    double = str.maketrans("aeopcxAEOPCXBHKMT0123456789", "аеорсхАЕОРСХВНКМТ" + "٠١٢٣٤٥٦٧٨٩")
    find.text = f"{(find.text or '').translate(double)}\u200b"


@seen("run")
def hidden_by_style(doc: Doc, run: Element) -> None:
    _add_style(doc, "Samar", "", "<w:vanish/>")
    _add_style(doc, "LebihSamar", '<w:basedOn w:val="Samar"/>', "")
    _looks(run, '<w:rStyle w:val="LebihSamar"/>')


def _add_style(doc: Doc, name: str, more: str, looks: str) -> None:
    style = (
        f'<w:style xmlns:w="{NAMES["w"]}" w:type="character" w:styleId="{name}">{more}'
        f"<w:rPr>{looks}</w:rPr></w:style></w:styles>"
    )
    doc.parts["word/styles.xml"] = doc.parts["word/styles.xml"].replace(
        b"</w:styles>", style.encode()
    )


@seen("run")
def direction_turned(doc: Doc, run: Element) -> None:
    find = run.find(f"{W}t")
    find.text = f"\u202e{find.text}"


@seen("run")
def picture_added(doc: Doc, run: Element) -> None:
    doc.parts["word/media/uji.png"] = b"gambar"
    run.addnext(xml(r(picture(doc.relate("media/uji.png", "image")))))


@seen("run")
def old_picture_added(doc: Doc, run: Element) -> None:
    doc.parts["word/media/uji.png"] = b"gambar"
    identity = doc.relate("media/uji.png", "image")
    run.addnext(xml(r(f'<w:pict><v:shape><v:imagedata r:id="{identity}"/></v:shape></w:pict>')))


@seen("run")
def object_added(doc: Doc, run: Element) -> None:
    doc.parts["word/embeddings/uji.bin"] = b"objek"
    identity = doc.relate("embeddings/uji.bin", "oleObject")
    run.addnext(xml(r(f'<w:object><o:OLEObject r:id="{identity}"/></w:object>')))


def _note(kind: str) -> Edit:
    def edit(doc: Doc, run: Element) -> None:
        doc.add_part(
            f"{kind}s.xml",
            root_of(f"{kind}s", f'<w:{kind} w:id="5">{p("Kecuali")}</w:{kind}>'),
            f"{kind}s",
        )
        run.addnext(xml(r(f'<w:{kind}Reference w:id="5"/>')))

    return edit


SEEN["footnote_added"] = ("run", _note("footnote"))
SEEN["endnote_added"] = ("run", _note("endnote"))


@seen("run")
def sub_document_added(doc: Doc, run: Element) -> None:
    run.addnext(xml('<w:subDoc r:id="rId999"/>'))


@seen("run")
def outside_link_set(doc: Doc, run: Element) -> None:
    identity = doc.relate("https://contoh.id", "hyperlink", extra=' TargetMode="External"')
    link = xml(f'<w:hyperlink r:id="{identity}"/>')
    run.addprevious(link)
    link.append(run)


@seen("paragraph")
def paragraph_added(doc: Doc, element: Element) -> None:
    element.addnext(xml(p("Paragraf baru")))


@seen("shown paragraph")
def empty_paragraph_added(doc: Doc, element: Element) -> None:
    element.addnext(xml("<w:p/>"))


@seen("paragraph")
def paragraph_in_control_added(doc: Doc, element: Element) -> None:
    element.addnext(xml(f"<w:sdt><w:sdtContent>{p('Dalam isian')}</w:sdtContent></w:sdt>"))


@seen("paragraph")
def file_put_in(doc: Doc, element: Element) -> None:
    element.addprevious(xml('<w:altChunk r:id="rId998"/>'))


@seen("paragraph")
def numbering_set(doc: Doc, element: Element) -> None:
    if "word/numbering.xml" not in doc.parts:
        doc.add_part(
            "numbering.xml",
            root_of(
                "numbering",
                '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/>'
                '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
                '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>',
            ),
            "numbering",
        )
    _properties(element, "pPr", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')


def _typed_number(paragraph: Element) -> re.Match[str] | None:
    """The number that was typed before a text: its mark before, its letter or digits, the rest."""
    first = next((item for item in paragraph.iter(f"{W}t") if (item.text or "").strip()), None)
    return None if first is None else _TYPED_NUMBER.match(first.text or "")


def _made_a_list(doc: Doc, paragraph: Element, later: int) -> None:
    """Let a list print the number that was typed before *paragraph*, or one that comes *later*."""
    hit = _typed_number(paragraph)
    assert hit is not None
    first = next(item for item in paragraph.iter(f"{W}t") if (item.text or "").strip())
    form = "decimal" if hit[2].isdigit() else "lowerLetter" if hit[2].islower() else "upperLetter"
    start = int(hit[2]) if hit[2].isdigit() else ord(hit[2].lower()) - 96
    for after in paragraph.iter(f"{W}tab"):
        if not hit[4]:  # the tab that parted the number from the text is printed by the list
            after.getparent().remove(after)
            break
    first.text = (first.text or "")[hit.end() :]
    levels = (
        f'<w:lvl w:ilvl="1"><w:start w:val="{start + later}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{hit[1]}%2{hit[3]}"/></w:lvl>'
    )
    content = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/>'
        f'<w:lvlText w:val="BAB %1"/></w:lvl>{levels}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
    )
    doc.add_part("numbering.xml", root_of("numbering", content), "numbering")
    _properties(paragraph, "pPr", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr>')


@same("numbered paragraph")
def typed_number_made_a_list(doc: Doc, paragraph: Element) -> None:
    _made_a_list(doc, paragraph, 0)


def _shaded(element: Element, holder: str, looks: str) -> None:
    _properties(element, holder, '<w:shd w:val="clear" w:color="auto" w:fill="1F3864"/>')
    for run in element.iter(f"{W}r"):
        _looks(run, looks)


@seen("cell")
def cell_painted_over_its_text(doc: Doc, cell: Element) -> None:
    _shaded(cell, "tcPr", '<w:color w:val="203A60"/>')


@seen("written paragraph")
def paragraph_painted_over_its_text(doc: Doc, element: Element) -> None:
    _shaded(element, "pPr", '<w:color w:val="1F3864"/>')


@same("cell")
def cell_painted_beside_its_text(doc: Doc, cell: Element) -> None:
    _shaded(cell, "tcPr", '<w:color w:val="C0C0C0"/>')


@seen("numbered paragraph")
def typed_number_made_another(doc: Doc, paragraph: Element) -> None:
    _made_a_list(doc, paragraph, 1)


@seen("paragraph")
def numbering_borrowed_from_a_style(doc: Doc, element: Element) -> None:
    doc.add_part(
        "numbering.xml",
        root_of(
            "numbering",
            '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Daftar"/><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Daftar"/></w:abstractNum>'
            '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>',
        ),
        "numbering",
    )
    _properties(element, "pPr", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>')


def _paragraph_edit(name: str, text: str) -> None:
    SEEN[name] = ("written paragraph", lambda doc, item: _properties(item, "pPr", text))


for _name, _text in {
    "lines_of_no_height": '<w:spacing w:line="1" w:lineRule="exact"/>',
    "moved_off_the_page": '<w:ind w:left="-20000"/>',
    "moved_off_the_page_by_its_right": '<w:ind w:right="20000"/>',
    "first_line_moved_off": '<w:ind w:firstLine="31000"/>',
    "framed_beside_the_page": '<w:framePr w:w="100" w:x="-20000" w:hAnchor="page"/>',
}.items():
    _paragraph_edit(_name, _text)


@seen("written paragraph")
def paragraph_put_into_unknown_markup(doc: Doc, element: Element) -> None:
    mark = etree.Element("{urn:tak-dikenal}x")
    element.addprevious(mark)
    mark.append(element)
    mark.addnext(xml("<w:p/>"))


@seen("paragraph")
def paragraph_bound_to_data(doc: Doc, element: Element) -> None:
    control = xml('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent/></w:sdt>')
    element.addprevious(control)
    control[1].append(element)


@seen("paragraph")
def page_begun(doc: Doc, element: Element) -> None:
    _properties(element, "pPr", "<w:pageBreakBefore/>")


@seen("paragraph")
def table_added(doc: Doc, element: Element) -> None:
    element.addprevious(xml(f"<w:tbl><w:tr><w:tc>{p('sel')}</w:tc></w:tr></w:tbl>"))


@seen("paragraph")
def paragraph_end_inserted(doc: Doc, element: Element) -> None:
    mark = '<w:rPr><w:ins w:id="1" w:author="A"/></w:rPr>'
    element.addprevious(
        xml(f'<w:p><w:pPr>{mark}</w:pPr><w:ins w:id="2" w:author="A">{r(t("Baru"))}</w:ins></w:p>')
    )


@seen("cell")
def cell_emptied(doc: Doc, cell: Element) -> None:
    for item in list(cell.iter(f"{W}t")):
        item.text = ""


@seen("cell")
def cell_split_in_lines(doc: Doc, cell: Element) -> None:
    paragraph = cell.find(f".//{W}p")
    paragraph.addnext(xml("<w:p/>"))


@seen("cell among rows")
def cell_widened(doc: Doc, cell: Element) -> None:
    _set_span(cell, 40)


@seen("cell")
def cell_wider_than_any(doc: Doc, cell: Element) -> None:
    _set_span(cell, 999_999_999)


@seen("cell")
def cell_of_no_width(doc: Doc, cell: Element) -> None:
    _set_span(cell, "abc")


def _set_span(cell: Element, span: object) -> None:
    for item in list(cell.iter(f"{W}gridSpan")):
        item.getparent().remove(item)
    _properties(cell, "tcPr", f'<w:gridSpan w:val="{span}"/>')


@seen("cell")
def cell_joined_above(doc: Doc, cell: Element) -> None:
    for item in list(cell.iter(f"{W}vMerge")):
        item.getparent().remove(item)
    _properties(cell, "tcPr", "<w:vMerge/>")


@seen("cell")
def cell_joined_by_tracking(doc: Doc, cell: Element) -> None:
    _properties(cell, "tcPr", '<w:cellMerge w:id="1" w:author="A" w:vMerge="cont"/>')


@seen("cell")
def cell_deleted(doc: Doc, cell: Element) -> None:
    cell.getparent().remove(cell)


@seen("cell")
def cell_deleted_by_tracking(doc: Doc, cell: Element) -> None:
    _properties(cell, "tcPr", '<w:cellDel w:id="1" w:author="A"/>')


@seen("cell")
def cell_inserted_by_tracking(doc: Doc, cell: Element) -> None:
    cell.addnext(
        xml(f'<w:tc><w:tcPr><w:cellIns w:id="1" w:author="A"/></w:tcPr>{p("baru")}</w:tc>')
    )


@seen("cell")
def cell_of_no_room(doc: Doc, cell: Element) -> None:
    for item in list(cell.iter(f"{W}tcW")):
        item.getparent().remove(item)
    _properties(cell, "tcPr", '<w:tcW w:w="1" w:type="dxa"/>')


@seen("cell")
def cell_text_turned(doc: Doc, cell: Element) -> None:
    _properties(cell, "tcPr", '<w:textDirection w:val="btLr"/>')


@seen("cell")
def table_in_cell_added(doc: Doc, cell: Element) -> None:
    cell.insert(1, xml(f"<w:tbl><w:tr><w:tc>{p('dalam')}</w:tc></w:tr></w:tbl>"))


@seen("row")
def row_deleted(doc: Doc, row: Element) -> None:
    row.getparent().remove(row)


@seen("row")
def row_deleted_by_tracking(doc: Doc, row: Element) -> None:
    _properties(row, "trPr", '<w:del w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"/>')


@seen("row")
def row_doubled(doc: Doc, row: Element) -> None:
    row.addnext(copy.deepcopy(row))


@seen("row")
def row_in_control_doubled(doc: Doc, row: Element) -> None:
    control = xml("<w:sdt><w:sdtContent/></w:sdt>")
    control[0].append(copy.deepcopy(row))
    row.addnext(control)


@seen("row")
def row_hidden(doc: Doc, row: Element) -> None:
    _properties(row, "trPr", "<w:hidden/>")


@seen("row")
def row_shifted(doc: Doc, row: Element) -> None:
    _properties(row, "trPr", '<w:gridBefore w:val="1"/>')


@seen("row")
def row_height_fixed(doc: Doc, row: Element) -> None:
    _properties(row, "trPr", '<w:trHeight w:val="20" w:hRule="exact"/>')


@seen("row")
def cells_joined_sideways(doc: Doc, row: Element) -> None:
    first, second = row.findall(f"{W}tc")[:2]
    _properties(first, "tcPr", '<w:hMerge w:val="restart"/>')
    _properties(second, "tcPr", '<w:hMerge w:val="continue"/>')


@seen("table")
def table_deleted(doc: Doc, table: Element) -> None:
    table.getparent().remove(table)


@seen("table")
def table_deleted_by_tracking(doc: Doc, table: Element) -> None:
    for row in table.iter(f"{W}tr"):
        row_deleted_by_tracking(doc, row)


@seen("table")
def columns_turned(doc: Doc, table: Element) -> None:
    _properties(table, "tblPr", "<w:bidiVisual/>")


def _table_properties(name: str, text: str) -> None:
    SEEN[name] = ("table", lambda doc, table: _properties(table, "tblPr", text))


_table_properties("table_moved_off_the_page", '<w:tblInd w:w="-30000" w:type="dxa"/>')
_table_properties("table_floating_off_the_page", '<w:tblpPr w:tblpX="-30000" w:tblpY="1"/>')


def _table_style(looks: str) -> Edit:
    def edit(doc: Doc, table: Element) -> None:
        for item in list(table.iter(f"{W}tblStyle")):
            item.getparent().remove(item)
        style = (
            f'<w:style xmlns:w="{NAMES["w"]}" w:type="table" w:styleId="Samar">{looks}</w:style>'
            f'<w:style xmlns:w="{NAMES["w"]}" w:type="table" w:styleId="LebihSamar">'
            '<w:basedOn w:val="Samar"/></w:style></w:styles>'
        )
        doc.parts["word/styles.xml"] = doc.parts["word/styles.xml"].replace(
            b"</w:styles>", style.encode()
        )
        _properties(table, "tblPr", '<w:tblStyle w:val="LebihSamar"/>')

    return edit


SEEN["table_hidden_by_style"] = ("table", _table_style("<w:rPr><w:vanish/></w:rPr>"))
SEEN["column_hidden_by_style"] = (
    "table",
    _table_style(
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:tblStylePr>'
    ),
)


@seen("table")
def row_bound_to_data(doc: Doc, table: Element) -> None:
    row = table.find(f"{W}tr")
    control = xml('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent/></w:sdt>')
    row.addprevious(control)
    control[1].append(row)


@seen("table")
def table_put_into_unknown_markup(doc: Doc, table: Element) -> None:
    mark = etree.Element("{urn:tak-dikenal}x")
    table.addprevious(mark)
    mark.append(table)


@seen("headed table")
def head_no_longer_repeated(doc: Doc, table: Element) -> None:
    for item in list(table.iter(f"{W}tblHeader")):
        item.getparent().remove(item)


def _page(name: str, attribute: str, value: str) -> Edit:
    def edit(doc: Doc, root: Element) -> None:
        section = doc.all("sectPr")[-1]
        found = section.find(f"{W}{name}")
        if found is None:
            found = etree.SubElement(section, f"{W}{name}")
        found.set(f"{W}{attribute}", value)

    return edit


for _name, _where in {
    "paper_wider": ("pgSz", "w", "20000"),
    "paper_higher": ("pgSz", "h", "20000"),
    "margin_left": ("pgMar", "left", "2000"),
    "margin_top": ("pgMar", "top", "2000"),
    "margin_bottom": ("pgMar", "bottom", "2000"),
    "margin_right": ("pgMar", "right", "2000"),
    "columns_of_page": ("cols", "num", "2"),
    "page_numbers_roman": ("pgNumType", "fmt", "lowerRoman"),
    "page_numbers_start": ("pgNumType", "start", "5"),
    "lines_numbered": ("lnNumType", "countBy", "1"),
}.items():
    SEEN[_name] = ("document", _page(*_where))


@seen("document")
def paper_turned(doc: Doc, root: Element) -> None:
    size = doc.all("pgSz")[-1]
    now = size.get(f"{W}orient")
    size.set(f"{W}orient", "portrait" if now == "landscape" else "landscape")


@seen("document")
def columns_of_page_turned(doc: Doc, root: Element) -> None:
    doc.all("sectPr")[-1].append(xml("<w:bidi/>"))


@seen("document")
def margins_mirrored(doc: Doc, root: Element) -> None:
    doc.parts["word/settings.xml"] = doc.parts["word/settings.xml"].replace(
        b"</w:settings>", b"<w:mirrorMargins/></w:settings>"
    )


@seen("document")
def text_put_under_a_name_in_other_case(doc: Doc, root: Element) -> None:
    """OPC compares names without regard to case: the text is the other part."""
    other = copy.deepcopy(doc.root)
    other[0].insert(0, xml(p("Naskah lain")))
    doc.parts["word/lain.xml"] = etree.tostring(other)
    doc.parts["_rels/.rels"] = doc.parts["_rels/.rels"].replace(
        b"word/document.xml", b"WORD/Lain.xml"
    )


@seen("document")
def footer_put_under_a_name_in_other_case(doc: Doc, root: Element) -> None:
    name = next(item for item in doc.parts if item.startswith(("word/footer", "word/header")))
    tail = p("Nomor 99").encode()
    part = etree.fromstring(doc.parts[name])
    part.append(xml(tail.decode()))
    doc.parts["word/lain.xml"] = etree.tostring(part)
    rels = "word/_rels/document.xml.rels"
    old = f'Target="{name.removeprefix("word/")}"'.encode()
    assert old in doc.parts[rels]
    doc.parts[rels] = doc.parts[rels].replace(old, b'Target="LAIN.xml"')


def _story(side: str, page: str) -> Edit:
    def edit(doc: Doc, root: Element) -> None:
        tag = "hdr" if side == "header" else "ftr"
        identity = doc.add_part(f"{side}Uji.xml", root_of(tag, p("Nomor 99 Tahun 2030")), side)
        section = doc.all("sectPr")[-1]
        for found in section.findall(f"{W}{side}Reference"):
            if found.get(f"{W}type") == page:
                section.remove(found)
        section.insert(0, xml(f'<w:{side}Reference w:type="{page}" r:id="{identity}"/>'))
        if page == "first":
            section.append(xml("<w:titlePg/>"))
        if page == "even":
            doc.parts["word/settings.xml"] = doc.parts["word/settings.xml"].replace(
                b"</w:settings>", b"<w:evenAndOddHeaders/></w:settings>"
            )

    return edit


for _side in ("header", "footer"):
    for _kind in ("default", "first", "even"):
        SEEN[f"{_kind}_{_side}_added"] = ("document", _story(_side, _kind))


@seen("document")
def footer_edited(doc: Doc, root: Element) -> None:
    name = next(item for item in doc.parts if item.startswith(("word/footer", "word/header")))
    part = etree.fromstring(doc.parts[name])
    part.find(f".//{W}p").append(xml(r(t("Nomor 99"))))
    doc.parts[name] = etree.tostring(part)


@seen("document")
def field_of_footer_changed(doc: Doc, root: Element) -> None:
    name = next(part for part in doc.parts if part.startswith(("word/footer", "word/header")))
    assert b" PAGE " in doc.parts[name]
    doc.parts[name] = doc.parts[name].replace(b" PAGE ", b" DATE ")


@seen("document")
def box_in_footer_added(doc: Doc, root: Element) -> None:
    name = next(item for item in doc.parts if item.startswith(("word/footer", "word/header")))
    part = etree.fromstring(doc.parts[name])
    part.find(f".//{W}p").append(xml(r(_VML)))
    doc.parts[name] = etree.tostring(part)


@seen("document")
def section_added(doc: Doc, root: Element) -> None:
    section = copy.deepcopy(doc.all("sectPr")[-1])
    holder = xml("<w:p><w:pPr/></w:p>")
    holder[0].append(section)
    doc.root[0].insert(1, holder)


@same("run")
def run_split(doc: Doc, run: Element) -> None:
    if len([child for child in run if child.tag != f"{W}rPr"]) > 1:
        return
    find = run.find(f"{W}t")
    text = find.text or ""
    other = copy.deepcopy(run)
    half = len(text) // 2
    find.text, other.find(f"{W}t").text = text[:half], text[half:]
    for part in (find, other.find(f"{W}t")):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)


@same("run")
def spelling_marked(doc: Doc, run: Element) -> None:
    run.addprevious(xml('<w:proofErr w:type="spellStart"/>'))
    run.addnext(xml('<w:proofErr w:type="spellEnd"/>'))


@same("run")
def page_break_remembered(doc: Doc, run: Element) -> None:
    run.insert(len(run), xml("<w:lastRenderedPageBreak/>"))


@same("run")
def bookmark_of_word(doc: Doc, run: Element) -> None:
    run.addprevious(xml('<w:bookmarkStart w:id="9" w:name="_GoBack"/>'))
    run.addnext(xml('<w:bookmarkEnd w:id="9"/>'))


@same("run")
def session_noted(doc: Doc, run: Element) -> None:
    run.set(f"{W}rsidR", "00AB12CD")
    run.getparent().set(f"{W}rsidRDefault", "00AB12CD")


@same("run")
def font_changed(doc: Doc, run: Element) -> None:
    _looks(run, '<w:lang w:val="id-ID"/>')


@same("run")
def slant_said_anew(doc: Doc, run: Element) -> None:
    """As Word and LibreOffice write what is so already, and what only other scripts have."""
    slanted = run.find(f"{W}rPr/{W}i")
    if slanted is None:
        _looks(run, '<w:i w:val="0"/>')
        _looks(run, "<w:iCs/>")
    else:
        slanted.set(f"{W}val", "true")


@same("run")
def slant_of_a_style(doc: Doc, run: Element) -> None:
    """How a style looks is no edit of a text; no source could take it."""
    _add_style(doc, "GayaMiring", "", "<w:i/>")
    _looks(run, '<w:rStyle w:val="GayaMiring"/>')


@same("run")
def looks_tracked(doc: Doc, run: Element) -> None:
    _looks(run, '<w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange>')


@same("run")
def put_in_control(doc: Doc, run: Element) -> None:
    control = xml("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
    run.addprevious(control)
    control[1].append(run)


def _same_looks(name: str, text: str) -> None:
    SAME[name] = ("run", lambda doc, run: _looks(run, text))


for _name, _text in {
    "not_hidden": '<w:vanish w:val="0"/>',
    "not_turned": '<w:rtl w:val="false"/><w:cs w:val="0"/>',
    "automatic_colour": '<w:color w:val="auto"/><w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    "usual_spacing": '<w:w w:val="100"/><w:spacing w:val="0"/><w:position w:val="0"/>',
    "letters_filled": '<w14:textFill><w14:solidFill><w14:schemeClr w14:val="tx1"/></w14:solidFill></w14:textFill>',
}.items():
    _same_looks(_name, _text)


for _name, _ends in {
    "put_in_smart_tag": ('<w:smartTag w:element="x">', "</w:smartTag>"),
    "put_left_to_right": ('<w:dir w:val="ltr">', "</w:dir>"),
    "put_in_bookmark_link": ('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
}.items():
    SAME[_name] = ("run", _wrapped(*_ends))


@same("document")
def unknown_markup_added(doc: Doc, root: Element) -> None:
    """Word passes over what it does not know, with all in it."""
    mark = etree.Element("{urn:tak-dikenal}x")
    mark.append(xml(p("tidak terlihat")))
    root[0].insert(0, mark)


@same("document")
def file_protected(doc: Doc, root: Element) -> None:
    doc.parts["word/settings.xml"] = doc.parts["word/settings.xml"].replace(
        b"</w:settings>",
        b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:trackRevisions/>'
        b"</w:settings>",
    )


@same("run")
def inserted_and_deleted(doc: Doc, run: Element) -> None:
    run.addnext(
        xml(
            f'<w:ins w:id="1" w:author="A"><w:del w:id="2" w:author="B">{r("<w:delText>x</w:delText>")}</w:del></w:ins>'
        )
    )


@same("document")
def properties_changed(doc: Doc, root: Element) -> None:
    name = "docProps/core.xml"
    doc.parts[name] = doc.parts[name].replace(
        b"</cp:coreProperties>", b"<!-- x --></cp:coreProperties>"
    )
    doc.parts["docProps/app.xml"] = b"<Properties/>"


@same("document")
def settings_changed(doc: Doc, root: Element) -> None:
    doc.parts["word/settings.xml"] = doc.parts["word/settings.xml"].replace(
        b"</w:settings>", b'<w:zoom w:percent="80"/><w:rsids/></w:settings>'
    )


@same("document")
def zip_in_other_order(doc: Doc, root: Element) -> None:
    doc.parts = dict(reversed(doc.parts.items()))


@same("document")
def text_renamed(doc: Doc, root: Element) -> None:
    _rename(doc, "word/document.xml", "word/document2.xml")


@same("document")
def footer_renamed(doc: Doc, root: Element) -> None:
    name = next(part for part in doc.parts if part.startswith(("word/footer", "word/header")))
    _rename(doc, name, "word/lain7.xml")


@same("document")
def properties_renamed(doc: Doc, root: Element) -> None:
    _rename(doc, "docProps/custom.xml", "docProps/custom3.xml")


def _rename(doc: Doc, old: str, new: str) -> None:
    if old == MAIN:
        doc.bytes()
        doc.written = True
    doc.parts[new] = doc.parts.pop(old)
    rels = "{}/_rels/{}.rels".format(*old.rsplit("/", 1))
    if rels in doc.parts:
        doc.parts["{}/_rels/{}.rels".format(*new.rsplit("/", 1))] = doc.parts.pop(rels)
    for name in doc.parts:
        if name.endswith((".rels", "[Content_Types].xml")):
            for a, b in ((old, new), (old.split("/", 1)[1], new.split("/", 1)[1])):
                doc.parts[name] = doc.parts[name].replace(f'{a}"'.encode(), f'{b}"'.encode())


@same("document")
def written_in_utf_16(doc: Doc, root: Element) -> None:
    name = next(part for part in doc.parts if part.startswith(("word/footer", "word/header")))
    text = doc.parts[name].decode()
    doc.parts[name] = text.replace("UTF-8", "UTF-16").encode("utf-16")


@same("document")
def written_with_a_mark(doc: Doc, root: Element) -> None:
    name = next(part for part in doc.parts if part.startswith(("word/footer", "word/header")))
    doc.parts[name] = b"\xef\xbb\xbf" + doc.parts[name]


@same("document")
def strict(doc: Doc, root: Element) -> None:
    doc.bytes()
    doc.written = True
    for name, data in doc.parts.items():
        if name.endswith((".xml", ".rels")) and not name.startswith("["):
            for part in ("wordprocessingml", "officeDocument", "drawingml"):
                data = data.replace(
                    f"{OPEN}/{part}/2006/".encode(), f"http://purl.oclc.org/ooxml/{part}/".encode()
                )
            doc.parts[name] = data


@same("document")
def unused_note(doc: Doc, root: Element) -> None:
    doc.add_part(
        "footnotes.xml",
        root_of("footnotes", f'<w:footnote w:id="5">{p("lepas")}</w:footnote>'),
        "footnotes",
    )
