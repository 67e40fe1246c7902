"""The evaluation of a year's actions and its follow-ups (RATL), as Word documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from lxml import etree

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
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.plan import Address
from rbdocs.model.realisasi import TindakLanjut
from rbdocs.model.values import BELUM_DIISI, print_number
from rbdocs.word.package import write_package
from rbdocs.word.picture import EMU_PER_TWIP, Media, Picture, picture_xml
from rbdocs.word.properties import set_properties
from rbdocs.word.prototype import find_row, prepare
from rbdocs.word.row_height import Paper
from rbdocs.word.template import (
    Notes,
    TemplateProblem,
    W,
    bears_more,
    fill_fields,
    parent,
    parse_xml,
    read_template,
    serialise_xml,
    text_parts,
)

EVALUASI, RATL = "evaluasi.docx", "ratl.docx"
_DETAIL = [
    *("no", "kode", "uraian", "satuan_aksi", "indikator_aksi"),
    *("t1", "t2", "t3", "t4", "target", "r1", "r2", "r3", "r4", "realisasi"),
    *("persen", "kendala", "bukti", "pelaksana"),
]
_THEME = ["tema", "aksi_tema", "lapor_tema", "capai_tema", "rata_tema"]
_OFFICE = ["perangkat_daerah", "aksi", "lapor", "capai", "rata"]
_FOLLOW_UP = [
    *("no", "kode_aksi", "aksi", "kendala", "kode_tindak", "tindak_lanjut", "satuan_tindak"),
    *("indikator_tindak", "tenggat", "koordinator_tindak", "pelaksana_tindak"),
]
_CHART_WIDTH = 9000  # twentieths of a point, about 16 cm
_NOWHERE = Address("X-00", 1)  # these rows are of no plan
_NONE = "belum melapor"
Row = Sequence[str]


def compose_evaluasi(template: bytes, project: Project, regulasi: Regulasi) -> bytes:
    """Return the evaluation of *regulasi*'s actions. Raises TemplateProblem."""
    rows = list(reported(regulasi))
    tables: list[tuple[list[str], list[Row]]] = [
        (_THEME, [_summary(one) for one in by_theme(rows)]),
        (_OFFICE, [_summary(one) for one in by_office(regulasi, rows)]),
        (_DETAIL, [_detail(number, one) for number, one in enumerate(rows, start=1)]),
    ]
    judul = f"Evaluasi Rencana Aksi Reformasi Birokrasi Tahun {regulasi.peraturan.tahun}"

    def chart(parts: dict[str, bytes], root: etree._Element) -> None:
        _place_chart(parts, root, _quarters(project, by_quarter(rows)))

    return _compose(template, regulasi, judul, tables, chart)


def compose_ratl(template: bytes, regulasi: Regulasi) -> bytes:
    """Return the follow-ups (rencana aksi tindak lanjut) of *regulasi*. Raises TemplateProblem."""
    rows = list(reported(regulasi))
    listed = [
        _follow_up(number, one, later)
        for number, (one, later) in enumerate(follow_ups(rows), start=1)
    ]
    judul = f"Rencana Aksi Tindak Lanjut Tahun {regulasi.peraturan.tahun + 1}"
    return _compose(template, regulasi, judul, [(_FOLLOW_UP, listed or [("",) * len(_FOLLOW_UP)])])


def _compose(
    template: bytes,
    regulasi: Regulasi,
    judul: str,
    tables: Sequence[tuple[list[str], list[Row]]],
    decorate: Callable[[dict[str, bytes], etree._Element], None] | None = None,
) -> bytes:
    parts = read_template(template)
    notes = Notes()
    fields = {
        "tahun": regulasi.peraturan.tahun,
        "tahun_berikut": regulasi.peraturan.tahun + 1,
        "instansi": regulasi.instansi.nama,
        "peraturan": regulasi.peraturan.nama_bernomor,
    }
    root = parse_xml(parts["word/document.xml"], "word/document.xml")
    if decorate is not None:
        decorate(parts, root)
    kept = _take_prototypes(root, [columns for columns, _ in tables], notes)
    fill_fields(root, fields, "dokumen", notes)
    for table, row in kept:
        table.append(row)
    body = serialise_xml(root)
    for columns, rows in tables if len(kept) == len(tables) else ():
        body = _fill_table({**parts, "word/document.xml": body}, columns, rows, notes)
    parts["word/document.xml"] = body
    for nama in text_parts(parts):
        other = parse_xml(parts[nama], nama)
        fill_fields(other, fields, nama.removeprefix("word/"), notes)
        parts[nama] = serialise_xml(other)
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    set_properties(parts, regulasi, judul=judul)
    return write_package(parts)


def _take_prototypes(
    root: etree._Element, tables: Sequence[list[str]], notes: Notes
) -> list[tuple[etree._Element, etree._Element]]:
    """Take the prototype rows out of their tables: single fields are filled without them."""
    kept = []
    for columns in tables:
        row = find_row(root, columns)
        if row is None:
            notes.add(
                "dokumen",
                "",
                "baris contoh tabel tidak ditemukan",
                f"Baris terakhir sebuah tabel harus memuat {{{{ {columns[0]} }}}}.",
            )
            continue
        table = parent(row)
        table.remove(row)
        kept.append((table, row))
    return kept


def _fill_table(
    parts: dict[str, bytes], columns: list[str], rows: Sequence[Row], notes: Notes
) -> bytes:
    """Clone the row that holds *columns* for each of *rows*."""
    root = parse_xml(parts["word/document.xml"], "word/document.xml")
    row = find_row(root, columns)
    assert row is not None  # it was there when it was taken
    paper = Paper.of(parts, row)
    table = prepare(row, columns, f"dokumen, baris contoh {columns[0]}", paper, notes)
    start, prototype, end = table.cut(root)
    cells = (([Cell(text, Merge.NONE) for text in one], _NOWHERE) for one in rows)
    return f"{start}{prototype.content(cells, notes)}{end}".encode()


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


def _quarters(project: Project, shares: Sequence[Decimal | None]) -> tuple[Picture, str]:
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
    return Picture(data, width, height), chart.description()


def _place_chart(parts: dict[str, bytes], root: etree._Element, drawn: tuple[Picture, str]) -> None:
    """Put the chart where the template says ``{{ grafik }}``; a template may leave it out."""
    picture, alt = drawn
    for paragraph in root.iter(f"{W}p"):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        if text.replace(" ", "") != "{{grafik}}":
            continue
        media = Media(parts)
        number = media.add(picture)
        for run in paragraph.findall(f"{W}r"):
            if not bears_more(run):
                paragraph.remove(run)
        limit = _CHART_WIDTH * EMU_PER_TWIP
        xml = picture_xml(number, picture, alt, limit, limit)
        wrapped = parse_xml(f'<x xmlns:w="{W[1:-1]}">{xml}</x>'.encode(), "grafik")
        paragraph.append(wrapped[0])
        media.finish()
        return
