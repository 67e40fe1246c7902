"""What readers find of the Lampiran: the plans, and running text with its tables and figures."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import FieldUses
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

ANNEXES: Mapping[type, FieldUses] = {
    rencana_aksi.PlanNode: FieldUses({"jumlah": "Jumlah"}),
    rencana_aksi.LampiranRencana: FieldUses(
        {**_HEADING, "tanda_tangan": "Tanda tangan", "rencana": "Permasalahan"},
        silent={"lampiran": "Lampiran", "tahun": "Tahun", "jenis": "Jenis rencana aksi"},
    ),
    rencana_aksi.TandaTangan: FieldUses(
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
    rencana_aksi.Celah: FieldUses(silent=_CELAH),
    rencana_aksi.IndikatorRencana: FieldUses(
        {"nama": "Indikator", "target": "Target"}, silent=_ACUAN
    ),
    rencana_aksi.RencanaAksi: FieldUses(
        {
            "uraian": "Rencana Aksi",
            "satuan": "Satuan",
            "indikator": "Indikator Output",
            "tw": "TW",
            "total": "Total",
            "sub_kegiatan": "Sub Kegiatan",
            "anggaran": "Anggaran",
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
    rencana_aksi.SubKegiatan: FieldUses(
        {"nama": "Sub Kegiatan Pendukung", "anggaran": "Jumlah Anggaran", **_PELAKSANA},
        silent={"kode_rekening": "Kode rekening"},
    ),
    naskah.SusunanNaskah: FieldUses(
        {**_HEADING, "tanda_tangan": "Tanda tangan"},
        silent={"lampiran": "Lampiran", "tahun": "Tahun"},
        apart={"isi": "the order of the files shows in the blocks themselves"},
    ),
    naskah.Naskah: FieldUses(
        {"susunan": "Lampiran", "blok": "Paragraf", "tabel": "Tabel", "gambar": "Gambar"},
        apart={"blocks": "outlined one by one", "unplaced": "told by the checks"},
    ),
    # A block is no record of the sources: its fields are what the outline makes of it.
    naskah.Block: FieldUses(
        {"bentuk": "Bentuk", "tanda": "Nomor", "teks": "Teks"},
        silent={"rujukan": "Rujukan dan catatan angka", "berkas": "Tabel atau gambar"},
    ),
    tabel.Tabel: FieldUses(
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
    tabel.TabelHasil: FieldUses(
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
    tabel.Kolom: FieldUses(
        {"judul": "Judul kolom"},
        silent={**_KUNCI, **_LEBAR, "rata": "Rata", "makna": "Makna", "tahun": "Tahun nilai"},
    ),
    tabel.KelompokKolom: FieldUses({"judul": "Judul kelompok kolom", "kolom": "Kolom"}),
    tabel.Baris: FieldUses(
        {"baris": "Baris", **_LANJUT, "gabung": "Kolom yang digabung"},
        silent={
            **_ACUAN,
            **_CELAH,
        },
    ),
    tabel.Blok: FieldUses({"kepala": "Baris kepala", "baris": "Baris"}),
    tabel.LabelHasil: FieldUses({"indikator": "Indikator", "target": "Target", "tahun": "Tahun"}),
    tabel.KegiatanHasil: FieldUses(
        {
            "no": "Nomor",
            "nama": "Kegiatan Utama",
            "leading": "Leading Institution",
            "indikator": "Indikator",
            "output": "Output",
        }
    ),
    tabel.IndikatorHasil: FieldUses(
        {"nama": "Indikator", "target": "Target", "tahun": "Tahun"}, silent=_ACUAN
    ),
    tabel.OutputHasil: FieldUses(
        {"uraian": "Output", "tahun": "Tahun", "penanggung_jawab": "Penanggung jawab"}
    ),
    gambar.Gambar: FieldUses(
        {
            **_NOMOR,
            "judul": "Judul gambar",
            "sumber": "Sumber",
            "isi": "Isi gambar",
            "berkas_gambar": "Berkas gambar",
        },
        silent={"digambar_ulang": "Catatan tentang gambar ulang", "berkas": "Berkas"},
    ),
    gambar.Kotak: FieldUses(
        {
            "kotak": "Kotak",
            "rincian": "Rincian",
            "butir": "Butir",
            "gaya": "Rupa kotak",
            **_LEBAR,
        },
    ),
    gambar.Judul: FieldUses({"judul": "Judul dalam gambar", **_LEBAR}),
    gambar.Teks: FieldUses({"teks": "Teks dalam gambar", **_LEBAR}),
    gambar.Panah: FieldUses(
        {
            "panah": "Arah panah",
            "label": "Label panah",
            "garis": "Garis panah",
            "panjang": "Panjang panah",
        },
    ),
    gambar.Kembali: FieldUses({"dari": "Dari", "ke": "Ke", "label": "Label panah"}),
    gambar.BarisGambar: FieldUses({"baris": "Deret", "kembali": "Panah kembali", **_LEBAR}),
    gambar.KolomGambar: FieldUses({"kolom": "Susunan", **_LEBAR}),
    gambar.Grup: FieldUses({"grup": "Judul kelompok", "isi": "Isi kelompok", **_LEBAR}),
}
