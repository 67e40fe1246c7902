"""Load all that the sources say of one year."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from rbdocs.check.engine import check_sources
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.aturan import DaftarPilihan
from rbdocs.model.batang_tubuh import DaftarPasal
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Finding
from rbdocs.model.kosakata import Kosakata
from rbdocs.model.node import Node
from rbdocs.model.pengecualian import BrokenWaiver, Pengecualian
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.realisasi import DaftarDpa, DaftarJawaban, DaftarRealisasi
from rbdocs.model.registers import DaftarIndikator, DaftarPerangkatDaerah, DaftarSatuan, Instansi
from rbdocs.model.regulation import PlacedLampiran, Regulation, SourcesRead
from rbdocs.sources.chapters import load_naskah
from rbdocs.sources.dictionary import DictionaryFiles
from rbdocs.sources.image_file import load_crest
from rbdocs.sources.kinds import load_kinds
from rbdocs.sources.layouts import Layouts, unknown_layout
from rbdocs.sources.lock import compare_lock, unused_entries
from rbdocs.sources.shape import shape
from rbdocs.sources.waivers import load_waivers
from rbdocs.sources.yaml_file import YamlFile, read
from rbdocs.sources.year_files import BODY, WANTED, lampiran_file, naskah_folder, original_file

T = TypeVar("T", bound=Node)


@dataclass(slots=True)
class Loaded:
    """What loading gave: the regulation where all fitted, and every finding, warnings too.

    *partial* is what could be read where something did not fit: enough to check, not to build.
    """

    regulation: Regulation | None
    findings: list[Finding] = field(default_factory=list)
    partial: Regulation | None = None


class _Reader:
    def __init__(self, project: Project, tahun: Edition) -> None:
        self.project = project
        self.layouts = Layouts(project, tahun)
        self.kinds, findings = load_kinds(project)
        self.findings: list[Finding] = []
        self.unread: dict[str, None] = {}
        self.broken: list[BrokenWaiver] = []
        self.placed: list[PlacedLampiran] = []
        self.note(findings)

    def note(self, findings: list[Finding]) -> None:
        """Keep *findings* about files, and which of those cannot be read."""
        self.findings += findings
        self.unread.update(
            dict.fromkeys(finding.location.file for finding in findings if finding.blocks)
        )

    def file(self, path: Path) -> YamlFile:
        return read(self.project, path)

    def node(self, path: Path, jenis: type[T]) -> T | None:
        file = self.file(path)
        result = shape(file, jenis)
        self.note(file.findings)
        return result

    def lampiran(self, path: Path) -> LampiranRencana | None:
        """Read a plan; its ``jenis`` names the layout that it has."""
        file = self.file(path)
        jenis = file.content.get("jenis") if isinstance(file.content, dict) else "general"
        record, layout = self.layouts.record(jenis) if isinstance(jenis, str) else (None, None)
        result = None
        if record is not None:
            result = shape(file, record)
        elif layout is None:
            told = unknown_layout(str(jenis or ""), self.layouts.names())
            file.note("MUAT11", file.location(("jenis",)), *told)
        if layout is not None:
            self.note([item for item in layout.findings if item not in self.findings])
        if record is None and layout is not None:
            self.unread[file.nama] = None
        self.note(file.findings)
        return result

    def optional(self, path: Path, jenis: type[T]) -> T | None:
        """Read *path* where it is there."""
        return self.node(path, jenis) if path.exists() else None

    def peraturan(self, edition: Edition) -> Peraturan | None:
        """Read the body of the regulation *edition*."""
        result = self.node(self.project.sources / str(edition) / BODY, Peraturan)
        if result is not None:
            result.in_folder(edition, self.kinds)
        return result

    def same_year(self, edition: Edition) -> list[Peraturan]:
        """Read the other regulations of the year of *edition*, as far as they can be read."""
        result = []
        for other in self.project.years():
            path = self.project.sources / str(other) / BODY
            if other.year != edition.year or other == edition or not path.exists():
                continue
            if (node := shape(self.file(path), Peraturan)) is not None:
                node.in_folder(other, self.kinds)
                result.append(node)
        return result

    def missing_before(self, edition: Edition) -> Edition | None:
        """Return the regulation before *edition* in its year where the sources lack it."""
        before = edition.before_in_year
        return None if before is None or before in self.project.years() else before

    def amended(self, peraturan: Peraturan) -> tuple[DaftarPasal | None, list[Peraturan]]:
        """Read what is known of the regulation that *peraturan* amends.

        Its articles as enacted where the office has written them down, and those of the sources'
        earlier regulations that are it or amend it, oldest first.
        """
        base = peraturan.mengubah
        if base is None:
            return None, []
        awal = self.optional(original_file(self.project.sources, base, self.kinds), DaftarPasal)
        earlier = []
        for edition in self.project.years():
            path = self.project.sources / str(edition) / BODY
            if edition < peraturan.edition and path.exists() and (node := self.peraturan(edition)):
                own = node.mengubah is None and node.is_cited_by(base)
                earlier += [node] if own or node.amends(base) else []
        return awal, earlier

    def waivers(self, path: Path) -> list[Pengecualian]:
        """Read the waivers at *path*; broken ones are kept apart."""
        waivers, broken, findings = load_waivers(self.project, path)
        self.findings += findings
        self.broken += broken
        return waivers

    def inherited_waivers(self, peraturan: Peraturan) -> dict[Edition, list[Pengecualian]]:
        """Read the waivers of the years whose text stays in force."""
        result = {}
        for year in sorted(set(peraturan.warisan.values())):
            path = self.project.sources / str(year) / "pengecualian.yaml"
            result[year] = self.waivers(path) if path.exists() else []
        return result

    def naskah(self, folder: Path, nomor: str, tahun: Edition) -> list[Naskah]:
        """Read the running text in *folder*, where there is one."""
        if not folder.is_dir():
            return []
        item, findings = load_naskah(self.project, folder)
        self.note(findings)
        if item is None:
            return []
        self.placed.append(PlacedLampiran(item.susunan, nomor, tahun))
        return [item]


def load_year(project: Project, tahun: Edition) -> Loaded:
    """Read the sources of *tahun*: the registers, the regulation, its Lampiran and its waivers."""
    reader = _Reader(project, tahun)
    source, folder = project.sources, project.sources / str(tahun)
    instansi = reader.node(source / "instansi.yaml", Instansi)
    satuan = reader.node(source / "satuan.yaml", DaftarSatuan)
    perangkat = reader.node(source / "perangkat-daerah.yaml", DaftarPerangkatDaerah)
    indikator = reader.node(source / "indikator.yaml", DaftarIndikator)
    kosakata = reader.optional(source / "kosakata.yaml", Kosakata)
    pilihan = reader.optional(source / "aturan.yaml", DaftarPilihan)
    peraturan = reader.peraturan(tahun)
    pengecualian = reader.waivers(folder / "pengecualian.yaml")
    realisasi = reader.optional(folder / "realisasi.yaml", DaftarRealisasi)
    jawaban = reader.optional(folder / "jawaban.yaml", DaftarJawaban)
    dpa = reader.optional(source / f"dpa-{tahun.year}.yaml", DaftarDpa)
    kehendak = reader.optional(folder / WANTED, DaftarPasal)
    lambang, findings = load_crest(project)
    reader.findings += findings
    awal: DaftarPasal | None = None
    terdahulu: list[Peraturan] = []
    if peraturan:
        awal, terdahulu = reader.amended(peraturan)

    listing: list[LampiranRencana] = []
    naskah: list[Naskah] = []
    for nomor, since in peraturan.warisan.items() if peraturan else ():
        naskah += reader.naskah(naskah_folder(source / str(since), nomor), nomor, since)
    for nomor in peraturan.lampiran if peraturan else ():
        if (subfolder := naskah_folder(folder, nomor)).is_dir():
            naskah += reader.naskah(subfolder, nomor, tahun)
            continue
        lampiran = reader.lampiran(lampiran_file(folder, nomor))
        if lampiran is not None:
            listing.append(lampiran)
            reader.placed.append(PlacedLampiran(lampiran, nomor, tahun))
    known = SourcesRead(
        satuan,
        perangkat,
        indikator,
        peraturan,
        pilihan,
        [daftar for daftar in (awal, kehendak) if daftar],
        reader.placed,
        kinds=reader.kinds,
        same_year=reader.same_year(tahun),
        missing_before=reader.missing_before(tahun),
    )
    if not (instansi and satuan and perangkat and indikator and peraturan):
        return Loaded(None, reader.findings + check_sources(known))
    regulation = Regulation(
        peraturan,
        instansi,
        satuan,
        perangkat,
        listing,
        pengecualian,
        naskah,
        pengecualian_warisan=reader.inherited_waivers(peraturan),
        realisasi=realisasi,
        jawaban=jawaban,
        dpa=dpa,
        indikator=indikator,
        lambang=lambang,
        awal=awal,
        terdahulu=terdahulu,
        kehendak=kehendak,
        kosakata=kosakata or Kosakata(),
        kinds=reader.kinds,
        pilihan=pilihan or DaftarPilihan(),
        kamus=DictionaryFiles(project),
        broken_waivers=reader.broken,
    )
    known.regulation, known.complete = regulation, not reader.unread
    reader.findings += check_sources(known)
    regulation.tidak_dipakai = unused_entries(project, regulation)
    for since in project.years():
        if since <= tahun:
            reader.note(compare_lock(project, regulation, since))
    regulation.tidak_terbaca = list(reader.unread)
    if regulation.peraturan.status == "rancangan":
        _add_year_before(project, regulation)
    if any(finding.blocks for finding in reader.findings):
        return Loaded(None, reader.findings, regulation)
    return Loaded(regulation, reader.findings)


def load_draft_body(project: Project, tahun: Edition) -> tuple[Peraturan | None, list[Finding]]:
    """Read the body of *tahun* alone; None, and findings, where it does not fit or is not there."""
    reader = _Reader(project, tahun)
    path = project.sources / str(tahun) / BODY
    peraturan = reader.peraturan(tahun) if path.exists() else None
    return peraturan, [finding for finding in reader.findings if finding.blocks]


def load_wanted(project: Project, tahun: Edition) -> tuple[DaftarPasal | None, list[Finding]]:
    """Read the articles that the drafter of *tahun* wants; None where there are none, or wrong."""
    reader = _Reader(project, tahun)
    daftar = reader.optional(project.sources / str(tahun) / WANTED, DaftarPasal)
    if daftar:
        reader.findings += check_sources(SourcesRead(articles=[daftar]))
    wrong = any(finding.blocks for finding in reader.findings)
    return None if wrong else daftar, [finding for finding in reader.findings if finding.blocks]


def _add_year_before(project: Project, regulation: Regulation) -> None:
    """Add the regulation of the last year before, or the files that keep it from being read."""
    own = regulation.peraturan.edition
    earlier = [edition for edition in project.years() if edition < own]
    # Another regulation of the same year is not what this one goes on from.
    earlier = [peraturan.edition for peraturan in regulation.terdahulu] or earlier
    if not earlier:
        return
    loaded = load_year(project, earlier[-1])
    regulation.sebelumnya = loaded.regulation
    if loaded.regulation is None:
        files = (finding.location.file for finding in loaded.findings if finding.blocks)
        regulation.tahun_lalu_tidak_terbaca = list(dict.fromkeys(files))
        return
    for nomor, since in loaded.regulation.peraturan.warisan.items():
        path = lampiran_file(project.sources / str(since), nomor)
        plan = _Reader(project, since).lampiran(path) if path.is_file() else None
        loaded.regulation.rencana_warisan += [plan] if plan else []
