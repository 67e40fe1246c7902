"""What must hold within a citation: its gazettes, its amendments, and what is printed instead."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.citation import Diubah, Lembaran, Sitasi
from rbdocs.model.finding import Finding
from rbdocs.sources.provisions import wrong


def check_citation(sitasi: Sitasi) -> Iterator[Finding]:
    """Yield findings about *sitasi* and the amendments in it."""
    for name, text in (("jenis", sitasi.jenis), ("tentang", sitasi.tentang.plain)):
        if not text.strip():
            yield wrong(
                "MUAT37",
                sitasi.location(name),
                f"Kutipan ini tidak menyebut «{name}» peraturannya.",
                f"Tulis «{name}:» seperti tercetak pada peraturan itu.",
            )
    for lembaran in sitasi.lembaran:
        yield from _gazette(lembaran)
    if sitasi.diubah:
        yield from _amended(sitasi.diubah)
    if sitasi.tercetak and sitasi.tercetak.teks == sitasi.baku:
        yield wrong(
            "MUAT35",
            sitasi.tercetak.location(),
            "Kalimat tercetak sama dengan yang disusun dari isian.",
            "Hapus «tercetak».",
        )


def _gazette(lembaran: Lembaran) -> Iterator[Finding]:
    regional = lembaran.jenis.endswith("daerah")
    if regional != (lembaran.daerah is not None):
        yield wrong(
            "MUAT37",
            lembaran.location(),
            f"{lembaran.jenis} {'belum' if regional else 'tidak'} menyebut daerah.",
            "Tulis daerah: Kabupaten Batang."
            if regional
            else "Hapus «daerah»; lembaran ini milik Republik Indonesia.",
        )
    supplement = lembaran.jenis.startswith("tambahan")
    number = lembaran.nomor is not None
    complete = number if supplement else (number and lembaran.tahun is not None)
    if not complete and lembaran.tanggal is None:
        yield wrong(
            "MUAT37",
            lembaran.location(),
            f"{lembaran.nama} belum lengkap.",
            "Tulis nomornya."
            if supplement
            else "Tulis tahun dan nomor; untuk penerbitan lama cukup tanggalnya.",
        )


def _amended(diubah: Diubah) -> Iterator[Finding]:
    if bool(diubah.dengan) == (diubah.terakhir is not None):
        yield wrong(
            "MUAT37",
            diubah.location(),
            "«diubah» harus menyebut «dengan» atau «terakhir», salah satu.",
            "Tulis «dengan:» berisi semua perubahannya, atau «terakhir:» bila hanya yang terakhir.",
        )
        return
    for one in (*diubah.dengan, *((diubah.terakhir,) if diubah.terakhir else ())):
        yield from check_citation(one)
    if diubah.frasa and diubah.frasa.teks.plain == diubah.baku:
        yield wrong(
            "MUAT35",
            diubah.frasa.location(),
            "Frasa tercetak sama dengan frasa bakunya.",
            "Hapus «frasa».",
        )
