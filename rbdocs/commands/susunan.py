"""``susunan``: what a layout of plans says, and the Word template that is made from it once."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from rbdocs.commands.result import DONE, UNREADABLE, Result, add_flag, add_format, parse_edition
from rbdocs.files import FileProblem, Project, make_folder, write_atomic

if TYPE_CHECKING:
    from rbdocs.model.plan_layout import PlanLayout

HELP = "tampilkan susunan rencana, atau buat templat Word-nya"
_LIKE = "lampiran-rencana-aksi-general.docx"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``susunan``."""
    parser.add_argument("nama", nargs="?", metavar="NAMA", help="nama susunan; bawaan: semua")
    add_flag(parser, "--templat", "buat templat Word susunan ini, untuk disunting")
    parser.add_argument(
        "--seperti",
        metavar="BERKAS",
        default=_LIKE,
        help="templat rencana yang ditiru kertas, kepala dan tanda tangannya; bawaan: "
        f"templates/{_LIKE}",
    )
    parser.add_argument("--tahun", type=parse_edition, help="tahun yang punya susunan sendiri")
    add_format(parser)


def run(project: Project, arguments: argparse.Namespace) -> Result:
    """Tell the layouts, or make a template. Raises FileProblem for one that there is not."""
    from rbdocs.sources.layouts import Layouts, unknown_layout

    layouts = Layouts(project, arguments.tahun or max(project.years(), default=None))
    names = layouts.names()
    if arguments.nama is None:
        if arguments.templat:
            raise FileProblem("Sebut susunannya: build.py susunan NAMA --templat.")
        lines = [f"  {name}" for name in names]
        return Result(DONE, {"susunan": names}, ["Susunan rencana:", *lines])
    record, file = layouts.record(arguments.nama)
    if record is None and file is None:
        raise FileProblem(" ".join(unknown_layout(arguments.nama, names)))
    if record is None:
        assert file is not None
        return _refused(file.findings)
    if arguments.templat:
        return _make_template(project, record.layout, arguments.seperti)
    return _told(record.layout)


def _refused(findings: Any) -> Result:
    lines = []
    for item in findings:
        lines += [f"{item.location}  {item.level} {item.code}", f"  {item.message}"]
        lines += [f"  {item.hint}", ""]
    data = {"temuan": [{"kode": item.code, "pesan": item.message} for item in findings]}
    return Result(UNREADABLE, data, lines)


def _told(layout: PlanLayout) -> Result:
    source = layout.source
    lines = [f"{source.judul} ({layout.name})", "Tingkat, dari luar ke dalam:"]
    for index, tingkat in enumerate(source.tingkat):
        mark = ", berkode" if index == layout.depth else ""
        lines.append(f"  {tingkat.kunci}: {tingkat.label}{mark}")
    lines.append("Kolom, dari kiri ke kanan (dalam templat: {{ b.KUNCI }}):")
    for column in layout.columns:
        title = " / ".join((*column.groups, column.title))
        lines.append(f"  {column.key}: {title} ({column.makna or column.kind})")
    data = {
        "nama": layout.name,
        "tingkat": [tingkat.kunci for tingkat in source.tingkat],
        "kolom": [
            {"kunci": column.key, "judul": column.title, "makna": column.makna}
            for column in layout.columns
        ],
    }
    return Result(DONE, data, lines)


def _make_template(project: Project, layout: PlanLayout, like: str) -> Result:
    from rbdocs.documents.plan import ROWS, template_of
    from rbdocs.word.door import load_template, read_template
    from rbdocs.word.plan_template import NoPlanTemplate, plan_template
    from rbdocs.word.problems import TemplateProblem

    path = project.templates / template_of(layout.name)
    if path.exists():
        raise FileProblem(
            f"Templat {project.show(path)} sudah ada dan tidak ditimpa. Sunting di Word, atau "
            "pindahkan dahulu bila memang hendak dibuat ulang."
        )
    base = project.templates / like
    if not base.is_file() or not project.inside(base):
        raise FileProblem(
            f"Templat {project.show(base)} tidak ada, jadi tidak ada yang ditiru. Sebut templat "
            "rencana yang ada dengan --seperti BERKAS."
        )
    try:
        parts = read_template(load_template(project, base))
    except TemplateProblem as problem:
        told = "; ".join(f"{item.sentence}. {item.hint}" for item in problem.mistakes)
        raise FileProblem(f"Templat {project.show(base)} tidak dapat ditiru: {told}") from None
    try:
        content = plan_template(parts, layout.columns, ROWS)
    except NoPlanTemplate:
        raise FileProblem(
            f"Templat {project.show(base)} tidak punya tabel dengan {{%tr for b in {ROWS} %}}, "
            "jadi tidak dapat ditiru. Sebut templat rencana lain dengan --seperti."
        ) from None
    make_folder(project.templates)
    write_atomic(path, content)
    lines = [
        f"Dibuat  {project.show(path)}",
        f"{len(layout.columns)} kolom. Buka di Word untuk mengatur lebar, judul dan hurufnya; "
        "baris contoh di antara {%tr for b in baris %} dan {%tr endfor %} menjadi tiap baris "
        "rencana.",
    ]
    return Result(DONE, {"templat": project.show(path)}, lines)
