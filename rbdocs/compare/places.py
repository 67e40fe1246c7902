"""What readers call a place in a regulation: the Lampiran, the row, the column."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.compare.entries import ENDED, Entry, as_text
from rbdocs.compare.fields import label_of, use_of
from rbdocs.compare.use import Use
from rbdocs.model.chapter import Block
from rbdocs.model.figure import Gambar
from rbdocs.model.lampiran_number import lampiran_order
from rbdocs.model.numbering import Order, ProvisionUnit, label, letter
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.plan_tree import PlanNode
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel, TabelHasil

_ACTIONS = ("rencana_aksi", ENDED)

_KINDS = {
    "rencana_aksi": "Rencana Aksi",
    ENDED: "Rencana Aksi yang berakhir",
}
_SHORT = 60
_AFTER_ALL = Order(1000)
_ANNEXES = ("lampiran", "naskah")
# What stands in the body of the regulation; registers and notes come after all documents.
_BODY = ("peraturan", "lambang")
_UNITS: tuple[ProvisionUnit, ...] = ("bab", "bagian", "paragraf", "pasal")


def part_of(entry: Entry) -> str:
    """Return the part of the regulation in which *entry* stands, such as ``Lampiran II``."""
    top = _top(entry)
    if top.slot in _ANNEXES:
        return f"Lampiran {top.key}"
    return label_of(Regulation, top.slot)


def order_of(entry: Entry) -> Order:
    """Return how far down the part of *entry* stands: the body, each Lampiran, and the rest."""
    top = _top(entry)
    if top.slot in _ANNEXES:
        return lampiran_order(top.key or "")
    return Order(0) if top.slot in _BODY else _AFTER_ALL


def _top(entry: Entry) -> Entry:
    below = entry
    while below.parent is not None and below.parent.parent is not None:
        below = below.parent
    return below


def is_printed(entry: Entry, nama: str | None = None) -> bool:
    """Tell whether a document shows *entry*, or its value *nama* where that is given."""
    if _top(entry).stays or not all(_shows(step) for step in (entry, *entry.above())):
        return False
    if nama is None:
        return any(_holds_printed(below) for below in entry.walk())
    return _use(entry, nama) is Use.PRINTED


def is_part(entry: Entry, nama: str) -> bool:
    """Tell whether *nama* of *entry* is part of a sentence that is compared as a whole."""
    listed = [step for step in entry.above() if step.parent is not None]
    uses = [_slot_use(step) for step in (entry, *listed)]
    return _use(entry, nama) is Use.PART or Use.PART in uses


def _use(entry: Entry, nama: str) -> Use:
    """What a document makes of a value; one that has no record of its own is part of the list."""
    if entry.record is None:
        return _slot_use(entry)
    return use_of(entry.record, nama.partition(".")[0])


def _slot_use(entry: Entry) -> Use:
    """What a document makes of the field in which *entry* stands."""
    above = entry.parent
    while above is not None and above.record is None:
        entry, above = above, above.parent
    if above is None or above.record is None:
        return Use.PRINTED
    return Use.SILENT if entry.slot == ENDED else use_of(above.record, entry.slot)


def _shows(entry: Entry) -> bool:
    """Whether the field in which *entry* stands is printed, and no image stands in its place."""
    drawn_otherwise = (
        entry.slot == "isi"
        and entry.parent is not None
        and entry.parent.record is Gambar
        and "berkas_gambar" in entry.parent.values
    )
    return not drawn_otherwise and _slot_use(entry) is Use.PRINTED


def _holds_printed(entry: Entry) -> bool:
    if entry.record is Block:  # where a table stands says something, though it has no words
        return True
    return any(_use(entry, nama) is Use.PRINTED for nama in entry.values) and _shows(entry)


def row_of(entry: Entry) -> Entry | None:
    """Return the action to which *entry* belongs, or None."""
    return next((item for item in (entry, *entry.above()) if item.slot in _ACTIONS), None)


def kind_of(entry: Entry) -> str:
    """Return what kind of thing *entry* is, for people."""
    above = next((step for step in entry.above() if step.record is not None), None)
    if entry.slot in _KINDS or above is None or above.record is None:
        return _KINDS.get(entry.slot) or entry.slot.replace("_", " ").capitalize()
    if entry.parent is not above:  # a list below a year, in a listing by years
        return f"{kind_of(entry.parent)} {entry.slot}" if entry.parent else entry.slot
    return label_of(above.record, entry.slot)


def value_name(entry: Entry, nama: str) -> str:
    """Return what readers call the value *nama* of *entry*: the head of its column."""
    if not nama:
        return kind_of(entry)
    if entry.record is None:
        return f"{kind_of(entry)} {nama}"
    if entry.record is Baris and (title := _title(entry, nama)):
        return title
    name, _, index = nama.partition(".")
    label = label_of(entry.record, name)
    if not index.isdigit():
        return label
    return _period(entry.record, name, int(index)) or f"{label} {int(index) + 1}"


def _period(record: type, name: str, index: int) -> str:
    """What readers call a period; "" where its column says what they call it, with a number."""
    columns = record.layout.columns if issubclass(record, PlanNode) else ()
    column = next((column for column in columns if column.path == (name, index)), None)
    if column is None or column.declared is None or column.declared.sebutan:
        return ""
    return column.label


def text_of(entry: Entry | None, nama: str) -> str:
    """Return the value *nama* as readers find it: as printed, or what a key stands for."""
    if entry is None:
        return ""
    return entry.words.get(nama) or as_text(entry.values.get(nama))


def _title(entry: Entry, nama: str) -> str:
    """The title of the column *nama* in the table to which a row belongs; "" where it has none."""
    table = next((item.node for item in entry.above() if isinstance(item.node, Tabel)), None)
    columns = table.columns() if table is not None else []
    return next((str(column.judul) for column in columns if column.kunci == nama), "")


def name_of(entry: Entry) -> str:
    """Return how *entry* is called among others of its kind."""
    if entry.key and entry.slot in (*_ACTIONS, "lampiran"):
        return entry.key
    if entry.record is Block:
        return _block_name(entry)
    if isinstance(entry.node, Tabel | TabelHasil):
        return entry.node.sebutan
    if isinstance(entry.node, Gambar):
        return f"Gambar {entry.node.nomor}"
    if provision := _provision(entry):
        return provision
    if entry.record is Pengecualian:
        names = (as_text(entry.values.get(nama)) for nama in ("aturan", "kode", "berkas"))
        return " ".join(filter(None, names))
    if not entry.listed:
        return kind_of(entry)
    label = _short(entry.words.get("") or _label(entry) or entry.key or "")
    return f"{kind_of(entry)} «{label}»" if label else kind_of(entry)


def _label(entry: Entry) -> str:
    """What a person calls *entry*: by what stands in it, where it says nothing but a number."""
    if not entry.children or any(map(str.isalpha, entry.label)):
        return entry.label
    labels = (below.label for below in entry.walk() if below is not entry)
    return next((label for label in labels if any(map(str.isalpha, label))), entry.label)


def called(entry: Entry) -> str:
    """Return the name of *entry* with its first words, where the name is a number alone."""
    label = _short(_label(entry)) if _provision(entry) else ""
    says = any(map(str.isalpha, label)) and label not in name_of(entry)
    return f"{name_of(entry)} «{label}»" if says else name_of(entry)


def _provision(entry: Entry) -> str:
    """What a provision of the body is called: ``Pasal 5``, ``ayat (1)``, ``huruf a``; or ""."""
    names = ("bab", "bagian", "paragraf", "pasal", "nomor")
    value = {nama: as_text(entry.values.get(nama)) for nama in names}
    match entry.slot:
        case "batang_tubuh" | "menjadi" | "pasal" | "bagian" | "paragraf":
            kind: ProvisionUnit = next((unit for unit in _UNITS if value[unit]), "pasal")
            return label(kind, value[kind])
        case "ayat":
            return f"ayat ({value['nomor']})"
        case "huruf" | "angka":
            return f"{entry.slot} {value['nomor']}"
        case "menimbang":
            return f"Menimbang huruf {letter(entry.siblings().index(entry))}"
        case "mengingat":
            return f"Mengingat angka {entry.siblings().index(entry) + 1}"
        case "perubahan":
            return f"angka {entry.siblings().index(entry) + 1}"
    return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _block_name(entry: Entry) -> str:
    """A block by the heading that it stands under, and its first words."""
    label = _short(entry.label)
    if " ".join(entry.label.split()) == entry.section:
        return f"judul «{label}»"
    under = f"{_short(entry.section)}, " if entry.section else ""
    if "berkas" in entry.values:
        return f"{under}letak {entry.words['berkas']}"
    kind = "paragraf"
    return f"{under}{kind} «{label}»"


def place_of(entry: Entry, nama: str = "") -> str:
    """Return where *entry*, or its value *nama*, stands: part, row and column."""
    steps = [part_of(entry), *_steps(entry)]
    if nama and nama not in ("teks", "kalimat"):  # that is the provision or paragraph itself
        steps.append(value_name(entry, nama))
    return ", ".join(steps)


def _steps(entry: Entry) -> Iterator[str]:
    chain = []
    for item in (entry, *entry.above()):
        if item.parent is None:
            break
        if item.parent.parent is None:
            if item.listed and item.slot not in _ANNEXES:  # a waiver is one of many
                chain.append(item)
            break
        if item.slot != "susunan":
            chain.append(item)
        if item.slot in _ACTIONS and item.key:
            break
    yield from (name_of(each) for each in reversed(chain))
