"""Carry edits that someone made in a generated Word file back into the sources."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rapidfuzz.distance import Indel

from rbdocs.compare import markdown_edit, yaml_edit
from rbdocs.compare.printed import (
    ChapterText,
    Owner,
    YamlValue,
    printed_texts,
    provision_owners,
)
from rbdocs.compare.verify import Verdict, Verification, rebuild, verify
from rbdocs.compare.word_diff import (
    BlockPair,
    TablePair,
    column_titles,
    normal,
    pair_blocks,
    pair_cells,
    row_name,
)
from rbdocs.compare.word_file import Paragraph, WordCell, WordFile, WordTable
from rbdocs.compare.yaml_edit import Span
from rbdocs.files import FileProblem, Project
from rbdocs.load.tahun import load_year
from rbdocs.model.finding import Finding
from rbdocs.model.naskah import Naskah
from rbdocs.model.nilai import Text
from rbdocs.model.peraturan import Regulasi

Unit = Paragraph | WordCell  # what is edited as a whole: a paragraph, or all of a cell


@dataclass(frozen=True, slots=True)
class HandEdit:
    """An edit: where it was made, the text before and after, and where it goes.

    *reason* says why it cannot be placed; then *owner* and *file* mean nothing.
    """

    place: str
    old: str
    new: Text
    before: Unit | None = None
    after: Unit | None = None
    owner: Owner | None = None
    file: str = ""
    line: int = 0
    reason: str = ""


@dataclass(slots=True)
class Absorption:
    """What of the edits goes into the sources, what cannot, and the sources that change."""

    placed: list[HandEdit] = field(default_factory=list)
    unplaced: list[HandEdit] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)


def absorb(project: Project, file: WordFile) -> Absorption:
    """Return what the edits in *file* make of the sources; nothing is written.

    Whatever is placed has been tried: the sources were loaded and the document made again.
    Raises FileProblem where *file* is not ours, where the sources cannot be read, or where it
    cannot be told which of its texts were edited.
    """
    found = verify(project, file)
    now = _current(project, file, found)
    base = found.base
    if base is None:
        raise FileProblem(
            f"{file.name}: sumber yang melahirkan berkas ini tidak ditemukan, jadi suntingannya "
            "tidak dapat dipisahkan dari perubahan sumber. Lihat bedanya dengan verifikasi, lalu "
            "pindahkan suntingan itu ke sumber."
        )
    assert found.mark is not None
    tahun, nama = int(found.mark.tahun), found.mark.dokumen
    regulasi = load_year(project, tahun).regulasi
    assert regulasi is not None
    owners = _owners(now, regulasi, nama)
    result = Absorption()
    for edit in _located(base, now, file, owners):
        (result.unplaced if edit.reason else result.placed).append(edit)
    _prove(project, tahun, nama, file, regulasi, result)
    return result


def _current(project: Project, file: WordFile, found: Verification) -> WordFile:
    if found.verdict is Verdict.FOREIGN or found.mark is None:
        raise FileProblem(
            f"{file.name}: bukan dokumen buatan program ini, atau tanda pembuatannya sudah "
            "dihapus; suntingannya tidak dapat diserap."
        )
    now = rebuild(project, int(found.mark.tahun), found.mark.dokumen)
    if now is None:
        raise FileProblem(
            f"Sumber tahun {found.mark.tahun} tidak dapat dibaca atau tidak lagi membuat "
            f"{found.mark.dokumen}. Jalankan periksa, betulkan, lalu ulangi."
        )
    return now


# --- which unit comes from which value


def units(file: WordFile) -> Iterator[Unit]:
    """Yield the paragraphs and cells of *file*, in order; not those that carry on from above."""
    for block in file.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell.text is not None)


def _plain(unit: Unit) -> str:
    return "" if unit.text is None else unit.text.plain


def _owners(now: WordFile, regulasi: Regulasi, nama: str) -> dict[int, Owner]:
    """The owner of each unit of *now*, by identity.

    Provisions have bookmarks; for the rest, both say the same texts in the same order.
    """
    shown = list(units(now))
    printed = printed_texts(regulasi, nama)
    result: dict[int, Owner] = {}
    provisions = provision_owners(regulasi, nama)
    texts = [normal(_plain(one)) for one in shown], [normal(one.text) for one in printed]
    for one in Indel.opcodes(*texts):
        if one.tag == "equal":
            for i, j in zip(
                range(one.src_start, one.src_end), range(one.dest_start, one.dest_end), strict=True
            ):
                owner = printed[j].owner
                if owner is not None:
                    result[id(shown[i])] = owner
    for unit in shown:
        found = next((provisions[one] for one in unit.bookmarks if one in provisions), None)
        if found is not None:
            number, tab, _ = _plain(unit).rpartition("\t")
            result[id(unit)] = replace(found, before=number + tab)
    return result


# --- which unit was edited


def _located(
    base: WordFile, now: WordFile, file: WordFile, owners: dict[int, Owner]
) -> Iterator[HandEdit]:
    """The edits from *base* to *file*, each with its owner in the sources of *now*."""
    current = {id(one.before): one.after for one in _pairs(base, now)} if base is not now else None
    for edit in _pairs(base, file):
        if edit.before is not None and edit.after is not None and not _differ(edit):
            continue
        if edit.reason or edit.before is None:
            yield edit
            continue
        unit = edit.before if current is None else current.get(id(edit.before))
        if unit is None:
            yield replace(edit, reason="tempatnya tidak ada lagi dalam sumber yang sekarang")
        elif normal(_plain(unit)) == normal(edit.new.plain):
            continue  # the sources say so already
        elif normal(_plain(unit)) != normal(edit.old):
            reason = f"sumbernya sudah berubah sejak berkas ini dibuat, kini «{_plain(unit)}»"
            yield replace(edit, reason=reason)
        else:
            yield _owned(edit, owners.get(id(unit)))


def _owned(edit: HandEdit, owner: Owner | None) -> HandEdit:
    if owner is None:
        reason = "teks ini berasal dari templat, dari daftar pejabat, atau disusun program"
        return replace(edit, reason=reason)
    location = (
        owner.block.location if isinstance(owner, ChapterText) else owner.node.location(*owner.path)
    )
    new = edit.new
    if isinstance(owner, YamlValue) and (owner.before or owner.after):
        plain = new.plain
        if not (plain.startswith(owner.before) and plain.endswith(owner.after)):
            around = " … ".join(filter(None, (owner.before.strip(), owner.after.strip())))
            return replace(edit, reason=f"bagian «{around}» dicetak program dan tidak disimpan")
        new = yaml_edit.cut(new, len(owner.before), len(plain) - len(owner.after))
    return replace(edit, new=new, owner=owner, file=location.file, line=location.line)


def _differ(edit: HandEdit) -> bool:
    return normal(edit.old) != normal(edit.new.plain)


def _pairs(base: WordFile, file: WordFile) -> Iterator[HandEdit]:
    """Every unit of *base* with what it is in *file*; what has no partner says so as reason."""
    number = 0
    for pair in pair_blocks(base.blocks, file.blocks):
        number += isinstance(pair.new or pair.old, WordTable)
        if pair.table is not None:
            yield from _table_pairs(pair.table, f"Tabel {number}")
        elif isinstance(pair.old, Paragraph) and isinstance(pair.new, Paragraph):
            yield _edit("Teks", pair.old, pair.new)
        else:
            yield from _alone(pair, number)


def _edit(place: str, old: Unit, new: Unit) -> HandEdit:
    return HandEdit(place, _plain(old), new.text or Text.dari(""), old, new)


def _alone(pair: BlockPair, number: int) -> Iterator[HandEdit]:
    block = pair.new or pair.old
    text = _plain(block) if isinstance(block, Paragraph) else f"Tabel {number}"
    if text.strip():
        yield _without_partner("Teks", text, added=pair.old is None, what="paragraf")


def _without_partner(place: str, text: str, *, added: bool, what: str) -> HandEdit:
    old, new = ("", text) if added else (text, "")
    verb, task = ("ditambah", "tambahkan") if added else ("dihapus", "hapus")
    reason = f"{what} {verb} dengan tangan; {task} sendiri dalam sumber"
    return HandEdit(place, old, Text.dari(new), reason=reason)


def _table_pairs(pair: TablePair, part: str) -> Iterator[HandEdit]:
    titles = column_titles(pair.new)
    for i, j in pair.columns:
        if i is None or j is None:
            column = (j if i is None else i) or 0
            title = titles.get(column, f"kolom {column + 1}")
            yield _without_partner(part, title, added=i is None, what="kolom")
    known = {j for i, j in pair.columns if i is not None}
    for number, row in enumerate(pair.rows, start=1):
        place = f"{part}, {row_name(row, number)}"
        if row.old is None or row.new is None:
            one = row.new or row.old
            assert one is not None
            yield _without_partner(place, one.plain, added=row.old is None, what="baris")
            continue
        for column, old, new in pair_cells(row, pair.columns):
            title = titles.get(column) or f"kolom {column + 1}"
            if old is not None and new is not None:
                yield _edit(f"{place}, {title}", old, new)
            elif new is not None and new.plain.strip() and column in known:
                yield _without_partner(
                    f"{place}, {title}", new.plain, added=True, what="isi sel gabungan"
                )


# --- into the sources, and proof


def _prove(
    project: Project,
    tahun: int,
    nama: str,
    file: WordFile,
    regulasi: Regulasi,
    result: Absorption,
) -> None:
    """Write the placed edits into copies of the sources; what does not come out is not placed."""
    _refuse_contradictions(result)
    while True:
        result.files = _edited(project, regulasi, result)
        if not result.placed:
            result.files = {}
            return
        findings, made = _tried(project, tahun, nama, result.files)
        if made is None:
            raise FileProblem(
                "Dengan suntingan itu sumber tidak dapat dibaca lagi, jadi tidak ada yang "
                "ditulis:\n" + "\n".join(f"  {one.location}  {one.message}" for one in findings)
            )
        same = {id(one.after) for one in _pairs(made, file) if not one.reason and not _differ(one)}
        lost = [one for one in result.placed if id(one.after) not in same]
        if not lost:
            return
        result.placed = [one for one in result.placed if id(one.after) in same]
        reason = "tidak dapat ditulis ke sumber sehingga tercetak persis begitu"
        result.unplaced += [replace(one, reason=reason) for one in lost]


def _refuse_contradictions(result: Absorption) -> None:
    """Two edits of one value that say different things cannot both be right."""
    texts: dict[tuple[object, ...], set[str]] = {}
    for one in result.placed:
        texts.setdefault(_key(one), set()).add(one.new.plain)
    wrong = [one for one in result.placed if len(texts[_key(one)]) > 1]
    result.placed = [one for one in result.placed if one not in wrong]
    reason = "nilai ini tercetak di beberapa tempat dan disunting berbeda-beda"
    result.unplaced += [replace(one, reason=reason) for one in wrong]


def _key(edit: HandEdit) -> tuple[object, ...]:
    owner = edit.owner
    if isinstance(owner, YamlValue):
        return (edit.file, *owner.node.keys(*owner.path))
    return (edit.file, edit.line)


def _edited(project: Project, regulasi: Regulasi, result: Absorption) -> dict[str, str]:
    """The changed sources by name; an edit for which no place is found becomes unplaced."""
    spans: dict[str, dict[tuple[object, ...], Span]] = {}
    sources: dict[str, str] = {}
    for edit in list(result.placed):
        if edit.file not in sources:
            sources[edit.file] = _read(project, edit.file)
        span = _span(sources[edit.file], edit, regulasi)
        if span is None:
            result.placed.remove(edit)
            reason = "tempatnya dalam sumber tidak dapat disunting dengan aman"
            result.unplaced.append(replace(edit, reason=reason))
        else:
            spans.setdefault(edit.file, {})[_key(edit)] = span
    return {
        name: yaml_edit.apply_spans(sources[name], list(found.values()))
        for name, found in spans.items()
    }


def _read(project: Project, name: str) -> str:
    return (project.root / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def _span(source: str, edit: HandEdit, regulasi: Regulasi) -> Span | None:
    owner = edit.owner
    if isinstance(owner, YamlValue):
        keys = owner.node.keys(*owner.path)
        return yaml_edit.replacement(source, keys, edit.new, marks=owner.marks)
    if isinstance(owner, ChapterText):
        naskah = _naskah_of(regulasi, owner)
        if naskah is not None:
            return markdown_edit.replacement(source, owner.block, owner.next_line, edit.new, naskah)
    return None


def _naskah_of(regulasi: Regulasi, owner: ChapterText) -> Naskah | None:
    return next((one for one in regulasi.naskah if owner.block in one.blocks), None)


def _tried(
    project: Project, tahun: int, nama: str, files: dict[str, str]
) -> tuple[list[Finding], WordFile | None]:
    """Load copies of the sources with *files* changed, and make the document of them."""
    with tempfile.TemporaryDirectory(prefix="rbdocs-") as name:
        copy = Project(Path(name), templates=project.templates)
        shutil.copytree(project.sources, copy.sources)
        for file, content in files.items():
            (copy.root / file).write_text(content, encoding="utf-8", newline="\n")
        findings = load_year(copy, tahun).findings
        return findings, None if findings else rebuild(copy, tahun, nama)
