"""NOM: lists end as lists do, and have as many items as the sentence before them says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rbdocs.check.plan_words import read_words
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.batang_tubuh import Butir, Perubahan
from rbdocs.model.chapter import Block, Heading, ListItem, Naskah, Paragraph
from rbdocs.model.finding import Location, Site
from rbdocs.model.regulation import Regulation

_JOINED = re.compile(r"[;,]\s*(?:dan/atau|dan|atau|serta)$")
_COUNTED = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas"
# How many there are: 5 (lima), lima (5), or a number word before what is counted.
_HOW_MANY = re.compile(
    rf"\b(?:(?P<angka>\d{{1,2}})\s*\((?:satu|{_COUNTED})(?:\s+belas)?\)|"
    rf"(?:satu|{_COUNTED})(?:\s+belas)?\s*\((?P<kurung>\d{{1,2}})\)|"
    rf"(?P<kata>(?:{_COUNTED})(?:\s+belas)?)(?=\s+[a-z]{{3,}}))",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(r"\s*(?:%|persen|puluh|ratus|ribu|juta|koma|tahun|bulan|hari|kali|level)")
_ANNOUNCED = re.compile(r"(?::|\b(?:yaitu|yakni|adalah|meliputi|sebagai berikut|berikut))\s*$")
_NAMED = re.compile(
    r",?\s+(?:yaitu|yakni|meliputi)\s*:?\s+(?P<isi>[^.;:()]{5,300})(?=[.;]|$)", re.IGNORECASE
)
_LISTS = re.compile(r"\b(?:yaitu|yakni|meliputi)\b|:", re.IGNORECASE)
_IN_LISTS = (":", "yaitu", "yakni", "meliputi")  # most texts have none, and are not searched
_INLINE = re.compile(r"(?<![\w.])(\d{1,2}|[a-z])[.)]{1,2}\s+\S")
_TAKEN_UP = re.compile(r"\b(\d{1,2}) \([a-z ]+\) (\w+) tersebut\b")
_SENTENCE = re.compile(r"(?<=[a-z)]\.)\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list, and where it stands."""

    text: str
    kode: str
    location: Location

    @property
    def end(self) -> str:
        """The sign that closes it, a conjunction after it left aside."""
        text = _JOINED.sub(lambda hit: hit[0][0], self.text.rstrip())
        return text[-1:] if text[-1:] in ";,.:" else ""

    @property
    def joined(self) -> bool:
        """Whether it ends with a conjunction."""
        return _JOINED.search(self.text.rstrip()) is not None


def _chapter_lists(naskah: Naskah) -> Iterator[tuple[Block | None, list[ListItem]]]:
    """Yield the lists whose items are one block each, with the block before each."""
    before: Block | None = None
    found: list[ListItem] = []
    for block in (*naskah.blocks, None):
        if isinstance(block, ListItem) and (not found or _continues(found[-1], block)):
            found.append(block)
            continue
        if len(found) > 1 and not _goes_on(block, found[0].level):
            yield before, found
        if isinstance(block, ListItem):
            before, found = (found[-1] if found else before), [block]
        else:
            before, found = block, []


def _goes_on(block: Block | None, level: int) -> bool:
    """Whether *block* belongs to an item of a list of *level*."""
    return isinstance(block, ListItem | Paragraph) and block.level >= level


def _continues(last: ListItem, item: ListItem) -> bool:
    first = item.marker.strip("().") in ("1", "a")
    return item.level == last.level and not first


@peringatan(
    code="NOM09",
    statement="Rincian diakhiri titik koma, yang sebelum terakhir ditambah dan atau atau, yang "
    "terakhir diakhiri titik.",
    ground="UU 12/2011, Lampiran II, tentang perincian: setiap rincian diakhiri titik koma, kata "
    "dan, atau, dan/atau di belakang rincian kedua dari terakhir.",
)
def akhir_rincian(regulation: Regulation) -> Iterator[Violation]:
    """Yield the items of lists that do not end as they should."""
    for alamat, part in regulation.peraturan.provisions():
        if isinstance(part, Perubahan):
            continue
        for _, listing in part.parts():
            items = [
                _Item(
                    child.teks.plain,
                    f"{alamat.kunci}-{'huruf' if key.isalpha() else 'angka'}-{key}",
                    child.location("teks"),
                )
                for key, child in listing.items()
                if child.teks is not None and not [*child.parts()]
            ]
            whole = len(items) == len(listing) and all(item.end in (";", ".") for item in items)
            if whole and "ayat" not in dict(part.parts()):
                yield from _judged(items)
    for naskah in regulation.own_naskah:
        for _, blocks in _chapter_lists(naskah):
            yield from _judged([_Item(item.plain, item.key, item.location) for item in blocks])


def _judged(items: Sequence[_Item]) -> Iterator[Violation]:
    """Yield what is wrong in a list most of whose items end with a semicolon."""
    *others, last = items
    with_semicolon = sum(item.end == ";" for item in others)
    if not others or with_semicolon * 2 <= len(others):
        return
    for number, item in enumerate(others, start=1):
        if item.end != ";":
            ends = f"«{item.end}»" if item.end else "tanpa tanda baca"
            yield _ending(item, f"diakhiri {ends}, bukan titik koma", "Akhiri dengan titik koma.")
        elif number == len(others) and not item.joined:
            yield _ending(
                item, "tidak diakhiri «dan» atau «atau»", "Tambahkan dan, atau, atau dan/atau."
            )
        elif number < len(others) and item.joined:
            yield _ending(
                item, "diakhiri kata hubung sebelum waktunya", "Hapus kata hubungnya di sini."
            )
    if last.end != "." or last.joined:
        ends = f"«{last.end}»" if last.end else "tanpa tanda baca"
        yield _ending(last, f"yang terakhir diakhiri {ends}, bukan titik", "Akhiri dengan titik.")


