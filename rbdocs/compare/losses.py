"""What in an edited Word file no single value can take: whole rows gone, and all that is new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rbdocs.compare.change import Change, ChangeKind
from rbdocs.compare.hand_edits import HandEdit
from rbdocs.compare.origins import plain, units
from rbdocs.compare.printed import PrintedText
from rbdocs.model.finding import Location
from rbdocs.model.lampiran_number import lampiran_file_name
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text
from rbdocs.word.reader import WordFile
from rbdocs.word.seen import normal

# More cells of one column, emptied in one file, are a column taken away rather than so many edits.
MOST_OF_A_COLUMN = 3
_ROW_GONE = (
    "serap tidak menghapus baris: bila rencana aksi ini memang berakhir, hapus sendiri dalam "
    "sumber, atau tulis keputusan: selesai"
)
_DO_IT = {
    ChangeKind.ADDED: "tambahkan sendiri dalam sumber bila memang dimaksud",
    ChangeKind.REMOVED: "hapus sendiri dalam sumber bila memang dimaksud",
}
_NO_SOURCE = (
    "tidak ada sumbernya, jadi hilang bila dokumen dibuat ulang; pindahkan isinya sendiri ke "
    "sumber yang sesuai, atau ke templat {template} bila memang untuk semua dokumen"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """The document that was edited and what its texts come from, to name places."""

    regulation: Regulation
    nama: str
    template: str
    origins: Mapping[str, Location]  # by text, spaces aside

    def file(self) -> Location | None:
        """The source of the whole document."""
        for lampiran in self.regulation.lampiran:
            if self.nama == f"{lampiran_file_name(lampiran.lampiran)}.docx":
                return Location(lampiran.location().file)
        for naskah in self.regulation.naskah:
            if self.nama == f"{lampiran_file_name(naskah.susunan.lampiran)}.docx":
                return Location(naskah.susunan.location().file)
        return Location(self.regulation.peraturan.location().file)

    def action(self, kode: str, row: int = 1) -> Location | None:
        """Where the action *kode* stands, or the sub kegiatan of its row *row*."""
        for aksi in self.regulation.aksi():
            if isinstance(aksi, RencanaAksi) and aksi.kode == kode:
                several = row > 1 and aksi.sub_kegiatan and row <= len(aksi.sub_kegiatan)
                return aksi.location("sub_kegiatan", row - 1) if several else aksi.location()
        return None


def places_by_text(now: WordFile, origins: Mapping[int, PrintedText]) -> dict[str, Location]:
    """Return where each text of *now* comes from, by the text; the first place where it is one."""
    result: dict[str, Location] = {}
    for unit in units(now):
        printed = origins.get(id(unit))
        places = [piece.place for piece in printed.pieces if piece.place] if printed else []
        # A value says more than the words that the template puts around it.
        places.sort(key=lambda place: not place.line)
        if places:
            result.setdefault(normal(plain(unit)), places[0])
    return result


def without_losses(
    edits: Iterable[HandEdit], every: Iterable[HandEdit], sides: Sides
) -> Iterator[HandEdit]:
    """Yield *edits*, with whole rows, actions and columns that were emptied as one each.

    *every* are all cells that could have been edited, so that it is known what is whole.
    """
    left = list(edits)
    full = [edit for edit in every if edit.spot and not edit.spot.header and edit.old.strip()]
    for key, what in ((_kode, "rencana aksi"), (_row, "baris"), (_column, "kolom")):
        had = Counter(key(edit) for edit in full)
        groups: dict[Hashable, list[HandEdit]] = defaultdict(list)
        for item in left:
            if item.emptied and item.spot and not item.spot.header and key(item) is not None:
                groups[key(item)].append(item)
        for found, group in groups.items():
            most = what == "kolom" and len(group) > MOST_OF_A_COLUMN
            if len(group) > 1 and (len(group) == had[found] or most):
                left = [edit for edit in left if edit not in group]
                yield _lost(group, what, sides)
    yield from left


def _kode(edit: HandEdit) -> Hashable:
    return (edit.spot.table, edit.spot.kode) if edit.spot and edit.spot.kode else None


def _row(edit: HandEdit) -> Hashable:
    return (edit.spot.table, edit.spot.row) if edit.spot else None


def _column(edit: HandEdit) -> Hashable:
    return (edit.spot.table, edit.spot.column) if edit.spot else None


def _lost(group: list[HandEdit], what: str, sides: Sides) -> HandEdit:
    """The edits of *group*, which together took away *what*, as one."""
    first = group[0]
    assert first.spot is not None
    before, _, column = first.place.rpartition(", ")
    if what == "kolom":
        place, count = f"{first.place.split(', ')[0]}, {column}", len(group)
        reason = f"{count} sel kolom ini dikosongkan sekaligus; {_DO_IT[ChangeKind.REMOVED]}"
        location = next((edit.location for edit in group if edit.location), None)
    else:
        place = before
        task = _ROW_GONE if first.spot.kode else _DO_IT[ChangeKind.REMOVED]
        reason = f"{what} ini dikosongkan seluruhnya; {task}"
        location = sides.action(first.spot.kode) if what == "rencana aksi" else None
        location = location or next((edit.location for edit in group if edit.location), None)
    old = " \t ".join(edit.old for edit in group)
    return replace(
        first.refused(reason), place=place, old=old, new=Text.dari(""), location=location
    )


def left_over(
    changes: Iterable[Change], edits: Iterable[HandEdit], sides: Sides
) -> Iterator[HandEdit]:
    """Yield what the comparison tells and *edits* do not, each as an edit with its reason."""
    known = Counter((normal(edit.old), normal(edit.new.plain)) for edit in edits)
    for change in changes:
        key = (normal(change.old), normal(change.new))
        if known[key]:
            known[key] -= 1
            continue
        yield _as_edit(change, sides)


def _as_edit(change: Change, sides: Sides) -> HandEdit:
    place = change.places[0] if change.places else change.part
    location, reason = _row_change(change, place, sides)
    if location is None and change.old:
        location = _lines_place(change.old, sides.origins.get)
        reason = _DO_IT.get(change.kind, "pindahkan sendiri ke sumber bila memang dimaksud")
        reason = f"{change.column.lower() or 'isi'} {change.kind}; {reason}"
    if location is None:
        what = f"{change.column.lower() or 'isi'} {change.kind}"
        reason = f"{what}; {_NO_SOURCE.format(template=sides.template)}"
    return HandEdit(place, change.old, Text.dari(change.new), location=location, reason=reason)


def _row_change(change: Change, place: str, sides: Sides) -> tuple[Location | None, str]:
    """Where a row that came or went belongs, and what to do about it."""
    if change.column not in ("Baris", "Kolom", "Tabel") or change.kind not in _DO_IT:
        return None, ""
    what = f"{change.column.lower()} {change.kind} dengan tangan"
    if change.kind is ChangeKind.ADDED:
        return sides.file(), f"{what}; {_DO_IT[ChangeKind.ADDED]}"
    if change.kode:
        row = place.partition("(baris ke-")[2].partition(")")[0]
        location = sides.action(change.kode, int(row) if row.isdecimal() else 1)
        return location, f"{what}; {_ROW_GONE}"
    return (
        _lines_place(change.old, sides.origins.get) or sides.file(),
        f"{what}; {_DO_IT[ChangeKind.REMOVED]}",
    )


def _lines_place(text: str, find: Callable[[str], Location | None]) -> Location | None:
    """Where *text* comes from, or else the first of its cells or lines that is known."""
    pieces = [text, *(cell for line in text.split("\n") for cell in line.split(" \t "))]
    found = [
        place for piece in pieces if piece.strip() and (place := find(normal(piece))) is not None
    ]
    # A line of a source says more than a template.
    return min(found, key=lambda finding: not finding.line, default=None)
