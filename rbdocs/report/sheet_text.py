"""The body, chapters and tables of Lampiran I, and any other source line by line, as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rbdocs.law.phrases import sentence
from rbdocs.model.batang_tubuh import Perubahan, articles
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Placement
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.table import (
    OFFICES,
    Baris,
    KegiatanHasil,
    Kolom,
    TabelHasil,
    TabelLampiran,
)
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow, row_of

NAME = "Batang tubuh"
_END = 1_000_000  # after the last line of any file
_SIGNED = {
    "ditetapkan": ("Ditetapkan", ("tempat", "tanggal", "pejabat")),
    "diundangkan": ("Diundangkan", ("tempat", "tanggal", "pejabat")),
    "berita_daerah": ("Berita Daerah", ("tahun", "nomor")),
    "disalin": ("Pengesahan salinan", ("tanggal", "pejabat")),
}
WHOLE = 60  # lines up to which a file is shown whole
AROUND = 6  # lines shown above and below what is meant in a longer one


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
        yield _row(
            f"Menimbang huruf {letter(index)}", item.plain, peraturan.location("menimbang", index)
        )
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


def text_sheets(naskah: Naskah, offices: DaftarPerangkatDaerah) -> Iterator[Sheet]:
    """Yield the chapters of *naskah*, a sheet for each file, and its tables."""
    name = f"Lampiran {naskah.susunan.lampiran}"
    by_file: dict[str, list[Block]] = {}
    for block in naskah.blocks:
        by_file.setdefault(block.location.file, []).append(block)
    for blocks in by_file.values():
        first = next((item.plain for item in blocks if isinstance(item, Heading)), "")
        title = " ".join(f"{name}: {first}".split())
        short = f"{name}, {first}".split("\n")[0]
        yield Sheet(title, short, name, (), list(_blocks(blocks, naskah, short)), "teks")
    for tabel in naskah.tabel.values():
        yield _table(tabel, name, offices)


def _blocks(blocks: Sequence[Block], naskah: Naskah, sheet: str) -> Iterator[SheetRow]:
    sections = naskah.sections()
    for index, block in enumerate(blocks):
        kind, text = "alinea", block.plain
        if isinstance(block, Heading):
            kind = "judul"
        elif isinstance(block, ListItem):
            kind, text = "butir", f"{block.marker} {text}".strip()
        elif isinstance(block, Placement):
            number = naskah.number(block.target)
            kind, text = "letak", f"({block.target if number is None else f'lihat {number}'})"
        after = blocks[index + 1].location.line if index + 1 < len(blocks) else block.location.line
        end = max(after - 1, block.location.line)
        below = sections[block.key].removeprefix(sheet).removeprefix(", ")
        yield SheetRow([[SheetPart(text, block.location)]], block.location, end, kind, below)


def _table(tabel: TabelLampiran, section: str, offices: DaftarPerangkatDaerah) -> Sheet:
    title, name = f"{section}: {tabel.sebutan}", f"{section}, {tabel.sebutan}"
    if tabel.nomor is not None:
        title += f". {tabel.judul}"
    if isinstance(tabel, TabelHasil):
        rows = [row for kegiatan in tabel.kegiatan_utama for row in _outcome(kegiatan, offices)]
        return Sheet(title, name, section, _HASIL, rows)
    rows = []
    titles = tuple(" ".join(" ".join(str(k.judul) for k in way).split()) for way in tabel.titles())
    for head, body in tabel.parts():
        rows += [_cells(baris, tabel.columns(), offices, "kepala") for baris in _flat(head)]
        rows += [_cells(baris, tabel.columns(), offices, "baris") for baris in _flat(body)]
    return Sheet(title, name, section, titles, rows)


def _flat(listing: Iterable[Baris]) -> Iterator[Baris]:
    for baris in listing:
        yield baris
        yield from _flat(baris.baris or ())


def _cells(
    baris: Baris, columns: Sequence[Kolom], offices: DaftarPerangkatDaerah, kind: str
) -> SheetRow:
    cells, answers = [], []
    for column in columns:
        if column.kunci not in baris.sel:
            cells.append([SheetPart("")])
            continue
        text = baris.sel[column.kunci].plain
        part = SheetPart(text, baris.location(column.kunci))
        cells.append([part])
        if column.makna in OFFICES:
            answers.append(text)
        if column.makna == "indikator" and baris.acuan:
            cells[-1].append(part.also(baris.location("acuan")))
    return row_of(baris, cells, kind, "", _offices(answers, offices))


def _offices(cells: Iterable[str], offices: DaftarPerangkatDaerah) -> list[str]:
    found = offices.offices(cells).items()
    return [office.singkat for kunci, office in found if kunci != "semua"]


_HASIL = ("No", "Kegiatan utama, indikator dan target", "Output", "Tahun", "Penanggung jawab")


def _outcome(kegiatan: KegiatanHasil, offices: DaftarPerangkatDaerah) -> Iterator[SheetRow]:
    outcome = [SheetPart(kegiatan.nama.plain, kegiatan.location("nama"))]
    for indikator in kegiatan.indikator:
        name = SheetPart(f"Indikator: {indikator.nama.plain}", indikator.location("nama"))
        outcome += [name, name.also(indikator.location()), name.also(indikator.location("acuan"))]
        if indikator.target is not None:
            tahun = f" ({indikator.tahun})" if indikator.tahun else ""
            outcome.append(
                SheetPart(f"Target: {indikator.target}{tahun}", indikator.location("target"))
            )
    leading = SheetPart(kegiatan.leading, kegiatan.location("leading"))
    cells = [[SheetPart(str(kegiatan.no), kegiatan.location("no"))], outcome, [], [], [leading]]
    yield row_of(kegiatan, cells, offices=_offices([kegiatan.leading], offices))
    for output in kegiatan.output:
        answers = output.penanggung_jawab
        below = [
            [SheetPart("")],
            [SheetPart("")],
            [SheetPart(output.uraian.plain, output.location("uraian"))],
            [SheetPart(output.tahun, output.location("tahun"))],
            [SheetPart(answers or "″", output.location("penanggung_jawab"))],
        ]
        yield row_of(output, below, offices=_offices([answers or ""], offices))


def line_sheet(file: str, section: str, lines: Sequence[str], marked: Iterable[int]) -> Sheet:
    """Return *file* line by line: whole, or where it is long what is around the *marked* lines."""
    wanted = set(range(1, len(lines) + 1))
    if len(lines) > WHOLE:
        wanted &= {n for item in marked for n in range(item - AROUND, item + AROUND + 1)}
    rows: list[SheetRow] = []
    before = 0
    for number in sorted(wanted):
        if number > before + 1:
            rows.append(SheetRow([[SheetPart("…")]], Location(file, before + 1), before, "letak"))
        place = Location(file, number)
        rows.append(
            SheetRow(
                [[SheetPart(lines[number - 1].rstrip(), place)]],
                place,
                number,
                "baris",
                str(number),
            )
        )
        before = number
    return Sheet(f"Berkas {file}", file, section, (), rows, "berkas")
