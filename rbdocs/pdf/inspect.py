"""What a finished PDF shows of itself: the fonts it was set in and the paper it asks for."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Pdf

from rbdocs.pdf.fonts import embedded_fonts, font_line
from rbdocs.pdf.pages import other_paper


def inspect(documents: Mapping[str, Pdf]) -> tuple[str, list[str]]:
    """Return the sentence on the fonts of *documents*, by file name, and the warnings on them."""
    used: set[str] = set()
    warnings: list[str] = []
    for name, pdf in documents.items():
        inside, outside = embedded_fonts(pdf)
        used |= inside
        if outside:
            warnings.append(
                f"{name}: huruf {', '.join(sorted(outside))} tidak tertanam, jadi tampilannya "
                "bergantung pada komputer pembaca."
            )
        warnings += other_paper(name, pdf)
    return font_line(used), warnings
