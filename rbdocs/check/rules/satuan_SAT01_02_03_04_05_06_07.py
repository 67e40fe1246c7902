"""SAT: unit, indicator and values of an action speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import is_lost
from rbdocs.check.plan_words import ACHIEVEMENT, CHANGE, PER_SO_MANY
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai

_PERSENTASE = re.compile(r"\b(persentase|prosentase|persen)\b|%", re.IGNORECASE)
_CACAH = re.compile(r"^\s*(jumlah|banyaknya)\b", re.IGNORECASE)
_ABOUT_PERCENT = re.compile(r"^\s*(?:(?:persentase|prosentase|persen)\b|%)", re.IGNORECASE)
_ABOUT_RATIO = re.compile(r"^\s*rasio\b", re.IGNORECASE)


def _kind(regulation: Regulation, aksi: RencanaAksi) -> str | None:
    satuan = regulation.satuan.by_spelling.get(aksi.satuan)
    return satuan.jenis if satuan else None


def _counts(indikator: str) -> bool:
    """Whether *indikator* says how many there are, and not what share of them."""
    return bool(_CACAH.search(indikator)) and not _PERSENTASE.search(indikator)


def _numbers(aksi: RencanaAksi) -> list[Nilai]:
    return [nilai for nilai in (*aksi.tw, aksi.total) if nilai.number is not None]


@rule(
    code="SAT01",
    level=Level.GALAT,
    alone=True,
    statement="Nilai bertanda persen hanya dipakai dengan satuan persen atau rasio.",
    ground="Satuan menyebut apa yang dihitung kolom triwulan dan total.",
)
def persen_bersatuan_persen(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose values carry a percent sign while the unit is another."""
    for aksi in regulation.aksi():
        signed = [nilai for nilai in _numbers(aksi) if nilai.persen]
        jenis = _kind(regulation, aksi)
        if signed and jenis not in (None, "persen", "rasio"):
            yield Violation(
                aksi.site("satuan"),
                f"Satuan «{aksi.satuan}» dipakai untuk nilai persen ({signed[-1]}).",
                "Ubah satuan menjadi Persen, atau tulis nilainya dalam satuan itu tanpa %.",
                {"satuan": aksi.satuan, "nilai": [str(nilai) for nilai in signed]},
            )


