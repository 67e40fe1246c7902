"""A column of a plan is one entry in the table of columns; whoever needs it takes it from there."""

from __future__ import annotations

import io
import re
import zipfile
from typing import get_args

import pytest
from lxml import etree

from rbdocs.compare.origins import origins_of, plain, units
from rbdocs.files import Project
from rbdocs.model.cell import Merge
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import COLUMNS, ROW, SUB, Column, ColumnKind
from rbdocs.model.plan_tree import ContinuedColumn
from rbdocs.model.regulation import Regulation
from rbdocs.word.reader import read_word
from tests.clean import load_clean
from tests.sample import ROOT
from tests.template_cases import Door, W, keep, model_row, tree_of

NEW = [
    Column("kode", "Kode", ColumnKind.TEXT, ROW, ("kode",)),
    Column("cara", "Cara", ColumnKind.TEXT, ROW, ("cara",)),
    Column("nama_sub", "Nama", ColumnKind.TEXT, SUB, ("nama",)),
    Column("judul_masalah", "Masalah", ColumnKind.TEXT, 0, ("permasalahan",)),
]


@pytest.mark.parametrize("column", NEW, ids=[item.key for item in NEW])
def test_a_column_is_added_by_one_entry(
    column: Column, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COLUMNS, "general", (*COLUMNS["general"], column))

    def type_it(parts: dict[str, bytes]) -> None:
        root = tree_of(parts)
        (text,) = (item for item in model_row(root).iter(f"{W}t") if item.text == "{{ b.satuan }}")
        text.text = f"[{{{{ b.{column.key} }}}}]"
        keep(parts, root)

    door.put(type_it)
    content, _ = door.make()
    (lampiran,) = (item for item in door.regulation.lampiran if item.jenis == "general")
    printed = [
        str(cell.content)
        for row in plan_rows(lampiran)
        for cell in [row.cell(column.key)]
        if cell.merge is not Merge.CONTINUED
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in root.iter(f"{W}tc")]
    found = [item[1:-1] for item in texts if re.fullmatch(r"\[.*\]", item, re.DOTALL)]
    assert found == printed
    assert found
    # And from the print back to the value.
    now = read_word(content, "lampiran-2.docx")
    known = origins_of(door.project, now, door.regulation, "lampiran-2.docx")
    cells = [known[id(unit)] for unit in units(now) if re.fullmatch(r"\[.*\]", plain(unit))]
    assert len(cells) == len(printed)
    for origin in cells:
        middle = origin.pieces[1]
        assert middle.owner is not None
        assert middle.owner.location.line > 0


def test_no_other_module_names_the_columns_of_the_quarters() -> None:
    naming = [
        path
        for path in sorted((ROOT / "rbdocs").rglob("*.py"))
        if re.search(r"""["']tw[1-4]["']""", path.read_text("utf-8"))
    ]
    assert naming == []


def test_columns_that_may_carry_on_are_those_that_a_source_may_name() -> None:
    carrying = {
        column.key for columns in COLUMNS.values() for column in columns if column.may_carry
    }
    assert carrying == set(get_args(ContinuedColumn))


def test_every_cell_says_which_value_it_prints() -> None:
    regulation: Regulation = load_clean(Project(ROOT / "tests" / "bersih"))
    rows = [row for lampiran in regulation.lampiran for row in plan_rows(lampiran)]
    assert rows
    for row in rows:
        for cell in row.cells:
            if cell.merge is Merge.CONTINUED:
                continue
            value = cell.node
            assert value is not None
            for step in cell.path:
                value = getattr(value, step) if isinstance(step, str) else value[step]
            assert value is cell.content
