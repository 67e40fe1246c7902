"""The words of which clean regulations are made; the dictionary has them all."""

from __future__ import annotations

from itertools import product
from random import Random


def _listed(text: str) -> tuple[str, ...]:
    """The parts of *text* between its commas."""
    return tuple(" ".join(part.split()) for part in text.split(","))


VERBS = _listed(
    "Menyusun, Menetapkan, Melaksanakan, Mengelola, Mengembangkan, Membina, Mendampingi, "
    "Menyelesaikan, Memperbaiki, Menyediakan, Mengawasi, Mengukur"
)
OBJECTS = _listed(
    "pedoman kerja, layanan informasi, tata kelola data, peta proses, arsip daerah, "
    "jaringan komunikasi, standar pelayanan, aplikasi layanan, catatan kinerja, "
    "pengelolaan risiko, penataan jabatan, pengaduan masyarakat, kerja sama daerah, "
    "pelatihan pegawai, pengadaan barang"
)
PLACES = _listed(
    "di kecamatan, di desa, di kelurahan, bagi pegawai, bagi masyarakat, bagi pelaku usaha, "
    "untuk keluarga miskin, untuk petani, untuk nelayan, dalam pelayanan perizinan, "
    "dalam pengelolaan keuangan, dalam perencanaan pembangunan"
)
SUBJECTS = _listed(
    "pelayanan publik, penataan organisasi, pengawasan internal, manajemen pegawai, tata laksana, "
    "akuntabilitas kinerja, pengelolaan keuangan, pembangunan desa, informasi daerah, kearsipan, "
    "keterbukaan informasi, pengadaan barang, budaya kerja, inovasi daerah, "
    "penyederhanaan birokrasi, pendidikan masyarakat, kesehatan keluarga, ketahanan pangan, "
    "pelayanan perizinan, jalan daerah"
)
BENEFITS = _listed(
    "Kegiatan ini mengurangi beban keluarga miskin, Kegiatan ini memperlancar usaha masyarakat, "
    "Kegiatan ini meningkatkan pendapatan petani, Kegiatan ini memperluas kesempatan kerja"
)
KINDS = ("Terkait langsung", "Terkait tidak langsung")


class Words:
    """Draws texts at random, none of them twice."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._actions = [" ".join(item) for item in product(VERBS, OBJECTS, PLACES)]
        self._subjects = list(SUBJECTS)
        self._amounts: set[int] = set()
        rng.shuffle(self._actions)
        rng.shuffle(self._subjects)

    def action(self) -> str:
        """What is done."""
        return self._actions.pop()

    def subject(self) -> str:
        """What an indicator is about."""
        return self._subjects.pop()

    def amount(self) -> int:
        """Rupiah, not round."""
        while True:
            randrange = self._rng.randrange(10_000_001, 9_000_000_000)
            if randrange % 1000 and randrange not in self._amounts:
                self._amounts.add(randrange)
                return randrange
