"""The consolidated text: the amended regulation as it stands, and where each article comes from."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.documents.fields import packed
from rbdocs.documents.fingerprint import Fingerprint, read_fingerprint
from rbdocs.documents.provisions import (
    BODY,
    BODY_MISSING,
    ProvisionBlock,
    article_blocks,
    body_loop,
    heading_block,
)
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.in_force import after, attached_after, subject_in_force
from rbdocs.model.citation import Sitasi
from rbdocs.model.kind import filled
from rbdocs.model.numbering import label, letter
from rbdocs.model.printed_text import DivisionHeading
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import capitals, concat
from rbdocs.word.door import read_template
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill
from rbdocs.word.values import Loop, marked

TEMPLATE = NAME = "konsolidasi.docx"
_CLOSING = "Naskah ini disusun untuk memudahkan pembaca. Yang berlaku adalah naskah yang {}."


def consolidated_mark(parts: dict[str, bytes]) -> Fingerprint | None:
    """Return the fingerprint in the package *parts* where it is a consolidated text of ours."""
    mark = read_fingerprint(parts)
    return mark if mark and mark.dokumen == NAME and mark.edition else None


def compose(template: bytes, regulation: Regulation, base: Sitasi) -> bytes:
    """Return the Word document of *base*, which *regulation* amends, as it stands with it.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = fill(read_template(template), fields(regulation, base), Notes(), {BODY: BODY_MISSING})
    return packed(parts, regulation, f"Naskah konsolidasi {_named(base)}")


def fields(regulation: Regulation, base: Sitasi) -> dict[str, object]:
    """Return what the template of the consolidated text of *base* can use."""
    standing, kind = after(regulation), regulation.kinds.kind(base.jenis)
    return {
        "peraturan": _title(regulation, base),
        "nomor": base.nomor,
        "tahun": base.tahun,
        "tentang": marked(capitals(subject_in_force(regulation, base))),
        "keterangan": _known(standing, base, kind.satuan if kind else "pasal"),
        "penutup": _CLOSING.format(
            "ditetapkan" if kind and kind.pengundangan == "tidak" else "diundangkan"
        ),
        "perubahan": Loop(("huruf", "teks"), _amending(regulation)),
        "lampiran": Loop(("nomor", "sumber"), _lampiran(regulation)),
        BODY: body_loop(_blocks(standing, base)),
    }


def _title(regulation: Regulation, base: Sitasi) -> str:
    """The words above the number of *base*, of this government as the amendment is."""
    kind, instansi = regulation.kinds.kind(base.jenis), regulation.instansi
    names = {"kepala_daerah": instansi.kepala_daerah, "daerah": instansi.daerah}
    return filled(kind.judul if kind else base.jenis, names).upper()


def _named(base: Sitasi) -> str:
    return f"{base.jenis} Nomor {base.nomor} Tahun {base.tahun}"


def _known(standing: Consolidation, base: Sitasi, unit: str) -> str:
    if standing.lengkap:
        return f"Memuat seluruh {unit} {_named(base)}."
    known = ", ".join(label("pasal", nomor) for nomor in standing.berlaku) or "tidak ada"
    return (
        f"Bunyi lengkap {_named(base)} tidak ada dalam sumber. Naskah ini hanya memuat {unit} "
        f"yang dikutip oleh peraturan perubahannya ({known}); {unit} lain tidak dimuat."
    )


def _amending(regulation: Regulation) -> list[dict[str, str]]:
    chain = [*regulation.terdahulu, regulation.peraturan]
    amending = [peraturan for peraturan in chain if peraturan.mengubah is not None]
    return [
        {
            "huruf": letter(index),
            "teks": marked(
                concat(f"{peraturan.sebutan_bernomor} tentang ", peraturan.sebutan.tentang, end)
            ),
        }
        for index, peraturan in enumerate(amending)
        for end in [";" if peraturan is not amending[-1] else "."]
    ]


def _lampiran(regulation: Regulation) -> list[dict[str, str]]:
    """Each Lampiran with what has its text, or what deleted it, in the order of their numbers."""
    attached = attached_after(regulation)
    told = {
        nomor: f"sebagaimana termuat dalam {item.sebutan_bernomor}"
        for nomor, item in attached.in_force.items()
    }
    for nomor, peraturan in attached.deleted.items():
        told[nomor] = f"dihapus oleh {peraturan.sebutan_bernomor}"
    return [{"nomor": nomor, "sumber": told[nomor]} for nomor in attached.numbers()]


def _blocks(standing: Consolidation, base: Sitasi) -> Iterator[ProvisionBlock]:
    earlier: tuple[DivisionHeading, ...] = ()
    for berlaku in standing.ordered():
        for depth, heading in enumerate(berlaku.headings):
            if berlaku.headings[: depth + 1] != earlier[: depth + 1]:
                yield heading_block(heading, berlaku.division[:depth])
        earlier = berlaku.headings
        yield from article_blocks(berlaku.pasal)
        partly = ["ayat lain tidak ada dalam sumber"] if berlaku.sebagian else []
        origin = [f"{label('pasal', berlaku.pasal.pasal)}: sebagaimana {_named(base)}"]
        history = [str(step) for step in berlaku.history] or origin
        yield ProvisionBlock("catatan", isi=concat("; ".join([*history, *partly])))
