"""Faults in the values of indicators: register, tables and plans beside each other."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.seeds.registers import OFFICES
from tests.seeds.registry import Place, seeds
from tests.seeds.rows import as_percentage, at, pick
from tests.seeds.sources import PLANS, YEAR, Data, Sources

_FOLDER = f"{YEAR}/lampiran-1"


def _other(value: Any, by: int = 1) -> Any:
    """A value written like *value* that says another number, greater by *by* of its last place."""
    if isinstance(value, str):
        return f"{int(value.removesuffix('%')) + by}%"
    if isinstance(value, float):
        tenths = round(value * 10) + by
        return (tenths if tenths % 10 else tenths + (1 if by > 0 else -1)) / 10
    return value + by


def _places(sources: Sources) -> list[tuple[Data, str]]:
    """Every record that prints a target of an indicator, with the field."""
    places = [(row, "t2024") for row in sources.table("tabel-1-1")["baris"]]
    places += [(row, "target") for row in sources.table("tabel-2-1")["baris"]]
    for entry in sources.table("tabel-2-2")["kegiatan_utama"]:
        places += [(indicator, "target") for indicator in entry["indikator"]]
    known = {id(row.indicator): row.indicator for row in sources.rows()}
    return places + [(item, "target") for item in known.values()]


@seeds("IND01")
def other_target(sources: Sources, rng: Random) -> Place:
    record, name = rng.choice(_places(sources))
    record[name] = _other(record[name], rng.choice([1, 2, -1]))
    return Place(f"{record['acuan']}:target:{YEAR}")


@seeds("IND01")
def other_baseline(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    record["t2023"] = _other(record["t2023"], rng.choice([1, 2, -1]))
    return Place(f"{record['acuan']}:baseline:{YEAR - 1}")


@seeds("IND02")
def wrong_way(sources: Sources, rng: Random) -> Place:
    known = {file["kunci"]: file for file in sources.files["indikator.yaml"]["indikator"]}
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    by = {"naik": 3, "turun": -3, "tetap": 3}[known[record["acuan"]]["arah"]]
    record["t2023"] = _other(record["t2024"], by)
    return Place(record["acuan"], f"{_FOLDER}/tabel-1-1.yaml")


@seeds("IND03")
def other_decimals(sources: Sources, rng: Random) -> Place:
    """A second year of targets beside the first, with a decimal more."""
    table = sources.table("tabel-1-1")
    column = next(item for item in table["kolom"] if item["kunci"] == "t2023")
    column |= {"judul": f"Target {YEAR + 1}", "makna": "target", "tahun": YEAR + 1}
    record = rng.choice(table["baris"])
    value = str(record["t2024"]).replace(".", ",")
    bare, sign = value.removesuffix("%"), "%" if value.endswith("%") else ""
    record["t2023"] = f"{bare}0{sign}" if "," in bare else f"{bare},0{sign}"
    return Place(f"{record['acuan']}:target")


@seeds("IND03")
def sign_lost(sources: Sources, rng: Random) -> Place:
    places = [(record, name) for record, name in _places(sources) if "%" in str(record[name])]
    if not places:
        return other_decimals(sources, rng)
    record, name = rng.choice(places)
    record[name] = int(record[name].removesuffix("%"))
    return Place(f"{record['acuan']}:target")


@seeds("IND04")
def other_key(sources: Sources, rng: Random) -> Place:
    keys = [file["kunci"] for file in sources.files["indikator.yaml"]["indikator"]]
    record, _ = rng.choice(_places(sources))
    record["acuan"] = rng.choice([key for key in keys if key != record["acuan"]])
    return Place(record["acuan"])


@seeds("IND05")
def value_of_another_year(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    name = rng.choice(["t2023", "t2024"])
    record[name] = f"{str(record[name]).replace('.', ',')} ({rng.choice([2021, 2022])})"
    return Place(record["acuan"], f"{_FOLDER}/tabel-1-1.yaml")


@seeds("IND06")
def not_in_the_plan(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-2-1")["baris"])
    plan = sources.files[PLANS[0]]["rencana"]
    for problem in plan:
        for activity in problem["kegiatan_utama"]:
            activity["indikator"] = [
                item for item in activity["indikator"] if item["acuan"] != record["acuan"]
            ]
    return Place(record["acuan"], f"{_FOLDER}/tabel-2-1.yaml")


@seeds("IND07")
def outcome_without_target(sources: Sources, rng: Random) -> Place:
    outcome = rng.choice(sources.table("tabel-2-2")["kegiatan_utama"])
    record = rng.choice(outcome["indikator"])
    for name in ("target", "tahun"):
        del record[name]
    return Place(record["acuan"], f"{_FOLDER}/tabel-2-2.yaml")


@seeds("IND08")
def short_of_the_target(sources: Sources, rng: Random) -> Place:
    row = as_percentage(pick(sources, rng), rng)
    known = {file["kunci"]: file for file in sources.files["indikator.yaml"]["indikator"]}
    record = known[row.indicator["acuan"]]
    number = float(str(record["target"][YEAR]).removesuffix("%"))
    value = number + 1 if record["arah"] == "turun" else number / 2
    value = round(value, 1) if value % 1 else int(value)
    row.action |= {"tw": ["-", "-", "-", value], "total": value}
    row.action["acuan"] = record["kunci"]
    row.action["indikator"] = record["nama"]
    if rng.random() < 0.5:
        del row.action["acuan"]  # known by its name
    return at(row)


@seeds("IND09")
def sum_of_scores(sources: Sources, rng: Random) -> Place:
    row = rng.choice(sources.table("tabel-1-2")["baris"])
    column = rng.choice(["parah", "luas", "mampu", "total"])
    row[column] += rng.choice([1, 2, -1])
    return Place("Tabel 1.2", f"{_FOLDER}/tabel-1-2.yaml")


def _add_column(sources: Sources, rng: Random, extra: Data) -> list[Data]:
    """Give the table of scores a column of amounts, and return its rows."""
    table = sources.table("tabel-1-2")
    table["kolom"].append({"kunci": "pagu", "judul": "Pagu", "lebar": 2, **extra})
    for row in table["baris"]:
        row["pagu"] = rng.randint(1, 900) * 1_000_000
    rows: list[Data] = table["baris"]
    return rows


def _close(sources: Sources, rng: Random, rows: list[Data]) -> Place:
    """Put a row of sums below *rows* that is right but for the amounts."""
    total = sum(row["pagu"] for row in rows) + rng.choice([1, -1, 999, -1_000_000])
    scores = {key: sum(row[key] for row in rows) for key in ("parah", "luas", "mampu", "total")}
    title = rng.choice(["JUMLAH", "Total", "Jumlah Seluruhnya"])
    rows.append({"tema": title, **scores, "pagu": total})
    return Place("tabel-1-2", f"{_FOLDER}/tabel-1-2.yaml")


@seeds("JML01")
def sum_of_amounts(sources: Sources, rng: Random) -> Place:
    return _close(sources, rng, _add_column(sources, rng, {"makna": "anggaran"}))


@seeds("JML02")
def sum_of_numbers(sources: Sources, rng: Random) -> Place:
    return _close(sources, rng, _add_column(sources, rng, {}))


@seeds("JML03")
def sum_of_periods(sources: Sources, rng: Random) -> Place:
    table = sources.table("tabel-1-2")
    for key in ("parah", "luas", "mampu"):
        next(column for column in table["kolom"] if column["kunci"] == key)["makna"] = "periode"
    row = rng.choice(table["baris"])
    row["total"] += 100
    return Place("tabel-1-2", f"{_FOLDER}/tabel-1-2.yaml")


@seeds("IND10")
def theme_passed_over(sources: Sources, rng: Random) -> Place:
    rows = sources.table("tabel-1-2")["baris"]
    other = rng.choice([row for row in rows if "acuan" not in row])
    other |= {"parah": 11, "luas": 11, "mampu": 11, "total": 33}
    return Place("Tabel 1.2", f"{_FOLDER}/tabel-1-2.yaml")


@seeds("PD05")
def other_coordinator(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-2-1")["baris"])
    names = [short for _, short in OFFICES.values()]
    others = [name for name in names if name != record["koordinator"]]
    record["koordinator"] = rng.choice(others)
    return Place(record["acuan"], f"{_FOLDER}/tabel-2-1.yaml")


@seeds("PD08")
def slip_in_a_title(sources: Sources, rng: Random) -> Place:
    """One word of an officer's title loses a letter in one of the two teams."""
    key = rng.choice(["tabel-2-3", "tabel-2-4"])
    rows = [item for item in sources.table(key)["baris"] if len(item["jabatan"].split()) >= 4]
    row = rng.choice(rows)
    words = row["jabatan"].split()
    index = rng.choice([n for n, word in enumerate(words) if len(word.strip(",")) >= 8])
    cut = rng.randrange(1, len(words[index].strip(",")) - 1)
    words[index] = words[index][:cut] + words[index][cut + 1 :]
    row["jabatan"] = " ".join(words)
    return Place(file=f"{YEAR}/lampiran-1/{key}.yaml")
