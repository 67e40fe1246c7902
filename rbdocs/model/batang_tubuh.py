"""The enacting part as a tree: bab, pasal, ayat, huruf, angka, and amendments of other articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from rbdocs.model.citation import NomorTeks, Tercetak
from rbdocs.model.node import Node
from rbdocs.model.numbering import ProvisionUnit
from rbdocs.model.provision_address import ProvisionAddress
from rbdocs.model.sentence import Kalimat

# What an amendment does, and to what: UU 12/2011, Lampiran II, on amending.
JenisPerubahan = Literal[
    "ubah-judul-bab",
    "ubah-pasal",
    "ubah-ayat",
    "ubah-huruf",
    "ubah-lampiran",
    "sisip-bab",
    "sisip-pasal",
    "sisip-ayat",
    "sisip-huruf",
    "tambah-bab",
    "tambah-pasal",
    "tambah-ayat",
    "tambah-huruf",
    "tambah-lampiran",
    "hapus-bab",
    "hapus-pasal",
    "hapus-ayat",
    "hapus-huruf",
    "hapus-lampiran",
]
DIHAPUS = "Dihapus."


class Butir(Node):
    """A provision: its text, and the letters or figures that it lists.

    A deleted one keeps its number. A provision that is text alone is written as that text.
    """

    teks: Kalimat | None = None
    status: Literal["berlaku", "dihapus"] = "berlaku"
    huruf: dict[str, Butir] = Field(default_factory=dict)
    angka: dict[str, Butir] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _text_alone(cls, content: Any) -> Any:
        return {"teks": content} if isinstance(content, str | list | int) else content

    def parts(self) -> Iterator[tuple[ProvisionUnit, Mapping[str, Butir]]]:
        """Yield each listing that this provision has, with the kind of its numbers."""
        if self.huruf:
            yield "huruf", self.huruf
        if self.angka:
            yield "angka", self.angka


class Pasal(Butir):
    """An article; in an amending regulation its Pasal I lists the amendments."""

    pasal: NomorTeks
    ayat: dict[str, Butir] = Field(default_factory=dict)
    perubahan: list[Perubahan] = Field(default_factory=list)

    def parts(self) -> Iterator[tuple[ProvisionUnit, Mapping[str, Butir]]]:
        """Yield each listing that this article has, with the kind of its numbers."""
        if self.ayat:
            yield "ayat", self.ayat
        yield from super().parts()


class Bab(Node):
    """A chapter with its articles."""

    bab: str
    judul: Kalimat
    pasal: list[Pasal] = Field(min_length=1)


def _bab_or_pasal(content: Any) -> str:
    is_bab = isinstance(content, Bab) or (isinstance(content, dict) and "bab" in content)
    return "(bab)" if is_bab else "(pasal)"


# The tags are no keys that a record could have: a finding's place is found by its keys.
Bagian = Annotated[
    Annotated[Bab, Tag("(bab)")] | Annotated[Pasal, Tag("(pasal)")], Discriminator(_bab_or_pasal)
]


class Perubahan(Node):
    """One amendment: what is done, where, and the text as it will read.

    *pasal* and *ayat* say where an ayat or huruf is changed; *nomor* are the provisions that
    change, *antara* the two between which something is inserted, *setelah* what it is added
    after; *menjadi* is the new text, *judul* the new title of a chapter. *tercetak* is printed
    instead of the fixed phrase.
    """

    jenis: JenisPerubahan
    pasal: NomorTeks | None = None
    ayat: NomorTeks | None = None
    nomor: list[NomorTeks] = Field(default_factory=list)
    antara: list[NomorTeks] = Field(default_factory=list)
    setelah: NomorTeks | None = None
    menjadi: list[Bagian] = Field(default_factory=list)
    judul: Kalimat | None = None
    tercetak: Tercetak | None = None

    @property
    def cara(self) -> str:
        """What is done: ubah, sisip, tambah or hapus."""
        return self.jenis.partition("-")[0]

    @property
    def unit(self) -> ProvisionUnit:
        """To what kind of provision."""
        return self.jenis.rpartition("-")[2]  # type: ignore[return-value]


def articles(listing: list[Bagian]) -> Iterator[Pasal]:
    """Yield the articles of *listing* in order, those in chapters included."""
    for part in listing:
        if isinstance(part, Bab):
            yield from part.pasal
        else:
            yield part


def addresses(listing: list[Bagian]) -> Iterator[tuple[ProvisionAddress, Butir | Perubahan]]:
    """Yield every provision in *listing* with its address, in printed order.

    What an amendment will make of an article has that article's own address, not that of Pasal I.
    """
    for pasal in articles(listing):
        alamat = ProvisionAddress().below("pasal", pasal.pasal)
        yield from _below(pasal, alamat)
        for index, perubahan in enumerate(pasal.perubahan, start=1):
            yield alamat.below("angka", str(index)), perubahan
            yield from addresses(perubahan.menjadi)


def _below(butir: Butir, alamat: ProvisionAddress) -> Iterator[tuple[ProvisionAddress, Butir]]:
    yield alamat, butir
    for unit, listing in butir.parts():
        for nomor, part in listing.items():
            yield from _below(part, alamat.below(unit, nomor))


class DaftarPasal(Node):
    """Articles of a regulation as they read, or shall read; *lengkap*: none is left out."""

    lengkap: bool = False
    pasal: list[Bagian] = Field(default_factory=list)
