"""What of a check is wanted: rules, levels, one part of the regulation, a count, strictness."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.checking import Checked, without
from rbdocs.commands.result import DONE, FOUND, add_flag, choose_year, parse_edition
from rbdocs.edition import Edition, read_edition, seems_edition
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.finding import Finding

_ALIKE = 20  # names of sources that are shown where the one that was given is not among them


def add_choosing(parser: argparse.ArgumentParser) -> None:
    """Add the year, the part, and the options that choose among rules and findings."""
    parser.add_argument(
        "sasaran",
        nargs="*",
        metavar="TAHUN|BAGIAN",
        help="tahun peraturan (bawaan: terbaru), dan bila hanya sebagian: berkas atau Lampirannya, "
        "misalnya lampiran-2.yaml atau II",
    )
    parser.add_argument(
        "--aturan",
        metavar="KODE,...",
        help="hanya aturan ini, misalnya TW,SAT01; bawaan: semua, kecuali ejaan kata",
    )
    parser.add_argument("--kecuali", metavar="KODE,...", help="semua aturan kecuali ini")
    parser.add_argument(
        "--tingkat", choices=("galat", "peringatan"), help="hanya temuan setingkat ini"
    )
    add_flag(
        parser, "--semua", "tampilkan semua temuan dan celah; bawaan: galat dan yang baru saja"
    )
    add_flag(parser, "--statistik", "hitung temuan menurut aturan, tanpa rinciannya")
    add_flag(
        parser, "--ketat", "peringatan yang belum dikenal waktu penetapan juga gagal (status 1)"
    )


def chosen_year(project: Project, arguments: argparse.Namespace) -> tuple[Edition, list[str]]:
    """Return the year that is meant, and the files or folders that alone are: none for all.

    They are named as findings name them. Raises FileProblem for what is neither.
    """
    years: list[Edition] = []
    parts: list[str] = []
    for text in arguments.sasaran:
        if text.casefold() == "lampiran":  # «Lampiran II» in two words
            continue
        try:
            years.append(parse_edition(text))
        except argparse.ArgumentTypeError as error:
            if seems_edition(text):
                raise FileProblem(f"{error}.") from error
            parts.append(text)
    if len(set(years)) > 1:
        raise FileProblem("Sebutkan satu tahun atau satu peraturan saja.")
    of_files = [year for text in parts if (year := _year_of(project, text)) is not None]
    tahun = choose_year(project, next(iter((*years, *of_files)), None))
    return tahun, [_part(project, tahun, text) for text in parts]


def _year_of(project: Project, text: str) -> Edition | None:
    """The year in whose folder the file *text* is; None where it is in none."""
    for path in (Path(text), project.root / text):
        name = project.show(path.resolve())
        if path.exists() and name.startswith("sources/") and name.count("/") > 1:
            return read_edition(name.split("/")[1])
    return None


def _part(project: Project, tahun: Edition, text: str) -> str:
    from rbdocs.model.lampiran_number import is_lampiran, lampiran_file_name

    folder = project.sources / str(tahun)
    nomor = text.strip().upper().removeprefix("LAMPIRAN").strip(" -")
    name = lampiran_file_name(nomor) if is_lampiran(nomor) else ""
    names = [f"{name}.yaml", name] if name else [text]
    for base in (Path(), project.root, project.sources, folder):
        for name in names:
            path = (base / name).resolve()
            if path.exists() and path.is_relative_to(project.sources):
                return project.show(path)
    there = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    raise FileProblem(
        f"«{text[:60]}» bukan tahun, berkas sumber, atau Lampiran tahun {tahun}. "
        f"Yang ada: {', '.join(there[:_ALIKE])}; Lampiran ditulis misalnya II."
    )


def chosen_rules(arguments: argparse.Namespace) -> dict[str, Rule] | None:
    """The rules that are to run; None for the usual ones. Raises FileProblem for an unknown name.

    With ``--ejaan`` also those that run on request alone.
    """
    if arguments.aturan is None and arguments.kecuali is None and not arguments.ejaan:
        return None
    from rbdocs.check.rule import load_rules, usual_rules

    rules = load_rules()
    if arguments.aturan is not None:
        chosen = _selected(rules, arguments.aturan)
        if arguments.ejaan:
            chosen |= {code: rule for code, rule in rules.items() if rule.about.on_request}
    else:
        chosen = dict(rules) if arguments.ejaan else usual_rules()
    left_out = _selected(rules, arguments.kecuali) if arguments.kecuali is not None else {}
    return {code: rule for code, rule in chosen.items() if code not in left_out}


def _selected(rules: Mapping[str, Rule], wanted: str) -> dict[str, Rule]:
    from rbdocs.check.rule import select_rules

    names = [name for part in wanted.split(",") if (name := part.strip())]
    try:
        return select_rules(rules, names)
    except LookupError as error:
        subjects = ", ".join(dict.fromkeys(rule.about.subject for rule in rules.values()))
        raise FileProblem(
            f"Tidak ada aturan «{error}». Kelompok aturan: {subjects}. "
            "Daftar lengkapnya: build.py jelaskan."
        ) from error


def choose(checked: Checked, parts: list[str], arguments: argparse.Namespace) -> Checked:
    """Return *checked* with only the findings that are wanted."""
    wanted = without(
        checked,
        lambda item: arguments.tingkat not in (None, str(item.level)) or not _concerns(item, parts),
    )
    whole = arguments.semua or arguments.aturan or arguments.tingkat == "peringatan" or parts
    gaps = [gap for gap in checked.gaps if _is_in(gap["berkas"], parts) and not arguments.aturan]
    return replace(wanted, gaps=gaps, whole=bool(whole))


def _concerns(finding: Finding, parts: list[str]) -> bool:
    """Whether *finding* stands in one of *parts*, or compares what stands there."""
    places = (finding.location, *(item.location for item in finding.occurrences))
    return any(_is_in(place.file, parts) for place in places)


def _is_in(file: str, parts: list[str]) -> bool:
    return not parts or any(file == part or file.startswith(f"{part}/") for part in parts)


def status_of(checked: Checked, *, strict: bool) -> int:
    """The exit status; where *strict*, warnings that were not known before count too."""
    new = (
        finding
        for number, finding in enumerate(checked.findings)
        if number not in checked.known and finding.waiver is None
    )
    return FOUND if checked.status == DONE and strict and any(new) else checked.status
