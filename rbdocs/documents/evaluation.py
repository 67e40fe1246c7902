"""The evaluation of a year's actions and its follow-ups (RATL), as Word documents.

In their tables a dash means that nothing is due, ``belum`` that what is due is not reported, and
``nihil`` that nothing was reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from rbdocs.documents.fields import ROOM_TO_SIGN, packed
from rbdocs.figures.chart import chart_png
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.evaluation import (
    QuarterShare,
    ReportedAction,
    Summary,
    by_office,
    by_quarter,
    by_theme,
    follow_ups,
    in_total,
    percent,
    quarters,
    reported,
)
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.realisasi import Achievement, ReportSigner, TindakLanjut
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date
from rbdocs.model.values import Nilai, format_number, print_number
from rbdocs.word.door import read_template
from rbdocs.word.environment import Xml
from rbdocs.word.picture import EMU_PER_TWIP, Picture, PictureStore, inline_picture
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill
from rbdocs.word.values import Table

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
_NO_QUARTERS = [Nilai("")] * len(QUARTERS)
_LEAST = Decimal("0.1")
Row = Sequence[str]
EVALUASI, RATL = "evaluasi.docx", "ratl.docx"
_CHART_WIDTH = 9000  # twentieths of a point, about 16 cm
_GOAL = 100
_TO_FILL = "\u2026" * 8  # where the day or the name of who signs is still to be written
_NO_NOTES = "Tidak ada kendala, solusi, atau bukti dukung yang dilaporkan."
_NO_FOLLOW_UPS = "Tidak ada tindak lanjut yang diusulkan."
_NEW = frozenset({"catatan"})  # a template from before it told obstacles in the table of actions


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


def detail_row(number: int, action: ReportedAction) -> Row:
    """Return the cells of *action*: its plan, what was reached, and what share of it that is."""
    plan, report, told = action.aksi, action.capaian, action.laporan
    due = quarters(plan.tw, plan.cara)
    got = quarters(report.tw, plan.cara) if report else _NO_QUARTERS
    return (
        *(str(number), plan.kode, action.full_name, plan.satuan, plan.indikator.plain),
        *map(_target, (*due, plan.total)),
        *map(_reached, due, got),
        _total(action),
        _share(action),
        _obstacles(told) if told else "",
        told.told("bukti") if told else "",
        _offices(action),
    )


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


def compose_evaluasi(template: bytes, project: Project, regulation: Regulation) -> bytes:
    """Return the evaluation of *regulation*'s actions. Raises TemplateProblem."""
    rows = list(reported(regulation))
    media = PictureStore()
    themes = [*by_theme(rows), in_total(rows, "Jumlah")]
    fields = {
        "tema": _table(SUMMARY, [summary_row(summary) for summary in themes]),
        "perangkat_daerah": _table(
            SUMMARY, [summary_row(summary) for summary in by_office(regulation, rows)]
        ),
        "aksi": _table(DETAIL, [detail_row(number, row) for number, row in enumerate(rows, 1)]),
        "catatan": _table(NOTES, list(note_rows(rows)) or [_only(NOTES, "kendala", _NO_NOTES)]),
        "grafik": _chart(project, by_quarter(rows), media),
    }
    judul = f"Evaluasi Rencana Aksi Reformasi Birokrasi Tahun {regulation.peraturan.tahun}"
    return _compose(template, regulation, judul, fields, media)


def compose_ratl(template: bytes, regulation: Regulation) -> bytes:
    """Return the follow-ups (rencana aksi tindak lanjut). Raises TemplateProblem."""
    rows = list(reported(regulation))
    listed = [
        follow_up_row(number, action, later)
        for number, (action, later) in enumerate(follow_ups(rows), start=1)
    ]
    judul = f"Rencana Aksi Tindak Lanjut Tahun {regulation.peraturan.tahun + 1}"
    none = _only(FOLLOW_UP, "uraian", _NO_FOLLOW_UPS)
    fields = {"tindak_lanjut": _table(FOLLOW_UP, listed or [none])}
    return _compose(template, regulation, judul, fields, PictureStore())


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        columns, lambda: (([Cell(text, Merge.NONE) for text in row], None) for row in rows)
    )


def _only(columns: Sequence[str], name: str, told: str) -> Row:
    """The row of a table that has nothing else to tell."""
    return [told if column == name else "" for column in columns]


def _compose(
    template: bytes,
    regulation: Regulation,
    judul: str,
    own: Mapping[str, object],
    media: PictureStore,
) -> bytes:
    fields = {
        "tahun": regulation.peraturan.tahun,
        "tahun_berikut": regulation.peraturan.tahun + 1,
        "instansi": regulation.instansi.nama,
        "peraturan": regulation.peraturan.numbered_name,
        "tanda_tangan": _signature(regulation),
        **own,
    }
    required = {
        name: (
            f"perulangan «{name}» tidak ditemukan",
            f"Tulis {{%tr for b in {name} %}}, satu baris contoh, misalnya dengan "
            f"{{{{ b.{table.columns[0]} }}}}, lalu {{%tr endfor %}}.",
        )
        for name, table in own.items()
        if isinstance(table, Table) and name not in _NEW
    }
    parts = fill(read_template(template), fields, Notes(), required)
    return packed(parts, regulation, judul, media=media)


def _signature(regulation: Regulation) -> dict[str, str]:
    """Place and day, office and name of who signs, with room to sign; dots where it is unknown."""
    signer = regulation.realisasi.tanda_tangan if regulation.realisasi else ReportSigner()
    pejabat = regulation.instansi.pejabat_pada(signer.pejabat, signer.tanggal)
    day = format_date(signer.tanggal) if signer.tanggal else _TO_FILL
    identity = [pejabat.pangkat, pejabat.nip and f"NIP {pejabat.nip}"] if pejabat else []
    return {
        "tempat_tanggal": f"{regulation.instansi.tempat}, {day}",
        "jabatan": f"{pejabat.jabatan if pejabat else _TO_FILL},",
        "ttd": ROOM_TO_SIGN,
        "nama": "\n".join(filter(None, (pejabat.nama if pejabat else _TO_FILL, *identity))),
    }


def _chart(project: Project, shares: Sequence[QuarterShare], media: PictureStore) -> Xml:
    values: tuple[Decimal | None, ...] = tuple(
        None if share.rerata is None else percent(share.rerata) for share in shares
    )
    labels = tuple(
        f"{quarter} ({share.dari} aksi)" for quarter, share in zip(QUARTERS, shares, strict=True)
    )
    chart = Chart(
        "Rata-rata capaian target tiap triwulan",
        labels,
        (Series("Capaian", values),),
        unit="persen",
    )
    data = chart_png(project, chart, _GOAL)
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])  # PNG, IHDR
    picture = Picture(data, width, height)
    limit = _CHART_WIDTH * EMU_PER_TWIP
    return inline_picture(media.add(picture), picture, chart.description(), limit, limit)
