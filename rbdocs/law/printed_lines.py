"""Articles read back from the lines in which they are printed.

UU 12/2011, Lampiran II, on listing within an article: (1), a., 1., a), 1). A diktum of a decree has
its number beside its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rbdocs.model.batang_tubuh import BodyPart, Butir, Pasal
from rbdocs.model.numbering import DIKTUM_NAMED, ProvisionUnit, order_of
from rbdocs.model.printed_text import DivisionHeading, PlacedArticle, as_listing
from rbdocs.model.sentence import concat
from rbdocs.model.values import Text

_ARTICLE = re.compile(r"Pasal\s+(\S+)", re.IGNORECASE)
_DIKTUM = re.compile(rf"(?=[A-Z ]+:)({DIKTUM_NAMED}) ?:(?: |$)")
_DIVISION = re.compile(r"(BAB|Bagian|Paragraf)\s+(\S.*)", re.IGNORECASE)
_MARK = re.compile(
    r"(?:\((?P<ayat>\d+[a-z]?)\)|(?P<huruf>[a-z]{1,2}\d?)(?P<hend>[.)])"
    r"|(?P<angka>\d+[a-z]?)(?P<aend>[.)]))(?:\s+|$)"
)
_DELETED = re.compile(r"Dihapus\.|dihapus(?:\.|;(?: (?:dan|atau|dan/atau))?)")
_ABOVE: dict[str, ProvisionUnit] = {"bab": "bab", "bagian": "bagian", "paragraf": "paragraf"}
_LEVELS: tuple[ProvisionUnit, ...] = ("bab", "bagian", "paragraf")


class UnreadableLine(ValueError):
    """A line that is no part of an article; the message says which, and what to do."""


@dataclass(slots=True)
class _Open:
    """A provision that is being read, and where it stands: kinds and numbers from its article."""

    butir: Butir
    way: tuple[tuple[ProvisionUnit, str], ...] = ()


@dataclass(slots=True)
class _Reader:
    headings: tuple[DivisionHeading, ...] = ()
    pending: tuple[ProvisionUnit, str] | None = None  # a division whose title is the next line
    articles: list[PlacedArticle] = field(default_factory=list)
    open: list[_Open] = field(default_factory=list)


def read_lines(lines: Iterable[Text]) -> list[BodyPart]:
    """Return the articles that *lines* print, in their divisions.

    Raises UnreadableLine for a line that is none of them.
    """
    reader = _Reader()
    for line in lines:
        text = _trimmed(line)
        if text.plain:
            _line(reader, text)
    if reader.pending is not None:
        raise UnreadableLine(f"«{' '.join(reader.pending)}» tidak berjudul. Tulis judulnya.")
    return as_listing(reader.articles)


def _line(reader: _Reader, text: Text) -> None:
    plain = text.plain
    if reader.pending is not None:
        unit, nomor = reader.pending
        depth = _LEVELS.index(unit)
        kept = tuple(item for item in reader.headings if _LEVELS.index(item.unit) < depth)
        reader.headings = (*kept, DivisionHeading(unit, nomor, text))
        reader.pending, reader.open = None, []
    elif (hit := _DIVISION.fullmatch(plain)) and _is_number(hit):
        reader.pending = (_ABOVE[hit[1].lower()], hit[2])
    elif (hit := _ARTICLE.fullmatch(plain)) and order_of("pasal", hit[1]):
        pasal = Pasal(pasal=hit[1])
        reader.articles.append(PlacedArticle(reader.headings, pasal))
        reader.open = [_Open(pasal)]
    elif (hit := _DIKTUM.match(plain)) and order_of("pasal", hit[1]):
        pasal = Pasal(pasal=hit[1])
        _say(pasal, _tail(text, hit.end()))
        reader.articles.append(PlacedArticle((), pasal))
        reader.open = [_Open(pasal)]
    elif not reader.open:
        raise UnreadableLine(
            f"«{_short(plain)}» berdiri di luar pasal atau diktum. Letakkan di bawah nomornya."
        )
    else:
        _provision(reader, text)


def _is_number(hit: re.Match[str]) -> bool:
    return order_of(_ABOVE[hit[1].lower()], hit[2]) is not None


def _provision(reader: _Reader, text: Text) -> None:
    """A line within an article: a marked provision, or the text of the article."""
    article = reader.open[0].butir
    begun = article.teks is not None or article.status == "dihapus" or any(article.parts())
    hit = _MARK.match(text.plain)
    if hit is None or (not begun and not _first(hit)):
        if begun:
            raise UnreadableLine(
                f"«{_short(text.plain)}» tidak bernomor. Gabungkan dengan kalimat di atasnya, atau "
                "beri nomor ayat, huruf atau angka."
            )
        _say(article, text)
        return
    unit: ProvisionUnit = "ayat" if hit["ayat"] else "huruf" if hit["huruf"] else "angka"
    nomor = hit[unit]
    within = 1 if (hit["hend"] or hit["aend"]) == ")" else 0
    while len(reader.open) > 1 and not _holds(reader.open[-1], unit, within):
        reader.open.pop()
    holder = reader.open[-1]
    listing: dict[str, Butir] = getattr(holder.butir, unit)
    if nomor in listing:
        raise UnreadableLine(
            f"«{_short(text.plain)}»: nomor itu sudah ada di situ. Betulkan nomornya."
        )
    butir = Butir()
    _say(butir, _tail(text, hit.end()))
    listing[nomor] = butir
    reader.open.append(_Open(butir, (*holder.way, (unit, nomor))))


def _first(hit: re.Match[str]) -> bool:
    """Whether an article without a sentence of its own may begin so: with an ayat."""
    return hit["ayat"] is not None


def _holds(item: _Open, unit: ProvisionUnit, within: int) -> bool:
    """Whether *item* can list a *unit* that is as deep in others of its kind as *within*."""
    if unit == "ayat":
        return not item.way
    return sum(kind == unit for kind, _ in item.way) == within


def _say(butir: Butir, text: Text) -> None:
    if _DELETED.fullmatch(text.plain):
        butir.status = "dihapus"
    elif text.plain:
        butir.teks = text


def _trimmed(text: Text) -> Text:
    """*text* without blanks around it, and with one where it has several."""
    pieces = [(re.sub(r"[ \t\n\u00a0]+", " ", piece), italics) for piece, italics in text.pieces]
    whole = concat(*(Text((piece,)) for piece in pieces))
    start = len(whole.plain) - len(whole.plain.lstrip())
    return _head(_tail(whole, start), len(whole.plain.strip()))


def _tail(text: Text, start: int) -> Text:
    pieces: list[tuple[str, bool]] = []
    for piece, italics in text.pieces:
        if kept := piece[start:] if start > 0 else piece:
            pieces.append((kept, italics))
        start -= len(piece)
    return concat(*(Text((piece,)) for piece in pieces))


def _head(text: Text, end: int) -> Text:
    pieces: list[tuple[str, bool]] = []
    for piece, italics in text.pieces:
        if end > 0:
            pieces.append((piece[:end], italics))
        end -= len(piece)
    return concat(*(Text((piece,)) for piece in pieces))


def _short(text: str, size: int = 60) -> str:
    return text if len(text) <= size else f"{text[: size - 1].rstrip()}…"


def same_articles(left: Sequence[PlacedArticle], right: Sequence[PlacedArticle]) -> bool:
    """Whether two texts print alike: blanks aside, and how many there are."""
    return [_seen(item) for item in left] == [_seen(item) for item in right]


def _seen(item: PlacedArticle) -> object:
    titles = [(unit, nomor, _trimmed(judul).pieces) for unit, nomor, judul in item.headings]
    return titles, item.pasal.pasal, _seen_butir(item.pasal)


def _seen_butir(butir: Butir) -> object:
    teks = _trimmed(butir.teks) if butir.teks and butir.status == "berlaku" else None
    deleted = butir.status == "dihapus" or (teks and _DELETED.fullmatch(teks.plain))
    below = [
        (unit, [(nomor, _seen_butir(part)) for nomor, part in listing.items()])
        for unit, listing in butir.parts()
    ]
    return () if deleted or teks is None else teks.pieces, bool(deleted), below
