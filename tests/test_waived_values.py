"""A waiver lets pass the values that it was given for, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.node import Node
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.values import Nilai, Text
from rbdocs.sources.waivers import load_waivers, with_waiver
from rbdocs.sources.year import load_year
from tests import sample
from tests.clean import YEAR, apply_changes, copy_clean
from tests.loops import at_least_one
from tests.profiles import examples, sampled
from tests.sample import enacted_regulation, regulation_of

REASON = "Naskah menetapkan angka ini."


def rows() -> list[tuple[Pengecualian, RencanaAksi]]:
    """The waivers about an action, each with the action."""
    actions = {aksi.kode: aksi for aksi in enacted_regulation().aksi(ended=True)}
    return [
        (item, actions[item.kode])
        for item in enacted_regulation().pengecualian
        if item.kode in actions
    ]


def places(record: Node, path: tuple[str | int, ...] = ()) -> list[tuple[Node, str, int | None]]:
    """Every value of *record* and of what is below it: its record, field and number in a list."""
    result: list[tuple[Node, str, int | None]] = []
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, str | Text | Nilai) and (name, path) not in {
            ("kode", ()),
            ("celah", ()),
        }:
            result.append((record, name, None))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, Node):
                    result += places(item, (*path, name, index))
                elif isinstance(item, str | Text | Nilai):
                    result.append((record, name, index))
    return result


def another(value: Any) -> Any:
    if isinstance(value, Nilai):
        return Nilai.dari("110%" if value.persen else "777")
    return Text.dari(f"{value} lain") if isinstance(value, Text) else f"{value} lain"


def found_with(waiver: Pengecualian) -> list[Finding]:
    """What the waiver's rule says of its place, the regulation as it now stands."""
    now = replace(enacted_regulation(), pengecualian=[waiver])
    findings = check(now, {waiver.aturan: load_rules()[waiver.aturan]})
    return [item for item in findings if (item.code, item.kode) == (waiver.aturan, waiver.kode)]


def test_every_waiver_of_the_enacted_year_has_its_values() -> None:
    for waiver in at_least_one(enacted_regulation().pengecualian):
        assert waiver.nilai, f"{waiver.aturan} {waiver.kode}"
        assert any(item.waiver == waiver.alasan for item in found_with(waiver)), waiver.kode


def test_any_other_value_in_a_waived_row_is_a_finding_again() -> None:
    changes = [(waiver, *place) for waiver, action in rows() for place in places(action)]
    assert len(changes) > 100
    for waiver, record, name, index in at_least_one(changes):
        listing = getattr(record, name)
        old = listing if index is None else listing[index]
        try:
            new = another(old)
            setattr(
                record,
                name,
                new if index is None else [*listing[:index], new, *listing[index + 1 :]],
            )
            found = found_with(waiver)
        finally:
            setattr(record, name, listing)
        still = [item.message for item in found if item.waiver is not None]
        assert still == [], (waiver.aturan, waiver.kode, name)


def test_any_other_value_at_a_compared_place_is_a_finding_again(tmp_path: Path) -> None:
    compared = [
        (finding, place)
        for finding in check(enacted_regulation())
        if finding.waiver is not None
        and finding.kode not in {a.kode for a in enacted_regulation().aksi()}
        for place in finding.occurrences
        if place.location.file.endswith(".yaml") and Nilai.dari(place.value).number is not None
    ]
    root = sample.copy_enacted(tmp_path)
    for finding, place in at_least_one(sampled(compared, 8, "waived places")):
        path = root / place.location.file
        text = path.read_text("utf-8")
        lines = text.split("\n")
        line, at = lines[place.location.line - 1], place.location.column - 1
        end = min((n for n in (line.find(c, at) for c in ",}]") if n > 0), default=len(line))
        if line[at] in "\"'":
            end = line.index(line[at], at + 1) + 1
        lines[place.location.line - 1] = f'{line[:at]}"77,7"{line[end:]}'
        path.write_text("\n".join(lines), "utf-8")
        regulation = load_year(Project(root), Edition(2023)).regulation
        path.write_text(text, "utf-8")
        assert regulation is not None
        again = check(regulation, {finding.code: load_rules()[finding.code]})
        same = [item for item in again if (item.code, item.kode) == (finding.code, finding.kode)]
        assert [item.message for item in same if item.waiver is not None] == [], place


