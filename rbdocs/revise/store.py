"""How drafted sources come into a year's folder that may already hold a person's work."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rbdocs.files import (
    LARGEST,
    FileProblem,
    make_folder,
    read_regular,
    told,
    umask,
    write_atomic,
)
from rbdocs.revise.merge import Left, merge
from rbdocs.storing import write_all, writing

# What the program wrote last, beside what a person made of it: the base of the next merge.
BASE = ".revisi"
_BODY = "peraturan.yaml"  # it names the Lampiran, so they are there before it
Adapt = Callable[[str], str]


@dataclass(slots=True)
class Prepared:
    """What storing a draft will do: the new content of each file, and what is left as it is.

    *base* is what the next merge starts from. *removed* are files of a copied folder that a
    person has deleted since, *foreign* those that the program has not made.
    """

    folder: Path
    made: dict[str, bytes] = field(default_factory=dict)
    updated: dict[str, bytes] = field(default_factory=dict)
    base: dict[str, bytes] = field(default_factory=dict)
    left: list[tuple[Path, Left]] = field(default_factory=list)
    foreign: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)

    def content(self, name: str) -> bytes:
        """Return what the file *name* will hold."""
        if (new := self.made.get(name) or self.updated.get(name)) is not None:
            return new
        return _read(self.folder / name)

    def paths(self, names: Iterable[str]) -> list[Path]:
        """Return where the files *names* are."""
        return [self.folder / name for name in names]


def prepare(
    folder: Path, files: Mapping[str, bytes], adapt: Mapping[str, Adapt] | None = None
) -> Prepared:
    """Return how the drafted *files* come into *folder*, never over what a person has written.

    *adapt* brings up to date, before the merge, what a drafted file takes over from the person's.
    Nothing is written yet. Raises FileProblem where a file cannot be read.
    """
    result = Prepared(folder)
    for name, due in files.items():
        target, base = folder / name, folder / BASE / name
        if target.is_symlink() or not _within(folder, target):
            raise FileProblem(
                f"{target.as_posix()} menunjuk ke tempat lain. Ganti dengan berkasnya sendiri."
            )
        if not target.exists():
            if base.exists() and "/" in name and target.parent.exists():
                result.removed.append(target)
            else:
                result.made[name] = due
        elif base.exists():
            _merge(result, name, due, (adapt or {}).get(name))
        elif _read(target) != due:
            result.foreign.append(target)
            continue
        result.base[name] = due
    return result


def _within(folder: Path, target: Path) -> bool:
    return target.resolve().is_relative_to(folder.resolve())


def _merge(result: Prepared, name: str, due: bytes, adapt: Adapt | None) -> None:
    """Bring what a person may have edited up to date with *due*, where only that has changed."""
    target = result.folder / name
    base, present = _read(result.folder / BASE / name), _read(target)
    try:
        was, mine, new = (_lines(data) for data in (base, present, due))
    except UnicodeDecodeError:  # a picture: one side wins whole
        if present == base:
            merged = due
        else:
            merged = present
            if due not in (base, present):
                result.left.append((target, Left(1, "gambar lain", "gambar yang baru")))
    else:
        adapted = adapt(mine) if adapt else mine
        found = merge(was, adapted, new)
        result.left += [(target, left) for left in found.left]
        merged = present if found.text == mine else _encoded(found.text, present)
    if merged != present:
        result.updated[name] = merged


def _lines(content: bytes) -> str:
    """*content* as text with the line ends of the sources, whatever an editor has made of them."""
    return content.decode().replace("\r\n", "\n")


def _encoded(text: str, present: bytes) -> bytes:
    """*text* with the line ends that the person's file has."""
    return (text.replace("\n", "\r\n") if b"\r\n" in present else text).encode()


def _read(path: Path) -> bytes:
    try:
        return read_regular(path, LARGEST)
    except OSError as error:
        raise FileProblem(
            f"{path.as_posix()} tidak dapat dibaca ({error.strerror or error}). "
            "Periksa izin berkas itu, lalu ulangi."
        ) from error


def carry_out(sources: Path, prepared: Prepared) -> None:
    """Write what *prepared* says into its folder of *sources*: all of it or nothing.

    A year's folder that is new appears whole. Raises FileProblem where it cannot be written.
    """
    if prepared.folder.exists():
        contents = {
            **{prepared.folder / BASE / name: content for name, content in prepared.base.items()},
            **{prepared.folder / name: content for name, content in prepared.made.items()},
            **{prepared.folder / name: content for name, content in prepared.updated.items()},
        }
        write_all(sources, dict(sorted(contents.items(), key=lambda item: item[0].name == _BODY)))
        return
    with writing(sources), _appearing(prepared.folder) as beside:
        _remove_leftovers(sources, beside)
        for name, content in prepared.made.items():
            _write(beside / name, content)
        for name, content in prepared.base.items():
            _write(beside / BASE / name, content)


@contextlib.contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """Give a folder to fill, which gets the name of *folder* at the end, or is removed."""
    make_folder(folder.parent)
    with told(folder):
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield beside
        with told(folder):
            beside.chmod(0o777 & ~umask())
            beside.replace(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise


def _write(path: Path, content: bytes) -> None:
    make_folder(path.parent)
    write_atomic(path, content)


def _remove_leftovers(sources: Path, own: Path) -> None:
    """Remove the folders of killed runs that never got their name; *own* is this run's."""
    for leftover in sources.glob(".[12][0-9][0-9][0-9]-*"):
        if leftover.is_dir() and leftover != own:
            shutil.rmtree(leftover, ignore_errors=True)
