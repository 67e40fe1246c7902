"""Lampiran I of a clean regulation: two chapters, their tables and a figure."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.seeds.plans import activity_of
from tests.seeds.registers import OFFICES, Indicator
from tests.seeds.sources import CHAPTERS, YEAR, Data, Sources
from tests.seeds.words import Words

_FOLDER = f"{YEAR}/lampiran-1"


def add_road_map(sources: Sources, rng: Random, words: Words, indicators: list[Indicator]) -> None:
    """Put Lampiran I into *sources*."""
    sources.files[f"{_FOLDER}/naskah.yaml"] = {
        "lampiran": "I",
        "tahun": YEAR,
        "judul": "PETA JALAN REFORMASI BIROKRASI",
        "isi": [
            {"bagian": "A. UMUM"},
            *({"berkas": chapter.split("/")[-1]} for chapter in CHAPTERS),
        ],
        "tanda_tangan": {"pejabat": "bupati"},
    }
    first = rng.choice(indicators)
    done, all_of_them = rng.randint(50, 200), rng.randint(201, 400)
    share = (done * 200 + all_of_them) // (2 * all_of_them)
    sources.files[CHAPTERS[0]] = f"""\
BAB I
PENDAHULUAN
===========

## 1.1. Latar Belakang

Peta jalan disusun untuk tata kelola yang baik (*good governance*) menurut \
Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah.

