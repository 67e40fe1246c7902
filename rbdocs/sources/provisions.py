"""What must hold within an article: numbers in order, and every provision with its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rbdocs.model.batang_tubuh import Butir, Pasal
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.numbering import Order, Unsur, follows, label, order_of
from rbdocs.model.provision_address import Alamat

Numbered = Iterable[tuple[str, Location]]
MAX_DEPTH = 4  # a., 1., a), 1): UU 12/2011, Lampiran II, on listing within an article


def wrong(kode: str, location: Location, message: str, hint: str) -> Finding:
    """Return a finding of loading."""
    return Finding(kode, Level.GALAT, message, location, hint=hint)


def check_numbering(unsur: Unsur, numbered: Numbered, *, whole: bool = True) -> Iterator[Finding]:
    """Every number is one of its kind, stands once, and follows the one before."""
    earlier: Order | None = None
    seen: dict[str, Location] = {}
    before = ""
    for nomor, location in numbered:
        order = order_of(unsur, nomor)
        if nomor in seen:
            yield wrong(
                "MUAT31",
                location,
                f"{label(unsur, nomor)} sudah ada di baris {seen[nomor].line}.",
                "Betulkan nomornya, atau gabungkan isinya.",
            )
            continue
        seen[nomor] = location
        if order is None:
            yield wrong(
                "MUAT32",
                location,
                f"«{nomor}» bukan nomor {unsur}.",
                "Tulis misalnya Pasal 5 atau 5A, ayat 1 atau 1a, huruf a atau a1, angka 1, BAB IX.",
            )
            continue
        if earlier and order < earlier:
            yield wrong(
                "MUAT32",
                location,
                f"{label(unsur, nomor)} tidak urut: ditulis sesudah {before}.",
                "Pindahkan ke tempatnya menurut urutan nomor.",
            )
        elif whole and not follows(order, earlier):
            yield wrong(
                "MUAT32",
                location,
                f"{label(unsur, nomor)} tidak bersambung"
                + (f" dengan {before}." if before else ": bukan nomor yang pertama."),
                "Tulis juga yang di antaranya; yang dihapus tetap ditulis dengan status: dihapus.",
            )
        earlier, before = order, label(unsur, nomor)


def check_provision(butir: Butir, alamat: Alamat, *, whole: bool = True) -> Iterator[Finding]:
    """Yield findings about *butir*, whose address is *alamat*, and all that it lists.

    *whole*: none of its own parts may be missing between two others.
    """
    parts = list(butir.parts())
    amending = isinstance(butir, Pasal) and bool(butir.perubahan)
    empty = butir.teks is None or not butir.teks.plain.strip()
    message = hint = ""
    if butir.status == "dihapus":
        if parts or not empty or amending:
            message, hint = f"{alamat} dihapus, tetapi masih ada isinya.", "Hapus isinya."
    elif len(parts) > 1:
        message = f"{alamat} memuat {' dan '.join(unsur for unsur, _ in parts)} sekaligus."
        hint = "Pilih salah satu; yang lain ditulis di bawah salah satu butirnya."
    elif parts and parts[0][0] == "ayat" and not empty:
        message = f"{alamat} memuat teks dan ayat sekaligus."
        hint = "Jadikan teks itu sebuah ayat, atau hapus ayatnya."
    elif empty and not parts and not amending:
        message, hint = f"{alamat} belum ada isinya.", "Tulis teksnya, atau status: dihapus."
    elif empty and parts and parts[0][0] != "ayat":
        message = f"{alamat} merinci {parts[0][0]} tanpa kalimat pembuka."
        hint = "Tulis «teks:» dengan kalimat yang diakhiri titik dua."
    elif parts and _depth(alamat) == MAX_DEPTH:
        message = f"{alamat} merinci lebih dari empat tingkat."
        hint = "Pecah menjadi pasal atau ayat yang berbeda."
    if message:
        yield wrong("MUAT33", butir.location(), message, hint)
    for unsur, listing in parts:
        yield from check_numbering(unsur, _places(butir, unsur, listing), whole=whole)
        for nomor, part in listing.items():
            yield from check_provision(part, alamat.below(unsur, nomor))


def _depth(alamat: Alamat) -> int:
    return sum(unsur in ("huruf", "angka") for unsur, _ in alamat.bagian)


def _places(butir: Butir, unsur: str, listing: Mapping[str, Butir]) -> Numbered:
    return ((nomor, butir.location(unsur, nomor)) for nomor in listing)
