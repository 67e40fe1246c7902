"""Which fonts a PDF was really set in, whatever its Word document asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter

from rbdocs.pdf.profile import FONT, STAND_IN

_SUBSET = re.compile(r"^[A-Z]{6}\+")


def embedded_fonts(reader: PdfReader) -> tuple[set[str], set[str]]:
    """Return the names of the fonts that *reader*'s pages use: embedded ones, and the others."""
    inside: set[str] = set()
    outside: set[str] = set()
    for font in fonts(reader):
        whole = any(
            f"/FontFile{kind}" in _below(font, "/FontDescriptor") for kind in ("", "2", "3")
        )
        name = _SUBSET.sub("", str(font.get("/BaseFont", "")).lstrip("/"))
        (inside if whole else outside).add(name)
    return inside, outside


def fonts(reader: PdfReader | PdfWriter) -> Iterator[Any]:
    """Yield each font's dictionary, those of drawings inside a page included."""
    seen: set[int] = set()
    left: list[Any] = [_below(page, "/Resources") for page in reader.pages]
    while left:
        resources = left.pop()
        if id(resources) in seen:
            continue
        seen.add(id(resources))
        for name in _below(resources, "/Font"):
            font = resources["/Font"][name]
            yield from (value.get_object() for value in font.get("/DescendantFonts", [font]))
        for name in _below(resources, "/XObject"):
            left.append(_below(resources["/XObject"][name], "/Resources"))


def _below(node: Any, key: str) -> Any:
    """Return what *node* holds under *key*, references followed; empty where it has none."""
    return node[key] if key in node else {}  # noqa: SIM401 - get() follows no reference


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
