"""A regulation of one year with its plans and registers, and the waivers granted in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, PlainValidator, PrivateAttr, Tag
from pydantic_core import PydanticCustomError

from rbdocs.edition import Edition, read_edition
from rbdocs.model.batang_tubuh import BodyPart, Butir, Perubahan, addresses, articles
from rbdocs.model.citation import Lembaran, NomorTeks, Sitasi
from rbdocs.model.kind import DaftarJenis, RegulationKind, filled
from rbdocs.model.kosakata import same_name
from rbdocs.model.lampiran_number import NomorLampiran, lampiran_order
from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.numbering import ProvisionAddress
from rbdocs.model.sentence import Kalimat, capitals, concat
from rbdocs.model.values import BELUM_DIISI, TITIK, Text


def _open_is_none(content: object) -> object:
    return None if content == BELUM_DIISI else content


_OPEN = BeforeValidator(_open_is_none, json_schema_input_type=int | str | None)


def _edition(content: object) -> Edition:
    found = read_edition(str(content)) if isinstance(content, int | str) else None
    if found is None:
        raise PydanticCustomError("peraturan", "nama peraturan dalam sources")
    return found


# The name of a regulation's folder: 2024, 2024-b.
NamaPeraturan = Annotated[Edition, PlainValidator(_edition, json_schema_input_type=int | str)]
# What a draft does not know yet: where it is printed an ellipsis stands.
# Decrees are numbered by the code of their matter too: 188.45/25.
_Coded = Annotated[str, Field(pattern=r"^[0-9A-Za-z.]+(/[0-9A-Za-z.-]+)+$", max_length=60)]
_NUMBER = Annotated[
    Annotated[Annotated[Whole, Field(gt=0)], Tag("(bilangan)")] | Annotated[_Coded, Tag("(kode)")],
    Discriminator(lambda content: f"({'kode' if '/' in str(content) else 'bilangan'})"),
]
Nomor = Annotated[_NUMBER | None, _OPEN]
Tanggal = Annotated[Day | None, _OPEN]


class Signing(Node):
    """Where, when and by whom a regulation was signed; a draft has no day yet."""

    tempat: str
    tanggal: Tanggal
    pejabat: str


class Copier(Node):
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


class FrasaPerubahan(Node):
    """The office's choice where enacted amendments differ in words; today's are the defaults.

    *beberapa_kali*: after several amendments Pasal I lists all of them, or names the last.
    *menambah*: the verb for what is added to an article. *koma_yakni*: whether «yakni» follows a
    comma. *koma_sehingga*: whether «sehingga» does; None: as is usual for each kind. They stand in
    the regulation itself, so that an enacted one keeps its own.
    """

    beberapa_kali: Literal["daftar", "terakhir"] = "daftar"
    menambah: Literal["ditambah", "ditambahkan"] = "ditambah"
    koma_yakni: bool = True
    koma_sehingga: bool | None = None


class Peraturan(Node):
    """A regulation: its heading, body and signatures, and which Lampiran it has.

    *bentuk* is that of the document: ``asli`` has room to sign, ``salinan`` says ``ttd`` and is
    certified. *mengubah* is the regulation that this one amends, None where it amends none, *frasa*
    the office's choice where enacted amendments differ in words.
    *status* is ``ditetapkan`` once number and dates are known. *warisan* names the Lampiran that
    stay in force as an earlier regulation has them. *diundangkan* and *berita_daerah* are missing
    only where its kind is not promulgated; *noreg* is the number in the national register, with its
    brackets. *tanda_celah* says whether print shows where the reference text has lost something.
    """

    status: Literal["rancangan", "ditetapkan"] = "ditetapkan"
    jenis: str
    nomor: Nomor
    tahun: Whole
    tentang: str
    sebutan: Sebutan
    bentuk: Literal["asli", "salinan"]
    ditetapkan: Signing
    diundangkan: Signing | None = None
    berita_daerah: BeritaDaerah | None = None
    noreg: str | None = None
    disalin: Copier | None = None
    menimbang: list[Kalimat] = Field(min_length=1)
    mengingat: list[Sitasi] = Field(min_length=1)
    mengubah: Sitasi | None = None
    frasa: FrasaPerubahan = Field(default_factory=FrasaPerubahan)
    batang_tubuh: list[BodyPart] = Field(min_length=1)
    lampiran: list[NomorLampiran]
    warisan: dict[NomorLampiran, NamaPeraturan] = Field(default_factory=dict)
    tanda_celah: Literal["ya", "tidak"] = "ya"

    _edition: Edition | None = PrivateAttr(default=None)
    _kind: RegulationKind | None = PrivateAttr(default=None)

    @property
    def edition(self) -> Edition:
        """Which regulation of the sources it is: the name of its folder."""
        return self._edition or Edition(self.tahun)

    def in_folder(self, edition: Edition, kinds: DaftarJenis) -> None:
        """Tell this regulation in which folder it stands, and which *kinds* there are."""
        self._edition, self._kind = edition, kinds.kind(self.sebutan.jenis)

    @property
    def kind(self) -> RegulationKind:
        """Of which kind it is; one that no table has is taken for one of a region's head."""
        return self._kind or RegulationKind(nama=self.sebutan.jenis)

    @property
    def gazette_name(self) -> str:
        """The gazette of the region in which it is published: ``Berita Daerah``; "" for none."""
        return self.kind.gazette_name

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
    def numbered_name(self) -> str:
        """What catalogues call it: Peraturan Bupati Batang Nomor 53 Tahun 2023."""
        return f"{self.jenis.title()} Nomor {self.nomor_tercetak} Tahun {self.tahun}"

    @property
    def sebutan_bernomor(self) -> str:
        """How a sentence names it by its number: Peraturan Bupati Nomor 53 Tahun 2023."""
        return f"{self.sebutan.jenis} Nomor {self.nomor_tercetak} Tahun {self.tahun}"

    @property
    def amending_article(self) -> str:
        """The number of the article that amends: I, or KESATU of a decree."""
        amending = (pasal for pasal in articles(self.batang_tubuh) if pasal.perubahan)
        return next((pasal.pasal for pasal in amending), "I")

    @property
    def perubahan(self) -> list[Perubahan]:
        """The amendments that its Pasal I lists; none where it amends nothing."""
        return [item for pasal in articles(self.batang_tubuh) for item in pasal.perubahan]

    @property
    def tahun_naskah(self) -> dict[NomorLampiran, Edition]:
        """For each Lampiran in force with it, in order, the regulation that has its text."""
        years = {**self.warisan, **dict.fromkeys(self.lampiran, self.edition)}
        return {nomor: years[nomor] for nomor in sorted(years, key=lampiran_order)}

    @property
    def dihapus(self) -> list[NomorLampiran]:
        """The Lampiran that its Pasal I deletes."""
        deleted = {
            nomor
            for perubahan in self.perubahan
            if perubahan.jenis == "hapus-lampiran"
            for nomor in perubahan.nomor
        }
        return sorted(deleted, key=lampiran_order)

    def amends(self, sitasi: Sitasi) -> bool:
        """Whether this regulation amends the one that *sitasi* cites: one of its own kind."""
        base = self.mengubah
        if base is None or (base.nomor, base.tahun) != (sitasi.nomor, sitasi.tahun):
            return False
        return bool(self.kind.called_by(sitasi.jenis)) or same_name(base.jenis) == same_name(
            sitasi.jenis
        )

    def is_cited_by(self, sitasi: Sitasi) -> bool:
        """Whether *sitasi* cites this regulation: its kind, number and year; a draft's has dots."""
        number = (self.nomor_tercetak, self.tahun) == (sitasi.nomor, sitasi.tahun)
        return number and bool(self.kind.called_by(sitasi.jenis))

    @property
    def tanggal_dokumen(self) -> date:
        """The day that documents carry; a draft's is fixed too, so that its bytes do not change."""
        return self.ditetapkan.tanggal or date(self.tahun, 1, 1)

    @property
    def tanggal_salinan(self) -> date | None:
        """The day for which the officer who certifies the copy is looked up."""
        return (self.disalin and self.disalin.tanggal) or self.promulgated_on

    @property
    def promulgated_on(self) -> date | None:
        """The day on which it was promulgated; where its kind is not, on which it was enacted."""
        return (self.diundangkan or self.ditetapkan).tanggal

    def sitasi(self, daerah: str) -> Sitasi:
        """Return how a later regulation cites this one; *daerah* is whose gazette it stands in."""
        gazette = self.berita_daerah
        return Sitasi(
            jenis=filled(self.kind.dikutip, {"daerah": daerah}) or self.sebutan.jenis,
            nomor=self.nomor_tercetak,
            tahun=self.tahun,
            tentang=self.sebutan.tentang,
            lembaran=[
                Lembaran(
                    jenis=self.kind.pengundangan,
                    daerah=daerah,
                    tahun=gazette.tahun,
                    nomor=gazette.nomor or TITIK,
                )
            ]
            if gazette and self.kind.pengundangan != "tidak"
            else [],
        )

    def ttd(self, tercetak: str) -> str:
        """Return what stands where an officer signs: *tercetak* on a copy, nothing to sign on."""
        return tercetak if self.bentuk == "salinan" else ""

    def provisions(self) -> Iterator[tuple[ProvisionAddress, Butir | Perubahan]]:
        """Yield every provision with its address, in printed order."""
        return addresses(self.batang_tubuh)
