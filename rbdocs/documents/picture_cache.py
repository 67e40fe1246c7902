"""Keep drawn pictures from one build to the next; drawing at 300 pixels an inch takes longest.

A picture is kept under the digest of all that it was drawn from, and under its own, so neither an
old nor a damaged one is ever used. There is one for each figure; a newer one takes its place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from rbdocs.files import FileProblem, Project, digest, make_folder, write_atomic
from rbdocs.model.finding import Location

_FOLDER = ".gambar"
_SHORT = 20  # hexadecimal digits: no two alike ever, and a path that Windows can hold


def kept_or_drawn(
    project: Project, figure: Location, drawn_from: str, draw: Callable[[], bytes]
) -> bytes:
    """Return the picture that *draw* gives, from ``output/.gambar`` where it has been drawn before.

    *figure* is the description's place; *drawn_from* is all that the picture depends on.
    """
    folder = project.output / _FOLDER
    name = figure.file.removesuffix(".yaml").replace("/", "-")
    key = _short(drawn_from.encode())
    for path in folder.glob(f"{name}.{key}.*.png"):
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            if path.name == f"{name}.{key}.{_short(data)}.png":
                return data
    data = draw()
    with contextlib.suppress(FileProblem, OSError):  # it is only kept to save time
        make_folder(folder)
        for path in folder.glob(f"{name}.*.png"):
            path.unlink()
        write_atomic(folder / f"{name}.{key}.{_short(data)}.png", data)
    return data


def _short(data: bytes) -> str:
    return digest(data)[:_SHORT]
