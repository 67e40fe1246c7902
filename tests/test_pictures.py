"""The pictures in README and the guide are those that the script draws, with words for them."""

from __future__ import annotations

import json
import re

from PIL import Image

from tests.loops import at_least_one
from tests.pictures import ALL, FINGERPRINTS, FOLDER, GUIDE, LARGEST, PICTURES, SCREEN
from tests.sample import ROOT

_SHOWN = re.compile(r"!\[([^\]]{20,})\]\(([^)]+\.png)\)")


def test_every_picture_is_drawn_by_the_script_and_shown_with_words_for_who_cannot_see_it() -> None:
    texts = [ROOT / "README.md", GUIDE]
    shown = {
        (path.parent / target).resolve()
        for path in texts
        for _, target in _SHOWN.findall(path.read_text("utf-8"))
    }
    named = [
        name
        for path in texts
        for name in re.findall(r"gambar/(\w+(?:-\d)?\.png)", path.read_text("utf-8"))
    ]
    pictures = {path.resolve() for path in FOLDER.glob("*.png")}
    assert {path.name for path in shown} == set(PICTURES)
    assert shown == pictures
    assert set(json.loads(FINGERPRINTS.read_text("utf-8"))) == set(PICTURES)
    assert {name for name in named if name != "lambang.png"} == set(PICTURES)
    for path in at_least_one(sorted(pictures)):
        assert path.stat().st_size < LARGEST
        assert Image.open(path).width >= 900
    assert sum(path.stat().st_size for path in pictures) < ALL


def test_the_guide_quotes_a_first_screen_that_is_one() -> None:
    found = SCREEN.search(GUIDE.read_text("utf-8"))
    assert found
    lines = found[0].split("```text\n")[1].split("```")[0].splitlines()
    assert 5 < len(lines) <= 15
    assert lines[0].startswith("galat ")
    assert re.fullmatch(r"Pemeriksaan tahun 2024: \d+ galat, .*", lines[-1])
    (owed,) = (line for line in lines if line.startswith("Belum diisi (ISI01): "))
    assert "periksa 2024 --aturan ISI01" in owed
