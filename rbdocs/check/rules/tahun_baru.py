"""REV: a new year's plans against those of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Location
from rbdocs.model.naskah import Naskah
from rbdocs.model.nilai import Nilai, Text
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.rencana_aksi import LampiranRencana, RencanaAksi, walk
from rbdocs.model.tahun import year_named

# Below this share of common words two descriptions are of two different actions.
_SAME_ACTION = 45
# From this share on, equal budgets look copied rather than planned.
_COPIED_SHARE, _COPIED_ROWS = 0.5, 5


_Said = tuple[Location, str, str]  # where, in which row or block, and the text


def _before(regulasi: Regulasi) -> dict[str, RencanaAksi]:
    """The actions of the year before, by kode; those of plans that stay in force are not asked."""
    if regulasi.sebelumnya is None:
        return {}
    replaced = {one.lampiran for one in regulasi.lampiran}
    return {
        aksi.kode: aksi
        for lampiran in regulasi.sebelumnya.lampiran
        if lampiran.lampiran in replaced
        for aksi in walk(lampiran)
        if isinstance(aksi, RencanaAksi) and aksi.printed
    }


def _plan_texts(lampiran: LampiranRencana) -> Iterator[_Said]:
    kode = ""
    yield lampiran.location("judul"), kode, lampiran.judul
    for node in walk(lampiran):
        kode = node.kode if isinstance(node, RencanaAksi) else kode
        for nama, value in node:
            if isinstance(value, Text | Nilai):
                yield node.location(nama), kode, str(value)


def _running_texts(naskah: Naskah) -> Iterator[_Said]:
    """Title, chapters and captions; the columns of a road map's tables have years of their own."""
    yield naskah.susunan.location("judul"), "judul", naskah.susunan.judul
    for block in naskah.blocks:
        yield block.location, block.key, block.plain
    for kunci, tabel in naskah.tabel.items():
        yield tabel.location("judul"), kunci, tabel.judul


def _texts(regulasi: Regulasi) -> Iterator[tuple[str | None, _Said]]:
    """Every printed text that is the year's own, with the Lampiran that it is in."""
    peraturan = regulasi.peraturan
    for index, sentence in enumerate(peraturan.menimbang):
        place = peraturan.location("menimbang", index)
        yield None, (place, f"menimbang-{index + 1}", sentence.plain)
    for lampiran in regulasi.lampiran:
        for said in _plan_texts(lampiran):
            yield lampiran.lampiran, said
    for naskah in regulasi.naskah:
        if naskah.susunan.lampiran in peraturan.lampiran:
            for said in _running_texts(naskah):
                yield naskah.susunan.lampiran, said


