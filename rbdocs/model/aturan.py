"""What is told of a rule and of codes that come from none, and what a project chooses of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from rbdocs.model.finding import Level
from rbdocs.model.node import Node


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of a rule that a project may set: *value* unless it does, *meaning* for users."""

    value: int
    least: int
    most: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Aturan:
    """What users read about a rule.

    *statement* says in one Indonesian sentence what must hold, *ground* why. *wrong* and *right*
    are sources (YAML) that break and keep the rule: the fields of one action, a list of actions,
    or a mapping from names of source files to what they say. They run as tests, and are read from
    its case file only where they are shown.

    A rule *on_request* runs only where it is asked for, because it is slow. A rule that
    judges each row or sentence *alone* can do so while other sources are not read; what compares
    places, counts, or judges what is absent cannot. *mends* says what of it ``periksa --perbaiki``
    puts right, "" where nothing. *bounds* and *words*, lists of words in small letters, are what a
    project may set or add to in ``sources/aturan.yaml``, by their names there.
    """

    code: str
    level: Level
    statement: str
    ground: str
    wrong: str = ""
    right: str = ""
    on_request: bool = False
    alone: bool = False
    mends: str = ""
    bounds: Mapping[str, Bound] = field(default_factory=dict)
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """The letters of the code: what the rule is about."""
        return self.code.rstrip("0123456789")


# What the letters of a code stand for, as users read it.
SUBJECTS: dict[str, str] = {
    "MUAT": "Pembacaan sumber",
    "KEC": "Pengecualian",
    "TPL": "Templat",
    "TW": "Triwulan dan total",
    "SAT": "Satuan",
    "RA": "Isi baris rencana aksi",
    "IND": "Indikator dan target",
    "PD": "Perangkat daerah",
    "ANG": "Anggaran",
    "DPA": "Kode rekening dan anggaran yang disetujui",
    "JML": "Jumlah",
    "KOD": "Kode",
    "NOM": "Penomoran",
    "LKP": "Kelengkapan dan pengulangan",
    "SAH": "Angka, tanggal dan pejabat",
    "EJA": "Ejaan dan tanda baca",
    "THN": "Tahun dan periode",
    "ISI": "Isian yang masih terbuka",
    "REV": "Rencana aksi tahun berikutnya",
    "UBH": "Perubahan pasal dan Lampiran",
    "RUJ": "Rujukan dalam naskah",
}


def _number(content: object) -> object:
    if isinstance(content, int | Decimal) and not isinstance(content, bool):
        return Decimal(content)
    if isinstance(content, list | dict):
        raise PydanticCustomError("float_type", "angka")
    raise PydanticCustomError("float_parsing", "angka")


BoundChosen = Annotated[Decimal, BeforeValidator(_number)]


class PilihanAturan(Node):
    """What is chosen of the rule *kode*, or of all with its letters, and why.

    *tingkat* is its level, or that it is off; *ambang* gives bounds of it another value, *kata*
    adds words to its lists (see Aturan).
    """

    kode: str
    tingkat: Literal["mati", "galat", "peringatan"] | None = None
    ambang: dict[str, BoundChosen] = Field(default_factory=dict)
    kata: dict[str, list[str]] = Field(default_factory=dict)
    alasan: str = Field(min_length=10)

    def told(self) -> str:
        """Return in some words what is chosen."""
        parts: list[str] = [self.tingkat] if self.tingkat else []
        parts += [f"{name} {str(value).replace('.', ',')}" for name, value in self.ambang.items()]
        parts += [f"{name} + {', '.join(words)}" for name, words in self.kata.items()]
        return f"{self.kode} {'; '.join(parts)}"


