"""What can be told of PDF/UA-1 from the file itself (ISO 14289-1); not a full validator.

Each function yields what breaks one group of the standard's clauses, named by its number. It walks
the file by itself and uses nothing of the code that made it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Pdf

from rbdocs.files import digest

_NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
# ISO 32000-1, 14.8.4: the standard types of structure.
_STANDARD = {
    *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index"),
    *("NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl"),
    *("LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note"),
    *("Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "Warichu", "Figure", "Formula"),
    *("Form",),
}
_SHOWN = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "EI"}
_WIDE = 40  # of what is broken, only so much is told


def defects(data: bytes) -> list[str]:
    """Return what in the PDF *data* breaks PDF/UA-1."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        return defects_of(pdf)


def defects_of(pdf: Pdf) -> list[str]:
    """Return what in *pdf* breaks PDF/UA-1."""
    return [*_file(pdf), *_structure(pdf), *_pages(pdf)][:_WIDE]


def elements(pdf: Pdf) -> list[tuple[Any, Any]]:
    """Every element of the structure with its parent, in the order of reading."""
    root = pdf.Root.get("/StructTreeRoot")
    return [] if root is None else list(_below(root))


def _below(element: Any) -> Iterator[tuple[Any, Any]]:
    for child in _kids(element):
        if isinstance(child, Dictionary) and "/S" in child:
            yield child, element
            yield from _below(child)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return [] if kids is None else list(kids) if isinstance(kids, Array) else [kids]


def role(pdf: Pdf, element: Any) -> str:
    """The standard type of *element*, through the role map."""
    name = str(element.S)
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    for _ in range(10):
        if name[1:] in _STANDARD or name not in roles:
            break
        name = str(roles[name])
    return name[1:]


