"""IND and PD: the plans beside the road map: which indicators, by whom, and whether they reach."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.grouping import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.indikator import Indikator
from rbdocs.model.kata import listed, same_name
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.registers import PerangkatDaerah
from rbdocs.model.rencana_aksi import (
    IndikatorKegiatanUtama,
    IndikatorTematik,
    IndikatorTurunan,
)
from rbdocs.model.sebutan import SebutanIndikator
from rbdocs.model.tabel import Baris, TabelHasil
from rbdocs.model.ukuran import Ukuran, ukuran

_PLANNED = (IndikatorKegiatanUtama, IndikatorTematik, IndikatorTurunan)
_ROAD_MAP = """
lampiran-1/tabel-1-1.yaml:
  kolom:
    - {kunci: no, judul: Kegiatan Utama, lebar: 3, makna: kegiatan_utama}
    - {kunci: indikator, judul: Indikator, lebar: 4, makna: indikator}
    - {kunci: t2024, judul: "2024", lebar: 2, makna: target, tahun: 2024}
    - {kunci: t2023, judul: Koordinator, lebar: 2, makna: koordinator}
  baris:
"""
_BASELINE = """
lampiran-1/tabel-1-1.yaml:
  kolom:
    - {kunci: no, judul: No, lebar: 1, makna: nomor}
    - {kunci: indikator, judul: Indikator, lebar: 4, makna: indikator}
    - {kunci: t2023, judul: Baseline 2023, lebar: 2, makna: baseline, tahun: 2023}
  baris:
"""
_OUTCOMES = """
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
# An output that is the indicator itself: "Capaian Indeks Sistem Merit" for "Indeks Sistem Merit".
_MEASURED = re.compile(r"^\s*(?:capaian|nilai|indeks)\s+", re.IGNORECASE)


def _road_map(regulasi: Regulasi) -> Iterator[SebutanIndikator]:
    """Yield the rows of tables that give an indicator with its kegiatan utama or coordinator."""
    for place in regulasi.sebutan():
        if isinstance(place.node, Baris) and place.koordinator and place.acuan:
            yield place


def _plans(regulasi: Regulasi) -> Iterator[SebutanIndikator]:
    for place in regulasi.sebutan():
        if place.acuan and isinstance(place.node, _PLANNED):
            yield place


