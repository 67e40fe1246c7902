"""Faults in running text, in references, and in what is numbered."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from tests.seeds.registry import Place, seeds
from tests.seeds.rows import at, pick
from tests.seeds.sources import CHAPTERS, YEAR, Sources

_FOLDER = f"{YEAR}/lampiran-1"


def _paragraphs(sources: Sources) -> list[tuple[str, int]]:
    """Every paragraph and list item of the chapters: its file, and its line from 0."""
    return [
        (file, n)
        for file in CHAPTERS
        for n, line in enumerate(sources.files[file].split("\n"))
        if len(line) > 40 and not line.startswith(("#", "!"))
    ]


def _replace(sources: Sources, file: str, line: int, text: str) -> Place:
    lines = sources.files[file].split("\n")
    lines[line] = text
    sources.files[file] = "\n".join(lines)
    return Place(file=file, line=line + 1)


def _line(sources: Sources, file: str, line: int) -> str:
    return str(sources.files[file].split("\n")[line])


def _matching(sources: Sources, rng: Random, pattern: str) -> tuple[str, int, re.Match[str]]:
    hits = [
        (file, n, hit)
        for file in CHAPTERS
        for n, line in enumerate(sources.files[file].split("\n"))
        for hit in re.finditer(pattern, line)
    ]
    return rng.choice(hits)


def instead(sources: Sources, rng: Random, pattern: str, new: str) -> Place:
    """Put *new*, in which ``{0}`` is what was found, in place of one hit of *pattern*."""
    file, n, hit = _matching(sources, rng, pattern)
    line = _line(sources, file, n)
    return _replace(
        sources, file, n, line[: hit.start()] + new.format(*hit.groups()) + line[hit.end() :]
    )


def add_sentence(sources: Sources, rng: Random, text: str) -> Place:
    """Put the sentence *text* at the end of a paragraph at random."""
    listing = [
        (file, n)
        for file, n in _paragraphs(sources)
        if _line(sources, file, n).endswith(".")
        and not re.match(r"\w{1,2}[.)]", _line(sources, file, n))
    ]
    file, n = rng.choice(listing)
    return _replace(sources, file, n, f"{_line(sources, file, n)} {text}")


@seeds("RUJ01")
def other_number(sources: Sources, rng: Random) -> Place:
    number = f"{rng.randint(3, 9)}.{rng.randint(1, 9)}"
    return instead(sources, rng, r"\[(tabel|gambar) \d\.\d\](\(#\S+?\))", f"[{{0}} {number}]{{1}}")


@seeds("RUJ02")
def table_called_figure(sources: Sources, rng: Random) -> Place:
    if rng.random() < 0.3:
        return instead(sources, rng, r"\[gambar (\d\.\d)\]", "[tabel {0}]")
    return instead(sources, rng, r"\[tabel (\d\.\d)\]", "[gambar {0}]")


@seeds("RUJ03")
def link_lost(sources: Sources, rng: Random) -> Place:
    return instead(sources, rng, r"\[((?:tabel|gambar) \d\.\d)\]\(#\S+?\)", "{0}")


@seeds("RUJ04")
def not_placed(sources: Sources, rng: Random) -> Place:
    n = rng.randint(1, 9)
    sources.files[f"{_FOLDER}/tabel-9-{n}.yaml"] = {
        **sources.table("tabel-2-3"),
        "nomor": f"9.{n}",
        "judul": "Tersisa",
    }
    return Place(f"tabel-9-{n}")


@seeds("RUJ11")
def caption_out_of_order(sources: Sources, rng: Random) -> Place:
    key = rng.choice(
        ["tabel-1-1", "tabel-1-2", "tabel-2-2", "tabel-2-3", "tabel-2-4"]
    )  # a figure whose number is not its file's is not read at all
    table = sources.table(key)
    first, second = table["nomor"].split(".")
    table["nomor"] = rng.choice([f"{first}.{int(second) + 4}", f"{int(first) + 2}.{second}"])
    return Place(key, f"{_FOLDER}/{key}.yaml")


@seeds("NOM03")
def item_out_of_order(sources: Sources, rng: Random) -> Place:
    file, n, hit = _matching(sources, rng, r"^(\d|[a-h])([.)]) ")
    line = _line(sources, file, n)
    other = rng.choice([item for item in ("79" if hit[1].isdigit() else "pqz") if item != hit[1]])
    return _replace(sources, file, n, f"{other}{line[1:]}")


@seeds("NOM04")
def item_alone(sources: Sources, rng: Random) -> Place:
    text = sources.files[CHAPTERS[0]]
    lines = text.split("\n")
    items = [n for n, line in enumerate(lines) if re.match(r"(\d|[a-h])[.)] ", line)]
    kept = [line for n, line in enumerate(lines) if n not in items[1:]]
    sources.files[CHAPTERS[0]] = "\n".join(kept)
    return Place(file=CHAPTERS[0], line=items[0] + 1)


@seeds("NOM05")
def row_out_of_order(sources: Sources, rng: Random) -> Place:
    key = rng.choice(["tabel-1-1", "tabel-2-2", "tabel-2-3", "tabel-2-4"])
    table: Any = sources.table(key)
    rows = table.get("baris") or table["kegiatan_utama"]
    n = rng.randrange(1, len(rows))
    if rng.random() < 0.5:
        rows[n]["no"] += rng.choice([1, 2, 10])
    else:
        rows[n]["no"] = rows[n - 1]["no"] if n > 1 else 5
    return Place(key, f"{_FOLDER}/{key}.yaml")


@seeds("LKP05")
def paragraph_twice(sources: Sources, rng: Random) -> Place:
    long = [
        (file, n)
        for file, n in _paragraphs(sources)
        if len(re.sub(r"\(#[^)]*\)|[\[\]*]", "", _line(sources, file, n))) >= 70
        and not re.match(r"\w{1,2}[.)]", _line(sources, file, n))
    ]
    file, n = rng.choice(long)
    copy = _line(sources, file, n)
    lines = sources.files[CHAPTERS[1]].split("\n")
    last = max(number for number, line in enumerate(lines) if line.startswith("!"))
    lines[last:last] = [copy, ""]
    sources.files[CHAPTERS[1]] = "\n".join(lines)
    return Place(file=CHAPTERS[1], line=last + 1)


@seeds("LKP06")
def output_twice(sources: Sources, rng: Random) -> Place:
    outputs = [
        item for row in sources.table("tabel-2-2")["kegiatan_utama"] for item in row["output"]
    ]
    first, second = rng.sample(outputs, 2)
    second["uraian"] = second["uraian"][:3] + first["uraian"][3:]
    return Place("tabel-2-2", f"{_FOLDER}/tabel-2-2.yaml")


@seeds("SAH02")
def words_for_another_number(sources: Sources, rng: Random) -> Place:
    number, words = rng.choice(
        [
            (126, "seratus dua puluh lima"),
            (65, "Enam Puluh Enam"),
            (206, "dua ratus enam puluh"),
            (3, "dua"),
            (1200, "seribu"),
        ]
    )
    shown = f"{number:,}".replace(",", ".")
    if rng.random() < 0.5:
        row = pick(sources, rng)
        row.action["uraian"] += f" bagi {shown} ({words}) jabatan"
        return at(row)
    text = rng.choice([f"{shown} ({words})", f"{words} ({shown})"])
    return add_sentence(sources, rng, f"Jumlahnya {text} jabatan.")


@seeds("SAH03")
def wrong_result(sources: Sources, rng: Random) -> Place:
    by = rng.choice([1, 2, -1, 5])
    file, n, hit = _matching(sources, rng, r"\[(\d+)%\](?=\(#hitung:)")
    line = _line(sources, file, n)
    new = f"[{int(hit[1]) + by}%]"
    return _replace(sources, file, n, line[: hit.start()] + new + line[hit.end() :])


@seeds("SAH04")
def no_such_day(sources: Sources, rng: Random) -> Place:
    day = rng.choice(["31 April 2022", "30 Februari 2024", "29 Februari 2023", "32 Mei 2022"])
    if rng.random() < 0.5:
        row = pick(sources, rng)
        row.action["uraian"] += f" sebelum {day}"
        return at(row)
    return add_sentence(sources, rng, f"Pelantikan dilakukan pada tanggal {day}.")


# --- spelling


def _text(sources: Sources, rng: Random, change: Any) -> Place:
    """Let *change* spoil two words side by side, in a plan's row or in a chapter."""
    if rng.random() < 0.6:
        row = pick(sources, rng)
        column = rng.choice(["uraian", "indikator"])
        row.action[column] = _spoiled(row.action[column], rng, change)
        return at(row)
    file, n = rng.choice(_paragraphs(sources))
    return _replace(sources, file, n, _spoiled(_line(sources, file, n), rng, change))


