"""Whether a PDF holds every word of the Word document that it was made of.

LibreOffice drops the lines of a table row that may not break where it is about as tall as a page,
and says nothing. The words are counted, not their places: a merged cell, or a row that goes on
over the page, is printed in another order than the document has it. Headers and footers are left
out on both sides, by the margins in which they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, pairwise

from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

from rbdocs.word.closing import closing_of
from rbdocs.word.finished import text_after_tables
from rbdocs.word.printed_words import Word, WordText, keys, read_words

# Words of a header row that must stand at the top of a page to be taken for its repetition; fewer
# may be the text itself.
_LEAST_HEADER = 2
Words = list[str]


@lru_cache(maxsize=1)  # each PDF is asked several things, one after the other
def _printed(pdf: bytes, document: bytes) -> tuple[WordText, list[Words]]:
    """The words of the Word *document*, and those on each page of its *pdf*."""
    text = read_words(document)
    with PdfDocument(pdf) as opened:
        return text, [page_words(page, text) for page in opened]


def lost_words(pdf: bytes, document: bytes) -> list[tuple[Word, str]]:
    """Return the words of the Word *document* that its *pdf* lacks, in the document's order.

    Each comes with the words before it, by which a person finds it. Raises PackageProblem where
    *document* is no Word file, PdfiumError where *pdf* is no PDF.
    """
    text, pages = _printed(pdf, document)
    missing = missing_words(text, pages)
    return list(_placed(text.words, missing))


def ends_alone(pdf: bytes, document: bytes) -> bool:
    """Whether the last page of *pdf* has nothing but what follows the last table of *document*."""
    after = Counter(keys(text_after_tables(document)))
    if not after:
        return False
    _, pages = _printed(pdf, document)
    return len(pages) > 1 and not Counter(pages[-1]) - after


def parts_closing(pdf: bytes, document: bytes) -> bool:
    """Whether the last page of *pdf* has only a part of what is to end *document* on one page.

    Lines of the first paragraph may stand on the page before, where its own are not kept together.
    """
    closing = closing_of(document)
    first, others = ("".join(keys(text)) for text in (closing.first, closing.others))
    if not others:
        return False
    _, pages = _printed(pdf, document)
    last = "".join(pages[-1])
    least = len(first + others) if closing.whole else len(others) + 1
    return len(pages) > 1 and len(last) < least and (first + others).endswith(last)


def tell_lost(name: str, lost: Sequence[tuple[Word, str]]) -> str:
    """Return the sentences that tell of the words *lost* from the PDF of the document *name*."""
    first, before = lost[0]
    row = f" pada baris {first.kode}" if first.kode else ""
    after = f", sesudah «{before}»" if before else ""
    return (
        f"PDF dari {name} tidak disimpan, karena {len(lost)} kata dokumen itu tidak tercetak di "
        f"dalamnya; yang pertama «{first.key}»{row}{after}. LibreOffice memotong baris tabel yang "
        "hampir setinggi halaman. Persingkat teks itu atau bagi menjadi beberapa baris, lalu "
        f"ulangi; atau buat PDF-nya dari Word: buka {name}, lalu File > Save As > PDF."
    )


def page_words(page: PdfPage, text: WordText) -> Words:
    """Return the words of *page* between its upper and its lower margin, in the order of printing.

    All of the page is read, and what stands in its margins is taken off: of a part of a page,
    pdfium puts cells of one row together that it has on lines of their own (``Target-1``).
    """
    width, height = page.get_size()
    read = page.get_textpage()
    words = list(keys(read.get_text_range()))
    for low, high in ((0, text.bottom), (height - text.top, height)):
        words = _without(words, list(keys(read.get_text_bounded(0, low, width, high))))
    return words


def _without(words: Words, margin: Words) -> Words:
    """*words* without those of a *margin*, which come first or last, however they are parted."""
    joined = "".join(margin)
    begin, end = "", ""
    for count in range(1, len(words) + 1 if joined else 0):
        begin, end = begin + words[count - 1], words[-count] + end
        if begin == joined:
            return words[count:]
        if end == joined:
            return words[:-count]
        if len(begin) > len(joined) < len(end):
            break
    for word in margin:
        if word in words:
            words.remove(word)
    return words


def missing_words(text: WordText, pages: Sequence[Words]) -> Counter[str]:
    """Return how often each word of *text* is missing from the words of its *pages*."""
    due = Counter(word.key for word in text.words)
    printed = Counter(chain.from_iterable(pages))
    printed.subtract(_repeated(text, pages))
    missing, rest = due - printed, printed - due
    if missing:
        _join_pieces(missing, rest, pages)
    if missing:
        _spell(missing, rest, set(chain.from_iterable(text.headers)))
    return +missing


def _repeated(text: WordText, pages: Sequence[Words]) -> Counter[str]:
    """The words of header rows that stand again at the top of a page where a table goes on."""
    result: Counter[str] = Counter()
    for header, tables in Counter(text.headers).items():
        joined = "".join(header)
        if len(header) < _LEAST_HEADER:
            continue
        at_top = sum(_begins_with(page, joined) for page in pages[1:])
        anywhere = sum("".join(page).count(joined) for page in pages)
        for _ in range(min(at_top, anywhere - tables)):
            result.update(header)
    return result


def _begins_with(page: Words, joined: str) -> bool:
    """Whether the first words of *page*, put together, are *joined*."""
    begin = ""
    for word in page:
        begin += word
        if len(begin) >= len(joined):
            break
    return begin == joined


def _join_pieces(missing: Counter[str], rest: Counter[str], pages: Sequence[Words]) -> None:
    """Take from *missing* the words that were broken over lines, or over two pages.

    A narrow column, or a text with wide spaces between its letters, breaks a word into letters.
    """
    wanted: dict[str, list[str]] = {}
    for word in missing:
        wanted.setdefault(_bare(word), []).append(word)
    wanted.pop("", None)
    begins = {word[:end] for word in wanted for end in range(len(word) + 1)}
    for page in pages:
        for start in range(len(page)):
            _join_from(page, start, missing, rest, wanted, begins)
    parted = [_Pieces(page) for page in pages]
    for word in list(missing):
        for above, below in pairwise(parted):
            while missing[word] > 0 and (pieces := _over_pages(_bare(word), above, below, rest)):
                rest.subtract(pieces)
                missing[word] -= 1


def _bare(word: str) -> str:
    """*word* without hyphens, which the end of a line adds."""
    return word.replace("-", "")


def _join_from(
    page: Words,
    start: int,
    missing: Counter[str],
    rest: Counter[str],
    wanted: Mapping[str, Sequence[str]],
    begins: Container[str],
) -> None:
    """Take the longest word that the pieces of *page* from *start* on make together."""
    longest: tuple[str, Counter[str]] | None = None
    pieces: Counter[str] = Counter()
    joined = ""
    for piece in islice(page, start, None):
        joined += _bare(piece)
        pieces[piece] += 1
        if joined not in begins or rest[piece] < pieces[piece]:
            break
        found = next((text for text in wanted.get(joined, ()) if missing[text] > 0), None)
        if found is not None and (found != piece or len(pieces) > 1):
            longest = found, pieces.copy()
    if longest is not None:
        missing[longest[0]] -= 1
        rest.subtract(longest[1])


class _Pieces:
    """The words of a page put together without hyphens, and where each of them stands in that."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._begins: dict[int, int] = {}  # the piece that begins at a letter
        self._ends: dict[int, int] = {}  # the piece after the one that ends there
        self._joined = ""
        for index, bare in enumerate(map(_bare, words)):
            if bare:
                self._begins[len(self._joined)] = index
                self._joined += bare
                self._ends[len(self._joined)] = index + 1

    def that_make(self, part: str) -> Iterator[Words]:
        """Yield the pieces in a row that make *part* together."""
        at = self._joined.find(part)
        while at >= 0:
            begin, end = self._begins.get(at), self._ends.get(at + len(part))
            if begin is not None and end is not None:
                yield self._words[begin:end]
            at = self._joined.find(part, at + 1)


