"""The lock of an enacted year, and which entries of its folders nothing reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from pathlib import Path

from rbdocs.edition import Edition, read_edition
from rbdocs.files import Project, digest_of
from rbdocs.model.chapter import BerkasBab, Naskah
from rbdocs.model.finding import Finding, Location
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.lock import KnownFinding, KnownGap, Kunci, PrintedGovernment, PrintedOfficer
from rbdocs.model.node import Node
from rbdocs.model.regulation import Regulation
from rbdocs.model.signature import SigningMark, signature
from rbdocs.sources.edit_yaml import quoted
from rbdocs.sources.figure import picture_of
from rbdocs.sources.layouts import FOLDER as LAYOUTS
from rbdocs.sources.shape import shape
from rbdocs.sources.waivers import NAME as JUDGEMENTS
from rbdocs.sources.yaml_file import read

NAME = "kunci.yaml"
# What may change after enactment: what was reached, and which findings are let pass.
_FREE = frozenset({NAME, "realisasi.yaml", "pengecualian.yaml", "penilaian.yaml", "jawaban.yaml"})
_HEAD = """\
# Sidik (SHA-256) sumber peraturan ini ketika ditetapkan, dan yang tercetak dari
# sources/instansi.yaml, beserta temuan dan celah yang dikenal waktu itu; dibuat oleh:
# build.py tetapkan {tahun}.
# Sesudah itu naskahnya diubah dengan peraturan perubahan, bukan dengan menyunting sumbernya.
ditetapkan: {tanggal}
berkas:
"""


def source_digests(folder: Path, unused: Set[str] = frozenset()) -> dict[str, str]:
    """Return the digest of every source in *folder*, line ends aside, by its name there.

    *unused* are the names there of files and folders that nothing reads.
    """
    result = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        inside = {parent.as_posix() for parent in (name, *name.parents)}
        if not (path.is_file() and path.name not in _FREE) or _hidden(name) or inside & unused:
            continue
        result[name.as_posix()] = digest_of(path, text=True)
    return result


def _hidden(name: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in name.parts)


def lock_text(
    regulation: Regulation, digests: dict[str, str], findings: Iterable[Finding] = ()
) -> str:
    """Return what the lock of the enacted *regulation* says; *digests* are those of its sources.

    *findings* are known now: later they are counted, and only others told.
    """
    peraturan, printed = regulation.peraturan, printed_register(regulation)
    lines = [_HEAD.format(tahun=peraturan.edition, tanggal=peraturan.ditetapkan.tanggal)]
    lines += [f"  {quoted(name)}: {value}\n" for name, value in digests.items()]
    lines.append("instansi:\n")
    government = printed.model_dump(exclude={"pejabat"})
    lines += [f"  {name}: {quoted(value)}\n" for name, value in government.items()]
    lines.append("  pejabat:\n" if printed.pejabat else "  pejabat: []\n")
    for pejabat in printed.pejabat:
        fields = pejabat.model_dump(exclude={"pada"}, exclude_none=True)
        shown = (f"{name}: {quoted(value)}" for name, value in fields.items())
        lines.append(f"    - {{pada: {pejabat.pada}, {', '.join(shown)}}}\n")
    found = [KnownFinding.of(item) for item in findings if _is_of_the_text(item)]
    found.sort(key=lambda item: (item.aturan, item.kode, item.sidik))
    lines += _listed("temuan", found)
    gaps = [KnownGap.of(kode, note) for _, kode, note in regulation.celah()]
    gaps.sort(key=lambda item: (item.kode, item.sidik))
    lines += _listed("celah", gaps)
    return "".join(lines)


def _is_of_the_text(finding: Finding) -> bool:
    """Whether *finding* is about what is enacted: not let pass, nor about files and decisions."""
    about_files = finding.code.startswith(("MUAT", "KEC", "REV", "TPL")) or not finding.kode
    return finding.waiver is None and not about_files


def _listed(name: str, known: Sequence[Node]) -> Iterator[str]:
    """Yield the lines of the list *name*: each of *known* on a line of its own."""
    if known:
        yield f"{name}:\n"
    for item in known:
        fields = item.model_dump(exclude_none=True)
        shown = (f"{field}: {quoted(' '.join(value.split()))}" for field, value in fields.items())
        yield f"  - {{{', '.join(shown)}}}\n"


def printed_register(regulation: Regulation) -> PrintedGovernment:
    """Return what *regulation* prints from the register of the government and its officers."""
    instansi = regulation.instansi
    peraturan = regulation.peraturan
    marks: list[SigningMark] = [peraturan.ditetapkan]
    if peraturan.diundangkan:
        marks.append(peraturan.diundangkan)
    if peraturan.disalin and peraturan.bentuk == "salinan":
        marks.append(peraturan.disalin)
    marks += [item.tanda_tangan for item in regulation.own_attachments]
    found: dict[tuple[str, date], set[str]] = {}
    for mark in marks:
        sign = signature(regulation, mark)
        if sign.day is not None and sign.printed:
            found.setdefault((mark.pejabat, sign.day), set()).update(sign.printed)
    return PrintedGovernment(
        kepala_daerah=instansi.kepala_daerah,
        provinsi=instansi.provinsi,
        daerah=instansi.daerah,
        pejabat=[
            PrintedOfficer.of(pejabat, pada, names)
            for (kunci, pada), names in found.items()
            if (pejabat := instansi.pejabat_pada(kunci, pada)) is not None
        ],
    )


def read_lock(project: Project, folder: Path) -> tuple[Kunci | None, list[Finding]]:
    """Return the lock in *folder*, None where there is none, and findings of loading it."""
    path = folder / NAME
    if not path.exists():
        return None, []
    file = read(project, path)
    return shape(file, Kunci), file.findings


def changed_files(project: Project, folder: Path, lock: Kunci, unused: Set[str]) -> list[Location]:
    """Return the sources in *folder* that changed since it was locked; not what is *unused*."""
    now = source_digests(folder, unused)
    names = [name for name in {**lock.berkas, **now} if lock.berkas.get(name) != now.get(name)]
    return [Location(project.show(folder / name)) for name in names]


def compare_lock(project: Project, regulation: Regulation, since: Edition) -> list[Finding]:
    """Note in *regulation* what differs from the lock of the year *since*, and return findings.

    What an earlier year prints from the registers is compared too: they are shared by all years.
    """
    folder = project.sources / str(since)
    lock, findings = read_lock(project, folder)
    if lock is None:
        return findings
    if since == regulation.peraturan.edition:
        regulation.kunci = lock
    if lock.instansi is None:
        regulation.kunci_lama.append(Location(project.show(folder / NAME)))
    else:
        regulation.changed_prints += lock.instansi.changes(regulation.instansi, since)
    earlier = [peraturan.edition for peraturan in regulation.terdahulu]
    if since in (regulation.peraturan.edition, *regulation.peraturan.warisan.values(), *earlier):
        unused = unused_in(folder, project, regulation.tidak_dipakai)
        changed = changed_files(project, folder, lock, unused)
        regulation.changed += [
            location for location in changed if _concerns(regulation, since, location)
        ]
    return findings


def _concerns(regulation: Regulation, since: Edition, changed: Location) -> bool:
    """Whether a *changed* source of the year *since* is part of *regulation*, or amended by it."""
    name = changed.file.partition(f"/{since}/")[2].partition("/")[0].removesuffix(".yaml")
    peraturan = regulation.peraturan
    inherited = [
        lampiran_file_name(literal) for literal, year in peraturan.warisan.items() if year == since
    ]
    amended = name == "peraturan" and any(item.edition == since for item in regulation.terdahulu)
    return since == peraturan.edition or name in inherited or amended


_REGISTERS = (
    "instansi",
    "satuan",
    "perangkat-daerah",
    "indikator",
    "kosakata",
    "aturan",
    "jenis-peraturan",
)
_OF_A_YEAR = (
    *("peraturan.yaml", "pengecualian.yaml", "realisasi.yaml", "pasal.yaml", "jawaban.yaml"),
    JUDGEMENTS,
    NAME,
)
_DPA = re.compile(r"dpa-\d{4}\.yaml")  # the approved budget of a year
_ORIGINAL = re.compile(r"pasal-[0-9A-Za-z-]+-\d{4}\.yaml")  # see original_file
# What a chapter could place; where none does, RUJ04 and MUAT63 say so.
_PLACEABLE = re.compile(r"(tabel|gambar)-[a-z0-9-]+\.(yaml|png|jpe?g)", re.IGNORECASE)
# What Windows and macOS put into folders by themselves.
_OF_THE_SYSTEM = frozenset({"desktop.ini", "thumbs.db", "__macosx"})


def unused_entries(project: Project, regulation: Regulation) -> list[Location]:
    """Return the files and folders beside the sources of *regulation* that nothing reads, sorted.

    A folder is named as one, not by what is in it. Hidden files, and those of the operating
    system, are nobody's business.
    """
    return [Location(project.show(path)) for path in sorted(_unused(project, regulation))]


def unused_in(folder: Path, project: Project, unused: list[Location]) -> set[str]:
    """Return which of the *unused* entries are in *folder*, by their name there."""
    start = f"{project.show(folder)}/"
    return {
        location.file.removeprefix(start) for location in unused if location.file.startswith(start)
    }


def _unused(project: Project, regulation: Regulation) -> Iterator[Path]:
    peraturan = regulation.peraturan
    for path in _beside(project.sources, [f"{register}.yaml" for register in _REGISTERS]):
        original = any(
            pattern.fullmatch(path.name) and path.is_file() for pattern in (_ORIGINAL, _DPA)
        )
        if path.name == LAYOUTS and path.is_dir():
            yield from _no_layouts(path)
        elif not original and not (read_edition(path.name) and path.is_dir()):
            yield path
    folder = project.sources / str(peraturan.edition)
    chapters = {
        lampiran_file_name(nomor): nomor
        for nomor in peraturan.lampiran
        if (folder / lampiran_file_name(nomor)).is_dir()
    }
    plans = [
        f"{lampiran_file_name(nomor)}.yaml"
        for nomor in peraturan.lampiran
        if nomor not in chapters.values()
    ]
    yield from _beside(folder, [*_OF_A_YEAR, LAYOUTS, *plans, *chapters])
    yield from _no_layouts(folder / LAYOUTS)
    for naskah in regulation.own_naskah:
        # where it was read, for it may say another number
        own = project.root / naskah.susunan.location().file
        yield from _of_chapters(own.parent, naskah)


def _no_layouts(folder: Path) -> Iterator[Path]:
    """What is no layout; one that no plan has may be another year's, or the next one's."""
    return (path for path in _beside(folder, []) if path.suffix != ".yaml" or path.is_dir())


def _of_chapters(folder: Path, naskah: Naskah) -> Iterator[Path]:
    listed = [isi.berkas for isi in naskah.susunan.isi if isinstance(isi, BerkasBab)]
    for path in _beside(folder, ["naskah.yaml", *listed]):
        if not _PLACEABLE.fullmatch(path.name) and picture_of(path) is None:
            yield path


def _beside(folder: Path, expected: list[str]) -> Iterator[Path]:
    """Yield what is in *folder* but for the *expected* names, and what is hidden."""
    known = {name.casefold(): name for name in expected}
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        name = path.name
        if name.startswith(".") or name.casefold() in _OF_THE_SYSTEM or name in expected:
            continue
        meant = known.get(name.casefold())
        # Where capitals make no difference to the file system, it is the expected file itself.
        if meant and (folder / meant).exists() and path.samefile(folder / meant):
            continue
        yield path
