"""The consolidated text: the amended regulation as it stands, and where each article comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.documents.provisions import (
    BODY,
    BODY_MISSING,
    Block,
    article_blocks,
    body_loop,
    chapter_blocks,
)
from rbdocs.law.consolidate import Konsolidasi
from rbdocs.law.in_force import after, lampiran_deleted, lampiran_in_force
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import ROMAN
from rbdocs.model.regulation import Regulasi
from rbdocs.model.sentence import capitals, concat
from rbdocs.word.door import read_template
from rbdocs.word.marked import marked
from rbdocs.word.package import write_package
from rbdocs.word.problems import Notes
from rbdocs.word.properties import set_properties
from rbdocs.word.template import fill
from rbdocs.word.values import Loop

TEMPLATE = NAME = "konsolidasi.docx"
_CLOSING = (
    "Naskah ini disusun untuk memudahkan pembaca. Yang berlaku adalah naskah yang diundangkan."
)


def compose(template: bytes, regulasi: Regulasi, base: Sitasi) -> bytes:
    """Return the Word document of *base*, which *regulasi* amends, as it stands with it.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = fill(read_template(template), fields(regulasi, base), Notes(), {BODY: BODY_MISSING})
    set_properties(parts, regulasi, judul=f"Naskah konsolidasi {_named(base)}")
    return write_package(parts)


def fields(regulasi: Regulasi, base: Sitasi) -> dict[str, object]:
    """Return what the template of the consolidated text of *base* can use."""
    standing = after(regulasi)
    return {
        "peraturan": f"{base.jenis} {regulasi.instansi.daerah.split()[-1]}".upper(),
        "nomor": base.nomor,
        "tahun": base.tahun,
        "tentang": marked(capitals(base.tentang)),
        "keterangan": _known(standing, base),
        "penutup": _CLOSING,
        "perubahan": Loop(("huruf", "teks"), _amending(regulasi)),
        "lampiran": Loop(("nomor", "sumber"), _lampiran(regulasi)),
        BODY: body_loop(_blocks(standing, base)),
    }


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


def _amending(regulasi: Regulasi) -> list[dict[str, str]]:
    chain = [*regulasi.terdahulu, regulasi.peraturan]
    amending = [one for one in chain if one.mengubah is not None]
    return [
        {
            "huruf": letter(index),
            "teks": marked(concat(f"{one.sebutan_bernomor} tentang ", one.sebutan.tentang, end)),
        }
        for index, one in enumerate(amending)
        for end in [";" if one is not amending[-1] else "."]
    ]


def _lampiran(regulasi: Regulasi) -> list[dict[str, str]]:
    """Each Lampiran with what has its text, or what deleted it, in the order of their numbers."""
    told = {
        nomor: f"sebagaimana termuat dalam {one.sebutan_bernomor}"
        for nomor, one in lampiran_in_force(regulasi).items()
    }
    for nomor, one in lampiran_deleted(regulasi).items():
        told[nomor] = f"dihapus oleh {one.sebutan_bernomor}"
    return [
        {"nomor": nomor, "sumber": told[nomor]} for nomor in sorted(told, key=ROMAN.__getitem__)
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
        yield Block("catatan", isi=concat("; ".join([*history, *partly])))
