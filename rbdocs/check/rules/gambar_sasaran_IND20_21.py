"""IND: figures, titles and texts that repeat the indicators and sasaran of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import indicator_name
from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Placement
from rbdocs.model.figure import Gambar, Kotak
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, TabelHasil
from rbdocs.model.words import listed, same_name, tidy

_ALIKE = 78  # per cent of their letters: an altered sasaran, not another one
_FEWEST = 5  # words of a sasaran that is looked for in texts


@rule(
    code="IND20",
    level=Level.PERINGATAN,
    statement="Daftar indikator dalam gambar memuat indikator yang sama dengan tabelnya.",
    ground="Gambar dan tabel menerangkan kerangka yang sama.",
)
def gambar_seperti_tabel(regulation: Regulation) -> Iterator[Violation]:
    """Yield the boxes of figures that list most indicators of a table, but not just these."""
    names = {
        same_name(nama): indikator.kunci
        for indikator in regulation.indikator.indikator
        for nama in indikator.names()
    }
    tables = group_by(
        (place for place in regulation.sebutan() if place.acuan and isinstance(place.node, Baris)),
        lambda place: place.tempat,
    )
    for naskah in regulation.own_naskah:
        for key, gambar in naskah.gambar.items():
            for box in _boxes(gambar):
                yield from _compared(regulation, key, gambar, box, names, tables)


def _boxes(gambar: Gambar) -> Iterator[Kotak]:
    return (node for node in walk(gambar) if isinstance(node, Kotak) and len(node.butir) > 1)


def _compared(
    regulation: Regulation,
    key: str,
    gambar: Gambar,
    box: Kotak,
    names: dict[str, str],
    tables: dict[str, list[IndicatorMention]],
) -> Iterator[Violation]:
    entries = [(tidy(item.plain), _named(same_name(item.plain), names)) for item in box.butir]
    found = {kunci for _, keys in entries for kunci in keys}
    best = max(
        tables.items(),
        key=lambda item: (len(found & _keys(item[1])), -len(_keys(item[1]))),
        default=None,
    )
    if best is None:
        return
    tempat, listing = best
    wanted = _keys(listing)
    if 2 * len(found & wanted) <= len(wanted) or len(found & wanted) < 2:
        return
    missing = [place.acuan or "" for place in listing if place.acuan not in found]
    other = [text for text, keys in entries if not keys & wanted]
    if not missing and not other:
        return
    told = [f"tidak memuat {listed(indicator_name(regulation, item) for item in missing)}"]
    told = told if missing else []
    if other:
        told.append(f"memuat {listed(f'«{text}»' for text in other)}, yang tidak ada di situ")
    yield Violation(
        box.location("butir"),
        key,
        f"Daftar indikator dalam Gambar {gambar.nomor} {' dan '.join(told)} ({tempat}).",
        f"Samakan daftarnya dengan {tempat}.",
        {"kurang": missing, "lain": other, "tabel": tempat},
    )


def _keys(listing: list[IndicatorMention]) -> set[str]:
    return {place.acuan for place in listing if place.acuan}


def _named(entry: str, names: dict[str, str]) -> set[str]:
    padded = f" {entry} "
    return {kunci for nama, kunci in names.items() if f" {nama} " in padded}


@rule(
    code="IND21",
    level=Level.PERINGATAN,
    statement="Sasaran yang disebut dalam bab, gambar dan judul tabel hasil berbunyi seperti dalam "
    "tabelnya.",
    ground="Sasaran strategis ditetapkan satu kali; bunyi lain terbaca sebagai sasaran lain.",
)
def sasaran_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles, boxes and sentences that say a sasaran of a table in nearly its words."""
    rows = [place for place in regulation.sebutan() if isinstance(place.node, Baris)]
    stated: dict[str, IndicatorMention] = {}
    for place in rows:
        if place.sasaran and not place.tema:
            stated.setdefault(same_name(place.sasaran), place)
    if not stated:
        return
    for text, kode, tempat, where in _repeated(regulation, stated):
        key = same_name(text)
        if key in stated:
            continue
        near = max(stated, key=lambda sasaran: ratio(key, sasaran))
        if ratio(key, near) < _ALIKE:
            continue
        place = stated[near]
        yield Violation(
            where,
            kode,
            f"Sasaran «{tidy(text)}» ({tempat}) berbunyi lain dalam {place.tempat}: "
            f"«{tidy(place.sasaran)}».",
            "Samakan bunyinya.",
            {"sasaran": [tidy(text), tidy(place.sasaran)]},
            [
                Occurrence(where, tempat, tidy(text)),
                Occurrence(place.node.location(), place.tempat, tidy(place.sasaran)),
            ],
            excerpt=text.strip(),
        )


def _repeated(
    regulation: Regulation, stated: dict[str, IndicatorMention]
) -> Iterator[tuple[str, str, str, Location]]:
    """Yield what may repeat a sasaran: titles of outcomes, boxes' bullets, and parts of texts."""
    for naskah in regulation.own_naskah:
        for key, tabel in naskah.tabel.items():
            if isinstance(tabel, TabelHasil) and ":" in tabel.judul:
                text = tabel.judul.partition(":")[2]
                yield text, key, tabel.sebutan, tabel.location("judul")
        for key, gambar in naskah.gambar.items():
            for box in _boxes(gambar):
                for number, item in enumerate(box.butir):
                    where = box.location("butir", number)
                    yield item.plain, key, f"Gambar {gambar.nomor}", where
        sections = naskah.sections()
        for block in naskah.blocks:
            if not isinstance(block, Placement):
                for text in _windows(block.plain, stated):
                    yield text, block.key, sections[block.key], block.location


def _windows(text: str, stated: dict[str, IndicatorMention]) -> Iterator[str]:
    """Yield the parts of *text* that begin as a sasaran does and have as many words."""
    for sasaran in stated:
        words = sasaran.split()
        if len(words) < _FEWEST:
            continue
        head = r"\W+".join(map(re.escape, words[:3]))
        for hit in re.finditer(rf"\b{head}\b", text, re.IGNORECASE):
            following = re.match(rf"(?:\W*\w+){{1,{len(words)}}}", text[hit.start() :])
            if following:
                yield following[0]
