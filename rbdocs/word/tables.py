"""A chapter's table as Word XML, in time and memory linear in its rows.

Cells are put together as text; each distinct cell frame (width, span, merge, alignment) is made
once for each column and reused in every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rbdocs.model.column_titles import title_rows
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.sentence import ButirSel, Isi
from rbdocs.model.table import Kolom, Rata, TabelLampiran
from rbdocs.model.table_rows import PrintedRow, printed_parts
from rbdocs.model.values import Text
from rbdocs.word.row_height import Heights, Paper, wrapped_lines
from rbdocs.word.running_text import StyleNames
from rbdocs.word.xml import escaped

# Two tables that touch are one to Word; a paragraph as low as Word allows keeps them apart.
_BETWEEN = (
    '<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)
_HEAD_ROW = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_TALL_ROW = "<w:tr>"  # may break over the page
_FEW_ROWS = 8  # more would leave a large part of a page empty
_RESTART, _CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
_MERGES = {"": Merge.NONE, _RESTART: Merge.START, _CONTINUE: Merge.CONTINUED}


class _Placed(NamedTuple):
    """A cell in its row: how many columns it covers, its vertical merge, and its content."""

    span: int
    merge: str
    content: Isi | None


def table_xml(tabel: TabelLampiran, styles: StyleNames, width: int, height: int) -> str:
    """Return *tabel* as ``w:tbl`` elements, *width* twentieths of a point wide.

    *height* is that of a page's text: a row of more than a part of it may break over the page.
    It is one element; a table with blocks gives one for each block, so that on every page the
    header of the right block repeats. The prefix ``w`` is bound where the text is put; caption and
    source line are not part of it. The looks come from the template's styles «Tabel Naskah»,
    «Kepala Tabel», «Isi Tabel», «Angka Tabel» (centred) and «Butir Tabel» (a bullet's hanging
    indent), or for small print from those with «Kecil» behind their names, found by *styles*.
    """
    writer = _Writer(tabel, styles, width, height)
    return _BETWEEN.join(writer.table(head, rows) for head, rows in printed_parts(tabel))


def cells_with_room(tabel: TabelLampiran, width: int) -> Iterator[tuple[int, int, str, bool]]:
    """Yield every text of *tabel*, printed *width* twentieths of a point wide.

    Each with the number of its first column, the width of its cell, the text itself, and whether
    it is one of the header.
    """
    columns = tabel.columns()
    widths = _widths(columns, width)
    for head, rows in printed_parts(tabel):
        titles = _placed(head, columns) if head else _titles(tabel)
        for is_head, placed in ((True, titles), (False, _placed(rows, columns))):
            for row in placed:
                start = 0
                for cell in row:
                    if cell.content is not None:
                        room = sum(widths[start : start + cell.span])
                        yield start, room, cell.content.plain, is_head
                    start += cell.span


class _Writer:
    def __init__(self, tabel: TabelLampiran, styles: StyleNames, width: int, height: int) -> None:
        self._tabel = tabel
        self._columns = tabel.columns()
        self._widths = _widths(self._columns, width)
        self._width = width
        size = " Kecil" if tabel.huruf == "kecil" else ""
        self._style = styles.table(f"Tabel Naskah{size}")
        self._head = styles.paragraph(f"Kepala Tabel{size}")
        self._bullet = styles.paragraph(f"Butir Tabel{size}")
        self._body = styles.paragraph(f"Isi Tabel{size}")
        self._centred = styles.paragraph(f"Angka Tabel{size}")
        self._paper = Paper(styles.type_size(self._body), height)
        self._frame = cache(self._make_frame)
        self._opening = cache(self._make_opening)

    def table(self, head: Sequence[PrintedRow], rows: Sequence[PrintedRow]) -> str:
        """Return one ``w:tbl`` with the header rows *head*, or the columns' titles, and *rows*."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        titles = _placed(head, self._columns) if head else _titles(self._tabel)
        cells = list(_placed(rows, self._columns))
        breaks = self._breaks(cells)
        placed = zip(cells, _kept(rows, breaks), breaks, strict=True)
        return "".join(
            (
                f'<w:tbl><w:tblPr><w:tblStyle w:val="{self._style}"/>'
                f'<w:tblW w:w="{self._width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
                f'<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
                f'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
                f"<w:tblGrid>{grid}</w:tblGrid>",
                *(self._row(row, head=True) for row in titles),
                *(self._row(row, keep=keep, breaks=breaks) for row, keep, breaks in placed),
                "</w:tbl>",
            )
        )

    def _breaks(self, rows: Sequence[Sequence[_Placed]]) -> list[bool]:
        """Whether each of *rows* may break over the page."""
        letters = [self._paper.letters(width) for width in self._widths]
        columns = [((n,), letter) for n, letter in enumerate(letters)]
        heights = Heights(columns, self._paper.lines)
        grid = [list(self._grid_cells(row)) for row in rows]
        return [heights.breaks(row, below) for row, below in zip_longest(grid, grid[1:]) if row]

    def _grid_cells(self, cells: Iterable[_Placed]) -> Iterator[Cell]:
        """Yield a cell for each column; what spans several has as many lines in the first."""
        start = 0
        for cell in cells:
            text = "" if cell.content is None else cell.content.plain
            if cell.span > 1 and text:
                letters = self._paper.letters(sum(self._widths[start : start + cell.span]))
                text = "\n" * (wrapped_lines(text, letters) - 1)
            yield Cell(text, _MERGES[cell.merge])
            yield from (Cell("", Merge.NONE) for _ in range(cell.span - 1))
            start += cell.span

    def _row(
        self,
        cells: Iterable[_Placed],
        *,
        head: bool = False,
        keep: bool = False,
        breaks: bool = False,
    ) -> str:
        pieces = [_HEAD_ROW if head else _TALL_ROW if breaks else _ROW]
        start = 0
        for cell in cells:
            pieces.append(self._frame(start, cell.span, cell.merge, head))
            rata = self._columns[start].rata if cell.span == 1 else "kiri"
            pieces += self._content(cell.content, self._opening(rata, head, keep), keep)
            pieces.append("</w:tc>")
            start += cell.span
        pieces.append("</w:tr>")
        return "".join(pieces)

    def _make_frame(self, start: int, span: int, merge: str, head: bool) -> str:
        width = sum(self._widths[start : start + span])
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
            + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
            + merge
            + ('<w:vAlign w:val="center"/>' if head else "")
            + "</w:tcPr>"
        )

    def _make_opening(self, rata: Rata, head: bool, keep: bool) -> str:
        style = self._centred if rata == "tengah" else self._body
        right = '<w:jc w:val="right"/>' if rata == "kanan" and not head else ""
        return _paragraph_open(self._head if head else style, keep, right)

    def _content(self, content: Isi | None, opening: str, keep: bool) -> Iterator[str]:
        if content is None:
            yield f"{opening}</w:p>"
            return
        for block in content.blocks:
            if isinstance(block, ButirSel):
                bullet = _paragraph_open(self._bullet, keep)
                for item in block.items:
                    yield f"{bullet}<w:r><w:t>•</w:t><w:tab/></w:r>{_runs(item)}</w:p>"
            else:
                yield f"{opening}{_runs(block)}</w:p>"


