"""Putting finished files into a year's folder, without losing what a person did to them."""

from __future__ import annotations

from pathlib import Path

from rbdocs.commands.result import Result
from rbdocs.files import Project, set_aside, write_atomic


def put(
    project: Project, destination: Path, content: bytes, known: list[str] | None, result: Result
) -> bool:
    """Write *content* to *destination*, tell it in *result*, and return whether it is new.

    A file there whose digest is not among *known* was edited by hand: it is set aside, not lost.
    None means that nothing is known of it. Raises FileProblem.
    """
    if known is not None and (aside := set_aside(destination, known)):
        result.lines.append(
            f"{project.show(destination)} pernah disunting di luar program; "
            f"suntingan itu disimpan sebagai {project.show(aside)}."
        )
    new = write_atomic(destination, content)
    result.lines.append(f"{'Dibuat ' if new else 'Sama   '} {project.show(destination)}")
    return new
