"""Words by which the rules read what a row of a plan says.

They are of the language and of the technique of planning, not of one office: the prefixes and
suffixes are those of Tata Bahasa Baku Bahasa Indonesia (4th ed., 2017), the measures those of
Permendagri 86/2017 and Permenpan RB 53/2014 on performance indicators, the kinds of regulation
those of UU 12/2011 art. 7 and 8 and Permendagri 80/2015 art. 2 and 3.
"""

from __future__ import annotations

import re
from decimal import Decimal


def _words(text: str) -> str:
    """The words of *text* as a choice of a pattern."""
    return "|".join(text.split())


# What may grow or shrink by more than its whole, and fall below nothing.
_CHANGES = _words(
    "kenaikan peningkatan pertumbuhan penurunan pertambahan pengurangan perubahan laju inflasi "
    "deflasi selisih defisit surplus"
)
CHANGE = re.compile(rf"\b(?:{_CHANGES})\b", re.IGNORECASE)
# What is measured against a target, which may be surpassed.
ACHIEVEMENT = re.compile(
    r"\b(?:capaian|pencapaian|ketercapaian|tercapainya)\b|\brealisasi\b.*\btarget\b", re.IGNORECASE
)
# A ratio to so many is a whole number: «per 100.000 kelahiran hidup», «per 1.000 penduduk».
PER_SO_MANY = re.compile(
    r"(?:\bper|/)\s*(?:\d[\d.]*|seratus|seribu|sepuluh\s+ribu|seratus\s+ribu|sejuta|satu\s+juta)\b",
    re.IGNORECASE,
)

