"""Accept or reject every tracked change of a Word file, by the standard and by nothing of ours.

ISO/IEC 29500-1, 17.13.5, on trees of lxml; what a document shows then is read by tests.docx_reader.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANGES = ("rPrChange", "pPrChange", "tcPrChange", "trPrChange", "sectPrChange", "tblPrChange")


def accept(path: Path, target: Path) -> Path:
    """Write *path* to *target* as it is when all changes are accepted."""
    return _resolve(path, target, keep="ins", drop="del", restore=False)


def reject(path: Path, target: Path) -> Path:
    """Write *path* to *target* as it is when all changes are rejected."""
    return _resolve(path, target, keep="del", drop="ins", restore=True)


def count(path: Path) -> int:
    """How many changes *path* tracks."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    names = ("ins", "del", "cellIns", "cellDel", *CHANGES)
    return sum(1 for _ in root.iter(*(W + name for name in names)))


def _resolve(path: Path, target: Path, *, keep: str, drop: str, restore: bool) -> Path:
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as to:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(content)
                _resolve_part(root, keep, drop, restore)
                content = etree.tostring(root)
            to.writestr(name, content)
    return target


def _resolve_part(root: etree._Element, keep: str, drop: str, restore: bool) -> None:
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{drop}") is not None:
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:  # a table without a row is none
            _remove(table)
    cell_drop = "cellIns" if drop == "ins" else "cellDel"
    for cell in list(root.iter(f"{W}tc")):
        if cell.find(f"{W}tcPr/{W}{cell_drop}") is not None:
            _remove(cell)
    for name in CHANGES:
        for change in list(root.iter(W + name)):
            _settle(change, restore)
    for run in list(root.iter(W + drop)):
        if _parent(run).tag not in (f"{W}rPr", f"{W}trPr"):
            _remove(run)
    for mark in list(root.iter(W + drop)):
        if _parent(mark).tag == f"{W}rPr":
            _join(mark)
    for run in list(root.iter(W + keep)):
        above = _parent(run)
        index = above.index(run)
        above[index : index + 1] = list(run)
    for text in root.iter(f"{W}delText"):
        text.tag = f"{W}t"


def _settle(change: etree._Element, restore: bool) -> None:
    properties = _parent(change)
    if restore:
        old = change[0]
        kept = [item for item in properties if item.tag in (f"{W}ins", f"{W}del")]
        properties[:] = [*kept, *old]
    else:
        properties.remove(change)


def _join(mark: etree._Element) -> None:
    """A paragraph whose end goes becomes one with the next; the last of a cell or text stays."""
    paragraph = _parent(_parent(_parent(mark)))
    assert paragraph.tag == f"{W}p", paragraph.tag
    following = paragraph.getnext()
    while following is not None and following.tag != f"{W}p":
        if following.tag == f"{W}tbl":
            break
        following = following.getnext()
    content = [item for item in paragraph if item.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        # Before a table, or at the end, only a paragraph with nothing in it can go.
        assert not any(True for item in paragraph.iter(f"{W}t", f"{W}delText")), "teks tertinggal"
        if _parent(paragraph).tag != f"{W}tc" or following is not None:
            _remove(paragraph)
        return
    index = 0 if following.find(f"{W}pPr") is None else 1
    following[index:index] = content
    _remove(paragraph)


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    assert above is not None
    return above


def _remove(element: etree._Element) -> None:
    _parent(element).remove(element)
