"""IND: what is printed for an indicator, compared over all tables, plans and the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rbdocs.check.grouping import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.anotasi import NilaiDisebut, notes
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.indikator import Indikator
from rbdocs.model.kata import listed
from rbdocs.model.nilai import Nilai
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.sebutan import Jenis, NilaiTercetak
from rbdocs.model.ukuran import Ukuran, ukuran

_REGISTER = "daftar indikator"


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of an indicator: for what year, what it says, and in which place."""

    acuan: str
    jenis: Jenis
    tahun: int | None
    text: str
    ukuran: Ukuran
    tempat: str
    location: Location
    excerpt: str = ""

    def occurrence(self, *, dated: bool = False) -> Occurrence:
        """The value as a place of a finding; *dated* says its kind and year too."""
        when = f" ({self.jenis} {self.tahun or 'tanpa tahun'})" if dated else ""
        return Occurrence(self.location, self.tempat, f"{self.text}{when}")


def _values(regulasi: Regulasi) -> Iterator[_Value]:
    """Yield every value of every indicator, those of the register first."""
    for one in regulasi.indikator.indikator:
        yield from _register(one)
    for place in regulasi.sebutan():
        for value in place.nilai:
            if place.acuan is not None and not value.nilai.open:
                yield _printed(place.acuan, place.tempat, value)
    for naskah in regulasi.naskah:
        for note in notes(naskah):
            if isinstance(note, NilaiDisebut):
                said = Nilai.dari(note.text)
                place_name = f"Lampiran {naskah.susunan.lampiran}, {note.block.key}"
                yield _Value(
                    note.acuan,
                    note.jenis,
                    note.tahun,
                    note.text,
                    ukuran(said),
                    place_name,
                    note.block.location,
                    note.text,
                )


def _register(one: Indikator) -> Iterator[_Value]:
    jenis: Jenis
    for jenis, values in (("baseline", one.baseline), ("target", one.target)):
        for tahun, nilai in values.items():
            place = one.location(jenis, str(tahun))
            yield _Value(one.kunci, jenis, tahun, nilai.text, ukuran(nilai), _REGISTER, place)


def _printed(acuan: str, tempat: str, value: NilaiTercetak) -> _Value:
    return _Value(
        acuan, value.jenis, value.tahun, value.nilai.text, value.ukuran, tempat, value.location
    )


def _name(regulasi: Regulasi, acuan: str) -> str:
    known = regulasi.indikator.by_key.get(acuan)
    return known.nama if known else acuan


