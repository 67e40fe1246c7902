"""The Word document of the body of a regulation, from its template."""

from __future__ import annotations

from typing import Any

from rbdocs.documents.emblem import place_crest
from rbdocs.documents.fields import ROOM_TO_SIGN
from rbdocs.documents.provisions import PROTOTYPES, blocks
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Penandatanganan, Regulasi
from rbdocs.model.sentence import concat, format_date
from rbdocs.model.values import TITIK
from rbdocs.word.package import write_package
from rbdocs.word.picture import Media
from rbdocs.word.properties import set_properties
from rbdocs.word.repeat import Entry, take_paragraphs, take_row
from rbdocs.word.runs import marked
from rbdocs.word.template import (
    Notes,
    TemplateProblem,
    fill_fields,
    parse_xml,
    read_template,
    serialise_xml,
    text_parts,
)

TEMPLATE = "perbup.docx"
_DOCUMENT = "word/document.xml"


def compose(template: bytes, regulasi: Regulasi) -> bytes:
    """Return the Word document that *template* gives for the body of *regulasi*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = read_template(template)
    notes = Notes()
    fields = context(regulasi)
    peraturan = regulasi.peraturan
    root = parse_xml(parts[_DOCUMENT], _DOCUMENT)
    media = Media(parts)
    place_crest(root, regulasi.lambang, media, notes)
    rows = {name: take_row(root, name, notes) for name in ("menimbang", "mengingat")}
    body = take_paragraphs(root, PROTOTYPES, notes)
    fill_fields(root, fields, "dokumen", notes)
    entries = {"menimbang": _menimbang(regulasi), "mengingat": _mengingat(regulasi)}
    for name, row in rows.items():
        if row:
            row.fill(entries[name], notes)
    if body:
        body.fill(blocks(peraturan), notes)
    parts[_DOCUMENT] = serialise_xml(root)
    for name in text_parts(parts):
        part = parse_xml(parts[name], name)
        fill_fields(part, fields, name.removeprefix("word/"), notes)
        parts[name] = serialise_xml(part)
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    media.finish()
    set_properties(parts, regulasi, judul=" ".join(peraturan.tentang.split()))
    return write_package(parts)


def context(regulasi: Regulasi) -> dict[str, Any]:
    """Return the single fields that the template of the body can use."""
    peraturan, instansi = regulasi.peraturan, regulasi.instansi
    gazette = peraturan.berita_daerah
    return {
        "kepala_daerah": instansi.kepala_daerah,
        "provinsi": instansi.provinsi,
        "daerah": instansi.daerah,
        "peraturan": peraturan.jenis,
        "nomor": peraturan.nomor_tercetak,
        "tahun": peraturan.tahun,
        "tentang": peraturan.tentang,
        "sebutan": peraturan.sebutan.jenis,
        "menetapkan": marked(peraturan.menetapkan),
        "penetapan": _signature(regulasi, peraturan.ditetapkan),
        "pengundangan": _signature(regulasi, peraturan.diundangkan),
        "berita_daerah": {"tahun": gazette.tahun, "nomor": gazette.nomor or TITIK},
        "salinan": _certification(regulasi),
    }


def _signature(regulasi: Regulasi, mark: Penandatanganan) -> dict[str, str]:
    officer = regulasi.instansi.pejabat_pada(mark.pejabat, mark.tanggal)
    return {
        "tempat": mark.tempat,
        "tanggal": format_date(mark.tanggal) if mark.tanggal else TITIK,
        "jabatan": officer.jabatan if officer else "",
        "nama": officer.nama if officer else "",
        "ttd": regulasi.peraturan.ttd("ttd") or ROOM_TO_SIGN,
    }


def _certification(regulasi: Regulasi) -> dict[str, str]:
    """Who certifies a copy; nothing, which is false in a template, on an original."""
    peraturan = regulasi.peraturan
    if peraturan.bentuk == "asli" or peraturan.disalin is None:
        return {}
    officer = regulasi.instansi.pejabat_pada(peraturan.disalin.pejabat, peraturan.tanggal_salinan)
    if officer is None:
        return {}
    return {
        "jabatan": officer.jabatan,
        "nama": officer.nama,
        "pangkat": officer.pangkat or "",
        "nip": officer.nip or "",
        "ttd": ROOM_TO_SIGN,
    }


def _menimbang(regulasi: Regulasi) -> list[Entry]:
    return [
        {"huruf": concat(letter(index)), "menimbang": text}
        for index, text in enumerate(regulasi.peraturan.menimbang)
    ]


def _mengingat(regulasi: Regulasi) -> list[Entry]:
    return [
        {"angka": concat(str(number)), "mengingat": concat(sitasi.kalimat, ";")}
        for number, sitasi in enumerate(regulasi.peraturan.mengingat, start=1)
    ]
