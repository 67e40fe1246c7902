"""What does not hold in the layout of a plan: keys, levels, periods, sums and widths."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Finding
from rbdocs.model.node import Node
from rbdocs.model.plan_columns import (
    MOST_COLUMNS,
    NUMERIC,
    WHOLE_WIDTH,
    KolomRencana,
    SusunanRencana,
    kind_of,
)
from rbdocs.model.plan_layout import RESERVED
from rbdocs.model.table import OFFICES
from rbdocs.sources.table_rows import finding, repeated_keys


def check_layout(susunan: SusunanRencana) -> Iterator[Finding]:
    """Yield what is wrong with *susunan*; nothing else can be made of it then."""
    columns = susunan.columns()
    yield from repeated_keys("tingkat", susunan.tingkat)
    yield from repeated_keys("periode", susunan.periode)
    yield from repeated_keys("kolom", columns)
    yield from _levels(susunan, columns)
    for kolom in columns:
        yield from _column(susunan, kolom)
    yield from _same_fields(columns)
    yield from _printed_keys(susunan, columns)
    yield from _sums(columns)
    yield from _rows(susunan, columns)
    yield from _size(susunan, columns)


def _wrong(node: Node, message: str, hint: str, *path: str | int) -> Finding:
    return finding("MUAT68", node.location(*path), message, hint)


def _unknown(what: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    listing = list(known)
    return (
        f"{what} «{name}» tidak ada dalam susunan ini.",
        f"{similar_hint(name, listing)} Yang ada: {', '.join(listing)}.".strip(),
    )


def _levels(susunan: SusunanRencana, columns: list[KolomRencana]) -> Iterator[Finding]:
    used = {kolom.tingkat for kolom in columns}
    for tingkat in susunan.tingkat:
        if tingkat.kunci not in used:
            yield _wrong(
                tingkat,
                f"Tingkat «{tingkat.kunci}» tidak punya kolom satu pun.",
                f"Beri sedikitnya satu kolom «tingkat: {tingkat.kunci}», atau hapus tingkat ini.",
                "kunci",
            )
    marked = [tingkat for tingkat in susunan.tingkat if tingkat.kode]
    for tingkat in marked[1:]:
        yield _wrong(
            tingkat,
            f"Tingkat berkode hanya satu, dan itu sudah «{marked[0].kunci}».",
            "Hapus «kode: true» di sini; tiap baris punya satu kode.",
            "kode",
        )
    if len(susunan.tingkat) - susunan.row_level() > 2:
        yield _wrong(
            susunan.tingkat[susunan.row_level()],
            "Di bawah tingkat berkode paling banyak ada satu tingkat lagi.",
            "Pindahkan «kode: true» ke tingkat yang lebih dalam, atau satukan tingkatnya.",
            "kode" if marked else "kunci",
        )
    first = susunan.tingkat[0]
    if first.isian not in (None, "rencana"):
        yield _wrong(
            first,
            f"Butir tingkat pertama berada di bawah «rencana:», bukan «{first.isian}:».",
            "Hapus «isian» pada tingkat pertama, atau tulis isian: rencana.",
            "isian",
        )


def _column(susunan: SusunanRencana, kolom: KolomRencana) -> Iterator[Finding]:
    levels = [tingkat.kunci for tingkat in susunan.tingkat]
    if kolom.tingkat not in levels:
        yield _wrong(kolom, *_unknown("Tingkat", kolom.tingkat, levels), "tingkat")
        return
    if kolom.field in RESERVED:
        yield _wrong(
            kolom,
            f"«{kolom.field}» punya arti lain dalam rencana, jadi tidak dapat menjadi isian kolom.",
            f"Pakai nama lain, misalnya {kolom.field}_.",
            "isian" if kolom.isian else "kunci",
        )
    level, rows = levels.index(kolom.tingkat), susunan.row_level()
    if level <= rows and level + 1 < len(levels):
        below = susunan.tingkat[level + 1]
        if kolom.field == below.field:
            yield _wrong(
                kolom,
                f"Isian «{kolom.field}» sudah dipakai untuk daftar tingkat «{below.kunci}».",
                "Beri kolom ini «isian:» yang lain.",
                "isian" if kolom.isian else "kunci",
            )
    periods = [item.kunci for item in susunan.periode]
    if kolom.periode is not None and kolom.periode not in periods:
        yield _wrong(kolom, *_unknown("Periode", kolom.periode, periods), "periode")
    if kolom.makna in ("periode", "jadwal") and kolom.periode is None:
        yield _wrong(
            kolom,
            f"Kolom «{kolom.kunci}» bermakna {kolom.makna}, tetapi tidak menyebut periodenya.",
            "Tambahkan «periode:» dengan kunci salah satu periode susunan ini.",
            "makna",
        )
    if kolom.lanjut and level < rows:
        yield _wrong(
            kolom,
            f"Kolom «{kolom.kunci}» di atas baris berkode sudah menyatu dengan sendirinya.",
            "Hapus «lanjut: true»; itu hanya untuk kolom baris dan tingkat di bawahnya.",
            "lanjut",
        )
    if kolom.lanjut and kolom.periode is not None:
        yield _wrong(
            kolom,
            f"Kolom «{kolom.kunci}» berperiode, jadi tidak dapat melanjutkan baris di atas.",
            "Hapus «lanjut: true».",
            "lanjut",
        )
    if kolom.rinci and (kolom.makna not in OFFICES or level != rows):
        yield _wrong(
            kolom,
            "«rinci: true» hanya untuk kolom koordinator dan pelaksana pada tingkat berkode.",
            "Hapus «rinci: true», atau letakkan kolom ini pada tingkat di bawahnya.",
            "rinci",
        )


def _same_fields(columns: list[KolomRencana]) -> Iterator[Finding]:
    first: dict[tuple[str, str], KolomRencana] = {}
    for kolom in columns:
        key = kolom.tingkat, kolom.field
        if key in first and first[key].kunci != kolom.kunci:
            yield _wrong(
                kolom,
                f"Isian «{kolom.field}» pada tingkat «{kolom.tingkat}» sudah dicetak oleh kolom "
                f"«{first[key].kunci}» (baris {first[key].location('kunci').line}).",
                "Beri kolom ini «isian:» yang lain.",
                "isian" if kolom.isian else "kunci",
            )
        first.setdefault(key, kolom)


def _printed_keys(susunan: SusunanRencana, columns: list[KolomRencana]) -> Iterator[Finding]:
    """Columns of periods have the key with a number: another must not be called so."""
    own = {kolom.kunci for kolom in columns}
    for kolom in columns:
        count = len(susunan.titles(kolom)) if kolom.periode else 0
        for number in range(1, count + 1):
            if (key := f"{kolom.kunci}{number}") in own:
                yield _wrong(
                    kolom,
                    f"Kolom periode «{key}» bernama sama dengan kolom «{key}» yang lain.",
                    "Beri salah satunya kunci lain.",
                    "kunci",
                )


def _sums(columns: list[KolomRencana]) -> Iterator[Finding]:
    known = {kolom.kunci: kolom for kolom in columns}
    for kolom in columns:
        for index, key in enumerate(kolom.dari):
            part = known.get(key)
            if part is None:
                yield _wrong(kolom, *_unknown("Kolom", key, known), "dari", index)
            elif kind_of(part) not in NUMERIC:
                yield _wrong(
                    kolom,
                    f"Kolom «{kolom.kunci}» menjumlahkan «{key}», yang berisi teks.",
                    "Jumlahkan kolom angka saja, atau beri kolom itu makna atau isi: angka.",
                    *("dari", index),
                )
            elif part.tingkat != kolom.tingkat:
                yield _wrong(
                    kolom,
                    f"Kolom «{kolom.kunci}» menjumlahkan «{key}» dari tingkat lain "
                    f"(«{part.tingkat}»).",
                    "Jumlahkan kolom dari tingkat yang sama; ke bawah dijumlahkan oleh «jumlah:».",
                    *("dari", index),
                )
        if kolom.dari and kolom.periode is not None:
            yield _wrong(
                kolom,
                f"Kolom «{kolom.kunci}» berperiode, jadi tidak dapat menjadi jumlah.",
                "Hapus «dari» atau «periode».",
                "dari",
            )
    for key in _in_circles(known):
        yield _wrong(
            known[key],
            f"Jumlah kolom «{key}» berputar: lewat «dari» ia menjumlahkan dirinya sendiri.",
            "Hapus salah satu «dari» dalam lingkaran itu.",
            "dari",
        )


def _in_circles(known: dict[str, KolomRencana]) -> list[str]:
    """The first column of every circle of sums."""
    found: list[str] = []
    done: set[str] = set()
    for start in known:
        path: list[str] = []
        _follow(start, known, path, done, found)
    return found


def _follow(
    key: str, known: dict[str, KolomRencana], path: list[str], done: set[str], found: list[str]
) -> None:
    if key in path:
        found.append(key)
    elif key in known and key not in done:
        path.append(key)
        for part in known[key].dari:
            _follow(part, known, path, done, found)
        path.pop()
        done.add(key)


def _rows(susunan: SusunanRencana, columns: list[KolomRencana]) -> Iterator[Finding]:
    known = {kolom.kunci: kolom for kolom in columns}
    levels = [tingkat.kunci for tingkat in susunan.tingkat]
    for item in susunan.jumlah:
        if item.tiap is not None and item.tiap not in levels:
            yield _wrong(item, *_unknown("Tingkat", item.tiap, levels), "tiap")
        elif item.tiap is not None and levels.index(item.tiap) >= susunan.row_level():
            yield _wrong(
                item,
                f"Baris jumlah tiap «{item.tiap}» tidak menjumlahkan apa-apa: itu baris sendiri.",
                "Sebut tingkat di atas tingkat berkode, atau hapus «tiap» untuk jumlah seluruhnya.",
                "tiap",
            )
        for index, key in enumerate(item.kolom):
            if key not in known:
                yield _wrong(item, *_unknown("Kolom", key, known), "kolom", index)
            elif kind_of(known[key]) not in NUMERIC:
                yield _wrong(
                    item,
                    f"Baris jumlah menjumlahkan «{key}», yang berisi teks.",
                    "Sebut kolom angka saja, atau beri kolom itu makna atau isi: angka.",
                    *("kolom", index),
                )


def _size(susunan: SusunanRencana, columns: list[KolomRencana]) -> Iterator[Finding]:
    printed = [(kolom, max(len(susunan.titles(kolom)), 1)) for kolom in columns]
    count = sum(number for _, number in printed)
    if count > MOST_COLUMNS:
        yield _wrong(
            susunan,
            f"Susunan ini punya {count} kolom; yang muat dan terbaca pada kertas F4 melintang "
            f"paling banyak {MOST_COLUMNS}.",
            "Kurangi kolomnya, atau bagi menjadi dua Lampiran.",
            "kolom",
        )
    total = sum(kolom.lebar * number for kolom, number in printed if kolom.lebar is not None)
    if total > WHOLE_WIDTH + 0.01:
        yield _wrong(
            susunan,
            f"Lebar kolom berjumlah {total:g} persen; seluruh tabel hanya 100.".replace(".", ","),
            "Kecilkan «lebar» beberapa kolom; kolom berperiode dihitung sekali tiap periode.",
            "kolom",
        )
