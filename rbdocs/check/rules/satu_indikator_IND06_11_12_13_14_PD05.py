"""IND, PD: an indicator is one in tables and plans: its name, its home, who coordinates it."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by, indicator_name, meaning, planned_indicators, related
from rbdocs.check.plan_words import measured
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name, tidy
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan import ThemeGroup
from rbdocs.model.plan_tree import RencanaAksi, walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris


def _road_map(regulation: Regulation) -> Iterator[IndicatorMention]:
    """Yield the rows of tables that give an indicator with its kegiatan utama or coordinator."""
    for place in regulation.sebutan():
        if isinstance(place.node, Baris) and place.koordinator and place.acuan:
            yield place


@peringatan(
    code="IND06",
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
                Site(place.node.location("acuan"), place.acuan or ""),
                f"Indikator «{place.nama}» ({place.tempat}) tidak ada dalam rencana aksi.",
                f"Pakai indikator itu untuk kegiatan utama «{place.kegiatan}», atau samakan "
                "namanya bila rencana aksi mengukur hal yang sama.",
                {"indikator": place.acuan, "kegiatan_utama": place.kegiatan},
            )


@galat(
    code="PD05",
    statement="Koordinator sebuah indikator dalam rencana aksi adalah koordinatornya dalam peta "
    "jalan.",
    ground="Dua koordinator untuk satu indikator berarti tidak jelas siapa yang menjawabnya.",
)
def koordinator_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators of which no coordinator in the plan is one of the road map's."""
    plans, register = list(planned_indicators(regulation)), regulation.perangkat_daerah
    by_key = group_by(plans, lambda plan: plan.acuan)
    by_activity = group_by(plans, lambda plan: same_name(plan.kegiatan))
    for place in _road_map(regulation):
        subject, planned = place.nama or place.kegiatan, by_key.get(place.acuan, [])
        if not planned:  # the plan measures that activity otherwise, which IND06 tells
            subject = f"kegiatan utama «{place.kegiatan}»"
            planned = by_activity.get(same_name(place.kegiatan), [])
        wanted = register.offices(place.koordinator)
        for other in planned:
            given = register.offices(other.koordinator)
            if not wanted or not given or related(wanted, given):
                continue
            yield Violation(
                Site(_cell(other), place.acuan or ""),
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
        cells = place.node.sel.items()
        column = next((key for key, isi in cells if isi.plain in place.koordinator), None)
        return place.node.location(column) if column else place.node.location()
    actions = (node for node in walk(place.node) if isinstance(node, RencanaAksi))
    named = next((aksi for aksi in actions if aksi.koordinator), None)
    return named.location("koordinator") if named else place.node.location()


def _rows(regulation: Regulation) -> list[IndicatorMention]:
    """The rows of tables that name an indicator by its key."""
    return [
        place for place in regulation.sebutan() if isinstance(place.node, Baris) and place.acuan
    ]


def _above(kelompok: ThemeGroup, makna: str) -> tuple[Node | None, str, str]:
    """The outermost record around *kelompok* that holds *makna*, its field, and what it says."""
    for node in kelompok.above:
        said = meaning(node, makna)
        if said is not None:
            return node, said[0], "" if said[1].empty else tidy(said[1].plain)
    return None, "", ""


@peringatan(
    code="IND11",
    statement="Satu indikator ada di bawah kegiatan utama yang sama dalam peta jalan dan rencana "
    "aksi.",
    ground="Kegiatan utama menghubungkan rencana aksi dengan peta jalan; nama lain memutuskannya.",
)
def satu_kegiatan_utama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the kegiatan utama of plans that the tables call otherwise, by their indicators."""
    by_key = group_by(
        (place for place in _rows(regulation) if place.kegiatan_utama), lambda place: place.acuan
    )
    told: set[tuple[int, str]] = set()
    for kelompok in regulation.kelompok:
        served = kelompok.indikator
        acuan = served.acuan if served is not None else None
        wanted = by_key.get(acuan, [])
        utama, field, nama = _above(kelompok, "kegiatan_utama")
        if utama is None or not nama or not wanted:
            continue
        key = same_name(nama)
        first = wanted[0]
        if key in {same_name(place.kegiatan_utama) for place in wanted}:
            continue
        if (id(utama), same_name(first.kegiatan_utama)) in told:
            continue
        told.add((id(utama), same_name(first.kegiatan_utama)))
        where = f"Lampiran {kelompok.lampiran.lampiran}"
        yield Violation(
            Site(utama.location(field), acuan or ""),
            f"{indicator_name(regulation, acuan or '')} ada di bawah kegiatan utama "
            f"«{nama}» ({where}), tetapi di bawah "
            f"«{tidy(first.kegiatan_utama)}» ({first.tempat}).",
            "Samakan nama kegiatan utamanya, atau pindahkan indikatornya.",
            {"indikator": acuan, "kegiatan_utama": [nama, first.kegiatan_utama]},
            [
                Occurrence(utama.location(field), where, nama),
                Occurrence(first.node.location(), first.tempat, tidy(first.kegiatan_utama)),
            ],
        )


@peringatan(
    code="IND12",
    statement="Satu indikator tematik ada di bawah sasaran yang sama dalam peta jalan dan rencana "
    "aksi.",
    ground="Rencana aksi tematik melaksanakan sasaran yang ditetapkan peta jalan.",
)
def satu_sasaran(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sasaran of tematik plans that the table of themes words otherwise."""
    by_key = group_by(
        (place for place in _rows(regulation) if place.tema and place.sasaran),
        lambda place: place.acuan,
    )
    told: set[int] = set()
    for kelompok in regulation.kelompok:
        first, field, said = _above(kelompok, "sasaran")
        indikator = next(kelompok.indicators(), None)
        wanted = by_key.get(indikator.acuan, []) if indikator is not None else []
        if first is None or not said or not wanted or id(first) in told:
            continue
        told.add(id(first))
        if same_name(said) in {same_name(place.sasaran) for place in wanted}:
            continue
        place, where = wanted[0], f"Lampiran {kelompok.lampiran.lampiran}"
        yield Violation(
            Site(first.location(field), place.acuan or ""),
            f"Sasaran «{said}» ({where}) berbunyi lain dalam {place.tempat}: "
            f"«{tidy(place.sasaran)}».",
            "Samakan bunyinya.",
            {"indikator": place.acuan, "sasaran": [said, tidy(place.sasaran)]},
            [
                Occurrence(first.location(field), where, said),
                Occurrence(place.node.location(), place.tempat, tidy(place.sasaran)),
            ],
        )


@peringatan(
    code="IND13",
    statement="Satu indikator tercantum satu kali dalam satu tabel dan satu rencana aksi.",
    ground="Indikator yang tercantum dua kali dinilai dua kali, dan biasanya menggantikan yang "
    "lain.",
)
def tercantum_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators that stand twice in one table or one plan, at whatever level."""
    named = (place for place in regulation.sebutan() if place.acuan)
    for (acuan, tempat), listing in group_by(named, lambda p: (p.acuan, p.tempat)).items():
        if len(listing) < 2:
            continue
        again = listing[1]
        below = [tidy(place.kegiatan) for place in listing if place.kegiatan]
        shown = f": {listed(f'«{name}»' for name in dict.fromkeys(below))}" if below else ""
        yield Violation(
            Site(again.node.location(), acuan or ""),
            f"{indicator_name(regulation, acuan or '')} tercantum {len(listing)} kali dalam "
            f"{tempat}{shown}.",
            "Hapus salah satu, atau pakai indikator yang seharusnya.",
            {"indikator": acuan, "tempat": tempat},
            [
                Occurrence(place.node.location(), tempat, tidy(place.nama or place.kegiatan))
                for place in listing
            ],
        )


@peringatan(
    code="IND14",
    statement="Satu indikator disebut dengan satu nama.",
    ground="Pembaca mencari indikator menurut namanya; kata seperti Nilai atau Capaian di depannya "
    "dan keterangan dalam kurung tidak dihitung.",
)
def satu_nama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators that are printed under several names, aliases of the register too."""
    named = (place for place in regulation.sebutan() if place.acuan and place.nama.strip())
    for acuan, listing in group_by(named, lambda place: place.acuan).items():
        by_name = group_by(listing, lambda place: same_name(measured(place.nama)))
        if len(by_name) < 2:
            continue
        usual = indicator_name(regulation, acuan or "")
        own = same_name(measured(usual))
        odd = next(places[0] for key, places in by_name.items() if key != own)
        shown = dict.fromkeys(tidy(places[0].nama) for places in by_name.values())
        yield Violation(
            Site(odd.node.location(), acuan or ""),
            f"{usual} disebut dengan {len(by_name)} nama: {listed(f'«{nama}»' for nama in shown)}.",
            "Pakai satu nama di semua tempat.",
            {"indikator": acuan, "nama": list(shown)},
            [
                Occurrence(place.node.location(), place.tempat, tidy(place.nama))
                for places in by_name.values()
                for place in places
            ],
        )
