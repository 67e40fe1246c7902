"""NOM: the numbers of chapters and of the sections in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Block, Heading, Naskah
from rbdocs.model.finding import Level
from rbdocs.model.numbering import order_of
from rbdocs.model.regulation import Regulation

_CHAPTER = re.compile(r"BAB\s+([IVXLC]+)\b")
_ORDINALS = ("pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh")
# At the head of a sentence: «Tahap kedua, yaitu ...»; elsewhere a step may be spoken of again.
_STEP = re.compile(
    rf"(?:^|(?<=[.;:] ))(Tahap|Langkah|Tujuan|Alasan) ({'|'.join(_ORDINALS)})\b"
    r"(?=,|\s+(?:yaitu|adalah))"
)
_LETTERED = re.compile(r"([A-Z])\.\s")
_SECTION = re.compile(r"(\d+(?:\.\d+)+)\.?(?=\s)")


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading with its number, in steps: BAB II is 2, «2.1.3.» 2, 1, 3."""

    heading: Heading
    steps: tuple[int, ...]
    printed: str

    @property
    def parent(self) -> tuple[int, ...]:
        """The number of what it is a part of; () for a chapter."""
        return self.steps[:-1]


def _sections(naskah: Naskah) -> Iterator[_Section]:
    """Yield the chapters and sections that have a number."""
    for block in naskah.blocks:
        if not isinstance(block, Heading):
            continue
        if chapter := _CHAPTER.match(block.plain):
            order = order_of("bab", chapter[1])
            if order is not None:
                yield _Section(block, (order.number,), f"BAB {chapter[1]}")
        elif section := _SECTION.match(block.plain):
            steps = tuple(int(part) for part in section[1].split("."))
            yield _Section(block, steps, section[1])


def _text(steps: tuple[int, ...]) -> str:
    from roman import toRoman

    return f"BAB {toRoman(steps[0])}" if len(steps) == 1 else ".".join(map(str, steps))


@rule(
    code="NOM06",
    level=Level.GALAT,
    statement="Bab dan subbab bernomor urut, dan nomor subbab diawali nomor babnya.",
    ground="Nomor yang terlompat menandakan bagian yang hilang; yang rangkap tidak dapat dirujuk.",
)
def bab_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the headings whose number does not follow from those before."""
    for naskah in regulation.own_naskah:
        last: dict[tuple[int, ...], int] = {}
        above: tuple[int, ...] = ()
        for section in _sections(naskah):
            depth = len(section.parent)
            # A number that begins wrongly is taken for one of the section it stands in.
            parent = section.parent if above[:depth] == section.parent else above[:depth]
            expected = (*parent, last.get(parent, 0) + 1)
            if section.steps != expected:
                yield Violation(
                    section.heading.location,
                    section.heading.key,
                    f"{section.printed} seharusnya {_text(expected)}.",
                    "Betulkan nomornya, atau periksa apakah ada bagian yang hilang.",
                    {"nomor": section.printed, "seharusnya": _text(expected)},
                    excerpt=section.printed,
                )
            last[parent] = section.steps[-1] if parent == section.parent else expected[-1]
            above = (*parent, last[parent])


@rule(
    code="NOM07",
    level=Level.PERINGATAN,
    statement="Bab atau subbab yang dibagi memuat lebih dari satu bagian.",
    ground="1.1 tanpa 1.2 menandakan bagian yang hilang, atau pembagian yang tidak perlu.",
)
def subbab_tunggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sections that are the only one in theirs."""
    for naskah in regulation.own_naskah:
        parts: dict[tuple[int, ...], list[_Section]] = {}
        for section in _sections(naskah):
            if section.parent:
                parts.setdefault(section.parent, []).append(section)
        for first, *others in parts.values():
            if not others:
                following = _text((*first.parent, first.steps[-1] + 1))
                yield Violation(
                    first.heading.location,
                    first.heading.key,
                    f"Ada {first.printed} tanpa {following}.",
                    "Tambahkan bagian yang hilang, atau hapus nomor dan judul bagian itu.",
                    {"nomor": first.printed},
                    excerpt=first.printed,
                )


@rule(
    code="NOM11",
    level=Level.PERINGATAN,
    statement="Tahap dan anak judul berhuruf disebut menurut urutannya: pertama, kedua, ketiga; "
    "A, B, C.",
    ground="Yang terlompat menandakan bagian yang hilang; yang rangkap salah tulis.",
)
def tahap_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the steps and lettered headings that do not follow those before in their section."""
    for naskah in regulation.own_naskah:
        steps: dict[str, int] = {}
        letters: dict[int, int] = {}
        for block in naskah.blocks:
            if isinstance(block, Heading):
                steps = {}
                letters = {level: n for level, n in letters.items() if level <= block.level}
                yield from _lettered(block, letters)
            for hit in _STEP.finditer(block.plain) if block.plain else ():
                place = _ORDINALS.index(hit[2]) + 1
                before = steps.get(hit[1])
                if before is not None and place != before + 1:
                    yield _out_of_order(block, hit[0], f"{hit[1]} {_ORDINALS[before]}")
                if before is not None or place == 1:
                    steps[hit[1]] = place


def _lettered(heading: Heading, letters: dict[int, int]) -> Iterator[Violation]:
    hit = _LETTERED.match(heading.plain)
    if hit is None:
        return
    place, before = ord(hit[1]) - 64, letters.get(heading.level)
    if before is not None and place not in (1, before + 1):
        yield _out_of_order(heading, hit[0].strip(), f"{chr(65 + before)}.")
    letters[heading.level] = place


def _out_of_order(block: Block, printed: str, expected: str) -> Violation:
    return Violation(
        block.location,
        block.key,
        f"«{printed}» seharusnya «{expected}».",
        "Betulkan urutannya, atau periksa apakah ada bagian yang hilang.",
        {"tercetak": printed, "seharusnya": expected},
        excerpt=printed,
    )
