"""Find the places of repairs in a source, and mend it there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from rbdocs.model.finding import Repair
from rbdocs.model.kosakata import whole_words
from rbdocs.sources.edit_yaml import (
    LOADER,
    WORDS_OF_YAML,
    Span,
    apply_spans,
    number_as_written,
    rewritten,
    trimmed,
)

LineColumn = tuple[int, int]  # line and column, from 1, as findings give them


@dataclass(frozen=True, slots=True)
class WrittenScalar:
    """A value as it is written: from where to where, how quoted, and whether in ``[]`` or ``{}``.

    *spots* are its own place and those of the lists and groups that it stands in, as a finding
    names them: by their keys.
    """

    start: int
    end: int
    value: str
    style: str | None
    flow: bool
    spots: frozenset[LineColumn]


@dataclass(slots=True)
class _Collection:
    """A list or group being read; a group's next scalar is a key where *expects_key*."""

    spots: frozenset[LineColumn]
    flow: bool
    group: bool
    expects_key: bool = True
    key: LineColumn | None = None


def scalars(source: str) -> Iterator[WrittenScalar]:
    """Yield the values that *source* writes, in order, keys aside.

    *source* has been read before, by sources.yaml_file; this raises yaml.YAMLError for what is no
    YAML.
    """
    stack: list[_Collection] = []
    events: Iterator[Any] = yaml.parse(source, LOADER)
    for event in events:
        above = stack[-1] if stack else None
        if isinstance(event, yaml.CollectionStartEvent):
            own = _spot(above.key if above and above.key else None, event)
            spots = (above.spots if above else frozenset()) | {own}
            flow = bool(event.flow_style) or bool(above and above.flow)
            stack.append(_Collection(spots, flow, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            _next(stack[-1] if stack else None)
        elif isinstance(event, yaml.ScalarEvent):
            if above is not None and above.group and above.expects_key:
                above.expects_key, above.key = False, _spot(None, event)
                continue
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield WrittenScalar(
                start.index,
                end.index,
                event.value,
                event.style or None,
                above is not None and above.flow,
                (above.spots if above else frozenset()) | {_spot(None, event)},
            )
            _next(above)


def _spot(key: LineColumn | None, event: Any) -> LineColumn:
    """The place of a value: its key's where it is a list or group below one."""
    return key or (event.start_mark.line + 1, event.start_mark.column + 1)


def _next(above: _Collection | None) -> None:
    if above is not None and above.group:
        above.expects_key, above.key = True, None


_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_LINK = re.compile(r"\[[^\]]*\]\([^()\s]*\)")
# What may stand in a value without quotes, outside of lists in brackets.
_SAFE = re.compile(r"[\w/()'., -]*[^\W\d_][\w/()'., -]*")


@dataclass(slots=True)
class Mended:
    """A source with its repairs: those that found their place, and what was put where."""

    text: str
    done: list[Repair] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def mend(source: str, repairs: Iterable[Repair], starts: Sequence[int] | None = None) -> Mended:
    """Return *source* with all of *repairs* whose place in it is certain; the rest is left.

    *starts* are, for a chapter in Markdown, the lines on which its blocks begin; without them
    *source* is YAML. A repair that meets another one is left for the next time.
    """
    places = _Chapter(source, starts) if starts is not None else _Values(source)
    result = Mended(source)
    for repair in dict.fromkeys(repairs):
        span = places.find(repair)
        if span is not None and not any(_meet(span, other) for other in result.spans):
            result.done.append(repair)
            result.spans.append(span)
    result.text = apply_spans(source, result.spans)
    if isinstance(places, _Values) and not places.become(result):
        return _one_by_one(source, result.done)
    return result


def _one_by_one(source: str, repairs: Sequence[Repair]) -> Mended:
    """Leave out the repairs after which the source would say something else than meant."""
    result = Mended(source)
    for repair in repairs:
        places = _Values(source)
        span = places.find(repair)
        assert span is not None
        alone = Mended(apply_spans(source, [span]), [repair], [span])
        if places.become(alone):
            result.done.append(repair)
            result.spans.append(span)
    result.text = apply_spans(source, result.spans)
    return result


def _meet(span: Span, other: Span) -> bool:
    return span.start <= other.end and other.start <= span.end


class _Values:
    """The values of a YAML source by their places."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._all = list(scalars(source))
        self._by_spot: dict[LineColumn, list[int]] = {}
        for index, scalar in enumerate(self._all):
            for spot in scalar.spots:
                self._by_spot.setdefault(spot, []).append(index)
        self._wanted: dict[Repair, tuple[int, str]] = {}

    def find(self, repair: Repair) -> Span | None:
        """Return what to put where; None where *repair* has no place, or several."""
        spot = (repair.location.line, repair.location.column)
        pattern = whole_words(repair.old)
        hits = [
            (index, hit)
            for index in self._by_spot.get(spot, ())
            for hit in pattern.finditer(self._all[index].value)
        ]
        if len(hits) != 1:
            return None
        index, hit = hits[0]
        scalar = self._all[index]
        if hit[0] == scalar.value and repair.number:
            written = number_as_written(repair.new)
            if written is not None:
                self._wanted[repair] = index, written
                return Span(scalar.start, scalar.end, written)
        value = scalar.value[: hit.start()] + repair.new + scalar.value[hit.end() :]
        self._wanted[repair] = index, value
        return self._in_place(scalar, repair) or self._anew(scalar, value)

    def _in_place(self, scalar: WrittenScalar, repair: Repair) -> Span | None:
        """Change only the words concerned, where the source writes them as they are printed."""
        bare = _SAFE.fullmatch(repair.new) and repair.new.lower() not in WORDS_OF_YAML
        if scalar.style is None and (scalar.flow or not bare):
            return None  # the new text may need quotes
        old, new = (_escaped(text, scalar.style) for text in (repair.old, repair.new))
        written = self._source[scalar.start : scalar.end]
        hits = list(whole_words(old).finditer(written))
        if len(hits) != 1:
            return None
        start, end = (scalar.start + edge for edge in hits[0].span())
        return trimmed(self._source, Span(start, end, new))

    def _anew(self, scalar: WrittenScalar, value: str) -> Span:
        span = rewritten(self._source, scalar.start, scalar.end, value, scalar.style)
        if "\r\n" in self._source:
            span = span._replace(text=span.text.replace("\n", "\r\n"))
        return span

    def become(self, mended: Mended) -> bool:
        """Whether *mended* says what its repairs mean, and nothing else has changed."""
        expected = [scalar.value for scalar in self._all]
        seen: set[int] = set()
        for repair in mended.done:
            index, value = self._wanted[repair]
            if index in seen:  # several in one value: only whole sources are compared below
                pattern = whole_words(repair.old)
                value = pattern.sub(lambda _, new=repair.new: new, expected[index])  # type: ignore[misc]
            seen.add(index)
            expected[index] = value
        try:
            return expected == [scalar.value for scalar in scalars(mended.text)]
        except yaml.YAMLError:
            return False


def _escaped(text: str, style: str | None) -> str:
    """*text* as a scalar of *style* writes it on one line."""
    if style == '"':
        return text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("'", "''") if style == "'" else text


class _Chapter:
    """A chapter in Markdown, by the lines on which its blocks begin."""

    def __init__(self, source: str, starts: Sequence[int]) -> None:
        self._source = source
        self._starts = sorted(starts)
        self._lines = [0]
        for line in source.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)

    def find(self, repair: Repair) -> Span | None:
        """Return what to put where; None where *repair* has no place, or several."""
        line = repair.location.line
        after = bisect_right(self._starts, line)
        if not 1 <= line < len(self._lines) or line not in self._starts:
            return None
        start = self._lines[line - 1]
        end = len(self._source)
        if after < len(self._starts):
            end = self._lines[self._starts[after] - 1]
        block = self._source[start:end]
        # Where a link is to come, one that is there is right already.
        fixed = _LINK if _LINK.search(repair.new) else _LINK_TARGET
        closed = [hit.span() for hit in fixed.finditer(block)]
        hits = [
            hit
            for hit in whole_words(repair.old).finditer(block)
            if not any(first < hit.end() and hit.start() < last for first, last in closed)
        ]
        if len(hits) != 1:
            return None
        span = Span(start + hits[0].start(), start + hits[0].end(), repair.new)
        return trimmed(self._source, span)
