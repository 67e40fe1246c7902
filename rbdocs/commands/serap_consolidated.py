"""``serap konsolidasi.docx``: what a lawyer edited in the consolidated text goes to pasal.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, FOUND, Result
from rbdocs.files import Project
from rbdocs.storing import write_all

if TYPE_CHECKING:
    from rbdocs.documents.fingerprint import Fingerprint
    from rbdocs.revise.from_consolidated import WantedText
    from rbdocs.word.reader import WordFile


def take_over(project: Project, file: WordFile, mark: Fingerprint, *, write: bool) -> Result:
    """Show what changed and what Pasal I will say of it; write pasal.yaml where the user says so.

    Nothing is written where the technique of amendment has no phrase for what is wanted.
    Raises FileProblem where the text cannot be read back.
    """
    from rbdocs.compare.report import comment_data, comment_lines, told_revisions
    from rbdocs.revise.from_consolidated import wanted_from

    found = wanted_from(project, file, mark)
    name = project.show(found.path)
    writes = write and bool(found.edits) and not found.obstacles
    if writes:
        write_all(project.sources, {found.path: found.content}, {found.path: found.present})
    lines = [*told_revisions(file), *_told(found, name), *comment_lines(file)]
    lines += _ending(found, name, asked=write)
    data = {
        "diterapkan": writes,
        "diserap": [
            {"tempat": edit.place, "lama": edit.old, "baru": edit.new} for edit in found.edits
        ],
        "tidak_ditempatkan": found.outside,
        "ditolak": found.obstacles,
        "catatan": found.notes,
        "berkas": [name] if found.edits else [],
        "komentar": comment_data(file),
    }
    undecided = found.obstacles or found.outside or file.comments
    return Result(FOUND if undecided else DONE, data, lines)


def _told(found: WantedText, name: str) -> Iterator[str]:
    from rbdocs.compare.report import marked

    for edit in found.edits:
        yield f"{name}  {edit.place}"
        yield f"  {marked(edit.old, edit.new)}"
    if found.outside:
        yield "Di luar pasal, jadi tidak diserap; pindahkan sendiri bila memang dimaksud:"
        yield from (f"  {line}" for line in found.outside)
    if found.obstacles:
        yield "Tidak dapat dinyatakan sebagai perubahan:"
        yield from (f"  - {obstacle}" for obstacle in found.obstacles)
    if found.notes:
        yield "Catatan untuk perancang:"
        yield from (f"  - {note}" for note in found.notes)


def _ending(found: WantedText, name: str, *, asked: bool) -> Iterator[str]:
    if not found.edits:
        yield "Tidak ada suntingan dalam pasal; tidak ada yang perlu diserap."
    elif found.obstacles:
        yield f"{name} tidak ditulis. Betulkan naskahnya, lalu ulangi."
    elif asked:
        yield f"Ditulis {name}"
        yield (
            f"Pasal I disusun dari berkas itu: revisi {found.year} --dari {found.year - 1}, lalu "
            f"bangun {found.year} --rancangan."
        )
    else:
        yield f"Belum ada yang ditulis. Tambahkan --terapkan untuk menulis {name}."
