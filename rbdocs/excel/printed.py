"""Every Lampiran as the tables that it prints: plans, and the tables of running text."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.excel.printed_sheet import PrintedSheet, PrintedSheetRow, SheetColumn
from rbdocs.model.cell import Merge
from rbdocs.model.outcome_rows import outcome_rows
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import KelompokKolom, Kolom, SimpulKolom, Tabel, TabelLampiran
from rbdocs.model.table_rows import PrintedRow, printed_rows
from rbdocs.model.values import BELUM_DIISI, TITIK

_USUAL_WIDTH = 5.0


def printed_sheets(regulation: Regulation) -> Iterator[PrintedSheet]:
    """Yield the tables of *regulation* in printed order, those of its plans as whole Lampiran."""
    for naskah in regulation.naskah:
        for tabel in naskah.tabel.values():
            yield from _tables(tabel, naskah.susunan.lampiran)
    for lampiran in regulation.lampiran:
        yield _plan(lampiran)


def _plan(lampiran: LampiranRencana) -> PrintedSheet:
    columns = [
        SheetColumn(
            (*column.groups, column.title),
            (column.declared.lebar or _USUAL_WIDTH) if column.declared else _USUAL_WIDTH,
            column.declared.rata if column.declared else "kiri",
        )
        for column in lampiran.layout.columns
    ]
    name = f"Lampiran {lampiran.lampiran}"
    table = PrintedSheet(name, f"{name}: {' '.join(lampiran.judul.split())}", columns)
    for row in plan_rows(lampiran):
        cells = [
            None if cell.merge is Merge.CONTINUED else _shown(str(cell.content))
            for cell in row.cells
        ]
        table.rows.append(PrintedSheetRow(cells, bold=row.aksi is None))
    return table


def _shown(text: str) -> str:
    return TITIK if text == BELUM_DIISI else text


def _tables(tabel: TabelLampiran, lampiran: str) -> Iterator[PrintedSheet]:
    """The parts of *tabel*; one that has header rows of its own has no titles."""
    columns = tabel.columns()
    titles = list(_titles(tabel.kolom, ()))
    made = [
        SheetColumn(names, column.lebar, column.rata)
        for names, column in zip(titles, columns, strict=True)
    ]
    keys = [column.kunci for column in columns]
    parts = (
        [(list(printed_rows(head)), list(printed_rows(rows))) for head, rows in tabel.parts()]
        if isinstance(tabel, Tabel)
        else [([], list(outcome_rows(tabel)))]
    )
    short = tabel.sebutan if tabel.nomor else " ".join(tabel.judul.split())
    title = f"Lampiran {lampiran}, {short}"
    if tabel.nomor is not None:
        title += f". {' '.join(tabel.judul.split())}"
    table = PrintedSheet(
        f"{lampiran} {short}", title, made, titled=not any(head for head, _ in parts)
    )
    for head, rows in parts:
        table.rows += [_row(row, keys, head=True) for row in head]
        table.rows += [_row(row, keys, head=False) for row in rows]
    yield table


def _titles(listing: list[SimpulKolom], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for kolom in listing:
        names = (*above, kolom.judul.plain)
        if isinstance(kolom, KelompokKolom):
            yield from _titles(kolom.kolom, names)
        else:
            assert isinstance(kolom, Kolom)
            yield names


def _row(row: PrintedRow, keys: list[str], *, head: bool) -> PrintedSheetRow:
    merged = [tuple(keys.index(key) for key in group) for group in row.merged]
    inside = {index: group for group in merged for index in group}
    cells: list[str | None] = []
    for index, key in enumerate(keys):
        content = row.cells.get(key, "")
        cells.append(None if content is None else str(content))
        if index in inside and index != min(inside[index]) and cells[-1]:
            first = min(inside[index])  # the content of a merged cell stands where it begins
            cells[first], cells[-1] = cells[-1], ""
    return PrintedSheetRow(cells, merged, head)
