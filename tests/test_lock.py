"""A locked regulation prints what it printed: whatever changes that in a register is told."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from rbdocs import cli
from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from tests import sample
from tests.clean import YEAR, copy_clean, copy_printable, load_clean, read_yaml
from tests.profiles import sampled
from tests.sample import copy_enacted, regulation_of

_RULE = {"REV07": load_rules()["REV07"]}


def locked(folder: Path) -> Project:
    project = copy_printable(folder)
    assert cli.main(["tetapkan", str(YEAR), "--akar", str(folder)]) == 0
    return project


def told(regulation: Regulation) -> list[Finding]:
    return check(regulation, _RULE)


def printed(project: Project, regulation: Regulation) -> list[list[bytes]]:
    """Every word that the body and the plans print, their properties aside."""
    return [
        re.findall(rb"<w:t(?: [^>]*)?>([^<]*)", archive.read(part))
        for name in ("perbup.docx", "lampiran-2.docx", "lampiran-3.docx")
        for document in make_documents(project, regulation, only=name)
        for archive in [zipfile.ZipFile(BytesIO(document.content))]
        for part in sorted(archive.namelist())
        if re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", part)
    ]


def scalars(content: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value in *content*."""
    if isinstance(content, dict | list):
        for key, value in content.items() if isinstance(content, dict) else enumerate(content):
            yield from scalars(value, (*path, key))
    else:
        yield path


def other(value: Any) -> Iterator[Any]:
    """Values of the same kind that *value* is not."""
    if isinstance(value, date):
        yield from (value + timedelta(days=2000), value - timedelta(days=2000))
    elif isinstance(value, str):
        yield from (f"{value} Lain", "")
    elif isinstance(value, bool):
        yield not value
    else:
        yield (value or 0) + 1


def changes(
    project: Project, register: str, usual: int, year: int = YEAR
) -> Iterator[tuple[str, Regulation]]:
    """The regulation with each value of *register* changed or gone, where that can be read.

    *usual* of the values, and each with ``--hypothesis-profile=tuntas``.
    """
    path = project.sources / register
    before = path.read_text("utf-8")
    content = read_yaml(before)
    try:
        for place in sampled(scalars(content), usual):
            *above, last = place
            for value in (*other(_at(content, place)), None):
                changed = deepcopy(content)
                if value is None:
                    del _at(changed, above)[last]
                else:
                    _at(changed, above)[last] = value
                sample.write_yaml(path, changed)
                loaded = load_year(project, Edition(year))
                if loaded.regulation is not None:
                    yield f"{place}: {value!r}", loaded.regulation
    finally:
        path.write_text(before, "utf-8")


def _at(content: Any, path: Any) -> Any:
    for key in path:
        content = content[key]
    return content


@pytest.mark.parametrize("enacted", [True, False], ids=["2023", "bersih"])
def test_every_change_of_the_register_that_changes_what_is_printed_is_told_and_no_other(
    enacted: bool, tmp_path: Path
) -> None:
    if enacted:
        copy_enacted(tmp_path)
    project, year = (Project(tmp_path), 2023) if enacted else (locked(tmp_path), YEAR)
    regulation = regulation_of(project, year)
    before = printed(project, regulation)
    seen = {True: 0, False: 0}
    for what, regulation in changes(project, "instansi.yaml", 5 if enacted else 25, year):
        differs = printed(project, regulation) != before
        assert bool(told(regulation)) == differs, what
        seen[differs] += 1
    assert min(seen.values()) > (0 if enacted else 2)


@pytest.mark.parametrize(
    "register", ["perangkat-daerah.yaml", "satuan.yaml", "indikator.yaml", "kosakata.yaml"]
)
def test_other_registers_change_nothing_that_a_regulation_prints(
    tmp_path: Path, register: str
) -> None:
    project = locked(tmp_path)
    before = printed(project, load_clean(project))
    count = 0
    for what, regulation in changes(project, register, 12):
        assert told(regulation) == [], what
        count += 1
        if count % 20 == 1:  # documents take long to make
            assert printed(project, regulation) == before, what
    assert count


