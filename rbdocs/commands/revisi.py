"""``revisi``: make next year's sources from this year's, or bring them up to date."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from rbdocs.commands.result import (
    DONE,
    FOUND,
    UNREADABLE,
    Result,
    add_flag,
    add_format,
    choose_year,
    parse_edition,
)
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rbdocs.model.batang_tubuh import DaftarPasal
    from rbdocs.model.finding import Finding
    from rbdocs.model.peraturan import Peraturan
    from rbdocs.model.regulation import Regulation
    from rbdocs.revise.attach import Choice
    from rbdocs.revise.store import Prepared
    from rbdocs.revise.year import NextYear
    from rbdocs.sources.year import Loaded

HELP = "buat sumber peraturan perubahan tahun berikutnya dari sumber tahun ini"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``revisi``."""
    parser.add_argument(
        "tahun",
        type=parse_edition,
        help="tahun yang dirancang, misalnya 2025, atau 2024-b untuk peraturan kedua tahun itu",
    )
    parser.add_argument(
        "--dari",
        type=parse_edition,
        metavar="TAHUN",
        help="tahun yang diubah; bawaan: yang terakhir sebelum itu",
    )
    parser.add_argument(
        "--lampiran",
        metavar="DAFTAR",
        help="Lampiran yang diganti, misalnya I,IIA, atau - bila tidak satu pun; bawaan: semua "
        "rencana aksi, atau yang sudah diganti dalam rancangan",
    )
    parser.add_argument(
        "--hapus-lampiran", metavar="DAFTAR", help="Lampiran yang dihapus, misalnya IV"
    )
    add_flag(parser, "--kosong", "rencana aksi kosong: hanya pohon sampai indikatornya")
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Draft the year that was asked for. Raises FileProblem for a request that cannot be met."""
    new, old = arguments.tahun, _revised(project, arguments.tahun, arguments.dari)
    _refuse_elsewhere(project, project.sources / str(new))
    loaded = _load(project, old)
    if loaded.regulation is None:
        return _unreadable(project, old, loaded.findings)
    present, findings = _present(project, new)
    if findings:
        return _unreadable(project, new, findings)
    choice = _choose(project, loaded.regulation, present, arguments)
    wanted, findings = _wanted(project, new)
    if findings:
        return _unreadable(project, new, findings)
    drafted = _draft(
        project,
        loaded.regulation,
        (old, new),
        choice,
        wanted,
        present,
        bare=arguments.kosong,
    )
    return _store(project, new, old, drafted, choice)


def _revised(project: Project, new: Edition, wanted: Edition | None) -> Edition:
    """The regulation that *new* revises: the one asked for, or the last before it."""
    years = project.years()
    earlier = [edition for edition in years if edition < new]
    if wanted is not None and new <= wanted:
        raise FileProblem(
            f"Tahun {new} tidak sesudah {wanted}. Tulis misalnya: revisi {wanted.next_year} --dari "
            f"{wanted}."
        )
    if wanted is None and years and not earlier:
        raise FileProblem(
            f"Tidak ada peraturan sebelum {new} dalam {project.show(project.sources)}."
        )
    old = choose_year(project, wanted or max(earlier, default=None))
    first = new.before_in_year
    if first is not None and first not in years:
        raise FileProblem(f"Sebelum {new} harus ada {first}. Rancang dahulu: revisi {first}.")
    return old


def _refuse_elsewhere(project: Project, folder: Path) -> None:
    if folder.is_symlink() or not project.inside(folder):
        raise FileProblem(
            f"{project.show(folder)} menunjuk ke tempat lain. Jadikan folder proyek ini sendiri, "
            "lalu ulangi."
        )


def _load(project: Project, year: Edition) -> Loaded:
    from rbdocs.sources.year import load_year

    return load_year(project, year)


def _wanted(project: Project, new: Edition) -> tuple[DaftarPasal | None, list[Finding]]:
    from rbdocs.sources.year import load_wanted

    return load_wanted(project, new)


def _unreadable(project: Project, year: Edition, findings: list[Finding]) -> Result:
    from rbdocs.commands.checking import Checked, tell
    from rbdocs.report.data import as_data

    findings = sorted(findings, key=lambda finding: (finding.location, finding.code))
    lines = [
        *tell(Checked(year, None, findings), project, rinci=False),
        "Tidak ada yang dibuat. Betulkan dahulu sumber tahun itu.",
    ]
    return Result(UNREADABLE, {"temuan": [as_data(finding) for finding in findings]}, lines)


def _present(project: Project, new: Edition) -> tuple[Peraturan | None, list[Finding]]:
    """The body that is drafted already. Raises FileProblem where it was enacted."""
    from rbdocs.sources.year import load_draft_body

    present, findings = load_draft_body(project, new)
    if present is not None and present.status == "ditetapkan":
        raise FileProblem(
            f"Peraturan tahun {new} sudah ditetapkan dan tidak dirancang lagi. "
            f"Buat perubahan berikutnya: revisi {new.next_year} --dari {new}."
        )
    return present, findings


def _choose(
    project: Project,
    regulation: Regulation,
    present: Peraturan | None,
    arguments: argparse.Namespace,
) -> Choice:
    from rbdocs.revise.attach import choose
    from rbdocs.sources.year_files import lampiran_file

    peraturan = regulation.peraturan
    plans = [
        nomor
        for nomor, since in peraturan.tahun_naskah.items()
        if lampiran_file(project.sources / str(since), nomor).is_file()
    ]
    return choose(peraturan, present, plans, arguments.lampiran, arguments.hapus_lampiran)


def _draft(
    project: Project,
    regulation: Regulation,
    span: tuple[Edition, Edition],
    choice: Choice,
    wanted: DaftarPasal | None,
    present: Peraturan | None,
    *,
    bare: bool,
) -> NextYear:
    from rbdocs.revise.carried import skipped, targets, waived
    from rbdocs.revise.year import draft_year
    from rbdocs.revise.years import Years

    years = Years(*span)
    drafted = draft_year(
        project,
        regulation,
        years,
        targets(regulation, years.new),
        choice,
        wanted,
        waived(project, regulation, choice),
        bare=bare,
        present=present,
    )
    drafted.notes[:0] = skipped(project, years)
    if regulation.realisasi is None or not regulation.realisasi.realisasi:
        drafted.notes.append(
            f"Tidak ada sources/{years.old}/realisasi.yaml; tidak diketahui rencana aksi mana yang "
            "sudah selesai."
        )
    return drafted


def _store(
    project: Project, new: Edition, old: Edition, drafted: NextYear, choice: Choice
) -> Result:
    from rbdocs.revise.body import attach
    from rbdocs.revise.store import carry_out, prepare
    from rbdocs.revise.year import BODY

    body = drafted.files[BODY].decode()
    prepared = prepare(
        project.sources / str(new), drafted.files, {BODY: lambda present: attach(present, body)}
    )
    _refuse_unnamed(project, prepared, choice)
    carry_out(project.sources, prepared)
    made, updated = prepared.paths(prepared.made), prepared.paths(prepared.updated)
    data = {
        "tahun": new.as_value(),
        "dari": old.as_value(),
        "dibuat": [project.show(path) for path in made],
        "dimutakhirkan": [project.show(path) for path in updated],
        "dibiarkan": [
            {
                "berkas": project.show(path),
                "baris": left.line,
                "isi": left.present,
                "baru": left.due,
            }
            for path, left in prepared.left
        ],
        "buatan_sendiri": [project.show(path) for path in prepared.foreign],
        "dihapus_perancang": [project.show(path) for path in prepared.removed],
        "catatan": drafted.notes,
    }
    lines = [*_told(project, new, prepared), *_left_over(project, prepared, choice)]
    return Result(FOUND if drafted.refused else DONE, data, [*lines, *_noted(drafted)])


def _left_over(project: Project, prepared: Prepared, choice: Choice) -> Iterator[str]:
    """Yield what the draft has of Lampiran that it now deletes: a person may have worked on it."""
    from rbdocs.sources.year_files import lampiran_file, naskah_folder

    for nomor in choice.deleted:
        for path in (lampiran_file(prepared.folder, nomor), naskah_folder(prepared.folder, nomor)):
            if path.exists():
                yield (
                    f"{project.show(path)}  tidak dipakai lagi: Lampiran {nomor} dihapus. Hapus "
                    "bila isinya tidak diperlukan."
                )


def _refuse_unnamed(project: Project, prepared: Prepared, choice: Choice) -> None:
    """Refuse where a person's body would not name what is drafted: it would stay without effect."""
    from rbdocs.revise.body import attached_in
    from rbdocs.revise.year import BODY

    names = attached_in(prepared.content(BODY).decode())
    missing = [nomor for nomor in choice.replaced if nomor not in names]
    if missing:
        listing = ", ".join(choice.attached)
        raise FileProblem(
            f"{project.show(prepared.folder / BODY)} tidak dapat dimutakhirkan sendiri. Tulis "
            f"«lampiran: [{listing}]» di sana, hapus Lampiran {', '.join(missing)} dari "
            "«warisan», lalu ulangi. Tidak ada yang diubah."
        )


