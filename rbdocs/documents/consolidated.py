"""The consolidated text: the amended regulation as it stands, and where each article comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.documents.provisions import PROTOTYPES, article_blocks, chapter_blocks
from rbdocs.law.consolidate import Konsolidasi
from rbdocs.law.in_force import after, lampiran_deleted, lampiran_in_force
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import ROMAN, Regulasi
from rbdocs.model.sentence import capitals, concat
from rbdocs.word.package import write_package
from rbdocs.word.properties import set_properties
from rbdocs.word.repeat import Block, Entry, take_paragraphs, take_row
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

TEMPLATE = NAME = "konsolidasi.docx"
_DOCUMENT = "word/document.xml"
_CLOSING = (
    "Naskah ini disusun untuk memudahkan pembaca. Yang berlaku adalah naskah yang diundangkan."
)


def compose(template: bytes, regulasi: Regulasi, base: Sitasi) -> bytes:
    """Return the Word document of *base*, which *regulasi* amends, as it stands with it.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = read_template(template)
    notes = Notes()
    standing = after(regulasi)
    fields = {
        "peraturan": f"{base.jenis} {regulasi.instansi.daerah.split()[-1]}".upper(),
        "nomor": base.nomor,
        "tahun": base.tahun,
        "tentang": marked(capitals(base.tentang)),
        "keterangan": _known(standing, base),
        "penutup": _CLOSING,
    }
    root = parse_xml(parts[_DOCUMENT], _DOCUMENT)
    rows = {name: take_row(root, name, notes) for name in ("perubahan", "lampiran")}
    body = take_paragraphs(root, (*PROTOTYPES, "catatan"), notes)
    fill_fields(root, fields, "dokumen", notes)
    entries = {"perubahan": _amending(regulasi), "lampiran": _lampiran(regulasi)}
    for name, row in rows.items():
        if row:
            row.fill(entries[name], notes)
    if body:
        body.fill(_blocks(standing, base), notes)
    parts[_DOCUMENT] = serialise_xml(root)
    for name in text_parts(parts):
        part = parse_xml(parts[name], name)
        fill_fields(part, fields, name.removeprefix("word/"), notes)
        parts[name] = serialise_xml(part)
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    set_properties(parts, regulasi, judul=f"Naskah konsolidasi {_named(base)}")
    return write_package(parts)


def _named(base: Sitasi) -> str:
    return f"{base.jenis} Nomor {base.nomor} Tahun {base.tahun}"


def _known(standing: Konsolidasi, base: Sitasi) -> str:
    if standing.lengkap:
        return f"Memuat seluruh pasal {_named(base)}."
    known = ", ".join(f"Pasal {nomor}" for nomor in standing.berlaku) or "tidak ada"
    return (
        f"Bunyi lengkap {_named(base)} tidak ada dalam sumber. Naskah ini hanya memuat pasal yang "
        f"dikutip oleh peraturan perubahannya ({known}); pasal lain tidak dimuat."
    )


def _amending(regulasi: Regulasi) -> list[Entry]:
    chain = [*regulasi.terdahulu, regulasi.peraturan]
    amending = [one for one in chain if one.mengubah is not None]
    return [
        {
            "huruf": concat(letter(index)),
            "perubahan": concat(f"{one.sebutan_bernomor} tentang ", one.sebutan.tentang, end),
        }
        for index, one in enumerate(amending)
        for end in [";" if one is not amending[-1] else "."]
    ]


def _lampiran(regulasi: Regulasi) -> list[Entry]:
    """Each Lampiran with what has its text, or what deleted it, in the order of their numbers."""
    told = {
        nomor: f"sebagaimana termuat dalam {one.sebutan_bernomor}"
        for nomor, one in lampiran_in_force(regulasi).items()
    }
    for nomor, one in lampiran_deleted(regulasi).items():
        told[nomor] = f"dihapus oleh {one.sebutan_bernomor}"
    return [
        {"lampiran": concat(nomor), "sumber": concat(told[nomor])}
        for nomor in sorted(told, key=ROMAN.__getitem__)
    ]


def _blocks(standing: Konsolidasi, base: Sitasi) -> Iterator[Block]:
    chapter = None
    for one in standing.ordered():
        if one.bab and one.bab != chapter:
            yield from chapter_blocks(*one.bab)
        chapter = one.bab
        yield from article_blocks(one.pasal)
        partly = ["ayat lain tidak ada dalam sumber"] if one.sebagian else []
        origin = [f"Pasal {one.pasal.pasal}: sebagaimana {_named(base)}"]
        history = [str(step) for step in one.riwayat] or origin
        yield Block("catatan", {"catatan": concat("; ".join([*history, *partly]))})
