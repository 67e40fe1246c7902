"""Kinds of regulation: how each is called, made, printed and promulgated; the table is data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rbdocs.model.kosakata import same_name
from rbdocs.model.node import Node

Pengundangan = Literal[
    "berita-daerah", "lembaran-daerah", "berita-negara", "lembaran-negara", "tidak"
]
# What the other documents of a regulation are called, or begin with.
_TAKEN = re.compile(r"lampiran|evaluasi|ratl|konsolidasi|rencana|matriks|temuan")
_NAME = re.compile(r"[a-z]{3,30}")


def _file_name(content: str) -> str:
    if not _NAME.fullmatch(content) or _TAKEN.match(content):
        raise PydanticCustomError("berkas", "nama dokumen")
    return content


_RAHMAT = "DENGAN RAHMAT TUHAN YANG MAHA ESA"  # UU 12/2011, Lampiran II, on the preamble


class RegulationKind(Node):
    """A kind of regulation or decree; ``jenis-peraturan.yaml`` says what each field means.

    The defaults are those of a regulation of the head of a region.
    """

    nama: str
    ejaan: list[str] = Field(default_factory=list)
    singkat: str = ""
    asal: Literal["pusat", "menteri", "kepala-daerah", "daerah"] = "kepala-daerah"
    pembentuk: list[str] = Field(default_factory=list)
    judul: str = ""
    dikutip: str = ""
    tingkat: int | None = Field(default=None, ge=0, le=20)
    umum: bool = False
    rahmat: str = _RAHMAT
    persetujuan: list[str] = Field(default_factory=list)
    pengundangan: Pengundangan = "berita-daerah"
    noreg: str = ""
    satuan: Literal["pasal", "diktum"] = "pasal"
    berlaku: str = "pada tanggal diundangkan"
    berkas: Annotated[str, AfterValidator(_file_name)] = "peraturan"

    @property
    def names(self) -> list[str]:
        """Every spelling of its name."""
        return [self.nama, *self.ejaan]

    @property
    def gazette_name(self) -> str:
        """The gazette of the region in which it is published, ``Berita Daerah``; "" for none."""
        if self.pengundangan == "tidak":
            return ""
        return self.pengundangan.replace("-", " ").title()

    def called_by(self, jenis: str) -> int:
        """How many letters of *jenis* are a name of this kind; 0 where it begins with none."""
        said = f"{same_name(jenis)} "
        return max((len(n) for n in self._said if said.startswith(f"{n} ")), default=0)

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return tuple(map(same_name, self.names))


def filled(text: str, names: Mapping[str, str]) -> str:
    """Return *text* with *names* where it has them in braces, and in capitals where it has these.

    >>> filled("DEWAN {DAERAH}", {"daerah": "Kabupaten Maju"})
    'DEWAN KABUPATEN MAJU'
    """
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value).replace(f"{{{name.upper()}}}", value.upper())
    return text


class KindGroup(Node):
    """Words by which a plan names a product of law, and the group that they mean."""

    nama: str
    kata: list[str]


class DaftarJenis(Node):
    """The kinds of regulation, who heads each kind of government, and words that name kinds."""

    pemerintah: dict[str, str] = Field(default_factory=dict)
    jenis: list[RegulationKind] = Field(default_factory=list)
    golongan: list[KindGroup] = Field(default_factory=list)

    def kind(self, jenis: str) -> RegulationKind | None:
        """Return the kind that *jenis* names, with or without its maker; None for no known one."""
        letters, found = max(
            ((item.called_by(jenis), index) for index, item in enumerate(self.jenis)),
            key=lambda pair: pair[0],
            default=(0, 0),
        )
        return self.jenis[found] if letters else None

    def short(self, jenis: str) -> str:
        """Return how findings name the kind *jenis*; "" where it is no known one."""
        found = self.kind(jenis)
        return "" if found is None or found.umum else found.singkat or found.nama

    def maker(self, jenis: str) -> str:
        """Return what *jenis* says of the maker: Dalam Negeri of Peraturan Menteri Dalam Negeri."""
        found = self.kind(jenis)
        return jenis[found.called_by(jenis) :].strip() if found else jenis.strip()

    def made_by(self, office: str) -> list[RegulationKind]:
        """Return the kinds that the head of a government, ``Bupati``, enacts."""
        return [item for item in self.jenis if office in item.pembentuk]

    def from_origin(self, *origins: str) -> frozenset[str]:
        """Return how findings name the kinds that come from *origins*."""
        found = (item for item in self.jenis if item.asal in origins and not item.umum)
        return frozenset(item.singkat or item.nama for item in found)

    def names(self) -> Iterator[str]:
        """Yield every name of every kind, in no order."""
        for item in self.jenis:
            if not item.umum:
                yield from item.names

    @cached_property
    def pattern(self) -> str:
        """A choice of all names of kinds, the longest first, for patterns that ignore case."""
        return "|".join(sorted(map(re.escape, self.names()), key=len, reverse=True))

    @cached_property
    def short_pattern(self) -> str:
        """A choice of all short names; those of ministers go on with the name of a ministry."""
        items = (item for item in self.jenis if item.singkat)
        names = {
            re.escape(item.singkat) + (r"\w*" if item.asal == "menteri" else "") for item in items
        }
        return "|".join(sorted(names, key=len, reverse=True)) or "(?!)"

    @cached_property
    def _words(self) -> re.Pattern[str]:
        choices = (
            "|".join(r"\s*".join(map(re.escape, word.split())) for word in group.kata)
            for group in self.golongan
        )
        return re.compile(
            "|".join(rf"(?P<i{n}>\b(?:{words})\b)" for n, words in enumerate(choices)) or "(?!)",
            re.IGNORECASE,
        )

    def group_named(self, text: str) -> str:
        """Return the group of the product of law that *text* names first; "" for none."""
        hit = self._words.search(text)
        if hit is None or hit.lastgroup is None:
            return ""
        return self.golongan[int(hit.lastgroup[1:])].nama

    def with_own(self, own: DaftarJenis) -> DaftarJenis:
        """Return these kinds with those of a project: one of the same name takes its place."""
        replaced = {same_name(item.nama) for item in own.jenis}
        kept = [item for item in self.jenis if same_name(item.nama) not in replaced]
        return DaftarJenis(
            pemerintah={**self.pemerintah, **own.pemerintah},
            jenis=[*kept, *own.jenis],
            golongan=[*self.golongan, *own.golongan],
        )
