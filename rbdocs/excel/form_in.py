"""An answered form: what stands in which cell, whatever became of the sheet's looks.

Rows and columns are known by the hidden names beside and above them, wherever they have been moved;
where those are gone, by what the row and the heading say. Nothing is judged here.
"""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from rbdocs.edition import Edition, read_edition
from rbdocs.excel.asked import RawCell
from rbdocs.excel.door import BookProblem
from rbdocs.excel.form import (
    CHECK,
    KEYS,
    PROPOSAL,
    VERSION,
    Asked,
    ReadCell,
    ReadForm,
    ReadRow,
    matched,
    words_of,
)
from rbdocs.excel.form_out import META
from rbdocs.excel.form_parts import ASKED

_MOST_ROWS, _MOST_COLUMNS = 20_000, 400
_FOREIGN = (
    "ini bukan lembar permintaan buatan program ini, atau lembar tersembunyinya («rbdocs») hilang. "
    "Salin isiannya ke lembar permintaan yang asli, lalu kirim itu."
)


def read_form(data: bytes) -> ReadForm:
    """Return what the workbook *data*, which door has let in, says. Raises BookProblem."""
    with_formulas = _load(data, values=False)
    # Twice as long: only where somebody reckons in cells that are read.
    book = _load(data, values=True) if _reckons(with_formulas) else with_formulas
    if META not in book.sheetnames:
        raise BookProblem(_FOREIGN)
    result, titles = _meta(book[META])
    result.titles = titles
    for sheet in book.worksheets:
        if sheet.title == META or sheet.sheet_state != "visible":
            continue
        _read_sheet(sheet, with_formulas[sheet.title], titles, result)
    if not result.rows:
        raise BookProblem(
            "tidak ada lembar yang dapat dikenali lagi: baris nama kolom dan kolom nama barisnya "
            "hilang. Salin isiannya ke lembar permintaan yang asli."
        )
    _remark_lost(result)
    return result


def _load(data: bytes, *, values: bool) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out, nothing is read here
        try:
            book = load_workbook(io.BytesIO(data), data_only=values)
        # What a damaged workbook makes openpyxl raise it does not say.
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
                SyntaxError, zipfile.BadZipFile, OverflowError) as error:  # fmt: skip
            raise BookProblem(
                "berkas ini rusak. Buka di Excel, biarkan diperbaiki, lalu simpan lagi."
            ) from error
    for sheet in book.worksheets:
        if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
            raise BookProblem(
                f"lembar «{sheet.title}» terlalu besar ({sheet.max_row} baris, {sheet.max_column} "
                "kolom). Hapus baris dan kolom yang tidak dipakai, lalu simpan lagi."
            )
    return book


def _reckons(book: Workbook) -> bool:
    """Whether a cell holds a formula other than the program's own, which checks a total."""
    for sheet in book.worksheets:
        own = {
            cell.column
            for row in sheet.iter_rows(max_row=min(sheet.max_row, 500))
            for cell in row
            if cell.value == CHECK
        }
        for row in sheet.iter_rows():
            if any(cell.data_type == "f" and cell.column not in own for cell in row):
                return True
    return False


def _edition(content: object) -> Edition:
    found = read_edition(str(content))
    if found is None:
        raise ValueError(content)
    return found


def _meta(sheet: Worksheet) -> tuple[ReadForm, dict[str, dict[str, str]]]:
    """What the hidden sheet says: the form as it was sent, and the headings of its columns."""
    try:
        first, *others = sheet.iter_rows(values_only=True)
        head = _json(first[1:])
        if first[0] != KEYS or head["versi"] != VERSION:
            raise BookProblem(
                "lembar permintaan ini dibuat program versi lain. Minta lagi dengan minta."
            )
        titles = {
            str(name): {str(key): str(title) for key, title in columns.items()}
            for name, columns in head["kolom"].items()
        }
        result = ReadForm(
            str(head["instansi"]),
            _edition(head["tahun"]),
            int(head["triwulan"]),
            str(head["perangkat_daerah"]),
            {},
        )
        for row in others:
            if row[0] is None:
                continue
            content = _json(row[2:])
            texts = {str(key): str(text) for key, text in content["kata"].items()}
            result.asked[str(row[1])] = Asked(
                str(row[0]),
                texts,
                frozenset(map(str, content["buka"])),
                frozenset(map(str, content["minta"])),
            )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BookProblem(_FOREIGN) from error
    return result, titles


def _json(cells: Sequence[object]) -> Any:
    return json.loads("".join(str(cell) for cell in cells if cell is not None))


