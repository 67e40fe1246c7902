"""SAH: numbers in Indonesian form, with their words, and as results of what the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from rbdocs.check.derived import group_by
from rbdocs.check.plan_words import WORDS, read_words, write_words
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Calculation, notes
from rbdocs.model.finding import Location, Occurrence, Repair, Site
from rbdocs.model.measure import evaluate
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, format_number, mend_number, parse_number


def _values(regulation: Regulation) -> Iterator[tuple[str, Nilai, Location]]:
    """Yield the values of the plans with place and key: an action's kode, an indicator's key."""
    for indikator in {
        id(indicator): indicator for k in regulation.kelompok for indicator in k.indicators()
    }.values():
        yield indikator.acuan or "", indikator.target, indikator.location("target")
    for baris in regulation.baris:
        aksi = baris.aksi
        for series in aksi.series():
            for index, nilai in enumerate(series.values):
                yield aksi.kode, nilai, aksi.location(series.series.field, index)
        yield aksi.kode, aksi.total, aksi.location("total")
        if aksi.anggaran is not None:
            yield aksi.kode, aksi.anggaran, aksi.location("anggaran")
        for sub in aksi.sub_kegiatan or ():
            if sub.anggaran is not None and sub.anggaran.number is not None:
                yield aksi.kode, sub.anggaran, sub.location("anggaran")


@peringatan(
    code="SAH01",
    statement="Angka ditulis dalam bentuk Indonesia: titik untuk ribuan, koma untuk pecahan.",
    ground="PUEBI (Permendikbud 50/2015), III.A dan III.B.",
    mends="bentuk angka yang hanya dapat dibaca dengan satu cara, seperti 1120 dan 68.5.",
)
def bentuk_indonesia(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions and targets with a value that is written in another form."""
    odd = [
        (kode, nilai, mended, location)
        for kode, nilai, location in _values(regulation)
        if (mended := mend_number(nilai.text)) is not None
    ]
    for listing in group_by(odd, lambda item: (item[0], item[0] or item[3])).values():
        kode, nilai, mended, location = listing[0]
        places = [Occurrence(where, kode, f"{n.text} → {right}") for _, n, right, where in listing]
        yield Violation(
            Site(location, kode),
            f"«{nilai.text}» tidak dalam bentuk Indonesia.",
            f"Tulis {mended}: angka tanpa tanda petik mendapat titik dan koma dengan sendirinya.",
            {
                "nilai": [n.text for _, n, _, _ in listing],
                "seharusnya": [r for _, _, r, _ in listing],
            },
            places if len(places) > 1 else (),
            repairs=[Repair(where, n.text, right, number=True) for _, n, right, where in listing],
        )


_FIGURES = r"(?P<angka>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
# Rp 5 juta (lima juta rupiah): the figures go on in words.
_SCALES = {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "trilyun": 12}
_TIMES = rf"(?:(?P<kali>{'|'.join(_SCALES)})\b\s*)?"
_UNIT = r"(?P<satuan>\s+(?:persen|prosen|rupiah))?"
_FIGURES_FIRST = re.compile(
    rf"(?<![\w.,/])(?:Rp\.?\s*)?(?<![\d.,/]){_FIGURES}(?:,-)?\s*{_TIMES}(?P<tanda>%?)"
    rf"\s*\(\s*(?P<kata>{WORDS}){_UNIT}\s*\)",
    re.IGNORECASE | re.ASCII,
)
_WORDS_FIRST = re.compile(
    rf"(?P<kata>{WORDS}){_UNIT}\s*\(\s*(?:Rp\.?\s*)?{_FIGURES}(?:,-)?\s*{_TIMES}"
    r"(?P<tanda>%?)\s*\)",
    re.IGNORECASE | re.ASCII,
)
_FIGURES_WITHIN = re.compile(r"\(\s*(?:Rp|\d)", re.IGNORECASE | re.ASCII)  # most have none
_FRACTION = re.compile(
    rf"(?<![\d.,/])(\d{{1,3}})/(\d{{1,3}})\s*\(\s*({WORDS})\s+per\s*({WORDS})\s*\)", re.IGNORECASE
)
# From one number to another: the words may say how many there are.
_RANGE = re.compile(
    r"(?<!\d)(\d{1,4})\s*(?:[-\u2013\u2014]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga)\s*$",
    re.IGNORECASE,
)


