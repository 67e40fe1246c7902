"""THN, REV: years and periods of years in texts and tables, and those left over from before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import derived_once, group_by
from rbdocs.check.plan_words import PERIODICAL
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Heading, Naskah, Placement
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import tidy
from rbdocs.model.measure import year_named
from rbdocs.model.node import Node
from rbdocs.model.numbering import letter
from rbdocs.model.plan_tree import IndikatorRencana, LampiranRencana, RencanaAksi, SubKegiatan, walk
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelHasil, TabelLampiran
from rbdocs.model.values import Nilai, Text

_YEAR = r"(?:19|20)\d\d"
_RANGE = re.compile(
    rf"(?<![\w./-])(?P<dari>{_YEAR})\s*(?:[-\u2013\u2014]|s\.?\s?d\.?|sampai(?:\s+dengan)?|hingga)"
    rf"\s*(?:tahun\s+)?(?P<sampai>{_YEAR})(?![\w/])",
    re.IGNORECASE,
)
# The name of a document and, without a number or a new clause between, its period.
_NAMED = re.compile(
    "|".join(rf"(?P<n{n}>\b(?:{names})\b)" for n, names in enumerate(PERIODICAL.values())),
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[^;:\d()]{0,70}")


@derived_once
def _texts(regulation: Regulation) -> Iterator[TextPlace]:
    """Yield the texts that hold a year, the lines below tables included."""
    for piece in regulation.potongan:
        if "19" in piece.text or "20" in piece.text:
            yield piece
    for naskah in regulation.own_naskah:
        listing = (*naskah.tabel.items(), *naskah.gambar.items())
        for key, node in listing:
            if node.sumber:
                yield TextPlace(
                    key, f"Sumber {node.nomor or key}", node.sumber, _at(node, "sumber")
                )


def _at(node: object, field: str) -> Location:
    location: Location = node.location(field)  # type: ignore[attr-defined]
    return location


@galat(
    code="THN01",
    alone=True,
    statement="Rentang tahun ditulis dari tahun yang lebih awal.",
    ground="Masa berlaku tidak berjalan mundur; salah satu tahunnya tertukar.",
)
def rentang_maju(regulation: Regulation) -> Iterator[Violation]:
    """Yield the ranges of years that run backwards."""
    for piece in _texts(regulation):
        for hit in _RANGE.finditer(piece.text):
            if int(hit["dari"]) > int(hit["sampai"]):
                yield Violation(
                    piece,
                    f"Rentang tahun «{hit[0]}» terbalik ({piece.tempat}).",
                    f"Tulis {hit['sampai']}-{hit['dari']}, atau betulkan tahunnya.",
                    {"rentang": hit[0]},
                    excerpt=hit[0],
                )


@peringatan(
    code="THN02",
    statement="Tahun dalam tabel hasil berada dalam masa yang disebut judul bagiannya, atau masa "
    "peraturannya.",
    ground="Target dan keluaran di luar masa peta jalan tidak dilaksanakan dengan peraturan ini.",
)
def dalam_masanya(regulation: Regulation) -> Iterator[Violation]:
    """Yield the years of outcomes and outputs outside the period of their part."""
    own = _period(regulation.peraturan.tentang)
    for naskah in regulation.own_naskah:
        for kode, tabel, period in _periods(naskah, own):
            if not isinstance(tabel, TabelHasil) or period is None:
                continue
            outside = [
                (tahun, where)
                for tahun, where in _years(tabel)
                if not period[0] <= tahun <= period[1]
            ]
            for tahun, listing in group_by(outside, lambda item: item[0]).items():
                shown = f"{period[0]}-{period[1]}"
                yield Violation(
                    Site(listing[0][1], kode),
                    f"Tahun {tahun} ({tabel.sebutan}) di luar masa {shown}.",
                    f"Betulkan tahunnya; masa {shown} disebut judul bagian atau peraturannya.",
                    {"tahun": tahun, "masa": shown},
                    [Occurrence(where, tabel.sebutan, str(tahun)) for _, where in listing],
                )


def _period(text: str) -> tuple[int, int] | None:
    """The last range of years in *text*, the period of what it is the title of."""
    hits = list(_RANGE.finditer(text))
    return (int(hits[-1]["dari"]), int(hits[-1]["sampai"])) if hits else None


def _periods(
    naskah: Naskah, own: tuple[int, int] | None
) -> Iterator[tuple[str, TabelLampiran, tuple[int, int] | None]]:
    """Yield each table with the period of the nearest heading that states one."""
    stated: dict[int, tuple[int, int]] = {}
    for block in naskah.blocks:
        if isinstance(block, Heading):
            stated = {level: found for level, found in stated.items() if level < block.level}
            period = _period(tidy(block.plain))
            if period:
                stated[block.level] = period
        elif isinstance(block, Placement) and block.target in naskah.tabel:
            nearest = stated[max(stated)] if stated else own
            yield block.target, naskah.tabel[block.target], nearest


def _years(tabel: TabelHasil) -> Iterator[tuple[int, Location]]:
    for kegiatan in tabel.kegiatan_utama:
        for indikator in kegiatan.indikator:
            if indikator.tahun is not None:
                yield indikator.tahun, indikator.location("tahun")
        for output in kegiatan.output:
            for hit in re.finditer(rf"\b{_YEAR}\b", output.tahun):
                yield int(hit[0]), output.location("tahun")


@peringatan(
    code="THN03",
    statement="Satu dokumen perencanaan disebut dengan satu masa.",
    ground="RPD 2023-2026 dan RPD 2023-2025 terbaca sebagai dua dokumen.",
)
def satu_masa(regulation: Regulation) -> Iterator[Violation]:
    """Yield the documents of which two periods are given that overlap.

    Periods that follow each other are of two documents.
    """
    named: dict[str, dict[tuple[int, int], list[tuple[TextPlace, str]]]] = {}
    for piece in _texts(regulation):
        for nama, period, words in _documents(piece.text):
            named.setdefault(nama, {}).setdefault(period, []).append((piece, words))
    for nama, by_period in named.items():
        usual = max(by_period, key=lambda period: len(by_period[period]))
        for period, listing in by_period.items():
            if period == usual or not (period[0] < usual[1] and usual[0] < period[1]):
                continue
            piece, words = listing[0]
            yield Violation(
                piece,
                f"Masa {nama} ditulis {period[0]}-{period[1]} ({piece.tempat}), di tempat lain "
                f"{usual[0]}-{usual[1]}.",
                f"Tulis {usual[0]}-{usual[1]}, atau sebutkan dokumen lain yang dimaksud.",
                {"dokumen": nama, "masa": f"{period[0]}-{period[1]}"},
                [
                    Occurrence(where.location, where.tempat, tidy(text))
                    for where, text in (*listing, by_period[usual][0])
                ],
                excerpt=words,
            )


def _documents(text: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the documents that *text* names with a period, the period, and its words."""
    for hit in _RANGE.finditer(text):
        before = text[max(0, hit.start() - 110) : hit.start()]
        names = list(_NAMED.finditer(before))
        if not names or not _BETWEEN.fullmatch(before[names[-1].end() :]):
            continue
        period = int(hit["dari"]), int(hit["sampai"])
        nama = list(PERIODICAL)[int((names[-1].lastgroup or "n0")[1:])]
        if period[0] < period[1]:
            yield nama, period, hit[0]


