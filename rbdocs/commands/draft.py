"""What a draft may leave open, and whom to ask for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import Result, add_flag
from rbdocs.files import FileProblem

if TYPE_CHECKING:
    from rbdocs.model.finding import Finding
    from rbdocs.model.realisasi import Jawaban
    from rbdocs.model.regulation import Regulation

# What readers call a field of several periods, and how many these are.
_Whole = tuple[str, int]
# Rules about what is still to come: they do not stop a draft.
_STILL_TO_COME = ("ISI",)
_NOBODY = "(perangkat daerah belum ditentukan)"


def add_draft(parser: argparse.ArgumentParser) -> None:
    """Add the option ``--rancangan``."""
    add_flag(
        parser,
        "--rancangan",
        "bangun rancangan: isian yang belum diisi tampak sebagai …, dan dimintakan",
    )


def is_still_to_come(finding: Finding) -> bool:
    """Whether *finding* only says that something is not there yet."""
    return finding.code.startswith(_STILL_TO_COME)


def refuse_enacted(regulation: Regulation) -> None:
    """Raise FileProblem where *regulation* is enacted, for then it is no draft."""
    peraturan = regulation.peraturan
    if peraturan.status == "ditetapkan":
        raise FileProblem(
            f"Peraturan tahun {peraturan.edition} sudah ditetapkan, jadi bukan rancangan. "
            f"Bangun tanpa --rancangan, atau rancang perubahannya: revisi "
            f"{peraturan.edition.next_year} --dari {peraturan.edition}."
        )


def tell_open(regulation: Regulation, result: Result) -> None:
    """Add to *result* what is still open, by the office that owes it."""
    from rbdocs.model.open_cells import open_cells

    owed: dict[str, dict[str, list[str]]] = {}
    count, periods = 0, dict[str, _Whole]()
    for cell in open_cells(regulation):
        count += 1
        if cell.periods:
            periods[cell.isian.rstrip("0123456789")] = cell.whole, cell.periods
        asked = owed.setdefault(cell.owner.office or _NOBODY, {})
        asked.setdefault(cell.kode or str(cell.location), []).append(cell.isian)
    dotted = list(_dotted(regulation))
    data: dict[str, Any] = {"jumlah": count, "perangkat_daerah": owed, "peraturan": dotted}
    result.data["belum_diisi"] = data
    if not owed:
        result.lines.append("Semua isian rencana aksi sudah terisi.")
    else:
        _tell_owed(count, owed, periods, result)
    _tell_answered(regulation, result)
    if dotted:
        result.lines.append(f"Masih berupa titik, diisi waktu ditetapkan: {', '.join(dotted)}.")


def _tell_answered(regulation: Regulation, result: Result) -> None:
    """Add to *result* which offices have answered the request for the plan, and their notes."""
    answers = [item for item in (regulation.jawaban.jawaban if regulation.jawaban else ())
               if item.triwulan == 0]  # fmt: skip
    if not answers:
        return
    by_office: dict[str, list[Jawaban]] = {}
    for item in answers:
        by_office.setdefault(item.perangkat_daerah, []).append(item)
    result.lines.append("Sudah dijawab:")
    for office, items in sorted(by_office.items()):
        last = items[-1]
        person = f", {last.oleh}" if last.oleh else ""
        count = len({name for item in items for name in item.isian})
        result.lines.append(f"  {office}: {count} isian ({last.diterima}{person})")
        for item in items:
            result.lines += [
                f"    {row.removesuffix('/1')}: {note}" for row, note in item.catatan.items()
            ]
    result.data["jawaban"] = [
        {
            "perangkat_daerah": item.perangkat_daerah,
            "diterima": item.diterima,
            "oleh": item.oleh or None,
            "isian": len(item.isian),
            "catatan": item.catatan,
        }
        for item in answers
    ]


def _dotted(regulation: Regulation) -> Iterator[str]:
    """Name what the body prints as dots until the regulation is enacted."""
    peraturan = regulation.peraturan
    dotted: list[tuple[str, object]] = [
        ("nomor", peraturan.nomor),
        ("tanggal penetapan", peraturan.ditetapkan.tanggal),
    ]
    if peraturan.diundangkan:
        dotted.append(("tanggal pengundangan", peraturan.diundangkan.tanggal))
    if peraturan.berita_daerah:
        name = f"nomor {peraturan.gazette_name.lower()}"
        dotted.append((name, peraturan.berita_daerah.nomor))
    yield from (nama for nama, content in dotted if content is None)


def _tell_owed(
    count: int,
    owed: dict[str, dict[str, list[str]]],
    periods: Mapping[str, _Whole],
    result: Result,
) -> None:
    result.lines.append(f"Belum diisi: {count} isian, untuk dimintakan kepada:")
    for owners in sorted(owed):
        rows = [f"{kode} ({_named(isian, periods)})" for kode, isian in owed[owners].items()]
        result.lines.append(f"  {owners}: {'; '.join(rows)}")


def _named(isian: Sequence[str], periods: Mapping[str, _Whole]) -> str:
    """Name each kind of value once; where all periods of one are open they are it as a whole."""
    names = list(dict.fromkeys(isian))
    for field, (whole, count) in periods.items():
        parts = {f"{field}{number}" for number in range(1, count + 1)}
        if parts <= set(names):
            names = [whole, *(name for name in names if name not in parts)]
    return ", ".join(names)
