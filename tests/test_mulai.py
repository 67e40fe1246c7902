"""Whoever has an empty folder gets a project of their own government that builds at once."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.begin.government import MOST_LETTERS, NotNamed, one_line, read_government
from rbdocs.begin.starter import KINDS, Wanted, starter
from rbdocs.check.engine import check
from rbdocs.cli import main
from rbdocs.documents.chapters import template_name
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Level
from rbdocs.sources.kinds import packaged_kinds
from rbdocs.sources.year import load_year
from tests.profiles import examples
from tests.sample import ROOT, regulation_of


def begin(folder: Path, *options: str) -> int:
    given = [] if "--pemerintah" in options else ["--pemerintah", "Kabupaten Maju"]
    given += [] if "--tahun" in options else ["--tahun", "2025"]
    return main(["mulai", "--akar", str(folder), *given, *options])


# What a person may type: letters, digits, and every sign that means something in YAML or Markdown.
WORDS = st.text(
    st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x7E)
    | st.sampled_from("'\"#:&*{}[]%@`|>!?,-.()/ "),
    min_size=1,
    max_size=40,
).filter(lambda text: any(letter.isalnum() for letter in text))


@settings(max_examples=examples(20))
@given(
    st.sampled_from(sorted(packaged_kinds().pemerintah)),
    WORDS,
    WORDS,
    st.lists(st.sampled_from(KINDS), min_size=1, max_size=5),
    st.none() | WORDS,
)
def test_a_project_of_any_government_is_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    name: str,
    title: str,
    lampiran: list[str],
    province: str | None,
) -> None:
    government = read_government(f"{kind} {name}")
    wanted = Wanted(
        government, 2025, one_line(title, "Judul"), lampiran, province and one_line(province, "x")
    )
    folder = tmp_path_factory.mktemp("baru")
    for path, content in starter(wanted).items():
        (folder / "sources" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sources" / path).write_bytes(content)
    loaded = load_year(Project(folder), Edition(2025))
    assert loaded.regulation is not None, [
        (item.location, item.message) for item in loaded.findings
    ]
    assert loaded.regulation.instansi.daerah == government.daerah
    assert loaded.regulation.peraturan.tentang == wanted.judul.upper()
    assert [item for item in loaded.findings if item.level is Level.GALAT] == []
    assert len(loaded.regulation.lampiran) + len(loaded.regulation.naskah) == len(lampiran)


@pytest.mark.parametrize("government", ["Kabupaten Maju", "Kota Sungai Jaya", "Provinsi Tengah"])
def test_its_first_check_finds_nothing(government: str, tmp_path: Path) -> None:
    listing = "naskah,general,tematik"
    assert begin(tmp_path, "--pemerintah", government, "--lampiran", listing) == 0
    regulation = regulation_of(tmp_path, 2025)
    assert [(item.code, item.message) for item in check(regulation)] == []


def test_it_builds_at_once_and_the_year_after_is_drafted_from_it(tmp_path: Path) -> None:
    assert begin(tmp_path, "--lampiran", "general,naskah,tematik") == 0
    root = ["--akar", str(tmp_path)]
    assert main(["bangun", "--tanpa-pdf", *root]) == 0
    names = {path.name for path in (tmp_path / "output/2025").glob("*.docx")}
    assert names == {"perbup.docx", *(f"lampiran-{nomor}.docx" for nomor in (1, 2, 3))}


def test_nothing_of_another_government_is_in_it(tmp_path: Path) -> None:
    assert begin(tmp_path) == 0
    files = [path for path in (tmp_path / "sources").rglob("*") if path.is_file()]
    assert len(files) >= 9
    assert [path for path in files if "batang" in without_kind(path)] == []


def without_kind(path: Path) -> str:
    """The text of *path*, lower case, without the key of a regulation's body."""
    return path.read_text("utf-8").lower().replace("batang_tubuh", "").replace("batang tubuh", "")


def test_examples_are_marked_to_be_replaced(tmp_path: Path) -> None:
    assert begin(tmp_path, "--lampiran", "general,tematik") == 0
    for name in ("instansi", "perangkat-daerah", "indikator", "2025/lampiran-1", "2025/lampiran-2"):
        assert "CONTOH" in (tmp_path / f"sources/{name}.yaml").read_text("utf-8")


