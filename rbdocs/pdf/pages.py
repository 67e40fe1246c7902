"""The paper of every page: the regulation is printed on F4, upright or lying."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pikepdf import Pdf

F4 = (215.0, 330.0)  # mm; UU 12/2011, Lampiran II, number 284
TOLERANCE = 1.0  # mm; Word keeps sizes in twentieths of a point, LibreOffice rounds
_MM = 25.4 / 72


def page_sizes(pdf: Pdf) -> Iterator[tuple[float, float]]:
    """Yield each page's width and height in mm as it is shown, turned pages turned."""
    for page in pdf.pages:
        left, bottom, right, top = (float(side) for side in page.mediabox)
        size = ((right - left) * _MM, (top - bottom) * _MM)
        yield size[::-1] if int(page.obj.get("/Rotate", 0)) % 180 else size


def is_f4(size: tuple[float, float]) -> bool:
    """Tell whether *size* in mm is F4, upright or lying."""
    return all(
        abs(side - wanted) <= TOLERANCE for side, wanted in zip(sorted(size), F4, strict=True)
    )


def other_paper(name: str, pdf: Pdf) -> Iterator[str]:
    """Yield a sentence for each run of pages of the PDF *name* that are not F4."""
    numbered = enumerate(page_sizes(pdf), start=1)
    for (width, height), run in groupby(numbered, lambda item: item[1]):
        if is_f4((width, height)):
            continue
        numbers = [number for number, _ in run]
        first, last = numbers[0], numbers[-1]
        pages = str(first) if first == last else f"{first} sampai {last}"
        yield (
            f"{name} halaman {pages} berukuran {width:.0f} × {height:.0f} mm, bukan F4 "
            f"({F4[0]:.0f} × {F4[1]:.0f} mm). Betulkan ukuran kertas dalam templatnya."
        )
