"""Which entry of the old outline is which of the new one.

By key first; then by name within what belongs together; then what holds the same entries; then by
likeness, by number, and by place. What is left over was removed or added.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from rbdocs.compare.align import pair_alike
from rbdocs.compare.entries import KEYS, Entry, as_text
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.table import Baris, Kolom, Tabel

_SAME_PLACE = 0.55  # likeness that is enough within the same record
_ANYWHERE = 0.75  # likeness that is needed where only the text speaks for it
_TELLING = 15  # letters from which the same text elsewhere is no coincidence


class Matching:
    """Pairs of an old and a new entry that are the same, one to one."""

    def __init__(self) -> None:
        self.new_of: dict[Entry, Entry] = {}
        self.old_of: dict[Entry, Entry] = {}

    def join(self, old: Entry, new: Entry) -> None:
        """Note that *new* is what became of *old*."""
        self.new_of[old] = new
        self.old_of[new] = old

    def free(self, old: Entry, new: Entry) -> bool:
        """Whether the two could still be joined."""
        if _is_attachment(old) and _is_attachment(new) and old.key != new.key:
            return False  # a Lampiran is known by its number: what is like it is another
        return old.slot == new.slot and old not in self.new_of and new not in self.old_of


def _is_attachment(entry: Entry) -> bool:
    return entry.key is not None and isinstance(entry.node, LampiranRencana | SusunanNaskah)


def match(old: Entry, new: Entry) -> Matching:
    """Return which entries of *old* and *new*, two roots, are the same."""
    result = Matching()
    result.join(old, new)
    all_old, all_new = list(old.walk()), list(new.walk())
    _by_key(all_old, all_new, result)
    waiting = _below(all_old, result, _by_name)
    _by_content(all_old, result)
    waiting = _below(waiting, result, _by_name)
    waiting = _below(waiting, result, _by_likeness)
    _anywhere(all_old, all_new, result)
    waiting = _below(waiting, result, _by_name)
    _below(waiting, result, _by_likeness)
    _rename_columns(result)
    return result


def _rename_columns(result: Matching) -> None:
    """Let the cells of an old table be named as in the new one, where a column has another key.

    A key is nothing that a reader sees; the cells below it are the same.
    """
    for table in [entry for entry in result.new_of if isinstance(entry.node, Tabel)]:
        columns = [node for node in table.walk() if isinstance(node.node, Kolom)]
        pairs = (
            (column.key, there.key) for column in columns if (there := result.new_of.get(column))
        )
        names = {old: new for old, new in pairs if old and new and old != new}
        for row in table.walk() if names else ():
            if row.record is Baris:
                row.values = {names.get(nama, nama): value for nama, value in row.values.items()}


def _unique(entries: Iterable[Entry], key: Callable[[Entry], object]) -> dict[object, Entry]:
    """The entries whose *key* no other has; None is no key."""
    result: dict[object, Entry] = {}
    twice: set[object] = set()
    for entry in entries:
        own = key(entry)
        if own is not None and own in result:
            twice.add(own)
        elif own is not None:
            result[own] = entry
    for own in twice:
        del result[own]
    return result


def _by_key(old: list[Entry], new: list[Entry], result: Matching) -> None:
    def key(entry: Entry) -> object:
        if entry.key is None:
            return None
        # An action is itself wherever it stands; anything else only within its own record.
        return (entry.slot, entry.key, entry.slot != "rencana_aksi" and _path(entry))

    there = _unique(new, key)
    for own, item in _unique(old, key).items():
        if own in there and result.free(item, there[own]):
            result.join(item, there[own])


def _path(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    return tuple((item.slot, item.key) for item in entry.above())


def _below(
    waiting: list[Entry],
    result: Matching,
    pairing: Callable[[list[Entry], list[Entry], Matching], None],
) -> list[Entry]:
    """Let *pairing* match what is still free below each pair, from the top down.

    Returns those of *waiting* below which something is still free.
    """
    for entry in waiting:
        there = result.new_of.get(entry)
        if there is None:
            continue
        for slot, below in entry.children.items():
            if all(map(_is_attachment, (*below, *there.children.get(slot, ())))):
                continue  # their numbers have paired them
            free_old = [e for e in below if e not in result.new_of]
            free_new = [e for e in there.children.get(slot, ()) if e not in result.old_of]
            if free_old and free_new:
                pairing(free_old, free_new, result)
    lists = ((item, below) for item in waiting for below in item.children.values())
    free = (item for item, below in lists if any(e not in result.new_of for e in below))
    return list(dict.fromkeys(free))


def _by_name(old: list[Entry], new: list[Entry], result: Matching) -> None:
    """Join those of the same name, those that agree in everything first."""
    for what in (_identical, _everything, _wording, _name):
        _by(what, old, new, result)


def _by(
    what: Callable[[Entry], object], old: list[Entry], new: list[Entry], result: Matching
) -> None:
    """Join those that agree in *what*, in their order; None agrees with nothing."""
    there: dict[object, list[Entry]] = defaultdict(list)
    for entry in reversed(new):
        own = what(entry) if entry not in result.old_of and _may_lack_key(entry) else None
        if own is not None:
            there[own].append(entry)
    for entry in old if there else ():
        if entry not in result.new_of and _may_lack_key(entry) and (same := there.get(what(entry))):
            result.join(entry, same.pop())


def _may_lack_key(entry: Entry) -> bool:
    """An action is itself by its kode; the same name under another kode is for _anywhere."""
    return entry.slot != "rencana_aksi" or entry.key is None


def _mark(entry: Entry) -> object:
    return entry.mark or None


def _name(entry: Entry) -> object:
    return (entry.mark, entry.label.casefold()) if _has_words(entry) else None


def _has_words(entry: Entry) -> bool:
    """Whether *entry* can be known by its own values; a row of a figure holds only others."""
    if not entry.children:
        return True
    texts = (as_text(value) for value in entry.values.values())
    return any(letter.isalpha() for text in texts for letter in text)


def _identical(entry: Entry) -> object:
    """All that *entry* says and holds, in short; worked out once."""
    if entry.identity is None:
        below = (tuple(map(_identical, children)) for children in entry.children.values())
        values = tuple((nama, as_text(value)) for nama, value in entry.values.items())
        entry.identity = hash((entry.slot, values, tuple(below)))
    return entry.identity


def _wording(entry: Entry) -> object:
    """The text without the number before it, which changes where something is inserted."""
    text = _text(entry).removeprefix(entry.mark)
    return text if len(text) >= _TELLING else None


def _everything(entry: Entry) -> object:
    if not _has_words(entry):
        return None
    return tuple((nama, as_text(value)) for nama, value in entry.values.items())


def _by_content(all_old: list[Entry], result: Matching) -> None:
    """Join records that hold mostly the same entries, from the bottom up."""
    for entry in reversed(all_old):
        if entry in result.new_of or not entry.children:
            continue
        votes: Counter[Entry] = Counter()
        below = [child for children in entry.children.values() for child in children]
        for child in below:
            there = result.new_of.get(child)
            if there is not None and there.parent is not None and result.free(entry, there.parent):
                votes[there.parent] += 1
        if votes and (best := votes.most_common(1)[0])[1] * 2 >= len(below):
            result.join(entry, best[0])


def _by_likeness(old: list[Entry], new: list[Entry], result: Matching) -> None:
    """Join those of like texts, then those of one number, then those of one place.

    A number says least: where a letter is put before others, each of them gets the next one.
    """
    old = [entry for entry in old if _may_lack_key(entry)]
    new = [entry for entry in new if _may_lack_key(entry)]
    for i, j in pair_alike(
        [_text(entry) for entry in old], [_text(entry) for entry in new], _SAME_PLACE
    ):
        if result.free(old[i], new[j]):
            result.join(old[i], new[j])
    _by(_mark, old, new, result)
    _by_place(old, new, result)


def _by_place(old: Sequence[Entry], new: Sequence[Entry], result: Matching) -> None:
    """Join what stands between the same neighbours, where only its wording can have changed."""
    gaps_old, gaps_new = _gaps(old, result.new_of), _gaps(new, result.old_of)
    for before, left in gaps_old.items():
        there = gaps_new.get(result.new_of[before] if before else None, [])
        if len(left) == len(there):
            for entry, other in zip(left, there, strict=True):
                if result.free(entry, other):
                    result.join(entry, other)


def _gaps(free: Sequence[Entry], joined: Mapping[Entry, Entry]) -> dict[Entry | None, list[Entry]]:
    """The entries of *free* that hold no keys, by the joined sibling that stands before them."""
    result: dict[Entry | None, list[Entry]] = defaultdict(list)
    wanted = {entry for entry in free if entry not in joined and not _holds_keys(entry)}
    before: Entry | None = None
    for sibling in free[0].siblings() if free else ():
        if sibling in joined:
            before = sibling
        elif sibling in wanted:
            result[before].append(sibling)
    return result


def _holds_keys(entry: Entry) -> bool:
    return any(node.key is not None for node in entry.walk())


def _anywhere(all_old: list[Entry], all_new: list[Entry], result: Matching) -> None:
    """Join what was moved to another record, or is the same under another key."""
    left: dict[str, tuple[list[Entry], list[Entry]]] = defaultdict(lambda: ([], []))
    for side, (listing, joined) in enumerate(((all_old, result.new_of), (all_new, result.old_of))):
        for item in listing:
            if item not in joined and not _is_attachment(item):
                left[item.slot][side].append(item)
    for old, new in left.values():
        there = _unique(new, _whole)
        for whole, item in _unique(old, _whole).items():
            if whole in there:
                result.join(item, there[whole])
        old = [entry for entry in old if entry not in result.new_of and entry.key is not None]
        new = [entry for entry in new if entry not in result.old_of and entry.key is not None]
        texts = [_text(entry) for entry in old], [_text(entry) for entry in new]
        for i, j in pair_alike(*texts, _ANYWHERE):
            if len(texts[0][i]) >= _TELLING:
                result.join(old[i], new[j])


def _whole(entry: Entry) -> object:
    """What makes an entry the same wherever it stands; None where that is too little to tell."""
    text = _text(entry)
    return text if len(text) >= _TELLING else None


def _text(entry: Entry) -> str:
    """The words of *entry* and of what is directly below it, without keys."""
    texts = [as_text(value) for nama, value in entry.values.items() if nama not in KEYS]
    if not _has_words(entry):
        return " ".join(_text(child) for children in entry.children.values() for child in children)
    texts += [child.label for children in entry.children.values() for child in children]
    return " ".join(filter(None, texts))