@rule(
    code="IND01",
    level=Level.GALAT,
    statement="Satu indikator punya satu baseline dan satu target untuk satu tahun, di semua "
    "tabel, rencana aksi dan daftar indikator.",
    ground="Peraturan yang menetapkan dua target untuk tahun yang sama tidak dapat dilaksanakan.",
    wrong="""
lampiran-2.yaml:
  rencana:
    - permasalahan: Transformasi digital yang belum optimal
      kegiatan_utama:
        - nama: Pelaksanaan arsitektur SPBE
          indikator:
            - {nama: Indeks SPBE, acuan: indeks-spbe, target: 3.2, rencana_aksi: []}
""",
    right="""
lampiran-2.yaml:
  rencana:
    - permasalahan: Transformasi digital yang belum optimal
      kegiatan_utama:
        - nama: Pelaksanaan arsitektur SPBE
          indikator:
            - {nama: Indeks SPBE, acuan: indeks-spbe, target: 3.4, rencana_aksi: []}
""",
)
def satu_nilai(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators for which one year has several values, with all the places."""
    values = [one for one in _values(regulasi) if not one.ukuran.empty]
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
                f"{jenis.capitalize()} {_name(regulasi, acuan)} {one.text} ({one.tempat}) bukan "
                f"{jenis} tahun mana pun{f' ({shown})' if shown else ''}.",
                "Samakan nilainya dengan tabel yang berlaku.",
                {"indikator": acuan, "nilai": one.text},
                [one.occurrence() for one in (*listing,)],
            )


def _same(one: _Value, other: _Value) -> bool:
    return one.ukuran.same(other.ukuran)


def _one_year(
    regulasi: Regulasi, acuan: str, jenis: Jenis, tahun: int | None, listing: list[_Value]
) -> Iterator[Violation]:
    right = next((one for one in listing if one.tempat == _REGISTER), listing[0])
    odd = [one for one in listing if not _same(one, right)]
    if not odd:
        return
    texts = dict.fromkeys(one.text for one in (right, *odd))
    agreeing = next((one for one in listing if one is not right and _same(one, right)), right)
    yield Violation(
        odd[0].location,
        f"{acuan}:{jenis}:{tahun}",
        f"{jenis.capitalize()} {_name(regulasi, acuan)} tahun {tahun} berlainan: {listed(texts)}.",
        f"Samakan semuanya; menurut {agreeing.tempat}: {agreeing.text}.",
        {"indikator": acuan, "jenis": jenis, "tahun": tahun},
        [one.occurrence() for one in listing],
        odd[0].excerpt,
    )


@rule(
    code="IND02",
    level=Level.PERINGATAN,
    statement="Target bergerak ke arah yang diinginkan: tidak lebih buruk daripada baseline atau "
    "target tahun sebelumnya.",
    ground="Kolom «arah» dalam sources/indikator.yaml menyebut arah yang diinginkan.",
    wrong="""
lampiran-1/tabel-1-1.yaml:
  baris:
    - {no: 1, indikator: Indeks SPBE, acuan: indeks-spbe, t2023: 3.6, t2024: 3.4}
""",
    right="""
lampiran-1/tabel-1-1.yaml:
  baris:
    - {no: 1, indikator: Indeks SPBE, acuan: indeks-spbe, t2023: 3.2, t2024: 3.4}
""",
)
def arah_target(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators with a target that is worse than the value before it."""
    by_indicator = group_by(_values(regulasi), lambda one: one.acuan)
    for indikator in regulasi.indikator.indikator:
        listing = [
            one
            for one in by_indicator.get(indikator.kunci, ())
            if one.tahun is not None and one.ukuran.number is not None
        ]
        by_place = group_by(listing, lambda one: one.tempat)
        known = by_place.pop(_REGISTER, [])
        worse: dict[Location, tuple[_Value, _Value]] = {}
        for own in by_place.values() or [known]:
            for earlier, later in _steps(own, known):
                if _is_worse(indikator, earlier.ukuran.number, later.ukuran.number):
                    worse.setdefault(later.location, (earlier, later))
        if worse:
            yield _worsening(indikator, list(worse.values()))


def _steps(own: list[_Value], known: list[_Value]) -> Iterator[tuple[_Value, _Value]]:
    """Yield each target of a place with the value before it, the place's own or the register's."""
    printed = {(one.jenis, one.tahun) for one in own}
    everything = own + [one for one in known if (one.jenis, one.tahun) not in printed]
    for later in own:
        before = [one for one in everything if (one.tahun or 0) < (later.tahun or 0)]
        if later.jenis == "target" and before:
            last = max(one.tahun or 0 for one in before)
            recent = [one for one in before if one.tahun == last]
            # A target that was set is the measure before a baseline that was reached.
            yield min(recent, key=lambda one: one.jenis != "target"), later


def _is_worse(indikator: Indikator, before: Decimal | None, after: Decimal | None) -> bool:
    if before is None or after is None or indikator.arah == "tetap":
        return False
    return after < before if indikator.arah == "naik" else after > before


def _worsening(indikator: Indikator, pairs: list[tuple[_Value, _Value]]) -> Violation:
    earlier, later = pairs[0]
    wanted = "naik" if indikator.arah == "naik" else "turun"
    places = dict.fromkeys(one.occurrence(dated=True) for pair in pairs for one in pair)
    return Violation(
        later.location,
        indikator.kunci,
        f"{indikator.nama} seharusnya {wanted}, tetapi {later.jenis} {later.tahun} {later.text} "
        f"lebih buruk daripada {earlier.jenis} {earlier.tahun} {earlier.text}.",
        "Betulkan targetnya, atau arah indikator itu dalam sources/indikator.yaml.",
        {"indikator": indikator.kunci, "arah": indikator.arah},
        list(places),
    )


@rule(
    code="IND03",
    level=Level.PERINGATAN,
    statement="Target satu indikator ditulis seragam di semua tempat: banyaknya angka di belakang "
    "koma dan tanda persennya; begitu pula baseline-nya.",
    ground="68,0 di satu tabel dan 68,00 di tabel lain terbaca sebagai ketelitian yang berlainan.",
    wrong="""
lampiran-2.yaml:
  rencana:
    - permasalahan: Transformasi digital yang belum optimal
      kegiatan_utama:
        - nama: Pelaksanaan arsitektur SPBE
          indikator:
            - {nama: Indeks SPBE, acuan: indeks-spbe, target: "3,40", rencana_aksi: []}
""",
    right="""
lampiran-2.yaml:
  rencana:
    - permasalahan: Transformasi digital yang belum optimal
      kegiatan_utama:
        - nama: Pelaksanaan arsitektur SPBE
          indikator:
            - {nama: Indeks SPBE, acuan: indeks-spbe, target: 3.4, rencana_aksi: []}
""",
)
def ditulis_seragam(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators whose printed numbers differ in form."""
    printed = [
        one
        for one in _values(regulasi)
        if one.tempat != _REGISTER and one.ukuran.number is not None and not one.ukuran.word
    ]
    for (acuan, jenis), listing in group_by(printed, lambda one: (one.acuan, one.jenis)).items():
        forms = group_by(listing, _form)
        if len(forms) < 2:
            continue
        usual = max(forms, key=lambda form: len(forms[form]))
        odd = next(one for one in listing if _form(one) != usual)
        shown = dict.fromkeys(one.text for one in listing)
        yield Violation(
            odd.location,
            f"{acuan}:{jenis}",
            f"{jenis.capitalize()} {_name(regulasi, acuan)} tidak ditulis seragam: "
            f"{listed(shown)}.",
            f"Tulis semuanya {_describe(usual)}.",
            {"indikator": acuan},
            _dated(listing),
        )


def _form(one: _Value) -> tuple[int, bool]:
    number = one.text.partition("(")[0].strip().removesuffix("%").rstrip()
    return len(number.rpartition(",")[2]) if "," in number else 0, one.ukuran.persen


def _describe(form: tuple[int, bool]) -> str:
    decimals, persen = form
    places = f"dengan {decimals} angka di belakang koma" if decimals else "tanpa pecahan"
    return f"{places} dan {'dengan' if persen else 'tanpa'} tanda persen"


def _dated(listing: Iterable[_Value]) -> list[Occurrence]:
    return [one.occurrence(dated=True) for one in listing]
