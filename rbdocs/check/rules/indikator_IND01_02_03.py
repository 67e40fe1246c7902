"""IND: names, values and targets of an indicator, compared wherever it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rbdocs.check.derived import (
    REGISTER,
    IndicatorValue,
    group_by,
    indicator_name,
    indicator_values,
)
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.finding import Location, Site
from rbdocs.model.kosakata import listed
from rbdocs.model.measure import Measure
from rbdocs.model.mention import Jenis
from rbdocs.model.registers import Indikator
from rbdocs.model.regulation import Regulation


@galat(
    code="IND01",
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
                Site(item.location, f"{acuan}:{jenis}"),
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
        Site(odd[0].location, f"{acuan}:{jenis}:{tahun}"),
        f"{_called(regulation, jenis, acuan)} tahun {tahun} berlainan: {listed(texts)}.",
        f"Samakan semuanya; menurut {agreeing.tempat}: {agreeing.text}.",
        {"indikator": acuan, "jenis": jenis, "tahun": tahun, "nilai": list(texts)},
        [value.occurrence() for value in listing],
        odd[0].excerpt,
    )


@peringatan(
    code="IND03",
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
            Site(odd.location, f"{acuan}:{jenis}"),
            f"{_called(regulation, jenis, acuan)} tidak ditulis seragam: {listed(shown)}.",
            f"Tulis semuanya {_describe(usual)}.",
            {"indikator": acuan, "nilai": list(shown)},
            [value.occurrence(dated=True) for value in listing],
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


@peringatan(
    code="IND02",
    statement="Target bergerak ke arah yang diinginkan: tidak lebih buruk daripada baseline atau "
    "target tahun sebelumnya, dan sama dengannya bila arahnya tetap.",
    ground="Kolom «arah» dalam sources/indikator.yaml menyebut arah yang diinginkan.",
)
def arah_target(regulation: Regulation) -> Iterator[Violation]:
    """Yield the indicators with a target that is worse than the value before it."""
    by_indicator = group_by(indicator_values(regulation), lambda value: value.acuan)
    for indikator in regulation.indikator.indikator:
        listing = [
            value for value in by_indicator.get(indikator.kunci, ()) if value.tahun is not None
        ]
        by_place = group_by(listing, lambda item: item.tempat)
        known = by_place.pop(REGISTER, [])
        worse: dict[Location, tuple[IndicatorValue, IndicatorValue]] = {}
        for own in (*by_place.values(), _only_known(known, by_place.values())):
            for earlier, later in _steps(own, known):
                if _is_worse(indikator, earlier.measure, later.measure):
                    worse.setdefault(later.location, (earlier, later))
        if worse:
            yield _worsening(indikator, list(worse.values()))


def _only_known(
    known: list[IndicatorValue], printed: Iterable[list[IndicatorValue]]
) -> list[IndicatorValue]:
    """Return the values of the register that are printed nowhere."""
    there = {(value.jenis, value.tahun) for own in printed for value in own}
    return [value for value in known if (value.jenis, value.tahun) not in there]


def _steps(
    own: list[IndicatorValue], known: list[IndicatorValue]
) -> Iterator[tuple[IndicatorValue, IndicatorValue]]:
    """Yield each target of a place with the value before it, the place's own or the register's."""
    printed = {(value.jenis, value.tahun) for value in own}
    everything = own + [value for value in known if (value.jenis, value.tahun) not in printed]
    for later in own:
        before = [value for value in everything if (value.tahun or 0) < (later.tahun or 0)]
        before = [value for value in before if not value.measure.empty]
        if later.jenis == "target" and before:
            last = max(value.tahun or 0 for value in before)
            recent = [value for value in before if value.tahun == last]
            # A target that was set is the measure before a baseline that was reached.
            yield min(recent, key=lambda item: item.jenis != "target"), later


def _is_worse(indikator: Indikator, before: Measure, after: Measure) -> bool:
    if indikator.arah == "tetap":
        return not (after.empty or after.same(before))
    if before.number is None or after.number is None:
        return False
    return (
        after.number < before.number if indikator.arah == "naik" else after.number > before.number
    )


def _worsening(
    indikator: Indikator, pairs: list[tuple[IndicatorValue, IndicatorValue]]
) -> Violation:
    earlier, later = pairs[0]
    differs = "berbeda dari" if indikator.arah == "tetap" else "lebih buruk daripada"
    places = dict.fromkeys(value.occurrence(dated=True) for pair in pairs for value in pair)
    return Violation(
        Site(later.location, indikator.kunci),
        f"{indikator.nama} seharusnya {indikator.arah}, tetapi {later.jenis} {later.tahun} "
        f"{later.text} {differs} {earlier.jenis} {earlier.tahun} {earlier.text}.",
        "Betulkan targetnya, atau arah indikator itu dalam sources/indikator.yaml.",
        {
            "indikator": indikator.kunci,
            "arah": indikator.arah,
            "nilai": [earlier.text, later.text],
        },
        list(places),
        later.excerpt,
    )
