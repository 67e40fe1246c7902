"""A bar chart shows the numbers given, to the eye and to a screen reader, without overlaps."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from rbdocs.figures.chart import chart_png, chart_svg, lay_out_chart
from rbdocs.figures.series import Chart, Series, format_value
from rbdocs.figures.shapes import Drawing, Frame, Words
from rbdocs.files import Project
from tests.drawn import ROOT, TYPEFACE, apart, extent, within

PROJECT = Project(ROOT)
SVG = "{http://www.w3.org/2000/svg}"
QUARTERS = tuple(
    f"TW {name} ({count} aksi)"
    for name, count in zip(("I", "II", "III", "IV"), (7, 120, 0, 15), strict=True)
)
GOAL = 100


def of_quarters(*values: Decimal | int | None) -> Chart:
    return Chart("Rata-rata capaian", QUARTERS, (Series("Capaian", values),), unit="persen")


NEARLY = of_quarters(Decimal("99.9"), 96, 100, None)
charts = st.builds(
    of_quarters,
    *(
        st.none() | st.integers(0, 10**9) | st.decimals(0, 1000, places=3, allow_nan=False)
        for _ in QUARTERS
    ),
)


def texts(drawing: Drawing) -> list[str]:
    return [text_of(words) for words in drawing.words]


def text_of(words: Words) -> str:
    return "".join(run.text for run in words.line)


@given(charts)
@example(NEARLY)
def test_whatever_the_numbers_nothing_overlaps_and_bars_are_as_long_as_their_values(
    chart: Chart,
) -> None:
    drawing, bars = lay_out_chart(chart, GOAL, TYPEFACE)
    page = Frame(0, 0, drawing.width, drawing.height)
    words, frames = [extent(word) for word in drawing.words], [bar.frame for bar in bars]
    assert all(within(word, page) for word in (*words, *frames))
    assert all(apart(*pair) for pair in itertools.combinations(words, 2))
    assert all(apart(*pair) for pair in itertools.combinations(frames, 2))
    assert all(apart(*pair) for pair in itertools.product(words, frames))
    values = [float(value) for value in chart.series[0].values if value]
    assert [frame.height for frame in frames] == pytest.approx(
        [value * 45 / max(GOAL, *values) for value in values], rel=1e-6, abs=1e-9
    )
    assert len({round(frame.y + frame.height, 6) for frame in frames}) <= 1


@given(charts)
def test_every_chart_is_one_svg_that_names_every_value(chart: Chart) -> None:
    root = etree.fromstring(chart_svg(PROJECT, chart, GOAL))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    said = root.get("aria-label", "")
    for value in chart.series[0].values:
        assert f" {format_value(value)}" in said
    tags = {str(item.tag).removeprefix(SVG) for item in root.iter(etree.Element)}
    assert tags <= {"svg", "rect", "title", "path", "text", "tspan"}


def test_names_and_values_are_printed_in_indonesian_form() -> None:
    chart = of_quarters(Decimal("66.666"), None, 0, Decimal("112.5"))
    drawing, bars = lay_out_chart(chart, GOAL, TYPEFACE)
    assert texts(drawing) == [
        "Rata-rata capaian (persen)",
        *("0", "25", "50", "75", "100"),
        *("66,67", "–", "0", "112,5"),
        *QUARTERS,
    ]
    assert [bar.said for bar in bars] == [
        "TW I (7 aksi), Capaian: 66,67",
        "TW IV (15 aksi), Capaian: 112,5",
    ]
    assert chart.description() == (
        "Rata-rata capaian (persen). TW I (7 aksi): Capaian 66,67; TW II (120 aksi): Capaian –; "
        "TW III (0 aksi): Capaian 0; TW IV (15 aksi): Capaian 112,5."
    )


def test_bars_are_read_off_an_axis_with_a_line_at_the_goal_that_crosses_no_value() -> None:
    drawing, bars = lay_out_chart(NEARLY, GOAL, TYPEFACE)
    axis = [word for word in drawing.words if word.anchor == "end"]
    assert [text_of(word) for word in axis] == ["0", "25", "50", "75", "100"]
    (tallest,) = (bar.frame for bar in bars if bar.said.endswith(": 100"))
    line = [stroke.points for stroke in drawing.strokes if stroke.dashed]
    assert {round(y, 6) for points in line for _, y in points} == {round(tallest.y, 6)}
    values_told = [extent(word) for word in drawing.words if text_of(word) in ("99,9", "96")]
    for (left, y), (right, _) in line:
        assert all(apart(Frame(left, y, right - left, 0.1), word) for word in values_told)
    assert len(line) == 2


def test_a_chart_without_a_value_says_so() -> None:
    drawing, bars = lay_out_chart(of_quarters(None, None, None, None), GOAL, TYPEFACE)
    assert (texts(drawing), bars) == (["Rata-rata capaian (persen)", "Tidak ada data."], [])


def test_series_that_do_not_fit_the_names_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="needs 2 values"):
        Chart("Contoh", ("a", "b"), (Series("x", (1,)),))
    with pytest.raises(ValueError, match="1 to 4 series"):
        Chart("Contoh", ("a",), (Series("x", (1,)),) * 5)


def test_a_name_that_looks_like_markup_stays_text() -> None:
    chart = Chart("<b>judul</b>", ("<script>alert(1)</script>",), (Series("", (1,)),))
    svg = chart_svg(PROJECT, chart, GOAL)
    assert svg.startswith("<svg ")
    assert "<script" not in svg
    assert "<b>" not in svg


def test_a_picture_for_word_is_sharp_and_its_bars_are_dark_on_white() -> None:
    image = Image.open(io.BytesIO(chart_png(PROJECT, NEARLY, GOAL))).convert("L")
    assert image.width == 1890
    _, bars = lay_out_chart(NEARLY, GOAL, TYPEFACE)
    scale = image.width / 160
    shades = [
        image.getpixel(tuple(int(at * scale) for at in bar.frame.middle))  # type: ignore[arg-type]
        for bar in bars
    ]
    assert len(shades) == 3
    assert all(shade < 100 for shade in shades)
    assert image.getpixel((3, 3)) == 255


def test_another_process_draws_the_same_chart() -> None:
    code = (
        "import hashlib\nfrom tests.test_chart import *\n"
        "print(hashlib.sha256(chart_png(PROJECT, NEARLY, GOAL)).hexdigest())"
    )
    prints = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(prints) == 1
    assert len(prints.pop().strip()) == 64
