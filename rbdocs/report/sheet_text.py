"""Tables and chapters of Lampiran I, and any other source line by line, as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rbdocs.model.chapter import Block, Heading, Item, Naskah, Placement
from rbdocs.model.finding import Location
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.model.table import (
    Baris,
    KegiatanHasil,
    KelompokKolom,
    Kolom,
    SimpulKolom,
    TabelHasil,
    TabelLampiran,
)
from rbdocs.report.sheets import Part, Row, Sheet, row_of

WHOLE = 60  # lines up to which a file is shown whole
AROUND = 6  # lines shown above and below what is meant in a longer one
_ANSWERS = ("koordinator", "pelaksana")


def text_sheets(naskah: Naskah, offices: DaftarPerangkatDaerah) -> Iterator[Sheet]:
    """Yield the chapters of *naskah*, a sheet for each file, and its tables."""
    name = f"Lampiran {naskah.susunan.lampiran}"
    by_file: dict[str, list[Block]] = {}
    for block in naskah.blocks:
        by_file.setdefault(block.location.file, []).append(block)
    for blocks in by_file.values():
        first = next((one.plain for one in blocks if isinstance(one, Heading)), "")
        title = " ".join(f"{name}: {first}".split())
        short = f"{name}, {first}".split("\n")[0]
        yield Sheet(title, short, name, (), list(_blocks(blocks, naskah, short)), "teks")
    for tabel in naskah.tabel.values():
        yield _table(tabel, name, offices)


def _blocks(blocks: Sequence[Block], naskah: Naskah, sheet: str) -> Iterator[Row]:
    sections = naskah.sections()
    for index, block in enumerate(blocks):
        kind, text = "alinea", block.plain
        if isinstance(block, Heading):
            kind = "judul"
        elif isinstance(block, Item):
            kind, text = "butir", f"{block.marker} {text}".strip()
        elif isinstance(block, Placement):
            number = naskah.number(block.target)
            kind, text = "letak", f"({block.target if number is None else f'lihat {number}'})"
        after = blocks[index + 1].location.line if index + 1 < len(blocks) else block.location.line
        end = max(after - 1, block.location.line)
        below = sections[block.key].removeprefix(sheet).removeprefix(", ")
        yield Row([[Part(text, block.location)]], block.location, end, kind, below)


def _table(tabel: TabelLampiran, section: str, offices: DaftarPerangkatDaerah) -> Sheet:
    title, name = f"{section}: {tabel.sebutan}", f"{section}, {tabel.sebutan}"
    if tabel.nomor is not None:
        title += f". {tabel.judul}"
    if isinstance(tabel, TabelHasil):
        rows = [row for one in tabel.kegiatan_utama for row in _outcome(one, offices)]
        return Sheet(title, name, section, _HASIL, rows)
    rows = []
    for head, body in tabel.parts():
        rows += [_cells(one, tabel.columns(), offices, "kepala") for one in _flat(head)]
        rows += [_cells(one, tabel.columns(), offices, "baris") for one in _flat(body)]
    return Sheet(title, name, section, tuple(_titles(tabel.kolom)), rows)


def _titles(listing: Iterable[SimpulKolom], above: str = "") -> Iterator[str]:
    for one in listing:
        title = " ".join(f"{above} {one.judul}".split())
        if isinstance(one, KelompokKolom):
            yield from _titles(one.kolom, title)
        else:
            yield title


def _flat(listing: Iterable[Baris]) -> Iterator[Baris]:
    for one in listing:
        yield one
        yield from _flat(one.baris or ())


def _cells(
    baris: Baris, columns: Sequence[Kolom], offices: DaftarPerangkatDaerah, kind: str
) -> Row:
    cells, answers = [], []
    for column in columns:
        if column.kunci not in baris.sel:
            cells.append([Part("")])
            continue
        text = baris.sel[column.kunci].plain
        part = Part(text, baris.location(column.kunci))
        cells.append([part])
        if column.makna in _ANSWERS:
            answers.append(text)
        if column.makna == "indikator" and baris.acuan:
            cells[-1].append(part.also(baris.location("acuan")))
    return row_of(baris, cells, kind, "", _offices(answers, offices))


def _offices(cells: Iterable[str], offices: DaftarPerangkatDaerah) -> list[str]:
    found = (one for cell in cells for one in offices.recognise(cell)[0])
    return list(dict.fromkeys(one.singkat for one in found if one.kunci != "semua"))


_HASIL = ("No", "Kegiatan utama, indikator dan target", "Output", "Tahun", "Penanggung jawab")


def _outcome(kegiatan: KegiatanHasil, offices: DaftarPerangkatDaerah) -> Iterator[Row]:
    outcome = [Part(kegiatan.nama.plain, kegiatan.location("nama"))]
    for one in kegiatan.indikator:
        name = Part(f"Indikator: {one.nama.plain}", one.location("nama"))
        outcome += [name, name.also(one.location()), name.also(one.location("acuan"))]
        if one.target is not None:
            tahun = f" ({one.tahun})" if one.tahun else ""
            outcome.append(Part(f"Target: {one.target}{tahun}", one.location("target")))
    leading = Part(kegiatan.leading, kegiatan.location("leading"))
    cells = [[Part(str(kegiatan.no), kegiatan.location("no"))], outcome, [], [], [leading]]
    yield row_of(kegiatan, cells, offices=_offices([kegiatan.leading], offices))
    for output in kegiatan.output:
        answers = output.penanggung_jawab
        below = [
            [Part("")],
            [Part("")],
            [Part(output.uraian.plain, output.location("uraian"))],
            [Part(output.tahun, output.location("tahun"))],
            [Part(answers or "″", output.location("penanggung_jawab"))],
        ]
        yield row_of(output, below, offices=_offices([answers or ""], offices))


def line_sheet(file: str, section: str, lines: Sequence[str], marked: Iterable[int]) -> Sheet:
    """Return *file* line by line: whole, or where it is long what is around the *marked* lines."""
    wanted = set(range(1, len(lines) + 1))
    if len(lines) > WHOLE:
        wanted &= {n for one in marked for n in range(one - AROUND, one + AROUND + 1)}
    rows: list[Row] = []
    before = 0
    for number in sorted(wanted):
        if number > before + 1:
            rows.append(Row([[Part("…")]], Location(file, before + 1), before, "letak"))
        place = Location(file, number)
        rows.append(
            Row([[Part(lines[number - 1].rstrip(), place)]], place, number, "baris", str(number))
        )
        before = number
    return Sheet(f"Berkas {file}", file, section, (), rows, "berkas")
