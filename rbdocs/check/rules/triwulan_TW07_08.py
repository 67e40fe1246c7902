"""TW: quarters that go on from each other, and how the empty ones are marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.kosakata import listed
from rbdocs.model.plan_sums import filled, numbers
from rbdocs.model.plan_tree import Cara
from rbdocs.model.regulation import Regulation

_EMPTY = "sel kosong"


@rule(
    code="TW07",
    level=Level.PERINGATAN,
    statement="Nilai dengan cara: akhir tidak turun dari triwulan ke triwulan.",
    ground="Nilai itu menyebut apa yang sudah tercapai sampai triwulan itu.",
)
def tidak_turun(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions of which what was reached falls from one quarter to the next."""
    for aksi in regulation.aksi():
        if aksi.cara is not Cara.AKHIR or aksi.acuan is not None:
            continue  # an indicator may be wanted to fall
        quarters = filled(aksi)
        found = numbers(quarters) or []
        fall = next(
            (n for n, (earlier, later) in enumerate(pairwise(found)) if later < earlier), None
        )
        if fall is not None:
            yield Violation(
                aksi.site("tw"),
                f"Nilai turun dari {quarters[fall]} menjadi {quarters[fall + 1]}, padahal cara: "
                "akhir.",
                "Betulkan nilai triwulannya, atau caranya.",
                {"tw": [str(nilai) for nilai in aksi.tw]},
            )


@rule(
    code="TW08",
    level=Level.PERINGATAN,
    statement="Triwulan tanpa target dalam satu baris ditandai dengan satu cara.",
    ground="Tanda hubung, angka nol dan sel kosong dalam satu baris terbaca sebagai tiga hal.",
)
def satu_tanda_kosong(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that mark their empty quarters in several ways."""
    for aksi in regulation.aksi():
        marks = dict.fromkeys(
            nilai.text.strip() for nilai in aksi.tw if nilai.empty or nilai.number == 0
        )
        if len(marks) < 2:
            continue
        shown = listed(f"«{mark}»" if mark else _EMPTY for mark in marks)
        yield Violation(
            aksi.site("tw"),
            f"Triwulan tanpa target ditandai dengan {shown}.",
            "Pakai satu tanda di seluruh baris.",
            {"tw": [str(nilai) for nilai in aksi.tw]},
        )
