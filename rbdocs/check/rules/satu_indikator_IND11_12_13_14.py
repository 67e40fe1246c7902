"""IND: one indicator has one name, one kegiatan utama and one sasaran wherever it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import group_by, meaning
from rbdocs.check.indicator_values import indicator_name
from rbdocs.check.plan_words import measured
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.plan import ThemeGroup
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris
from rbdocs.model.words import listed, same_name, tidy


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


@rule(
    code="IND11",
    level=Level.PERINGATAN,
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
            utama.location(field),
            acuan or "",
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


@rule(
    code="IND12",
    level=Level.PERINGATAN,
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
            first.location(field),
            place.acuan or "",
            f"Sasaran «{said}» ({where}) berbunyi lain dalam {place.tempat}: "
            f"«{tidy(place.sasaran)}».",
            "Samakan bunyinya.",
            {"indikator": place.acuan, "sasaran": [said, tidy(place.sasaran)]},
            [
                Occurrence(first.location(field), where, said),
                Occurrence(place.node.location(), place.tempat, tidy(place.sasaran)),
            ],
        )


@rule(
    code="IND13",
    level=Level.PERINGATAN,
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
            again.node.location(),
            acuan or "",
            f"{indicator_name(regulation, acuan or '')} tercantum {len(listing)} kali dalam "
            f"{tempat}{shown}.",
            "Hapus salah satu, atau pakai indikator yang seharusnya.",
            {"indikator": acuan, "tempat": tempat},
            [
                Occurrence(place.node.location(), tempat, tidy(place.nama or place.kegiatan))
                for place in listing
            ],
        )


@rule(
    code="IND14",
    level=Level.PERINGATAN,
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
            odd.node.location(),
            acuan or "",
            f"{usual} disebut dengan {len(by_name)} nama: {listed(f'«{nama}»' for nama in shown)}.",
            "Pakai satu nama di semua tempat.",
            {"indikator": acuan, "nama": list(shown)},
            [
                Occurrence(place.node.location(), place.tempat, tidy(place.nama))
                for places in by_name.values()
                for place in places
            ],
        )
