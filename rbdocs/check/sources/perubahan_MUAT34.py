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
from rbdocs.law.parts import holder_of, named
from rbdocs.law.targets import details, numbers
from rbdocs.model.batang_tubuh import Pasal, Perubahan, Rincian, articles
from rbdocs.model.finding import Site
from rbdocs.model.numbering import Order, is_roman, label, order_of
from rbdocs.model.regulation import SourcesRead


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
                Site(pasal.location("perubahan")),
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
            Site(perubahan.location()),
            f"Perubahan {perubahan.jenis} belum menyebut «{nama}».",
            f"Tambahkan «{nama}:».",
        )
    for nama in sorted(given - needed - optional):
        yield Violation(
            Site(perubahan.location(nama)),
            f"Perubahan {perubahan.jenis} tidak memakai «{nama}».",
            "Hapus isian itu, atau betulkan jenis perubahannya.",
        )


def _counts(perubahan: Perubahan) -> Iterator[Violation]:
    wrong = miscounted(perubahan)
    if "nomor" in wrong:
        yield Violation(
            Site(perubahan.location("nomor")),
            f"«judul» hanya untuk satu bab, tetapi «nomor» menyebut {len(perubahan.nomor)}.",
            "Tulis satu perubahan untuk tiap bab.",
        )
    if "antara" in wrong:
        yield Violation(
            Site(perubahan.location("antara")),
            f"«antara» menyebut {len(perubahan.antara)} nomor; seharusnya dua.",
            f"Tulis dua {perubahan.unit} yang mengapit sisipan, misalnya antara: [5, 6].",
        )


def _not_amended(found: Iterator[Pasal], what: str, hint: str) -> Iterator[Violation]:
    """Articles of the amended regulation have Arabic numbers and amend nothing themselves."""
    for pasal in found:
        if is_roman(pasal.pasal) or pasal.perubahan:
            yield Violation(
                Site(pasal.location("pasal")), f"{label('pasal', pasal.pasal)} {what}", hint
            )


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
                Site(perubahan.location("antara")),
                f"{label(unit, nomor)} tidak terletak di antara "
                f"{' dan '.join(label(unit, batas) for batas in perubahan.antara)}.",
                "Betulkan nomor sisipan itu, misalnya 5A di antara 5 dan 6.",
            )


def _new_text(perubahan: Perubahan) -> Iterator[Violation]:
    """An ayat or huruf that is named is in the new text of its article."""
    if perubahan.pasal is None or (perubahan.unit == "pasal" and not perubahan.rincian):
        return
    texts = {pasal.pasal: pasal for pasal in articles(perubahan.menjadi)}
    if set(texts) != {perubahan.pasal}:
        yield Violation(
            Site(perubahan.location("menjadi")),
            f"Bunyi baru harus Pasal {perubahan.pasal} saja, tetapi yang ditulis: "
            f"{', '.join(texts)}.",
            f"Tulis seluruh bunyi Pasal {perubahan.pasal} dalam «menjadi».",
        )
        return
    for rincian in details(perubahan):
        yield from _told(perubahan, rincian, texts[perubahan.pasal])


def _told(perubahan: Perubahan, rincian: Rincian, pasal: Pasal) -> Iterator[Violation]:
    """What *rincian* names is in the new text of *pasal*, deleted or not."""
    where = rincian if perubahan.rincian else perubahan
    holder = holder_of(pasal, rincian)
    present = dict(holder.parts()).get(rincian.unit, {}) if holder else {}
    deletes = rincian.cara == "hapus"
    for nomor, address in zip(rincian.nomor, named(rincian), strict=True):
        if nomor not in present or (present[nomor].status == "dihapus") != deletes:
            name = str(address)
            yield Violation(
                Site(where.location("nomor")),
                f"{name[0].upper()}{name[1:]} tidak ada dalam bunyi baru Pasal {pasal.pasal}"
                + (" sebagai yang dihapus." if deletes else " sebagai yang berlaku."),
                "Samakan nomor dengan bunyi barunya; yang dihapus ditulis status: dihapus.",
            )
