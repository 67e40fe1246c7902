"""All that the sources say of one year's regulation, and what is derived from all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rbdocs.edition import Edition
from rbdocs.model.aturan import DaftarPilihan
from rbdocs.model.batang_tubuh import DaftarPasal
from rbdocs.model.chapter import Naskah, SusunanNaskah
from rbdocs.model.figure import Image
from rbdocs.model.finding import Location
from rbdocs.model.kind import DaftarJenis
from rbdocs.model.kosakata import Dictionary, Kosakata
from rbdocs.model.lock import ChangedPrint, Kunci
from rbdocs.model.mention import IndicatorMention, sebutan_indikator
from rbdocs.model.pengecualian import BrokenWaiver, Pengecualian
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan import ActionRow, ThemeGroup, groups, rows
from rbdocs.model.plan_tree import Celah, LampiranRencana, RencanaAksi, TandaTangan, walk
from rbdocs.model.printed_text import TextPlace, printed_texts
from rbdocs.model.realisasi import DaftarDpa, DaftarJawaban, DaftarRealisasi
from rbdocs.model.registers import DaftarIndikator, DaftarPerangkatDaerah, DaftarSatuan, Instansi
from rbdocs.model.table import Baris, TabelLampiran


@dataclass
class Regulation:
    """All that the sources say of one year's regulation."""

    peraturan: Peraturan
    instansi: Instansi
    satuan: DaftarSatuan
    perangkat_daerah: DaftarPerangkatDaerah
    lampiran: list[LampiranRencana] = field(default_factory=list)
    pengecualian: list[Pengecualian] = field(default_factory=list)
    naskah: list[Naskah] = field(default_factory=list)  # also those that stay in force
    realisasi: DaftarRealisasi | None = None
    jawaban: DaftarJawaban | None = None  # what offices have answered, where they were asked
    dpa: DaftarDpa | None = None  # the approved budget, where the office has written it down
    lambang: Image | None = None  # the crest, where the office has put one
    indikator: DaftarIndikator = field(default_factory=lambda: DaftarIndikator(indikator=[]))
    sebelumnya: Regulation | None = None  # for a draft: the regulation of the year before
    rencana_warisan: list[LampiranRencana] = field(default_factory=list)  # of that: in force in it
    kunci: Kunci | None = None  # the lock of this year, where it is enacted
    changed: list[Location] = field(default_factory=list)  # since it was enacted
    # What locked regulations up to this year now print otherwise from the registers, and the
    # locks that do not say what theirs printed.
    changed_prints: list[ChangedPrint] = field(default_factory=list)
    kunci_lama: list[Location] = field(default_factory=list)
    tidak_dipakai: list[Location] = field(default_factory=list)  # files and folders nothing reads
    # Of the regulation that this one amends: its articles as enacted, itself and its amendments
    # of earlier years, oldest first; and its articles as the drafter wants them to read.
    awal: DaftarPasal | None = None
    terdahulu: list[Peraturan] = field(default_factory=list)
    kehendak: DaftarPasal | None = None
    # By year: the waivers of those whose text stays in force.
    pengecualian_warisan: dict[Edition, list[Pengecualian]] = field(default_factory=dict)
    kosakata: Kosakata = field(default_factory=Kosakata)
    pilihan: DaftarPilihan = field(default_factory=DaftarPilihan)  # of the rules, by the project
    kinds: DaftarJenis = field(default_factory=DaftarJenis)  # of regulation
    kamus: Dictionary | None = None  # None only where nobody asks for it
    # Files that did not fit: of this year, those of the year before, and waivers one by one.
    tidak_terbaca: list[str] = field(default_factory=list)
    tahun_lalu_tidak_terbaca: list[str] = field(default_factory=list)
    broken_waivers: list[BrokenWaiver] = field(default_factory=list)
    to_lock: bool = False  # enacted, and about to be locked: the last time to mend it
    # What the checks have derived from all this; never copied into another regulation.
    derived: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def open_to_change(self) -> bool:
        """Whether what is wrong in the text can still be put right, before it is law for good."""
        return self.peraturan.status == "rancangan" or self.to_lock

    def tabel(self) -> Iterator[TabelLampiran]:
        """Yield every table of every Lampiran of running text, in printed order."""
        for naskah in self.naskah:
            yield from naskah.tabel.values()

    def block_lines(self, file: str) -> list[int]:
        """Return the lines of *file* on which the blocks of a chapter begin, in order."""
        blocks = (block for naskah in self.naskah for block in naskah.blocks)
        return [item.location.line for item in blocks if item.location.file == file]

    def sebutan(self) -> Iterator[IndicatorMention]:
        """Yield every place that names an indicator, with the values printed there."""
        return iter(self._sebutan)

    @cached_property
    def _sebutan(self) -> list[IndicatorMention]:
        return list(sebutan_indikator(self.lampiran, self.tabel()))

    @cached_property
    def kelompok(self) -> list[ThemeGroup]:
        """The actions of every plan by indicator, in printed order."""
        return list(groups(self.lampiran))

    @cached_property
    def baris(self) -> list[ActionRow]:
        """The rows of every plan, in printed order."""
        return [baris for kelompok in self.kelompok for baris in rows(kelompok)]

    @property
    def own_naskah(self) -> Iterator[Naskah]:
        """The Lampiran of running text that are its own, not those that stay in force."""
        own = self.peraturan.lampiran
        return (naskah for naskah in self.naskah if naskah.susunan.lampiran in own)

    def own_tables(self) -> Iterator[tuple[str, TabelLampiran]]:
        """Yield the tables of these with their keys."""
        for naskah in self.own_naskah:
            yield from naskah.tabel.items()

    @property
    def own_attachments(self) -> list[SusunanNaskah | LampiranRencana]:
        """Every Lampiran that is its own, running text first: its heading, title and signer."""
        return [*(naskah.susunan for naskah in self.own_naskah), *self.lampiran]

    @cached_property
    def potongan(self) -> list[TextPlace]:
        """Every text of the regulation's own documents, in printed order."""
        return list(printed_texts(self.peraturan, self.naskah, self.lampiran))

    @property
    def own_texts(self) -> Iterator[TextPlace]:
        """Those texts but for the names of cited laws, which are not its own words."""
        return (text for text in self.potongan if not text.kode.startswith("mengingat-"))

    def unit_kind(self, spelling: str) -> str | None:
        """Return what kind of unit *spelling* writes; None for one that no register has."""
        known = self.satuan.by_spelling.get(spelling)
        return known.jenis if known else None

    def aksi(self, *, ended: bool = False) -> Iterator[RencanaAksi]:
        """Yield every printed action of every plan, in order; with *ended* all that have a kode."""
        if not ended:
            return (baris.aksi for baris in self.baris)
        members = (member for kelompok in self.kelompok for member in kelompok.members)
        return (member for member in members if isinstance(member, RencanaAksi))

    def without_marks(self) -> Regulation:
        """Return the same, but printed without marks of what the reference text has lost."""
        plain = self.peraturan.model_copy(update={"tanda_celah": "tidak"})
        return replace(self, peraturan=plain)

    def celah(self) -> Iterator[tuple[Location, str, str]]:
        """Yield what the reference text has lost: place, kode of the row or "", and the note."""
        outlines = (naskah.susunan for naskah in self.naskah)
        for part in (*outlines, *self.tabel(), *self.lampiran):
            for node in walk(part):
                if isinstance(node, Celah | TandaTangan | RencanaAksi | Baris) and node.celah:
                    kode = node.kode if isinstance(node, RencanaAksi) else ""
                    yield node.location("celah"), kode, node.celah


