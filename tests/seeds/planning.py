"""Faults that a planner makes: in the words of a row, beside the road map, in years and periods."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

from tests.seeds.chapters import add_sentence, instead
from tests.seeds.registers import OFFICES
from tests.seeds.registry import Place, seeds
from tests.seeds.rows import as_count, as_percentage, at, pick
from tests.seeds.sources import CHAPTERS, PLANS, YEAR, Data, Row, Sources

_FOLDER = f"{YEAR}/lampiran-1"


def _table(key: str) -> str:
    return f"{_FOLDER}/{key}.yaml"


def _printed(value: Any) -> str:
    return str(value).replace(".", ",")


def _say(row: Row, text: str) -> None:
    """Let *text* be the action of *row*, behind its letter where it has one."""
    old = str(row.action["uraian"])
    label = old[:3] if old[1:3] == ". " else ""
    row.action["uraian"] = f"{label}{text}"


def _register(sources: Sources, key: str) -> Data:
    listing = sources.files["indikator.yaml"]["indikator"]
    found: Data = next(record for record in listing if record["kunci"] == key)
    return found


@seeds("TW07")
def stock_that_falls(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    high = rng.randint(20, 90)
    row.action |= {"satuan": "Unit", "indikator": "Banyaknya unit", "cara": "akhir"}
    row.action |= {"tw": ["-", high, high - rng.randint(1, 9), high + 1], "total": high + 1}
    return at(row)


@seeds("TW08")
def empty_in_two_ways(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    marks = rng.sample(["-", 0, "", "–"], 2)
    row.action |= {"tw": [*marks, 2, 3], "total": 5}
    return at(row)


@seeds("SAT10")
def unit_of_nothing(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    name = rng.choice(["Jumlah", "Angka", "nilai"])
    sources.files["satuan.yaml"]["satuan"].append(
        {"kunci": "hitungan", "jenis": "cacah", "ejaan": [name]}
    )
    row.action["satuan"] = name
    return at(row)


@seeds("RA01")
def action_as_a_result(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    _say(row, f"{rng.choice(['Meningkatnya', 'Tersedianya', 'Terwujudnya'])} layanan desa")
    return at(row)


@seeds("RA01")
def sasaran_as_an_action(sources: Sources, rng: Random) -> Place:
    sasaran = sources.files[PLANS[1]]["rencana"][0]["sasaran"][0]
    sasaran["nama"] = rng.choice(["Menurunkan kemiskinan", "Memperbaiki keadaan keluarga"])
    return Place("lampiran-iii", PLANS[1])


@seeds("RA02")
def output_without_measure(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action["indikator"] = rng.choice(["Tersusunnya pedoman kerja", "Pedoman kerja pegawai"])
    return at(row)


@seeds("RA03")
def output_is_the_outcome(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action["indikator"] = f"{rng.choice(['', 'Capaian '])}{row.indicator['nama']}"
    return at(row)


@seeds("RA04")
def other_instrument(sources: Sources, rng: Random) -> Place:
    row = as_count(pick(sources, rng), rng)
    first, second = rng.sample(["Peraturan Daerah", "Peraturan Bupati", "Keputusan Bupati"], 2)
    _say(row, f"Menetapkan {first} tentang kerja")
    row.action["indikator"] = f"Jumlah {second} yang ditetapkan"
    return at(row)


@seeds("RA05")
def action_copied(sources: Sources, rng: Random) -> Place:
    first, second = rng.sample(sources.rows(rng.choice(PLANS)), 2)
    text = str(first.action["uraian"])
    _say(second, text[3:] if text[1:3] == ". " else text)
    return Place(file=first.file, kode=second.kode)


@seeds("RA06")
def kind_in_two_forms(sources: Sources, rng: Random) -> Place:
    first, second = rng.sample(sources.rows(PLANS[1]), 2)
    first.action["jenis_kegiatan"] = "Terkait langsung"
    second.action["jenis_kegiatan"] = rng.choice(["Terkait Langsung", "Terkait langsung warga"])
    return at(second)


@seeds("RA07")
def problem_of_its_own(sources: Sources, rng: Random) -> Place:
    plan = sources.files[PLANS[0]]["rencana"]
    texts = [str(problem["permasalahan"]) for problem in plan]
    more = ["Pelayanan yang masih lambat", "Data daerah yang belum terpadu"]
    plan += [{"permasalahan": text, "kegiatan_utama": []} for text in more]
    plan.append({"permasalahan": "Anggaran yang belum cukup", "kegiatan_utama": []})
    lines = "\n\n".join(f"{text}." for text in (*texts, *more))
    sources.files[CHAPTERS[1]] += f"\n{lines}\n"
    return Place("lampiran-ii", PLANS[0])


@seeds("KOD02", "ditetapkan")  # a draft's last year may have used that kode
def kode_out_of_order(sources: Sources, rng: Random) -> Place:
    row = rng.choice(sources.rows(PLANS[0])[1:-1])
    row.action["kode"] = f"G-{rng.randint(500, 900)}"
    return at(row)


@seeds("ANG06")
def program_for_a_sub_kegiatan(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    row.action.pop("lanjut", None)
    name = rng.choice(["Program Penataan Desa", "Sub Kegiatan pada Program Desa", "Dana Desa"])
    row.action["sub_kegiatan"] = [{"nama": name, "anggaran": rng.randint(10**6, 10**7)}]
    return at(row)


@seeds("IND11")
def kegiatan_utama_otherwise(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-2-1")["baris"])
    record["kegiatan"] = rng.choice([f"{record['kegiatan']} daerah", "Penguatan"])
    return Place(record["acuan"])


@seeds("IND12")
def sasaran_otherwise(sources: Sources, rng: Random) -> Place:
    table = sources.table("tabel-1-2")
    table["kolom"].append({"kunci": "sasaran", "judul": "Sasaran", "lebar": 2, "makna": "sasaran"})
    for row in table["baris"]:
        row["sasaran"] = rng.choice(["Menurunnya kemiskinan desa", "Membaiknya layanan"])
    return Place(next(row["acuan"] for row in table["baris"] if "acuan" in row), PLANS[1])


@seeds("IND13")
def row_twice(sources: Sources, rng: Random) -> Place:
    rows = sources.table("tabel-1-1")["baris"]
    copy = deepcopy(rng.choice(rows))
    rows.append(copy | {"no": len(rows) + 1})
    return Place(copy["acuan"], _table("tabel-1-1"))


@seeds("IND14")
def other_name(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    record["indikator"] = "Tingkat kepuasan warga"
    _register(sources, record["acuan"])["tercetak"] = [record["indikator"]]
    return Place(record["acuan"], _table("tabel-1-1"))


@seeds("IND15")
def lost_from_the_road_map(sources: Sources, rng: Random) -> Place:
    acuan = rng.choice(sources.table("tabel-2-1")["baris"])["acuan"]
    for key in ("tabel-1-1", "tabel-2-1"):
        table = sources.table(key)
        table["baris"] = [row for row in table["baris"] if row["acuan"] != acuan]
    return Place(acuan)


@seeds("IND15")
def lost_from_the_outcomes(sources: Sources, rng: Random) -> Place:
    outcomes = sources.table("tabel-2-2")["kegiatan_utama"]
    lost = outcomes.pop(rng.randrange(len(outcomes)))
    return Place(lost["indikator"][0]["acuan"])


@seeds("IND16")
def dash_for_a_value(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    record[rng.choice(["t2023", "t2024"])] = "-"
    return Place(record["acuan"], _table("tabel-1-1"))


@seeds("IND16")
def year_lost_from_the_register(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    known = _register(sources, record["acuan"])
    known["target"] = {YEAR + 1: known["target"][YEAR]}
    return Place(record["acuan"])


@seeds("IND17")
def two_predicates(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-2-1")["baris"])
    value = _printed(record["target"])
    first, second = rng.sample(["Baik", "Cukup", "Memuaskan"], 2)
    record["target"] = f"{value} ({first})"
    other = next(
        row for row in sources.table("tabel-1-1")["baris"] if row["acuan"] == record["acuan"]
    )
    other["t2024"] = f"{value} ({second})"
    return Place(record["acuan"])


@seeds("IND18")
def two_years_in_a_column(sources: Sources, rng: Random) -> Place:
    table = sources.table("tabel-1-1")
    for column in table["kolom"]:
        if column["kunci"] == "t2024":
            del column["tahun"]
    record = rng.choice(table["baris"])
    record["t2024"] = "12,25%" if "%" in str(record["t2024"]) else "12,25"
    _register(sources, record["acuan"])["target"][YEAR + 1] = record["t2024"]
    return Place(file=_table("tabel-1-1"))


@seeds("IND19")
def value_without_link(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-1-1")["baris"])
    value = rng.choice(["12,5", "45%", "3,26"])
    return add_sentence(sources, rng, f"Capaian {record['indikator']} adalah {value} kini.")


@seeds("IND20")
def figure_unlike_its_table(sources: Sources, rng: Random) -> Place:
    names = [row["indikator"] for row in sources.table("tabel-1-1")["baris"]]
    names.pop(rng.randrange(len(names)))
    if rng.random() < 0.5:
        names.append("Indeks warga")
    box = {"kotak": "Indikator", "butir": names}
    sources.files[_table("gambar-1-1")]["isi"] = [box]
    return Place("gambar-1-1")


@seeds("IND21")
def sasaran_in_other_words(sources: Sources, rng: Random) -> Place:
    table = sources.table("tabel-1-1")
    table["kolom"].append({"kunci": "sasaran", "judul": "Sasaran", "lebar": 2, "makna": "sasaran"})
    for row in table["baris"]:
        row["sasaran"] = "Terciptanya tata kelola yang terbuka, cepat, dan ramah bagi masyarakat"
    other = rng.choice(["terbuka, tepat, dan ramah", "terbuka dan cepat, serta ramah"])
    text = f"Sasarannya adalah terciptanya tata kelola yang {other} bagi masyarakat."
    return add_sentence(sources, rng, text)


@seeds("IND22")
def past_the_target(sources: Sources, rng: Random) -> Place:
    row = as_percentage(pick(sources, rng), rng)
    record = _register(sources, row.indicator["acuan"])
    number = float(str(record["target"][YEAR]).removesuffix("%"))
    value = number / 2 if record["arah"] == "turun" else number + 1
    value = round(value, 1) if value % 1 else int(value)
    row.action |= {"tw": ["-", "-", "-", value], "total": value, "acuan": record["kunci"]}
    return at(row)


@seeds("LKP08")
def table_cell_empty(sources: Sources, rng: Random) -> Place:
    key, names = rng.choice(
        [
            ("tabel-1-1", ["indikator", "t2023", "t2024"]),
            ("tabel-2-1", ["kegiatan", "indikator", "target", "koordinator"]),
        ]
    )
    rng.choice(sources.table(key)["baris"])[rng.choice(names)] = rng.choice(["", " "])
    return Place(key, _table(key))


@seeds("PD13")
def office_that_is_none(sources: Sources, rng: Random) -> Place:
    name = rng.choice(["Dinas Penerangan", "Bagian Organisasi Sekda", "BKPSDM"])
    if rng.random() < 0.5:
        rng.choice(sources.table("tabel-2-1")["baris"])["koordinator"] = name
        return Place("tabel-2-1", _table("tabel-2-1"))
    rng.choice(sources.table("tabel-2-2")["kegiatan_utama"])["output"][0]["penanggung_jawab"] = name
    return Place("tabel-2-2", _table("tabel-2-2"))


@seeds("PD14")
def other_leader(sources: Sources, rng: Random) -> Place:
    record = rng.choice(sources.table("tabel-2-2")["kegiatan_utama"])
    names = [short for _, short in OFFICES.values()]
    record["leading"] = rng.choice([name for name in names if name != record["leading"]])
    return Place("tabel-2-2", _table("tabel-2-2"))


@seeds("IND23")
def number_changed_its_note_not(sources: Sources, rng: Random) -> Place:
    return instead(sources, rng, r"terhadap (\d+) dari", "terhadap 9{0} dari")


@seeds("THN01")
def range_backwards(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    last = rng.randint(2021, 2030)
    row.action["uraian"] += f" Tahun {last}{rng.choice(['-', ' – ', ' s.d. '])}{last - 3}"
    return at(row)


@seeds("THN02")
def year_outside_its_period(sources: Sources, rng: Random) -> Place:
    title = "## 2.1. Sasaran dan Kegiatan Utama"
    sources.files[CHAPTERS[1]] = sources.files[CHAPTERS[1]].replace(
        title, f"{title} Tahun 2022-2025"
    )
    record = rng.choice(sources.table("tabel-2-2")["kegiatan_utama"])
    part = rng.choice([record["output"][0], record["indikator"][0]])
    part["tahun"] = rng.choice([2012, 2021, 2026, 2042])
    return Place("tabel-2-2", _table("tabel-2-2"))


@seeds("THN03")
def period_in_two_ways(sources: Sources, rng: Random) -> Place:
    first, second, third = rng.sample(sources.rows(), 3)
    for row in (first, second):
        row.action["uraian"] += " menurut RPD 2023-2026"
    third.action["uraian"] += f" menurut RPD Tahun {rng.choice(['2023-2025', '2024-2026'])}"
    return at(third)
