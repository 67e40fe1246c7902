"""What a person typed into a cell, as the value that a source holds, or why it is none.

Only what can be read in one way is taken. ``tests/cases/jawaban_excel.yaml`` says, kind by kind,
what must come of what people type.
"""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_EVEN, Decimal

from rbdocs.excel.asked import AskedValue, Kind, RawCell, TypedCell
from rbdocs.model.budget import amounts
from rbdocs.model.characters import find_invisible
from rbdocs.model.values import (
    BELUM_DIISI,
    TITIK,
    Nilai,
    format_number,
    mend_number,
    mend_rupiah,
    parse_number,
)

# What a text of a source may be long; Excel itself holds 32,767 letters in a cell.
MOST_LETTERS = 20_000
_MOST_DIGITS = Decimal(10) ** 15  # Excel keeps no more digits of a number
_DASHES = frozenset("-–—−")
_OPEN = frozenset({"", BELUM_DIISI, TITIK, "..."})
_ESCAPED = re.compile(r"_x000[dD]_|_x000[aA]_")  # line ends, as Excel writes them into a text
_ELSEWHERE = re.compile(r"\[[^\]]+\][^!]*!|'[^']*\[[^\]]+\][^']*'!")  # =[1]Sheet1!A1
_NUMBER_AND_WORDS = re.compile(r"(?P<number>[\d.,]*\d)\s*(?P<words>[^\W\d_].*)", re.ASCII)
_SPACED = re.compile(r"\d{1,3}( \d{3})+", re.ASCII)
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2},\d{3}", re.ASCII)
_PERCENT_FORMAT = re.compile(r'(?:"[^"]*"|\\.|[^"\\%])*%')
_CURRENCY = re.compile(r"^\s*IDR\b\.?", re.IGNORECASE)


def typed(cell: RawCell, wanted: AskedValue) -> TypedCell:
    """Return what *cell* answers to what is *wanted*."""
    if cell.error:
        return TypedCell(refusal=f"rumusnya gagal: {cell.error}. Tulis nilainya.")
    if _ELSEWHERE.search(cell.formula):
        return TypedCell(
            refusal=f"rumus «{cell.formula}» menunjuk ke berkas lain. Tulis nilainya sendiri."
        )
    if cell.formula and cell.value is None:
        return TypedCell(
            refusal=f"rumus «{cell.formula}» belum dihitung. Buka dan simpan di Excel, atau tulis "
            "nilainya."
        )
    found = _value(cell, wanted)
    if cell.formula and found.text:
        remark = f"rumus «{cell.formula}» dibaca {found.text}"
        return TypedCell(found.text, found.refusal, remark)
    return found


def _value(cell: RawCell, wanted: AskedValue) -> TypedCell:
    value = cell.value
    if value is None:
        return TypedCell()
    if isinstance(value, bool):
        return TypedCell(refusal=f"{str(value).upper()} bukan isian. Tulis nilainya.")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return TypedCell(
            refusal=f"Excel membacanya sebagai tanggal atau waktu ({_day(value)}). Ubah format sel "
            "menjadi General (Umum), lalu ketik lagi."
        )
    if isinstance(value, int | float | Decimal):
        if wanted.kind in (Kind.TEXT, Kind.CHOICE):
            return _text(_plain(value), wanted)
        return _number(value, cell.format, wanted)
    return _text(str(value), wanted)


