"""IND and PD: the plans beside the road map: which indicators, and who coordinates them."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by, planned_indicators
from rbdocs.check.rule import Violation, rule
from rbdocs.model.content import Isi
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.plan_tree import RencanaAksi, walk
from rbdocs.model.registers import PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris
from rbdocs.model.words import listed, same_name


def _road_map(regulation: Regulation) -> Iterator[IndicatorMention]:
    """Yield the rows of tables that give an indicator with its kegiatan utama or coordinator."""
    for place in regulation.sebutan():
        if isinstance(place.node, Baris) and place.koordinator and place.acuan:
            yield place


@rule(
    code="IND06",
    level=Level.PERINGATAN,
    statement="Setiap indikator kegiatan utama dalam peta jalan ada dalam rencana aksi.",
    ground="Rencana aksi melaksanakan peta jalan; indikator yang tidak ada di dalamnya tidak "
    "dilaksanakan siapa pun.",
)
def ada_dalam_rencana(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators of kegiatan utama that no plan has."""
    planned = {place.acuan for place in planned_indicators(regulation)}
    if not planned:
        return
    for place in _road_map(regulation):
        if place.kegiatan and place.acuan not in planned:
            yield Violation(
                place.node.location("acuan"),
                place.acuan or "",
                f"Indikator «{place.nama}» ({place.tempat}) tidak ada dalam rencana aksi.",
                f"Pakai indikator itu untuk kegiatan utama «{place.kegiatan}», atau samakan "
                "namanya bila rencana aksi mengukur hal yang sama.",
                {"indikator": place.acuan, "kegiatan_utama": place.kegiatan},
            )


def _offices(regulation: Regulation, place: IndicatorMention) -> dict[str, PerangkatDaerah]:
    register = regulation.perangkat_daerah
    return {
        hit.perangkat_daerah.kunci: hit.perangkat_daerah
        for cell in place.koordinator
        for hit in register.mentions(cell)
    }


@rule(
    code="PD05",
    level=Level.GALAT,
    statement="Koordinator sebuah indikator dalam rencana aksi adalah koordinatornya dalam peta "
    "jalan.",
    ground="Dua koordinator untuk satu indikator berarti tidak jelas siapa yang menjawabnya.",
)
def koordinator_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators of which no coordinator in the plan is one of the road map's."""
    plans = list(planned_indicators(regulation))
    by_key = group_by(plans, lambda plan: plan.acuan)
    by_activity = group_by(plans, lambda plan: same_name(plan.kegiatan))
    for place in _road_map(regulation):
        subject, planned = place.nama or place.kegiatan, by_key.get(place.acuan, [])
        if not planned:  # the plan measures that activity otherwise, which IND06 tells
            subject = f"kegiatan utama «{place.kegiatan}»"
            planned = by_activity.get(same_name(place.kegiatan), [])
        wanted = _offices(regulation, place)
        for other in planned:
            given = _offices(regulation, other)
            if not wanted or not given or _related(wanted, given):
                continue
            yield Violation(
                _cell(other),
                place.acuan or "",
                f"Koordinator {subject} menurut {place.tempat} "
                f"{listed(place.koordinator)}, tetapi dalam {other.tempat} "
                f"{listed(other.koordinator)}.",
                "Samakan koordinatornya di kedua tempat.",
                {"peta_jalan": list(wanted), "rencana_aksi": list(given)},
                [
                    Occurrence(_cell(mention), mention.tempat, listed(mention.koordinator))
                    for mention in (place, other)
                ],
            )


def _cell(place: IndicatorMention) -> Location:
    """The cell that names the coordinator, the first of a plan's indicator; or the record."""
    if isinstance(place.node, Baris):
        column = next((key for key, isi in place.node.sel.items() if _says(isi, place)), None)
        return place.node.location(column) if column else place.node.location()
    actions = (node for node in walk(place.node) if isinstance(node, RencanaAksi))
    named = next((aksi for aksi in actions if aksi.koordinator), None)
    return named.location("koordinator") if named else place.node.location()


def _says(isi: Isi, place: IndicatorMention) -> bool:
    return isi.plain in place.koordinator


def _related(wanted: dict[str, PerangkatDaerah], given: dict[str, PerangkatDaerah]) -> bool:
    """Whether one office stands on both sides, itself or by the office that it belongs to."""
    if wanted.keys() & given.keys():
        return True
    parents = {office.induk for office in (*wanted.values(), *given.values())}
    return bool(parents & (wanted.keys() | given.keys()))
