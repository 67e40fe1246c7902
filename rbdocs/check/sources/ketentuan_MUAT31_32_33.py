"""Articles: their numbers stand once and in order, and every provision has its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rbdocs.check.citations import amendments, is_complete
from rbdocs.check.rule import Violation, source_rule
from rbdocs.law.targets import numbers, quotes_whole
from rbdocs.model.batang_tubuh import BodyPart, Butir, Pasal, articles
from rbdocs.model.finding import Location, Site, repeated
from rbdocs.model.numbering import (
    Order,
    ProvisionAddress,
    ProvisionUnit,
    follows,
    is_roman,
    label,
    order_of,
)
from rbdocs.model.regulation import SourcesRead

_BODY = "Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II."
MAX_DEPTH = 4  # a., 1., a), 1): UU 12/2011, Lampiran II, on listing within an article
_Numbered = list[tuple[str, Location]]


@dataclass(frozen=True, slots=True)
class _Provision:
    """A provision and its address; *whole*: none of its own parts may be left out."""

    butir: Butir
    alamat: ProvisionAddress
    whole: bool


@dataclass(frozen=True, slots=True)
class _Listing:
    """Numbers of one kind that stand together; *whole*: none between two may be missing."""

    unit: ProvisionUnit
    numbered: _Numbered
    whole: bool


def _provisions(read: SourcesRead) -> Iterator[_Provision]:
    """Yield every provision that is read, those in amendments as they will read."""
    if read.peraturan:
        yield from _inner(articles(read.peraturan.batang_tubuh), whole=True)
    for perubahan in amendments(read.peraturan):  # where ayat change, only those may be quoted
        yield from _inner(articles(perubahan.menjadi), whole=quotes_whole(perubahan))
    for daftar in read.articles:
        yield from _inner(articles(daftar.pasal), whole=daftar.lengkap)


def _inner(found: Iterator[Pasal], *, whole: bool) -> Iterator[_Provision]:
    for pasal in found:
        yield from _below(pasal, ProvisionAddress().below("pasal", pasal.pasal), whole=whole)


def _below(butir: Butir, alamat: ProvisionAddress, *, whole: bool) -> Iterator[_Provision]:
    yield _Provision(butir, alamat, whole)
    for unit, listing in butir.parts():
        for nomor, part in listing.items():
            yield from _below(part, alamat.below(unit, nomor), whole=True)


def _listings(read: SourcesRead) -> Iterator[_Listing]:
    """Yield all numbers that stand together: chapters, articles, and the parts of each."""
    if read.peraturan:
        body = read.peraturan.batang_tubuh
        yield from _divisions(body, whole=True)
        for roman in (True, False):  # Roman and Arabic numbers run for themselves
            same = [article for article in _articles(body) if is_roman(article[0]) == roman]
            yield _Listing("pasal", same, whole=True)
    for perubahan in amendments(read.peraturan):
        yield from _divisions(perubahan.menjadi, whole=False)
        yield _Listing("pasal", _articles(perubahan.menjadi), whole=False)
    for daftar in read.articles:
        yield from _divisions(daftar.pasal, whole=daftar.lengkap)
        yield _Listing("pasal", _articles(daftar.pasal), whole=daftar.lengkap)
    for provision in _provisions(read):
        for unit, listing in provision.butir.parts():
            yield _Listing(unit, _places(provision.butir, unit, listing), provision.whole)


def _divisions(listing: Iterable[BodyPart], *, whole: bool) -> Iterator[_Listing]:
    """Yield the numbers of the bab, and of what stands in each, that stand together.

    What is quoted of a division that is there has none of the numbers before it.
    """
    numbered: dict[ProvisionUnit, _Numbered] = {}
    for part in listing:
        if isinstance(part, Pasal):
            continue
        numbered.setdefault(part.unit, []).append((part.nomor, part.location(part.unit)))
        yield from _divisions(part.inner, whole=True)
    for kind, numbers_there in numbered.items():
        yield _Listing(kind, numbers_there, whole=whole)


def _articles(listing: Iterable[BodyPart]) -> _Numbered:
    return [(pasal.pasal, pasal.location("pasal")) for pasal in articles(listing)]


def _places(butir: Butir, unit: str, listing: Mapping[str, Butir]) -> _Numbered:
    return [(nomor, butir.location(unit, nomor)) for nomor in listing]


@source_rule(
    code="MUAT31",
    statement="Pasal, ayat, huruf dan angka bernomor satu kali.",
    ground=_BODY,
)
def nomor_sekali(read: SourcesRead) -> Iterator[Violation]:
    """Yield the numbers that stand twice, and the articles that are amended twice."""
    for listing in _listings(read):
        for nomor, location, first in repeated(listing.numbered):
            yield Violation(
                Site(location),
                f"{label(listing.unit, nomor)} sudah ada di baris {first.line}.",
                "Betulkan nomornya, atau gabungkan isinya.",
            )
    complete = filter(is_complete, amendments(read.peraturan))
    amended = (article for perubahan in complete for article in _articles(perubahan.menjadi))
    for nomor, location, first in repeated(amended):
        yield Violation(
            Site(location),
            f"{label('pasal', nomor)} sudah diubah di baris {first.line}.",
            "Gabungkan kedua perubahan itu: satu pasal diubah dalam satu angka saja.",
        )


@source_rule(
    code="MUAT32",
    statement="Pasal, ayat, huruf dan angka urut dan bersambung.",
    ground=_BODY,
)
def nomor_urut(read: SourcesRead) -> Iterator[Violation]:
    """Yield the numbers that are none of their kind, or do not follow the one before."""
    for listing in _listings(read):
        yield from _disordered(listing)
    for perubahan in amendments(read.peraturan):
        if not is_complete(perubahan):
            continue
        for nomor in (*numbers(perubahan), *perubahan.antara):
            if order_of(perubahan.unit, nomor) is None:
                yield Violation(
                    Site(perubahan.location()),
                    f"«{nomor}» bukan nomor {perubahan.unit}.",
                    "Tulis misalnya Pasal 5A, ayat 1a, huruf a1, BAB IXA, Lampiran II.",
                )
                break


def _disordered(listing: _Listing) -> Iterator[Violation]:
    earlier: Order | None = None
    before = ""
    for nomor, location in _once(listing.numbered):
        order = order_of(listing.unit, nomor)
        called = label(listing.unit, nomor)
        if order is None:
            yield Violation(
                Site(location),
                f"«{nomor}» bukan nomor {listing.unit}.",
                "Tulis misalnya Pasal 5 atau 5A, ayat 1 atau 1a, huruf a atau a1, angka 1, BAB IX.",
            )
            continue
        if earlier and order < earlier:
            yield Violation(
                Site(location),
                f"{called} tidak urut: ditulis sesudah {before}.",
                "Pindahkan ke tempatnya menurut urutan nomor.",
            )
        elif listing.whole and not follows(order, earlier):
            yield Violation(
                Site(location),
                f"{called} tidak bersambung"
                + (f" dengan {before}." if before else ": bukan nomor yang pertama."),
                "Tulis juga yang di antaranya; yang dihapus tetap ditulis dengan status: dihapus.",
            )
        earlier, before = order, called


def _once(numbered: _Numbered) -> Iterator[tuple[str, Location]]:
    """Yield each number where it stands first."""
    seen: set[str] = set()
    for nomor, location in numbered:
        if nomor not in seen:
            yield nomor, location
        seen.add(nomor)


@source_rule(
    code="MUAT33",
    statement="Ketentuan yang berlaku ada isinya; yang dihapus tidak.",
    ground=_BODY,
)
def ketentuan_berisi(read: SourcesRead) -> Iterator[Violation]:
    """Yield the considerations and provisions that are empty, or that say too much at once."""
    for index, text in enumerate(read.peraturan.menimbang if read.peraturan else ()):
        if text.empty and read.peraturan:
            yield Violation(
                Site(read.peraturan.location("menimbang", index)),
                f"Pertimbangan ke-{index + 1} belum ada isinya.",
                "Tulis pertimbangannya, atau hapus butir itu.",
            )
    for provision in _provisions(read):
        if _to_be_derived(read, provision.butir):
            continue
        if wrong := _content(provision.butir, provision.alamat):
            yield Violation(Site(provision.butir.location()), *wrong)


def _to_be_derived(read: SourcesRead, butir: Butir) -> bool:
    """Whether it is where a draft lists its amendments, none of which is derived yet: UBH02."""
    peraturan = read.peraturan
    return (
        peraturan is not None
        and peraturan.mengubah is not None
        and peraturan.status == "rancangan"
        and isinstance(butir, Pasal)
        and butir.model_fields_set == {"pasal", "perubahan"}
        and not butir.perubahan
    )


def _closing(butir: Butir) -> bool:
    """Whether it is the Pasal II that lists in figures, without a sentence before them.

    UU 12/2011 (as amended by UU 13/2022), Lampiran II, no. 233a.
    """
    return isinstance(butir, Pasal) and is_roman(butir.pasal) and bool(butir.angka)


def _content(butir: Butir, alamat: ProvisionAddress) -> tuple[str, str] | None:
    """What is wrong with what *butir* says, and what to do; None where nothing is."""
    parts = list(butir.parts())
    amending = isinstance(butir, Pasal) and bool(butir.perubahan)
    empty = butir.teks is None or not butir.teks.plain.strip()
    if butir.status == "dihapus":
        if parts or not empty or amending:
            return f"{alamat} dihapus, tetapi masih ada isinya.", "Hapus isinya."
    elif len(parts) > 1:
        return (
            f"{alamat} memuat {' dan '.join(unit for unit, _ in parts)} sekaligus.",
            "Pilih salah satu; yang lain ditulis di bawah salah satu butirnya.",
        )
    elif parts and parts[0][0] == "ayat" and not empty:
        return (
            f"{alamat} memuat teks dan ayat sekaligus.",
            "Jadikan teks itu sebuah ayat, atau hapus ayatnya.",
        )
    elif empty and not parts and not amending:
        return f"{alamat} belum ada isinya.", "Tulis teksnya, atau status: dihapus."
    elif empty and parts and parts[0][0] != "ayat" and not _closing(butir):
        return (
            f"{alamat} merinci {parts[0][0]} tanpa kalimat pembuka.",
            "Tulis «teks:» dengan kalimat yang diakhiri titik dua.",
        )
    elif parts and _depth(alamat) == MAX_DEPTH:
        return (
            f"{alamat} merinci lebih dari empat tingkat.",
            "Pecah menjadi pasal atau ayat yang berbeda.",
        )
    return None


def _depth(alamat: ProvisionAddress) -> int:
    return sum(unit in ("huruf", "angka") for unit, _ in alamat.bagian)
