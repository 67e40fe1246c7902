"""What is told of a rule, and what a project chooses of it: off, another level, more words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rbdocs.model.finding import Level
from rbdocs.model.node import Node


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of a rule that a project may set: *value* unless it does, *meaning* for users."""

    value: int
    least: int
    most: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """What users read about a rule.

    *statement* says in one Indonesian sentence what must hold, *ground* why. *wrong* and *right*
    are sources (YAML) that break and keep the rule: the fields of one action, a list of actions,
    or a mapping from names of source files to what they say. They run as tests, and are read from
    its case file only where they are shown.

    A rule *on_request* runs only where it is asked for, because it is slow. A rule that
    judges each row or sentence *alone* can do so while other sources are not read; what compares
    places, counts, or judges what is absent cannot. *mends* says what of it ``periksa --perbaiki``
    puts right, "" where nothing. *bounds* and *words*, lists of words in small letters, are what a
    project may set or add to in ``sources/aturan.yaml``, by their names there.
    """

    code: str
    level: Level
    statement: str
    ground: str
    wrong: str = ""
    right: str = ""
    on_request: bool = False
    alone: bool = False
    mends: str = ""
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The letters of the code: what the rule is about."""
        return self.code.rstrip("0123456789")


# What the letters of a code stand for, as users read it.
SUBJECTS: dict[str, str] = {
    "MUAT": "Pembacaan sumber",
    "KEC": "Pengecualian",
    "TPL": "Templat",
    "TW": "Triwulan dan total",
    "SAT": "Satuan",
    "RA": "Isi baris rencana aksi",
    "IND": "Indikator dan target",
    "PD": "Perangkat daerah",
    "ANG": "Anggaran",
    "DPA": "Kode rekening dan anggaran yang disetujui",
    "JML": "Jumlah",
    "KOD": "Kode",
    "NOM": "Penomoran",
    "LKP": "Kelengkapan dan pengulangan",
    "SAH": "Angka, tanggal dan pejabat",
    "EJA": "Ejaan dan tanda baca",
    "THN": "Tahun dan periode",
    "ISI": "Isian yang masih terbuka",
    "REV": "Rencana aksi tahun berikutnya",
    "UBH": "Perubahan pasal dan Lampiran",
    "RUJ": "Rujukan dalam naskah",
}


def _number(content: object) -> object:
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return Decimal(content)
    if isinstance(content, list | dict):
        raise PydanticCustomError("float_type", "angka")
    raise PydanticCustomError("float_parsing", "angka")


BoundChosen = Annotated[Decimal, BeforeValidator(_number)]


class PilihanAturan(Node):
    """What is chosen of the rule *kode*, or of all with its letters, and why.

    *tingkat* is its level, or that it is off; *ambang* gives bounds of it another value, *kata*
    adds words to its lists (see Aturan).
    """

    kode: str
    tingkat: Literal["mati", "galat", "peringatan"] | None = None
    ambang: dict[str, BoundChosen] = Field(default_factory=dict)
    kata: dict[str, list[str]] = Field(default_factory=dict)
    alasan: str = Field(min_length=10)

    def told(self) -> str:
        """Return in some words what is chosen."""
        parts: list[str] = [self.tingkat] if self.tingkat else []
        parts += [f"{name} {str(value).replace('.', ',')}" for name, value in self.ambang.items()]
        parts += [f"{name} + {', '.join(words)}" for name, words in self.kata.items()]
        return f"{self.kode} {'; '.join(parts)}"


class DaftarPilihan(Node):
    """All that a project chooses of the rules; a code holds before the letters of many."""

    aturan: list[PilihanAturan] = Field(default_factory=list)

    def level(self, code: str) -> Level | Literal["mati"] | None:
        """Return the level chosen for the rule *code*, ``mati`` for off, None for its own."""
        for choice in self._of(code):
            if choice.tingkat == "mati":
                return "mati"
            if choice.tingkat:
                return Level(choice.tingkat)
        return None

    def bound(self, code: str, name: str) -> Decimal | None:
        """Return the value chosen for the bound *name* of the rule *code*; None where none is."""
        values = (item.ambang[name] for item in self._of(code) if name in item.ambang)
        return next(values, None)

    def words(self, code: str, name: str) -> Iterator[str]:
        """Yield the words added to the list *name* of the rule *code*, in small letters."""
        for choice in self._of(code):
            yield from (word.casefold() for word in choice.kata.get(name, ()))

    def _of(self, code: str) -> Iterator[PilihanAturan]:
        subject = code.rstrip("0123456789")
        exact = [item for item in self.aturan if item.kode == code]
        return iter([*reversed(exact), *(c for c in reversed(self.aturan) if c.kode == subject)])
