"""The same template and content for plain docxtpl: its rows looped by Jinja, as its users do."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree
from markupsafe import Markup

from rbdocs.documents.fields import lampiran_fields
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Merge
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIELD = re.compile(r"\{\{ b\.(\w+) \}\}")
MERGED = {
    Merge.NONE: Markup(""),
    Merge.START: Markup('<w:vMerge w:val="restart"/>'),
    Merge.CONTINUED: Markup("<w:vMerge/>"),
}


def template_of(template: bytes) -> bytes:
    """Return *template*, which loops over ``baris``, with the merge of each cell filled in too."""
    with zipfile.ZipFile(io.BytesIO(template)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    row = list(root.iter(f"{W}tr"))[-2]
    for cell in row.iter(f"{W}tc"):
        text = next(cell.iter(f"{W}t"))
        name = FIELD.sub(r"\1", text.text or "")
        properties = cell.find(f"{W}tcPr")
        assert properties is not None
        width = properties.find(f"{W}tcW")
        assert width is not None
        width.tail = f"{{{{ b.gabung_{name} }}}}"
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


def context_of(regulation: Regulation, lampiran: LampiranRencana) -> dict[str, Any]:
    """Return the same fields, and every row's texts and merges."""
    rows = []
    for row in plan_rows(lampiran):
        mapping: dict[str, str] = {}
        for column, cell in zip(row.columns, row.cells, strict=True):
            mapping[column.key] = str(cell.content)
            mapping[f"gabung_{column.key}"] = MERGED[cell.merge]
        rows.append(mapping)
    return {**lampiran_fields(regulation, lampiran), "baris": rows}
