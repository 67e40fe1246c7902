"""Load the tables of Lampiran I, and say what does not hold in one taken alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rbdocs.files import Project
from rbdocs.model.finding import Finding, repeated
from rbdocs.model.table import (
    COLUMNS_HASIL,
    KegiatanHasil,
    Tabel,
    TabelHasil,
    TabelLampiran,
)
from rbdocs.sources.shape import shape
from rbdocs.sources.table_rows import RESERVED, RowCheck, finding, repeated_keys
from rbdocs.sources.yaml_file import YamlFile, read

_KINDS: dict[str, type[TabelLampiran]] = {"biasa": Tabel, "hasil": TabelHasil}


def load_tabel(project: Project, path: Path) -> tuple[TabelLampiran | None, list[Finding]]:
    """Read the table at *path*; its ``jenis`` says which shape it has.

    None where it does not fit; the findings then say all that is wrong with it.
    """
    file = read(project, path)
    jenis = file.content.get("jenis", "biasa") if isinstance(file.content, dict) else "biasa"
    kind = _KINDS.get(jenis) if isinstance(jenis, str) else None
    if kind is None:
        file.note(
            "MUAT11",
            file.location(("jenis",)),
            f"Jenis tabel «{jenis}» tidak dikenal, jadi isinya tidak diperiksa.",
            f"Tulis jenis: {' atau jenis: '.join(_KINDS)}.",
        )
        return None, file.findings
    tabel = _shaped(file, kind)
    if tabel is not None:
        file.findings += check_tabel(tabel)
    return tabel, file.findings


def _shaped(file: YamlFile, kind: type[TabelLampiran]) -> TabelLampiran | None:
    return shape(file, Tabel) if kind is Tabel else shape(file, TabelHasil)


def check_numbers(tables: Mapping[str, TabelLampiran]) -> Iterator[Finding]:
    """Yield findings about numbers that two tables have."""
    numbered = ((tabel.nomor, tabel.location("nomor")) for tabel in tables.values() if tabel.nomor)
    for nomor, location, first in repeated(numbered):
        yield finding(
            "MUAT17",
            location,
            f"Nomor «{nomor}» sudah dipakai di {first}.",
            "Beri tabel ini nomor lain.",
        )


def check_tabel(tabel: TabelLampiran) -> Iterator[Finding]:
    """Yield findings about columns and rows of *tabel* that do not fit each other."""
    bad_columns = list(_columns(tabel))
    yield from bad_columns
    if isinstance(tabel, TabelHasil):
        yield from _outcomes(tabel)
    elif not bad_columns:
        yield from _parts(tabel)


def _columns(tabel: TabelLampiran) -> Iterator[Finding]:
    yield from repeated_keys("kolom", tabel.columns())
    for kolom in tabel.columns():
        if kolom.kunci in RESERVED:
            yield finding(
                "MUAT30",
                kolom.location("kunci"),
                f"«{kolom.kunci}» punya arti lain dalam baris tabel, jadi tidak dapat menjadi "
                "kunci kolom.",
                f"Pakai kunci lain, misalnya {kolom.kunci}_.",
            )
        if kolom.tahun is not None and kolom.makna not in ("baseline", "target"):
            yield finding(
                "MUAT30",
                kolom.location("tahun"),
                f"Kolom «{kolom.kunci}» bertahun, tetapi maknanya bukan baseline atau target.",
                "Tulis makna: baseline atau makna: target, atau hapus tahunnya.",
            )
    keys = tuple(dict.fromkeys(kolom.kunci for kolom in tabel.columns()))
    if isinstance(tabel, TabelHasil) and keys != COLUMNS_HASIL:
        yield finding(
            "MUAT30",
            tabel.location("kolom"),
            "Kolom tabel hasil harus, dari kiri ke kanan: "
            f"{', '.join(COLUMNS_HASIL)}; di sini: {', '.join(keys)}.",
            "Sesuaikan kunci kolomnya; judul dan lebarnya bebas.",
        )


def _outcomes(tabel: TabelHasil) -> Iterator[Finding]:
    for kegiatan in tabel.kegiatan_utama:
        yield from _outcome(kegiatan)


def _outcome(kegiatan: KegiatanHasil) -> Iterator[Finding]:
    first = kegiatan.output[0]
    if first.penanggung_jawab is None:
        yield finding(
            "MUAT07",
            first.location(),
            "Isian «penanggung_jawab» belum ada untuk output pertama kegiatan utama ini.",
            'Tambahkan «penanggung_jawab:»; bila dalam naskah memang kosong, tulis "".',
        )
    for indikator in kegiatan.indikator:
        if (indikator.target is None) != (indikator.tahun is None):
            missing, present = "target", "tahun"
            if indikator.tahun is None:
                missing, present = present, missing
            yield finding(
                "MUAT07",
                indikator.location(),
                f"Isian «{missing}» belum ada di samping «{present}».",
                f"Tambahkan «{missing}:», atau hapus «{present}» bila targetnya tidak tercetak.",
            )


def _parts(tabel: Tabel) -> Iterator[Finding]:
    if bool(tabel.baris) == bool(tabel.blok):
        yield finding(
            "MUAT30",
            tabel.location("blok") if tabel.blok else tabel.location(),
            "Tabel harus berisi «baris» atau «blok», salah satu saja.",
            "Tulis «baris:»; «blok:» hanya untuk tabel yang kepalanya berganti di tengah.",
        )
    columns = [kolom.kunci for kolom in tabel.columns()]
    for head, rows in tabel.parts():
        if not head and all(kolom.judul.empty for kolom in tabel.columns()):
            yield finding(
                "MUAT30",
                rows[0].location(),
                "Bagian tabel ini tidak punya kepala: kolom-kolomnya tanpa judul.",
                "Beri kolom «judul:», atau beri blok ini «kepala:».",
            )
        for listing in (head, rows):
            yield from RowCheck(columns).check(listing)
