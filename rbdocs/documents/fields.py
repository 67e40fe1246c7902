"""What documents share: fields of every Lampiran, pictures, and how a file is put together.

A drawn picture is kept from one build to the next, since drawing at 300 pixels an inch takes
longest: under the digest of all that it was drawn from, and under its own, so neither an old nor a
damaged one is ever used. There is one for each figure; a newer one takes its place.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from rbdocs.figures.layout import lay_out
from rbdocs.figures.svg import RENDERER, fill, pixels, png_height, rasterise
from rbdocs.figures.typeface import FAMILY, DrawingProblem, Typeface, load_typeface
from rbdocs.files import FileProblem, Project, digest, make_folder, write_atomic
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.figure import CREST_WIDTH, PRINTED_HEIGHT, PRINTED_WIDTH, Gambar, Image
from rbdocs.model.finding import Location
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.model.signature import signature
from rbdocs.word.environment import Xml
from rbdocs.word.package import write_package
from rbdocs.word.picture import Picture, PictureStore, inline_picture
from rbdocs.word.problems import Mistake, TemplateFinding, TemplatesProblem
from rbdocs.word.properties import set_properties

# Two lines to sign on; not empty, so the paragraph is not dropped.
ROOM_TO_SIGN = "\u00a0\n\u00a0"
_TEMPLATE = "gambar.svg"
_FOLDER = ".gambar"
_SHORT = 20  # hexadecimal digits: no two alike ever, and a path that Windows can hold
_HEIGHT = 25  # millimetres; the filter tinggi makes it another
_EMU_PER_MM = 36000
_PIXELS_PER_MM = 300 / 25.4
_ALT = "Lambang"


def required_fields(*names: str) -> dict[str, tuple[str, str]]:
    """Return what is told of a template that lacks the fields *names*, and what to do.

    They are those that are others in every regulation: typed into a template they would be wrong
    the next time, and left out nobody would miss them.
    """
    return {
        name: (
            f"bidang «{name}» tidak dipakai, jadi isinya tidak tercetak",
            f"Tulis {{{{ {name} }}}} di tempatnya; templat dipakai tiap tahun, jadi isinya tidak "
            "diketik tetap.",
        )
        for name in names
    }


# Of the heading, title and signature of every Lampiran.
LAMPIRAN_REQUIRED = required_fields(
    "lampiran", "nomor", "tahun", "tentang", "judul", "tanda_tangan.nama"
)


def lampiran_fields(
    regulation: Regulation, lampiran: LampiranRencana | SusunanNaskah
) -> dict[str, Any]:
    """Return the fields of *lampiran*'s heading, title and signature block."""
    peraturan, mark = regulation.peraturan, lampiran.tanda_tangan
    sign = signature(regulation, mark)
    jabatan = sign.text("jabatan")
    return {
        "lampiran": lampiran.lampiran,
        "peraturan": peraturan.jenis,
        "nomor": peraturan.nomor_tercetak,
        "tahun": lampiran.tahun,
        # The lines of the title are those of the body; beside the margin they break elsewhere.
        "tentang": lampiran.tentang or " ".join(peraturan.tentang.split()),
        "judul": lampiran.judul,
        "tanda_tangan": {
            "tempat_tanggal": mark.tempat_tanggal,
            "jabatan": f"{jabatan}," if jabatan else "",
            "ttd": "" if sign.lost else peraturan.ttd(mark.ttd) or ROOM_TO_SIGN,
            "nama": sign.text("nama"),
        },
    }


def packed(
    parts: dict[str, bytes],
    regulation: Regulation,
    judul: str,
    *,
    lampiran: str = "",
    media: PictureStore | None = None,
) -> bytes:
    """Return the filled template *parts* as a Word file, with its properties and pictures."""
    if media is not None:
        media.finish(parts)
    set_properties(parts, regulation, judul=" ".join(judul.split()), lampiran=lampiran)
    return write_package(parts)


def figure_png(project: Project, gambar: Gambar) -> Picture:
    """Return the picture of *gambar*, at 300 pixels an inch of the size that it should have.

    The image file beside the figure's description wins over the drawing. Whoever places the
    picture shrinks it where it is wider or higher than the page allows, and never enlarges it.
    Caption and source line are not part of it.
    Raises TemplatesProblem where the figure's template or typeface cannot be used.
    """
    try:
        image = gambar.image
        if image is None:
            return _draw(project, gambar)
        scale = min(PRINTED_WIDTH / image.width, PRINTED_HEIGHT / image.height)
        return Picture(image.data, pixels(image.width * scale), pixels(image.height * scale))
    except DrawingProblem as error:
        place = f"baris {error.line}" if error.line else ""
        mistake = Mistake(place, "", error.message, error.hint)
        raise TemplatesProblem([TemplateFinding(error.file, mistake)]) from error


def _svg(project: Project, gambar: Gambar, typeface: Typeface) -> str:
    drawing, _ = lay_out(gambar, typeface)
    return fill(
        project,
        _TEMPLATE,
        judul=gambar.caption,
        huruf=FAMILY,
        lebar=drawing.width,
        tinggi=drawing.height,
        kotak=drawing.boxes,
        garis=drawing.strokes,
        kepala=drawing.heads,
        teks=drawing.words,
    )


def _draw(project: Project, gambar: Gambar) -> Picture:
    typeface = load_typeface(project)
    svg, width = _svg(project, gambar, typeface), pixels(PRINTED_WIDTH)
    data = kept_or_drawn(
        project,
        Location(gambar.location().file),
        f"{RENDERER} {width} {typeface.digest} {svg}",
        lambda: rasterise(svg, typeface, width, shown=f"templates/{_TEMPLATE}"),
    )
    return Picture(data, width, png_height(data))


# By their keys the pictures that this run has drawn: both sides of a comparison have the same.
_drawn: dict[str, bytes] = {}


def kept_or_drawn(
    project: Project, figure: Location, drawn_from: str, draw: Callable[[], bytes]
) -> bytes:
    """Return the picture that *draw* gives, from ``output/.gambar`` where it has been drawn before.

    *figure* is the description's place; *drawn_from* is all that the picture depends on.
    """
    folder = project.output / _FOLDER
    name = figure.file.removesuffix(".yaml").replace("/", "-")
    key = _short_digest(drawn_from.encode())
    for path in folder.glob(f"{name}.{key}.*.png"):
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            if path.name == f"{name}.{key}.{_short_digest(data)}.png":
                return data
    if key not in _drawn:
        _drawn[key] = draw()
    data = _drawn[key]
    with contextlib.suppress(FileProblem, OSError):  # it is only kept to save time
        make_folder(folder)
        for path in folder.glob(f"{name}.*.png"):
            path.unlink()
        write_atomic(folder / f"{name}.{key}.{_short_digest(data)}.png", data)
    return data


def _short_digest(data: bytes) -> str:
    return digest(data)[:_SHORT]


def crest_run(crest: Image | None, media: PictureStore) -> Xml | str:
    """Return what prints *crest*, 25 mm high, as a tag; "" without one."""
    if crest is None:
        return ""
    scale = min(_HEIGHT / crest.height, CREST_WIDTH / crest.width) * _PIXELS_PER_MM
    picture = Picture(crest.data, round(crest.width * scale), round(crest.height * scale))
    room = CREST_WIDTH * _EMU_PER_MM, _HEIGHT * _EMU_PER_MM
    return inline_picture(media.add(picture), picture, _ALT, *room)
