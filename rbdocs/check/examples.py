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
