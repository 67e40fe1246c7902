"""While a source cannot be read only that is told, and what was not checked because of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rbdocs.commands.checking import Checked, check_year, tell
from rbdocs.files import Project
from tests.clean import FOLDER
from tests.sample import ROOT

SCREEN = 40  # lines
Break = Callable[[bytes], bytes | None]


def _first_key_misspelt(data: bytes) -> bytes:
    """A field that is not known, and one that is missing in its place."""
    lines = data.split(b"\n")
    at = next(at for at, line in enumerate(lines) if line[:1].isalpha() and b":" in line)
    lines[at] = b"zz" + lines[at]
    return b"\n".join(lines)


BREAKS: dict[str, Break] = {
    "tata tulis": lambda data: data + b"\nkunci: [a, b\nlain: {\n",
    "daftar di atas": lambda data: b"- satu\n- dua\n",
    "isian salah tulis": _first_key_misspelt,
    "isian asing": lambda data: data + b"\nasing: 1\n",
    "bukan UTF-8": lambda data: b"\xff\xfe" + data,
    "kosong": lambda data: b"",
    "tidak ada": lambda data: None,
}
CHAPTERS = ("bukan UTF-8", "kosong", "tidak ada")
# These may be left out of a year.
OPTIONAL = ("kosakata.yaml", "kunci.yaml")
REGULATIONS = {"bersih": (FOLDER, 2024), "2023": (ROOT, 2023)}


def _files(name: str) -> list[str]:
    root, year = REGULATIONS[name]
    paths = [*root.glob("sources/*.yaml"), *root.glob(f"sources/{year}/**/*")]
    return sorted(one.relative_to(root).as_posix() for one in paths if one.is_file())


def _cases() -> list[tuple[str, str, str]]:
    """Every file broken in every way; of the large regulation each file in two ways by turns."""
    cases = []
    for name in REGULATIONS:
        for at, file in enumerate(_files(name)):
            kinds = [*(CHAPTERS if file.endswith(".md") else BREAKS)]
            if file.endswith(OPTIONAL):
                kinds.remove("tidak ada")
            if name == "2023":
                kinds = [kinds[at % len(kinds)], kinds[(at + 3) % len(kinds)]]
            cases += [(name, file, kind) for kind in dict.fromkeys(kinds)]
    return cases


@pytest.fixture(scope="module")
def right() -> dict[str, Checked]:
    """What is found while all can be read."""
    return {name: check_year(Project(root), year) for name, (root, year) in REGULATIONS.items()}


def _broken(name: str, file: str, kind: str, folder: Path) -> tuple[Project, Checked]:
    root, year = REGULATIONS[name]
    shutil.copytree(root / "sources", folder / "sources")
    path = folder / file
    data = BREAKS[kind](path.read_bytes())
    if data is None:
        path.unlink()
    else:
        path.write_bytes(data)
    project = Project(folder, templates=ROOT / "templates")
    return project, check_year(project, year)


@pytest.mark.parametrize(("name", "file", "kind"), _cases())
def test_only_the_file_that_cannot_be_read_is_told(
    name: str, file: str, kind: str, tmp_path: Path, right: dict[str, Checked]
) -> None:
    project, checked = _broken(name, file, kind, tmp_path)
    assert checked.regulasi is None
    known = {(one.code, one.location, one.waiver) for one in right[name].findings}
    new = [one for one in checked.findings if (one.code, one.location, one.waiver) not in known]
    folder = file.rpartition("/")[0]
    own = [one for one in new if one.location.file == file]
    # a table or a chapter that is missing is told where it is named
    named = [one for one in new if one.code == "MUAT45" and one.location.file.startswith(folder)]
    unrun = [one for one in new if one.code == "MUAT20"]
    assert {one.code[:4] for one in own} <= {"MUAT"}
    assert own or (kind == "tidak ada" and named)
    assert unrun
    assert Path(file).name in " ".join(one.message for one in unrun) or named
    assert [one for one in new if one not in own + named + unrun] == []
    assert len(list(tell(checked, project, rinci=False))) <= SCREEN