Penyederhanaan dilakukan pada tanggal {rng.randint(1, 28)} Mei 2022 \
terhadap {done} dari {all_of_them} jabatan, yaitu \
[{share}%](#hitung:{done}/{all_of_them}), dalam 2 (dua) tahap.

{words.action()} dan {words.action().lower()} dilaksanakan menurut \
Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.

Langkahnya sebagai berikut:

{_steps(rng, words)}

## 1.2. Capaian

Capaian {first.name} dalam [tabel 1.1](#tabel-1-1) adalah \
[{_shown(first.baseline)}](#{first.key}:baseline:2023), \
sebagaimana digambarkan dalam [gambar 1.1](#gambar-1-1).

![](tabel-1-1.yaml)

![](gambar-1-1.yaml)

![](tabel-1-2.yaml)
"""
    sources.files[CHAPTERS[1]] = f"""\
BAB II
SASARAN
=======

## 2.1. Sasaran dan Kegiatan Utama

Kegiatan utama ada dalam [tabel 2.1](#tabel-2-1), hasilnya dalam tabel [](#tabel-2-2).

![](tabel-2-1.yaml)

![](tabel-2-2.yaml)

## 2.2. Tim Pengelola

{words.action()} dan {words.action().lower()} \
menjadi tugas tim dalam [tabel 2.3](#tabel-2-3) dan [tabel 2.4](#tabel-2-4).

![](tabel-2-3.yaml)

![](tabel-2-4.yaml)
"""
    _tables(sources, rng, words, indicators)


def _shown(value: Any) -> str:
    """A value as it is printed."""
    return str(value).replace(".", ",")


def _steps(rng: Random, words: Words) -> str:
    marker = rng.choice(["{n}.", "{n})", "{a}."])
    lines = [
        f"{marker.format(n=n, a='abcdefgh'[n - 1])} {words.action()};"
        for n in range(1, rng.randint(3, 6))
    ]
    lines[-2] += " dan"
    return "\n".join(lines)[:-1] + "."


def _columns(*listing: tuple[str, str, str | None, int | None]) -> list[Data]:
    result = []
    for key, title, meaning, year in listing:
        data: Data = {"kunci": key, "judul": title, "lebar": 2}
        data |= {"makna": meaning} if meaning else {}
        result.append(data | ({"tahun": year} if year else {}))
    return result


def _tables(sources: Sources, rng: Random, words: Words, indicators: list[Indicator]) -> None:
    thematic = indicators[-1]
    tables = {
        "tabel-1-1": _targets(indicators),
        "tabel-1-2": _scores(rng, words, thematic),
        "tabel-2-1": _activities(indicators[:-1]),
        "tabel-2-2": _outcomes(words, indicators[:-1]),
        "tabel-2-3": _team("General"),
        "tabel-2-4": _team("Tematik"),
    }
    for key, table in tables.items():
        number = key.removeprefix("tabel-").replace("-", ".")
        sources.files[f"{_FOLDER}/{key}.yaml"] = {"nomor": number, **table}
    sources.files[f"{_FOLDER}/gambar-1-1.yaml"] = {
        "nomor": "1.1",
        "judul": "Alur Penyusunan",
        "isi": [{"kotak": "Menyusun"}, {"panah": "maju"}, {"kotak": "Menetapkan"}],
    }


def _targets(indicators: list[Indicator]) -> Data:
    return {
        "judul": "Target Tahunan",
        "kolom": _columns(
            ("no", "No", "nomor", None),
            ("indikator", "Indikator", "indikator", None),
            ("t2023", "Baseline 2023", "baseline", 2023),
            ("t2024", "Target 2024", "target", 2024),
        ),
        "baris": [
            {
                "no": n,
                "indikator": indicator.name,
                "acuan": indicator.key,
                "t2023": indicator.baseline,
                "t2024": indicator.target,
            }
            for n, indicator in enumerate(indicators, start=1)
        ],
    }


def _scores(rng: Random, words: Words, thematic: Indicator) -> Data:
    best = [rng.randint(8, 10) for _ in range(3)]
    rows: list[Data] = [_scored("Kemiskinan", best) | {"acuan": thematic.key}]
    for _ in range(rng.randint(2, 4)):
        rows.append(_scored(words.action(), [rng.randint(1, 7) for _ in range(3)]))
    rng.shuffle(rows)
    return {
        "judul": "Penilaian Tema",
        "kolom": _columns(
            ("tema", "Tema", "tema", None),
            ("parah", "Keparahan", "kriteria", None),
            ("luas", "Keluasan", "kriteria", None),
            ("mampu", "Kemampuan", "kriteria", None),
            ("total", "Nilai Total", "total", None),
        ),
        "baris": rows,
    }


def _scored(theme: str, scores: list[int]) -> Data:
    names = ("parah", "luas", "mampu")
    return {"tema": theme, **dict(zip(names, scores, strict=True)), "total": sum(scores)}


def _activities(indicators: list[Indicator]) -> Data:
    return {
        "judul": "Kegiatan Utama",
        "kolom": _columns(
            ("kegiatan", "Kegiatan Utama", "kegiatan_utama", None),
            ("indikator", "Indikator", "indikator", None),
            ("target", "Target 2024", "target", 2024),
            ("koordinator", "Koordinator", "koordinator", None),
        ),
        "baris": [
            {
                "kegiatan": activity_of(indicator),
                "indikator": indicator.name,
                "acuan": indicator.key,
                "target": indicator.target,
                "koordinator": indicator.office,
            }
            for indicator in indicators
        ],
    }


def _outcomes(words: Words, indicators: list[Indicator]) -> Data:
    return {
        "jenis": "hasil",
        "judul": "Hasil Kegiatan Utama",
        "label": {"indikator": "Indikator:", "target": "Target:", "tahun": "pada Tahun"},
        "kolom": _columns(
            ("no", "No", None, None),
            ("kegiatan_utama", "Kegiatan Utama", None, None),
            ("leading", "Leading Institution", None, None),
            ("output", "Output", None, None),
            ("tahun", "Tahun", None, None),
            ("penanggung_jawab", "Penanggung Jawab", None, None),
        ),
        "kegiatan_utama": [
            _outcome(n, words, indicator) for n, indicator in enumerate(indicators, start=1)
        ],
    }


def _outcome(number: int, words: Words, item: Indicator) -> Data:
    indicator = {"nama": item.name, "acuan": item.key, "target": item.target, "tahun": YEAR}
    return {
        "no": number,
        "nama": activity_of(item),
        "leading": item.office,
        "indikator": [indicator],
        "output": [
            {
                "uraian": f"{n}. Hasil: {words.action().lower()}",
                "tahun": YEAR,
                "penanggung_jawab": item.office,
            }
            for n in (1, 2)
        ],
    }


def _team(kind: str) -> Data:
    return {
        "judul": f"Tim Pengelola Reformasi Birokrasi {kind}",
        "kolom": _columns(
            ("no", "No", "nomor", None), ("jabatan", "Jabatan dalam Dinas", "jabatan", None)
        ),
        "baris": [
            {"no": n, "jabatan": f"Kepala {name}"}
            for n, (name, _) in enumerate(OFFICES.values(), start=1)
        ],
    }
