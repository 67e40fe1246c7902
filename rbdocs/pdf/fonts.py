"""Which fonts a PDF was really set in, whatever its Word document asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pikepdf import Dictionary, Object, Pdf

from rbdocs.pdf.profile import FONT, STAND_IN

_SUBSET = re.compile(r"^[A-Z]{6}\+")


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
