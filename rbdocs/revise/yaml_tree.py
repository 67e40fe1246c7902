"""A YAML source that keeps its comments, order and quotes while its values are changed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import ScalarString

_SCANNER: Any = getattr(yaml, "CLoader", yaml.Loader)
_PLAIN: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDTH = 1_000_000  # a text stays on its line, as a person wrote it


def parse(text: str) -> Any:
    """Return the tree of *text*, a source that has been loaded without findings before."""
    return _yaml().load(text)


def plain_values(text: str) -> Any:
    """Return the values of *text*, read many times as fast where nothing is to be rewritten."""
    return yaml.load(text, _PLAIN)


def without_comments(text: str) -> str:
    """Return the source *text* without its comments; a line that was one goes.

    What they say is about the text as it was. Every other character stays as it is written.
    """
    kept, end = [], 0
    for token in yaml.scan(text, Loader=_SCANNER):
        kept.append(_uncommented(text, end, token.start_mark.index))
        kept.append(text[token.start_mark.index : token.end_mark.index])
        end = token.end_mark.index
    return "".join([*kept, _uncommented(text, end, len(text))]).lstrip("\n")


def _uncommented(text: str, start: int, end: int) -> str:
    """What stands in *text* between two tokens, without the comments in it."""
    gap = text[start:end]
    if "#" not in gap:
        return gap
    lines = gap.split("\n")
    kept = (
        [] if text[start - 1 : start] in ("\n", "") else [lines.pop(0).partition("#")[0].rstrip()]
    )
    kept += [line for line in lines if not line.lstrip().startswith("#")]
    if lines and lines[-1].lstrip().startswith("#"):  # the last line of the file
        kept.append("")
    return "\n".join(kept)


def dump(tree: Any) -> str:
    """Return *tree* as text, laid out like the sources."""
    stream = io.StringIO()
    _yaml().dump(tree, stream)
    return stream.getvalue()


def _yaml() -> YAML:
    made = YAML()
    made.preserve_quotes = True
    made.width = _WIDTH
    made.brace_single_entry_mapping_in_flow_sequence = True
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def as_printed(value: Any) -> str:
    """Return how a scalar of a tree is printed, for comments: numbers in Indonesian form."""
    from decimal import Decimal

    from rbdocs.model.values import format_number

    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return format_number(value)
    if isinstance(value, float):
        return format_number(Decimal(str(value)))
    text = "".join(_pieces(value))
    return text or '""'


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, str | ScalarString):
        yield str(value)
    elif isinstance(value, CommentedSeq):
        for item in value:
            yield from _pieces(item)
    elif isinstance(value, CommentedMap):
        yield from (str(entry) for entry in value.values())


def start_comment(tree: CommentedMap, text: str) -> None:
    """Let *tree* begin with *text* as a comment, instead of what stands there."""
    for token in (tree.ca.comment[1] or []) if tree.ca.comment else []:
        token.value = ""
    tree.yaml_set_start_comment(text)


def flow(values: Iterable[Any]) -> CommentedSeq:
    """Return *values* as a list written on one line."""
    sequence = CommentedSeq(values)
    sequence.fa.set_flow_style()
    return sequence


def comment(node: CommentedMap, key: str, text: str) -> None:
    """Put *text* behind the value of *key*; a comment that stands there already stays.

    It goes on a line before *key* where the value takes several lines.
    """
    text = " / ".join(text.splitlines())
    value = node[key]
    if isinstance(value, CommentedMap | CommentedSeq) and not value.fa.flow_style():
        node.yaml_set_comment_before_after_key(key, before=text, indent=node.lc.col or 0)
        return
    existing = node.ca.items.get(key)
    if existing and existing[2] is not None:
        before = existing[2].value.strip().lstrip("# ")  # "" where it is an empty line
        if before and text not in before:
            text = f"{before}; {text}"
        node.ca.items[key][2] = None
    node.yaml_add_eol_comment(text, key, column=0)


def comment_before(sequence: CommentedSeq, index: int, text: str, indent: int) -> None:
    """Put *text* on a line of its own before the item *index* of *sequence*."""
    sequence.yaml_set_comment_before_after_key(index, before=text, indent=indent)


def drop_with_comment(tree: CommentedMap, key: str) -> None:
    """Remove *key*, where it is there, and the comment on the lines before it."""
    if key not in tree:
        return
    names = list(tree)
    before = names[names.index(key) - 1] if names[0] != key else None
    del tree[key]
    tokens = tree.ca.items.get(before)
    if tokens and tokens[2] is not None:  # what stands behind *before*, and the lines after it
        own = tokens[2].value.partition("\n")[0]
        if own.strip():
            tokens[2].value = f"{own}\n"
        else:
            del tree.ca.items[before]


def keep_only(tree: CommentedMap, key: str) -> None:
    """Remove every key of *tree* but *key*."""
    for other in list(tree):
        if other != key:
            del tree[other]
