"""SAT: one spelling for one unit, and units that say what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.plan_words import ANY_THING, NO_UNIT
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.finding import Occurrence, Repair
from rbdocs.model.kosakata import listed
from rbdocs.model.regulation import Regulation

_COUNTED = re.compile(
    r"^\s*(?:jumlah|banyaknya)\s+(?:(?:total|seluruh|semua|keseluruhan)\s+)?(?P<benda>\w+)",
    re.IGNORECASE,
)


@peringatan(
    code="SAT08",
    statement="Satu satuan ditulis dengan satu ejaan, yang pertama dalam sources/satuan.yaml.",
    ground="Ejaan yang berganti-ganti terbaca sebagai satuan yang berlainan.",
    mends="ejaan lain menjadi ejaan pertama dalam sources/satuan.yaml.",
)
def satu_ejaan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the units that the plans spell in several ways."""
    known = regulation.satuan.by_spelling
    rows = [(known[aksi.satuan], aksi) for aksi in regulation.aksi() if aksi.satuan in known]
    for listing in group_by(rows, lambda row: row[0].kunci).values():
        usual = listing[0][0].ejaan[0]
        others = [aksi for _, aksi in listing if aksi.satuan != usual]
        if not others:
            continue
        spelt = dict.fromkeys(aksi.satuan for aksi in others)
        also = "juga " if len(others) < len(listing) else ""
        yield Violation(
            others[0].site("satuan"),
            f"Satuan «{usual}» ditulis {also}{listed(f'«{item}»' for item in spelt)}.",
            f"Tulis «{usual}» di semua baris.",
            {"satuan": usual, "ejaan": list(spelt)},
            [Occurrence(aksi.location("satuan"), aksi.kode, aksi.satuan) for aksi in others],
            repairs=[Repair(aksi.location("satuan"), aksi.satuan, usual) for aksi in others],
        )


def _things(regulation: Regulation) -> dict[str, set[str]]:
    """What units are known to count, in small letters, each with the keys of these units."""
    things: dict[str, set[str]] = {}
    for satuan in regulation.satuan.satuan:
        spelt = {item.casefold() for item in satuan.ejaan} - ANY_THING
        for thing in (*spelt, *satuan.menghitung) if satuan.jenis == "cacah" else ():
            things.setdefault(thing, set()).add(satuan.kunci)
    return things


@peringatan(
    code="SAT09",
    statement="Indikator «Jumlah …» menghitung benda yang disebut satuannya.",
    ground="sources/satuan.yaml menyebut untuk sebagian satuan apa yang dihitungnya; benda yang "
    "punya satuan sendiri dihitung dengan satuan itu.",
)
def menghitung_bendanya(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose indicator counts something that the unit does not.

    A unit that says what it counts counts nothing else; another does not count what is a unit of
    its own, or is counted by one. Of regulations RA04 tells.
    """
    things, group = _things(regulation), regulation.kinds.group_named
    for aksi in regulation.aksi():
        satuan = regulation.satuan.by_spelling.get(aksi.satuan)
        hit = _COUNTED.match(aksi.indikator.plain)
        if satuan is None or hit is None or satuan.jenis != "cacah":
            continue
        if aksi.satuan.casefold() in NO_UNIT:
            continue  # SAT10 tells
        if group(aksi.satuan) and group(aksi.indikator.plain):
            continue
        thing = hit["benda"].casefold()
        fits = thing in satuan.menghitung or satuan.kunci in things.get(thing, ())
        if not fits and (satuan.menghitung or thing in things):
            yield Violation(
                aksi.site("satuan"),
                f"Indikator menghitung «{hit['benda']}», tetapi satuannya «{aksi.satuan}».",
                "Ubah satuan atau indikatornya; bila satuan itu memang menghitungnya, tambahkan "
                f"kata itu pada «menghitung» satuan {satuan.kunci} dalam sources/satuan.yaml.",
                {"satuan": aksi.satuan, "indikator": aksi.indikator.plain},
            )


@peringatan(
    code="SAT10",
    statement="Satuan menyebut apa yang dihitung, bukan hanya bahwa dihitung.",
    ground="«Jumlah» atau «Angka» bukan satuan: 12 Jumlah tidak menyebut 12 apa.",
)
def menyebut_bendanya(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose unit says nothing of what is counted."""
    for aksi in regulation.aksi():
        if aksi.satuan.strip().casefold() in NO_UNIT:
            yield Violation(
                aksi.site("satuan"),
                f"«{aksi.satuan}» bukan satuan.",
                "Tulis apa yang dihitung indikatornya, misalnya Dokumen atau Orang.",
                {"satuan": aksi.satuan, "indikator": aksi.indikator.plain},
            )
