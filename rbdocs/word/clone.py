"""What must be done to a template's row or paragraph that is repeated."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.template import Notes, W, parent


class Bookmarks:
    """Puts bookmarks around paragraphs; every name and number is used once in a document."""

    def __init__(self, root: etree._Element) -> None:
        old = list(root.getroottree().getroot().iter(f"{W}bookmarkStart"))
        self._names = {one.get(f"{W}name", "") for one in old}
        numbers = [one.get(f"{W}id", "") for one in old]
        self._last = max((int(one) for one in numbers if one.isdecimal()), default=0)

    def add(self, paragraph: etree._Element, name: str) -> None:
        """Put the bookmark *name* around what *paragraph* says, unless another has that name."""
        if name in self._names:
            return
        self._names.add(name)
        self._last += 1
        start = etree.Element(f"{W}bookmarkStart", {f"{W}id": str(self._last), f"{W}name": name})
        paragraph.insert(len(paragraph.findall(f"{W}pPr")), start)
        etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": str(self._last)})


def without_identity(repeated: etree._Element) -> None:
    """Take away what must be unique in a document, since *repeated* will be repeated."""
    for element in repeated.iter():
        for nama in list(element.attrib):
            local = etree.QName(nama).localname
            if local in ("paraId", "textId") or local.startswith("rsid"):
                del element.attrib[nama]
        if element.tag == f"{W}tr" or element.tag == f"{W}tc":
            element.tail = None
    for nama in ("proofErr", "lastRenderedPageBreak"):
        for element in list(repeated.iter(f"{W}{nama}")):
            parent(element).remove(element)


def note_repeated_notes(repeated: etree._Element, tempat: str, notes: Notes) -> None:
    """Note the footnotes and endnotes of *repeated*: one note has one reference, not many."""
    for name, shown in (("footnoteReference", "kaki"), ("endnoteReference", "akhir")):
        if next(repeated.iter(f"{W}{name}"), None) is not None:
            notes.add(
                tempat,
                "",
                f"catatan {shown} tidak dapat diulang bersama contoh ini",
                "Pindahkan catatan itu ke luar contoh, misalnya ke judul kolom.",
            )


def keep_with_next(repeated: etree._Element) -> etree._Element:
    """Keep every paragraph of *repeated*, or itself, on the page of what follows it."""
    for paragraph in repeated.iter(f"{W}p"):
        sifat = paragraph.find(f"{W}pPr")
        if sifat is None:
            sifat = etree.Element(f"{W}pPr")
            paragraph.insert(0, sifat)
        for previous in sifat.findall(f"{W}keepNext"):
            sifat.remove(previous)
        # ISO/IEC 29500-1, 17.3.1.26: only w:pStyle comes before w:keepNext.
        sifat.insert(len(sifat.findall(f"{W}pStyle")), etree.Element(f"{W}keepNext"))
    return repeated
