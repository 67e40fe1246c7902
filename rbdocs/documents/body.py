"""The Word document of the body of a regulation, from its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rbdocs.documents.fields import ROOM_TO_SIGN, crest_run, packed, required_fields
from rbdocs.documents.provisions import BODY, BODY_MISSING, ProvisionBlock, blocks, body_loop
from rbdocs.model.kind import filled
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Signing
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import concat, format_date
from rbdocs.model.signature import OFFICER, signature
from rbdocs.model.values import TITIK
from rbdocs.word.door import read_template
from rbdocs.word.picture import PictureStore
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill
from rbdocs.word.values import Loop, marked, must_appear

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
    **required_fields(
        *("nomor", "tahun", "tentang", "menetapkan", "penetapan.tanggal", "penetapan.nama")
    ),
}
_PROMULGATED = required_fields("pengundangan.tanggal", "pengundangan.nama", "berita_daerah.nomor")


def compose(template: bytes, regulation: Regulation) -> bytes:
    """Return the Word document that *template* gives for the body of *regulation*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    media = PictureStore()
    required = REQUIRED | (_PROMULGATED if regulation.peraturan.berita_daerah else {})
    filled = fill(read_template(template), context(regulation, media), Notes(), required)
    return packed(filled, regulation, regulation.peraturan.tentang, media=media)


def context(regulation: Regulation, media: PictureStore) -> dict[str, Any]:
    """Return what the template of the body can use; its crest is added to *media*."""
    peraturan, instansi = regulation.peraturan, regulation.instansi
    gazette, kind = peraturan.berita_daerah, peraturan.kind
    names = {
        "kepala_daerah": instansi.kepala_daerah,
        "daerah": instansi.daerah,
        "provinsi": instansi.provinsi,
    }
    return {
        "kepala_daerah": instansi.kepala_daerah,
        # A province is named by its governor alone.
        "provinsi": "" if instansi.is_province else instansi.provinsi,
        "daerah": instansi.daerah,
        "peraturan": peraturan.jenis,
        "nomor": peraturan.nomor_tercetak,
        "tahun": peraturan.tahun,
        "tentang": peraturan.tentang,
        "sebutan": peraturan.sebutan.jenis,
        "menetapkan": marked(peraturan.menetapkan),
        "penetapan": _signature(regulation, peraturan.ditetapkan),
        "pengundangan": _signature(regulation, peraturan.diundangkan or peraturan.ditetapkan),
        "lembaran": peraturan.gazette_name if gazette else "",
        "berita_daerah": {
            "tahun": gazette.tahun if gazette else "",
            "nomor": (gazette.nomor or TITIK) if gazette else "",
        },
        "rahmat": kind.rahmat,
        "persetujuan": Loop(
            ("teks",),
            [
                {"teks": marked(concat(filled(line, names)), must_appear("persetujuan", str(n)))}
                for n, line in enumerate(kind.persetujuan)
            ],
        ),
        "noreg": _register_line(regulation, names),
        "salinan": _certification(regulation),
        "lambang": crest_run(regulation.lambang, media),
        "menimbang": Loop(("huruf", "banyak", "teks"), _menimbang(regulation)),
        "mengingat": Loop(("angka", "banyak", "teks"), _mengingat(regulation)),
        BODY: body_loop(_with_what_follows(list(blocks(peraturan)), gazette is None)),
    }


def _with_what_follows(
    listing: list[ProvisionBlock], signed_at_once: bool
) -> Iterable[ProvisionBlock]:
    """*listing* with its last text kept with the signature, where nothing stands in between."""
    if listing and signed_at_once:
        listing[-1] = replace(listing[-1], leads=True)
    return listing


def _register_line(regulation: Regulation, names: Mapping[str, str]) -> str:
    """The number in the national register; "" where the kind has none. A draft's has dots."""
    peraturan = regulation.peraturan
    line = peraturan.kind.noreg
    if regulation.instansi.is_province:
        line = line.replace(", {PROVINSI}", "")
    return f"{filled(line, names)}{peraturan.noreg or f'({TITIK})'}" if line else ""


def _signature(regulation: Regulation, mark: Signing) -> dict[str, str]:
    sign = signature(regulation, mark)
    return {
        "tempat": mark.tempat,
        "tanggal": format_date(mark.tanggal) if mark.tanggal else TITIK,
        "jabatan": sign.text("jabatan"),
        "nama": sign.text("nama"),
        "ttd": regulation.peraturan.ttd("ttd") or ROOM_TO_SIGN,
    }


def _certification(regulation: Regulation) -> dict[str, str]:
    """Who certifies a copy; empty fields on an original."""
    peraturan = regulation.peraturan
    if peraturan.bentuk == "asli" or peraturan.disalin is None:
        return dict.fromkeys((*OFFICER, "ttd"), "")
    sign = signature(regulation, peraturan.disalin)
    return {name: sign.text(name) for name in OFFICER} | {
        "ttd": ROOM_TO_SIGN if sign.officer else ""
    }


def _several(listing: Sequence[object]) -> str:
    """Whether entries are numbered: one that stands alone has no letter (UU 12/2011)."""
    return "ya" if len(listing) > 1 else ""


def _menimbang(regulation: Regulation) -> list[dict[str, str]]:
    return [
        {
            "huruf": letter(index),
            "banyak": _several(regulation.peraturan.menimbang),
            "teks": marked(text, must_appear("menimbang", str(index))),
        }
        for index, text in enumerate(regulation.peraturan.menimbang)
    ]


def _mengingat(regulation: Regulation) -> list[dict[str, str]]:
    return [
        {
            "angka": str(number),
            "banyak": _several(regulation.peraturan.mengingat),
            "teks": marked(concat(sitasi.sentence, ";"), must_appear("mengingat", str(number))),
        }
        for number, sitasi in enumerate(regulation.peraturan.mengingat, start=1)
    ]
