"""EJA: words written apart, together, twice or with a figure, where they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.derived import derived_once, group_by
from rbdocs.check.rule import Violation, peringatan, word_list
from rbdocs.model.finding import Occurrence
from rbdocs.model.kosakata import listed
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

# After these the word before them is no prefix: layanan antar ke rumah, antar jemput.
_NOT_JOINED = frozenset(("atau", "dan", "dari", "di", "jemput", "ke", "sampai"))
_SHORTEST = 3  # letters of a word that another may be joined with
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")
_FIGURE_TWO = re.compile(r"(?<![\w-])([A-Za-z][a-z]{2,})2(?![\w.,%])")
_LONGEST_PHRASE = 6  # words
_PHRASE_TWICE = re.compile(
    r"(?<![\w-])([^\W\d_]+(?:[ \u00a0]+[^\W\d_]+){1,5})[ \u00a0]+\1(?![\w-])", re.IGNORECASE
)
# Decimals are read one by one: tujuh puluh koma satu satu.
_DIGITS = re.compile(r"nol|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan", re.IGNORECASE)
_TWICE = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0]+\1(?![\w-])", re.IGNORECASE)


@derived_once
def _folded(regulation: Regulation) -> Iterator[tuple[TextPlace, list[str]]]:
    """Each of those texts with its words in small letters, by which most need no closer look."""
    for word in regulation.own_texts:
        yield word, _WORD.findall(word.text.casefold())


@peringatan(
    code="EJA06",
    statement="Bentuk terikat ditulis serangkai dengan kata sesudahnya: antarinstansi, "
    "antikorupsi, se-Indonesia.",
    ground="PUEBI (Permendikbud 50/2015), I.H: gabungan kata yang salah satu unsurnya hanya "
    "dipakai dalam kombinasi. Daftarnya: terikat dalam sources/kosakata.yaml.",
    words={"terpisah": _NOT_JOINED},
)
def bentuk_terikat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the prefixes that stand as words of their own, each with all its places."""
    prefixes = "|".join(map(re.escape, regulation.kosakata.terikat))
    if not prefixes:
        return
    pattern = re.compile(rf"(?<![\w-])({prefixes}) +([^\W\d_]{{2,}})", re.IGNORECASE)
    found: list[tuple[str, str, str, TextPlace]] = []
    alone = set(map(str.casefold, regulation.kosakata.terikat))
    apart = word_list(regulation, "EJA06", "terpisah")
    for place, words in _folded(regulation):
        for hit in () if alone.isdisjoint(words) else pattern.finditer(place.text):
            if hit[2].casefold() not in apart and not place.is_italic(hit.start()):
                found.append((hit[1].casefold(), hit[0], _joined(hit[1], hit[2]), place))
    for prefix, listing in group_by(found, lambda finding: finding[0]).items():
        _, written, _, first = listing[0]
        forms = dict.fromkeys(form for _, _, form, _ in listing)
        yield Violation(
            first,
            f"«{prefix}» bukan kata tersendiri, tetapi ditulis terpisah {len(listing)} kali: "
            f"«{written}».",
            f"Tulis {listed(f'«{form}»' for form in forms)}.",
            {"bentuk": prefix, "banyaknya": len(listing)},
            [Occurrence(item.location, item.tempat, text) for _, text, _, item in listing],
            excerpt=written,
        )


def _joined(prefix: str, word: str) -> str:
    """The two as one word; a hyphen keeps a name's capital inside a sentence."""
    if word.isupper() or (word[0].isupper() and prefix.islower()):
        return f"{prefix}-{word}"
    return prefix + word.casefold()


