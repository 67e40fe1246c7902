"""Bar charts for reports and documents: series of numbers as bars, each with its value beside it.

How to use it, in a stage above (a report, a document)::

    chart = Chart(
        "Anggaran menurut perangkat daerah",
        ("Diskominfo", "Bagian Organisasi"),
        (Series("Semula", (Decimal(525), None)), Series("Menjadi", (Decimal(600), Decimal(75)))),
        unit="juta rupiah",
    )
    chart_svg(project, chart)   # for HTML: put it into an autoescaped template as it stands
    chart_png(project, chart)   # for Word: PNG at 300 pixels an inch, PRINTED_WIDTH wide

Bars lie, so that long names of offices have room; ``upright=True`` lets them stand where
every name and value has room below and above its bar, as four quarters have, with an axis and a
line at the ``goal`` where there is one. The bars differ in lightness and outline, so that they can
be told apart in grey; a screen reader is told every value. The values printed are those given,
rounded to two decimals, in Indonesian form. Several charts can stand in one page:
they use no ids and no style sheet. Looks are in ``templates/grafik.svg``.

Own code on the project's typeface and template, for the libraries looked at do not do it: pygal
3.1 writes today's date and a random id into every chart, leather does not measure its labels, and
neither tells a screen reader a value.
"""

from __future__ import annotations

from markupsafe import Markup

from rbdocs.figures.bars import lay_out_bars
from rbdocs.figures.series import Chart
from rbdocs.figures.svg import fill, pixels, rasterise
from rbdocs.figures.typeface import FAMILY, load_typeface
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_WIDTH

TEMPLATE = "grafik.svg"


def chart_svg(project: Project, chart: Chart) -> Markup:
    """Return *chart* as one ``svg`` element, escaped and ready for an autoescaped template.

    Where the reader's machine has another typeface, each text still takes the width that was
    measured, so that none runs out of the chart or into a bar.
    Raises DrawingProblem where the template or the typeface cannot be used.
    """
    return _svg(project, chart, measured=True)


def _svg(project: Project, chart: Chart, *, measured: bool) -> Markup:
    drawing, bars = lay_out_bars(chart, load_typeface(project))
    svg = fill(
        project,
        TEMPLATE,
        uraian=chart.description(),
        huruf=FAMILY,
        lebar=drawing.width,
        tinggi=drawing.height,
        batang=bars,
        garis=drawing.strokes,
        teks=drawing.words,
        ukur=measured,
    )
    return Markup(svg)


def chart_png(project: Project, chart: Chart) -> bytes:
    """Return *chart* as PNG, PRINTED_WIDTH millimetres wide at 300 pixels an inch.

    Raises DrawingProblem where the template or the typeface cannot be used.
    """
    svg = _svg(project, chart, measured=False)  # drawn in the typeface that was measured
    shown = f"templates/{TEMPLATE}"
    return rasterise(str(svg), load_typeface(project), pixels(PRINTED_WIDTH), shown=shown)