def _told(project: Project, new: Edition, prepared: Prepared) -> list[str]:
    made, updated = prepared.paths(prepared.made), prepared.paths(prepared.updated)
    lines = [f"Dibuat   {project.show(path)}" for path in made]
    lines += [f"Dimutakhirkan {project.show(path)}" for path in updated]
    for path, left in prepared.left:
        lines += [
            f"{project.show(path)}:{left.line}  dibiarkan, karena sudah disunting.",
            f"  Sekarang: {left.present or '(dihapus)'}",
            f"  Dari sumber tahun lalu: {left.due or '(dihapus)'}",
        ]
    lines += [
        f"{project.show(path)}  tidak disentuh: berkas ini tidak dibuat oleh revisi."
        for path in prepared.foreign
    ]
    lines += [
        f"{project.show(path)}  tidak dibuat lagi: sudah Anda hapus." for path in prepared.removed
    ]
    if not (made or updated or prepared.left or prepared.foreign):
        lines.append(f"Tidak ada yang berubah: sumber {new} sudah mutakhir.")
    lines.append(f"Isi tiap «belum diisi», lalu: bangun {new} --rancangan.")
    return lines


def _noted(drafted: NextYear) -> list[str]:
    if not drafted.notes:
        return []
    return ["Catatan untuk perancang:", *(f"  - {note}" for note in drafted.notes)]
