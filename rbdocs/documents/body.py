"""The Word document of the body of a regulation, from its template."""

from __future__ import annotations

from typing import Any

from rbdocs.documents.emblem import crest_run
from rbdocs.documents.fields import ROOM_TO_SIGN
from rbdocs.documents.provisions import BODY, BODY_MISSING, blocks, body_loop
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Penandatanganan
from rbdocs.model.regulation import Regulasi
from rbdocs.model.sentence import concat, format_date
from rbdocs.model.values import TITIK
from rbdocs.word.door import read_template
from rbdocs.word.marked import marked, must_appear
from rbdocs.word.package import write_package
from rbdocs.word.picture import Media
from rbdocs.word.problems import Notes
from rbdocs.word.properties import set_properties
from rbdocs.word.template import fill
from rbdocs.word.values import Loop

TEMPLATE = "perbup.docx"
_IN_ROWS = "lalu {%tr endfor %}, masing-masing dalam satu baris tabel."
REQUIRED = {
    "menimbang": (
        "perulangan Menimbang tidak ditemukan",
        "Tulis {%tr for m in menimbang %}, satu baris contoh dengan {{ m.huruf }} dan "
        f"{{{{ m.teks }}}}, {_IN_ROWS}",
    ),
    "mengingat": (
        "perulangan Mengingat tidak ditemukan",
        "Tulis {%tr for m in mengingat %}, satu baris contoh dengan {{ m.angka }} dan "
        f"{{{{ m.teks }}}}, {_IN_ROWS}",
    ),
    BODY: BODY_MISSING,
}


def compose(template: bytes, regulasi: Regulasi) -> bytes:
    """Return the Word document that *template* gives for the body of *regulasi*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts, notes = read_template(template), Notes()
    media = Media()
    filled = fill(parts, context(regulasi, media), notes, REQUIRED)
    media.finish(filled)
    set_properties(filled, regulasi, judul=" ".join(regulasi.peraturan.tentang.split()))
    return write_package(filled)


def context(regulasi: Regulasi, media: Media) -> dict[str, Any]:
    """Return what the template of the body can use; its crest is added to *media*."""
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
        "lambang": crest_run(regulasi.lambang, media),
        "menimbang": Loop(("huruf", "teks"), _menimbang(regulasi)),
        "mengingat": Loop(("angka", "teks"), _mengingat(regulasi)),
        BODY: body_loop(blocks(peraturan)),
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
    """Who certifies a copy; empty fields on an original."""
    peraturan = regulasi.peraturan
    officer = None
    if peraturan.bentuk != "asli" and peraturan.disalin is not None:
        day = peraturan.tanggal_salinan
        officer = regulasi.instansi.pejabat_pada(peraturan.disalin.pejabat, day)
    return {
        "jabatan": officer.jabatan if officer else "",
        "nama": officer.nama if officer else "",
        "pangkat": (officer.pangkat or "") if officer else "",
        "nip": (officer.nip or "") if officer else "",
        "ttd": ROOM_TO_SIGN if officer else "",
    }


def _menimbang(regulasi: Regulasi) -> list[dict[str, str]]:
    return [
        {"huruf": letter(index), "teks": marked(text, must_appear("menimbang", str(index)))}
        for index, text in enumerate(regulasi.peraturan.menimbang)
    ]


def _mengingat(regulasi: Regulasi) -> list[dict[str, str]]:
    return [
        {
            "angka": str(number),
            "teks": marked(concat(sitasi.kalimat, ";"), must_appear("mengingat", str(number))),
        }
        for number, sitasi in enumerate(regulasi.peraturan.mengingat, start=1)
    ]
