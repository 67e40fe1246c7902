"""What a bar chart shows: names, series of numbers, and all of it in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rbdocs.model.values import format_number

MAX_SERIES = 4  # looks that can be told apart in black and white


@dataclass(frozen=True, slots=True)
class Series:
    """What is compared: a name, and a value for each of the chart's labels; None where unknown.

    *still_open* are the indices of values of which a part is still to come.
    """

    name: str
    values: tuple[Decimal | int | None, ...]
    still_open: frozenset[int] = frozenset()

    def told(self, index: int) -> str:
        """Return the value at *index* for people: what is to come is never nought, or all."""
        value = self.values[index]
        if index not in self.still_open:
            return format_value(value)
        return "belum diisi" if value is None else f"sekurang-kurangnya {format_value(value)}"


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; *unit* is printed after the title.

    Raises ValueError where a series has not one value for each label, or there are too many series.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MAX_SERIES:
            raise ValueError(f"a chart has 1 to {MAX_SERIES} series, not {len(self.series)}")
        for series in self.series:
            if len(series.values) != len(self.labels):
                raise ValueError(f"series {series.name!r} needs {len(self.labels)} values")

    @property
    def full_title(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    @property
    def empty(self) -> bool:
        """Whether there is no value to show."""
        return all(value is None for series in self.series for value in series.values)

    def description(self) -> str:
        """Return the chart in words, for whoever cannot see it."""
        rows = [
            f"{label}: "
            + ", ".join(f"{series.name} {series.told(index)}".strip() for series in self.series)
            for index, label in enumerate(self.labels)
        ]
        return f"{self.full_title}. {'; '.join(rows) or 'Tidak ada data'}."


def format_value(value: Decimal | int | None) -> str:
    """Return *value* in Indonesian form with two decimals at most; a dash where it is unknown.

    >>> format_value(Decimal("1234.500")), format_value(Decimal("66.666")), format_value(None)
    ('1.234,5', '66,67', '–')
    """
    if value is None:
        return "–"
    rounded = round(Decimal(value), 2)
    return format_number(rounded.normalize() if rounded % 1 else int(rounded))
