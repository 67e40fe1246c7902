"""The sandbox in which a template's tags run: names of fields, if, for, and a few filters.

Templates come from people, so what else Jinja can do is refused by the linter before it runs; the
environment here is the second line of defence. It is an ordinary Jinja environment and is handed
to docxtpl as it is.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from rbdocs.model.figure import CREST_HEIGHT
from rbdocs.word.values import Marked, MarkedNumber, printed

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
FILTERS = ("upper", "lower", "title", "trim")
HEIGHT = "tinggi"  # the filter that says how high a picture is, in millimetres
MAX_SOURCE, MAX_RESULT = 20_000, 1_000_000  # characters; the longest tag of 2023 has under 100
LOOP_FIELDS = ("first", "last", "index", "index0", "revindex", "revindex0", "length")
_EMU_PER_MM = 36000
_BRACES = re.compile(r"[{}]")
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


class NotPrintable(Exception):
    """A tag prints what is neither text nor number; ``str()`` says what, in Indonesian."""


class TooLong(Exception):
    """A tag is longer than any that a person writes, or prints more than any page holds."""


class Xml(Markup):
    """WordprocessingML that this program made, which a tag prints as it is."""


class Paragraphs(Xml):
    """Whole paragraphs and tables, which stand where the paragraph of their tag stood."""


class _Environment(ImmutableSandboxedEnvironment):
    """Values are escaped, an unknown field is an error, and a name reaches keys alone."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP_FIELDS:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self.getattr(obj, str(argument))

    def call(self, *_: Any, **__: Any) -> Any:
        """Refuse: a template calls nothing."""
        raise SecurityError("()")

    def from_string(self, source: Any, *arguments: Any, **named: Any) -> jinja2.Template:
        """Return the template of *source*; that of a text alone is kept."""
        if arguments or named or not isinstance(source, str):
            return super().from_string(source, *arguments, **named)
        return _kept(self, source)


# One run fills a template again and again: for each document, and for each version of it.
@lru_cache(maxsize=32)
def _kept(environment: _Environment, source: str) -> jinja2.Template:
    return super(_Environment, environment).from_string(source)


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandboxed environment of the tags in Word templates."""
    made = _Environment(autoescape=True, undefined=jinja2.StrictUndefined, finalize=_at_print)
    made.globals.clear()
    made.filters = {name: _of_text(made.filters[name]) for name in FILTERS}
    made.filters[HEIGHT] = _with_height
    made.tests.clear()
    return made


@jinja2.pass_context
def _at_print(_: Context, value: Any) -> Any:
    """With a context, Jinja does not print what it knows beforehand before this has seen it."""
    value = printable(value)
    return value if isinstance(value, Markup) else printed(value)


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
    """Return the filter *filter_* for texts and numbers alone; marks stay as they are."""

    def own(value: Any, *arguments: Any) -> Any:
        value = printable(value)
        if isinstance(value, Xml):
            raise NotPrintable("gambar atau paragraf")
        if isinstance(value, MarkedNumber):
            value = Marked(str(int(value)), value.printed)
        if isinstance(value, Marked):
            return value.filtered(lambda text: filter_(text, *arguments))
        return filter_(value, *arguments)

    return own


def _with_height(picture: Any, millimetres: Any) -> Any:
    """The crest *picture*, *millimetres* high; the filter ``tinggi``."""
    if picture == "":  # there is none
        return ""
    if not isinstance(picture, Xml) or not isinstance(millimetres, int) or millimetres < 1:
        raise NotPrintable("bukan gambar dengan tingginya dalam milimeter")
    height = min(millimetres, CREST_HEIGHT) * _EMU_PER_MM

    def scale(hit: re.Match[str]) -> str:
        return f'cx="{round(int(hit[1]) * height / int(hit[2]))}" cy="{height}"'

    return Xml(re.sub(r'cx="(\d+)" cy="(\d+)"', scale, picture))


def parse_tags(source: str) -> nodes.Template:
    """Return the tree of *source*, a text with tags.

    Raises TemplateSyntaxError, TooLong, or SecurityError for what is refused.
    """
    if len(source) > MAX_SOURCE:
        raise TooLong
    tree = environment().parse(source)
    _refuse(tree, inside=False)
    return tree


def _refuse(node: nodes.Node, *, inside: bool) -> None:
    loop = isinstance(node, nodes.For)
    unknown = isinstance(node, nodes.Filter) and node.name not in (*FILTERS, HEIGHT)
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


def evaluate(source: str, context: Mapping[str, Any]) -> str:
    """Return *source*, a text with tags, filled with *context*; nothing in it is escaped.

    Raises TooLong, and what Jinja raises.
    """
    result, length = [], 0
    for piece in _compiled(source).generate(context):
        length += len(piece)
        if length > MAX_RESULT:
            raise TooLong
        result.append(piece)
    # The XML serialiser escapes; Jinja's own escaping is taken back, so nothing is escaped twice
    # and nothing, not even what a template marks as safe, can become markup.
    return html.unescape("".join(result))


@cache
def _compiled(source: str) -> jinja2.Template:
    pieces, end = [], 0
    for hit in TAG.finditer(source):
        pieces += [html.escape(source[end : hit.start()]), hit.group()]
        end = hit.end()
    whole = "".join(pieces) + html.escape(source[end:])
    return environment().from_string(parse_tags(whole))
