"""Word's marks for tracked changes, and which words of a paragraph get them.

ISO/IEC 29500-1, 17.13.5. An element is marked in place; who makes it visible is the word processor.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from rbdocs.model.kosakata import Presence, opcodes, words
from rbdocs.word.element_properties import made, properties_of, put, text_element
from rbdocs.word.unbroken import UNBROKEN
from rbdocs.word.xml import W, at, tags

_FIRST = 900_000  # above the numbers of bookmarks
_TOGGLES = ("b", "i", "u", "strike", "vertAlign")
# What shows nothing by itself and stays as the new document has it.
_SILENT = tags(
    "bookmarkStart bookmarkEnd proofErr lastRenderedPageBreak commentRangeStart commentRangeEnd "
    "permStart permEnd"
)


@dataclass(slots=True)
class Marker:
    """Makes marks with the name of *author* and the time *date* (ISO 8601), numbered in order."""

    author: str
    date: str
    count: int = 0

    def mark(self, name: str) -> etree._Element:
        """Return an empty mark, such as ``ins`` or ``del``."""
        self.count += 1
        values = {"id": _FIRST + self.count, "author": self.author, "date": self.date}
        return made(name, **values)

    def paragraph(self, paragraph: etree._Element, name: str) -> None:
        """Mark the end of *paragraph* as inserted (``ins``) or deleted (``del``)."""
        properties = properties_of(paragraph)
        run = properties.find(f"{W}rPr")
        (put(properties, "rPr") if run is None else run).insert(0, self.mark(name))

    def row(self, row: etree._Element, name: str) -> None:
        """Mark *row* as inserted or deleted; its content is marked apart."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = made("trPr")
            exceptions = row.find(f"{W}tblPrEx")
            row.insert(0 if exceptions is None else 1, properties)
        change = properties.find(f"{W}trPrChange")
        index = len(properties) if change is None else properties.index(change)
        properties.insert(index, self.mark(name))

    def cell(self, cell: etree._Element, name: str) -> None:
        """Mark *cell* as one that was inserted (``cellIns``) or deleted (``cellDel``)."""
        properties_of(cell).append(self.mark(name))

    def cell_properties(self, cell: etree._Element, old: etree._Element) -> None:
        """Note in *cell* that it had the properties of the cell *old*: what it is merged with."""
        change = self.mark("tcPrChange")
        before = old.find(f"{W}tcPr")
        change.append(made("tcPr") if before is None else copy.deepcopy(before))
        for stale in change[0].findall(f"{W}tcPrChange"):
            change[0].remove(stale)
        properties_of(cell).append(change)

    def looks(self, run: etree._Element, old: etree._Element | None) -> None:
        """Note in *run* that it had the looks *old* (``w:rPr``, None for none)."""
        change = self.mark("rPrChange")
        change.append(made("rPr") if old is None else copy.deepcopy(old))
        for stale in change[0].findall(f"{W}rPrChange"):
            change[0].remove(stale)
        properties_of(run).append(change)


def same_looks(element: etree._Element | None, other: etree._Element | None) -> bool:
    """Whether two ``w:rPr`` show no difference that a reader would call one."""
    return _toggles(element) == _toggles(other)


def _toggles(looks: etree._Element | None) -> list[str]:
    if looks is None:
        return [""] * len(_TOGGLES)
    result = []
    for name in _TOGGLES:
        value = at(looks, name, otherwise="1") if looks.find(f"{W}{name}") is not None else ""
        result.append("" if value in ("0", "false", "off", "none", "baseline") else value)
    return result


@dataclass(slots=True)
class Atom:
    """The smallest piece that is compared: a word, or an element of a run such as a break.

    *key* is what it is compared by; *link* the hyperlink around it, if any.
    """

    key: str
    looks: etree._Element | None
    element: etree._Element | None = None  # None: the key is its text
    link: etree._Element | None = None


def atoms(paragraph: etree._Element) -> list[Atom]:
    """Return the pieces of *paragraph* that show something, in order."""
    return list(_atoms(paragraph, None))


def _atoms(element: etree._Element, link: etree._Element | None) -> Iterator[Atom]:
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{W}r":
            yield from _run_atoms(child, link)
        elif child.tag == f"{W}hyperlink":
            yield from _atoms(child, child)
        elif child.tag not in _SILENT and child.tag != f"{W}pPr":
            yield from _atoms(child, link)


