"""The evaluation of a year's actions and its follow-ups (RATL), as Word documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rbdocs.figures.chart import chart_png
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.cell import Cell, Merge
from rbdocs.model.evaluation import (
    AksiTerlapor,
    Ringkasan,
    by_office,
    by_quarter,
    by_theme,
    follow_ups,
    reported,
)
from rbdocs.model.realisasi import TindakLanjut
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import BELUM_DIISI, print_number
from rbdocs.word.door import read_template
from rbdocs.word.environment import Xml
from rbdocs.word.package import write_package
from rbdocs.word.picture import EMU_PER_TWIP, Media, Picture, inline_picture
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


def compose_evaluasi(template: bytes, project: Project, regulasi: Regulasi) -> bytes:
    """Return the evaluation of *regulasi*'s actions. Raises TemplateProblem."""
    rows = list(reported(regulasi))
    media = Media()
    fields = {
        "tema": _table(_SUMMARY, [_summary(one) for one in by_theme(rows)]),
        "perangkat_daerah": _table(_SUMMARY, [_summary(one) for one in by_office(regulasi, rows)]),
        "aksi": _table(_DETAIL, [_detail(number, one) for number, one in enumerate(rows, start=1)]),
        "grafik": _chart(project, by_quarter(rows), media),
    }
    judul = f"Evaluasi Rencana Aksi Reformasi Birokrasi Tahun {regulasi.peraturan.tahun}"
    return _compose(template, regulasi, judul, fields, media)


def compose_ratl(template: bytes, regulasi: Regulasi) -> bytes:
    """Return the follow-ups (rencana aksi tindak lanjut) of *regulasi*. Raises TemplateProblem."""
    rows = list(reported(regulasi))
    listed = [
        _follow_up(number, one, later)
        for number, (one, later) in enumerate(follow_ups(rows), start=1)
    ]
    judul = f"Rencana Aksi Tindak Lanjut Tahun {regulasi.peraturan.tahun + 1}"
    fields = {"tindak_lanjut": _table(_FOLLOW_UP, listed or [("",) * len(_FOLLOW_UP)])}
    return _compose(template, regulasi, judul, fields, Media())


def _table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    return Table(
        columns, lambda: (([Cell(text, Merge.NONE) for text in row], None) for row in rows)
    )


def _compose(
    template: bytes, regulasi: Regulasi, judul: str, own: Mapping[str, object], media: Media
) -> bytes:
    fields = {
        "tahun": regulasi.peraturan.tahun,
        "tahun_berikut": regulasi.peraturan.tahun + 1,
        "instansi": regulasi.instansi.nama,
        "peraturan": regulasi.peraturan.nama_bernomor,
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
    set_properties(parts, regulasi, judul=judul)
    return write_package(parts)


def _summary(one: Ringkasan) -> Row:
    return (one.nama, str(one.jumlah), str(one.melapor), str(one.tercapai), _percent(one.rerata))


def _detail(number: int, one: AksiTerlapor) -> Row:
    plan, report = one.aksi, one.capaian
    due = [*map(str, plan.tw), str(plan.total)]
    if report is None:
        return (
            *(str(number), plan.kode, one.uraian, plan.satuan, plan.indikator.plain, *due),
            *("", "", "", "", "", _NONE, "", "", one.pelaksana),
        )
    reached = report.reached(plan)
    total = report.total or print_number(reached, plan.total.persen) if reached is not None else ""
    if reached is None and any(one.open for one in (report.total, *report.tw) if one is not None):
        total = BELUM_DIISI
    return (
        *(str(number), plan.kode, one.uraian, plan.satuan, plan.indikator.plain, *due),
        *(*map(str, report.tw), str(total), _percent(one.share)),
        *(str(report.kendala or ""), str(report.bukti or ""), one.pelaksana),
    )


def _follow_up(number: int, one: AksiTerlapor, later: TindakLanjut) -> Row:
    report = one.capaian
    return (
        *(str(number), one.aksi.kode, one.uraian, str(report.kendala or "") if report else ""),
        *(later.kode, later.uraian.plain, later.satuan, later.indikator.plain, later.tenggat),
        *(later.koordinator, later.pelaksana),
    )


def _percent(share: Decimal | None) -> str:
    """*share* in whole per cent; a dash where none can be measured."""
    return "-" if share is None else print_number((share * 100).quantize(Decimal(1)), True)


def _chart(project: Project, shares: Sequence[Decimal | None], media: Media) -> Xml:
    values = tuple(None if one is None else (one * 100).quantize(Decimal(1)) for one in shares)
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
