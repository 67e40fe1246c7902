"""PD: names of regions and of offices that are misspelt, of others, or of none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.finding import Occurrence
from rbdocs.model.kosakata import same_name
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

_REGION = re.compile(r"\b(?:Kabupaten|Kab\.?|Kota)\s*(?P<nama>[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)\b")
_TITLE_REGION = re.compile(r"\b(?:KABUPATEN|KAB\.)\s+(?P<nama>[A-Z]+(?:\s+[A-Z]+)?)\b")
# What belongs to a government: with another region's name it is another's.
_BELONGS = re.compile(
    r"\b(?:Kepala|Sekretaris|Inspektur|Camat|Bupati|Dinas|Badan|Bagian|Inspektorat|Sekretariat|"
    r"Asisten|Staf Ahli)\b[^.;:()]{0,120}$"
)
_HEAD = re.compile(r"\b(?P<jabatan>Bupati|Wali Kota|Walikota)\s+(?P<nama>[A-Z][a-z]+)\b")
_OFFICE = re.compile(
    r"\b(?P<nama>(?:Dinas|Badan|Bagian|Inspektorat|Sekretariat)"
    r"(?:(?:,|\s+dan|,\s+dan|\s+serta)?\s+(?!Kab\b|Kabupaten\b|Kota\b|Provinsi\b)[A-Z][A-Za-z-]+)+)"
)
_OFFICER = re.compile(r"\b(?:Kepala|Sekretaris|pada)\s+$")
_OF_REGION = re.compile(r"\s+(?:Kab\b|Kabupaten\b)")
_OF_PROVINCE = re.compile(r"\s+(?:Provinsi|Prov\.|Kota)\b")
_ALIKE = 85  # per cent of words in any order: no other office, but this one misnamed
_LIKE = 60  # per cent of words: below this nothing is suggested


@peringatan(
    code="PD09",
    statement="Nama daerah ditulis tanpa salah huruf, dan kantor dan pejabat yang disebut adalah "
    "milik daerah ini.",
    ground="Teks yang tersalin dari daerah lain membawa nama daerah itu.",
)
def nama_daerah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the region's name with a slip in it, and offices of other regions, with all places."""
    instansi = regulation.instansi
    seat = instansi.tempat
    found: list[tuple[str, str, str, TextPlace]] = []
    for piece in regulation.own_texts:
        if piece.text.isupper():
            found += _in_title(piece, seat)
            continue
        for hit in _REGION.finditer(piece.text) if "Ka" in piece.text or "Ko" in piece.text else ():
            nama = " ".join(hit["nama"].split()[: len(seat.split())])
            written = hit[0][: hit.start("nama") - hit.start() + len(nama)]
            kind = instansi.daerah.split()[0]
            if same_name(nama) == same_name(seat):
                if not hit[0].startswith(kind[:3]):
                    found.append((written, "kind", written, piece))
                continue
            if _is_slip(nama, seat):
                found.append((nama, "slip", written, piece))
            elif _BELONGS.search(piece.text, 0, hit.start()):
                found.append((nama, "other", written, piece))
        for hit in _HEAD.finditer(piece.text) if "Bupati" in piece.text else ():
            if hit["nama"] != seat and _is_slip(hit["nama"], seat):
                found.append((hit["nama"], "slip", hit[0], piece))
    for (nama, kind, _, _), listing in (
        (items[0], items) for items in group_by(found, lambda item: item[:2]).values()
    ):
        _, _, written, first = listing[0]
        what, hint = {
            "slip": (f"mirip «{seat}»", f"Tulis «{_put_right(written, nama, seat)}»."),
            "kind": (f"bukan sebutan daerah ini, {instansi.daerah}", f"Tulis «{instansi.daerah}»."),
            "other": (
                f"disebut sebagai daerah sebuah kantor, pejabat atau judul, bukan {seat}",
                f"Betulkan menjadi {seat}; biarkan bila memang kantor daerah lain.",
            ),
        }[kind]
        yield Violation(
            first,
            f"«{written}» {what}.",
            hint,
            {"tercetak": nama, "daerah": seat},
            [Occurrence(place.location, place.tempat, text) for _, _, text, place in listing],
            excerpt=written,
        )


