"""The plans as flat tables for reckoning: a row an action or a budget line, and their sums."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from rbdocs.excel.fields import field_rows
from rbdocs.model.budget import Cost, costs
from rbdocs.model.plan_columns import SUB, ColumnKind
from rbdocs.model.recapitulation import Namer, recapitulate
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import BELUM_DIISI, Nilai

OFFICE, THEME = "Perangkat daerah", "Lampiran"
_ACTIONS, _OPEN, _ONCE, _WRITTEN = (
    "Rencana aksi",
    "Isian terbuka",
    "Anggaran",
    "Anggaran tertulis",
)
_NOBODY = "(belum ditentukan)"


def actions_frame(regulation: Regulation) -> pd.DataFrame:
    """Return the actions of every plan of *regulation*, a row each, in printed order."""
    return pd.DataFrame(list(_actions(regulation)))


def _actions(regulation: Regulation) -> Iterator[dict[str, Any]]:
    spent = _spent(regulation)
    for lampiran in regulation.lampiran:
        for row in field_rows(regulation, lampiran):
            if row.address.row > 1:
                continue
            record: dict[str, Any] = {
                THEME: f"Lampiran {lampiran.lampiran}",
                "Kode": row.kode,
                OFFICE: row.owner.office or _NOBODY,
            }
            for column in row.columns:
                if column.level == SUB and column.kind is not ColumnKind.OFFICE:
                    continue  # each has a row of its own among the budgets
                made = row.fields[column.key]
                name = _free(column.title_within or column.label, record)
                record[name] = _value(made.content)
            record["Cara"] = str(row.aksi.cara)
            record["Anggaran (rupiah)"] = spent.get(row.kode)
            record[_OPEN] = sum(field.open for field in row.fields.values())
            yield record


def _spent(regulation: Regulation) -> dict[str, float]:
    result: dict[str, float] = {}
    for cost in costs(regulation.baris):
        if cost.jumlah is not None:
            kode = cost.baris.kode
            result[kode] = result.get(kode, 0.0) + float(cost.jumlah)
    return result


def _free(name: str, record: dict[str, Any]) -> str:
    """*name*, with a number where a column is called so already."""
    name = " ".join(name.split())
    number, free = 1, name
    while free in record:
        number += 1
        free = f"{name} ({number})"
    return free


def _value(content: object) -> Any:
    """A value to reckon with: what is still to come is none, a per cent its number."""
    text = str(content)
    if text == BELUM_DIISI:
        return None
    number = content.number if isinstance(content, Nilai) else None
    if number is not None and isinstance(content, Nilai) and not content.persen:
        return int(number) if number == number.to_integral_value() else float(number)
    return text


def budgets_frame(regulation: Regulation) -> pd.DataFrame:
    """Return the budget lines of every plan of *regulation*, a row each, in printed order."""
    namer = Namer(regulation.perangkat_daerah)
    records = [
        {
            THEME: f"Lampiran {cost.baris.kelompok.lampiran.lampiran}",
            "Kode": cost.baris.kode,
            OFFICE: namer.owner(cost),
            "Rencana aksi": " ".join(cost.baris.uraian.plain.split()),
            "Sub kegiatan": cost.nama,
            "Anggaran (rupiah)": None if cost.jumlah is None else float(cost.jumlah),
            "Tercetak": str(cost.sub.anggaran),
        }
        for cost in costs(regulation.baris)
    ]
    return pd.DataFrame(records)


def recapitulation(regulation: Regulation, actions: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return how many actions and how much money each value of *by* has, OFFICE or THEME.

    The money is that of model.recapitulation: what several rows give to one sub kegiatan is counted
    once; beside it stands what the printed column comes to.
    """
    counts = actions.groupby(by, sort=False).agg(
        **{_ACTIONS: ("Kode", "count"), _OPEN: (_OPEN, "sum")}
    )
    namer = Namer(regulation.perangkat_daerah)
    name: Callable[[Cost], str] = (
        namer.owner
        if by == OFFICE
        else lambda cost: f"Lampiran {cost.baris.kelompok.lampiran.lampiran}"
    )
    sums = recapitulate(list(costs(regulation.baris)), name)
    money = pd.DataFrame(
        {item.nama: (float(item.once), float(item.written)) for item in sums},
        index=[_ONCE, _WRITTEN],
    ).T
    result = counts.join(money, how="outer").fillna(0)
    return result.sort_values(_ONCE, ascending=False).rename_axis(by).reset_index()


def cross_table(actions: pd.DataFrame) -> pd.DataFrame:
    """Return how many actions each office has in each Lampiran, with sums."""
    table = pd.pivot_table(
        actions,
        index=OFFICE,
        columns=THEME,
        values="Kode",
        aggfunc="count",
        fill_value=0,
        margins=True,
        margins_name="Jumlah",
    )
    table.columns.name = None
    return table.reset_index()
