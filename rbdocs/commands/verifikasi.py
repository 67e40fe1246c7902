"""``verifikasi``: whether a Word file was generated, and is still as it was."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rbdocs.commands.result import DONE, FOUND, Result, add_format
from rbdocs.files import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rbdocs.compare.change import Change
    from rbdocs.compare.verify import Verification
    from rbdocs.word.reader import WordFile

HELP = "periksa apakah berkas Word dibuat program ini dan belum disunting"

_SENTENCES = {
    "utuh": "Dibuat dari sumber yang sekarang dan belum disunting.",
    "utuh, dikomentari": (
        "Dibuat dari sumber yang sekarang dan belum disunting, tetapi dikomentari peninjau."
    ),
    "belum pasti": (
        "Dibuat dari sumber yang sekarang, tetapi dokumennya tidak dapat dibuat ulang, jadi belum "
        "pasti apakah disunting. Jalankan periksa, lalu ulangi."
    ),
    "sumber lama, belum pasti": (
        "Dibuat dari sumber yang lain daripada yang sekarang, dan sumber itu tidak ditemukan, jadi "
        "belum pasti apakah disunting."
    ),
    "disunting": "Dibuat dari sumber yang sekarang, lalu disunting di luar program.",
    "sumber lama": "Dibuat dari sumber yang lain daripada yang sekarang; belum disunting.",
    "sumber lama, disunting": (
        "Dibuat dari sumber yang lain daripada yang sekarang, lalu disunting di luar program."
    ),
    "bukan hasil program": (
        "Bukan dokumen buatan program ini, atau tanda pembuatannya sudah dihapus (misalnya oleh "
        "Google Docs). Isinya dapat dibandingkan: banding YANG-DIKIRIM.docx YANG-KEMBALI.docx."
    ),
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``verifikasi``."""
    parser.add_argument("berkas", type=Path, help="berkas Word (.docx)", metavar="BERKAS")
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Say what the Word file is."""
    from rbdocs.compare.report import comment_lines, told_revisions
    from rbdocs.compare.verify import verify
    from rbdocs.word.reader import read_file

    file = read_file(arguments.berkas)
    found = verify(project, file)
    lines = [f"{file.name}: {_SENTENCES[found.verdict]}", *_details(found)]
    lines[1:1] = told_revisions(file)
    lines += comment_lines(file)
    status = DONE if found.verdict == "utuh" else FOUND
    return Result(status, _data(found, file), lines)


def _details(found: Verification) -> Iterator[str]:
    mark = found.mark
    if mark is not None:
        yield f"Dokumen {mark.dokumen} tahun {mark.tahun}, versi program {mark.version}."
    if found.other_template:
        yield "Templatnya sudah lain daripada yang sekarang; yang lain karena itu ikut disebut."
    if found.revision:
        yield f"Sumbernya ada dalam riwayat git: {found.revision}."
    if found.edits is None and found.since == []:
        yield "Sumber yang sekarang mencetak sama seperti berkas ini, jadi tidak ada yang dibawa."
    elif found.edits is None and found.since is not None:
        yield (
            "Sumber pembuatnya tidak ditemukan, jadi suntingan tidak dapat dipisahkan dari "
            "perubahan sumber; yang berikut memuat keduanya."
        )
    elif found.edits:
        yield from _listing("Suntingan", found.edits)
    elif found.edits == [] and mark is not None:  # no less important where nothing is told
        from rbdocs.compare.word_changes import NOT_COMPARED

        yield NOT_COMPARED
    if found.since is None:
        yield "Sumber yang sekarang tidak dapat dibaca; jalankan periksa."
    elif found.since:
        yield from _listing("Sumber yang sekarang mencetak lain", found.since)


def _listing(title: str, changes: list[Change]) -> Iterator[str]:
    from rbdocs.compare.report import as_text, summary
    from rbdocs.compare.word_changes import NOT_COMPARED

    yield f"{title}: {summary(changes)}"
    yield from as_text(changes)
    yield NOT_COMPARED


def _data(found: Verification, file: WordFile) -> dict[str, object]:
    from rbdocs.compare.report import as_data, comment_data

    def plain(changes: list[Change] | None) -> list[dict[str, object]] | None:
        return None if changes is None else [as_data(change) for change in changes]

    mark = found.mark
    return {
        "berkas": file.name,
        "hasil": str(found.verdict),
        "dokumen": mark.dokumen if mark else None,
        "tahun": mark.edition.as_value() if mark and mark.edition else None,
        "versi": mark.version if mark else None,
        "revisi": found.revision or None,
        "perubahan_terlacak": file.tracked,
        "komentar": comment_data(file),
        "suntingan": plain(found.edits),
        "perubahan_sumber": plain(found.since),
    }
