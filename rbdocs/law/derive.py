"""Amendments derived from what changes: the articles as they stand against those wanted.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations: what is
deleted keeps its number, what is inserted takes that of the one before with a letter, and an
article is amended in one number of Pasal I only.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rbdocs.law.consolidate import Berlaku, Consolidation, Obstacle, place
from rbdocs.model.batang_tubuh import Bab, Bagian, Butir, JenisPerubahan, Pasal, Perubahan, articles
from rbdocs.model.numbering import ProvisionUnit, label, order_of

# How a huruf ends says where it stands in its list: adding one after it is no change of matter.
_ENDS = ("; dan", "; atau", "; dan/atau", ";", ".")


@dataclass(slots=True)
class Turunan:
    """The amendments that were derived, in the order of the articles, and what could not be."""

    perubahan: list[Perubahan] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)


def derive(before: Consolidation, after: Sequence[Bagian]) -> Turunan:
    """Return the amendments that make *after* of the articles *before*."""
    result = Turunan()
    listing = list(articles([*after]))
    inside = {p.pasal: part for part in after if isinstance(part, Bab) for p in part.pasal}
    titles = {bab.bab: bab for bab in retitled(before, after)}
    gone = _deleted_chapters(before, listing, inside)
    result.obstacles += _missing(before, listing)
    is_new = [pasal.pasal not in before.berlaku for pasal in listing]
    for new, group in itertools.groupby(range(len(listing)), key=lambda index: is_new[index]):
        indices = list(group)
        for index in indices:
            part = inside.get(listing[index].pasal)
            if part and (bab := titles.pop(part.bab, None)):
                title = Perubahan(jenis="ubah-judul-bab", nomor=[bab.bab], judul=bab.judul)
                result.perubahan.append(title)
            if not new:
                _known(before, listing[index], gone, result)
        if new:
            _added(before, listing, indices, inside, result)
    return result


def retitled(before: Consolidation, after: Sequence[Bagian]) -> Iterator[Bab]:
    """Yield the chapters of *after* that *before* has under another title."""
    titles = before.chapters()
    for part in after:
        if isinstance(part, Bab) and part.bab in titles and titles[part.bab] != part.judul:
            yield part


def _known(before: Consolidation, pasal: Pasal, gone: Mapping[str, str], result: Turunan) -> None:
    """An article that is known, in one of the chapters that are *gone* or not."""
    known = before.berlaku[pasal.pasal]
    chapter = known.bab[0] if known.bab else ""
    if chapter not in gone:
        _changed(known, pasal, result)
    elif pasal.pasal == gone[chapter]:
        result.perubahan.append(Perubahan(jenis="hapus-bab", nomor=[chapter]))


def _deleted_chapters(
    before: Consolidation, listing: Sequence[Pasal], inside: Mapping[str, Bab]
) -> dict[str, str]:
    """The chapters all of whose articles are deleted now, each with the first that was in force.

    Of a regulation known in part nobody knows all articles of a chapter.
    """
    if not before.lengkap:
        return {}
    wanted = {pasal.pasal: pasal.status for pasal in listing}
    result = {}
    for chapter in before.chapters():
        old = [
            berlaku.pasal
            for berlaku in before.ordered()
            if berlaku.bab and berlaku.bab[0] == chapter
        ]
        there = [item.pasal for item in old if item.status != "dihapus"]
        new = [
            text
            for text, bab in inside.items()
            if bab.bab == chapter and text not in before.berlaku
        ]
        if there and not new and all(wanted.get(item.pasal) == "dihapus" for item in old):
            result[chapter] = there[0]
    return result


def _missing(before: Consolidation, listing: Sequence[Pasal]) -> Iterator[Obstacle]:
    written = {pasal.pasal for pasal in listing}
    for berlaku in before.ordered():
        nomor = berlaku.pasal.pasal
        if nomor not in written:
            yield Obstacle(
                berlaku.pasal.location("pasal"),
                f"Pasal {nomor} yang berlaku tidak ada lagi dalam pasal.yaml.",
                f"Tulis kembali; bila dihapus: «- {{pasal: {nomor}, status: dihapus}}».",
            )


def _added(
    before: Consolidation,
    listing: Sequence[Pasal],
    indices: Sequence[int],
    inside: Mapping[str, Bab],
    result: Turunan,
) -> None:
    """Articles that stand one after the other and are new: inserted, or added at the end."""
    new = [listing[index] for index in indices]
    previous = listing[indices[0] - 1].pasal if indices[0] else None
    following = listing[indices[-1] + 1].pasal if indices[-1] + 1 < len(listing) else None
    plain = [pasal for pasal in new if not place(pasal.pasal).inserted]
    if plain and not before.lengkap:
        result.obstacles.append(
            Obstacle(
                plain[0].location("pasal"),
                f"Pasal {plain[0].pasal} belum dikenal: bunyi lengkap peraturan yang diubah tidak "
                "ada dalam sumber, jadi tidak diketahui apakah pasal itu diubah atau ditambahkan.",
                "Tulis dahulu bunyinya yang berlaku dalam sources/pasal-NOMOR-TAHUN.yaml "
                "(lengkap: true bila semua pasal ada), atau tulis perubahannya sendiri.",
            )
        )
        return
    if following is None and not before.lengkap:
        following = str(place(new[-1].pasal).number + 1)
    if previous is None and not before.lengkap:
        previous = str(place(new[0].pasal).number)
    for bab, group in itertools.groupby(new, key=lambda pasal: inside.get(pasal.pasal)):
        own = list(group)
        if bab and bab.bab not in before.chapters():
            result.perubahan.append(_new_chapter(before, bab))
        elif previous is None:
            result.obstacles.append(
                Obstacle(
                    own[0].location("pasal"),
                    f"Pasal {own[0].pasal} disisipkan sebelum pasal yang pertama.",
                    "Beri nomor sesudah pasal yang sudah ada, misalnya 1A.",
                )
            )
        elif following is None:
            result.perubahan.append(
                Perubahan(jenis="tambah-pasal", setelah=previous, menjadi=[*own])
            )
        else:
            result.perubahan.append(
                Perubahan(jenis="sisip-pasal", antara=[previous, following], menjadi=[*own])
            )
        previous = own[-1].pasal


def _new_chapter(before: Consolidation, bab: Bab) -> Perubahan:
    here = order_of("bab", bab.bab)
    known = list(before.chapters())
    earlier = [text for text in known if here and (order_of("bab", text) or here) < here]
    later = [text for text in known if here and (order_of("bab", text) or here) > here]
    if earlier and later:
        return Perubahan(jenis="sisip-bab", antara=[earlier[-1], later[0]], menjadi=[bab])
    return Perubahan(jenis="tambah-bab", setelah=known[-1] if known else "", menjadi=[bab])


def _changed(before: Berlaku, after: Pasal, result: Turunan) -> None:
    """An article that is known: as it was, deleted, or amended in some of its parts."""
    old, nomor = before.pasal, after.pasal
    if old == after:
        return
    if old.status == "dihapus":
        result.obstacles.append(
            Obstacle(
                after.location("pasal"),
                f"Pasal {nomor} sudah dihapus, dan nomornya tidak dipakai lagi.",
                "Kembalikan «status: dihapus», dan sisipkan pasal dengan nomor baru.",
            )
        )
        return
    if after.status == "dihapus":
        result.perubahan.append(Perubahan(jenis="hapus-pasal", nomor=[nomor]))
        return
    found = _within(old, after) or Perubahan(jenis="ubah-pasal", menjadi=[after])
    if before.sebagian and found.jenis != "ubah-ayat":
        result.obstacles.append(
            Obstacle(
                after.location("pasal"),
                f"Hanya sebagian ayat Pasal {nomor} yang dikenal, jadi seluruh bunyinya tidak "
                "dapat dikutip.",
                "Tulis dahulu bunyi lengkap pasal itu dalam sources/pasal-NOMOR-TAHUN.yaml.",
            )
        )
        return
    result.perubahan.append(found)


def _within(old: Pasal, new: Pasal) -> Perubahan | None:
    """The amendment of single ayat or huruf of an article; None where the article changes."""
    if old.ayat and new.ayat and not (new.huruf or new.angka or new.teks or old.teks):
        changed = _different(old.ayat, new.ayat)
        if len(changed) == 1 and changed[0] in old.ayat and changed[0] in new.ayat:
            ayat = changed[0]
            found = _in_huruf(old.ayat[ayat], new.ayat[ayat], new, ayat)
            if found is not None:
                return found
        return _one_kind(old.ayat, new.ayat, "ayat", new)
    return _in_huruf(old, new, new, None)


def _in_huruf(old: Butir, new: Butir, pasal: Pasal, ayat: str | None) -> Perubahan | None:
    if not (old.huruf and new.huruf) or old.teks != new.teks or old.angka or new.angka:
        return None
    if "dihapus" in (old.status, new.status):
        return None
    return _one_kind(old.huruf, new.huruf, "huruf", pasal, ayat)


def _one_kind(
    old: Mapping[str, Butir],
    new: Mapping[str, Butir],
    unit: ProvisionUnit,
    pasal: Pasal,
    ayat: str | None = None,
) -> Perubahan | None:
    """The amendment where all that changes in a list changes in one way; else None."""
    if not set(old) <= set(new):
        return None  # a number went, which nothing but a new article can bring about
    added = [nomor for nomor in new if nomor not in old]
    altered = [nomor for nomor in old if old[nomor] != new[nomor]]
    deleted = [nomor for nomor in altered if new[nomor].status == "dihapus"]
    if any(old[nomor].status == "dihapus" for nomor in altered):
        return None
    amended = [nomor for nomor in altered if nomor not in deleted]
    if unit == "huruf" and (added or deleted):
        amended = [nomor for nomor in amended if _loose(old[nomor]) != _loose(new[nomor])]
    if sum(map(bool, (added, deleted, amended))) != 1 or any(
        new[nomor].status == "dihapus" for nomor in added
    ):
        return None
    where = {"pasal": pasal.pasal, "ayat": ayat}
    if deleted:
        return _made("hapus", unit, where, nomor=deleted, menjadi=[pasal])
    if added:
        return _inserted(list(new), added, unit, where, pasal)
    if len(amended) == sum(butir.status == "berlaku" for butir in old.values()) and not ayat:
        return None  # the whole article
    if unit == "ayat":
        quoted = {nomor: new[nomor] for nomor in amended}
        pasal = Pasal(pasal=pasal.pasal, ayat=quoted)
    return _made("ubah", unit, where, nomor=amended, menjadi=[pasal])


def _inserted(
    order: Sequence[str],
    added: Sequence[str],
    unit: ProvisionUnit,
    where: Mapping[str, str | None],
    pasal: Pasal,
) -> Perubahan | None:
    """What is new in a list where it stands together: inserted, or added at the end."""
    first, last = order.index(added[0]), order.index(added[-1])
    if last - first + 1 != len(added) or first == 0:
        return None
    if last + 1 == len(order):
        return _made("tambah", unit, where, nomor=added, menjadi=[pasal])
    antara = [order[first - 1], order[last + 1]]
    return _made("sisip", unit, where, antara=antara, nomor=added, menjadi=[pasal])


def _made(
    cara: str, unit: ProvisionUnit, where: Mapping[str, str | None], **fields: object
) -> Perubahan:
    jenis: JenisPerubahan = f"{cara}-{unit}"  # type: ignore[assignment]
    given = {name: nomor for name, nomor in where.items() if nomor is not None}
    return Perubahan.model_validate({"jenis": jenis, **given, **fields})


def _different(old: Mapping[str, Butir], new: Mapping[str, Butir]) -> list[str]:
    return [nomor for nomor in {**old, **new} if old.get(nomor) != new.get(nomor)]


def _loose(butir: Butir) -> tuple[object, ...]:
    """*butir* without the mark at its end."""
    text = butir.teks.plain if butir.teks else ""
    for end in _ENDS:
        if text.endswith(end):
            text = text.removesuffix(end)
            break
    italics = [piece for piece in butir.teks.pieces if piece[1]] if butir.teks else []
    return text, italics, butir.status, butir.huruf, butir.angka


def outcome(before: Consolidation, after: Sequence[Bagian]) -> Iterator[tuple[str, Pasal | None]]:
    """Yield the articles that *before* and *after* do not have alike: name, and as wanted."""
    wanted = {pasal.pasal: pasal for pasal in articles([*after])}
    for nomor in sorted({**before.berlaku, **wanted}, key=place):
        known = before.berlaku.get(nomor)
        if known is None or known.pasal != wanted.get(nomor):
            yield label("pasal", nomor), wanted.get(nomor)
