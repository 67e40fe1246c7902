"""The rows of the plans as a reader sees them: each action with what carries on from above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import (
    Celah,
    IndikatorKegiatanUtama,
    IndikatorTematik,
    IndikatorTurunan,
    KegiatanUtama,
    LampiranRencana,
    RencanaAksi,
    SubKegiatan,
)
from rbdocs.model.values import Text

IndikatorBerencana = IndikatorKegiatanUtama | IndikatorTurunan
_NOTHING = Text.dari("")


@dataclass(frozen=True, slots=True)
class Kelompok:
    """The actions of one indicator, in printed order, with what the reference text has lost.

    *above* are the records around the indicator, the outermost first.
    """

    lampiran: LampiranRencana
    above: tuple[Node, ...]
    indikator: IndikatorBerencana
    members: tuple[RencanaAksi | Celah, ...]

    @property
    def kegiatan_utama(self) -> KegiatanUtama | None:
        """The kegiatan utama that the indicator belongs to; None in a tematik plan."""
        return next((one for one in self.above if isinstance(one, KegiatanUtama)), None)

    def indicators(self) -> Iterator[IndikatorBerencana | IndikatorTematik]:
        """Yield the indicator and those above it, the outermost first."""
        yield from (one for one in self.above if isinstance(one, IndikatorTematik))
        yield self.indikator


@dataclass(frozen=True, slots=True)
class BarisRencana:
    """An action with the values of its row, those included that carry on from the row above.

    *carried* names the columns that do. A carried sub kegiatan is that of the row above, so that
    what it costs is not counted again.
    """

    kelompok: Kelompok
    aksi: RencanaAksi
    uraian: Text
    sub_kegiatan: tuple[SubKegiatan, ...]
    koordinator: str
    pelaksana: str
    carried: frozenset[str]

    @property
    def kode(self) -> str:
        """The action's lasting key."""
        return self.aksi.kode

    def location(self, *path: str | int) -> Location:
        """Where the action, or the value at *path* in it, stands in the sources."""
        return self.aksi.location(*path)


def groups(listing: Iterable[LampiranRencana]) -> Iterator[Kelompok]:
    """Yield the groups of actions of all plans in *listing*, in printed order."""
    for lampiran in listing:
        yield from _groups(lampiran, lampiran, ())


def rows(kelompok: Kelompok) -> Iterator[BarisRencana]:
    """Yield the rows of *kelompok* that are printed."""
    sub: tuple[SubKegiatan, ...] = ()
    uraian, koordinator, pelaksana = _NOTHING, "", ""
    for aksi in kelompok.members:
        if isinstance(aksi, Celah):
            continue
        uraian = uraian if aksi.uraian is None else aksi.uraian
        sub = sub if aksi.sub_kegiatan is None else tuple(aksi.sub_kegiatan)
        koordinator = koordinator if aksi.koordinator is None else aksi.koordinator
        pelaksana = pelaksana if aksi.pelaksana is None else aksi.pelaksana
        carried = frozenset[str](aksi.lanjut)
        if aksi.printed:
            yield BarisRencana(kelompok, aksi, uraian, sub, koordinator, pelaksana, carried)


def _groups(lampiran: LampiranRencana, node: Node, above: tuple[Node, ...]) -> Iterator[Kelompok]:
    if isinstance(node, IndikatorKegiatanUtama | IndikatorTurunan):
        yield Kelompok(lampiran, above, node, tuple(node.rencana_aksi))
        return
    inner = above if node is lampiran else (*above, node)
    for child, _ in node.children():
        yield from _groups(lampiran, child, inner)