@rule(
    code="REV01",
    level=Level.PERINGATAN,
    statement="Naskah tahun baru tidak menyebut tahun lalu.",
    ground="Tahun yang tertinggal dari naskah lama mengubah arti naskah yang baru. Rentang tahun "
    "(2020-2024) dan nomor peraturan (Nomor 53 Tahun 2023) bukan tahun yang tertinggal.",
    wrong="""
peraturan.yaml: {status: rancangan}
lampiran-2.yaml: {judul: RENCANA AKSI REFORMASI BIROKRASI GENERAL TAHUN 2023}
""",
    right="""
peraturan.yaml: {status: rancangan}
lampiran-2.yaml: {judul: RENCANA AKSI REFORMASI BIROKRASI GENERAL TAHUN 2024}
""",
)
def tahun_lalu_tertinggal(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the texts of the new year that name the year whose text they were made from."""
    if regulasi.sebelumnya is None:
        return
    last, new = regulasi.sebelumnya.peraturan, regulasi.peraturan.tahun
    origins = {str(nomor): year for nomor, year in last.tahun_naskah.items()}
    for nomor, (location, kode, text) in _texts(regulasi):
        for old in dict.fromkeys((last.tahun, origins.get(nomor or "", last.tahun))):
            if named := year_named(text, old):
                yield Violation(
                    location,
                    kode,
                    f"Masih menyebut tahun {old}: «{named.around}».",
                    f"Ganti dengan {new}, atau biarkan bila memang tahun {old} yang dimaksud.",
                    {"tahun": old},
                    excerpt=named.exact,
                )


@rule(
    code="REV02",
    level=Level.GALAT,
    statement="Setiap rencana aksi tahun lalu dilanjutkan, atau diputuskan selesai atau diganti.",
    ground="Rencana aksi yang hilang tanpa keputusan tidak dapat dipertanggungjawabkan dalam "
    "evaluasi; tahap kelima pelaksanaan RB (Lampiran I, 3.1) menjadi masukan rencana berikutnya.",
    whole=True,
    wrong="""
peraturan.yaml: {status: rancangan}
lampiran-3.yaml: {rencana: []}
""",
    right="peraturan.yaml: {status: rancangan}",
)
def aksi_hilang_tanpa_keputusan(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the actions of the year before that the new plans no longer know."""
    known = {aksi.kode for aksi in regulasi.aksi(ended=True)}
    for kode, aksi in _before(regulasi).items():
        if kode not in known:
            where = next(iter(regulasi.lampiran)).location()
            yield Violation(
                Location(where.file),
                kode,
                f"Rencana aksi {kode} tahun lalu («{aksi.uraian or aksi.indikator}») hilang tanpa "
                "keputusan.",
                "Kembalikan rencana aksi itu; bila tidak dilanjutkan, tulis keputusan: selesai "
                "atau keputusan: ganti padanya.",
                {"kode": kode},
            )


@rule(
    code="REV03",
    level=Level.GALAT,
    statement="Kode sebuah rencana aksi tidak dipakai untuk rencana aksi lain.",
    ground="Temuan, pengecualian dan perbandingan menyebut kode; kode tetap dari tahun ke tahun.",
    wrong="""
peraturan.yaml: {status: rancangan}
lampiran-2.yaml:
  rencana:
    - permasalahan: Birokrasi yang belum kolaboratif
      kegiatan_utama:
        - nama: Pelaksanaan sistem kerja baru
          indikator:
            - nama: Tingkat penerapan sistem kerja baru
              acuan: sistem-kerja-baru
              target: "80%"
              rencana_aksi:
                - kode: G-01 # tahun lalu: Menyusun dokumen sistem kerja
                  uraian: Membangun gedung arsip
                  satuan: Unit
                  indikator: Banyaknya gedung
                  tw: ["-", "-", "-", 1]
                  total: 1
                  sub_kegiatan: [{nama: Pembangunan Gedung, anggaran: 900000000}]
                  koordinator: BKD
                  pelaksana: BKD
""",
    right="peraturan.yaml: {status: rancangan}",
)
def kode_untuk_aksi_lain(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the actions that share a kode of the year before and hardly a word."""
    from rapidfuzz.fuzz import token_set_ratio

    before = _before(regulasi)
    for aksi in regulasi.aksi(ended=True):
        old = before.get(aksi.kode)
        if old is None or old.uraian is None or aksi.uraian is None or aksi.uraian.open:
            continue
        if old.uraian.plain == aksi.uraian.plain:
            continue
        alike = max(
            token_set_ratio(old.uraian.plain.lower(), aksi.uraian.plain.lower()),
            token_set_ratio(old.indikator.plain.lower(), aksi.indikator.plain.lower()),
        )
        if alike < _SAME_ACTION:
            yield Violation(
                aksi.location("kode"),
                aksi.kode,
                f"Kode {aksi.kode} tahun lalu milik rencana aksi lain: «{old.uraian}».",
                "Beri rencana aksi baru kode baru; pada yang lama tulis keputusan: ganti.",
                {"lama": old.uraian.plain, "baru": aksi.uraian.plain},
            )


@rule(
    code="REV04",
    level=Level.PERINGATAN,
    statement="Anggaran tahun baru direncanakan, bukan disalin dari tahun lalu.",
    ground="Anggaran yang sama sampai rupiahnya pada banyak baris biasanya tersalin.",
    wrong="""
peraturan.yaml: {status: rancangan}
2023/lampiran-2.yaml:
  rencana:
    - permasalahan: Birokrasi yang belum kolaboratif
      kegiatan_utama:
        - nama: Pelaksanaan sistem kerja baru
          indikator:
            - nama: Tingkat penerapan sistem kerja baru
              acuan: sistem-kerja-baru
              target: "80%"
              rencana_aksi:
                - kode: G-01
                  uraian: Menyusun dokumen sistem kerja
                  satuan: Dokumen
                  indikator: Jumlah dokumen sistem kerja yang disusun
                  tw: ["-", 1, "-", 2]
                  total: 3
                  sub_kegiatan:
                    - {nama: Kajian, anggaran: 10500000}
                    - {nama: Penyusunan, anggaran: 20250000}
                    - {nama: Pembahasan, anggaran: 7125000}
                    - {nama: Pencetakan, anggaran: 3300000}
                    - {nama: Sosialisasi, anggaran: 12750000}
                  koordinator: BKD
                  pelaksana: BKD
lampiran-2.yaml:
  rencana:
    - permasalahan: Birokrasi yang belum kolaboratif
      kegiatan_utama:
        - nama: Pelaksanaan sistem kerja baru
          indikator:
            - nama: Tingkat penerapan sistem kerja baru
              acuan: sistem-kerja-baru
              target: "80%"
              rencana_aksi:
                - kode: G-01
                  uraian: Menyusun dokumen sistem kerja
                  satuan: Dokumen
                  indikator: Jumlah dokumen sistem kerja yang disusun
                  tw: ["-", 1, "-", 2]
                  total: 3
                  sub_kegiatan:
                    - {nama: Kajian, anggaran: 10500000}
                    - {nama: Penyusunan, anggaran: 20250000}
                    - {nama: Pembahasan, anggaran: 7125000}
                    - {nama: Pencetakan, anggaran: 3300000}
                    - {nama: Sosialisasi, anggaran: 12750000}
                  koordinator: BKD
                  pelaksana: BKD
""",
    right="peraturan.yaml: {status: rancangan}",
)
def anggaran_tersalin(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the plans in which many budgets equal last year's to the rupiah."""
    before = _before(regulasi)
    for lampiran in regulasi.lampiran:
        pairs = [
            (old.anggaran.text, new.anggaran.text, aksi.kode)
            for aksi in walk(lampiran)
            if isinstance(aksi, RencanaAksi) and aksi.kode in before
            for old, new in zip(
                before[aksi.kode].sub_kegiatan or (), aksi.sub_kegiatan or (), strict=False
            )
            if old.anggaran and new.anggaran and old.anggaran.number and new.anggaran.number
        ]
        same = [kode for old, new, kode in pairs if old == new]
        if len(same) >= _COPIED_ROWS and len(same) >= _COPIED_SHARE * len(pairs):
            yield Violation(
                lampiran.location("rencana"),
                "",
                f"{len(same)} dari {len(pairs)} anggaran Lampiran {lampiran.lampiran} sama dengan "
                "tahun lalu sampai rupiahnya.",
                f"Periksa apakah anggarannya sudah anggaran tahun ini: {', '.join(same)}.",
                {"kode": same, "dari": len(pairs)},
            )
