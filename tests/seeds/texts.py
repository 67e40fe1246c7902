"""Faults in the text: abbreviations, lists, names, capitals and dates."""

from __future__ import annotations

from random import Random

from tests.seeds.identity import add_paragraph
from tests.seeds.registry import Place, seeds
from tests.seeds.rows import at, pick
from tests.seeds.sources import Sources

_NAMES = (
    ("Kawasan Industri Terpadu Batang", "KITB"),
    ("Indikator Kinerja Utama", "IKU"),
    ("Wilayah Bebas Korupsi", "WBK"),
    ("Tim Evaluasi Internal Daerah", "TEID"),
)


def _said(sources: Sources, rng: Random, words: str) -> Place:
    """Put *words* at the end of what an action does."""
    row = pick(sources, rng, lambda action: "uraian" in action)
    row.action["uraian"] += f" {words}"
    return at(row)


@seeds("NOM09")
def list_ends_otherwise(sources: Sources, rng: Random) -> Place:
    items = ["menyusun rencana;", "melaksanakan rencana; dan", "menilai hasilnya."]
    n = rng.randrange(3)
    items[n] = rng.choice(
        [
            ["menyusun rencana; dan", "menyusun rencana; atau"],
            ["melaksanakan rencana;", "melaksanakan rencana, dan"],
            ["menilai hasilnya;", "menilai hasilnya"],
        ][n]
    )
    lines = "\n".join(f"{'abc'[k]}. {item}" for k, item in enumerate(items))
    place = add_paragraph(sources, rng, f"Langkahnya:\n\n{lines}")
    return Place(file=place.file)


@seeds("NOM10")
def announced_otherwise(sources: Sources, rng: Random) -> Place:
    said = rng.choice(["empat (4)", "4 (empat)", "empat", "2 (dua)"])
    text = f"Ada {said} langkah, yaitu:\n\n1. menyusun;\n2. melaksanakan; dan\n3. menilai."
    return Place(file=add_paragraph(sources, rng, text).file)


@seeds("EJA10")
def letters_mixed_up(sources: Sources, rng: Random) -> Place:
    name, short = rng.choice(_NAMES)
    if rng.random() < 0.5:
        wrong = short[:-2] + short[-1] + short[-2]
    else:
        wrong = short[:-1] + rng.choice([item for item in "XYZ" if item != short[-1]])
    return _said(sources, rng, f"dalam {name} ({wrong})")


@seeds("EJA11")
def abbreviation_explained_again(sources: Sources, rng: Random) -> Place:
    (name, short), (other, _) = rng.sample(_NAMES, 2)
    again = rng.choice([name, other])
    text = f"Di {name} ({short}) ada layanan.\n\nDi {again} ({short}) ada petugas."
    return Place(file=add_paragraph(sources, rng, text).file)


@seeds("EJA12")
def abbreviation_unexplained(sources: Sources, rng: Random) -> Place:
    short = rng.choice(["TPMK", "KPRBN", "XYZ"])
    return add_paragraph(sources, rng, f"Hasilnya disampaikan kepada {short} setiap tahun.")


@seeds("EJA13")
def conjunction_twice(sources: Sources, rng: Random) -> Place:
    first, second = rng.choice(["Meskipun", "Walaupun"]), rng.choice([", namun", " tetapi"])
    return add_paragraph(
        sources, rng, f"{first} layanan sudah ada{second} pemakaiannya belum merata."
    )


@seeds("EJA14")
def space_beside_slash(sources: Sources, rng: Random) -> Place:
    return _said(sources, rng, rng.choice(["di unit /satuan", "di unit/ satuan", "non -dokumen"]))


@seeds("EJA15")
def official_name_in_small_letters(sources: Sources, rng: Random) -> Place:
    name = rng.choice(["dinas sosial Kabupaten", "Sekretaris daerah Kabupaten", "bupati"])
    return _said(sources, rng, f"oleh {name} Batang")


@seeds("EJA16")
def term_with_other_capitals(sources: Sources, rng: Random) -> Place:
    place = add_paragraph(sources, rng, "Nilai BerAKHLAK ditanamkan, dan BerAKHLAK dinilai.")
    add_paragraph(sources, rng, f"Budaya {rng.choice(['Berakhlak', 'BERAKHLAK'])} dibina.")
    assert place.file
    return Place()


@seeds("PD09")
def other_region(sources: Sources, rng: Random) -> Place:
    words = rng.choice(["Kepala Dinas Sosial Kab. Tegal", "Kabupaten Btang", "Bupati Batan"])
    return _said(sources, rng, f"bersama {words}")


@seeds("PD10")
def office_that_is_not(sources: Sources, rng: Random) -> Place:
    name = rng.choice(["Dinas Komunikasi dan Informasi", "Dinas Sosial dan Tenaga Kerja"])
    return _said(sources, rng, f"bersama {name} Kab. Batang")


@seeds("SAH12")
def month_misspelt(sources: Sources, rng: Random) -> Place:
    month = rng.choice(["Desmber", "Agutsus", "Septembr", "Jannuari"])
    return _said(sources, rng, f"sejak {rng.randint(1, 28)} {month} 2023")


@seeds("SAH13")
def later_first(sources: Sources, rng: Random) -> Place:
    first, second = rng.randint(2021, 2023), 2020
    return _said(
        sources, rng, f"tahap pertama pada 5 Mei {first} dan tahap kedua pada 6 Juni {second}"
    )


@seeds("NOM11")
def step_out_of_order(sources: Sources, rng: Random) -> Place:
    wrong = rng.choice(["pertama", "ketiga", "keempat"])
    text = f"Tahap pertama, yaitu menyusun.\n\nTahap {wrong}, yaitu menilai."
    return Place(file=add_paragraph(sources, rng, text).file)


@seeds("RUJ24")
def law_without_name(sources: Sources, rng: Random) -> Place:
    number, year = rng.randint(30, 90), rng.randint(1999, 2022)
    return add_paragraph(sources, rng, f"Dasarnya Peraturan Presiden Nomor {number} Tahun {year}.")


@seeds("SAH14", "ditetapkan")
def day_still_to_come(sources: Sources, rng: Random) -> Place:
    return _said(sources, rng, f"sejak {rng.randint(1, 28)} Mei {rng.randint(2025, 2062)}")


@seeds("PD11")
def title_twice(sources: Sources, rng: Random) -> Place:
    key = rng.choice(["tabel-2-3", "tabel-2-4"])
    rows = sources.table(key)["baris"]
    first, second = rng.sample(range(len(rows)), 2)
    rows[second]["jabatan"] = rows[first]["jabatan"]
    return Place(key)


@seeds("EJA17")
def sentence_out_of_form(sources: Sources, rng: Random) -> Place:
    text = "Tim mengelola tugas itu bersama kantor lain di daerah."
    wrong = rng.choice([text[:-1], f"{text}.", text.lower(), text.replace(" itu", " itu,,")])
    return add_paragraph(sources, rng, wrong)
