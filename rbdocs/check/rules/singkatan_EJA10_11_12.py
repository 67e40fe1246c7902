"""EJA: abbreviations: spelt as their names, of one name each, and explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from rbdocs.check.derived import derived_once, group_by
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.chapter import Heading
from rbdocs.model.finding import Occurrence
from rbdocs.model.kosakata import listed, same_name
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

_BRACKETED = re.compile(r"\((?P<singkatan>[A-Z]{2,9})\)")
_BREAK = re.compile(r"[().;:]")
_BEFORE = 160  # letters: no name is longer
_REVERSED = re.compile(r"(?<![\w-])(?P<singkatan>[A-Z]{2,9})\s+\((?P<nama>[A-Z][^()]{5,120})\)")
_WORD = re.compile(r"[^\W\d_]+")
_USED = re.compile(r"(?<![\w/.-])[A-Z]{2,9}(?![\w/-])")
_ROMAN = re.compile(r"[IVXLC]+")
# Words that abbreviations leave out, or take the first letter of.
_SMALL = frozenset(
    ("dan", "atau", "dari", "di", "ke", "untuk", "yang", "dengan", "pada", "dalam", "bagi")
) | {"of", "the", "and"}
_SHORTEST = 3  # letters of an abbreviation whose letters may be said to be mixed up
_LONGEST = 12  # words of a name
_MOST_SHOWN = 5  # places of an abbreviation that is used throughout


@dataclass(frozen=True, slots=True)
class _Explained:
    """An abbreviation with the name that explains it."""

    singkatan: str
    nama: str
    exact: bool
    piece: TextPlace
    excerpt: str

    def occurrence(self) -> Occurrence:
        """The place, as one of those compared."""
        shown = f"{self.nama} ({self.singkatan})"
        return Occurrence(self.piece.location, self.piece.tempat, shown)


@derived_once
def _explained(regulation: Regulation) -> Iterator[_Explained]:
    for piece in regulation.potongan:
        if "(" not in piece.text or piece.kode.startswith("mengingat-"):
            continue
        for hit in _BRACKETED.finditer(piece.text):
            before = piece.text[max(hit.start() - _BEFORE, 0) : hit.start()]
            yield from _one(piece, hit["singkatan"], _BREAK.split(before)[-1], backwards=False)
        for hit in _REVERSED.finditer(piece.text):
            yield from _one(piece, hit["singkatan"], hit["nama"], backwards=True)


def _one(piece: TextPlace, short: str, text: str, *, backwards: bool) -> Iterator[_Explained]:
    """The abbreviation *short* with the name that *text* ends with, or is; none if it has none."""
    words = list(_WORD.finditer(text))
    name = _matching(text, words, short, whole=backwards)
    run = name or (text if backwards else _capitalised(text, words))
    if run:
        excerpt = short if backwards else f"({short})"
        yield _Explained(short, " ".join(run.split()), bool(name), piece, excerpt)


def _initials(words: list[str], small: bool) -> str:
    """The first letters of *words*; with *small* also of those that are mostly left out."""
    return "".join(word[0] for word in words if small or word.casefold() not in _SMALL).upper()


def _matching(text: str, words: list[re.Match[str]], short: str, *, whole: bool) -> str:
    """The end of *text* whose initials are *short*; "" where there is none."""
    for count in range(2, min(len(words), _LONGEST) + 1):
        start = 0 if whole else len(words) - count
        part = [hit[0] for hit in words[start:]]
        if short in (_initials(part, small=False), _initials(part, small=True)):
            return text[words[start].start() :].strip()
    return ""


def _capitalised(text: str, words: list[re.Match[str]]) -> str:
    """The two or more words in capitals that *text* ends with, small ones between them; or ""."""
    start, count = len(words), 0
    for index in range(len(words) - 1, -1, -1):
        word = words[index][0]
        if word[0].isupper() and not (word.isupper() and len(word) > 1):
            start, count = index, count + 1
        elif word.casefold() not in _SMALL:
            break
    return text[words[start].start() :].strip() if count > 1 else ""


@peringatan(
    code="EJA10",
    statement="Singkatan di belakang kepanjangannya memuat huruf pertama tiap kata menurut urutan.",
    ground="EYD V (2022), tentang singkatan: gabungan huruf awal kata; huruf yang tertukar "
    "menjadikannya singkatan lain.",
)
def huruf_singkatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the abbreviations that are those of their names but for a letter."""
    for item in _explained(regulation):
        if item.exact or len(item.singkatan) < _SHORTEST:
            continue
        words = _WORD.findall(item.nama)
        count, right = next(
            (
                (count, letters)
                for count in range(min(len(words), _LONGEST), 1, -1)
                for letters in dict.fromkeys(
                    _initials(words[-count:], small) for small in (False, True)
                )
                if _mixed_up(item.singkatan, letters)
            ),
            (0, ""),
        )
        if right:
            name = " ".join(words[-count:])
            yield Violation(
                item.piece,
                f"«{name} ({item.singkatan})»: huruf awalnya {right}.",
                f"Tulis ({right}), atau betulkan kepanjangannya.",
                {"singkatan": item.singkatan, "huruf_awal": right},
                excerpt=item.excerpt,
            )


