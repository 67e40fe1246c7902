"""Amendments derived from what changes: the articles as they stand against those wanted.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations. What is
compared is the sequence of articles with the headings above them and all that is in them; what is
derived is proved by carrying it out, and what cannot be brought about is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Berlaku, Consolidation, Obstacle, place
from rbdocs.law.parts import amendment, article_change, inserted_at_end
from rbdocs.law.quoting import Quoting, quoting
from rbdocs.law.wanted import divisions_of, unsound
from rbdocs.model.batang_tubuh import BodyPart, Pasal, Perubahan
from rbdocs.model.numbering import label
from rbdocs.model.printed_text import Division, PlacedArticle, as_listing, placed


@dataclass(slots=True)
class Turunan:
    """The amendments that were derived, in the order of the articles, and what could not be.

    *notes* say what a drafter should know of what was derived.
    """

    perubahan: list[Perubahan] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def derive(before: Consolidation, after: Sequence[BodyPart]) -> Turunan:
    """Return the amendments that make *after* of the articles *before*."""
    wanted = list(placed(after))
    result = Turunan(obstacles=list(unsound(before, wanted)))
    quoted = quoting(before, wanted)
    result.obstacles += quoted.obstacles
    result.notes += quoted.notes
    if not result.obstacles:
        _Derivation(before, wanted, quoted, result).run()
    if not result.obstacles:
        _prove(before, wanted, result)
    return result


def retitled(
    before: Consolidation, after: Sequence[BodyPart]
) -> Iterator[tuple[Division, PlacedArticle]]:
    """Yield the divisions that *before* has under another title, with their first article."""
    titles = {way: headings[-1].judul for way, headings in before.divisions().items()}
    told: set[Division] = set()
    for item in placed(after):
        for depth, heading in enumerate(item.headings, start=1):
            way = item.division[:depth]
            if way in titles and way not in told and titles[way] != heading.judul:
                told.add(way)
                yield way, item


def _prove(before: Consolidation, wanted: Sequence[PlacedArticle], result: Turunan) -> None:
    """Carry out what was derived: it must give what is wanted, place and title included."""
    trial = before.copy()
    amend(trial, result.perubahan, "perubahan ini")
    result.obstacles += trial.obstacles
    if result.obstacles:
        return
    for nomor, item in outcome(trial, wanted):
        result.obstacles.append(
            Obstacle(
                (item.pasal if item else wanted[0].pasal).location("pasal"),
                f"{label('pasal', nomor)} tidak dapat dibuat demikian: teknik perubahan "
                "tidak punya frasa untuk itu.",
                "Kembalikan bunyi dan letaknya, atau tulis perubahannya sendiri dalam Pasal I.",
            )
        )


def outcome(
    before: Consolidation, wanted: Sequence[PlacedArticle]
) -> Iterator[tuple[str, PlacedArticle | None]]:
    """Yield the articles that *before* and *wanted* do not have alike: number, and as wanted."""
    there = {item.pasal.pasal: item for item in before.sequence()}
    here = {item.pasal.pasal: item for item in wanted}
    for nomor in sorted({**there, **here}, key=place):
        if there.get(nomor) != here.get(nomor):
            yield nomor, here.get(nomor)


class _Derivation:
    """The walk along the wanted articles; what is found goes into *result*."""

    def __init__(
        self,
        before: Consolidation,
        wanted: Sequence[PlacedArticle],
        quoted: Quoting,
        result: Turunan,
    ) -> None:
        self.before, self.wanted, self.quoted, self.result = before, wanted, quoted, result
        self.there = before.divisions()
        self.written = divisions_of(wanted)
        self.titles = dict(retitled(before, as_listing(wanted)))
        self.gone = _deleted(before, wanted)

    def run(self) -> None:
        """Derive, in the order of the articles."""
        done: set[str] = set()
        for index, item in enumerate(self.wanted):
            self._titles(item)
            if item.pasal.pasal in done:
                continue
            for inner in self._from(index, item):
                done.add(inner.pasal.pasal)

    def _from(self, index: int, item: PlacedArticle) -> Sequence[PlacedArticle]:
        """Derive what begins with *item*; return the articles that this is about."""
        if quoted := self.quoted.covers(item.division):
            return self._divisions(item, quoted, new=False)
        if fresh := self._fresh(item):
            return self._divisions(item, fresh, new=True)
        if item.pasal.pasal not in self.before.berlaku:
            return self._inserted(index, item)
        known = self.before.berlaku[item.pasal.pasal]
        division = next((way for way in self.gone if item.division[: len(way)] == way), None)
        if division is None:
            self._changed(known, item.pasal)
            return [item]
        self.result.perubahan.append(_about("hapus", division, nomor=[division[-1][1]]))
        return self._inside([division])

    def _titles(self, item: PlacedArticle) -> None:
        """The new titles of the divisions that begin with *item*."""
        for depth, heading in enumerate(item.headings, start=1):
            way = item.division[:depth]
            if self.titles.get(way) == item and not self.quoted.covers(way):
                del self.titles[way]
                found = _about("ubah-judul", way, nomor=[way[-1][1]], judul=heading.judul)
                self.result.perubahan.append(found)

    def _fresh(self, item: PlacedArticle) -> Division | None:
        """The outermost division of *item* that is new."""
        ways = (item.division[:depth] for depth in range(1, len(item.division) + 1))
        return next((way for way in ways if way not in self.there), None)

    def _inside(self, divisions: Sequence[Division]) -> list[PlacedArticle]:
        return [
            item
            for item in self.wanted
            if any(item.division[: len(way)] == way for way in divisions)
        ]

    def _divisions(
        self, item: PlacedArticle, first: Division, *, new: bool
    ) -> Sequence[PlacedArticle]:
        """Divisions side by side that are quoted whole: they read otherwise, or are new."""
        siblings = [
            way for way in self.written if way[:-1] == first[:-1] and way[-1][0] == first[-1][0]
        ]
        at = siblings.index(first)
        run = [first]
        for way in siblings[at + 1 :]:
            if (way in self.quoted.reasons) if not new else (way not in self.there):
                run.append(way)
            else:
                break
        inside = self._inside(run)
        menjadi = as_listing(inside, len(first) - 1)
        later = siblings[at + len(run) : at + len(run) + 1]
        earlier = siblings[at - 1][-1][1] if at else ""
        if not new:
            found = _about("ubah", first, menjadi=menjadi)
        elif later:
            found = _about("sisip", first, antara=[earlier, later[0][-1][1]], menjadi=menjadi)
        else:
            found = _about("tambah", first, setelah=earlier, menjadi=menjadi)
            unit, nomor = first[-1]
            self.result.notes += inserted_at_end(unit, nomor)
        self.result.perubahan.append(found)
        return inside

    def _inserted(self, index: int, item: PlacedArticle) -> Sequence[PlacedArticle]:
        """Articles that stand one after the other and are new: inserted, or added at the end."""
        run = [item]
        for later in self.wanted[index + 1 :]:
            if later.pasal.pasal in self.before.berlaku or later.division != item.division:
                break
            run.append(later)
        numbers = [later.pasal.pasal for later in run]
        plain = [nomor for nomor in numbers if not place(nomor).inserted]
        if plain and not self.before.lengkap:
            self.result.obstacles.append(_unknown(item.pasal, plain[0]))
            return run
        previous = self.wanted[index - 1].pasal.pasal if index else None
        there = (later.pasal.pasal for later in self.wanted[index + len(run) :])
        following = next((nomor for nomor in there if nomor in self.before.berlaku), None)
        if not self.before.lengkap:  # what stands beside it may not be known
            previous = previous or str(place(numbers[0]).number)
            following = following or str(place(numbers[-1]).number + 1)
        menjadi = [later.pasal for later in run]
        if following is None:
            found = Perubahan(jenis="tambah-pasal", setelah=previous, menjadi=[*menjadi])
            self.result.notes += inserted_at_end("pasal", numbers[0])
        else:
            antara = [previous or "", following]
            found = Perubahan(jenis="sisip-pasal", antara=antara, menjadi=[*menjadi])
        self.result.perubahan.append(found)
        return run

    def _changed(self, before: Berlaku, after: Pasal) -> None:
        """An article that is known: as it was, deleted, or amended in some of its parts."""
        old, nomor = before.pasal, after.pasal
        if old == after:
            return
        if old.status == "dihapus":
            self._obstacle(
                after,
                f"{label('pasal', nomor)} sudah dihapus, dan nomornya tidak dipakai lagi.",
                "Kembalikan «status: dihapus», dan sisipkan pasal dengan nomor baru.",
            )
            return
        if after.status == "dihapus":
            self.result.perubahan.append(Perubahan(jenis="hapus-pasal", nomor=[nomor]))
            return
        change = article_change(old, after)
        found = amendment(change, after, partly=before.sebagian)
        for message, saran in change.obstacles:
            self._obstacle(after, message, saran)
        if before.sebagian and found.jenis != "ubah-ayat":
            self._obstacle(
                after,
                f"Hanya sebagian ayat {label('pasal', nomor)} yang dikenal, jadi seluruh bunyinya "
                "tidak dapat dikutip.",
                "Tulis dahulu bunyi lengkap pasal itu dalam sources/pasal-NOMOR-TAHUN.yaml.",
            )
        elif not change.obstacles:
            self.result.perubahan.append(found)
            self.result.notes += change.notes

    def _obstacle(self, pasal: Pasal, message: str, saran: str) -> None:
        self.result.obstacles.append(Obstacle(pasal.location("pasal"), message, saran))


def _deleted(before: Consolidation, wanted: Sequence[PlacedArticle]) -> list[Division]:
    """The outermost divisions all of whose articles are deleted now, and were not all before.

    Of a regulation known in part nobody knows all articles of a division.
    """
    if not before.lengkap:
        return []
    now: Mapping[str, PlacedArticle] = {item.pasal.pasal: item for item in wanted}
    found: list[Division] = []
    for division in before.divisions():
        old = before.inside(division)
        live = [item for item in old if item.pasal.status != "dihapus"]
        inside = [item for item in wanted if item.division[: len(division)] == division]
        if (
            live
            and all(item.pasal.status == "dihapus" for item in inside)
            and all(item.pasal.pasal in now for item in old)
            and not any(division[: len(way)] == way for way in found)
        ):
            found.append(division)
    return found


def _about(cara: str, division: Division, **fields: object) -> Perubahan:
    """An amendment of *division*, told where it is."""
    where = dict(division[:-1])
    return Perubahan.model_validate({"jenis": f"{cara}-{division[-1][0]}", **where, **fields})


def _unknown(pasal: Pasal, nomor: str) -> Obstacle:
    return Obstacle(
        pasal.location("pasal"),
        f"{label('pasal', nomor)} belum dikenal: bunyi lengkap peraturan yang diubah tidak "
        "ada dalam sumber, jadi tidak diketahui apakah pasal itu diubah atau ditambahkan.",
        "Tulis dahulu bunyinya yang berlaku dalam sources/pasal-NOMOR-TAHUN.yaml (lengkap: true "
        "bila semua pasal ada), atau tulis perubahannya sendiri.",
    )
