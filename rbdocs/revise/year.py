"""Next year's sources from this year's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rbdocs.files import Project
from rbdocs.law.attachments import misnumbered
from rbdocs.law.in_force import attached_after, next_base
from rbdocs.model.batang_tubuh import DaftarPasal, Perubahan
from rbdocs.model.pengecualian import Pengecualian
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.realisasi import Achievement
from rbdocs.model.regulation import Regulation
from rbdocs.revise.attach import Choice
from rbdocs.revise.body import draft_body
from rbdocs.revise.perubahan import as_written, derived, draft_articles
from rbdocs.revise.plan import Target, draft_plan
from rbdocs.revise.running_text import copy_running_text
from rbdocs.revise.years import Years
from rbdocs.sources.layouts import plan_layout
from rbdocs.sources.year_files import WANTED, lampiran_file, naskah_folder, original_file

BODY = "peraturan.yaml"
_WAIVERS = """# Temuan yang dibiarkan, dengan alasannya. Rancangan baru belum punya.
pengecualian: []
"""
_WAIVED_BEFORE = """\
# Temuan di bawah ini dibiarkan pada {old}, karena naskahnya sudah ditetapkan. Naskah {new} masih
# dapat dibetulkan: betulkan sumbernya. Yang tetap harus dibiarkan diputuskan lagi: salin butirnya
# ke «pengecualian:» (tanpa «# », dan hapus []), lalu tambahkan oleh, tanggal dan sampai.
"""


@dataclass(slots=True)
class NextYear:
    """The drafted sources by file name, and what their drafters must know.

    *refused*: what they want of the articles cannot be brought about by an amendment.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: bool = False


def draft_year(
    project: Project,
    regulation: Regulation,
    years: Years,
    target: Target,
    choice: Choice,
    wanted: DaftarPasal | None = None,
    waived: Sequence[Pengecualian] = (),
    *,
    bare: bool,
    present: Peraturan | None = None,
) -> NextYear:
    """Return the sources of ``years.new``, drafted from those of *regulation*.

    *choice* says which Lampiran are drafted anew: a plan with what is new left open, running text
    as it stands. Pasal I amends what *wanted*, the articles that a drafter has written, has
    otherwise; *present* is the draft so far. *waived* are last year's waivers about what is drafted
    anew.
    """
    result = NextYear()
    folder = project.sources / str(years.old)
    base = regulation.peraturan.mengubah or regulation.peraturan.sitasi(regulation.instansi.daerah)
    before = next_base(regulation)
    written = present.perubahan if present else []
    articles = derived(before, wanted, written)
    result.refused = articles.refused
    in_part = [item for item in articles.perubahan if item.lampiran]
    attached = choice.amendments(attached_after(regulation), in_part)
    result.notes += _misnumbered(regulation, attached)
    result.refused = result.refused or bool(result.notes)
    body = draft_body(
        (folder / BODY).read_text("utf-8"),
        regulation.peraturan,
        regulation.instansi.daerah,
        years,
        choice,
        [*(item for item in articles.perubahan if not item.lampiran), *attached],
    )
    original = original_file(project.sources, base, regulation.kinds)
    pasal = draft_articles(as_written(before, written), base, years, original.name)
    result.files |= {BODY: body.text.encode(), WANTED: pasal.text.encode()}
    result.notes += (*body.notes, *pasal.notes, *articles.notes)
    _lampiran(project, regulation, years, target, choice, result, bare=bare)
    result.files["pengecualian.yaml"] = _waivers(waived, years).encode()
    result.notes = list(dict.fromkeys(result.notes))
    return result


def _misnumbered(regulation: Regulation, perubahan: Sequence[Perubahan]) -> Iterator[str]:
    """Yield what is wrong with the numbers of the Lampiran that are put in."""
    known = attached_after(regulation)
    for item in perubahan:
        if wrong := misnumbered(known, item):
            _, message, saran = wrong
            yield f"{message} {saran}"
        known.carry_out(item, regulation.peraturan)


def _lampiran(
    project: Project,
    regulation: Regulation,
    years: Years,
    target: Target,
    choice: Choice,
    result: NextYear,
    *,
    bare: bool,
) -> None:
    reached = _reached(regulation)
    missing: set[str] = set()
    for nomor, since in choice.replaced.items():
        folder = project.sources / str(since)
        span = Years(since, years.new)
        if (running := naskah_folder(folder, nomor)).is_dir():
            copied = copy_running_text(project, running, span)
            result.files |= {f"{running.name}/{name}": data for name, data in copied.items()}
            continue
        path = lampiran_file(folder, nomor)
        source = path.read_text("utf-8")
        layout = plan_layout(project, since, path)
        plan = draft_plan(source, layout, span, target, reached, bare=bare, missing=missing)
        result.files[path.name] = plan.text.encode()
        result.notes += plan.notes


def _reached(regulation: Regulation) -> Mapping[str, tuple[RencanaAksi, Achievement]]:
    known = regulation.realisasi.by_kode if regulation.realisasi else {}
    return {aksi.kode: (aksi, known[aksi.kode]) for aksi in regulation.aksi() if aksi.kode in known}


def _waivers(waived: Iterable[Pengecualian], years: Years) -> str:
    """The waivers of a draft: none, with last year's to read beside what is to be mended."""
    lines = [
        f"#   {'-' if first else ' '} {nama}: {json.dumps(value, ensure_ascii=False)}\n"
        for pengecualian in waived
        for nama in ("aturan", "kode", "berkas", "kutipan", "alasan")
        if (value := getattr(pengecualian, nama)) is not None
        for first in [nama == "aturan"]
    ]
    head = _WAIVED_BEFORE.format(old=years.old, new=years.new) if lines else ""
    return _WAIVERS + head + "".join(lines)
