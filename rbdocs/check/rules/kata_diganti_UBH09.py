"""UBH: a term that gives way to another is left nowhere in the regulation."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, peringatan
from rbdocs.law.in_force import after
from rbdocs.law.terms import still_says
from rbdocs.model.batang_tubuh import Butir, Perubahan, addresses
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.printed_text import attachment_texts
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text

_SHOWN = 5  # places of one Lampiran


@peringatan(
    code="UBH09",
    statement="Kata yang diganti dalam semua ketentuan tidak tertinggal dalam pasal atau Lampiran.",
    ground="UU 12/2011, Lampiran II, tentang ragam bahasa: satu pengertian satu istilah. "
    "Penggantian kata dalam Pasal I mengenai pasal; kata dalam Lampiran berubah hanya bila "
    "Lampirannya diganti.",
)
def kata_tidak_tertinggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the articles and Lampiran that still have a term that is replaced in all of them."""
    for perubahan in regulation.peraturan.perubahan:
        kata, pengganti = perubahan.kata, perubahan.pengganti
        if kata is not None and pengganti is not None and not perubahan.nomor:
            yield from _articles(regulation, perubahan, kata, pengganti)
            for attachment in _attachments(regulation):
                yield from _attached(regulation, perubahan, attachment, kata, pengganti)


def _articles(
    regulation: Regulation, perubahan: Perubahan, kata: Text, pengganti: Text
) -> Iterator[Violation]:
    for item in after(regulation).ordered():
        for alamat, part in addresses([item.pasal]):
            text = part.teks.plain if isinstance(part, Butir) and part.teks else ""
            if still_says(text, kata, pengganti):
                name = str(alamat)
                yield Violation(
                    Site(perubahan.location("kata"), alamat.kunci),
                    f"{name[0].upper()}{name[1:]} masih memuat «{kata}» sesudah perubahan ini.",
                    f"Tulis «{pengganti}» di sana dalam pasal.yaml, lalu jalankan revisi lagi; "
                    "atau sebut dalam «nomor» pasal mana yang dimaksud.",
                    {"kata": kata.plain, "ketentuan": name},
                )


def _attachments(regulation: Regulation) -> Iterator[Naskah | LampiranRencana]:
    """Every Lampiran in force whose text is known."""
    yield from regulation.naskah
    yield from regulation.lampiran
    last, inherited = regulation.sebelumnya, regulation.peraturan.warisan
    for plan in (*last.lampiran, *last.rencana_warisan) if last is not None else ():
        if plan.lampiran in inherited:
            yield plan


def _attached(
    regulation: Regulation,
    perubahan: Perubahan,
    attachment: Naskah | LampiranRencana,
    kata: Text,
    pengganti: Text,
) -> Iterator[Violation]:
    head = attachment.susunan if isinstance(attachment, Naskah) else attachment
    found = [
        piece for piece in attachment_texts(attachment) if still_says(piece.text, kata, pengganti)
    ]
    if not found:
        return
    nomor = head.lampiran
    own = nomor in regulation.peraturan.lampiran
    remedy = "Ganti juga kata itu di sana"
    if not own:
        remedy = f"Bila diganti juga, lampirkan: revisi --lampiran {nomor}, lalu ganti di sana"
    yield Violation(
        Site(perubahan.location("kata"), f"lampiran-{nomor}"),
        f"Lampiran {nomor} masih memuat «{kata}» di {len(found)} tempat; yang diganti Pasal I "
        "hanya kata dalam pasal.",
        f"{remedy}; bila memang tetap, kecualikan dengan alasannya.",
        {"kata": kata.plain, "tempat": len(found)},
        [Occurrence(piece.location, piece.kode, kata.plain) for piece in found[:_SHOWN]],
    )
