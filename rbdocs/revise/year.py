"""Next year's sources from this year's, and how they come into a folder that may hold work."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.files import FileProblem, Project, make_folder, write_atomic
from rbdocs.load.tahun import WANTED, original_file
from rbdocs.model.keberlakuan import next_base
from rbdocs.model.konsolidasi import DaftarPasal
from rbdocs.model.peraturan import ROMAN, NomorLampiran, Regulasi
from rbdocs.model.realisasi import Capaian
from rbdocs.model.rencana_aksi import RencanaAksi
from rbdocs.revise.body import draft_body
from rbdocs.revise.merge import Left, merge
from rbdocs.revise.perubahan import derived, draft_articles
from rbdocs.revise.plan import Target, Years, draft_plan

# What the program wrote last, beside what a person made of it: the base of the next merge.
_BASE = ".revisi"
_WAIVERS = """# Temuan yang dibiarkan, dengan alasannya. Rancangan baru belum punya.
pengecualian: []
"""


@dataclass(slots=True)
class NextYear:
    """The drafted sources by file name, and what their drafters must know."""

    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def draft_year(
    project: Project,
    regulasi: Regulasi,
    years: Years,
    target: Target,
    reached: Mapping[str, Capaian],
    replaced: Sequence[NomorLampiran],
    wanted: DaftarPasal | None = None,
    *,
    bare: bool,
) -> NextYear:
    """Return the sources of ``years.new``, in which the Lampiran *replaced* are drafted anew.

    Pasal I amends what *wanted*, the articles that a drafter has written, has otherwise.
    """
    folder = project.sources / str(years.old)
    actions: dict[str, tuple[RencanaAksi, Capaian]] = {
        aksi.kode: (aksi, reached[aksi.kode]) for aksi in regulasi.aksi() if aksi.kode in reached
    }
    result = NextYear()
    inherited = [nomor for nomor in regulasi.peraturan.lampiran if nomor not in replaced]
    base = regulasi.peraturan.mengubah or regulasi.peraturan.sitasi(regulasi.instansi.daerah)
    before = next_base(regulasi)
    perubahan, notes = derived(before, wanted)
    body = draft_body(
        (folder / "peraturan.yaml").read_text("utf-8"),
        regulasi.peraturan,
        regulasi.instansi.daerah,
        years,
        replaced,
        inherited,
        perubahan,
    )
    result.files["peraturan.yaml"] = body.text
    original = original_file(project.sources, base).name
    pasal = draft_articles(before, base, years, original)
    result.files[WANTED] = pasal.text
    result.notes += (*body.notes, *pasal.notes, *notes)
    for nomor in replaced:
        name = f"lampiran-{ROMAN[nomor]}.yaml"
        plan = draft_plan((folder / name).read_text("utf-8"), years, target, actions, bare=bare)
        result.files[name] = plan.text
        result.notes += plan.notes
    result.files["pengecualian.yaml"] = _WAIVERS
    return result


@dataclass(slots=True)
class Stored:
    """What came of storing a draft: files made, brought up to date, and left as they are."""

    made: list[Path] = field(default_factory=list)
    updated: list[Path] = field(default_factory=list)
    left: list[tuple[Path, Left]] = field(default_factory=list)
    foreign: list[Path] = field(default_factory=list)


def store(folder: Path, files: Mapping[str, str]) -> Stored:
    """Put the drafted *files* into *folder*, and never over what a person has written.

    A new folder appears whole or not at all. Raises FileProblem where it cannot be written.
    """
    if not folder.exists():
        return _store_new(folder, files)
    stored = Stored()
    for name, text in files.items():
        target, base = folder / name, folder / _BASE / name
        if not target.exists():
            _write(target, text)
            stored.made.append(target)
        elif not base.exists():
            if target.read_text("utf-8") != text:
                stored.foreign.append(target)
            continue
        else:
            present = target.read_text("utf-8")
            merged = merge(base.read_text("utf-8"), present, text)
            stored.left += [(target, left) for left in merged.left]
            if merged.text != present:
                _write(target, merged.text)
                stored.updated.append(target)
        _write(base, text)
    return stored


def _store_new(folder: Path, files: Mapping[str, str]) -> Stored:
    make_folder(folder.parent)
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise FileProblem(
            f"{folder.parent.as_posix()} tidak dapat ditulis ({error.strerror or error}). "
            "Periksa izin folder, lalu ulangi."
        ) from error
    try:
        for name, text in files.items():
            _write(beside / name, text)
            _write(beside / _BASE / name, text)
        beside.chmod(0o777 & ~_umask())
        beside.replace(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Stored(made=[folder / name for name in files])


def _write(path: Path, text: str) -> None:
    make_folder(path.parent)
    write_atomic(path, text.encode())


def _umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


def remove_leftovers(sources: Path) -> None:
    """Remove what an interrupted run left: folders that never got their name."""
    for leftover in _leftovers(sources):
        shutil.rmtree(leftover, ignore_errors=True)


def _leftovers(sources: Path) -> Iterable[Path]:
    return (one for one in sources.glob(".[12][0-9][0-9][0-9]-*") if one.is_dir())
