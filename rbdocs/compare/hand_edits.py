"""The edits that someone made in a generated Word file, and which value each belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import Indel

from rbdocs.compare.printed import (
    ChapterText,
    Owner,
    YamlValue,
    printed_texts,
    provision_owners,
)
from rbdocs.compare.word_diff import (
    BlockPair,
    TablePair,
    column_titles,
    normal,
    pair_blocks,
    pair_cells,
    row_name,
)
from rbdocs.edit.yaml_edit import cut
from rbdocs.model.nilai import Text
from rbdocs.model.peraturan import Regulasi
from rbdocs.word.reader import Paragraph, WordCell, WordFile, WordTable

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


def units(file: WordFile) -> Iterator[Unit]:
    """Yield the paragraphs and cells of *file*, in order; not those that carry on from above."""
    for block in file.blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (cell for row in block.rows for cell in row.cells if cell.text is not None)


def _plain(unit: Unit) -> str:
    return "" if unit.text is None else unit.text.plain


def owners_of(now: WordFile, regulasi: Regulasi, nama: str) -> dict[int, Owner]:
    """Return the owner of each unit of *now*, by identity.

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


def located(
    base: WordFile, now: WordFile, file: WordFile, owners: dict[int, Owner]
) -> Iterator[HandEdit]:
    """Yield the edits from *base* to *file*, each with its owner in the sources of *now*."""
    current = {id(one.before): one.after for one in pairs(base, now)} if base is not now else None
    for edit in pairs(base, file):
        if edit.before is not None and edit.after is not None and not differs(edit):
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
        new = cut(new, len(owner.before), len(plain) - len(owner.after))
    return replace(edit, new=new, owner=owner, file=location.file, line=location.line)


def differs(edit: HandEdit) -> bool:
    """Whether the text is another one, spaces aside."""
    return normal(edit.old) != normal(edit.new.plain)


def pairs(base: WordFile, file: WordFile) -> Iterator[HandEdit]:
    """Yield every unit of *base* with what it is in *file*; one without partner says so."""
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
