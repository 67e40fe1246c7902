"""Whether the articles that a drafter wants can be brought about at all: their numbers and places.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, on amending: numbers stand in order, what is
inserted has that of the one before with a letter, and no number goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rbdocs.law.consolidate import Consolidation, Obstacle
from rbdocs.law.parts import disordered
from rbdocs.model.diktum import article_key
from rbdocs.model.finding import Location
from rbdocs.model.numbering import Order, ProvisionUnit, follows, label, order_of
from rbdocs.model.printed_text import Division, PlacedArticle, name_of

# Letters doubled, as in 4AA: the technique of law does not know them.
_DOUBLE = re.compile(r"(\d+)[A-Z]{2,}")
_EXAMPLES: dict[str, str] = {
    "pasal": "Pasal 5 atau 5A",
    "bab": "BAB IX atau IXA",
    "bagian": "Bagian Kedua atau Kedua A",
    "paragraf": "Paragraf 1 atau 1A",
}


def unsound(before: Consolidation, wanted: Sequence[PlacedArticle]) -> Iterator[Obstacle]:
    """Yield what is wrong with the numbers of *wanted*, and which numbers of *before* are gone."""
    yield from _articles(before, wanted)
    yield from _divisions(before, wanted)
    for item in wanted:
        for message, saran in disordered(item.pasal) if _whole(before, item) else ():
            yield Obstacle(item.pasal.location("pasal"), message, saran)
    yield from _missing(before, wanted)


def divisions_of(wanted: Iterable[PlacedArticle]) -> list[Division]:
    """Return every division of *wanted* once for each stretch in which it stands, in order."""
    result: list[Division] = []
    earlier: Division = ()
    for item in wanted:
        here = item.division
        for depth in range(1, len(here) + 1):
            if here[:depth] != earlier[:depth]:
                result.append(here[:depth])
        earlier = here
    return result


def _whole(before: Consolidation, item: PlacedArticle) -> bool:
    """Whether the numbers in an article must follow each other.

    Of one known in part only some ayat are written; one that was enacted out of order stays so.
    """
    known = before.berlaku.get(item.pasal.pasal)
    if known is None:
        return True
    return not known.sebagian and not any(disordered(known.pasal))


def _articles(before: Consolidation, wanted: Sequence[PlacedArticle]) -> Iterator[Obstacle]:
    earlier: Order | None = None
    last = ""
    for item in wanted:
        nomor, where = item.pasal.pasal, item.pasal.location("pasal")
        order = order_of("pasal", nomor)
        if order is None:
            yield _no_number(where, "pasal", nomor)
            continue
        if order == earlier:
            yield Obstacle(
                where,
                f"{label('pasal', nomor)} ditulis dua kali.",
                "Hapus salah satu, atau beri nomor lain.",
            )
        elif earlier is not None and order <= earlier:
            yield Obstacle(
                where,
                f"{label('pasal', nomor)} berdiri sesudah {label('pasal', last)}.",
                "Susun pasal menurut nomornya; teknik perubahan tidak mengenal pindah tempat "
                "tanpa ganti nomor.",
            )
        elif nomor not in before.berlaku and before.lengkap and not follows(order, earlier):
            yield _gap(where, "pasal", nomor, last)
        if nomor not in before.berlaku and item.pasal.status == "dihapus":
            yield Obstacle(
                where,
                f"{label('pasal', nomor)} dihapus, padahal tidak pernah ada.",
                "Hapus butir itu dari pasal.yaml.",
            )
        earlier, last = order, nomor


def _divisions(before: Consolidation, wanted: Sequence[PlacedArticle]) -> Iterator[Obstacle]:
    there = before.divisions()
    seen: dict[Division, tuple[Order, str]] = {}
    written = divisions_of(wanted)
    for division in written:
        unit, nomor = division[-1]
        where = _first(wanted, division)
        order = order_of(unit, nomor)
        if order is None:
            yield _no_number(where.pasal.location("pasal"), unit, nomor)
            continue
        parent = (*division[:-1], (unit, ""))
        earlier, last = seen.get(parent, (None, ""))
        if earlier is not None and order <= earlier:
            yield Obstacle(
                where.pasal.location("pasal"),
                f"{name_of(division)} berdiri sesudah {label(unit, last)}.",
                "Susun menurut nomornya, masing-masing satu kali.",
            )
        elif division not in there and before.lengkap and not follows(order, earlier):
            yield _gap(where.pasal.location("pasal"), unit, nomor, last)
        seen[parent] = (order, nomor)
    for division in written:
        inside = [item for item in wanted if item.division[: len(division)] == division]
        judul = inside[0].headings[len(division) - 1].judul
        dead = all(item.pasal.status == "dihapus" for item in inside)
        if dead and division in there and judul != there[division][-1].judul:
            yield Obstacle(
                inside[0].pasal.location("pasal"),
                f"Judul {name_of(division)} diubah, padahal {name_of(division)} dihapus.",
                "Kembalikan judulnya.",
            )
    for division in there:
        if division not in written:
            yield Obstacle(
                before.inside(division)[0].pasal.location("pasal"),
                f"{name_of(division)} yang berlaku tidak ada lagi dalam pasal.yaml.",
                "Tulis kembali dengan pasalnya; bila dihapus, beri status: dihapus pada tiap "
                "pasalnya.",
            )


def _first(wanted: Sequence[PlacedArticle], division: Division) -> PlacedArticle:
    return next(item for item in wanted if item.division[: len(division)] == division)


def _no_number(where: Location, unit: ProvisionUnit, nomor: str) -> Obstacle:
    hint = f"Tulis misalnya {_EXAMPLES[unit]}."
    if hit := _DOUBLE.fullmatch(nomor):
        hint = (
            f"Sisipan berhuruf satu: sesudah {hit[1]} dan sisipannya yang terakhir dipakai huruf "
            "berikutnya. Di antara dua sisipan tidak ada nomor lagi; ubah salah satunya."
        )
    return Obstacle(where, f"«{nomor}» bukan nomor {unit}.", hint)


def _gap(where: Location, unit: ProvisionUnit, nomor: str, last: str) -> Obstacle:
    after = f"dengan {label(unit, last)}" if last else "dengan yang pertama"
    return Obstacle(
        where,
        f"{label(unit, nomor)} tidak bersambung {after}.",
        "Pakai nomor berikutnya, atau huruf berikutnya untuk sisipan.",
    )


def _missing(before: Consolidation, wanted: Sequence[PlacedArticle]) -> Iterator[Obstacle]:
    written = {item.pasal.pasal for item in wanted}
    for berlaku in before.ordered():
        nomor = berlaku.pasal.pasal
        if nomor not in written:
            yield Obstacle(
                berlaku.pasal.location("pasal"),
                f"{label('pasal', nomor)} yang berlaku tidak ada lagi dalam pasal.yaml.",
                f"Tulis kembali; bila dihapus: «- {{{article_key(nomor)}: {nomor}, "
                "status: dihapus}».",
            )
