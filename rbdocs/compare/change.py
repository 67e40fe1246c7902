"""What a comparison tells: the smallest edits, and the changes that a reviewer counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rbdocs.compare.entries import Entry
from rbdocs.model.finding import Location

IN_FORCE = "(keberlakuan)"  # the value that says whether a Lampiran is printed or stays in force


_NUMBERS = ("nomor", "tanda")  # of a provision, and of an item in running text


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
