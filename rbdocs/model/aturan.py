"""What is told of a rule: its code, what must hold, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rbdocs.model.finding import Level


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
