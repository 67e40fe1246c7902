"""IND: the road map, the outcomes and the plans name the same indicators, and the same values."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import REGISTER, indicator_name, indicator_values
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import IndikatorRencana
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, IndikatorHasil
from rbdocs.model.words import listed, tidy


@rule(
    code="IND15",
    level=Level.PERINGATAN,
    statement="Indikator rencana aksi general dan indikator hasil kegiatan utama ada dalam tabel "
    "peta jalan, dan indikator kegiatan utama ada dalam tabel hasilnya.",
    ground="Target yang tidak ditetapkan peta jalan tidak dapat dinilai, dan sebaliknya.",
)
def lengkap_dua_arah(regulation: Regulation) -> Iterator[Violation]:
    """Yield what the plans or the outcomes have and the road map lacks, and what outcomes lack.

    A table is the road map of a plan where it has most of its indicators.
    """
    places = [place for place in regulation.sebutan() if place.acuan]
    rows = [place for place in places if isinstance(place.node, Baris)]
    activities = [place for place in rows if place.kegiatan_utama]
    outcomes = [place for place in places if isinstance(place.node, IndikatorHasil)]
    plans = [place for place in places if _of_kegiatan_utama(place.node)]
    known = {place.acuan for place in rows}
    if activities:
        judged = _of_this_road_map(plans, known) + _of_this_road_map(outcomes, known)
        for acuan, listing in group_by(judged, lambda place: place.acuan).items():
            if acuan not in known:
                where = listed(dict.fromkeys(place.tempat for place in listing))
                table = activities[0].tempat
                yield _missing(regulation, listing, f"ada dalam {where}, tetapi tidak dalam", table)
    present = {place.acuan for place in outcomes}
    for place in _of_this_road_map(activities, present):
        if place.acuan not in present:
            where = listed(dict.fromkeys(outcome.tempat for outcome in outcomes), "atau")
            yield _missing(regulation, [place], f"ada dalam {place.tempat}, tetapi tidak", where)


def _of_kegiatan_utama(node: Node) -> bool:
    """Whether *node* is an indicator of a plan whose layout has kegiatan utama."""
    return isinstance(node, IndikatorRencana) and any(
        kolom.makna == "kegiatan_utama" for kolom, _, _ in node.layout.declared
    )


def _of_this_road_map(
    listing: list[IndicatorMention], known: set[str | None]
) -> list[IndicatorMention]:
    """*listing*, where most of what it names is among *known*; else nothing."""
    keys = {place.acuan for place in listing}
    return listing if 2 * len(keys & known) > len(keys) else []


def _missing(
    regulation: Regulation, listing: list[IndicatorMention], how: str, table: str
) -> Violation:
    place = listing[0]
    return Violation(
        place.node.location(),
        place.acuan or "",
        f"{indicator_name(regulation, place.acuan or '')} {how} {table}.",
        f"Tambahkan ke {table}, atau pakai indikator yang ditetapkan di situ.",
        {"indikator": place.acuan, "tempat": [item.tempat for item in listing]},
        [
            Occurrence(item.node.location(), item.tempat, tidy(item.nama or item.kegiatan))
            for item in listing
        ],
    )


@rule(
    code="IND16",
    level=Level.PERINGATAN,
    statement="Nilai indikator yang tercetak di satu tempat tidak kosong di tempat lain, juga "
    "tidak dalam daftar indikator.",
    ground="Tahun berikutnya mengambil targetnya dari daftar indikator; tanda hubung berarti belum "
    "ditetapkan.",
)
def tidak_kosong_sebagian(regulation: Regulation) -> Iterator[Violation]:
    """Yield the values that stand somewhere and are a dash, or missing in the register, elsewhere.

    The register is asked only for indicators of which it has such values of other years.
    """
    values = [value for value in indicator_values(regulation) if value.tahun is not None]
    kinds = {(v.acuan, v.jenis) for v in values if v.tempat == REGISTER}
    for (acuan, jenis, tahun), listing in group_by(
        values, lambda value: (value.acuan, value.jenis, value.tahun)
    ).items():
        given = [value for value in listing if not value.measure.empty]
        dashes = [value for value in listing if value.measure.empty]
        unknown = (acuan, jenis) in kinds and all(value.tempat != REGISTER for value in listing)
        if not given or not (dashes or unknown):
            continue
        name = f"{jenis.capitalize()} {indicator_name(regulation, acuan)} tahun {tahun}"
        said = f"{given[0].text} ({given[0].tempat})"
        known = regulation.indikator.by_key.get(acuan)
        at = dashes[0].location if dashes or known is None else known.location(jenis)
        yield Violation(
            at,
            acuan,
            f"{name} kosong dalam {dashes[0].tempat}, padahal {said}."
            if dashes
            else f"{name} tidak ada dalam daftar indikator, padahal {said}.",
            "Isi nilainya.",
            {"indikator": acuan, "jenis": jenis, "tahun": tahun, "nilai": given[0].text},
            [value.occurrence() for value in listing],
        )
