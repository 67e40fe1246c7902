"""The pictures in README and the guide show what the program makes today."""

from __future__ import annotations

import json
import re
from pathlib import Path

from PIL import Image

from tests.loops import at_least_one
from tests.pictures import FINGERPRINTS, FOLDER, LARGEST, fingerprints
from tests.sample import ROOT


def test_no_picture_shows_what_is_no_more(tmp_path: Path) -> None:
    known = json.loads(FINGERPRINTS.read_text("utf-8"))
    now = fingerprints(tmp_path)
    stale = sorted(name for name in {**known, **now} if known.get(name) != now.get(name))
    assert not stale, "gambar lama; jalankan: .venv/bin/python -m tests.pictures"


def test_every_picture_is_shown_with_words_for_who_cannot_see_it() -> None:
    texts = [ROOT / "README.md", ROOT / "docs/panduan.md"]
    shown = {
        (path.parent / target).resolve()
        for path in texts
        for alt, target in re.findall(r"!\[([^\]]{20,})\]\(([^)]+\.png)\)", path.read_text("utf-8"))
    }
    pictures = {path.resolve() for path in FOLDER.glob("*.png")}
    assert shown == pictures
    for path in at_least_one(sorted(pictures)):
        assert path.stat().st_size < LARGEST
        assert Image.open(path).width >= 600
