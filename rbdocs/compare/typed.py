"""What someone typed into a document, parted over what was printed, as the sources write it."""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from typing import NamedTuple

from rbdocs.compare.printed import PrintedPiece, PrintedText, YamlValue
from rbdocs.model.finding import Location
from rbdocs.model.plan_columns import NUMERIC, ColumnKind
from rbdocs.model.plan_tree import PlanNode
from rbdocs.model.sentence import format_date, read_day
from rbdocs.model.values import (
    BELUM_DIISI,
    EMPTY,
    TITIK,
    Text,
    format_number,
    mend_number,
    mend_rupiah,
    parse_number,
)
from rbdocs.sources.edit_yaml import cut, number_as_written
from rbdocs.word.context import COUNTED

_WORDS = re.compile(r"\s+|\S+")
Parts = list[tuple[PrintedPiece, Text | None]]
LONGEST = 20_000  # characters of a text; the longest of 2023 has 2,100
# Spaces of all widths, which Word puts in by itself; a source has plain ones (Unicode, class Zs).
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Control, format (directions, zero width, soft hyphen), private use, surrogates, separators.
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
# Scripts with letters and digits that are taken for Latin ones (Unicode Technical Standard 39).
_DOUBLES = (
    *("CYRILLIC ", "GREEK CAPITAL", "ARMENIAN ", "CHEROKEE ", "FULLWIDTH "),
    *("MATHEMATICAL ", "ARABIC-INDIC ", "EXTENDED ARABIC-INDIC "),
)
_COUNTED = tuple(f"[{name}]" for name in (*sorted(COUNTED), "DATE"))
# What the plans reckon with, and what of a row may well stay empty.
_RECKONED = NUMERIC - {ColumnKind.TARGET, ColumnKind.NUMBER}
_MAY_BE_EMPTY = frozenset(
    {ColumnKind.QUARTER, ColumnKind.AMOUNT, ColumnKind.ACHIEVED, ColumnKind.TICK}
)
_WHOLE = re.compile(r"[1-9]\d{0,8}")
_DAY = re.compile(r"(\d{1,2}) ([^\W\d_]+) (\d{4})")


def parted(pieces: tuple[PrintedPiece, ...], new: Text) -> Parts | None:
    """Return what *new* makes of each of *pieces*, None for those left as they are.

    The whole is None when *new* cannot be parted over them.

    An edit of one piece is looked for first; then one of several, with what is fixed between.
    """
    texts = [item.text for item in pieces]
    whole = new.plain
    fitting = []
    for index, piece in enumerate(pieces):
        begin = re.match(_spaced("".join(texts[:index])), whole)
        end = re.search(_spaced("".join(texts[index + 1 :])) + r"\Z", whole)
        if piece.owner and begin and end and begin.end() <= end.start():
            fitting.append((index, cut(new, begin.end(), end.start())))
    if fitting:
        index, text = next(((i, t) for i, t in fitting if texts[i] == TITIK), fitting[0])
        return [(piece, text if i == index else None) for i, piece in enumerate(pieces)]
    return _several(pieces, new)


def _spaced(text: str) -> str:
    """The pattern of *text*, whatever spaces stand where it has some."""
    return "".join(
        r"\s+" if found.isspace() else re.escape(found) for found in _WORDS.findall(text)
    )


def _several(pieces: tuple[PrintedPiece, ...], new: Text) -> Parts | None:
    """Values between which everything fixed stands as before, each up to the next fixed text."""
    whole, ends, end = new.plain, list[int](), 0
    for index, piece in enumerate(pieces):
        following = pieces[index + 1].text if index + 1 < len(pieces) else ""
        if piece.owner is None:
            end = end + len(piece.text) if whole.startswith(piece.text, end) else -1
        elif not following:
            end = len(whole)
        else:
            end = -1 if pieces[index + 1].owner else whole.find(following, end + 1)
        if end < 0:
            return None
        ends.append(end)
    if end != len(whole):
        return None
    return [
        (piece, None if whole[start:stop] == piece.text else cut(new, start, stop))
        for piece, start, stop in zip(pieces, [0, *ends], ends, strict=False)
    ]


def touched(pieces: tuple[PrintedPiece, ...], new: str) -> PrintedPiece:
    """Return the first piece that *new* has otherwise."""
    start = 0
    for index, piece in enumerate(pieces):
        if not new.startswith(piece.text, start):
            return _worded(pieces, index)
        start += len(piece.text)
    return _worded(pieces, len(pieces) - 1)


def _worded(pieces: tuple[PrintedPiece, ...], index: int) -> PrintedPiece:
    """The piece at *index*; where it is a mark alone, the nearest before or after with words."""
    nearest = [*reversed(pieces[: index + 1]), *pieces[index + 1 :]]
    return next((piece for piece in nearest if any(map(str.isalnum, piece.text))), pieces[index])


def first_place(printed: PrintedText | None, old: str, new: str) -> Location | None:
    """Return where the first stretch of *new* that differs from *printed* comes from."""
    if printed is None or not printed.pieces:
        return None
    return touched(printed.pieces, new).place


class Typed(NamedTuple):
    """A value to be written: its text, how it is printed, and as which YAML where that is fixed."""

    text: Text
    printed: str
    literal: str | None = None


class CannotType(Exception):
    """The text is no value of this kind; ``str()`` says why, in Indonesian."""


