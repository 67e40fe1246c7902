"""What the provisions of a regulation refer to in the same regulation: Pasal 8 ayat (2) huruf a.

A decree refers to its diktum as a regulation does to its articles: Diktum KEDUA huruf a.

UU 12/2011, Lampiran II, on referring: an article is named with its ayat and huruf; an ayat alone is
one of the same article. What belongs to another regulation is named with that regulation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from rbdocs.model.batang_tubuh import Butir, Pasal, addresses
from rbdocs.model.kind import DaftarJenis
from rbdocs.model.numbering import DIKTUM_NAMED, ProvisionAddress, ProvisionUnit, is_diktum

_HIT = re.compile(
    r"\b(?:[Pp]asal (?P<pasal>\d+[A-Z]?)\b"
    rf"|(?:[Dd]iktum|DIKTUM) (?P<diktum>{DIKTUM_NAMED}))?"
    r"(?:(?:(?<=[\dA-Z]) |\b)[Aa]yat \((?P<ayat>\d+[a-z]?)\))?"
    r"(?:(?:(?<=[\dA-Z)]) |\b)huruf (?P<huruf>[a-z]{1,2}\d?)\b)?"
    r"(?:(?:(?<=[\w)]) |\b)angka (?P<angka>\d+[a-z]?)\b)?"
)
# What ties a part to the article named before it: Pasal 3 ayat (1) dan ayat (2).
_JOIN = re.compile(r"\s*(?:,|, dan|, atau|, serta|dan|atau|serta|sampai dengan|dan/atau)\s*")
# A named regulation after it: the provision is one of that.
_OTHER = (
    r"\s*(?:jo\.?\s+)?(?:dalam |pada |dari )?(?:Undang-Undang|Peraturan|Keputusan|"
    r"Instruksi|Ketetapan|{short})\b(?!(?:\s+\w+){{0,4}}?\s+ini\b)"
)
_UNITS: tuple[ProvisionUnit, ...] = ("pasal", "ayat", "huruf", "angka")


@dataclass(frozen=True, slots=True)
class ProvisionReference:
    """A provision that another one names: from where, to where, and in which *words*."""

    source: ProvisionAddress
    target: ProvisionAddress
    words: str = field(default="", compare=False)


def references(listing: Iterable[Pasal], kinds: DaftarJenis) -> Iterator[ProvisionReference]:
    """Yield what the provisions of *listing* refer to in their own regulation.

    *kinds* tell the short names of others.
    """
    other = _other(kinds.short_pattern)
    for alamat, butir in addresses([*listing]):
        if isinstance(butir, Butir) and butir.teks is not None and butir.status == "berlaku":
            for target, words in _targets(butir.teks.plain, alamat, other):
                yield ProvisionReference(alamat, target, words)


def provisions_in_force(listing: Iterable[Pasal]) -> set[ProvisionAddress]:
    """Return the address of every provision of *listing* that is in force."""
    dead: list[ProvisionAddress] = []
    found: set[ProvisionAddress] = set()
    for alamat, butir in addresses([*listing]):
        if isinstance(butir, Butir) and butir.status == "dihapus":
            dead.append(alamat)
        elif not any(alamat.bagian[: len(gone.bagian)] == gone.bagian for gone in dead):
            found.add(alamat)
    return found


@cache
def _other(short: str) -> re.Pattern[str]:
    return re.compile(_OTHER.format(short=short))


def _targets(
    text: str, source: ProvisionAddress, other: re.Pattern[str]
) -> Iterator[tuple[ProvisionAddress, str]]:
    """The provisions that *text* names, and how.

    A huruf or angka named with nothing above it is none.
    """
    own = ProvisionAddress(source.bagian[:1])
    earlier: ProvisionAddress | None = None
    end = 0
    for group in _groups(text):
        foreign = other.match(text, group[-1].end()) is not None
        for hit in group:
            linked = earlier is not None and _JOIN.fullmatch(text, end, hit.start()) is not None
            way = _way(hit, earlier if linked else None, own)
            earlier, end = way, hit.end()
            # A regulation has no diktum and a decree no article: those are of another.
            if way is not None and not foreign and _decree(way) == _decree(source):
                yield way, hit[0].strip()


def _decree(way: ProvisionAddress) -> bool:
    return is_diktum(way.bagian[0][1])


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    """The hits of *text*, those joined to each other together: «Pasal 3 dan Pasal 4 Undang-...»."""
    group: list[re.Match[str]] = []
    for hit in _HIT.finditer(text):
        if not hit[0]:
            continue
        if group and _JOIN.fullmatch(text, group[-1].end(), hit.start()) is None:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _way(
    hit: re.Match[str], earlier: ProvisionAddress | None, own: ProvisionAddress
) -> ProvisionAddress | None:
    """Where *hit* points; what it leaves out is that of the one it is joined to, or of its own."""
    numbers = hit.groupdict()
    numbers["pasal"] = hit["pasal"] or (hit["diktum"] or "").upper()
    named = [unit for unit in _UNITS if numbers[unit]]
    if named[0] == "pasal":
        way = ProvisionAddress()
    elif earlier is not None:
        kept = _UNITS.index(named[0])
        way = ProvisionAddress(tuple(part for part in earlier.bagian if part[0] in _UNITS[:kept]))
    elif named[0] == "ayat":
        way = own
    else:
        return None
    for unit in named:
        way = way.below(unit, numbers[unit])
    return way
