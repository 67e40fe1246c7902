"""IND: scores in a table: what they add up to, and what was chosen by them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel
from rbdocs.model.table_rows import PrintedRow, printed_rows
from rbdocs.model.values import format_number
from rbdocs.model.words import listed


def _scored(tabel: Tabel) -> Iterator[tuple[PrintedRow, list[str], str]]:
    """Yield the rows of a table of scores, with the columns that add up and that of the sum."""
    columns = tabel.columns()
    criteria = [kolom.kunci for kolom in columns if kolom.makna == "kriteria"]
    total = next((kolom.kunci for kolom in columns if kolom.makna == "total"), None)
    if total is None or not criteria:
        return
    for _, rows in tabel.parts():
        for row in printed_rows(rows):
            yield row, criteria, total


def _number(row: PrintedRow, column: str) -> Decimal | None:
    cell = row.cells.get(column)
    return cell.nilai.number if cell is not None and cell.nilai is not None else None


def _score(row: PrintedRow, column: str) -> Decimal | None:
    """What a criterion adds to the total; one with a dash was not judged and adds nothing."""
    cell = row.cells.get(column)
    dash = cell is not None and cell.nilai is not None and cell.nilai.empty
    return Decimal(0) if dash else _number(row, column)


def _label(tabel: Tabel, row: PrintedRow) -> str:
    wanted = [kolom.kunci for kolom in tabel.columns() if kolom.makna in ("tema", "indikator")]
    return next((cell.plain for key in wanted if (cell := row.cells.get(key))), "")


def _tables(regulation: Regulation) -> Iterator[Tabel]:
    return (tabel for tabel in regulation.tabel() if isinstance(tabel, Tabel))


@rule(
    code="IND09",
    level=Level.GALAT,
    statement="Nilai total dalam tabel penilaian sama dengan jumlah kriterianya.",
    ground="Tema dipilih menurut nilai totalnya.",
)
def jumlah_kriteria(regulation: Regulation) -> Iterator[Violation]:
    """Yield the rows whose scores do not add up to their total."""
    for tabel in _tables(regulation):
        for row, criteria, total in _scored(tabel):
            scores = [_score(row, column) for column in criteria]
            known = [score for score in scores if score is not None]
            given = _number(row, total)
            if given is None or len(known) < len(scores) or sum(known) == given:
                continue
            expected = format_number(sum(known, Decimal(0)))
            yield Violation(
                row.node.location(total),
                tabel.sebutan,
                f"Nilai total {_label(tabel, row)} {format_number(given)} tidak sama dengan jumlah "
                f"kriterianya {expected}.",
                f"Ubah nilai total menjadi {expected}, atau betulkan kriterianya.",
                {
                    "kriteria": [format_number(score) for score in known],
                    "total": format_number(given),
                    "seharusnya": expected,
                },
            )


@rule(
    code="IND10",
    level=Level.GALAT,
    statement="Tema yang dilaksanakan adalah tema dengan nilai total tertinggi.",
    ground="Bab IV memilih tema menurut nilainya; pilihan lain perlu alasan.",
)
def tema_tertinggi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the tables in which a theme without a plan has more than one that has a plan."""
    planned = {
        indikator.acuan
        for kelompok in regulation.kelompok
        if kelompok.lampiran.layout.source.tematik
        for indikator in kelompok.indicators()
    } - {None}
    for tabel in _tables(regulation):
        rows = [
            (score, row)
            for row, _, total in _scored(tabel)
            if not row.is_sum and (score := _number(row, total)) is not None
        ]
        chosen = [(score, row) for score, row in rows if _acuan(row) in planned]
        left = [(score, row) for score, row in rows if _acuan(row) not in planned]
        if not chosen or not left:
            continue
        lowest = min(chosen, key=lambda item: item[0])
        above = [(score, row) for score, row in left if score > lowest[0]]
        if above:
            names = [f"{_label(tabel, row)} ({format_number(score)})" for score, row in above]
            yield Violation(
                lowest[1].node.location(),
                tabel.sebutan,
                f"{listed(names)} bernilai lebih tinggi daripada {_label(tabel, lowest[1])} "
                f"({format_number(lowest[0])}), yang dilaksanakan.",
                "Betulkan nilainya, atau sebutkan dalam bab mengapa tema itu tidak dipilih.",
                {"tabel": tabel.sebutan},
                [
                    Occurrence(row.node.location(), _label(tabel, row), format_number(score))
                    for score, row in (lowest, *above)
                ],
            )


def _acuan(row: PrintedRow) -> str | None:
    return row.node.acuan if isinstance(row.node, Baris) else None
