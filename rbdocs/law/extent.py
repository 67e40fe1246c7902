"""How much of a regulation's matter an amendment changes, in words.

UU 12/2011, Lampiran II, chapter on amending: where more than half of the matter changes, the
regulation is better repealed and written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rbdocs.law.consolidate import Consolidation
from rbdocs.law.in_force import after, before
from rbdocs.law.parts import named
from rbdocs.law.targets import details
from rbdocs.model.batang_tubuh import Butir, addresses
from rbdocs.model.lampiran_number import lampiran_order
from rbdocs.model.node import Node
from rbdocs.model.numbering import label
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text

Units = Counter[str]


@dataclass(slots=True)
class ExtentPart:
    """A part of the matter: its words of before that went, those that came, and all of both."""

    nama: str
    went: int
    came: int
    total: int

    @property
    def share(self) -> float:
        """What changed, from 0 to 1: 1 where no sentence stays, whatever its length."""
        return (self.went + self.came) / self.total if self.total else 0.0


@dataclass(slots=True)
class Extent:
    """What was measured, the articles first, then each Lampiran that stays, comes or goes.

    *lengkap*: all articles of the regulation are known.
    """

    bagian: list[ExtentPart] = field(default_factory=list)
    lengkap: bool = False

    @property
    def together(self) -> ExtentPart:
        """All parts as one."""
        return ExtentPart(
            "",
            sum(bagian.went for bagian in self.bagian),
            sum(bagian.came for bagian in self.bagian),
            sum(bagian.total for bagian in self.bagian),
        )

    @property
    def share(self) -> float:
        """The share of all parts together, from 0 to 1."""
        return self.together.share


def measure(regulation: Regulation) -> Extent:
    """Return how much of the matter in force *regulation* changes, article texts and Lampiran.

    The Lampiran are compared with those of ``sebelumnya``; those that stay in force as they were
    are matter that does not change. Of an article whose earlier text is not known only what is
    inserted or added to it is counted; an article that is inserted or added is new as a whole.
    """
    old, new = before(regulation), after(regulation)
    unknown = {
        nomor
        for nomor, berlaku in new.berlaku.items()
        if nomor not in old.berlaku and not berlaku.is_new
    }
    name = ", ".join(f"{label('pasal', nomor)}" for nomor in old.berlaku) or "tidak ada pasal"
    articles_name = "batang tubuh" if old.lengkap else f"pasal yang dikenal ({name})"
    result = Extent(lengkap=old.lengkap)
    inserted = _units(_inserted(regulation, unknown))
    standing = _articles(new, unknown) + inserted
    result.bagian.append(_compare(articles_name, _articles(old), standing))
    if regulation.sebelumnya is None:
        return result
    earlier = _lampiran(regulation.sebelumnya)
    now = _lampiran(regulation)
    peraturan = regulation.peraturan
    added = {
        nomor
        for item in peraturan.perubahan
        if item.jenis in ("sisip-lampiran", "tambah-lampiran")
        for nomor in item.nomor
    }
    for nomor in sorted({*earlier, *now}, key=lampiran_order):
        if nomor in peraturan.warisan:
            before_it, after_it = earlier.get(nomor, Units()), earlier.get(nomor, Units())
        elif nomor in earlier and (nomor in now or nomor in peraturan.dihapus):
            before_it, after_it = earlier[nomor], now.get(nomor, Units())
        elif nomor in added:
            before_it, after_it = Units(), now[nomor]
        else:
            continue  # what becomes of it is not said: UBH05
        result.bagian.append(_compare(f"Lampiran {nomor}", before_it, after_it))
    return result


def _inserted(regulation: Regulation, unknown: Iterable[str]) -> Iterator[str]:
    """The provisions that are put into articles whose other text is not known."""
    for perubahan in regulation.peraturan.perubahan:
        new = [
            part.bagian
            for rincian in details(perubahan)
            if rincian.cara in ("sisip", "tambah")
            for part in named(rincian)
        ]
        for alamat, butir in addresses(perubahan.menjadi) if new else ():
            inside = any(alamat.bagian[1:][: len(way)] == way for way in new)
            if (
                alamat.bagian[0][1] in unknown
                and inside
                and isinstance(butir, Butir)
                and butir.teks
            ):
                yield f"{alamat} {butir.teks.plain}"


def _compare(nama: str, old: Units, new: Units) -> ExtentPart:
    went, came = _words(old - new), _words(new - old)
    return ExtentPart(nama, went, came, _words(old) + _words(new))


def _words(units: Units) -> int:
    return sum(len(text.split()) * count for text, count in units.items())


def _articles(consolidation: Consolidation, unknown: Iterable[str] = ()) -> Units:
    """The provisions; not those of articles whose earlier text is *unknown*."""
    listing = [
        berlaku.pasal for berlaku in consolidation.ordered() if berlaku.pasal.pasal not in unknown
    ]
    return _units(
        f"{alamat} {butir.teks.plain}"
        for alamat, butir in addresses([*listing])
        if isinstance(butir, Butir) and butir.teks
    )


def _lampiran(regulation: Regulation) -> dict[str, Units]:
    result = {
        naskah.susunan.lampiran: _units(
            [
                *(block.plain for block in naskah.blocks),
                *(text for tabel in naskah.tabel.values() for text in _texts(tabel)),
            ]
        )
        for naskah in regulation.naskah
    }
    return result | {
        lampiran.lampiran: _units(_texts(lampiran))
        for lampiran in (*regulation.lampiran, *regulation.rencana_warisan)
    }


def _texts(node: Node) -> Iterator[str]:
    for item in walk(node):
        for _, value in item:
            if isinstance(value, Text | Nilai) and not value.open:
                yield str(value)


def _units(texts: Iterable[str]) -> Units:
    """Texts that have a letter: figures change every year, and are not what matter is made of."""
    return Counter(text for text in texts if any(map(str.isalpha, text)))
