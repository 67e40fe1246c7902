"""A regulation as an outline of entries, the same for every kind of record: what sources say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, get_args, get_origin

from rbdocs.compare.entries import ENDED, KEYS, Entry, Value, as_text
from rbdocs.compare.fields import TABLE, use_of
from rbdocs.compare.use import Use
from rbdocs.files import digest
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph, Placement
from rbdocs.model.figure import Gambar, Image
from rbdocs.model.node import Node
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.plan_columns import ROW as ACTION
from rbdocs.model.plan_columns import SUB as DETAIL
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import Isi, format_date
from rbdocs.model.values import Nilai, Text

_PLAIN = frozenset({str, Text, Nilai, Isi})
# What running text places, each from a file of its own.
_FILES = ("tabel", "gambar")
# Lists of words that are looked up: an item is itself wherever it stands in its list.
WORDS = {"ejaan", "tercetak", "lanjut", "menghitung", "istilah", "terikat", "koordinator"}


def source_outline(regulation: Regulation) -> Entry:
    """Return the outline of *regulation*: everything that its sources say."""
    root = Entry("", "", {}, record=Regulation)
    for nama in TABLE[Regulation].names():
        if nama not in ("naskah", "lambang"):
            _take(root, nama, getattr(regulation, nama), None, ())
    for naskah in regulation.naskah:
        _add(root, running_text(naskah, "naskah"))
    if regulation.lambang is not None:
        _add(root, Entry("lambang", None, {"gambar": _value(regulation.lambang)}))
    for entry in (*root.children.get("naskah", ()), *root.children.get("lampiran", ())):
        if entry.key not in regulation.peraturan.lampiran:
            entry.stays = str(getattr(entry.node, "tahun", ""))
    return root


def running_text(naskah: Naskah, slot: str) -> Entry:
    """Return the outline of a Lampiran of running text: its blocks, tables and figures."""
    entry = Entry(slot, naskah.susunan.lampiran, {}, naskah.susunan, record=Naskah)
    _take(entry, "susunan", naskah.susunan, None, ())
    section = ""
    for block in naskah.blocks:
        if isinstance(block, Heading):
            section = " ".join(block.plain.split())
        values = _block_values(naskah, block)
        below = Entry("blok", None, values, section=section, place=block.location, record=Block)
        below.listed = True
        if isinstance(block, Placement):
            below.key = block.target
            below.words = {"berkas": _called(naskah, block.target)}
        elif "rujukan" in values:
            targets = (run.target for run in block.runs if run.target)
            below.words = {"rujukan": "; ".join(_called(naskah, target) for target in targets)}
        _add(entry, below)
    for files in _FILES:
        _take(entry, files, getattr(naskah, files), None, ())
    return entry


def _called(naskah: Naskah, target: str) -> str:
    """What readers call the table or figure *target*; a note on a number as it is written."""
    if target in naskah.tabel:
        return naskah.tabel[target].sebutan
    if target in naskah.gambar:
        return f"Gambar {naskah.gambar[target].nomor}"
    return " ".join(re.split("[-:]", target))


def _block_values(naskah: Naskah, block: Block) -> dict[str, Value]:
    if isinstance(block, Placement):
        return {"berkas": block.target}
    values: dict[str, Value] = {"bentuk": _shape(block)}
    if isinstance(block, ListItem):
        values["tanda"] = block.marker
    # «[](#tabel-2-1)» prints the number of the table
    pieces = ((run.text or naskah.number(run.target) or "", run.italic) for run in block.runs)
    values["teks"] = Text(tuple(pieces))
    targets = " ".join(run.target for run in block.runs if run.target)
    return values | {"rujukan": targets} if targets else values


def _shape(block: Block) -> str:
    match block:
        case Heading():
            return f"judul tingkat {block.level}"
        case ListItem():
            return f"butir tingkat {block.level}"
        case Paragraph() if block.level:
            return f"alinea dalam butir tingkat {block.level}"
    return "alinea"


def _take(
    entry: Entry, nama: str, content: Any, node: Node | None, steps: tuple[str | int, ...]
) -> None:
    """Put *content*, which stands in the field *nama*, into *entry*."""
    if type(content) in _PLAIN:  # a text is a sequence of pieces, and yet one value
        entry.values[nama] = content
    elif isinstance(content, Node):
        _add(entry, _record(nama, content))
    elif isinstance(content, Mapping):
        _take_mapping(entry, nama, content, node, steps)
    elif isinstance(content, Sequence) and not isinstance(content, str):
        _take_list(entry, nama, content, node, steps)
    elif content is not None:
        entry.values[nama] = _value(content)


def _take_mapping(
    entry: Entry,
    nama: str,
    content: Mapping[Any, Any],
    node: Node | None,
    steps: tuple[str | int, ...],
) -> None:
    if content and all(isinstance(below, Node) for below in content.values()):
        for number, below in content.items():
            numbered = _record(nama, below, str(number))
            numbered.listed = True
            _add(entry, numbered)
    elif content:
        row = Entry(nama, None, {}, node, steps)
        for key, below in content.items():
            _take(row, str(key), below, node, (*steps, key))
        if row.values or row.children:
            _add(entry, row)


def _take_list(
    entry: Entry, nama: str, content: Sequence[Any], node: Node | None, steps: tuple[str | int, ...]
) -> None:
    # Values by period have a fixed place each.
    if content and all(isinstance(item, Nilai) for item in content):
        for index, item in enumerate(content):
            entry.values[f"{nama}.{index}"] = _value(item)
        return
    for index, item in enumerate(content):
        if isinstance(item, Node):
            slot = ACTION if isinstance(item, RencanaAksi) else nama  # whatever its layout says
            slot = DETAIL if isinstance(item, SubKegiatan) else slot
            ended = isinstance(item, RencanaAksi) and not item.printed
            below = _flat(_record(ENDED, item)) if ended else _record(slot, item)
        elif isinstance(item, list | tuple):  # columns that are one cell
            below = Entry(nama, None, {"": " + ".join(map(str, item))}, node, (*steps, index))
        else:
            key = str(item) if nama in WORDS else None
            below = Entry(nama, key, {"": _value(item)}, node, (*steps, index))
        if nama in ("lanjut", "gabung"):
            below.words = {"": as_text(below.values.get("")).replace("_", " ")}
        below.listed = True
        _add(entry, below)


def _add(entry: Entry, below: Entry) -> None:
    below.parent = entry
    entry.children.setdefault(below.slot, []).append(below)


def _record(slot: str, node: Node, number: str | None = None) -> Entry:
    """The entry of *node*; *number* is that under which a listing has it."""
    entry = Entry(slot, None, {}, node, record=type(node))
    values = entry.values
    if number is not None:
        values["berkas" if slot in _FILES else "nomor"] = number
    fields = [(nama, getattr(node, nama)) for nama in _compared(type(node))]
    for nama, content in (*fields, *(node.__pydantic_extra__ or {}).items()):
        if type(content) in _PLAIN:  # most are; a table of thousands of rows has many
            values[nama] = content
            if type(content) is str and nama in _choices(type(node)):
                entry.words[nama] = content.replace("-", " ").replace("_", " ")
        elif isinstance(node, Pengecualian) and isinstance(content, Mapping):
            values[nama] = "; ".join(f"{name}: {_listed(item)}" for name, item in content.items())
        elif content is not None:
            _take(entry, nama, content, node, (nama,))
    if isinstance(node, Gambar) and node.image is not None:
        values["berkas_gambar"] = _value(node.image)
    entry.key = next((key for text in KEYS if (key := as_text(values.get(text)))), None)
    return entry


def _listed(content: str | list[str]) -> str:
    return content if isinstance(content, str) else ", ".join(content)


def _flat(entry: Entry) -> Entry:
    """The same entry with what is below it as values: none of that is printed any more."""
    for slot, listing in entry.children.items():
        below = (node for above in listing for node in above.walk())
        texts = (as_text(value) for item in below for value in item.values.values())
        entry.values[slot] = "; ".join(texts)
    entry.children = {}
    return entry


@cache
def _compared(kind: type[Node]) -> list[str]:
    """The fields of *kind* that are compared."""
    return [nama for nama in kind.model_fields if use_of(kind, nama) is not Use.APART]


@cache
def _choices(kind: type[Node]) -> frozenset[str]:
    """The fields of *kind* that have one of a few words, written as the program knows them."""
    return frozenset(
        nama
        for nama, field in kind.model_fields.items()
        if nama != "lampiran"
        and any(
            get_origin(part) is Literal for part in (field.annotation, *get_args(field.annotation))
        )
    )


def _value(content: Any) -> Value:
    if isinstance(content, Text | Nilai | Isi | str) and not isinstance(content, Enum):
        return content
    if isinstance(content, Image):
        return f"gambar {digest(content.data)[:12]}"  # a picture has no words of its own
    if isinstance(content, bool):
        return "ya" if content else "tidak"
    if isinstance(content, float):
        content = Decimal(str(content)).normalize()
    if isinstance(content, Decimal):
        return Nilai.dari(content)
    if isinstance(content, date):
        return format_date(content)
    return str(content)
