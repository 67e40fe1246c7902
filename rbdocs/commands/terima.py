"""``terima``: take what offices have answered in Excel into the sources."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, FOUND, UNREADABLE, Result, add_flag, add_format
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from rbdocs.excel.asked import Answer, Answered
    from rbdocs.excel.receive import Batch, Incoming, Refused
    from rbdocs.model.regulation import Regulation

HELP = "ambil jawaban perangkat daerah dari berkas Excel ke sumber"
_SHOWN = 8  # remarks of one file; more are counted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``terima``."""
    parser.add_argument(
        "berkas", type=Path, nargs="+", metavar="BERKAS", help="berkas Excel, atau foldernya"
    )
    add_flag(parser, "--terapkan", "tulis ke sumber; tanpa ini hanya ditunjukkan")
    add_flag(
        parser, "--sebagian", "ambil juga dari berkas yang sebagian isinya tidak dapat diambil"
    )
    parser.add_argument(
        "--kembalikan",
        type=Path,
        metavar="FOLDER",
        help="tulis berkas yang bermasalah lagi ke folder ini, dengan catatan pada selnya",
    )
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Show what each file would change; write it where the user says so."""
    from rbdocs.excel.receive import gather, read_all

    incoming, refused = read_all(list(gather(arguments.berkas)))
    result = Result(DONE, {"diterapkan": arguments.terapkan, "berkas": []})
    groups: dict[tuple[Edition, bool], list[Incoming]] = {}
    for file in incoming:
        groups.setdefault((file.form.tahun, file.form.triwulan > 0), []).append(file)
    for (tahun, reached), files in sorted(groups.items()):
        _receive(project, tahun, files, refused, arguments, result, reached=reached)
    _tell_refused(refused, result)
    return result


def _receive(
    project: Project,
    tahun: Edition,
    files: list[Incoming],
    refused: list[Refused],
    arguments: argparse.Namespace,
    result: Result,
    *,
    reached: bool,
) -> None:
    from rbdocs.excel.desks import PlanDesk, ReachedDesk
    from rbdocs.excel.receive import Refused, receive, unfit

    if tahun not in project.years():
        refused += [Refused(file.name, f"tidak ada sumber tahun {tahun}.") for file in files]
        return
    regulation = _load(project, tahun)
    fitting = []
    for file in files:
        reason = unfit(file.form, regulation)
        if reason:
            refused.append(Refused(file.name, reason))
        else:
            fitting.append(file)
    if not fitting:
        return
    desk = ReachedDesk(project, regulation) if reached else PlanDesk(project, regulation)
    batch = receive(project, regulation, fitting, desk, partial=arguments.sebagian)
    _tell(batch, arguments, result)
    if arguments.kembalikan is not None:
        _return(batch, fitting, arguments.kembalikan, result)
    if arguments.terapkan:
        _write(project, batch, result)


def _load(project: Project, tahun: Edition) -> Regulation:
    from rbdocs.sources.year import load_year

    loaded = load_year(project, tahun)
    if loaded.regulation is None:
        listing = "\n".join(
            f"  {finding.location}  {finding.message}"
            for finding in loaded.findings
            if finding.blocks
        )
        raise FileProblem(
            f"Sumber tahun {tahun} tidak terbaca seluruhnya, jadi tidak ada yang diambil. Betulkan "
            f"dahulu:\n{listing}"
        )
    return loaded.regulation


def _tell(batch: Batch, arguments: argparse.Namespace, result: Result) -> None:
    lines, data = result.lines, result.data["berkas"]
    lines += batch.known
    for file in batch.files:
        taken = file in batch.taken
        lines += _file_lines(file, batch, taken=taken)
        data.append(_as_data(file, batch, taken=taken))
    waiting = [file for file in batch.files if file not in batch.taken]
    count = sum(len(file.answers) for file in batch.taken)
    verb = "diambil" if arguments.terapkan else "dapat diambil"
    lines.append(
        f"{count} isian {verb} dari {sum(bool(file.answers) for file in batch.taken)} berkas"
        f"{f', {len(batch.actions)} usulan baru' if batch.actions else ''}."
    )
    if waiting:
        names = ", ".join(file.file for file in waiting)
        lines.append(
            f"Belum diambil karena ada yang harus dibetulkan atau diputuskan: {names}. "
            "Yang lain di dalamnya diambil dengan --sebagian; kirim kembali dengan --kembalikan "
            "FOLDER."
        )
    if batch.still_open:
        owing = ", ".join(
            f"{office or '(belum ditentukan)'} {number}"
            for office, number in sorted(batch.still_open.items())
        )
        lines.append(f"Sesudah itu masih terbuka: {owing}.")
    if not arguments.terapkan and count + len(batch.actions):
        lines.append("Belum ada yang ditulis. Tambahkan --terapkan untuk menulisnya.")
    if any(file.problems for file in batch.files):
        result.status = max(result.status, FOUND)
    result.data["masih_terbuka"] = batch.still_open


def _file_lines(file: Answered, batch: Batch, *, taken: bool) -> Iterator[str]:
    person = f", diisi {file.person}" if file.person else ""
    yield f"{file.file}: {file.office}{person}{'' if taken else ' (belum diambil)'}"
    rows: dict[str, list[Answer]] = {}
    for answer in file.answers:
        rows.setdefault(answer.slot.row, []).append(answer)
    for row, answers in rows.items():
        yield f"  {row.removesuffix('/1')}  {'; '.join(map(_change, answers))}"
    for action in batch.actions:
        if action.sidik == file.digest:
            yield (f"  {action.kode}  usulan baru di bawah «{action.serves}»: {action.uraian}")
    for problem in file.problems:
        yield f"  ! {problem.place}  {' '.join(filter(None, (problem.row, problem.label)))}: " + (
            problem.message
        )
    for remark in file.remarks[:_SHOWN]:
        yield f"  - {remark}"
    if len(file.remarks) > _SHOWN:
        yield f"  - … dan {len(file.remarks) - _SHOWN} catatan lagi (--format json)"
    for row, note in file.notes.items():
        yield f"  {row.removesuffix('/1')}  catatan: {note}"
    if not file.answers and not file.problems and not file.proposals:
        yield f"  tidak ada isian baru{f'; {file.same} sama dengan sumber' if file.same else ''}"
    if file.unanswered:
        shown, more = file.unanswered[:_SHOWN], len(file.unanswered) - _SHOWN
        listing = ", ".join([*shown, *([f"dan {more} lagi"] if more > 0 else [])])
        yield f"  {len(file.unanswered)} isian belum dijawab: {listing}"


def _change(answer: Answer) -> str:
    from rbdocs.excel.asked import told_value

    if answer.slot.open:
        return f"{answer.slot.label} {answer.new}"
    return f"{answer.slot.label} {told_value(answer.slot.now)} menjadi «{answer.new}»"


def _as_data(file: Answered, batch: Batch, *, taken: bool) -> dict[str, Any]:
    return {
        "berkas": file.file,
        "perangkat_daerah": file.office,
        "oleh": file.person or None,
        "diambil": taken,
        "isian": [
            {
                "baris": answer.slot.row,
                "kolom": answer.slot.key,
                "lama": answer.slot.now,
                "baru": answer.new,
                "tempat": answer.place,
            }
            for answer in file.answers
        ],
        "usulan": [
            {"kode": action.kode, "uraian": action.uraian}
            for action in batch.actions
            if action.sidik == file.digest
        ],
        "masalah": [
            {
                "tempat": problem.place,
                "baris": problem.row,
                "kolom": problem.label,
                "pesan": problem.message,
            }
            for problem in file.problems
        ],
        "catatan_program": file.remarks,
        "catatan": file.notes,
        "belum_dijawab": len(file.unanswered),
    }


def _return(batch: Batch, files: Sequence[Incoming], folder: Path, result: Result) -> None:
    from rbdocs.excel.taking import marked
    from rbdocs.files import make_folder, write_atomic

    by_name = {file.sidik: file for file in files}
    make_folder(folder)
    for answered in batch.files:
        if answered.problems:
            path = folder / answered.file
            source = by_name[answered.digest]
            if path.resolve() == source.path.resolve():
                raise FileProblem(
                    f"{path.as_posix()} adalah jawaban itu sendiri. Sebutkan folder lain untuk "
                    "--kembalikan."
                )
            write_atomic(path, marked(source.data, answered.problems))
            result.lines.append(f"Dikembalikan {path.as_posix()}")


def _write(project: Project, batch: Batch, result: Result) -> None:
    """Write the sources and the record together, or nothing where somebody has changed them."""
    from rbdocs.excel.taking import NAME as RECORD
    from rbdocs.excel.taking import recorded

    contents = {project.root / name: data for name, data in batch.writing.after.items()}
    expected = {
        project.root / name: data for name, data in batch.writing.before.items() if data is not None
    }
    given = [file for file in batch.taken if file.answers or file.notes or file.proposals]
    if given:
        record = project.sources / str(batch.tahun) / RECORD
        day = time.strftime("%Y-%m-%d %H:%M")
        before, after = recorded(record, given, day)
        contents[record] = after
        if before is not None:
            expected[record] = before
    for path in write_all(project.sources, contents, expected):
        result.lines.append(f"Ditulis {project.show(path)}")


def _tell_refused(refused: list[Refused], result: Result) -> None:
    for file in refused:
        result.lines.append(f"{file.name}: tidak dibaca; {file.reason}")
    result.data["tidak_dibaca"] = [{"berkas": file.name, "alasan": file.reason} for file in refused]
    if refused:
        result.status = UNREADABLE
