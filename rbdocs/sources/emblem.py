"""The crest that the office may put above the heading: ``templates/gambar/lambang.png``."""

from __future__ import annotations

from rbdocs.files import Project
from rbdocs.model.figure import CREST_HEIGHT, CREST_WIDTH, Image
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.sources.image_file import read_image

_NAME = "lambang"
_SUFFIXES = (".png", ".jpg", ".jpeg")


def load_crest(project: Project) -> tuple[Image | None, list[Finding]]:
    """Return the crest where there is one, and what is wrong with it."""
    folder = project.templates / "gambar"
    if not folder.is_dir():
        return None, []
    found = sorted(path for path in folder.iterdir() if path.stem.lower() == _NAME)
    usable = [path for path in found if path.suffix.lower() in _SUFFIXES]
    if len(usable) > 1:
        names = ", ".join(path.name for path in usable)
        return None, [
            _finding(
                project.show(folder),
                f"Ada lebih dari satu lambang: {names}.",
                "Sisakan satu berkas saja.",
            )
        ]
    if found and not usable:
        return None, [
            _finding(
                project.show(found[0]),
                f"Lambang harus PNG atau JPEG, bukan «{found[0].suffix or 'tanpa akhiran'}».",
                "Simpan ulang sebagai lambang.png.",
            )
        ]
    if not usable:
        return None, []
    return read_image(project, usable[0], CREST_WIDTH, CREST_HEIGHT)


def _finding(file: str, message: str, hint: str) -> Finding:
    return Finding("MUAT38", Level.GALAT, message, Location(file), hint=hint)
