"""``periksa``: check the sources, and tell what was found in the form that was asked for."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from rbdocs.commands.checking import (
    Checked,
    check_year,
    origin_of_known,
    source_lines,
    tell,
    without,
)
from rbdocs.commands.choosing import add_choosing, choose, chosen_rules, chosen_year, status_of
from rbdocs.commands.draft import is_still_to_come
from rbdocs.commands.mending import add_mending, refuse_lone_options, run_mending
from rbdocs.commands.result import (
    Result,
    add_destination,
    add_flag,
    add_format,
    choose_year,
    deliver,
)
from rbdocs.commands.waiving import add_waiving, refuse_lone_waiving, run_waiving
from rbdocs.commands.watching import watch
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.check.rule import Rule
    from rbdocs.model.regulation import Regulation
    from rbdocs.report.page import Checking

HELP = "periksa sumber tanpa membuat dokumen"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``periksa``."""
    add_choosing(parser)
    add_format(parser, *("teks", *_WRITERS))
    add_verbose(parser)
    add_flag(parser, "--ejaan", "periksa juga setiap kata dengan kamus")
    add_destination(parser, "ke layar; untuk html output/TAHUN/temuan.html")
    add_mending(parser)
    add_waiving(parser)
    add_flag(
        parser,
        "--pantau",
        "periksa lagi setiap kali sumber disimpan, sampai dihentikan dengan Ctrl-C",
    )


def add_verbose(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--rinci``."""
    add_flag(parser, "--rinci", "tampilkan semua temuan, juga yang dikecualikan")


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Check the year that was asked for, and mend it where that was asked too."""
    refuse_lone_options(arguments)
    refuse_lone_waiving(arguments)
    if arguments.statistik and arguments.format != "teks":
        raise FileProblem("--statistik melapor dengan --format teks saja.")
    tahun, parts = chosen_year(project, arguments)
    if arguments.kecualikan:
        return run_waiving(project, tahun, arguments)
    rules = chosen_rules(arguments)
    if arguments.pantau:
        if arguments.perbaiki or arguments.ke or arguments.format != "teks":
            raise FileProblem("--pantau melapor ke layar saja, tanpa --perbaiki, --ke, --format.")
        return watch(
            project,
            [project.sources],
            lambda: _checked(project, tahun, parts, rules, arguments),
            "Diperiksa",
        )
    if arguments.perbaiki:
        return run_mending(project, tahun, rules, arguments)
    return _checked(project, tahun, parts, rules, arguments)


def _checked(
    project: Project,
    tahun: Edition,
    parts: list[str],
    rules: dict[str, Rule] | None,
    arguments: argparse.Namespace,
) -> Result:
    checked = choose(check_year(project, choose_year(project, tahun), rules), parts, arguments)
    target = arguments.ke
    if arguments.format == "teks":
        text = "\n".join(_told(checked, project, arguments))
    else:
        text = _WRITERS[arguments.format](checked, project)
    if arguments.format == "html" and target is None:  # a page is opened, not read as it scrolls by
        target = project.output / str(tahun) / "temuan.html"
    status = status_of(checked, strict=arguments.ketat)
    return deliver(text, target, status, own=arguments.ke is None)


def _told(checked: Checked, project: Project, arguments: argparse.Namespace) -> Iterator[str]:
    if not arguments.statistik:
        return tell(checked, project, rinci=arguments.rinci, target=arguments.ke)
    from rbdocs.report.rules import catalogue
    from rbdocs.report.screen import statistics

    rules = {code: about.statement for code, about in catalogue().items()}
    return statistics(checked.findings, rules)


def load_and_check(
    project: Project, tahun: Edition, *, rinci: bool, draft: bool = False
) -> tuple[Regulation | None, Result]:
    """Load and check the sources of *tahun*; the regulation is None where they cannot be read.

    In a *draft* what is still to come is no finding.
    """
    from rbdocs.report.data import as_data

    checked = check_year(project, tahun)
    if draft:
        checked = without(checked, is_still_to_come)
    source = source_lines(project)
    data = {
        "tahun": tahun.as_value(),
        "temuan": [as_data(finding, source) for finding in checked.findings],
        "celah": checked.gaps,
        "aturan_dijalankan": checked.regulation is not None,  # on all sources
    }
    return checked.regulation, Result(
        checked.status, data, list(tell(checked, project, rinci=rinci))
    )


def _json(checked: Checked, project: Project) -> str:
    from rbdocs.report.data import as_data, as_json

    source = source_lines(project)
    return as_json([as_data(finding, source) for finding in checked.findings])


def _sarif(checked: Checked, project: Project) -> str:
    from rbdocs.check.rule import load_rules
    from rbdocs.report.data import as_json
    from rbdocs.report.rules import explained
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
    from rbdocs.sources.waivers import load_judgements

    file = f"docs/temuan-{checked.tahun}.md"
    command = f"python3 build.py periksa {checked.tahun} --ejaan --format markdown --ke {file}"
    judgements = load_judgements(project, checked.tahun)
    return findings_document(_checking(checked), source_lines(project), command, judgements)


def _checking(checked: Checked) -> Checking:
    from rbdocs.report.page import Checking
    from rbdocs.report.rules import explained

    follows = checked.readable is not None and checked.readable.kunci is None
    return Checking(
        checked.tahun,
        checked.findings,
        explained(),
        checked.readable,
        complete=checked.regulation is not None,
        gaps=checked.gaps,
        known=checked.known if follows else frozenset(),
        origin=origin_of_known(checked.readable),
    )


_WRITERS: dict[str, Callable[[Checked, Project], str]] = {
    "json": _json,
    "sarif": _sarif,
    "html": _html,
    "markdown": _markdown,
}
