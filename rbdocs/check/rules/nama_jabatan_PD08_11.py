"""PD: titles of officers that differ in one word as if by a slip."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel
from rbdocs.model.words import tidy

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 4  # words of a title: in a shorter one another word is another office
_LONG = 6  # letters of a word that may have a slip in it


@dataclass(frozen=True, slots=True)
class _Title:
    """A title of an officer in a table of a team."""

    text: str
    words: tuple[str, ...]
    kode: str
    tempat: str
    location: Location


def _titles(regulation: Regulation) -> Iterator[_Title]:
    for naskah in regulation.own_naskah:
        for kode, tabel in naskah.tabel.items():
            if not isinstance(tabel, Tabel):
                continue
            columns = [kolom.kunci for kolom in tabel.columns() if kolom.makna == "jabatan"]
            nodes = (below for _, rows in tabel.parts() for row in rows for below in walk(row))
            for node in nodes if columns else ():
                for column in columns if isinstance(node, Baris) else ():
                    isi = node.sel.get(column) if isinstance(node, Baris) else None
                    if isi is not None and not isi.empty:
                        text = tidy(isi.plain)
                        words = tuple(_WORD.findall(text.casefold()))
                        yield _Title(text, words, kode, tabel.sebutan, node.location(column))


@rule(
    code="PD08",
    level=Level.PERINGATAN,
    statement="Satu jabatan dalam tabel tim ditulis dengan satu nama.",
    ground="Nama jabatan yang berbeda sedikit terbaca sebagai dua jabatan.",
)
def satu_nama_jabatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles that are another one but for a slip in a word."""
    by_rest: dict[tuple[str, ...], dict[str, _Title]] = {}
    for item in _titles(regulation):
        if len(item.words) < _FEWEST:
            continue
        for index, word in enumerate(item.words):
            rest = (*item.words[:index], "", *item.words[index + 1 :])
            alike = by_rest.setdefault(rest, {})
            if word in alike:
                continue
            other = next((alike[known] for known in alike if _slip(known, word)), None)
            alike[word] = item
            if other is not None:
                yield Violation(
                    item.location,
                    item.kode,
                    f"«{item.text}» ({item.tempat}) mirip «{other.text}» ({other.tempat}).",
                    "Pakai satu nama bila jabatannya satu.",
                    {"jabatan": [other.text, item.text]},
                    [
                        Occurrence(title.location, title.tempat, title.text)
                        for title in (other, item)
                    ],
                )


def _slip(text: str, other: str) -> bool:
    """Whether the two words are one, with a letter or two wrong or a prefix and suffix more."""
    short, long = sorted((text, other), key=len)
    if len(short) < _LONG:
        return False
    return short in long or OSA.distance(short, long, score_cutoff=2) <= 2


@rule(
    code="PD11",
    level=Level.PERINGATAN,
    statement="Satu jabatan disebut sekali dalam satu tabel tim.",
    ground="Seorang pejabat tidak dua kali menjadi anggota tim yang sama; yang kedua biasanya "
    "tersalin.",
)
def jabatan_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles that a table of a team has had before."""
    seen: dict[tuple[str, tuple[str, ...]], _Title] = {}
    for item in _titles(regulation):
        if len(item.words) < 3:
            continue  # of more than one person: Staf Ahli
        first = seen.setdefault((item.kode, item.words), item)
        if first is not item:
            yield Violation(
                item.location,
                item.kode,
                f"«{item.text}» sudah disebut dalam {item.tempat}.",
                "Hapus salah satu, atau betulkan jabatannya.",
                {"jabatan": item.text},
                [Occurrence(title.location, title.tempat, title.text) for title in (first, item)],
            )
