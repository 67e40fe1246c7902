"""A regulation of one year with its plans and registers, and the waivers granted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

from rbdocs.model.batang_tubuh import Bagian, Butir, DaftarPasal, Perubahan, addresses, articles
from rbdocs.model.chapter import Naskah
from rbdocs.model.citation import Lembaran, NomorTeks, Sitasi
from rbdocs.model.dictionary import Kamus
from rbdocs.model.figure import Image
from rbdocs.model.finding import Location
from rbdocs.model.indikator import DaftarIndikator
from rbdocs.model.kosakata import Kosakata
from rbdocs.model.lock import CetakanBerubah
from rbdocs.model.mention import SebutanIndikator, sebutan_indikator
from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.pengecualian import Pengecualian, PengecualianRusak
from rbdocs.model.plan import BarisRencana, Kelompok, groups, rows
from rbdocs.model.plan_tree import (
    Celah,
    LampiranRencana,
    RencanaAksi,
    TandaTangan,
    walk,
)
from rbdocs.model.printed_text import Potongan, printed_texts
from rbdocs.model.provision_address import Alamat
from rbdocs.model.realisasi import DaftarRealisasi
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan, Instansi
from rbdocs.model.sentence import Kalimat, capitals, concat
from rbdocs.model.table import Baris, TabelLampiran
from rbdocs.model.values import BELUM_DIISI, TITIK, Text

NomorLampiran = Literal["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
ROMAN: dict[str, int] = {
    nomor: index for index, nomor in enumerate(get_args(NomorLampiran), start=1)
}


def _open_is_none(content: object) -> object:
    return None if content == BELUM_DIISI else content


_OPEN = BeforeValidator(_open_is_none)
# What a draft does not know yet: where it is printed an ellipsis stands.
Nomor = Annotated[Annotated[Whole, Field(gt=0)] | None, _OPEN]
Tanggal = Annotated[Day | None, _OPEN]


class Penandatanganan(Node):
    """Where, when and by whom a regulation was signed; a draft has no day yet."""

    tempat: str
    tanggal: Tanggal
    pejabat: str


class Penyalin(Node):
    """Who certifies the copy of an enacted regulation, and when where that is known."""

    pejabat: str
    tanggal: date | None = None


class Sebutan(Node):
    """How running text and later regulations name this regulation."""

    jenis: str
    tentang: Kalimat


class BeritaDaerah(Node):
    """Year and number in the regency's gazette."""

    tahun: Whole
    nomor: Annotated[NomorTeks | None, _OPEN]


class Peraturan(Node):
    """A regulation: its heading, body and signatures, and which Lampiran it has.

    *bentuk* is that of the document: ``asli`` has room to sign, ``salinan`` says ``ttd`` and is
    certified. *mengubah* is the regulation that this one amends, None where it amends none.
    *status* is ``ditetapkan`` once number and dates are known. *warisan* names the Lampiran that
    stay in force as an earlier year has them.
    """

    status: Literal["rancangan", "ditetapkan"] = "ditetapkan"
    jenis: str
    nomor: Nomor
    tahun: Whole
    tentang: str
    sebutan: Sebutan
    bentuk: Literal["asli", "salinan"]
    ditetapkan: Penandatanganan
    diundangkan: Penandatanganan
    berita_daerah: BeritaDaerah
    disalin: Penyalin | None = None
    menimbang: list[Kalimat] = Field(min_length=1)
    mengingat: list[Sitasi] = Field(min_length=1)
    mengubah: Sitasi | None = None
    batang_tubuh: list[Bagian] = Field(min_length=1)
    lampiran: list[NomorLampiran] = Field(min_length=1)
    warisan: dict[NomorLampiran, Whole] = Field(default_factory=dict)

    @property
    def nomor_tercetak(self) -> str:
        """The number as it is printed; an ellipsis in a draft."""
        return TITIK if self.nomor is None else str(self.nomor)

    @property
    def menetapkan(self) -> Text:
        """What the regulation decides to be: its kind and subject in capitals."""
        return concat(capitals(self.nama), ".")

    @property
    def nama(self) -> Text:
        """Kind and subject, as a later sentence names this regulation."""
        return concat(f"{self.sebutan.jenis} tentang ", self.sebutan.tentang)

    @property
    def nama_bernomor(self) -> str:
        """What catalogues call it: Peraturan Bupati Batang Nomor 53 Tahun 2023."""
        return f"{self.jenis.title()} Nomor {self.nomor_tercetak} Tahun {self.tahun}"

    @property
    def sebutan_bernomor(self) -> str:
        """How a sentence names it by its number: Peraturan Bupati Nomor 53 Tahun 2023."""
        return f"{self.sebutan.jenis} Nomor {self.nomor_tercetak} Tahun {self.tahun}"

    @property
    def perubahan(self) -> list[Perubahan]:
        """The amendments that its Pasal I lists; none where it amends nothing."""
        return [one for pasal in articles(self.batang_tubuh) for one in pasal.perubahan]

    @property
    def tahun_naskah(self) -> dict[NomorLampiran, int]:
        """For each Lampiran in force with this regulation, in order, the year that has its text."""
        years = {**self.warisan, **dict.fromkeys(self.lampiran, self.tahun)}
        return {nomor: years[nomor] for nomor in sorted(years, key=ROMAN.__getitem__)}

    @property
    def dihapus(self) -> list[NomorLampiran]:
        """The Lampiran that its Pasal I deletes."""
        deleted = {
            nomor for one in self.perubahan if one.jenis == "hapus-lampiran" for nomor in one.nomor
        }
        return [nomor for nomor in get_args(NomorLampiran) if nomor in deleted]

    def amends(self, sitasi: Sitasi) -> bool:
        """Whether this regulation amends the one that *sitasi* cites."""
        base = self.mengubah
        return base is not None and (base.nomor, base.tahun) == (sitasi.nomor, sitasi.tahun)

    @property
    def tanggal_dokumen(self) -> date:
        """The day that documents carry; a draft's is fixed too, so that its bytes do not change."""
        return self.ditetapkan.tanggal or date(self.tahun, 1, 1)

    @property
    def tanggal_salinan(self) -> date | None:
        """The day for which the officer who certifies the copy is looked up."""
        return (self.disalin and self.disalin.tanggal) or self.diundangkan.tanggal

    def sitasi(self, daerah: str) -> Sitasi:
        """Return how a later regulation cites this one; *daerah* is whose gazette it stands in."""
        gazette = self.berita_daerah
        return Sitasi(
            jenis=self.sebutan.jenis,
            nomor=self.nomor_tercetak,
            tahun=self.tahun,
            tentang=self.sebutan.tentang,
            lembaran=[
                Lembaran(
                    jenis="berita-daerah",
                    daerah=daerah,
                    tahun=gazette.tahun,
                    nomor=gazette.nomor or TITIK,
                )
            ],
        )

    def ttd(self, tercetak: str) -> str:
        """Return what stands where an officer signs: *tercetak* on a copy, nothing to sign on."""
        return tercetak if self.bentuk == "salinan" else ""

    def ketentuan(self) -> Iterator[tuple[Alamat, Butir | Perubahan]]:
        """Yield every provision with its address, in printed order."""
        return addresses(self.batang_tubuh)


