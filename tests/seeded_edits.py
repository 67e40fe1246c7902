"""Edits of a plan's sources as plain data, each with the change that a report must give for it."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rbdocs.model.values import Nilai, Text

Data = dict[str, Any]
# What a report must say of one edit: kind, kode, column, old and new text (None: any).
Expected = tuple[str, str, str, str | None, str | None]
_FIELDS = {
    "uraian": "Rencana Aksi",
    "satuan": "Satuan",
    "indikator": "Indikator Output",
    "total": "Total",
    "jenis_kegiatan": "Jenis kegiatan",
    "pelaksana": "Pelaksana",
    "keterkaitan": "Keterkaitan",
}


def action_lists(data: Any) -> Iterator[list[Data]]:
    """Every list of actions below *data*."""
    if isinstance(data, dict):
        for name, content in data.items():
            if name == "rencana_aksi":
                yield content
            else:
                yield from action_lists(content)
    elif isinstance(data, list):
        for datum in data:
            yield from action_lists(datum)


def shown(content: Any) -> str:
    """A value of a source as it is printed."""
    if isinstance(content, list):
        return str(Text.dari(content))
    return str(Nilai.dari(content)) if isinstance(content, int | Decimal) else str(content)


class Editor:
    """Makes random edits in a copy of a plan, at most one to an action or list."""

    def __init__(self, data: Data, seed: int) -> None:
        self.random = random.Random(seed)
        self.data = copy.deepcopy(data)
        self.lists = list(action_lists(self.data))
        self.free = [action for actions in self.lists for action in actions if "kode" in action]
        self.random.shuffle(self.free)
        self.touched: set[int] = set()
        self.expected: list[Expected] = []

    def run(self) -> None:
        """Make one to six edits, then put the keys of every record in another order."""
        for number in range(self.random.randint(1, 6)):
            edit = self.random.choice(
                [self.value, self.value, self.rewrite, self.remove, self.add, self.move, self.sub]
            )
            edit(number)
        self.data = self._shuffled(self.data)

    def value(self, number: int) -> None:
        """Another text in a cell of an action."""
        take = self._take()
        name = self.random.choice([n for n in _FIELDS if take.get(n) is not None])
        old, take[name] = take[name], f"Isi baru nomor {number}"
        self._expect("diubah", take["kode"], _FIELDS[name], shown(old), take[name])

    def sub(self, number: int) -> None:
        """Another budget of a sub kegiatan."""
        take = self._take()
        subs = [s for s in take.get("sub_kegiatan", ()) if s.get("anggaran") is not None]
        if subs:
            sub = self.random.choice(subs)
            old, sub["anggaran"] = sub["anggaran"], 1_000_000_000_123 + number
            new = shown(sub["anggaran"])
            self._expect("diubah", take["kode"], "Jumlah Anggaran", shown(old), new)

    def rewrite(self, number: int) -> None:
        """A quarter's number in another form, its meaning the same."""
        take = self._take()
        index = number % 4
        if isinstance(take["tw"][index], int | Decimal):
            old = take["tw"][index]
            take["tw"][index] = f"{old}".replace(".", ",") + (",0" if old < 1000 else "")
            if shown(old) != take["tw"][index] and "," not in shown(old):
                new = take["tw"][index]
                self._expect("ditulis ulang", take["kode"], f"TW {index + 1}", shown(old), new)
            else:
                take["tw"][index] = old

    def remove(self, number: int) -> None:
        """An action less."""
        take = self._take()
        actions = self._list_of(take)
        self.touched.add(id(actions))
        actions.remove(take)
        self._expect("dihapus", take["kode"], "Rencana Aksi", None, "")

    def add(self, number: int) -> None:
        """An action more."""
        actions = self.random.choice(self.lists)
        self.touched.add(id(actions))
        new: Data = {
            "kode": f"ZZ-{number:02}",
            "uraian": f"Zig zag zeni {number}",
            "keterkaitan": "zona",
            "satuan": "zak",
            "indikator": f"zarah {number * 7919}",
            "tw": [1, "", "", ""],
            "total": 1,
            "jenis_kegiatan": "zuhur",
            "sub_kegiatan": [{"nama": f"zamrud {number * 104729}", "anggaran": number}],
            "koordinator": "zig",
            "pelaksana": "zag",
        }
        if self.data["jenis"] == "general":
            del new["keterkaitan"], new["jenis_kegiatan"]
        actions.insert(self.random.randint(0, len(actions)), new)
        self._expect("ditambah", new["kode"], "Rencana Aksi", "", None)

    def move(self, number: int) -> None:
        """An action under another indicator."""
        take = self._take()
        actions = self._list_of(take)
        other = self.random.choice([a for a in self.lists if a is not actions])
        self.touched |= {id(actions), id(other)}
        actions.remove(take)
        other.insert(self.random.randint(0, len(other)), take)
        self._expect("dipindah", take["kode"], "Rencana Aksi", None, None)

    def _take(self) -> Data:
        return self.free.pop()

    def _list_of(self, action: Data) -> list[Data]:
        return next(a for a in self.lists if any(item is action for item in a))

    def _expect(self, kind: str, kode: str, column: str, old: str | None, new: str | None) -> None:
        self.expected.append((kind, kode, column, old, new))

    def _shuffled(self, data: Any) -> Any:
        if isinstance(data, dict):
            items = list(data.items())
            self.random.shuffle(items)
            return {name: self._shuffled(content) for name, content in items}
        return [self._shuffled(datum) for datum in data] if isinstance(data, list) else data
