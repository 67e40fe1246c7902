"""Pages for the browser out of the templates that a person may edit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rbdocs.files import FileProblem, Project


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
