"""Which divisions an amendment must quote whole, for no phrase says where its articles stand.

«Di antara Pasal 6 dan Pasal 7 disisipkan ...» puts an article into the division of the one before
it. An article that opens a division, or goes to another, is brought about by the phrase for a bab,
bagian or paragraf that reads otherwise as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rbdocs.law.consolidate import Consolidation, Obstacle
from rbdocs.model.numbering import label
from rbdocs.model.printed_text import Division, PlacedArticle, name_of

_WHY = (
    "Sistematika berubah; menurut teknik, peraturan yang sistematikanya berubah lebih baik "
    "dicabut dan disusun kembali."
)


@dataclass(slots=True)
class Quoting:
    """The divisions to be quoted whole, each with the reason, and what no quoting brings about."""

    reasons: dict[Division, str] = field(default_factory=dict)
    obstacles: list[Obstacle] = field(default_factory=list)

    def covers(self, division: Division) -> Division | None:
        """Return the quoted division that *division* is or stands in; None where there is none."""
        return next((quoted for quoted in self.reasons if division[: len(quoted)] == quoted), None)

    @property
    def notes(self) -> list[str]:
        """What the drafter should know of each."""
        return [
            f"{name_of(division)} dikutip seluruhnya: {reason}. {_WHY}"
            for division, reason in self.reasons.items()
        ]


def quoting(before: Consolidation, wanted: Sequence[PlacedArticle]) -> Quoting:
    """Return what must be quoted whole to make *wanted* of *before*."""
    search = _Search(before, Quoting())
    for index, item in enumerate(wanted):
        earlier = wanted[index - 1] if index else None
        if item.pasal.pasal in before.berlaku:
            search.known(item)
        else:
            search.new(item, earlier)
    found = search.found
    for division in list(found.reasons):
        if any(found.covers(division[:depth]) for depth in range(1, len(division))):
            del found.reasons[division]
    if found.reasons and not before.lengkap:
        found.obstacles += [
            Obstacle(
                wanted[0].pasal.location("pasal"),
                f"{name_of(division)} harus dikutip seluruhnya ({reason}), tetapi bunyi lengkapnya "
                "tidak ada dalam sumber.",
                "Tulis dahulu bunyi lengkapnya dalam sources/pasal-NOMOR-TAHUN.yaml.",
            )
            for division, reason in found.reasons.items()
        ]
    return found


class _Search:
    def __init__(self, before: Consolidation, found: Quoting) -> None:
        self.before = before
        self.there = before.divisions()
        self.found = found

    def known(self, item: PlacedArticle) -> None:
        """An article that is in force: it stays in its division, or these are quoted."""
        old, new = self.before.berlaku[item.pasal.pasal].division, item.division
        if old == new:
            return
        self._deleted(item)
        depth = next(
            (index for index, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
            min(len(old), len(new)),
        )
        moved = f"{label('pasal', item.pasal.pasal)} pindah tempat"
        sides = (old[: depth + 1], new[: depth + 1])
        if all(len(side) > depth and side in self.there for side in sides):
            self.found.reasons |= {side: f"{moved} ke {name_of(new)}" for side in sides}
        elif depth:
            self.found.reasons[new[:depth]] = f"{moved} ke {name_of(new)}"
        else:
            self._refuse(
                item,
                f"{label('pasal', item.pasal.pasal)} yang berlaku berdiri di "
                f"{name_of(new) or 'luar bab'}, yang belum ada.",
            )

    def new(self, item: PlacedArticle, earlier: PlacedArticle | None) -> None:
        """An article that is new: it follows one of its division, or that is quoted."""
        self._deleted(item)
        here = item.division
        after = earlier.division if earlier else None
        opens = f"{label('pasal', item.pasal.pasal)} berdiri paling depan di situ"
        fresh = next(
            (here[:depth] for depth in range(1, len(here) + 1) if here[:depth] not in self.there),
            None,
        )
        if fresh is None:
            if here == after or (earlier is None and not self.before.lengkap):
                return
            if here:
                self.found.reasons[here] = opens
            else:
                self._refuse(
                    item, f"{label('pasal', item.pasal.pasal)} berdiri sebelum pasal yang pertama."
                )
        elif not any(
            known[:-1] == fresh[:-1] and known[-1][0] == fresh[-1][0] for known in self.there
        ):  # the first bagian of a chapter, or the first bab of a regulation without
            if len(fresh) > 1:
                self.found.reasons[fresh[:-1]] = f"{name_of(fresh)} adalah yang pertama di situ"
            elif self.there or self.before.berlaku:
                self._refuse(item, f"{name_of(fresh)} menjadi bab yang pertama.")

    def _deleted(self, item: PlacedArticle) -> None:
        """A division that was deleted stays so: nothing is put into it."""
        ways = (item.division[:depth] for depth in range(1, len(item.division) + 1))
        for way in ways:
            inside = self.before.inside(way)
            if inside and all(known.pasal.status == "dihapus" for known in inside):
                self._refuse(
                    item, f"{name_of(way)} sudah dihapus, dan nomornya tidak dipakai lagi."
                )
                return

    def _refuse(self, item: PlacedArticle, message: str) -> None:
        self.found.obstacles.append(
            Obstacle(
                item.pasal.location("pasal"),
                f"{message} Teknik perubahan tidak punya frasa untuk itu.",
                "Kembalikan letaknya, beri nomor sesudah yang sudah ada, atau cabut peraturan itu "
                "dan susun yang baru.",
            )
        )