_Said = tuple[Location, str, str]  # where, in which row or block, and the text


def _plan_texts(lampiran: LampiranRencana) -> Iterator[_Said]:
    kode = ""
    yield lampiran.location("judul"), "judul", lampiran.judul
    for node in walk(lampiran):
        if not isinstance(node, SubKegiatan):
            kode = _key(node)
        for nama, value in node:
            for path, item in _each(nama, value):
                if isinstance(item, Text | Nilai):
                    yield node.location(*path), kode, str(item)


def _key(node: Node) -> str:
    """The lasting key of *node* in a plan: an action's kode, an indicator's key."""
    if isinstance(node, RencanaAksi):
        return node.kode
    return (node.acuan or "") if isinstance(node, IndikatorRencana) else ""


def _each(nama: str, value: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield what a field holds, of a list each piece, with its path."""
    if isinstance(value, list):
        yield from (((nama, index), item) for index, item in enumerate(value))
    else:
        yield (nama,), value


def _running_texts(naskah: Naskah) -> Iterator[_Said]:
    """Title, chapters and captions; the columns of a road map's tables have years of their own."""
    yield naskah.susunan.location("judul"), "judul", naskah.susunan.judul
    for block in naskah.blocks:
        yield block.location, block.key, block.plain
    for kunci, tabel in naskah.tabel.items():
        yield tabel.location("judul"), kunci, tabel.judul


def _dated_texts(regulation: Regulation) -> Iterator[tuple[str | None, _Said]]:
    """Every printed text that is the year's own, with the Lampiran that it is in."""
    peraturan = regulation.peraturan
    amended = peraturan.mengubah.tentang.plain if peraturan.mengubah else None
    for index, sentence in enumerate(peraturan.menimbang):
        place = peraturan.location("menimbang", index)
        own = sentence.plain.replace(amended, "…") if amended else sentence.plain
        yield None, (place, f"menimbang-{letter(index)}", own)
    for lampiran in regulation.lampiran:
        for said in _plan_texts(lampiran):
            yield lampiran.lampiran, said
    for naskah in regulation.naskah:
        if naskah.susunan.lampiran in peraturan.lampiran:
            for said in _running_texts(naskah):
                yield naskah.susunan.lampiran, said


@peringatan(
    code="REV01",
    statement="Naskah tahun baru tidak menyebut tahun lalu.",
    ground="Tahun yang tertinggal dari naskah lama mengubah arti naskah yang baru. Rentang tahun "
    "(2020-2024), nomor peraturan (Nomor 53 Tahun 2023) dan nama "
    "peraturan yang diubah bukan tahun yang tertinggal.",
)
def tahun_lalu_tertinggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the texts of the new year that name the year whose text they were made from."""
    if regulation.sebelumnya is None:
        return
    last, new = regulation.sebelumnya.peraturan, regulation.peraturan.tahun
    origins = {str(nomor): edition.year for nomor, edition in last.tahun_naskah.items()}
    for nomor, (location, kode, text) in _dated_texts(regulation):
        for old in dict.fromkeys((last.tahun, origins.get(nomor or "", last.tahun))):
            if old != new and (named := year_named(text, old)):
                yield Violation(
                    Site(location, kode),
                    f"Masih menyebut tahun {old}: «{named.around}».",
                    f"Ganti dengan {new}, atau biarkan bila memang tahun {old} yang dimaksud.",
                    {"tahun": old},
                    excerpt=named.exact,
                )
