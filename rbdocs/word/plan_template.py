"""The Word template of a plan, made once from its layout; from then on a person edits it in Word.

All but the table (paper, styles, heading block, signature, footer) is taken from a template of a
plan that is there already, so that the new one looks like the office's others.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from rbdocs.model.column_titles import title_rows
from rbdocs.model.plan_columns import NUMERIC, WHOLE_WIDTH, Column, ColumnKind, Merge
from rbdocs.word.element_properties import made, put, text_element
from rbdocs.word.package import write_package
from rbdocs.word.problems import parse_xml
from rbdocs.word.xml import DOCUMENT, W, parent, serialise

# The styles of the plan templates by how a column is aligned.
_STYLES = {"kiri": "IsiTabel", "tengah": "AngkaTabel", "kanan": "AnggaranTabel"}
_HEAD = "KepalaTabel"
# The least that a column gets where its layout says no width, beside a column of text.
_NUMBER_SHARE = 0.4
_LEAST = 6.0  # per cent of the table, for a column of text: narrower ones cut words


class NoPlanTemplate(Exception):
    """The template that a new one is to look like has no table that repeats the rows of a plan."""


def plan_template(base: dict[str, bytes], columns: Sequence[Column], loop: str) -> bytes:
    """Return a template for *columns* that looks like *base* and loops over *loop*.

    Raises NoPlanTemplate where *base* is none of a plan.
    """
    root = parse_xml(base[DOCUMENT], DOCUMENT)
    table = next((item for item in root.iter(f"{W}tbl") if _loops(item, loop)), None)
    if table is None:
        raise NoPlanTemplate
    total = sum(int(item.get(f"{W}w", "0")) for item in table.iter(f"{W}gridCol"))
    widths = _widths(columns, total)
    grid = made("tblGrid", *(made("gridCol", w=width) for width in widths))
    fresh = made("tbl", *map(copy.deepcopy, table.findall(f"{W}tblPr")), grid)
    fresh.extend(_head(columns, widths))
    opening = ["{%tr for b in " + loop + " %}"] + [""] * (len(columns) - 1)
    fields = [f"{{{{ b.{column.key} }}}}" for column in columns]
    closing = ["{%tr endfor %}"] + [""] * (len(columns) - 1)
    for texts in (opening, fields, closing):
        fresh.append(_row(columns, widths, texts))
    table.addprevious(fresh)
    parent(table).remove(table)
    return write_package({**base, DOCUMENT: serialise(root)})


def _loops(table: etree._Element, loop: str) -> bool:
    text = "".join(item.text or "" for item in table.iter(f"{W}t"))
    return "{%tr for" in text and f"in {loop}" in text


def _widths(columns: Sequence[Column], total: int) -> list[int]:
    """The widths of *columns*, in twentieths of a point, which together are *total*.

    Those without one of their own share what is left, numbers less of it than texts; where too
    little is left for them, all others become narrower.
    """
    own = [column.declared.lebar if column.declared else None for column in columns]
    shares = [_NUMBER_SHARE if _is_narrow(column) else 1.0 for column in columns]
    open_shares = sum(share for width, share in zip(own, shares, strict=True) if width is None)
    stated = sum(width for width in own if width is not None)
    left = max(WHOLE_WIDTH - stated, _LEAST * open_shares)
    percent = [
        width if width is not None else left * share / open_shares
        for width, share in zip(own, shares, strict=True)
    ]
    result = [max(round(total * width / sum(percent)), 1) for width in percent]
    widest = result.index(max(result))
    result[widest] += total - sum(result)
    return result


def _is_narrow(column: Column) -> bool:
    return column.kind in NUMERIC - {ColumnKind.AMOUNT} or column.kind is ColumnKind.TICK


def _head(columns: Sequence[Column], widths: Sequence[int]) -> list[etree._Element]:
    """The rows of titles: groups over their columns, a title without a group over all rows."""
    rows = []
    for cells in title_rows([(*column.groups, column.title) for column in columns]):
        row, at = _bare_row(head=True), 0
        for cell in cells:
            title = "" if cell.merge is Merge.CONTINUED else cell.title
            width = sum(widths[at : at + cell.span])
            row.append(_cell(width, _HEAD, title, cell.span, cell.merge))
            at += cell.span
        rows.append(row)
    return rows


def _row(columns: Sequence[Column], widths: Sequence[int], texts: Sequence[str]) -> etree._Element:
    row = _bare_row(head=False)
    for column, width, text in zip(columns, widths, texts, strict=True):
        row.append(_cell(width, _style(column), text))
    return row


def _style(column: Column) -> str:
    declared = column.declared
    if declared is not None and "rata" in declared.model_fields_set:
        return _STYLES[declared.rata]
    if column.kind is ColumnKind.AMOUNT:
        return _STYLES["kanan"]
    return _STYLES["tengah" if _is_narrow(column) else "kiri"]


def _bare_row(*, head: bool) -> etree._Element:
    return made("tr", made("trPr", made("cantSplit"), *([made("tblHeader")] if head else [])))


def _cell(
    width: int, style: str, text: str, span: int = 1, merge: Merge = Merge.NONE
) -> etree._Element:
    properties = made("tcPr", made("tcW", w=width, type="dxa"))
    if span > 1:
        put(properties, "gridSpan", val=span)
    if merge:
        put(properties, "vMerge", **({"val": "restart"} if merge is Merge.START else {}))
    if style == _HEAD:
        put(properties, "vAlign", val="center")
    paragraph = made("p", made("pPr", made("pStyle", val=style)))
    if text:
        paragraph.append(made("r", text_element(text)))
    return made("tc", properties, paragraph)
