"""IND: what actions, scores and calculations reckon with an indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from rbdocs.check.derived import derived_once, indicator_values, planned_indicators
from rbdocs.check.plan_words import measured
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Block, Calculation, Naskah, notes
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.kosakata import listed, same_name
from rbdocs.model.measure import Measure, measure
from rbdocs.model.mention import PrintedValue
from rbdocs.model.plan import ActionRow
from rbdocs.model.registers import Indikator
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel
from rbdocs.model.table_rows import PrintedRow, printed_rows
from rbdocs.model.values import format_number, parse_number

Measuring = tuple[ActionRow, Indikator, PrintedValue]


@galat(
    code="IND08",
    statement="Total rencana aksi yang mengukur indikatornya mencapai target indikator itu.",
    ground="Rencana aksi yang seluruhnya terlaksana harus membawa indikatornya ke targetnya.",
)
def mencapai_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total falls short of the target of the indicator it measures."""
    for measuring in _measuring(regulation):
        yield from _judged(
            measuring,
            _short,
            "Total {total} tidak mencapai target {nama}: {target}.",
            "Naikkan totalnya, atau betulkan target indikatornya.",
        )


@peringatan(
    code="IND22",
    statement="Total rencana aksi yang mengukur indikatornya tidak melampaui target indikator itu.",
    ground="Target yang lebih rendah daripada rencana aksinya biasanya salah satunya salah tulis.",
)
def tidak_melampaui_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total surpasses the target of the indicator it measures."""
    for measuring in _measuring(regulation):
        yield from _judged(
            measuring,
            lambda known, total, target: _short(known, target, total),
            "Total {total} melampaui target {nama}: {target}.",
            "Samakan keduanya, atau betulkan yang salah tulis.",
        )


def _judged(
    measuring: Measuring,
    differs: Callable[[Indikator, Measure, Measure], bool],
    message: str,
    hint: str,
) -> Iterator[Violation]:
    baris, known, target = measuring
    aksi = baris.aksi
    if not differs(known, measure(aksi.total), target.measure):
        return
    shown = {"total": str(aksi.total), "target": str(target.nilai)}
    yield Violation(
        aksi.site("total"),
        message.format(nama=known.nama, **shown),
        hint,
        {**shown, "indikator": known.kunci},
        [
            Occurrence(aksi.location("total"), aksi.kode, str(aksi.total)),
            Occurrence(target.location, "target", str(target.nilai)),
        ],
    )


@derived_once
def _measuring(regulation: Regulation) -> Iterator[Measuring]:
    """Yield the actions that measure an indicator, with it and its target.

    They say so by ``acuan``, or by an output that is the indicator above them but for words like
    ``Capaian``; a share is known too where it names all that the indicator above it names.
    """
    places = list(planned_indicators(regulation))
    own = {id(place.node): value for place in places for value in place.nilai}
    elsewhere = {place.acuan: value for place in reversed(places) for value in place.nilai}
    by_name = {
        same_name(measured(nama)): indikator
        for nama, indikator in regulation.indikator.by_name.items()
    }
    for baris in regulation.baris:
        aksi, served = baris.aksi, baris.kelompok.indikator
        parent = served.acuan if served is not None else None
        by_key = regulation.indikator.by_key
        if aksi.acuan:
            known = by_key.get(aksi.acuan)
        else:
            known = by_name.get(same_name(measured(aksi.indikator.plain)))
            above = by_key.get(parent or "")
            if above is not None and known is None and _names_all(regulation, baris, above):
                known = above
        if known is None or (aksi.acuan is None and known.kunci != parent):
            continue
        if aksi.acuan is None and regulation.unit_kind(aksi.satuan) == "cacah":
            continue  # it counts: RA03 tells that it has the name of an indicator
        target = elsewhere.get(known.kunci)
        if known.kunci == parent:
            target = own.get(id(served))
        if target is not None:
            yield baris, known, target


def _names_all(regulation: Regulation, baris: ActionRow, above: Indikator) -> bool:
    """Whether a share names all that *above*, a share too, names: «Tindak Lanjut Rekomendasi».

    Words may be joined or have a prefix: «Persentase rekomendasi yang ditindaklanjuti».
    """
    if not above.jenis == regulation.unit_kind(baris.aksi.satuan) == "persen":
        return False
    output = "".join(same_name(baris.aksi.indikator.plain).split())
    words = same_name(measured(above.nama)).split()
    return len(words) > 1 and all(word in output for word in words)


def _short(known: Indikator, total: Measure, target: Measure) -> bool:
    if total.number is None or target.number is None:
        return False
    if known.arah == "turun":
        return total.number > target.number
    return total.number < target.number


_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
# What a calculation may bring in by itself: the whole, as 1 or 100 per cent.
_WHOLE = frozenset({Decimal(1), Decimal(100)})


@peringatan(
    code="IND23",
    statement="Angka yang dihitung berasal dari angka yang tercetak di alinea itu, atau dari nilai "
    "indikator.",
    ground="Pembaca menghitungnya kembali dari angka yang dibacanya.",
)
def dari_yang_tercetak(regulation: Regulation) -> Iterator[Violation]:
    """Yield the calculations with a number that neither their paragraph nor a table prints."""
    values = {value.measure.number for value in indicator_values(regulation)}
    for naskah in regulation.own_naskah:
        for note in notes(naskah):
            if not isinstance(note, Calculation):
                continue
            printed = _printed(naskah, note.block)
            absent = [
                text
                for text in _NUMBER.findall(note.expression)
                if (number := parse_number(text)) not in _WHOLE
                and number not in printed
                and number not in values
            ]
            if absent:
                yield Violation(
                    Site(note.block.location, note.block.key),
                    f"«{note.text}» dihitung dari {listed(absent)}, yang tidak tercetak di alinea "
                    "ini.",
                    "Samakan hitungannya dengan angka dalam alinea, atau betulkan angkanya.",
                    {"tercetak": note.text, "tidak_ada": absent},
                    excerpt=note.text,
                )


def _printed(naskah: Naskah, block: Block) -> set[Decimal | None]:
    """The numbers of *block* and of the blocks beside it."""
    index = naskah.blocks.index(block)
    near = naskah.blocks[max(0, index - 1) : index + 2]
    return {parse_number(text) for item in near for text in _NUMBER.findall(item.plain)}


def _scored(tabel: Tabel) -> Iterator[tuple[PrintedRow, list[str], str]]:
    """Yield the rows of a table of scores, with the columns that add up and that of the sum."""
    columns = tabel.columns()
    criteria = [kolom.kunci for kolom in columns if kolom.makna == "kriteria"]
    total = next((kolom.kunci for kolom in columns if kolom.makna == "total"), None)
    if total is None or not criteria:
        return
    for _, rows in tabel.parts():
        for row in printed_rows(rows):
            yield row, criteria, total


def _number(row: PrintedRow, column: str) -> Decimal | None:
    cell = row.cells.get(column)
    return cell.nilai.number if cell is not None and cell.nilai is not None else None


def _score(row: PrintedRow, column: str) -> Decimal | None:
    """What a criterion adds to the total; one with a dash was not judged and adds nothing."""
    cell = row.cells.get(column)
    dash = cell is not None and cell.nilai is not None and cell.nilai.empty
    return Decimal(0) if dash else _number(row, column)


def _label(tabel: Tabel, row: PrintedRow) -> str:
    wanted = [kolom.kunci for kolom in tabel.columns() if kolom.makna in ("tema", "indikator")]
    return next((cell.plain for key in wanted if (cell := row.cells.get(key))), "")


def _tables(regulation: Regulation) -> Iterator[Tabel]:
    return (tabel for tabel in regulation.tabel() if isinstance(tabel, Tabel))


@galat(
    code="IND09",
    statement="Nilai total dalam tabel penilaian sama dengan jumlah kriterianya.",
    ground="Tema dipilih menurut nilai totalnya.",
)
def jumlah_kriteria(regulation: Regulation) -> Iterator[Violation]:
    """Yield the rows whose scores do not add up to their total."""
    for tabel in _tables(regulation):
        for row, criteria, total in _scored(tabel):
            scores = [_score(row, column) for column in criteria]
            known = [score for score in scores if score is not None]
            given = _number(row, total)
            if given is None or len(known) < len(scores) or sum(known) == given:
                continue
            expected = format_number(sum(known, Decimal(0)))
            yield Violation(
                Site(row.node.location(total), tabel.sebutan),
                f"Nilai total {_label(tabel, row)} {format_number(given)} tidak sama dengan jumlah "
                f"kriterianya {expected}.",
                f"Ubah nilai total menjadi {expected}, atau betulkan kriterianya.",
                {
                    "kriteria": [format_number(score) for score in known],
                    "total": format_number(given),
                    "seharusnya": expected,
                },
            )


@galat(
    code="IND10",
    statement="Tema yang dilaksanakan adalah tema dengan nilai total tertinggi.",
    ground="Bab IV memilih tema menurut nilainya; pilihan lain perlu alasan.",
)
def tema_tertinggi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the tables in which a theme without a plan has more than one that has a plan."""
    planned = {
        indikator.acuan
        for kelompok in regulation.kelompok
        if kelompok.lampiran.layout.source.tematik
        for indikator in kelompok.indicators()
    } - {None}
    for tabel in _tables(regulation):
        rows = [
            (score, row)
            for row, _, total in _scored(tabel)
            if not row.is_sum and (score := _number(row, total)) is not None
        ]
        chosen = [(score, row) for score, row in rows if _acuan(row) in planned]
        left = [(score, row) for score, row in rows if _acuan(row) not in planned]
        if not chosen or not left:
            continue
        lowest = min(chosen, key=lambda item: item[0])
        above = [(score, row) for score, row in left if score > lowest[0]]
        if above:
            names = [f"{_label(tabel, row)} ({format_number(score)})" for score, row in above]
            yield Violation(
                Site(lowest[1].node.location(), tabel.sebutan),
                f"{listed(names)} bernilai lebih tinggi daripada {_label(tabel, lowest[1])} "
                f"({format_number(lowest[0])}), yang dilaksanakan.",
                "Betulkan nilainya, atau sebutkan dalam bab mengapa tema itu tidak dipilih.",
                {"tabel": tabel.sebutan},
                [
                    Occurrence(row.node.location(), _label(tabel, row), format_number(score))
                    for score, row in (lowest, *above)
                ],
            )


def _acuan(row: PrintedRow) -> str | None:
    return row.node.acuan if isinstance(row.node, Baris) else None
