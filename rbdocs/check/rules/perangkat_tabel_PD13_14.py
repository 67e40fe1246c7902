"""PD: offices in the tables of Lampiran I: known ones, and who leads what."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import indicator_name
from rbdocs.check.rule import Violation, rule
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.plan_tree import walk
from rbdocs.model.registers import PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, KegiatanHasil, Tabel, TabelHasil
from rbdocs.model.words import listed, tidy

_COLUMNS = ("koordinator", "pelaksana")


def _cells(regulation: Regulation) -> Iterator[tuple[str, str, str, Location]]:
    """Yield the cells of tables that name offices: the table's key, its name, text and place."""
    for naskah in regulation.own_naskah:
        for kode, tabel in naskah.tabel.items():
            if isinstance(tabel, TabelHasil):
                for kegiatan in tabel.kegiatan_utama:
                    yield kode, tabel.sebutan, kegiatan.leading, kegiatan.location("leading")
                    for output in kegiatan.output:
                        text = output.penanggung_jawab or ""
                        yield kode, tabel.sebutan, text, output.location("penanggung_jawab")
            else:
                yield from _of_table(kode, tabel)


def _of_table(kode: str, tabel: Tabel) -> Iterator[tuple[str, str, str, Location]]:
    wanted = [kolom.kunci for kolom in tabel.columns() if kolom.makna in _COLUMNS]
    nodes = (node for _, rows in tabel.parts() for row in rows for node in walk(row))
    for node in nodes if wanted else ():
        for column in wanted if isinstance(node, Baris) else ():
            isi = node.sel.get(column) if isinstance(node, Baris) else None
            if isi is not None and not isi.empty:
                yield kode, tabel.sebutan, isi.plain, node.location(column)


@rule(
    code="PD13",
    level=Level.PERINGATAN,
    statement="Perangkat daerah dalam tabel peta jalan dan tabel hasil terdaftar dalam "
    "perangkat-daerah.yaml.",
    ground="Nama yang salah tulis tidak menunjuk kantor mana pun.",
)
def terdaftar(regulation: Regulation) -> Iterator[Violation]:
    """Yield the names in the office cells of tables that the register does not have."""
    register = regulation.perangkat_daerah
    for kode, tempat, text, where in _cells(regulation):
        _, unknown = register.recognise(text)
        for name in unknown:
            yield Violation(
                where,
                kode,
                f"«{tidy(name)}» dalam «{tidy(text)}» ({tempat}) tidak ada dalam "
                "perangkat-daerah.yaml.",
                similar_hint(tidy(text), register.by_name)
                or "Betulkan namanya, atau tambahkan perangkat daerah itu.",
                {"nama": tidy(name), "sel": tidy(text)},
                excerpt=name,
            )


@rule(
    code="PD14",
    level=Level.PERINGATAN,
    statement="Yang memimpin sebuah kegiatan utama dalam tabel hasil adalah koordinator salah satu "
    "indikatornya dalam peta jalan.",
    ground="Dua penanggung jawab untuk satu indikator berarti tidak jelas siapa yang menjawabnya.",
)
def pemimpin_koordinator(regulation: Regulation) -> Iterator[Violation]:
    """Yield the outcomes led by an office that coordinates none of their indicators."""
    rows = [p for p in regulation.sebutan() if isinstance(p.node, Baris) and p.koordinator]
    by_key = group_by(rows, lambda place: place.acuan)
    for naskah in regulation.own_naskah:
        for kode, tabel in naskah.tabel.items():
            for kegiatan in tabel.kegiatan_utama if isinstance(tabel, TabelHasil) else ():
                places = [p for item in kegiatan.indikator for p in by_key.get(item.acuan, ())]
                wanted = _offices(regulation, [text for p in places for text in p.koordinator])
                given = _offices(regulation, [kegiatan.leading])
                if not wanted or not given or _related(wanted, given):
                    continue
                names = listed(dict.fromkeys(office.singkat for office in wanted.values()))
                yield Violation(
                    kegiatan.location("leading"),
                    kode,
                    f"{tidy(kegiatan.leading)} memimpin {_called(regulation, kegiatan)} "
                    f"({tabel.sebutan}), yang menurut {places[0].tempat} dikoordinasikan {names}.",
                    "Samakan, atau sebutkan keduanya.",
                    {"pemimpin": list(given), "koordinator": list(wanted)},
                    [
                        Occurrence(place.node.location(), place.tempat, listed(place.koordinator))
                        for place in places
                    ],
                )


def _called(regulation: Regulation, kegiatan: KegiatanHasil) -> str:
    return listed(indicator_name(regulation, item.acuan) for item in kegiatan.indikator)


def _offices(regulation: Regulation, cells: list[str]) -> dict[str, PerangkatDaerah]:
    return {
        hit.perangkat_daerah.kunci: hit.perangkat_daerah
        for cell in cells
        for hit in regulation.perangkat_daerah.mentions(cell)
    }


def _related(wanted: dict[str, PerangkatDaerah], given: dict[str, PerangkatDaerah]) -> bool:
    """Whether one office stands on both sides, itself or by the office that it belongs to."""
    if wanted.keys() & given.keys():
        return True
    parents = {office.induk for office in (*wanted.values(), *given.values())}
    return bool(parents & (wanted.keys() | given.keys()))
