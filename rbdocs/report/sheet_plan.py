"""A rencana aksi as the table that it is printed as: a row for each action."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.node import Node
from rbdocs.model.plan import BarisRencana, groups, rows
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
from rbdocs.report.sheets import Part, Row, Sheet, row_of

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


def _rows(lampiran: LampiranRencana, offices: DaftarPerangkatDaerah) -> Iterator[Row]:
    title = Part(" ".join(lampiran.judul.split()), lampiran.location("judul"))
    cells = [title, title.also(lampiran.location("tahun"))]
    if lampiran.tentang is not None:
        cells.append(Part(lampiran.tentang, lampiran.location("tentang")))
    yield row_of(lampiran, [cells], "kepala")
    told: set[int] = set()
    for group in groups([lampiran]):
        below = [_action(one, offices) for one in rows(group)]
        concerned = tuple(dict.fromkeys(name for one in below for name in one.offices))
        for node in (*group.above, group.indikator):
            if id(node) not in told:
                told.add(id(node))
                yield _heading(node, concerned)
        yield from below


def _heading(node: Node, offices: tuple[str, ...]) -> Row:
    parts: list[Part] = []
    if isinstance(node, IndikatorRencana):
        parts = [
            Part("Indikator: "),
            Part(node.nama.plain, node.location("nama")),
            Part(" · Target: "),
            Part(str(node.target), node.location("target")),
        ]
        if node.acuan:
            parts.append(parts[1].also(node.location("acuan")))
    elif isinstance(node, PermasalahanGeneral | PermasalahanTematik | PermasalahanTurunan):
        parts = [
            Part("Permasalahan: "),
            Part(node.permasalahan.plain, node.location("permasalahan")),
        ]
    elif isinstance(node, KegiatanUtama | SasaranTematik | SasaranTurunan):
        parts = [Part(f"{_LABELS[type(node)]}: "), Part(node.nama.plain, node.location("nama"))]
    return row_of(node, [parts], "kepala", "", offices)


def _action(baris: BarisRencana, offices: DaftarPerangkatDaerah) -> Row:
    aksi = baris.aksi
    carried = "″"  # as the printed cell carries on from above
    own = aksi.sub_kegiatan

    def cell(column: str, text: str) -> list[Part]:
        return [
            Part(carried if column in baris.carried else text, aksi.location(column)),
        ]

    cells = [
        [Part(aksi.kode, aksi.location("kode"))],
        cell("uraian", baris.uraian.plain),
        cell("indikator", aksi.indikator.plain),
        cell("satuan", aksi.satuan),
        *([Part(str(value), aksi.location("tw", index))] for index, value in enumerate(aksi.tw)),
        cell("total", str(aksi.total)),
        [Part(one.nama.plain, one.location("nama")) for one in own]
        if own
        else cell("sub_kegiatan", carried),
        [Part(str(one.anggaran or ""), one.location("anggaran")) for one in own]
        if own
        else cell("anggaran", carried),
        cell("koordinator", baris.koordinator),
        cell("pelaksana", baris.pelaksana),
    ]
    if isinstance(aksi, RencanaAksiTematik):
        cells += [cell(name, str(getattr(aksi, name) or "")) for name in _TEMATIK]
    named = [baris.koordinator, baris.pelaksana]
    named += [one for sub in own or () for one in (sub.koordinator, sub.pelaksana) if one]
    known = dict.fromkeys(office.singkat for one in named for office in offices.recognise(one)[0])
    cells[4].append(cells[4][0].also(aksi.location("tw")))  # all four: the first is marked
    return row_of(aksi, cells, "baris", aksi.kode, known)
