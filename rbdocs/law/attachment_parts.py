"""The chapters and tables of a Lampiran of running text, as an amendment names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph, Placement

TITLE = "Judul"


@dataclass(frozen=True, slots=True)
class AttachmentPart:
    """A chapter («BAB II») or a table («Tabel 2.4»), the chapter it is in, and what it says.

    The title of the whole is one too.
    """

    name: str
    chapter: str
    content: object


def named_parts(perubahan: Perubahan) -> list[str]:
    """Return the names of the chapters or tables of a Lampiran that *perubahan* changes."""
    kind = "BAB" if perubahan.jenis == "ubah-bab-lampiran" else "Tabel"
    return [f"{kind} {nomor}" for nomor in perubahan.nomor] if perubahan.lampiran else []


def parts(naskah: Naskah) -> dict[str, AttachmentPart]:
    """Return the title, every chapter and every table of *naskah* by its name, in order."""
    chapters: dict[str, list[object]] = {}
    found: dict[str, AttachmentPart] = {}
    chapter = ""
    for block in naskah.blocks:
        if isinstance(block, Heading) and block.level <= 1:
            first = block.plain.split("\n")[0].strip()
            chapter = " ".join(first.split()[:2]) if first.startswith("BAB ") else first
        listing = chapters.setdefault(chapter, [])
        listing.extend(_said(block))
        if isinstance(block, Placement):
            tabel = naskah.tabel.get(block.target)
            if tabel and tabel.nomor:
                found[tabel.sebutan] = AttachmentPart(tabel.sebutan, chapter, tabel)
                listing.append(tabel.sebutan)
            else:  # what has no number of a table is a part of its chapter
                listing.append(tabel or naskah.gambar.get(block.target))
    whole = {name: AttachmentPart(name, "", said) for name, said in chapters.items()}
    return {TITLE: AttachmentPart(TITLE, "", _title(naskah)), **whole, **found}


def _title(naskah: Naskah) -> str:
    """What the Lampiran is called, but for its own year, which a draft renews by itself."""
    return naskah.susunan.judul.replace(str(naskah.susunan.tahun), "")


def changed(old: Naskah, new: Naskah) -> list[AttachmentPart]:
    """Return the chapters and tables that the two do not have alike."""
    before, after = parts(old), parts(new)
    names = dict.fromkeys([*after, *before])
    return [
        after.get(name) or before[name] for name in names if before.get(name) != after.get(name)
    ]


def _said(block: Block) -> Iterator[object]:
    """What a block prints: its text with italics, and how deep it stands."""
    if isinstance(block, Heading | Paragraph):
        yield type(block), block.level, block.runs
    elif isinstance(block, ListItem):
        yield block.level, block.marker, block.runs
