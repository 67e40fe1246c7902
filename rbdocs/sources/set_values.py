"""Set many values of one YAML source at once; everything else stays letter by letter."""

from __future__ import annotations

import codecs
import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from rbdocs.model.node import KeyPath
from rbdocs.sources.edit_yaml import (
    LOADER,
    Span,
    apply_spans,
    differs_only_at,
    node_at,
    plain_scalar,
    rewritten,
)

Scalar = int | float | str


class RawLines(str):
    """What is put under a name as it is written, line by line: a list or a group."""


class UnsafePlace(Exception):
    """A value has no place in the source that can be edited safely; ``str()`` is its path."""


def written_scalar(value: Scalar) -> str:
    """Return *value* as a source writes it: a text in quotes where it needs them."""
    return plain_scalar(value) if isinstance(value, str) else json.dumps(value)


def as_item(text: str, indent: str = "") -> str:
    """Return *text*, laid out as if it stood at the margin, as an item of a list at *indent*."""
    below = text.replace("\n", f"\n{indent}  ")
    return f"{indent}- {below}"


def _entry(name: str, value: Scalar, indent: str) -> str:
    if not isinstance(value, RawLines):
        return f"{name}: {written_scalar(value)}"
    return "\n".join([f"{name}:", *(f"{indent}  {line}" for line in value.split("\n"))])


class YamlEdit:
    """Edits of one source, found in it and made all together."""

    def __init__(self, raw: bytes) -> None:
        self._mark = codecs.BOM_UTF8 * raw.startswith(codecs.BOM_UTF8)
        self._source = raw.decode("utf-8-sig")
        self._root = yaml.compose(self._source, LOADER)
        self._spans: list[Span] = []
        self._paths: list[Sequence[object]] = []

    def set(self, keys: KeyPath, value: Scalar) -> None:
        """Let the value at *keys* be *value*. Raises UnsafePlace."""
        node = node_at(self._root, keys)
        if not isinstance(node, yaml.ScalarNode):
            raise UnsafePlace(".".join(map(str, keys)))
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">") and isinstance(value, str):
            self._spans.append(rewritten(self._source, start, end, value, node.style))
        else:
            end = start + len(self._source[start:end].rstrip())
            self._spans.append(Span(start, end, written_scalar(value)))
        self._paths.append(keys)

    def add(self, keys: KeyPath, entries: Mapping[str, Scalar], after: str) -> None:
        """Add *entries* to the group at *keys*, each on a line of its own, behind *after*.

        An entry that is there is set. Raises UnsafePlace.
        """
        node = node_at(self._root, keys)
        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise UnsafePlace(".".join(map(str, keys)))
        names = {key.value: (key, value) for key, value in node.value}
        new = {}
        for name, value in entries.items():
            if name in names:
                self.set((*keys, name), value)
            else:
                new[name] = value
        if not new:
            return
        key, value = names.get(after) or node.value[-1]
        place = self._end_of_line(self._last_index(value))
        indent = " " * key.start_mark.column
        lines = "".join(f"\n{indent}{_entry(name, item, indent)}" for name, item in new.items())
        self._spans.append(Span(place, place, lines))
        self._paths += [(*keys, name) for name in new]

    def append(self, keys: KeyPath, text: str) -> None:
        """Add an item, written as *text*, to the end of the list at *keys*. Raises UnsafePlace.

        *text* is laid out as if it stood at the margin, without the dash.
        """
        node = node_at(self._root, keys)
        if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
            raise UnsafePlace(".".join(map(str, keys)))
        place = self._end_of_line(self._last_index(node.value[-1]))
        indent = " " * node.start_mark.column
        item = as_item(text.rstrip("\n"), indent)
        self._spans.append(Span(place, place, f"\n{item}"))
        added = sum(path == keys for path in self._paths)
        self._paths += [keys] if not added else []
        self._paths.append((*keys, len(node.value) + added))

    def result(self) -> bytes:
        """Return the source with all edits. Raises UnsafePlace where more would change."""
        spans = self._merged()
        if "\r\n" in self._source:
            spans = [span._replace(text=span.text.replace("\n", "\r\n")) for span in spans]
        text = apply_spans(self._source, spans)
        if not differs_only_at(self._source, text, self._paths, root=self._root):
            raise UnsafePlace("(berkas)")
        return self._mark + text.encode()

    def _merged(self) -> list[Span]:
        """The spans; several that insert at one place in the order in which they were made."""
        joined: dict[tuple[int, int], Span] = {}
        for span in self._spans:
            known = joined.get(span[:2]) if span.start == span.end else None
            joined[span[:2]] = (
                span if known is None else known._replace(text=known.text + span.text)
            )
        return list(joined.values())

    def _last_index(self, node: Any) -> int:
        """Where what is written in *node* ends: a block's own end is where the next one begins."""
        while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style:
            if not node.value:
                break
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        start, end = node.start_mark.index, node.end_mark.index
        written: str = self._source[start:end]
        return int(start) + len(written.rstrip())

    def _end_of_line(self, index: int) -> int:
        end = self._source.find("\n", index)
        if end < 0:
            return len(self._source)
        return end - 1 if self._source[end - 1] == "\r" else end
