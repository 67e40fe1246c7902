"""A plan that stands in a workbook already: read for ``mulai``, shown, and written when told to."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, FOUND, Result, add_flag
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.begin.starter import Wanted
    from rbdocs.excel.source_files import Intake, Known
    from rbdocs.model.plan_layout import PlanLayout
    from rbdocs.model.regulation import Regulation

_SHOWN = 25  # remarks; the others are counted


def add_excel(parser: argparse.ArgumentParser) -> None:
    """Add the options of a plan from a workbook."""
    parser.add_argument(
        "--dari-excel",
        type=Path,
        metavar="BERKAS",
        help="ambil rencana aksi dari berkas Excel (.xlsx): untuk Lampiran rencana pertama proyek "
        "baru, atau dalam proyek yang ada untuk Lampiran yang disebut, misalnya --lampiran "
        "III=tematik",
    )
    parser.add_argument(
        "--dpa-dari-excel",
        type=Path,
        metavar="BERKAS",
        help="ambil daftar anggaran yang disetujui (kode, nama, perangkat daerah, pagu) ke "
        "sources/dpa-TAHUN.yaml proyek yang ada",
    )
    add_flag(parser, "--terapkan", "tulis; tanpa ini hasil bacaannya hanya ditunjukkan")


def take_for(wanted: Wanted, path: Path) -> tuple[Wanted, Intake]:
    """Return *wanted* with the plan in the workbook *path*, and what was read. Raises FileProblem.

    The plan is that of the first Lampiran which is one.
    """
    from dataclasses import replace

    from rbdocs.begin.starter import Taken, is_plan, letter_of, number_of, title_of
    from rbdocs.excel.source_files import Known, names_in
    from rbdocs.sources.layouts import packaged

    place = next((i for i, kind in enumerate(wanted.lampiran) if is_plan(kind)), None)
    if place is None:
        raise FileProblem("Sebutkan Lampiran rencananya, misalnya --lampiran general.")
    kind, nomor = wanted.lampiran[place], number_of(place)
    head = _head(nomor, kind, wanted.tahun, title_of(kind, wanted.tahun), "kepala-daerah")
    offices = wanted.offices
    known = Known(
        lambda text: names_in(text, offices), wanted.units, wanted.indicators, wanted.keys
    )
    intake = _read(path, packaged(kind).layout, letter_of(place), head, known)

    taken = Taken(
        nomor,
        intake.content,
        path.name,
        intake.offices,
        intake.units,
        intake.indicators,
    )
    return replace(wanted, taken=taken), intake


def add_plan(project: Project, arguments: argparse.Namespace) -> Result:
    """Read a plan into the project that is there, as the Lampiran that was named.

    Raises FileProblem where it cannot be read or would replace what is there.
    """
    from rbdocs.commands.result import choose_year
    from rbdocs.model.lampiran_number import is_lampiran
    from rbdocs.sources.year_files import lampiran_file, naskah_folder
    from rbdocs.storing import write_all

    nomor, _, kind = (part.strip() for part in (arguments.lampiran or "").partition("="))
    nomor = nomor.upper()
    if not is_lampiran(nomor) or not kind:
        raise FileProblem(
            "Proyek ini sudah ada. Sebutkan Lampiran mana dan susunannya, misalnya: mulai "
            "--dari-excel rencana.xlsx --lampiran III=tematik."
        )
    tahun = choose_year(project, arguments.tahun)
    folder = project.sources / str(tahun)
    path = lampiran_file(folder, nomor)
    for there in (path, naskah_folder(folder, nomor)):
        if there.exists() or there.is_symlink():
            raise FileProblem(f"{project.show(there)} sudah ada dan tidak ditimpa.")
    regulation = _loaded(project, tahun)
    layout, known = _layout(project, tahun, kind.lower()), _known(regulation)
    head = _head(
        nomor,
        layout.name,
        tahun.year,
        f"RENCANA AKSI TAHUN {tahun.year}",
        regulation.peraturan.ditetapkan.pejabat,
    )
    intake = _read(arguments.dari_excel, layout, _free_letter(regulation), head, known)
    lines = [*_told(intake, arguments.dari_excel)]
    if not arguments.terapkan:
        return _shown(intake, [*lines, "Belum ada yang ditulis; dengan --terapkan ditulis."])
    write_all(project.sources, {path: intake.content})
    lines += [f"Dibuat  {project.show(path)}", *_to_register(intake)]
    lines.append(f"Tambahkan {nomor} pada «lampiran:» di {project.show(folder)}/peraturan.yaml.")
    return Result(DONE, _data(intake) | {"dibuat": [project.show(path)]}, lines)


def add_budget(project: Project, arguments: argparse.Namespace) -> Result:
    """Read the approved budget of a year into the project. Raises FileProblem."""
    from rbdocs.commands.result import choose_year
    from rbdocs.excel.door import BookProblem
    from rbdocs.excel.plan_intake import told_matches
    from rbdocs.excel.source_files import take_budget
    from rbdocs.storing import write_all

    tahun = choose_year(project, arguments.tahun)
    offices = _loaded(project, tahun).perangkat_daerah
    path = arguments.dpa_dari_excel

    def office(text: str) -> str | None:
        known = offices.recognise(text)[0]
        return known[0].kunci if known else None

    try:
        taken = take_budget(path, tahun.year, office)
    except BookProblem as problem:
        raise FileProblem(f"{path.name}: {problem}") from problem
    target = project.sources / f"dpa-{tahun.year}.yaml"
    lines = [f"{path.name}: {taken.rows} sub kegiatan terbaca.", *told_matches(taken.headed)]
    lines += [f"  {note}" for note in taken.notes[:_SHOWN]]
    if len(taken.notes) > _SHOWN:
        lines.append(f"  ... dan {len(taken.notes) - _SHOWN} lagi; semuanya dengan --format json.")
    data = {"sub_kegiatan": taken.rows, "catatan": list(taken.notes)}
    if not arguments.terapkan:
        lines.append(f"Belum ada yang ditulis; dengan --terapkan menjadi {project.show(target)}.")
        return Result(FOUND if taken.notes else DONE, data, lines)
    if target.exists():
        lines.append(f"{project.show(target)} yang lama diganti.")
    write_all(project.sources, {target: taken.content})
    return Result(
        DONE, data | {"dibuat": [project.show(target)]}, [*lines, f"Dibuat  {project.show(target)}"]
    )


def show_for_new(intake: Intake, path: Path) -> Result:
    """Return what was read for a new project, of which nothing is made yet."""
    end = "Belum ada yang dibuat. Bila bacaannya benar, jalankan lagi dengan --terapkan."
    return _shown(intake, [*_told(intake, path), end])


def _shown(intake: Intake, lines: list[str]) -> Result:
    return Result(FOUND if intake.plan.notes or intake.missing else DONE, _data(intake), lines)


def _read(
    path: Path, layout: PlanLayout, letter: str, head: dict[str, Any], known: Known
) -> Intake:
    from rbdocs.excel.door import BookProblem
    from rbdocs.excel.source_files import take

    try:
        return take(path, layout, letter, head, known)
    except BookProblem as problem:
        raise FileProblem(f"{path.name}: {problem}") from problem


def _layout(project: Project, tahun: Edition, kind: str) -> PlanLayout:
    from rbdocs.sources.layouts import Layouts, unknown_layout

    layouts = Layouts(project, tahun)
    record, file = layouts.record(kind)
    if record is not None:
        return record.layout
    if file is not None:
        raise FileProblem(f"Susunan «{kind}» belum benar; jalankan dahulu: periksa {tahun}.")
    raise FileProblem(" ".join(unknown_layout(kind, layouts.names())))


def _loaded(project: Project, tahun: Edition) -> Regulation:
    from rbdocs.sources.year import load_year

    regulation = load_year(project, tahun).regulation
    if regulation is None:
        raise FileProblem(f"Sumber tahun {tahun} belum terbaca; jalankan dahulu: periksa {tahun}.")
    return regulation


def _known(regulation: Regulation) -> Known:
    from rbdocs.excel.source_files import Known

    offices = regulation.perangkat_daerah
    indicators = {
        name.lower(): item.kunci
        for item in regulation.indikator.indikator
        for name in (item.nama, *item.tercetak)
    }
    units = {
        spelling.lower(): item.ejaan[0]
        for item in regulation.satuan.satuan
        for spelling in item.ejaan
    }
    keys = {
        item.kunci
        for items in (offices.perangkat_daerah, regulation.satuan.satuan)
        for item in items
    } | set(regulation.indikator.by_key)
    return Known(lambda text: offices.recognise(text)[1], units, indicators, keys)


def _free_letter(regulation: Regulation) -> str:
    """A letter that no action's code begins with."""
    from rbdocs.begin.starter import LETTERS

    used = {aksi.kode[0] for aksi in regulation.aksi(ended=True)}
    return next((letter for letter in LETTERS if letter not in used), "Z")


