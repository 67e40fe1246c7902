"""A chapter's figure as a picture: the office's image, or the drawing of its description."""

from __future__ import annotations

from rbdocs.documents.picture_cache import kept_or_drawn
from rbdocs.figures.layout import lay_out
from rbdocs.figures.svg import RENDERER, fill, pixels, png_height, rasterise
from rbdocs.figures.typeface import FAMILY, DrawingProblem, Typeface, load_typeface
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_HEIGHT, PRINTED_WIDTH, Gambar
from rbdocs.model.finding import Location
from rbdocs.word.picture import Picture
from rbdocs.word.problems import Mistake, TemplateFinding, TemplatesProblem

_TEMPLATE = "gambar.svg"


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
