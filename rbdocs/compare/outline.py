"""A regulation as an outline of entries, the same for every kind of record: what is compared.

An entry is a record, a row, or an item of a list; its values are what a source gives it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from rbdocs.files import digest
from rbdocs.model.finding import Location
from rbdocs.model.gambar import Gambar, Image
from rbdocs.model.isi import Isi
from rbdocs.model.naskah import Block, Heading, Item, Naskah, Paragraph, Placement
from rbdocs.model.nilai import Nilai, Text
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Penandatanganan, Penyalin, Regulasi
from rbdocs.model.rencana_aksi import RencanaAksi, TandaTangan

_PLAIN = frozenset({str, Text, Nilai, Isi})
Value = Text | Nilai | Isi | str | None
# What names a record for as long as it exists, the first of these that it has.
KEYS = ("kode", "kunci", "lampiran", "berkas")
# Not among the records: what is outlined apart, and what is no part of this year's sources.
_APART = {"naskah", "lambang", "sebelumnya", "changed", "kamus"}
STAYING = "naskah_tetap"  # a Lampiran that stays in force as it was enacted, and is not printed
# What running text places, each from a file of its own.
_FILES = ("tabel", "gambar")
# What tells a record from its siblings, though the same stands in other lists too.
_MARKS = (*KEYS, "bab", "pasal", "nomor", "no", "urut")
# What a person calls a record that has no key, the first of these that says something.
_LABELS = ("nama", "permasalahan", "uraian", "judul", "teks", "isi", "tentang", "jabatan", "nomor")
# Lists whose items have a fixed place each: the quarters.
_POSITIONAL = {"tw"}
# Lists whose order says nothing, since they are looked up and never printed in order.
_UNORDERED = {
    "satuan",
    "perangkat_daerah",
    "pejabat",
    "ejaan",
    "tercetak",
    "lanjut",
    "pengecualian",
}


@dataclass(slots=True, eq=False)
class Entry:
    """A record of a regulation, with its values and the entries below it."""

    slot: str  # the field of the entry above that holds it, which is also its kind
    key: str | None
    values: dict[str, Value]
    node: Node | None = None
    steps: tuple[str | int, ...] = ()  # where it stands below *node*, if it is no record itself
    parent: Entry | None = None
    listed: bool = False  # one of several in a list or listing
    section: str = ""  # the heading that a block of running text stands under
    place: Location | None = None  # where a block, which is no record, stands
    children: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def ordered(self) -> bool:
        """Whether its place among its siblings says something."""
        return self.slot not in _UNORDERED

    @property
    def mark(self) -> str:
        """What tells this entry from its siblings; "" where nothing but its text does."""
        return next((text for one in _MARKS if (text := as_text(self.values.get(one)))), "")

    @property
    def label(self) -> str:
        """What a person calls this entry."""
        for nama in (*_LABELS, ""):
            if text := as_text(self.values.get(nama)).strip():
                return text
        rest = (as_text(one).strip() for nama, one in self.values.items() if nama != "acuan")
        return next(filter(None, rest), "")

    def walk(self) -> Iterator[Entry]:
        """Yield this entry and all below it, in order."""
        yield self
        for below in self.children.values():
            for one in below:
                yield from one.walk()

    def above(self) -> Iterator[Entry]:
        """Yield the entries above this one, the nearest first."""
        one = self.parent
        while one is not None:
            yield one
            one = one.parent

    def siblings(self) -> list[Entry]:
        """Return the entries of the same list, this one among them."""
        return [self] if self.parent is None else self.parent.children[self.slot]

    def location(self, nama: str = "") -> Location | None:
        """Return where the value *nama*, or the entry itself, stands in the sources."""
        if self.node is None:
            return self.place
        path = tuple(int(step) if step.isdigit() else step for step in nama.split(".") if step)
        return self.node.location(*self.steps, *path)


def as_text(value: Value) -> str:
    """Return *value* as it is printed; "" for what is not there."""
    return "" if value is None else str(value)


def outline(regulasi: Regulasi) -> Entry:
    """Return the outline of *regulasi*: everything that its sources say."""
    root = Entry("", "", {})
    for one in dataclasses.fields(regulasi):
        if one.name not in _APART:
            _take(root, one.name, getattr(regulasi, one.name), None, ())
    for naskah in regulasi.naskah:
        printed = naskah.susunan.lampiran in regulasi.peraturan.lampiran
        _add(root, running_text(naskah, "naskah" if printed else STAYING))
    if regulasi.lambang is not None:
        _add(root, Entry("lambang", None, {"gambar": _value(regulasi.lambang)}))
    for entry in root.walk():
        if isinstance(entry.node, TandaTangan | Penandatanganan | Penyalin):
            _sign(entry, entry.node, regulasi)
    return root


def running_text(naskah: Naskah, slot: str) -> Entry:
    """Return the outline of a Lampiran of running text: its blocks, tables and figures."""
    entry = Entry(slot, naskah.susunan.lampiran, {}, naskah.susunan)
    _take(entry, "susunan", naskah.susunan, None, ())
    section = ""
    for block in naskah.blocks:
        if isinstance(block, Heading):
            section = " ".join(block.plain.split())
        one = Entry("blok", None, _block_values(block), section=section, place=block.location)
        one.listed = True
        _add(entry, one)
    for slot in _FILES:
        _take(entry, slot, getattr(naskah, slot), None, ())
    return entry


def _block_values(block: Block) -> dict[str, Value]:
    if isinstance(block, Placement):
        return {"berkas": block.target}
    values: dict[str, Value] = {"jenis": type(block).__name__}
    if isinstance(block, Item):
        values["tanda"] = block.marker
    if isinstance(block, Heading | Item | Paragraph):
        values["tingkat"] = str(block.level)
    values["teks"] = Text(tuple((run.text, run.italic) for run in block.runs))
    targets = " ".join(run.target for run in block.runs if run.target)
    return values | {"rujukan": targets} if targets else values


def _sign(entry: Entry, mark: TandaTangan | Penandatanganan | Penyalin, regulasi: Regulasi) -> None:
    """Give a signature the officer whom it prints, who comes from the register."""
    peraturan = regulasi.peraturan
    tanggal = peraturan.ditetapkan.tanggal
    printed = ["jabatan", "nama"]
    if isinstance(mark, TandaTangan):
        if mark.celah and mark.jabatan is None:
            return
        printed = [one for one in printed if getattr(mark, one) is None]
    elif isinstance(mark, Penyalin):
        tanggal = peraturan.tanggal_salinan
        printed += ["pangkat", "nip"]
    pejabat = regulasi.instansi.pejabat_pada(mark.pejabat, tanggal)
    for nama in printed if pejabat is not None else ():
        entry.values[f"{nama}_tercetak"] = getattr(pejabat, nama)


def _take(
    entry: Entry, nama: str, content: Any, node: Node | None, steps: tuple[str | int, ...]
) -> None:
    """Put *content*, which stands in the field *nama*, into *entry*."""
    if isinstance(content, Node):
        _add(entry, _record(nama, content))
    elif isinstance(content, Mapping):
        if content and all(isinstance(one, Node) for one in content.values()):
            for number, one in content.items():
                below = _record(nama, one, str(number))
                below.listed = True
                _add(entry, below)
        elif content:
            _add(entry, _row(nama, content, node, steps))
    elif isinstance(content, Sequence) and not isinstance(content, str):
        if nama in _POSITIONAL:
            for index, one in enumerate(content):
                entry.values[f"{nama}.{index}"] = _value(one)
            return
        entry.children.setdefault(nama, [])
        for index, one in enumerate(content):
            if isinstance(one, RencanaAksi) and not one.printed:
                continue  # an ended action only keeps its kode
            if isinstance(one, Node | Mapping | list) or dataclasses.is_dataclass(one):
                _take(entry, nama, one, node, (*steps, index))
                for below in entry.children[nama][-1:]:  # an empty mapping makes none
                    below.listed = True
            else:
                key = str(one) if nama in _UNORDERED else None
                item = Entry(nama, key, {"": _value(one)}, node, (*steps, index))
                _add(entry, item)
    else:
        entry.values[nama] = _value(content)


def _add(entry: Entry, below: Entry) -> None:
    below.parent = entry
    entry.children.setdefault(below.slot, []).append(below)


def _record(slot: str, node: Node, number: str | None = None) -> Entry:
    """The entry of *node*; *number* is that under which a listing has it."""
    entry = Entry(slot, None, {}, node)
    values = entry.values
    if number is not None:
        values["berkas" if slot in _FILES else "nomor"] = number
    for nama, content in (*_fields(node), *(node.__pydantic_extra__ or {}).items()):
        if type(content) in _PLAIN:  # most are; a table of thousands of rows has many
            values[nama] = content
        elif content is not None:
            _take(entry, nama, content, node, (nama,))
    if isinstance(node, Gambar) and node.image is not None:
        values["berkas_gambar"] = _value(node.image)
    entry.key = next((key for one in KEYS if (key := as_text(values.get(one)))), None)
    return entry


def _fields(node: Node) -> Iterator[tuple[str, Any]]:
    return ((nama, getattr(node, nama)) for nama in type(node).model_fields)


def _row(
    slot: str, content: Mapping[str, Any], node: Node | None, steps: tuple[str | int, ...]
) -> Entry:
    entry = Entry(slot, None, {}, node, steps)
    for nama, one in content.items():
        _take(entry, nama, one, node, (*steps, nama))
    return entry


def _value(content: Any) -> Value:
    if isinstance(content, Text | Nilai | Isi | str) and not isinstance(content, Enum):
        return content
    if isinstance(content, Image):
        return f"gambar {digest(content.data)[:12]}"
    if isinstance(content, bool):
        return "ya" if content else "tidak"
    if isinstance(content, Decimal):
        return Nilai.dari(content)
    if isinstance(content, date):
        return content.isoformat()
    return str(content)
