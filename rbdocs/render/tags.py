"""What a tag in a Word template may say: names of fields, if, for, and a few filters.

Templates come from people, so whatever else Jinja can do is refused before it runs; the sandbox
below is the second line of defence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

FILTERS = ("upper", "lower", "title", "trim")
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


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandboxed environment: values are escaped, an unknown field is an error."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)


def compile_tags(source: str) -> jinja2.Template:
    """Compile *source*. Raises TemplateSyntaxError, or SecurityError for what is refused."""
    tree = environment().parse(source)
    _refuse(tree, inside=False)
    return environment().from_string(tree)


def _refuse(node: nodes.Node, *, inside: bool) -> None:
    loop = isinstance(node, nodes.For)
    unknown = isinstance(node, nodes.Filter) and node.name not in FILTERS
    # a loop in a loop in a loop never ends
    if not isinstance(node, _ALLOWED) or unknown or (loop and inside):
        raise SecurityError(type(node).__name__)
    for child in node.iter_child_nodes():
        _refuse(child, inside=inside or loop)


def fill_plain(source: str, context: Mapping[str, Any]) -> str | None:
    """Return *source* filled where it holds fields alone, without Jinja; None where it does not.

    Nearly every tag is of this kind, and compiling one takes longer than filling a hundred.
    """
    try:
        filled = _FIELD.sub(lambda hit: _value(hit[1], context), source)
    except LookupError:
        return None
    rest = _FIELD.sub("", source)
    return None if "{{" in rest or "{%" in rest or "{#" in rest else filled


def _value(path: str, context: Mapping[str, Any]) -> str:
    value: Any = context
    for name in path.split("."):
        if not isinstance(value, Mapping):
            raise LookupError(path)
        value = value[name]
    return str(value)
