"""EJA: words that are in no dictionary."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.finding import Occurrence
from rbdocs.model.kosakata import CLITICS, allowed_slips, listed
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

_ADDRESS = re.compile(r"\bhttps?://\S+|\S+@\S+|\b\w+(?:\.\w+)*\.(?:id|com|org|net)\b")
# Al-Qur’an, Jum’at: names from other scripts, which no dictionary has, are none.
_WORD = re.compile(r"(?<![\w&])(?<!\w[’'])[^\W\d_]+(?:-[^\W\d_]+)*(?!\w|[’'-]\w)")
_ROMAN = re.compile(r"[ivxlc]+", re.IGNORECASE)
_JOINED_CLITIC = re.compile(rf"[A-Z]{{2,}}(?:{'|'.join(CLITICS)})")
_HEADING = 3  # words: fewer in capitals are taken for abbreviations
_SUGGESTED = 3


@peringatan(
    code="EJA01",
    statement="Setiap kata ada dalam kamus bahasa Indonesia atau dalam kosakata proyek ini.",
    ground="UU 12/2011, Lampiran II nomor 242: bahasa peraturan tunduk pada kaidah bahasa "
    "Indonesia, termasuk ejaannya. Nama dan istilah yang benar walau tidak ada dalam kamus "
    "terdaftar dalam sources/kosakata.yaml; kata asing dicetak miring.",
    on_request=True,
)
def kata_dalam_kamus(regulation: Regulation) -> Iterator[Violation]:
    """Yield the words that neither the dictionary nor the registers have, with all their places."""
    if regulation.kamus is None:
        raise LookupError("kamus tidak termuat")
    words = _Words(regulation)
    unknown = regulation.kamus.unknown(words.asked())
    usual = dict.fromkeys(words.known, 0)
    usual |= {word: n for word, n in words.counts.items() if word not in unknown}
    wrong = {word: _meant(word, words, usual) for word in words.wrong(unknown)}
    like = regulation.kamus.like(word for word, meant in wrong.items() if not meant)
    for word, places in words.places.items():
        written, first = places[0]
        if word in words.joined:
            yield _violation(written, first, places, [_hyphenated(written)])
        elif word in wrong:
            meant = wrong[word] or like[word]
            yield _violation(written, first, places, _cased(written, meant))


class _Words:
    """The words of the texts that are to be judged, in small letters: how many, and where."""

    def __init__(self, regulation: Regulation) -> None:
        self.counts: Counter[str] = Counter()
        self.joined: set[str] = set()
        self.places: dict[str, list[tuple[str, TextPlace]]] = {}
        self.known = known = _known(regulation)
        self._prefixes = regulation.kosakata.terikat
        avoided = regulation.kosakata.tidak_baku.keys()  # those EJA05 tells
        office = regulation.perangkat_daerah.misspelt  # those PD07 tells
        abbreviations = _abbreviations(regulation.potongan)
        for piece in regulation.potongan:
            heading = _in_capitals(piece.text)
            for start, written in _words(piece.text):
                word = written.casefold()
                if not _judged(written, heading) or piece.is_italic(start):
                    continue
                if heading and written in abbreviations:
                    continue
                if word in avoided or office(word):
                    continue
                self.counts[word] += 1
                if _is_term(word, known):
                    continue
                if _JOINED_CLITIC.fullmatch(written):
                    self.joined.add(word)
                self.places.setdefault(word, []).append((written, piece))
        self.abbreviations = {
            abbreviation.casefold(): abbreviation for abbreviation in abbreviations
        }

    def asked(self) -> Iterator[str]:
        """What to look up: the words, and what those are made of that are made of several."""
        for word in self.places:
            if word not in self.joined:
                yield word
                for parts in self._splits(word):
                    yield from parts

    def wrong(self, unknown: set[str]) -> Iterator[str]:
        """Yield the words that are *unknown*, and not made of known ones."""
        for word in self.places:
            if word in unknown and all(
                not unknown.isdisjoint(split) for split in self._splits(word)
            ):
                yield word

    def _splits(self, word: str) -> Iterator[list[str]]:
        """Yield the ways to take *word* apart, without the parts that need no looking up."""
        if "-" in word:
            parts = word.split("-")
            yield [part for part in parts if len(part) > 1 and not _is_term(part, self.known)]
        for prefix in self._prefixes:
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                yield [word.removeprefix(prefix)]


def _known(regulation: Regulation) -> set[str]:
    """The words of the project's own list, and those of the names in its registers."""
    instansi, offices = regulation.instansi, regulation.perangkat_daerah.perangkat_daerah
    names = [
        *(nama for office in offices for nama in (office.nama, office.singkat)),
        *(satuan.ejaan[0] for satuan in regulation.satuan.satuan),
        *(instansi.nama, instansi.daerah, instansi.provinsi, instansi.tempat),
        *(pejabat.nama for pejabat in instansi.pejabat),
    ]
    return {
        *(text.casefold() for text in regulation.kosakata.istilah),
        *(text.casefold() for text in regulation.kosakata.terikat),
        *(word.casefold() for name in names for _, word in _words(name)),
    }


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of *text* and where they begin; numbers and addresses are none."""
    if "." in text or "@" in text:
        text = _ADDRESS.sub(lambda hit: " " * len(hit[0]), text)
    for hit in _WORD.finditer(text):
        parts = hit[0].split("-")
        if hit[0].isupper() or not any(part.isupper() for part in parts):
            yield hit.start(), hit[0]
        else:  # e-KTP, antar-SKPD, SPIP-nya: the abbreviation aside
            yield from ((hit.start(), part) for part in parts if part not in CLITICS)


def _in_capitals(text: str) -> bool:
    return text.isupper() and len(text.split()) >= _HEADING


def _abbreviations(texts: Iterable[TextPlace]) -> set[str]:
    """The words in capitals that stand among words in small letters."""
    return {
        word
        for text in texts
        if not _in_capitals(text.text)
        for _, word in _words(text.text)
        if word.isupper()
    }


def _judged(written: str, heading: bool) -> bool:
    """Whether *written* is a word; not so numerals, abbreviations, and names such as MoU."""
    if len(written) == 1 or _ROMAN.fullmatch(written):
        return False
    if written.isupper():
        return heading
    inner = written.replace("-", "")[1:]
    return inner.islower() or bool(_JOINED_CLITIC.fullmatch(written)) or "-" in written


def _is_term(word: str, known: set[str]) -> bool:
    """Whether *word* is a known term, also with ``-nya`` and the like after it."""
    return word in known or any(
        word.endswith(end) and word.removesuffix(end) in known for end in CLITICS
    )


def _meant(word: str, words: _Words, usual: dict[str, int]) -> list[str]:
    """What the text itself has for *word*: its capitals, the rest of it, or the words like it.

    The nearest come first, then those with the same first letter, then the most used.
    """
    if word in words.abbreviations:
        return [words.abbreviations[word]]
    if longer := [text for text in usual if text.startswith(f"{word}-")]:
        return longer[:1]
    allowed = allowed_slips(word)
    near = [
        (slips, text[0] != word[0], -n, text)
        for text, n in usual.items()
        if (slips := OSA.distance(word, text, score_cutoff=allowed)) <= allowed
    ]
    return [text for *_, text in sorted(near)][:_SUGGESTED]


def _cased(written: str, like: list[str]) -> list[str]:
    """*like* with capitals where *written* has them."""
    if written.isupper():
        return [text.upper() for text in like]
    return [text[:1].upper() + text[1:] for text in like] if written[0].isupper() else like


def _hyphenated(written: str) -> str:
    end = next(clitic for clitic in CLITICS if written.endswith(clitic))
    return f"{written.removesuffix(end)}-{end}"


def _violation(
    written: str, first: TextPlace, places: list[tuple[str, TextPlace]], like: list[str]
) -> Violation:
    often = f" (ditulis {len(places)} kali)" if len(places) > 1 else ""
    meant = listed((f"«{item}»" for item in like), "atau")
    add = "tambahkan ke istilah dalam sources/kosakata.yaml"
    return Violation(
        first,
        f"«{written}» tidak ada dalam kamus{often}.",
        f"Mungkin {meant}; bila katanya benar, {add}."
        if like
        else f"Betulkan katanya; bila benar, {add}.",
        {"kata": written.casefold(), "saran": like},
        [Occurrence(place.location, place.tempat, form) for form, place in places],
        excerpt=written,
    )
