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
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import listed


@rule(
    code="IND01",
    level=Level.GALAT,
    statement="Satu indikator punya satu baseline dan satu target untuk satu tahun, di semua "
    "tabel, rencana aksi dan daftar indikator.",
    ground="Peraturan yang menetapkan dua target untuk tahun yang sama tidak dapat dilaksanakan.",
)
def satu_nilai(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators for which one year has several values, with all the places."""
    values = [value for value in indicator_values(regulation) if not value.measure.empty]
    by_kind = group_by(values, lambda value: (value.acuan, value.jenis))
    for (acuan, jenis), listing in by_kind.items():
        undated = [value for value in listing if value.tahun is None]
        dated = group_by(
            (value for value in listing if value.tahun is not None), lambda entry: entry.tahun
        )
        for tahun, same_year in dated.items():
            joined = [value for value in undated if any(_same(value, other) for other in same_year)]
            undated = [value for value in undated if value not in joined]
            yield from _one_year(regulation, acuan, jenis, tahun, same_year + joined)
        for item in undated:
            shown = ", ".join(f"{year}: {found[0].text}" for year, found in dated.items())
            yield Violation(
                item.location,
                f"{acuan}:{jenis}",
                f"{_called(regulation, jenis, acuan)} {item.text} ({item.tempat}) "
                f"bukan {jenis} tahun mana pun{f' ({shown})' if shown else ''}.",
                "Samakan nilainya dengan tabel yang berlaku.",
                {"indikator": acuan, "nilai": item.text},
                [value.occurrence() for value in (*listing,)],
            )


def _called(regulation: Regulation, jenis: Jenis, acuan: str) -> str:
    return f"{jenis.capitalize()} {indicator_name(regulation, acuan)}"


def _same(value: IndicatorValue, other: IndicatorValue) -> bool:
    return value.measure.same(other.measure)


def _one_year(
    regulation: Regulation,
    acuan: str,
    jenis: Jenis,
    tahun: int | None,
    listing: list[IndicatorValue],
) -> Iterator[Violation]:
    right = next((value for value in listing if value.tempat == REGISTER), listing[0])
    odd = [value for value in listing if not _same(value, right)]
    if not odd:
        return
    texts = dict.fromkeys(value.text for value in (right, *odd))
    agreeing = next(
        (value for value in listing if value is not right and _same(value, right)), right
    )
    yield Violation(
        odd[0].location,
        f"{acuan}:{jenis}:{tahun}",
        f"{_called(regulation, jenis, acuan)} tahun {tahun} berlainan: {listed(texts)}.",
        f"Samakan semuanya; menurut {agreeing.tempat}: {agreeing.text}.",
        {"indikator": acuan, "jenis": jenis, "tahun": tahun, "nilai": list(texts)},
        [value.occurrence() for value in listing],
        odd[0].excerpt,
    )


@rule(
    code="IND03",
    level=Level.PERINGATAN,
    statement="Target satu indikator bertanda persen di semua tempat atau tidak sama sekali, dan "
    "dalam satu tabel ditulis dengan angka di belakang koma yang sama banyak; begitu pula "
    "baseline-nya.",
    ground="68,0 di samping 68,50 terbaca sebagai ketelitian yang berlainan.",
)
def ditulis_seragam(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators whose printed numbers differ in form."""
    printed = [
        value
        for value in indicator_values(regulation)
        if value.tempat != REGISTER and value.measure.number is not None and not value.measure.word
    ]
    by_kind = group_by(printed, lambda item: (item.acuan, item.jenis))
    for (acuan, jenis), everywhere in by_kind.items():
        listing = _uneven(everywhere)
        forms = group_by(listing, _form)
        if not listing:
            continue
        usual = _usual(forms)
        odd = next(value for value in listing if _form(value) != usual)
        shown = dict.fromkeys(value.text for value in listing)
        yield Violation(
            odd.location,
            f"{acuan}:{jenis}",
            f"{_called(regulation, jenis, acuan)} tidak ditulis seragam: {listed(shown)}.",
            f"Tulis semuanya {_describe(usual)}.",
            {"indikator": acuan, "nilai": list(shown)},
            _dated(listing),
        )


def _uneven(everywhere: list[IndicatorValue]) -> list[IndicatorValue]:
    """The values that are not written alike: all where some lack the sign, else those of a table.

    One place may print 68,0 and another 68,00; side by side in one place they are to be alike.
    """
    if len({value.measure.persen for value in everywhere}) > 1:
        return everywhere
    for here in group_by(everywhere, lambda value: value.tempat).values():
        if len({_form(value) for value in here}) > 1:
            return here
    return []


def _form(value: IndicatorValue) -> tuple[int, bool]:
    return len(_fraction(value)), value.measure.persen


def _fraction(value: IndicatorValue) -> str:
    """The decimals of *value* as they are printed."""
    number = value.text.partition("(")[0].strip().removesuffix("%").rstrip()
    return number.partition(",")[2]


def _usual(forms: Mapping[tuple[int, bool], list[IndicatorValue]]) -> tuple[int, bool]:
    """The commonest of the forms in which every value can be written without rounding it."""
    needed = max(
        len(_fraction(value).rstrip("0")) for listing in forms.values() for value in listing
    )
    able = [form for form in forms if form[0] >= needed]
    return max(able, key=lambda form: len(forms[form]))


def _describe(form: tuple[int, bool]) -> str:
    decimals, persen = form
    places = f"dengan {decimals} angka di belakang koma" if decimals else "tanpa pecahan"
    return f"{places} dan {'dengan' if persen else 'tanpa'} tanda persen"


def _dated(listing: Iterable[IndicatorValue]) -> list[Occurrence]:
    return [value.occurrence(dated=True) for value in listing]
