"""Citations: how one regulation names another, with its gazettes and its amendments.

The printed sentence is composed from the parts, so that it can be checked and cited again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from rbdocs.model.composed import Stretch, joined, phrase, said
from rbdocs.model.node import Day, Node, Whole
from rbdocs.model.sentence import Kalimat
from rbdocs.model.values import Text

JenisLembaran = Literal[
    "lembaran-negara",
    "tambahan-lembaran-negara",
    "berita-negara",
    "tambahan-berita-negara",
    "lembaran-daerah",
    "tambahan-lembaran-daerah",
    "berita-daerah",
    "tambahan-berita-daerah",
]
# UU 12/2011, Lampiran II, on the legal basis: after one amendment, after several.
UUD = "Undang-Undang Dasar"
_NUMBER = "Nomor {nomor} Tahun {tahun}"
DIUBAH = "sebagaimana telah diubah dengan"
DIUBAH_BERKALI = "sebagaimana telah beberapa kali diubah terakhir dengan"


def _as_text(content: object) -> object:
    return str(content) if isinstance(content, int) and not isinstance(content, bool) else content


NomorTeks = Annotated[str, BeforeValidator(_as_text, json_schema_input_type=str | int)]


class Tercetak(Node):
    """Words printed instead of those composed, and why the print differs."""

    teks: Kalimat
    alasan: str = Field(min_length=10)


class Lembaran(Node):
    """Where a regulation was published: the gazette, and its number and year, or its date.

    *daerah* names the region of a regional gazette; a supplement (tambahan) has a number only.
    """

    jenis: JenisLembaran
    daerah: str | None = None
    tahun: Whole | None = None
    nomor: NomorTeks | None = None
    tanggal: Day | None = None

    @property
    def nama(self) -> str:
        """The gazette's name: ``Berita Daerah Kabupaten Batang``."""
        owner = self.daerah if self.jenis.endswith("daerah") else "Republik Indonesia"
        return f"{self.jenis.replace('-', ' ').title()} {owner or ''}".strip()

    def __str__(self) -> str:
        return joined(self.stretches()).plain

    def stretches(self) -> Iterator[Stretch]:
        """Yield the gazette's name, and what tells its issue."""
        yield Stretch(self.nama, self)
        yield from phrase(self, " tanggal {tanggal}" if self.tanggal else "")
        yield from phrase(self, " Tahun {tahun}" if self.tahun else "")
        yield from phrase(self, " Nomor {nomor}" if self.nomor else "")


class Diubah(Node):
    """The amendments of a cited regulation: all of them, oldest first, or only the last of many.

    *frasa* is printed instead of the fixed phrase.
    """

    dengan: list[Sitasi] = Field(default_factory=list)
    terakhir: Sitasi | None = None
    frasa: Tercetak | None = None

    @property
    def baku(self) -> str:
        """The fixed phrase of the technique of law."""
        return DIUBAH if self.terakhir is None and len(self.dengan) == 1 else DIUBAH_BERKALI

    @property
    def disebut(self) -> Sitasi:
        """The amendment that a sentence names: the last."""
        return self.terakhir or self.dengan[-1]


class Sitasi(Node):
    """A cited regulation. *tercetak* is printed instead of what the other parts compose.

    The constitution has neither number nor subject: it is cited by *ketentuan*, the article that is
    the ground (UU 12/2011, Lampiran II, on the legal basis).
    """

    jenis: str
    nomor: NomorTeks
    tahun: Whole
    tentang: Kalimat
    ketentuan: str | None = None
    lembaran: list[Lembaran] = Field(default_factory=list)
    diubah: Diubah | None = None
    tercetak: Tercetak | None = None

    @model_validator(mode="before")
    @classmethod
    def _constitution(cls, content: Any) -> Any:
        """Let the constitution be cited by its article alone."""
        if isinstance(content, dict) and str(content.get("jenis", "")).startswith(UUD):
            return {"nomor": "", "tahun": 1945, "tentang": "", **content}
        return content

    @property
    def is_constitution(self) -> bool:
        """Whether it is the constitution, which has no number."""
        return self.jenis.startswith(UUD)

    @property
    def numbered(self) -> Text:
        """Number, year and gazettes: what a list of amendments of one kind has of each."""
        return joined((*phrase(self, _NUMBER), *self._gazettes()))

    @property
    def alone(self) -> Text:
        """The citation without its amendments."""
        return joined(self._alone())

    @property
    def baku(self) -> Text:
        """The whole citation as its parts compose it."""
        return joined(self._composed())

    @property
    def sentence(self) -> Text:
        """The whole citation as it is printed."""
        return joined(self.stretches())

    def stretches(self) -> Iterator[Stretch]:
        """Yield the whole citation as it is printed, part by part."""
        if self.tercetak:
            yield said(self.tercetak, "teks")
        else:
            yield from self._composed()

    def _composed(self) -> Iterator[Stretch]:
        yield from self._alone()
        if self.diubah is not None:
            frasa = self.diubah.frasa
            yield Stretch(" ", self.diubah)
            yield said(frasa, "teks") if frasa else Stretch(self.diubah.baku, self.diubah)
            yield Stretch(" ", self.diubah)
            yield from self.diubah.disebut.stretches()

    def _alone(self) -> Iterator[Stretch]:
        if self.is_constitution:
            yield from phrase(self, "{ketentuan} {jenis}" if self.ketentuan else "{jenis}")
        else:
            yield from phrase(self, f"{{jenis}} {_NUMBER} tentang {{tentang}}")
            yield from self._gazettes()

    def _gazettes(self) -> Iterator[Stretch]:
        for index, lembaran in enumerate(self.lembaran):
            yield Stretch(", " if index else " (", self)
            yield from lembaran.stretches()
        if self.lembaran:
            yield Stretch(")", self)
