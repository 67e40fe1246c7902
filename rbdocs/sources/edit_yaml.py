"""Put another value in place of one in a YAML source; everything else stays letter by letter."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import yaml

from rbdocs.model.node import KeyPath
from rbdocs.model.sentence import write_emphasis
from rbdocs.model.values import Text, format_number, parse_number, reads_two_ways


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


LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 98  # letters of a line of folded text, as the sources are written
# Texts that mean the same without quotes, wherever they stand.
_PLAIN = re.compile(r"[A-Za-z][\w/()' .-]*[\w/()'.-]|[A-Za-z]")
WORDS_OF_YAML = frozenset({"y", "n", "yes", "no", "true", "false", "on", "off", "null"})


def replacement(
    source: str, keys: KeyPath, new: Text, *, marks: bool, literal: str | None = None
) -> Span | None:
    """Return what to put where in *source* so that the value at *keys* is *new*.

    *marks* says whether ``*`` marks italics in the value; *literal*, where given, is written as it
    stands. None where there is no such value, or where comments may stand in it.
    """
    node = node_at(yaml.compose(source, LOADER), keys)
    if isinstance(node, yaml.MappingNode):
        node = node_at(node, ("teks",))
    if node is None or isinstance(node, yaml.MappingNode):
        return None
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return None
    start, end = node.start_mark.index, node.end_mark.index
    style = (node.style or None) if isinstance(node, yaml.ScalarNode) else None
    said = write_emphasis(new) if marks else new.plain
    written = source[start:end]
    if literal is not None and style not in ("|", ">"):
        return Span(start, end, literal)
    if style in ("|", ">"):
        return rewritten(source, start, end, said, style)
    if isinstance(node, yaml.ScalarNode) and style is None and _is_number(written):
        number = number_as_written(new.plain)
        if number is not None:
            return Span(start, end, number)
    if not marks and any(italics for _, italics in new.pieces):
        return Span(start, end, _pieces(new))
    return rewritten(source, start, end, said, style)


def rewritten(source: str, start: int, end: int, text: str, style: str | None) -> Span:
    """Return what to put where in *source* so that its scalar from *start* to *end* says *text*.

    *style* is the scalar's: how it is quoted stays where *text* can be written so.
    """
    if style in ("|", ">"):
        return _block(source, start, end, text)
    return Span(start, end, plain_scalar(text, style))


def differs_only_at(
    old: str, new: str, paths: Iterable[Sequence[object]], *, root: yaml.Node | None = None
) -> bool:
    """Whether the YAML texts *old* and *new* say the same but for what stands at *paths*.

    *root* is what *old* is composed of, where that is known.
    """
    try:
        before = dict(_leaves(root or yaml.compose(old, LOADER), ()))
        after = dict(_leaves(yaml.compose(new, LOADER), ()))
    except yaml.YAMLError:
        return False
    changed = {pair for pair in before.keys() | after.keys() if before.get(pair) != after.get(pair)}
    known = {tuple(group) for group in paths}
    return all(_below(pair, known) for pair in changed)


def _below(path: tuple[object, ...], known: set[tuple[object, ...]]) -> bool:
    """Whether *path* is one of *known* or in it; a provision that is text alone is its own text."""
    above = (path[:length] for length in range(len(path) + 1))
    return any(group in known for group in above) or (*path, "teks") in known


def _leaves(node: Any, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], object]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _leaves(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _leaves(value, (*path, index))
    elif node is not None:
        yield path, (node.tag, node.value)


def node_at(node: Any, keys: KeyPath) -> Any:
    """Return what stands at *keys* in *node*; None where nothing does."""
    for step in keys:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            node = next((value for key, value in node.value if key.value == step), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step] if step < len(node.value) else None
        elif step == "teks" and isinstance(node, yaml.ScalarNode):
            continue  # a provision that is text alone is written as that text
        else:
            return None
    return node


def _is_number(written: str) -> bool:
    return re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", written) is not None


def number_as_written(text: str) -> str | None:
    """Return the number that prints as *text*, as a source writes it; None where none does."""
    number = parse_number(text)
    if number is None:
        return None
    whole = number.to_integral_value()
    value = (
        int(whole)
        if number == whole and "," not in text
        else Decimal(text.replace(".", "").replace(",", "."))
    )
    return str(value) if format_number(value) == text and not reads_two_ways(str(value)) else None


def _pieces(text: Text) -> str:
    """Text with italics as a list of its pieces."""
    return f"[{', '.join(_piece(*piece) for piece in text.pieces if piece[0])}]"


def _piece(text: str, italics: bool) -> str:
    return f"{{miring: {quoted(text)}}}" if italics else quoted(text)


def quoted(text: str) -> str:
    """Return *text* in double quotes, as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False)


def plain_scalar(text: str, style: str | None = None) -> str:
    """Return *text* as one scalar, without quotes only where it had none and needs none."""
    if style is None and _PLAIN.fullmatch(text) and text.lower() not in WORDS_OF_YAML:
        return text
    if style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return quoted(text)


def _block(source: str, start: int, end: int, text: str) -> Span:
    """A block scalar: folded where it is one line, else line by line as it will be printed."""
    old = source[start:end]
    lines = old.split("\n")[1:]
    first = next((line for line in lines if line.strip()), "  ")
    indent = first[: len(first) - len(first.lstrip())]
    if text != text.strip() or "  " in text or not text:
        return Span(start, start + len(old.rstrip("\r\n")), quoted(text))
    if "\n" in text:
        header, content = "|-", text.split("\n")
    else:
        header = ">-"
        content = textwrap.wrap(
            text, max(_WIDTH - len(indent), 40), break_long_words=False, break_on_hyphens=False
        )
    return Span(
        start,
        start + len(old.rstrip("\r\n")),
        "\n".join([header, *(indent + item for item in content)]),
    )


def cut(text: Text, start: int, end: int) -> Text:
    """Return the letters of *text* from *start* to before *end*, italics kept."""
    pieces, position = [], 0
    for piece, italics in text.pieces:
        part = piece[max(0, start - position) : max(0, end - position)]
        position += len(piece)
        if part:
            pieces.append((part, italics))
    return Text(tuple(pieces) or (("", False),))
