"""Clone the rows and paragraphs of a template that stand for many, found by their fields.

First they are taken out, then the template's single fields are filled, then the clones are put in:
so no text of the sources is ever read as a template.
"""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from rbdocs.model.values import Text
from rbdocs.word.bookmarks import key_bookmark
from rbdocs.word.clone import (
    Bookmarks,
    keep_with_next,
    note_repeated_notes,
    without_identity,
)
from rbdocs.word.runs import marked
from rbdocs.word.template import FIELD, Notes, W, fill_fields, parent

Entry = Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph to be printed: the prototype that it is cloned from, and its fields.

    *leads*: it introduces what follows and must stay on its page. *kunci* is its provision's key.
    """

    prototype: str
    fields: Entry
    kunci: str = ""
    leads: bool = False


@dataclass(slots=True)
class RowPrototype:
    """A table row that stands for one entry of a list."""

    name: str
    shape: etree._Element
    mark: etree._Element

    def fill(self, entries: Iterable[Entry], notes: Notes) -> None:
        """Put a clone for each of *entries* where the row stood.

        A cell without a field is the row's label: it is printed in the first row only.
        """
        for index, entry in enumerate(entries):
            row = copy.deepcopy(self.shape)
            self.mark.addprevious(row)
            if index:
                _blank_labels(row)
            fill_fields(row, _values(entry), f"baris contoh {tag(self.name)}", notes)
        parent(self.mark).remove(self.mark)


@dataclass(slots=True)
class ParagraphPrototypes:
    """The prototype paragraphs by the field that each is known by.

    What stands between two of them (an empty line, a fixed text) belongs to the second.
    """

    shapes: dict[str, list[etree._Element]]
    mark: etree._Element

    def fill(self, blocks: Iterable[Block], notes: Notes) -> None:
        """Put a clone for each of *blocks* where the prototypes stood, with its key's bookmark."""
        missing: dict[str, Entry] = {}
        bookmarks = Bookmarks(parent(self.mark))
        for block in blocks:
            shape = self.shapes.get(block.prototype)
            if shape is None:
                missing.setdefault(block.prototype, block.fields)
                continue
            *before, own = (copy.deepcopy(one) for one in shape)
            for one in (*before, own):
                self.mark.addprevious(one)
            if block.leads:
                keep_with_next(own)
            tempat = f"paragraf contoh {tag(block.prototype)}"
            fill_fields(own, _values(block.fields), tempat, notes)
            if block.kunci:
                bookmarks.add(own, key_bookmark(block.kunci))
        for name, fields in missing.items():
            notes.add(
                "dokumen",
                tag(name),
                "paragraf contoh tidak ditemukan",
                f"Tulis paragraf contoh dengan {' dan '.join(map(tag, fields))}.",
            )
        parent(self.mark).remove(self.mark)


def take_row(root: etree._Element, name: str, notes: Notes) -> RowPrototype | None:
    """Take the row with the field *name* out of *root*; None and a note where there is none."""
    row = next((one for one in root.iter(f"{W}tr") if name in _fields_in(one)), None)
    if row is None:
        notes.add(
            "dokumen",
            tag(name),
            "baris contoh tidak ditemukan",
            f"Tulis {tag(name)} dalam sel sebuah baris tabel.",
        )
        return None
    note_repeated_notes(row, f"baris contoh {tag(name)}", notes)
    return RowPrototype(name, row, _take([row]))


def take_paragraphs(
    root: etree._Element, names: Iterable[str], notes: Notes
) -> ParagraphPrototypes | None:
    """Take the paragraphs with one of the fields *names* out of *root*, which stand together.

    None, and what is wrong in *notes*, where they cannot be used.
    """
    wanted = set(names)
    found = {
        paragraph: name
        for paragraph in root.iter(f"{W}p")
        for name in _fields_in(paragraph)
        if name in wanted
    }
    if not found:
        notes.add(
            "dokumen",
            "",
            "paragraf contoh batang tubuh tidak ditemukan",
            "Ambil paragraf contoh (Pasal {{ pasal }}, {{ isi }}, ...) dari templat yang lama.",
        )
        return None
    first, last = next(iter(found)), list(found)[-1]
    siblings = list(parent(first))
    end = siblings.index(last) + 1 if last in siblings else siblings.index(first)
    run = siblings[siblings.index(first) : end]
    for name in _apart(run, found):
        notes.add(
            "dokumen",
            tag(name),
            "paragraf contoh ini terpisah dari yang lain",
            "Letakkan semua paragraf contoh berurutan, di luar tabel dan kotak teks.",
        )
    for element in run:
        note_repeated_notes(element, "paragraf contoh", notes)
    return ParagraphPrototypes(_shapes(run, found, notes), _take(run)) if run else None


_Found = Mapping[etree._Element, str]


def _apart(run: list[etree._Element], found: _Found) -> list[str]:
    """The prototypes outside *run*, and the one before a table that stands in it."""
    result = [name for paragraph, name in found.items() if paragraph not in run]
    for before, element in itertools.pairwise(run):
        if element.tag != f"{W}p" and before in found:
            result.append(found[before])
    return result


def _shapes(
    run: list[etree._Element], found: _Found, notes: Notes
) -> dict[str, list[etree._Element]]:
    """Each prototype by its name, with what stands before it."""
    result: dict[str, list[etree._Element]] = {}
    own: list[etree._Element] = []
    for element in run:
        own.append(element)
        name = found.get(element)
        if name is None:
            continue
        if name in result:
            notes.add("dokumen", tag(name), "paragraf contoh ini ada dua", "Hapus salah satunya.")
        result.setdefault(name, own)
        own = []
    return result


def tag(name: str) -> str:
    """Return the field *name* as a template writes it."""
    return f"{{{{ {name} }}}}"


def _take(elements: list[etree._Element]) -> etree._Element:
    """Take *elements* out of their tree and leave a mark there."""
    mark = etree.Comment("")
    elements[0].addprevious(mark)
    for element in elements:
        parent(element).remove(element)
        element.tail = None
        without_identity(element)
    return mark


def _fields_in(element: etree._Element) -> list[str]:
    """Return the names of the fields in *element*, in order."""
    return FIELD.findall("".join(one.text or "" for one in element.iter(f"{W}t")))


def _blank_labels(row: etree._Element) -> None:
    for cell in row.iter(f"{W}tc"):
        if not _fields_in(cell):
            for text in cell.iter(f"{W}t"):
                text.text = ""


def _values(fields: Entry) -> dict[str, str]:
    return {name: marked(text) for name, text in fields.items()}
