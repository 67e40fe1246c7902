"""The edits that someone made in a generated Word file, and which value each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rbdocs.compare.origins import Unit, plain
from rbdocs.compare.printed import ChapterText, Owner, Piece, Printed
from rbdocs.compare.typed import CannotType, Typed, hidden, typed, with_plain_spaces
from rbdocs.compare.word_diff import (
    TablePair,
    column_titles,
    is_shifted,
    normal,
    pair_blocks,
    pair_cells,
    row_name,
)
from rbdocs.model.finding import Location
from rbdocs.model.values import TITIK, Text
from rbdocs.sources.edit_yaml import cut
from rbdocs.word.reader import Paragraph, WordFile, WordTable

_WORDS = re.compile(r"\s+|\S+")
_COMPOSED = "teks ini disusun program atau berasal dari templat"
_GONE = "tempatnya tidak ada lagi dalam sumber yang sekarang"
_MERGED = (
    "sel ini bagian dari sel gabungan dengan baris di atasnya, jadi isinya tidak punya tempat; "
    "pindahkan ke sel teratas, atau pisahkan dalam sumber (lanjut)"
)
_SHIFTED = (
    "sel dihapus dari baris ini atau disisipkan, jadi isi sel yang lain bergeser ke kolom lain; "
    "pindahkan sendiri yang memang dimaksud"
)
_JOINED = (
    "sel ini digabung dengan sel di sebelahnya, jadi isinya kini milik beberapa kolom; pisahkan "
    "kembali, lalu sunting masing-masing"
)
_ITALICS = "huruf miring ini tidak dapat ditandai dalam sumbernya"


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: its table and row as numbers, its column, and the kode of its row or ""."""

    table: int
    row: int
    column: int
    kode: str
    header: bool = False


@dataclass(frozen=True, slots=True)
class Write:
    """A value to be written: whose it is, and what."""

    owner: Owner
    typed: Typed


@dataclass(frozen=True, slots=True)
class HandEdit:
    """An edit: where it was made, the text before and after, and where it goes.

    *location* is where the text comes from. *reason* says why the edit cannot be placed; then
    *writes* means nothing. *printed* is how it will be printed, where that is not *new* itself.
    """

    place: str
    old: str
    new: Text
    before: Unit | None = None
    after: Unit | None = None
    spot: Spot | None = None
    location: Location | None = None
    writes: tuple[Write, ...] = ()
    printed: str = ""
    reason: str = ""

    @property
    def file(self) -> str:
        """The source or template that the text comes from; "" where there is none."""
        return self.location.file if self.location else ""

    @property
    def line(self) -> int:
        """The line in it; 0 for the whole file."""
        return self.location.line if self.location else 0

    @property
    def expected(self) -> str:
        """What the document must say once the edit is in the sources."""
        return self.printed or self.new.plain

    @property
    def emptied(self) -> bool:
        """Whether a text was taken away and nothing put in its place."""
        return bool(self.old.strip()) and not self.new.plain.strip()

    def refused(self, reason: str) -> HandEdit:
        """Return the edit as one that cannot be placed."""
        return replace(self, reason=reason, writes=(), printed="")


def pairs(base: WordFile, file: WordFile) -> Iterator[HandEdit]:
    """Yield every paragraph and cell of *base* that *file* has, with what it says there."""
    number = 0
    for pair in pair_blocks(base.blocks, file.blocks):
        number += isinstance(pair.new or pair.old, WordTable)
        if pair.table is not None:
            yield from _table_pairs(pair.table, number)
        elif isinstance(pair.old, Paragraph) and isinstance(pair.new, Paragraph):
            yield _edit("Teks", pair.old, pair.new)


def _edit(place: str, old: Unit, new: Unit, spot: Spot | None = None) -> HandEdit:
    return HandEdit(place, plain(old), new.text or Text.dari(""), old, new, spot)


def _table_pairs(pair: TablePair, number: int) -> Iterator[HandEdit]:
    titles = column_titles(pair.new)
    # Where a column came or went, most rows say so; cells of few rows are another thing.
    few = 2 * sum(map(is_shifted, pair.rows)) <= len(pair.rows)
    for index, row in enumerate(pair.rows, start=1):
        if row.old is None or row.new is None:
            continue
        place = f"Tabel {number}, {row_name(row, index)}"
        address = row.old.address or row.new.address
        shifted = _SHIFTED if few and is_shifted(row) else ""
        fewer = len(row.new.cells) < len(row.old.cells)
        for column, old, new in pair_cells(row, pair.columns):
            if old is not None and new is not None:
                title = titles.get(column) or f"kolom {column + 1}"
                kode = address.kode if address else ""
                spot = Spot(number, index, column, kode, row.old.header)
                reason = shifted or (_JOINED if fewer and new.span > old.span else "")
                yield replace(_edit(f"{place}, {title}", old, new, spot), reason=reason)


def differs(edit: HandEdit) -> bool:
    """Whether the text is another one, spaces aside."""
    return normal(edit.old) != normal(edit.new.plain)


def slanted(text: Text) -> list[tuple[str, bool]]:
    """Return the letters of *text*, spaces aside, each with whether it is in italics."""
    return [(one, italics) for piece, italics in text.pieces for one in piece if not one.isspace()]


def other_italics(edit: HandEdit) -> bool:
    """Whether the text is the same but other words are in italics."""
    before = edit.before.text if edit.before is not None else None
    return before is not None and not differs(edit) and slanted(before) != slanted(edit.new)


def edited(base: WordFile, file: WordFile) -> list[HandEdit]:
    """Return the edits from *base* to *file*, one for each paragraph and cell that says other."""
    return [one for one in pairs(base, file) if differs(one) or other_italics(one)]