def with_plain_spaces(text: Text) -> Text:
    """Return *text* with every kind of space as a plain one, and none at its ends.

    So do sources write it; at the ends nobody sees what a deleted word left.
    """
    pieces = [(_SPACES.sub(" ", piece), italics) for piece, italics in text.pieces]
    whole = Text(tuple(pieces))
    start = len(whole.plain) - len(whole.plain.lstrip(" "))
    return cut(whole, start, max(start, len(whole.plain.rstrip(" "))))


def is_double(letter: str) -> bool:
    """Whether *letter* is of a script whose letters look like Latin ones or Arabic digits."""
    return unicodedata.name(letter, "").startswith(_DOUBLES)


def hidden(old: str, new: str) -> str:
    """Return what is wrong with *new* where it has characters that nobody sees; "" where none.

    Those that *old* has already are not new.
    """
    for index, text in enumerate(new, start=1):
        if text in "\n\t" or text in old:
            continue
        code = ord(text)
        noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
        if unicodedata.category(text) in _HIDDEN or noncharacter:
            return (
                f"memuat karakter yang tidak tampak (U+{code:04X}) sebagai huruf ke-{index}; hapus "
                "karakter itu di Word (ketik ulang bagian itu), lalu ulangi"
            )
        if is_double(text):
            return (
                f"memuat huruf yang bukan huruf Latin, «{text}» (U+{code:04X}), sebagai huruf "
                f"ke-{index}; rupanya dapat sama tetapi tidak terbaca sama; ketik ulang bagian itu"
            )
    counted = next((item for item in _COUNTED if item in new and item not in old), "")
    if counted:
        return (
            f"memuat bidang isian {counted}, yang dihitung ulang Word tiap kali dicetak; ganti "
            "dengan teks biasa, lalu ulangi"
        )
    if len(new) > LONGEST:
        shown = format_number(len(new))
        return f"terlalu panjang ({shown} huruf; batasnya {format_number(LONGEST)})"
    return ""


def typed(owner: YamlValue, old: str, new: Text, *, draft: bool) -> Typed:
    """Return *new*, typed over the *old* text of *owner*, as the source is to write it.

    *draft* says whether values may still be open. Raises CannotType.
    """
    text = new.plain.strip()
    if draft and text in (TITIK, "...") and owner.kind != "teks":
        return Typed(new, TITIK, BELUM_DIISI)
    if not text and not _may_be_empty(owner):
        raise CannotType(
            "isian ini wajib, jadi tidak dikosongkan dari sini; bila memang tidak ada lagi, hapus "
            "sendiri dalam sumber"
        )
    match owner.kind:
        case "nilai":
            return _value(owner, old, new, draft=draft)
        case "isi":
            number = number_as_written(text) if _was_number(old) else None
            return Typed(new, new.plain, number)
        case "bilangan":
            if not _WHOLE.fullmatch(text):
                raise CannotType(f"«{text}» bukan bilangan bulat; tulis angkanya saja")
            return Typed(new, text, text)
        case "nomor":
            return Typed(new, new.plain, text if _WHOLE.fullmatch(text) else None)
        case "tanggal":
            day = _day(text)
            return Typed(new, format_date(day), day.isoformat())
    return Typed(new, new.plain)


def _may_be_empty(owner: YamlValue) -> bool:
    return owner.kind == "isi" or (owner.kind == "nilai" and _kind(owner) in _MAY_BE_EMPTY)


def _kind(owner: YamlValue) -> ColumnKind | None:
    """What a value of a plan is to its layout; None where it is of none."""
    return owner.node.kind(str(owner.path[0])) if isinstance(owner.node, PlanNode) else None


def _was_number(old: str) -> bool:
    return old.strip() in EMPTY | {TITIK} or parse_number(old.strip()) is not None


def _value(owner: YamlValue, old: str, new: Text, *, draft: bool) -> Typed:
    """A printed value: a number where it is one, else a text where that may stand there.

    In a draft the plans reckon with what is typed; what was enacted is printed whatever it says.
    """
    text = new.plain.strip()
    if text in EMPTY:
        return Typed(new, text, json.dumps(text, ensure_ascii=False))
    if (number := number_as_written(text)) is not None:
        return Typed(new, text, number)
    if _is_value(text):
        return Typed(new, text, json.dumps(text, ensure_ascii=False))
    kind = _kind(owner)
    mend = mend_rupiah if kind is ColumnKind.AMOUNT else mend_number
    mended = mend(text)
    if mended is not None:
        number = number_as_written(mended)
        literal = number or json.dumps(mended, ensure_ascii=False)
        return Typed(Text.dari(mended), mended, literal)
    before = old.strip()
    if draft and kind in _RECKONED and (before in EMPTY | {TITIK} or _is_value(before)):
        raise CannotType(
            f"«{text}» bukan angka; tulis misalnya 1.200 atau 3,4 atau 80%, dan - bila tidak ada"
        )
    return Typed(new, new.plain, json.dumps(new.plain, ensure_ascii=False))


def _is_value(text: str) -> bool:
    return parse_number(text.removesuffix("%").rstrip()) is not None


def _day(text: str) -> date:
    """The day that *text* prints, as in ``22 November 2023``. Raises CannotType."""
    hit = _DAY.fullmatch(" ".join(text.split()))
    if hit and (day := read_day(*hit.groups())):
        return day
    raise CannotType(f"«{text}» bukan tanggal; tulis misalnya 22 November 2023")
