"""JSON Schemas of the sources, made from the model, for editors that complete and underline.

They follow the model and the project's registers and layouts, so they are made again when these
change. What a schema lets pass may still be refused: rules compare, a schema looks at one file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.aturan import DaftarPilihan
from rbdocs.model.batang_tubuh import DaftarPasal
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.figure import Gambar
from rbdocs.model.kind import DaftarJenis
from rbdocs.model.kosakata import Kosakata
from rbdocs.model.pengecualian import DaftarPengecualian, DaftarPenilaian
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan_columns import SusunanRencana
from rbdocs.model.realisasi import DaftarJawaban, DaftarRealisasi
from rbdocs.model.registers import DaftarIndikator, DaftarPerangkatDaerah, DaftarSatuan, Instansi
from rbdocs.model.table import OFFICES, TabelLampiran
from rbdocs.model.values import BELUM_DIISI
from rbdocs.sources.layouts import Layouts
from rbdocs.sources.shape import shape
from rbdocs.sources.yaml_file import read

_REF = "#/$defs/{model}"
_DRAFT = "http://json-schema.org/draft-07/schema#"  # what yaml-language-server reads best
_PLANS = "lampiran"
_NOTHING = ("", "-", BELUM_DIISI)
# Between two offices in one cell; a mark left at its end is a matter for a rule.
_BETWEEN = r"(?:\s*[,;/&.]\s*|\s+)(?:dan\s+)?"

# The name of each schema, the record that it is of, and which files it is for.
_FILES: tuple[tuple[str, Any, str], ...] = (
    ("instansi", Instansi, "sources/instansi.yaml"),
    ("satuan", DaftarSatuan, "sources/satuan.yaml"),
    ("perangkat-daerah", DaftarPerangkatDaerah, "sources/perangkat-daerah.yaml"),
    ("indikator", DaftarIndikator, "sources/indikator.yaml"),
    ("kosakata", Kosakata, "sources/kosakata.yaml"),
    ("aturan", DaftarPilihan, "sources/aturan.yaml"),
    ("jenis-peraturan", DaftarJenis, "sources/jenis-peraturan.yaml"),
    ("susunan", SusunanRencana, "sources/**/susunan/*.yaml"),
    ("peraturan", Peraturan, "sources/*/peraturan.yaml"),
    ("pengecualian", DaftarPengecualian, "sources/*/pengecualian.yaml"),
    ("penilaian", DaftarPenilaian, "sources/*/penilaian.yaml"),
    ("realisasi", DaftarRealisasi, "sources/*/realisasi.yaml"),
    ("jawaban", DaftarJawaban, "sources/*/jawaban.yaml"),
    ("pasal", DaftarPasal, "sources/**/pasal*.yaml"),
    ("naskah", SusunanNaskah, "sources/*/lampiran-*/naskah.yaml"),
    ("tabel", TabelLampiran, "sources/*/lampiran-*/tabel-*.yaml"),
    ("gambar", Gambar, "sources/*/lampiran-*/gambar-*.yaml"),
)


@dataclass(frozen=True, slots=True)
class SourceSchema:
    """A JSON Schema, and the files of a project that it is for, as a pattern of paths."""

    files: str
    content: Mapping[str, Any]


def schemas(project: Project, tahun: Edition) -> dict[str, SourceSchema]:
    """Return the schemas of the sources of *project* by name; the layouts are those of *tahun*.

    A register that cannot be read lends no names: then any text is let pass there.
    """
    words = _Words(project)
    result = {
        name: SourceSchema(
            files, _finished(TypeAdapter(kind).json_schema(ref_template=_REF), name, words)
        )
        for name, kind, files in _FILES
    }
    plans = _plans(Layouts(project, tahun))
    result[_PLANS] = SourceSchema("sources/*/lampiran-*.yaml", _finished(plans, _PLANS, words))
    return result


def _plans(layouts: Layouts) -> dict[str, Any]:
    """The schema of every plan: which one holds follows from its ``jenis``."""
    records = {
        name: record for name in layouts.names() if (record := layouts.record(name)[0]) is not None
    }
    found, common = models_json_schema(
        [(record, "validation") for record in records.values()], ref_template=_REF
    )
    return {
        "type": "object",
        "required": ["jenis"],
        "properties": {"jenis": {"enum": list(records)}},
        "allOf": [
            {
                "if": {"properties": {"jenis": {"const": name}}, "required": ["jenis"]},
                "then": found[(record, "validation")],
            }
            for name, record in records.items()
        ],
        "$defs": common.get("$defs", {}),
    }


class _Words:
    """What the registers know: names and keys that an editor may complete."""

    def __init__(self, project: Project) -> None:
        units = self._read(project, "satuan", DaftarSatuan)
        offices = self._read(project, "perangkat-daerah", DaftarPerangkatDaerah)
        indicators = self._read(project, "indikator", DaftarIndikator)
        self.units = list(units.by_spelling) if units else []
        self.offices = list(offices.by_name) if offices else []
        self.office_keys = [item.kunci for item in offices.perangkat_daerah] if offices else []
        self.indicators = [item.kunci for item in indicators.indikator] if indicators else []

    @staticmethod
    def _read(project: Project, name: str, kind: Any) -> Any:
        return shape(read(project, project.sources / f"{name}.yaml"), kind)

    def of(self, schema: str, field: str) -> dict[str, Any] | None:
        """The schema of the text *field* in the schema named *schema*; None for any text."""
        if schema == _PLANS and field == "satuan" and self.units:
            return {"enum": [*self.units, *_NOTHING]}
        if schema == _PLANS and field in OFFICES and self.offices:
            return {"anyOf": [{"enum": [*self.offices, *_NOTHING]}, {"pattern": self._cell()}]}
        if schema == "perangkat-daerah" and field == "induk" and self.office_keys:
            return {"enum": self.office_keys}
        if schema == "indikator" and field == "koordinator" and self.office_keys:
            return {"enum": self.office_keys}
        if field == "acuan" and self.indicators:
            return {"enum": self.indicators}
        return None

    def _cell(self) -> str:
        """A pattern of cells that name several offices."""
        longest = sorted(self.offices, key=len, reverse=True)
        names = "|".join(re.sub(r"([^\w\s])", r"\\\1", name) for name in longest)
        return rf"^(?:{names})(?:{_BETWEEN}(?:{names}))*[,.;]?$"


def _finished(schema: dict[str, Any], name: str, words: _Words) -> dict[str, Any]:
    """*schema* with the registers' *words*, and without what is written for programmers."""
    return {"$schema": _DRAFT, **_walk(schema, "", lambda field: words.of(name, field))}


def _walk(content: Any, field: str, known: Callable[[str], dict[str, Any] | None]) -> Any:
    if isinstance(content, list):
        return [_walk(item, field, known) for item in content]
    if not isinstance(content, dict):
        return content
    if content.get("type") == "string" and (chosen := known(field)):
        return {"type": "string", **chosen}
    return {
        key: {name: _walk(item, name, known) for name, item in value.items()}
        if key in ("properties", "$defs")
        else _walk(value, field, known)
        for key, value in content.items()
        if key not in ("title", "description", "discriminator")
    }
