"""One name has one meaning, so who reads a line need not ask which of two it speaks of."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import rbdocs

PROGRAM = Path(rbdocs.__file__).parent


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PROGRAM.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def test_a_class_has_its_name_to_itself() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PROGRAM)))
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_variable_says_what_it_holds() -> None:
    """``one`` says nothing; it stood for everything once."""
    bound = [
        f"{path.relative_to(PROGRAM)}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id == "one")
        or (isinstance(node, ast.arg) and node.arg == "one")
    ]
    assert bound == []
