"""LKP, ISI: cells that must not be empty or open, and rows that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from rbdocs.check.derived import group_by, is_lost
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name, tidy, without_label
from rbdocs.model.open_cells import open_cells
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import (
    Celah,
    IndikatorRencana,
    LampiranRencana,
    PlanBranch,
    PlanNode,
    RencanaAksi,
    walk,
)
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import OFFICES, Baris, Tabel
from rbdocs.model.values import Text

# A shorter text is a part of an action ("SD", "PAUD") and may well stand below several.
_WHOLE_ACTION = 20
_FILLED = {"uraian", "indikator", "keterkaitan", "jenis_kegiatan", *OFFICES}


def _empty(value: object) -> bool:
    return str(value).strip() == ""


def _gaps(baris: ActionRow) -> Iterator[tuple[str, str, Location]]:
    """Yield the columns of *baris* that hold nothing at all, not even a dash, with their titles."""
    aksi = baris.aksi
    for declared in aksi.layout.columns:
        column = declared.field
        if declared.makna not in _FILLED or column not in aksi.stated:
            continue
        content = getattr(aksi, column)
        own_offices = column in OFFICES and any(
            getattr(sub, column) for sub in aksi.sub_kegiatan or ()
        )
        if content is not None and _empty(content) and not own_offices:
            yield column, declared.title, aksi.location(column)


def _has_output(baris: ActionRow) -> bool:
    values = (*baris.aksi.tw, baris.aksi.total)
    return not _empty(baris.aksi.indikator) or any(not nilai.empty for nilai in values)


@galat(
    code="LKP01",
    alone=True,
    statement="Rencana aksi yang berkeluaran terisi semua kolomnya; yang memang tidak ada ditulis "
    "dengan tanda hubung.",
    ground="Sel kosong tidak membedakan yang tidak ada dari yang terlupa.",
)
def kolom_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the empty cells of actions that have an output.

    What the reference text has lost (``celah``) is no fault of the plan; other cells of that row
    are judged.
    """
    for baris in regulation.baris:
        if not _has_output(baris):
            continue
        for column, title, location in _gaps(baris):
            if is_lost(baris.aksi, column):
                continue
            yield Violation(
                Site(location, baris.kode),
                f"Kolom {title} kosong.",
                'Isi kolom itu; bila memang tidak ada, tulis "-".',
                {"kolom": column},
            )