def _spoiled(text: str, rng: Random, change: Any) -> str:
    hit = rng.choice(list(re.finditer(r"(?<![\w.\[(*])([a-z]{4,}) ([a-z]{4,})\b(?![\])*])", text)))
    return text[: hit.start()] + change(hit[1], hit[2]) + text[hit.end() :]


@seeds("EJA01")
def letters_swapped(sources: Sources, rng: Random) -> Place:
    wrong = rng.choice(["dokuman", "perioritas", "mewujutkan", "optimasisasi", "pemerintahann"])
    return _text(sources, rng, lambda source, other: f"{source} {wrong} {other}")


@seeds("EJA02")
def spaces_doubled(sources: Sources, rng: Random) -> Place:
    return _text(sources, rng, lambda source, other: f"{source}{' ' * rng.randint(2, 4)}{other}")


@seeds("EJA03")
def bracket_open(sources: Sources, rng: Random) -> Place:
    return _text(
        sources,
        rng,
        lambda source, other: rng.choice(
            [f"{source} ({other}", f"{source}) {other}", f"{source} “{other}"]
        ),
    )


@seeds("EJA04")
def space_misplaced(sources: Sources, rng: Random) -> Place:
    forms = ["{} ,{}", "{} , {}", "{},{}", "{} ; {}", "{} ( {})", "{} ({} )"]
    form = rng.choice(forms)
    return _text(sources, rng, lambda source, other: form.format(source, other))


