"""Faults in the body: what it refers to, its dates, and what it amends."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.seeds.registry import Place, seeds
from tests.seeds.sources import BODY, CHAPTERS, PLANS, YEAR, Sources


@seeds("RUJ05")
def provision_that_is_not(sources: Sources, rng: Random) -> Place:
    articles = sources.files[BODY]["batang_tubuh"]
    kind = rng.choice(["ayat", "pasal", "lampiran"])
    if kind == "pasal":
        articles[1]["teks"] = articles[1]["teks"].replace("Pasal 1", f"Pasal {rng.randint(7, 90)}")
        return Place("pasal-2", BODY)
    number = rng.choice([2, 3])
    text = articles[0]["ayat"][number]
    if kind == "lampiran" and number == 2:
        articles[0]["ayat"][number] = text.replace("Lampiran III", "Lampiran IV")
    else:
        articles[0]["ayat"][number] = text.replace("ayat (1)", f"ayat ({rng.randint(4, 9)})")
    return Place(f"pasal-1-ayat-{number}", BODY)


@seeds("RUJ05")
def letter_that_is_not(sources: Sources, rng: Random) -> Place:
    reasons = sources.files[BODY]["menimbang"]
    reasons[1] = reasons[1].replace("huruf a", f"huruf {rng.choice('bcd')}")
    return Place("menimbang-b", BODY)


@seeds("RUJ06")
def attachment_without_number(sources: Sources, rng: Random) -> Place:
    ayat = sources.files[BODY]["batang_tubuh"][0]["ayat"]
    if rng.random() < 0.5:
        ayat[2] = ayat[2].replace("Lampiran II dan Lampiran III", "Lampiran")
        return Place("pasal-1-ayat-2", BODY)
    ayat[3] = f"{ayat[3][:-1]} menurut Lampiran."
    return Place("pasal-1-ayat-3", BODY)


@seeds("RUJ07")
def chapter_named_otherwise(sources: Sources, rng: Random) -> Place:
    letters = sources.files[BODY]["batang_tubuh"][2]["huruf"]
    choice = rng.choice(["a", "b"])
    how = rng.random()
    if how < 0.4:
        letters[choice] = letters[choice].replace(": ", ": UMUM DAN ")
    elif how < 0.7:
        letters["b"] = letters["b"].replace("BAB II ", "BAB III ")
        return Place(file=BODY)
    else:
        n = 0 if choice == "a" else 1
        old = ("PENDAHULUAN", "SASARAN\n")[n]
        sources.files[CHAPTERS[n]] = sources.files[CHAPTERS[n]].replace(old, f"ISI {old}", 1)
    return Place(f"pasal-3-huruf-{choice}", BODY)


@seeds("RUJ08")
def law_named_otherwise(sources: Sources, rng: Random) -> Place:
    for file in CHAPTERS:
        text = sources.files[file]
        if "tentang Pemerintahan Daerah" in text:
            old, new = rng.choice(
                [
                    ("tentang Pemerintahan Daerah", "tentang Pemerintahan Desa"),
                    ("tentang Pelayanan Publik", "tentang Pelayanan Umum"),
                ]
            )
            line = next(n for n, part in enumerate(text.split("\n"), start=1) if old in part)
            sources.files[file] = text.replace(old, new, 1)
            return Place(file=file, line=line)
    raise AssertionError


@seeds("RUJ09")
def law_numbered_otherwise(sources: Sources, rng: Random) -> Place:
    number, year = rng.choice([(7, 2022), (88, 2021), (59, 2020)])
    subject = "tentang Sistem Kerja pada Instansi Pemerintah"
    wrong = rng.choice([(number + 1, year), (number, year - 1)])
    first = f"Dasarnya Peraturan Presiden Nomor {number} Tahun {year} {subject}."
    second = f"Lihat pula Peraturan Presiden Nomor {wrong[0]} Tahun {wrong[1]} {subject}."
    file = rng.choice(CHAPTERS)
    text = sources.files[file].rstrip("\n")
    sources.files[file] = f"{text}\n\n{first}\n\n{second}\n"
    return Place(file=file, line=len(sources.files[file].split("\n")) - 1)


@seeds("RUJ10")
def attachment_of_another(sources: Sources, rng: Random) -> Place:
    name, kode = rng.choice(
        [(PLANS[0], "ii"), (PLANS[1], "iii"), (f"{YEAR}/lampiran-1/naskah.yaml", "i")]
    )
    title = sources.files[BODY]["tentang"]
    wrong = rng.choice([title.replace(str(YEAR), str(YEAR - 1)), title.replace("AKSI ", "")])
    sources.files[name]["tentang"] = wrong
    return Place(f"lampiran-{kode}", name)


@seeds("SAH05")
def dates_out_of_order(sources: Sources, rng: Random) -> Place:
    body = sources.files[BODY]
    kind = rng.choice(["diundangkan", "ditetapkan", "berita-daerah"])
    if kind == "diundangkan":
        early = body["ditetapkan"]["tanggal"] - timedelta(days=rng.randint(1, 40))
        body["diundangkan"]["tanggal"] = early
    elif kind == "ditetapkan":
        other = body["ditetapkan"]["tanggal"].replace(day=1, year=YEAR - 1)
        body["ditetapkan"]["tanggal"] = other
    else:
        body["berita_daerah"]["tahun"] += rng.choice([1, -1])
    return Place(kind, BODY)


@seeds("UBH01", "perubahan")
def amendment_says_otherwise(sources: Sources, rng: Random) -> Place:
    articles = sources.files[f"{YEAR}/pasal.yaml"]["pasal"]
    n = rng.randrange(len(articles))
    if n == 0:
        ayat = rng.choice([1, 3])
        articles[0]["ayat"][ayat] = f"{articles[0]['ayat'][ayat][:-1]} secara terpadu."
    else:
        articles[n]["teks"] = f"{articles[n]['teks'][:-1]} secara terpadu."
    return Place(f"pasal-{n + 1}")


@seeds("UBH02", "perubahan")
def amendment_of_nothing(sources: Sources, rng: Random) -> Place:
    listing = sources.files[BODY]["batang_tubuh"][0]["perubahan"]
    number = rng.randint(7, 40)
    del sources.files[f"{YEAR}/pasal.yaml"]
    listing.insert(
        rng.randint(0, 2),
        rng.choice(
            [
                {"jenis": "hapus-pasal", "nomor": [number]},
                {
                    "jenis": "ubah-ayat",
                    "pasal": 2,
                    "nomor": [1],
                    "menjadi": [{"pasal": 2, "ayat": {1: "Dievaluasi."}}],
                },
            ]
        ),
    )
    return Place("pasal-I", BODY)


@seeds("UBH03", "perubahan")
def attachment_not_named(sources: Sources, rng: Random) -> Place:
    named = sources.files[BODY]["batang_tubuh"][0]["perubahan"][1]["nomor"]
    if rng.random() < 0.7:
        gone = rng.choice(named)
        named.remove(gone)
        return Place(f"lampiran-{gone}", BODY)
    named.append("IV")
    return Place("lampiran-IV", BODY)


@seeds("UBH05", "perubahan")
def attachment_forgotten(sources: Sources, rng: Random) -> Place:
    """An attachment in force is neither replaced nor inherited nor deleted, or both."""
    body = sources.files[BODY]
    changes = body["batang_tubuh"][0]["perubahan"]
    gone = rng.choice(["II", "III"])
    changes[1]["nomor"].remove(gone)
    if rng.random() < 0.5:
        changes.append({"jenis": "hapus-lampiran", "nomor": [gone]})
    else:
        body["lampiran"].remove(gone)
    return Place(f"lampiran-{gone}", BODY)


@seeds("UBH07", "perubahan")
def attachment_misnumbered(sources: Sources, rng: Random) -> Place:
    """A new attachment leaves out a number, or has a letter at the end."""
    gone = rng.choice(["V", "VI", "IIIA", "IIB"])
    new: dict[str, object] = {"jenis": "tambah-lampiran", "setelah": "III", "nomor": [gone]}
    if gone == "IIB":
        new = {"jenis": "sisip-lampiran", "antara": ["II", "III"], "nomor": [gone]}
    sources.files[BODY]["batang_tubuh"][0]["perubahan"].append(new)
    return Place(f"lampiran-{gone}", BODY)


@seeds("UBH08", "perubahan")
def attachment_without_reference(sources: Sources, rng: Random) -> Place:
    """A new attachment that no article names."""
    new: dict[str, object] = {"jenis": "tambah-lampiran", "setelah": "III", "nomor": ["IV"]}
    if rng.random() < 0.5:
        new = {"jenis": "sisip-lampiran", "antara": ["II", "III"], "nomor": ["IIA"]}
    sources.files[BODY]["batang_tubuh"][0]["perubahan"].append(new)
    return Place(f"lampiran-{new['nomor'][0]}", BODY)  # type: ignore[index]


@seeds("UBH09", "perubahan")
def term_left_behind(sources: Sources, rng: Random) -> Place:
    """A term that gives way in all articles stands in an attachment, or in a new article."""
    del sources.files[f"{YEAR}/pasal.yaml"]
    listing = sources.files[BODY]["batang_tubuh"][0]["perubahan"]
    listing.insert(0, {"jenis": "ganti-kata", "kata": "reformasi", "pengganti": "pembaruan"})
    if rng.random() < 0.5:
        new = {"pasal": 4, "teks": "Tim reformasi melaporkan hasilnya kepada Bupati."}
        listing.append({"jenis": "tambah-pasal", "setelah": 3, "menjadi": [new]})
        return Place("pasal-4", BODY)
    return Place("lampiran-II", BODY)


@seeds("UBH06", "perubahan")
def reference_to_nothing(sources: Sources, rng: Random) -> Place:
    """A new article refers to one that there never was."""
    del sources.files[f"{YEAR}/pasal.yaml"]
    where = f"Pasal {rng.randint(20, 90)}{rng.choice(['', ' ayat (2)', ' huruf b'])}"
    text = f"Evaluasi sebagaimana dimaksud dalam {where} dilaporkan kepada Bupati."
    listing = sources.files[BODY]["batang_tubuh"][0]["perubahan"]
    new = {"pasal": 4, "teks": text}
    listing.append({"jenis": "tambah-pasal", "setelah": 3, "menjadi": [new]})
    return Place("pasal-4", BODY)


@seeds("UBH04", "perubahan")
def more_than_half(sources: Sources, rng: Random) -> Place:
    del sources.files[f"{YEAR}/pasal.yaml"]
    fresh = ["Tata cara penilaian mandiri diatur oleh kepala dinas dengan keputusan tersendiri."]
    fresh.append("Setiap kecamatan membentuk gugus tugas yang melapor kepada camat tiap pekan.")
    rng.shuffle(fresh)
    body = sources.files[BODY]["batang_tubuh"]
    body[0]["perubahan"][0] = {
        "jenis": "ubah-pasal",
        "menjadi": [
            {"pasal": 1, "teks": f"{fresh[0]} {fresh[1]} {fresh[0]}"},
            {"pasal": 2, "teks": f"{fresh[1]} {fresh[0]} {fresh[1]}"},
            {"pasal": 3, "teks": f"{fresh[1]} Keduanya dibiayai anggaran daerah."},
        ],
    }
    return Place("pasal-I", BODY)
