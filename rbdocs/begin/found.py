"""A new project is put in its folder whole, or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rbdocs.files import FileProblem, make_folder, told, write_atomic

_SHIPPED = Path(__file__).parents[2] / "templates"
_FRESH = "sudah ada. Buat proyek baru di folder lain, atau ubah berkas yang ada."


def found(root: Path, sources: Mapping[str, bytes]) -> list[Path]:
    """Put *sources*, by their paths below ``sources/``, and the templates into *root*.

    Returns what was made, in order; templates that are there already stay. Raises FileProblem
    where *root* has sources, or where something cannot be written: then nothing was made.
    """
    refuse_project(root)
    make_folder(root)
    with told(root), tempfile.TemporaryDirectory(prefix=".mulai-", dir=root) as folder:
        staged = Path(folder)
        for name, content in sources.items():
            path = staged / "sources" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        made = [root / "sources" / name for name in sources]
        if not (root / "templates").exists():
            shutil.copytree(_SHIPPED, staged / "templates")
            (staged / "templates").replace(root / "templates")
            made.insert(0, root / "templates")
        empty = root / "sources"
        with contextlib.suppress(OSError):
            empty.rmdir()  # an empty one is no project
        (staged / "sources").replace(empty)
    output = root / "output"
    make_folder(output)
    if not (output / ".gitignore").exists():
        write_atomic(output / ".gitignore", b"*\n!.gitignore\n")
    return made


def refuse_project(root: Path) -> None:
    """Raise FileProblem where *root* is no folder, or one that has sources already."""
    if root.exists() and not root.is_dir():
        raise FileProblem(f"{root.as_posix()} bukan folder. Sebutkan folder baru dengan --akar.")
    sources = root / "sources"
    with told(root):
        if sources.is_symlink() or (
            sources.exists() and (not sources.is_dir() or any(sources.iterdir()))
        ):
            raise FileProblem(f"{sources.as_posix()} {_FRESH}")
        templates = root / "templates"
        if templates.is_symlink() or (templates.exists() and not templates.is_dir()):
            raise FileProblem(f"{templates.as_posix()} {_FRESH}")
