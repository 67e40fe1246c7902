"""IND: what is printed for an indicator, compared over all tables, plans and the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rbdocs.check.derived import group_by
from rbdocs.check.indicator_values import (
    REGISTER,
    IndicatorValue,
    indicator_name,
    indicator_values,
)
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.mention import Jenis
from rbdocs.model.regulation import Regulasi
from rbdocs.model.words import listed


@rule(
    code="IND01",
    level=Level.GALAT,
    statement="Satu indikator punya satu baseline dan satu target untuk satu tahun, di semua "
    "tabel, rencana aksi dan daftar indikator.",
    ground="Peraturan yang menetapkan dua target untuk tahun yang sama tidak dapat dilaksanakan.",
)
def satu_nilai(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators for which one year has several values, with all the places."""
    values = [one for one in indicator_values(regulasi) if not one.ukuran.empty]
    by_kind = group_by(values, lambda one: (one.acuan, one.jenis))
    for (acuan, jenis), listing in by_kind.items():
        undated = [one for one in listing if one.tahun is None]
        dated = group_by((one for one in listing if one.tahun is not None), lambda one: one.tahun)
        for tahun, same_year in dated.items():
            joined = [one for one in undated if any(_same(one, other) for other in same_year)]
            undated = [one for one in undated if one not in joined]
            yield from _one_year(regulasi, acuan, jenis, tahun, same_year + joined)
        for one in undated:
            shown = ", ".join(f"{year}: {found[0].text}" for year, found in dated.items())
            yield Violation(
                one.location,
                f"{acuan}:{jenis}",
                f"{_called(regulasi, jenis, acuan)} {one.text} ({one.tempat}) bukan {jenis} tahun "
                f"mana pun{f' ({shown})' if shown else ''}.",
                "Samakan nilainya dengan tabel yang berlaku.",
                {"indikator": acuan, "nilai": one.text},
                [one.occurrence() for one in (*listing,)],
            )


def _called(regulasi: Regulasi, jenis: Jenis, acuan: str) -> str:
    return f"{jenis.capitalize()} {indicator_name(regulasi, acuan)}"


def _same(one: IndicatorValue, other: IndicatorValue) -> bool:
    return one.ukuran.same(other.ukuran)


def _one_year(
    regulasi: Regulasi, acuan: str, jenis: Jenis, tahun: int | None, listing: list[IndicatorValue]
) -> Iterator[Violation]:
    right = next((one for one in listing if one.tempat == REGISTER), listing[0])
    odd = [one for one in listing if not _same(one, right)]
    if not odd:
        return
    texts = dict.fromkeys(one.text for one in (right, *odd))
    agreeing = next((one for one in listing if one is not right and _same(one, right)), right)
    yield Violation(
        odd[0].location,
        f"{acuan}:{jenis}:{tahun}",
        f"{_called(regulasi, jenis, acuan)} tahun {tahun} berlainan: {listed(texts)}.",
        f"Samakan semuanya; menurut {agreeing.tempat}: {agreeing.text}.",
        {"indikator": acuan, "jenis": jenis, "tahun": tahun, "nilai": list(texts)},
        [one.occurrence() for one in listing],
        odd[0].excerpt,
    )


@rule(
    code="IND03",
    level=Level.PERINGATAN,
    statement="Target satu indikator ditulis seragam di semua tempat: banyaknya angka di belakang "
    "koma dan tanda persennya; begitu pula baseline-nya.",
    ground="68,0 di satu tabel dan 68,00 di tabel lain terbaca sebagai ketelitian yang berlainan.",
)
def ditulis_seragam(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators whose printed numbers differ in form."""
    printed = [
        one
        for one in indicator_values(regulasi)
        if one.tempat != REGISTER and one.ukuran.number is not None and not one.ukuran.word
    ]
    for (acuan, jenis), listing in group_by(printed, lambda one: (one.acuan, one.jenis)).items():
        forms = group_by(listing, _form)
        if len(forms) < 2:
            continue
        usual = _usual(forms)
        odd = next(one for one in listing if _form(one) != usual)
        shown = dict.fromkeys(one.text for one in listing)
        yield Violation(
            odd.location,
            f"{acuan}:{jenis}",
            f"{_called(regulasi, jenis, acuan)} tidak ditulis seragam: {listed(shown)}.",
            f"Tulis semuanya {_describe(usual)}.",
            {"indikator": acuan, "nilai": list(shown)},
            _dated(listing),
        )


def _form(one: IndicatorValue) -> tuple[int, bool]:
    return len(_fraction(one)), one.ukuran.persen


def _fraction(one: IndicatorValue) -> str:
    """The decimals of *one* as they are printed."""
    number = one.text.partition("(")[0].strip().removesuffix("%").rstrip()
    return number.partition(",")[2]


def _usual(forms: Mapping[tuple[int, bool], list[IndicatorValue]]) -> tuple[int, bool]:
    """The commonest of the forms in which every value can be written without rounding it."""
    needed = max(len(_fraction(one).rstrip("0")) for listing in forms.values() for one in listing)
    able = [form for form in forms if form[0] >= needed]
    return max(able, key=lambda form: len(forms[form]))


def _describe(form: tuple[int, bool]) -> str:
    decimals, persen = form
    places = f"dengan {decimals} angka di belakang koma" if decimals else "tanpa pecahan"
    return f"{places} dan {'dengan' if persen else 'tanpa'} tanda persen"


def _dated(listing: Iterable[IndicatorValue]) -> list[Occurrence]:
    return [one.occurrence(dated=True) for one in listing]
