"""A Lampiran of running text of an earlier year as the new year's own, open to edit."""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml.comments import CommentedMap
from yaml import YAMLError

from rbdocs.files import FileProblem, NotRegular, Project, TooLarge, read_regular
from rbdocs.model.measure import renew_year
from rbdocs.revise.yaml_tree import (
    drop_with_comment,
    dump,
    keep_only,
    parse,
    start_comment,
    without_comments,
)
from rbdocs.revise.years import Years

_HEAD = "naskah.yaml"
_MAX_SIZE = 50_000_000  # bytes; a picture that a document can hold has far less


def copy_running_text(project: Project, folder: Path, years: Years) -> dict[str, bytes]:
    """Return the files of the Lampiran in *folder* as those of ``years.new``, by path below it.

    Each is copied as it is but for its comments, which are about the old print; naskah.yaml says
    the new year, and loses what last year's print had of its own. Raises FileProblem for what is
    no file of the project, or cannot be read.
    """
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in name.parts):
            continue
        if path.is_symlink() or not project.inside(path):
            raise FileProblem(
                f"{project.show(path)} menunjuk ke tempat lain, jadi tidak disalin. "
                "Ganti dengan berkasnya sendiri, lalu ulangi."
            )
        if path.is_file():
            data = _read(project, path)
            files[name.as_posix()] = _renewed(data) if path.suffix == ".yaml" else data
    files[_HEAD] = _head(files[_HEAD].decode("utf-8-sig"), folder, years).encode()
    return files


def _renewed(source: bytes) -> bytes:
    """The YAML *source* without its comments; what cannot be read, which nothing uses, as it is."""
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
        kept = without_comments(text)
        return source if kept == text else kept.encode()
    except (UnicodeDecodeError, YAMLError):
        return source


def _read(project: Project, path: Path) -> bytes:
    try:
        return read_regular(path, _MAX_SIZE)
    except (NotRegular, TooLarge) as error:
        raise FileProblem(
            f"{project.show(path)} terlalu besar untuk sumber sebuah Lampiran, atau bukan berkas "
            f"({error}). Pindahkan ke luar folder itu, lalu ulangi."
        ) from error
    except OSError as error:
        raise FileProblem(
            f"{project.show(path)} tidak dapat dibaca ({error.strerror or error}). "
            "Periksa izin berkas itu, lalu ulangi."
        ) from error


def _head(source: str, folder: Path, years: Years) -> str:
    tree: CommentedMap = parse(source)
    tree["tahun"] = years.new.year
    title = tree["judul"]
    tree["judul"] = type(title)(renew_year(title, years.old.year, years.new.year))
    drop_with_comment(tree, "tentang")
    keep_only(tree["tanda_tangan"], "pejabat")
    origin = f"{folder.parent.name}/{folder.name}"
    start_comment(
        tree,
        f"Rancangan {years.new}, disalin dari sources/{origin}. Naskah ini terbuka untuk "
        "disunting:\nsalah tulis yang dahulu dibiarkan dibetulkan di sini.",
    )
    return dump(tree)
