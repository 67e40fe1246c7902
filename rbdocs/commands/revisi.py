"""``revisi``: make next year's sources from this year's, or bring them up to date."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_format, choose_year, parse_year
from rbdocs.files import FileProblem, Project

if TYPE_CHECKING:
    from rbdocs.load.tahun import Loaded
    from rbdocs.model.finding import Finding
    from rbdocs.model.konsolidasi import DaftarPasal
    from rbdocs.model.peraturan import NomorLampiran, Regulasi
    from rbdocs.revise.year import NextYear, Stored

NAME = "revisi"
HELP = "buat sumber peraturan perubahan tahun berikutnya dari sumber tahun ini"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``revisi``."""
    parser.add_argument("tahun", type=parse_year, help="tahun yang dirancang")
    parser.add_argument(
        "--dari", type=parse_year, required=True, metavar="TAHUN", help="tahun yang diubah"
    )
    parser.add_argument(
        "--lampiran",
        metavar="DAFTAR",
        help="Lampiran yang diganti, misalnya II,III; bawaan: semua rencana aksi",
    )
    parser.add_argument(
        "--kosong", action="store_true", help="rencana aksi kosong: hanya pohon sampai indikatornya"
    )
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Draft the year that was asked for. Raises FileProblem for a request that cannot be met."""
    new, old = arguments.tahun, arguments.dari
    if new <= old:
        raise FileProblem(
            f"Tahun {new} tidak sesudah {old}. Tulis misalnya: revisi {old + 1} --dari {old}."
        )
    choose_year(project, old)
    loaded = _load(project, old)
    if loaded.regulasi is None:
        return _unreadable(project, old, loaded.findings)
    _refuse_signed(project, new)
    replaced = _replaced(loaded.regulasi, arguments.lampiran)
    wanted, findings = _wanted(project, new)
    if findings:
        return _unreadable(project, new, findings)
    drafted = _draft(project, loaded.regulasi, (old, new), replaced, wanted, bare=arguments.kosong)
    return _store(project, new, old, drafted)


def _load(project: Project, year: int) -> Loaded:
    from rbdocs.load.tahun import load_year

    return load_year(project, year)


def _wanted(project: Project, new: int) -> tuple[DaftarPasal | None, list[Finding]]:
    from rbdocs.load.tahun import load_wanted

    return load_wanted(project, new)


def _unreadable(project: Project, year: int, findings: list[Finding]) -> Result:
    from rbdocs.commands.checking import Checked, tell
    from rbdocs.report.data import as_data

    findings = sorted(findings, key=lambda one: (one.location, one.code))
    lines = [
        *tell(Checked(year, None, findings), project, rinci=False),
        "Tidak ada yang dibuat. Betulkan dahulu sumber tahun itu.",
    ]
    return Result(UNREADABLE, {"temuan": [as_data(one) for one in findings]}, lines)


def _refuse_signed(project: Project, new: int) -> None:
    if not (project.sources / str(new) / "peraturan.yaml").exists():
        return
    regulasi = _load(project, new).regulasi
    if regulasi is not None and regulasi.peraturan.status == "ditetapkan":
        raise FileProblem(
            f"Peraturan tahun {new} sudah ditetapkan dan tidak dirancang lagi. "
            f"Buat perubahan berikutnya: revisi {new + 1} --dari {new}."
        )


def _replaced(regulasi: Regulasi, wanted: str | None) -> Sequence[NomorLampiran]:
    plans = [cast("NomorLampiran", one.lampiran) for one in regulasi.lampiran]
    if wanted is None:
        return plans
    asked = [one.strip().upper() for one in wanted.split(",") if one.strip()]
    unknown = [one for one in asked if one not in plans]
    if unknown or not asked:
        raise FileProblem(
            f"Lampiran {', '.join(unknown) or '(kosong)'} bukan rencana aksi tahun "
            f"{regulasi.peraturan.tahun}. Yang dapat diganti: {', '.join(plans)}."
        )
    return [one for one in plans if one in asked]


def _draft(
    project: Project,
    regulasi: Regulasi,
    span: tuple[int, int],
    replaced: Sequence[NomorLampiran],
    wanted: DaftarPasal | None,
    *,
    bare: bool,
) -> NextYear:
    from rbdocs.revise.plan import Years
    from rbdocs.revise.year import draft_year

    years = Years(*span)
    reached = regulasi.realisasi.by_kode if regulasi.realisasi else {}
    targets = _targets(regulasi, years.new)
    drafted = draft_year(project, regulasi, years, targets, reached, replaced, wanted, bare=bare)
    if years.new > years.old + 1:
        drafted.notes.insert(0, f"Antara {years.old} dan {years.new} ada tahun yang dilewati.")
    if not reached:
        drafted.notes.append(
            f"Tidak ada sources/{years.old}/realisasi.yaml; tidak diketahui rencana aksi mana yang "
            "sudah selesai."
        )
    return drafted


def _targets(regulasi: Regulasi, year: int) -> Any:
    def target(kunci: str) -> Any:
        known = regulasi.indikator.by_key.get(kunci)
        nilai = known.target.get(year) if known else None
        return None if nilai is None else nilai.as_source()

    return target


def _store(project: Project, new: int, old: int, drafted: NextYear) -> Result:
    from rbdocs.revise.year import remove_leftovers, store

    remove_leftovers(project.sources)
    stored = store(project.sources / str(new), drafted.files)
    data = {
        "tahun": new,
        "dari": old,
        "dibuat": [project.show(path) for path in stored.made],
        "dimutakhirkan": [project.show(path) for path in stored.updated],
        "dibiarkan": [
            {
                "berkas": project.show(path),
                "baris": left.line,
                "isi": left.present,
                "baru": left.due,
            }
            for path, left in stored.left
        ],
        "buatan_sendiri": [project.show(path) for path in stored.foreign],
        "catatan": drafted.notes,
    }
    return Result(DONE, data, [*_told(project, new, stored), *_noted(drafted)])


def _told(project: Project, new: int, stored: Stored) -> list[str]:
    lines = [f"Dibuat   {project.show(path)}" for path in stored.made]
    lines += [f"Dimutakhirkan {project.show(path)}" for path in stored.updated]
    for path, left in stored.left:
        lines += [
            f"{project.show(path)}:{left.line}  dibiarkan, karena sudah disunting.",
            f"  Sekarang: {left.present or '(dihapus)'}",
            f"  Dari sumber tahun lalu: {left.due or '(dihapus)'}",
        ]
    lines += [
        f"{project.show(path)}  tidak disentuh: berkas ini tidak dibuat oleh revisi."
        for path in stored.foreign
    ]
    if not (stored.made or stored.updated or stored.left or stored.foreign):
        lines.append(f"Tidak ada yang berubah: sumber {new} sudah mutakhir.")
    lines.append(f"Isi tiap «belum diisi», lalu: bangun {new} --rancangan.")
    return lines


def _noted(drafted: NextYear) -> list[str]:
    if not drafted.notes:
        return []
    return ["Catatan untuk perancang:", *(f"  - {note}" for note in drafted.notes)]
