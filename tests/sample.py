"""Projects to try things on: the real registers and templates, with a plan made for the test."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import yaml

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year

ROOT = Path(__file__).parents[1]
KEPALA = {
    "lampiran": "II",
    "jenis": "general",
    "tahun": 2023,
    "judul": "RENCANA AKSI",
    "tanda_tangan": {"pejabat": "bupati"},
}


def regulation_of(project: Project | Path, edition: Edition | int) -> Regulation:
    """Read the regulation of a year; whatever does not let it be read is a mistake of the test."""
    project = Project(project) if isinstance(project, Path) else project
    loaded = load_year(project, Edition(edition) if isinstance(edition, int) else edition)
    assert loaded.regulation is not None, [str(finding) for finding in loaded.findings]
    return loaded.regulation


@cache
def enacted_regulation() -> Regulation:
    """The regulation of 2023 as it was enacted, read once; tests change copies of it."""
    return regulation_of(ROOT, 2023)


def aksi(nomor: int = 1, **fields: object) -> dict[str, object]:
    """An action that keeps every rule, with *fields* instead of its own."""
    return {
        "kode": f"G-{nomor:02}",
        "uraian": f"Rencana aksi {nomor}",
        "satuan": "Dokumen",
        "indikator": "Jumlah dokumen yang disusun",
        "tw": ["-", "-", 1, "-"],
        "total": 1,
        "sub_kegiatan": [{"nama": "Sub kegiatan", "anggaran": 1000000}],
        "koordinator": "BKD",
        "pelaksana": "BKD",
    } | fields


def plan(actions: Iterable[dict[str, object]], **fields: object) -> dict[str, object]:
    """A plan with one indicator for *actions*; *fields* go beside ``rencana``."""
    indikator = {
        "nama": "Indeks SPBE",
        "acuan": "indeks-spbe",
        "target": "3,4",
        "rencana_aksi": list(actions),
    }
    utama = {"nama": "Kegiatan utama", "indikator": [indikator]}
    rencana = [{"permasalahan": "Permasalahan", "kegiatan_utama": [utama]}]
    return KEPALA | fields | {"rencana": rencana}


def write_yaml(path: Path, content: object) -> None:
    """Write *content* as a source file."""
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    path.write_text(text, encoding="utf-8")


def make_project(folder: Path, lampiran: dict[str, object] | None = None) -> Path:
    """Make a project in *folder* whose only Lampiran is the plan *lampiran*; return its root."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "templates", folder / "templates")
    tahun = folder / "sources" / "2023"
    tahun.mkdir(parents=True)
    for register in (ROOT / "sources").glob("*.yaml"):
        shutil.copy(register, tahun.parent)
    text = (ROOT / "sources/2023/peraturan.yaml").read_text(encoding="utf-8")
    text, count = re.subn(r"^lampiran: \[.*\]$", "lampiran: [II]", text, flags=re.MULTILINE)
    assert count == 1
    text, count = re.subn(r"Lampiran II,\s+Lampiran III dan Lampiran IV", "Lampiran II", text)
    assert count == 1
    (tahun / "peraturan.yaml").write_text(text, encoding="utf-8")
    write_yaml(tahun / "pengecualian.yaml", {"pengecualian": []})
    write_yaml(tahun / "lampiran-2.yaml", plan([aksi()]) if lampiran is None else lampiran)
    return folder


def copy_enacted(folder: Path, *, short: Iterable[int] = ()) -> Path:
    """Copy the enacted regulation and the templates into *folder*; return it.

    Of the plans in *short* only the first three actions are kept, for tests about other texts.
    """
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shorten(folder, short)
    return folder


def shorten(folder: Path, plans: Iterable[int]) -> None:
    """Leave of these *plans* of 2023 in *folder* the first three actions."""
    for number in plans:
        path = folder / f"sources/2023/lampiran-{number}.yaml"
        lines = path.read_text("utf-8").splitlines(keepends=True)
        third = [index for index, line in enumerate(lines) if line.strip().startswith("- kode:")][2]
        indent = re.compile(rf" {{0,{lines[third].index('-')}}}\S")
        end = next(at for at in range(third + 1, len(lines)) if indent.match(lines[at]))
        path.write_text("".join(lines[:end]), encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    """Run git in *folder*, as somebody."""
    identity = ["-c", "user.name=Uji", "-c", "user.email=uji@contoh.id"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)


def commit(folder: Path, message: str = "langkah") -> None:
    """Keep all that is in *folder* now in its git repository, which is made where there is none."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", message)


def replace_text(path: Path, old: str, new: str) -> None:
    """Replace *old*, which stands there exactly once, by *new*."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r}: {text.count(old)} kali"
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_file(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Replace the bytes of *path* by what *change* makes of them."""
    path.write_bytes(change(path.read_bytes()))
