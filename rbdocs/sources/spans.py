"""Stretches of a text, and what is to stand there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def apply_spans(source: str, spans: Iterable[Span]) -> str:
    """Return *source* with *spans*, which do not overlap, put in."""
    pieces, position = [], 0  # put together once: a source may hold many thousand spans
    for span in sorted(spans):
        pieces += [source[position : span.start], span.text]
        position = span.end
    return "".join([*pieces, source[position:]])


def trimmed(source: str, span: Span) -> Span:
    """Return *span* without what it leaves as it is at its two ends."""
    old, new = source[span.start : span.end], span.text
    most = min(len(old), len(new))
    before = next((i for i in range(most) if old[i] != new[i]), most)
    most -= before
    after = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return Span(span.start + before, span.end - after, new[before : len(new) - after])
