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

from rbdocs.figures.bars import Bar, lay_out_bars
from rbdocs.figures.series import MAX_SERIES, Chart, Series, format_value
from rbdocs.figures.shapes import Drawing, Frame, Words
from rbdocs.figures.svg import chart_png, chart_svg
from rbdocs.files import Project
from tests.drawn import ROOT, TYPEFACE, apart, extent, within

PROJECT = Project(ROOT)
SVG = "{http://www.w3.org/2000/svg}"
QUARTERS = ("TW I", "TW II", "TW III", "TW IV")
TWO = Chart(
    "Anggaran menurut perangkat daerah",
    ("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", "Diskominfo"),
    (
        Series("Semula", (Decimal("1120.5"), None)),
        Series("Menjadi", (Decimal("600.333"), 0)),
    ),
    unit="juta rupiah",
)

number = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**12),
    st.decimals(-1000, 1000, places=3, allow_nan=False),
)
label = st.text("abc déf /&<\"'GHIJKLMNOPQ", max_size=60)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    labels = tuple(draw(st.lists(label, max_size=5)))
    values = st.tuples(*(number for _ in labels))
    series = st.lists(st.builds(Series, label, values), min_size=1, max_size=MAX_SERIES)
    return Chart(
        draw(label),
        labels,
        tuple(draw(series)),
        unit=draw(label),
        upright=draw(st.booleans()),
        heading=draw(st.booleans()),
        goal=draw(st.none() | st.integers(1, 10**6)),
    )


def legend(chart: Chart, bars: list[Bar]) -> list[Bar]:
    return bars[: len(chart.series)] if len(chart.series) > 1 else []


def texts(drawing: Drawing) -> list[str]:
    return [text_of(words) for words in drawing.words]


def text_of(words: Words) -> str:
    return "".join(run.text for run in words.line)


@given(charts())
@example(TWO)
def test_whatever_the_numbers_nothing_overlaps_and_bars_are_as_long_as_their_values(
    chart: Chart,
) -> None:
    drawing, bars = lay_out_bars(chart, TYPEFACE)
    page = Frame(0, 0, drawing.width, drawing.height)
    words, frames = [extent(word) for word in drawing.words], [bar.frame for bar in bars]
    assert all(within(word, page) for word in (*words, *frames))
    assert all(apart(*pair) for pair in itertools.combinations(words, 2))
    assert all(apart(*pair) for pair in itertools.combinations(frames, 2))
    assert all(apart(*pair) for pair in itertools.product(words, frames))
    drawn = bars[len(legend(chart, bars)) :]
    values = [value for series in chart.series for value in series.values if value]
    assert len(drawn) == len(values)
    if values:
        lying = {bar.frame.height for bar in drawn} == {4.2}
        lengths = sorted(bar.frame.width if lying else bar.frame.height for bar in drawn)
        sizes = sorted(abs(float(value)) for value in values)
        scale = lengths[-1] / sizes[-1]
        assert lengths == pytest.approx([size * scale for size in sizes], rel=1e-6, abs=1e-9)


@given(charts())
def test_every_chart_is_one_svg_that_names_every_value_and_can_stand_beside_others(
    chart: Chart,
) -> None:
    root = etree.fromstring(chart_svg(PROJECT, chart))
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    said = root.get("aria-label", "")
    for series in chart.series:
        for value in series.values:
            assert f" {format_value(value)}" in said
    tags = {str(item.tag).removeprefix(SVG) for item in root.iter(etree.Element)}
    assert tags <= {"svg", "rect", "title", "path", "text", "tspan"}
    assert not any(item.get("id") or item.get("class") for item in root.iter(etree.Element))


def test_names_values_and_legend_are_printed_in_indonesian_form() -> None:
    drawing, bars = lay_out_bars(TWO, TYPEFACE)
    assert texts(drawing) == [
        "Anggaran menurut perangkat daerah (juta rupiah)",
        "Semula",
        "Menjadi",
        "Dinas Penanaman Modal dan",
        "Pelayanan Terpadu Satu Pintu",
        "1.120,5",
        "600,33",
        "Diskominfo",
        "–",
        "0",
    ]
    assert [bar.said for bar in bars] == [
        "Semula",
        "Menjadi",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Semula: 1.120,5",
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu, Menjadi: 600,33",
    ]
    assert TWO.description() == (
        "Anggaran menurut perangkat daerah (juta rupiah). "
        "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu: Semula 1.120,5, Menjadi 600,33; "
        "Diskominfo: Semula –, Menjadi 0."
    )


