"""What changed from one regulation to another: the smallest edits, told as changes."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from rbdocs.compare.change import IN_FORCE, Change, ChangeKind, Edit, find_edits
from rbdocs.compare.entries import ENDED, Entry, Value, as_text
from rbdocs.compare.fields import use_of
from rbdocs.compare.grouping import group_renamed, grouped
from rbdocs.compare.match import Matching, match
from rbdocs.compare.outline import outline
from rbdocs.compare.places import (
    called,
    is_printed,
    kind_of,
    name_of,
    part_of,
    place_of,
    row_of,
    text_of,
    value_name,
)
from rbdocs.compare.source_outline import WORDS
from rbdocs.compare.units import standing, unit_of
from rbdocs.compare.use import Use
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import Isi
from rbdocs.model.values import Text


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two regulations, which entry of one is which of the other, and what changed."""

    old: Entry
    new: Entry
    matching: Matching
    changes: list[Change]

    def has_common_action(self) -> bool:
        """Whether an action of one is one of the other, or neither has any."""
        actions = [node for node in self.old.walk() if node.slot == "rencana_aksi" and node.key]
        return not actions or any(action in self.matching.new_of for action in actions)


def compare(old: Regulation, new: Regulation) -> Comparison:
    """Return what changed from *old* to *new*, in the order of the documents."""
    return compare_outlines(outline(old), outline(new))


def compare_outlines(before: Entry, after: Entry) -> Comparison:
    """Return what changed from one outline to another; see ``outline``."""
    matching = match(before, after)
    groups = sorted(
        grouped(find_edits(before, after, matching)), key=lambda group: standing(group[0])
    )
    changes = [_told(group, matching) for group in groups]
    return Comparison(before, after, matching, group_renamed(changes, matching))


def _told(edits: Sequence[Edit], matching: Matching) -> Change:
    """The change that *edits* are together; the first of them is what a reader sees."""
    edit = edits[0]
    entry = edit.entry
    row = row_of(entry)
    old, new, column = _texts(edit, matching)
    place = place_of(entry) if edit.value == IN_FORCE else place_of(entry, edit.value)
    if edit.kind is ChangeKind.MOVED:
        place = place.removesuffix(name_of(entry)) + called(entry)
        if len(edits) > 1:
            place += f" dan {len(edits) - 1} alinea, tabel, atau gambar sesudahnya"
    elif len(edits) > 1 and edit.renumbers:
        old, new = (
            ", ".join(text_of(value, edit.value) for value in side if value is not None)
            for side in zip(*((item.old, item.new) for item in edits), strict=True)
        )
    places = dict.fromkeys(
        place_of(item.entry, item.value) for item in edits[1:] if _again(item, edit)
    )
    return Change(
        edit.kind,
        part_of(entry),
        (place, *(text for text in places if text != place)),
        (row.key or "") if row is not None else "",
        column,
        old,
        new,
        _shows(edit, matching),
        tuple(edits),
        entry.location("" if edit.value == IN_FORCE else edit.value),
        tuple(_remarks(edit, edits[1:])),
        (),
        *unit_of(edit, matching),
    )


def _shows(edit: Edit, matching: Matching) -> bool:
    """Whether a document shows *edit*: not where only the order of words that are looked up is."""
    if edit.kind is ChangeKind.MOVED and edit.entry.slot in WORDS and not _went(edit, matching):
        return False
    return edit.value == IN_FORCE or is_printed(edit.entry, edit.value or None)


def _went(edit: Edit, matching: Matching) -> bool:
    """Whether what was moved stands below another record now."""
    above = edit.old.parent if edit.old is not None else None
    return above is None or matching.new_of.get(above) is not edit.entry.parent


def _again(edit: Edit, first: Edit) -> bool:
    """Whether an edit is the first one over again in another place, not a part of its sentence."""
    same = edit.kind is first.kind is not ChangeKind.MOVED and edit.entry.slot == first.entry.slot
    return same and first.value != "kalimat"


