"""A layout as the program follows it: the columns, series and fields of plans that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from rbdocs.model.node import Node
from rbdocs.model.plan_columns import (
    NUMERIC,
    OF_ACTION,
    OF_DETAIL,
    OF_INDICATOR,
    ROW,
    SUB,
    BarisJumlah,
    Column,
    ColumnKind,
    KolomRencana,
    Periode,
    SusunanRencana,
    kind_of,
)

# Fields and methods of the records themselves, under which no column can be kept.
_OF_RECORDS = {
    *dir(Node),
    *("layout", "level", "stated", "given_sum", "kind", "headed", "heading"),
    *("jumlah", "acuan", "rencana"),
}
_ACTION_FIELDS = frozenset(
    {
        *OF_ACTION.values(),
        *("kode", "tw", "cara", "sub_kegiatan", "lanjut", "keputusan", "pengganti", "celah"),
        *("nama", "printed", "series", "required_columns"),
    }
)
# Fields of a source that are no columns, so that no column may be called by them.
RESERVED = frozenset(
    {"kode", "acuan", "cara", "lanjut", "keputusan", "pengganti", "celah", "jumlah", "rencana"}
    | {"kode_rekening"}
)
_PERIODS = {4: "triwulan", 12: "bulan", 2: "semester"}


@dataclass(frozen=True, slots=True)
class PlanSeries:
    """Values of an action by period: their field, what they mean, and the field of their total."""

    field: str
    kind: ColumnKind
    label: str
    periods: tuple[str, ...]
    total: str | None

    @property
    def word(self) -> str:
        """What readers call one of the periods."""
        if all(title.isdigit() and len(title) == 4 for title in self.periods):
            return "tahun"
        return _PERIODS.get(len(self.periods), "periode")


@dataclass(frozen=True)
class PlanLayout:
    """A layout as the program follows it. *name* is that of its file."""

    name: str
    source: SusunanRencana

    @property
    def depth(self) -> int:
        """How many levels of the tree there are above the rows."""
        return self.source.row_level()

    @property
    def has_detail(self) -> bool:
        """Whether there is a level below the rows."""
        return len(self.source.tingkat) > self.depth + 1

    @cached_property
    def levels(self) -> dict[str, int]:
        """The place of each level by its key."""
        return {tingkat.kunci: index for index, tingkat in enumerate(self.source.tingkat)}

    @cached_property
    def declared(self) -> list[tuple[KolomRencana, int, str]]:
        """The columns as they are declared, each with its level and the field that holds it.

        What rules know has the field that they know; of two columns that mean the same, the first.
        """
        listing = [(kolom, self.levels[kolom.tingkat]) for kolom in self.source.columns()]
        known: dict[tuple[int, str], str] = {}
        for kolom, level in listing:
            field = self._known_field(kolom, level)
            if field is not None:
                known.setdefault((level, field), kolom.kunci)
        holders = {(level, key): field for (level, field), key in known.items()}
        result = []
        for kolom, level in listing:
            field = holders.get((level, kolom.kunci)) or kolom.field
            if (level, kolom.kunci) not in holders and self._is_taken(level, field, known):
                field = f"kolom_{field}"
            result.append((kolom, level, field))
        return result

    def _is_taken(self, level: int, field: str, known: Mapping[tuple[int, str], str]) -> bool:
        """Whether a record of *level* means something else by *field*."""
        if field in _OF_RECORDS or field.startswith("model_") or (level, field) in known:
            return True
        if level == self.depth:
            return field in _ACTION_FIELDS
        own = OF_DETAIL if level > self.depth else OF_INDICATOR
        return field in own.values() and (level > self.depth or self.is_indicator(level))

    def is_indicator(self, level: int) -> bool:
        """Whether the records of *level*, above the rows, are indicators."""
        return level < self.depth and any(
            kolom.makna in ("indikator", "target") and kolom.periode is None
            for kolom in self.source.columns()
            if self.levels[kolom.tingkat] == level
        )

    def _known_field(self, kolom: KolomRencana, level: int) -> str | None:
        makna = kolom.makna or ""
        if level == self.depth:
            if kind_of(kolom) is ColumnKind.QUARTER:
                return "tw"
            if kolom.periode is not None:
                return None
            if makna == "target" and not self._has_total():
                return "total"
            if makna == "total" and not self._totals_target(kolom):
                return None
            return OF_ACTION.get(makna)
        if kolom.periode is not None:
            return None
        if level > self.depth:
            return OF_DETAIL.get(makna)
        return OF_INDICATOR.get(makna)

    def _has_total(self) -> bool:
        return any(
            item.makna == "total" and self.levels[item.tingkat] == self.depth
            for item in self.source.columns()
        )

    def _totals_target(self, kolom: KolomRencana) -> bool:
        """Whether the total *kolom* is that of the target: it says so, or says nothing."""
        parts = [item for item in self.source.columns() if item.kunci in kolom.dari]
        return not parts or any(kind_of(item) is ColumnKind.QUARTER for item in parts)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The printed columns, from left to right."""
        return tuple(self._printed())

    def _printed(self) -> Iterator[Column]:
        marks = self._bookmarks()
        titled = self.source.titled()
        for (kolom, level, field), (_, groups) in zip(self.declared, titled, strict=True):
            where: int | str = level if level < self.depth else ROW
            if level > self.depth or (kolom.rinci and self.has_detail):
                where = SUB
            own = Column(
                kolom.kunci,
                kolom.judul.plain,
                kind_of(kolom),
                where,
                (field,),
                kolom.lanjut,
                marks.get(kolom.kunci, ""),
                kolom.makna,
                kolom.label,
                tuple(text.plain for text in groups),
                kolom,
            )
            yield from self._by_period(own) if kolom.periode is not None else (own,)

    def _by_period(self, whole: Column) -> Iterator[Column]:
        """The columns of the periods of *whole*, under its title where it has one."""
        assert whole.declared is not None
        groups = (*whole.groups, whole.title) if whole.title else whole.groups
        for index, text in enumerate(self.source.titles(whole.declared)):
            label = f"{whole.label} {text.plain}" if whole.title else text.plain
            yield replace(
                whole,
                key=f"{whole.key}{index + 1}",
                title=text.plain,
                path=(whole.field, index),
                label=label,
                groups=groups,
            )

    def _bookmarks(self) -> dict[str, str]:
        """The columns that bear a bookmark: two of the row, never merged, and one below it."""
        rows = [kolom for kolom, level, _ in self.declared if level == self.depth]
        own = [kolom for kolom in rows if not (kolom.lanjut or kolom.rinci or kolom.periode)]
        own.sort(key=lambda kolom: (kolom.makna != "satuan", kolom.makna != "total"))
        result = {kolom.kunci: end for kolom, end in zip(own, "ab", strict=False)}
        below = [kolom.kunci for kolom, level, _ in self.declared if level > self.depth]
        return result | dict.fromkeys(below[:1], "s")

    @cached_property
    def series(self) -> tuple[PlanSeries, ...]:
        """The series of an action that are reckoned with, the target's first; no ticks."""
        totals = {
            part: field
            for kolom, level, field in self.declared
            if level == self.depth and kolom.periode is None
            for part in kolom.dari
            if len(kolom.dari) == 1
        }
        found = [
            PlanSeries(
                field,
                kind_of(kolom),
                kolom.label,
                tuple(text.plain for text in self.source.titles(kolom)),
                totals.get(kolom.kunci)
                or ("total" if field == "tw" and self.has("total") else None),
            )
            for kolom, level, field in self.declared
            if level == self.depth and kolom.periode is not None and kind_of(kolom) in NUMERIC
        ]
        return tuple(sorted(found, key=lambda item: item.field != "tw"))

    @property
    def targets(self) -> PlanSeries | None:
        """The series of the year's target; None where the layout has none."""
        return next((series for series in self.series if series.field == "tw"), None)

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields of an action that its columns hold."""
        return frozenset(field for _, level, field in self.declared if level == self.depth)

    def has(self, field: str) -> bool:
        """Whether an action of this layout states *field* in a column."""
        return field in self.fields

    @cached_property
    def kinds(self) -> dict[tuple[int | None, str], ColumnKind]:
        """What each field of each level holds."""
        return {(level, field): kind_of(kolom) for kolom, level, field in self.declared}

    @cached_property
    def detail_fields(self) -> frozenset[str]:
        """The fields of the level below the row that its columns hold."""
        return frozenset(field for _, level, field in self.declared if level > self.depth)

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The fields of an action that are given, or carry on from the row above."""
        carried = [
            field for kolom, level, field in self.declared if level == self.depth and kolom.lanjut
        ]
        detail = ("sub_kegiatan",) if self.has_detail else ()
        known = ("uraian", *detail, "koordinator", "pelaksana")
        own = [field for field in known if field in carried or field == "sub_kegiatan"]
        return tuple(dict.fromkeys((*own, *carried)))

    @cached_property
    def carrying(self) -> dict[str, str]:
        """What ``lanjut`` may name, each with the field that it stands for."""
        result = {}
        for kolom, level, field in self.declared:
            if kolom.lanjut and level <= self.depth:
                result[kolom.field] = field
            elif kolom.lanjut and field == "nama":
                result[self.source.tingkat[level].field] = SUB
            elif kolom.lanjut:
                result[kolom.field] = field
        return result

    def column(self, key: str) -> Column | None:
        """Return the printed column *key*; None where there is none."""
        return next((column for column in self.columns if column.key == key), None)

    def keys_of(self, key: str) -> list[str]:
        """Return the printed columns that the declared column *key* makes."""
        own = [column for column in self.columns if column.declared]
        return [column.key for column in own if column.declared and column.declared.kunci == key]

    def sums_after(self, level: int | None) -> list[BarisJumlah]:
        """Return the rows of sums that close a record of *level*; None: those in all."""
        return [
            item
            for item in self.source.jumlah
            if (None if item.tiap is None else self.levels[item.tiap]) == level
        ]

    def periods(self, key: str | None) -> Periode | None:
        """Return the periods called *key*."""
        return next((item for item in self.source.periode if item.kunci == key), None)
