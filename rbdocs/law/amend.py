"""Amending: each amendment is tried against what it amends, then carried out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.law.consolidate import Berlaku, Consolidation, Obstacle
from rbdocs.law.parts import article_change, holder_of, named
from rbdocs.law.targets import (
    DIVISIONS,
    INNER,
    above,
    details,
    quotes_whole,
    target_divisions,
)
from rbdocs.law.terms import reworded
from rbdocs.model.batang_tubuh import Pasal, Perubahan, Rincian
from rbdocs.model.numbering import Order, label, order_of
from rbdocs.model.printed_text import name_of, placed
from rbdocs.model.values import Text

_Wrong = Iterator[tuple[str, str]]
_NEW = ("sisip", "tambah")
_NONE = Text.dari("")


def amend(
    known: Consolidation, perubahan: Sequence[Perubahan], oleh: str, article: str = "I"
) -> None:
    """Carry out *perubahan*, those of *article* of the regulation *oleh*, on *known*, in order.

    What does not fit is noted in ``obstacles`` and carried out as far as it can be.
    """
    for index, item in enumerate(perubahan, start=1):
        angka = f" angka {index}" if len(perubahan) > 1 else ""
        known.obstacles += [
            Obstacle(item.location(), message, saran) for message, saran in _wrong(item, known)
        ]
        known.carry_out(item, f"{oleh} {label('pasal', article)}{angka}")


def _wrong(perubahan: Perubahan, known: Consolidation) -> _Wrong:
    """Yield what keeps *perubahan* from fitting what is *known*, each with what to do."""
    if perubahan.unit == "lampiran" or perubahan.jenis == "ubah-judul":
        return
    if perubahan.kata is not None:
        yield from _wrong_term(perubahan, perubahan.kata, known)
    if perubahan.unit in DIVISIONS:
        yield from _wrong_divisions(perubahan, known)
    elif perubahan.cara == "hapus" and perubahan.unit == "pasal":
        for nomor in perubahan.nomor:
            yield from _wrong_article(perubahan, Pasal(pasal=nomor, status="dihapus"), known)
    for item in placed(perubahan.menjadi):
        yield from _wrong_article(perubahan, item.pasal, known)
    if perubahan.antara and known.lengkap:
        yield from _wrong_place(perubahan, known)


def _wrong_term(perubahan: Perubahan, kata: Text, known: Consolidation) -> _Wrong:
    """Whether the articles that are named, or any at all, have the term that is replaced."""
    has = {
        item.pasal.pasal
        for item in known.ordered()
        if reworded(item.pasal, kata, _NONE) != item.pasal
    }
    for nomor in perubahan.nomor:
        there = known.berlaku.get(nomor)
        if there is None and known.lengkap:
            yield f"{label('pasal', nomor)} tidak ada.", "Betulkan nomor pasalnya."
        elif there is not None and not there.sebagian and nomor not in has:
            yield (
                f"{label('pasal', nomor)} tidak memuat \u201c{kata}\u201d.",
                "Betulkan katanya, seperti tertulis di sana, atau nomor pasalnya.",
            )
    if not perubahan.nomor and not has and known.lengkap:
        yield f"Tidak ada pasal yang memuat \u201c{kata}\u201d.", "Betulkan katanya."
    if perubahan.pengganti == kata:
        yield f"\u201c{kata}\u201d diganti dengan kata yang sama.", "Betulkan «pengganti»."


def _wrong_divisions(perubahan: Perubahan, known: Consolidation) -> _Wrong:
    """What is wrong with the bab, bagian or paragraf that *perubahan* names."""
    there = known.divisions()
    for division in target_divisions(perubahan):
        name = name_of(division)
        if perubahan.cara in _NEW:
            if division in there:
                yield f"{name} sudah ada.", "Ubah ketentuannya, atau beri nomor yang lain."
            if len(division) > 1 and division[:-1] not in there and known.lengkap:
                yield f"{name_of(division[:-1])} tidak ada.", "Betulkan nomor induknya."
        elif division not in there:
            if known.lengkap:
                yield f"{name} tidak ada.", f"Betulkan nomor {perubahan.unit}nya."
        elif perubahan.judul is not None and _is_deleted(known.inside(division)):
            yield f"{name} sudah dihapus.", "Hapus perubahan itu."
        elif perubahan.judul is not None and there[division][-1].judul == perubahan.judul:
            yield f"{name} sudah berjudul demikian.", "Hapus perubahan itu."
        elif perubahan.cara == "ubah" and perubahan.judul is None:
            yield from _wrong_quotation(perubahan, known.inside(division))
        elif perubahan.cara == "hapus" and _is_deleted(known.inside(division)):
            yield f"{name} sudah dihapus.", "Hapus perubahan itu."


def _is_deleted(inside: Sequence[Berlaku]) -> bool:
    """Whether all articles of a division are deleted, and it with them."""
    return all(item.pasal.status == "dihapus" for item in inside)


def _wrong_quotation(perubahan: Perubahan, inside: Sequence[Berlaku]) -> _Wrong:
    """What is missing where a division is quoted as a whole."""
    new = {item.pasal.pasal for item in placed(perubahan.menjadi)}
    for item in inside:
        if item.pasal.pasal not in new:
            yield (
                f"{label('pasal', item.pasal.pasal)} tidak ada dalam bunyi baru.",
                "Tulis kembali; bila dihapus: status: dihapus.",
            )


def _wrong_article(perubahan: Perubahan, pasal: Pasal, known: Consolidation) -> _Wrong:
    """What is wrong where *perubahan* does to *pasal* what cannot be done to it as it stands."""
    there = known.berlaku.get(pasal.pasal)
    name = label("pasal", pasal.pasal)
    whole = perubahan.unit in DIVISIONS and perubahan.cara == "ubah"
    new = perubahan.cara in _NEW and perubahan.unit not in INNER
    if there is None:
        if not new and not whole and known.lengkap:
            yield f"{name} tidak ada.", "Betulkan nomor pasalnya."
    elif new:
        yield f"{name} sudah ada.", "Ubah pasal itu, atau beri nomor yang lain."
    elif there.pasal.status == "dihapus":
        if not whole or pasal.status != "dihapus":
            yield (
                f"{name} sudah dihapus.",
                "Nomor yang dihapus tidak dipakai lagi; sisipkan pasal dengan nomor baru.",
            )
    elif not whole and _same(perubahan, pasal, there.pasal):
        yield (
            f"{name} sudah berbunyi demikian: tidak ada yang berubah.",
            "Hapus perubahan itu, atau tulis bunyi barunya.",
        )
    elif pasal.status != "dihapus":
        yield from _wrong_parts(perubahan, pasal, there)


def _same(perubahan: Perubahan, pasal: Pasal, known: Pasal) -> bool:
    if not quotes_whole(perubahan):
        return all(known.ayat.get(nomor) == ayat for nomor, ayat in pasal.ayat.items())
    return pasal == known


def _wrong_parts(perubahan: Perubahan, pasal: Pasal, there: Berlaku) -> _Wrong:
    """What is wrong with the parts of *pasal* that *perubahan* names, or does not name."""
    known, name = there.pasal, label("pasal", pasal.pasal)
    told = details(perubahan)
    wrong = False
    for rincian in told if not there.sebagian else ():
        holder = holder_of(known, rincian)
        present = dict(holder.parts()).get(rincian.unit, {}) if holder else {}
        for nomor, part in zip(rincian.nomor, named(rincian), strict=True):
            butir = present.get(nomor)
            if rincian.cara in _NEW and butir is not None:
                wrong = True
                yield f"{name} {part} sudah ada.", f"Betulkan nomor {rincian.unit}nya."
            elif rincian.cara not in _NEW and butir is None:
                wrong = True
                yield f"{name} {part} tidak ada.", f"Betulkan nomor {rincian.unit}nya."
            elif rincian.cara not in _NEW and butir and butir.status == "dihapus":
                wrong = True
                yield f"{name} {part} sudah dihapus.", f"Betulkan nomor {rincian.unit}nya."
    if there.sebagian or wrong:
        return
    new = pasal
    if not quotes_whole(perubahan):
        new = known.model_copy(update={"ayat": {**known.ayat, **pasal.ayat}})
    change = article_change(known, new)
    yield from change.obstacles
    if told and not change.whole:
        yield from _untold(perubahan, name, change.rincian)


def _untold(perubahan: Perubahan, name: str, change: Sequence[Rincian]) -> _Wrong:
    """The parts that change without being named: whoever reads the sentence would not know."""
    told = [part for rincian in details(perubahan) for part in named(rincian)]
    for rincian in change:
        for part in named(rincian):
            if not any(part.bagian[: len(known.bagian)] == known.bagian for known in told):
                yield (
                    f"{name} {part} berubah, tetapi kalimat perubahannya tidak menyebutnya.",
                    "Sebut juga dalam «rincian», atau kembalikan bunyinya.",
                )


def _wrong_place(perubahan: Perubahan, known: Consolidation) -> _Wrong:
    """Whether the two between which something is inserted stand side by side."""
    unit, antara = perubahan.unit, perubahan.antara
    if unit in INNER or len(antara) != 2:
        return
    if unit == "pasal":
        there = [item.pasal.pasal for item in known.ordered()]
    else:
        way = above(perubahan)
        there = [
            division[-1][1]
            for division in known.divisions()
            if division[:-1] == way and division[-1][0] == unit
        ]
    for nomor in antara:
        if nomor not in there:
            yield f"{label(unit, nomor)} tidak ada.", "Betulkan «antara»."
            return
    between = [
        nomor
        for nomor in there
        if _order(perubahan, antara[0]) < _order(perubahan, nomor) < _order(perubahan, antara[1])
    ]
    if between:
        yield (
            f"Di antara {label(unit, antara[0])} dan {label(unit, antara[1])} sudah ada "
            f"{label(unit, between[0])}.",
            "Sebut dua yang benar-benar mengapit sisipan itu, dalam urutan perubahannya.",
        )


def _order(perubahan: Perubahan, nomor: str) -> Order:
    return order_of(perubahan.unit, nomor) or Order(0)
