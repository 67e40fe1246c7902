"""PD: how the plans name offices and their officers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from rbdocs.check.derived import group_by
from rbdocs.check.office_cells import office_cells
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Occurrence, Repair
from rbdocs.model.kosakata import listed, tidy
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import Tabel

_STRAY = re.compile(r"^[\s,;]+|[\s,;]+$|[,;](?=\s*[,;])|\s+(?=[,;])|(?P<joined>[,;])(?=\S)")


@peringatan(
    code="PD01",
    statement="Satu perangkat daerah disebut dengan satu nama dalam kolom koordinator dan "
    "pelaksana.",
    ground="Nama yang berganti-ganti membuat pembaca ragu apakah yang dimaksud satu kantor.",
)
def satu_nama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the offices that the plans name in several ways."""
    named = [
        (cell, hit.perangkat_daerah.kunci, hit.nama)
        for cell in office_cells(regulation)
        for hit in regulation.perangkat_daerah.mentions(cell.text)
    ]
    for kunci, listing in group_by(named, lambda item: item[1]).items():
        by_name = group_by(listing, lambda item: item[2])
        if len(by_name) < 2:
            continue
        short = regulation.perangkat_daerah.by_name[next(iter(by_name))].singkat
        usual = max(by_name, key=lambda nama: (len(by_name[nama]), nama == short))
        others = [finding for nama, found in by_name.items() if nama != usual for finding in found]
        counted = ", ".join(f"«{nama}» {len(found)} kali" for nama, found in by_name.items())
        yield Violation(
            others[0][0],
            f"Satu perangkat daerah disebut dengan {len(by_name)} nama: {counted}.",
            f"Pakai satu nama, misalnya «{usual}».",
            {"perangkat_daerah": kunci, "nama": list(by_name)},
            [Occurrence(cell.location, cell.kode, nama) for cell, _, nama in others],
            excerpt=others[0][2],
        )


@galat(
    code="PD02",
    alone=True,
    statement="Nama perangkat daerah dipisahkan satu koma, tanpa koma di awal atau di akhir sel.",
    ground="Koma yang tersisa menandakan ada nama yang hilang atau terhapus sebagian.",
    mends="koma yang tersisa dihapus, dan sesudah koma diberi satu spasi.",
)
def tanpa_koma_tersisa(regulation: Regulation) -> Iterator[Violation]:
    """Yield the office cells with a comma too many, or one that is not followed by a space."""
    for cell in office_cells(regulation):
        if not _STRAY.search(cell.text):
            continue
        mended = _without_strays(cell.text)
        yield Violation(
            cell,
            "Ada tanda baca yang tidak pada tempatnya dalam kolom "
            f"{cell.column}: «{' '.join(cell.text.splitlines())}».",
            f"Tulis «{tidy(mended)}»."
            if mended
            else "Tulis nama perangkat daerahnya; bila memang tidak ada, tulis «-».",
            {cell.column: cell.text, "seharusnya": mended},
            repairs=[Repair(cell.location, cell.text, mended)] if mended else (),
        )


def _without_strays(text: str) -> str:
    """Return *text* with a space after each comma and none too many; its lines stay."""
    return _STRAY.sub(lambda hit: f"{hit[0]} " if hit["joined"] else "", text)


