"""The styles of a Word template, by the names that a person sees in Word."""

from __future__ import annotations

from lxml import etree

from rbdocs.word.problems import Notes, parse_xml
from rbdocs.word.row_height import style_size
from rbdocs.word.xml import W

_PART = "word/styles.xml"


class StyleNames:
    """Finds a style's id by its name; Word changes ids with its language, names it keeps.

    A style that the template does not have is noted as the template's mistake, once.
    """

    def __init__(self, parts: dict[str, bytes], notes: Notes) -> None:
        root = parse_xml(parts[_PART], _PART) if _PART in parts else etree.Element("none")
        self._ids = {
            (style.get(f"{W}type", ""), name.get(f"{W}val", "").casefold()): style.get(
                f"{W}styleId", ""
            )
            for style in root.iter(f"{W}style")
            if (name := style.find(f"{W}name")) is not None
        }
        self._root = root
        self._notes = notes

    def type_size(self, style: str) -> int:
        """Return the size of the type, in half points, of the style with the id *style*."""
        return style_size(self._root, style)

    def paragraph(self, name: str) -> str:
        """Return the id of the paragraph style *name*; "" and a note where there is none."""
        return self._find("paragraph", name, "paragraf")

    def character(self, name: str) -> str:
        """Return the id of the character style *name*; "" and a note where there is none."""
        return self._find("character", name, "karakter")

    def table(self, name: str) -> str:
        """Return the id of the table style *name*; "" and a note where there is none."""
        return self._find("table", name, "tabel")

    def _find(self, kind: str, name: str, shown: str) -> str:
        found = self._ids.get((kind, name.casefold()))
        if found is None:
            self._notes.add(
                "gaya",
                "",
                f"gaya {shown} «{name}» tidak ada",
                f"Buat gaya {shown} bernama «{name}» di Word, atau ambil dari templat yang lama.",
            )
            return ""
        return found
