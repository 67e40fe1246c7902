"""Sources that the examples of several rules begin with."""

from __future__ import annotations

# A body that amends the clean regulation of 2023, and the article that ends it.
AMENDING = """
  mengubah:
    jenis: Peraturan Bupati
    nomor: 5
    tahun: 2023
    tentang: Rencana Aksi Reformasi Birokrasi Tahun 2023
    lembaran: [{jenis: berita-daerah, daerah: Kabupaten Batang, tahun: 2023, nomor: 5}]
  batang_tubuh:
    - pasal: I
      perubahan:
        - {jenis: ubah-lampiran, nomor: [I, II, III]}"""
EFFECT = """
    - {pasal: II, teks: Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.}
"""
# A table of outcomes beside the clean regulation's own table; a kegiatan utama is to follow.
OUTCOMES = """
lampiran-1/bab-1.md: |
  Pendahuluan.

  ![](tabel-1-1.yaml)

  ![](tabel-1-2.yaml)
lampiran-1/tabel-1-2.yaml:
  jenis: hasil
  nomor: "1.2"
  judul: Hasil
  label: {indikator: "Indikator:", target: "Target:", tahun: pada Tahun}
  kolom:
    - {kunci: no, judul: No, lebar: 1}
    - {kunci: kegiatan_utama, judul: Kegiatan Utama, lebar: 4}
    - {kunci: leading, judul: Leading Institution, lebar: 2}
    - {kunci: output, judul: Output, lebar: 4}
    - {kunci: tahun, judul: Tahun, lebar: 1}
    - {kunci: penanggung_jawab, judul: Penanggung Jawab, lebar: 2}
  kegiatan_utama:
"""