@rule(
    code="SAT02",
    level=Level.GALAT,
    alone=True,
    statement="Satuan persen dipakai dengan indikator yang menyebut persentase.",
    ground="Indikator «Jumlah …» menghitung banyaknya, bukan bagian dari seratus.",
)
def satuan_persen_berindikator_persentase(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a percentage unit whose indicator counts."""
    for aksi in regulation.aksi():
        indikator = aksi.indikator.plain
        if _kind(regulation, aksi) == "persen" and _counts(indikator):
            yield Violation(
                aksi.site("indikator"),
                f"Satuan «{aksi.satuan}», tetapi indikatornya menghitung jumlah: «{indikator}».",
                "Ubah indikator menjadi «Persentase …», atau satuan menjadi satuan hitungan.",
                {"satuan": aksi.satuan, "indikator": indikator},
            )


@rule(
    code="SAT03",
    level=Level.GALAT,
    alone=True,
    statement="Indikator «Persentase …» dipakai dengan satuan persen.",
    ground="Satuan menyebut besaran indikatornya.",
)
def indikator_persentase_bersatuan_persen(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose indicator is a percentage while the unit is another."""
    for aksi in regulation.aksi():
        indikator = aksi.indikator.plain
        jenis = _kind(regulation, aksi)
        if any(nilai.persen for nilai in _numbers(aksi)):
            continue  # SAT01 tells of the unit
        if _ABOUT_PERCENT.search(indikator) and jenis not in (None, "persen"):
            yield Violation(
                aksi.site("satuan"),
                f"Indikator «{indikator}» adalah persentase, tetapi satuannya «{aksi.satuan}».",
                "Ubah satuan menjadi Persen, atau indikator menjadi «Jumlah …».",
                {"satuan": aksi.satuan, "indikator": indikator},
            )


@rule(
    code="SAT04",
    level=Level.GALAT,
    alone=True,
    statement="Nilai bersatuan persen berada di antara 0 dan 100, kecuali untuk kenaikan atau "
    "penurunan, dan di atas 100 untuk capaian terhadap target.",
    ground="Bagian dari keseluruhan tidak melebihi seratus; pertumbuhan dapat lebih, atau negatif, "
    "dan target dapat terlampaui.",
)
def persen_paling_banyak_seratus(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a percentage unit and a value below 0 or above 100."""
    for aksi in regulation.aksi():
        indikator = aksi.indikator.plain
        if _kind(regulation, aksi) != "persen" or CHANGE.search(indikator) or _counts(indikator):
            continue  # where it counts SAT02 tells
        numbers = [(n, n.number) for n in _numbers(aksi) if n.number is not None]
        most = None if ACHIEVEMENT.search(indikator) else 100
        outside = [n for n, number in numbers if number < 0 or (most and number > most)]
        if outside:
            yield Violation(
                aksi.site("tw"),
                f"Nilai persen {outside[0]} tidak berada di antara 0 dan 100.",
                "Betulkan nilainya, atau pakai satuan hitungan bila yang dimaksud banyaknya.",
                {"satuan": aksi.satuan, "nilai": [str(nilai) for nilai in outside]},
            )


@rule(
    code="SAT05",
    level=Level.GALAT,
    alone=True,
    statement="Satuan hitungan (cacah) bernilai bilangan bulat, nol atau lebih.",
    ground="Dokumen, orang atau unit tidak berpecahan dan tidak kurang dari tidak ada.",
)
def cacah_bilangan_bulat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a count unit and a value that is no whole number, or below zero.

    What is below zero in a draft TW06 tells.
    """
    for aksi in regulation.aksi():
        if _kind(regulation, aksi) != "cacah":
            continue
        numbers = [(n, n.number) for n in _numbers(aksi) if n.number is not None and not n.persen]
        pecahan = [
            n
            for n, number in numbers
            if number % 1 or (number < 0 and not regulation.open_to_change)
        ]
        if pecahan:
            yield Violation(
                aksi.site("tw"),
                f"Satuan «{aksi.satuan}» menghitung banyaknya, tetapi bernilai {pecahan[0]}.",
                "Tulis bilangan bulat, atau pakai satuan ukuran (persen, indeks, panjang, ...).",
                {"satuan": aksi.satuan, "nilai": [str(nilai) for nilai in pecahan]},
            )


@rule(
    code="SAT06",
    level=Level.GALAT,
    alone=True,
    statement="Rasio berbentuk pecahan, persen atau perbandingan, bukan banyaknya.",
    ground="Rasio membandingkan dua besaran; bilangan bulat di atas 1 adalah jumlah.",
)
def rasio_bukan_jumlah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a ratio unit or indicator and whole numbers above one."""
    for aksi in regulation.aksi():
        jenis, indikator = _kind(regulation, aksi), aksi.indikator.plain
        if PER_SO_MANY.search(f"{indikator} {aksi.satuan}"):
            continue  # «rasio dokter per 100.000 penduduk» is a whole number
        if jenis != "rasio" and (jenis == "persen" or not _ABOUT_RATIO.search(indikator)):
            continue
        count = [
            n for n in _numbers(aksi) if n.number is not None and n.number > 1 and not n.number % 1
        ]
        if count and not any(nilai.persen for nilai in count):
            yield Violation(
                aksi.site("satuan"),
                f"Satuan «{aksi.satuan}», tetapi nilainya banyaknya: {count[0]}."
                if jenis == "rasio"
                else f"Indikator «{indikator}» adalah rasio, tetapi nilainya banyaknya: {count[0]} "
                f"{aksi.satuan}.",
                "Tulis rasionya (misalnya 0,24), atau pakai satuan hitungan seperti Unit."
                if jenis == "rasio"
                else "Tulis rasionya (misalnya 0,24), atau ubah indikator menjadi «Jumlah …».",
                {"satuan": aksi.satuan, "nilai": [str(nilai) for nilai in count]},
            )


@rule(
    code="SAT07",
    level=Level.GALAT,
    alone=True,
    statement="Rencana aksi yang berindikator dan bernilai menyebut satuannya.",
    ground="Angka tanpa satuan tidak dapat diukur.",
)
def bernilai_bersatuan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that have values and no unit, unless the text there is lost."""
    for aksi in regulation.aksi():
        if "satuan" not in aksi.stated:
            continue
        if aksi.satuan in ("", "-") and _numbers(aksi) and not is_lost(aksi, "satuan"):
            yield Violation(
                aksi.site("satuan"),
                f"Satuan kosong, padahal totalnya {aksi.total}.",
                "Isi satuan menurut apa yang dihitung indikatornya.",
                {"satuan": aksi.satuan, "total": str(aksi.total)},
            )
