"""The evaluation of a year's actions and its follow-ups (RATL), as Word documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rbdocs.figures.chart import chart_png
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.cell import Cell, Merge
from rbdocs.model.evaluation import (
    ReportedAction,
    Summary,
    by_office,
    by_quarter,
    by_theme,
    follow_ups,
    quarters,
    reported,
)
from rbdocs.model.realisasi import Achievement, TindakLanjut
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, print_number
from rbdocs.word.door import read_template
from rbdocs.word.environment import Xml
from rbdocs.word.package import write_package
from rbdocs.word.picture import EMU_PER_TWIP, Picture, PictureStore, inline_picture
from rbdocs.word.problems import Notes
from rbdocs.word.properties import set_properties
from rbdocs.word.template import fill
from rbdocs.word.values import Table

EVALUASI, RATL = "evaluasi.docx", "ratl.docx"
_DETAIL = [
    *("no", "kode", "uraian", "satuan", "indikator"),
    *("t1", "t2", "t3", "t4", "target", "r1", "r2", "r3", "r4", "realisasi"),
    *("persen", "kendala", "bukti", "pelaksana"),
]
_SUMMARY = ["nama", "jumlah", "melapor", "tercapai", "rerata"]
_FOLLOW_UP = [
    *("no", "kode_aksi", "aksi", "kendala", "kode", "uraian", "satuan", "indikator"),
    *("tenggat", "koordinator", "pelaksana"),
]
_CHART_WIDTH = 9000  # twentieths of a point, about 16 cm
_NONE = "belum melapor"
Row = Sequence[str]


def compose_evaluasi(template: bytes, project: Project, regulation: Regulation) -> bytes:
    """Return the evaluation of *regulation*'s actions. Raises TemplateProblem."""
    rows = list(reported(regulation))
    media = PictureStore()
    fields = {
        "tema": _table(_SUMMARY, [_summary(summary) for summary in by_theme(rows)]),
        "perangkat_daerah": _table(
            _SUMMARY, [_summary(summary) for summary in by_office(regulation, rows)]
        ),
        "aksi": _table(_DETAIL, [_detail(number, row) for number, row in enumerate(rows, start=1)]),
        "grafik": _chart(project, by_quarter(rows), media),
    }
    judul = f"Evaluasi Rencana Aksi Reformasi Birokrasi Tahun {regulation.peraturan.tahun}"
    return _compose(template, regulation, judul, fields, media)


def compose_ratl(template: bytes, regulation: Regulation) -> bytes:
    """Return the follow-ups (rencana aksi tindak lanjut). Raises TemplateProblem."""
    rows = list(reported(regulation))
    listed = [
        _follow_up(number, action, later)
        for number, (action, later) in enumerate(follow_ups(rows), start=1)
    ]
    judul = f"Rencana Aksi Tindak Lanjut Tahun {regulation.peraturan.tahun + 1}"
    fields = {"tindak_lanjut": _table(_FOLLOW_UP, listed or [("",) * len(_FOLLOW_UP)])}
    return _compose(template, regulation, judul, fields, PictureStore())


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        columns, lambda: (([Cell(text, Merge.NONE) for text in row], None) for row in rows)
    )


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
        **own,
    }
    required = {
        name: (
            f"perulangan «{name}» tidak ditemukan",
            f"Tulis {{%tr for b in {name} %}}, satu baris contoh, misalnya dengan "
            f"{{{{ b.{table.columns[0]} }}}}, lalu {{%tr endfor %}}.",
        )
        for name, table in own.items()
        if isinstance(table, Table)
    }
    parts = fill(read_template(template), fields, Notes(), required)
    media.finish(parts)
    set_properties(parts, regulation, judul=judul)
    return write_package(parts)


def _summary(summary: Summary) -> Row:
    return (
        summary.nama,
        str(summary.jumlah),
        str(summary.melapor),
        str(summary.tercapai),
        _percent(summary.rerata),
    )


def _detail(number: int, action: ReportedAction) -> Row:
    plan, report = action.aksi, action.capaian
    due = [*map(str, quarters(plan.tw, plan.cara)), str(plan.total)]
    if report is None:
        return (
            *(str(number), plan.kode, action.uraian, plan.satuan, plan.indikator.plain, *due),
            *("", "", "", "", "", _NONE, "", "", action.pelaksana),
        )
    reached = report.reached(plan)
    total = report.total or print_number(reached, plan.total.persen) if reached is not None else ""
    if reached is None and any(
        quarter.open for quarter in (report.total, *report.tw) if quarter is not None
    ):
        total = BELUM_DIISI
    return (
        *(str(number), plan.kode, action.uraian, plan.satuan, plan.indikator.plain, *due),
        *(*map(str, quarters(report.tw, plan.cara)), str(total), _percent(action.share)),
        *(_obstacles(report), report.told("bukti"), action.pelaksana),
    )


def _follow_up(number: int, action: ReportedAction, later: TindakLanjut) -> Row:
    report = action.capaian
    return (
        *(
            str(number),
            action.aksi.kode,
            action.uraian,
            _obstacles(report) if report else "",
        ),
        *(later.kode, later.uraian.plain, later.satuan, later.indikator.plain, later.tenggat),
        *(later.koordinator, later.pelaksana),
    )


def _obstacles(report: Achievement) -> str:
    """What hindered, and what was done about it."""
    solution = report.told("solusi")
    return "\n".join(filter(None, (report.told("kendala"), solution and f"Solusi: {solution}")))


def _percent(share: Decimal | None) -> str:
    """*share* in whole per cent; a dash where none can be measured."""
    return "-" if share is None else print_number((share * 100).quantize(Decimal(1)), True)


def _chart(project: Project, shares: Sequence[Decimal | None], media: PictureStore) -> Xml:
    values = tuple(
        None if share is None else (share * 100).quantize(Decimal(1)) for share in shares
    )
    chart = Chart(
        "Rata-rata capaian target tiap triwulan",
        ("TW I", "TW II", "TW III", "TW IV"),
        (Series("Capaian", values),),
        unit="persen",
        upright=True,
    )
    data = chart_png(project, chart)
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])  # PNG, IHDR
    picture = Picture(data, width, height)
    limit = _CHART_WIDTH * EMU_PER_TWIP
    return inline_picture(media.add(picture), picture, chart.description(), limit, limit)