@rule(
    code="IND04",
    level=Level.GALAT,
    statement="Nama indikator yang tercetak adalah salah satu nama indikator yang diacunya.",
    ground="Acuan menentukan nilai mana yang dibandingkan; acuan yang keliru menyembunyikan "
    "pertentangan.",
    wrong="""
lampiran-1/tabel-1-1.yaml:
  baris:
    - {no: 1, indikator: Indeks SPBE, acuan: tindak-lanjut-aduan, t2023: 3.2, t2024: 3.4}
""",
    right="""
lampiran-1/tabel-1-1.yaml:
  baris:
    - {no: 1, indikator: Indeks SPBE, acuan: indeks-spbe, t2023: 3.2, t2024: 3.4}
""",
)
def nama_sesuai_acuan(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the places that print another indicator's name than that of their key."""
    for place in regulasi.sebutan():
        known = regulasi.indikator.by_key.get(place.acuan or "")
        if known is None or not place.nama:
            continue
        if same_name(place.nama) not in {same_name(nama) for nama in known.names()}:
            yield Violation(
                place.node.location("acuan"),
                known.kunci,
                f"«{place.nama}» ({place.tempat}) mengacu ke «{known.nama}».",
                "Betulkan acuannya; bila itu memang nama lain dari indikator yang sama, tambahkan "
                "pada «tercetak» dalam sources/indikator.yaml.",
                {"nama": place.nama, "acuan": known.kunci},
            )


@rule(
    code="IND05",
    level=Level.PERINGATAN,
    statement="Nilai dalam kolom bertahun adalah nilai tahun itu.",
    ground="Baseline tahun lain tidak dapat dibandingkan dengan baseline di kolomnya.",
    wrong=_BASELINE
    + """    - {no: 1, indikator: Indeks SPBE, acuan: indeks-spbe, t2023: "3,0 (2022)"}
""",
    right=_BASELINE
    + """    - {no: 1, indikator: Indeks SPBE, acuan: indeks-spbe, t2023: 3.2}
""",
)
def tahun_kolom(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the values that say they are of another year than their column."""
    for place in regulasi.sebutan():
        for value in place.nilai:
            said = value.ukuran.tahun
            if said is not None and value.kolom is not None and said != value.kolom:
                yield Violation(
                    value.location,
                    place.acuan or "",
                    f"«{value.nilai}» di kolom {value.jenis} {value.kolom} adalah nilai {said}.",
                    f"Tulis nilai tahun {value.kolom}; bila belum ada, tulis «-».",
                    {"nilai": str(value.nilai), "kolom": value.kolom},
                )


@rule(
    code="IND06",
    level=Level.PERINGATAN,
    statement="Setiap indikator kegiatan utama dalam peta jalan ada dalam rencana aksi.",
    ground="Rencana aksi melaksanakan peta jalan; indikator yang tidak ada di dalamnya tidak "
    "dilaksanakan siapa pun.",
    wrong=_ROAD_MAP
    + """    - {no: Arsip, indikator: Indeks Arsip, acuan: indeks-arsip, t2024: 60, t2023: BKD}
indikator.yaml:
  indikator:
    - {kunci: indeks-arsip, nama: Indeks Arsip, jenis: indeks, arah: naik, sumber: Tabel 1.1}
    - {kunci: sistem-kerja-baru, nama: Tingkat penerapan sistem kerja baru, jenis: persen,
       arah: naik, sumber: Lampiran II}
    - {kunci: tindak-lanjut-aduan, nama: Tingkat tindak lanjut pengaduan, jenis: persen,
       arah: naik, sumber: Lampiran II}
    - {kunci: indeks-spbe, nama: Indeks SPBE, jenis: indeks, arah: naik, sumber: Lampiran II}
    - {kunci: persentase-penduduk-miskin, nama: Persentase penduduk miskin, jenis: persen,
       tercetak: [Persentase angka kemiskinan], arah: turun, sumber: Lampiran III}
""",
    right=_ROAD_MAP
    + """    - {no: SPBE, indikator: Indeks SPBE, acuan: indeks-spbe, t2024: 3.4, t2023: Diskominfo}
""",
    whole=True,
)
def ada_dalam_rencana(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators of kegiatan utama that no plan has."""
    planned = {place.acuan for place in _plans(regulasi)}
    if not planned:
        return
    for place in _road_map(regulasi):
        if place.kegiatan and place.acuan not in planned:
            yield Violation(
                place.node.location("acuan"),
                place.acuan or "",
                f"Indikator «{place.nama}» ({place.tempat}) tidak ada dalam rencana aksi.",
                f"Pakai indikator itu untuk kegiatan utama «{place.kegiatan}», atau samakan "
                "namanya bila rencana aksi mengukur hal yang sama.",
                {"indikator": place.acuan, "kegiatan_utama": place.kegiatan},
            )


def _offices(regulasi: Regulasi, place: SebutanIndikator) -> dict[str, PerangkatDaerah]:
    register = regulasi.perangkat_daerah
    return {
        hit.perangkat_daerah.kunci: hit.perangkat_daerah
        for cell in place.koordinator
        for hit in register.mentions(cell)
    }


@rule(
    code="PD05",
    level=Level.GALAT,
    statement="Koordinator sebuah indikator dalam rencana aksi adalah koordinatornya dalam peta "
    "jalan.",
    ground="Dua koordinator untuk satu indikator berarti tidak jelas siapa yang menjawabnya.",
    wrong=_ROAD_MAP
    + """    - {no: SPBE, indikator: Indeks SPBE, acuan: indeks-spbe, t2024: 3.4, t2023: Dinsos}
""",
    right=_ROAD_MAP
    + """    - {no: SPBE, indikator: Indeks SPBE, acuan: indeks-spbe, t2024: 3.4, t2023: Diskominfo}
""",
)
def koordinator_sama(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the indicators of which no coordinator in the plan is one of the road map's."""
    plans = list(_plans(regulasi))
    by_key = group_by(plans, lambda one: one.acuan)
    by_activity = group_by(plans, lambda one: same_name(one.kegiatan))
    for place in _road_map(regulasi):
        planned = by_key.get(place.acuan) or by_activity.get(same_name(place.kegiatan), [])
        wanted = _offices(regulasi, place)
        for other in planned:
            given = _offices(regulasi, other)
            if not wanted or not given or _related(wanted, given):
                continue
            yield Violation(
                other.node.location(),
                place.acuan or "",
                f"Koordinator {place.nama or place.kegiatan} menurut {place.tempat} "
                f"{listed(place.koordinator)}, tetapi dalam {other.tempat} "
                f"{listed(other.koordinator)}.",
                "Samakan koordinatornya di kedua tempat.",
                {"peta_jalan": list(wanted), "rencana_aksi": list(given)},
                [
                    Occurrence(one.node.location(), one.tempat, listed(one.koordinator))
                    for one in (place, other)
                ],
            )


def _related(wanted: dict[str, PerangkatDaerah], given: dict[str, PerangkatDaerah]) -> bool:
    """Whether one office stands on both sides, itself or by the office that it belongs to."""
    if wanted.keys() & given.keys():
        return True
    parents = {office.induk for office in (*wanted.values(), *given.values())}
    return bool(parents & (wanted.keys() | given.keys()))


@rule(
    code="IND07",
    level=Level.GALAT,
    statement="Setiap indikator dalam daftar indikator dan target punya targetnya.",
    ground="Daftar tiga indikator dengan dua target tidak menyebut target yang mana untuk siapa.",
    wrong=_OUTCOMES
    + """    - no: 1
      nama: Arsitektur SPBE
      leading: Bapelitbang
      indikator: [{nama: Indeks SPBE, acuan: indeks-spbe}]
      output: [{uraian: Dokumen arsitektur, tahun: 2024, penanggung_jawab: Bapelitbang}]
""",
    right=_OUTCOMES
    + """    - no: 1
      nama: Arsitektur SPBE
      leading: Bapelitbang
      indikator: [{nama: Indeks SPBE, acuan: indeks-spbe, target: 3.4, tahun: 2024}]
      output: [{uraian: Dokumen arsitektur, tahun: 2024, penanggung_jawab: Bapelitbang}]
""",
)
def setiap_bertarget(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the kegiatan utama that list more indicators than targets."""
    for tabel in regulasi.tabel():
        for kegiatan in tabel.kegiatan_utama if isinstance(tabel, TabelHasil) else ():
            without = [one for one in kegiatan.indikator if one.target is None]
            if without:
                total = len(kegiatan.indikator)
                yield Violation(
                    without[0].location(),
                    without[0].acuan,
                    f"«{kegiatan.nama}» ({tabel.sebutan}) menyebut {total} indikator tetapi "
                    f"{total - len(without)} target; yang tanpa target: "
                    f"{listed(one.nama.plain for one in without)}.",
                    "Tambahkan targetnya.",
                    {"indikator": total, "target": total - len(without)},
                )


@rule(
    code="IND08",
    level=Level.GALAT,
    statement="Total rencana aksi yang mengukur indikatornya mencapai target indikator itu.",
    ground="Rencana aksi yang seluruhnya terlaksana harus membawa indikatornya ke targetnya.",
    wrong="acuan: sistem-kerja-baru\nsatuan: Persen\nindikator: Persentase unit yang menerapkan\n"
    'tw: ["-", "-", "-", "70%"]\ntotal: "70%"',
    right="acuan: sistem-kerja-baru\nsatuan: Persen\nindikator: Persentase unit yang menerapkan\n"
    'tw: ["-", "-", "-", "80%"]\ntotal: "80%"',
)
def mencapai_target(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the actions whose total falls short of the target of the indicator it measures."""
    targets = {
        place.acuan: value
        for place in _plans(regulasi)
        for value in place.nilai
        if value.jenis == "target"
    }
    measured = {
        same_name(_MEASURED.sub("", nama)): one
        for one in regulasi.indikator.indikator
        for nama in one.names()
    }
    for baris in regulasi.baris:
        aksi = baris.aksi
        parent = baris.kelompok.indikator.acuan
        known = (
            regulasi.indikator.by_key.get(aksi.acuan)
            if aksi.acuan
            else measured.get(same_name(_MEASURED.sub("", aksi.indikator.plain)))
        )
        if known is None or (aksi.acuan is None and known.kunci != parent):
            continue
        target = targets.get(known.kunci)
        if target is None or not _short(known, ukuran(aksi.total), target.ukuran):
            continue
        yield Violation(
            aksi.location("total"),
            aksi.kode,
            f"Total {aksi.total} tidak mencapai target {known.nama}: {target.nilai}.",
            "Naikkan totalnya, atau betulkan target indikatornya.",
            {"total": str(aksi.total), "target": str(target.nilai), "indikator": known.kunci},
            [
                Occurrence(aksi.location("total"), aksi.kode, str(aksi.total)),
                Occurrence(target.location, "target", str(target.nilai)),
            ],
        )


def _short(known: Indikator, total: Ukuran, target: Ukuran) -> bool:
    if total.number is None or target.number is None:
        return False
    if known.arah == "turun":
        return total.number > target.number
    return total.number < target.number
