"""The formula of a form that shows at once whether a total follows from its quarters."""

from __future__ import annotations

from collections.abc import Sequence

from rbdocs.model.plan_tree import Cara


def check_formula(quarters: Sequence[str], total: str, cara: str) -> str:
    """Return the formula over the cells *quarters* and *total*; *cara* says how it follows.

    It is the arithmetic of model.total: what is no number counts as nothing. A mean may be rounded,
    as rule TW02 lets it.

    >>> check_formula(["A1", "B1"], "C1", "")[:34]
    '=IF(COUNT(A1,B1)=0,IF(ISNUMBER(C1)'
    """
    listing = ",".join(quarters)
    last = "0"
    for place in quarters:
        last = f"IF(ISNUMBER({place}),{place},{last})"
    ways = {
        Cara.AKHIR: last,
        Cara.TERTINGGI: f"MAX({listing})",
        Cara.RERATA: f"AVERAGE({listing})",
        Cara.TETAP: f"IF(MAX({listing})=MIN({listing}),MAX({listing}),-1)",
    }
    expected = f"SUM({listing})"
    if cara:
        for way, formula in ways.items():
            expected = f'IF({cara}="{way.value}",{formula},{expected})'
    close = f'IF({cara}="{Cara.RERATA.value}",0.5,0.005)' if cara else "0.005"
    return (
        f'=IF(COUNT({listing})=0,IF(ISNUMBER({total}),"≠ triwulan kosong",""),'
        f'IF({total}="","isi Total: "&({expected}),'
        f'IF(NOT(ISNUMBER({total})),"periksa Total",'
        f'IF(ABS({total}-({expected}))<={close},"sesuai",'
        f'IF({expected}=-1,"≠ triwulan berbeda","≠ seharusnya "&({expected}))))))'
    )
