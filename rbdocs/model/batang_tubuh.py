"""The enacting part as a tree: bab to angka, and amendments of other articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field, GetJsonSchemaHandler, Tag, model_validator
from pydantic_core import CoreSchema

from rbdocs.model.amendment_kinds import JenisPerubahan, JenisRincian
from rbdocs.model.citation import NomorTeks, Tercetak
from rbdocs.model.diktum import DIKTUM, allow_diktum, as_article
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.numbering import ProvisionAddress, ProvisionUnit, is_diktum
from rbdocs.model.sentence import Kalimat
from rbdocs.model.values import ITALICS

DIHAPUS = "Dihapus."
_CONTINUES = (";", "; dan", "; atau", "; dan/atau")  # how items of one sentence end


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

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Return what a source may write here, for editors: a text stands for its record."""
        return {"anyOf": [ITALICS, {"type": "integer"}, handler(core_schema)]}

    def parts(self) -> Iterator[tuple[ProvisionUnit, Mapping[str, Butir]]]:
        """Yield each listing that this provision has, with the kind of its numbers."""
        if self.huruf:
            yield "huruf", self.huruf
        if self.angka:
            yield "angka", self.angka


def deleted_words(listing: Mapping[str, Butir], nomor: str, *, closes: bool) -> str:
    """Return what is printed after the number of a provision of *listing* that is deleted.

    Ayat and definitions are sentences: «Dihapus.» What a sentence lists goes on with it, as in
    enacted amendments (UU 36/2008, PP 13/2015): «dihapus;», and «dihapus.» for the last where the
    sentence *closes* with the list.
    """
    texts = (part.teks.plain.rstrip() for part in listing.values() if part.teks is not None)
    if not any(text.endswith(_CONTINUES) for text in texts):
        return DIHAPUS
    return "dihapus." if closes and nomor == [*listing][-1] else "dihapus;"


class Pasal(Butir):
    """An article; in an amending regulation its Pasal I lists the amendments.

    A decree has diktum instead, which a source writes ``diktum: KESATU``.
    """

    model_config = ConfigDict(json_schema_extra=allow_diktum)

    pasal: NomorTeks
    ayat: dict[str, Butir] = Field(default_factory=dict)
    perubahan: list[Perubahan] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _diktum(cls, content: Any) -> Any:
        return as_article(content)

    def written(self, path: KeyPath) -> KeyPath:
        """Return *path* as the source writes it: a diktum's number stands under that name."""
        if path[:1] == ("pasal",) and is_diktum(self.pasal):
            return (DIKTUM, *path[1:])
        return super().written(path)

    def parts(self) -> Iterator[tuple[ProvisionUnit, Mapping[str, Butir]]]:
        """Yield each listing that this article has, with the kind of its numbers."""
        if self.ayat:
            yield "ayat", self.ayat
        yield from super().parts()


class DivisionNode(Node):
    """A bab, bagian or paragraf: its kind, under which its number stands."""

    unit: ClassVar[ProvisionUnit]

    @property
    def nomor(self) -> str:
        """Its number."""
        return str(getattr(self, self.unit))

    @property
    def inner(self) -> Sequence[BagianBab | Paragraf]:
        """The divisions that it is parted into."""
        return ()


class Paragraf(DivisionNode):
    """A paragraf of a bagian, with its articles."""

    unit = "paragraf"
    paragraf: NomorTeks
    judul: Kalimat
    pasal: list[Pasal] = Field(min_length=1)


class BagianBab(DivisionNode):
    """A bagian of a chapter: its articles, or these in paragraf."""

    unit = "bagian"
    bagian: str
    judul: Kalimat
    pasal: list[Pasal] = Field(default_factory=list)
    paragraf: list[Paragraf] = Field(default_factory=list)

    @property
    def inner(self) -> Sequence[Paragraf]:
        """Its paragraf."""
        return self.paragraf


class Bab(DivisionNode):
    """A chapter: its articles, or these in bagian."""

    unit = "bab"
    bab: str
    judul: Kalimat
    pasal: list[Pasal] = Field(default_factory=list)
    bagian: list[BagianBab] = Field(default_factory=list)

    @property
    def inner(self) -> Sequence[BagianBab]:
        """Its bagian."""
        return self.bagian


