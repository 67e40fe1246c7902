"""A regulation as it stands after its amendments: each article with what made it what it is.

Where the text of the amended regulation is not among the sources, only the articles that an
amendment has quoted are known; nothing is made up for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rbdocs.law.targets import DIVISIONS, changed_in, quotes_whole, target_divisions
from rbdocs.law.terms import replaced_in_heading, reworded
from rbdocs.model.batang_tubuh import BodyPart, Butir, Pasal, Perubahan
from rbdocs.model.finding import Location
from rbdocs.model.numbering import Order, label, order_of
from rbdocs.model.printed_text import (
    Division,
    DivisionHeading,
    PlacedArticle,
    name_of,
    numbers_of,
    placed,
)
from rbdocs.model.values import Text

_DONE = {"ubah": "diubah", "sisip": "disisipkan", "tambah": "ditambahkan", "hapus": "dihapus"}


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """What was done to a provision, and by which amendment: ``Pasal I angka 1`` of *oleh*."""

    provisions: str
    performed: str
    oleh: str

    def __str__(self) -> str:
        return f"{self.provisions}: {self.performed} dengan {self.oleh}"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """An amendment that does not fit what it amends: where it stands, and what is wrong."""

    location: Location
    message: str
    saran: str


@dataclass(slots=True)
class Berlaku:
    """An article as it stands, the headings it stands under, and its history, oldest first.

    *sebagian*: only those of its ayat are known that an amendment has quoted.
    """

    pasal: Pasal
    headings: tuple[DivisionHeading, ...] = ()
    history: list[HistoryStep] = field(default_factory=list)
    sebagian: bool = False

    @property
    def is_new(self) -> bool:
        """Whether an amendment has put the whole article in: it had no text before that."""
        if not self.history:
            return False
        first = self.history[0]
        whole = first.provisions.partition(" bersama ")[0] == label("pasal", self.pasal.pasal)
        return whole and first.performed in (_DONE["sisip"], _DONE["tambah"])

    @property
    def division(self) -> Division:
        """The division that the article is directly in."""
        return numbers_of(self.headings)


def place(nomor: str) -> Order:
    """Return where the article *nomor* stands among the others."""
    return order_of("pasal", nomor) or Order(0)


@dataclass(slots=True)
class Consolidation:
    """The articles that are known, by number; *lengkap*: those are all."""

    berlaku: dict[str, Berlaku] = field(default_factory=dict)
    lengkap: bool = False
    obstacles: list[Obstacle] = field(default_factory=list)

    @classmethod
    def of(cls, listing: Iterable[BodyPart], *, lengkap: bool) -> Consolidation:
        """Return the articles of *listing* as a regulation that nothing has amended yet."""
        result = cls(lengkap=lengkap)
        for item in placed(listing):
            result.berlaku[item.pasal.pasal] = Berlaku(item.pasal, item.headings)
        return result

    def copy(self) -> Consolidation:
        """Return the same articles, to be amended by themselves; without history."""
        known = {
            nomor: Berlaku(item.pasal, item.headings, [], item.sebagian)
            for nomor, item in self.berlaku.items()
        }
        return Consolidation(known, self.lengkap)

    def ordered(self) -> list[Berlaku]:
        """Return the articles in the order of their numbers."""
        return [self.berlaku[nomor] for nomor in sorted(self.berlaku, key=place)]

    def sequence(self) -> list[PlacedArticle]:
        """Return the articles in order, with the headings that they stand under."""
        return [PlacedArticle(item.headings, item.pasal) for item in self.ordered()]

    def divisions(self) -> dict[Division, tuple[DivisionHeading, ...]]:
        """Return every bab, bagian and paragraf by its way, in order, with its headings."""
        return {
            numbers_of(item.headings[:depth]): item.headings[:depth]
            for item in self.ordered()
            for depth in range(1, len(item.headings) + 1)
        }

    def inside(self, division: Division) -> list[Berlaku]:
        """Return the articles that stand in *division*, at any depth."""
        return [item for item in self.ordered() if item.division[: len(division)] == division]

    def carry_out(self, perubahan: Perubahan, oleh: str) -> None:
        """Do what *perubahan* says, a number of Pasal I of *oleh*, as far as it can be done."""
        if perubahan.unit == "lampiran" or perubahan.jenis == "ubah-judul":
            return
        if perubahan.kata is not None and perubahan.pengganti is not None:
            self._reword(perubahan, perubahan.kata, perubahan.pengganti, oleh)
        elif perubahan.judul is not None:
            self._retitle(perubahan, perubahan.judul, oleh)
        elif perubahan.cara == "hapus" and perubahan.unit in (*DIVISIONS, "pasal"):
            for nomor in [*self._deleted(perubahan)]:
                step = HistoryStep(label("pasal", nomor), "dihapus", oleh)
                self._put(Pasal(pasal=nomor, status="dihapus"), step, None)
        elif perubahan.unit in DIVISIONS:
            self._quoted(perubahan, oleh)
        else:
            self._articles(perubahan, oleh)

    def _articles(self, perubahan: Perubahan, oleh: str) -> None:
        """Change, insert or add articles, or change parts of one."""
        for item in placed(perubahan.menjadi):
            for provisions, cara in changed_in(perubahan, item.pasal):
                self._put(
                    item.pasal,
                    HistoryStep(provisions, _DONE[cara], oleh),
                    item.headings or None,
                    partial=not quotes_whole(perubahan),
                )

    def _quoted(self, perubahan: Perubahan, oleh: str) -> None:
        """Put in whole divisions as they are quoted: new ones, or instead of what is there."""
        targets = target_divisions(perubahan)
        above = [self._above(division) for division in targets]
        former: dict[str, Berlaku] = {}
        for division in targets if perubahan.cara == "ubah" else ():
            former |= {item.pasal.pasal: item for item in self.inside(division)}
        for nomor in former:
            del self.berlaku[nomor]
        for division, headings in zip(targets, above, strict=True):
            for item in placed(perubahan.menjadi, headings):
                if item.division[: len(division)] == division:
                    nomor = item.pasal.pasal
                    there = former.get(nomor)
                    performed = _DONE["sisip" if there is None else perubahan.cara]
                    name = f"{label('pasal', nomor)} bersama {name_of(division)}"
                    self._put(item.pasal, HistoryStep(name, performed, oleh), item.headings)
                    self.berlaku[nomor].history[:0] = there.history if there else []

    def _above(self, division: Division) -> tuple[DivisionHeading, ...]:
        """The headings above *division*, as far as they are known."""
        return self.divisions().get(division[:-1], ())

    def _retitle(self, perubahan: Perubahan, judul: Text, oleh: str) -> None:
        """Give a division its new title, told at its first article."""
        for division in target_divisions(perubahan):
            depth = len(division)
            inside = self.inside(division)
            for known in inside:
                heading = known.headings[depth - 1]._replace(judul=judul)
                known.headings = (*known.headings[: depth - 1], heading, *known.headings[depth:])
            for known in inside[:1]:
                step = HistoryStep(f"Judul {name_of(division)}", "diubah", oleh)
                known.history.append(step)

    def _reword(self, perubahan: Perubahan, kata: Text, pengganti: Text, oleh: str) -> None:
        """Replace a term in the articles that are named; in all, and in headings, if none is."""
        performed = f"kata \u201c{kata}\u201d diganti"
        for item in self.ordered():
            if perubahan.nomor and item.pasal.pasal not in perubahan.nomor:
                continue
            new = reworded(item.pasal, kata, pengganti)
            if new != item.pasal:
                item.pasal = new
                item.history.append(HistoryStep(label("pasal", new.pasal), performed, oleh))
            if not perubahan.nomor:
                item.headings = tuple(
                    heading._replace(judul=replaced_in_heading(heading.judul, kata, pengganti))
                    for heading in item.headings
                )

    def _deleted(self, perubahan: Perubahan) -> Iterator[str]:
        """The numbers of the articles that *perubahan* deletes, alone or with their division."""
        if perubahan.unit == "pasal":
            yield from perubahan.nomor
        for division in target_divisions(perubahan):
            yield from (item.pasal.pasal for item in self.inside(division))

    def _put(
        self,
        pasal: Pasal,
        step: HistoryStep,
        headings: tuple[DivisionHeading, ...] | None,
        *,
        partial: bool = False,
    ) -> None:
        known = self.berlaku.get(pasal.pasal)
        if known is None:
            above = self._headings_before(pasal.pasal) if headings is None else headings
            self.berlaku[pasal.pasal] = Berlaku(pasal, above, [step], partial)
            return
        if partial:
            known.pasal = known.pasal.model_copy(update={"ayat": _merged(known.pasal, pasal)})
        else:
            known.pasal, known.sebagian = pasal, False
        known.headings = known.headings if headings is None else headings
        known.history.append(step)

    def _headings_before(self, nomor: str) -> tuple[DivisionHeading, ...]:
        """The headings of the last article before *nomor*."""
        before = [item for item in self.ordered() if place(item.pasal.pasal) < place(nomor)]
        return before[-1].headings if before else ()


def _merged(known: Pasal, new: Pasal) -> dict[str, Butir]:
    both = {**known.ayat, **new.ayat}
    order = {nomor: order_of("ayat", nomor) or Order(0) for nomor in both}
    return {nomor: both[nomor] for nomor in sorted(both, key=order.__getitem__)}
