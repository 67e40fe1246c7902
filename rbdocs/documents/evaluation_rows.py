"""What the tables of an evaluation and of its follow-ups say, cell by cell.

A dash means one thing: nothing is due. What is due and not reported is ``belum``; what was
reported as nothing is ``nihil``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from rbdocs.model.evaluation import ReportedAction, Summary, percent, quarters
from rbdocs.model.realisasi import Achievement, TindakLanjut
from rbdocs.model.values import Nilai, format_number, print_number

DETAIL = [
    *("no", "kode", "uraian", "satuan", "indikator"),
    *("t1", "t2", "t3", "t4", "target", "r1", "r2", "r3", "r4", "realisasi"),
    *("persen", "kendala", "bukti", "pelaksana"),
]
SUMMARY = ["nama", "jumlah", "direncanakan", "melapor", "tercapai", "rerata"]
NOTES = ["no", "kode", "uraian", "triwulan", "kendala", "solusi", "bukti", "pelaksana"]
FOLLOW_UP = [
    *("no", "kode_aksi", "aksi", "kendala", "kode", "uraian", "satuan", "indikator"),
    *("tenggat", "koordinator", "pelaksana"),
]
NOT_DUE, TO_COME, NOTHING, UNMEASURED = "-", "belum", "nihil", "tidak terukur"
QUARTERS = ("TW I", "TW II", "TW III", "TW IV")
FALLING = " (makin rendah makin baik)"  # of an indicator
_NO_QUARTERS = [Nilai("")] * len(QUARTERS)
_LEAST = Decimal("0.1")
Row = Sequence[str]


def summary_row(summary: Summary) -> Row:
    """Return the cells of *summary*; a mean says of how many measurable actions it is."""
    mean, dari = summary.rerata, len(summary.shares)
    if mean is not None:
        rerata = f"{percentage(mean)} dari {dari} rencana aksi"
    elif summary.melapor:
        rerata = UNMEASURED
    else:
        rerata = "belum melapor" if summary.direncanakan else NOT_DUE
    counts = (summary.jumlah, summary.direncanakan, summary.melapor, summary.tercapai)
    return (summary.nama, *map(str, counts), rerata)


def detail_row(number: int, action: ReportedAction, until: int = len(QUARTERS)) -> Row:
    """Return the cells of *action*: its plan, what was reached, and what share of it that is.

    Of the quarters after the quarter *until*, from 1, nothing is told.
    """
    plan, report, told = action.aksi, action.capaian, action.laporan
    due = quarters(plan.tw, plan.cara)
    falling = report is not None and report.arah == "turun"
    got = quarters(report.tw, plan.cara) if report else _NO_QUARTERS
    return (
        *(str(number), plan.kode, action.full_name, plan.satuan),
        f"{plan.indikator.plain}{FALLING}" if falling else plan.indikator.plain,
        *_until(until, map(_target, due)),
        _target(plan.total),
        *_until(until, map(_reached, due, got)),
        _total(action),
        _share(action),
        _obstacles(told) if told else "",
        told.told("bukti") if told else "",
        _offices(action),
    )


def _until(quarter: int, texts: Iterable[str]) -> Iterator[str]:
    """The *texts* of four quarters, those after *quarter* empty."""
    return (text if number <= quarter else "" for number, text in enumerate(texts, 1))


def note_rows(rows: Iterable[ReportedAction]) -> Iterator[Row]:
    """Yield what hindered, what was done about it and the evidence: of the year, and by quarter."""
    number = 0
    for action in rows:
        if action.laporan is None:
            continue
        for quarter, *said in _notes(action.laporan):
            number += 1
            name = (str(number), action.aksi.kode, action.full_name)
            yield (*name, quarter, *said, _offices(action))


def follow_up_row(number: int, action: ReportedAction, later: TindakLanjut) -> Row:
    """Return the cells of the follow-up *later* of *action*."""
    report = action.laporan
    return (
        *(str(number), action.aksi.kode, action.full_name, _obstacles(report) if report else ""),
        *(later.kode, later.uraian.plain, later.satuan, later.indikator.plain, later.tenggat),
        *(later.koordinator, later.pelaksana),
    )


def percentage(share: Decimal) -> str:
    """Return *share* in per cent with one decimal at most, rounded down; never 0 for a little."""
    if 0 < share * 100 < _LEAST:
        return f"<{format_number(_LEAST)}%"
    return print_number(percent(share), True)


def _offices(action: ReportedAction) -> str:
    """Who carries *action* out, without the comma that a plan may leave behind the last."""
    return action.pelaksana.rstrip(" ,;\n")


def _target(due: Nilai) -> str:
    if due.empty:
        return NOT_DUE
    return TO_COME if due.open else str(due)


def _reached(due: Nilai, got: Nilai) -> str:
    """What was reached of *due*; what was reached though nothing was due is told all the same."""
    if not (got.empty or got.open):
        return str(got)
    if due.empty:
        return NOT_DUE
    return NOTHING if got.text.strip() and not got.open else TO_COME


def _total(action: ReportedAction) -> str:
    plan, report = action.aksi, action.capaian
    if report is None:
        return TO_COME if action.planned else NOT_DUE
    if report.total is not None:
        return _reached(plan.total, report.total)
    reached = report.reached(plan)
    if reached is not None:
        return print_number(reached, plan.total.persen)
    said = [str(got) for got in report.tw if not (got.empty or got.open)]
    if not said:
        open_ones = any(got.open or not got.text.strip() for got in report.tw)
        return TO_COME if open_ones and action.planned else _reached(plan.total, report.tw[-1])
    return said[0] if len(set(said)) == 1 else UNMEASURED


def _share(action: ReportedAction) -> str:
    report, share = action.capaian, action.share
    if share is not None:
        return percentage(share)
    if report is None:
        return "belum melapor" if action.planned else NOT_DUE
    if action.aksi.total.open:
        return "target belum diisi"
    return TO_COME if _total(action) == TO_COME else UNMEASURED if action.planned else NOT_DUE


def _notes(report: Achievement) -> Iterator[Row]:
    names = ("kendala", "solusi", "bukti")
    year = [str(getattr(report, name, None) or "") for name in names]
    if any(year):
        yield ("Setahun", *year)
    for note in sorted(report.triwulan, key=lambda note: note.tw):
        said = [str(getattr(note, name) or "") for name in names]
        if any(said):
            yield (QUARTERS[note.tw - 1], *said)


def _obstacles(report: Achievement) -> str:
    """What hindered, and what was done about it, quarter by quarter."""
    lines: list[str] = []
    for quarter, kendala, solusi, _ in _notes(report):
        said = ". ".join(filter(None, (kendala.rstrip("."), solusi and f"Solusi: {solusi}")))
        if said:
            lines.append(said if quarter == "Setahun" else f"{quarter}: {said}")
    return "\n".join(lines)