BAD: list[tuple[list[str], str]] = [
    (["--pemerintah", "Maju"], "Tulis jenis dan namanya"),
    (["--pemerintah", "Kabupaten"], "Tulis jenis dan namanya"),
    (["--pemerintah", ""], "kosong"),
    (["--pemerintah", "Kabupaten Ma\nju"], "tidak tercetak"),
    (["--pemerintah", "Kabupaten Ma\u202eju"], "U+202E"),
    (["--pemerintah", "Kabupaten " + "a" * MOST_LETTERS], "lebih dari"),
    (["--kepala-daerah", "Gubernur"], "adalah Bupati"),
    (["--lampiran", "general,peta"], "«peta»"),
    (["--lampiran", ","], "Sebutkan 1 sampai"),
    (["--lampiran", ",".join(["general"] * 300)], "Sebutkan 1 sampai"),
    (["--judul", " "], "Judul kosong"),
]


@pytest.mark.parametrize(("options", "told"), BAD)
def test_what_cannot_be_is_said_and_nothing_made(
    options: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "baru"
    assert begin(folder, *options) == 2
    assert told in capsys.readouterr().err
    assert not folder.exists()


def test_a_project_that_is_there_is_never_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/catatan.txt").write_text("penting", "utf-8")
    (tmp_path / "surat.docx").write_bytes(b"lain")
    assert begin(tmp_path) == 2
    assert "sudah ada" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "catatan.txt",
        "sources",
        "surat.docx",
    ]
    (tmp_path / "sources/catatan.txt").unlink()
    assert begin(tmp_path) == 0, "other files of the folder and an empty sources/ do not hinder"
    assert (tmp_path / "surat.docx").read_bytes() == b"lain"


def test_templates_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/perbup.docx").write_bytes((ROOT / "templates/perbup.docx").read_bytes())
    assert begin(tmp_path) == 0
    assert [path.name for path in (tmp_path / "templates").iterdir()] == ["perbup.docx"]


def test_a_run_that_fails_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "penuh")

    monkeypatch.setattr("rbdocs.begin.found.shutil.copytree", full)
    assert begin(tmp_path) == 2
    assert capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_who_says_nothing_is_told_what_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mulai", "--akar", "baru"]) == 2
    assert "--pemerintah" in capsys.readouterr().err


def test_a_person_is_asked_until_the_answer_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Maju", "Kabupaten Maju", "Jawa Tengah", "2027", "", "general, naskah"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert main(["mulai", "--akar", str(tmp_path)]) == 0
    assert "Tulis jenis dan namanya" in capsys.readouterr().out
    body = yaml.safe_load((tmp_path / "sources/2027/peraturan.yaml").read_text("utf-8"))
    assert body["tentang"] == "RENCANA AKSI REFORMASI BIROKRASI TAHUN 2027"
    office = yaml.safe_load((tmp_path / "sources/instansi.yaml").read_text("utf-8"))
    assert office["provinsi"] == "Provinsi Jawa Tengah"


def test_programs_are_told_what_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert begin(tmp_path, "--format", "json") == 0
    made = json.loads(capsys.readouterr().out)["dibuat"]
    assert all((tmp_path / name).exists() for name in made)


@settings(max_examples=examples(50))
@given(st.text(max_size=300))
def test_a_name_is_one_printed_line_or_refused(text: str) -> None:
    try:
        name = one_line(text, "Nama")
    except NotNamed:
        return
    assert name == " ".join(name.split())
    assert name.isprintable()


def test_running_text_of_any_number_is_printed_with_the_one_template(tmp_path: Path) -> None:
    assert begin(tmp_path, "--lampiran", "naskah,naskah,general,naskah") == 0
    regulation = regulation_of(tmp_path, 2025)
    names = [template_name(Project(tmp_path), naskah) for naskah in regulation.naskah]
    assert names == ["lampiran-naskah.docx"] * 3
    own = tmp_path / "templates/lampiran-2.docx"
    own.write_bytes((tmp_path / "templates/lampiran-naskah.docx").read_bytes())
    names = [template_name(Project(tmp_path), naskah) for naskah in regulation.naskah]
    assert names == ["lampiran-naskah.docx", "lampiran-2.docx", "lampiran-naskah.docx"]
    made = make_documents(Project(tmp_path), regulation)
    assert [document.nama for document in made if "lampiran" in document.nama] == [
        f"lampiran-{nomor}.docx" for nomor in (1, 2, 3, 4)
    ]
