"""EJA: conjunctions that say one thing twice, and spaces beside slashes and hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Paragraph
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

# Of these one is enough: Tata Bahasa Baku Bahasa Indonesia, on subordinating conjunctions.
_CONJUNCTION = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\)\s))(?:meskipun|meski|walaupun|walau)\b"
    r"[^.;:]{3,300}?,?\s+(?:namun|tetapi|tapi)\b",
    re.IGNORECASE,
)
_SENTENCE = 8  # words: a shorter paragraph may be a label
_TWO_MARKS = re.compile(r"[,;:.]{2}")
_MARK_TWICE = re.compile(r"\w+(?:,,|;;|::|(?<!\.)\.\.(?!\.)|,\.|;\.|\.,(?=\s+[A-Z]))")
# At the head of the paragraph, or after a sentence that ends in a long word, no abbreviation.
_SMALL_START = re.compile(r"(?:^|(?<=[a-z]{5}\. ))([a-z]{3,}(?: \S+)?)")
_FIRST = re.compile(r"\b(?:meski|walau)", re.IGNORECASE)
_SLASH = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?: +/ *| */ +)[^\W\d_]{2,}")
_HYPHEN = re.compile(r"\b[^\W\d_]{2,}(?: -|- )(?=[a-z])[^\W\d_]{3,}")


@rule(
    code="EJA13",
    level=Level.PERINGATAN,
    statement="Kata hubung meskipun atau walaupun tidak diulang dengan namun atau tetapi.",
    ground="Tata Bahasa Baku Bahasa Indonesia: anak kalimat sudah ditandai meskipun, sehingga "
    "induk kalimatnya tanpa kata hubung.",
)
def kata_hubung_ganda(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sentences in which two conjunctions do the work of one."""
    for piece in regulation.potongan:
        if not _FIRST.search(piece.text) or piece.kode.startswith("mengingat-"):
            continue
        for hit in _CONJUNCTION.finditer(piece.text):
            first, last = hit[0].split()[0], hit[0].split()[-1]
            yield Violation(
                piece.location,
                piece.kode,
                f"«{first} …, {last}»: dua kata hubung untuk satu pertentangan.",
                f"Hapus «{last}», atau «{first}».",
                {"kata_hubung": [first.casefold(), last.casefold()]},
                excerpt=" ".join(hit[0].split()[-3:]),
            )


@rule(
    code="EJA14",
    level=Level.PERINGATAN,
    statement="Garis miring dan tanda hubung merapat pada kata di kedua sisinya.",
    ground="EYD V (2022), tentang tanda garis miring dan tanda hubung.",
)
def tanda_merapat(regulation: Regulation) -> Iterator[Violation]:
    """Yield once all places with a space beside a slash or a hyphen."""
    found: list[tuple[str, TextPlace]] = []
    for piece in regulation.potongan:
        if piece.kode.startswith("mengingat-"):
            continue
        text = piece.text
        if "/ " in text or " /" in text:
            found += [(hit[0], piece) for hit in _SLASH.finditer(text)]
        if " -" in text or "- " in text:
            found += [(hit[0], piece) for hit in _HYPHEN.finditer(text)]
    if found:
        written, first = found[0]
        yield Violation(
            first.location,
            first.kode,
            f"Ada spasi di sisi garis miring atau tanda hubung {len(found)} kali.",
            "Hapus spasinya.",
            {"banyaknya": len(found)},
            [Occurrence(place.location, place.tempat, text) for text, place in found],
            excerpt=written,
        )


@rule(
    code="EJA17",
    level=Level.PERINGATAN,
    statement="Alinea diakhiri tanda baca, kalimat diawali huruf kapital, dan tanda baca tidak "
    "ditulis dua kali.",
    ground="EYD V (2022), tentang tanda titik dan huruf kapital.",
)
def awal_dan_akhir_kalimat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the paragraphs that end in nothing, and sentences that begin or end as none do."""
    paragraphs = {
        block.key
        for naskah in regulation.own_naskah
        for block in naskah.blocks
        if isinstance(block, Paragraph)
    }
    for piece in regulation.potongan:
        if piece.kode.startswith("mengingat-"):
            continue
        text = piece.text.rstrip()
        if _TWO_MARKS.search(text) and (hit := _MARK_TWICE.search(text)):
            yield _mark(piece, f"«{hit[0]}»: tanda baca ditulis dua kali", hit[0])
        if piece.kode in paragraphs and len(text.split()) >= _SENTENCE:
            if text[-1] not in '.:;?!…)”"':
                last = text.split()[-1]
                yield _mark(piece, f"Alinea berakhir dengan «{last}», tanpa tanda baca", last)
            if hit := _SMALL_START.search(text):
                yield _mark(piece, f"Kalimat diawali huruf kecil: «{hit[1]}»", hit[1])


def _mark(piece: TextPlace, what: str, excerpt: str) -> Violation:
    return Violation(
        piece.location,
        piece.kode,
        f"{what}.",
        "Betulkan tanda baca atau huruf awalnya.",
        {"teks": excerpt},
        excerpt=excerpt,
    )
