"""What readers find of the Lampiran: the plans, and running text with its tables and figures."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import FieldUses, named
from rbdocs.model import chapter, figure, plan_tree, table

ANNEXES: Mapping[type, FieldUses] = {
    plan_tree.PlanNode: FieldUses(printed=named("jumlah")),
    plan_tree.LampiranRencana: FieldUses(
        printed=named("tentang tanda_tangan", judul="Judul Lampiran", rencana="Permasalahan"),
        silent=named("lampiran tahun", jenis="Jenis rencana aksi"),
    ),
    plan_tree.TandaTangan: FieldUses(
        printed=named(
            tempat_tanggal="tempat dan tanggal",
            jabatan="jabatan penanda tangan",
            ttd="tanda «ttd»",
            nama="nama penanda tangan",
            jabatan_tercetak="jabatan penanda tangan",
            nama_tercetak="nama penanda tangan",
        ),
        silent=named(
            pejabat="Pejabat yang menandatangani", celah="Catatan tentang bagian naskah yang hilang"
        ),
    ),
    plan_tree.Celah: FieldUses(silent=named(celah="Catatan tentang bagian naskah yang hilang")),
    plan_tree.IndikatorRencana: FieldUses(
        printed=named("target", nama="Indikator"), silent=named(acuan="Indikator dalam daftar")
    ),
    plan_tree.RencanaAksi: FieldUses(
        printed=named(
            "satuan total anggaran koordinator pelaksana",
            uraian="Rencana Aksi",
            indikator="Indikator Output",
            tw="TW",
            sub_kegiatan="Sub Kegiatan",
            lanjut="Sel yang bersambung dengan baris di atas, kolom",
        ),
        silent=named(
            "kode keputusan",
            cara="cara menghitung Total",
            acuan="Indikator dalam daftar",
            pengganti="Rencana aksi pengganti",
            celah="Catatan tentang bagian naskah yang hilang",
        ),
    ),
    plan_tree.SubKegiatan: FieldUses(
        printed=named(
            "koordinator pelaksana", nama="Sub Kegiatan Pendukung", anggaran="Jumlah Anggaran"
        ),
        silent=named("kode_rekening"),
    ),
    chapter.SusunanNaskah: FieldUses(
        printed=named("tentang tanda_tangan", judul="Judul Lampiran"),
        silent=named("lampiran tahun"),
        apart=named("isi"),
    ),
    chapter.Naskah: FieldUses(
        printed=named("tabel gambar", susunan="Lampiran", blok="Paragraf"),
        apart=named("blocks unplaced"),
    ),
    # A block is no record of the sources: its fields are what the outline makes of it.
    chapter.Block: FieldUses(
        printed=named("bentuk teks", tanda="Nomor"),
        silent=named(rujukan="Rujukan dan catatan angka", berkas="Tabel atau gambar"),
    ),
    table.Tabel: FieldUses(
        printed=named("nomor sumber kolom baris", judul="Judul tabel", blok="Bagian tabel"),
        silent=named("berkas", huruf="Ukuran huruf", jenis="Jenis tabel"),
    ),
    table.TabelHasil: FieldUses(
        printed=named(
            "nomor sumber kolom",
            judul="Judul tabel",
            label="Kata di sekitar indikator",
            kegiatan_utama="Kegiatan Utama",
        ),
        silent=named("berkas", huruf="Ukuran huruf", jenis="Jenis tabel"),
    ),
    table.Kolom: FieldUses(
        printed=named(judul="Judul kolom"),
        silent=named("kunci lebar rata makna", tahun="Tahun nilai"),
    ),
    table.KelompokKolom: FieldUses(printed=named("kolom", judul="Judul kelompok kolom")),
    table.Baris: FieldUses(
        printed=named(
            "baris",
            lanjut="Sel yang bersambung dengan baris di atas, kolom",
            gabung="Kolom yang digabung",
        ),
        silent=named(
            acuan="Indikator dalam daftar", celah="Catatan tentang bagian naskah yang hilang"
        ),
    ),
    table.Blok: FieldUses(printed=named("baris", kepala="Baris kepala")),
    table.LabelHasil: FieldUses(printed=named("indikator target tahun")),
    table.KegiatanHasil: FieldUses(
        printed=named(
            "indikator output", no="Nomor", nama="Kegiatan Utama", leading="Leading Institution"
        )
    ),
    table.IndikatorHasil: FieldUses(
        printed=named("target tahun", nama="Indikator"),
        silent=named(acuan="Indikator dalam daftar"),
    ),
    table.OutputHasil: FieldUses(printed=named("tahun penanggung_jawab", uraian="Output")),
    figure.Gambar: FieldUses(
        printed=named("nomor sumber berkas_gambar", judul="Judul gambar", isi="Isi gambar"),
        silent=named("berkas", digambar_ulang="Catatan tentang gambar ulang"),
    ),
    figure.Kotak: FieldUses(printed=named("kotak rincian butir lebar", gaya="Rupa kotak")),
    figure.Judul: FieldUses(printed=named("lebar", judul="Judul dalam gambar")),
    figure.Teks: FieldUses(printed=named("lebar", teks="Teks dalam gambar")),
    figure.Panah: FieldUses(
        printed=named(
            panah="Arah panah", label="Label panah", garis="Garis panah", panjang="Panjang panah"
        )
    ),
    figure.Kembali: FieldUses(printed=named("dari ke", label="Label panah")),
    figure.BarisGambar: FieldUses(printed=named("lebar", baris="Deret", kembali="Panah kembali")),
    figure.KolomGambar: FieldUses(printed=named("lebar", kolom="Susunan")),
    figure.Grup: FieldUses(printed=named("lebar", grup="Judul kelompok", isi="Isi kelompok")),
}
