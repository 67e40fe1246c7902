"""``periksa``: load and check the sources of a year, and say what was found."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from rbdocs.commands.checking import Checked, check_year, source_lines, tell
from rbdocs.commands.draft import is_still_to_come
from rbdocs.commands.mending import add_mending, refuse_lone_options, run_mending
from rbdocs.commands.result import Result, add_format, add_year, choose_year
from rbdocs.commands.waiving import add_waiving, refuse_lone_waiving, run_waiving
from rbdocs.commands.writing import add_destination, deliver
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.regulation import Regulation
    from rbdocs.report.page import Checking

NAME = "periksa"
HELP = "periksa sumber tanpa membuat dokumen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``periksa``."""
    add_year(parser)
    add_format(parser, *("teks", *_WRITERS))
    add_verbose(parser)
    parser.add_argument(
        "--aturan",
        metavar="KODE,...",
        help="hanya aturan ini, misalnya TW,SAT01; bawaan: semua, kecuali ejaan kata",
    )
    parser.add_argument(
        "--ejaan", action="store_true", help="periksa juga setiap kata dengan kamus"
    )
    add_destination(parser, "ke layar; untuk html output/TAHUN/temuan.html")
    add_mending(parser)
    add_waiving(parser)


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--rinci``."""
    parser.add_argument(
        "--rinci", action="store_true", help="tampilkan juga temuan yang dikecualikan"
    )


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Check the year that was asked for, and mend it where that was asked too."""
    refuse_lone_options(arguments)
    refuse_lone_waiving(arguments)
    tahun = choose_year(project, arguments.tahun)
    if arguments.kecualikan:
        return run_waiving(project, tahun, arguments)
    rules = _rules(arguments.aturan, spelling=arguments.ejaan)
    if arguments.perbaiki:
        return run_mending(project, tahun, rules, arguments)
    checked = check_year(project, tahun, rules)
    target = arguments.ke
    if arguments.format == "teks":
        text = "\n".join(tell(checked, project, rinci=arguments.rinci, target=target))
    else:
        text = _WRITERS[arguments.format](checked, project)
    if arguments.format == "html" and target is None:  # a page is opened, not read as it scrolls by
        target = project.output / str(tahun) / "temuan.html"
    return deliver(text, target, checked.status, own=arguments.ke is None)


def load_and_check(
    project: Project, tahun: int, *, rinci: bool, draft: bool = False
) -> tuple[Regulation | None, Result]:
    """Load and check the sources of *tahun*; the regulation is None where they cannot be read.

    In a *draft* what is still to come is no finding.
    """
    from rbdocs.report.data import as_data

    checked = check_year(project, tahun)
    if draft:
        checked.findings = [
            finding for finding in checked.findings if not is_still_to_come(finding)
        ]
    data = {
        "tahun": tahun,
        "temuan": [as_data(finding) for finding in checked.findings],
        "celah": checked.gaps,
        "aturan_dijalankan": checked.regulation is not None,  # on all sources
    }
    return checked.regulation, Result(
        checked.status, data, list(tell(checked, project, rinci=rinci))
    )


def _rules(wanted: str | None, *, spelling: bool) -> dict[str, Rule] | None:
    """The rules that the user names; None where none is named. Raises FileProblem.

    With *spelling* also those that run on request alone.
    """
    if wanted is None and not spelling:
        return None
    from rbdocs.check.rule import load_rules, select_rules

    rules = load_rules()
    if wanted is None:
        return rules
    names = [nama for part in wanted.split(",") if (nama := part.strip())]
    if spelling:
        names += [code for code, rule in rules.items() if rule.about.on_request]
    try:
        return select_rules(rules, names)
    except LookupError as error:
        subjects = ", ".join(dict.fromkeys(rule.about.subject for rule in rules.values()))
        raise FileProblem(
            f"Tidak ada aturan «{error}». Kelompok aturan: {subjects}. "
            "Daftar lengkapnya: build.py jelaskan."
        ) from error


def _json(checked: Checked, _: Project) -> str:
    from rbdocs.report.data import as_data, as_json

    return as_json([as_data(finding) for finding in checked.findings])


def _sarif(checked: Checked, project: Project) -> str:
    from rbdocs.check.rule import load_rules
    from rbdocs.report.catalogue import explained
    from rbdocs.report.data import as_json
    from rbdocs.report.sarif import SarifRun, as_sarif

    chosen = checked.chosen
    run = SarifRun(
        checked.tahun,
        checked.status,
        complete=checked.regulation is not None,
        findings=checked.findings,
        rules=explained(),
        chosen={} if chosen is None else {code: code in chosen for code in load_rules()},
        gaps=checked.gaps,
    )
    return as_json(as_sarif(run, source_lines(project)))


def _html(checked: Checked, project: Project) -> str:
    from rbdocs.report.page import findings_page

    return findings_page(project, _checking(checked), source_lines(project))


def _markdown(checked: Checked, project: Project) -> str:
    from rbdocs.report.document import findings_document

    file = f"docs/temuan-{checked.tahun}.md"
    command = f"python3 build.py periksa {checked.tahun} --ejaan --format markdown --ke {file}"
    return findings_document(_checking(checked), source_lines(project), command)


def _checking(checked: Checked) -> Checking:
    from rbdocs.report.catalogue import explained
    from rbdocs.report.page import Checking

    return Checking(
        checked.tahun,
        checked.findings,
        explained(),
        checked.readable,
        complete=checked.regulation is not None,
        gaps=checked.gaps,
    )


_WRITERS: dict[str, Callable[[Checked, Project], str]] = {
    "json": _json,
    "sarif": _sarif,
    "html": _html,
    "markdown": _markdown,
}
