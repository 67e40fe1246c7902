"""SAT, TW: unit, indicator and quarters of an action speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.derived import is_lost
from rbdocs.check.plan_words import ACHIEVEMENT, CHANGE, PER_SO_MANY
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.kosakata import listed
from rbdocs.model.plan_sums import filled, numbers
from rbdocs.model.plan_tree import Cara, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai

_PERSENTASE = re.compile(r"\b(persentase|prosentase|persen)\b|%", re.IGNORECASE)
_CACAH = re.compile(r"^\s*(jumlah|banyaknya)\b", re.IGNORECASE)
_ABOUT_PERCENT = re.compile(r"^\s*(?:(?:persentase|prosentase|persen)\b|%)", re.IGNORECASE)
_ABOUT_RATIO = re.compile(r"^\s*rasio\b", re.IGNORECASE)


def _counts(indikator: str) -> bool:
    """Whether *indikator* says how many there are, and not what share of them."""
    return bool(_CACAH.search(indikator)) and not _PERSENTASE.search(indikator)


def _numbers(aksi: RencanaAksi) -> list[Nilai]:
    return [nilai for nilai in (*aksi.tw, aksi.total) if nilai.number is not None]


@galat(
    code="SAT01",
    alone=True,
    statement="Nilai bertanda persen hanya dipakai dengan satuan persen atau rasio.",
    ground="Satuan menyebut apa yang dihitung kolom triwulan dan total.",
)
def persen_bersatuan_persen(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose values carry a percent sign while the unit is another."""
    for aksi in regulation.aksi():
        signed = [nilai for nilai in _numbers(aksi) if nilai.persen]
        jenis = regulation.unit_kind(aksi.satuan)
        if signed and jenis not in (None, "persen", "rasio"):
            yield Violation(
                aksi.site("satuan"),
                f"Satuan «{aksi.satuan}» dipakai untuk nilai persen ({signed[-1]}).",
                "Ubah satuan menjadi Persen, atau tulis nilainya dalam satuan itu tanpa %.",
                {"satuan": aksi.satuan, "nilai": [str(nilai) for nilai in signed]},
            )


@galat(
    code="SAT02",
    alone=True,
    statement="Satuan persen dipakai dengan indikator yang menyebut persentase.",
    ground="Indikator «Jumlah …» menghitung banyaknya, bukan bagian dari seratus.",
)
def satuan_persen_berindikator_persentase(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a percentage unit whose indicator counts."""
    for aksi in regulation.aksi():
        indikator = aksi.indikator.plain
        if regulation.unit_kind(aksi.satuan) == "persen" and _counts(indikator):
            yield Violation(
                aksi.site("indikator"),
                f"Satuan «{aksi.satuan}», tetapi indikatornya menghitung jumlah: «{indikator}».",
                "Ubah indikator menjadi «Persentase …», atau satuan menjadi satuan hitungan.",
                {"satuan": aksi.satuan, "indikator": indikator},
            )


@galat(
    code="SAT03",
    alone=True,
    statement="Indikator «Persentase …» dipakai dengan satuan persen.",
    ground="Satuan menyebut besaran indikatornya.",
)
def indikator_persentase_bersatuan_persen(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose indicator is a percentage while the unit is another."""
    for aksi in regulation.aksi():
        indikator = aksi.indikator.plain
        jenis = regulation.unit_kind(aksi.satuan)
        if any(nilai.persen for nilai in _numbers(aksi)):
            continue  # SAT01 tells of the unit
        if _ABOUT_PERCENT.search(indikator) and jenis not in (None, "persen"):
            yield Violation(
                aksi.site("satuan"),
                f"Indikator «{indikator}» adalah persentase, tetapi satuannya «{aksi.satuan}».",
                "Ubah satuan menjadi Persen, atau indikator menjadi «Jumlah …».",
                {"satuan": aksi.satuan, "indikator": indikator},
            )


@galat(
    code="SAT04",
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
        if (
            regulation.unit_kind(aksi.satuan) != "persen"
            or CHANGE.search(indikator)
            or _counts(indikator)
        ):
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


@galat(
    code="SAT05",
    alone=True,
    statement="Satuan hitungan (cacah) bernilai bilangan bulat, nol atau lebih.",
    ground="Dokumen, orang atau unit tidak berpecahan dan tidak kurang dari tidak ada.",
)
def cacah_bilangan_bulat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a count unit and a value that is no whole number, or below zero.

    What is below zero in a draft TW06 tells.
    """
    for aksi in regulation.aksi():
        if regulation.unit_kind(aksi.satuan) != "cacah":
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


@galat(
    code="SAT06",
    alone=True,
    statement="Rasio berbentuk pecahan, persen atau perbandingan, bukan banyaknya.",
    ground="Rasio membandingkan dua besaran; bilangan bulat di atas 1 adalah jumlah.",
)
def rasio_bukan_jumlah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions with a ratio unit or indicator and whole numbers above one."""
    for aksi in regulation.aksi():
        jenis, indikator = regulation.unit_kind(aksi.satuan), aksi.indikator.plain
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


@galat(
    code="SAT07",
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


_EMPTY = "sel kosong"


@peringatan(
    code="TW07",
    statement="Nilai dengan cara: akhir tidak turun dari triwulan ke triwulan.",
    ground="Nilai itu menyebut apa yang sudah tercapai sampai triwulan itu.",
)
def tidak_turun(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions of which what was reached falls from one quarter to the next."""
    for aksi in regulation.aksi():
        if aksi.cara is not Cara.AKHIR or aksi.acuan is not None:
            continue  # an indicator may be wanted to fall
        quarters = filled(aksi)
        found = numbers(quarters) or []
        fall = next(
            (n for n, (earlier, later) in enumerate(pairwise(found)) if later < earlier), None
        )
        if fall is not None:
            yield Violation(
                aksi.site("tw"),
                f"Nilai turun dari {quarters[fall]} menjadi {quarters[fall + 1]}, padahal cara: "
                "akhir.",
                "Betulkan nilai triwulannya, atau caranya.",
                {"tw": [str(nilai) for nilai in aksi.tw]},
            )


@peringatan(
    code="TW08",
    statement="Triwulan tanpa target dalam satu baris ditandai dengan satu cara.",
    ground="Tanda hubung, angka nol dan sel kosong dalam satu baris terbaca sebagai tiga hal.",
)
def satu_tanda_kosong(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that mark their empty quarters in several ways."""
    for aksi in regulation.aksi():
        marks = dict.fromkeys(
            nilai.text.strip() for nilai in aksi.tw if nilai.empty or nilai.number == 0
        )
        if len(marks) < 2:
            continue
        shown = listed(f"«{mark}»" if mark else _EMPTY for mark in marks)
        yield Violation(
            aksi.site("tw"),
            f"Triwulan tanpa target ditandai dengan {shown}.",
            "Pakai satu tanda di seluruh baris.",
            {"tw": [str(nilai) for nilai in aksi.tw]},
        )