def test_the_finding_says_which_values_were_waived(tmp_path: Path) -> None:
    root = sample.copy_enacted(tmp_path)
    sample.replace_text(
        root / "sources/2023/lampiran-2.yaml",
        'tw: ["20%", "20%", "20%", "30%"]',
        'tw: ["20%", "20%", "20%", "110%"]',
    )
    regulation = regulation_of(root, 2023)
    (finding,) = (
        item
        for item in check(regulation, {"SAT01": load_rules()["SAT01"]})
        if item.code == "SAT01" and item.waiver is None
    )
    assert finding.blocks
    assert "tw «30%», kini «110%»" in finding.hint


# --- writing them


@pytest.fixture
def wrong(tmp_path: Path) -> Project:
    project = copy_clean(tmp_path)
    apply_changes(project, {"baris": {"G-01": {"total": 9}, "G-02": {"total": 8}}})
    return project


def waive(project: Project, *options: str) -> int:
    return main(["periksa", str(YEAR), "--akar", str(project.root), "--kecualikan", *options])


def told(project: Project, code: str) -> dict[str, bool]:
    regulation = regulation_of(project, YEAR)
    findings = check(regulation, {code: load_rules()[code]})
    return {item.kode: item.waiver is not None for item in findings if item.code == code}


def test_one_command_lets_one_finding_pass_with_its_values(
    wrong: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert waive(wrong, "TW01", "G-01", "--alasan", REASON, "--oleh", "Bagian Hukum") == 0
    assert told(wrong, "TW01") == {"G-01": True, "G-02": False}
    waivers, broken, findings = load_waivers(wrong, wrong.sources / f"{YEAR}/pengecualian.yaml")
    assert (broken, findings) == ([], [])
    assert waivers[0].nilai is not None
    assert waivers[0].nilai["total"] == "9"
    assert waivers[0].missing() == []
    apply_changes(wrong, {"baris": {"G-01": {"total": 7}}})
    assert told(wrong, "TW01") == {"G-01": False, "G-02": False}
    capsys.readouterr()
    # The old one is shown as it would be changed, and changed when told to.
    assert waive(wrong, "TW01", "G-01") == 1
    assert '+      total: "7"' in capsys.readouterr().out
    assert told(wrong, "TW01")["G-01"] is False
    assert waive(wrong, "TW01", "G-01", "--terapkan") == 0
    assert told(wrong, "TW01") == {"G-01": True, "G-02": False}
    assert waive(wrong, "TW01", "G-01") == 0  # nothing is left to do


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("TW99", "G-01", "--alasan", REASON), "Tidak ada aturan «TW99»"),
        (("MUAT07", "G-01", "--alasan", REASON), "MUAT07 tidak dapat dikecualikan"),
        (("TW01", "G-77", "--alasan", REASON), "Yang ada: G-01, G-02."),
        (("TW01", "G-01"), "Tulis alasannya"),
        (("TW01", "G-01", "--alasan", "ya"), "Tulis alasannya"),
        (("TW01", "G-01", "--alasan", REASON), "--oleh"),
        (("TW01", "G-01", "--alasan", REASON, "--format", "json"), "melapor ke layar"),
    ],
)
def test_what_a_waiver_needs_is_asked_for(
    wrong: Project, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], said: str
) -> None:
    path = wrong.sources / f"{YEAR}/pengecualian.yaml"
    before = path.read_bytes()
    assert waive(wrong, *options) == 2
    assert said in capsys.readouterr().err
    assert path.read_bytes() == before


def test_its_options_mean_nothing_alone(wrong: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["periksa", "--akar", str(wrong.root), "--alasan", REASON]) == 2
    assert "hanya berarti bersama --kecualikan" in capsys.readouterr().err


TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cf", "Zl", "Zp")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))


@settings(max_examples=examples(60))
@given(
    st.dictionaries(
        st.sampled_from(["uraian", "total", "tempat"]),
        TEXTS | st.lists(TEXTS, min_size=1),
        min_size=1,
    ),
    st.booleans(),
)
def test_values_of_any_text_are_read_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, nilai: dict[str, Any], flow: bool
) -> None:
    start = (
        "pengecualian: []\n"
        if flow
        else "pengecualian:\n  - aturan: A\n    kode: b\n    alasan: alasan yang lama # catatan\n"
    )
    waiver = {"aturan": "TW01", "kode": "G-01", "nilai": nilai, "alasan": REASON}
    folder = tmp_path_factory.mktemp("w")
    text = with_waiver(with_waiver(start, waiver), waiver | {"kode": "G-02"}, 0 if flow else 1)
    (folder / "pengecualian.yaml").write_text(text, "utf-8")
    waivers, broken, _ = load_waivers(Project(folder), folder / "pengecualian.yaml")
    assert broken == []
    assert [item.kode for item in waivers] == (["G-02"] if flow else ["b", "G-02"])
    assert waivers[-1].nilai == nilai
    assert ("# catatan" in text) is not flow
