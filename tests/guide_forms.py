"""What the guide says of amendments, made from the code: ``python3 -m tests.guide_forms``.

The table has every kind of amendment with its fields and its phrase; the examples show what a
drafter edits and the Pasal I that follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import yaml

from rbdocs.check.citations import is_complete, taken_fields
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.derive import derive
from rbdocs.law.phrases import fixed
from rbdocs.model.batang_tubuh import DaftarPasal, JenisPerubahan, Perubahan
from tests.sample import ROOT
from tests.test_law_phrases import as_written

GUIDE = ROOT / "docs/panduan.md"
SEBUTAN = "Peraturan Bupati"
_CASES = yaml.safe_load((Path(__file__).parent / "cases/guide_forms.yaml").read_text("utf-8"))
_ORDER = [name for name in Perubahan.model_fields if name not in ("jenis", "tercetak")]


def parts() -> dict[str, str]:
    """Return each made part of the guide by the name in its marks."""
    return {"bentuk": "\n".join(_table()), "contoh": "\n".join(_examples())}


def renewed(guide: str) -> str:
    """Return *guide* with its made parts as they are now."""
    for name, text in parts().items():
        start, end = f"<!-- {name}: mulai, dibuat -->\n", f"<!-- {name}: selesai -->"
        head, _, rest = guide.partition(start)
        _, _, tail = rest.partition(end)
        assert tail, f"docs/panduan.md: {name}"
        guide = f"{head}{start}\n{text}\n\n{end}{tail}"
    return guide


def _table() -> Iterator[str]:
    yield "| jenis | isian | kalimat |"
    yield "| --- | --- | --- |"
    examples = {item["jenis"]: _amendment(item) for item in _CASES["bentuk"]}
    assert set(examples) == set(get_args(JenisPerubahan)), "every kind has an example"
    for jenis in get_args(JenisPerubahan):
        yield _row(examples[jenis])
    yield _row(_amendment(_CASES["rincian"]), " dengan `rincian`")


def _row(example: Perubahan, note: str = "") -> str:
    assert is_complete(example), example.jenis
    needed, optional = taken_fields(example)
    names = [f"`{name}`" for name in _ORDER if name in needed]
    names += [f"(`{name}`)" for name in _ORDER if name in optional]
    phrase = fixed(example, SEBUTAN).plain
    return f"| `{example.jenis}`{note} | {', '.join(names)} | {phrase} |"


def _amendment(content: dict[str, Any]) -> Perubahan:
    return Perubahan.model_validate(as_written(content))


def _examples() -> Iterator[str]:
    for index, (nama, group) in enumerate(groupby(_CASES["contoh"], lambda item: item["nama"])):
        (example,) = group
        yield from ([""] if index else [])
        yield f"**{nama}** {example['penjelasan']}"
        yield ""
        yield f"```yaml\n# {example['berkas']}, sesudah disunting"
        yield f"{example['sunting'].rstrip()}\n```"
        yield ""
        yield "Pasal I:"
        yield ""
        for number, item in enumerate(_derived(example), start=1):
            yield f"{number}. {fixed(item, SEBUTAN).plain}"


def _derived(example: dict[str, Any]) -> list[Perubahan]:
    """What the program makes of the example; amendments written by hand are those."""
    edited = yaml.safe_load(example["sunting"])
    if "batang_tubuh" in edited:
        return [_amendment(item) for item in edited["batang_tubuh"][0]["perubahan"]]
    before = DaftarPasal.model_validate(as_written(yaml.safe_load(example["semula"])))
    after = DaftarPasal.model_validate(as_written(edited))
    found = derive(Consolidation.of(before.pasal, lengkap=True), after.pasal)
    assert found.obstacles == []
    return found.perubahan


if __name__ == "__main__":
    GUIDE.write_text(renewed(GUIDE.read_text("utf-8")), encoding="utf-8")
