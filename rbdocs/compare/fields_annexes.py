"""What readers find of the Lampiran: the plans, and running text with its tables and figures."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import Fields
from rbdocs.model import chapter as naskah
from rbdocs.model import figure as gambar
from rbdocs.model import plan_tree as rencana_aksi
from rbdocs.model import table as tabel

_CELAH = {"celah": "Catatan tentang bagian naskah yang hilang"}
_KUNCI = {"kunci": "Kunci"}
_ACUAN = {"acuan": "Indikator dalam daftar"}
_LANJUT = {"lanjut": "Sel yang bersambung dengan baris di atas, kolom"}
_LEBAR = {"lebar": "Lebar"}
_NOMOR = {"nomor": "Nomor"}
_PELAKSANA = {"koordinator": "Koordinator", "pelaksana": "Pelaksana"}
_HEADING = {"judul": "Judul Lampiran", "tentang": "Tentang"}

ANNEXES: Mapping[type, Fields] = {
    rencana_aksi.RencanaGeneral: Fields(
        {**_HEADING, "tanda_tangan": "Tanda tangan", "rencana": "Permasalahan"},
        silent={"lampiran": "Lampiran", "tahun": "Tahun", "jenis": "Jenis rencana aksi"},
    ),
    rencana_aksi.RencanaTematik: Fields(
        {**_HEADING, "tanda_tangan": "Tanda tangan", "rencana": "Permasalahan"},
        silent={"lampiran": "Lampiran", "tahun": "Tahun", "jenis": "Jenis rencana aksi"},
    ),
    rencana_aksi.TandaTangan: Fields(
        {
            "tempat_tanggal": "tempat dan tanggal",
            "jabatan": "jabatan penanda tangan",
            "ttd": "tanda «ttd»",
            "nama": "nama penanda tangan",
            "jabatan_tercetak": "jabatan penanda tangan",
            "nama_tercetak": "nama penanda tangan",
        },
        silent={"pejabat": "Pejabat yang menandatangani", **_CELAH},
    ),
    rencana_aksi.Celah: Fields(silent=_CELAH),
    rencana_aksi.PermasalahanGeneral: Fields(
        {"permasalahan": "Permasalahan", "kegiatan_utama": "Kegiatan Utama"}
    ),
    rencana_aksi.KegiatanUtama: Fields({"nama": "Kegiatan Utama", "indikator": "Indikator"}),
    rencana_aksi.IndikatorRencana: Fields({"nama": "Indikator", "target": "Target"}, silent=_ACUAN),
    rencana_aksi.IndikatorKegiatanUtama: Fields({"rencana_aksi": "Rencana Aksi"}),
    rencana_aksi.IndikatorTurunan: Fields({"rencana_aksi": "Rencana Aksi"}),
    rencana_aksi.IndikatorTematik: Fields({"turunan": "Permasalahan turunan"}),
    rencana_aksi.PermasalahanTematik: Fields(
        {"permasalahan": "Permasalahan", "sasaran": "Sasaran"}
    ),
    rencana_aksi.PermasalahanTurunan: Fields(
        {"permasalahan": "Permasalahan", "sasaran": "Sasaran"}
    ),
    rencana_aksi.SasaranTematik: Fields({"nama": "Sasaran", "indikator": "Indikator"}),
    rencana_aksi.SasaranTurunan: Fields({"nama": "Sasaran", "indikator": "Indikator"}),
    rencana_aksi.RencanaAksi: Fields(
        {
            "uraian": "Rencana Aksi",
            "satuan": "Satuan",
            "indikator": "Indikator Output",
            "tw": "TW",
            "total": "Total",
            "sub_kegiatan": "Sub Kegiatan",
            **_PELAKSANA,
            **_LANJUT,
        },
        silent={
            "kode": "Kode",
            "cara": "cara menghitung Total",
            **_ACUAN,
            "keputusan": "Keputusan",
            "pengganti": "Rencana aksi pengganti",
            **_CELAH,
        },
    ),
    rencana_aksi.RencanaAksiTematik: Fields(
        {"keterkaitan": "Keterkaitan", "jenis_kegiatan": "Jenis kegiatan"}
    ),
    rencana_aksi.SubKegiatan: Fields(
        {"nama": "Sub Kegiatan Pendukung", "anggaran": "Jumlah Anggaran", **_PELAKSANA}
    ),
    naskah.SusunanNaskah: Fields(
        {**_HEADING, "tanda_tangan": "Tanda tangan"},
        silent={"lampiran": "Lampiran", "tahun": "Tahun"},
        apart={"isi": "the order of the files shows in the blocks themselves"},
    ),
    naskah.Naskah: Fields(
        {"susunan": "Lampiran", "blok": "Paragraf", "tabel": "Tabel", "gambar": "Gambar"},
        apart={"blocks": "outlined one by one", "unplaced": "told by the checks"},
    ),
    # A block is no record of the sources: its fields are what the outline makes of it.
    naskah.Block: Fields(
        {"bentuk": "Bentuk", "tanda": "Nomor", "teks": "Teks"},
        silent={"rujukan": "Rujukan dan catatan angka", "berkas": "Tabel atau gambar"},
    ),
    tabel.Tabel: Fields(
        {
            **_NOMOR,
            "judul": "Judul tabel",
            "sumber": "Sumber",
            "kolom": "Kolom",
            "baris": "Baris",
            "blok": "Bagian tabel",
        },
        silent={"huruf": "Ukuran huruf", "jenis": "Jenis tabel", "berkas": "Berkas"},
    ),
    tabel.TabelHasil: Fields(
        {
            **_NOMOR,
            "judul": "Judul tabel",
            "sumber": "Sumber",
            "kolom": "Kolom",
            "label": "Kata di sekitar indikator",
            "kegiatan_utama": "Kegiatan Utama",
        },
        silent={"huruf": "Ukuran huruf", "jenis": "Jenis tabel", "berkas": "Berkas"},
    ),
    tabel.Kolom: Fields(
        {"judul": "Judul kolom"},
        silent={**_KUNCI, **_LEBAR, "rata": "Rata", "makna": "Makna", "tahun": "Tahun nilai"},
    ),
    tabel.KelompokKolom: Fields({"judul": "Judul kelompok kolom", "kolom": "Kolom"}),
    tabel.Baris: Fields(
        {"baris": "Baris", **_LANJUT, "gabung": "Kolom yang digabung"},
        silent={
            **_ACUAN,
            **_CELAH,
        },
    ),
    tabel.Blok: Fields({"kepala": "Baris kepala", "baris": "Baris"}),
    tabel.LabelHasil: Fields({"indikator": "Indikator", "target": "Target", "tahun": "Tahun"}),
    tabel.KegiatanHasil: Fields(
        {
            "no": "Nomor",
            "nama": "Kegiatan Utama",
            "leading": "Leading Institution",
            "indikator": "Indikator",
            "output": "Output",
        }
    ),
    tabel.IndikatorHasil: Fields(
        {"nama": "Indikator", "target": "Target", "tahun": "Tahun"}, silent=_ACUAN
    ),
    tabel.OutputHasil: Fields(
        {"uraian": "Output", "tahun": "Tahun", "penanggung_jawab": "Penanggung jawab"}
    ),
    gambar.Gambar: Fields(
        {
            **_NOMOR,
            "judul": "Judul gambar",
            "sumber": "Sumber",
            "isi": "Isi gambar",
            "berkas_gambar": "Berkas gambar",
        },
        silent={"digambar_ulang": "Catatan tentang gambar ulang", "berkas": "Berkas"},
    ),
    gambar.Kotak: Fields(
        {
            "kotak": "Kotak",
            "rincian": "Rincian",
            "butir": "Butir",
            "gaya": "Rupa kotak",
            **_LEBAR,
        },
    ),
    gambar.Judul: Fields({"judul": "Judul dalam gambar", **_LEBAR}),
    gambar.Teks: Fields({"teks": "Teks dalam gambar", **_LEBAR}),
    gambar.Panah: Fields(
        {
            "panah": "Arah panah",
            "label": "Label panah",
            "garis": "Garis panah",
            "panjang": "Panjang panah",
        },
    ),
    gambar.Kembali: Fields({"dari": "Dari", "ke": "Ke", "label": "Label panah"}),
    gambar.Baris: Fields({"baris": "Deret", "kembali": "Panah kembali", **_LEBAR}),
    gambar.Kolom: Fields({"kolom": "Susunan", **_LEBAR}),
    gambar.Grup: Fields({"grup": "Judul kelompok", "isi": "Isi kelompok", **_LEBAR}),
}
