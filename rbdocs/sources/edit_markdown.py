"""Put another text in place of a block of a chapter; the other lines stay letter by letter."""

from __future__ import annotations

import re

from rbdocs.model.chapter import Block, Heading, ListItem, Naskah
from rbdocs.model.values import Text
from rbdocs.sources.edit_yaml import Span, cut, starred

_UNDERLINE = re.compile(r"\s*=+\s*")
_HASHES = re.compile(r"\s*#+\s+")
# What would be read as a mark; markdown-it takes a backslash before any of them literally.
_MARKS = re.compile(r"([\\*\[\]<])")
_EDGE = re.compile(r"(?<!\w)_|_(?!\w)")


def replacement(
    source: str, block: Block, next_line: int, new: Text, naskah: Naskah
) -> Span | None:
    """Return what to put where in *source*, a chapter, so that *block* prints *new*.

    *next_line* is the line of the next block, 0 where there is none. None where the text would
    lose a reference, or where *new* no longer begins with the item's marker.
    """
    lines = source.split("\n")
    first = block.location.line - 1
    last = (next_line - 1 if next_line else len(lines)) - 1
    while last > first and not lines[last].strip():
        last -= 1
    text = new
    if isinstance(block, ListItem):
        marker, _, rest = new.plain.partition("\t")
        if marker.strip() != block.marker:
            return None
        text = cut(new, len(new.plain) - len(rest), len(new.plain))
    elif isinstance(block, Heading):
        text = Text(tuple((piece.replace("\t", " "), italics) for piece, italics in new.pieces))
    written = _markdown(text, block, naskah)
    if written is None:
        return None
    content = _laid_out(block, lines[first : last + 1], written)
    start = sum(len(line) + 1 for line in lines[:first])
    end = start + len("\n".join(lines[first : last + 1]))
    return Span(start, end, content)


def _laid_out(block: Block, old: list[str], written: str) -> str:
    """*written* with what stood around the old text: indentation, marker, signs of a heading."""
    if isinstance(block, Heading):
        if _UNDERLINE.fullmatch(old[-1]):
            rows = written.split("\n")
            return "\n".join([*rows, "=" * max(map(len, rows))])
        hashes = _HASHES.match(old[0])
        return f"{hashes[0] if hashes else ''}{' '.join(written.split())}"
    indent = old[0][: len(old[0]) - len(old[0].lstrip())]
    if isinstance(block, ListItem):
        start = old[0].index(block.marker) + len(block.marker)
        space = re.match(r"[ \t]*", old[0][start:])
        return f"{old[0][:start]}{space[0] if space else ' '}{written}"
    return f"{indent}{written}"


def _markdown(text: Text, block: Block, naskah: Naskah) -> str | None:
    """*text* as Markdown, the references of *block* kept; None where one is lost."""
    references = [
        (run.text or naskah.number(run.target) or "", run) for run in block.runs if run.target
    ]
    result = []
    for piece, italics in text.pieces:
        written, rest = "", piece
        while references and references[0][0] in rest:
            shown, run = references.pop(0)
            before, _, rest = rest.partition(shown)
            label = _escaped(shown) if run.text else ""
            written += f"{starred(_escaped(before), italics)}[{label}](#{run.target})"
        result.append(written + starred(_escaped(rest), italics))
    return None if references else "".join(result)


def _escaped(text: str) -> str:
    return _EDGE.sub(r"\\_", _MARKS.sub(r"\\\1", text))