def _run_atoms(run: etree._Element, link: etree._Element | None) -> Iterator[Atom]:
    looks = run.find(f"{W}rPr")
    for child in run.iterchildren(tag=etree.Element):
        if child.tag == f"{W}t":
            yield from (Atom(word, looks, None, link) for word in words(child.text or ""))
        elif child.tag != f"{W}rPr" and child.tag not in _SILENT:
            yield Atom(_element_key(child), looks, child, link)


def _element_key(element: etree._Element) -> str:
    """What makes two elements the same: the kind of break; of a picture what it shows."""
    name = etree.QName(element).localname
    shown = [
        str(value) for item in element.iter() for value in item.attrib.values() if _is_id(item)
    ]
    return "\ue000".join((name, element.get(f"{W}type") or "", *shown))


def _is_id(element: etree._Element) -> bool:
    """Whether *element* names the picture that is shown."""
    return etree.QName(element).localname in ("blip", "imagedata")


def mark_words(old: etree._Element, new: etree._Element, marker: Marker) -> None:
    """Mark in *new* what words changed since the paragraph *old*."""
    before, after = atoms(old), atoms(new)
    silent = _take_out_silent(new)
    pieces: list[tuple[Presence, Atom, Atom | None]] = []
    for part, i, j, k, m in opcodes(*(list(map(_compared, side)) for side in (before, after))):
        if part is Presence.REMOVED:
            pieces += [(part, atom, None) for atom in before[i:j]]
        elif part is Presence.ADDED:
            pieces += [(part, atom, None) for atom in after[k:m]]
        else:
            pieces += [(part, a, b) for a, b in zip(after[k:m], before[i:j], strict=True)]
    _write(new, pieces, silent, marker)


def mark_all(paragraph: etree._Element, part: Presence, marker: Marker) -> None:
    """Mark all words of *paragraph* as added or removed."""
    pieces = [(part, atom, None) for atom in atoms(paragraph)]
    _write(paragraph, pieces, _take_out_silent(paragraph), marker)


def _take_out_silent(
    paragraph: etree._Element,
) -> tuple[list[etree._Element], list[etree._Element]]:
    """Bookmarks and the like: those that begin, to be put first, and those that end."""
    found = [element for element in paragraph.iter() if element.tag in _SILENT]
    starts = [finding for finding in found if str(finding.tag).endswith("Start")]
    return starts, [finding for finding in found if str(finding.tag).endswith("End")]


def _write(
    paragraph: etree._Element,
    pieces: Sequence[tuple[Presence, Atom, Atom | None]],
    silent: tuple[list[etree._Element], list[etree._Element]],
    marker: Marker,
) -> None:
    """Put *pieces* into *paragraph* instead of what it holds."""
    for child in list(paragraph):
        if child.tag != f"{W}pPr":
            paragraph.remove(child)
    paragraph.extend(silent[0])
    group: list[tuple[Presence, Atom, Atom | None]] = []
    for piece in pieces:
        if group and _kind(group[-1]) != _kind(piece):
            paragraph.append(_runs(group, marker))
            group = []
        group.append(piece)
    if group:
        paragraph.append(_runs(group, marker))
    paragraph.extend(silent[1])


def _kind(piece: tuple[Presence, Atom, Atom | None]) -> tuple[object, ...]:
    """What pieces of one run have in common."""
    part, atom, before = piece
    link = atom.link if part is not Presence.REMOVED else None
    changed = before is not None and not same_looks(atom.looks, before.looks)
    return part, id(atom.looks), id(link), id(before.looks) if changed and before else None


def _compared(atom: Atom) -> str:
    """What *atom* is compared by: how a space is printed depends on the room for it."""
    return atom.key.replace(UNBROKEN, " ") if atom.element is None else atom.key


def _runs(group: Sequence[tuple[Presence, Atom, Atom | None]], marker: Marker) -> etree._Element:
    """One run of *group*, in its mark and its link."""
    part, first, before = group[0]
    name = "delText" if part is Presence.REMOVED else "t"
    run = made("r")
    if first.looks is not None:
        run.append(copy.deepcopy(first.looks))
    text = ""
    for _, atom, _ in group:
        if atom.element is None:
            text += atom.key
            continue
        if text:
            run.append(text_element(text, name))
            text = ""
        run.append(copy.deepcopy(atom.element))
    if text:
        run.append(text_element(text, name))
    if before is not None and not same_looks(first.looks, before.looks):
        marker.looks(run, before.looks)
    result = run
    if part is not Presence.SAME:
        result = marker.mark("ins" if part is Presence.ADDED else "del")
        result.append(run)
    if first.link is not None and part is not Presence.REMOVED:
        link = copy.deepcopy(first.link)
        link[:] = [result]
        link.tail = None
        return link
    return result
