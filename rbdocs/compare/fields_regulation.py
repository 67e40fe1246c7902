"""What readers find of the body of a regulation, and of the registers and notes beside it."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import FieldUses
from rbdocs.model import (
    batang_tubuh,
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

REGULATION: Mapping[type, FieldUses] = {
    regulation.Regulation: FieldUses(
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
            "dpa": "DPA",
            "jawaban": "Jawaban perangkat daerah",
            "pengecualian_warisan": "Pengecualian tahun sebelumnya",
            "awal": "Pasal peraturan yang diubah",
            "kehendak": "Pasal yang dikehendaki",
            "terdahulu": "Peraturan perubahan terdahulu",
        },
        apart=dict.fromkeys(
            (
                *(
                    "sebelumnya",
                    "kunci",
                    "changed",
                    "changed_prints",
                    "kunci_lama",
                    "kamus",
                    "derived",
                ),
                *("tidak_dipakai", "tidak_terbaca", "tahun_lalu_tidak_terbaca"),
                *("broken_waivers", "to_lock", "pilihan"),
            ),
            "",
        ),
    ),
    peraturan.Peraturan: FieldUses(
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
            "frasa": "Frasa perubahan",
            "status": "Status",
            "lampiran": "Daftar Lampiran",
            "warisan": "Lampiran yang tetap berlaku",
            "tanda_celah": "Tanda celah naskah",
        },
    ),
    peraturan.Signing: FieldUses(
        {
            "tempat": "tempat",
            "tanggal": "tanggal",
            "jabatan_tercetak": "jabatan penanda tangan",
            "nama_tercetak": "nama penanda tangan",
        },
        silent={"pejabat": "Pejabat yang menandatangani"},
    ),
    peraturan.Copier: FieldUses(
        {
            "jabatan_tercetak": "jabatan penanda tangan",
            "nama_tercetak": "nama penanda tangan",
            "pangkat_tercetak": "pangkat penanda tangan",
            "nip_tercetak": "NIP penanda tangan",
        },
        silent={"pejabat": "Pejabat yang mengesahkan", "tanggal": "Tanggal pengesahan"},
    ),
    peraturan.Sebutan: FieldUses(
        {"kalimat": "Menetapkan"}, part={"jenis": "Jenis", "tentang": "Tentang"}
    ),
    peraturan.BeritaDaerah: FieldUses({"tahun": "Tahun", "nomor": "Nomor"}),
    sitasi.Sitasi: FieldUses(
        {"kalimat": "Kalimat"},
        part={
            "jenis": "Jenis peraturan",
            "nomor": "Nomor",
            "tahun": "Tahun",
            "tentang": "Tentang",
            "ketentuan": "Ketentuan yang menjadi dasar",
            "lembaran": "Lembaran",
            "diubah": "Perubahannya",
            "tercetak": "Kalimat tercetak",
        },
    ),
    sitasi.Lembaran: FieldUses(
        part={
            "jenis": "Jenis",
            "daerah": "Daerah",
            "tahun": "Tahun",
            **_NOMOR,
            "tanggal": "Tanggal",
        },
    ),
    sitasi.Diubah: FieldUses(
        part={"dengan": "Diubah dengan", "terakhir": "Terakhir dengan", "frasa": "Frasa tercetak"}
    ),
    sitasi.Tercetak: FieldUses(part={"teks": "Teks tercetak"}, silent={"alasan": "Alasan"}),
    batang_tubuh.Butir: FieldUses(
        {"teks": "Teks", **_NOMOR, "huruf": "Huruf", "angka": "Angka"},
        silent={"status": "Status", "teks_tersimpan": "Teks lama yang masih disimpan"},
    ),
    batang_tubuh.Pasal: FieldUses({"pasal": "Pasal", "ayat": "Ayat", "perubahan": "Perubahan"}),
    batang_tubuh.Bab: FieldUses(
        {"bab": "Bab", "judul": "Judul bab", "pasal": "Pasal", "bagian": "Bagian"}
    ),
    batang_tubuh.BagianBab: FieldUses(
        {"bagian": "Bagian", "judul": "Judul bagian", "pasal": "Pasal", "paragraf": "Paragraf"}
    ),
    batang_tubuh.Paragraf: FieldUses(
        {"paragraf": "Paragraf", "judul": "Judul paragraf", "pasal": "Pasal"}
    ),
    peraturan.FrasaPerubahan: FieldUses(
        silent={
            "beberapa_kali": "Sesudah beberapa kali diubah",
            "menambah": "Kata untuk menambah",
            "koma_yakni": "Koma sebelum yakni",
        }
    ),
    batang_tubuh.Rincian: FieldUses(
        part={
            "jenis": "Jenis perubahan",
            "ayat": "Ayat",
            "huruf": "Huruf",
            "angka": "Angka",
            "nomor": "Nomor yang berubah",
            "antara": "Di antara",
        }
    ),
    batang_tubuh.Perubahan: FieldUses(
        {"kalimat": "Kalimat", "judul": "Judul baru", "menjadi": "Bunyi baru"},
        part={
            "jenis": "Jenis perubahan",
            "bab": "Bab",
            "bagian": "Bagian",
            "pasal": "Pasal",
            "ayat": "Ayat",
            "huruf": "Huruf",
            "angka": "Angka",
            "nomor": "Nomor yang berubah",
            "antara": "Di antara",
            "setelah": "Setelah",
            "rincian": "Rincian",
            "lampiran": "Lampiran yang sebagian berubah",
            "kata": "Kata yang diganti",
            "pengganti": "Kata pengganti",
            "tercetak": "Kalimat tercetak",
        },
    ),
    batang_tubuh.DaftarPasal: FieldUses(silent={"lengkap": "Daftar ini lengkap", "pasal": "Pasal"}),
    registers.Instansi: FieldUses(
        {"kepala_daerah": "Kepala daerah", "daerah": "Daerah", "provinsi": "Provinsi"},
        silent={"nama": "Nama instansi", "tempat": "Tempat", "pejabat": "Pejabat"},
    ),
    registers.Pejabat: FieldUses(
        silent={
            **_KUNCI,
            "jabatan": "Jabatan",
            "nama": "Nama",
            "pangkat": "Pangkat",
            "nip": "NIP",
            "berlaku": "Masa jabatan",
        },
    ),
    registers.MasaBerlaku: FieldUses(silent={"dari": "Dari", "sampai": "Sampai"}),
    registers.DaftarSatuan: FieldUses(silent={"satuan": "Satuan"}),
    registers.Satuan: FieldUses(
        silent={**_KUNCI, "jenis": "Jenis", "ejaan": "Ejaan", "menghitung": "Yang dihitung"}
    ),
    registers.DaftarPerangkatDaerah: FieldUses(silent={"perangkat_daerah": "Perangkat daerah"}),
    registers.PerangkatDaerah: FieldUses(
        silent={
            **_KUNCI,
            "nama": "Nama",
            "singkat": "Nama singkat",
            "tercetak": "Nama tercetak",
            "induk": "Induk",
            "luar": "Di luar pemerintah daerah",
        },
    ),
    registers.DaftarIndikator: FieldUses(silent={"indikator": "Indikator"}),
    registers.Indikator: FieldUses(
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
    kosakata.Kosakata: FieldUses(
        silent={
            "tidak_baku": "Ejaan tidak baku",
            "istilah": "Istilah",
            "terikat": "Bentuk terikat",
            "singkatan": "Singkatan",
        }
    ),
    pengecualian.Pengecualian: FieldUses(
        silent={
            "aturan": "Aturan",
            "kode": "Kode",
            "berkas": "Berkas",
            "kutipan": "Kutipan",
            "nilai": "Nilai yang dikecualikan",
            "alasan": "Alasan",
            "oleh": "Diputuskan oleh",
            "tanggal": "Tanggal",
            "sampai": "Berlaku sampai tahun",
        },
    ),
    realisasi.DaftarRealisasi: FieldUses(
        silent={"realisasi": "Realisasi", "tanda_tangan": "Tanda tangan"}
    ),
    realisasi.Achievement: FieldUses(
        silent={
            "kode": "Kode",
            "tw": "TW",
            "total": "Total",
            "anggaran": "Anggaran",
            "bukti": "Bukti",
            "kendala": "Kendala",
            "triwulan": "Keterangan triwulan",
            "tindak_lanjut": "Tindak lanjut",
        },
    ),
    realisasi.QuarterNote: FieldUses(
        silent={"tw": "TW", "bukti": "Bukti", "kendala": "Kendala", "solusi": "Solusi"}
    ),
    realisasi.ReportSigner: FieldUses(silent={"pejabat": "Pejabat", "tanggal": "Tanggal"}),
    realisasi.DaftarDpa: FieldUses(silent={"dpa": "DPA"}),
    realisasi.BarisDpa: FieldUses(
        silent={
            "kode_rekening": "Kode rekening",
            "nama": "Nama sub kegiatan",
            "jumlah": "Anggaran",
            "perangkat_daerah": "Perangkat daerah",
        },
    ),
    realisasi.DaftarJawaban: FieldUses(silent={"jawaban": "Jawaban"}),
    realisasi.Jawaban: FieldUses(
        silent={
            "perangkat_daerah": "Perangkat daerah",
            "berkas": "Berkas",
            "sidik": "Sidik berkas",
            "diterima": "Diterima",
            "oleh": "Oleh",
            "triwulan": "Triwulan",
            "isian": "Isian",
            "catatan": "Catatan",
        },
    ),
    realisasi.TindakLanjut: FieldUses(
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
