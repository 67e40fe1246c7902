"""PD: offices in the team and in the tables of Lampiran I, and their names in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import indicator_name
from rbdocs.check.rule import Violation, rule
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Level, Location, Occurrence, Site
from rbdocs.model.kosakata import listed, tidy
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import walk
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.registers import OfficeMention, PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, KegiatanHasil, Tabel, TabelHasil

_WORD = re.compile(r"[A-Za-z]{6,}")


@rule(
    code="PD06",
    level=Level.PERINGATAN,
    statement="Setiap perangkat daerah dalam rencana aksi ada dalam tim pengelolanya.",
    ground="Tim pengelola memantau rencana aksi; perangkat daerah di luar tim tidak terpantau.",
)
def ada_dalam_tim(regulation: Regulation) -> Iterator[Violation]:
    """Yield the plans with offices that the team of their kind does not name."""
    for lampiran in regulation.lampiran:
        teams = [
            tabel
            for tabel in regulation.tabel()
            if isinstance(tabel, Tabel)
            and lampiran.jenis in str(tabel.judul).casefold()
            and any(kolom.makna == "jabatan" for kolom in tabel.columns())
        ]
        members = {key for tabel in teams for key in _members(regulation, tabel)}
        if not members:
            continue
        absent: dict[str, list[tuple[ActionRow, OfficeMention, Location]]] = {}
        for baris in regulation.baris:
            if baris.kelompok.lampiran is lampiran:
                for hit, where in _named(regulation, baris):
                    office = hit.perangkat_daerah
                    if not office.luar and not _is_member(regulation, office, members):
                        absent.setdefault(office.kunci, []).append((baris, hit, where))
        for kunci, found in absent.items():
            first, hit, where = found[0]
            yield Violation(
                Site(where, first.kode),
                f"{hit.perangkat_daerah.singkat} ada dalam Lampiran {lampiran.lampiran}, tetapi "
                f"tidak dalam {listed(tabel.sebutan for tabel in teams)}.",
                "Tambahkan ke tim pengelola, atau periksa apakah kantor lain yang dimaksud.",
                {"perangkat_daerah": kunci},
                [Occurrence(place, baris.kode, other.nama) for baris, other, place in found],
                excerpt=hit.nama,
            )


def _named(regulation: Regulation, baris: ActionRow) -> Iterator[tuple[OfficeMention, Location]]:
    """Yield the offices that the row's own cells name, each with its cell."""
    for owner in (baris.aksi, *(baris.aksi.sub_kegiatan or ())):
        for column in ("koordinator", "pelaksana"):
            for hit in regulation.perangkat_daerah.mentions(getattr(owner, column) or ""):
                yield hit, owner.location(column)


def _is_member(regulation: Regulation, office: PerangkatDaerah, members: set[str]) -> bool:
    """Whether the team names *office*, the office it belongs to, or one that belongs to it."""
    if office.kunci in members or office.induk in members:
        return True
    register = regulation.perangkat_daerah.perangkat_daerah
    return any(other.induk == office.kunci for other in register if other.kunci in members)


def _members(regulation: Regulation, tabel: Tabel) -> Iterator[str]:
    columns = [kolom.kunci for kolom in tabel.columns() if kolom.makna == "jabatan"]
    for _, rows in tabel.parts():
        for row in (below for baris in rows for below in walk(baris)):
            for column in columns if isinstance(row, Baris) else ():
                isi = row.sel.get(column) if isinstance(row, Baris) else None
                for hit in regulation.perangkat_daerah.mentions(isi.plain) if isi else ():
                    yield hit.perangkat_daerah.kunci


@rule(
    code="PD07",
    level=Level.PERINGATAN,
    statement="Nama singkat perangkat daerah ditulis tanpa salah huruf, juga di tengah teks.",
    ground="Nama yang salah satu hurufnya tidak ditemukan waktu dicari.",
)
def tanpa_salah_huruf(regulation: Regulation) -> Iterator[Violation]:
    """Yield the words that differ by a letter or two from the short name of an office."""
    register = regulation.perangkat_daerah
    right: dict[str, str] = {}
    found: list[tuple[str, str, TextPlace]] = []
    for piece in regulation.potongan:
        for hit in _WORD.finditer(piece.text):
            word = hit[0].casefold()
            if word not in right:
                right[word] = register.misspelt(word)
            if right[word]:
                found.append((word, hit[0], piece))
    for word, listing in group_by(found, lambda finding: finding[0]).items():
        _, written, first = listing[0]
        name = right[word]
        yield Violation(
            first,
            f"«{written}» mirip «{name}».",
            f"Tulis «{name}»; bila memang kantor lain, tambahkan ke perangkat-daerah.yaml.",
            {"tercetak": written, "nama": name},
            [Occurrence(place.location, place.tempat, form) for _, form, place in listing],
            excerpt=written,
        )


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
                Site(where, kode),
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
                    Site(kegiatan.location("leading"), kode),
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
