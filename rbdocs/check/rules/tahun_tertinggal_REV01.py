"""REV: years left over from the text that a new year's was made from."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Level, Location, Site
from rbdocs.model.measure import year_named
from rbdocs.model.node import Node
from rbdocs.model.numbering import letter
from rbdocs.model.plan_tree import (
    IndikatorRencana,
    LampiranRencana,
    RencanaAksi,
    SubKegiatan,
    walk,
)
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, Text

_Said = tuple[Location, str, str]  # where, in which row or block, and the text


def _plan_texts(lampiran: LampiranRencana) -> Iterator[_Said]:
    kode = ""
    yield lampiran.location("judul"), "judul", lampiran.judul
    for node in walk(lampiran):
        if not isinstance(node, SubKegiatan):
            kode = _key(node)
        for nama, value in node:
            for path, item in _each(nama, value):
                if isinstance(item, Text | Nilai):
                    yield node.location(*path), kode, str(item)


def _key(node: Node) -> str:
    """The lasting key of *node* in a plan: an action's kode, an indicator's key."""
    if isinstance(node, RencanaAksi):
        return node.kode
    return (node.acuan or "") if isinstance(node, IndikatorRencana) else ""


def _each(nama: str, value: object) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Yield what a field holds, of a list each piece, with its path."""
    if isinstance(value, list):
        yield from (((nama, index), item) for index, item in enumerate(value))
    else:
        yield (nama,), value


def _running_texts(naskah: Naskah) -> Iterator[_Said]:
    """Title, chapters and captions; the columns of a road map's tables have years of their own."""
    yield naskah.susunan.location("judul"), "judul", naskah.susunan.judul
    for block in naskah.blocks:
        yield block.location, block.key, block.plain
    for kunci, tabel in naskah.tabel.items():
        yield tabel.location("judul"), kunci, tabel.judul


def _texts(regulation: Regulation) -> Iterator[tuple[str | None, _Said]]:
    """Every printed text that is the year's own, with the Lampiran that it is in."""
    peraturan = regulation.peraturan
    amended = peraturan.mengubah.tentang.plain if peraturan.mengubah else None
    for index, sentence in enumerate(peraturan.menimbang):
        place = peraturan.location("menimbang", index)
        own = sentence.plain.replace(amended, "…") if amended else sentence.plain
        yield None, (place, f"menimbang-{letter(index)}", own)
    for lampiran in regulation.lampiran:
        for said in _plan_texts(lampiran):
            yield lampiran.lampiran, said
    for naskah in regulation.naskah:
        if naskah.susunan.lampiran in peraturan.lampiran:
            for said in _running_texts(naskah):
                yield naskah.susunan.lampiran, said


@rule(
    code="REV01",
    level=Level.PERINGATAN,
    statement="Naskah tahun baru tidak menyebut tahun lalu.",
    ground="Tahun yang tertinggal dari naskah lama mengubah arti naskah yang baru. Rentang tahun "
    "(2020-2024), nomor peraturan (Nomor 53 Tahun 2023) dan nama "
    "peraturan yang diubah bukan tahun yang tertinggal.",
)
def tahun_lalu_tertinggal(regulation: Regulation) -> Iterator[Violation]:
    """Yield the texts of the new year that name the year whose text they were made from."""
    if regulation.sebelumnya is None:
        return
    last, new = regulation.sebelumnya.peraturan, regulation.peraturan.tahun
    origins = {str(nomor): edition.year for nomor, edition in last.tahun_naskah.items()}
    for nomor, (location, kode, text) in _texts(regulation):
        for old in dict.fromkeys((last.tahun, origins.get(nomor or "", last.tahun))):
            if old != new and (named := year_named(text, old)):
                yield Violation(
                    Site(location, kode),
                    f"Masih menyebut tahun {old}: «{named.around}».",
                    f"Ganti dengan {new}, atau biarkan bila memang tahun {old} yang dimaksud.",
                    {"tahun": old},
                    excerpt=named.exact,
                )
