"""A regulation as a sequence: every text that it prints, and its articles with their headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rbdocs.model.batang_tubuh import Bab, BagianBab, BodyPart, Butir, Paragraf, Pasal
from rbdocs.model.chapter import Naskah, Placement
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.numbering import ProvisionUnit, label, letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.sentence import Isi
from rbdocs.model.table import Baris, TabelLampiran
from rbdocs.model.values import Text


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A printed text: its lasting key, the name of its place, and where it stands.

    *italic* are the stretches in italics, which hold foreign words.
    """

    kode: str
    tempat: str
    text: str
    location: Location
    italic: tuple[tuple[int, int], ...] = ()

    def is_italic(self, index: int) -> bool:
        """Whether the character at *index* is in italics."""
        return any(start <= index < end for start, end in self.italic)


def printed_texts(
    peraturan: Peraturan, chapters: Iterable[Naskah], plans: Iterable[LampiranRencana]
) -> Iterator[TextPlace]:
    """Yield the texts of the body, the chapters and the plans in printed order.

    A Lampiran that stays in force from an earlier year is that year's, and is left out.
    """
    yield from _body(peraturan)
    for naskah in chapters:
        if naskah.susunan.lampiran in peraturan.lampiran:
            yield from _chapters(naskah)
    for lampiran in plans:
        yield from _plan(lampiran)


def attachment_texts(attachment: Naskah | LampiranRencana) -> Iterator[TextPlace]:
    """Yield the texts of one Lampiran in printed order."""
    if isinstance(attachment, Naskah):
        yield from _chapters(attachment)
    else:
        yield from _plan(attachment)


def _body(peraturan: Peraturan) -> Iterator[TextPlace]:
    yield TextPlace("judul", "Judul", peraturan.tentang, peraturan.location("tentang"))
    for index, text in enumerate(peraturan.menimbang):
        huruf = letter(index)
        where = peraturan.location("menimbang", index)
        yield _potongan(f"menimbang-{huruf}", f"Menimbang huruf {huruf}", text, where)
    for index, sitasi in enumerate(peraturan.mengingat, start=1):
        where = sitasi.location("tentang")
        yield _potongan(f"mengingat-{index}", f"Mengingat angka {index}", sitasi.sentence, where)
    for alamat, part in peraturan.provisions():
        if isinstance(part, Butir) and part.teks is not None:
            yield _potongan(alamat.kunci, str(alamat), part.teks, part.location("teks"))


def _chapters(naskah: Naskah) -> Iterator[TextPlace]:
    lampiran = f"Lampiran {naskah.susunan.lampiran}"
    yield TextPlace("", lampiran, naskah.susunan.judul, naskah.susunan.location("judul"))
    sections = naskah.sections()
    for block in naskah.blocks:
        if isinstance(block, Placement):
            yield from _placed(naskah, block, lampiran)
            continue
        text, italic = "", []
        for run in block.runs:
            start = len(text)
            text += run.text or naskah.number(run.target) or ""  # «[](#tabel-2-1)» prints 2.1
            if run.italic:
                italic.append((start, len(text)))
        yield TextPlace(block.key, sections[block.key], text, block.location, tuple(italic))


def _placed(naskah: Naskah, block: Placement, lampiran: str) -> Iterator[TextPlace]:
    if tabel := naskah.tabel.get(block.target):
        yield from _table(block.target, f"{lampiran}, {tabel.sebutan}", tabel)
    elif gambar := naskah.gambar.get(block.target):
        where = f"{lampiran}, Gambar {gambar.nomor}"
        yield TextPlace(block.target, where, gambar.judul, gambar.location("judul"))
        # What a redrawn figure says follows the chapter; it is not what was enacted.
        if gambar.image is None and gambar.digambar_ulang is None:
            yield from _texts(block.target, where, gambar)


def _table(kode: str, tempat: str, tabel: TabelLampiran) -> Iterator[TextPlace]:
    yield TextPlace(kode, tempat, tabel.judul, tabel.location("judul"))
    yield from _texts(kode, tempat, tabel)
    if tabel.sumber is not None:
        yield TextPlace(kode, tempat, tabel.sumber, tabel.location("sumber"))


