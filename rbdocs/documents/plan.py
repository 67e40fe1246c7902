"""The Word document of a Lampiran that holds a rencana aksi: one wide table from a plan's tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rbdocs.documents.fields import lampiran_fields
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.plan import COLUMNS, plan_rows
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.word.package import write_package
from rbdocs.word.properties import set_properties
from rbdocs.word.prototype import find_row, prepare
from rbdocs.word.row_height import Paper
from rbdocs.word.template import (
    Notes,
    TemplateProblem,
    fill_fields,
    parse_xml,
    read_template,
    serialise_xml,
    text_parts,
)

_XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def template_name(lampiran: LampiranRencana) -> str:
    """Return the file name of the template for *lampiran*."""
    return f"lampiran-rencana-aksi-{lampiran.jenis}.docx"


def compose(template: bytes, regulasi: Regulasi, lampiran: LampiranRencana) -> bytes:
    """Return the Word document that *template* gives for *lampiran*.

    Raises TemplateProblem that lists every mistake in the template.
    """
    parts = read_template(template)
    notes = Notes()
    fields_of = lampiran_fields(regulasi, lampiran)
    parts["word/document.xml"] = _document(parts, lampiran, fields_of, notes)
    for nama in text_parts(parts):
        root = parse_xml(parts[nama], nama)
        fill_fields(root, fields_of, nama.removeprefix("word/"), notes)
        parts[nama] = serialise_xml(root)
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    set_properties(
        parts, regulasi, judul=" ".join(lampiran.judul.split()), lampiran=lampiran.lampiran
    )
    return write_package(parts)


def _document(
    parts: dict[str, bytes],
    lampiran: LampiranRencana,
    fields_of: Mapping[str, Any],
    notes: Notes,
) -> bytes:
    data = parts["word/document.xml"]
    root = parse_xml(data, "word/document.xml")
    columns = [column.key for column in COLUMNS[lampiran.jenis]]
    row = find_row(root, columns)
    if row is None:
        notes.add(
            "dokumen",
            "",
            "baris contoh tabel tidak ditemukan",
            f"Baris terakhir tabel harus memuat bidang kolom, misalnya {{{{ {columns[0]} }}}}.",
        )
        fill_fields(root, fields_of, "dokumen", notes)
        return data
    table = prepare(row, columns, "dokumen, baris contoh tabel", Paper.of(parts, row), notes)
    fill_fields(root, fields_of, "dokumen", notes)
    start, prototype, end = table.cut(root)
    if notes.mistakes:
        return data
    content = prototype.content(((row.cells, row.address) for row in plan_rows(lampiran)), notes)
    return b"".join(one.encode() for one in (_XML_HEAD, start, content, end))