def _in_title(piece: TextPlace, seat: str) -> Iterator[tuple[str, str, str, TextPlace]]:
    """Yield the regions that a title in capitals names, where they are not *seat*."""
    for hit in _TITLE_REGION.finditer(piece.text):
        nama = " ".join(hit["nama"].split()[: len(seat.split())])
        if same_name(nama) != same_name(seat):
            written = piece.text[hit.start() : hit.start("nama") + len(nama)]
            yield nama, "slip" if _is_slip(nama, seat) else "other", written, piece


def _put_right(written: str, nama: str, seat: str) -> str:
    """*written* with the right name, and the space that an abbreviation has before it."""
    right = seat.upper() if written.isupper() else seat
    return f"{written.removesuffix(nama).rstrip()} {right}"


def _is_slip(word: str, seat: str) -> bool:
    allowed = 1 if len(seat) < 8 else 2
    return 0 < OSA.distance(word.casefold(), seat.casefold(), score_cutoff=allowed) <= allowed


@peringatan(
    code="PD10",
    statement="Nama panjang perangkat daerah dalam naskah ada dalam daftar perangkat daerah.",
    ground="Nama yang kurang, lebih atau tertukar katanya menunjuk kantor yang tidak ada; "
    "daftarnya sources/perangkat-daerah.yaml.",
)
def nama_panjang(regulation: Regulation) -> Iterator[Violation]:
    """Yield the long names of offices that the register does not have, with all their places."""
    register = regulation.perangkat_daerah
    known = {same_name(nama): nama for nama in register.by_name}
    only_short = [
        office.singkat
        for office in register.perangkat_daerah
        if office.nama == office.singkat and " " not in office.singkat
    ]
    long_names = [nama for nama in register.by_name if " " in nama]
    found: list[tuple[str, str, TextPlace]] = []
    for piece in regulation.potongan:
        text = piece.text
        if piece.kode.startswith("mengingat-") or text.isupper():
            continue
        for hit in _OFFICE.finditer(text) if _may_name(text) else ():
            rest = text[hit.end() :]
            name = hit["nama"]
            many = name.startswith(("Badan", "Inspektorat", "Sekretariat"))  # also the nation has
            elsewhere = many or _OF_PROVINCE.match(rest)
            local = _OF_REGION.match(rest) or (
                not elsewhere and _OFFICER.search(text, 0, hit.start())
            )
            if not local or len(name.split()) < 2 or _is_known(name, known):
                continue
            if not any(fuzz.token_sort_ratio(nama, name) >= _ALIKE for nama in long_names) and any(
                _shortens(short, name) for short in only_short
            ):
                continue
            found.append((same_name(name), name, piece))
    for _, listing in group_by(found, lambda item: item[0]).items():
        _, written, first = listing[0]
        like = max(long_names, key=lambda nama: fuzz.token_sort_ratio(nama, written), default="")
        near = like and fuzz.token_sort_ratio(like, written) >= _LIKE
        yield Violation(
            first,
            f"«{written}» tidak ada dalam daftar perangkat daerah"
            + (f"; yang mirip «{like}»." if near else "."),
            "Betulkan namanya, atau tambahkan ke sources/perangkat-daerah.yaml.",
            {"tercetak": written, "mirip": like if near else ""},
            [Occurrence(place.location, place.tempat, text) for _, text, place in listing],
            excerpt=written,
        )


def _shortens(short: str, name: str) -> bool:
    """Whether *short* may be made of letters of *name*: Dinkes of Dinas Kesehatan."""
    letters = iter(name.casefold())
    return all(letter in letters for letter in short.casefold())


def _may_name(text: str) -> bool:
    return any(
        word in text for word in ("Dinas ", "Badan ", "Bagian ", "Inspektorat ", "Sekretariat ")
    )


def _is_known(name: str, known: dict[str, str]) -> bool:
    """Whether *name* is one of the register, or several of them one after the other."""
    rest = same_name(name)
    while rest:
        hit = next(
            (
                item
                for item in sorted(known, key=len, reverse=True)
                if rest == item or rest.startswith(f"{item} ")
            ),
            None,
        )
        if hit is None:
            return False
        rest = rest[len(hit) :].strip().removeprefix("dan ")
    return True