@peringatan(
    code="EJA07",
    statement="Satu istilah ditulis serangkai atau terpisah, tidak berganti-ganti.",
    ground="Dua cara menulis terbaca sebagai dua istilah, dan yang satu tidak ditemukan waktu "
    "dicari dengan yang lain.",
)
def serangkai_atau_terpisah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the pairs of words that are written as one elsewhere."""
    told = {*regulation.kosakata.tidak_baku, *regulation.kosakata.terikat}  # by EJA05 and EJA06
    texts = _folded(regulation)
    known = {word for _, words in texts for word in words}
    apart: dict[str, list[tuple[str, TextPlace]]] = {}
    for place, words in texts:
        if all(first + second not in known for first, second in pairwise(words)):
            continue
        for left, right in pairwise(_WORD.finditer(place.text)):
            first, second = left[0].casefold(), right[0].casefold()
            word = first + second
            if word not in known or min(len(first), len(second)) < _SHORTEST:
                continue
            between = place.text[left.end() : right.start()]
            if not between.strip(" \u00a0") and not told & {word, first}:
                apart.setdefault(word, []).append((f"{left[0]} {right[0]}", place))
    joined: dict[str, list[tuple[str, TextPlace]]] = {}
    for place, words in texts:
        for hit in () if apart.keys().isdisjoint(words) else _WORD.finditer(place.text):
            joined.setdefault(hit[0].casefold(), []).append((hit[0], place))
    for word, listing in apart.items():
        yield _two_ways(listing, joined[word])


def _two_ways(apart: list[tuple[str, TextPlace]], joined: list[tuple[str, TextPlace]]) -> Violation:
    """Tell a term that is written in two ways, at the place of the rarer."""
    often, seldom = (apart, joined) if len(apart) >= len(joined) else (joined, apart)
    written, first = seldom[0]
    usual = often[0][0].casefold()
    return Violation(
        first,
        f"«{written.casefold()}» ditulis {len(seldom)} kali, «{usual}» {len(often)} kali.",
        f"Pakai satu cara menulis menurut KBBI, misalnya «{usual}» di semua tempat.",
        {"jarang": written.casefold(), "sering": usual},
        [Occurrence(place.location, place.tempat, form) for form, place in (*seldom, *often)],
        excerpt=written,
    )


@peringatan(
    code="EJA08",
    statement="Kata ulang ditulis lengkap dengan tanda hubung, bukan dengan angka 2.",
    ground="PUEBI (Permendikbud 50/2015), I.D: bentuk ulang ditulis dengan tanda hubung di antara "
    "unsur-unsurnya.",
)
def kata_ulang_lengkap(regulation: Regulation) -> Iterator[Violation]:
    """Yield the words followed by a figure two, each with all its places."""
    texts = (place for place in regulation.own_texts if "2" in place.text)
    found = [(hit, text) for text in texts for hit in _FIGURE_TWO.finditer(text.text)]
    for word, listing in group_by(found, lambda finding: finding[0][1].casefold()).items():
        hit, first = listing[0]
        often = f" (ditulis {len(listing)} kali)" if len(listing) > 1 else ""
        yield Violation(
            first,
            f"«{hit[0]}» adalah kata ulang yang disingkat{often}.",
            f"Tulis «{hit[1]}-{word}»; bila angka 2 yang dimaksud, beri spasi di mukanya.",
            {"kata": hit[0]},
            [Occurrence(place.location, place.tempat, other[0]) for other, place in listing],
            excerpt=hit[0],
        )


@peringatan(
    code="EJA09",
    statement="Satu kata atau frasa tidak ditulis dua kali dalam satu kalimat tanpa sebab.",
    ground="Kata rangkap adalah salah ketik; kata ulang bertanda hubung.",
)
def kata_tidak_rangkap(regulation: Regulation) -> Iterator[Violation]:
    """Yield the words and phrases that stand twice, one beside the other."""
    for place, words in _folded(regulation):
        again = any(first == second for first, second in pairwise(words))
        for hit in _TWICE.finditer(place.text) if again else ():
            if not place.is_italic(hit.start()) and not _DIGITS.fullmatch(hit[1]):
                hint = f"tulis «{hit[1]}-{hit[1].casefold()}» bila kata ulang"
                yield _twice(place, hit[0], hit[1], "kata", hint)
        found = _PHRASE_TWICE.search(place.text) if _repeats(words) else None
        if found and not place.is_italic(found.start()):
            yield _twice(place, found[0], found[1], "frasa", "betulkan kalimatnya")


def _repeats(words: list[str]) -> bool:
    """Whether two words or more come again right after themselves."""
    if len(set(words)) == len(words):
        return False
    return any(
        word == words[start + count]
        and words[start : start + count] == words[start + count : start + 2 * count]
        for count in range(2, _LONGEST_PHRASE + 1)
        for start, word in enumerate(words[:-count])
    )


def _twice(place: TextPlace, text: str, word: str, what: str, hint: str) -> Violation:
    return Violation(
        place,
        f"«{text}»: {what} yang sama ditulis dua kali.",
        f"Hapus salah satu, atau {hint}.",
        {"kata": word.casefold()},
        excerpt=text,
    )
