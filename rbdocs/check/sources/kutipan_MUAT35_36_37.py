"""Citations: their gazettes, their amendments, and what is printed instead of the derived text."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.amendments import amendments, is_complete
from rbdocs.check.rule import Violation, source_rule
from rbdocs.law.phrases import fixed
from rbdocs.model.citation import Diubah, Lembaran, Sitasi
from rbdocs.model.finding import Site
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import SourcesRead

_BODY = "Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II."


def _citations(peraturan: Peraturan | None) -> Iterator[Sitasi]:
    """Yield the citations of *peraturan*, each followed by those in it."""
    if peraturan is None:
        return
    for sitasi in peraturan.mengingat:
        yield from _with_inner(sitasi)
    if peraturan.mengubah:
        yield from _with_inner(peraturan.mengubah)


def _with_inner(sitasi: Sitasi) -> Iterator[Sitasi]:
    yield sitasi
    diubah = sitasi.diubah
    if diubah and _says_how(diubah):
        for inner in (*diubah.dengan, *((diubah.terakhir,) if diubah.terakhir else ())):
            yield from _with_inner(inner)


def _says_how(diubah: Diubah) -> bool:
    return bool(diubah.dengan) != (diubah.terakhir is not None)


@source_rule(
    code="MUAT35",
    statement="Bunyi tercetak hanya ditulis bila berbeda dari bunyi bakunya.",
    ground=_BODY,
)
def tercetak_berbeda(read: SourcesRead) -> Iterator[Violation]:
    """Yield the texts printed instead of derived ones that are no others."""
    for sitasi in _citations(read.peraturan):
        if sitasi.tercetak and sitasi.tercetak.teks == sitasi.baku:
            yield Violation(
                Site(sitasi.tercetak.location()),
                "Kalimat tercetak sama dengan yang disusun dari isian.",
                "Hapus «tercetak».",
            )
        diubah = sitasi.diubah
        frasa = diubah.frasa if diubah and _says_how(diubah) else None
        if diubah and frasa and frasa.teks.plain == diubah.baku:
            yield Violation(
                Site(frasa.location()),
                "Frasa tercetak sama dengan frasa bakunya.",
                "Hapus «frasa».",
            )
    for perubahan in amendments(read.peraturan):
        printed = perubahan.tercetak
        if read.peraturan is None or printed is None or not is_complete(perubahan):
            continue
        if (
            printed.teks.plain
            == fixed(perubahan, read.peraturan.sebutan.jenis, read.peraturan.frasa).plain
        ):
            yield Violation(
                Site(printed.location()),
                "Kalimat tercetak sama dengan frasa bakunya.",
                "Hapus «tercetak»; kalimatnya disusun dari isian.",
            )


@source_rule(
    code="MUAT36",
    statement="Sebutan peraturan sama dengan judulnya.",
    ground=_BODY,
)
def sebutan_sama(read: SourcesRead) -> Iterator[Violation]:
    """Yield the name of the regulation where it is another than its heading's."""
    peraturan = read.peraturan
    if peraturan is None:
        return
    name = peraturan.sebutan.tentang.plain.casefold()
    if " ".join(peraturan.tentang.split()).casefold() != name:
        yield Violation(
            Site(peraturan.sebutan.location("tentang")),
            "Nama peraturan dalam «sebutan» berbeda dari judulnya dalam «tentang».",
            "Samakan kata-katanya; hanya huruf besar-kecil dan huruf miring boleh berbeda.",
        )


@source_rule(
    code="MUAT37",
    statement="Kutipan peraturan menyebut lembarannya dengan lengkap.",
    ground=_BODY,
)
def kutipan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield what citations leave out of kind, subject, gazettes and amendments."""
    for sitasi in _citations(read.peraturan):
        for name, text in (("jenis", sitasi.jenis), ("tentang", sitasi.tentang.plain)):
            if not text.strip() and not sitasi.is_constitution:
                yield Violation(
                    Site(sitasi.location(name)),
                    f"Kutipan ini tidak menyebut «{name}» peraturannya.",
                    f"Tulis «{name}:» seperti tercetak pada peraturan itu.",
                )
        for lembaran in sitasi.lembaran:
            yield from _gazette(lembaran)
        if sitasi.diubah and not _says_how(sitasi.diubah):
            yield Violation(
                Site(sitasi.diubah.location()),
                "«diubah» harus menyebut «dengan» atau «terakhir», salah satu.",
                "Tulis «dengan:» berisi semua perubahannya, atau «terakhir:» bila hanya yang "
                "terakhir.",
            )


def _gazette(lembaran: Lembaran) -> Iterator[Violation]:
    regional = lembaran.jenis.endswith("daerah")
    if regional != (lembaran.daerah is not None):
        yield Violation(
            Site(lembaran.location()),
            f"{lembaran.jenis} {'belum' if regional else 'tidak'} menyebut daerah.",
            "Tulis daerah: Kabupaten Batang."
            if regional
            else "Hapus «daerah»; lembaran ini milik Republik Indonesia.",
        )
    supplement = lembaran.jenis.startswith("tambahan")
    number = lembaran.nomor is not None
    complete = number if supplement else (number and lembaran.tahun is not None)
    if not complete and lembaran.tanggal is None:
        yield Violation(
            Site(lembaran.location()),
            f"{lembaran.nama} belum lengkap.",
            "Tulis nomornya."
            if supplement
            else "Tulis tahun dan nomor; untuk penerbitan lama cukup tanggalnya.",
        )
