"""What a finished PDF shows of itself: the fonts that it is set in, and the paper it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pikepdf import Dictionary, Object, Pdf

from rbdocs.pdf.profile import FONT, STAND_IN

F4 = (215.0, 330.0)  # mm; UU 12/2011, Lampiran II, number 284
TOLERANCE = 1.0  # mm; Word keeps sizes in twentieths of a point, LibreOffice rounds
_MM = 25.4 / 72
_SUBSET = re.compile(r"^[A-Z]{6}\+")


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


def embedded_fonts(pdf: Pdf) -> tuple[set[str], set[str]]:
    """Return the names of the fonts that *pdf*'s pages use: embedded ones, and the others."""
    inside: set[str] = set()
    outside: set[str] = set()
    for font in fonts(pdf):
        whole = any(
            f"/FontFile{kind}" in _below(font, "/FontDescriptor") for kind in ("", "2", "3")
        )
        name = _SUBSET.sub("", str(font.get("/BaseFont", "")).lstrip("/"))
        (inside if whole else outside).add(name)
    return inside, outside


def fonts(pdf: Pdf) -> Iterator[Object]:
    """Yield each font's dictionary once, those of drawings inside a page included."""
    seen: set[tuple[int, int]] = set()
    left = [_below(page.obj, "/Resources") for page in pdf.pages]
    while left:
        resources = left.pop()
        if _known(resources, seen):
            continue
        for font in _below(resources, "/Font").as_dict().values():
            if not _known(font, seen):
                yield from font.get("/DescendantFonts", [font])
        drawings = _below(resources, "/XObject").as_dict().values()
        left += [_below(drawing, "/Resources") for drawing in drawings]


def _known(item: Object, seen: set[tuple[int, int]]) -> bool:
    """Whether *item* is among those *seen*, of which it is one from now on."""
    if not item.is_indirect:
        return False
    known = item.objgen in seen
    seen.add(item.objgen)
    return known


def _below(node: Object, key: str) -> Object:
    """Return what *node* holds under *key*; empty where it has none."""
    found = node.get(key)
    return Dictionary() if found is None else found


def font_line(names: Iterable[str]) -> str:
    """Return the sentence that tells which fonts the PDF are set in, *names* being embedded."""
    for family in (FONT, STAND_IN):
        if any(_is(family, name) for name in names):
            others = sorted(name for name in names if not _is(family, name))
            why = "" if family == FONT else f", pengganti {FONT} yang tidak ada di komputer ini"
            also = f" (juga {', '.join(others)}, untuk tanda lain)" if others else ""
            return f"Huruf PDF: {family}{why}{also}."
    return (
        f"Peringatan: huruf PDF {', '.join(sorted(names))}; {FONT} dan penggantinya, {STAND_IN}, "
        "tidak ada di komputer ini, jadi tata letaknya berbeda dari seharusnya. Pasang salah "
        "satunya (Debian dan Ubuntu: fonts-urw-base35), lalu jalankan lagi."
    )


def _is(family: str, name: str) -> bool:
    return re.sub(r"[^a-z]", "", name.lower()).startswith(family.lower().replace(" ", ""))


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
