"""Only rbdocs/word knows WordprocessingML: whoever changes how Word files are made looks there."""

from __future__ import annotations

import re

from tests.loops import at_least_one
from tests.sample import ROOT

# An element of WordprocessingML: in markup, by its prefix, or by its namespace.
_NAMED = re.compile(
    r"</?w:[a-z]|\bw:(?:p|r|t|tr|tc|tbl|sectPr|body)\b|\{W\}|wordprocessingml/2006/main"
)


def test_no_other_package_names_an_element_of_wordprocessingml() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in at_least_one((ROOT / "rbdocs").rglob("*.py"))
        if _NAMED.search(path.read_text("utf-8"))
    }
    assert len(found) > 20
    assert {name for name in found if not name.startswith("rbdocs/word/")} == set()
