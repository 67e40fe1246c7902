"""What a Word file shows, place by place, read with nothing but zipfile and lxml."""

from __future__ import annotations

import zipfile
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
Shown = list[object]


def shown(path: Path) -> Shown:
    """Each paragraph as its text, each table as rows of cells: merge, span, paragraphs."""
    root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    body = root.find(f"{W}body")
    assert body is not None
    if _drop_marks(root):
        for table in root.iter(f"{W}tbl"):
            _drop_lonely_starts(table)
    return _blocks(body)


def _drop_marks(root: etree._Element) -> int:
    """Drop the marks of what the reference text has lost: they are no text. How many there were."""
    marks = [s for s in root.iter(f"{W}pStyle") if s.get(f"{W}val") == "TandaCelah"]
    for mark in marks:
        paragraph = next(mark.iterancestors(f"{W}p"))
        row = next(paragraph.iterancestors(f"{W}tr"), paragraph)
        above = row.getparent()
        assert above is not None
        above.remove(row)
    return len(marks)


def _drop_lonely_starts(table: etree._Element) -> None:
    """A merged cell that was so only over a mark is a cell like any other."""
    below: dict[int, bool] = {}
    for row in reversed(list(table.iter(f"{W}tr"))):
        column, now = 0, {}
        for cell in row.iter(f"{W}tc"):
            span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
            carried = merge is not None and merge.get(f"{W}val") != "restart"
            if merge is not None and not carried and not below.get(column):
                holder = merge.getparent()
                assert holder is not None
                holder.remove(merge)
            now[column] = carried
            column += 1 if span is None else int(span.get(f"{W}val", "1"))
        below = now


def _blocks(holder: etree._Element) -> Shown:
    result: Shown = []
    for item in holder:
        if item.tag == f"{W}p":
            result.append(_text(item))
        elif item.tag == f"{W}tbl":
            result.append([[_cell(tc) for tc in tr.iter(f"{W}tc")] for tr in item.iter(f"{W}tr")])
    return result


def _cell(cell: etree._Element) -> tuple[str, str, Shown]:
    span, merge = cell.find(f"{W}tcPr/{W}gridSpan"), cell.find(f"{W}tcPr/{W}vMerge")
    kind = "" if merge is None else merge.get(f"{W}val", "continue")
    texts = "".join(text.text or "" for text in cell.iter(f"{W}t"))
    # What carries on from the cell above shows nothing of its own, spaces and empty lines included.
    blank = kind == "continue" and not texts.strip()
    return "1" if span is None else span.get(f"{W}val", "1"), kind, [] if blank else _blocks(cell)


def _text(paragraph: etree._Element) -> str:
    """The text, words in italics between asterisks, pictures by their relation."""
    pieces: list[tuple[str, bool]] = []
    for run in paragraph.iter(f"{W}r"):
        mark = run.find(f"{W}rPr/{W}i")
        italics = mark is not None and mark.get(f"{W}val", "1") not in ("0", "false")
        for item in run:
            if item.tag == f"{W}t":
                pieces.append(((item.text or "").replace("\u00a0", " "), italics))
            elif item.tag in BREAKS:
                pieces.append((BREAKS[str(item.tag)], italics))
            elif item.tag == f"{W}drawing":
                pieces.append(("[gambar]", False))
    result, slanted = "", False
    for text, italics in pieces:
        if text and italics != slanted:
            result += "*"
            slanted = italics
        result += text
    return result + "*" * slanted
