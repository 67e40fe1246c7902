"""The Markdown of a chapter: markdown-it's, with list items whose markers stay as written.

Markdown counts list items anew and knows only «1.», «1)» and «-». In a regulation the marker is
part of the text, so an item here is a paragraph with a marker: «1)», «1).», «a.», «(a)», «-».
What belongs to an item stands at least two columns deeper than its marker.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

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
