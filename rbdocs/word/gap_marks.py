"""Marks where the reference text has lost something: seen on paper, and never taken for the law.

They stand in a style of their own, in brackets, and whoever reads a Word file back passes over
them: they are put in at the very last, and taken out at the very first.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Mapping
from html import escape

from lxml import etree

from rbdocs.word.element_properties import cell_width, keep_with_next, made, merge
from rbdocs.word.identity import kode_of
from rbdocs.word.problems import parse_xml
from rbdocs.word.row_height import STYLES
from rbdocs.word.xml import DOCUMENT, W, at, own_text, parent, serialise

REDRAWN = "(digambar ulang dari uraian)"
_STYLE, _NAME = "TandaCelah", "Tanda Celah"
_IS_MARK = re.compile(rf"\[naskah acuan [^\[\]]*\]|{re.escape(REDRAWN)}")
# Where the template has no such style, this is added to it.
_LOOKS = (
    f'<w:style xmlns:w="{W[1:-1]}" w:type="paragraph" w:customStyle="1" w:styleId="{_STYLE}">'
    f'<w:name w:val="{_NAME}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/><w:spacing w:before="40" w:after="40"/>'
    '</w:pPr><w:rPr><w:i/><w:iCs/><w:color w:val="404040"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
    "</w:rPr></w:style>"
)


def broken_off(what: str) -> str:
    """Return the mark of a place where the reference text breaks off; *what* says what is lost."""
    return f"[naskah acuan terputus di sini: {_said(what)}]"


def incomplete(where: str, what: str) -> str:
    """Return the mark of a row or table *where* the reference text lacks something."""
    return f"[naskah acuan tidak lengkap pada {_said(where)}: {_said(what)}]"


def _said(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")").rstrip(".")


def mark_xml(text: str, *, centred: bool = False) -> str:
    """Return the paragraph of the mark *text*; the prefix ``w`` is bound where it is put.

    *centred*: it belongs to a figure's caption, and stands as that does.
    """
    own = '<w:spacing w:before="0" w:after="240"/><w:jc w:val="center"/>' if centred else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{_STYLE}"/>{own}</w:pPr><w:r><w:t xml:space="preserve">'
        f"{escape(text, quote=False)}</w:t></w:r></w:p>"
    )


def add_style(parts: dict[str, bytes]) -> None:
    """Give the document *parts* the style of marks where its template has none."""
    styles = parse_xml(parts[STYLES], STYLES)
    if not any(style.get(f"{W}styleId") == _STYLE for style in styles.iter(f"{W}style")):
        styles.append(etree.fromstring(_LOOKS))
        parts[STYLES] = serialise(styles)


def put_marks(
    parts: dict[str, bytes],
    marks: Mapping[str, Iterable[str]],
    levels: int,
    after_table: Iterable[str],
) -> None:
    """Put *marks*, by the kode of the row that each comes after, into the plan in *parts*.

    Each is a row below, right of the *levels* columns of the plan's tree, which carry on beside it.
    It comes lower where a merged cell would be torn. Those with the kode "" and those *after_table*
    stand below the table, as do all where the template has other columns.
    """
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    table = max(root.iter(f"{W}tbl"), key=len, default=None)
    rows = [] if table is None else table.findall(f"{W}tr")
    waiting: list[str] = []
    left = {kode: list(texts) for kode, texts in marks.items()}
    kode = ""
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        kode = kode_of(row) or kode
        if below is not None and kode_of(below) in ("", kode):
            continue
        waiting += left.pop(kode, [])
        if waiting and len(row) > levels and not _torn(below, levels):
            for text in reversed(waiting):
                row.addnext(_row(row, text, levels))
            waiting = []
    rest = [*waiting, *(text for texts in left.values() for text in texts), *after_table]
    if table is not None:
        for text in reversed(rest):
            table.addnext(_mark(text))
    parts[DOCUMENT] = serialise(root)
    add_style(parts)


def _mark(text: str) -> etree._Element:
    return etree.fromstring(mark_xml(text).replace("<w:p>", f'<w:p xmlns:w="{W[1:-1]}">', 1))


def _torn(below: etree._Element | None, levels: int) -> bool:
    """Whether a row above *below* would tear a merged cell right of the *levels* first."""
    cells = [] if below is None else below.findall(f"{W}tc")[levels:]
    marks = (cell.find(f"{W}tcPr/{W}vMerge") for cell in cells)
    return any(mark is not None and mark.get(f"{W}val") != "restart" for mark in marks)


def _row(above: etree._Element, text: str, levels: int) -> etree._Element:
    """The row of the mark *text* below the row *above*."""
    cells = above.findall(f"{W}tc")
    row = made("tr", made("trPr", made("cantSplit")))
    kept = all(p.find(f"{W}pPr/{W}keepNext") is not None for p in above.iter(f"{W}p"))
    for cell in cells[:levels]:
        if cell.find(f"{W}tcPr/{W}vMerge") is None:
            merge(cell, "restart")
        beside = made("tc", *(copy.deepcopy(part) for part in cell.iterchildren(f"{W}tcPr")))
        merge(beside, None)
        beside.append(made("p"))
        row.append(beside)
    width = made("tcW", w=sum(map(cell_width, cells[levels:])), type="dxa")
    properties = made("tcPr", width, made("gridSpan", val=len(cells) - levels))
    row.append(made("tc", properties, _mark(text)))
    return keep_with_next(row) if kept else row


def without_marks(root: etree._Element) -> None:
    """Take the marks out of *root*: they are no text of the document.

    What a person has written in their style, without their brackets, stays.
    """
    for paragraph in list(root.iter(f"{W}p")):
        if at(paragraph, "pPr/pStyle") != _STYLE:
            continue
        if not _IS_MARK.fullmatch(own_text(paragraph).strip()):
            continue
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row is None:
            parent(paragraph).remove(paragraph)
        elif not "".join(own_text(p) for p in row.iter(f"{W}p") if p is not paragraph).strip():
            parent(row).remove(row)