def _kind(content: Any) -> str:
    for kind in (Bab, BagianBab, Paragraf):
        if isinstance(content, kind) or (isinstance(content, dict) and kind.unit in content):
            return f"({kind.unit})"
    return "(pasal)"


# The tags are no keys that a record could have: a finding's place is found by its keys.
BodyPart = Annotated[
    Annotated[Bab, Tag("(bab)")]
    | Annotated[BagianBab, Tag("(bagian)")]
    | Annotated[Paragraf, Tag("(paragraf)")]
    | Annotated[Pasal, Tag("(pasal)")],
    Discriminator(_kind),
]


class Rincian(Node):
    """What is done to parts of an article, as one of several things in one sentence.

    *ayat*, *huruf* and *angka* say in which part of the article; *nomor* are the parts that change,
    *antara* the two between which something is inserted.
    """

    jenis: JenisRincian
    ayat: NomorTeks | None = None
    huruf: NomorTeks | None = None
    angka: NomorTeks | None = None
    nomor: list[NomorTeks] = Field(min_length=1)
    antara: list[NomorTeks] = Field(default_factory=list)

    @property
    def cara(self) -> str:
        """What is done: ubah, sisip, tambah or hapus."""
        return self.jenis.partition("-")[0]

    @property
    def unit(self) -> ProvisionUnit:
        """To what kind of provision."""
        return self.jenis.rpartition("-")[2]  # type: ignore[return-value]


class Perubahan(Node):
    """One amendment: what is done, where, and the text as it will read.

    *bab* and *bagian* say where a bagian or paragraf is, *pasal*, *ayat*, *huruf* and *angka* where
    a part of an article is; *nomor* are the provisions that change, *antara* the two between which
    something is inserted, *setelah* what it is added after; *rincian* are the changes of one
    article that make one sentence. *menjadi* is the new text, *judul* the new title of a division,
    or what the regulation is about from now on. *lampiran* is that of which a bab or table changes.
    *kata* is the term that *pengganti* replaces, in the articles *nomor*, or in all where it names
    none. *tercetak* is printed instead of the fixed phrase.
    """

    model_config = ConfigDict(json_schema_extra=allow_diktum)

    jenis: JenisPerubahan
    bab: str | None = None
    bagian: str | None = None
    pasal: NomorTeks | None = None
    ayat: NomorTeks | None = None
    huruf: NomorTeks | None = None
    angka: NomorTeks | None = None
    nomor: list[NomorTeks] = Field(default_factory=list)
    antara: list[NomorTeks] = Field(default_factory=list)
    setelah: NomorTeks | None = None
    rincian: list[Rincian] = Field(default_factory=list)
    menjadi: list[BodyPart] = Field(default_factory=list)
    judul: Kalimat | None = None
    lampiran: NomorTeks | None = None
    kata: Kalimat | None = None
    pengganti: Kalimat | None = None
    tercetak: Tercetak | None = None

    @model_validator(mode="before")
    @classmethod
    def _diktum(cls, content: Any) -> Any:
        return as_article(content)

    def written(self, path: KeyPath) -> KeyPath:
        """Return *path* as the source writes it: a diktum's number stands under that name."""
        if path[:1] == ("pasal",) and self.pasal is not None and is_diktum(self.pasal):
            return (DIKTUM, *path[1:])
        return super().written(path)

    @property
    def cara(self) -> str:
        """What is done: ubah, sisip, tambah, hapus or ganti."""
        return self.jenis.partition("-")[0]

    @property
    def unit(self) -> ProvisionUnit:
        """To what kind of provision; a term is replaced in articles."""
        if self.jenis == "ganti-kata":
            return "pasal"
        return self.jenis.rpartition("-")[2]  # type: ignore[return-value]


def articles(listing: Iterable[BodyPart]) -> Iterator[Pasal]:
    """Yield the articles of *listing* in order, those in chapters included."""
    for part in listing:
        if isinstance(part, Pasal):
            yield part
            continue
        yield from part.pasal
        yield from articles(part.inner)


def addresses(listing: Iterable[BodyPart]) -> Iterator[tuple[ProvisionAddress, Butir | Perubahan]]:
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
    pasal: list[BodyPart] = Field(default_factory=list)