# A state that was reached, as a sasaran says it: «Meningkatnya ...», «Tersedianya ...».
_REACHED = _words(
    "terwujud terlaksana tersedia tersusun terbentuk tercapai terselenggara terbangun terpenuhi "
    "meningkat menurun"
)
RESULT = re.compile(rf"^(?:(?:me|ter|ber)\w{{3,}}nya|{_REACHED})\b", re.IGNORECASE)
# What is done, as an action says it and a sasaran does not: «Meningkatkan ...».
DEED = re.compile(r"^(?:me\w{3,}(?:kan|i)|memper\w+)\b", re.IGNORECASE)
# What an indicator begins with, or names, when it is a measure.
_MEASURES = _words(
    "jumlah banyaknya banyak persentase prosentase persen indeks indek nilai skor tingkat "
    "rasio capaian ketercapaian cakupan angka proporsi laju pertumbuhan panjang luas volume "
    "berat lebar tinggi jarak kapasitas frekuensi lama lamanya waktu umur usia durasi "
    "kecepatan opini predikat level peringkat kategori rata rerata besaran besarnya kenaikan "
    "peningkatan penurunan total harapan maturitas kapabilitas kematangan produktivitas "
    "prevalensi probabilitas kontribusi selisih realisasi pengeluaran pendapatan"
)
MEASURE = re.compile(rf"\b(?:{_MEASURES})\b|%", re.IGNORECASE)
# What an indicator's name may have before what is measured.
_HEADS = _words("capaian nilai indeks tingkat skor hasil survei survey")
_MEASURED = re.compile(rf"^\s*(?:(?:{_HEADS})\s+)+", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
# Names of units that say nothing of what is counted.
NO_UNIT = frozenset(
    _words("jumlah banyaknya banyak angka nilai total volume satuan hitungan bilangan").split("|")
)
# Units that may count any thing.
ANY_THING = frozenset({"unit", "jumlah", "data", "buah", "set", "titik", "lokasi", "jenis"})
# What stands above a sub kegiatan in the budget, or pays for one, and is none itself.
NO_SUB_KEGIATAN = re.compile(
    r"^(?:pada\s+)?(?:program|kegiatan|bantuan\s+(?:pemerintah|keuangan|pusat|provinsi)|dana\s+"
    r"(?:alokasi|desa|insentif)|DAK|DAU|APBN|APBD|hibah|belanja)\b",
    re.IGNORECASE,
)
# Words that join others and say nothing by themselves.
_PLAIN = frozenset(
    _words(
        "yang dan di ke dari pada dalam dengan untuk bagi oleh atas serta atau telah sudah akan "
        "para sesuai per se ini itu tentang terhadap antar sebagai hasil jumlah persentase "
        "banyaknya tahun"
    ).split("|")
)
_WORD = re.compile(r"\w{3,}")


def measured(nama: str) -> str:
    """Return what an indicator called *nama* measures: without ``Capaian``, ``Indeks``, brackets.

    >>> measured("Nilai Survei Penilaian Integritas (Sumber: KPK)")
    'penilaian integritas'
    """
    return " ".join(_MEASURED.sub("", _BRACKETS.sub("", nama)).casefold().split())


def content_words(text: str) -> frozenset[str]:
    """Return the words of *text* that say something, in small letters."""
    return frozenset(_WORD.findall(text.casefold())) - _PLAIN


# Documents that have a period of years (UU 25/2004 art. 1, Permendagri 86/2017 art. 1), and those
# of the reform of the bureaucracy (Perpres 81/2010); an abbreviation and its name are one.
PERIODICAL = {
    "RPJPN": r"RPJPN|rencana\s+pembangunan\s+jangka\s+panjang\s+nasional",
    "RPJPD": r"RPJPD|rencana\s+pembangunan\s+jangka\s+panjang\s+daerah",
    "RPJMN": r"RPJMN|rencana\s+pembangunan\s+jangka\s+menengah\s+nasional",
    "RPJMD": r"RPJMD|rencana\s+pembangunan\s+jangka\s+menengah\s+daerah",
    "RPD": r"RPD|rencana\s+pembangunan\s+daerah",
    "Renstra": r"renstra|rencana\s+strategis",
    "RTRW": r"RTRW|rencana\s+tata\s+ruang\s+wilayah",
    "Road Map": r"road\s*map|peta\s+jalan",
    "Grand Design": r"grand\s+design|rancangan\s+induk",
}


_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_UNIT = "|".join(_UNITS)
_SCALE = "|".join(("belas", "puluh", "ratus", *_SCALES))
# Also joined, as many write it: duabelas, limapuluh, sejuta.
_NUMBER_WORD = rf"(?:(?:{_UNIT})(?:{_SCALE})?|se(?:{_SCALE})|{_SCALE})"
# A pattern of number words one after the other, to be used without regard to case.
WORDS = rf"\b{_NUMBER_WORD}(?:\s+(?:koma\s+)?{_NUMBER_WORD})*\b"
_PART = re.compile(rf"se(?=(?:{_SCALE})$)|{_UNIT}|{_SCALE}|koma")


def read_words(text: str) -> Decimal | None:
    """Return the number that *text*, number words alone, says; None where it says none.

    >>> read_words("dua puluh lima"), read_words("tiga koma nol lima"), read_words("dua satu")
    (Decimal('25'), Decimal('3.05'), None)
    >>> read_words("satu koma lima miliar")  # satu koma lima, of miliar
    Decimal('1500000000')
    """
    whole, *decimals = (
        [found for word in part.split() for found in _PART.findall(word)]
        for part in re.split(r"\bkoma\b", text.casefold())
    )
    number = _whole(whole)
    if number is None or len(decimals) > 1:
        return None
    after = decimals[0] if decimals else []
    scale = _SCALES[after.pop()] if len(after) > 1 and after[-1] in _SCALES else 1
    digits = _digits(after) if decimals else "0"
    return None if digits is None else (Decimal(f"{number}.{digits}") * scale).normalize() + 0


def write_words(number: Decimal) -> str:
    """Return *number*, nought or more, in words: ``tiga koma empat``."""
    from num2words import num2words  # type: ignore[import-untyped]

    whole = int(number)
    text = " ".join(str(num2words(whole, lang="id")).split())
    digits = f"{number.normalize():f}".partition(".")[2]
    return f"{text} koma {' '.join(_UNITS[int(digit)] for digit in digits)}" if digits else text


def _digits(words: list[str]) -> str | None:
    """The decimals that *words* say, one by one (``dua lima``) or as a number."""
    if words and all(word in _UNITS for word in words):
        return "".join(str(_UNITS.index(word)) for word in words)
    number = _whole(words)
    return None if number is None else str(number)


def _whole(words: list[str]) -> int | None:
    """The whole number that *words* say; each part must be smaller than what stands before it."""
    total, above = 0, 10**15
    group: list[str] = []
    for word in [*words, ""]:
        if word and word not in _SCALES:
            group.append(word)
            continue
        scale = _SCALES.get(word, 1)
        number = _below_thousand(group) if group else 0
        if number is None or scale >= above or (word and not number):
            return None
        total, above, group = total + number * scale, scale, []
    return total if words else None


def _below_thousand(words: list[str]) -> int | None:
    total, unit, least = 0, None, 1000
    for word in words:
        size = {"belas": 10, "puluh": 10, "ratus": 100}.get(word)
        if size is None:
            if unit is not None:
                return None
            unit = 1 if word == "se" else _UNITS.index(word)
            continue
        if not unit or size >= least:
            return None
        total += unit + 10 if word == "belas" else unit * size
        unit, least = None, 1 if word == "belas" else size
    if unit is None:
        return total
    return total + unit if least > 1 and (unit or not total) else None
