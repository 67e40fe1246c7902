"""Whether the words of a chapter's table can stand in its columns, or are printed in pieces.

A word wider than its cell is broken wherever the line ends, at worst into single letters, and a
table that is longer by pages is all that shows it. Words are measured in the project's typeface,
which is no wider than those that regulations are printed in: what is told is surely so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.figures.typeface import DrawingProblem, Typeface, load_typeface
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Finding, Level
from rbdocs.model.table import Kolom, TabelLampiran
from rbdocs.word.door import read_template
from rbdocs.word.problems import Notes, parse_xml
from rbdocs.word.running_text import StyleNames, room_for_content
from rbdocs.word.tables import cells_with_room
from rbdocs.word.xml import DOCUMENT

_HALF_POINT = 10  # twentieths of a point
_SIDES = 80  # twentieths of a point: the narrowest margins of cells that the template's styles have
_SHOWN = 4  # columns that are named
# After these a program may go on in the next line.
_WORD = re.compile(r"[^\s/–—-]+[/–—-]*")
# Printed in these, words are up to this much narrower than in the project's typeface.
_SLIM = re.compile(r"times|garamond|cambria|calibri|narrow|condensed|liberation serif|tinos", re.I)
_SLIM_SCALE = 0.85


def narrow_columns(project: Project, naskah: Naskah, template: bytes) -> Iterator[Finding]:
    """Yield a warning for each table of *naskah* in which words are wider than their columns.

    Raises TemplateProblem where *template* cannot be read.
    """
    if not naskah.tabel:
        return
    parts = read_template(template)
    styles = StyleNames(parts, Notes())
    room = room_for_content(parse_xml(parts[DOCUMENT], DOCUMENT)).width
    try:
        typeface = load_typeface(project)
    except DrawingProblem:  # told where something is drawn
        return
    for tabel in naskah.tabel.values():
        small = " Kecil" if tabel.huruf == "kecil" else ""
        style = styles.paragraph(f"Isi Tabel{small}")
        scale = _SLIM_SCALE if _SLIM.search(styles.font(style)) else 1.0
        size = styles.type_size(style) * _HALF_POINT * scale
        found = _too_wide(tabel, typeface, size, room)
        if found:
            yield _finding(tabel, found, paper=room)


def _too_wide(
    tabel: TabelLampiran, typeface: Typeface, size: float, room: int
) -> dict[str, tuple[Kolom, str]]:
    """By its key each column in which a word cannot stand, and the widest such word."""
    columns = tabel.columns()
    found: dict[str, tuple[Kolom, str]] = {}
    widest: dict[str, float] = {}
    for start, width, text, head in cells_with_room(tabel, room):
        kolom = columns[start]
        for word in _WORD.findall(text):
            measure = typeface.width(word, size, bold=head)
            if measure > max(width - _SIDES, widest.get(kolom.kunci, 0.0)):
                widest[kolom.kunci] = measure
                found[kolom.kunci] = kolom, word
    return found


def _finding(tabel: TabelLampiran, found: dict[str, tuple[Kolom, str]], *, paper: int) -> Finding:
    named = [
        f"«{kolom.judul.plain or kolom.kunci}» («{word}»)"
        for kolom, word in list(found.values())[:_SHOWN]
    ]
    more = f" dan {len(found) - _SHOWN} kolom lagi" if len(found) > _SHOWN else ""
    first = next(iter(found.values()))[0]
    return Finding(
        "TPL04",
        Level.PERINGATAN,
        f"{tabel.sebutan}: kolom terlalu sempit untuk kata terpanjangnya, jadi kata itu tercetak "
        f"terputus di tengah: {', '.join(named)}{more}.",
        first.location("lebar"),
        kode=tabel.nomor or "",
        values={"kolom": list(found), "kata": [word for _, word in found.values()]},
        hint=f"Tabel ini punya {len(tabel.columns())} kolom pada halaman selebar teks "
        f"{round(paper * 127 / 7200)} mm. Perbesar lebar kolom itu, kurangi kolomnya atau bagi "
        "tabelnya, pakai huruf: kecil atau kata yang lebih pendek, atau beri Lampiran ini templat "
        "sendiri dengan halaman mendatar (misalnya templates/lampiran-1.docx).",
    )
