"""The Word document of a Lampiran that holds a rencana aksi: one wide table from a plan's tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.documents.fields import LAMPIRAN_REQUIRED, lampiran_fields, packed
from rbdocs.model.node import Node
from rbdocs.model.plan import Address, plan_rows
from rbdocs.model.plan_columns import Cell
from rbdocs.model.plan_tree import Celah, LampiranRencana, PlanNode, RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.word.door import read_template
from rbdocs.word.gap_marks import broken_off, incomplete, put_marks
from rbdocs.word.problems import Notes
from rbdocs.word.template import fill
from rbdocs.word.values import Table

ROWS = "baris"  # what the template loops over
_LONG = 60  # characters of an action by which a reader knows it


def template_name(lampiran: LampiranRencana) -> str:
    """Return the file name of the template for *lampiran*."""
    return template_of(lampiran.jenis)


def template_of(layout: str) -> str:
    """Return the file name of the template for plans of the layout called *layout*."""
    return f"lampiran-rencana-aksi-{layout}.docx"


def compose(template: bytes, regulation: Regulation, lampiran: LampiranRencana) -> bytes:
    """Return the Word document that *template* gives for *lampiran*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    columns = lampiran.layout.columns
    missing = (
        "perulangan baris tabel tidak ditemukan",
        f"Tulis {{%tr for b in {ROWS} %}}, satu baris contoh dengan kolom-kolomnya, misalnya "
        f"{{{{ b.{columns[0].key} }}}}, lalu {{%tr endfor %}}, masing-masing dalam "
        "satu baris tabel.",
    )
    required = {ROWS: missing, **LAMPIRAN_REQUIRED}
    parts = fill(read_template(template), fields(regulation, lampiran), Notes(), required)
    if regulation.peraturan.tanda_celah == "ya":
        mark_gaps(parts, lampiran)
    return packed(parts, regulation, lampiran.judul, lampiran=lampiran.lampiran)


def fields(regulation: Regulation, lampiran: LampiranRencana) -> dict[str, object]:
    """Return what the template of a plan can use."""
    columns = lampiran.layout.columns
    bookmarks = {column.key: column.bookmark for column in columns if column.bookmark}
    mandatory = [column.key for column in columns if column.mandatory]

    def rows() -> Iterator[tuple[Sequence[Cell], Address | None]]:
        return ((row.cells, row.address) for row in plan_rows(lampiran))

    table = Table([column.key for column in columns], rows, bookmarks, mandatory)
    return {**lampiran_fields(regulation, lampiran), ROWS: table}


def mark_gaps(parts: dict[str, bytes], lampiran: LampiranRencana) -> None:
    """Put a mark into the document *parts* of *lampiran* for each gap that its source tells of."""
    marks: dict[str, list[str]] = {}
    for kode, text in _gaps(lampiran):
        marks.setdefault(kode, []).append(text)
    signed = lampiran.tanda_tangan.celah
    after = [broken_off(signed)] if signed else []
    if marks or after:
        levels = sum(isinstance(column.level, int) for column in lampiran.layout.columns)
        put_marks(parts, marks, levels, after)


def _gaps(lampiran: LampiranRencana) -> Iterator[tuple[str, str]]:
    """Yield each gap with the kode of the printed row that it comes after."""
    kode, uraian = "", ""
    for node in _members(lampiran):
        if isinstance(node, Celah):
            yield kode, broken_off(node.celah)
        elif isinstance(node, RencanaAksi):
            kode = node.kode if node.printed else kode
            uraian = node.uraian.plain if node.uraian is not None else uraian
            if node.celah:
                yield kode, incomplete(f"«{_short(uraian)}»", node.celah)


def _members(node: Node) -> Iterator[Node]:
    """Yield the records below *node* in printed order; gaps stand beside actions or above them."""
    for child, _ in node.children():
        yield child
        if isinstance(child, PlanNode) and not isinstance(child, RencanaAksi):
            yield from _members(child)


def _short(text: str) -> str:
    """The beginning of *text*, ended at a word."""
    text = " ".join(text.split())
    return text if len(text) <= _LONG else f"{text[:_LONG].rpartition(' ')[0]} …"
