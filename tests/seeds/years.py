"""Faults of a draft beside the year before it, and of an enacted year."""

from __future__ import annotations

from random import Random

from tests.seeds.registry import Place, seeds
from tests.seeds.rows import at, pick
from tests.seeds.sources import PLANS, YEAR, Sources

_BEFORE = str(YEAR - 1)


@seeds("REV01", "rancangan", "perubahan")
def year_left(sources: Sources, rng: Random) -> Place:
    how = rng.random()
    if how < 0.3:
        file = rng.choice(PLANS)
        sources.files[file]["judul"] = sources.files[file]["judul"].replace(str(YEAR), _BEFORE)
        return Place("judul", file)
    row = pick(sources, rng)
    column = rng.choice(["uraian", "indikator"])
    row.action[column] += rng.choice([f" Tahun {_BEFORE}", f" {_BEFORE}", f" TA {_BEFORE}"])
    return at(row)


@seeds("REV02", "rancangan", "perubahan")
def action_dropped(sources: Sources, rng: Random) -> Place:
    row = rng.choice([item for item in sources.rows() if len(item.group) > 1])
    last = row.group.pop()
    return Place(last["kode"])


@seeds("REV03", "rancangan", "perubahan")
def kode_for_another(sources: Sources, rng: Random) -> Place:
    row = pick(sources, rng)
    label = row.action["uraian"][:3] if row.action["uraian"][1:3] == ". " else ""
    other = rng.choice(["Membangun gedung olahraga", "Menanam pohon bakau", "Melatih guru TK"])
    row.action["uraian"] = label + other
    row.action["indikator"] = row.action["indikator"].split(" ")[0] + " hektare hutan kota"
    if "laporan" in row.action["satuan"].lower():
        row.action["satuan"] = "Unit"
    return at(row)


@seeds("REV04", "rancangan", "perubahan")
def budgets_copied(sources: Sources, rng: Random) -> Place:
    file = PLANS[0]
    before = {item.kode: item.action for item in sources.rows(file.replace(str(YEAR), _BEFORE))}
    rows = [item for item in sources.rows(file) if "sub_kegiatan" in item.action]
    rng.shuffle(rows)
    for row in rows[: max(len(rows) * 7 // 10, 6)]:
        old = before[row.kode]["sub_kegiatan"]
        for sub, then in zip(row.action["sub_kegiatan"], old, strict=True):
            sub["anggaran"] = then["anggaran"]
    return Place(file=file)


@seeds("REV05", "ditetapkan")
def edited_after_enactment(sources: Sources, rng: Random) -> Place:
    names = [
        file for file in sources.files if file.startswith(f"{YEAR}/") and "pengecualian" not in file
    ]
    locked = {name.removeprefix(f"{YEAR}/"): "0" * 64 for name in names}
    sources.files[f"{YEAR}/kunci.yaml"] = {"ditetapkan": f"{YEAR}-12-01", "berkas": locked}
    return Place(file=rng.choice(names))


@seeds("REV06", "rancangan", "perubahan")
def nought_too_many(sources: Sources, rng: Random) -> Place:
    file = PLANS[0]
    before = {item.kode: item.action for item in sources.rows(file.replace(str(YEAR), _BEFORE))}
    rows = [
        item
        for item in sources.rows(file)
        if item.action.get("sub_kegiatan") and before[item.kode].get("sub_kegiatan")
    ]
    row = rng.choice(rows)
    sub = rng.choice(row.action["sub_kegiatan"])
    last = before[row.kode]["sub_kegiatan"]
    then = next(item for item in last if item["nama"] == sub["nama"])
    sub["anggaran"] = then["anggaran"] * rng.choice([10, 100, 1000])
    return at(row)


@seeds("REV07", "ditetapkan")
def officer_changed_after_enactment(sources: Sources, rng: Random) -> Place:
    register, body = sources.files["instansi.yaml"], sources.files[f"{YEAR}/peraturan.yaml"]
    signed = body["ditetapkan"]
    (officer,) = [item for item in register["pejabat"] if item["kunci"] == signed["pejabat"]]
    printed = {"pada": signed["tanggal"], **{item: officer[item] for item in ("kunci", "nama")}}
    government = {item: register[item] for item in ("kepala_daerah", "provinsi", "daerah")}
    locked = {**government, "pejabat": [printed]}
    sources.files[f"{YEAR}/kunci.yaml"] = {
        "ditetapkan": f"{YEAR}-12-01",
        "berkas": {},
        "instansi": locked,
    }
    changed = rng.choice([officer, register])
    name = "nama" if changed is officer else rng.choice(list(government))
    changed[name] += " Lain"
    return Place(file="instansi.yaml")


@seeds("LKP07")
def copy_left_beside(sources: Sources, rng: Random) -> Place:
    name = rng.choice(sorted(sources.files))
    stem, dot, suffix = name.rpartition(".")
    folder, slash, own = name.rpartition("/")
    copy = rng.choice(
        [
            f"{stem} - Copy{dot}{suffix}",
            f"{stem} ({rng.randint(1, 9)}){dot}{suffix}",
            f"{stem} - Salinan{dot}{suffix}",
            f"{folder}{slash}Salinan {own}",
            f"{folder}{slash}~${own}",
            f"{name}.bak",
            f"{folder}{slash}{own.upper()}",
            f"{stem}.docx",
        ]
    )
    sources.files[copy] = sources.files[name]
    return Place(file=copy)
