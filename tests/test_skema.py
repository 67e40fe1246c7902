"""An editor completes and underlines by schemas that are made from the model and the registers."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.excel.asked import Answered
from rbdocs.excel.taking import recorded
from rbdocs.files import Project
from rbdocs.sources.schemas import schemas
from rbdocs.sources.yaml_file import read
from tests import sample
from tests.clean import FOLDER as CLEAN
from tests.loops import at_least_one


@cache
def validators(root: Path) -> dict[str, tuple[str, Any]]:
    made = schemas(Project(root), Edition(2023))
    for schema in made.values():
        jsonschema.Draft7Validator.check_schema(schema.content)
    return {
        name: (schema.files, jsonschema.Draft7Validator(schema.content))
        for name, schema in made.items()
    }


def plain(content: Any) -> Any:
    """What a source says as JSON has it."""
    if isinstance(content, dict):
        return {str(key): plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [plain(value) for value in content]
    if content in ("true", "false"):  # a word to the reader of the sources, and not to editors
        return content == "true"
    return float(content) if isinstance(content, Decimal) else content


def sources(root: Path) -> list[tuple[str, Path]]:
    return [
        (name, path)
        for name, (files, _) in validators(sample.ROOT).items()
        for path in sorted(root.glob(files))
    ]


@pytest.mark.parametrize("root", [sample.ROOT, CLEAN], ids=["2023", "bersih"])
def test_nothing_is_underlined_in_sources_that_are_right(root: Path) -> None:
    for name, path in at_least_one(sources(root)):
        content = plain(read(Project(root), path).content)
        errors = list(validators(root)[name][1].iter_errors(content))
        assert not errors, f"{path.name}: {errors[0].message[:300]} {list(errors[0].path)}"


def test_every_source_has_a_schema() -> None:
    known = {path for _, path in sources(sample.ROOT)}
    every = {
        path for path in (sample.ROOT / "sources").rglob("*.yaml") if path.name != "kunci.yaml"
    }
    assert every == known


def test_the_record_of_answers_is_known_to_the_editor_and_its_slips_are_underlined() -> None:
    files, schema = validators(sample.ROOT)["jawaban"]
    taken = Answered("bkd.xlsx", "0" * 64, "BKD", Edition(2023), triwulan=2, person="Budi")
    taken.notes["G-01/1"] = "=menyusul: bulan depan"
    record = yaml.safe_load(recorded(Path("tidak-ada.yaml"), [taken], "2025-01-15 08:00")[1])
    assert Path("sources/2025/jawaban.yaml").match(files)
    assert list(schema.iter_errors(record)) == []
    record["jawaban"][0]["catatn"] = record["jawaban"][0].pop("catatan")
    (error,) = schema.iter_errors(record)
    assert "catatn" in error.message


def first_action(content: Any) -> dict[str, Any]:
    """The first action of a plan, wherever its layout has it."""
    if isinstance(content, dict) and "kode" in content and "tw" in content:
        return content
    below = content.values() if isinstance(content, dict) else content
    for item in below if isinstance(content, dict | list) else ():
        if found := first_action(item):
            return found
    return {}


@pytest.mark.parametrize("file", ["lampiran-2.yaml", "lampiran-3.yaml"])
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("satuan", "Dokumne"),
        ("koordinator", "BDK"),
        ("pelaksana", "BKD, Dinas Yang Tidak Ada"),
        ("kode", "g-1"),
        ("acuan", "indeks-yang-tidak-ada"),
        ("cara", "kira-kira"),
        ("uraain", "salah tulis"),
        ("tw", [1, 2, 3]),
        ("total", [1]),
    ],
)
def test_a_mistake_is_underlined(file: str, field: str, value: Any) -> None:
    path = sample.ROOT / "sources/2023" / file
    content = plain(read(Project(sample.ROOT), path).content)
    action = first_action(content)
    validator = validators(sample.ROOT)["lampiran"][1]
    assert action
    action.update({"koordinator": "BKD dan Diskominfo", "satuan": "Dokumen"})
    assert validator.is_valid(content)
    action[field] = value
    assert not validator.is_valid(content)


def test_an_editor_is_offered_keys_offices_and_units() -> None:
    told = json.dumps(validators(sample.ROOT)["lampiran"][1].schema, ensure_ascii=False)
    for word in ("Diskominfo", "Dokumen", "indeks-spbe", "general", "tematik", "sub_kegiatan"):
        assert f'"{word}"' in told
    assert "One of" not in told  # what is written for programmers
    assert '"description"' not in told


def test_settings_of_others_stay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = sample.make_project(tmp_path / "p")
    settings = root / ".vscode/settings.json"
    settings.parent.mkdir()
    settings.write_text('{"editor.rulers": [100], "yaml.schemas": {"x.json": "*.yml"}}')
    assert main(["skema", "--akar", str(root)]) == 0
    found = json.loads(settings.read_text("utf-8"))
    assert found["editor.rulers"] == [100]
    assert found["yaml.schemas"]["x.json"] == "*.yml"
    for name in at_least_one([key for key in found["yaml.schemas"] if key != "x.json"]):
        assert (root / name).is_file()
    capsys.readouterr()
    assert main(["skema", "--akar", str(root)]) == 0
    assert "0 berubah" in capsys.readouterr().out
    settings.write_text("{ // catatan\n}")
    assert main(["skema", "--akar", str(root)]) == 1
    assert settings.read_text() == "{ // catatan\n}"
    assert "yaml.schemas" in capsys.readouterr().out


def test_registers_that_cannot_be_read_do_not_keep_an_editor_from_the_rest(tmp_path: Path) -> None:
    root = sample.make_project(tmp_path / "p")
    (root / "sources/satuan.yaml").write_text("satuan: [", "utf-8")
    assert main(["skema", "--akar", str(root)]) == 0
    told = (root / ".vscode/skema/lampiran.json").read_text("utf-8")
    assert "Diskominfo" in told
