"""A column of a plan is one line of its layout; whoever needs it takes it from there."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from rbdocs.compare.origins import origins_of, plain, units
from rbdocs.files import Project
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Merge
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged, packaged_names
from rbdocs.word.reader import read_word
from tests.clean import copy_printable, load_clean
from tests.loops import at_least_one
from tests.sample import ROOT
from tests.template_cases import Door, W, keep, model_row, tree_of

# A column of each level: its line in the layout, the field that it is written beside, and a column
# of its level, in whose cell it is printed.
NEW = {
    "sumber": ("{kunci: sumber, judul: Sumber Dana, tingkat: rencana_aksi}", "kode:", "satuan"),
    "lokasi": (
        "{kunci: lokasi, judul: Lokasi, tingkat: sub_kegiatan, isian: tempat}",
        "anggaran:",
        "sub_kegiatan",
    ),
    "dasar": (
        "{kunci: dasar, judul: Dasar, tingkat: permasalahan}",
        "kegiatan_utama:",
        "permasalahan",
    ),
}


@pytest.mark.parametrize("key", NEW)
def test_a_column_is_added_by_one_line_of_the_layout(key: str, tmp_path: Path) -> None:
    line, beside, within = NEW[key]
    project = copy_printable(tmp_path / "proyek")
    folder = project.sources
    (folder / "susunan").mkdir()
    text = (ROOT / "rbdocs" / "susunan" / "general.yaml").read_text("utf-8")
    (folder / "susunan" / "general.yaml").write_text(f"{text}  - {line}\n", "utf-8")
    field = "tempat" if key == "lokasi" else key
    for source in at_least_one(sorted(folder.glob("20*/lampiran-2.yaml"))):
        _write_beside(source, beside, field)
    door = Door(project, load_clean(project))

    def type_it(parts: dict[str, bytes]) -> None:
        root = tree_of(parts)
        tag = f"{{{{ b.{within} }}}}"
        (text,) = (item for item in model_row(root).iter(f"{W}t") if item.text == tag)
        text.text = f"{tag} [{{{{ b.{key} }}}}]"
        keep(parts, root)

    door.put(type_it)
    content, _ = door.make()
    (lampiran,) = (item for item in door.regulation.lampiran if item.jenis == "general")
    printed = [
        str(cell.content)
        for row in plan_rows(lampiran)
        for cell in [row.cell(key)]
        if cell.merge is not Merge.CONTINUED
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    texts = ["".join(t.text or "" for t in cell.iter(f"{W}t")) for cell in root.iter(f"{W}tc")]
    found = [hit[1] for item in texts if (hit := re.search(r"\[(\w.*)\]$", item, re.DOTALL))]
    assert found == printed
    assert found
    # And from the print back to the value.
    now = read_word(content, "lampiran-2.docx")
    known = origins_of(door.project, now, door.regulation, "lampiran-2.docx")
    cells = [known[id(unit)] for unit in units(now) if re.search(r"\[\w.*\]$", plain(unit))]
    assert len(cells) == len(printed)
    for origin in cells:
        piece = next(piece for piece in origin.pieces if piece.text.startswith("isi "))
        assert piece.owner is not None
        assert piece.owner.location.line > 0


def _write_beside(source: Path, beside: str, field: str) -> None:
    """Write the value of *field* above every line of *source* with the field *beside*."""
    number = 0
    lines = []
    for line in source.read_text("utf-8").splitlines():
        bare = line.removeprefix(line[: len(line) - len(line.lstrip(" -"))])
        if bare.startswith(beside):
            number += 1
            start = line[: len(line) - len(bare)]
            lines.append(f"{start}{field}: isi {number}")
            line = f"{' ' * len(start)}{bare}"
        lines.append(line)
    assert number, beside
    source.write_text("\n".join(lines), "utf-8")


def test_no_module_names_the_columns_of_the_quarters() -> None:
    naming = [
        path
        for path in sorted((ROOT / "rbdocs").rglob("*.py"))
        if re.search(r"""["']tw[1-4]["']""", path.read_text("utf-8"))
    ]
    assert naming == []


def test_columns_that_may_carry_on_are_those_that_a_source_may_name() -> None:
    for name in at_least_one(packaged_names()):
        layout = packaged(name).layout
        carrying = {column.declared.kunci for column in layout.columns if column.may_carry}
        assert carrying == set(layout.carrying), name


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
