"""SVG from a Jinja template in ``templates/``, and pictures from SVG.

resvg draws with no library of the machine and only the fonts that it is given, so the same SVG
gives the same pixels on every machine; its PNG encoder adds no time and no name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rbdocs.figures.typeface import FAMILY, DrawingProblem, Typeface
from rbdocs.files import LARGEST, Project, read_regular

RESOLUTION = 300  # pixels an inch in print
_MM_PER_INCH = 25.4
RENDERER = f"resvg-py {version('resvg-py')}"  # another version may give other pixels


def pixels(millimetres: float) -> int:
    """Return how many pixels *millimetres* are in print."""
    return round(millimetres / _MM_PER_INCH * RESOLUTION)


def fill(project: Project, nama: str, **context: Any) -> str:
    """Return the SVG that the template *nama* gives with *context*; all text in it is escaped.

    Raises DrawingProblem for a template that is missing or wrong.
    """
    path = project.templates / nama
    shown = project.show(path)
    try:
        if not project.inside(path):
            raise FileNotFoundError
        source = read_regular(path, LARGEST).decode().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DrawingProblem(
            shown,
            0,
            "berkas templat tidak ada atau bukan UTF-8",
            "Kembalikan templat itu dari salinan, atau dari riwayat proyek (git).",
        ) from error
    try:
        return _compile(source).render(**context)
    except jinja2.TemplateSyntaxError as error:
        hint = "Periksa kurung {{ }}, {% %} dan pasangan for dan endfor, if dan endif."
        raise DrawingProblem(shown, error.lineno, "templat salah tulis", hint) from error
    except Exception as error:  # a template can fail in as many ways as a program
        hint = f"Bandingkan dengan templat semula; isian yang ada: {', '.join(sorted(context))}."
        raise DrawingProblem(shown, _line_of(error), _meaning(error), hint) from error


def _meaning(error: Exception) -> str:
    if isinstance(error, jinja2.UndefinedError):
        names = re.findall(r"'([^']*)'", str(error))
        return f"bidang «{names[-1] if names else ''}» tidak dikenal"
    if isinstance(error, jinja2.exceptions.SecurityError):
        return "tag ini tidak diizinkan"
    return f"tag ini gagal dijalankan ({error})"


@cache
def environment() -> ImmutableSandboxedEnvironment:
    """The sandboxed environment of drawings' templates: values are escaped, lengths are ``|mm``."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["mm"] = lambda length: f"{length:.3f}".rstrip("0").rstrip(".")
    return environment


@cache
def _compile(source: str) -> jinja2.Template:
    return environment().from_string(source)


def _line_of(error: Exception) -> int:
    """The template's line where *error* came up; jinja2 rewrites the traceback to tell it."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def rasterise(svg: str, typeface: Typeface, width: int, *, shown: str) -> bytes:
    """Return *svg* as PNG on white, *width* pixels wide. Raises DrawingProblem naming *shown*."""
    try:
        return _png(svg, typeface, width)
    except ValueError as error:
        raise DrawingProblem(
            shown,
            0,
            f"SVG ini tidak dapat digambar: {error}",
            "Buka berkasnya di program gambar, lalu simpan ulang.",
        ) from error


@lru_cache(maxsize=16)  # two versions of a regulation have most figures in common
def _png(svg: str, typeface: Typeface, width: int) -> bytes:
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        dpi=96,  # the size of a CSS pixel; with none given, millimetres mean nothing
        background="#ffffff",
        skip_system_fonts=True,
        font_files=[str(path) for path in typeface.files],
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
        cursive_family=FAMILY,
        fantasy_family=FAMILY,
        monospace_family=FAMILY,
    )


def png_height(data: bytes) -> int:
    """Return how many pixels high the PNG in *data* is (PNG 1.2, section 4.1.1)."""
    return int.from_bytes(data[20:24])
