"""An image that the office puts beside a figure is printed if it is sound, else told why not."""

from __future__ import annotations

import io
import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from rbdocs.documents.fields import figure_png
from rbdocs.files import Project
from rbdocs.model.figure import PRINTED_HEIGHT, Gambar
from rbdocs.model.finding import Finding
from rbdocs.sources.figure import read_figure
from rbdocs.sources.image_file import MAX_SIZE, read_image
from tests.sample import ROOT


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(ROOT / "templates" / "huruf", tmp_path / "templates" / "huruf")
    (tmp_path / "gambar-9-1.yaml").write_text(
        'nomor: "9.1"\njudul: Contoh\nisi: [kotak: digambar]\n', encoding="utf-8"
    )
    return Project(tmp_path)


def load(project: Project) -> tuple[Gambar | None, list[Finding]]:
    return read_figure(project, project.root / "gambar-9-1.yaml")


def put(project: Project, data: bytes, name: str = "gambar-9-1.png") -> tuple[str, Finding]:
    """Put an image that must be refused; return the file that is named, and the finding."""
    (project.root / name).write_bytes(data)
    gambar, findings = load(project)
    assert gambar is None
    (finding,) = findings
    return finding.location.file, finding


def picture(width: int = 1000, height: int = 500, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    image = Pillow.linear_gradient("L").resize((width, height))
    image.save(stream, kind, **options)  # type: ignore[arg-type]
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("gambar-9-1.png", "PNG"), ("gambar-9-1.jpg", "JPEG"), ("gambar-9-1.JPEG", "JPEG")],
)
def test_an_image_wins_over_the_drawing_and_is_printed_as_it_is(
    project: Project, name: str, kind: str
) -> None:
    data = picture(kind=kind)
    (project.root / name).write_bytes(data)
    gambar, findings = load(project)
    assert findings == []
    assert gambar is not None
    printed = figure_png(project, gambar)
    assert printed.data == data
    assert (printed.width, printed.height) == (1890, 945)


def test_an_image_is_known_by_its_content_not_by_its_name(project: Project) -> None:
    (project.root / "gambar-9-1.png").write_bytes(picture(kind="JPEG"))
    gambar, findings = load(project)
    assert findings == []
    assert gambar is not None
    assert gambar.image is not None
    assert gambar.image.suffix == ".jpg"


def test_a_high_image_is_printed_no_higher_than_its_place(project: Project) -> None:
    (project.root / "gambar-9-1.png").write_bytes(picture(1000, 4000))
    gambar, _ = load(project)
    assert gambar is not None
    printed = figure_png(project, gambar)
    assert printed.height == round(PRINTED_HEIGHT / 25.4 * 300)
    assert printed.width == round(PRINTED_HEIGHT / 25.4 * 300 / 4)


@pytest.mark.parametrize(
    "data",
    [b"", b"bukan gambar", b"GIF89a\x01\x00\x01\x00", picture()[:-40], picture(kind="JPEG")[:300]],
    ids=["empty", "text", "gif", "cut png", "cut jpeg"],
)
def test_a_file_that_is_no_whole_image_is_refused(project: Project, data: bytes) -> None:
    file, finding = put(project, data)
    assert (file, finding.code) == ("gambar-9-1.png", "MUAT60")
    assert "simpan ulang sebagai PNG" in finding.hint