def _ending(item: _Item, what: str, hint: str) -> Violation:
    words = item.text.split()[-2:]
    return Violation(
        item,
        f"Rincian «…{' '.join(words)}» {what}.",
        hint,
        {"akhir": " ".join(words)},
        excerpt=" ".join(words),
    )


@peringatan(
    code="NOM10",
    statement="Banyaknya rincian sama dengan bilangan dalam kalimat yang mengantarnya.",
    ground="«Lima tahapan» sebelum enam butir: salah satunya keliru, atau ada yang hilang.",
)
def banyaknya_rincian(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sentences that announce another number of items than there are."""
    for naskah in regulation.own_naskah:
        for before, items in _chapter_lists(naskah):
            if before is not None and not isinstance(before, Heading):
                text = _SENTENCE.split(before.plain.rstrip())[-1]
                if _ANNOUNCED.search(text):
                    yield from _compare(text, len(items), before.key, before.location)
    for alamat, part in regulation.peraturan.provisions():
        if isinstance(part, Butir) and part.teks is not None:
            for _, listing in part.parts():
                text = part.teks.plain
                if len(listing) > 1 and _ANNOUNCED.search(text.rstrip()):
                    yield from _compare(text, len(listing), alamat.kunci, part.location("teks"))
    for piece in regulation.potongan:
        small = piece.text.casefold()
        if piece.kode.startswith("mengingat-") or not any(word in small for word in _IN_LISTS):
            continue
        if not _LISTS.search(piece.text):
            continue
        for text in _SENTENCE.split(piece.text):
            yield from _inline(text, piece.kode, piece.location)
    for piece in regulation.potongan:
        if "tersebut" in piece.text:
            yield from _taken_up(piece.text, piece.kode, piece.location)


def _compare(text: str, count: int, kode: str, where: Location) -> Iterator[Violation]:
    said = [(number, hit) for hit in _HOW_MANY.finditer(text) if (number := _number(text, hit))]
    if said and all(number != count for number, _ in said):
        number, hit = said[-1]
        yield Violation(
            Site(where, kode),
            f"«{hit[0]}», tetapi rinciannya {count}.",
            "Betulkan bilangannya, atau periksa apakah ada rincian yang hilang atau berlebih.",
            {"disebut": number, "rincian": count},
            excerpt=hit[0],
        )


def _number(text: str, hit: re.Match[str]) -> int | None:
    """The number that *hit* says; None where it counts time, money or a share."""
    if _NOT_COUNTED.match(text, hit.end()):
        return None
    if figure := hit["angka"] or hit["kurung"]:
        return int(figure)
    number = read_words(hit["kata"])
    return int(number) if number is not None else None


def _inline(text: str, kode: str, where: Location) -> Iterator[Violation]:
    """Yield what a sentence announces and itself lists otherwise: by numbers, or with commas."""
    found = _NAMED.search(text)
    head = text[: found.start()] if found else ""
    numbered = _labels(text)
    if numbered:
        head = text[: numbered[0][0]]
        count = len(numbered)
        if _ANNOUNCED.search(head.rstrip()):
            yield from _compare(head, count, kode, where)
    elif found:
        least, most = _listed(found["isi"])
        said = [hit for hit in _HOW_MANY.finditer(head) if _number(text, hit)]
        number = _number(text, said[-1]) if said else None
        close = said and len(head) - said[-1].end() < 60
        if number and close and least and not least <= number <= most:
            yield from _compare(head[said[-1].start() :], least, kode, where)


def _taken_up(text: str, kode: str, where: Location) -> Iterator[Violation]:
    """Yield «4 (empat) periode tersebut» where the text has spoken of 3 (tiga) of them."""
    for hit in _TAKEN_UP.finditer(text):
        before = re.findall(rf"\b(\d{{1,2}}) \([a-z ]+\) {hit[2]}\b", text[: hit.start()])
        if before and hit[1] not in before:
            yield Violation(
                Site(where, kode),
                f"«{hit[0]}», padahal sebelumnya {before[-1]} {hit[2]}.",
                "Samakan bilangannya.",
                {"disebut": int(hit[1]), "sebelumnya": int(before[-1])},
                excerpt=hit[0],
            )


def _labels(text: str) -> list[tuple[int, str]]:
    """The labels 1), 2), ... or a., b., ... that follow each other in *text*."""
    found: list[tuple[int, str]] = []
    for hit in _INLINE.finditer(text):
        place = int(hit[1]) if hit[1].isdecimal() else ord(hit[1]) - 96
        if place == len(found) + 1:
            found.append((hit.start(), hit[1]))
    return found if len(found) > 1 else []


def _listed(text: str) -> tuple[int, int]:
    """How many things *text* lists at least and at most; (0, 0) where it may go on otherwise."""
    parts = re.split(r",\s+", text.strip())
    joined = len(re.findall(r"\b(?:dan|serta|atau|maupun)\b", text))
    if not joined:
        return 0, 0
    if len(parts) == 1:
        return 2, 1 + joined
    closing = re.match(r"(?:dan|serta|atau)\b", parts[-1]) is not None
    inside = len(re.findall(r"\b(?:dan|serta|atau)\b", parts[-1])) - closing
    least = len(parts) + (0 if closing else min(inside, 1))
    return least, least + joined - (1 if closing else min(inside, 1))
