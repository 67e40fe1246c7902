"""Codes of findings that come from no rule: reading the sources, waivers, templates."""

from __future__ import annotations

from rbdocs.model.aturan import Aturan
from rbdocs.model.finding import Level

_GALAT, _PERINGATAN = Level.GALAT, Level.PERINGATAN
_READ = "Yang tidak terbaca tidak dapat diperiksa, apalagi dicetak."
_SHAPE = "Sumber dibaca menurut bentuk yang tetap, supaya tidak ada isian yang hilang diam-diam."
_AGREE = "Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar."
_TEXT = "Bab ditulis dalam Markdown yang hanya memuat apa yang dapat dicetak dengan gaya templat."
_IMAGE = "Gambar dicetak dalam Word dan PDF; yang tidak cocok tampak lain atau tidak tampak."
_BODY = "Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II."
_WAIVER = "Pengecualian adalah keputusan: ia menyebut apa, mengapa, oleh siapa dan sampai kapan."

LISTING: tuple[tuple[str, Level, str, str], ...] = (
    ("MUAT01", _GALAT, "Setiap berkas sumber yang disebut ada dan dapat dibaca.", _READ),
    ("MUAT02", _GALAT, "Berkas sumber tidak melebihi batas ukuran.", _READ),
    ("MUAT03", _GALAT, "Berkas sumber UTF-8 tanpa karakter kendali.", _READ),
    ("MUAT04", _GALAT, "Tata tulis YAML benar.", _READ),
    ("MUAT05", _GALAT, "Satu isian ditulis sekali dalam kelompoknya.", _SHAPE),
    ("MUAT06", _GALAT, "Sumber tidak memakai jangkar, alias atau penanda jenis YAML.", _READ),
    ("MUAT08", _GALAT, "Setiap isian dikenal di tempatnya.", _SHAPE),
    ("MUAT10", _GALAT, "Setiap daftar memuat banyaknya butir yang benar.", _SHAPE),
    ("MUAT11", _GALAT, "Isian dengan pilihan tertentu memuat salah satunya.", _SHAPE),
    (
        "MUAT20",
        _PERINGATAN,
        "Setiap sumber terbaca, sehingga semua aturan dapat dijalankan.",
        "Yang belum diperiksa dikatakan, supaya tidak disangka benar.",
    ),
    (
        "MUAT26",
        _GALAT,
        "Tidak ada teks yang terpotong oleh tanda #.",
        "YAML menganggap # sesudah spasi sebagai awal catatan; yang sesudahnya tidak tercetak.",
    ),
    (
        "MUAT27",
        _GALAT,
        "Sumber tidak memuat karakter yang tidak tampak; yang tampak seperti spasi diperingatkan.",
        "Yang tidak tampak tidak dapat diperiksa pembaca, dan membuat dua kata yang sama berbeda.",
    ),
    (
        "MUAT28",
        _GALAT,
        "Setiap angka hanya dapat dibaca dengan satu cara.",
        "Titik dan koma dalam sumber lain artinya daripada dalam naskah: 1.650 dan [1,5, 2].",
    ),
    (
        "MUAT29",
        _GALAT,
        "Teks tercetak seperti yang tertulis: tidak terbagi oleh koma, tidak kehilangan spasi; "
        "garis miring terbalik dan koma yang meragukan diperingatkan.",
        "YAML memberi arti sendiri pada koma dalam [ ] dan pada \\ dalam petik ganda.",
    ),
    ("MUAT30", _GALAT, "Susunan tabel benar: kolom, kepala, dan sel yang digabung.", _SHAPE),
    ("MUAT38", _GALAT, "Lambang di atas judul adalah satu berkas PNG atau JPEG.", _READ),
    ("MUAT41", _GALAT, "Bab tidak memuat tag HTML.", _TEXT),
    ("MUAT42", _GALAT, "Bab hanya memakai tata tulis Markdown yang dapat dicetak.", _TEXT),
    ("MUAT43", _GALAT, "Lekukan baris menunjukkan butir dan tingkatnya, paling dalam tiga.", _TEXT),
    (
        "MUAT44",
        _GALAT,
        "Judul ada di tepi kiri, tingkatnya bersambung, dan satu BAB satu berkas.",
        _TEXT,
    ),
    ("MUAT45", _GALAT, "Berkas bab, tabel dan gambar disebut dengan namanya saja, dan ada.", _TEXT),
    ("MUAT46", _GALAT, "Rujukan dalam bab menunjuk tabel atau gambar yang ada.", _TEXT),
    ("MUAT47", _GALAT, "Bab, tabel dan gambar ditempatkan satu kali.", _TEXT),
    (
        "MUAT60",
        _GALAT,
        "Gambar adalah satu berkas PNG atau JPEG yang utuh dan tidak bergerak.",
        _IMAGE,
    ),
    ("MUAT61", _GALAT, "Gambar cukup tajam, tegak, berwarna RGB, dan dalam batasnya.", _IMAGE),
    ("MUAT63", _GALAT, "Setiap gambar punya satu keterangan dan satu isi atau berkas.", _IMAGE),
    (
        "MUAT64",
        _GALAT,
        "Isi gambar dapat disusun: garisnya menghubungkan dua kotak, dan tulisannya muat.",
        "Gambar disusun dari isinya; yang tidak muat akan tercetak bertumpuk atau terpotong.",
    ),
    (
        "MUAT68",
        _GALAT,
        "Susunan rencana benar: tingkat, kolom, periode, jumlah dan lebarnya saling cocok.",
        "Semua yang dicetak, diperiksa dan dibandingkan dari rencana mengikuti susunannya.",
    ),
    ("KEC01", _PERINGATAN, "Setiap pengecualian mengenai temuan yang memang ada.", _WAIVER),
    ("KEC02", _PERINGATAN, "Pengecualian masih berlaku untuk tahun peraturannya.", _WAIVER),
    ("KEC03", _GALAT, "Pengecualian menyebut oleh, tanggal dan sampai.", _WAIVER),
    (
        "KEC04",
        _PERINGATAN,
        "Pengecualian menyebut nilai yang dikecualikannya.",
        "Yang dibiarkan adalah nilai tertentu; nilai lain di tempat itu diputuskan lagi.",
    ),
    (
        "TPL02",
        _PERINGATAN,
        "Templat hanya memuat yang perlu bagi dokumennya; komentar, perubahan terlacak, makro, "
        "objek dan tautan ke berkas lain dibuang.",
        "Templat ditulis orang; yang tertinggal di dalamnya tidak boleh ikut ke dalam naskah.",
    ),
    (
        "TPL03",
        _PERINGATAN,
        "Kurung kurawal dalam templat hanya dipakai untuk tag.",
        "Kurung tunggal seperti {judul} tidak diisi, dan tercetak apa adanya.",
    ),
    (
        "TPL01",
        _GALAT,
        "Templat hanya memakai isian yang dikenal, dan setiap pengulangannya ditutup.",
        "Kesalahan templat ditemukan sebelum dokumen dibuat, bukan sesudah dicetak.",
    ),
)
OTHER_CODES: dict[str, Aturan] = {
    code: Aturan(code, level, statement, ground) for code, level, statement, ground in LISTING
}