@seeds("EJA05")
def spelling_to_avoid(sources: Sources, rng: Random) -> Place:
    wrong = rng.choice(["survey", "resiko", "ijin", "Survey", "RESIKO"])
    return _text(sources, rng, lambda source, other: f"{source} {wrong} {other}")


@seeds("EJA06")
def prefix_alone(sources: Sources, rng: Random) -> Place:
    prefix = rng.choice(["antar", "pasca"])
    return _text(sources, rng, lambda source, other: f"{source} {prefix} {other}")


@seeds("EJA07")
def apart_and_joined(sources: Sources, rng: Random) -> Place:
    """A term of two words that stand together elsewhere, written as one."""
    row = pick(sources, rng)
    row.action["uraian"] += " menurut tata laksana"
    return _text(sources, rng, lambda source, other: f"{source} tatalaksana {other}")


@seeds("EJA08")
def figure_two(sources: Sources, rng: Random) -> Place:
    return _text(sources, rng, lambda source, other: f"{source}2 {other}")


@seeds("EJA09")
def word_twice(sources: Sources, rng: Random) -> Place:
    return _text(sources, rng, lambda source, other: f"{source} {source} {other}")


@seeds("NOM06")
def section_left_out(sources: Sources, rng: Random) -> Place:
    return instead(sources, rng, r"^## (\d)\.2\.", "## {0}.3.")


@seeds("NOM07")
def section_alone(sources: Sources, rng: Random) -> Place:
    """The second section's heading goes; the first is then the only one."""
    file = rng.choice(CHAPTERS)
    lines = sources.files[file].split("\n")
    second = next(n for n, line in enumerate(lines) if re.match(r"## \d\.2\.", line))
    del lines[second : second + 2]
    sources.files[file] = "\n".join(lines)
    first = next(n for n, line in enumerate(lines) if line.startswith("## "))
    return Place(file=file, line=first + 1)
