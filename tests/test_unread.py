"""While a source cannot be read only that is told, and what was not checked because of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rbdocs.cli import main
from rbdocs.commands.checking import Checked, check_year, tell
from rbdocs.edition import Edition
from rbdocs.files import Project
from tests.clean import FOLDER, copy_clean
from tests.loops import at_least_one
from tests.profiles import sampled
from tests.sample import ROOT, replace_text

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
# These may be left out.
OPTIONAL = ("aturan.yaml", "kosakata.yaml", "kunci.yaml")
# What people think of the findings is no source of the regulation; the checks do not read it.
JUDGEMENTS = "penilaian.yaml"
REGULATIONS = {"bersih": (FOLDER, 2024), "2023": (ROOT, 2023)}


def _files(name: str) -> list[str]:
    root, year = REGULATIONS[name]
    paths = [*root.glob("sources/*.yaml"), *root.glob(f"sources/{year}/**/*")]
    return sorted(
        path.relative_to(root).as_posix()
        for path in paths
        if path.is_file() and path.name != JUDGEMENTS
    )


def _cases() -> list[tuple[str, str, str]]:
    """Every file broken in three ways by turns; of the large regulation some files in one.

    With ``--hypothesis-profile=tuntas`` every file in every way, and each of the large one in two.
    """
    cases = []
    for name in REGULATIONS:
        for at, file in enumerate(_files(name)):
            kinds = [*(CHAPTERS if file.endswith(".md") else BREAKS)]
            if file.endswith(OPTIONAL):
                kinds.remove("tidak ada")
            if name == "2023":
                kinds = [kinds[at % len(kinds)], kinds[(at + 3) % len(kinds)]]
            cases += [(name, file, kind) for kind in sampled(dict.fromkeys(kinds), 3, file)]
    small = [case for case in cases if case[0] != "2023"]
    return small + sampled((case for case in cases if case[0] == "2023"), 10)


@pytest.fixture(scope="module")
def right() -> dict[str, Checked]:
    """What is found while all can be read."""
    return {
        name: check_year(Project(root), Edition(year)) for name, (root, year) in REGULATIONS.items()
    }


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
    return project, check_year(project, Edition(year))


@pytest.mark.parametrize(("name", "file", "kind"), _cases())
def test_only_the_file_that_cannot_be_read_is_told(
    name: str, file: str, kind: str, tmp_path: Path, right: dict[str, Checked]
) -> None:
    project, checked = _broken(name, file, kind, tmp_path)
    assert checked.regulation is None
    known = {(finding.code, finding.location, finding.waiver) for finding in right[name].findings}
    new = [
        finding
        for finding in checked.findings
        if (finding.code, finding.location, finding.waiver) not in known
    ]
    folder = file.rpartition("/")[0]
    own = [item for item in new if item.location.file == file]
    # a table or a chapter that is missing is told where it is named
    named = [
        item for item in new if item.code == "MUAT45" and item.location.file.startswith(folder)
    ]
    unrun = [item for item in new if item.code == "MUAT20"]
    assert {item.code[:4] for item in own} <= {"MUAT"}
    assert own or (kind == "tidak ada" and named)
    assert unrun
    assert Path(file).name in " ".join(item.message for item in unrun) or named
    assert [item for item in new if item not in own + named + unrun] == []
    assert len(list(tell(checked, project, rinci=False))) <= SCREEN


def test_judgements_that_cannot_be_read_change_nothing_of_what_is_found(
    tmp_path: Path, right: dict[str, Checked]
) -> None:
    _, checked = _broken("2023", f"sources/2023/{JUDGEMENTS}", "tata tulis", tmp_path)
    assert checked.regulation is not None
    assert checked.findings == right["2023"].findings


def test_one_broken_waiver_takes_none_of_the_others_with_it(
    tmp_path: Path, right: dict[str, Checked]
) -> None:
    """What the broken one may let pass is not told either."""
    text = (ROOT / "sources/2023/pengecualian.yaml").read_text("utf-8")
    waived = [finding for finding in right["2023"].findings if finding.waiver is not None]
    head, _, rest = text.partition("    alasan:")
    broken = head + "    alasann:" + rest
    shutil.copytree(ROOT / "sources", tmp_path / "sources")
    (tmp_path / "sources/2023/pengecualian.yaml").write_text(broken, "utf-8")
    checked = check_year(Project(tmp_path, templates=ROOT / "templates"), Edition(2023))
    known = {(finding.code, finding.location, finding.waiver) for finding in right["2023"].findings}
    new = {
        finding.code
        for finding in checked.findings
        if (finding.code, finding.location, finding.waiver) not in known
    }
    assert new == {"MUAT07", "MUAT08", "MUAT20"}
    still = [finding for finding in checked.findings if finding.waiver is not None]
    assert len(waived) - 5 < len(still) < len(waived)


def test_a_year_before_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    replace_text(
        project.sources / "2024/peraturan.yaml",
        "bentuk: salinan",
        "bentuk: salinan\nstatus: rancangan",
    )
    (project.sources / "2023/lampiran-2.yaml").write_text("a: [", "utf-8")
    checked = check_year(project, Edition(2024))
    (item,) = [finding for finding in checked.findings if finding.code == "MUAT20"]
    assert "sources/2023/lampiran-2.yaml" in item.message
    assert "REV" in item.message


@pytest.mark.parametrize(
    "wrong",
    [
        "71.5.5",
        "“5”",
        "2024-01-05",
        "5/1",
        "no",
        "5 dok",
        "1O",
        "1.2.3,4",
        "Rp 5 juta",
        "12%%",
        "-5",
        "1,200.00",
        "5²",
        "NaN",
        "inf",
        "1e3",
        "0x1F",
        ".5",
        "+5",
        "1_000",
    ],
)
def test_what_is_no_number_stops_a_draft_and_is_never_locked(wrong: str, tmp_path: Path) -> None:
    """In a quarter, a total or an amount by turns; in each with ``--hypothesis-profile=tuntas``."""
    for field in at_least_one(sampled(["tw", "total", "anggaran"], 1, wrong)):
        wanted = "ANG04" if field == "anggaran" else "TW06"
        assert wanted in _stops_a_draft(wrong, field, tmp_path / field)


def _stops_a_draft(wrong: str, field: str, tmp_path: Path) -> set[str]:
    """The codes that name *wrong* in a draft; as an enacted year it is not locked."""
    project = copy_clean(tmp_path)
    old, new = {
        "tw": ('tw: ["-", 1, "-", 2]', f'tw: ["-", "{wrong}", "-", 2]'),
        "total": ("total: 3\n", f'total: "{wrong}"\n'),
        "anggaran": ("anggaran: 211993900", f'anggaran: "{wrong}"'),
    }[field]
    replace_text(project.sources / "2024/lampiran-2.yaml", old, new)
    assert main(["tetapkan", "2024", "--akar", str(tmp_path)]) == 1
    assert not (project.sources / "2024/kunci.yaml").exists()
    replace_text(
        project.sources / "2024/peraturan.yaml",
        "bentuk: salinan",
        "bentuk: salinan\nstatus: rancangan",
    )
    found = [finding for finding in check_year(project, Edition(2024)).findings if finding.blocks]
    assert any(f"«{wrong}»" in finding.message and finding.kode == "G-01" for finding in found)
    return {finding.code for finding in found}
