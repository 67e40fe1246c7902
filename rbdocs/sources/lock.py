"""The lock of an enacted year: its sources and what it prints from the register, as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from pathlib import Path

from rbdocs.files import Project, digest_of
from rbdocs.model.finding import Finding, Location
from rbdocs.model.lock import KnownFinding, KnownGap, Kunci, PrintedGovernment, PrintedOfficer
from rbdocs.model.node import Node
from rbdocs.model.regulation import Regulation
from rbdocs.sources.shape import shape
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
    lines += [f"  {_quoted(name)}: {value}\n" for name, value in digests.items()]
    lines.append("instansi:\n")
    government = printed.model_dump(exclude={"pejabat"})
    lines += [f"  {name}: {_quoted(value)}\n" for name, value in government.items()]
    lines.append("  pejabat:\n" if printed.pejabat else "  pejabat: []\n")
    for pejabat in printed.pejabat:
        fields = pejabat.model_dump(exclude={"pada"}, exclude_none=True)
        shown = (f"{name}: {_quoted(value)}" for name, value in fields.items())
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
        shown = (f"{field}: {_quoted(' '.join(value.split()))}" for field, value in fields.items())
        yield f"  - {{{', '.join(shown)}}}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def printed_register(regulation: Regulation) -> PrintedGovernment:
    """Return what *regulation* prints from the register of the government and its officers."""
    instansi = regulation.instansi
    found: dict[tuple[str, date], set[str]] = {}
    for kunci, pada, names in _signatures(regulation):
        if pada is not None and names:
            found.setdefault((kunci, pada), set()).update(names)
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


def _signatures(regulation: Regulation) -> Iterator[tuple[str, date | None, set[str]]]:
    """Yield who signs, on which day, and which fields of the register are printed there."""
    peraturan = regulation.peraturan
    for mark in filter(None, (peraturan.ditetapkan, peraturan.diundangkan)):
        yield mark.pejabat, mark.tanggal, {"jabatan", "nama"}
    if peraturan.disalin is not None and peraturan.bentuk == "salinan":
        fields = {"jabatan", "nama", "pangkat", "nip"}
        yield peraturan.disalin.pejabat, peraturan.tanggal_salinan, fields
    own = (naskah.susunan.tanda_tangan for naskah in regulation.own_naskah)
    for signed in (*own, *(lampiran.tanda_tangan for lampiran in regulation.lampiran)):
        if signed.celah is None or signed.jabatan is not None:  # else nothing is printed
            fields = {text for text in ("jabatan", "nama") if getattr(signed, text) is None}
            yield signed.pejabat, peraturan.ditetapkan.tanggal, fields


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
