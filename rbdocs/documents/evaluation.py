"""The evaluation of a year's actions and its follow-ups (RATL), as Word documents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from roman import toRoman

from rbdocs.documents.evaluation_rows import (
    DETAIL,
    FOLLOW_UP,
    NOTES,
    QUARTERS,
    SUMMARY,
    Row,
    detail_row,
    follow_up_row,
    note_rows,
    summary_row,
)
from rbdocs.documents.fields import ROOM_TO_SIGN, packed
from rbdocs.figures.chart import chart_png
from rbdocs.figures.series import Chart, Series
from rbdocs.files import Project
from rbdocs.model.evaluation import (
    QuarterShare,
    by_office,
    by_quarter,
    by_theme,
    follow_ups,
    in_total,
    last_quarter,
    percent,
    reported,
)
from rbdocs.model.plan_columns import Cell, Merge
from rbdocs.model.realisasi import ReportSigner
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date
from rbdocs.model.signature import signature
from rbdocs.word.door import read_template
from rbdocs.word.environment import Xml
from rbdocs.word.picture import EMU_PER_TWIP, Picture, PictureStore, inline_picture
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill
from rbdocs.word.values import Table

EVALUASI, RATL = "evaluasi.docx", "ratl.docx"
_CHART_WIDTH = 9000  # twentieths of a point, about 16 cm
_GOAL = 100
_TO_FILL = "\u2026" * 8  # where the day or the name of who signs is still to be written
_NO_NOTES = "Tidak ada kendala, solusi, atau bukti dukung yang dilaporkan."
_NO_FOLLOW_UPS = "Tidak ada tindak lanjut yang diusulkan."
_NEW = frozenset({"catatan"})  # a template from before it told obstacles in the table of actions


def compose_evaluasi(template: bytes, project: Project, regulation: Regulation) -> bytes:
    """Return the evaluation of *regulation*'s actions. Raises TemplateProblem."""
    rows = list(reported(regulation))
    media = PictureStore()
    until = last_quarter(regulation)
    themes = [*by_theme(rows), in_total(rows, "Jumlah")]
    fields = {
        "tema": _table(SUMMARY, [summary_row(summary) for summary in themes]),
        "perangkat_daerah": _table(
            SUMMARY, [summary_row(summary) for summary in by_office(regulation, rows)]
        ),
        "aksi": _table(
            DETAIL, [detail_row(number, row, until) for number, row in enumerate(rows, 1)]
        ),
        "catatan": _table(NOTES, list(note_rows(rows)) or [_only(NOTES, "kendala", _NO_NOTES)]),
        "grafik": _chart(project, by_quarter(rows), media),
    }
    judul = f"Evaluasi Rencana Aksi Reformasi Birokrasi Tahun {regulation.peraturan.tahun}"
    if until < len(QUARTERS):
        judul += f" sampai dengan Triwulan {toRoman(until)}"
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
        **_period(last_quarter(regulation)),
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


def _period(until: int) -> dict[str, str]:
    """What the title adds to the year, and a note, where only quarters up to *until* are told."""
    if until == len(QUARTERS):
        return {"sampai": "", "catatan_sampai": ""}
    quarter = f"triwulan {toRoman(until)}"
    return {
        "sampai": f" SAMPAI DENGAN {quarter.upper()}",
        "catatan_sampai": f" Target, realisasi, dan capaian dihitung sampai dengan {quarter}; "
        "triwulan sesudahnya dikosongkan.",
    }


def _signature(regulation: Regulation) -> dict[str, str]:
    """Place and day, office and name of who signs, with room to sign; dots where it is unknown."""
    signer = regulation.realisasi.tanda_tangan if regulation.realisasi else ReportSigner()
    pejabat = signature(regulation, signer).officer
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
