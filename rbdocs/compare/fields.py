"""What readers find of each field of the model: an allowlist of what documents print.

Every field of every record stands here in exactly one way, with what readers call it. A field
that stands nowhere is an error of the program, which a test finds: so nothing new is taken for
printed, or left out of a comparison, because nobody thought of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from rbdocs.model import (
    batang_tubuh,
    indikator,
    kosakata,
    pengecualian,
    peraturan,
    realisasi,
    registers,
)
from rbdocs.model import chapter as naskah
from rbdocs.model import citation as sitasi
from rbdocs.model import figure as gambar
from rbdocs.model import plan_tree as rencana_aksi
from rbdocs.model import table as tabel
from rbdocs.model.batang_tubuh import DaftarPasal


class Use(Enum):
    """What a document makes of a field."""

    PRINTED = "printed as it stands"
    PART = "part of a sentence that the program composes, and that is compared as a whole"
    SILENT = "not printed: it steers the program, is looked up, or is a note"
    APART = "not compared: it is outlined otherwise, or no part of this year's sources"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record by use, each with what readers call it."""

    printed: Mapping[str, str] = field(default_factory=dict)
    part: Mapping[str, str] = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[str, Use, str]]:
        """Yield each field with its use and its name."""
        for use, names in (
            (Use.PRINTED, self.printed),
            (Use.PART, self.part),
            (Use.SILENT, self.silent),
            (Use.APART, self.apart),
        ):
            yield from ((nama, use, label) for nama, label in names.items())

    def names(self) -> list[str]:
        """Return the fields that are compared."""
        return [nama for nama, use, _ in self.items() if use is not Use.APART]


_CELAH = {"celah": "Catatan tentang bagian naskah yang hilang"}
_KUNCI = {"kunci": "Kunci"}
_ACUAN = {"acuan": "Indikator dalam daftar"}
_LEBAR = {"lebar": "Lebar"}
_NOMOR = {"nomor": "Nomor"}
_PELAKSANA = {"koordinator": "Koordinator", "pelaksana": "Pelaksana"}
_HEADING = {"judul": "Judul Lampiran", "tentang": "Tentang"}

TABLE: Mapping[type, Fields] = {
    peraturan.Regulasi: Fields(
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
        # What loading found, and what is no part of this year's sources.
        apart=dict.fromkeys(
            (
                "sebelumnya",
                "changed",
                "kamus",
                "tidak_terbaca",
                "derived",
                "cetakan_berubah",
                "kunci_lama",
                "tidak_dipakai",
                "tahun_lalu_tidak_terbaca",
                "pengecualian_rusak",
                "to_lock",
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
    DaftarPasal: Fields(silent={"lengkap": "Daftar ini lengkap", "pasal": "Pasal"}),
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
        },
        silent={
            "kode": "Kode",
            "cara": "cara menghitung Total",
            **_ACUAN,
            "lanjut": "Kolom yang bersambung dari baris di atas",
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
        {"baris": "Baris"},
        silent={
            **_ACUAN,
            "lanjut": "Kolom yang bersambung dari baris di atas",
            "gabung": "Kolom yang digabung",
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
        {"kotak": "Kotak", "rincian": "Rincian", "butir": "Butir", "gaya": "Rupa kotak"},
        silent=_LEBAR,
    ),
    gambar.Judul: Fields({"judul": "Judul dalam gambar"}, silent=_LEBAR),
    gambar.Teks: Fields({"teks": "Teks dalam gambar"}, silent=_LEBAR),
    gambar.Panah: Fields(
        {"panah": "Arah panah", "label": "Label panah", "garis": "Garis panah"},
        silent={"panjang": "Panjang panah"},
    ),
    gambar.Kembali: Fields({"dari": "Dari", "ke": "Ke", "label": "Label panah"}),
    gambar.Baris: Fields({"baris": "Deret", "kembali": "Panah kembali"}, silent=_LEBAR),
    gambar.Kolom: Fields({"kolom": "Susunan"}, silent=_LEBAR),
    gambar.Grup: Fields({"grup": "Judul kelompok", "isi": "Isi kelompok"}, silent=_LEBAR),
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


@cache
def fields_of(record: type) -> Mapping[str, tuple[Use, str]]:
    """Return use and name of each field of *record*, those included that it inherits."""
    result: dict[str, tuple[Use, str]] = {}
    for one in reversed(record.__mro__):
        for nama, use, label in TABLE[one].items() if one in TABLE else ():
            result[nama] = use, label
    return result


def use_of(record: type, nama: str) -> Use:
    """Return what a document makes of the field *nama* of *record*.

    A table's row has its cells under the keys of the columns, and every cell is printed. So is
    what stands nowhere: told too prominently is better than not told.
    """
    return fields_of(record).get(nama, (Use.PRINTED, ""))[0]


def label_of(record: type, nama: str) -> str:
    """Return what readers call the field *nama* of *record*."""
    return fields_of(record).get(nama, (Use.PRINTED, ""))[1] or nama.replace("_", " ").capitalize()
