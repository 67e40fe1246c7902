"""What a tag in a Word template may say: names of fields, if, for, and a few filters.

Templates come from people, so whatever else Jinja can do is refused before it runs; the sandbox
below is the second line of defence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

FILTERS = ("upper", "lower", "title", "trim")
MAX_SOURCE, MAX_RESULT = 20_000, 1_000_000  # characters; the longest tag of 2023 has under 100
_LOOP = {"index", "index0", "revindex", "revindex0", "first", "last", "length"}
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.CondExpr,
    nodes.For,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
)
_FIELD = re.compile(r"\{\{\s*([a-z]\w*(?:\.[a-z]\w*)*)\s*\}\}")
_BRACES = re.compile(r"[{}]")


class NotPrintable(Exception):
    """A tag prints what is neither text nor number; ``str()`` says what, in Indonesian."""


class TooLong(Exception):
    """A tag is longer than any that a person writes, or prints more than any page holds."""


class _Environment(ImmutableSandboxedEnvironment):
    """Values are escaped, an unknown field is an error, and a name reaches keys alone."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandboxed environment of the tags in Word templates."""
    made = _Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_at_print)
    made.globals.clear()
    made.filters = {name: _of_text(made.filters[name]) for name in FILTERS}
    made.tests.clear()
    return made


@jinja2.pass_context
def _at_print(_: Context, value: Any) -> Any:
    """With a context, Jinja does not print what it knows beforehand before this has seen it."""
    return printable(value)


def printable(value: Any) -> Any:
    """Return *value*, which a tag prints. Raises NotPrintable unless it is text or a number."""
    if isinstance(value, jinja2.Undefined):
        str(value)  # says which field there is not
    # Markup is a text too: what autoescape or a filter makes.
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal | Markup):
        raise NotPrintable(_kind(value))
    return value


def _kind(value: Any) -> str:
    if value is None:
        return "kosong (tidak ada nilainya)"
    if isinstance(value, bool):
        return "ya atau tidak"
    if isinstance(value, Mapping):
        parts = ", ".join(map(str, value))
        return f"kelompok bidang ({parts})" if parts else "kelompok bidang yang kosong"
    return "daftar" if isinstance(value, list | tuple) else "bukan teks"


def _of_text(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter *filter_* for texts and numbers alone."""

    def own(value: Any, *arguments: Any) -> Any:
        return filter_(printable(value), *arguments)

    return own


def compile_tags(source: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Compile *source*; return with it the names of the fields in it, in whichever branch.

    Raises TemplateSyntaxError, TooLong, or SecurityError for what is refused.
    """
    if len(source) > MAX_SOURCE:
        raise TooLong
    tree = environment().parse(source)
    _refuse(tree, inside=False)
    names = frozenset(meta.find_undeclared_variables(tree))
    return environment().from_string(tree), names


def run(template: jinja2.Template, context: Mapping[str, Any]) -> str:
    """Return what *template* prints with *context*. Raises TooLong, and what Jinja raises."""
    pieces, length = [], 0
    for piece in template.generate(context):
        length += len(piece)
        if length > MAX_RESULT:
            raise TooLong
        pieces.append(piece)
    return "".join(pieces)


def _refuse(node: nodes.Node, *, inside: bool) -> None:
    loop = isinstance(node, nodes.For)
    unknown = isinstance(node, nodes.Filter) and node.name not in FILTERS
    # Braces that a tag prints would stand on paper as a tag that nobody filled.
    written = node.value if isinstance(node, nodes.Const) else ""
    if isinstance(node, nodes.TemplateData):  # of {% raw %}; other text has no tag in it
        written = node.data if re.search(r"\{[{%#]|[}%#]\}", node.data) else ""
    # No field begins with a low line, and in Python much that is not for templates does.
    name = node.attr if isinstance(node, nodes.Getattr) else ""
    name = node.name if isinstance(node, nodes.Name) else name
    hidden = name.startswith("_")
    braces = isinstance(written, str) and _BRACES.search(written) is not None
    # a loop in a loop in a loop never ends
    if not isinstance(node, _ALLOWED) or unknown or braces or hidden or (loop and inside):
        raise SecurityError(type(node).__name__)
    for child in node.iter_child_nodes():
        _refuse(child, inside=inside or loop)


def fill_plain(source: str, context: Mapping[str, Any]) -> str | None:
    """Return *source* filled where it holds fields alone, without Jinja; None where it does not.

    Nearly every tag is of this kind, and compiling one takes longer than filling a hundred.
    """
    rest = _FIELD.sub("", source)
    if "{{" in rest or "{%" in rest or "{#" in rest:
        return None
    try:
        return _FIELD.sub(lambda hit: _value(hit[1], context), source)
    except (LookupError, NotPrintable):
        return None


def _value(path: str, context: Mapping[str, Any]) -> str:
    value: Any = context
    for name in path.split("."):
        if not isinstance(value, Mapping):
            raise LookupError(path)
        value = value[name]
    return str(printable(value))