class DaftarPilihan(Node):
    """All that a project chooses of the rules; a code holds before the letters of many."""

    aturan: list[PilihanAturan] = Field(default_factory=list)

    def level(self, code: str) -> Level | Literal["mati"] | None:
        """Return the level chosen for the rule *code*, ``mati`` for off, None for its own."""
        for choice in self._of(code):
            if choice.tingkat == "mati":
                return "mati"
            if choice.tingkat:
                return Level(choice.tingkat)
        return None

    def bound(self, code: str, name: str) -> Decimal | None:
        """Return the value chosen for the bound *name* of the rule *code*; None where none is."""
        values = (item.ambang[name] for item in self._of(code) if name in item.ambang)
        return next(values, None)

    def words(self, code: str, name: str) -> Iterator[str]:
        """Yield the words added to the list *name* of the rule *code*, in small letters."""
        for choice in self._of(code):
            yield from (word.casefold() for word in choice.kata.get(name, ()))

    def _of(self, code: str) -> Iterator[PilihanAturan]:
        subject = code.rstrip("0123456789")
        exact = [item for item in self.aturan if item.kode == code]
        return iter([*reversed(exact), *(c for c in reversed(self.aturan) if c.kode == subject)])


_WARNINGS = frozenset({"MUAT20", "KEC01", "KEC02", "KEC04", "TPL02", "TPL03", "TPL04"})
_READ = "Yang tidak terbaca tidak dapat diperiksa, apalagi dicetak."
_SHAPE = "Sumber dibaca menurut bentuk yang tetap, supaya tidak ada isian yang hilang diam-diam."
_TEXT = "Bab ditulis dalam Markdown yang hanya memuat apa yang dapat dicetak dengan gaya templat."
_IMAGE = "Gambar dicetak dalam Word dan PDF; yang tidak cocok tampak lain atau tidak tampak."
_WAIVER = "Pengecualian adalah keputusan: ia menyebut apa, mengapa, oleh siapa dan sampai kapan."

