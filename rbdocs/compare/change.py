"""What a comparison tells: the smallest edits, and the changes that a reviewer counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rbdocs.compare.align import longest_rise
from rbdocs.compare.entries import Entry, Value, as_text
from rbdocs.compare.match import Matching
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Location
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import parse_number

IN_FORCE = "(keberlakuan)"  # the value that says whether a Lampiran is printed or stays in force
_NUMBERS = ("nomor", "tanda")  # of a provision, and of an item in running text
# Thousands set off by commas, as spreadsheets in English write them: 250,502,500.
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}")
# The order of the documents is that of the regulation's own list; that of a chapter's tables and
# figures is that of the blocks that place them.
_ORDERED_ELSEWHERE = {
    *((Regulation, slot) for slot in ("lampiran", "naskah")),
    *((Naskah, slot) for slot in ("tabel", "gambar")),
}


class ChangeKind(StrEnum):
    """What happened to a place."""

    ADDED = "ditambah"
    REMOVED = "dihapus"
    CHANGED = "diubah"
    MOVED = "dipindah"
    REWRITTEN = "ditulis ulang"  # the same number or the same words, in another form
    RENAMED = "berganti nama"  # an office: one change, however many places print its name


@dataclass(frozen=True, slots=True)
class Edit:
    """The smallest step: *new* was added, *old* was removed or moved, or its *value* changed."""

    kind: ChangeKind
    old: Entry | None
    new: Entry | None
    value: str = ""

    @property
    def entry(self) -> Entry:
        """The entry that this is about: the new one where there is one."""
        item = self.new or self.old
        assert item is not None
        return item

    @property
    def renumbers(self) -> bool:
        """Whether an item of a list has another number, as when one was put before it."""
        known = self.old is not None and self.old.values.get(self.value) is not None
        return (
            self.kind is ChangeKind.CHANGED
            and self.value in _NUMBERS
            and self.entry.listed
            and known
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """What changes belong together to: a provision, an action, a paragraph, a row of a table.

    *key* tells it from others, *place* is its part and number, *says* its uraian, if it has one.
    """

    key: object
    place: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the list; *places* are several only where an office was renamed.

    *follows* are sentences on what follows from it, *offices* those that it concerns; *location*
    is where it stands in the sources, in the new ones if it is there. *unit* is what it belongs
    to, None where only its place says so, and *label* what its texts are called there.
    """

    kind: ChangeKind
    part: str
    places: tuple[str, ...]
    kode: str
    column: str
    old: str
    new: str
    printed: bool
    edits: tuple[Edit, ...] = ()
    location: Location | None = None
    follows: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    unit: Unit | None = None
    label: str = ""

    @property
    def renumbers(self) -> bool:
        """Whether several items of a list have other numbers: its texts are lists of numbers."""
        return len(self.edits) > 1 and self.edits[0].renumbers

    def listed_places(self) -> str:
        """Return its places in few words: by part and row, the columns in brackets."""
        parts: dict[str, dict[str, list[str]]] = {}
        for place in self.places:
            part, *rest = place.split(", ")
            *row, column = rest or [""]
            parts.setdefault(part, {}).setdefault(", ".join(row), []).append(column)
        return "; ".join(
            f"{part}: " + ", ".join(_listed(row, columns) for row, columns in rows.items())
            for part, rows in parts.items()
        )

    def parts(self) -> list[str]:
        """Return the parts of the regulation in which it stands, which begin its places."""
        return list(dict.fromkeys(place.split(", ")[0] for place in self.places))


def _listed(row: str, columns: list[str]) -> str:
    return f"{row} ({', '.join(columns)})" if row else ", ".join(columns)


def find_edits(old: Entry, new: Entry, matching: Matching) -> Iterator[Edit]:
    """Yield the edits that turn *old* into *new*, in the order of the documents."""
    moved = set(_moved(new, matching))
    # Where something was removed it is told after the sibling that stood before it.
    removed: dict[Entry, list[Entry]] = {}
    for node in old.walk():
        if node.parent is not None and node not in matching.new_of:
            if node.parent in matching.new_of:
                removed.setdefault(_anchor(node, matching), []).append(node)
            else:
                continue
    for node in new.walk():
        there = matching.old_of.get(node)
        if there is None:
            if node.parent in matching.old_of:
                yield Edit(ChangeKind.ADDED, None, node)
        else:
            if node in moved:
                yield Edit(ChangeKind.MOVED, there, node)
            if node.stays != there.stays:
                yield Edit(ChangeKind.CHANGED, there, node, IN_FORCE)
            for nama in dict.fromkeys((*node.values, *there.values)):
                if not _same(there.values.get(nama), node.values.get(nama)):
                    kind = _kind(there.values.get(nama), node.values.get(nama))
                    yield Edit(kind, there, node, nama)
        for gone in removed.get(node, ()):
            yield Edit(ChangeKind.REMOVED, gone, None)


def _anchor(gone: Entry, matching: Matching) -> Entry:
    """The new entry after which the removal of *gone* is told."""
    before = gone.parent
    assert before is not None
    for sibling in gone.siblings():
        if sibling is gone:
            break
        if sibling in matching.new_of:
            before = sibling
    return matching.new_of[before]


def _moved(new: Entry, matching: Matching) -> Iterator[Entry]:
    """The entries that stand in another record or another order now, as few as can be."""
    for node in new.walk():
        for slot, below in node.children.items():
            if (node.record, slot) in _ORDERED_ELSEWHERE:
                continue
            stayed: list[tuple[int, Entry]] = []
            positions: dict[Entry, int] = {}
            for child in below:
                there = matching.old_of.get(child)
                if there is None:
                    continue
                if there.parent is None or matching.new_of.get(there.parent) is not node:
                    yield child
                else:
                    if not positions:
                        positions = {e: index for index, e in enumerate(there.siblings())}
                    stayed.append((positions[there], child))
            keep = longest_rise([position for position, _ in stayed])
            yield from (child for index, (_, child) in enumerate(stayed) if index not in keep)


def _same(old: Value, new: Value) -> bool:
    if old is None or new is None or isinstance(old, str) or isinstance(new, str):
        # What is not given and what is given as empty print the same, but are not.
        return old is new or (old is not None and new is not None and str(old) == str(new))
    return old == new


def _kind(old: Value, new: Value) -> ChangeKind:
    if old is None or new is None:
        return ChangeKind.CHANGED
    return kind_of_edit(as_text(old), as_text(new))


def kind_of_edit(before: str, after: str) -> ChangeKind:
    """Return whether a text that is not the same any more was changed, or only its form."""
    if before.split() == after.split():
        return ChangeKind.REWRITTEN
    numbers = _number(before), _number(after)
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return ChangeKind.REWRITTEN
    return ChangeKind.CHANGED


def _number(text: str) -> tuple[Decimal, bool] | None:
    """The number that *text* means, however its thousands are set off, and whether in percent."""
    bare = text.strip().removeprefix("Rp").strip()
    persen = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if _ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    number = parse_number(bare)
    return None if number is None else (number, persen)