@peringatan(
    code="PD03",
    statement="Di antara dua nama perangkat daerah ada koma, baris baru atau kata «dan».",
    ground="Dua nama yang berderet terbaca sebagai satu nama.",
)
def terpisah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the cells in which two office names follow each other with nothing between."""
    for cell in office_cells(regulation):
        hits = regulation.perangkat_daerah.mentions(cell.text)
        for mention, other in pairwise(hits):
            if cell.text[mention.end : other.start].strip(" "):
                continue
            yield Violation(
                cell,
                f"«{mention.nama}» dan «{other.nama}» tidak dipisahkan dalam kolom {cell.column}.",
                f"Tulis «{mention.nama}, {other.nama}».",
                {cell.column: cell.text},
                excerpt=cell.text[mention.start : other.end],
            )


@peringatan(
    code="PD04",
    statement="Satu perangkat daerah disebut sekali dalam satu sel.",
    ground="Nama yang berulang menandakan nama lain yang seharusnya ada di situ.",
)
def sekali_dalam_sel(regulation: Regulation) -> Iterator[Violation]:
    """Yield the cells that name an office twice."""
    for cell in office_cells(regulation):
        hits = regulation.perangkat_daerah.mentions(cell.text)
        for listing in group_by(hits, lambda hit: hit.perangkat_daerah.kunci).values():
            if len(listing) > 1:
                yield Violation(
                    cell,
                    f"Kolom {cell.column} menyebut perangkat daerah yang sama "
                    f"{len(listing)} kali: {listed(f'«{hit.nama}»' for hit in listing)}.",
                    "Sisakan satu, atau ganti dengan perangkat daerah yang dimaksud.",
                    {cell.column: cell.text},
                )


_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 4  # words of a title: in a shorter one another word is another office
_LONG = 6  # letters of a word that may have a slip in it


@dataclass(frozen=True, slots=True)
class _Title:
    """A title of an officer in a table of a team."""

    text: str
    words: tuple[str, ...]
    kode: str
    tempat: str
    location: Location


def _titles(regulation: Regulation) -> Iterator[_Title]:
    for kode, tabel in regulation.own_tables():
        for column, row, isi in tabel.filled("jabatan") if isinstance(tabel, Tabel) else ():
            text = tidy(isi.plain)
            words = tuple(_WORD.findall(text.casefold()))
            yield _Title(text, words, kode, tabel.sebutan, row.location(column))


@peringatan(
    code="PD08",
    statement="Satu jabatan dalam tabel tim ditulis dengan satu nama.",
    ground="Nama jabatan yang berbeda sedikit terbaca sebagai dua jabatan.",
)
def satu_nama_jabatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles that are another one but for a slip in a word."""
    by_rest: dict[tuple[str, ...], dict[str, _Title]] = {}
    for item in _titles(regulation):
        if len(item.words) < _FEWEST:
            continue
        for index, word in enumerate(item.words):
            rest = (*item.words[:index], "", *item.words[index + 1 :])
            alike = by_rest.setdefault(rest, {})
            if word in alike:
                continue
            other = next((alike[known] for known in alike if _slip(known, word)), None)
            alike[word] = item
            if other is not None:
                yield Violation(
                    item,
                    f"«{item.text}» ({item.tempat}) mirip «{other.text}» ({other.tempat}).",
                    "Pakai satu nama bila jabatannya satu.",
                    {"jabatan": [other.text, item.text]},
                    [
                        Occurrence(title.location, title.tempat, title.text)
                        for title in (other, item)
                    ],
                )


def _slip(text: str, other: str) -> bool:
    """Whether the two words are one, with a letter or two wrong or a prefix and suffix more."""
    short, long = sorted((text, other), key=len)
    if len(short) < _LONG:
        return False
    return short in long or OSA.distance(short, long, score_cutoff=2) <= 2


@peringatan(
    code="PD11",
    statement="Satu jabatan disebut sekali dalam satu tabel tim.",
    ground="Seorang pejabat tidak dua kali menjadi anggota tim yang sama; yang kedua biasanya "
    "tersalin.",
)
def jabatan_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles that a table of a team has had before."""
    seen: dict[tuple[str, tuple[str, ...]], _Title] = {}
    for item in _titles(regulation):
        if len(item.words) < 3:
            continue  # of more than one person: Staf Ahli
        first = seen.setdefault((item.kode, item.words), item)
        if first is not item:
            yield Violation(
                item,
                f"«{item.text}» sudah disebut dalam {item.tempat}.",
                "Hapus salah satu, atau betulkan jabatannya.",
                {"jabatan": item.text},
                [Occurrence(title.location, title.tempat, title.text) for title in (first, item)],
            )
