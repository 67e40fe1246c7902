"""An entry of an outline: a record, a row, or an item of a list; what is compared.

Its values are what a source gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rbdocs.compare.fields import use_of
from rbdocs.compare.use import Use
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.sentence import Isi
from rbdocs.model.values import Nilai, Text

Value = Text | Nilai | Isi | str | None
# What names a record for as long as it exists, the first of these that it has.
KEYS = ("kode", "kunci", "lampiran", "berkas")
ENDED = "rencana_aksi_berakhir"  # an action that is no longer printed and only keeps its kode
# What tells a record from its siblings, though the same stands in other lists too.
_MARKS = (*KEYS, "bab", "pasal", "nomor", "no", "urut")
# What a person calls a record that has no key, the first of these that says something.
_LABELS = (
    *("nama", "permasalahan", "uraian", "judul", "teks", "kotak", "grup", "label", "kalimat"),
    *("isi", "tentang", "jabatan", "nomor"),
)
_POSITION = re.compile(r"(?P<nama>\w+)\.(?P<index>\d+)")


@dataclass(slots=True, eq=False)
class Entry:
    """A record of a regulation, with its values and the entries below it."""

    slot: str  # the field of the entry above that holds it, which is also its kind
    key: str | None
    values: dict[str, Value]
    node: Node | None = None
    steps: tuple[str | int, ...] = ()  # where it stands below *node*, if it is no record itself
    parent: Entry | None = None
    record: type | None = None  # whose fields its values are; None: those of the entry above
    words: dict[str, str] = field(default_factory=dict)  # what people call a value that is a key
    stays: str = ""  # of a Lampiran that stays in force: the year that has its text
    listed: bool = False  # one of several in a list or listing
    identity: int | None = None  # stands for all that it says and holds, once that is known
    section: str = ""  # the heading that a block of running text stands under
    place: Location | None = None  # where a block, which is no record, stands
    children: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """What tells this entry from its siblings; "" where nothing but its text does."""
        return next((text for item in _MARKS if (text := as_text(self.values.get(item)))), "")

    @property
    def label(self) -> str:
        """What a person calls this entry."""
        for nama in (*_LABELS, ""):
            if text := as_text(self.values.get(nama)).strip():
                return text
        shown = sorted(self.values, key=self._is_note)  # what is printed says more than notes
        rest = (as_text(self.values[nama]).strip() for nama in shown if nama != "acuan")
        return next(filter(None, rest), "")

    def _is_note(self, nama: str) -> bool:
        return self.record is not None and use_of(self.record, nama) is Use.SILENT

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and all below it, in order."""
        waiting = [self]
        while waiting:
            entry = waiting.pop()
            yield entry
            for below in reversed(entry.children.values()):
                waiting += reversed(below)

    def above(self) -> Iterator[Entry]:
        """Yield the entries above this one, the nearest first."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    def siblings(self) -> list[Entry]:
        """Return the entries of the same list, this one among them."""
        return [self] if self.parent is None else self.parent.children[self.slot]

    def location(self, nama: str = "") -> Location | None:
        """Return where the value *nama*, or the entry itself, stands in the sources."""
        if self.node is None:
            return self.place
        hit = _POSITION.fullmatch(nama)
        path = (hit["nama"], int(hit["index"])) if hit else (nama,) if nama else ()
        return self.node.location(*self.steps, *path)


def as_text(value: Value) -> str:
    """Return *value* as it is printed; "" for what is not there."""
    return "" if value is None else str(value)
