"""The registers of a clean regulation: units, offices, officers, words, and indicators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tests.seeds.sources import Data, Sources
from tests.seeds.words import Words

OFFICES = {
    "bagian-organisasi": ("Bagian Organisasi Sekretariat Daerah", "Bagian Organisasi Setda"),
    "bkd": ("Badan Kepegawaian Daerah", "BKD"),
    "bapelitbang": ("Badan Perencanaan, Penelitian, dan Pengembangan", "Bapelitbang"),
    "diskominfo": ("Dinas Komunikasi dan Informatika", "Diskominfo"),
    "dinsos": ("Dinas Sosial", "Dinsos"),
    "inspektorat": ("Inspektorat Daerah", "Inspektorat"),
    "dpmptsp": ("Dinas Penanaman Modal dan Pelayanan Terpadu", "DPMPTSP"),
}
SHORT = [short for _, short in OFFICES.values()]
UNITS: list[Data] = [
    {"kunci": "dokumen", "jenis": "cacah", "ejaan": ["Dokumen", "dokumen"]},
    {
        "kunci": "laporan",
        "jenis": "cacah",
        "ejaan": ["Laporan", "laporan"],
        "menghitung": ["laporan"],
    },
    {"kunci": "kegiatan", "jenis": "cacah", "ejaan": ["Kegiatan", "kegiatan"]},
    {"kunci": "orang", "jenis": "cacah", "ejaan": ["Orang", "orang", "Org"]},
    {"kunci": "unit", "jenis": "cacah", "ejaan": ["Unit", "unit"]},
    {"kunci": "persen", "jenis": "persen", "ejaan": ["Persen", "%"]},
    {"kunci": "indeks", "jenis": "indeks", "ejaan": ["Indeks", "indeks"]},
    {"kunci": "rasio", "jenis": "rasio", "ejaan": ["Rasio", "rasio"]},
    {"kunci": "kilometer", "jenis": "panjang", "ejaan": ["KM", "km"]},
]


@dataclass(frozen=True)
class Indicator:
    """An indicator: its record in the register, and its office."""

    record: Data
    office: str

    @property
    def key(self) -> str:
        return str(self.record["kunci"])

    @property
    def name(self) -> str:
        return str(self.record["nama"])

    @property
    def baseline(self) -> Any:
        return self.record["baseline"][2023]

    @property
    def target(self) -> Any:
        return self.record["target"][2024]


def add_registers(sources: Sources, rng: Random, words: Words, count: int) -> list[Indicator]:
    """Put the registers into *sources* and return *count* indicators."""
    indicators = [_indicator(rng, words.subject()) for _ in range(count)]
    sources.files["satuan.yaml"] = {"satuan": [dict(unit) for unit in UNITS]}
    sources.files["perangkat-daerah.yaml"] = {
        "perangkat_daerah": [
            {"kunci": "setda", "nama": "Sekretariat Daerah", "singkat": "Setda"},
            *(
                {"kunci": key, "nama": name, "singkat": short, "tercetak": []}
                for key, (name, short) in OFFICES.items()
            ),
        ]
    }
    sources.files["perangkat-daerah.yaml"]["perangkat_daerah"][1]["tercetak"] = [
        "Bagian Organisasi"
    ]
    sources.files["instansi.yaml"] = _government()
    sources.files["kosakata.yaml"] = {
        "tidak_baku": {"survey": "survei", "resiko": "risiko", "ijin": "izin"},
        "istilah": [
            "akuntabilitas",
            "keparahan",
            "leading",
            "institution",
            "output",
            "baseline",
            "perizinan",
        ],
        "terikat": ["antar", "pasca"],
    }
    sources.files["indikator.yaml"] = {"indikator": [indicator.record for indicator in indicators]}
    return indicators


def _government() -> Data:
    officers = (
        ("bupati", "BUPATI BATANG"),
        ("sekretaris-daerah", "SEKRETARIS DAERAH KABUPATEN BATANG"),
        ("kepala-bagian-hukum", "KEPALA BAGIAN HUKUM"),
    )
    return {
        "nama": "Pemerintah Kabupaten Batang",
        "kepala_daerah": "BUPATI BATANG",
        "daerah": "Kabupaten Batang",
        "provinsi": "Provinsi Jawa Tengah",
        "tempat": "Batang",
        "pejabat": [
            {
                "kunci": key,
                "jabatan": title,
                "nama": f"NAMA {title}",
                "pangkat": "Pembina",
                "nip": "19700101 199001 1 001",
                "berlaku": {"dari": date(2023, 1, 1)},
            }
            for key, title in officers
        ],
    }


def _indicator(rng: Random, subject: str) -> Indicator:
    kind = rng.choice(["persen", "indeks", "skor"])
    direction = rng.choice(["naik", "naik", "turun", "tetap"])
    low, high = _numbers(rng, kind)
    before, after = {"naik": (low, high), "turun": (high, low), "tetap": (high, high)}[direction]
    head = {"persen": "Persentase capaian", "indeks": "Indeks", "skor": "Nilai"}[kind]
    office = rng.choice(list(OFFICES))
    record = {
        "kunci": subject.replace(" ", "-"),
        "nama": f"{head} {subject}",
        "jenis": kind,
        "arah": direction,
        "baseline": {2023: before},
        "target": {2024: after},
        "koordinator": [office],
        "sumber": "Lampiran II",
    }
    return Indicator(record, OFFICES[office][1])


def _numbers(rng: Random, kind: str) -> tuple[Any, Any]:
    """Two values, the smaller first, written alike."""
    if kind == "persen":
        low = rng.randint(30, 70)
        return f"{low}%", f"{low + rng.randint(1, 25)}%"
    if kind == "indeks":
        low = rng.randint(11, 38)
        high = low + rng.randint(1, 10)
        return (low if low % 10 else low + 1) / 10, (high if high % 10 else high + 1) / 10
    low = rng.randint(40, 70)
    return low, low + rng.randint(1, 25)
