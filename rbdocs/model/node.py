"""The base of everything read from a source: a record that knows where each value stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, PrivateAttr
from pydantic_core import PydanticCustomError

from rbdocs.model.finding import Location, Site

KeyPath = tuple[str | int, ...]
# Most of what a record holds; pydantic takes long to say that it is no record.
_LEAVES = (str, int, type(None))

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _whole(content: object) -> object:
    """Pydantic alone would take ``010``, ``+5``, ``1_000`` and 1.000 for other numbers."""
    if isinstance(content, int) or (isinstance(content, str) and _WHOLE.fullmatch(content)):
        return content
    if isinstance(content, list | dict):
        raise PydanticCustomError("int_type", "bilangan bulat")
    raise PydanticCustomError("int_parsing", "bilangan bulat")


def _day(content: object) -> object:
    """Pydantic alone would take numbers for seconds since 1970, and a time of the day."""
    if isinstance(content, date) or (isinstance(content, str) and _DAY.fullmatch(content)):
        return content
    raise PydanticCustomError("date_type", "tanggal")


# A whole number and a day of a source: read only where it is written as it is read.
Whole = Annotated[int, BeforeValidator(_whole)]
Day = Annotated[date, BeforeValidator(_day)]


class Place:
    """Where a record stands in its file; two records are equal wherever they stand."""

    __slots__ = ("_find", "_path")

    def __init__(self, find: Callable[[KeyPath], Location], path: KeyPath) -> None:
        self._find = find
        self._path = path

    def location(self, *path: str | int) -> Location:
        """Return the place of the value at *path* below this record."""
        return self._find(self._path + path)

    def keys(self, *path: str | int) -> KeyPath:
        """Return the path in its file of the value at *path* below this record."""
        return self._path + path

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Place)

    __hash__ = None  # type: ignore[assignment]


def _unknown(_: KeyPath) -> Location:
    return Location("(tanpa berkas)")


class Node(BaseModel):
    """A record of the sources. Unknown keys are refused; every value has a place."""

    # The schema of a class is made where a source is first read into it: no command reads all.
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    # Fields that a source writes under another name, which the layout of a plan gives them.
    renamed: ClassVar[Mapping[str, str]] = {}

    _place: Place = PrivateAttr(default_factory=lambda: Place(_unknown, ()))

    def _known_place(self) -> Place:
        # Pydantic's own way to a private attribute, by its name, takes ten times as long.
        private = self.__pydantic_private__
        assert private is not None
        place: Place = private["_place"]
        return place

    def location(self, *path: str | int) -> Location:
        """Return where this record, or the value at *path* in it, stands in the sources."""
        return self._known_place().location(*self.written(path))

    def site(self, *path: str | int) -> Site:
        """Return that place with the record's own kode, where it has one."""
        return Site(self.location(*path), getattr(self, "kode", ""))

    def keys(self, *path: str | int) -> KeyPath:
        """Return the path, in its file, of this record or of the value at *path* in it."""
        return self._known_place().keys(*self.written(path))

    def written(self, path: KeyPath) -> KeyPath:
        """Return *path* with the field that it begins with as the source calls it."""
        if not path or path[0] not in self.renamed:
            return path
        return (self.renamed[str(path[0])], *path[1:])

    def place(self, find: Callable[[KeyPath], Location], path: KeyPath = ()) -> None:
        """Tell this record and all below it where they stand."""
        self._place = Place(find, path)
        for child, below in self.children():
            child.place(find, path + self.written(below))

    def children(self) -> Iterator[tuple[Node, KeyPath]]:
        """Yield the records directly below this one, each with its path from here."""
        for nama, content in self.__dict__.items():
            if not isinstance(content, _LEAVES):
                yield from _nodes_in(content, (nama,))


def _nodes_in(content: Any, path: KeyPath) -> Iterator[tuple[Node, KeyPath]]:
    if isinstance(content, Node):
        yield content, path
    elif isinstance(content, list):
        for index, parts in enumerate(content):
            if not isinstance(parts, _LEAVES):
                yield from _nodes_in(parts, (*path, index))
    elif isinstance(content, dict):
        for kunci, parts in content.items():
            yield from _nodes_in(parts, (*path, kunci))
