"""A Lampiran of running text: its chapters as blocks in printed order, and notes to its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, cast

from pydantic import Discriminator, Field, Tag

from rbdocs.model.figure import Gambar
from rbdocs.model.finding import Location
from rbdocs.model.node import Node, Whole
from rbdocs.model.plan_tree import TandaTangan
from rbdocs.model.table import TabelLampiran


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; *target* is the key of the table or figure that it refers to, if any.

    A target with a colon is no reference but a note on a number, see model.anotasi.
    """

    text: str
    italic: bool = False
    target: str = ""


def plain(runs: tuple[Run, ...]) -> str:
    """Return the text of *runs* alone."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Block:
    """What all blocks have: a key that other edits leave as it is, a place, and text.

    The key is made of the section's number and, below it, of markers and of counts within the
    section: «1-3-1-p2», «1-4-b1-ba». What is added in one section changes no key of another.
    """

    key: str
    location: Location
    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        """The text alone."""
        return plain(self.runs)


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading: level 0 is a part («A. UMUM»), 1 a BAB, 2 «1.1.», 3 «1.3.1.».

    A line break in the text is one in the print.
    """

    level: int


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph; *level* is that of the list item it belongs to, 0 where it is in none."""

    level: int


@dataclass(frozen=True, slots=True)
class ListItem(Block):
    """The first paragraph of a list item: its level from 1, and its marker as it is printed."""

    level: int
    marker: str


@dataclass(frozen=True, slots=True)
class Placement(Block):
    """The place of a table or figure, whose key is *target*; it has no text of its own."""

    target: str


class Bagian(Node):
    """The heading of a part: «A. UMUM»."""

    bagian: str


class BerkasBab(Node):
    """A file of chapters, beside naskah.yaml."""

    berkas: str


def _part_or_file(content: Any) -> str:
    if isinstance(content, Bagian) or (isinstance(content, dict) and "bagian" in content):
        return "bagian"
    return "berkas"


class SusunanNaskah(Node):
    """What naskah.yaml says: heading, title, what follows on what, and who signs."""

    lampiran: str
    tahun: Whole
    judul: str
    tentang: str | None = None
    isi: list[
        Annotated[
            Annotated[Bagian, Tag("bagian")] | Annotated[BerkasBab, Tag("berkas")],
            Discriminator(_part_or_file),
        ]
    ] = Field(min_length=1)
    tanda_tangan: TandaTangan


@dataclass(slots=True)
class Naskah:
    """A Lampiran of running text, with the tables and figures that it places, by key."""

    susunan: SusunanNaskah
    blocks: list[Block]
    tabel: dict[str, TabelLampiran] = field(default_factory=dict)
    gambar: dict[str, Gambar] = field(default_factory=dict)
    unplaced: list[Location] = field(default_factory=list)

    def number(self, key: str) -> str | None:
        """Return the number of the table or figure *key*; None where it has none."""
        target = self.tabel.get(key) or self.gambar.get(key)
        return target.nomor if target else None

    def sections(self) -> dict[str, str]:
        """What a reader calls the section of each block, by its key: «Lampiran I, BAB I, 1.3»."""
        result: dict[str, str] = {}
        chapter = number = ""
        for block in self.blocks:
            if isinstance(block, Heading) and block.level <= 1:
                title = block.plain.split("\n")[0]
                hit = _BAB.match(title)
                chapter, number = (hit[0] if hit else title), ""
            elif isinstance(block, Heading) and (below := _NUMBER.match(block.plain)):
                number = below[0] if below[0][0].isdigit() else number
            parts = (f"Lampiran {self.susunan.lampiran}", chapter, number)
            result[block.key] = ", ".join(filter(None, parts))
        return result

    def pieces(self) -> Iterator[tuple[Block, Run]]:
        """Yield every piece of text with the block it stands in."""
        return ((block, run) for block in self.blocks for run in block.runs)

    def references(self) -> Iterator[tuple[Block, Run]]:
        """Yield every reference to a table or figure with the block it stands in."""
        return ((b, run) for b, run in self.pieces() if run.target and ":" not in run.target)

    def annotations(self) -> Iterator[tuple[Block, Run]]:
        """Yield every number that a note explains, with the block it stands in; see anotasi."""
        return ((b, run) for b, run in self.pieces() if ":" in run.target)


_NUMBER = re.compile(r"\d+(?:\.\d+)*(?=\.\s)|[A-Z](?=\.\s)")
_BAB = re.compile(r"BAB\s+([IVXLC]+)\b")


def heading_key(text: str, above: str) -> str:
    """Return the key of the heading *text*: its number, or what it says, below *above*.

    >>> heading_key("1.3.1. Isu Strategis", "1-3"), heading_key("A. Tim Pengelola", "5-1")
    ('1-3-1', '5-1-a')
    """
    if bab := _BAB.match(text):
        return f"bab-{bab[1].lower()}"
    if number := _NUMBER.match(text):
        key = number[0].replace(".", "-").lower()
        return f"{above}-{key}" if above and not key[0].isdigit() else key
    words = re.findall(r"[a-z0-9]+", text.lower())[:3]
    return "-".join(([above] if above else []) + words)


def marker_key(marker: str, number: int) -> str:
    """Return what an item of the list *number* (of its section) adds to its key.

    >>> marker_key("1).", 1), marker_key("a.", 3), marker_key("-", 1)
    ('b1', '3ba', 'b')
    """
    sign = "".join(re.findall(r"[a-z0-9]+", marker.lower()))
    return f"{number if number > 1 else ''}b{sign}"


HITUNG = "hitung"


@dataclass(frozen=True, slots=True)
class Calculation:
    """A number in a text, and the calculation it comes from."""

    block: Block
    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class MentionedValue:
    """A value of an indicator that a text gives."""

    block: Block
    text: str
    acuan: str
    jenis: Literal["baseline", "target"]
    tahun: int


def notes(naskah: Naskah) -> Iterator[Calculation | MentionedValue]:
    """Yield the notes in *naskah* that can be understood."""
    for block, run in naskah.annotations():
        if (calculation := understand(block, run)) is not None:
            yield calculation


def understand(block: Block, run: Run) -> Calculation | MentionedValue | None:
    """Return what the note on *run* says; None where it has neither form."""
    kind, _, rest = run.target.partition(":")
    if kind == HITUNG:
        return Calculation(block, run.text.strip(), rest)
    jenis, _, tahun = rest.partition(":")
    if jenis not in ("baseline", "target") or not (tahun.isdecimal() and len(tahun) == 4):
        return None
    which = cast(Literal["baseline", "target"], jenis)
    return MentionedValue(block, run.text.strip(), kind, which, int(tahun))
