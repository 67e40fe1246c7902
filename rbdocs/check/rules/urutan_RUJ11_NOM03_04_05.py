"""NOM and RUJ: numbers that must follow each other: captions, lists in chapters, numbered rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Heading, ListItem, Naskah, Placement
from rbdocs.model.finding import Location, Site
from rbdocs.model.numbering import order_of
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Tabel, TabelHasil
from rbdocs.model.table_rows import printed_rows

_CHAPTER = re.compile(r"^BAB\s+([IVXLC]+)\b")
_MARKER = re.compile(r"^\(?(?P<angka>\d{1,3}|[a-z])[.)]+$")


def _value(marker: str) -> int | None:
    """The place of a list marker in its sequence; None for a bullet."""
    hit = _MARKER.match(marker)
    if hit is None:
        return None
    return int(hit["angka"]) if hit["angka"].isdecimal() else ord(hit["angka"]) - ord("a") + 1


@galat(
    code="RUJ11",
    statement="Tabel dan gambar bernomor urut menurut tempatnya, dengan nomor babnya di depan.",
    ground="Pembaca mencari tabel menurut nomornya.",
)
def keterangan_urut(regulation: Regulation) -> Iterator[Violation]:
    """Yield the captions whose number does not follow that of the one before in the chapter."""
    for naskah in regulation.own_naskah:
        chapter, counts = 0, dict[str, int]()
        for block in naskah.blocks:
            if isinstance(block, Heading) and block.level <= 1:
                hit = _CHAPTER.match(block.plain)
                order = order_of("bab", hit[1]) if hit else None
                chapter, counts = (order.number if order else 0), {}
            number = naskah.number(block.target) if isinstance(block, Placement) else None
            if number is None or not chapter or not isinstance(block, Placement):
                continue
            kind = block.target.partition("-")[0]
            counts[kind] = counts.get(kind, 0) + 1
            expected = f"{chapter}.{counts[kind]}"
            if number != expected:
                node = naskah.tabel.get(block.target) or naskah.gambar[block.target]
                counts[kind] = _last(number, chapter, counts[kind])
                yield Violation(
                    Site(node.location("nomor"), block.target),
                    f"{kind.capitalize()} {number} seharusnya {kind.capitalize()} {expected}: "
                    f"yang ke-{expected.partition('.')[2]} dalam Bab {chapter}.",
                    "Betulkan nomornya, atau pindahkan ke tempatnya.",
                    {"nomor": number, "seharusnya": expected},
                )


def _last(number: str, chapter: int, counted: int) -> int:
    """From where to count on after a wrong number, so that one slip is told once."""
    first, _, second = number.partition(".")
    return int(second) if first == str(chapter) and second.isdecimal() else counted


@dataclass(slots=True)
class _Listing:
    """A list being read: how many items so far, the last marker, and its first item."""

    count: int
    last: int
    first: ListItem


def _listings(naskah: Naskah) -> Iterator[tuple[ListItem, _Listing | None]]:
    """Yield each numbered item with the list so far that it goes on with; None: it begins one."""
    running: dict[int, _Listing] = {}
    for block in naskah.blocks:
        if isinstance(block, Heading):
            running.clear()
        if not isinstance(block, ListItem):
            continue
        for level in [number for number in running if number > block.level]:
            del running[level]
        value = _value(block.marker)
        if value is None:
            running.pop(block.level, None)
            continue
        before = running.get(block.level)
        if before is not None and value == 1 and before.last != 1:
            before = None
        yield block, before
        if before is None:
            running[block.level] = _Listing(1, value, block)
        else:
            running[block.level] = _Listing(before.count + 1, value, before.first)


@galat(
    code="NOM03",
    statement="Butir sebuah daftar dalam bab mulai dari 1 atau a dan berurutan.",
    ground="Butir yang terlompat menandakan isi yang hilang; yang rangkap tidak dapat dirujuk.",
)
def butir_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the list items in chapters whose marker does not follow the one before."""
    for naskah in regulation.own_naskah:
        for item, before in _listings(naskah):
            expected = before.last + 1 if before else 1
            value = _value(item.marker)
            if value != expected:
                shown = _like(item.marker, expected)
                yield Violation(
                    Site(item.location, item.key),
                    f"Butir {item.marker} seharusnya {shown}",
                    f"Tulis {shown} atau periksa apakah ada butir yang hilang.",
                    {"nomor": item.marker, "seharusnya": shown},
                    excerpt=item.marker,
                )


def _like(marker: str, value: int) -> str:
    hit = _MARKER.match(marker)
    if hit is None:
        return str(value)
    number = str(value) if hit["angka"].isdecimal() else chr(ord("a") + value - 1)
    return marker.replace(hit["angka"], number, 1)


@peringatan(
    code="NOM04",
    statement="Daftar bernomor dalam bab memuat lebih dari satu butir.",
    ground="Butir a. tanpa b. menandakan isi yang hilang.",
)
def butir_tunggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the numbered lists in chapters that have a single item."""
    for naskah in regulation.own_naskah:
        lists: dict[str, int] = {}
        first: dict[str, ListItem] = {}
        for item, before in _listings(naskah):
            head = before.first if before else item
            first.setdefault(head.key, head)
            lists[head.key] = lists.get(head.key, 0) + 1
        for key, count in lists.items():
            if count == 1:
                yield Violation(
                    Site(first[key].location, key),
                    f"Ada {first[key].marker} tanpa {_like(first[key].marker, 2)}",
                    "Tambahkan butir yang hilang, atau tulis sebagai alinea biasa.",
                    {"nomor": first[key].marker},
                    excerpt=first[key].marker,
                )


@galat(
    code="NOM05",
    statement="Nomor dalam kolom nomor sebuah tabel mulai dari 1 dan berurutan.",
    ground="Nomor yang terlompat menandakan baris yang hilang.",
)
def nomor_baris(regulation: Regulation) -> Iterator[Violation]:
    """Yield the rows whose number does not follow that of the row before."""
    for kode, tabel in regulation.own_tables():
        numbered = _outcomes(tabel) if isinstance(tabel, TabelHasil) else _numbers(tabel)
        before = 0
        for number, location in numbered:
            if number is not None and number != before + 1 and number != 1:
                yield Violation(
                    Site(location, kode),
                    f"Nomor {number} ({tabel.sebutan}) seharusnya {before + 1}.",
                    "Betulkan nomornya, atau periksa apakah ada baris yang hilang.",
                    {"nomor": number, "seharusnya": before + 1},
                )
            before = number if number is not None else before


def _outcomes(tabel: TabelHasil) -> Iterator[tuple[int | None, Location]]:
    for kegiatan in tabel.kegiatan_utama:
        number = kegiatan.no.number
        yield (int(number) if number is not None else None), kegiatan.location("no")


def _numbers(tabel: Tabel) -> Iterator[tuple[int | None, Location]]:
    columns = [kolom.kunci for kolom in tabel.columns() if kolom.makna == "nomor"]
    for column in columns:
        for _, rows in tabel.parts():
            seen: set[int] = set()
            for row in printed_rows(rows):
                cell = row.cells.get(column)
                number = cell.nilai.number if cell is not None and cell.nilai is not None else None
                if number is not None and id(cell) not in seen and number % 1 == 0:
                    seen.add(id(cell))
                    yield int(number), row.node.location(column)
