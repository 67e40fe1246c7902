"""What readers find of the body of a regulation, and of the registers and notes beside it."""

from __future__ import annotations

from collections.abc import Mapping

from rbdocs.compare.use import FieldUses, named
from rbdocs.model import (
    batang_tubuh,
    citation,
    kosakata,
    pengecualian,
    peraturan,
    realisasi,
    registers,
    regulation,
)

REGULATION: Mapping[type, FieldUses] = {
    regulation.Regulation: FieldUses(
        printed=named(
            peraturan="Batang tubuh",
            lampiran="Lampiran",
            naskah="Lampiran",
            lambang="Lambang",
            instansi="Daftar pejabat",
        ),
        silent=named(
            satuan="Daftar satuan",
            perangkat_daerah="Daftar perangkat daerah",
            indikator="Daftar indikator",
            kosakata="Kosakata",
            pengecualian="Pengecualian",
            realisasi="Realisasi",
            dpa="DPA",
            jawaban="Jawaban perangkat daerah",
            pengecualian_warisan="Pengecualian tahun sebelumnya",
            awal="Pasal peraturan yang diubah",
            kehendak="Pasal yang dikehendaki",
            terdahulu="Peraturan perubahan terdahulu",
        ),
        apart=named(
            "sebelumnya rencana_warisan kunci changed changed_prints kunci_lama kamus",
            "derived tidak_dipakai tidak_terbaca tahun_lalu_tidak_terbaca",
            "broken_waivers to_lock pilihan kinds",
        ),
    ),
    peraturan.Peraturan: FieldUses(
        printed=named(
            "tentang ditetapkan diundangkan menimbang mengingat",
            jenis="Jenis peraturan",
            nomor="Nomor peraturan",
            tahun="Tahun peraturan",
            sebutan="Nama peraturan dalam kalimat",
            bentuk="Bentuk naskah",
            berita_daerah="Berita Daerah",
            noreg="Nomor register",
            disalin="Pengesahan salinan",
            mengubah="Peraturan yang diubah",
            batang_tubuh="Bab dan pasal",
        ),
        silent=named(
            "status",
            frasa="Frasa perubahan",
            lampiran="Daftar Lampiran",
            warisan="Lampiran yang tetap berlaku",
            tanda_celah="Tanda celah naskah",
        ),
    ),
    peraturan.Signing: FieldUses(
        printed=named(
            tempat="tempat",
            tanggal="tanggal",
            jabatan_tercetak="jabatan penanda tangan",
            nama_tercetak="nama penanda tangan",
        ),
        silent=named(pejabat="Pejabat yang menandatangani"),
    ),
    peraturan.Copier: FieldUses(
        printed=named(
            jabatan_tercetak="jabatan penanda tangan",
            nama_tercetak="nama penanda tangan",
            pangkat_tercetak="pangkat penanda tangan",
            nip_tercetak="NIP penanda tangan",
        ),
        silent=named(pejabat="Pejabat yang mengesahkan", tanggal="Tanggal pengesahan"),
    ),
    peraturan.Sebutan: FieldUses(printed=named(kalimat="Menetapkan"), part=named("jenis tentang")),
    peraturan.BeritaDaerah: FieldUses(printed=named("tahun nomor")),
    citation.Sitasi: FieldUses(
        printed=named("kalimat"),
        part=named(
            "nomor tahun tentang lembaran",
            jenis="Jenis peraturan",
            ketentuan="Ketentuan yang menjadi dasar",
            diubah="Perubahannya",
            tercetak="Kalimat tercetak",
        ),
    ),
    citation.Lembaran: FieldUses(part=named("jenis daerah tahun nomor tanggal")),
    citation.Diubah: FieldUses(
        part=named(dengan="Diubah dengan", terakhir="Terakhir dengan", frasa="Frasa tercetak")
    ),
    citation.Tercetak: FieldUses(part=named(teks="Teks tercetak"), silent=named("alasan")),
    batang_tubuh.Butir: FieldUses(
        printed=named("teks nomor huruf angka"),
        silent=named("status", teks_tersimpan="Teks lama yang masih disimpan"),
    ),
    batang_tubuh.Pasal: FieldUses(printed=named("pasal ayat perubahan")),
    batang_tubuh.Bab: FieldUses(printed=named("bab pasal bagian", judul="Judul bab")),
    batang_tubuh.BagianBab: FieldUses(printed=named("bagian pasal paragraf", judul="Judul bagian")),
    batang_tubuh.Paragraf: FieldUses(printed=named("paragraf pasal", judul="Judul paragraf")),
    peraturan.FrasaPerubahan: FieldUses(
        silent=named(
            beberapa_kali="Sesudah beberapa kali diubah",
            menambah="Kata untuk menambah",
            koma_yakni="Koma sebelum yakni",
            koma_sehingga="Koma sebelum sehingga",
        )
    ),
    batang_tubuh.Rincian: FieldUses(
        part=named(
            "ayat huruf angka",
            jenis="Jenis perubahan",
            nomor="Nomor yang berubah",
            antara="Di antara",
        )
    ),
    batang_tubuh.Perubahan: FieldUses(
        printed=named("kalimat", judul="Judul baru", menjadi="Bunyi baru"),
        part=named(
            "bab bagian pasal ayat huruf angka setelah rincian",
            jenis="Jenis perubahan",
            nomor="Nomor yang berubah",
            antara="Di antara",
            lampiran="Lampiran yang sebagian berubah",
            kata="Kata yang diganti",
            pengganti="Kata pengganti",
            tercetak="Kalimat tercetak",
        ),
    ),
    batang_tubuh.DaftarPasal: FieldUses(silent=named("pasal", lengkap="Daftar ini lengkap")),
    registers.Instansi: FieldUses(
        printed=named("kepala_daerah daerah provinsi"),
        silent=named("tempat pejabat", nama="Nama instansi"),
    ),
    registers.Pejabat: FieldUses(
        silent=named("kunci jabatan nama pangkat", nip="NIP", berlaku="Masa jabatan")
    ),
    registers.MasaBerlaku: FieldUses(silent=named("dari sampai")),
    registers.DaftarSatuan: FieldUses(silent=named("satuan")),
    registers.Satuan: FieldUses(silent=named("kunci jenis ejaan", menghitung="Yang dihitung")),
    registers.DaftarPerangkatDaerah: FieldUses(silent=named("perangkat_daerah")),
    registers.PerangkatDaerah: FieldUses(
        silent=named(
            "kunci nama induk",
            singkat="Nama singkat",
            tercetak="Nama tercetak",
            luar="Di luar pemerintah daerah",
        )
    ),
    registers.DaftarIndikator: FieldUses(silent=named("indikator")),
    registers.Indikator: FieldUses(
        silent=named(
            "kunci nama jenis arah baseline target koordinator sumber",
            "catatan",
            tercetak="Nama tercetak",
        )
    ),
    kosakata.Kosakata: FieldUses(
        silent=named("istilah singkatan", tidak_baku="Ejaan tidak baku", terikat="Bentuk terikat")
    ),
    pengecualian.Pengecualian: FieldUses(
        silent=named(
            "aturan kode berkas kutipan alasan tanggal",
            nilai="Nilai yang dikecualikan",
            oleh="Diputuskan oleh",
            sampai="Berlaku sampai tahun",
        )
    ),
    realisasi.DaftarRealisasi: FieldUses(
        silent=named("realisasi tanda_tangan", sampai="Sampai triwulan")
    ),
    realisasi.Achievement: FieldUses(
        silent=named(
            "kode arah total anggaran bukti kendala tindak_lanjut",
            tw="TW",
            triwulan="Keterangan triwulan",
        )
    ),
    realisasi.QuarterNote: FieldUses(silent=named("bukti kendala solusi", tw="TW")),
    realisasi.ReportSigner: FieldUses(silent=named("pejabat tanggal")),
    realisasi.DaftarDpa: FieldUses(silent=named(dpa="DPA")),
    realisasi.BarisDpa: FieldUses(
        silent=named("kode_rekening perangkat_daerah", nama="Nama sub kegiatan", jumlah="Anggaran")
    ),
    realisasi.DaftarJawaban: FieldUses(silent=named("jawaban")),
    realisasi.Jawaban: FieldUses(
        silent=named(
            "perangkat_daerah berkas diterima oleh triwulan isian catatan", sidik="Sidik berkas"
        )
    ),
    realisasi.TindakLanjut: FieldUses(
        silent=named("kode uraian satuan indikator koordinator pelaksana tenggat")
    ),
}
