"""How much of a regulation's matter an amendment changes, in words.

UU 12/2011, Lampiran II, chapter on amending: where more than half of the matter changes, the
regulation is better repealed and written anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rbdocs.law.consolidate import Konsolidasi
from rbdocs.law.in_force import after, before
from rbdocs.model.batang_tubuh import Butir, addresses
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import Nilai, Text

Units = Counter[str]


@dataclass(slots=True)
class Bagian:
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
class Ukuran:
    """What was measured, the articles first, then each Lampiran that both years have.

    *lengkap*: all articles of the regulation are known.
    """

    bagian: list[Bagian] = field(default_factory=list)
    lengkap: bool = False

    @property
    def share(self) -> float:
        """The share of all parts together, from 0 to 1."""
        total = sum(one.total for one in self.bagian)
        return sum(one.went + one.came for one in self.bagian) / total if total else 0.0


def measure(regulasi: Regulasi) -> Ukuran:
    """Return how much of the matter in force *regulasi* changes, article texts and Lampiran.

    The Lampiran are compared with those of ``sebelumnya``. Of an article whose earlier text is
    not known nothing is counted; one that is inserted or added is new as a whole.
    """
    old, new = before(regulasi), after(regulasi)
    unknown = {
        nomor for nomor, one in new.berlaku.items() if nomor not in old.berlaku and not one.is_new
    }
    name = ", ".join(f"Pasal {nomor}" for nomor in old.berlaku) or "tidak ada pasal"
    articles_name = "batang tubuh" if old.lengkap else f"pasal yang dikenal ({name})"
    result = Ukuran(lengkap=old.lengkap)
    result.bagian.append(_compare(articles_name, _articles(old), _articles(new, unknown)))
    if regulasi.sebelumnya is None:
        return result
    earlier = _lampiran(regulasi.sebelumnya)
    for nomor, units in _lampiran(regulasi).items():
        if nomor in earlier:
            result.bagian.append(_compare(f"Lampiran {nomor}", earlier[nomor], units))
    return result


def _compare(nama: str, old: Units, new: Units) -> Bagian:
    went, came = _words(old - new), _words(new - old)
    return Bagian(nama, went, came, _words(old) + _words(new))


def _words(units: Units) -> int:
    return sum(len(text.split()) * count for text, count in units.items())


def _articles(konsolidasi: Konsolidasi, unknown: Iterable[str] = ()) -> Units:
    """The provisions; not those of articles whose earlier text is *unknown*."""
    listing = [one.pasal for one in konsolidasi.ordered() if one.pasal.pasal not in unknown]
    return _units(
        f"{alamat} {butir.teks.plain}"
        for alamat, butir in addresses([*listing])
        if isinstance(butir, Butir) and butir.teks
    )


def _lampiran(regulasi: Regulasi) -> dict[str, Units]:
    result = {
        one.susunan.lampiran: _units(
            [
                *(block.plain for block in one.blocks),
                *(text for tabel in one.tabel.values() for text in _texts(tabel)),
            ]
        )
        for one in regulasi.naskah
    }
    return result | {one.lampiran: _units(_texts(one)) for one in regulasi.lampiran}


def _texts(node: Node) -> Iterator[str]:
    for one in walk(node):
        for _, value in one:
            if isinstance(value, Text | Nilai) and not value.open:
                yield str(value)


def _units(texts: Iterable[str]) -> Units:
    """Texts that have a letter: figures change every year, and are not what matter is made of."""
    return Counter(text for text in texts if any(map(str.isalpha, text)))
