"""Every code that a finding can carry is explained, in the reference, and in SARIF."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rbdocs.check.rule import RETIRED, load_rules, load_source_rules
from rbdocs.cli import main
from rbdocs.model.aturan import LISTING
from rbdocs.report.rules import catalogue
from tests.clean import YEAR, copy_clean
from tests.loops import at_least_one
from tests.sample import ROOT

CODE = re.compile(r"[A-Z]{2,4}\d{2}")
PACKAGE = ROOT / "rbdocs"


@cache
def named() -> dict[str, set[str]]:
    """The codes that stand in the program as a text of their own, each with its modules.

    What the table of codes itself says is no use of them.
    """
    result: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name == "model/aturan.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = node.value if isinstance(node, ast.Constant) else None
            if isinstance(said, str) and CODE.fullmatch(said):
                result.setdefault(said, set()).add(name)
    return result


def test_every_code_that_can_be_told_is_registered_and_every_registered_one_can_be_told() -> None:
    assert len(named()) > 100
    assert {item for item in named() if item not in RETIRED} == set(catalogue())


def test_every_code_is_registered_once() -> None:
    registered = Counter([*(code for code, *_ in LISTING), *load_source_rules(), *load_rules()])
    assert [code for code, times in at_least_one(registered.items()) if times != 1] == []
    assert not RETIRED.keys() & registered.keys()
    assert set(registered) == set(catalogue())


def test_a_code_has_one_meaning() -> None:
    """A rule's code is named by its own module alone, and no two statements are the same."""
    for code in at_least_one(load_rules()):
        assert len([item for item in named()[code] if item.startswith("check/")]) == 1, code
    statements = Counter(item.statement for item in catalogue().values())
    assert [item for item, times in statements.items() if times > 1] == []


@pytest.mark.parametrize("folder", ["rules", "sources"])
def test_a_rule_is_found_by_its_code(folder: str) -> None:
    """A module's name ends in the codes of its rules, or in letters that are its alone."""
    letters = {code.rstrip("0123456789") for code in catalogue()}
    for path in at_least_one(sorted((PACKAGE / "check" / folder).glob("[a-z]*.py"))):
        codes = set(re.findall(r'(?m)^    code="(\w+)"', path.read_text("utf-8")))
        named: set[str] = set()
        for subject, numbers in re.findall(r"_([A-Z]{2,4})((?:_?\d\d)*)(?=_|$)", path.stem):
            assert subject in letters, path.name
            every = {rule for rule in load_rules() if rule.rstrip("0123456789") == subject}
            named |= {subject + found for found in re.findall(r"\d\d", numbers)} or every
        assert codes == named, path.name


@pytest.mark.parametrize("code", sorted(catalogue()))
def test_every_code_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jelaskan", code.lower()]) == 0
    told = capsys.readouterr().out
    assert told.startswith(code)
    assert catalogue()[code].statement in told
    assert catalogue()[code].ground in told


def test_every_code_stands_in_the_reference() -> None:
    reference = (ROOT / "docs/aturan.md").read_text("utf-8")
    assert sorted(re.findall(r"(?m)^### (\S+) \(", reference)) == sorted(catalogue())
    for code, about in at_least_one(catalogue().items()):
        assert f"### {code} ({about.level})\n\n{about.statement}\n" in reference


# --- a run that exits with status 2 says in every form why


def sarif(root: Path, target: Path) -> dict[str, Any]:
    main(["periksa", str(YEAR), "--akar", str(root), "--format", "sarif", "--ke", str(target)])
    (run,) = json.loads(target.read_text("utf-8"))["runs"]
    result: dict[str, Any] = run
    return result


# What keeps a year from being read: the file, what stands there, what is written instead (all of
# it where nothing stands), and the codes that must be told as errors.
UNREADABLE = [
    ("2024/lampiran-2.yaml", "judul: RENCANA", "judull: RENCANA", {"MUAT07", "MUAT08"}),
    ("2024/lampiran-2.yaml", "", "a: [", {"MUAT04"}),
    ("2024/peraturan.yaml", "", "- a\n- b\n", {"MUAT09"}),
    ("satuan.yaml", "kunci: unit", "kunsi: unit", {"MUAT07", "MUAT08"}),
    ("2024/pengecualian.yaml", "", "pengecualian: [{aturan: TW01}]\n", {"MUAT07"}),
    ("2024/lampiran-2.yaml", "satuan: Dokumen", "satuan: Dokumin", {"MUAT13"}),
    ("2024/lampiran-2.yaml", "acuan: sistem-kerja-baru", "acuan: sistem-kerja", {"MUAT19"}),
]


@pytest.mark.parametrize(("file", "old", "new", "codes"), UNREADABLE)
def test_a_run_with_unreadable_sources_holds_the_errors(
    file: str,
    old: str,
    new: str,
    codes: set[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    project = copy_clean(tmp_path / "p")
    path = project.sources / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1) if old else new, "utf-8")

    run = sarif(project.root, tmp_path / "a.sarif")
    (invocation,) = run["invocations"]
    assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2, False)
    notes = invocation["toolExecutionNotifications"]
    assert "error" in {note["level"] for note in notes}, "a reader of the run alone sees no error"
    errors = [entry for entry in run["results"] if entry["level"] == "error"]
    assert codes <= {error["ruleId"] for error in errors}
    listed = [entry["id"] for entry in run["tool"]["driver"]["rules"]]
    assert listed == list(catalogue())
    for item in at_least_one(errors):
        assert listed[item["ruleIndex"]] == item["ruleId"]

    capsys.readouterr()
    command = ["periksa", str(YEAR), "--akar", str(project.root), "--format", "json"]
    assert main(command) == 2
    found = json.loads(capsys.readouterr().out)
    assert codes <= {finding["kode_aturan"] for finding in found if finding["tingkat"] == "galat"}


def test_a_build_with_a_wrong_template_holds_the_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = copy_clean(tmp_path)
    (project.root / "templates").mkdir(exist_ok=True)
    for path in (ROOT / "templates").rglob("*"):
        target = project.root / "templates" / path.relative_to(ROOT / "templates")
        if path.is_dir():
            target.mkdir(exist_ok=True)
        else:
            target.write_bytes(path.read_bytes())
    (project.root / "templates/perbup.docx").write_bytes(b"PK\x03\x04 bukan Word")
    assert main(["bangun", str(YEAR), "--akar", str(project.root), "--format", "json"]) == 2
    data = json.loads(capsys.readouterr().out)
    assert data["status"] == 2
    (found,) = [datum for datum in data["temuan"] if datum["kode_aturan"] == "TPL01"]
    assert (found["tingkat"], found["berkas"]) == ("galat", "templates/perbup.docx")


@pytest.mark.parametrize("code", sorted(RETIRED))
def test_a_code_that_was_given_up_is_said_to_be(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["jelaskan", code.lower()]) == 0
    told = capsys.readouterr().out
    assert f"{code}  tidak dipakai lagi" in told
    assert RETIRED[code] in told
