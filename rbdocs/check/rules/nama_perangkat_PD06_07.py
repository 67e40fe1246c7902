"""PD: offices that belong in the team, and names of offices that are misspelt in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import walk
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.registers import OfficeMention, PerangkatDaerah
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Baris, Tabel
from rbdocs.model.words import listed

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
                where,
                first.kode,
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
            first.location,
            first.kode,
            f"«{written}» mirip «{name}».",
            f"Tulis «{name}»; bila memang kantor lain, tambahkan ke perangkat-daerah.yaml.",
            {"tercetak": written, "nama": name},
            [Occurrence(place.location, place.tempat, form) for _, form, place in listing],
            excerpt=written,
        )
