"""A chapter's table as Word XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from rbdocs.model.tabel import Kolom, Tabel
from rbdocs.render.styles import Styles


def table_xml(tabel: Tabel, styles: Styles, width: int) -> str:
    """Return *tabel* as one ``w:tbl`` element, *width* twentieths of a point wide.

    The prefix ``w`` is bound where the text is put; caption and source line are not part of it.
    The looks come from the template's styles «Tabel Naskah», «Kepala Tabel», «Isi Tabel»,
    «Angka Tabel» (centred) and «Butir Tabel» (a bullet's hanging indent), found by *styles*.
    """
    leaves = [leaf for one in tabel.kolom for leaf in one.leaves()]
    unit = width / sum(leaf.lebar for leaf in leaves)
    widths = [round(leaf.lebar * unit) for leaf in leaves]
    head, body = styles.paragraph("Kepala Tabel"), styles.paragraph("Isi Tabel")
    rows = [
        *_header(tabel.kolom, head),
        *(
            _row((row[leaf.kunci].plain if leaf.kunci in row else "" for leaf in leaves), body)
            for row in tabel.baris
        ),
    ]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{styles.table("Tabel Naskah")}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _header(columns: list[Kolom], style: str) -> Iterator[str]:
    titles = [leaf.judul for one in columns for leaf in one.leaves()]
    yield _row(titles, style, "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")


def _row(cells: Iterable[str], style: str, properties: str = "") -> str:
    content = "".join(
        f'<w:tc><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p></w:tc>'
        for text in cells
    )
    return f"<w:tr>{properties}{content}</w:tr>"