def _over_pages(word: str, above: _Pieces, below: _Pieces, rest: Counter[str]) -> Words:
    """Pieces, the first of the page *above* and the others of that *below*, that make *word*."""
    for cut in range(1, len(word)):
        found = above.that_make(word[:cut])
        first = next((words for words in found if all(rest[piece] > 0 for piece in words)), None)
        for second in below.that_make(word[cut:]) if first else ():
            both = [*(first or ()), *second]
            if not Counter(both) - rest:
                return both
    return []


def _spell(missing: Counter[str], rest: Counter[str], kept: Container[str]) -> None:
    """Take from *missing* what can be spelt with the letters of the pieces that are left.

    A word may be a part of another, or be broken in a way that has torn its pieces apart, so that
    no one can say which pieces are whose; but each letter is used once, so as many letters as are
    lost are told. Pieces that are *kept*, words of rows that may stand on each page, are not used.
    """
    letters: Counter[str] = Counter()
    for piece, count in (+rest).items():
        if piece not in kept:
            letters.update({letter: n * count for letter, n in Counter(piece).items()})
    for word in sorted(missing, key=len, reverse=True):  # a short one is easily spelt with others
        needed = Counter(_bare(word))
        while needed and missing[word] > 0 and needed <= letters:
            letters -= needed
            missing[word] -= 1


def _placed(words: Sequence[Word], missing: Counter[str]) -> Iterator[tuple[Word, str]]:
    """Yield the words that are *missing*, the last of each kind, with what stands before them.

    A row is cut off at its end, so of words that stand there more than once the last is meant.
    """
    left = Counter(missing)
    found = []
    for place in range(len(words) - 1, -1, -1):
        if left[words[place].key] > 0:
            left[words[place].key] -= 1
            before = " ".join(word.key for word in words[max(place - 3, 0) : place])
            found.append((words[place], before))
    yield from reversed(found)
