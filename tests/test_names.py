"""One name has one meaning, so who reads a line need not ask which of two it speaks of."""

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

import rbdocs

PROGRAM = Path(rbdocs.__file__).parent


@cache
def named() -> tuple[dict[str, list[str]], list[str]]:
    """In which modules each class is, and the places where something is called ``one``."""
    classes: dict[str, list[str]] = defaultdict(list)
    vague = []
    for path in sorted(PROGRAM.rglob("*.py")):
        name = path.relative_to(PROGRAM).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                classes[node.name].append(name)
            elif "one" in (getattr(node, "id", None), getattr(node, "arg", None)):
                vague.append(f"{name}:{node.lineno}")
    return classes, vague


def test_a_class_has_its_name_to_itself() -> None:
    places, _ = named()
    assert len(places) > 200
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_variable_says_what_it_holds() -> None:
    """``one`` says nothing; it stood for everything once."""
    assert named()[1] == []
