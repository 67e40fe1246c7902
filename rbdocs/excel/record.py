"""What was taken from whom, kept in ``jawaban.yaml`` of the year."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rbdocs.excel.answers import Answered
from rbdocs.sources.set_values import YamlEdit

NAME = "jawaban.yaml"
_HEAD = """\
# Jawaban perangkat daerah yang sudah diambil ke sumber, ditulis oleh: build.py terima --terapkan.
# sidik: SHA-256 berkasnya; isian: yang diambil, menurut baris dan kolom; catatan: tulisan di kolom
# Catatan, untuk dibaca perancang.
jawaban:
"""


def recorded(path: Path, files: Iterable[Answered], day: str) -> tuple[bytes | None, bytes]:
    """Return what the record at *path* holds, None for no record, and with *files* added.

    *day* says when they came.
    """
    before = path.read_bytes() if path.exists() else None
    items = [_item(file, day) for file in files]
    if before is None:
        text = _HEAD + "".join(_indented(item) for item in items)
        return None, text.encode()
    edit = YamlEdit(before.decode("utf-8-sig"))
    for item in items:
        edit.append(("jawaban",), item)
    return before, edit.result().encode()


def _item(file: Answered, day: str) -> str:
    lines = [
        f"perangkat_daerah: {_quoted(file.office)}",
        f"berkas: {_quoted(file.file)}",
        f"sidik: {_quoted(file.digest)}",
        f"diterima: {_quoted(day)}",
    ]
    if file.person:
        lines.append(f"oleh: {_quoted(file.person)}")
    if file.triwulan:
        lines.append(f"triwulan: {file.triwulan}")
    values = {f"{a.slot.row}.{a.slot.key}": a.new for a in file.answers}
    for name, entries in (("isian", values), ("catatan", file.notes)):
        if entries:
            lines.append(f"{name}:")
            lines += [f"  {_quoted(key)}: {_quoted(text)}" for key, text in entries.items()]
    return "\n".join(lines)


def _indented(item: str) -> str:
    first, *others = item.split("\n")
    return "".join([f"  - {first}\n", *(f"    {line}\n" for line in others)])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
