"""Small Word files made from expected rows, and the smallest possible change to a Word file.

They prove that reader and comparison see what they should, whatever the program makes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

from tests.docx_reader import W
from tests.enacted_text import Lampiran
from tests.table import Cell


def tulis_mini(file: Path, lampiran: Lampiran) -> Path:
    """A Word file that shows a Lampiran just as the enacted text has it."""
    start = [*lampiran.text("kepala"), *lampiran.text("judul")]
    content = [
        *map(_paragraf, start),
        "<w:tbl>",
        *(_baris(row.cells, kepala=True) for row in lampiran.kepala_tabel),
        *(_baris(row.cells) for row in lampiran.row),
        "</w:tbl>",
        *map(_paragraf, lampiran.text("tanda_tangan")),
    ]
    ruang_nama = f'xmlns:w="{W[1:-1]}"'
    documents = f"<w:document {ruang_nama}><w:body>{''.join(content)}</w:body></w:document>"
    with zipfile.ZipFile(file, "w") as arsip:
        arsip.writestr("word/document.xml", documents)
    return file


def ubah_sel(asal: Path, destination: Path, row: int, columns: int, text: str) -> Path:
    """Copy a Word file with another text in one cell (row of the table and cell from 0)."""
    with zipfile.ZipFile(asal) as arsip:
        content = {nama: arsip.read(nama) for nama in arsip.namelist()}
    root = etree.fromstring(content["word/document.xml"])
    table = max(root.iter(f"{W}tbl"), key=lambda unit: len(unit.findall(f"{W}tr")))
    rows = [tr for tr in table.findall(f"{W}tr") if b"TandaCelah" not in etree.tostring(tr)]
    cells = rows[row].findall(f"{W}tc")[columns]
    for paragraph in list(cells.iter(f"{W}p"))[1:]:
        cells.remove(paragraph)
    for previous in list(cells.iter(f"{W}r")):
        induk = previous.getparent()
        if induk is not None:
            induk.remove(previous)
    run = etree.SubElement(next(cells.iter(f"{W}p")), f"{W}r")
    etree.SubElement(run, f"{W}t").text = text
    content["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(destination, "w") as arsip:
        for nama, data in content.items():
            arsip.writestr(nama, data)
    return destination


def _baris(cells: Sequence[Cell], *, kepala: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if kepala else ""
    return f"<w:tr>{mark}{''.join(_sel_sel(cells))}</w:tr>"


def _sel_sel(cells: Sequence[Cell]) -> list[str]:
    """The cells of a row, those merged sideways as one."""
    start = [indeks for indeks, cell in enumerate(cells) if cell.lanjut != "kiri"]
    return [
        _sel(cells[restart], sampai - restart)
        for restart, sampai in zip(start, [*start[1:], len(cells)], strict=True)
    ]


def _sel(cells: Cell, lebar: int) -> str:
    merge = "<w:vMerge/>" if cells.lanjut == "atas" else '<w:vMerge w:val="restart"/>'
    return (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{lebar}"/>{merge}</w:tcPr>'
        f"{_paragraf(cells.text, cells.italics)}</w:tc>"
    )


def _paragraf(text: str, italics: str = "") -> str:
    if not italics:
        return f"<w:p>{_run(text)}</w:p>"
    start, _, end = text.partition(italics)
    return f"<w:p>{_run(start)}{_run(italics, italics=True)}{_run(end)}</w:p>"


def _run(text: str, *, italics: bool = False) -> str:
    sifat = "<w:rPr><w:i/></w:rPr>" if italics else ""
    return f'<w:r>{sifat}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
