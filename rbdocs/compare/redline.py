"""A Word document with real tracked changes: what the new one says, and how the old one read.

Rejecting all changes gives the old text, accepting all the new one, cell by cell. Rows are paired
by the addresses that generated documents carry, so a row is never taken for its neighbour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from rbdocs.compare.word_changes import block_changes
from rbdocs.compare.word_diff import (
    BlockPair,
    Pairs,
    RowPair,
    TablePair,
    pair_blocks,
    pair_cells,
)
from rbdocs.model.kosakata import Presence
from rbdocs.word.aside import OBJECT_MARKS, Aside
from rbdocs.word.blocks import cell_elements, frame, read_blocks
from rbdocs.word.package import write_package
from rbdocs.word.partners import same_notes, same_pages
from rbdocs.word.picture import MediaCarrier
from rbdocs.word.seen import SeenParagraph, WordCell, WordRow
from rbdocs.word.stories import page_blocks
from rbdocs.word.tracked import Marker, mark_all, mark_words
from rbdocs.word.xml import DOCUMENT, has_objects, is_paragraph, paragraphs_of, rows_of, stories_of


def redline(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    author: str,
    date: str,
    renamed: Mapping[str, str] | None = None,
) -> tuple[bytes, int]:
    """Return the package *new* with its changes since *old* tracked, and how many there are.

    *author* and *date* (ISO 8601) are those of every change; *renamed* gives the new kode of
    actions that have another one now.
    """
    parts = dict(new)
    marker, media = Marker(author, date), MediaCarrier(dict(old), parts)
    before, after = Aside(old[DOCUMENT]), Aside(parts[DOCUMENT])
    heads = same_pages((old, before.root), (new, after.root))
    shown = {part: other for part, other in heads.items() if _is_seen(old, other, new, part)}
    media.read(DOCUMENT, DOCUMENT)
    parts[DOCUMENT] = _marked(_Pens(marker, media, before, after), dict(renamed or {}))
    for name, other in (shown | same_notes(old, new)).items():
        media.read(name, other)
        parts[name] = _marked(_Pens(marker, media, Aside(old[other]), Aside(parts[name])), {})
    media.finish()
    return write_package(parts), marker.count


@dataclass(frozen=True, slots=True)
class _Pens:
    """What marking takes: the marker, the pictures, and the rows of both parts."""

    marker: Marker
    media: MediaCarrier
    old: Aside
    new: Aside


def _is_seen(old: Mapping[str, bytes], before: str, new: Mapping[str, bytes], after: str) -> bool:
    """Whether a reader sees a difference between two heads or feet.

    Programs count pages anew, and write what stands beside the text as a frame or as a text box.
    """
    return any(block_changes(page_blocks(old, before), page_blocks(new, after), ""))


def _marked(pens: _Pens, renamed: dict[str, str]) -> bytes:
    """Return the new part with what changed in it marked, story by story."""
    for story, other in zip(stories_of(pens.old.root), stories_of(pens.new.root), strict=False):
        _Story(other, pens).mark(story, renamed)
    return pens.new.serialise()


class _Story:
    """Marks the changes in what holds blocks: a body, a cell, a header."""

    def __init__(self, holder: etree._Element, pens: _Pens) -> None:
        self._holder = holder
        self._pens = pens
        self._marker, self._media = pens.marker, pens.media

    def mark(self, old: etree._Element, renamed: dict[str, str]) -> None:
        """Mark what changed since *old*, which holds the old blocks."""
        before = list(read_blocks(old, whole=self._pens.old.whole))
        after = list(read_blocks(self._holder, whole=self._pens.new.whole))
        pairs = _settled(list(pair_blocks(before, after, renamed)))
        position: etree._Element | None = None  # the element after which the next one goes
        ends = _ends(pairs)
        for index, pair in enumerate(pairs):
            if pair.new is None:
                assert pair.old is not None
                element = self._media.carried(pair.old.element)
                self._place(element, position)
                self._whole(element, Presence.REMOVED, self._pens.old)
            else:
                element = pair.new.element
                if pair.old is None:
                    self._whole(element, Presence.ADDED, self._pens.new)
                elif pair.table is not None:
                    self._table(pair.table)
                elif isinstance(pair.old, SeenParagraph) and isinstance(pair.new, SeenParagraph):
                    self._paragraph(pair.old, pair.new)
            if index in ends:
                self._marker.paragraph(element, ends[index])
            position = element

    def _place(self, element: etree._Element, after: etree._Element | None) -> None:
        if after is not None:
            after.addnext(element)
            return
        first = next((item for item in self._holder if not str(item.tag).endswith("Pr")), None)
        if first is None:
            self._holder.append(element)
        else:
            first.addprevious(element)

    def _paragraph(self, old: SeenParagraph, new: SeenParagraph) -> None:
        if old.text != new.text or has_objects(old.element) or has_objects(new.element):
            mark_words(self._media.carried(old.element), new.element, self._marker)

    def _whole(self, element: etree._Element, part: Presence, rows: Aside) -> None:
        """Mark a paragraph's words, or a table's rows and what they hold, which are of *rows*."""
        if is_paragraph(element):
            mark_all(element, part, self._marker)
            return
        for stub in rows_of(element):
            row = rows.whole(stub)
            if rows is self._pens.old and row is not stub:
                row = self._media.carried(row)
            self._row(row, part)
            self._pens.new.put(stub, row)

    def _row(self, row: etree._Element, part: Presence) -> None:
        self._marker.row(row, "ins" if part is Presence.ADDED else "del")
        self._content(row, part)

    def _content(self, element: etree._Element, part: Presence) -> None:
        for paragraph in paragraphs_of(element):
            mark_all(paragraph, part, self._marker)
            # The end of a cell's last paragraph goes with its row, and is marked all the same.
            self._marker.paragraph(paragraph, "ins" if part is Presence.ADDED else "del")

    def _table(self, pair: TablePair) -> None:
        position: etree._Element | None = None
        for row in pair.rows:
            if row.new is None:
                assert row.old is not None
                element = self._media.carried(self._pens.old.whole(row.old.element))
                _insert(element, pair.new.element, position)
                self._row(element, Presence.REMOVED)
                self._pens.new.lay_by(element)
            else:
                element = row.new.element
                if row.old is None:
                    whole = self._pens.new.whole(element)
                    self._row(whole, Presence.ADDED)
                    self._pens.new.put(element, whole)
                elif _differ(row.old, row.new) or self._shows_objects(row.old, row.new):
                    self._changed(row.old, row.new, pair.columns)
            position = element

    def _shows_objects(self, old: WordRow, new: WordRow) -> bool:
        """Whether one of two rows has a picture or the like, which its cells' texts do not tell."""
        sides = ((self._pens.old, old), (self._pens.new, new))
        return any(rows.holds(row.element, *OBJECT_MARKS) for rows, row in sides)

    def _changed(self, old: WordRow, new: WordRow, columns: Pairs) -> None:
        """Open both rows, and mark what changed in their cells."""
        before = _opened(old, self._pens.old.whole(old.element))
        after = _opened(new, self._pens.new.whole(new.element))
        self._cells(RowPair(before, after), columns)
        self._pens.new.put(new.element, after.element)

    def _cells(self, row: RowPair, columns: Pairs) -> None:
        assert row.new is not None
        before: etree._Element | None = None
        for _, old, new in pair_cells(row, columns):
            if new is None:
                assert old is not None
                element = self._media.carried(old.element)
                _insert(element, row.new.element, before)
                self._marker.cell(element, "cellDel")
                self._content(element, Presence.REMOVED)
            else:
                element = new.element
                if old is None:
                    self._marker.cell(element, "cellIns")
                    self._content(element, Presence.ADDED)
                else:
                    self._cell(old, new)
            before = element

    def _cell(self, old: WordCell, new: WordCell) -> None:
        objects = has_objects(old.element) or has_objects(new.element)
        if old.text != new.text or objects or old.tables or new.tables:
            _Story(new.element, self._pens).mark(old.element, {})
        if frame(old.element) != frame(new.element):
            self._marker.cell_properties(new.element, old.element)


