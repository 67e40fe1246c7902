"""Tracked changes in the words of one paragraph."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from rbdocs.model.kosakata import Presence, opcodes, words
from rbdocs.word.tracked import Marker, same_looks, text_element
from rbdocs.word.xml import W

# What shows nothing by itself and stays as the new document has it.
_SILENT = {
    f"{W}{name}"
    for name in (
        "bookmarkStart",
        "bookmarkEnd",
        "proofErr",
        "lastRenderedPageBreak",
        "commentRangeStart",
        "commentRangeEnd",
        "permStart",
        "permEnd",
    )
}


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
    for part, i, j, k, m in opcodes([atom.key for atom in before], [atom.key for atom in after]):
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


def _runs(group: Sequence[tuple[Presence, Atom, Atom | None]], marker: Marker) -> etree._Element:
    """One run of *group*, in its mark and its link."""
    part, first, before = group[0]
    run = etree.Element(f"{W}r")
    if first.looks is not None:
        run.append(copy.deepcopy(first.looks))
    text = ""
    for _, atom, _ in group:
        if atom.element is None:
            text += atom.key
            continue
        if text:
            run.append(text_element(text, deleted=part is Presence.REMOVED))
            text = ""
        run.append(copy.deepcopy(atom.element))
    if text:
        run.append(text_element(text, deleted=part is Presence.REMOVED))
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