def located(
    edits: list[HandEdit],
    base: WordFile,
    now: WordFile,
    origins: Mapping[int, Printed],
    *,
    draft: bool,
) -> Iterator[HandEdit]:
    """Yield *edits* of *base*, each with its place in the sources, which print *now*.

    What the sources say already is left out.
    """
    current = {id(one.before): one.after for one in pairs(base, now)} if base is not now else None
    for edit in edits:
        unit = edit.before if current is None else current.get(id(edit.before))
        if unit is None:
            yield edit.refused(_GONE)
            continue
        printed = origins.get(id(unit))
        here = replace(edit, location=_place(printed, plain(unit), edit.new.plain))
        if differs(edit) and normal(plain(unit)) == normal(edit.new.plain):
            continue
        if edit.reason:
            yield here
        elif normal(plain(unit)) != normal(edit.old):
            reason = f"sumbernya sudah berubah sejak berkas ini dibuat, kini «{plain(unit)}»"
            yield here.refused(f"{reason}; putuskan sendiri mana yang berlaku")
        elif unit.text is None:
            yield here.refused(_MERGED)
        elif other_italics(edit) and _no_italics(printed):
            yield here.refused(_ITALICS)
        else:
            yield _placed(here, printed, draft=draft)


def _no_italics(printed: Printed | None) -> bool:
    """Whether no value of *printed* can have words in italics."""
    owners = [one.owner for one in printed.pieces if one.owner] if printed else []
    return not any(
        isinstance(one, ChapterText) or one.marks or isinstance(one.content, Text) for one in owners
    )


def _placed(edit: HandEdit, printed: Printed | None, *, draft: bool) -> HandEdit:
    """*edit* with what is to be written, or with the reason why nothing can be."""
    if printed is None:
        return edit.refused(_COMPOSED)
    if problem := hidden(edit.old, edit.new.plain):
        return edit.refused(problem)
    new = with_plain_spaces(edit.new)
    parts = _parts(printed.pieces, new)
    if parts is None:
        piece = _touched(printed.pieces, new.plain)
        return edit.refused(piece.reason or _COMPOSED)
    writes, expected = [], []
    for piece, text in parts:
        if text is None or piece.owner is None:
            expected.append(piece.text)
            continue
        try:
            found = _typed(piece, text, draft=draft)
        except CannotType as problem:
            return replace(edit, location=piece.place).refused(str(problem))
        writes.append(Write(piece.owner, found))
        expected.append(found.printed)
    location = writes[0].owner.location if writes else edit.location
    outcome = "".join(expected)
    same = normal(outcome) == normal(new.plain)
    return replace(
        edit, new=new, location=location, writes=tuple(writes), printed="" if same else outcome
    )


def _typed(piece: Piece, new: Text, *, draft: bool) -> Typed:
    if isinstance(piece.owner, ChapterText):
        if not new.plain.strip():
            raise CannotType("alinea ini dikosongkan; bila memang dihapus, hapus sendiri di sumber")
        return Typed(new, new.plain)
    assert piece.owner is not None
    return typed(piece.owner, piece.text, new, draft=draft)


Parts = list[tuple[Piece, Text | None]]


def _parts(pieces: tuple[Piece, ...], new: Text) -> Parts | None:
    """What *new* makes of each of *pieces*, None for those left as they are; None if it cannot be.

    An edit of one piece is looked for first; then one of several, with what is fixed between.
    """
    texts = [one.text for one in pieces]
    whole = new.plain
    fitting = []
    for index, piece in enumerate(pieces):
        begin = re.match(_spaced("".join(texts[:index])), whole)
        end = re.search(_spaced("".join(texts[index + 1 :])) + r"\Z", whole)
        if piece.owner and begin and end and begin.end() <= end.start():
            fitting.append((index, cut(new, begin.end(), end.start())))
    if fitting:
        index, text = next(((i, t) for i, t in fitting if texts[i] == TITIK), fitting[0])
        return [(piece, text if i == index else None) for i, piece in enumerate(pieces)]
    return _several(pieces, new)


def _spaced(text: str) -> str:
    """The pattern of *text*, whatever spaces stand where it has some."""
    return "".join(r"\s+" if one.isspace() else re.escape(one) for one in _WORDS.findall(text))


def _several(pieces: tuple[Piece, ...], new: Text) -> Parts | None:
    """Values between which everything fixed stands as before, each up to the next fixed text."""
    whole, ends, end = new.plain, list[int](), 0
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if piece.owner is None:
            end = end + len(piece.text) if whole.startswith(piece.text, end) else -1
        elif not following:
            end = len(whole)
        else:
            end = -1 if pieces[index + 1].owner else whole.find(following, end + 1)
        if end < 0:
            return None
        ends.append(end)
    if end != len(whole):
        return None
    return [
        (piece, None if whole[start:stop] == piece.text else cut(new, start, stop))
        for piece, start, stop in zip(pieces, [0, *ends], ends, strict=False)
    ]


def _touched(pieces: tuple[Piece, ...], new: str) -> Piece:
    """The first piece that *new* has otherwise."""
    start = 0
    for index, one in enumerate(pieces):
        if not new.startswith(one.text, start):
            return _worded(pieces, index)
        start += len(one.text)
    return _worded(pieces, len(pieces) - 1)


def _worded(pieces: tuple[Piece, ...], index: int) -> Piece:
    """The piece at *index*; where it is a mark alone, the nearest before or after with words."""
    nearest = [*reversed(pieces[: index + 1]), *pieces[index + 1 :]]
    return next((one for one in nearest if any(map(str.isalnum, one.text))), pieces[index])


def _place(printed: Printed | None, old: str, new: str) -> Location | None:
    """Where the first stretch that differs comes from."""
    if printed is None or not printed.pieces:
        return None
    return _touched(printed.pieces, new).place