def _file(pdf: Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", Dictionary()).get("/Marked", False):
        yield "7.1 tidak ditandai"
    if root.get("/MarkInfo", Dictionary()).get("/Suspects", False):
        yield "7.1 tandanya diragukan"
    if not root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "7.1 judul tidak ditampilkan"
    if str(root.get("/Lang", "")) != "id-ID":
        yield "7.2 tanpa bahasa"
    metadata = etree.fromstring(root.Metadata.read_bytes())
    if metadata.findtext(".//pdfuaid:part", namespaces=_NS) != "1":
        yield "5 tidak disebut PDF/UA-1"
    title = metadata.findtext(".//dc:title/rdf:Alt/rdf:li", namespaces=_NS)
    if not title or title != str(pdf.docinfo.get("/Title", "")):
        yield "7.1 judul"


def _structure(pdf: Pdf) -> Iterator[str]:
    listed = elements(pdf)
    if not listed:
        yield "7.1 tanpa struktur"
        return
    level = 0
    for element, parent in listed:
        kind, above = role(pdf, element), role(pdf, parent) if "/S" in parent else ""
        if kind not in _STANDARD:
            yield f"7.1 jenis {kind} tidak dikenal"
        if element.get("/P") != parent:
            yield f"7.1 {kind} tidak menunjuk induknya"
        if kind == "Figure" and not str(element.get("/Alt", "")).strip():
            yield "7.3 gambar tanpa teks pengganti"
        if kind in ("TH", "TD") and above != "TR":
            yield f"7.5 {kind} di luar baris"
        if kind == "TR" and above not in ("Table", "THead", "TBody", "TFoot"):
            yield "7.5 baris di luar tabel"
        if kind == "TH" and _scope(element) not in ("/Column", "/Row", "/Both"):
            yield "7.5 kepala tabel tanpa arah"
        if kind[0] == "H" and kind[1:].isdecimal():
            if int(kind[1:]) > level + 1:
                yield f"7.4.2 judul tingkat {kind[1:]} sesudah tingkat {level}"
            level = int(kind[1:])


def _scope(cell: Any) -> str:
    said = cell.get("/A", Array())
    for item in said if isinstance(said, Array) else [said]:
        if item.get("/O") == "/Table" and "/Scope" in item:
            return str(item.Scope)
    return ""


def _pages(pdf: Pdf) -> Iterator[str]:
    tree = _numbers(pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree"))
    used: dict[tuple[int, int], set[int]] = {}
    for element, _ in elements(pdf):
        for kid in _kids(element):
            if isinstance(kid, int):
                used.setdefault(element.Pg.objgen, set()).add(kid)
            elif isinstance(kid, Dictionary) and "/MCID" in kid:
                page = kid.get("/Pg", element.get("/Pg"))
                used.setdefault(page.objgen, set()).add(int(kid.MCID))
    for number, page in enumerate(pdf.pages, start=1):
        marked, loose = _marks(page)
        if loose:
            yield f"7.1 halaman {number}: {loose} tanpa tanda"
        entries = tree.get(int(page.obj.get("/StructParents", -1)), [])
        owned = {index for index, entry in enumerate(entries) if _owns(entry, index, page.obj)}
        if not marked <= owned or marked != used.get(page.obj.objgen, set()):
            yield f"7.1 halaman {number}: tandanya tidak cocok dengan strukturnya"
        yield from _notes(page, number, tree)


def _owns(element: Any, mark: int, page: Any) -> bool:
    """Whether *element* holds *mark* of *page*."""
    if not isinstance(element, Dictionary):
        return False
    return any(
        (kid == mark and element.get("/Pg") == page)
        or (
            isinstance(kid, Dictionary)
            and kid.get("/MCID") == mark
            and kid.get("/Pg", element.get("/Pg")) == page
        )
        for kid in _kids(element)
    )


def _notes(page: Any, number: int, tree: dict[int, Any]) -> Iterator[str]:
    notes = page.obj.get("/Annots", Array())
    if len(notes) and page.obj.get("/Tabs") != "/S":
        yield f"7.18.3 halaman {number}: urutan tautan"
    for note in notes:
        element = tree.get(int(note.get("/StructParent", -1)))
        kids = [] if element is None else _kids(element)
        if not any(isinstance(kid, Dictionary) and kid.get("/Obj") == note for kid in kids):
            yield f"7.18.5 halaman {number}: tautan di luar struktur"
        if note.get("/Subtype") == "/Link" and not str(note.get("/Contents", "")).strip():
            yield f"7.18.5 halaman {number}: tautan tanpa keterangan"


def _numbers(tree: Any) -> dict[int, Any]:
    """The entries of a number tree."""
    result: dict[int, Any] = {}
    if tree is None:
        return result
    for below in tree.get("/Kids", Array()):
        result |= _numbers(below)
    listed = list(tree.get("/Nums", Array()))
    return result | {int(key): entry for key, entry in zip(listed[::2], listed[1::2], strict=True)}


_MARKS: dict[str, tuple[set[int], int]] = {}  # what is drawn on a page is drawn in several PDF


def _marks(page: Any) -> tuple[set[int], int]:
    """The marks on *page*, and how much is shown outside any mark."""
    contents = page.obj.get("/Contents", Array())
    streams = contents if isinstance(contents, Array) else [contents]
    drawn = digest(b"\n".join(stream.read_bytes() for stream in streams))
    if drawn not in _MARKS:
        _MARKS[drawn] = _marks_in(page)
    return _MARKS[drawn]


def _marks_in(page: Any) -> tuple[set[int], int]:
    marks: set[int] = set()
    depth: list[bool] = []
    loose = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            said = operands[1] if len(operands) > 1 else None
            counted = isinstance(said, Dictionary) and "/MCID" in said
            if counted:
                marks.add(int(said.MCID))
            depth.append(counted or operands[0] == "/Artifact")
        elif name == "EMC":
            depth.pop()
        elif name in _SHOWN and not any(depth):
            loose += 1
    return marks, loose