# Code, statement and ground of each; all are errors but for the warnings.
LISTING: tuple[tuple[str, str, str], ...] = (
    ("MUAT01", "Setiap berkas sumber yang disebut ada dan dapat dibaca.", _READ),
    ("MUAT02", "Berkas sumber tidak melebihi batas ukuran.", _READ),
    ("MUAT03", "Berkas sumber UTF-8 tanpa karakter kendali.", _READ),
    ("MUAT04", "Tata tulis YAML benar.", _READ),
    ("MUAT05", "Satu isian ditulis sekali dalam kelompoknya.", _SHAPE),
    ("MUAT06", "Sumber tidak memakai jangkar, alias atau penanda jenis YAML.", _READ),
    ("MUAT08", "Setiap isian dikenal di tempatnya.", _SHAPE),
    ("MUAT10", "Setiap daftar memuat banyaknya butir yang benar.", _SHAPE),
    ("MUAT11", "Isian dengan pilihan tertentu memuat salah satunya.", _SHAPE),
    (
        "MUAT20",
        "Setiap sumber terbaca, sehingga semua aturan dapat dijalankan.",
        "Yang belum diperiksa dikatakan, supaya tidak disangka benar.",
    ),
    (
        "MUAT26",
        "Tidak ada teks yang terpotong oleh tanda #.",
        "YAML menganggap # sesudah spasi sebagai awal catatan; yang sesudahnya tidak tercetak.",
    ),
    (
        "MUAT27",
        "Sumber tidak memuat karakter yang tidak tampak; yang tampak seperti spasi, atau serupa "
        "huruf Latin, diperingatkan.",
        "Yang tidak tampak tidak dapat diperiksa pembaca, dan membuat dua kata yang sama berbeda.",
    ),
    (
        "MUAT28",
        "Setiap angka hanya dapat dibaca dengan satu cara.",
        "Titik dan koma dalam sumber lain artinya daripada dalam naskah: 1.650 dan [1,5, 2].",
    ),
    (
        "MUAT29",
        "Teks tercetak seperti yang tertulis: tidak terbagi oleh koma, tidak kehilangan spasi; "
        "garis miring terbalik dan koma yang meragukan diperingatkan.",
        "YAML memberi arti sendiri pada koma dalam [ ] dan pada \\ dalam petik ganda.",
    ),
    ("MUAT30", "Susunan tabel benar: kolom, kepala, dan sel yang digabung.", _SHAPE),
    ("MUAT38", "Lambang di atas judul adalah satu berkas PNG atau JPEG.", _READ),
    ("MUAT41", "Bab tidak memuat tag HTML.", _TEXT),
    ("MUAT42", "Bab hanya memakai tata tulis Markdown yang dapat dicetak.", _TEXT),
    ("MUAT43", "Lekukan baris menunjukkan butir dan tingkatnya, paling dalam tiga.", _TEXT),
    (
        "MUAT44",
        "Judul ada di tepi kiri, tingkatnya bersambung, dan satu BAB satu berkas.",
        _TEXT,
    ),
    ("MUAT45", "Berkas bab, tabel dan gambar disebut dengan namanya saja, dan ada.", _TEXT),
    ("MUAT46", "Rujukan dalam bab menunjuk tabel atau gambar yang ada.", _TEXT),
    ("MUAT47", "Bab, tabel dan gambar ditempatkan satu kali.", _TEXT),
    (
        "MUAT60",
        "Gambar adalah satu berkas PNG atau JPEG yang utuh dan tidak bergerak.",
        _IMAGE,
    ),
    ("MUAT61", "Gambar cukup tajam, tegak, berwarna RGB, dan dalam batasnya.", _IMAGE),
    ("MUAT63", "Setiap gambar punya satu keterangan dan satu isi atau berkas.", _IMAGE),
    (
        "MUAT64",
        "Isi gambar dapat disusun: garisnya menghubungkan dua kotak, dan tulisannya muat.",
        "Gambar disusun dari isinya; yang tidak muat akan tercetak bertumpuk atau terpotong.",
    ),
    (
        "MUAT68",
        "Susunan rencana benar: tingkat, kolom, periode, jumlah dan lebarnya saling cocok.",
        "Semua yang dicetak, diperiksa dan dibandingkan dari rencana mengikuti susunannya.",
    ),
    ("KEC01", "Setiap pengecualian mengenai temuan yang memang ada.", _WAIVER),
    ("KEC02", "Pengecualian masih berlaku untuk tahun peraturannya.", _WAIVER),
    ("KEC03", "Pengecualian menyebut oleh, tanggal dan sampai.", _WAIVER),
    (
        "KEC04",
        "Pengecualian menyebut nilai yang dikecualikannya.",
        "Yang dibiarkan adalah nilai tertentu; nilai lain di tempat itu diputuskan lagi.",
    ),
    (
        "TPL02",
        "Templat hanya memuat yang perlu bagi dokumennya; komentar, perubahan terlacak, makro, "
        "objek dan tautan ke berkas lain dibuang.",
        "Templat ditulis orang; yang tertinggal di dalamnya tidak boleh ikut ke dalam naskah.",
    ),
    (
        "TPL03",
        "Kurung kurawal dalam templat hanya dipakai untuk tag.",
        "Kurung tunggal seperti {judul} tidak diisi, dan tercetak apa adanya.",
    ),
    (
        "TPL04",
        "Kolom tabel Lampiran naskah cukup lebar untuk kata terpanjangnya.",
        "Kata yang lebih lebar daripada kolomnya tercetak terputus, bahkan satu huruf sebaris.",
    ),
    (
        "TPL01",
        "Templat hanya memakai isian yang dikenal, dan setiap pengulangannya ditutup.",
        "Kesalahan templat ditemukan sebelum dokumen dibuat, bukan sesudah dicetak.",
    ),
)
OTHER_CODES: dict[str, Aturan] = {
    code: Aturan(code, Level.PERINGATAN if code in _WARNINGS else Level.GALAT, statement, ground)
    for code, statement, ground in LISTING
}
