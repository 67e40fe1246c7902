"""A bar chart as a page shows it: a list of links, each with its bars and their values.

The page's own font and width lay it out, so no label can be cut and none is too small on a phone;
patterns tell the series apart without colour. Of the libraries looked at, pygal 3.1 puts a script
and random ids into its SVG, leather 0.4 and vl-convert 1.9 (84 MB) have neither patterns nor
titles, and matplotlib 3.11 (110 MB) has no titles; none of them makes a bar a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from rbdocs.figures.series import Chart

_STEPS = 1000  # bars are drawn to a tenth of a per cent of the longest


def bar_list(
    chart: Chart,
    link: Callable[[int], str],
    link_of_bar: Callable[[int, int], str] | None = None,
    looks: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Return what the template shows of *chart*.

    *link* is where the name at an index leads; *link_of_bar* where the bar of an index and a
    series does, where that is another place. *looks* says which look each series has, where not
    the first the first: what means the same looks the same, also where another is missing.
    """
    looks = range(len(chart.series)) if looks is None else looks
    values = [value for series in chart.series for value in series.values if value is not None]
    most = max([Decimal(0), *map(Decimal, values)])
    return {
        "judul": chart.full_title,
        "seri": [(look, series.name) for look, series in zip(looks, chart.series, strict=True)],
        "isi": [
            {
                "nama": name,
                "tautan": link(index),
                "batang": [
                    {
                        "seri": looks[number],
                        "nama": series.name,
                        "panjang": _length(series.values[index], most),
                        "nilai": series.told(index),
                        "tautan": link_of_bar(index, number) if link_of_bar else "",
                    }
                    for number, series in enumerate(chart.series)
                ],
            }
            for index, name in enumerate(chart.labels)
        ],
    }


def _length(value: Decimal | int | None, most: Decimal) -> str:
    """How long a bar is, as a share of the longest; what is not 0 is seen."""
    if not value or most <= 0:
        return "0"
    share = max(int(Decimal(value) / most * _STEPS), 1)
    return f"{share / _STEPS:g}" if share > 0 else "0"
