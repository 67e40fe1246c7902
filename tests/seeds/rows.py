"""Faults in the rows of the plans: quarters, units, letters, cells, kodes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any

from tests.seeds.registry import Place, seeds
from tests.seeds.sources import PLANS, Data, Row, Sources

Test = Callable[[Data], bool]


def pick(sources: Sources, rng: Random, fits: Test = lambda _: True) -> Row:
    """A row at random of those whose action *fits*; one is made to fit where none does."""
    rows = sources.rows()
    fitting = [row for row in rows if fits(row.action)]
    return rng.choice(fitting or rows)


def counted(action: Data) -> bool:
    return action["satuan"] in ("Dokumen", "Laporan", "Kegiatan") and "cara" not in action


def as_count(row: Row, rng: Random) -> Row:
    """Let the action of *row* count documents, whatever it did."""
    values: Data = {
        "satuan": "Dokumen",
        "indikator": f"Jumlah dokumen {rng.randint(100, 999)} halaman",
        "tw": ["-", 2, "-", 3],
        "total": 5,
    }
    row.action.pop("cara", None)
    row.action.update(values)
    return row


def as_percentage(row: Row, rng: Random) -> Row:
    """Let the action of *row* be a percentage, with or without its sign."""
    sign = rng.choice([True, False])
    parts = [10, 20, 25, 30]
    row.action.pop("cara", None)
    row.action |= {
        "satuan": "Persen",
        "indikator": f"Persentase dokumen {rng.randint(100, 999)} halaman",
        "tw": [f"{part}%" if sign else part for part in parts],
        "total": "85%" if sign else 85,
    }
    return row


def filled(action: Data) -> list[int]:
    return [n for n, item in enumerate(action["tw"]) if item != "-"]


def at(row: Row) -> Place:
    return Place(row.kode, row.file)


def _number(value: Any) -> float:
    return float(str(value).removesuffix("%"))


@seeds("TW01")
def other_total(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    total = row.action["total"]
    more = rng.choice([1, 2, 10])
    if isinstance(total, str):
        row.action["total"] = f"{int(_number(total)) - more}%"
    else:
        row.action["total"] = round(total + more, 1)
    return at(row)


@seeds("TW01")
def other_quarter(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng, counted)
    as_count(row, rng)
    row.action["tw"][rng.choice(filled(row.action))] += rng.randint(1, 9)
    return at(row)


@seeds("TW01")
def way_of_adding_lost(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action |= {"satuan": "Unit", "indikator": "Banyaknya unit", "tw": ["-", 10, 20, 30]}
    row.action |= {"total": 30}
    row.action.pop("cara", None)
    return at(row)


@seeds("TW02")
def total_alone(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action["tw"] = [rng.choice(["-", ""])] * 4
    return at(row)


@seeds("TW02")
def no_total(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action["total"] = rng.choice(["-", ""])
    return at(row)


@seeds("TW03", "ditetapkan")
def word_for_a_number(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng, lambda source: len(filled(source)) > 1)
    as_count(row, rng)
    row.action["tw"][rng.choice(filled(row.action))] = rng.choice(["dua", "2 dokumen", "±2", "1/2"])
    return at(row)


@seeds("TW06", "rancangan", "perubahan")
def no_number_in_a_draft(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng, lambda source: bool(filled(source)))
    wrong = rng.choice(["71.5.5", "“5”", "5/1", "no", "5 dok", "1O", "-5", "1,200.00", "５", "NaN"])
    if rng.random() < 0.3:
        row.action["total"] = wrong
    else:
        row.action["tw"][rng.choice(filled(row.action))] = wrong
    return at(row)


@seeds("TW04")
def sign_on_some(sources: Sources, rng: Random) -> Place:
    row = as_percentage(pick(sources, rng), rng)
    if rng.random() < 0.5:
        total = row.action["total"]
        row.action["total"] = 85 if isinstance(total, str) else "85%"
    else:
        n = rng.randrange(4)
        value = row.action["tw"][n]
        row.action["tw"][n] = int(_number(value)) if isinstance(value, str) else f"{value}%"
    return at(row)


@seeds("TW05")
def no_target(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action |= {"tw": ["-"] * 4, "total": "-"}
    row.action.pop("cara", None)
    return at(row)


@seeds("SAT01")
def sign_on_a_count(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    row.action["tw"] = [item if item == "-" else f"{item}%" for item in row.action["tw"]]
    row.action["total"] = "5%"
    return at(row)


@seeds("SAT02")
def percentage_that_counts(sources: Sources, rng: Random) -> Place:
    row = as_percentage(pick(sources, rng), rng)
    head = rng.choice(["Jumlah", "jumlah", "Banyaknya"])
    row.action["indikator"] = f"{head} dokumen yang disusun"
    if isinstance(row.action["total"], str):
        row.action |= {"tw": [10, 20, 25, 30], "total": 85}
    return at(row)


@seeds("SAT03")
def count_of_percentages(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    head = rng.choice(["Persentase", "Prosentase", "persentase"])
    row.action["indikator"] = f"{head} dokumen yang disusun"
    return at(row)


@seeds("SAT04")
def more_than_all(sources: Sources, rng: Random) -> Place:
    row = as_percentage(pick(sources, rng), rng)
    high = rng.choice([101, 150, 900, 100.5])
    row.action |= {"tw": ["-", "-", "-", high], "total": high}
    return at(row)


@seeds("SAT05")
def part_of_a_document(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    part = rng.choice([0.5, 1.5, 2.25])
    row.action |= {"tw": ["-", "-", "-", part], "total": part}
    return at(row)


@seeds("SAT06")
def ratio_that_counts(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    row.action |= {"satuan": "Rasio", "indikator": "Rasio dokumen yang disusun"}
    return at(row)


@seeds("SAT07")
def no_unit(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action["satuan"] = rng.choice(["", "-"])
    return at(row)


@seeds("SAT08")
def other_spelling(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    unit = next(
        file
        for file in sources.files["satuan.yaml"]["satuan"]
        if row.action["satuan"] in file["ejaan"]
    )
    row.action["satuan"] = rng.choice(unit["ejaan"][1:])
    return at(row)


@seeds("SAT09")
def other_thing_counted(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    thing = rng.choice(["rekomendasi", "peserta", "aduan"])
    row.action |= {"satuan": "Laporan", "indikator": f"Jumlah {thing} yang ditindaklanjuti"}
    return at(row)


@seeds("SAH01")
def number_as_text(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    row.action |= {"tw": ["-", "-", "-", "1120"], "total": 1120}
    if rng.random() < 0.5:
        row.action |= {"tw": ["-", "-", "-", 1120], "total": "1120"}
    return at(row)


@seeds("SAH01")
def number_as_abroad(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action.pop("cara", None)
    text = rng.choice(["68.5", "1,250,000", "7.25"])
    row.action |= {"satuan": "KM", "indikator": "Panjang jalan", "tw": ["-", "-", "-", text]}
    row.action["total"] = text
    return at(row)


@seeds("ISI01", "rancangan")
def still_open(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    what = rng.choice(["total", "tw", "uraian"])
    if what == "tw":
        row.action["tw"][rng.randrange(4)] = "belum diisi"
    else:
        row.action[what] = "belum diisi"
    return at(row)


@seeds("KOD01")
def kode_of_another_plan(sources: Sources, rng: Random) -> Place:
    row = rng.choice(sources.rows(PLANS[0]))
    row.action["kode"] = f"{rng.choice('IPX')}-{rng.randint(100, 999)}"
    return at(row)


@seeds("NOM01")
def letter_skipped(sources: Sources, rng: Random) -> Place:
    row = rng.choice([item for item in sources.rows() if len(item.group) > 1])
    n = rng.randrange(len(row.group))
    other = row.group[n]
    letter = rng.choice([item for item in "abcdefghxyz" if item != other["uraian"][0]])
    other["uraian"] = letter + other["uraian"][1:]
    return Place(other["kode"], row.file)


@seeds("NOM01")
def action_lost(sources: Sources, rng: Random) -> Place:
    row = rng.choice([item for item in sources.rows() if len(item.group) > 2])
    n = rng.randrange(1, len(row.group) - 1)
    del row.group[n]
    row.group[n].pop("lanjut", None)
    row.group[n].setdefault("sub_kegiatan", [{"nama": "-", "anggaran": "-"}])
    return Place(row.group[n]["kode"], row.file)


@seeds("NOM02")
def letter_alone(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    del row.group[1:]
    only = row.group[0]
    text = only["uraian"].removeprefix("a. ")
    only["uraian"] = f"a. {text}"
    return Place(only["kode"], row.file)


@seeds("LKP01")
def cell_empty(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    column = rng.choice(["uraian", "indikator", "pelaksana", "koordinator"])
    if row.file == PLANS[1]:
        column = rng.choice([column, "keterkaitan", "jenis_kegiatan"])
    row.action[column] = rng.choice(["", " "])
    return at(row)


@seeds("LKP02")
def indicator_without_target(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.indicator[rng.choice(["target", "nama"])] = ""
    return Place(row.group[0]["kode"], row.file)


def _twin(sources: Sources, rng: Random) -> tuple[Row, Row]:
    """Two rows of which the second repeats the first, budgets aside."""
    first, second = rng.sample(sources.rows(PLANS[0]), 2)
    label, text = "", first.action["uraian"]
    if text[1:3] == ". ":
        text = text[3:]
    if second.action["uraian"][1:3] == ". ":
        label = second.action["uraian"][:3]
    copied = ("indikator", "satuan", "tw", "total", "cara", "pelaksana")
    for name in copied:
        second.action.pop(name, None)
        if name in first.action:
            second.action[name] = deepcopy(first.action[name])
    second.action["uraian"] = label + rng.choice([text, text.upper(), f"{text}."])
    return first, second


@seeds("LKP03")
def action_twice(sources: Sources, rng: Random) -> Place:
    _, second = _twin(sources, rng)
    return at(second)


@seeds("LKP04")
def action_twice_with_other_total(sources: Sources, rng: Random) -> Place:
    first, second = _twin(sources, rng)
    as_count(first, rng)
    second.action.pop("cara", None)
    for name in ("indikator", "satuan"):
        second.action[name] = first.action[name]
    second.action |= {"tw": ["-", 2, "-", 4], "total": 6}
    return at(second)
