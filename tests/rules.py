"""Run one rule over actions written as YAML fields, and name what it finds as the cases do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rbdocs.check.rule import load_rules
from rbdocs.files import Project
from rbdocs.load.shape import shape
from rbdocs.load.tahun import load_year
from rbdocs.load.yaml_file import read
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.rencana_aksi import RencanaGeneral, aksi
from tests import sample

Case = Mapping[str, Any]


@cache
def _registers() -> Regulasi:
    regulasi = load_year(Project(sample.ROOT), 2023).regulasi
    assert regulasi is not None
    return regulasi


def load_actions(folder: Path, actions: Sequence[Mapping[str, Any]]) -> Regulasi:
    """Return a regulation with one plan of *actions*; each has the usual fields unless it says.

    A field whose value is None is left out.
    """
    listing = [
        {name: value for name, value in sample.aksi(n, **one).items() if value is not None}
        for n, one in enumerate(actions, start=1)
    ]
    path = folder / "lampiran-2.yaml"
    sample.write_yaml(path, sample.plan(listing))
    file = read(Project(folder), path)
    lampiran = shape(file, RencanaGeneral)
    assert lampiran is not None, file.findings
    return replace(_registers(), lampiran=[lampiran], pengecualian=[])


def found(code: str, regulasi: Regulasi) -> list[dict[str, Any]]:
    """Return what the rule *code* finds: kode, field (``di``), values and message.

    The field is the one whose place in the file the finding names.
    """
    rows = {one.kode: one for one in aksi(regulasi.lampiran[0])}
    result = []
    for violation in load_rules()[code].check(regulasi):
        row = rows[violation.kode]
        fields = {name: row.location(name) for name in row.model_fields_set}
        places = [name for name, place in fields.items() if place == violation.location]
        assert len(places) == 1, violation.location
        result.append(
            {
                "kode": violation.kode,
                "di": places[0],
                "nilai": violation.values,
                "pesan": violation.message,
                "saran": violation.hint,
            }
        )
    return result


def read_cases(folder: Path) -> list[tuple[str, str, Case]]:
    """Return all cases of the files in *folder*: the rule, ``lulus`` or ``gagal``, the case."""
    cases = []
    for path in sorted(folder.glob("*.yaml")):
        for verdict, listing in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            assert verdict in ("lulus", "gagal"), f"{path.name}: {verdict}"
            cases += [(path.stem, verdict, one) for one in listing]
    return cases
