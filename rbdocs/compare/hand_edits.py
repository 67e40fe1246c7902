"""The edits that someone made in a generated Word file, and which value each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rbdocs.compare.origins import Unit, plain
from rbdocs.compare.printed import ChapterText, Owner, PrintedPiece, PrintedText
from rbdocs.compare.slant import slant_sentence, turned
from rbdocs.compare.typed import (
    CannotType,
    Typed,
    first_place,
    hidden,
    parted,
    touched,
    typed,
    with_plain_spaces,
)
from rbdocs.compare.word_diff import TablePair, is_shifted, pair_blocks, pair_cells, row_name
from rbdocs.model.finding import Location
from rbdocs.model.values import Text
from rbdocs.word.reader import WordFile, number_alike
from rbdocs.word.seen import SeenParagraph, WordTable, column_titles, normal

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

    @property
    def slant(self) -> str:
        """Which words are in italics now, and which no longer; "" where that is as it was."""
        return slant_sentence(None if self.before is None else self.before.text, self.new)

    def refused(self, reason: str) -> HandEdit:
        """Return the edit as one that cannot be placed."""
        return replace(self, reason=reason, writes=(), printed="")


def pairs(base: WordFile, file: WordFile) -> Iterator[HandEdit]:
    """Yield every paragraph and cell of *base* that *file* has, with what it says there."""
    number_alike(base, file)
    number = 0
    for pair in pair_blocks(base.blocks, file.blocks):
        number += isinstance(pair.new or pair.old, WordTable)
        if pair.table is not None:
            yield from _table_pairs(pair.table, number)
        elif isinstance(pair.old, SeenParagraph) and isinstance(pair.new, SeenParagraph):
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


def other_italics(edit: HandEdit) -> bool:
    """Whether the text is the same but other words are in italics."""
    before = edit.before.text if edit.before is not None else None
    return not differs(edit) and bool(turned(before, edit.new))


def edited(base: WordFile, file: WordFile) -> list[HandEdit]:
    """Return the edits from *base* to *file*, one for each paragraph and cell that says other."""
    return [pair for pair in pairs(base, file) if differs(pair) or other_italics(pair)]


def located(
    edits: list[HandEdit],
    base: WordFile,
    now: WordFile,
    origins: Mapping[int, PrintedText],
    *,
    draft: bool,
) -> Iterator[HandEdit]:
    """Yield *edits* of *base*, each with its place in the sources, which print *now*.

    What the sources say already is left out.
    """
    current = (
        {id(pair.before): pair.after for pair in pairs(base, now)} if base is not now else None
    )
    for edit in edits:
        unit = edit.before if current is None else current.get(id(edit.before))
        if unit is None:
            yield edit.refused(_GONE)
            continue
        printed = origins.get(id(unit))
        here = replace(edit, location=first_place(printed, plain(unit), edit.new.plain))
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


def _no_italics(printed: PrintedText | None) -> bool:
    """Whether no value of *printed* can have words in italics."""
    owners = [piece.owner for piece in printed.pieces if piece.owner] if printed else []
    return not any(
        isinstance(owner, ChapterText) or owner.marks or isinstance(owner.content, Text)
        for owner in owners
    )


def _placed(edit: HandEdit, printed: PrintedText | None, *, draft: bool) -> HandEdit:
    """*edit* with what is to be written, or with the reason why nothing can be."""
    if printed is None:
        return edit.refused(_COMPOSED)
    if problem := hidden(edit.old, edit.new.plain):
        return edit.refused(problem)
    new = with_plain_spaces(edit.new)
    parts = parted(printed.pieces, new)
    if parts is None:
        piece = touched(printed.pieces, new.plain)
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


def _typed(piece: PrintedPiece, new: Text, *, draft: bool) -> Typed:
    if isinstance(piece.owner, ChapterText):
        if not new.plain.strip():
            raise CannotType("alinea ini dikosongkan; bila memang dihapus, hapus sendiri di sumber")
        return Typed(new, new.plain)
    assert piece.owner is not None
    return typed(piece.owner, piece.text, new, draft=draft)