def _read_sheet(
    sheet: Worksheet,
    formulas: Worksheet,
    titles: Mapping[str, Mapping[str, str]],
    result: ReadForm,
) -> None:
    keys = _keys(sheet, titles) or _by_titles(sheet, titles)
    if keys is None:
        _read_persons(sheet, result)
        return
    head, columns = keys
    result.present |= {(sheet.title, key) for key in columns.values()}
    named = next((index for index, key in columns.items() if key == KEYS), 0)
    above = True  # what stands over the first row that has a name is the sheet's title
    for number in range(1, sheet.max_row + 1):
        if number in head:
            continue
        above = above and bool(named) and sheet.cell(number, named).value is None
        if above and number < max(head):
            continue
        row = ReadRow("", sheet.title, number)
        for column, key in columns.items():
            cell = sheet.cell(number, column)
            if isinstance(cell, MergedCell):
                continue
            read = _raw(cell, formulas.cell(number, column))
            if key == KEYS:
                row.id = str(cell.value).strip() if cell.value is not None else ""
            elif not read.blank:
                row.cells[key] = ReadCell(f"{sheet.title}!{cell.coordinate}", read)
            if getattr(cell, "comment", None) is not None and cell.comment:
                result.remarks.append(
                    f"{sheet.title}!{cell.coordinate}: komentar «{cell.comment.text.strip()[:200]}»"
                )
        if row.id or row.cells:
            result.rows.append(row)
    _remark_merged(sheet, columns, result)


def _keys(
    sheet: Worksheet, titles: Mapping[str, Mapping[str, str]]
) -> tuple[frozenset[int], dict[int, str]] | None:
    """The rows that are headings, and the key of each column; None where no row has keys."""
    for number in range(1, min(sheet.max_row, 500) + 1):
        for column in range(1, min(sheet.max_column, 60) + 1):
            if sheet.cell(number, column).value == KEYS:
                columns = {
                    index: str(value)
                    for index in range(1, sheet.max_column + 1)
                    if (value := sheet.cell(number, index).value) is not None
                }
                return _headings(sheet, number, columns, titles), columns
    return None


def _headings(
    sheet: Worksheet,
    number: int,
    columns: Mapping[int, str],
    titles: Mapping[str, Mapping[str, str]],
) -> frozenset[int]:
    """The row of keys, which is *number*, and that of the headings, wherever it has been moved."""
    known = {(key, words_of(title)) for sent in titles.values() for key, title in sent.items()}
    for other in range(1, sheet.max_row + 1):
        hits = sum(
            (key, words_of(sheet.cell(other, index).value)) in known
            for index, key in columns.items()
        )
        if hits > len(columns) // 2:
            return frozenset((number, other))
    return frozenset((number,))


def _by_titles(
    sheet: Worksheet, titles: Mapping[str, Mapping[str, str]]
) -> tuple[frozenset[int], dict[int, str]] | None:
    """The columns by their headings, where the hidden row of keys is gone."""
    for wanted in titles.values():
        known = {words_of(title): key for key, title in wanted.items()}
        for number in range(1, min(sheet.max_row, 100) + 1):
            columns = {
                index: known[words]
                for index in range(1, sheet.max_column + 1)
                if (words := words_of(sheet.cell(number, index).value)) in known
            }
            if len(columns) >= max(4, len(known) // 2):
                first = min(columns)
                if first > 1:
                    columns[first - 1] = KEYS
                return frozenset((number,)), columns
    return None


def _raw(cell: Cell, formula: Cell | MergedCell) -> RawCell:
    text = ""
    if isinstance(formula, Cell) and formula.data_type == "f":
        text = str(getattr(formula.value, "text", formula.value))
    if cell.data_type == "e":
        return RawCell(None, cell.number_format, text or "=", str(cell.value))
    return RawCell(cell.value, str(cell.number_format), text)


def _read_persons(sheet: Worksheet, result: ReadForm) -> None:
    """Who has filled the form in, from its cover; another sheet is not part of the form."""
    found = False
    for row in sheet.iter_rows(min_row=1, max_row=min(sheet.max_row, 60), max_col=6):
        name = next((str(cell.value) for cell in row if cell.value in ASKED), "")
        if name:
            found = True
            said = [str(cell.value) for cell in row if cell.value not in (None, name)]
            text = " ".join(" ".join(said[1:]).split())
            if text:
                result.persons[name] = text[:200]
    if not found and any(cell.value is not None for row in sheet.iter_rows() for cell in row):
        result.remarks.append(f"lembar «{sheet.title}» bukan bagian permintaan dan tidak dibaca")


def _remark_merged(sheet: Worksheet, columns: Mapping[int, str], result: ReadForm) -> None:
    for area in sheet.merged_cells.ranges:
        if any(column in columns for column in range(area.min_col, area.max_col + 1)) and (
            area.min_row > 3
        ):
            first = f"{get_column_letter(area.min_col)}{area.min_row}"
            result.remarks.append(
                f"{sheet.title}!{area.coord}: sel digabung; isinya hanya dibaca untuk {first}"
            )


def _remark_lost(result: ReadForm) -> None:
    """Tell of rows and columns that were asked and did not come back."""
    rows = {row.id for row in result.rows}
    lost = [name for name in result.asked if name not in rows and not name.startswith(PROPOSAL)]
    result.remarks += [
        f"baris {name} tidak ada lagi; isinya tetap terbuka"
        for name in lost
        if result.asked[name].open and not _found_by_words(name, result)
    ]


def _found_by_words(name: str, result: ReadForm) -> bool:
    return any(row.id == "" and matched(row, result) == name for row in result.rows)
