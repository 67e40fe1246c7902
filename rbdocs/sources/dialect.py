"""The Markdown of a chapter as markdown-it reads it, and a block of it with another text."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from rbdocs.model.chapter import Block, Heading, ListItem, Naskah
from rbdocs.model.sentence import starred
from rbdocs.model.values import Text
from rbdocs.sources.edit_yaml import Span, cut

DEPTH = 2  # columns by which an item's content is deeper than its marker
MAX_LEVEL = 3  # levels of items; the enacted text has 2, a template styles for 3
_COUNT = r"(?:\d{1,3}|[a-z]|[ivx]{1,4})"
_MARKER = re.compile(rf"(?:{_COUNT}(?:\)\.|[.)])|\({_COUNT}\)|[-–•])(?=[ \t]+\S)")


class Misplaced(NamedTuple):
    """A line whose indentation says something else than the writer can have meant."""

    line: int  # from 0
    below_item: bool  # it follows an item at once, but is not indented


def parse(text: str) -> tuple[list[Token], list[Misplaced]]:
    """Return the tokens of *text*, and lines that are wrongly indented.

    An item is ``butir_open`` ... ``butir_close``, its marker in ``markup``.
    """
    misplaced: list[Misplaced] = []
    tokens = _parser().parse(text, {"misplaced": misplaced})
    return tokens, misplaced


@cache
def _parser() -> MarkdownIt:
    # HTML is recognised so that it can be refused; without that it would be printed.
    parser = MarkdownIt("commonmark", {"html": True})
    # An indented line is no code, «&amp;» and «[a]: b» print as they stand, and an escaped «\*»
    # stays apart from an asterisk that marks nothing.
    parser.disable(["code", "list", "reference", "entity", "backticks", "text_join"])
    parser.block.ruler.before("hr", "butir", _item, {"alt": ["paragraph", "blockquote"]})
    parser.block.ruler.at("paragraph", _paragraph)
    return parser


def _item(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    hit = _MARKER.match(state.src, begin, stop)
    if hit is None or state.src[state.bMarks[start] : begin].strip():
        return False  # one marker a line: in «1) a. Teks» the second is text
    if silent:
        return True
    indent = state.sCount[start]
    last = _end_of_item(state, start, end, indent + DEPTH)
    token = state.push("butir_open", "", 1)
    token.markup = hit.group()
    token.map = [start, last]
    saved = state.tShift[start], state.sCount[start], state.blkIndent, state.lineMax
    content = hit.end() + len(re.match(r"[ \t]*", state.src[hit.end() : stop]).group())  # type: ignore[union-attr]
    state.tShift[start] = content - state.bMarks[start]
    state.sCount[start] = state.blkIndent = indent + DEPTH
    state.lineMax = last
    state.md.block.tokenize(state, start, last)
    state.tShift[start], state.sCount[start], state.blkIndent, state.lineMax = saved
    state.push("butir_close", "", -1)
    state.line = last
    return True


def _end_of_item(state: StateBlock, start: int, end: int, indent: int) -> int:
    last = line = start + 1
    while line < end:
        if not state.isEmpty(line):
            if state.sCount[line] < indent:
                break
            last = line + 1
        line += 1
    if last == line < end and not _begins_block(state, line, end):
        state.env["misplaced"].append(Misplaced(line, True))
    return last


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph ends at a blank line, or where another block begins, however deep."""
    line = start + 1
    while line < end and not state.isEmpty(line) and not _begins_block(state, line, end):
        line += 1
    if state.blkIndent == 0 and state.sCount[start] > 0:
        state.env["misplaced"].append(Misplaced(start, False))
    lines = (
        state.src[state.bMarks[n] + state.tShift[n] : state.eMarks[n]] for n in range(start, line)
    )
    state.line = line
    state.push("paragraph_open", "p", 1).map = [start, line]
    token = state.push("inline", "", 0)
    token.content = "\n".join(lines)
    token.map = [start, line]
    token.children = []
    state.push("paragraph_close", "p", -1)
    return True


def _begins_block(state: StateBlock, line: int, end: int) -> bool:
    return any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("paragraph"))


_UNDERLINE = re.compile(r"\s*=+\s*")
_HASHES = re.compile(r"\s*#+\s+")
# What would be read as a mark; markdown-it takes a backslash before any of them literally.
_MARKS = re.compile(r"([\\*\[\]<])")
# What begins a heading, a quotation, code or a line at the start of a paragraph.
_BEGINS = re.compile(r"#{1,6}(?:\s|$)|>|```|~~~|[-=_]{3,}\s*$")
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
    return f"{indent}{_no_mark(written)}"


def _no_mark(written: str) -> str:
    """*written*, the beginning of a paragraph, so that it begins no item, heading or quotation."""
    hit = _MARKER.match(written)
    place = len(hit[0].rstrip(")").rstrip(".")) if hit else 0
    if hit and hit[0][place:]:
        return f"{written[:place]}\\{written[place:]}"
    return f"\\{written}" if hit or _BEGINS.match(written) else written


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
