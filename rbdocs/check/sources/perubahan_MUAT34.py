"""Amendments: each says what it changes, and its new text has what it names."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.amendments import (
    amendments,
    given_fields,
    is_complete,
    miscounted,
    taken_fields,
)
from rbdocs.check.rule import Violation, source_rule
from rbdocs.law.phrases import numbers
from rbdocs.model.batang_tubuh import Butir, Pasal, Perubahan, articles
from rbdocs.model.numbering import Order, is_roman, label, order_of
from rbdocs.model.sources_read import SourcesRead


@source_rule(
    code="MUAT34",
    statement="Perubahan menyebut apa yang diubah dan bunyi barunya.",
    ground="Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II.",
)
def perubahan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield what is missing or does not fit in amendments and in the articles they change."""
    peraturan = read.peraturan
    for pasal in articles(peraturan.batang_tubuh) if peraturan else ():
        if peraturan and pasal.perubahan and peraturan.mengubah is None:
            yield Violation(
                pasal.location("perubahan"),
                "",
                "Ada perubahan, tetapi peraturan yang diubah tidak disebut.",
                "Tambahkan «mengubah:» dengan jenis, nomor, tahun, tentang dan lembaran peraturan "
                "itu.",
            )
    for perubahan in amendments(peraturan):
        yield from _fields(perubahan)
        yield from _counts(perubahan)
        yield from _not_amended(
            articles(perubahan.menjadi),
            "tidak dapat menjadi bunyi pasal yang diubah.",
            "Tulis pasal peraturan yang diubah, dengan angka Arab, tanpa «perubahan».",
        )
        if is_complete(perubahan) and _numbered(perubahan):
            yield from _between(perubahan)
            yield from _new_text(perubahan)
    for daftar in read.articles:
        yield from _not_amended(
            articles(daftar.pasal),
            "bukan pasal peraturan yang diubah.",
            "Tulis di sini bunyi pasal yang diubah, dengan angka Arab, tanpa «perubahan».",
        )


def _fields(perubahan: Perubahan) -> Iterator[Violation]:
    """Each kind of amendment needs its own fields, and takes no others."""
    needed, optional = taken_fields(perubahan)
    given = given_fields(perubahan)
    for nama in sorted(needed - given):
        yield Violation(
            perubahan.location(),
            "",
            f"Perubahan {perubahan.jenis} belum menyebut «{nama}».",
            f"Tambahkan «{nama}:».",
        )
    for nama in sorted(given - needed - optional):
        yield Violation(
            perubahan.location(nama),
            "",
            f"Perubahan {perubahan.jenis} tidak memakai «{nama}».",
            "Hapus isian itu, atau betulkan jenis perubahannya.",
        )


def _counts(perubahan: Perubahan) -> Iterator[Violation]:
    wrong = miscounted(perubahan)
    if "nomor" in wrong:
        yield Violation(
            perubahan.location("nomor"),
            "",
            f"«judul» hanya untuk satu bab, tetapi «nomor» menyebut {len(perubahan.nomor)}.",
            "Tulis satu perubahan untuk tiap bab.",
        )
    if "antara" in wrong:
        yield Violation(
            perubahan.location("antara"),
            "",
            f"«antara» menyebut {len(perubahan.antara)} nomor; seharusnya dua.",
            f"Tulis dua {perubahan.unit} yang mengapit sisipan, misalnya antara: [5, 6].",
        )


def _not_amended(found: Iterator[Pasal], what: str, hint: str) -> Iterator[Violation]:
    """Articles of the amended regulation have Arabic numbers and amend nothing themselves."""
    for pasal in found:
        if is_roman(pasal.pasal) or pasal.perubahan:
            yield Violation(pasal.location("pasal"), "", f"Pasal {pasal.pasal} {what}", hint)


def _numbered(perubahan: Perubahan) -> bool:
    """Whether what *perubahan* names are numbers of its kind; MUAT32 tells those that are none."""
    named = (*numbers(perubahan), *perubahan.antara)
    return all(order_of(perubahan.unit, nomor) is not None for nomor in named)


def _between(perubahan: Perubahan) -> Iterator[Violation]:
    """What is inserted stands between the two that are named."""
    if not perubahan.antara:
        return
    unit = perubahan.unit
    low, high = (order_of(unit, nomor) or Order(0) for nomor in perubahan.antara)
    for nomor in numbers(perubahan):
        if not low < (order_of(unit, nomor) or Order(0)) < high:
            yield Violation(
                perubahan.location("antara"),
                "",
                f"{label(unit, nomor)} tidak terletak di antara "
                f"{' dan '.join(label(unit, batas) for batas in perubahan.antara)}.",
                "Betulkan nomor sisipan itu, misalnya 5A di antara 5 dan 6.",
            )


def _new_text(perubahan: Perubahan) -> Iterator[Violation]:
    """An ayat or huruf that is named is in the new text of its article."""
    if perubahan.pasal is None:
        return
    texts = {pasal.pasal: pasal for pasal in articles(perubahan.menjadi)}
    if set(texts) != {perubahan.pasal}:
        yield Violation(
            perubahan.location("menjadi"),
            "",
            f"Bunyi baru harus Pasal {perubahan.pasal} saja, tetapi yang ditulis: "
            f"{', '.join(texts)}.",
            f"Tulis seluruh bunyi Pasal {perubahan.pasal} dalam «menjadi».",
        )
        return
    holder: Butir = texts[perubahan.pasal]
    if perubahan.ayat and isinstance(holder, Pasal):
        holder = holder.ayat.get(perubahan.ayat, Butir())
    ayat = perubahan.unit == "ayat" and isinstance(holder, Pasal)
    present = holder.ayat if ayat and isinstance(holder, Pasal) else holder.huruf
    deletes = perubahan.cara == "hapus"
    for nomor in perubahan.nomor:
        if nomor not in present or (present[nomor].status == "dihapus") != deletes:
            yield Violation(
                perubahan.location("nomor"),
                "",
                f"{label(perubahan.unit, nomor).capitalize()} tidak ada dalam bunyi baru "
                f"Pasal {perubahan.pasal}"
                + (" sebagai yang dihapus." if deletes else " sebagai yang berlaku."),
                "Samakan nomor dengan bunyi barunya; yang dihapus ditulis status: dihapus.",
            )