def _day(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    return value.strftime("%d-%m-%Y") if isinstance(value, datetime.date) else str(value)


def _plain(value: int | float | Decimal) -> str:
    """A number in a text cell as it was typed: a year gets no separator."""
    exact = _exact(value)
    return f"{exact:f}".replace(".", ",")


def _exact(value: int | float | Decimal) -> Decimal:
    """The number that was meant: 0.1 + 0.2 is 0.3 to whoever reads a sheet."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if abs(exact) < _MOST_DIGITS:
        exact = exact.quantize(Decimal("1e-9"), ROUND_HALF_EVEN)
    return Decimal(int(exact)) if exact == exact.to_integral_value() else exact.normalize()


def _number(value: int | float | Decimal, shape: str, wanted: AskedValue) -> TypedCell:
    if (isinstance(value, float) and value in (float("inf"), float("-inf"))) or value != value:
        return TypedCell(refusal="ini bukan bilangan. Tulis nilainya.")
    exact = _exact(value)
    if abs(exact) >= _MOST_DIGITS:
        return TypedCell(refusal=f"bilangan ini terlalu besar ({value}). Periksa banyaknya nol.")
    if _PERCENT_FORMAT.match(shape):
        exact = _exact(exact * 100)
        found = _judged(exact, wanted, percent=True)
        if found.text and wanted.kind in (Kind.COUNT, Kind.NUMBER, Kind.RUPIAH):
            # A cell that somebody gave the format of percentages shows 25% where 25 is typed.
            remark = f"selnya berformat persen: «{found.text}%» dibaca {found.text}"
            return TypedCell(found.text, remark=remark)
        return found
    if wanted.kind is Kind.PERCENT and 0 < exact < 1 and not _was_fraction(wanted):
        meant = format_number(_exact(exact * 100))
        return TypedCell(
            refusal=f"{format_number(exact)} pada satuan persen: bila dimaksud {meant}%, tulis "
            f"{meant}%; bila memang kurang dari satu persen, tulis {format_number(exact)}%."
        )
    return _judged(exact, wanted)


def _was_fraction(wanted: AskedValue) -> bool:
    return any(value.number is not None and 0 < value.number < 1 for value in wanted.before)


def _judged(
    exact: Decimal, wanted: AskedValue, *, percent: bool = False, text: str = ""
) -> TypedCell:
    """*exact* as it is printed, if it is what is wanted; *text* is its printed form, if typed."""
    if exact < 0:
        return TypedCell(refusal=f"{format_number(exact)} kurang dari nol. Periksa tandanya.")
    whole = exact == exact.to_integral_value()
    if wanted.kind is Kind.COUNT and not whole:
        return TypedCell(
            refusal=f"{format_number(exact)} bukan bilangan bulat, padahal satuannya menghitung "
            "sesuatu. Tulis bilangan bulat, atau ganti satuannya."
        )
    if wanted.kind is Kind.RUPIAH and not whole:
        return TypedCell(refusal=f"{format_number(exact)} bukan rupiah bulat. Tulis tanpa sen.")
    shown = text or format_number(exact)
    if wanted.kind is Kind.PERCENT or (percent and wanted.kind is Kind.TARGET):
        before = [value for value in wanted.before if value.number is not None]
        if (percent and not before) or any(value.persen for value in before):
            shown += "%"
    return TypedCell(shown)


def _text(raw: str, wanted: AskedValue) -> TypedCell:
    text, remark = _tidy(raw)
    if text in _OPEN:
        return TypedCell()
    if len(text) > MOST_LETTERS:
        return TypedCell(refusal=f"teks ini terlalu panjang: {len(text)} huruf; batasnya 20.000.")
    if wanted.kind is Kind.CHOICE:
        return _choice(text, wanted)
    if wanted.kind is Kind.TEXT and wanted.choices:
        return _registered(text, wanted)
    if wanted.kind is Kind.TEXT:
        return TypedCell(text, remark=remark)
    if set(text) <= _DASHES:
        return TypedCell("-")
    found = _rupiah(raw, text) if wanted.kind is Kind.RUPIAH else _number_text(text, wanted)
    if found.refusal and wanted.kind is Kind.TARGET:
        return TypedCell(text, remark=remark)
    return found


def _tidy(raw: str) -> tuple[str, str]:
    """*raw* on one line without what cannot be seen, and what to say of that."""
    text = _ESCAPED.sub(" ", raw)
    spaced = "".join(" " if letter.isspace() else letter for letter in text)
    spaced = spaced.replace("\u00a0", " ")
    clean = "".join(letter for letter in spaced if letter.isprintable())
    for hit in list(find_invisible(clean)):
        clean = clean.replace(hit.group(), " " if hit.group().isspace() else "")
    remark = "" if len(clean) == len(spaced) else "huruf yang tak tampak dibuang"
    return " ".join(clean.split()), remark


def _choice(text: str, wanted: AskedValue) -> TypedCell:
    for choice in wanted.choices:
        if choice.casefold() == text.casefold():
            return TypedCell(choice)
    listing = ", ".join(wanted.choices)
    return TypedCell(refusal=f"«{text}» bukan pilihannya. Pilih: {listing}.")


def _registered(text: str, wanted: AskedValue) -> TypedCell:
    """A text that must be in a register, as a unit is."""
    if text in wanted.choices:
        return TypedCell(text)
    known = next((name for name in wanted.choices if name.casefold() == text.casefold()), None)
    if known is None:
        return TypedCell(
            refusal=f"«{text}» tidak ada dalam daftarnya. Pilih dari daftar, atau mintakan supaya "
            "ditambahkan dahulu (satuan: sources/satuan.yaml)."
        )
    return TypedCell(known)


def _rupiah(raw: str, text: str) -> TypedCell:
    lines = "\n".join(_tidy(line)[0] for line in raw.splitlines())
    if amounts(Nilai.dari(lines)) and "(" in lines:  # 117.592.200 (Analisis Data)
        return TypedCell(lines)
    mended = mend_rupiah(_CURRENCY.sub("", text))
    if mended is None and (hit := _GROUPED.fullmatch(text)):
        mended = hit[0].replace(",", ".")
    if mended is None:
        return TypedCell(
            refusal=f"«{text}» bukan jumlah rupiah. Tulis angkanya saja, misalnya 1200000, atau -."
        )
    return TypedCell(mended)


def _number_text(text: str, wanted: AskedValue) -> TypedCell:
    """A number that was typed as text, with its unit perhaps."""
    percent = text.endswith("%")
    bare, remark = text.removesuffix("%").rstrip(), ""
    hit = _NUMBER_AND_WORDS.fullmatch(bare)
    if hit:
        if hit["words"].casefold() not in {name.casefold() for name in wanted.unit}:
            return _no_number(text)
        bare, remark = hit["number"], f"«{text}» dibaca tanpa satuannya: "
    if _SPACED.fullmatch(bare):
        bare, remark = bare.replace(" ", "."), f"«{text}» dibaca "
    if _TWO_WAYS.fullmatch(bare) and wanted.kind is not Kind.COUNT:
        return _two_ways(bare)
    if wanted.kind is Kind.COUNT and _GROUPED.fullmatch(bare):
        bare, remark = bare.replace(",", "."), f"«{text}» dibaca "
    mended = mend_number(bare)
    number = parse_number(mended or bare)
    if number is None:
        return _no_number(text)
    shown = mended or bare
    if shown.startswith("0") and shown[1:2].isdigit():
        shown, remark = format_number(number), f"«{text}» dibaca "
    if mended and "." in bare:  # a decimal point
        remark = f"«{text}» dibaca "
    found = _judged(number, wanted, percent=percent, text=shown)
    if percent and found.text and not found.text.endswith("%"):
        found = TypedCell(f"{found.text}%")  # as it was typed
    if found.text and remark:
        return TypedCell(found.text, remark=f"{remark}{found.text}")
    return found


def _two_ways(text: str) -> TypedCell:
    """A number that may mean thousands or decimals."""
    digits = text.replace(",", ".")
    decimals = format_number(Decimal(digits).normalize())
    return TypedCell(
        refusal=f"«{text}» dapat berarti {digits} (ribuan) atau {decimals} (pecahan). "
        f"Tulis {digits.replace('.', '')} atau {decimals}."
    )


def _no_number(text: str) -> TypedCell:
    return TypedCell(
        refusal=f"«{text}» bukan angka. Tulis angkanya saja, atau - bila memang tidak ada."
    )
