"""The records of a layout: for every level a class with a field for every column of it.

A field that rules know has one name in all layouts (``satuan``, ``tw``, ``total``); the source
writes it under the name that the layout gives it. All other columns are fields by their own name.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, create_model
from pydantic_core import PydanticCustomError

from rbdocs.model.plan_columns import NUMERIC, SUB, ColumnKind, KolomRencana, kind_of
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.plan_tree import (
    Celah,
    IndikatorRencana,
    LampiranRencana,
    PlanBranch,
    PlanNode,
    RencanaAksi,
    SubKegiatan,
)
from rbdocs.model.values import EMPTY, Nilai, Text

# What people tick a month with.
TICKS = ("v", "V", "x", "X", "✓", "✔", "√", "●", "■", "*")
_HEADED = ("kegiatan_utama", "sasaran", "tema")
_Fields = dict[str, Any]


def plan_record(layout: PlanLayout) -> type[LampiranRencana]:
    """Return the class of the Lampiran of *layout*, with those of its levels below it."""
    return _Builder(layout).lampiran()


class _Builder:
    """Makes the classes of one layout, from the inside out."""

    def __init__(self, layout: PlanLayout) -> None:
        self._layout = layout

    def lampiran(self) -> type[LampiranRencana]:
        """The class of the whole."""
        fields: _Fields = {
            "jenis": (Literal[self._layout.name], ...),
            "rencana": (self._listing(0), ...),
            **self._sums(None),
        }
        made: type[LampiranRencana] = self._made("Lampiran", LampiranRencana, fields, {})
        return made

    def _listing(self, level: int) -> Any:
        """What a list of records of *level* may hold."""
        own: Any = self._level(level)
        if level > self._layout.depth:
            return list[own]
        choice = Annotated[
            Annotated[own, Tag("isi")] | Annotated[Celah, Tag("celah")],
            Discriminator(_content_or_celah),
        ]
        return list[choice]

    def _level(self, level: int) -> type[PlanNode]:
        layout = self._layout
        columns = [(kolom, field) for kolom, own, field in layout.declared if own == level]
        renamed = {field: kolom.field for kolom, field in columns if field != kolom.field}
        fields: _Fields = {
            field: self._column(kolom, field, level, renamed) for kolom, field in columns
        }
        base: type[PlanNode] = PlanBranch
        inner = layout.source.tingkat[level + 1 :]
        below = inner[0].field if inner else ""
        if level == layout.depth:
            base = RencanaAksi
            fields["lanjut"] = (self._carried(), Field(default_factory=list))
            if layout.has_detail:
                if below != SUB:
                    renamed[SUB] = below
                listing = self._listing(level + 1) | None
                default = Field(default=None, min_length=1, alias=renamed.get(SUB))
                fields[SUB] = (listing, default)
        elif level > layout.depth:
            base = SubKegiatan
            for kolom, own, field in layout.declared:
                if own == layout.depth and kolom.rinci:
                    alias = None if field == kolom.field else kolom.field
                    fields[field] = (_type(kolom) | None, Field(default=None, alias=alias))
                    renamed |= {field: alias} if alias else {}
        else:
            base = IndikatorRencana if layout.is_indicator(level) else PlanBranch
            fields[below] = (self._listing(level + 1), ...)
            fields |= self._sums(level)
        stated = (field for _, field in columns)
        name = layout.source.tingkat[level].kunci.title().replace("_", "")
        made: type[PlanNode] = self._made(name, base, fields, renamed)
        made.level, made.stated = level, frozenset(stated)
        if issubclass(made, PlanBranch):
            made.headed = next((field for kolom, field in columns if kolom.makna in _HEADED), None)
        return made

    def _sums(self, level: int | None) -> _Fields:
        """What a record may say of the rows of sums that close it."""
        if not self._layout.sums_after(level):
            return {}
        return {"jumlah": (dict[str, Nilai], Field(default_factory=dict))}

    def _column(
        self, kolom: KolomRencana, field: str, level: int, renamed: dict[str, str]
    ) -> tuple[Any, Any]:
        """The type and default of the field that holds *kolom*."""
        alias = renamed.get(field)
        kind: Any = _type(kolom)
        if kolom.periode is not None:
            count = len(self._layout.source.titles(kolom))
            return list[kind], Field(..., min_length=count, max_length=count, alias=alias)
        optional = level == self._layout.depth and kolom.lanjut
        if level > self._layout.depth and field != "nama":
            optional = True
        return (
            (kind | None, Field(default=None, alias=alias))
            if optional
            else (
                kind,
                Field(..., alias=alias),
            )
        )

    def _carried(self) -> Any:
        """The list of what carries on, by the names of the layout's columns."""
        carrying = self._layout.carrying
        known = tuple(dict.fromkeys((*carrying, *_CARRYING)))

        def check(names: list[str]) -> list[str]:
            for name in names:
                if name not in known:
                    listed = ", ".join(f"'{item}'" for item in carrying)
                    raise PydanticCustomError("enum", "kolom", {"expected": listed})
            return [carrying.get(name, name) for name in names]

        return Annotated[list[str], AfterValidator(check)]

    def _made(
        self,
        name: str,
        base: type[Any],
        fields: _Fields,
        renamed: dict[str, str],
    ) -> Any:
        title = self._layout.name.title().replace("-", "")
        made = create_model(f"{name}{title}", __base__=base, __module__=__name__, **fields)
        made.layout, made.renamed = self._layout, renamed
        return made


def _type(kolom: KolomRencana) -> Any:
    """What a value of *kolom* is."""
    kind = kind_of(kolom)
    if kind is ColumnKind.TICK:
        return Annotated[Nilai, AfterValidator(_tick)]
    if kind in NUMERIC:
        return Nilai
    return str if kind in (ColumnKind.UNIT, ColumnKind.OFFICE) else Text


def _tick(value: Nilai) -> Nilai:
    if value.text in TICKS or value.text in EMPTY or value.open:
        return value
    raise PydanticCustomError("centang", "tanda", {"tanda": " ".join(TICKS)})


def _content_or_celah(content: Any) -> str:
    gap = isinstance(content, Celah) or (isinstance(content, dict) and set(content) == {"celah"})
    return "celah" if gap else "isi"


# The columns of the first layouts that may carry on: every plan knows their names, so that one
# that its layout lacks is told as such.
_CARRYING = (
    *("uraian", "keterkaitan", "jenis_kegiatan", "sub_kegiatan", "anggaran"),
    *("koordinator", "pelaksana"),
)
