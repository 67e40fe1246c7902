"""The register of indicators: what each is called, which way it should go, its values by year."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from rbdocs.model.node import Node, Whole
from rbdocs.model.registers import JenisSatuan
from rbdocs.model.values import Nilai

KunciIndikator = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
# The kinds of units, and those that only whole indicators have.
JenisIndikator = Literal[JenisSatuan, "level", "opini", "tahun", "rupiah"]
Arah = Literal["naik", "turun", "tetap"]


class Indikator(Node):
    """An indicator. *baseline* and *target* hold values by year as the governing table has them.

    *koordinator* are keys of perangkat-daerah.yaml, *sumber* says which table governs. *catatan*
    is for the reader of the register and is printed nowhere.
    """

    kunci: KunciIndikator
    nama: str
    tercetak: list[str] = Field(default_factory=list)
    jenis: JenisIndikator
    arah: Arah
    baseline: dict[Whole, Nilai] = Field(default_factory=dict)
    target: dict[Whole, Nilai] = Field(default_factory=dict)
    koordinator: list[str] = Field(default_factory=list)
    sumber: str
    catatan: str | None = None

    def names(self) -> Iterator[str]:
        """Every name under which the indicator is printed."""
        yield from dict.fromkeys((self.nama, *self.tercetak))


class DaftarIndikator(Node):
    """All indicators."""

    indikator: list[Indikator]

    @cached_property
    def by_key(self) -> dict[str, Indikator]:
        """Each key with its indicator."""
        return {indikator.kunci: indikator for indikator in self.indikator}

    @cached_property
    def by_name(self) -> dict[str, Indikator]:
        """Each printed name with its indicator."""
        return {nama: indikator for indikator in self.indikator for nama in indikator.names()}

    def key_hint(self, nama: str) -> str:
        """Return what to write as the key of the indicator called *nama*; "" where none is."""
        named = self.by_name.get(nama)
        return f"Tulis acuan: {named.kunci}, sesuai namanya." if named else ""
