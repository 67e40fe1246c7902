"""IND: the road map and the figures and texts that repeat its indicators and sasaran."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import ratio

from rbdocs.check.derived import REGISTER, group_by, indicator_name, indicator_values
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.chapter import Placement
from rbdocs.model.figure import Gambar, Kotak
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name, tidy
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import IndikatorRencana, walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, IndikatorHasil, TabelHasil


@peringatan(
    code="IND15",
    statement="Indikator rencana aksi general dan indikator hasil kegiatan utama ada dalam tabel "
    "peta jalan, dan indikator kegiatan utama ada dalam tabel hasilnya.",
    ground="Target yang tidak ditetapkan peta jalan tidak dapat dinilai, dan sebaliknya.",
)
def lengkap_dua_arah(regulation: Regulation) -> Iterator[Violation]:
    """Yield what the plans or the outcomes have and the road map lacks, and what outcomes lack.

    A table is the road map of a plan where it has most of its indicators.
    """
    places = [place for place in regulation.sebutan() if place.acuan]
    rows = [place for place in places if isinstance(place.node, Baris)]
    activities = [place for place in rows if place.kegiatan_utama]
    outcomes = [place for place in places if isinstance(place.node, IndikatorHasil)]
    plans = [place for place in places if _of_kegiatan_utama(place.node)]
    known = {place.acuan for place in rows}
    if activities:
        judged = _of_this_road_map(plans, known) + _of_this_road_map(outcomes, known)
        for acuan, listing in group_by(judged, lambda place: place.acuan).items():
            if acuan not in known:
                where = listed(dict.fromkeys(place.tempat for place in listing))
                table = activities[0].tempat
                yield _missing(regulation, listing, f"ada dalam {where}, tetapi tidak dalam", table)
    present = {place.acuan for place in outcomes}
    for place in _of_this_road_map(activities, present):
        if place.acuan not in present:
            where = listed(dict.fromkeys(outcome.tempat for outcome in outcomes), "atau")
            yield _missing(regulation, [place], f"ada dalam {place.tempat}, tetapi tidak", where)


def _of_kegiatan_utama(node: Node) -> bool:
    """Whether *node* is an indicator of a plan whose layout has kegiatan utama."""
    return isinstance(node, IndikatorRencana) and any(
        kolom.makna == "kegiatan_utama" for kolom, _, _ in node.layout.declared
    )


def _of_this_road_map(
    listing: list[IndicatorMention], known: set[str | None]
) -> list[IndicatorMention]:
    """*listing*, where most of what it names is among *known*; else nothing."""
    keys = {place.acuan for place in listing}
    return listing if 2 * len(keys & known) > len(keys) else []


def _missing(
    regulation: Regulation, listing: list[IndicatorMention], how: str, table: str
) -> Violation:
    place = listing[0]
    return Violation(
        Site(place.node.location(), place.acuan or ""),
        f"{indicator_name(regulation, place.acuan or '')} {how} {table}.",
        f"Tambahkan ke {table}, atau pakai indikator yang ditetapkan di situ.",
        {"indikator": place.acuan, "tempat": [item.tempat for item in listing]},
        [
            Occurrence(item.node.location(), item.tempat, tidy(item.nama or item.kegiatan))
            for item in listing
        ],
    )


@peringatan(
    code="IND16",
    statement="Nilai indikator yang tercetak di satu tempat tidak kosong di tempat lain, juga "
    "tidak dalam daftar indikator.",
    ground="Tahun berikutnya mengambil targetnya dari daftar indikator; tanda hubung berarti belum "
    "ditetapkan.",
)
def tidak_kosong_sebagian(regulation: Regulation) -> Iterator[Violation]:
    """Yield the values that stand somewhere and are a dash, or missing in the register, elsewhere.

    The register is asked only for indicators of which it has such values of other years.
    """
    values = [value for value in indicator_values(regulation) if value.tahun is not None]
    kinds = {(v.acuan, v.jenis) for v in values if v.tempat == REGISTER}
    for (acuan, jenis, tahun), listing in group_by(
        values, lambda value: (value.acuan, value.jenis, value.tahun)
    ).items():
        given = [value for value in listing if not value.measure.empty]
        dashes = [value for value in listing if value.measure.empty]
        unknown = (acuan, jenis) in kinds and all(value.tempat != REGISTER for value in listing)
        if not given or not (dashes or unknown):
            continue
        name = f"{jenis.capitalize()} {indicator_name(regulation, acuan)} tahun {tahun}"
        said = f"{given[0].text} ({given[0].tempat})"
        known = regulation.indikator.by_key.get(acuan)
        at = dashes[0].location if dashes or known is None else known.location(jenis)
        yield Violation(
            Site(at, acuan),
            f"{name} kosong dalam {dashes[0].tempat}, padahal {said}."
            if dashes
            else f"{name} tidak ada dalam daftar indikator, padahal {said}.",
            "Isi nilainya.",
            {"indikator": acuan, "jenis": jenis, "tahun": tahun, "nilai": given[0].text},
            [value.occurrence() for value in listing],
        )


_ALIKE = 78  # per cent of their letters: an altered sasaran, not another one
_FEWEST = 5  # words of a sasaran that is looked for in texts


@peringatan(
    code="IND20",
    statement="Daftar indikator dalam gambar memuat indikator yang sama dengan tabelnya.",
    ground="Gambar dan tabel menerangkan kerangka yang sama.",
)
def gambar_seperti_tabel(regulation: Regulation) -> Iterator[Violation]:
    """Yield the boxes of figures that list most indicators of a table, but not just these."""
    register = regulation.indikator.by_name
    names = {same_name(nama): indikator.kunci for nama, indikator in register.items()}
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
        Site(box.location("butir"), key),
        f"Daftar indikator dalam Gambar {gambar.nomor} {' dan '.join(told)} ({tempat}).",
        f"Samakan daftarnya dengan {tempat}.",
        {"kurang": missing, "lain": other, "tabel": tempat},
    )


def _keys(listing: list[IndicatorMention]) -> set[str]:
    return {place.acuan for place in listing if place.acuan}


def _named(entry: str, names: dict[str, str]) -> set[str]:
    padded = f" {entry} "
    return {kunci for nama, kunci in names.items() if f" {nama} " in padded}


@peringatan(
    code="IND21",
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
            Site(where, kode),
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
