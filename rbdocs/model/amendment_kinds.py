"""What an amending regulation can do, as its sources call it."""

from __future__ import annotations

from typing import Literal

# What an amendment does, and to what: UU 12/2011, Lampiran II, on amending.
JenisPerubahan = Literal[
    "ubah-judul",
    "ubah-judul-bab",
    "ubah-judul-bagian",
    "ubah-judul-paragraf",
    "ubah-bab",
    "ubah-bagian",
    "ubah-paragraf",
    "ubah-pasal",
    "ubah-ayat",
    "ubah-huruf",
    "ubah-angka",
    "ubah-lampiran",
    "ubah-bab-lampiran",
    "ubah-tabel-lampiran",
    "ganti-kata",
    "sisip-bab",
    "sisip-bagian",
    "sisip-paragraf",
    "sisip-pasal",
    "sisip-ayat",
    "sisip-huruf",
    "sisip-angka",
    "sisip-lampiran",
    "tambah-bab",
    "tambah-bagian",
    "tambah-paragraf",
    "tambah-pasal",
    "tambah-ayat",
    "tambah-huruf",
    "tambah-angka",
    "tambah-lampiran",
    "hapus-bab",
    "hapus-bagian",
    "hapus-paragraf",
    "hapus-pasal",
    "hapus-ayat",
    "hapus-huruf",
    "hapus-angka",
    "hapus-lampiran",
]
# What is done to parts of an article, so that several of them make one sentence.
JenisRincian = Literal[
    "ubah-ayat",
    "ubah-huruf",
    "ubah-angka",
    "sisip-ayat",
    "sisip-huruf",
    "sisip-angka",
    "tambah-ayat",
    "tambah-huruf",
    "tambah-angka",
    "hapus-ayat",
    "hapus-huruf",
    "hapus-angka",
]
