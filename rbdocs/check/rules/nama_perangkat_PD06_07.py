"""PD: offices that belong in the team, and names of offices that are misspelt in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.plan_tree import walk
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.registers import PerangkatDaerah
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
        absent: dict[str, tuple[PerangkatDaerah, Occurrence]] = {}
        for baris in regulation.baris:
            if baris.kelompok.lampiran is not lampiran:
                continue
            for cell in (baris.koordinator, baris.pelaksana):
                for hit in regulation.perangkat_daerah.mentions(cell):
                    office = hit.perangkat_daerah
                    if not office.luar and office.kunci not in members:
                        place = Occurrence(baris.location(), baris.kode, office.singkat)
                        absent.setdefault(office.kunci, (office, place))
        if absent:
            names = listed(office.singkat for office, _ in absent.values())
            yield Violation(
                lampiran.location("judul"),
                f"lampiran-{lampiran.lampiran.lower()}",
                f"{names} ada dalam Lampiran {lampiran.lampiran}, tetapi tidak dalam "
                f"{listed(tabel.sebutan for tabel in teams)}.",
                "Tambahkan ke tim pengelola, atau periksa apakah kantor lain yang dimaksud.",
                {"perangkat_daerah": list(absent)},
                [place for _, place in absent.values()],
            )


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