def bomb(width: int, height: int) -> bytes:
    """A small PNG that claims to be vast."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [7_000, 30_000, 2_000_000_000])
def test_a_decompression_bomb_is_refused_undecoded(project: Project, side: int) -> None:
    _, finding = put(project, bomb(side, side))
    assert (finding.code, "juta piksel" in finding.message) == ("MUAT61", True)


def test_a_large_file_is_refused_unread(project: Project) -> None:
    path = project.root / "gambar-9-1.png"
    with path.open("wb") as stream:
        stream.truncate(MAX_SIZE + 1)
    _, (finding,) = load(project)
    assert (finding.code, "10,0 MB; batasnya 10 MB" in finding.message) == ("MUAT61", True)


def test_an_image_too_coarse_for_print_is_told_with_what_it_needs(project: Project) -> None:
    _, finding = put(project, picture(400, 300))
    assert finding.code == "MUAT61"
    assert "400 x 300 piksel" in finding.message
    assert "63 titik per inci" in finding.message
    assert "756 piksel" in finding.hint


def test_a_photograph_held_askew_is_told(project: Project) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    _, finding = put(project, picture(kind="JPEG", exif=exif), "gambar-9-1.jpg")
    assert (finding.code, "miring" in finding.message) == ("MUAT61", True)


def test_a_photograph_held_upright_is_taken_whatever_else_the_camera_noted(
    project: Project,
) -> None:
    exif = Pillow.Exif()
    exif[0x0112], exif[0x010F] = 1, "Kamera"
    (project.root / "gambar-9-1.jpg").write_bytes(picture(kind="JPEG", exif=exif))
    assert load(project)[1] == []


def test_colours_of_a_printing_press_are_told(project: Project) -> None:
    stream = io.BytesIO()
    Pillow.new("CMYK", (1000, 500)).save(stream, "JPEG")
    _, finding = put(project, stream.getvalue(), "gambar-9-1.jpg")
    assert (finding.code, "CMYK" in finding.message) == ("MUAT61", True)


def test_a_moving_picture_is_told(project: Project) -> None:
    frames = [Pillow.new("L", (1000, 500), shade) for shade in (0, 99)]
    stream = io.BytesIO()
    frames[0].save(stream, "PNG", save_all=True, append_images=frames[1:])
    _, finding = put(project, stream.getvalue())
    assert (finding.code, "bergerak" in finding.message) == ("MUAT60", True)


@pytest.mark.parametrize("size", [(30_000, 1), (1_000, 40_000)])
def test_a_strip_that_would_print_as_a_line_is_told(
    project: Project, size: tuple[int, int]
) -> None:
    _, finding = put(project, picture(*size))
    assert (finding.code, "piksel" in finding.message) == ("MUAT61", True)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_other_colour_mode_are_taken(project: Project, mode: str) -> None:
    stream = io.BytesIO()
    Pillow.new(mode, (1000, 500)).save(stream, "PNG")
    (project.root / "gambar-9-1.png").write_bytes(stream.getvalue())
    assert load(project)[1] == []


@pytest.mark.parametrize("suffix", ["gif", "bmp", "webp", "tiff", "pdf", "emf", "svg", "SVG"])
def test_a_picture_of_another_kind_is_told(project: Project, suffix: str) -> None:
    file, finding = put(project, b"apa saja", f"gambar-9-1.{suffix}")
    assert (file, finding.code) == (f"gambar-9-1.{suffix}", "MUAT60")
    assert "gambar-9-1.png" in finding.hint


def test_two_images_for_one_figure_are_told(project: Project) -> None:
    (project.root / "gambar-9-1.png").write_bytes(picture())
    _, finding = put(project, picture(kind="JPEG"), "gambar-9-1.jpg")
    assert finding.code == "MUAT63"
    assert "gambar-9-1.jpg, gambar-9-1.png" in finding.message


def test_a_link_out_of_the_project_is_not_followed(
    project: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("luar") / "rahasia.png"
    outside.write_bytes(picture())
    (project.root / "gambar-9-1.png").symlink_to(outside)
    _, (finding,) = load(project)
    assert (finding.code, finding.location.file) == ("MUAT01", "gambar-9-1.png")
    assert "luar folder proyek" in finding.message


def test_a_folder_with_an_images_name_is_told(project: Project) -> None:
    (project.root / "gambar-9-1.png").mkdir()
    _, (finding,) = load(project)
    assert finding.code == "MUAT01"


WHOLE = [picture(1000, 100), picture(1000, 100, "JPEG")]


@given(st.sampled_from(WHOLE), st.integers(0), st.binary(min_size=1, max_size=30))
def test_no_damage_to_an_image_goes_further_than_a_finding(
    tmp_path_factory: pytest.TempPathFactory, whole: bytes, place: int, damage: bytes
) -> None:
    folder = tmp_path_factory.mktemp("rusak")
    place %= len(whole)
    path = folder / "gambar-9-1.png"
    path.write_bytes(whole[:place] + damage + whole[place + len(damage) :])
    image, findings = read_image(Project(folder), path)
    assert (image is None) == bool(findings)
    assert all(re.fullmatch("MUAT6[01]", finding.code) for finding in findings)