def _head(nomor: str, kind: str, tahun: int, title: str, officer: str) -> dict[str, Any]:
    return {
        "lampiran": nomor,
        "jenis": kind,
        "tahun": tahun,
        "judul": title.upper(),
        "tanda_tangan": {"pejabat": officer},
    }


def _told(intake: Intake, path: Path) -> Iterator[str]:
    from rbdocs.excel.plan_intake import told_matches

    yield f"{path.name}: {intake.plan.actions} rencana aksi terbaca."
    yield from told_matches(intake.headed)
    if intake.missing:
        yield f"Tidak ada kolomnya di Excel: {', '.join(intake.missing)}."
    notes = intake.plan.notes
    if notes:
        yield "Yang perlu diperiksa:"
        yield from (f"  {note}" for note in notes[:_SHOWN])
        if len(notes) > _SHOWN:
            yield f"  ... dan {len(notes) - _SHOWN} lagi; semuanya dengan --format json."


def _to_register(intake: Intake) -> Iterator[str]:
    """Yield what the registers still lack, as it may be written there."""
    from rbdocs.sources.edit_yaml import quoted

    for name, items, shape in (
        ("perangkat-daerah", intake.offices, "  - {{kunci: {0}, nama: {1}, singkat: {1}}}"),
        ("satuan", intake.units, "  - {{kunci: {0}, jenis: {2}, ejaan: [{1}]}}"),
        (
            "indikator",
            intake.indicators,
            '  - {{kunci: {0}, nama: {1}, jenis: {2}, arah: naik, sumber: ""}}',
        ),
    ):
        if items:
            yield f"Tambahkan pada sources/{name}.yaml, sesudah diperiksa:"
            yield from (shape.format(i.kunci, quoted(i.nama), i.jenis) for i in items)


def _data(intake: Intake) -> dict[str, Any]:
    return {
        "rencana_aksi": intake.plan.actions,
        "kolom": {match.title: match.column.key for match in intake.headed.matches},
        "tidak_diambil": [title for _, title in intake.headed.unused],
        "tidak_ada": list(intake.missing),
        "catatan": intake.plan.notes,
        "belum_terdaftar": [
            item.nama for item in (*intake.offices, *intake.units, *intake.indicators)
        ],
    }