def test_quarters_stand_beside_each_other_on_one_floor() -> None:
    values = (10, 20, 30, 40), (8, 21, Decimal("27.5"), None)
    series = tuple(map(Series, ("Target", "Capaian"), values))
    chart = Chart("Capaian", QUARTERS, series, upright=True)
    _, bars = lay_out_bars(chart, TYPEFACE)
    standing = bars[2:]
    assert len({round(bar.frame.y + bar.frame.height, 6) for bar in standing}) == 1
    ordered = sorted(standing, key=lambda bar: bar.frame.x)
    assert [bar.said.split(": ")[1] for bar in ordered] == [
        "10",
        "8",
        "20",
        "21",
        "30",
        "27,5",
        "40",
    ]


def test_bars_are_read_off_an_axis_with_a_line_at_the_goal_that_crosses_no_value() -> None:
    values = (Decimal("99.9"), 96, 100, None)
    chart = Chart("Capaian", QUARTERS, (Series("", values),), upright=True, goal=100)
    drawing, bars = lay_out_bars(chart, TYPEFACE)
    axis = [word for word in drawing.words if word.anchor == "end"]
    assert [text_of(word) for word in axis] == ["0", "25", "50", "75", "100"]
    (tallest,) = (bar.frame for bar in bars if bar.said.endswith(": 100"))
    line = [stroke.points for stroke in drawing.strokes if stroke.dashed]
    assert {round(y, 6) for points in line for _, y in points} == {round(tallest.y, 6)}
    values_told = [extent(word) for word in drawing.words if text_of(word) in ("99,9", "96")]
    for (left, y), (right, _) in line:
        assert all(apart(Frame(left, y, right - left, 0.1), word) for word in values_told)
    assert len(line) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"series": (Series("Rupiah", (10**12, 2 * 10**12, 3 * 10**12, 10**12)),) * 2},
        {"series": (Series("Selisih", (1, -1, 0, 2)),)},
        {"labels": ("Pertanggungjawabanpenyelenggaraanpemerintahan", "b", "c", "d")},
    ],
    ids=["values too wide", "negative", "name too long"],
)
def test_bars_lie_where_they_cannot_stand(change: dict[str, object]) -> None:
    fields = {"labels": QUARTERS, "series": (Series("Nilai", (1, 2, 3, 4)),)} | change
    chart = Chart("Contoh", upright=True, **fields)  # type: ignore[arg-type]
    _, bars = lay_out_bars(chart, TYPEFACE)
    drawn = bars[len(legend(chart, bars)) :]
    assert {bar.frame.height for bar in drawn} == {4.2}


def test_a_chart_without_a_value_says_so() -> None:
    drawing, bars = lay_out_bars(Chart("Kosong", ("a",), (Series("x", (None,)),)), TYPEFACE)
    assert (texts(drawing), bars) == (["Kosong", "Tidak ada data."], [])
    drawing, _ = lay_out_bars(Chart("Kosong", (), (Series("x", ()),)), TYPEFACE)
    assert texts(drawing) == ["Kosong", "Tidak ada data."]


def test_a_chart_can_do_without_its_heading_where_a_caption_follows() -> None:
    chart = Chart("Judul", ("a",), (Series("x", (1,)),), heading=False)
    assert texts(lay_out_bars(chart, TYPEFACE)[0]) == ["a", "1"]


def test_series_that_do_not_fit_the_names_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="needs 2 values"):
        Chart("Contoh", ("a", "b"), (Series("x", (1,)),))
    with pytest.raises(ValueError, match="1 to 4 series"):
        Chart("Contoh", ("a",), (Series("x", (1,)),) * 5)


def test_a_name_that_looks_like_markup_stays_text() -> None:
    chart = Chart("<b>judul</b>", ("<script>alert(1)</script>",), (Series("", (1,)),))
    svg = chart_svg(PROJECT, chart)
    assert svg.startswith("<svg ")
    assert "<script" not in svg
    assert "<b>" not in svg


def test_a_picture_for_word_is_sharp_and_its_series_differ_when_printed_in_grey() -> None:
    three = Chart("Tiga", ("a",), tuple(Series(name, (10,)) for name in "xyz"))
    image = Image.open(io.BytesIO(chart_png(PROJECT, three))).convert("L")
    assert image.width == 1890
    _, bars = lay_out_bars(three, TYPEFACE)
    scale = image.width / 160
    shades = [
        image.getpixel((int(bar.frame.middle[0] * scale), int(bar.frame.middle[1] * scale)))
        for bar in bars
    ]
    assert shades[:3] == shades[3:]  # the legend's squares
    assert all(abs(first - second) > 60 for first, second in itertools.combinations(shades[:3], 2))


def test_another_process_draws_the_same_chart() -> None:
    code = (
        "import hashlib\nfrom tests.test_chart import *\n"
        "print(hashlib.sha256(chart_png(PROJECT, TWO)).hexdigest())"
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
