"""The body of the regulation as a reader knows it: by provision, not by line of YAML."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rbdocs.law.phrases import sentence
from rbdocs.model.batang_tubuh import Perubahan, articles
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Peraturan
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow

NAME = "Batang tubuh"
_END = 1_000_000  # after the last line of any file
_SIGNED = {
    "ditetapkan": ("Ditetapkan", ("tempat", "tanggal", "pejabat")),
    "diundangkan": ("Diundangkan", ("tempat", "tanggal", "pejabat")),
    "berita_daerah": ("Berita Daerah", ("tahun", "nomor")),
    "disalin": ("Pengesahan salinan", ("tanggal", "pejabat")),
}


def body_sheet(peraturan: Peraturan) -> Sheet:
    """Return the body of *peraturan*, a row for each provision, in printed order."""
    listing = list(_rows(peraturan))
    # A provision goes on in its file until the next one begins there.
    ordered = sorted(listing, key=lambda row: row.start.line)
    for row, after in pairwise(ordered):
        row.end = max(after.start.line - 1, row.start.line)
    return Sheet(NAME, NAME, NAME, (), [row for row in listing if row.kind], "teks")


def _rows(peraturan: Peraturan) -> Iterator[SheetRow]:
    yield _fields(peraturan, "Judul", ("jenis", "nomor", "tahun", "tentang"))
    for index, item in enumerate(peraturan.menimbang):
        name = f"Menimbang huruf {chr(ord('a') + index)}" if index < 26 else "Menimbang"
        yield _row(name, item.plain, peraturan.location("menimbang", index))
    for number, sitasi in enumerate(peraturan.mengingat, start=1):
        yield _row(f"Mengingat angka {number}", sitasi.sentence.plain, sitasi.location())
    yield _row("Menetapkan", peraturan.menetapkan.plain, peraturan.sebutan.location())
    if peraturan.mengubah is not None:
        base = peraturan.mengubah
        yield _row("Peraturan yang diubah", base.sentence.plain, base.location())
    yield from _provisions(peraturan)
    for field, (name, keys) in _SIGNED.items():
        node = getattr(peraturan, field)
        if node is not None:
            yield _fields(node, name, keys)
    if peraturan.lampiran:
        place = peraturan.location("lampiran")
        yield _row("Daftar Lampiran", ", ".join(peraturan.lampiran), place)


def _provisions(peraturan: Peraturan) -> Iterator[SheetRow]:
    amending = next((item for item in articles(peraturan.batang_tubuh) if item.perubahan), None)
    for address, node in peraturan.provisions():
        if isinstance(node, Perubahan):
            text = sentence(node, peraturan.sebutan.jenis).plain if amending else ""
            yield _row(str(address), text, node.location())
        else:
            text = node.teks.plain if node.teks is not None else ""
            yield _row(str(address), text, node.location(), node)


def _row(name: str, text: str, place: Location, node: Node | None = None) -> SheetRow:
    part = SheetPart(text, place)
    parts = [part] if node is None else [part, part.also(node.location("teks"))]
    return SheetRow([parts], Location(place.file, place.line), _END, "ketentuan", name)


def _fields(node: Node, name: str, keys: tuple[str, ...]) -> SheetRow:
    """A row that shows the values of *keys*, each in its place."""
    parts: list[SheetPart] = []
    for key in keys:
        value = getattr(node, key)
        if value is not None:
            parts += [SheetPart(" ")] if parts else []
            parts.append(SheetPart(str(value), node.location(key)))
    place = node.location()
    return SheetRow([parts], Location(place.file, place.line), _END, "ketentuan", name)