def _mixed_up(short: str, right: str) -> bool:
    """Whether *short* has the letters of *right* in another order, or one that is another."""
    if short == right or len(right) < _SHORTEST or abs(len(short) - len(right)) > 1:
        return False
    return sorted(short) == sorted(right) or OSA.distance(short, right, score_cutoff=1) <= 1


@peringatan(
    code="EJA11",
    statement="Satu singkatan dijelaskan sekali, dan hanya untuk satu nama; satu nama hanya punya "
    "satu singkatan.",
    ground="UU 12/2011, Lampiran II, tentang singkatan: dipakai tetap untuk satu pengertian; "
    "penjelasan kedua membuat pembaca mencari bedanya.",
)
def satu_singkatan_satu_nama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the abbreviations with two names, the names with two, and those explained again."""
    listing = [item for item in _explained(regulation) if _is_running(item)]
    for short, group in group_by(listing, lambda item: item.singkatan).items():
        names = list(dict.fromkeys(same_name(item.nama) for item in group))
        first = names[0]
        others = [n for n in names[1:] if not (n.endswith(first) or first.endswith(n))]
        if others and any(item.exact for item in group):
            odd = next((item for item in group if not item.exact), group[-1])
            shown = listed(f"«{item.nama}»" for item in _first_of_each(group))
            yield _told(odd, f"Singkatan {short} dijelaskan sebagai {shown}.", group)
        elif len(group) > 1:
            message = f"Singkatan {short} dijelaskan {len(group)} kali."
            yield _told(group[1], message, group, "Jelaskan sekali, pada pemakaian pertama.")
    exact = [item for item in listing if item.exact or len(item.nama.split()) > 1]
    for group in group_by(exact, lambda item: same_name(item.nama)).values():
        shorts = dict.fromkeys(item.singkatan for item in group)
        if len(shorts) > 1:
            odd = next((item for item in group if not item.exact), group[-1])
            yield _told(odd, f"«{odd.nama}» disingkat {listed(shorts)}.", group)


def _is_running(item: _Explained) -> bool:
    """Whether it stands in running text; each row of a table may be read by itself."""
    tempat = item.piece.tempat
    return not tempat.startswith("Lampiran") or ("Tabel" not in tempat and ", " in tempat)


def _first_of_each(group: list[_Explained]) -> list[_Explained]:
    return list({same_name(item.nama): item for item in reversed(group)}.values())[::-1]


def _told(
    item: _Explained,
    message: str,
    group: list[_Explained],
    hint: str = "Betulkan singkatan atau kepanjangannya.",
) -> Violation:
    return Violation(
        item.piece,
        message,
        hint,
        {"singkatan": item.singkatan, "nama": item.nama},
        [other.occurrence() for other in group],
        excerpt=item.excerpt,
    )


@peringatan(
    code="EJA12",
    statement="Singkatan dalam bab dijelaskan pada pemakaian pertama.",
    ground="EYD V (2022), tentang singkatan. Yang dikenal umum terdaftar sebagai singkatan dalam "
    "sources/kosakata.yaml, nama perangkat daerah dalam sources/perangkat-daerah.yaml.",
)
def singkatan_dijelaskan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the abbreviations of the chapters that nothing explains, at their first use."""
    known = {item.singkatan for item in _explained(regulation)}
    known |= {word.upper() for word in regulation.kosakata.singkatan}
    for office in regulation.perangkat_daerah.perangkat_daerah:
        known |= {word for nama in office.names() for word in _USED.findall(nama)}
    uses: dict[str, list[TextPlace]] = {}
    headings = {
        block.key
        for naskah in regulation.own_naskah
        for block in naskah.blocks
        if isinstance(block, Heading)
    }
    running = {
        block.key
        for naskah in regulation.own_naskah
        for block in naskah.blocks
        if block.plain and block.key not in headings
    }
    for piece in regulation.potongan:
        if piece.kode not in running or piece.text.isupper():
            continue
        for hit in _USED.finditer(piece.text):
            if hit[0] not in known and not _ROMAN.fullmatch(hit[0]):
                uses.setdefault(hit[0], []).append(piece)
    for short, places in uses.items():
        often = f" {len(places)} kali" if len(places) > 1 else ""
        yield Violation(
            places[0],
            f"Singkatan {short} dipakai{often} tanpa kepanjangan.",
            f"Tulis kepanjangannya pada pemakaian pertama, dengan ({short}) di belakangnya; "
            "bila dikenal umum, tambahkan ke singkatan dalam sources/kosakata.yaml.",
            {"singkatan": short, "banyaknya": len(places)},
            [
                Occurrence(place.location, place.tempat, short)
                for place in list(dict.fromkeys(places))[:_MOST_SHOWN]
            ],
            excerpt=short,
        )