def test_a_successor_entered_with_his_day_changes_nothing_of_the_old_year(tmp_path: Path) -> None:
    project = locked(tmp_path)
    before = printed(project, load_clean(project))
    register = project.sources / "instansi.yaml"
    content = read_yaml(register.read_text("utf-8"))
    old = content["pejabat"][0]
    new = {**old, "nama": "NAMA PENGGANTI", "berlaku": {"dari": date(YEAR, 11, 1)}}
    old["berlaku"]["sampai"] = date(YEAR, 10, 31)
    content["pejabat"].insert(0, new)
    sample.write_yaml(register, content)
    regulation = load_clean(project)
    assert told(regulation) == []
    assert printed(project, regulation) == before


def test_the_edit_is_told_with_both_names_also_when_a_later_year_is_checked(
    drafted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)
    root = ["--akar", str(tmp_path)]
    sample.replace_text(tmp_path / "sources/instansi.yaml", "LANI DWI REJEKI", "ORANG LAIN")
    for year in ("2023", "2024"):
        capsys.readouterr()
        cli.main(["periksa", year, "--aturan", "REV07", *root])
        out = capsys.readouterr().out
        assert "sources/instansi.yaml:12:11  peringatan REV07" in out
        assert "«ORANG LAIN», padahal peraturan tahun 2023 dikunci dengan «LANI DWI REJEKI»" in out


def test_the_lock_of_2023_is_that_of_its_sources(tmp_path: Path) -> None:
    copy_enacted(tmp_path)
    lock = tmp_path / "sources/2023/kunci.yaml"
    before = lock.read_bytes()
    assert cli.main(["tetapkan", "2023", "--akar", str(tmp_path)]) == 0
    assert lock.read_bytes() == before


def test_a_lock_from_before_the_register_was_kept_is_accepted_with_a_word(tmp_path: Path) -> None:
    project = locked(tmp_path)
    lock = project.sources / str(YEAR) / "kunci.yaml"
    lock.write_text(lock.read_text("utf-8").partition("instansi:\n")[0], "utf-8")
    regulation = load_clean(project)
    (finding,) = told(regulation)
    assert finding.location.file == f"sources/{YEAR}/kunci.yaml"
    assert f"tetapkan {YEAR}" in finding.hint
    assert regulation.changed == []


@pytest.mark.parametrize("name", ['DR. "A" B: C', "*miring*", "# tagar", "Ra\\'ufa, S.H., M.Si."])
def test_a_name_with_signs_that_yaml_uses_is_locked_as_it_is(tmp_path: Path, name: str) -> None:
    project = copy_clean(tmp_path)
    register = project.sources / "instansi.yaml"
    content = read_yaml(register.read_text("utf-8"))
    content["pejabat"][0]["nama"] = name
    sample.write_yaml(register, content)
    assert cli.main(["tetapkan", str(YEAR), "--akar", str(tmp_path)]) == 0
    assert told(load_clean(project)) == []


def test_a_draft_says_that_the_locked_text_which_it_amends_was_edited(tmp_path: Path) -> None:
    project = locked(tmp_path)
    assert cli.main(["revisi", "2025", "--dari", str(YEAR), "--akar", str(tmp_path)]) == 0
    edited = {"REV05": load_rules()["REV05"]}

    def about() -> list[str]:
        draft = load_year(project, Edition(2025)).regulation
        assert draft is not None
        return [finding.location.file for finding in check(draft, edited)]

    assert about() == []
    body = tmp_path / "sources" / str(YEAR) / "peraturan.yaml"
    body.write_text(body.read_text("utf-8").replace("disusun untuk", "ditulis untuk"), "utf-8")
    assert about() == [f"sources/{YEAR}/peraturan.yaml"]
