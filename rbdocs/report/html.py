"""Pages for the browser out of the templates that a person may edit, and their bar charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rbdocs.figures.series import Chart
from rbdocs.files import FileProblem, Project

_STEPS = 1000  # bars are drawn to a tenth of a per cent of the longest


def fill_page(project: Project, name: str, context: Mapping[str, Any]) -> str:
    """Return the page that the template *name* makes of *context*; every value is escaped.

    Raises FileProblem where the template, or one that it builds on, is missing or has a mistake.
    """
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FileSystemLoader(project.templates),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    path = project.show(project.templates / name)
    try:
        return environment.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        path = project.show(project.templates / (error.name or name))
        raise FileProblem(
            f"{path}:{error.lineno}  tag salah tulis ({error.message}). Betulkan tag "
            "itu, atau kembalikan berkasnya dari riwayat proyek (git)."
        ) from error
    except (jinja2.TemplateNotFound, OSError, UnicodeDecodeError) as error:
        if isinstance(error, jinja2.TemplateNotFound):
            path = project.show(project.templates / str(error.name))
        raise FileProblem(
            f"Templat {path} tidak dapat dibaca. Kembalikan berkas itu dari salinan, "
            "atau dari riwayat proyek (git)."
        ) from error
    except (jinja2.UndefinedError, jinja2.exceptions.SecurityError) as error:
        raise FileProblem(f"{path}: bidang tidak dikenal ({error}).") from error


def bar_list(
    chart: Chart,
    link: Callable[[int], str],
    link_of_bar: Callable[[int, int], str] | None = None,
    looks: Sequence[int] | None = None,
) -> dict[str, Any]:
    """Return what the template shows of *chart*.

    *link* is where the name at an index leads; *link_of_bar* where the bar of an index and a
    series does, where that is another place. *looks* says which look each series has, where not
    the first the first: what means the same looks the same, also where another is missing.
    """
    looks = range(len(chart.series)) if looks is None else looks
    values = [value for series in chart.series for value in series.values if value is not None]
    most = max([Decimal(0), *map(Decimal, values)])
    return {
        "judul": chart.full_title,
        "seri": [(look, series.name) for look, series in zip(looks, chart.series, strict=True)],
        "isi": [
            {
                "nama": name,
                "tautan": link(index),
                "batang": [
                    {
                        "seri": looks[number],
                        "nama": series.name,
                        "panjang": _length(series.values[index], most),
                        "nilai": series.told(index),
                        "tautan": link_of_bar(index, number) if link_of_bar else "",
                    }
                    for number, series in enumerate(chart.series)
                ],
            }
            for index, name in enumerate(chart.labels)
        ],
    }


def _length(value: Decimal | int | None, most: Decimal) -> str:
    """How long a bar is, as a share of the longest; what is not 0 is seen."""
    if not value or most <= 0:
        return "0"
    share = max(int(Decimal(value) / most * _STEPS), 1)
    return f"{share / _STEPS:g}" if share > 0 else "0"
