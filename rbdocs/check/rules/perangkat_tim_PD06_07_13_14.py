"""PD: offices in the team and in the tables of Lampiran I, and their names in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by, indicator_name, related
from rbdocs.check.office_cells import OfficeCell, office_cells
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.kosakata import listed, tidy
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.registers import OfficeMention, PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, KegiatanHasil, Tabel, TabelHasil

_WORD = re.compile(r"[A-Za-z]{6,}")


@peringatan(
    code="PD06",
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
        absent: dict[str, list[tuple[OfficeCell, OfficeMention]]] = {}
        for cell in office_cells(regulation):
            if cell.plan and cell.tempat == f"Lampiran {lampiran.lampiran}":
                for hit in regulation.perangkat_daerah.mentions(cell.text):
                    office = hit.perangkat_daerah
                    if not office.luar and not _is_member(regulation, office, members):
                        absent.setdefault(office.kunci, []).append((cell, hit))
        for kunci, found in absent.items():
            first, hit = found[0]
            yield Violation(
                first,
                f"{hit.perangkat_daerah.singkat} ada dalam Lampiran {lampiran.lampiran}, tetapi "
                f"tidak dalam {listed(tabel.sebutan for tabel in teams)}.",
                "Tambahkan ke tim pengelola, atau periksa apakah kantor lain yang dimaksud.",
                {"perangkat_daerah": kunci},
                [Occurrence(cell.location, cell.kode, other.nama) for cell, other in found],
                excerpt=hit.nama,
            )


def _is_member(regulation: Regulation, office: PerangkatDaerah, members: set[str]) -> bool:
    """Whether the team names *office*, the office it belongs to, or one that belongs to it."""
    if office.kunci in members or office.induk in members:
        return True
    register = regulation.perangkat_daerah.perangkat_daerah
    return any(other.induk == office.kunci for other in register if other.kunci in members)


def _members(regulation: Regulation, tabel: Tabel) -> Iterator[str]:
    for _, _, isi in tabel.filled("jabatan"):
        for hit in regulation.perangkat_daerah.mentions(isi.plain):
            yield hit.perangkat_daerah.kunci


@peringatan(
    code="PD07",
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


@peringatan(
    code="PD13",
    statement="Perangkat daerah dalam tabel peta jalan dan tabel hasil terdaftar dalam "
    "perangkat-daerah.yaml.",
    ground="Nama yang salah tulis tidak menunjuk kantor mana pun.",
)
def terdaftar(regulation: Regulation) -> Iterator[Violation]:
    """Yield the names in the office cells of tables that the register does not have."""
    register = regulation.perangkat_daerah
    for cell in office_cells(regulation):
        text = tidy(cell.text)
        _, unknown = register.recognise(cell.text) if not cell.plan else ((), ())
        for name in unknown:
            yield Violation(
                cell,
                f"«{tidy(name)}» dalam «{text}» ({cell.tempat}) tidak ada dalam "
                "perangkat-daerah.yaml.",
                similar_hint(text, register.by_name)
                or "Betulkan namanya, atau tambahkan perangkat daerah itu.",
                {"nama": tidy(name), "sel": text},
                excerpt=name,
            )


@peringatan(
    code="PD14",
    statement="Yang memimpin sebuah kegiatan utama dalam tabel hasil adalah koordinator salah satu "
    "indikatornya dalam peta jalan.",
    ground="Dua penanggung jawab untuk satu indikator berarti tidak jelas siapa yang menjawabnya.",
)
def pemimpin_koordinator(regulation: Regulation) -> Iterator[Violation]:
    """Yield the outcomes led by an office that coordinates none of their indicators."""
    rows = [p for p in regulation.sebutan() if isinstance(p.node, Baris) and p.koordinator]
    by_key, register = group_by(rows, lambda place: place.acuan), regulation.perangkat_daerah
    for kode, tabel in regulation.own_tables():
        for kegiatan in tabel.kegiatan_utama if isinstance(tabel, TabelHasil) else ():
            places = [p for item in kegiatan.indikator for p in by_key.get(item.acuan, ())]
            wanted = register.offices(text for p in places for text in p.koordinator)
            given = register.offices([kegiatan.leading])
            if not wanted or not given or related(wanted, given):
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
