"""Where each printed text of a document comes from: its template filled with texts that say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from rapidfuzz.distance import Indel

from rbdocs.compare.printed import Fields, Owners, PrintedPiece, PrintedText, fixed, value
from rbdocs.compare.printed_body import body_entries, considerations, legal_bases
from rbdocs.compare.printed_parts import chapter_texts, plan_pieces
from rbdocs.documents import body as badan
from rbdocs.documents import chapters as naskah
from rbdocs.documents import evaluation as evaluasi
from rbdocs.documents import plan as lampiran_rencana
from rbdocs.documents.provisions import BODY
from rbdocs.files import Project
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.finding import Location
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.peraturan import BeritaDaerah, Peraturan, Signing
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.registers import Instansi
from rbdocs.model.regulation import Regulation
from rbdocs.model.signature import Signature, signature
from rbdocs.word.door import read_template
from rbdocs.word.package import write_package
from rbdocs.word.picture import PictureStore
from rbdocs.word.problems import Notes
from rbdocs.word.reader import WordFile, read_word
from rbdocs.word.running_text import MARK
from rbdocs.word.seen import SeenParagraph, WordCell, normal
from rbdocs.word.template import fill

Unit = SeenParagraph | WordCell  # what is edited as a whole: a paragraph, or all of a cell
_REGISTER = "nilai daftar yang dipakai semua peraturan; ubah sendiri di sana bila memang berubah"
_OFFICER = (
    "diambil dari daftar pejabat; bila pejabatnya berganti, tambahkan pejabat yang baru di sana "
    "beserta masa berlakunya"
)
_COPY = "tercetak karena dokumennya salinan (bentuk: salinan)"
_KIND = "nama lembarannya mengikuti jenis peraturan; ubah jenis itu dalam sumber"
_YEAR = "menentukan folder atau berkas sumbernya, jadi tidak diubah dari sini"


@dataclass(slots=True)
class _Filling:
    """What fills a template, and for each text in it the pieces that it is made of.

    *fields* are by name (``penetapan.tempat``), *listings* by the list that the template loops
    over; *text* is what stands in place of ``{{p isi }}``.
    """

    template: str
    context: Mapping[str, Any]
    fields: Fields
    listings: Mapping[str, Iterable[Fields]]
    text: Callable[[], Iterator[PrintedText]] | None = None


def units(file: WordFile) -> Iterator[Unit]:
    """Yield the paragraphs and cells of *file*, in order; not those that carry on from above."""
    for block in file.blocks:
        if isinstance(block, SeenParagraph):
            yield block
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell.text is not None)


def plain(unit: Unit) -> str:
    """Return the text of *unit* alone."""
    return "" if unit.text is None else unit.text.plain


def template_of(project: Project, regulation: Regulation, nama: str) -> str:
    """Return the name of the template of the document *nama*, as users see it."""
    filling = _filling(project, regulation, nama)
    return project.show(project.templates / (filling.template if filling else nama))


def origins_of(
    project: Project, now: WordFile, regulation: Regulation, nama: str
) -> dict[int, PrintedText]:
    """Return what each unit of *now*, by identity, is printed from."""
    filling = _filling(project, regulation, nama)
    if filling is None:
        return {}
    path = project.templates / filling.template
    printed = list(_printed(path.read_bytes(), filling, Location(project.show(path))))
    texts = [paragraph for paragraph in units(now) if plain(paragraph).strip()]
    known = [text for text in printed if text.text.strip()]
    result: dict[int, PrintedText] = {}
    for opcode in Indel.opcodes(
        [normal(plain(unit)) for unit in texts], [normal(text.text) for text in known]
    ):
        if opcode.tag == "equal":
            found = known[opcode.dest_start : opcode.dest_end]
            for unit, origin in zip(texts[opcode.src_start : opcode.src_end], found, strict=True):
                result[id(unit)] = origin
    return result


def _filling(project: Project, regulation: Regulation, nama: str) -> _Filling | None:
    for lampiran in regulation.lampiran:
        if nama == f"{lampiran_file_name(lampiran.lampiran)}.docx":
            return _Filling(
                lampiran_rencana.template_name(lampiran),
                lampiran_rencana.fields(regulation, lampiran),
                _lampiran_fields(regulation, lampiran),
                {lampiran_rencana.ROWS: _plan_fields(lampiran)},
            )
    for item in regulation.naskah:
        if nama == f"{lampiran_file_name(item.susunan.lampiran)}.docx":
            return _Filling(
                naskah.template_name(project, item),
                naskah.fields(regulation, item),
                _lampiran_fields(regulation, item.susunan),
                {},
                partial(chapter_texts, item),
            )
    if nama in (evaluasi.EVALUASI, evaluasi.RATL):
        return None
    peraturan = regulation.peraturan
    listings = {
        "menimbang": considerations(peraturan),
        "mengingat": legal_bases(peraturan),
        BODY: body_entries(peraturan),
    }
    context = badan.context(regulation, PictureStore())
    return _Filling(badan.TEMPLATE, context, _body_fields(regulation), listings)


def _plan_fields(lampiran: LampiranRencana) -> Iterator[Fields]:
    return ({name: (piece,) for name, piece in plan_pieces(row)} for row in plan_rows(lampiran))


def _printed(template: bytes, filling: _Filling, place: Location) -> Iterator[PrintedText]:
    """The texts that *template* prints, in order, found by filling it with texts that say whose
    they are.
    """
    owners = Owners()
    context = owners.own(filling.context, filling.fields, filling.listings)
    parts = fill(read_template(template), context, Notes())
    for unit in units(read_word(write_package(parts), filling.template)):
        if filling.text is not None and plain(unit) == MARK:
            yield from filling.text()
        else:
            yield owners.printed(plain(unit), place)


def _heading_fields(peraturan: Peraturan) -> dict[str, tuple[PrintedPiece, ...]]:
    return {
        "peraturan": (value(peraturan, "jenis"),),
        "nomor": (value(peraturan, "nomor", kind="bilangan"),),
        "tahun": (fixed(str(peraturan.tahun), peraturan.location("tahun"), _YEAR),),
        "tentang": (value(peraturan, "tentang"),),
    }


def _lampiran_fields(
    regulation: Regulation, lampiran: LampiranRencana | SusunanNaskah
) -> dict[str, tuple[PrintedPiece, ...]]:
    """The fields of documents.fields.lampiran_fields, each with where it comes from."""
    peraturan, mark = regulation.peraturan, lampiran.tanda_tangan
    signed = signature(regulation, mark)
    number = fixed(lampiran.lampiran, lampiran.location("lampiran"), _YEAR)
    ttd = peraturan.ttd(mark.ttd)
    sign = fixed(ttd, peraturan.location("bentuk"), _COPY)
    if "ttd" in mark.model_fields_set:
        sign = value(mark, "ttd")
    return {
        **_heading_fields(peraturan),
        "lampiran": (number,),
        "tahun": (fixed(str(lampiran.tahun), lampiran.location("tahun"), _YEAR),),
        "tentang": (value(lampiran if lampiran.tentang else peraturan, "tentang"),),
        "judul": (value(lampiran, "judul"),),
        "tanda_tangan.tempat_tanggal": (value(mark, "tempat_tanggal"),),
        "tanda_tangan.jabatan": (
            _signer(signed, "jabatan"),
            fixed(",", mark.location(), "koma ini dicetak program"),
        ),
        "tanda_tangan.ttd": (sign,) if ttd else (),
        "tanda_tangan.nama": (_signer(signed, "nama"),),
    }


def _signer(signed: Signature, name: str) -> PrintedPiece:
    officer = signed.officer
    if getattr(signed.mark, name, None) is not None:
        return value(signed.mark, name)
    if officer is None or getattr(officer, name) is None:
        return PrintedPiece("")
    return fixed(getattr(officer, name), officer.location(name), _OFFICER)


def _register(instansi: Instansi, name: str) -> tuple[PrintedPiece, ...]:
    return (fixed(getattr(instansi, name), instansi.location(name), _REGISTER),)


def _body_fields(regulation: Regulation) -> dict[str, tuple[PrintedPiece, ...]]:
    """The fields of documents.body.context, each with where it comes from."""
    peraturan, instansi = regulation.peraturan, regulation.instansi
    gazette, published = peraturan.berita_daerah, peraturan.diundangkan
    name = fixed(
        peraturan.menetapkan.plain,
        peraturan.sebutan.location(),
        "disusun dari sebutan peraturan dengan huruf kapital; ubah sebutan itu dalam sumber",
    )
    return {
        **_heading_fields(peraturan),
        **{text: _register(instansi, text) for text in ("kepala_daerah", "provinsi", "daerah")},
        "sebutan": (value(peraturan.sebutan, "jenis"),),
        "menetapkan": (name,),
        **_signature("penetapan", regulation, peraturan.ditetapkan),
        **(_signature("pengundangan", regulation, published) if published else {}),
        "lembaran": (fixed(peraturan.gazette_name, peraturan.sebutan.location("jenis"), _KIND),),
        **(_gazette_fields(gazette) if gazette else {}),
        "rahmat": (fixed(peraturan.kind.rahmat, peraturan.sebutan.location("jenis"), _KIND),),
        **_certification(regulation),
    }


def _gazette_fields(gazette: BeritaDaerah) -> dict[str, tuple[PrintedPiece, ...]]:
    return {
        "berita_daerah.tahun": (value(gazette, "tahun", kind="bilangan"),),
        "berita_daerah.nomor": (value(gazette, "nomor", kind="nomor"),),
    }


def _signature(
    name: str, regulation: Regulation, mark: Signing
) -> dict[str, tuple[PrintedPiece, ...]]:
    signed = signature(regulation, mark)
    ttd = regulation.peraturan.ttd("ttd")
    return {
        f"{name}.tempat": (value(mark, "tempat"),),
        f"{name}.tanggal": (value(mark, "tanggal", kind="tanggal"),),
        f"{name}.jabatan": (_signer(signed, "jabatan"),),
        f"{name}.nama": (_signer(signed, "nama"),),
        f"{name}.ttd": (fixed(ttd, regulation.peraturan.location("bentuk"), _COPY),) if ttd else (),
    }


def _certification(regulation: Regulation) -> dict[str, tuple[PrintedPiece, ...]]:
    peraturan = regulation.peraturan
    if peraturan.bentuk == "asli" or peraturan.disalin is None:
        return {}
    signed = signature(regulation, peraturan.disalin)
    return {f"salinan.{name}": (_signer(signed, name),) for name in signed.printed}
