"""EJA: spaces, brackets and spellings that need no dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.finding import Occurrence, Repair
from rbdocs.model.kosakata import listed, once
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

_GAPS = re.compile(r"[ \u00a0]{2}")
_DOUBLE = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_LABEL = re.compile(r"(?:^|(?<=\s))(?:\d{1,2}|[a-z])\)")
# Most texts have none of these, and are not looked at more closely.
_GAP = re.compile(r" [,;.)]|\( ")
_TOUCHING = re.compile(r"[a-z][,;.][A-Za-z]")
_BEFORE = re.compile(r"\w+ +[,;]|\w+ +\.(?=\s|$)|\( +\w+|\w+ +\)")
_AFTER = re.compile(
    r"(?<!\w)[A-Za-z]*[a-z]{2,}[,;][A-Za-z]{2,}|(?<!\w)[A-Za-z]*[a-z]{2,}\.[A-Z][a-z]+"
)
_LOWER_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_WORD = re.compile(_LOWER_WORD.pattern, re.IGNORECASE)
_NUMBERED = re.compile(r"\bTahun \d{4}$", re.IGNORECASE)
_PAIRS = {"(": ")", "[": "]", "“": "”", "«": "»"}
_SIGN = re.compile(r"[()\[\]“”«»]")


@peringatan(
    code="EJA02",
    statement="Di antara dua kata ada satu spasi.",
    ground="Spasi rangkap tercetak renggang dan mengacaukan pencarian.",
    mends="beberapa spasi menjadi satu.",
)
def satu_spasi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the texts with several spaces between two words."""
    for piece in regulation.potongan:
        if hit := _DOUBLE.search(piece.text) if _GAPS.search(piece.text) else None:
            around = piece.text[max(hit.start() - 15, 0) : hit.end() + 15].strip()
            yield Violation(
                piece,
                f"Ada {len(hit[0])} spasi berturut-turut: «…{around}…».",
                "Sisakan satu spasi.",
                {"banyaknya": len(_DOUBLE.findall(piece.text))},
                excerpt=piece.text[piece.text.rfind(" ", 0, hit.start()) + 1 : hit.end() + 1],
                repairs=[_instead(piece, gap, " ") for gap in _DOUBLE.finditer(piece.text)],
            )


def _instead(place: TextPlace, hit: re.Match[str], new: str) -> Repair:
    """The repair that puts *new* in place of *hit*, with as many words around as tell it apart."""
    start, end = once(place.text, *hit.span())
    before, after = place.text[start : hit.start()], place.text[hit.end() : end]
    return Repair(place.location, place.text[start:end], before + new + after)


@peringatan(
    code="EJA03",
    statement="Setiap kurung dan tanda petik yang dibuka ditutup.",
    ground="Tanpa kurung tutup tidak jelas sampai di mana keterangannya.",
)
def kurung_ditutup(regulation: Regulation) -> Iterator[Violation]:
    """Yield the texts with a bracket that is not closed, or closed without having been opened."""
    lost = {aksi.kode for aksi in regulation.aksi() if aksi.celah}
    for piece in regulation.potongan:
        if piece.kode in lost:
            continue  # the rest of the text may be lost
        odd = _unpaired(piece.text)
        if odd is not None:
            sign = piece.text[odd]
            opened = sign in _PAIRS
            yield Violation(
                piece,
                f"Tanda «{sign}» tidak {'ditutup' if opened else 'dibuka'}: "
                f"«{piece.text[max(odd - 20, 0) : odd + 20].strip()}».",
                "Tambahkan pasangannya, atau hapus tanda itu.",
                {"tanda": sign},
                excerpt=piece.text[odd : odd + 12]
                if opened
                else piece.text[max(odd - 11, 0) : odd + 1],
            )


def _unpaired(text: str) -> int | None:
    """Where the first bracket without its partner stands; None where all have theirs."""
    signs = list(_SIGN.finditer(text))
    if not signs:
        return None
    labels = {hit.end() - 1 for hit in _LABEL.finditer(text)}
    waiting: list[int] = []
    for hit in signs:
        index, sign = hit.start(), hit[0]
        if sign in _PAIRS:
            waiting.append(index)
        elif waiting and _PAIRS[text[waiting[-1]]] == sign:
            waiting.pop()
        elif index not in labels:
            return index
    return waiting[0] if waiting else None