def _kept(rows: Sequence[PrintedRow], breaks: Sequence[bool]) -> Iterator[bool]:
    """Whether each row stays with the next: rows beside one merged cell, where they are few.

    *breaks* says which are tall.
    """
    start = 0
    for end in range(1, len(rows) + 1):
        if end < len(rows) and None in rows[end].cells.values():
            continue
        together = end - start <= _FEW_ROWS and not any(breaks[start:end])
        yield from (together and index < end - 1 for index in range(start, end))
        start = end


def _widths(columns: Sequence[Kolom], width: int) -> list[int]:
    """The columns' widths in whole twentieths of a point, which add up to *width*."""
    total = sum(kolom.lebar for kolom in columns)
    ends, sum_so_far = [0], 0.0
    for kolom in columns:
        sum_so_far += kolom.lebar
        ends.append(round(width * sum_so_far / total))
    return [end - start for start, end in pairwise(ends)]


@cache
def _paragraph_open(style: str, keep: bool = False, more: str = "") -> str:
    with_next = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{with_next}{more}</w:pPr>'


def _runs(text: Text) -> str:
    return "".join(_run(piece, italic) for piece, italic in text.pieces if piece)


def _run(text: str, italic: bool) -> str:
    lines = escaped(text).replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    look = "<w:rPr><w:i/></w:rPr>" if italic else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{lines}</w:t></w:r>'


def _placed(rows: Sequence[PrintedRow], columns: Sequence[Kolom]) -> Iterator[list[_Placed]]:
    """Each row's cells from left to right."""
    names = [kolom.kunci for kolom in columns]
    for row, below in zip_longest(rows, rows[1:]):
        yield _cells(row, below.cells if below else {}, names)


def _cells(row: PrintedRow, below: Mapping[str, Isi | None], names: list[str]) -> list[_Placed]:
    groups = {group[0]: group for group in row.merged}
    result: list[_Placed] = []
    position = 0
    while position < len(names):
        group = groups.get(names[position], (names[position],))
        stated = [row.cells[name] for name in group if name in row.cells]
        content = next((isi for isi in stated if isi is not None), None)
        merge = ""
        if content is None:
            merge = _CONTINUE
        elif any(name in below and below[name] is None for name in group):
            merge = _RESTART
        result.append(_Placed(len(group), merge, content))
        position += len(group)
    return result


def _titles(tabel: TabelLampiran) -> Iterator[list[_Placed]]:
    """The header rows of the titles of the columns."""
    marks = {merge: mark for mark, merge in _MERGES.items()}
    for row in title_rows(tabel.titles()):
        yield [
            _Placed(
                cell.span,
                marks[cell.merge],
                None if cell.merge is Merge.CONTINUED else Isi((cell.title.judul,)),
            )
            for cell in row
        ]
