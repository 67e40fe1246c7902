"""What is wrong with a document's pages, each check by itself: none of it would be sent to sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from tests.print_page import MM, Box, Page, Word
from tests.print_source import Source, pieces

_F4 = (215 * MM, 330 * MM)
_SLACK = 1.0  # points; rounding of Word's twips
_OVERHANG = 2.0  # points; the ink of a j or a slanted letter goes beyond its place in the line
_CLEAR = 0.5  # points; nearer to a line than this, letters touch it in print
_LEAST_TYPE = 7.0  # points
_MOST_WHITE = 0.4  # of the room of a page
_LABEL = re.compile(r"(\(?[0-9]+|\(?[a-z]{1,2}|[IVXLC]+|[A-Z])[.)]+|[-•–]")
_NUMBER = re.compile(r"\W*(\d+)\W*?(Lampiran[IVXLC]+)?")

Check = Callable[[Sequence[Page], Source], Iterator[str]]


def paper(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """Every page is F4, upright or lying as the document asks."""
    for number, page in enumerate(pages, start=1):
        wanted = _F4 if source.height > source.width else _F4[::-1]
        if max(abs(page.width - wanted[0]), abs(page.height - wanted[1])) > MM:
            yield f"halaman {number}: {page.width / MM:.0f} × {page.height / MM:.0f} mm"


def margins(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No text stands outside the margins, but the page's number above or below it."""
    for number, page in enumerate(pages, start=1):
        right, top = page.width - source.right, page.height - source.top
        for word in page.words:
            box = word.box
            if box.left < source.left - _OVERHANG or box.right > right + _OVERHANG:
                yield f"halaman {number}: {word.text} di luar batas kiri atau kanan"
            beyond = box.top > top + _SLACK or box.bottom < source.bottom - _SLACK
            if beyond and not _in_furniture(word, page, source):
                yield f"halaman {number}: {word.text} di luar batas atas atau bawah"


def numbers(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """Every page but the first says its number once, and its Lampiran; the first may say them."""
    label = f"Lampiran{source.annex}" if source.annex else None
    for number, page in enumerate(pages, start=1):
        said = "".join(word.text for word in page.words if _in_furniture(word, page, source))
        hit = _NUMBER.fullmatch(said)
        if (said or number > 1) and (hit is None or (int(hit[1]), hit[2]) != (number, label)):
            yield f"halaman {number}: bernomor «{said}»"


def _in_furniture(word: Word, page: Page, source: Source) -> bool:
    """Tell whether *word* is above or below the text, where the number and Lampiran stand."""
    return (
        word.box.bottom >= page.height - source.top - _SLACK
        or word.box.top <= source.bottom + _SLACK
    )


def touching(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No letter is cut by a table's line, or touches one at its side."""
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            if any(_meets(word.box, line, _CLEAR) for line in page.down):
                yield f"halaman {number}: {word.text} mengenai garis tegak"
            if any(_meets(word.box, line, -_CLEAR) for line in page.across):
                yield f"halaman {number}: {word.text} mengenai garis datar"


def _meets(box: Box, other: Box, room: float) -> bool:
    return (
        box.left < other.right + room
        and other.left < box.right + room
        and box.bottom < other.top + min(room, 0)
        and other.bottom < box.top + min(room, 0)
    )


def overlapping(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No two words are printed over each other."""
    for number, page in enumerate(pages, start=1):
        for item, other in _neighbours(page.words):
            if _meets(item.box, other.box, -_CLEAR):
                yield f"halaman {number}: {item.text} dan {other.text} bertindihan"


def _neighbours(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield the pairs of words that stand at the same height."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        for height in range(int(word.box.bottom) // 10, int(word.box.top) // 10 + 1):
            rows.setdefault(height, []).append(word)
    for row in rows.values():
        yield from combinations(row, 2)


def complete(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """Every word of the document is printed: none is cut off by a cell that is too small."""
    printed = Counter(piece for page in pages for word in page.text for piece in pieces(word))
    wanted = Counter(piece for word in source.words for piece in pieces(word))
    for word, count in (wanted - printed).items():
        yield f"{word}: {count} kali tidak tercetak"


def whole_words(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No word is broken by a column that is too narrow: each printed word is one of the source."""
    known = source.known
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            text = word.text
            if text in known or _LABEL.fullmatch(text) or _in_furniture(word, page, source):
                continue
            yield f"halaman {number}: «{text}» bukan kata yang utuh"


def headers(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """Every part of a table on every page begins with the header rows of a table."""
    wanted = [Counter(header) for header in source.headers]
    for number, page in enumerate(pages, start=1):
        for grid in page.grids:
            text = [word.text for word in page.inside(grid)]
            if not any(Counter(text[: item.total()]) == item for item in wanted):
                yield f"halaman {number}: tabel mulai dengan «{' '.join(text[:6])}»"


def signature_in_company(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """The block of signatures has a paragraph or a table's row before it on its first page."""
    if not source.signature:
        return
    size = len(source.signature)
    starts = [
        (number, index)
        for number, page in enumerate(pages)
        for index in range(len(page.words))
        if page.text[index : index + size] == source.signature
    ]
    if not starts:
        yield "blok tanda tangan tidak tercetak"
        return
    number, index = starts[-1]
    page = pages[number]
    before = [word.text for word in page.words[:index] if not _in_furniture(word, page, source)]
    if not before or any(Counter(header) == Counter(before) for header in source.headers):
        yield f"halaman {number + 1}: blok tanda tangan sendirian"


def headings_in_company(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """After a heading, a title or a table's caption comes something on the same page."""
    number = index = 0
    for heading in source.headings:
        size = len(heading)
        while number < len(pages) and pages[number].text[index : index + size] != heading:
            index += 1
            if index >= len(pages[number].words):
                number, index = number + 1, 0
        if number == len(pages):
            yield f"judul «{' '.join(heading)}» tidak tercetak utuh"
            return
        index += size
        page = pages[number]
        if all(_in_furniture(word, page, source) for word in page.words[index:]):
            yield f"halaman {number + 1}: judul «{' '.join(heading)}» di akhir halaman"


def type_size(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No type is smaller than 7 points."""
    for number, page in enumerate(pages, start=1):
        for word in page.words:
            if word.size < _LEAST_TYPE:
                yield f"halaman {number}: {word.text} berukuran {word.size:.1f} poin"


def filled(pages: Sequence[Page], source: Source) -> Iterator[str]:
    """No page but the last is left white for more than 40% of its room."""
    for number, page in enumerate(pages[:-1], start=1):
        top, room = page.height - source.top, page.height - source.top - source.bottom
        text = [word.box.bottom for word in page.words if not _in_furniture(word, page, source)]
        lines = [line.bottom for line in page.down]
        white = 1 - (top - min([*text, *lines, top])) / room
        if white > _MOST_WHITE:
            yield f"halaman {number}: {white:.0%} kosong"


CHECKS: tuple[Check, ...] = (
    *(paper, margins, numbers, touching, overlapping, complete, whole_words, type_size, filled),
    *(headers, headings_in_company, signature_in_company),
)
