"""What edits belong to as a reviewer counts, a provision, an action, a paragraph, a table row.

The matriks persandingan has a row, and the page a card, for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rbdocs.compare.change import IN_FORCE, Change, ChangeKind, Edit, Unit
from rbdocs.compare.entries import ENDED, Entry
from rbdocs.compare.match import Matching
from rbdocs.compare.places import kind_of, name_of, order_of, part_of, place_of, text_of, value_name
from rbdocs.model.numbering import Order

_ACTIONS = ("rencana_aksi", ENDED)
# The provisions of the body that consist of several fields, by the field that holds them.
_OF_BODY = {
    "sebutan": "Menetapkan",
    "ditetapkan": "Penutup",
    "diundangkan": "Penutup",
    "berita_daerah": "Penutup",
    "disalin": "Penutup",
}
_PROVISIONS = ("batang_tubuh", "pasal", "perubahan")  # the innermost is the one that is changed
_BODY = ("peraturan", "lambang")
# What a regulation says first, which its sources need not give first.
_IN_BODY = {
    name: index
    for index, name in enumerate(
        ("", "menimbang", "mengingat", "sebutan", "mengubah", "batang_tubuh")
    )
}
_BETWEEN = re.compile(r", ((?:ayat|huruf|angka) )")  # Pasal I angka 2, as regulations write it
_TABLE_ROWS = ("baris", "kepala", "output", "kegiatan_utama")
# Values that are the provision or paragraph itself, so that no label is put before them.
_ITSELF = ("", "teks", "kalimat", IN_FORCE)
_WHOLE = (ChangeKind.ADDED, ChangeKind.REMOVED, ChangeKind.MOVED)
_ACTION = "rencana_aksi"
_TELLS = {
    ChangeKind.ADDED: "Ditambah",
    ChangeKind.REMOVED: "Dihapus",
    ChangeKind.CHANGED: "Diubah",
    ChangeKind.MOVED: "Dipindah",
    ChangeKind.REWRITTEN: "Penulisan diubah, artinya tetap",
    ChangeKind.RENAMED: "Nama diganti",
}
_OF_WORDS = ({ChangeKind.REWRITTEN}, {ChangeKind.RENAMED})
# In a Word file: what was changed is the place itself, not something in it.
_WHOLE_PLACES = ("Paragraf", "Baris", "Tabel", "Kolom", "Sel")
_NEW_OR_GONE = {ChangeKind.ADDED: "baru", ChangeKind.REMOVED: "dihapus"}


def unit_of(edit: Edit, matching: Matching) -> tuple[Unit, str]:
    """Return what *edit* belongs to, and what its texts are called there: "" where they are it.

    What stands in cells that several actions share, as a target does, belongs to the first of
    them, beside which it is printed.
    """
    chain = [step for step in (edit.entry, *edit.entry.above()) if step.parent is not None][::-1]
    part = part_of(edit.entry)
    if chain[0].slot in _BODY:
        name = _OF_BODY.get(chain[1].slot) if len(chain) > 1 else "Judul"
        if name is not None:
            return Unit((part, name), name), _label(edit, part, None)
    home = _home(edit, chain)
    home = matching.new_of.get(home, home)
    place = place_of(home)
    says = " ".join(text_of(home, "uraian").split()) if home.slot in _ACTIONS else ""
    name = place.removeprefix(f"{part}, ") if chain[0].slot in _BODY else place
    return Unit(home, _BETWEEN.sub(r" \1", name), says), _label(edit, place, home)


def standing(edit: Edit) -> tuple[Order, int]:
    """Return how far down the documents *edit* stands: its part, and its place in the body."""
    entry, order = edit.entry, order_of(edit.entry)
    chain = [step for step in (entry, *entry.above()) if step.parent is not None][::-1]
    if chain[0].slot not in _BODY:
        return order, 0
    return order, _IN_BODY.get(chain[1].slot, len(_IN_BODY)) if len(chain) > 1 else 0


def _home(edit: Edit, chain: list[Entry]) -> Entry:
    """The entry of *chain*, from the part down to what was edited, to which the edit belongs."""
    part, *below = chain
    actions = [step for step in below if step.slot in _ACTIONS]
    if actions:
        return actions[0]
    match part.slot:
        case "peraturan" | "lambang":
            provisions = [step for step in below if step.slot in _PROVISIONS]
            return provisions[-1] if provisions else below[0] if below else part
        case "naskah":
            return _in_chapters(part, below)
        case "lampiran" if below and below[0].slot != "tanda_tangan":
            return edit.entry if edit.kind in _WHOLE else _first_action(edit.entry)
        case "lampiran":
            return part
    return below[0] if below else part


def _in_chapters(part: Entry, below: list[Entry]) -> Entry:
    if not below or below[0].slot == "susunan":
        return part
    rows = [step for step in below[1:] if step.slot in _TABLE_ROWS]
    return rows[-1] if rows and below[0].slot == "tabel" else below[0]


def _first_action(entry: Entry) -> Entry:
    return next((node for node in entry.walk() if node.slot in _ACTIONS), entry)


def _label(edit: Edit, place: str, home: Entry | None) -> str:
    """What the texts of *edit* are called in the unit at *place*; "" where they are all of it."""
    entry, value = edit.entry, edit.value
    if edit.kind in _WHOLE:
        return "" if _same(entry, home, edit) else _below(place_of(entry), place) or kind_of(entry)
    column = "" if value in _ITSELF else value_name(entry, value)
    if _same(entry, home, edit) or (home is None and not column):
        return column
    if _alone(edit):  # one of its kind: its column says which
        return column or name_of(entry)
    inside = _below(place_of(entry), place)
    if not inside and place_of(entry) != place:  # above its unit: what the action serves
        inside = "" if column == kind_of(entry) else name_of(entry)
    return ", ".join(filter(None, (inside, column)))


def _same(entry: Entry, home: Entry | None, edit: Edit) -> bool:
    return home is not None and home in (entry, edit.old, edit.new)


def _below(place: str, above: str) -> str:
    return place.removeprefix(f"{above}, ") if place.startswith(f"{above}, ") else ""


def _alone(edit: Edit) -> bool:
    """Whether what was edited is the one of its list on both sides."""
    sides = [entry for entry in (edit.old, edit.new) if entry is not None]
    return edit.entry.slot == "sub_kegiatan" and all(len(s.siblings()) == 1 for s in sides)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A unit with its changes, in their order, and what follows from them.

    A consequence that several units have is told with the first; *elsewhere* are the units, by
    their index in the list, that tell what follows from this one, too.
    """

    unit: Unit
    changes: tuple[Change, ...]
    follows: tuple[str, ...]
    elsewhere: tuple[int, ...]

    @property
    def kind(self) -> ChangeKind:
        """What happened to the unit as a whole: what is new or gone in it changes it."""
        whole = [change.kind for change in self.changes if is_whole(change)]
        kinds = {change.kind for change in self.changes}
        if len(set(whole)) > 1:  # gone from one place and new in another
            return ChangeKind.MOVED
        return whole[0] if whole else kinds.pop() if kinds in _OF_WORDS else ChangeKind.CHANGED

    def remarks(self) -> Iterator[str]:
        """Yield sentences that say what happened to what, without what follows from it."""
        by_kind: dict[ChangeKind, list[Change]] = {}
        for change in self.changes:
            by_kind.setdefault(change.kind, []).append(change)
        for kind, changes in by_kind.items():
            labels = list(dict.fromkeys(item.column for item in changes if item.label))
            whole = [change for change in changes if is_whole(change)]
            if whole and kind in _NEW_OR_GONE:
                yield _told_whole(whole[0])
            elif not labels or whole:
                yield f"{_TELLS[kind]}."
            if labels:
                yield f"{_TELLS[kind]}: {listed(labels)}."
        for change in self.changes:
            if len(change.places) > 1:
                yield f"Di {change.listed_places()}."