def _texts(kode: str, tempat: str, node: Node) -> Iterator[TextPlace]:
    """Yield the texts and cells of *node* and of all records below it."""
    if isinstance(node, Baris):
        for column, isi in node.sel.items():
            for text in isi.texts():
                yield _potongan(kode, tempat, text, node.location(column))
    for name, value in node:
        if isinstance(value, Text):
            yield _potongan(kode, tempat, value, node.location(name))
        elif isinstance(value, Isi) and not isinstance(node, Baris):
            for text in value.texts():
                yield _potongan(kode, tempat, text, node.location(name))
    for child, _ in node.children():
        yield from _texts(kode, tempat, child)


def _plan(lampiran: LampiranRencana) -> Iterator[TextPlace]:
    tempat = f"Lampiran {lampiran.lampiran}"
    yield TextPlace("", tempat, lampiran.judul, lampiran.location("judul"))
    for row in plan_rows(lampiran):
        for cell in row.cells:
            if isinstance(cell.content, Text) and cell.node is not None:
                where = cell.node.location(*cell.path)
                yield _potongan(row.kode, f"{tempat} {row.kode}".strip(), cell.content, where)


def _potongan(kode: str, tempat: str, text: Text, location: Location) -> TextPlace:
    if len(text.pieces) == 1 and not text.pieces[0][1]:
        return TextPlace(kode, tempat, text.plain, location)
    italic, end = [], 0
    for piece, is_italic in text.pieces:
        start, end = end, end + len(piece)
        if is_italic:
            italic.append((start, end))
    return TextPlace(kode, tempat, text.plain, location, tuple(italic))


class DivisionHeading(NamedTuple):
    """A bab, bagian or paragraf: its kind, number and title."""

    unit: ProvisionUnit
    nomor: str
    judul: Text


# The way to a division by kinds and numbers, from the bab down: (("bab", "II"), ("bagian", ...)).
Division = tuple[tuple[ProvisionUnit, str], ...]


class PlacedArticle(NamedTuple):
    """An article and the headings that it stands under, the bab first."""

    headings: tuple[DivisionHeading, ...]
    pasal: Pasal

    @property
    def division(self) -> Division:
        """The division that the article is directly in; () where it stands in none."""
        return numbers_of(self.headings)


def numbers_of(headings: Iterable[DivisionHeading]) -> Division:
    """Return the way that *headings* lead, without their titles."""
    return tuple((heading.unit, heading.nomor) for heading in headings)


def placed(
    listing: Iterable[BodyPart], above: tuple[DivisionHeading, ...] = ()
) -> Iterator[PlacedArticle]:
    """Yield the articles of *listing* in printed order; *above* are the headings above it."""
    for part in listing:
        if isinstance(part, Pasal):
            yield PlacedArticle(above, part)
            continue
        here = (*above, heading_of(part))
        yield from placed(part.pasal, here)
        yield from placed(part.inner, here)


def heading_of(part: Bab | BagianBab | Paragraf) -> DivisionHeading:
    """Return the heading of a division."""
    return DivisionHeading(part.unit, part.nomor, part.judul)


def as_listing(sequence: Sequence[PlacedArticle], depth: int = 0) -> list[BodyPart]:
    """Return *sequence* as a tree, the headings from *depth* on; the reverse of ``placed``."""
    result: list[BodyPart] = []
    groups = groupby(sequence, lambda item: item.headings[depth : depth + 1])
    for above, group in groups:
        inside = list(group)
        if above:
            result.append(_division(above[0], as_listing(inside, depth + 1)))
        else:
            result += [item.pasal for item in inside]
    return result


def _division(heading: DivisionHeading, inside: Sequence[BodyPart]) -> BodyPart:
    pasal = [part for part in inside if isinstance(part, Pasal)]
    if heading.unit == "bab":
        bagian = [part for part in inside if isinstance(part, BagianBab)]
        return Bab(bab=heading.nomor, judul=heading.judul, pasal=pasal, bagian=bagian)
    if heading.unit == "bagian":
        paragraf = [part for part in inside if isinstance(part, Paragraf)]
        return BagianBab(bagian=heading.nomor, judul=heading.judul, pasal=pasal, paragraf=paragraf)
    return Paragraf(paragraf=heading.nomor, judul=heading.judul, pasal=pasal)


def name_of(division: Division) -> str:
    """Return how a sentence names a division: ``Paragraf 1 Bagian Kedua BAB II``."""
    return " ".join(label(unit, nomor) for unit, nomor in reversed(division))
