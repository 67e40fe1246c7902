"""Which fields of a plan's rows a new year's draft opens, keeps or empties, by its layout."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from rbdocs.model.plan_columns import NUMERIC, ColumnKind, KolomRencana, kind_of
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.values import BELUM_DIISI
from rbdocs.revise.yaml_tree import as_printed, flow
from rbdocs.revise.years import Years


@dataclass(frozen=True)
class DraftedFields:
    """The fields of a layout's rows, by the names that its sources have."""

    layout: PlanLayout

    @classmethod
    def of(cls, layout: PlanLayout) -> DraftedFields:
        """Return the fields of *layout*."""
        return cls(layout)

    def written(self, level: int, known: str) -> str | None:
        """Return what sources call the field that rules know as *known*; None where it is none."""
        found = (
            kolom.field
            for kolom, own, known_field in self.layout.declared
            if own == level and known_field == known
        )
        return next(found, None)

    @cached_property
    def own(self) -> list[str]:
        """The fields of a row that are new every year."""
        return [kolom.field for kolom in self._level(self.layout.depth) if self._opened(kolom)]

    @cached_property
    def beside(self) -> list[str]:
        """The fields beside a row that are new every year."""
        level = self.layout.depth + 1
        return [kolom.field for kolom in self._level(level) if self._opened(kolom)]

    @cached_property
    def below(self) -> str | None:
        """The list of what stands beside a row; None where the layout has none."""
        if not self.layout.has_detail:
            return None
        return self.layout.source.tingkat[self.layout.depth + 1].field

    @cached_property
    def achieved(self) -> frozenset[str]:
        """The fields with what was reached: in a new year nothing was yet."""
        return frozenset(
            kolom.field
            for kolom in self.layout.source.columns()
            if kind_of(kolom) is ColumnKind.ACHIEVED
        )

    def measures(self, node: Mapping[str, Any]) -> bool:
        """Whether a row measures something: one that only labels others does not."""
        depth = self.layout.depth
        keys = [self.written(depth, field) for field in ("satuan", "total")]
        known = [key for key in keys if key is not None]
        return not known or any(node.get(key) for key in known)

    def is_named(self, node: Mapping[str, Any]) -> bool:
        """Whether what stands beside a row has a name, so that it can cost something."""
        name = self.written(self.layout.depth + 1, "nama")
        return name is None or as_printed(node.get(name, "")) not in ("", "-", '""')

    def blank(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Return the fields of a row to be written, those of *given* filled in, others open."""
        result: dict[str, Any] = {}
        depth = self.layout.depth
        for kolom, level, field in self.layout.declared:
            if level == depth:
                result[kolom.field] = given.get(field, self._open(kolom))
            elif level > depth and self.below is not None and self.below not in result:
                below = {item.field: self._open(item) for item in self._level(level)}
                result[self.below] = CommentedSeq([CommentedMap(below)])
        return result

    def notes(self, years: Years) -> list[str]:
        """Return what a drafter must know of columns that are kept as they were."""
        return [
            f"Kolom «{kolom.label}» dibawa dari {years.old} apa adanya; sesuaikan dengan "
            f"{years.new}."
            for kolom in self._level(self.layout.depth)
            if kind_of(kolom) is ColumnKind.TICK or self._spans_years(kolom)
        ]

    def _level(self, level: int) -> list[KolomRencana]:
        return [kolom for kolom, own, _ in self.layout.declared if own == level]

    def _opened(self, kolom: KolomRencana) -> bool:
        if kolom.makna == "nomor" or self._spans_years(kolom):
            return False
        return kind_of(kolom) in NUMERIC

    def _spans_years(self, kolom: KolomRencana) -> bool:
        """Whether *kolom* has a value for each of several years, or is the sum of such."""
        if kolom.periode is not None:
            titles = [text.plain for text in self.layout.source.titles(kolom)]
            return all(title.isdigit() and len(title) == 4 for title in titles)
        parts = [item for item in self.layout.source.columns() if item.kunci in kolom.dari]
        return bool(parts) and all(self._spans_years(item) for item in parts)

    def _open(self, kolom: KolomRencana) -> Any:
        empty = kind_of(kolom) in (ColumnKind.TICK, ColumnKind.ACHIEVED)
        value = "" if empty else BELUM_DIISI
        if kolom.periode is None:
            return value
        return flow([value] * len(self.layout.source.titles(kolom)))