def listed(names: Sequence[str]) -> str:
    """Return *names* in one phrase, quarters that follow each other as a span.

    >>> listed(["TW 1", "TW 2", "TW 3", "Total"])
    'TW 1–3, Total'
    """
    result: list[list[str]] = []
    for name in names:
        word, _, number = name.rpartition(" ")
        last = result[-1][-1] if result else ""
        if word and number.isdigit() and last == f"{word} {int(number) - 1}":
            result[-1].append(name)
        else:
            result.append([name])
    return ", ".join(
        run[0] if len(run) == 1 else f"{run[0]}–{run[-1].rpartition(' ')[2]}" for run in result
    )


def is_whole(change: Change) -> bool:
    """Whether *change* is about its unit as such: it is new, gone, or stands elsewhere now."""
    return not change.label and change.kind in (
        ChangeKind.ADDED,
        ChangeKind.REMOVED,
        ChangeKind.MOVED,
    )


def _told_whole(change: Change) -> str:
    """That an action is new or gone, or something else with all the actions below it."""
    if not change.edits:
        return f"{_TELLS[change.kind]}."
    entry = change.edits[0].entry
    below = [node.key for node in entry.walk() if node.slot == _ACTION and node.key]
    if entry.slot == _ACTION:
        return f"Rencana aksi {_NEW_OR_GONE[change.kind]}."
    if below:
        return f"{_TELLS[change.kind]}, dengan rencana aksi {', '.join(below)}."
    return f"{_TELLS[change.kind]}."


def gather(changes: Iterable[Change]) -> list[Gathered]:
    """Return *changes* by unit, in the order in which the units are met.

    Each of them is in exactly one; an office that was renamed, in all its places, is one as well.
    """
    units: dict[object, Unit] = {}
    members: dict[object, list[Change]] = {}
    for change in changes:
        unit, own = _unit(change)
        units.setdefault(unit.key, unit)
        members.setdefault(unit.key, []).append(own)
    told: dict[str, int] = {}
    result = []
    for index, (key, unit) in enumerate(units.items()):
        sentences = dict.fromkeys(line for change in members[key] for line in change.follows)
        first = tuple(line for line in sentences if line not in told)
        others = dict.fromkeys(told[line] for line in sentences if line in told)
        told |= dict.fromkeys(first, index)
        result.append(Gathered(unit, tuple(members[key]), first, tuple(others)))
    return result


def _unit(change: Change) -> tuple[Unit, Change]:
    """The unit of *change*, and the change with what its texts are called there."""
    if change.unit is not None and change.kind is not ChangeKind.RENAMED:
        return change.unit, change
    if len(change.places) > 1:
        place = f"{change.column}, {len(change.places)} tempat"
        return Unit(("", *change.places, change.old), place), change
    place, column = change.places[0], "" if change.column in _WHOLE_PLACES else change.column
    row = f"{change.part}, {change.kode}"
    if change.kode and f"{place}, ".startswith(f"{row}, "):
        inside = place.removeprefix(row).removeprefix(", ")
        label = ", ".join(dict.fromkeys(filter(None, (inside, column))))
        return Unit(row, row), replace(change, label=label)
    home = place.removesuffix(f", {column}") if column else place
    return Unit(home, home), replace(change, label=column)
