"""A test whose assertions all stand in a loop looks at something: the tests themselves are read."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

# Of one of these, as many as of what they are given.
_AS_MANY = {"enumerate", "sorted", "reversed", "list", "tuple", "set", "zip", "sampled", "product"}
_VIEWS = {"items", "values", "keys"}


def surely_some(iterated: ast.expr) -> bool:
    """Whether *iterated* is written so that it cannot be empty: listed, counted, or looked at.

    A name in capitals is a constant, which says in its place what it holds.
    """
    if isinstance(iterated, ast.List | ast.Tuple | ast.Set):
        return any(surely_some(_inner(elt)) for elt in iterated.elts)
    if isinstance(iterated, ast.Dict):
        return bool(iterated.keys)
    if isinstance(iterated, ast.Constant):
        return bool(iterated.value)
    if isinstance(iterated, ast.BinOp):
        return surely_some(iterated.left) or surely_some(iterated.right)
    if isinstance(iterated, ast.Subscript):
        return surely_some(iterated.value)
    if isinstance(iterated, ast.Name | ast.Attribute):
        name = iterated.id if isinstance(iterated, ast.Name) else iterated.attr
        return name.isupper()
    return isinstance(iterated, ast.Call) and _gives_some(iterated)


def _inner(element: ast.expr) -> ast.expr:
    """What must not be empty for *element* to be one: the list that a star spreads, if any."""
    return element.value if isinstance(element, ast.Starred) else ast.Constant(True)


def _gives_some(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr in _VIEWS and surely_some(call.func.value)
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name in ("range", "examples"):
        return True  # how often is said
    if name in _AS_MANY:
        return bool(call.args) and all(surely_some(arg) for arg in call.args[: _sources(name)])
    return name == "at_least_one"


def _sources(name: str) -> int | None:
    return None if name in ("zip", "product") else 1


def asserts(node: ast.AST, *, doubtful: bool = False) -> Iterator[bool]:
    """Yield for each assertion in *node* whether it may never be reached, for want of a turn."""
    if isinstance(node, ast.Assert) or _is_raises(node):
        yield doubtful or _of_all_of_none(node)
    for child in ast.iter_child_nodes(node):
        inside = isinstance(node, ast.For) and child in node.body and not surely_some(node.iter)
        yield from asserts(child, doubtful=doubtful or inside)


def _of_all_of_none(node: ast.AST) -> bool:
    """Whether *node* asserts ``all(...)`` of what may be nothing, which is true then."""
    match node:
        case ast.Assert(
            test=ast.Call(func=ast.Name(id="all"), args=[ast.GeneratorExp(generators=[first, *_])])
        ):
            return not surely_some(first.iter)
    return False


def _is_raises(node: ast.AST) -> bool:
    return isinstance(node, ast.withitem) and "raises" in ast.unparse(node.context_expr)


def empty_tests(source: str) -> list[str]:
    """The tests in *source* that have assertions, none of which is sure to be reached."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    found = []
    for function in functions:
        reached = list(asserts(function))
        if function.name.startswith("test_") and reached and all(reached):
            found.append(function.name)
    return found


def test_no_test_of_this_project_asserts_only_where_nothing_may_be() -> None:
    files = sorted(Path(__file__).parent.glob("test_*.py"))
    found = {file.name: empty_tests(file.read_text("utf-8")) for file in files}
    assert len(found) > 50
    assert {name: names for name, names in found.items() if names} == {}, (
        "bungkus yang diulang: for x in at_least_one(...)"
    )


@pytest.mark.parametrize(
    ("loop", "empty"),
    [
        ("for one in found:\n        assert one", True),
        ("for one in sorted(found):\n        assert one", True),
        ("for one in [*found]:\n        assert one", True),
        ("for one in []:\n        assert one", True),
        ("for name, one in zip(NAMES, found):\n        assert one", True),
        (
            "for one in found.values():\n        with pytest.raises(ValueError):\n            f()",
            True,
        ),
        ("assert all(one > 1 for one in found)", True),
        ("assert all(one > 1 for one in NAMES)", False),
        ("for one in at_least_one(found):\n        assert one", False),
        ("for one in NAMES:\n        assert one", False),
        ("for one in NAMES.values():\n        assert one", False),
        ("for one in [*found, 1]:\n        assert one", False),
        ("for n, one in enumerate('ab'):\n        assert one", False),
        ("for one in range(4):\n        assert one", False),
        ("assert found\n    for one in found:\n        assert one", False),
        ("for one in found:\n        print(one)", False),
    ],
)
def test_a_loop_that_may_be_empty_is_seen(loop: str, empty: bool) -> None:
    assert empty_tests(f"def test_it():\n    {loop}\n") == (["test_it"] if empty else [])
