"""What an edit belongs to as a reviewer counts: a provision, an action, a paragraph, a table row.

The matriks persandingan has a row, and the page a card, for each.
"""

from __future__ import annotations

import re

from rbdocs.compare.change import IN_FORCE, ChangeKind, Edit, Unit
from rbdocs.compare.entries import ENDED, Entry
from rbdocs.compare.match import Matching
from rbdocs.compare.places import (
    kind_of,
    name_of,
    order_of,
    part_of,
    place_of,
    text_of,
    value_name,
)
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