def _texts(edit: Edit, matching: Matching) -> tuple[str, str, str]:
    """The old and the new text of *edit*, and what readers call the place."""
    entry, old = edit.entry, edit.old
    if edit.kind is ChangeKind.ADDED:
        return "", describe(entry, matching.old_of), kind_of(entry)
    if edit.kind is ChangeKind.REMOVED:
        return describe(entry, matching.new_of), "", kind_of(entry)
    assert old is not None
    if edit.kind is ChangeKind.MOVED:
        away = _went(edit, matching)
        return _standing(old, away=away), _standing(entry, away=away), kind_of(entry)
    if edit.value == IN_FORCE:
        return _in_force(old), _in_force(entry), "Keberlakuan"
    return text_of(old, edit.value), text_of(entry, edit.value), value_name(entry, edit.value)


def _in_force(lampiran: Entry) -> str:
    """Whether a Lampiran is printed with its regulation, or stays in force as it was enacted."""
    if not lampiran.stays:
        return f"Lampiran {lampiran.key} dicetak bersama peraturan ini."
    return (
        f"Lampiran {lampiran.key} tetap berlaku sebagaimana ditetapkan Tahun {lampiran.stays}, "
        "dan tidak dicetak lagi."
    )


def _remarks(edit: Edit, rest: Sequence[Edit]) -> Iterator[str]:
    """What the old and the new text of *edit* do not show."""
    if edit.old is not None and edit.new is not None and edit.value not in ("", IN_FORCE):
        old, new = (entry.values.get(edit.value) for entry in (edit.old, edit.new))
        if as_text(old) == as_text(new):
            yield from _look(old, new)
    for item in rest:
        if item.entry.slot == ENDED and (decided := as_text(item.entry.values.get("keputusan"))):
            yield f"Keputusan tentang rencana aksi ini: {decided}."


def _look(old: Value, new: Value) -> Iterator[str]:
    before, after = _italics(old), _italics(new)
    if before != after:
        yield f"Yang dicetak miring: semula {before}, menjadi {after}."
    elif isinstance(old, Isi) and isinstance(new, Isi) and old.blocks != new.blocks:
        yield "Pembagiannya atas alinea dan butir berubah."
    else:
        yield "Semula isian ini tidak ditulis." if old is None else "Isian ini tidak ditulis lagi."


def _italics(value: Value) -> str:
    texts = value.texts() if isinstance(value, Isi) else [value] if isinstance(value, Text) else []
    found = [f"«{piece}»" for text in texts for piece, italic in text.pieces if italic]
    return ", ".join(found) or "tidak ada"


def _standing(entry: Entry, *, away: bool) -> str:
    """Where an entry that was moved stands: after what, and where it went *away*, below what."""
    above = entry.parent
    assert above is not None
    siblings = entry.siblings()
    index = siblings.index(entry)
    after = f"sesudah {called(siblings[index - 1])}" if index else "paling awal"
    below = place_of(above) if above.parent is not None else part_of(entry)
    return f"{below}, {after}" if away else after


def describe(entry: Entry, elsewhere: Container[Entry] = ()) -> str:
    """Return all that is printed of *entry* and below it, a value a line, each with its name.

    What is in *elsewhere* is left out: it was there before, or is still there.
    """
    return "\n".join(_lines(entry, "", elsewhere))


def _lines(entry: Entry, indent: str, elsewhere: Container[Entry]) -> Iterator[str]:
    if entry.key and entry.slot in ("rencana_aksi", ENDED):
        yield f"{indent}{entry.key}"
    for nama, value in entry.values.items():
        text = text_of(entry, nama) if value is not None else ""
        if text and (is_printed(entry, nama) or not is_printed(entry)):
            yield f"{indent}{value_name(entry, nama)}: {text}" if nama else f"{indent}{text}"
    for slot, below in entry.children.items():
        if "kalimat" in entry.values and entry.record and use_of(entry.record, slot) is Use.PART:
            continue  # the sentence says it
        for item in below:
            if item not in elsewhere:
                yield from _lines(item, indent + "  ", elsewhere)
