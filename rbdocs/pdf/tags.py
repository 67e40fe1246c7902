"""The structure of a PDF, which a screen reader follows: completed, and joined of several PDF.

Sections are those of PDF/UA-1 (ISO 14289-1) where nothing else is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

_HEADING = re.compile(r"/H([1-6])")


def complete_tags(pdf: Pdf) -> None:
    """Add to the structure of *pdf*, as LibreOffice made it, what it leaves out."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Tabs = Name.S  # 7.18.3: the links of a page are met in the order of its text
    headings = []
    for element in elements(pdf):
        if element.get("/S") == Name.TH:
            _heads_column(element)
        elif level := _level(pdf, element):
            headings.append((element, level))
    _close_gaps(headings)


def _level(pdf: Pdf, element: Object) -> int:
    """The level of the heading *element*; 0 where it is none."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    hit = _HEADING.fullmatch(str(roles.get(str(element.S), element.S)))
    return int(hit[1]) if hit else 0


def _close_gaps(headings: Sequence[tuple[Object, int]]) -> None:
    """Number the levels of *headings* so that none is left out (7.4.2).

    A regulation without chapters begins with its articles, which are of the second level.
    """
    ranks = {level: rank for rank, level in enumerate(sorted({n for _, n in headings}), start=1)}
    above = 0
    for element, level in headings:
        rank = min(ranks[level], above + 1)
        if rank != level:
            element.S = Name(f"/H{rank}")
        above = rank


def elements(pdf: Pdf) -> Iterator[Object]:
    """Yield the elements of the structure of *pdf*, each before those in it."""
    root = pdf.Root.get("/StructTreeRoot")
    left = [] if root is None else list(_children(root))[::-1]
    while left:
        element = left.pop()
        yield element
        left += list(_children(element))[::-1]


def _children(element: Object) -> Iterator[Object]:
    """Yield the elements right below *element*; what it marks of a page is none."""
    below = element.get("/K")
    if below is None:
        return
    for child in below if isinstance(below, Array) else [below]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


def _heads_column(cell: Object) -> None:
    """Say of the header *cell* that it heads its column (7.5: a header says what it heads)."""
    said = cell.get("/A")
    attributes = list(said) if isinstance(said, Array) else [] if said is None else [said]
    table = next((item for item in attributes if item.get("/O") == Name.Table), None)
    if table is None:
        attributes.append(Dictionary(O=Name.Table, Scope=Name.Column))
        cell.A = Array(attributes)
    else:
        table.Scope = Name.Column


def join_tags(whole: Pdf, parts: Sequence[Pdf], first_pages: Sequence[int]) -> None:
    """Give *whole*, which holds the pages of *parts*, the structures of all of them.

    *first_pages* says where the pages of each begin. Each part's becomes a part of the one
    document; marks on the pages are numbered on.
    """
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    root = whole.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            RoleMap=Dictionary(),
        )
    )
    document.P, document.K = root, Array()
    numbers: list[Object | int] = []
    offset = 0
    ends = [*first_pages[1:], len(whole.pages)]
    for part, first, end in zip(parts, first_pages, ends, strict=True):
        if "/StructTreeRoot" not in part.Root:
            return
        tree = whole.copy_foreign(part.Root.StructTreeRoot)
        for element in tree.K if isinstance(tree.K, Array) else [tree.K]:
            element.P = document
            element.S = Name.Part if Name.Document == element.S else element.S
            document.K.append(element)
        for name, role in tree.get("/RoleMap", Dictionary()).items():
            root.RoleMap[name] = role
        _shift(whole, first, end, offset)
        listed = list(_numbered(tree.ParentTree))
        for number, entry in listed:
            numbers += [number + offset, entry]
        offset += max((number for number, _ in listed), default=-1) + 1
    root.ParentTree = whole.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = offset
    whole.Root.StructTreeRoot = root
    whole.Root.MarkInfo = Dictionary(Marked=True)


def _shift(whole: Pdf, first: int, end: int, offset: int) -> None:
    """Let the pages of *whole* from *first* on, and their links, name entries *offset* further."""
    for index in range(first, end):
        page = whole.pages[index].obj
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + offset
        for note in page.get("/Annots", Array()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + offset


def _numbered(tree: Object) -> Iterator[tuple[int, Object]]:
    """Yield the entries of the number tree *tree* (ISO 32000-1, 7.9.7)."""
    for below in tree.get("/Kids", Array()):
        yield from _numbered(below)
    listed = list(tree.get("/Nums", Array()))
    for number, entry in zip(listed[::2], listed[1::2], strict=True):
        yield int(number), entry
