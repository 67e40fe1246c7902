"""What is asked is done however it is typed, and what cannot be done is said, with a status."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rbdocs.model
from rbdocs import cli
from rbdocs.commands.draft import _dotted
from rbdocs.model.node import Node
from rbdocs.sources.shape import _PATTERNS
from tests import sample
from tests.clean import YEAR, copy_clean
from tests.sample import regulation_of

DRAFT = YEAR + 1


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(sample.ROOT / "templates", tmp_path / "templates")
    copy_clean(tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    try:
        return cli.main([*arguments, "--akar", str(root)])
    except SystemExit as error:
        return int(error.code or 0)


@pytest.mark.parametrize(
    "typed", [["Periksa", "2024"], ["PERIKSA", " 2024 "], ["periksa", "2 024"], ["pErIkSa"]]
)
def test_commands_are_known_in_any_case_and_years_with_spaces(root: Path, typed: list[str]) -> None:
    assert run(root, *typed) == 0


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_mistyped_command_is_answered_with_the_one_meant(
    root: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in (name[:2] + name[3:], name + "n", name.upper()[:-1]):
        assert run(root, typed) == 2
        assert f"Mungkin maksud Anda «{name}»" in capsys.readouterr().err
    assert run(root, "xyzzy") == 2
    assert "Perintah yang ada: bangun, periksa" in capsys.readouterr().err
    assert run(root, "2024") == 2
    assert "build.py bangun 2024" in capsys.readouterr().err


@pytest.mark.parametrize("year", ["20244", "abad", "-2024", "٢٠٢٤", "9" * 9000])
def test_what_is_no_year_is_refused(root: Path, year: str) -> None:
    assert run(root, "periksa", year) == 2


def test_rules_are_named_in_any_case(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "jelaskan", "tw01") == 0
    assert "TW01" in capsys.readouterr().out
    assert run(root, "periksa", "--aturan", "tw, Sat01") == 0


WRITING = [
    ["periksa", "2024"],
    ["periksa", "2024", "--format", "json"],
    ["periksa", "2024", "--format", "sarif"],
    ["periksa", "2024", "--format", "html"],
    ["periksa", "2024", "--format", "markdown"],
    ["banding", "2023", "2024"],
    ["banding", "2023", "2024", "--format", "json"],
    ["banding", "2023", "2024", "--format", "html"],
    ["jelaskan"],
]
FOLDERS = [
    ["banding", "2023", "2024", "--format", "docx"],
    ["banding", "2023", "2024", "--format", "matriks"],
]


@pytest.mark.parametrize("arguments", [*WRITING, *FOLDERS], ids=" ".join)
def test_a_mistyped_folder_is_told_and_not_made(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    target = root / "laporn" / "temuan" if arguments in WRITING else root / "laporn"
    assert run(root, *arguments, "--ke", str(target)) == 2
    assert "laporn tidak ada" in capsys.readouterr().err
    assert not (root / "laporn").exists()


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
def test_every_format_says_into_which_file_it_went(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    target = root / "temuan"
    # Between two years banding finds differences, which are something to decide.
    assert run(root, *arguments, "--ke", str(target)) == int(arguments[0] == "banding")
    assert capsys.readouterr().out == f"Laporan ditulis ke {target.as_posix()}.\n"
    assert target.stat().st_size
    assert run(root, *arguments, "--ke", str(root)) == 2
    assert "adalah folder" in capsys.readouterr().err


def draft(root: Path) -> None:
    assert run(root, "revisi", str(DRAFT), "--dari", str(YEAR)) == 0


def fill(root: Path) -> None:
    for path in (root / f"sources/{DRAFT}").glob("lampiran-*.yaml"):
        text = path.read_text("utf-8").replace(
            "[belum diisi, belum diisi, belum diisi, belum", "[1, 1, 1, belum"
        )
        text = text.replace("total: belum diisi", "total: 4").replace("belum diisi", "1")
        path.write_text(text, "utf-8")


def test_a_draft_and_its_consolidated_text_are_made_together(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(root)
    capsys.readouterr()
    options = ["bangun", str(DRAFT), "--rancangan", "--konsolidasi", "--tanpa-pdf"]
    for _ in range(2):
        assert run(root, *options) in (0, 1)
        assert "konsolidasi.docx" in capsys.readouterr().out
    made = {path.name for path in (root / f"output/{DRAFT}").glob("*.docx")}
    assert {"konsolidasi.docx", "perbup.docx", "lampiran-2.docx"} <= made
    run(root, *options, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert f"output/{DRAFT}/konsolidasi.docx" in [datum["berkas"] for datum in data["dokumen"]]


def test_where_there_is_nothing_to_consolidate_it_is_said_and_the_draft_made(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    body = root / f"sources/{YEAR}/peraturan.yaml"
    body.write_text("status: rancangan\n" + body.read_text("utf-8"), "utf-8")
    assert run(root, "bangun", str(YEAR), "--rancangan", "--konsolidasi", "--tanpa-pdf") == 2
    out = capsys.readouterr().out
    assert "Naskah konsolidasi tidak dibuat. Peraturan tahun 2024 tidak mengubah" in out
    assert (root / f"output/{YEAR}/perbup.docx").exists()


def test_the_status_of_a_draft_says_whether_faults_are_open_also_when_nothing_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(root)
    plan = root / f"sources/{DRAFT}/lampiran-2.yaml"
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("total: belum diisi", 'total: "12,5,3"', 1), "utf-8")
    options = ["bangun", str(DRAFT), "--rancangan", "--tanpa-pdf"]
    told = []
    for _ in range(2):
        capsys.readouterr()
        told.append((run(root, *options), "tidak menahan rancangan" in capsys.readouterr().out))
    assert told[0] == told[1]
    assert told[0][0] == int(told[0][1])


def test_a_filled_draft_still_says_what_is_printed_as_dots(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft(root)
    fill(root)
    capsys.readouterr()
    run(root, "bangun", str(DRAFT), "--rancangan", "--tanpa-pdf")
    out = capsys.readouterr().out
    assert "Semua isian rencana aksi sudah terisi." in out
    assert (
        "Masih berupa titik, diisi waktu ditetapkan: nomor, tanggal penetapan, "
        "tanggal pengundangan, nomor berita daerah." in out
    )
    regulation = regulation_of(root, DRAFT)
    body = root / f"sources/{DRAFT}/peraturan.yaml"
    body.write_text(body.read_text("utf-8").replace("nomor: belum diisi", "nomor: 9", 1), "utf-8")
    fewer = regulation_of(root, DRAFT)
    assert set(_dotted(regulation)) - set(_dotted(fewer)) == {"nomor"}


def test_every_pattern_of_the_model_has_its_sentence() -> None:
    for module in pkgutil.iter_modules(rbdocs.model.__path__):
        importlib.import_module(f"rbdocs.model.{module.name}")
    patterns: set[str] = set()
    classes: list[type[Node]] = [Node]
    while classes:
        item = classes.pop()
        classes += item.__subclasses__()
        item.model_rebuild()  # they are built where they are first read into
        patterns |= set(_patterns(item.__pydantic_core_schema__))
    assert patterns == set(_PATTERNS)


def _patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    for item in schema if isinstance(schema, list | tuple) else ():
        yield from _patterns(item)


@pytest.mark.parametrize(
    ("kode", "fits"),
    [("G-05", True), ("ABCD-1234", True), ("G-5", False), ("ABCDE-05", False), ("G-12345", False)],
)
def test_the_sentence_about_a_kode_says_what_the_pattern_asks_for(kode: str, fits: bool) -> None:
    [(pattern, sentence)] = [item for item in _PATTERNS.items() if "G-05" in item[1]]
    assert bool(re.fullmatch(pattern, kode)) is fits
    assert "satu sampai empat huruf besar" in sentence
    assert "dua sampai empat angka" in sentence
