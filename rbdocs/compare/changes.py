"""What changed from one regulation to another: the smallest edits, told as changes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from rbdocs.compare.align import longest_rise
from rbdocs.compare.match import Matching, match
from rbdocs.compare.outline import Entry, Value, as_text, outline
from rbdocs.compare.places import (
    is_printed,
    kind_of,
    part_of,
    place_of,
    row_of,
    value_name,
)
from rbdocs.model.finding import Location
from rbdocs.model.nilai import parse_number
from rbdocs.model.peraturan import Regulasi

# Thousands set off by commas, as spreadsheets in English write them: 250,502,500.
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}")


class Kind(StrEnum):
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

    kind: Kind
    old: Entry | None
    new: Entry | None
    value: str = ""

    @property
    def entry(self) -> Entry:
        """The entry that this is about: the new one where there is one."""
        one = self.new or self.old
        assert one is not None
        return one


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a reviewer counts it; *places* are several only where an office was renamed.

    *follows* are sentences on what follows from it, *offices* those that it concerns; *location*
    is where it stands in the sources, in the new ones if it is there.
    """

    kind: Kind
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

    def listed_places(self) -> str:
        """Return its places in few words: by part and row, the columns in brackets."""
        parts: dict[str, dict[str, list[str]]] = {}
        for place in self.places:
            part, *rest = place.split(", ")
            *row, column = rest or [""]
            parts.setdefault(part, {}).setdefault(", ".join(row), []).append(column)
        return "; ".join(
            f"{part}: "
            + ", ".join(f"{row} ({', '.join(columns)})" for row, columns in rows.items())
            for part, rows in parts.items()
        )

    def parts(self) -> list[str]:
        """Return the parts of the regulation in which it stands, which begin its places."""
        return list(dict.fromkeys(place.split(", ")[0] for place in self.places))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two regulations, which entry of one is which of the other, and what changed."""

    old: Entry
    new: Entry
    matching: Matching
    changes: list[Change]

    def has_common_action(self) -> bool:
        """Whether an action of one is one of the other, or neither has any."""
        actions = [one for one in self.old.walk() if one.slot == "rencana_aksi" and one.key]
        return not actions or any(one in self.matching.new_of for one in actions)


def compare(old: Regulasi, new: Regulasi) -> Comparison:
    """Return what changed from *old* to *new*, in the order of the documents."""
    from rbdocs.compare.offices import group_renamed

    before, after = outline(old), outline(new)
    matching = match(before, after)
    edits = list(find_edits(before, after, matching))
    changes = [_change(one, matching) for one in edits]
    changes = group_renamed(changes, matching)
    return Comparison(before, after, matching, changes)


def find_edits(old: Entry, new: Entry, matching: Matching) -> Iterator[Edit]:
    """Yield the edits that turn *old* into *new*, in the order of the documents."""
    moved = set(_moved(new, matching))
    # Where something was removed it is told after the sibling that stood before it.
    removed: dict[Entry, list[Entry]] = {}
    for one in old.walk():
        if one.parent is not None and one not in matching.new_of:
            if one.parent in matching.new_of:
                removed.setdefault(_anchor(one, matching), []).append(one)
            else:
                continue
    for one in new.walk():
        there = matching.old_of.get(one)
        if there is None:
            if one.parent in matching.old_of:
                yield Edit(Kind.ADDED, None, one)
        else:
            if one in moved:
                yield Edit(Kind.MOVED, there, one)
            for nama in dict.fromkeys((*one.values, *there.values)):
                if not _same(there.values.get(nama), one.values.get(nama)):
                    kind = _kind(there.values.get(nama), one.values.get(nama))
                    yield Edit(kind, there, one, nama)
        for gone in removed.get(one, ()):
            yield Edit(Kind.REMOVED, gone, None)


def _anchor(gone: Entry, matching: Matching) -> Entry:
    """The new entry after which the removal of *gone* is told."""
    before = gone.parent
    assert before is not None
    for one in gone.siblings():
        if one is gone:
            break
        if one in matching.new_of:
            before = one
    return matching.new_of[before]


def _moved(new: Entry, matching: Matching) -> Iterator[Entry]:
    """The entries that stand in another record or another order now, as few as can be."""
    for one in new.walk():
        for below in one.children.values():
            stayed: list[tuple[int, Entry]] = []
            positions: dict[Entry, int] = {}
            for child in below:
                there = matching.old_of.get(child)
                if there is None:
                    continue
                if there.parent is None or matching.new_of.get(there.parent) is not one:
                    yield child
                elif child.ordered:
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


def _kind(old: Value, new: Value) -> Kind:
    if old is None or new is None:
        return Kind.CHANGED
    return kind_of_edit(as_text(old), as_text(new))


def kind_of_edit(before: str, after: str) -> Kind:
    """Return whether a text that is not the same any more was changed, or only its form."""
    if before.split() == after.split():
        return Kind.REWRITTEN
    numbers = _number(before), _number(after)
    if numbers[0] is not None and numbers[0] == numbers[1]:
        return Kind.REWRITTEN
    return Kind.CHANGED


def _number(text: str) -> tuple[Decimal, bool] | None:
    """The number that *text* means, however its thousands are set off, and whether in percent."""
    bare = text.strip().removeprefix("Rp").strip()
    persen = bare.endswith("%")
    bare = bare.removesuffix("%").strip()
    if _ENGLISH.fullmatch(bare):
        bare = bare.replace(",", "")
    number = parse_number(bare)
    return None if number is None else (number, persen)


def _change(edit: Edit, matching: Matching) -> Change:
    entry = edit.entry
    row = row_of(entry)
    kode = (row.key or "") if row is not None else ""
    old, new, column = "", "", kind_of(entry)
    match edit.kind:
        case Kind.ADDED:
            new = describe(entry, matching.old_of)
        case Kind.REMOVED:
            old = describe(entry, matching.new_of)
        case Kind.MOVED:
            assert edit.old is not None
            old, new = _standing(edit.old), _standing(entry)
        case _:
            assert edit.old is not None
            old, new = (as_text(one.values.get(edit.value)) for one in (edit.old, entry))
            column = value_name(entry, edit.value)
    printed = is_printed(entry, edit.value or None) if edit.value else is_printed(entry)
    place = place_of(entry, edit.value)
    return Change(
        edit.kind,
        part_of(entry),
        (place,),
        kode,
        column,
        old,
        new,
        printed,
        (edit,),
        entry.location(edit.value),
    )


def _standing(entry: Entry) -> str:
    """Where an entry that was moved stands: below what, and after what."""
    above = entry.parent
    assert above is not None
    siblings = entry.siblings()
    index = siblings.index(entry)
    after = f"sesudah {_called(siblings[index - 1])}" if index else "paling awal"
    below = place_of(above) if above.parent is not None else part_of(entry)
    return f"{below}, {after}"


def _called(entry: Entry) -> str:
    return entry.key or f"«{entry.label}»"


def describe(entry: Entry, elsewhere: Container[Entry] = ()) -> str:
    """Return all that is printed of *entry* and below it, a value a line, each with its name.

    What is in *elsewhere* is left out: it was there before, or is still there.
    """
    return "\n".join(_lines(entry, "", elsewhere))


def _lines(entry: Entry, indent: str, elsewhere: Container[Entry]) -> Iterator[str]:
    if entry.key and entry.slot == "rencana_aksi":
        yield f"{indent}{entry.key}"
    for nama, value in entry.values.items():
        text = as_text(value)
        if text and (is_printed(entry, nama) or not is_printed(entry)):
            yield f"{indent}{value_name(entry, nama)}: {text}" if nama else f"{indent}{text}"
    for below in entry.children.values():
        for one in below:
            if one not in elsewhere:
                yield from _lines(one, indent + "  ", elsewhere)
