"""What the tags of one paragraph of a template say: names that there are, texts that print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError

from rbdocs.word.environment import (
    FILTERS,
    HEIGHT,
    LOOP_FIELDS,
    NotPrintable,
    Paragraphs,
    TooLong,
    evaluate,
    parse_tags,
    printable,
)
from rbdocs.word.problems import Notes
from rbdocs.word.values import Loop, Table

USE = f"Pakai nama bidang, if, for, atau saringan {', '.join((*FILTERS, HEIGHT))} saja."
_TEXT = "Tag hanya mencetak teks atau angka; sebutkan bidang di dalamnya."
# What is known of what is itself a mistake: whatever it is asked for, one is told already.
ANYTHING = object()
_SIMPLE = re.compile(r"\{\{\s*([a-z]\w*(?:\.[a-z]\w*)*)\s*\}\}")


class LoopRow(dict[str, Any]):
    """The columns of a loop's row; *listing* is what is looped over."""

    listing = ""


class LoopPlace(dict[str, Any]):
    """A loop's ``loop``: what it says of the place in it."""


PLACE = LoopPlace(dict.fromkeys(LOOP_FIELDS, 1) | {"first": True, "last": False})


class Expressions:
    """Checks tags against the fields of a template.

    ``printed`` are the fields that tags print, ``columns`` those of loops, by what is looped over.
    """

    def __init__(self, fields: Mapping[str, Any], notes: Notes) -> None:
        self._fields = fields
        self._notes = notes
        self.printed: set[str] = set()
        self.columns: set[tuple[str, str]] = set()

    def check(
        self,
        tag: str,
        source: str,
        place: str,
        scope: Mapping[str, Any],
        *,
        condition: bool = False,
    ) -> None:
        """Note what is wrong with the names in *tag*, which is *source* without its prefix."""
        simple = _SIMPLE.fullmatch(source)
        try:
            paths = [simple[1].split(".")] if simple else _named(source)
        except jinja2.TemplateSyntaxError:
            hint = "Tulis nama bidang di antara {{ dan }}, misalnya {{ judul }}."
            self._notes.add(place, tag, "tag ini salah tulis", hint)
        except TooLong:
            self._too_long(tag, place)
        except (SecurityError, RecursionError):
            self._notes.add(place, _shorten(tag), "tag ini tidak diizinkan", USE)
        else:
            known = len(self._notes.mistakes)
            self.printed |= set() if condition else {".".join(path) for path in paths}
            found = [self._path(path, tag, place, scope) for path in paths]
            if len(self._notes.mistakes) == known and not condition:
                self._prefixed(tag, place, paths, found)
                if simple and len(self._notes.mistakes) == known:
                    self._printable(found[0], tag, place)

    def run(self, source: str, place: str, scope: Mapping[str, Any]) -> None:
        """Note what goes wrong when the tags of a paragraph, *source*, are filled."""
        if not _SIMPLE.sub("", source).count("{"):
            return  # nearly every tag is of this kind, and has been looked at
        if any(value is ANYTHING for value in scope.values()):
            return
        values = {
            name: () if isinstance(value, Loop | Table) else value for name, value in scope.items()
        }
        try:
            evaluate(source, values)
        except NotPrintable as error:
            self._notes.add(place, source, f"isi tag ini {error}, bukan teks atau angka", _TEXT)
        except TooLong:
            self._too_long(source, place)
        except SecurityError:
            self._notes.add(place, _shorten(source), "tag ini tidak diizinkan", USE)
        except jinja2.TemplateError as error:
            hint = "Tulis nama bidang di antara {{ dan }}, misalnya {{ judul }}."
            self._notes.add(place, source, f"tag ini salah tulis ({error})", hint)
        except Exception as error:
            message = f"tag ini gagal dijalankan ({error})"
            self._notes.add(place, source, message, "Pakai nama bidang saja.")

    def _too_long(self, source: str, place: str) -> None:
        hint = "Pakai nama bidang, dan ketik teks panjang langsung dalam paragraf."
        message = "tag ini, atau yang dicetaknya, terlalu panjang"
        self._notes.add(place, _shorten(source), message, hint)

    def _path(self, path: Sequence[str], tag: str, place: str, scope: Mapping[str, Any]) -> Any:
        """The value at *path*; ANYTHING, and a note, where there is none."""
        value: Any = scope
        for depth, name in enumerate(path):
            if value is ANYTHING:
                return ANYTHING
            if not isinstance(value, Mapping):
                self._notes.add(place, tag, "tag ini tidak diizinkan", USE)
                return ANYTHING
            if name not in value:
                self._unknown(name, value, tag, place)
                return ANYTHING
            if depth and isinstance(value, LoopRow):
                self.columns.add((value.listing, name))
            value = value[name]
        return value

    def _unknown(self, name: str, among: Mapping[str, Any], tag: str, place: str) -> None:
        column = "Kolom" if isinstance(among, LoopRow) else "Bidang"
        names = (
            list(among) if column == "Kolom" else sorted(text for text in among if text != "loop")
        )
        self._notes.add(
            place,
            tag,
            f"{column.lower()} «{name}» tidak dikenal",
            f"{column} yang ada: {', '.join(names)}.",
        )

    def _prefixed(
        self, tag: str, place: str, paths: Sequence[Sequence[str]], found: Sequence[Any]
    ) -> None:
        """Note a prefix that is missing, or too many."""
        for path, value in zip(paths, found, strict=True):
            if value is not ANYTHING and isinstance(value, Paragraphs) != tag.startswith("{{p "):
                name = ".".join(path)
                self._notes.add(
                    place,
                    tag,
                    f"awalan tag «{name}» keliru",
                    f"Tulis {{{{p {name} }}}} sendirian dalam paragrafnya."
                    if isinstance(value, Paragraphs)
                    else f"Tulis {{{{ {name} }}}} tanpa awalan.",
                )

    def _printable(self, value: Any, tag: str, place: str) -> None:
        if value is ANYTHING:
            return
        try:
            printable([] if isinstance(value, Loop | Table) else value)
        except NotPrintable as error:
            self._notes.add(place, tag, f"isi tag ini {error}, bukan teks atau angka", _TEXT)


@cache
def _named(source: str) -> list[Sequence[str]]:
    """Every name that the tags in *source* read. Raises what ``parse_tags`` does."""
    return list(_paths(parse_tags(source)))


def _paths(node: nodes.Node) -> Iterator[Sequence[str]]:
    """Yield every name that *node* reads, with the keys that it goes down."""
    if isinstance(node, nodes.Name):
        if node.ctx == "load":
            yield (node.name,)
    elif isinstance(node, nodes.Getattr):
        path: list[str] = []
        inner: nodes.Node = node
        while isinstance(inner, nodes.Getattr):
            path.insert(0, inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name):
            yield (inner.name, *path)
        else:
            yield from _paths(inner)
    else:
        for child in node.iter_child_nodes():
            yield from _paths(child)


def _shorten(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}..."
