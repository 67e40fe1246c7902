"""What readers find of the body of a regulation, and of the registers and notes beside it."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import Fields
from rbdocs.model import (
    batang_tubuh,
    indikator,
    kosakata,
    pengecualian,
    peraturan,
    realisasi,
    registers,
    regulation,
)
from rbdocs.model import citation as sitasi

_KUNCI = {"kunci": "Kunci"}
_NOMOR = {"nomor": "Nomor"}
_PELAKSANA = {"koordinator": "Koordinator", "pelaksana": "Pelaksana"}

REGULATION: Mapping[type, Fields] = {
    regulation.Regulasi: Fields(
        printed={
            "peraturan": "Batang tubuh",
            "lampiran": "Lampiran",
            "naskah": "Lampiran",
            "lambang": "Lambang",
            "instansi": "Daftar pejabat",
        },
        silent={
            "satuan": "Daftar satuan",
            "perangkat_daerah": "Daftar perangkat daerah",
            "indikator": "Daftar indikator",
            "kosakata": "Kosakata",
            "pengecualian": "Pengecualian",
            "realisasi": "Realisasi",
            "pengecualian_warisan": "Pengecualian tahun sebelumnya",
            "awal": "Pasal peraturan yang diubah",
            "kehendak": "Pasal yang dikehendaki",
            "terdahulu": "Peraturan perubahan terdahulu",
        },
        apart=dict.fromkeys(
            (
                *("sebelumnya", "changed", "cetakan_berubah", "kunci_lama", "kamus", "derived"),
                *("tidak_dipakai", "tidak_terbaca", "tahun_lalu_tidak_terbaca"),
                *("pengecualian_rusak", "to_lock"),
            ),
            "",
        ),
    ),
    peraturan.Peraturan: Fields(
        printed={
            "jenis": "Jenis peraturan",
            "nomor": "Nomor peraturan",
            "tahun": "Tahun peraturan",
            "tentang": "Tentang",
            "sebutan": "Nama peraturan dalam kalimat",
            "bentuk": "Bentuk naskah",
            "ditetapkan": "Ditetapkan",
            "diundangkan": "Diundangkan",
            "berita_daerah": "Berita Daerah",
            "disalin": "Pengesahan salinan",
            "menimbang": "Menimbang",
            "mengingat": "Mengingat",
            "mengubah": "Peraturan yang diubah",
            "batang_tubuh": "Bab dan pasal",
        },
        silent={
            "status": "Status",
            "lampiran": "Daftar Lampiran",
            "warisan": "Lampiran yang tetap berlaku",
        },
    ),
    peraturan.Penandatanganan: Fields(
        {
            "tempat": "tempat",
            "tanggal": "tanggal",
            "jabatan_tercetak": "jabatan penanda tangan",
            "nama_tercetak": "nama penanda tangan",
        },
        silent={"pejabat": "Pejabat yang menandatangani"},
    ),
    peraturan.Penyalin: Fields(
        {
            "jabatan_tercetak": "jabatan penanda tangan",
            "nama_tercetak": "nama penanda tangan",
            "pangkat_tercetak": "pangkat penanda tangan",
            "nip_tercetak": "NIP penanda tangan",
        },
        silent={"pejabat": "Pejabat yang mengesahkan", "tanggal": "Tanggal pengesahan"},
    ),
    peraturan.Sebutan: Fields(
        {"kalimat": "Menetapkan"}, part={"jenis": "Jenis", "tentang": "Tentang"}
    ),
    peraturan.BeritaDaerah: Fields({"tahun": "Tahun", "nomor": "Nomor"}),
    sitasi.Sitasi: Fields(
        {"kalimat": "Kalimat"},
        part={
            "jenis": "Jenis peraturan",
            "nomor": "Nomor",
            "tahun": "Tahun",
            "tentang": "Tentang",
            "lembaran": "Lembaran",
            "diubah": "Perubahannya",
            "tercetak": "Kalimat tercetak",
        },
    ),
    sitasi.Lembaran: Fields(
        part={
            "jenis": "Jenis",
            "daerah": "Daerah",
            "tahun": "Tahun",
            **_NOMOR,
            "tanggal": "Tanggal",
        },
    ),
    sitasi.Diubah: Fields(
        part={"dengan": "Diubah dengan", "terakhir": "Terakhir dengan", "frasa": "Frasa tercetak"}
    ),
    sitasi.Tercetak: Fields(part={"teks": "Teks tercetak"}, silent={"alasan": "Alasan"}),
    batang_tubuh.Butir: Fields(
        {"teks": "Teks", **_NOMOR, "huruf": "Huruf", "angka": "Angka"},
        silent={"status": "Status", "teks_tersimpan": "Teks lama yang masih disimpan"},
    ),
    batang_tubuh.Pasal: Fields({"pasal": "Pasal", "ayat": "Ayat", "perubahan": "Perubahan"}),
    batang_tubuh.Bab: Fields({"bab": "Bab", "judul": "Judul bab", "pasal": "Pasal"}),
    batang_tubuh.Perubahan: Fields(
        {"kalimat": "Kalimat", "judul": "Judul bab", "menjadi": "Bunyi baru"},
        part={
            "jenis": "Jenis perubahan",
            "pasal": "Pasal",
            "ayat": "Ayat",
            "nomor": "Nomor yang berubah",
            "antara": "Di antara",
            "setelah": "Setelah",
            "tercetak": "Kalimat tercetak",
        },
    ),
    batang_tubuh.DaftarPasal: Fields(silent={"lengkap": "Daftar ini lengkap", "pasal": "Pasal"}),
    registers.Instansi: Fields(
        {"kepala_daerah": "Kepala daerah", "daerah": "Daerah", "provinsi": "Provinsi"},
        silent={"nama": "Nama instansi", "tempat": "Tempat", "pejabat": "Pejabat"},
    ),
    registers.Pejabat: Fields(
        silent={
            **_KUNCI,
            "jabatan": "Jabatan",
            "nama": "Nama",
            "pangkat": "Pangkat",
            "nip": "NIP",
            "berlaku": "Masa jabatan",
        },
    ),
    registers.MasaBerlaku: Fields(silent={"dari": "Dari", "sampai": "Sampai"}),
    registers.DaftarSatuan: Fields(silent={"satuan": "Satuan"}),
    registers.Satuan: Fields(
        silent={**_KUNCI, "jenis": "Jenis", "ejaan": "Ejaan", "menghitung": "Yang dihitung"}
    ),
    registers.DaftarPerangkatDaerah: Fields(silent={"perangkat_daerah": "Perangkat daerah"}),
    registers.PerangkatDaerah: Fields(
        silent={
            **_KUNCI,
            "nama": "Nama",
            "singkat": "Nama singkat",
            "tercetak": "Nama tercetak",
            "induk": "Induk",
            "luar": "Di luar pemerintah daerah",
        },
    ),
    indikator.DaftarIndikator: Fields(silent={"indikator": "Indikator"}),
    indikator.Indikator: Fields(
        silent={
            **_KUNCI,
            "nama": "Nama",
            "tercetak": "Nama tercetak",
            "jenis": "Jenis",
            "arah": "Arah",
            "baseline": "Baseline",
            "target": "Target",
            "koordinator": "Koordinator",
            "sumber": "Sumber",
            "catatan": "Catatan",
        },
    ),
    kosakata.Kosakata: Fields(
        silent={"tidak_baku": "Ejaan tidak baku", "istilah": "Istilah", "terikat": "Bentuk terikat"}
    ),
    pengecualian.Pengecualian: Fields(
        silent={
            "aturan": "Aturan",
            "kode": "Kode",
            "berkas": "Berkas",
            "kutipan": "Kutipan",
            "alasan": "Alasan",
            "oleh": "Diputuskan oleh",
            "tanggal": "Tanggal",
            "sampai": "Berlaku sampai tahun",
        },
    ),
    realisasi.DaftarRealisasi: Fields(silent={"realisasi": "Realisasi"}),
    realisasi.Capaian: Fields(
        silent={
            "kode": "Kode",
            "tw": "TW",
            "total": "Total",
            "anggaran": "Anggaran",
            "bukti": "Bukti",
            "kendala": "Kendala",
            "tindak_lanjut": "Tindak lanjut",
        },
    ),
    realisasi.TindakLanjut: Fields(
        silent={
            "kode": "Kode",
            "uraian": "Uraian",
            "satuan": "Satuan",
            "indikator": "Indikator",
            **_PELAKSANA,
            "tenggat": "Tenggat",
        },
    ),
}