@dataclass(frozen=True, slots=True)
class PlacedLampiran:
    """A Lampiran, and where its source stands: as Lampiran *nomor*, in the folder of *tahun*."""

    lampiran: LampiranRencana | SusunanNaskah
    nomor: str
    tahun: Edition


@dataclass(slots=True)
class SourcesRead:
    """The sources of a year that have their shape; what has none, or is not there, is missing.

    *articles* are those of the amended regulation, as enacted and as the drafter wants them.
    *regulation* is made of all these where registers and regulation are read; *complete* says
    whether every source is.
    """

    satuan: DaftarSatuan | None = None
    perangkat_daerah: DaftarPerangkatDaerah | None = None
    indikator: DaftarIndikator | None = None
    peraturan: Peraturan | None = None
    choices: DaftarPilihan | None = None
    articles: list[DaftarPasal] = field(default_factory=list)
    placed: list[PlacedLampiran] = field(default_factory=list)
    regulation: Regulation | None = None
    complete: bool = True
    kinds: DaftarJenis | None = None
    # The other regulations of its year, and the one before it in that year that is missing.
    same_year: list[Peraturan] = field(default_factory=list)
    missing_before: Edition | None = None

    @property
    def plans(self) -> list[LampiranRencana]:
        """The Lampiran that are plans."""
        return [
            lampiran.lampiran
            for lampiran in self.placed
            if isinstance(lampiran.lampiran, LampiranRencana)
        ]
