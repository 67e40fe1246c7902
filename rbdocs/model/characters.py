"""Characters that nobody sees in a source, or takes for others; and words taken for others."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator

# Unicode 15.1: characters of the categories Zs, Cf and Zl, Zp but the space, and those that show
# nothing although they count as letters or marks (property Default_Ignorable_Code_Point).
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800"
_UNSEEN = (
    "\u00ad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE = re.compile(f"[{_SPACES}{_UNSEEN}]")
_SPACE = re.compile(f"[{_SPACES}]")
_NAMES = {
    "\u00a0": "spasi tak terputus",
    "\u00ad": "tanda hubung lunak",
    "\u200b": "spasi tanpa lebar",
    "\u200c": "pemisah tanpa lebar",
    "\u200d": "penyambung tanpa lebar",
    "\u200e": "tanda arah kiri ke kanan",
    "\u200f": "tanda arah kanan ke kiri",
    "\u2028": "pemisah baris",
    "\u2029": "pemisah alinea",
    "\u202f": "spasi sempit tak terputus",
    "\u2060": "perekat kata",
    "\u3000": "spasi lebar",
    "\ufeff": "tanda urutan bita",
    "\ufffc": "tempat benda",
}
# The first and the last character of a range, and what those in it are called.
_RANGES = (
    ("\x00", "\x1f", "karakter kendali"),
    ("\x7f", "\x9f", "karakter kendali"),
    ("\u061c", "\u061c", "tanda arah"),
    ("\u2000", "\u200a", "spasi berlebar khusus"),
    ("\u202a", "\u202e", "tanda arah"),
    ("\u2066", "\u2069", "tanda arah"),
    ("\ue000", "\uf8ff", "karakter pribadi"),
    ("\ufe00", "\ufe0f", "pemilih ragam"),
    ("\U000e0000", "\U000e007f", "karakter penanda"),
    ("\U000e0100", "\U000e01ef", "pemilih ragam"),
)
_SCRIPTS = {"CYRILLIC": "Kiril", "GREEK": "Yunani", "ARMENIAN": "Armenia", "CHEROKEE": "Cherokee"}

# Letters of the Cyrillic and the Greek script, and the Latin ones that look the same (Unicode
# Technical Standard 39, confusables).
_LATIN = str.maketrans(
    "АВЕКМНОРСТУХЅІЈаеорсухѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανιρυ",
    "ABEKMHOPCTYXSIJaeopcyxsijhdqwABEZHIKMNOPTYXoavipu",
)


_NOT_ASCII = re.compile(r"\S*[^\s\x00-\x7f]\S*")  # a word with a character beyond ASCII
_WORD = ("Lu", "Ll", "Nd")


def find_invisible(text: str) -> Iterable[re.Match[str]]:
    """Return where characters that cannot be seen, or look like the space, stand in *text*.

    The space itself, tabs and line ends are none; nor is a mark of the order of bytes, which only
    begins a file.
    """
    return _INVISIBLE.finditer(text)


def find_doubles(text: str) -> Iterator[tuple[int, str]]:
    """Yield the characters of *text* that pass for Latin letters and digits, with their index.

    Letters of other scripts, ligatures and the like pass for others within a Latin word only.
    """
    for word in _NOT_ASCII.finditer(text):
        latin = any(item.isascii() and item.isalnum() for item in word[0])
        own = any(unicodedata.category(item) == "Lo" for item in word[0])
        for index, item in enumerate(word[0], start=word.start()):
            if item.isascii():
                continue
            kind = unicodedata.category(item)
            other = ord(item) in _LATIN or unicodedata.name(item, "").startswith("CYRILLIC")
            digit = kind == "Nd" and not own
            if digit or (latin and (other or (kind in _WORD and _plain(item) != item))):
                yield index, item


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def latin_of(character: str) -> str:
    """Return the Latin letters or the digit that *character* passes for; "" where none are known.

    >>> latin_of("ﬁ")
    'fi'
    """
    if character.isdigit():
        return str(unicodedata.digit(character))
    plain = _plain(character.translate(_LATIN))
    return plain if plain.isascii() else ""


def is_space(character: str) -> bool:
    """Whether *character* looks like a space."""
    return _SPACE.fullmatch(character) is not None


def name_character(character: str) -> str:
    """Return what *character* is called, with its number: ``spasi tak terputus (U+00A0)``."""
    return f"{call_character(character)} (U+{ord(character):04X})"


def call_character(character: str) -> str:
    """Return what *character* is called: ``spasi tak terputus``."""
    name = _NAMES.get(character) or next(
        (name for first, last, name in _RANGES if first <= character <= last), ""
    )
    script = unicodedata.name(character, "").split(" ")[0]
    if name:
        return name
    if script in _SCRIPTS:
        return f"huruf {_SCRIPTS[script]} «{character}»"
    if unicodedata.combining(character):
        return "aksen yang terpisah dari hurufnya"
    if is_space(character):
        return "spasi lain"
    return "karakter tak tampak" if _INVISIBLE.fullmatch(character) else f"karakter «{character}»"


def looks_like(word: str, other: str) -> bool:
    """Whether a reader cannot tell *word* from *other*, the case of letters aside."""
    return _skeleton(word) == _skeleton(other)


def _skeleton(text: str) -> str:
    """*text* as it looks: without what cannot be seen, and Latin where letters look it."""
    shown = _INVISIBLE.sub("", _SPACE.sub(" ", text)).translate(_LATIN)
    return " ".join(_plain(shown).split()).casefold()


def odd_characters(text: str) -> list[tuple[int, str]]:
    """Return the characters of *text* that cannot be seen or pass for others, with their place.

    Places count from 1. Letters of other scripts are odd beside Latin ones only.
    """
    latin = any(unicodedata.name(item, "").startswith("LATIN") for item in text)
    return [
        (place, item)
        for place, item in enumerate(text, start=1)
        if _INVISIBLE.fullmatch(item)
        or unicodedata.combining(item)
        or (latin and unicodedata.name(item, "").split(" ")[0] in _SCRIPTS)
        or (not item.isascii() and _plain(item) != item)
    ]


def similar_hint(word: str, choices: Iterable[str]) -> str:
    """Return "Mungkin maksud Anda «...»." for what in *choices* looks like *word*, or "".

    Where both look the same, it says by which characters they differ.
    """
    if odd := odd_characters(word):
        listing = list(dict.fromkeys(choices))
        if meant := next((text for text in listing if looks_like(text, word)), ""):
            named = ", ".join(f"{name_character(text)} di huruf ke-{at}" for at, text in odd[:3])
            return f"Tampak seperti «{meant}», tetapi di dalamnya ada {named}; ketik ulang."
        choices = listing
    lowered: dict[str, list[str]] = {}
    for choice in choices:
        lowered.setdefault(choice.casefold(), []).append(choice)
    similar = difflib.get_close_matches(word.casefold(), lowered, n=1, cutoff=0.6)
    if not similar:
        return ""
    nearest = max(
        lowered[similar[0]], key=lambda item: difflib.SequenceMatcher(None, word, item).ratio()
    )
    return f"Mungkin maksud Anda «{nearest}»."
