"""Load a chapter's figure: its description, and the image beside it that is printed instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from rbdocs.figures.layout import lay_out
from rbdocs.figures.typeface import DrawingProblem, load_typeface
from rbdocs.files import Project
from rbdocs.model.figure import Gambar
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.sources.image_file import SUFFIXES, read_image
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import YamlFile, read

# Pictures that an office may well put there, but that Word shows differently or not at all.
_UNFIT = frozenset(
    {".avif", ".bmp", ".drawio", ".emf", ".gif", ".heic", ".jp2", ".pdf", ".pptx", ".svg", ".svgz"}
    | {".tif", ".tiff", ".vsdx", ".webp", ".wmf"}
)
_NAMED = re.compile(r"gambar-[a-z0-9-]+")


def read_figure(project: Project, path: Path) -> tuple[Gambar | None, list[Finding]]:
    """Return the figure whose description is at *path*, ready to be printed; else its findings."""
    file = read(project, path)
    gambar = shape(file, Gambar)
    if gambar is None:
        return None, file.findings
    if path.stem != key(gambar.nomor):
        file.note(
            "MUAT18",
            gambar.location("nomor"),
            f"Isi berkas ini bernomor «{gambar.nomor}», tidak sesuai dengan namanya.",
            f"Ganti nama berkasnya menjadi {key(gambar.nomor)}.yaml, atau betulkan nomornya.",
        )
    images = list(_beside(path))
    if len(images) > 1:
        file.note(
            "MUAT63",
            Location(project.show(images[1])),
            f"Ada lebih dari satu berkas untuk gambar {gambar.nomor}: "
            f"{', '.join(image.name for image in images)}.",
            "Sisakan satu saja, yang akan dicetak.",
        )
    elif images:
        _use(project, images[0], gambar, file)
    elif not gambar.isi:
        file.note(
            "MUAT63",
            gambar.location(),
            f"Gambar {gambar.nomor} tidak punya «isi», dan berkas gambarnya tidak ada.",
            f"Tulis isi gambarnya, atau letakkan {path.stem}.png di folder yang sama.",
        )
    else:
        _check_layout(project, gambar, file)
    return (None if file.findings else gambar), file.findings


def lone_images(project: Project, folder: Path) -> Iterator[Finding]:
    """Yield a finding for every image in *folder* that has no figure's description beside it."""
    for path in sorted(folder.glob("gambar-*")):
        named = _NAMED.fullmatch(path.stem)  # another, such as a copy's, is told as unused
        if named and path.suffix.lower() in SUFFIXES and not path.with_suffix(".yaml").exists():
            yield Finding(
                "MUAT63",
                Level.GALAT,
                f"Berkas gambar ini tidak dipakai: {path.stem}.yaml tidak ada.",
                Location(project.show(path)),
                hint=f"Buat {path.stem}.yaml dengan nomor dan judulnya, atau hapus berkas ini.",
            )


def picture_of(path: Path) -> Path | None:
    """Return the figure's description that the picture *path* stands beside; None where none."""
    described = path.with_suffix(".yaml")
    picture = path.suffix.lower() in SUFFIXES or path.suffix.lower() in _UNFIT
    return described if picture and described.is_file() else None


def key(nomor: str) -> str:
    """Return how chapters and files call the figure *nomor*: «2.1» is «gambar-2-1»."""
    return f"gambar-{nomor.replace('.', '-')}"


def _beside(path: Path) -> Iterator[Path]:
    """Yield the pictures beside *path* that have its name."""
    for other in sorted(path.parent.iterdir()):
        suffix = other.suffix.lower()
        if other.stem == path.stem and (suffix in SUFFIXES or suffix in _UNFIT):
            yield other


def _use(project: Project, path: Path, gambar: Gambar, file: YamlFile) -> None:
    if path.suffix.lower() in _UNFIT:
        file.note(
            "MUAT60",
            Location(project.show(path)),
            f"Berkas {path.suffix} tidak dapat dipakai sebagai gambar.",
            "Buka di program gambar asalnya dan simpan sebagai PNG atau JPEG, lebarnya sekitar "
            f"1900 piksel: {path.stem}.png.",
        )
        return
    image, findings = read_image(project, path)
    file.findings += findings
    if image is not None:
        gambar.use(image)


def _check_layout(project: Project, gambar: Gambar, file: YamlFile) -> None:
    try:
        problems = lay_out(gambar, load_typeface(project))[1]
    except DrawingProblem as error:
        file.note("MUAT01", Location(error.file), f"{error.message.capitalize()}.", error.hint)
        return
    for problem in problems:
        file.note("MUAT64", problem.location, problem.message, problem.hint)
