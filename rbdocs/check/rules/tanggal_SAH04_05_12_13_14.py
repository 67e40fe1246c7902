"""SAH: dates that exist, are spelt right, and come in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from rapidfuzz.distance import OSA

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Site
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date, months, read_day

_DATE = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(months())})\s+((?:19|20)\d\d)\b", re.IGNORECASE)


@galat(
    code="SAH04",
    alone=True,
    statement="Setiap tanggal dalam naskah ada dalam penanggalan.",
    ground="Tanggal yang tidak ada menandakan salah tulis hari atau bulannya.",
)
def tanggal_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the dates in texts that no calendar has."""
    for piece in regulation.potongan:
        for hit in _DATE.finditer(piece.text):
            if read_day(*hit.groups()) is None:
                yield Violation(
                    piece,
                    f"Tanggal {hit[0]} tidak ada.",
                    "Betulkan hari atau bulannya.",
                    {"tanggal": hit[0]},
                    excerpt=hit[0],
                )


@galat(
    code="SAH05",
    statement="Peraturan ditetapkan sebelum atau pada hari diundangkan, pada tahunnya, dan "
    "ditempatkan dalam Berita Daerah tahun itu.",
    ground="UU 12/2011: pengundangan menempatkan peraturan yang sudah ditetapkan.",
)
def urutan_tanggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield what is out of order among the dates of the regulation."""
    peraturan = regulation.peraturan
    enacted, signed = peraturan.ditetapkan.tanggal, peraturan.diundangkan
    published = signed.tanggal if signed else None
    if signed and enacted and published and published < enacted:
        yield Violation(
            Site(signed.location("tanggal"), "diundangkan"),
            f"Diundangkan pada {format_date(published)}, sebelum ditetapkan pada "
            f"{format_date(enacted)}.",
            "Betulkan salah satu tanggalnya.",
            {"ditetapkan": str(enacted), "diundangkan": str(published)},
        )
    if enacted and enacted.year != peraturan.tahun:
        yield Violation(
            Site(peraturan.ditetapkan.location("tanggal"), "ditetapkan"),
            f"Ditetapkan pada {format_date(enacted)}, padahal peraturan ini tahun "
            f"{peraturan.tahun}.",
            "Betulkan tanggal atau tahunnya.",
            {"ditetapkan": str(enacted), "tahun": peraturan.tahun},
        )
    gazette = peraturan.berita_daerah
    if gazette and published and gazette.tahun != published.year:
        yield Violation(
            Site(gazette.location("tahun"), "berita-daerah"),
            f"{peraturan.gazette_name} Tahun {gazette.tahun}, padahal diundangkan pada "
            f"{format_date(published)}.",
            f"Samakan tahun {peraturan.gazette_name} dengan tahun pengundangan.",
            {"berita_daerah": gazette.tahun, "diundangkan": str(published)},
        )


_DAY = re.compile(r"(?<![\d.,/])(\d{1,2})\s+([^\W\d_]{3,10})\s+((?:19|20)\d\d)(?!\d)")
_FULL = re.compile(r"[a-z] (?:19|20)\d\d", re.IGNORECASE)  # most texts have no date
_ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam")
_STEP = re.compile(
    rf"\b(?:tahap|gelombang|periode|putaran|angkatan)\s+({'|'.join(_ORDINALS)}|I{{1,3}}|IV|V|\d)\b",
    re.IGNORECASE,
)
_BASIS = re.compile(r"\b(?:berdasarkan|mendasarkan|sesuai|menindaklanjuti|atas dasar)\b", re.I)
_TO_COME = re.compile(
    r"\b(?:akan|paling lambat|paling lama|sampai|hingga|s\.?d\.?|selambat\S*|target|rencana)\b",
    re.I,
)
_ROMAN = ("i", "ii", "iii", "iv", "v")
_MOST_SLIPS = 2


@peringatan(
    code="SAH12",
    alone=True,
    statement="Nama bulan dalam tanggal ditulis tanpa salah huruf.",
    ground="Tanggal yang bulannya salah tulis tidak terbaca sebagai tanggal, jadi tidak diperiksa.",
)
def nama_bulan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the dates whose month is none, but is like one."""
    avoided = regulation.kosakata.tidak_baku  # those EJA05 tells
    for piece in regulation.potongan:
        for hit in _DAY.finditer(piece.text) if _FULL.search(piece.text) else ():
            word = hit[2].casefold()
            if word in months() or word in avoided:
                continue
            near = min(months(), key=lambda month: OSA.distance(word, month))
            if OSA.distance(word, near) <= min(_MOST_SLIPS, len(near) // 2):
                yield Violation(
                    piece,
                    f"«{hit[0]}»: nama bulannya {near.capitalize()}.",
                    f"Tulis «{hit[1]} {near.capitalize()} {hit[3]}».",
                    {"tercetak": hit[2], "bulan": near},
                    excerpt=hit[0],
                )


@peringatan(
    code="SAH13",
    alone=True,
    statement="Tanggal tahap pertama tidak sesudah tahap kedua, dan yang menjadi dasar tidak "
    "sesudah yang didasarkan padanya.",
    ground="Urutan kejadian dalam satu alinea harus mungkin.",
)
def urutan_kejadian(regulation: Regulation) -> Iterator[Violation]:
    """Yield the dates of a paragraph that cannot follow each other so."""
    for piece in regulation.potongan:
        text = piece.text
        dates = list(_dates(text)) if _FULL.search(text) else []
        if len(dates) < 2:
            continue
        steps = [
            (place, day, at)
            for hit in _STEP.finditer(text)
            if (place := _place(hit[1])) is not None
            for day, at in [next(((d, h) for d, h in dates if h.start() > hit.end()), (None, None))]
            if day is not None and at is not None
        ]
        for (first, day, _), (second, later, at) in pairwise(steps):
            if first < second and later < day and at is not None:
                yield _wrong(
                    piece.location,
                    piece.kode,
                    f"Tahap ke-{second} bertanggal {format_date(later)}, sebelum tahap ke-{first} "
                    f"({format_date(day)}).",
                    at,
                )
        for (deed, before), (basis, after) in pairwise(dates):
            between = text[before.end() : after.start()]
            if _BASIS.search(between) and ". " not in between and basis > deed:
                yield _wrong(
                    piece.location,
                    piece.kode,
                    f"Dasarnya bertanggal {format_date(basis)}, sesudah kejadiannya "
                    f"({format_date(deed)}).",
                    after,
                )


def _dates(text: str) -> Iterator[tuple[date, re.Match[str]]]:
    for hit in _DAY.finditer(text):
        if day := read_day(*hit.groups()):  # else SAH04 tells
            yield day, hit


def _place(word: str) -> int | None:
    """What *word* counts: kedua, II and 2 are 2."""
    word = word.casefold()
    if word.isdecimal():
        return int(word)
    for listing in (_ORDINALS, _ROMAN):
        if word in listing:
            return listing.index(word) + 1
    return None


def _wrong(where: Location, kode: str, message: str, hit: re.Match[str]) -> Violation:
    return Violation(
        Site(where, kode),
        message,
        "Betulkan salah satu tanggalnya.",
        {"tanggal": hit[0]},
        excerpt=hit[0],
    )


@peringatan(
    code="SAH14",
    statement="Tanggal yang disebut sebagai kejadian tidak sesudah tanggal penetapan.",
    ground="Yang terjadi sesudah peraturan ditetapkan belum dapat disebut di dalamnya.",
)
def kejadian_yang_lewat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the dates in chapters and plans that come after the day of enactment."""
    enacted = regulation.peraturan.ditetapkan.tanggal
    if enacted is None:
        return
    for piece in regulation.potongan:
        text = piece.text
        if piece.kode.startswith(("pasal-", "mengingat-")) or not _FULL.search(text):
            continue
        for day, hit in _dates(text):
            if day > enacted and not _TO_COME.search(text, max(hit.start() - 60, 0), hit.start()):
                yield Violation(
                    piece,
                    f"{hit[0]} sesudah peraturan ini ditetapkan ({format_date(enacted)}).",
                    "Betulkan tanggalnya; bila memang rencana, tulis kata akan atau paling lambat.",
                    {"tanggal": hit[0], "ditetapkan": str(enacted)},
                    excerpt=hit[0],
                )
