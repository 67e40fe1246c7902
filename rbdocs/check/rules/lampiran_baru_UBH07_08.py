"""UBH: the Lampiran that an amending regulation puts in: their numbers, and who refers to them."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.law.attachments import misnumbered
from rbdocs.law.in_force import after, attached_before
from rbdocs.law.named_lampiran import named_lampiran
from rbdocs.law.targets import numbers
from rbdocs.model.batang_tubuh import Butir, addresses
from rbdocs.model.finding import Level, Site
from rbdocs.model.regulation import Regulation


@rule(
    code="UBH07",
    level=Level.GALAT,
    statement="Lampiran baru bernomor menurut tempatnya: yang ditambahkan di belakang bernomor "
    "berikutnya, yang disisipkan di antara dua Lampiran bernomor Lampiran di depannya dengan "
    "huruf; nomor yang dihapus tetap dihitung.",
    ground="UU 12/2011, Lampiran II, bab perubahan: penyisipan memakai nomor di depannya dengan "
    "huruf, dan nomor yang dihapus tidak dipakai lagi; menurut teknik, Lampiran mengikutinya.",
)
def nomor_lampiran_baru(regulation: Regulation) -> Iterator[Violation]:
    """Yield the Lampiran that are added or inserted under a number that does not fit."""
    peraturan = regulation.peraturan
    known = attached_before(regulation)
    for perubahan in peraturan.perubahan if peraturan.mengubah is not None else ():
        again = [nomor for nomor in numbers(perubahan) if nomor in known.numbers()]
        found = None if again else misnumbered(known, perubahan)  # UBH05 tells what is there
        if found:
            nomor, message, saran = found
            yield Violation(Site(perubahan.location("nomor"), f"lampiran-{nomor}"), message, saran)
        known.carry_out(perubahan, peraturan)


@rule(
    code="UBH08",
    level=Level.PERINGATAN,
    statement="Lampiran yang disisipkan atau ditambahkan dirujuk oleh pasal.",
    ground="UU 12/2011, Lampiran II: dalam batang tubuh dinyatakan bahwa lampiran merupakan bagian "
    "yang tidak terpisahkan dari peraturan; pasal yang ada sebelumnya belum mengenal Lampiran itu.",
)
def lampiran_baru_dirujuk(regulation: Regulation) -> Iterator[Violation]:
    """Yield the new Lampiran that no article of the amended regulation names."""
    peraturan = regulation.peraturan
    new = [
        (perubahan, nomor)
        for perubahan in peraturan.perubahan
        if perubahan.jenis in ("sisip-lampiran", "tambah-lampiran")
        for nomor in perubahan.nomor
    ]
    if not new:
        return
    texts = [
        part.teks.plain
        for _, part in addresses([item.pasal for item in after(regulation).ordered()])
        if isinstance(part, Butir) and part.teks is not None and part.status == "berlaku"
    ]
    known = [nomor for _, nomor in new]
    named = {nomor for text in texts for nomor in named_lampiran(text, known)}
    for perubahan, nomor in new:
        if nomor not in named:
            yield Violation(
                Site(perubahan.location("nomor"), f"lampiran-{nomor}"),
                f"Tidak ada pasal yang merujuk Lampiran {nomor}.",
                "Sebut dalam pasal yang bersangkutan dengan pasal.yaml, misalnya «tercantum dalam "
                f"Lampiran {nomor} yang merupakan bagian tidak terpisahkan dari "
                f"{peraturan.sebutan.jenis} ini», lalu jalankan revisi lagi.",
            )