@galat(
    code="LKP02",
    alone=True,
    statement="Setiap indikator dalam rencana aksi punya nama dan target, dan setiap cabang "
    "rencana punya isi.",
    ground="Rencana aksi dinilai dari tercapainya target indikatornya; yang tidak punya rencana "
    "aksi tidak tercetak.",
)
def indikator_bertarget(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators without a name or target, except where the text around them is lost.

    Then the branches of plans that have nothing below them, of which nothing is printed.
    """
    for lampiran in regulation.lampiran:
        yield from _empty_branches(lampiran)
    for indikator, kode in _indicators(regulation):
        for column, what in (("nama", "Nama indikator"), ("target", "Target indikator")):
            if column in indikator.stated and _empty(getattr(indikator, column)):
                yield Violation(
                    Site(indikator.location(column), kode),
                    f"{what} kosong{_of(str(indikator.nama))}.",
                    'Isi kolom itu; bila memang tidak ada, tulis "-".',
                    {"kolom": column},
                )


def _empty_branches(lampiran: LampiranRencana) -> Iterator[Violation]:
    for node in walk(lampiran):
        if not isinstance(node, PlanBranch | LampiranRencana):
            continue
        if any(isinstance(child, PlanNode | Celah) for child, _ in node.children()):
            continue
        level = -1 if node.level is None else node.level
        field = "rencana" if level < 0 else node.layout.source.tingkat[level + 1].field
        texts = (value for value in node.__dict__.values() if isinstance(value, Text))
        named = next((text.plain for text in texts if text.plain), lampiran.judul)
        yield Violation(
            Site(node.location(field)),
            f"Tidak ada isi di bawah «{named}», jadi bagian ini tidak tercetak.",
            "Tulis isinya, atau hapus bagian ini.",
            {"kolom": field},
        )


def _indicators(regulation: Regulation) -> Iterator[tuple[IndikatorRencana, str]]:
    """Yield each indicator around which no text is lost, with its first action's kode."""
    found: dict[int, tuple[IndikatorRencana, str]] = {}
    for kelompok in regulation.kelompok:
        if any(member.celah for member in kelompok.members):
            continue
        kode = next((aksi.kode for aksi in kelompok.members if isinstance(aksi, RencanaAksi)), "")
        for indikator in kelompok.indicators():
            if not found.get(id(indikator), (indikator, ""))[1]:
                found[id(indikator)] = indikator, kode
    yield from found.values()


def _of(nama: str) -> str:
    return f": «{nama}»" if nama.strip() else ""


def _key(baris: ActionRow) -> tuple[str, str]:
    return (
        same_name(without_label(baris.uraian.plain)),
        same_name(baris.aksi.indikator.plain),
    )


def _twins(regulation: Regulation) -> Iterator[list[ActionRow]]:
    """Yield the rows that give the same action with the same output of one office.

    What several offices do, each for itself, is not the same.
    """
    own = [baris for baris in regulation.baris if "uraian" not in baris.carried]
    for (uraian, indikator), listing in group_by(own, _key).items():
        if len(listing) > 1 and len(uraian) >= _WHOLE_ACTION and indikator:
            yield from (same for same in _by_office(regulation, listing) if len(same) > 1)


def _by_office(regulation: Regulation, listing: list[ActionRow]) -> list[list[ActionRow]]:
    """Put together what is carried out by an office that the rows before it name too."""
    result: list[list[ActionRow]] = []
    of_office: dict[str, list[ActionRow]] = {}
    for baris in listing:
        offices = {
            perangkat.kunci
            for perangkat in regulation.perangkat_daerah.recognise(baris.pelaksana)[0]
        }
        names = offices or {baris.pelaksana}
        known = next((of_office[name] for name in sorted(names) if name in of_office), None)
        if known is None:
            known = []
            result.append(known)
        known.append(baris)
        of_office.update(dict.fromkeys(names, known))
    return result


def _total(baris: ActionRow) -> tuple[Decimal | None, str]:
    """What two totals have in common that measure the same: 1000 and 1.000, 94 and 94,0."""
    total = baris.aksi.total
    return total.number, "" if total.number is not None else total.text


@peringatan(
    code="LKP03",
    statement="Satu rencana aksi dengan keluaran yang sama dari satu pelaksana ditulis satu kali.",
    ground="Rencana aksi yang tercantum dua kali dinilai dan dianggarkan dua kali.",
)
def ditulis_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that stand twice with the same total."""
    for twins in _twins(regulation):
        for listing in group_by(twins, _total).values():
            if len(listing) > 1:
                yield Violation(
                    listing[1].site("uraian"),
                    f"Rencana aksi ini sudah ada di {listing[0].kode}, dengan keluaran dan total "
                    f"yang sama ({listing[0].aksi.total}).",
                    "Hapus salah satu, atau bedakan keluarannya.",
                    {"uraian": listing[1].uraian.plain, "total": listing[1].aksi.total.text},
                    _places(listing),
                )


@galat(
    code="LKP04",
    statement="Satu rencana aksi dengan keluaran yang sama dari satu pelaksana punya satu total.",
    ground="Dua target untuk keluaran yang sama tidak dapat sama-sama dipenuhi.",
)
def satu_total(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that stand twice with different totals."""
    for twins in _twins(regulation):
        listing = [baris for baris in twins if not baris.aksi.total.open]
        by_total = list(group_by(listing, _total).values())
        if len(by_total) > 1:
            odd = by_total[1][0]
            totals = [same[0].aksi.total.text for same in by_total]
            yield Violation(
                odd.site("total"),
                "Rencana aksi yang sama dengan keluaran yang sama bertotal berlainan: "
                f"{listed(totals)}.",
                "Samakan totalnya, atau bedakan rencana aksi atau keluarannya.",
                {"uraian": odd.uraian.plain, "total": totals},
                _places(listing),
            )


def _places(listing: list[ActionRow]) -> list[Occurrence]:
    return [
        Occurrence(baris.location("total"), baris.kode, baris.aksi.total.text) for baris in listing
    ]


# What a column must hold in every row of values.
_VALUES = ("baseline", "target", "kriteria", "total")
_NAMES = ("kegiatan_utama", "indikator", "sasaran", "tema", "koordinator", "pelaksana", "jabatan")


@galat(
    code="LKP08",
    statement="Sel tabel untuk indikator, kegiatan utama, sasaran, nilai dan perangkat daerah "
    "terisi; yang memang tidak ada ditulis dengan tanda hubung.",
    ground="Sel kosong tidak membedakan yang tidak ada dari yang terlupa.",
)
def sel_tabel_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the empty cells of tables, in rows that have a value.

    A row without any value is a heading over the rows below it.
    """
    for kode, tabel in regulation.own_tables():
        if isinstance(tabel, Tabel):
            yield from _empty_cells(kode, tabel)


def _empty_cells(kode: str, tabel: Tabel) -> Iterator[Violation]:
    columns = {kolom.kunci: kolom for kolom in tabel.columns()}
    values = {key for key, kolom in columns.items() if kolom.makna in _VALUES}
    judged = [key for key, kolom in columns.items() if kolom.makna in (*_VALUES, *_NAMES)]
    for node in tabel.rows():
        if node.celah or _is_heading(node, values):
            continue
        joined = {key for group in node.gabung for key in group}
        for key in judged:
            cell = node.sel.get(key)
            if cell is not None and not cell.plain.strip() and key not in joined:
                title = tidy(columns[key].judul.plain) or key
                yield Violation(
                    Site(node.location(key), kode),
                    f"Sel {title} kosong ({tabel.sebutan}).",
                    'Isi sel itu; bila memang tidak ada, tulis "-".',
                    {"kolom": key},
                )


def _is_heading(node: Baris, values: set[str]) -> bool:
    """Whether *node* is a row without any value, over the rows below it."""
    own = [cell for key, cell in node.sel.items() if key in values]
    return bool(own) and node.acuan is None and not any(cell.plain.strip() for cell in own)


@galat(
    code="ISI01",
    alone=True,
    statement="Semua isian sudah diisi.",
    ground="Rencana aksi yang ditetapkan memuat target dan anggaran; isian terbuka hanya untuk "
    "rancangan.",
)
def semua_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield what is still open: one violation for each action, or for a value outside them."""
    for kode, cells in groupby(open_cells(regulation), key=lambda cell: cell.kode):
        together = list(cells)
        for group in [together] if kode else [[cell] for cell in together]:
            isian = [cell.isian for cell in group]
            owners = list(dict.fromkeys(cell.owner.office for cell in group if cell.owner.office))
            asked = f" Mintakan kepada {', '.join(owners)}." if owners else ""
            yield Violation(
                Site(group[0].location, kode),
                f"Belum diisi: {', '.join(cell.called for cell in group)}.",
                f"Isi nilainya, atau bangun sebagai rancangan: bangun TAHUN --rancangan.{asked}",
                {"isian": isian, "perangkat_daerah": owners},
            )
