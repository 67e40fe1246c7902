"""A rencana aksi as the table that it is printed as: a row for each action."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.node import Node
from rbdocs.model.plan import ActionRow, groups, rows
from rbdocs.model.plan_tree import (
    IndikatorRencana,
    KegiatanUtama,
    LampiranRencana,
    PermasalahanGeneral,
    PermasalahanTematik,
    PermasalahanTurunan,
    RencanaAksiTematik,
    SasaranTematik,
    SasaranTurunan,
)
from rbdocs.model.registers import DaftarPerangkatDaerah
from rbdocs.report.sheets import Sheet, SheetPart, SheetRow, row_of

_HEAD = (
    "Kode",
    "Rencana aksi",
    "Indikator",
    "Satuan",
    "TW 1",
    "TW 2",
    "TW 3",
    "TW 4",
    "Total",
    "Sub kegiatan",
    "Anggaran",
    "Koordinator",
    "Pelaksana",
)
_TEMATIK = {"keterkaitan": "Keterkaitan", "jenis_kegiatan": "Jenis kegiatan"}
_LABELS = {
    KegiatanUtama: "Kegiatan utama",
    SasaranTematik: "Sasaran",
    SasaranTurunan: "Sasaran",
}


def plan_sheet(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Sheet:
    """Return the table of *lampiran*; rows of their own say what the actions serve."""
    name = f"Lampiran {lampiran.lampiran}"
    head = _HEAD if lampiran.jenis == "general" else (*_HEAD, *_TEMATIK.values())
    title = f"{name}: {' '.join(lampiran.judul.split())}"
    return Sheet(title, name, name, head, list(_rows(lampiran, offices)))


def _rows(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Iterator[SheetRow]:
    title = SheetPart(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    cells = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        cells.append(SheetPart(lampiran.tentang, lampiran.location("tentang")))
    yield row_of(lampiran, [cells], "kepala")
    told: set[int] = set()
    for group in groups([lampiran]):
        below = [_action(row, offices) for row in rows(group)]
        concerned = tuple(dict.fromkeys(name for row in below for name in row.offices))
        for node in (*group.above, group.indikator):
            if id(node) not in told:
                told.add(id(node))
                yield _heading(node, concerned)
        yield from below


def _heading(node: Node, offices: tuple[str, ...]) -> SheetRow:
    parts: list[SheetPart] = []
    if isinstance(node, IndikatorRencana):
        parts = [
            SheetPart("Indikator: "),
            SheetPart(node.nama.plain, node.location("nama")),
            SheetPart(" · Target: "),
            SheetPart(str(node.target), node.location("target")),
        ]
        if node.acuan:
            parts.append(parts[1].also(node.location("acuan")))
    elif isinstance(node, PermasalahanGeneral | PermasalahanTematik | PermasalahanTurunan):
        parts = [
            SheetPart("Permasalahan: "),
            SheetPart(node.permasalahan.plain, node.location("permasalahan")),
        ]
    elif isinstance(node, KegiatanUtama | SasaranTematik | SasaranTurunan):
        parts = [
            SheetPart(f"{_LABELS[type(node)]}: "),
            SheetPart(node.nama.plain, node.location("nama")),
        ]
    return row_of(node, [parts], "kepala", "", offices)


def _action(baris: ActionRow, offices: DaftarPerangkatDaerah) -> SheetRow:
    aksi = baris.aksi
    carried = "″"  # as the printed cell carries on from above
    own = aksi.sub_kegiatan

    def cell(column: str, text: str) -> list[SheetPart]:
        return [
            SheetPart(carried if column in baris.carried else text, aksi.location(column)),
        ]

    cells = [
        [SheetPart(aksi.kode, aksi.location("kode"))],
        cell("uraian", baris.uraian.plain),
        cell("indikator", aksi.indikator.plain),
        cell("satuan", aksi.satuan),
        *(
            [SheetPart(str(value), aksi.location("tw", index))]
            for index, value in enumerate(aksi.tw)
        ),
        cell("total", str(aksi.total)),
        [SheetPart(item.nama.plain, item.location("nama")) for item in own]
        if own
        else cell("sub_kegiatan", carried),
        [SheetPart(str(item.anggaran or ""), item.location("anggaran")) for item in own]
        if own
        else cell("anggaran", carried),
        cell("koordinator", baris.koordinator),
        cell("pelaksana", baris.pelaksana),
    ]
    if isinstance(aksi, RencanaAksiTematik):
        cells += [cell(name, str(getattr(aksi, name) or "")) for name in _TEMATIK]
    named = [baris.koordinator, baris.pelaksana]
    named += [item for sub in own or () for item in (sub.koordinator, sub.pelaksana) if item]
    known = dict.fromkeys(office.singkat for item in named for office in offices.recognise(item)[0])
    cells[4].append(cells[4][0].also(aksi.location("tw")))  # all four: the first is marked
    return row_of(aksi, cells, "baris", aksi.kode, known)
