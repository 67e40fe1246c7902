"""A figure's drawing: nothing overlaps, and the picture is the same everywhere."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from rbdocs.documents.fields import figure_png
from rbdocs.figures.layout import lay_out
from rbdocs.figures.shapes import Drawing, Frame
from rbdocs.figures.svg import rasterise
from rbdocs.figures.typeface import Typeface
from rbdocs.figures.wrap import TooNarrow, Wrapper
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_WIDTH, Gambar
from rbdocs.model.values import Text
from rbdocs.sources.figure import read_figure
from rbdocs.word.picture import Picture
from rbdocs.word.problems import TemplatesProblem
from tests.drawn import CLOSE, ROOT, TYPEFACE, apart, extent, within
from tests.loops import at_least_one
from tests.profiles import examples

PROJECT = Project(ROOT)
FIGURES = sorted((ROOT / "sources/2023/lampiran-1").glob("gambar-*.yaml"))

words = st.lists(st.text("abcdefgiklmnoprstu", min_size=1, max_size=9), min_size=1, max_size=7)
text = st.one_of(
    words.map(" ".join),
    words.map(lambda word: f"kata *{'/'.join(word)}*, lalu"),
)
arrow = st.fixed_dictionaries(
    {"panah": st.sampled_from(["maju", "mundur", "dua-arah", "garis"])},
    optional={
        "label": words.map(" ".join),
        "garis": st.just("putus"),
        "panjang": st.integers(4, 30),
    },
)
box = st.fixed_dictionaries(
    {"kotak": text},
    optional={
        "rincian": text,
        "butir": st.lists(text, max_size=3),
        "gaya": st.sampled_from(["utama", "tegas", "putus"]),
        "lebar": st.integers(1, 3),
    },
)


def sequence(element: st.SearchStrategy[object], most: int) -> st.SearchStrategy[list[object]]:
    """Elements, some of them with an arrow to the next."""
    arrows = st.lists(st.none() | arrow, min_size=most, max_size=most)
    return st.builds(
        lambda elements, between: [
            item for pair in zip(between, elements, strict=False) for item in pair if item
        ][between[0] is not None :],
        st.lists(element, min_size=1, max_size=most),
        arrows,
    )


element = st.recursive(
    box | st.fixed_dictionaries({"judul": text}) | st.fixed_dictionaries({"teks": text}),
    lambda inner: st.one_of(
        sequence(inner, 3).map(lambda item: {"baris": item}),
        sequence(inner, 3).map(lambda item: {"kolom": item}),
        st.tuples(text, sequence(inner, 2)).map(lambda item: {"grup": item[0], "isi": item[1]}),
        st.lists(box, min_size=3, max_size=4).map(
            lambda row: {
                "grup": "putaran",
                "isi": [{"baris": row, "kembali": {"dari": 3, "ke": 1, "label": "ulang lagi"}}],
            }
        ),
    ),
    max_leaves=8,
)


def assert_clean(drawing: Drawing) -> None:
    """Every box is inside or beside every other; no text touches an edge, a line or a text."""
    page = Frame(0, 0, drawing.width, drawing.height)
    frames = [box.frame for box in drawing.boxes]
    texts = [extent(word) for word in drawing.words]
    lines = [
        Frame(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0))
        for stroke in drawing.strokes
        for (x0, y0), (x1, y1) in itertools.pairwise(stroke.points)
    ]
    assert all(within(entry, page) for entry in (*frames, *texts, *lines))
    for item, other in itertools.combinations(frames, 2):
        assert apart(item, other) or within(item, other) or within(other, item)
    for words in texts:
        assert all(apart(words, frame) or within(words, frame) for frame in frames)
        assert all(apart(words, line) for line in lines)
    for item, other in itertools.combinations(texts, 2):
        assert apart(item, other)
    solid = [box.frame for box in drawing.boxes if box.style != "grup"]
    assert all(apart(line, frame) for line in lines for frame in solid)


@settings(max_examples=examples(50))
@given(sequence(element, 3))
@example([{"kotak": "a"}, {"panah": "maju"}, {"kolom": [{"judul": "b"}, {"kotak": "c"}]}])
def test_whatever_is_drawn_nothing_overlaps_and_nothing_is_cut(isi: list[object]) -> None:
    gambar = Gambar.model_validate({"nomor": "9.1", "judul": "Contoh", "isi": isi})
    drawing, problems = lay_out(gambar, TYPEFACE)
    if all("setinggi" in problem.message for problem in problems):
        assert_clean(drawing)


@pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)
def test_nothing_overlaps_in_the_figures_of_2023(path: Path) -> None:
    drawing, problems = lay_out(figure(path), TYPEFACE)
    assert problems == []
    assert len(drawing.boxes) >= 4
    assert_clean(drawing)


def figure(path: Path) -> Gambar:
    gambar, findings = read_figure(PROJECT, path)
    assert gambar is not None, findings
    return gambar


@given(words.map(" ".join), st.integers(12, 60), st.booleans())
def test_wrapped_lines_hold_every_word_in_order_and_fit(said: str, room: int, even: bool) -> None:
    wrapper = Wrapper(TYPEFACE, 3.0)
    widest = max(TYPEFACE.width(word, 3.0) for word in said.split())
    if widest > room:
        with pytest.raises(TooNarrow):
            wrapper.lines(Text.dari(said), room, even=even)
        return
    lines = wrapper.lines(Text.dari(said), room, even=even)
    assert " ".join("".join(run.text for run in line).strip() for line in lines) == said
    assert all(wrapper.width(line) <= room + CLOSE for line in at_least_one(lines))


def test_a_line_may_end_after_a_slash_but_not_between_italics_and_a_comma() -> None:
    wrapper = Wrapper(TYPEFACE, 3.0)
    said = Text.dari(["aaaa/bbbb ", {"miring": "cccc"}, ", dd"])
    assert wrapper.width(wrapper.lines(said, 100)[0]) > 20
    lines = ["".join(run.text for run in line) for line in wrapper.lines(said, 9.0)]
    assert lines == ["aaaa/", "bbbb", "cccc,", "dd"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The project's own templates, with a place for pictures that nobody has drawn yet."""
    return Project(ROOT, tmp_path / "output")