@dataclass
class Regulasi:
    """All that the sources say of one year's regulation."""

    peraturan: Peraturan
    instansi: Instansi
    satuan: DaftarSatuan
    perangkat_daerah: DaftarPerangkatDaerah
    lampiran: list[LampiranRencana] = field(default_factory=list)
    pengecualian: list[Pengecualian] = field(default_factory=list)
    naskah: list[Naskah] = field(default_factory=list)  # also those that stay in force
    realisasi: DaftarRealisasi | None = None
    lambang: Image | None = None  # the crest, where the office has put one
    indikator: DaftarIndikator = field(default_factory=lambda: DaftarIndikator(indikator=[]))
    sebelumnya: Regulasi | None = None  # for a draft: the regulation of the year before
    changed: list[Location] = field(default_factory=list)  # since it was enacted
    # What locked regulations up to this year now print otherwise from the registers, and the
    # locks that do not say what theirs printed.
    cetakan_berubah: list[CetakanBerubah] = field(default_factory=list)
    kunci_lama: list[Location] = field(default_factory=list)
    tidak_dipakai: list[Location] = field(default_factory=list)  # files and folders nothing reads
    # Of the regulation that this one amends: its articles as enacted, itself and its amendments
    # of earlier years, oldest first; and its articles as the drafter wants them to read.
    awal: DaftarPasal | None = None
    terdahulu: list[Peraturan] = field(default_factory=list)
    kehendak: DaftarPasal | None = None
    # By year: the waivers of those whose text stays in force.
    pengecualian_warisan: dict[int, list[Pengecualian]] = field(default_factory=dict)
    kosakata: Kosakata = field(default_factory=Kosakata)
    kamus: Kamus | None = None  # None only where nobody asks for it
    # Files that did not fit: of this year, those of the year before, and waivers one by one.
    tidak_terbaca: list[str] = field(default_factory=list)
    tahun_lalu_tidak_terbaca: list[str] = field(default_factory=list)
    pengecualian_rusak: list[PengecualianRusak] = field(default_factory=list)
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
        return [one.location.line for one in blocks if one.location.file == file]

    def sebutan(self) -> Iterator[SebutanIndikator]:
        """Yield every place that names an indicator, with the values printed there."""
        return iter(self._sebutan)

    @cached_property
    def _sebutan(self) -> list[SebutanIndikator]:
        return list(sebutan_indikator(self.lampiran, self.tabel()))

    @cached_property
    def kelompok(self) -> list[Kelompok]:
        """The actions of every plan by indicator, in printed order."""
        return list(groups(self.lampiran))

    @cached_property
    def baris(self) -> list[BarisRencana]:
        """The rows of every plan, in printed order."""
        return [baris for kelompok in self.kelompok for baris in rows(kelompok)]

    @property
    def own_naskah(self) -> Iterator[Naskah]:
        """The Lampiran of running text that are this year's, not those that stay in force."""
        tahun = self.peraturan.tahun
        return (naskah for naskah in self.naskah if naskah.susunan.tahun == tahun)

    @cached_property
    def potongan(self) -> list[Potongan]:
        """Every text of the regulation's own documents, in printed order."""
        return list(printed_texts(self.peraturan, self.naskah, self.lampiran))

    def aksi(self, *, ended: bool = False) -> Iterator[RencanaAksi]:
        """Yield every printed action of every plan, in order; with *ended* all that have a kode."""
        if not ended:
            return (baris.aksi for baris in self.baris)
        members = (one for kelompok in self.kelompok for one in kelompok.members)
        return (one for one in members if isinstance(one, RencanaAksi))

    def celah(self) -> Iterator[tuple[Location, str, str]]:
        """Yield what the reference text has lost: place, kode of the row or "", and the note."""
        outlines = (naskah.susunan for naskah in self.naskah)
        for part in (*outlines, *self.tabel(), *self.lampiran):
            for node in walk(part):
                if isinstance(node, Celah | TandaTangan | RencanaAksi | Baris) and node.celah:
                    kode = node.kode if isinstance(node, RencanaAksi) else ""
                    yield node.location("celah"), kode, node.celah
