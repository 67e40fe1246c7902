"""Faults in what identifies the regulation: who signs, what it amends, its grounds and titles."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from random import Random
from typing import Any

from tests.seeds.registry import Place, seeds
from tests.seeds.sources import BODY, CHAPTERS, PLANS, YEAR, Data, Sources

_TABLE = f"{YEAR}/lampiran-1/tabel-1-1.yaml"
_OUTLINE = f"{YEAR}/lampiran-1/naskah.yaml"


def _grounds(sources: Sources) -> list[Data]:
    found: list[Data] = sources.files[BODY]["mengingat"]
    return found


def add_paragraph(sources: Sources, rng: Random, text: str) -> Place:
    """Put *text* as a paragraph at the end of a chapter."""
    file = rng.choice(CHAPTERS)
    whole = f"{sources.files[file].rstrip()}\n\n{text}\n"
    sources.files[file] = whole
    return Place(file=file, line=whole.count("\n"))


@seeds("SAH06")
def signed_by_another(sources: Sources, rng: Random) -> Place:
    body = sources.files[BODY]
    where = rng.choice(["ditetapkan", "diundangkan", "lampiran"])
    if where == "ditetapkan":
        body[where]["pejabat"] = rng.choice(["sekretaris-daerah", "kepala-bagian-hukum"])
    elif where == "diundangkan":
        body[where]["pejabat"] = rng.choice(["bupati", "kepala-bagian-hukum"])
    else:
        n, file = rng.choice([("i", _OUTLINE), ("ii", PLANS[0]), ("iii", PLANS[1])])
        sources.files[file]["tanda_tangan"] = {"pejabat": "kepala-bagian-hukum"}
        return Place(f"lampiran-{n}", file)
    return Place(where, BODY)


@seeds("SAH07")
def signed_elsewhere(sources: Sources, rng: Random) -> Place:
    where = rng.choice(["ditetapkan", "diundangkan"])
    sources.files[BODY][where]["tempat"] = rng.choice(["Pekalongan", "Batag", "Kendal"])
    return Place(where, BODY)


@seeds("SAH08")
def in_force_too_early(sources: Sources, rng: Random) -> Place:
    body = sources.files[BODY]
    body["diundangkan"]["tanggal"] = body["diundangkan"]["tanggal"].replace(day=28)
    body["ditetapkan"]["tanggal"] = body["diundangkan"]["tanggal"] - timedelta(days=1)
    body["batang_tubuh"][-1]["teks"] = (
        f"Peraturan Bupati ini mulai berlaku pada tanggal {rng.randint(1, 31)} Januari "
        f"{YEAR - rng.randint(1, 3)}."
    )
    return Place(f"pasal-{body['batang_tubuh'][-1]['pasal']}", BODY)


@seeds("SAH09")
def gazette_of_another(sources: Sources, rng: Random) -> Place:
    sources.files[BODY]["berita_daerah"]["nomor"] += rng.randint(1, 9)
    return Place("berita-daerah", BODY)


@seeds("RUJ12")
def calls_itself_otherwise(sources: Sources, rng: Random) -> Place:
    if rng.random() < 0.3:
        sources.files[BODY]["jenis"] = rng.choice(
            ["PERATURAN BUPATI TEGAL", "KEPUTUSAN BUPATI BATANG", "PERATURAN DAERAH BATANG"]
        )
        return Place("judul", BODY)
    kind = rng.choice(["Peraturan Daerah", "Keputusan Bupati", "Peraturan Gubernur"])
    return add_paragraph(sources, rng, f"Tata cara diatur dalam {kind} ini.")


@seeds("RUJ13", "perubahan")
def amended_named_otherwise(sources: Sources, rng: Random) -> Place:
    body = sources.files[BODY]
    base = body["mengubah"]
    field = rng.choice(["nomor", "tahun", "tentang", "lembaran", "judul"])
    cited: Data = {**deepcopy(base), "jenis": "Peraturan Bupati Batang"}
    if field == "judul":
        name = f"Nomor {int(base['nomor']) + 1} Tahun {base['tahun']}"
        for part, text in (("tentang", str.upper), ("sebutan", str)):
            title = f"Perubahan atas Peraturan Bupati {name} tentang {base['tentang']}"
            if part == "tentang":
                body[part] = text(title)
            else:
                body[part]["tentang"] = title
        return Place("judul", BODY)
    changes: dict[str, Any] = {
        "nomor": int(base["nomor"]) + 1,
        "tahun": int(base["tahun"]) - 1,
        "tentang": "Rencana Kerja Reformasi Birokrasi",
        "lembaran": [{**base["lembaran"][0], "nomor": int(base["nomor"]) + 2}],
    }
    cited[field] = changes[field]
    _grounds(sources).append(cited)
    return Place(f"mengingat-{len(_grounds(sources))}", BODY)


@seeds("RUJ14")
def last_reason_says_otherwise(sources: Sources, rng: Random) -> Place:
    reasons = sources.files[BODY]["menimbang"]
    if rng.random() < 0.5:
        reasons.insert(1, "bahwa tata kelola perlu diperbaiki;")
        return Place("menimbang-c", BODY)
    year = rng.choice([YEAR - 1, YEAR + 1])
    reasons[1] = reasons[1].replace(f"Tahun {YEAR};", f"Tahun {year};")
    return Place("menimbang-b", BODY)


@seeds("NOM08")
def reason_out_of_form(sources: Sources, rng: Random) -> Place:
    reasons = sources.files[BODY]["menimbang"]
    n = rng.choice([0, 1])
    text = reasons[n]
    reasons[n] = rng.choice([text.removeprefix("bahwa "), f"{text[:-1]}.", text[:-1]])
    return Place(f"menimbang-{'ab'[n]}", BODY)


@seeds("RUJ15")
def ground_out_of_order(sources: Sources, rng: Random) -> Place:
    _grounds(sources).reverse()
    return Place("mengingat-2", BODY)


@seeds("RUJ16")
def ground_that_cannot_be(sources: Sources, rng: Random) -> Place:
    grounds = _grounds(sources)
    kind = rng.choice(["twice", "later"])
    if kind == "twice":
        grounds.append(deepcopy(grounds[rng.randrange(len(grounds))]))
    else:
        grounds[-1] = {**grounds[-1], "tahun": YEAR + rng.randint(1, 30), "lembaran": []}
    return Place(f"mengingat-{len(grounds)}", BODY)


@seeds("RUJ17")
def gazette_that_cannot_be(sources: Sources, rng: Random) -> Place:
    n = rng.randrange(len(_grounds(sources)))
    gazette = _grounds(sources)[n]["lembaran"][0]
    if rng.random() < 0.5:
        gazette["tahun"] += rng.choice([-1, -5, 3])
    else:
        gazette["jenis"] = "berita-negara"
    return Place(f"mengingat-{n + 1}", BODY)


@seeds("RUJ18")
def supplement_out_of_order(sources: Sources, rng: Random) -> Place:
    """The number of the later law's supplement becomes one before the earlier law's."""
    _grounds(sources)[1]["lembaran"][1]["nomor"] = 5038 - rng.randint(1, 900)
    return Place("mengingat-2", BODY)


@seeds("SAH10")
def title_of_another_year(sources: Sources, rng: Random) -> Place:
    file, n = rng.choice([(PLANS[0], "ii"), (PLANS[1], "iii")])
    year = rng.choice([YEAR - 1, YEAR + 1, YEAR - 10])
    sources.files[file]["judul"] = sources.files[file]["judul"].replace(str(YEAR), str(year))
    return Place(f"lampiran-{n}", file)


@seeds("SAH11")
def column_of_another_year(sources: Sources, rng: Random) -> Place:
    column = sources.files[_TABLE]["kolom"][rng.choice([2, 3])]
    column["judul"] = column["judul"].replace(str(column["tahun"]), str(column["tahun"] + 1))
    return Place("tabel-1-1", _TABLE)


@seeds("RUJ19", "ditetapkan")
def document_of_another_period(sources: Sources, rng: Random) -> Place:
    body = sources.files[BODY]
    body["tentang"] = "PETA JALAN REFORMASI BIROKRASI TAHUN 2022-2026"
    body["sebutan"]["tentang"] = "Peta Jalan Reformasi Birokrasi Tahun 2022-2026"
    body["menimbang"] = ["bahwa perlu disusun peta jalan;"]
    name = rng.choice(["Peta Jalan Reformasi Birokrasi", "Peta Jalan RB"])
    period = rng.choice(["2021-2026", "2022 – 2025", "2022-2062"])
    return add_paragraph(sources, rng, f"Sasaran menurut {name} {period} dinilai setiap tahun.")


@seeds("RUJ20")
def theme_of_another(sources: Sources, rng: Random) -> Place:
    """A table sets targets for a theme that the plan's title does not name."""
    theme = rng.choice(["Peningkatan Investasi", "Penanganan Tengkes"])
    sources.files[_TABLE]["kolom"].insert(
        1, {"kunci": "tema", "judul": "Tema", "lebar": 2, "makna": "tema"}
    )
    for row in sources.files[_TABLE]["baris"]:
        row["tema"] = theme
    return Place("lampiran-iii", PLANS[1])


