"""A build composes only what an edit concerns, and leaves just what a build of all would leave.

After every kind of edit the quick build is held to a whole one, ``--ulang`` into another folder:
the same documents byte for byte, and the same words about them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import rbdocs.manifest
from rbdocs.cli import main
from rbdocs.documents import made_of, make
from tests.clean import YEAR, copy_printable
from tests.conftest import Once
from tests.profiles import sampled
from tests.sample import ROOT, replace_text

SOURCES = f"sources/{YEAR}"
FIGURE = """\
nomor: "1.1"
judul: Alur
isi:
  - kotak: Rencana
  - {panah: maju}
  - kotak: Hasil
"""
REPORT = 'realisasi:\n  - {kode: G-03, tw: ["-", "-", 1, "-"]}\n'
CHAPTER = "Rencana aksi melaksanakan peta jalan itu."
PLACED = "\n\n![](gambar-1-1.yaml)\n"
DOCUMENTS = {"perbup", "lampiran-1", "lampiran-2", "lampiran-3", "evaluasi", "ratl"}


def make_built(root: Path) -> None:
    """The clean regulation as a draft, with a figure, a crest and a report, built."""
    copy_printable(root)
    chapters = root / SOURCES / "lampiran-1"
    replace_text(chapters / "bab-1.md", CHAPTER, CHAPTER + PLACED)
    (chapters / "gambar-1-1.yaml").write_text(FIGURE, "utf-8")
    (root / SOURCES / "realisasi.yaml").write_text(REPORT, "utf-8")
    replace_text(root / SOURCES / "peraturan.yaml", "bentuk:", "status: rancangan\nbentuk:")
    draw(root / "templates/gambar/lambang.png", 90)
    assert build(root) == 0


@pytest.fixture
def project(once: Once, tmp_path: Path) -> Path:
    shutil.copytree(once("disimpan", make_built), tmp_path / "proyek")
    return tmp_path / "proyek"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are composed, in order."""
    names: list[str] = []
    stamp = make.stamp

    def noted(*arguments: object, **more: object) -> bytes:
        names.append(Path(str(arguments[2])).stem)
        return stamp(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(make, "stamp", noted)
    return names


def build(root: Path, *options: str) -> int:
    return main(["bangun", str(YEAR), "--tanpa-pdf", "--akar", str(root), *options])


def draw(path: Path, shade: int) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("L", (1890, 1000), shade).save(path)


def documents(folder: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (folder / str(YEAR)).glob("*.docx")}


def retouch(template: Path, old: str = "</w:body>", new: str = " </w:body>") -> None:
    """Let the template say *new* instead of *old*; by default it stays the same to a reader."""
    with zipfile.ZipFile(template) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    parts["word/document.xml"] = text.replace(old, new, 1).encode()
    with zipfile.ZipFile(template, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


def note(root: Path, path: str) -> None:
    with (root / path).open("a", encoding="utf-8") as stream:
        stream.write("# catatan\n" if path.endswith("yaml") else "\n")


def replaced(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: replace_text(root / path, old, new)


def cut(root: Path, name: str) -> None:
    document = root / "output" / str(YEAR) / name
    document.write_bytes(document.read_bytes()[:1000])


def with_picture(root: Path) -> None:
    chapters = root / SOURCES / "lampiran-1"
    (chapters / "gambar-1-1.yaml").write_text(FIGURE.partition("isi:")[0], "utf-8")
    draw(chapters / "gambar-1-1.png", 70)


def as_before_composition_was_noted(root: Path) -> None:
    trace = root / "output" / str(YEAR) / ".jejak.json"
    data = json.loads(trace.read_bytes())
    del data["composed"]
    trace.write_text(json.dumps(data), "utf-8")
    note(root, f"{SOURCES}/lampiran-2.yaml")


ALL = DOCUMENTS
PLANS = {"lampiran-2", "evaluasi", "ratl"}
# Each edit, and which documents it lets be composed again: what can have changed, and no more.
EDITS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a plan": (
        replaced(f"{SOURCES}/lampiran-2.yaml", "uraian: a. Menyusun", "uraian: a. Membuat"),
        PLANS,
    ),
    "a remark in a plan": (
        lambda root: note(root, f"{SOURCES}/lampiran-3.yaml"),
        {"lampiran-3", "evaluasi", "ratl"},
    ),
    "a chapter": (
        replaced(f"{SOURCES}/lampiran-1/bab-1.md", "melaksanakan", "menjalankan"),
        {"lampiran-1"},
    ),
    "a table": (
        replaced(f"{SOURCES}/lampiran-1/tabel-1-1.yaml", "judul: Target Tahunan", "judul: Sasaran"),
        {"lampiran-1"},
    ),
    "a figure": (
        replaced(f"{SOURCES}/lampiran-1/gambar-1-1.yaml", "kotak: Hasil", "kotak: Dampak"),
        {"lampiran-1"},
    ),
    "a picture instead of a figure": (with_picture, {"lampiran-1"}),
    "an article": (replaced(f"{SOURCES}/peraturan.yaml", "disusun untuk", "dibuat untuk"), ALL),
    "the officers": (lambda root: note(root, "sources/instansi.yaml"), ALL),
    "the offices": (
        lambda root: note(root, "sources/perangkat-daerah.yaml"),
        {"evaluasi", "ratl"},
    ),
    "the units": (lambda root: note(root, "sources/satuan.yaml"), set()),
    "the indicators": (lambda root: note(root, "sources/indikator.yaml"), set()),
    "the vocabulary": (lambda root: note(root, "sources/kosakata.yaml"), set()),
    "the choice of rules": (lambda root: note(root, "sources/aturan.yaml"), set()),
    "the waivers": (lambda root: note(root, f"{SOURCES}/pengecualian.yaml"), set()),
    "the year before": (
        replaced("sources/2023/lampiran-2.yaml", "uraian: a. Menyusun", "uraian: a. Membuat"),
        set(),
    ),
    "a report": (
        replaced(f"{SOURCES}/realisasi.yaml", '"-", "-", 1', '"-", "-", 2'),
        {"evaluasi", "ratl"},
    ),
    "no report": (lambda root: (root / SOURCES / "realisasi.yaml").unlink(), set()),
    "the template of the body": (
        lambda root: retouch(root / "templates/perbup.docx"),
        {"perbup"},
    ),
    "the template of plans": (
        lambda root: retouch(root / "templates/lampiran-rencana-aksi-general.docx"),
        {"lampiran-2"},
    ),
    "a template of its own": (
        lambda root: shutil.copy(
            root / "templates/lampiran-naskah.docx", root / "templates/lampiran-1.docx"
        ),
        {"lampiran-1"},
    ),
    "a template that is warned about": (
        lambda root: retouch(
            root / "templates/lampiran-rencana-aksi-tematik.docx",
            "<w:body>",
            "<w:body><w:p><w:r><w:t>{judul}</w:t></w:r></w:p>",
        ),
        {"lampiran-3"},
    ),
    "how figures are drawn": (
        replaced("templates/gambar.svg", "<svg", "<svg data-x='1'"),
        ALL,
    ),
    "the crest": (lambda root: draw(root / "templates/gambar/lambang.png", 20), ALL),
    "an editor's file beside the templates": (
        lambda root: (root / "templates/~$rbup.docx").write_bytes(b"x"),
        set(),
    ),
    "a document edited by hand": (
        lambda root: retouch(root / "output" / str(YEAR) / "lampiran-2.docx"),
        {"lampiran-2"},
    ),
    "a document deleted": (
        lambda root: (root / "output" / str(YEAR) / "lampiran-3.docx").unlink(),
        {"lampiran-3"},
    ),
    "a document half written": (lambda root: cut(root, "lampiran-1.docx"), {"lampiran-1"}),
    "a trace of an older program": (as_before_composition_was_noted, ALL),
}


def is_same_as_whole(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    """Build, and hold it to a whole build into another folder; return what was said."""
    capsys.readouterr()
    status = build(root, *options)
    told, other = capsys.readouterr().out, root.parent / "lain"
    shutil.rmtree(other, ignore_errors=True)
    composed_before = list_of(root)
    assert build(root, "--ulang", "--keluaran", str(other), *options) == status
    whole = capsys.readouterr().out
    assert composed_before == documents(other)
    assert [line for line in told.splitlines() if not ABOUT_FILES.match(line)] == [
        line for line in whole.splitlines() if not ABOUT_FILES.match(line)
    ]
    return told


# Which files are new is another thing in an empty folder.
ABOUT_FILES = re.compile(r"Sama|Dibuat|Dihapus|Tidak ada yang berubah|\d+ dokumen|.*suntingan")


def list_of(root: Path) -> dict[str, bytes]:
    """The documents in the output, without those that were set aside."""
    made = documents(root / "output")
    return {name: data for name, data in made.items() if "(suntingan" not in name}


# Tried always, for no other edit shows what these show; of the others some.
ALWAYS = ("how figures are drawn", "the template of plans", "a document edited by hand")
TRIED = dict.fromkeys([*ALWAYS, *sampled(list(EDITS), 11, "disimpan")])


@pytest.mark.parametrize("edit", TRIED)
def test_what_an_edit_does_not_concern_is_kept_and_all_is_as_if_made_anew(
    project: Path, composed: list[str], edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make_edit, expected = EDITS[edit]
    make_edit(project)
    quick: list[str] = []
    told = is_same_as_whole(project, capsys)
    quick += composed[: len(composed) - len(list_of(project))]
    assert sorted(quick) == sorted(expected)
    assert told.count("Sama ") + told.count("Dibuat ") in (len(list_of(project)), 0)


@pytest.mark.parametrize("options", [["--rancangan"], ["--rinci"]])
def test_another_way_of_building_is_never_taken_for_the_one_before(
    project: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    is_same_as_whole(project, capsys, *options)
    is_same_as_whole(project, capsys)
    note(project, f"{SOURCES}/lampiran-2.yaml")
    is_same_as_whole(project, capsys, *options)


def composed_of(root: Path) -> dict[str, list[object]]:
    trace = json.loads((root / "output" / str(YEAR) / ".jejak.json").read_bytes())
    result: dict[str, list[object]] = trace["composed"]
    assert set(result) == {f"{name}.docx" for name in DOCUMENTS}
    return result


def test_another_program_composes_everything(
    project: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rbdocs.manifest, "__version__", "0.0.1")
    rbdocs.manifest.program_digest.cache_clear()
    assert build(project) == 0
    rbdocs.manifest.program_digest.cache_clear()
    assert set(composed) == DOCUMENTS


def test_another_process_knows_what_was_composed(project: Path) -> None:
    """Sets have another order in every process; nothing may hang on it."""
    before = composed_of(project)
    note(project, "sources/satuan.yaml")
    for seed in "12":
        subprocess.run(
            [
                *(sys.executable, str(ROOT / "build.py"), "bangun", str(YEAR), "--tanpa-pdf"),
                *("--ulang", "--akar", str(project)),
            ],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL,
        )
        assert composed_of(project) == before


def test_a_template_is_warned_about_also_where_its_document_is_kept(
    project: Path, composed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    EDITS["a template that is warned about"][0](project)
    assert "TPL03" in is_same_as_whole(project, capsys)
    note(project, f"{SOURCES}/lampiran-2.yaml")
    composed.clear()
    told = is_same_as_whole(project, capsys)
    assert "TPL03" in told
    assert composed.count("lampiran-3") == 1  # by the whole build only


def test_mistakes_in_a_template_are_told_though_other_documents_are_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = documents(project / "output")
    retouch(project / "templates/lampiran-rencana-aksi-general.docx", "{{ b.", "{{ b.salah")
    capsys.readouterr()
    assert build(project) == 2
    assert "TPL01" in capsys.readouterr().out
    assert documents(project / "output") == before


@pytest.mark.parametrize(
    "composed_entry",
    [
        {"../perbup.docx": ["0" * 64, False]},
        {"perbup.docx": ["0" * 64]},
        {"perbup.docx": [1, 2]},
        {"perbup.docx": "x"},
        ["perbup.docx"],
        "perbup.docx",
    ],
)
def test_a_forged_trace_keeps_nothing(
    project: Path, composed: list[str], composed_entry: object, capsys: pytest.CaptureFixture[str]
) -> None:
    trace = project / "output" / str(YEAR) / ".jejak.json"
    data = json.loads(trace.read_bytes()) | {"composed": composed_entry}
    trace.write_text(json.dumps(data), "utf-8")
    assert build(project) == 0
    assert ".jejak.json rusak" in capsys.readouterr().out
    assert set(composed) == DOCUMENTS


def test_what_is_not_known_for_certain_is_composed(
    project: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(made_of._Writer, "reducer_override", lambda *_: NotImplemented)
    for _ in range(2):
        composed.clear()
        note(project, "sources/satuan.yaml")
        assert build(project) == 0
        assert {"lampiran-2", "lampiran-3"} <= set(composed)  # whose classes are made as they load
