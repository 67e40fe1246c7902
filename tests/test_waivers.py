"""A waiver lets one finding pass, says why, and is itself reported once it serves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules, select_rules
from rbdocs.model.finding import Finding, Level
from tests.clean import YEAR, apply_example, copy_clean, load_clean

WRONG = "tw: [20, 20, 20, 30]\ntotal: 100"  # breaks TW01, on the action G-11
WAIVER = {
    "aturan": "TW01",
    "kode": "G-11",
    "alasan": "Naskah menetapkan angka ini.",
    "oleh": "Bagian Hukum",
    "tanggal": "2024-03-01",
    "sampai": YEAR,
}


def findings(folder: Path, rules: str = "TW", **waiver: object) -> list[Finding]:
    project = copy_clean(folder)
    apply_example(project, WRONG)
    content = {key: value for key, value in (WAIVER | waiver).items() if value is not None}
    text = yaml.safe_dump({"pengecualian": [content]}).replace("'2024-03-01'", "2024-03-01")
    (project.sources / str(YEAR) / "pengecualian.yaml").write_text(text, "utf-8")
    chosen = select_rules(load_rules(), rules.split(","))
    return check(load_clean(project), chosen)


def codes(found: list[Finding]) -> list[tuple[str, bool]]:
    """Code and whether it is waived; that these waivers give no values (KEC04) left aside."""
    return sorted(
        (finding.code, finding.waiver is not None) for finding in found if finding.code != "KEC04"
    )


def test_finding_is_let_pass_with_its_reason(tmp_path: Path) -> None:
    finding, about = findings(tmp_path)
    assert about.code == "KEC04"  # it does not say which values it lets pass
    assert finding.waiver == "Naskah menetapkan angka ini."
    assert finding.level is Level.GALAT
    assert not finding.blocks


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"kode": "G-12"}, [("KEC01", False), ("TW01", False)]),
        ({"aturan": "SAT01"}, [("TW01", False)]),  # SAT did not run, so nothing is known of it
        ({"aturan": "XX99"}, [("KEC01", False), ("TW01", False)]),
        ({"sampai": YEAR - 1}, [("KEC02", False), ("TW01", False)]),
        ({"sampai": YEAR + 1}, [("TW01", True)]),
        ({"oleh": None}, [("KEC03", False), ("TW01", True)]),
        ({"tanggal": None, "sampai": None}, [("KEC03", False), ("TW01", True)]),
        ({"berkas": "lampiran-2.yaml"}, [("TW01", True)]),
        ({"berkas": "2024/lampiran-2.yaml"}, [("TW01", True)]),
        ({"berkas": "lampiran-3.yaml"}, [("KEC01", False), ("TW01", False)]),
        ({"kutipan": "100"}, [("KEC01", False), ("TW01", False)]),
    ],
)
def test_only_what_a_waiver_names_is_let_pass(
    tmp_path: Path, changed: dict[str, object], expected: list[tuple[str, bool]]
) -> None:
    assert codes(findings(tmp_path, **changed)) == expected


def test_waiver_of_a_rule_that_ran_without_finding_is_reported(tmp_path: Path) -> None:
    assert codes(findings(tmp_path, "TW,SAT", aturan="SAT01")) == [
        ("KEC01", False),
        ("TW01", False),
    ]
