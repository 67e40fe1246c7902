"""NOM: the letters before actions, and the numbers of chapters and their sections."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Block, Heading, Naskah
from rbdocs.model.finding import Site
from rbdocs.model.kosakata import label
from rbdocs.model.numbering import order_of
from rbdocs.model.plan import ThemeGroup
from rbdocs.model.plan_tree import Celah, RencanaAksi
from rbdocs.model.regulation import Regulation

_LETTERS = [f"{letter}." for letter in ascii_lowercase]


def _lettered(kelompok: ThemeGroup) -> Iterator[tuple[RencanaAksi | None, str]]:
    """Yield each action that has a letter, and None where the reference text has lost some."""
    for member in kelompok.members:
        if isinstance(member, Celah):
            yield None, ""
            continue
        if not member.printed:
            continue
        mark = label(member.uraian.plain) if member.uraian else ""
        if mark.lower() in _LETTERS:
            yield member, mark
        elif member.celah:
            yield None, ""


@galat(
    code="NOM01",
    statement="Huruf rencana aksi di bawah satu indikator mulai dari a dan berurutan.",
    ground="Huruf yang terlompat atau berulang menandakan rencana aksi yang hilang atau rangkap.",
)
def huruf_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose letter does not follow that of the action before."""
    for kelompok in regulation.kelompok:
        listing = list(_lettered(kelompok))
        letters = _letters_like(next((mark for _, mark in listing if mark), ""))
        expected: str | None = letters[0]
        for aksi, mark in listing:
            if aksi is None:
                expected = None
                continue
            if expected is not None and mark != expected:
                yield Violation(
                    aksi.site("uraian"),
                    f"Rencana aksi ini bernomor {mark} padahal seharusnya {expected}",
                    f"Tulis {expected} atau periksa apakah ada rencana aksi yang hilang.",
                    {"nomor": mark, "seharusnya": expected},
                    excerpt=mark,
                )
            following = _LETTERS.index(mark.lower()) + 1
            expected = letters[following] if following < len(letters) else None


def _letters_like(first: str) -> list[str]:
    """The letters in order, capital where *first*, the first of a list, is."""
    return [letter.upper() for letter in _LETTERS] if first.isupper() else _LETTERS


@peringatan(
    code="NOM02",
    statement="Rencana aksi yang satu-satunya di bawah indikatornya tidak berhuruf.",
    ground="Huruf a. tanpa b. menandakan ada rencana aksi yang hilang.",
)
def huruf_tunggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that are lettered ``a.`` and have no ``b.`` after them."""
    for kelompok in regulation.kelompok:
        listing = list(_lettered(kelompok))
        if len(listing) != 1:
            continue
        aksi, mark = listing[0]
        if aksi is not None and mark.lower() == _LETTERS[0]:
            yield Violation(
                aksi.site("uraian"),
                f"Ada {mark} tanpa lanjutannya: hanya rencana aksi ini yang berhuruf di bawah "
                "indikatornya.",
                f"Hapus «{mark}», atau tambahkan rencana aksi yang hilang.",
                {"nomor": mark},
                excerpt=mark,
            )


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


@galat(
    code="NOM06",
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
                    Site(section.heading.location, section.heading.key),
                    f"{section.printed} seharusnya {_text(expected)}.",
                    "Betulkan nomornya, atau periksa apakah ada bagian yang hilang.",
                    {"nomor": section.printed, "seharusnya": _text(expected)},
                    excerpt=section.printed,
                )
            last[parent] = section.steps[-1] if parent == section.parent else expected[-1]
            above = (*parent, last[parent])


@peringatan(
    code="NOM07",
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
                    Site(first.heading.location, first.heading.key),
                    f"Ada {first.printed} tanpa {following}.",
                    "Tambahkan bagian yang hilang, atau hapus nomor dan judul bagian itu.",
                    {"nomor": first.printed},
                    excerpt=first.printed,
                )


@peringatan(
    code="NOM11",
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
                yield from _lettered_heading(block, letters)
            for hit in _STEP.finditer(block.plain) if block.plain else ():
                place = _ORDINALS.index(hit[2]) + 1
                before = steps.get(hit[1])
                if before is not None and place != before + 1:
                    yield _out_of_order(block, hit[0], f"{hit[1]} {_ORDINALS[before]}")
                if before is not None or place == 1:
                    steps[hit[1]] = place


def _lettered_heading(heading: Heading, letters: dict[int, int]) -> Iterator[Violation]:
    hit = _LETTERED.match(heading.plain)
    if hit is None:
        return
    place, before = ord(hit[1]) - 64, letters.get(heading.level)
    if before is not None and place not in (1, before + 1):
        yield _out_of_order(heading, hit[0].strip(), f"{chr(65 + before)}.")
    letters[heading.level] = place


def _out_of_order(block: Block, printed: str, expected: str) -> Violation:
    return Violation(
        Site(block.location, block.key),
        f"«{printed}» seharusnya «{expected}».",
        "Betulkan urutannya, atau periksa apakah ada bagian yang hilang.",
        {"tercetak": printed, "seharusnya": expected},
        excerpt=printed,
    )