def grey(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data)).convert("L")


def single_box(said: str, **fields: object) -> Gambar:
    box = {"kotak": said, **fields}
    return Gambar.model_validate({"nomor": "9.1", "judul": "Contoh", "isi": [box]})


def test_a_picture_is_sharp_at_its_printed_width_and_its_words_are_really_drawn(
    project: Project,
) -> None:
    picture = figure_png(project, single_box("MMMM MMMM MMMM"))
    image = grey(picture)
    assert image.size == (picture.width, picture.height)
    assert picture.width == round(PRINTED_WIDTH / 25.4 * 300)
    empty = grey(figure_png(project, single_box("")))
    inner = (60, 30, image.width - 60, image.height - 30)
    assert min(image.crop(inner).tobytes()) < 40
    assert set(empty.crop((60, 15, image.width - 60, empty.height - 15)).tobytes()) == {255}


def test_bold_and_italic_words_are_drawn_in_their_own_faces(project: Project) -> None:
    plain = figure_png(project, single_box("", rincian="kata miring"))
    slanted = figure_png(project, single_box("", rincian="*kata miring*"))
    bold = figure_png(project, single_box("kata miring"))
    assert len({plain.data, slanted.data, bold.data}) == 3


def test_text_that_looks_like_markup_is_only_text(project: Project) -> None:
    said = "<script>&amp; {{ 7 + 42 }} ]]>"
    picture = figure_png(project, single_box(said))
    assert picture.width == 1890
    assert picture.data != figure_png(project, single_box("49")).data


CODE = """
import hashlib, sys
from pathlib import Path
from rbdocs.files import Project
from rbdocs.sources.figure import read_figure
from rbdocs.documents.fields import figure_png
project = Project(Path(sys.argv[1]), Path.cwd())
gambar, findings = read_figure(project, Path(sys.argv[2]))
print(hashlib.sha256(figure_png(project, gambar).data).hexdigest())
"""


def test_another_process_with_other_fonts_and_another_language_draws_the_same(
    project: Project, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    fonts = elsewhere / "fonts.conf"
    fonts.write_text("<fontconfig></fontconfig>")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "7",
        "FONTCONFIG_FILE": str(fonts),
        "HOME": str(elsewhere),
        "LANG": "tr_TR.UTF-8",
        "TZ": "Asia/Jakarta",
    }
    path = FIGURES[0]
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(ROOT), str(path)],
        env=environment,
        cwd=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    own = hashlib.sha256(figure_png(project, figure(path)).data).hexdigest()
    assert done.stdout.strip() == own


def test_a_picture_is_drawn_once_and_anew_only_when_it_would_change(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []

    def counted(svg: str, typeface: Typeface, width: int, *, shown: str) -> bytes:
        drawn.append(width)
        return rasterise(svg, typeface, width, shown=shown)

    def of_another_run() -> None:
        monkeypatch.setattr("rbdocs.documents.fields._drawn", {})

    monkeypatch.setattr("rbdocs.documents.fields.rasterise", counted)
    of_another_run()
    first = figure_png(project, single_box("satu"))
    assert figure_png(project, single_box("satu")) == first
    assert len(drawn) == 1
    other = figure_png(project, single_box("dua"))
    assert len(drawn) == 2
    (kept,) = (project.output / ".gambar").iterdir()
    assert kept.read_bytes() == other.data
    kept.write_bytes(first.data)
    of_another_run()
    assert figure_png(project, single_box("dua")) == other
    assert len(drawn) == 3


def test_a_picture_is_drawn_even_where_it_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("bukan folder")
    picture = figure_png(Project(ROOT, tmp_path / "output"), single_box("satu"))
    assert picture.data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("{{ judul }}", "{{ jdul }}", "baris 4", "bidang «jdul» tidak dikenal"),
        ("{% endfor %}", "{% endfr %}", "baris 22", "salah tulis"),
        ("{{ judul }}", "{{ judul.__class__.__mro__ }}", "baris 4", "tidak diizinkan"),
        ("</svg>", "", "", "tidak dapat digambar"),
    ],
    ids=["unknown field", "unknown tag", "not allowed", "not svg"],
)
def test_a_mistake_in_the_template_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, place: str, message: str
) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    template = tmp_path / "templates/gambar.svg"
    template.write_text(template.read_text(encoding="utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(TemplatesProblem) as caught:
        figure_png(Project(tmp_path), single_box("satu"))
    (finding,) = caught.value.findings()
    assert finding.location.file == "templates/gambar.svg"
    assert finding.message.startswith(place)
    assert message in finding.message
    assert finding.hint
