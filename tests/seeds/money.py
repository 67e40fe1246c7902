"""Faults in budgets and in the cells that name offices."""

from __future__ import annotations

from random import Random

from tests.seeds.registers import OFFICES, SHORT
from tests.seeds.registry import Place, seeds
from tests.seeds.rows import at, pick
from tests.seeds.sources import Data, Row, Sources


def _spending(sources: Sources) -> list[tuple[Row, Data]]:
    return [(row, sub) for row in sources.rows() for sub in row.action.get("sub_kegiatan", ())]


def _two(sources: Sources, rng: Random) -> tuple[tuple[Row, Data], tuple[Row, Data]]:
    item, other = sorted(rng.sample(range(len(_spending(sources))), 2))
    listing = _spending(sources)
    return listing[item], listing[other]


@seeds("ANG01")
def other_amount(sources: Sources, rng: Random) -> Place:
    (row, sub), (second, other) = _two(sources, rng)
    prefix = rng.choice(["", "Sub Kegiatan "])
    other["nama"] = prefix + sub["nama"]
    second.action["pelaksana"] = row.action["pelaksana"]
    return at(second)


@seeds("ANG02")
def counted_twice(sources: Sources, rng: Random) -> Place:
    (_, sub), (second, other) = _two(sources, rng)
    other |= {"nama": rng.choice([sub["nama"], sub["nama"].upper()]), "anggaran": sub["anggaran"]}
    return at(second)


@seeds("ANG03")
def amount_of_another(sources: Sources, rng: Random) -> Place:
    (_, sub), (second, other) = _two(sources, rng)
    other["anggaran"] = sub["anggaran"]
    return at(second)


@seeds("ANG04")
def no_rupiah(sources: Sources, rng: Random) -> Place:
    row, sub = rng.choice(_spending(sources))
    sub["anggaran"] = rng.choice(
        [f"{sub['anggaran']:,}", "menyesuaikan", "12,5 juta", 1250.5, -1000, "Rp 25.000.000,-"]
    )
    return at(row)


@seeds("ANG05")
def no_amount(sources: Sources, rng: Random) -> Place:
    row, sub = rng.choice(_spending(sources))
    sub[rng.choice(["nama", "anggaran"])] = rng.choice(["", "-"])
    return at(row)


def _cell(sources: Sources, rng: Random) -> tuple[Row, str]:
    return pick(sources, rng), rng.choice(["koordinator", "pelaksana"])


@seeds("PD01")
def other_name(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    others = [entry for entry in sources.rows() if entry.kode != row.kode]
    for item in rng.sample(others, 3):
        item.action["pelaksana"] = "Bagian Organisasi Setda"
    row.action["pelaksana"] = "Bagian Organisasi"
    return at(row)


@seeds("PD02")
def stray_comma(sources: Sources, rng: Random) -> Place:
    row, column = _cell(sources, rng)
    sample, other = rng.sample(SHORT, 2)
    row.action[column] = rng.choice(
        [
            f"{sample},",
            f", {sample}",
            f"{sample},{other}",
            f"{sample} , {other}",
            f"{sample}, , {other}",
        ]
    )
    return at(row)


@seeds("PD03")
def not_separated(sources: Sources, rng: Random) -> Place:
    row, column = _cell(sources, rng)
    row.action[column] = " ".join(rng.sample(SHORT, 2))
    return at(row)


@seeds("PD04")
def office_twice(sources: Sources, rng: Random) -> Place:
    row, column = _cell(sources, rng)
    name, short = rng.choice(list(OFFICES.values()))
    between = rng.sample([item for item in SHORT if item != short], rng.randint(0, 1))
    row.action[column] = ", ".join([short, *between, rng.choice([name, short])])
    return at(row)


@seeds("PD06")
def office_outside_the_team(sources: Sources, rng: Random) -> Place:
    table = sources.table(rng.choice(["tabel-2-3", "tabel-2-4"]))
    plan = f"2024/lampiran-{2 if table['nomor'] == '2.3' else 3}.yaml"
    row = rng.choice(sources.rows(plan))
    n = rng.randrange(len(table["baris"]))
    name = table["baris"].pop(n)["jabatan"].removeprefix("Kepala ")
    for number, item in enumerate(table["baris"], start=1):
        item["no"] = number
    row.action["pelaksana"] = next(short for full, short in OFFICES.values() if full == name)
    return Place(row.kode, plan)


@seeds("PD07")
def letter_wrong(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    name = rng.choice([item for item in SHORT if len(item) >= 9 and " " not in item])
    n = rng.randrange(2, len(name) - 1)
    wrong = rng.choice(
        [name[:n] + name[n + 1 :], name[:n] + name[n] + name[n:], name[:n] + "z" + name[n + 1 :]]
    )
    row.action["uraian"] += f" bersama {wrong}"
    return at(row)


CODES = [f"2.16.02.2.01.{number:04d}" for number in range(1, 40)]


@seeds("DPA01")
def code_of_another_form(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action.pop("lanjut", None)
    code = rng.choice(CODES)
    wrong = rng.choice([code[:-1], code.replace(".", "-"), code[2:], f"{code}1", "X" + code[1:]])
    row.action["sub_kegiatan"] = [{"nama": "Penataan", "kode_rekening": wrong, "anggaran": 5}]
    return at(row)


@seeds("DPA02")
def one_code_for_two(sources: Sources, rng: Random) -> Place:
    rows = rng.sample(sources.rows(), 2)
    code = rng.choice(CODES)
    for row, name in zip(rows, ("Penataan Arsip", "Pelatihan Arsiparis"), strict=True):
        row.action.pop("lanjut", None)
        row.action["sub_kegiatan"] = [{"nama": name, "kode_rekening": code, "anggaran": 5}]
    return at(rows[0])


@seeds("DPA03")
def other_than_approved(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action.pop("lanjut", None)
    code = rng.choice(CODES)
    row.action["sub_kegiatan"] = [
        {"nama": "Penataan Arsip", "kode_rekening": code, "anggaran": rng.randint(10, 99)}
    ]
    approved = {"kode_rekening": code, "nama": "Penataan Arsip", "jumlah": rng.randint(100, 999)}
    sources.files["dpa-2024.yaml"] = {"dpa": [approved]}
    return at(row)
