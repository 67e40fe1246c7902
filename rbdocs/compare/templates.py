"""What the templates of two versions have otherwise: they print words of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.word_changes import compare_files
from rbdocs.files import FileProblem, Project
from rbdocs.word.reader import read_word

_LOOK = "Rupa atau pengaturannya berubah; kata-katanya sama."
_OTHER = "Isinya berubah."


def compare_templates(old: Project, new: Project) -> list[Change]:
    """Return what the templates of *new* have otherwise than those of *old*.

    The words of a Word template are compared one by one, since they are printed; of any other file
    it is only told that it differs.
    """
    before, after = _files(old.templates), _files(new.templates)
    return [
        change
        for name in sorted({*before, *after})
        for change in _changes(name, before.get(name), after.get(name))
    ]


def _files(folder: Path) -> dict[str, Path]:
    found = (path for path in folder.rglob("*") if path.is_file())
    visible = (finding for finding in found if not finding.name.startswith((".", "~$")))
    return {path.relative_to(folder).as_posix(): path for path in visible}


def _changes(name: str, old: Path | None, new: Path | None) -> Iterator[Change]:
    part = f"Templat {name}"
    if old is None or new is None:
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
        texts = ("", part) if old is None else (part, "")
        yield Change(kind, part, (part,), "", "Templat", *texts, False)
        return
    before, after = old.read_bytes(), new.read_bytes()
    if before == after:
        return
    told = list(_words(name, part, before, after))
    yield from told
    if not told:
        remark = _LOOK if name.endswith(".docx") else _OTHER
        yield Change(ChangeKind.CHANGED, part, (part,), "", "Templat", "", remark, False)


def _words(name: str, part: str, before: bytes, after: bytes) -> Iterator[Change]:
    if not name.endswith(".docx"):
        return
    try:
        files = read_word(before, name), read_word(after, name)
    except FileProblem:
        return  # what is wrong with a template is told where it is used
    for file in compare_files(*files):
        places = tuple(f"{part}, {place}" for place in file.places)
        yield replace(file, part=part, places=places)