@peringatan(
    code="EJA04",
    statement="Koma, titik dan titik koma mengikuti katanya tanpa spasi, lalu diikuti spasi; "
    "kurung merapat pada isinya.",
    ground="PUEBI (Permendikbud 50/2015), III: pemakaian tanda baca.",
    mends="spasi di muka tanda baca, di tepi dalam kurung, dan sesudah koma dan titik koma; titik "
    "tanpa spasi tidak, karena mungkin bagian sebuah nama.",
)
def spasi_tanda_baca(regulation: Regulation) -> Iterator[Violation]:
    """Yield the punctuation marks with a space too many or too few."""
    for piece in regulation.potongan:
        for suspect, pattern, hint in (
            (_GAP, _BEFORE, "Hapus spasi di muka tanda baca itu."),
            (_TOUCHING, _AFTER, "Tambahkan spasi sesudah tanda baca itu."),
        ):
            if suspect.search(piece.text) and (hit := pattern.search(piece.text)):
                yield Violation(
                    piece,
                    f"Spasi di sekitar tanda baca keliru: «{hit[0]}».",
                    hint,
                    {"teks": hit[0]},
                    excerpt=hit[0],
                    repairs=[
                        _instead(piece, part, tidy)
                        for part in pattern.finditer(piece.text)
                        if (tidy := _tidy(part[0])) != part[0]
                    ],
                )


def _tidy(text: str) -> str:
    """*text*, words around a mark, with the spaces as they belong."""
    text = re.sub(r" +(?=[,;.)])|(?<=\() +", "", text)
    return re.sub(r"([,;])(?=\w)", r"\1 ", text)


@peringatan(
    code="EJA05",
    statement="Satu istilah ditulis dengan satu ejaan, yang baku.",
    ground="Ejaan tidak baku dan padanannya terdaftar dalam sources/kosakata.yaml, menurut KBBI.",
    mends="kata berhuruf kecil di luar huruf miring, tanda petik dan nama peraturan; yang berhuruf "
    "besar mungkin bagian sebuah nama.",
)
def ejaan_baku(regulation: Regulation) -> Iterator[Violation]:
    """Yield the spellings that are to be avoided, with all their places."""
    standard = regulation.kosakata.tidak_baku
    if not standard:
        return
    found: list[tuple[str, re.Match[str], TextPlace]] = []
    counts: dict[str, int] = dict.fromkeys(standard.values(), 0)
    watched = standard.keys() | counts.keys()
    phrases, begins = _phrases(standard), _begins(standard)
    for piece in regulation.own_texts:
        words = _LOWER_WORD.findall(piece.text.casefold())
        for hit in _WORD.finditer(piece.text) if not watched.isdisjoint(words) else ():
            word = hit[0].casefold()
            if word in standard and not piece.is_italic(hit.start()):
                found.append((word, hit, piece))
            elif word in counts:
                counts[word] += 1
        looked_for = phrases is not None and not (begins and begins.isdisjoint(words))
        for hit in phrases.finditer(piece.text) if phrases and looked_for else ():
            if not piece.is_italic(hit.start()):
                found.append((" ".join(hit[0].casefold().split()), hit, piece))
    for word, listing in group_by(found, lambda finding: finding[0]).items():
        _, _, first = listing[0]
        right = standard[word]
        written = [hit[0] for _, hit, _ in listing]
        forms = listed(f"«{form}»" for form in dict.fromkeys(written))
        beside = f", «{right}» {counts[right]} kali" if counts[right] else ""
        yield Violation(
            first,
            f"{forms} ditulis {len(listing)} kali{beside}; ejaan bakunya «{right}».",
            f"Tulis {listed(_as_written(right, written))} di semua tempat.",
            {"kata": word, "baku": right},
            [Occurrence(place.location, place.tempat, hit[0]) for _, hit, place in listing],
            excerpt=written[0],
            repairs=[
                _instead(place, hit, right)
                for _, hit, place in listing
                if hit[0] == word and not _is_named(place.text, hit.start())
            ],
        )


def _is_named(text: str, index: int) -> bool:
    """Whether *index* lies in quotation marks, or in the name of a regulation."""
    before = text[:index]
    if before.count('"') % 2 or before.count("“") > before.count("”"):
        return True
    cited = before.rfind(" tentang ")
    return cited >= 0 and _NUMBERED.search(before[:cited]) is not None and ";" not in before[cited:]


def _phrases(standard: Iterable[str]) -> re.Pattern[str] | None:
    """What finds those of *standard* that are several words."""
    several = [r"\s+".join(map(re.escape, text.split())) for text in standard if " " in text]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(several)})(?![\w-])", re.I) if several else None


def _begins(standard: Iterable[str]) -> set[str]:
    """The first words of those of *standard* that are several; empty where one is no plain word."""
    first = {text.split()[0].casefold() for text in standard if " " in text}
    return first if all(map(_LOWER_WORD.fullmatch, first)) else set()


def _as_written(right: str, written: Iterable[str]) -> Iterator[str]:
    """*right* with capitals where what was *written* has them: first of all, or of each word."""
    forms: dict[str, None] = {}
    for form in written:
        titled = " " in form and form == form.title()
        capital = right[0].upper() + right[1:] if form[0].isupper() else right
        forms[right.title() if titled else capital] = None
    return (f"«{form}»" for form in forms)