@seeds("RUJ21")
def law_still_to_come(sources: Sources, rng: Random) -> Place:
    kind = rng.choice(["Peraturan Presiden", "Undang-Undang", "Instruksi Presiden"])
    year = YEAR + rng.randint(1, 30)
    return add_paragraph(sources, rng, f"Dasarnya {kind} Nomor {rng.randint(1, 90)} Tahun {year}.")


@seeds("RUJ22")
def decree_of_another(sources: Sources, rng: Random) -> Place:
    region = rng.choice(["Tegal", "Kendal", "Btang"])
    kind = rng.choice(["Keputusan", "Peraturan", "Instruksi"])
    number = rng.randint(1, 90)
    return add_paragraph(
        sources, rng, f"Dasarnya {kind} Bupati {region} Nomor {number} Tahun 2023."
    )


@seeds("RUJ23")
def source_of_another(sources: Sources, rng: Random) -> Place:
    file = f"{YEAR}/lampiran-1/tabel-2-4.yaml"
    number = rng.randint(1, 90)
    sources.files[file]["sumber"] = f"SK Bupati Batang Nomor {number + 1} Tahun 2023"
    text = sources.files[CHAPTERS[1]]
    said = f"Tim dibentuk dengan Keputusan Bupati Batang Nomor {number} Tahun 2023."
    sources.files[CHAPTERS[1]] = text.replace(
        "![](tabel-2-3.yaml)", f"{said}\n\n![](tabel-2-3.yaml)"
    )
    return Place("tabel-2-4", file)