@galat(
    code="SAH02",
    alone=True,
    statement="Angka dan kata di dalam kurung di belakangnya menyebut bilangan yang sama.",
    ground="Bila keduanya berlainan, tidak jelas mana yang ditetapkan.",
)
def angka_dan_kata(regulation: Regulation) -> Iterator[Violation]:
    """Yield the numbers whose words say another number."""
    for piece in regulation.potongan:
        if "(" not in piece.text:
            continue
        within = _FIGURES_WITHIN.search(piece.text) is not None
        for pattern in (_FIGURES_FIRST, _WORDS_FIRST) if within else (_FIGURES_FIRST,):
            for hit in pattern.finditer(piece.text):
                number = _figure(hit["angka"], hit["kali"])
                if number is None or number == read_words(hit["kata"]):
                    continue
                before = _RANGE.search(piece.text, max(hit.start() - 30, 0), hit.start())
                if before and read_words(hit["kata"]) in _how_many(int(before[1]), number):
                    continue
                right = write_words(number)
                scale = f" {hit['kali']}" if hit["kali"] else ""
                printed = hit["angka"] + scale + hit["tanda"]
                yield Violation(
                    piece,
                    f"«{hit[0]}»: {hit['angka']}{scale} adalah {right}.",
                    f"Tulis {printed} ({right}{hit['satuan'] or ''}), atau betulkan angkanya.",
                    {"angka": hit["angka"], "kata": hit["kata"], "seharusnya": right},
                    excerpt=hit[0],
                )

        for hit in _FRACTION.finditer(piece.text):
            said = read_words(hit[3]), read_words(hit[4])
            if said != (Decimal(hit[1]), Decimal(hit[2])):
                right = f"{write_words(Decimal(hit[1]))} per {write_words(Decimal(hit[2]))}"
                yield Violation(
                    piece,
                    f"«{hit[0]}»: {hit[1]}/{hit[2]} adalah {right}.",
                    f"Tulis {hit[1]}/{hit[2]} ({right}), atau betulkan angkanya.",
                    {"angka": f"{hit[1]}/{hit[2]}", "kata": f"{hit[3]} per {hit[4]}"},
                    excerpt=hit[0],
                )


def _figure(text: str, scale: str | None) -> Decimal | None:
    """The number that *text* and the word after it say: ``5`` and ``juta``."""
    number = parse_number(text)
    return number if number is None or not scale else number.scaleb(_SCALES[scale.casefold()])


def _how_many(first: int, last: Decimal) -> tuple[Decimal, ...]:
    """What words after «2023-2026» may say: how many there are, or how far it is."""
    return last - first + 1, last - first


@galat(
    code="SAH03",
    alone=True,
    statement="Angka yang dihitung dari angka lain dalam naskah sama dengan hasil hitungannya.",
    ground="Pembaca dapat menghitungnya kembali; catatan #hitung menyebut caranya.",
)
def hasil_hitungan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the numbers in chapters that are not what their note calculates."""
    for naskah in regulation.naskah:
        for note in notes(naskah):
            if not isinstance(note, Calculation):
                continue
            printed = Nilai.dari(note.text)
            result = evaluate(note.expression) * (100 if printed.persen else 1)
            if printed.number is not None and _rounds_to(result, printed):
                continue
            right = _rounded(result, printed)
            yield Violation(
                Site(note.block.location, note.block.key),
                f"«{note.text}» dihitung dari {note.expression}, yaitu {right}.",
                f"Tulis {right}, atau betulkan angka yang dihitung.",
                {"tercetak": note.text, "hitungan": note.expression, "seharusnya": right},
                excerpt=note.text,
            )


def _step(printed: Nilai) -> Decimal:
    """The last place that *printed* gives: 1 for 91%, 0.01 for 1,44%."""
    decimals = printed.text.removesuffix("%").strip().partition(",")[2]
    return Decimal(1).scaleb(-len(decimals))


def _rounds_to(result: Decimal, printed: Nilai) -> bool:
    return printed.number is not None and abs(result - printed.number) <= _step(printed) / 2


def _rounded(result: Decimal, printed: Nilai) -> str:
    shown = result.quantize(_step(printed), ROUND_HALF_UP)
    return format_number(int(shown) if shown % 1 == 0 and _step(printed) == 1 else shown) + (
        "%" * printed.persen
    )
