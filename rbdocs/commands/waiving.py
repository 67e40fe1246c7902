"""``periksa --kecualikan``: let one finding pass, with its values, a reason and a decider."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rbdocs.commands.checking import Checked, check_year, choose_ink, source_lines
from rbdocs.commands.result import DONE, FOUND, Result, add_flag, parse_year
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.finding import Finding
    from rbdocs.model.pengecualian import Pengecualian
    from rbdocs.model.regulation import Regulation

_SHORTEST = 10  # letters of a reason, as model.pengecualian asks
_SHOWN = 8  # places that are named where the one that was given is not among them


def add_waiving(parser: argparse.ArgumentParser) -> None:
    """Add ``--kecualikan`` and the options that go with it."""
    parser.add_argument(
        "--kecualikan",
        nargs=2,
        metavar=("KODE", "TEMPAT"),
        help="biarkan satu temuan: kode aturannya, dan kode tempatnya atau BERKAS:BARIS",
    )
    parser.add_argument("--alasan", help="dengan --kecualikan: mengapa temuan itu dibiarkan")
    parser.add_argument("--oleh", help="dengan --kecualikan: siapa yang memutuskan")
    parser.add_argument(
        "--sampai",
        type=parse_year,
        metavar="TAHUN",
        help="dengan --kecualikan: tahun peraturan terakhir yang boleh memakainya",
    )
    add_flag(
        parser,
        "--terapkan",
        "dengan --kecualikan: ubah pengecualian yang sudah ada; tanpa ini hanya ditunjukkan",
    )


def refuse_lone_waiving(arguments: argparse.Namespace) -> None:
    """Raise FileProblem for options that mean nothing without ``--kecualikan``, or beside it."""
    own = ("alasan", "oleh", "sampai", "terapkan")
    given = [f"--{name}" for name in own if getattr(arguments, name)]
    if not arguments.kecualikan and given:
        raise FileProblem(f"{', '.join(given)} hanya berarti bersama --kecualikan.")
    if arguments.kecualikan and (arguments.perbaiki or arguments.ke or arguments.format != "teks"):
        raise FileProblem("--kecualikan melapor ke layar saja, tanpa --perbaiki, --ke, --format.")


def run_waiving(project: Project, tahun: Edition, arguments: argparse.Namespace) -> Result:
    """Write the waiver that was asked for; one that is already there is first shown as changed.

    Raises FileProblem where the finding or what a waiver must say is missing.
    """
    code, place = arguments.kecualikan
    rules = _rule(code.strip().upper())
    checked = check_year(project, tahun, rules)
    if checked.regulation is None:
        raise FileProblem(
            f"Sumber tahun {tahun} belum terbaca seluruhnya, jadi tidak ada yang dikecualikan. "
            f"Betulkan dulu yang ditunjukkan oleh: periksa {tahun}."
        )
    finding = _finding(project, checked, next(iter(rules)), place.strip())
    waiver = _waiver_of(checked.regulation, finding)
    path = project.sources / str(tahun) / "pengecualian.yaml"
    old = path.read_bytes()
    new = _written(old.decode("utf-8-sig"), checked.regulation, finding, waiver, arguments)
    if new.encode() == old:
        return Result(DONE, lines=[f"{finding.code} {finding.kode} sudah dikecualikan."])
    lines = list(_diff(project.show(path), old, new.encode()))
    if waiver is not None and not arguments.terapkan:
        told = "Pengecualian itu sudah ada, jadi belum diubah. Tambahkan --terapkan."
        return Result(FOUND, lines=[*lines, told])
    write_all(project.sources, {path: new.encode()}, {path: old})
    again = check_year(project, tahun, rules)
    left = sum(item.waiver is None and item.kode == finding.kode for item in again.findings)
    lines.append(f"Ditulis {project.show(path)}. {finding.code} {finding.kode} dikecualikan.")
    if left:
        lines.append(f"Temuan lain pada {finding.kode} yang tidak dikecualikan: {left}.")
    return Result(DONE, lines=lines)


def _rule(code: str) -> Mapping[str, Rule]:
    from rbdocs.check.rule import load_rules
    from rbdocs.report.rules import catalogue

    rules = load_rules()
    if code in rules:
        return {code: rules[code]}
    if code in catalogue():
        raise FileProblem(
            f"{code} tidak dapat dikecualikan: yang ditemukannya dibetulkan. "
            f"Penjelasan: jelaskan {code}."
        )
    raise FileProblem(f"Tidak ada aturan «{code}». Daftar lengkapnya: build.py jelaskan.")


def _finding(project: Project, checked: Checked, code: str, place: str) -> Finding:
    """The one finding of the rule *code* at *place*. Raises FileProblem where there is not one."""
    found = [finding for finding in checked.findings if finding.code == code]
    chosen = [finding for finding in found if _is_at(project, finding, place)]
    if not chosen:
        names = list(dict.fromkeys(finding.kode for finding in found if finding.kode))
        rest = f" dan {len(names) - _SHOWN} lagi" if len(names) > _SHOWN else ""
        listing = f"Yang ada: {', '.join(names[:_SHOWN])}{rest}." if names else ""
        raise FileProblem(f"{code} tidak menemukan apa-apa pada «{place}». {listing}".strip())
    open_ones = [finding for finding in chosen if finding.waiver is None] or chosen
    if len(open_ones) > 1:
        told = "\n".join(f"  {item.location}  {item.message}" for item in open_ones)
        raise FileProblem(
            f"{code} menemukan {len(open_ones)} hal pada «{place}». Sebutkan salah satu dengan "
            f"BERKAS:BARIS:KOLOM, satu per satu:\n{told}"
        )
    if not open_ones[0].kode:
        raise FileProblem(f"Temuan {code} ini bukan tentang tempat yang dapat dikecualikan.")
    return open_ones[0]


def _is_at(project: Project, finding: Finding, place: str) -> bool:
    from rbdocs.report.data import located

    if finding.kode == place:
        return True
    places = (str(item) for item in (finding.location, located(finding, source_lines(project))))
    return any(
        f"/{item}".endswith(f"/{place}") or f"/{item.rpartition(':')[0]}".endswith(f"/{place}")
        for item in places
        if ":" in place
    )


def _waiver_of(regulation: Regulation, finding: Finding) -> Pengecualian | None:
    """The waiver that was given for *finding*, perhaps with other values; None where none was."""
    from rbdocs.model.judged import judged_values

    judged = judged_values(finding, regulation)
    candidates = [waiver for waiver in regulation.pengecualian if waiver.covers(finding)]
    exact = [waiver for waiver in candidates if waiver.holds_for(judged)]
    if finding.waiver is not None and not exact:
        raise FileProblem("Temuan ini dikecualikan dalam peraturan tahun sebelumnya yang berlaku.")
    return next(iter((*exact, *candidates)), None)


def _written(
    text: str,
    regulation: Regulation,
    finding: Finding,
    waiver: Pengecualian | None,
    arguments: argparse.Namespace,
) -> str:
    """*text* with the waiver in it. Raises FileProblem where something is not said."""
    from rbdocs.sources.waivers import NoPlaceForWaiver, with_waiver

    fields = _fields(text, regulation, finding, waiver, arguments)
    if fields is None:
        return text
    index = None if waiver is None else int(waiver.keys()[-1])
    try:
        return with_waiver(text, fields, index)
    except NoPlaceForWaiver as error:
        raise FileProblem(
            "pengecualian.yaml tidak memuat daftar «pengecualian:» yang butir-butirnya ditulis di "
            "barisnya sendiri, jadi tidak ditulisi. Tulis «pengecualian: []», lalu ulangi."
        ) from error


def _fields(
    text: str,
    regulation: Regulation,
    finding: Finding,
    waiver: Pengecualian | None,
    arguments: argparse.Namespace,
) -> dict[str, Any] | None:
    """What the waiver is to say, in order; None where an existing one says it all already."""
    from rbdocs.model.judged import judged_values
    from rbdocs.sources.waivers import said_for_all

    judged = judged_values(finding, regulation)
    decided = bool(arguments.alasan or arguments.oleh or arguments.sampai)
    if waiver is not None and waiver.nilai == judged and not decided:
        return None
    common = said_for_all(text)
    reason = (arguments.alasan or (waiver.alasan if waiver else "")).strip()
    if len(reason) < _SHORTEST:
        raise FileProblem(
            f"Tulis alasannya dalam kalimat (sedikitnya {_SHORTEST} huruf): --alasan "
            '"Naskah menetapkan ...".'
        )
    by = arguments.oleh or (waiver.oleh if waiver else None)
    if len(by or common.get("oleh") or "") < len("abc"):
        raise FileProblem('Sebutkan siapa yang memutuskan: --oleh "Bagian Hukum".')
    until = arguments.sampai or (waiver.sampai if waiver else None)
    until = until or common.get("sampai") or regulation.peraturan.tahun
    when = date.today() if decided or waiver is None else waiver.tanggal
    own = {"oleh": by, "tanggal": when, "sampai": until}
    return {
        "aturan": finding.code,
        "kode": finding.kode,
        **{n: value for n in ("berkas", "kutipan") if (value := getattr(waiver, n, None))},
        "nilai": judged,
        "alasan": reason,
        **{n: value for n, value in own.items() if value and str(value) != str(common.get(n))},
    }


def _diff(name: str, old: bytes, new: bytes) -> list[str]:
    from rbdocs.report.text import as_diff

    return list(as_diff(name, old, new, choose_ink()))
