"""A small regulation without any fault (tests/bersih), and what examples change in it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from tests.sample import ROOT, replace_text

FOLDER = Path(__file__).parent / "bersih"
YEAR = 2024
_ACTION = {
    "uraian": "",
    "satuan": "Dokumen",
    "indikator": "Jumlah dokumen kerja yang disusun",
    "tw": ["-", "-", 1, "-"],
    "total": 1,
    "sub_kegiatan": [],
    "koordinator": "BKD",
    "pelaksana": "BKD",
}


class _Loader(yaml.CSafeLoader):
    """Reads ``no`` as the word that it is to the sources, not as false."""


_Loader.yaml_implicit_resolvers = {
    first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


class _Dumper(yaml.CSafeDumper):
    """Writes a value in each of its places, since sources have no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def copy_clean(folder: Path) -> Project:
    """Copy the clean regulation into *folder*, which is made."""
    for name, content in _clean_files():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return Project(folder)


@cache
def _clean_files() -> list[tuple[Path, bytes]]:
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    return [(path.relative_to(FOLDER), path.read_bytes()) for path in files]


class CleanCopy:
    """A folder with the clean regulation, for many cases one after the other."""

    def __init__(self, folder: Path) -> None:
        self._project = copy_clean(folder)
        self._stamps = {path: _stamp(path) for path in folder.rglob("*") if path.is_file()}

    def restored(self) -> Project:
        """The project as it was, whatever the case before has done to its files.

        Only what the dictionary has answered stays, as it does for users.
        """
        root = self._project.root
        for path in [path for path in root.rglob("*") if path.is_file()]:
            if path not in self._stamps and path.parent != self._project.output:
                path.unlink()
        for name, content in _clean_files():
            path = root / name
            if not path.is_file() or _stamp(path) != self._stamps[path]:
                path.write_bytes(content)
                self._stamps[path] = _stamp(path)
        return self._project


def _stamp(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def copy_printable(folder: Path) -> Project:
    """Copy the clean regulation into *folder*, with the templates that print it."""
    project = copy_clean(folder)
    shutil.copytree(ROOT / "templates", project.templates, dirs_exist_ok=True)
    return project


def apply_example(project: Project, example: str) -> None:
    """Change the clean sources by a rule's example; see Aturan for the three forms it takes."""
    content = read_yaml(example)
    if isinstance(content, list):
        _replace_actions(project, content)
    elif any("." in str(key) for key in content):
        for name, change in content.items():
            _change_file(project, str(name), change)
    else:
        _replace_actions(project, [content])


def apply_changes(project: Project, changes: Mapping[str, Any]) -> None:
    """Change the clean sources as a case says, in this order.

    ``sumber``: what files say, as in a rule's example; ``baris``: fields of an action by its kode,
    ``null`` takes one away; ``tambah``: actions after the one named, each a copy of it but for the
    fields given; ``ganti``: a text in a file, which stands there once, by another.
    """
    for name, change in changes.get("sumber", {}).items():
        _change_file(project, name, change)
    for kode, fields in changes.get("baris", {}).items():
        _change_actions(project, kode, lambda item, fields=fields: [{**item, **fields}])
    for kode, listing in changes.get("tambah", {}).items():
        _change_actions(
            project, kode, lambda item, new=listing: [item, *({**item, **own} for own in new)]
        )
    for entry in changes.get("ganti", ()):
        replace_text(_path(project, entry["berkas"]), entry["dari"], entry["menjadi"])


def load_clean(project: Project) -> Regulation:
    """Load the regulation in *project*; whatever loading finds is a mistake of the test."""
    loaded = load_year(project, Edition(YEAR))
    assert loaded.regulation is not None, [str(finding) for finding in loaded.findings]
    return loaded.regulation


def _replace_actions(project: Project, actions: list[dict[str, Any]]) -> None:
    """Let *actions* be the only ones in Lampiran II, each completed from a plain one."""
    path = project.sources / str(YEAR) / "lampiran-2.yaml"
    plan = read_yaml(path.read_text("utf-8"))
    indikator = plan["rencana"][0]["kegiatan_utama"][0]["indikator"][0]
    indikator["rencana_aksi"] = [_complete(action, n) for n, action in enumerate(actions, start=11)]
    plan["rencana"] = plan["rencana"][:1]
    plan["rencana"][0]["kegiatan_utama"] = plan["rencana"][0]["kegiatan_utama"][:1]
    _write(path, plan)


def _complete(action: dict[str, Any], number: int) -> dict[str, Any]:
    carried = action.get("lanjut", ())
    own = deepcopy({key: value for key, value in _ACTION.items() if key not in carried})
    if "uraian" in own:
        own["uraian"] = f"Menyusun dokumen kerja {number}"
    if "sub_kegiatan" in own:
        own["sub_kegiatan"] = [{"nama": f"Penataan Dokumen {number}", "anggaran": number * 10**6}]
    return {"kode": f"G-{number}", **own, **action}


def _change_actions(
    project: Project, kode: str, change: Callable[[dict[str, Any]], list[dict[str, Any]]]
) -> None:
    """Put what *change* makes of the action *kode* in its place, in whichever plan it stands."""
    for path in (project.sources / str(YEAR)).glob("lampiran-*.yaml"):
        text = path.read_text("utf-8")
        plan = read_yaml(text) if kode in text else None
        for listing in _lists_of_actions(plan):
            for index, item in enumerate(listing):
                if item.get("kode") == kode:
                    changed = change(deepcopy(item))
                    listing[index : index + 1] = [_without_none(new) for new in changed]
                    _write(path, plan)
                    return
    raise LookupError(kode)


def _lists_of_actions(content: Any) -> Iterator[list[dict[str, Any]]]:
    if isinstance(content, dict):
        if "rencana_aksi" in content:
            yield content["rencana_aksi"]
        content = list(content.values())
    for item in content if isinstance(content, list) else ():
        yield from _lists_of_actions(item)


def _without_none(content: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value is not None}


def _path(project: Project, name: str) -> Path:
    """The file *name* of the registers, or else of the year."""
    common = project.sources / name
    shared = common.exists() or name.startswith("dpa-")
    return common if shared else project.sources / str(YEAR) / name


def _change_file(project: Project, name: str, change: Any) -> None:
    path = _path(project, name)
    if path.name.startswith("gambar-"):
        fonts = Path("templates", "huruf")  # a figure is drawn with them as it is read
        shutil.copytree(ROOT / fonts, project.root / fonts, dirs_exist_ok=True)
    if change is None:
        path.unlink()
        return
    if isinstance(change, str):
        path.parent.mkdir(exist_ok=True)
        path.write_text(change, "utf-8")
        return
    content = read_yaml(path.read_text("utf-8")) if path.exists() else {}
    _write(path, _without_none({**content, **change}))


def read_yaml(text: str) -> Any:
    """Return what the YAML *text* says, with ``no`` as a word."""
    return yaml.load(text, _Loader)


def _write(path: Path, content: Any) -> None:
    text = yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
