"""The plans of a clean regulation: Lampiran II and III, with any number of actions."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from string import ascii_lowercase
from typing import Any

from tests.seeds.registers import SHORT, Indicator
from tests.seeds.sources import PLANS, YEAR, Data, Sources
from tests.seeds.words import BENEFITS, KINDS, Words

# Unit, how the output begins, and how its values come about.
_COUNTED = (
    ("Dokumen", "Jumlah dokumen"),
    ("Laporan", "Jumlah laporan"),
    ("Kegiatan", "Jumlah kegiatan"),
    ("Orang", "Jumlah peserta"),
    ("Unit", "Banyaknya unit"),
)


def add_plans(
    sources: Sources, rng: Random, words: Words, indicators: list[Indicator], size: int
) -> None:
    """Put a plan of each kind with about *size* actions in all into *sources*."""
    *general, thematic = indicators
    shares = [1] * len(indicators)
    for _ in range(max(size - len(indicators), 0)):
        shares[rng.randrange(len(shares))] += 1
    plan = _Plan(rng, words)
    activities = [
        _activity(plan, item, share) for item, share in zip(general, shares, strict=False)
    ]
    cut = rng.randint(1, len(activities))
    sources.files[PLANS[0]] = {
        **_head("II", "general", "GENERAL"),
        "rencana": [
            {"permasalahan": f"Masalah birokrasi: {words.action()}", "kegiatan_utama": part}
            for part in (activities[:cut], activities[cut:])
            if part
        ],
    }
    plan.thematic = True
    name = {"nama": thematic.name, "acuan": thematic.key, "target": thematic.target}
    below = deepcopy(thematic.record)
    below |= {"kunci": f"{thematic.key}-warga", "nama": f"{thematic.name} warga"}
    sources.files["indikator.yaml"]["indikator"].append(below)
    derived = {
        "nama": below["nama"],
        "acuan": below["kunci"],
        "target": thematic.target,
        "rencana_aksi": plan.actions(thematic, max(shares[-1], 2)),
    }
    sources.files[PLANS[1]] = {
        **_head("III", "tematik", "TEMATIK PENGENTASAN KEMISKINAN"),
        "rencana": [
            {
                "permasalahan": "Hasil program belum sebanding dengan sumber dayanya",
                "sasaran": [
                    {
                        "nama": "Menurunnya kemiskinan",
                        "indikator": [{**name, "turunan": [_derived(derived)]}],
                    }
                ],
            }
        ],
    }


def _head(number: str, kind: str, title: str) -> Data:
    return {
        "lampiran": number,
        "jenis": kind,
        "tahun": YEAR,
        "judul": f"RENCANA AKSI REFORMASI BIROKRASI {title} TAHUN {YEAR}",
        "tanda_tangan": {"pejabat": "bupati"},
    }


def _derived(indicator: Data) -> Data:
    return {
        "permasalahan": "Jumlah penduduk miskin masih tinggi",
        "sasaran": [{"nama": "Menurunnya jumlah penduduk miskin", "indikator": [indicator]}],
    }


def activity_of(indicator: Indicator) -> str:
    """The kegiatan utama under which *indicator* stands."""
    return f"Penguatan {indicator.key.replace('-', ' ')}"


def _activity(plan: _Plan, indicator: Indicator, count: int) -> Data:
    return {
        "nama": activity_of(indicator),
        "indikator": [
            {
                "nama": indicator.name,
                "acuan": indicator.key,
                "target": indicator.target,
                "rencana_aksi": plan.actions(indicator, count),
            }
        ],
    }


class _Plan:
    """Makes the actions of one plan after the other."""

    def __init__(self, rng: Random, words: Words) -> None:
        self._rng, self._words = rng, words
        self.thematic = False
        self._count = {"G": 0, "K": 0}

    def actions(self, indicator: Indicator, count: int) -> list[Data]:
        """Return *count* actions for *indicator*, lettered where they are several."""
        count = min(count, len(ascii_lowercase))
        result = [self._action(indicator, first=not n) for n in range(count)]
        if count > 1:
            for letter, item in zip(ascii_lowercase, result, strict=False):
                item["uraian"] = f"{letter}. {item['uraian']}"
        return result

    def _action(self, indicator: Indicator, *, first: bool) -> Data:
        rng = self._rng
        prefix = "K" if self.thematic else "G"
        self._count[prefix] += 1
        unit, output, values, total, how = self._values()
        what = self._words.action()
        action: Data = {"kode": f"{prefix}-{self._count[prefix]:02}", "uraian": what}
        if self.thematic:
            action["keterkaitan"] = f"{rng.choice(BENEFITS)} lewat {what.split(' ', 1)[1]}"
        action |= {
            "satuan": unit,
            "indikator": f"{output} {what.split(' ', 1)[1]}",
            "tw": values,
            "total": total,
        }
        if how:
            action["cara"] = how
        if self.thematic:
            action["jenis_kegiatan"] = rng.choice(KINDS)
        others = rng.sample(SHORT, rng.randint(1, 3))
        action["koordinator"] = indicator.office
        action["pelaksana"] = (
            rng.choice([", ", "\n"]).join(others) if len(others) > 1 else others[0]
        )
        if not first and rng.random() < 0.15:
            action["lanjut"] = ["sub_kegiatan", "anggaran"]
        else:
            action["sub_kegiatan"] = [self._cost() for _ in range(rng.choice([1, 1, 2]))]
        return action

    def _cost(self) -> Data:
        amount = self._words.amount()
        name = self._words.action().split(" ", 1)[1]
        return {"nama": f"Penyediaan {name} tahap {amount}", "anggaran": amount}

    def _values(self) -> tuple[str, str, list[Any], Any, str | None]:
        rng = self._rng
        kind = rng.choice(["cacah", "cacah", "cacah", "persen", "tanda", "km", "stok", "tetap"])
        if kind == "cacah":
            unit, output = rng.choice(_COUNTED)
            values = self._some([rng.choice([rng.randint(1, 12), rng.randint(1000, 9000)])] * 4)
            return unit, output, values, sum(value for value in values if value != "-"), None
        if kind in ("persen", "tanda"):
            parts = [rng.randint(1, 25) for _ in range(4)]
            sign = "%" if kind == "tanda" else ""
            shown = [f"{part}%" if sign else part for part in parts]
            total = f"{sum(parts)}%" if sign else sum(parts)
            return "Persen", "Persentase", shown, total, None
        if kind == "km":
            tenths = [rng.randint(11, 95) for _ in range(4)]
            whole = sum(tenths)
            total = whole // 10 if whole % 10 == 0 else whole / 10
            values = [tenth // 10 if tenth % 10 == 0 else tenth / 10 for tenth in tenths]
            return "KM", "Panjang", values, total, None
        if kind == "stok":
            steps = sorted(rng.sample(range(10, 9000), 3))
            return "Unit", "Banyaknya unit", ["-", *steps], steps[-1], "akhir"
        steady = rng.randint(1100, 9000)
        return "Orang", "Jumlah peserta", [steady] * 3 + ["-"], steady, "tetap"

    def _some(self, values: list[int]) -> list[Any]:
        """Some of the quarters filled, each with a number of its own."""
        filled = self._rng.sample(range(4), self._rng.randint(1, 4))
        return [values[n] + n if n in filled else "-" for n in range(4)]