def _settled(pairs: list[BlockPair]) -> list[BlockPair]:
    """The same pairs, but never a removal and an addition both at the end.

    The last paragraph of a cell or text has an end that nobody can take away, so where both
    versions end in paragraphs of their own, these two are one that was rewritten.
    """
    start = len(pairs)
    while start and (pairs[start - 1].old is None or pairs[start - 1].new is None):
        start -= 1
    tail = pairs[start:]
    removed = [pair for pair in tail if pair.new is None]
    added = [pair for pair in tail if pair.old is None]
    if not removed or not added:
        return pairs
    last = BlockPair(removed[-1].old, added[-1].new)
    if isinstance(last.old, SeenParagraph) and isinstance(last.new, SeenParagraph):
        return [*pairs[:start], *removed[:-1], *added[:-1], last]
    return pairs


def _ends(pairs: list[BlockPair]) -> dict[int, str]:
    """Which paragraphs' ends are marked, and how: index of the pair -> ``ins`` or ``del``.

    Where the last paragraphs are new or gone, it is the ends before them that are: as when someone
    types on at the end, or puts a table there.
    """
    kinds = ["ins" if pair.old is None else "del" if pair.new is None else "same" for pair in pairs]
    result = {
        index: kind
        for index, (pair, kind) in enumerate(zip(pairs, kinds, strict=True))
        if kind != "same" and isinstance(pair.new or pair.old, SeenParagraph)
    }
    last = len(pairs) - 1
    if last in result:
        kind = result.pop(last)
        before = next((i for i in reversed(range(last)) if kinds[i] != kind), -1)
        if before >= 0 and isinstance(pairs[before].new, SeenParagraph):
            result[before] = kind
    return result


def _insert(element: etree._Element, above: etree._Element, after: etree._Element | None) -> None:
    """Put *element* after *after*; None: before the first child that is like it."""
    if after is not None:
        after.addnext(element)
        return
    first = above.find(str(element.tag))
    if first is None:
        above.append(element)
    else:
        first.addprevious(element)


def _opened(row: WordRow, whole: etree._Element) -> WordRow:
    """Return *row* with its element *whole*, and its cells with theirs."""
    if whole is row.element:
        return row
    cells = zip(row.cells, cell_elements(whole), strict=True)
    opened = [replace(cell, element=element) for cell, element in cells]
    return replace(row, cells=opened, element=whole)


def _differ(old: WordRow, new: WordRow) -> bool:
    return len(old.cells) != len(new.cells) or any(
        _seen(cell) != _seen(other) or cell.tables or other.tables
        for cell, other in zip(old.cells, new.cells, strict=True)
    )


def _seen(cell: WordCell) -> tuple[object, ...]:
    """What of a cell is compared; the element of one that was put aside is empty."""
    return cell.text, cell.span, cell.merge, frame(cell.element)
