"""Sources made of workbooks: the plan, names that no register has, and the approved budget."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from typing import Any

import yaml

from rbdocs.excel.door import GridCell, letter, read_book, read_grids
from rbdocs.excel.headings import Headed, Match, find_heading
from rbdocs.excel.plan_intake import IndicatorTaken, TakenPlan, take_plan
from rbdocs.files import FileProblem
from rbdocs.model.plan_columns import ROW, Column, ColumnKind
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.realisasi import is_national_code
from rbdocs.model.registers import Unlisted
from rbdocs.model.values import parse_number

_NO_KEY = re.compile(r"[^a-z0-9]+")
_KIND_WORDS = (
    *(("persen", "persen"), ("%", "persen"), ("tingkat", "persen"), ("indeks", "indeks")),
    *(
        ("km", "panjang"),
        ("meter", "panjang"),
        ("nilai", "skor"),
        ("skor", "skor"),
        ("rasio", "rasio"),
        ("opini", "opini"),
    ),
)
_SEPARATORS = re.compile(r"\s*[,;/\n]\s*")


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers have: spellings of units, keys of indicators by names, and all *keys*.

    *offices* gives what in a cell of offices is none of the register.
    """

    offices: Callable[[str], Iterable[str]]
    units: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
    keys: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """A plan out of a workbook: what stood where, the records, and its source.

    *missing* are the columns of the layout that the sheet does not have; *offices*, *units* and
    *indicators* what the registers still lack.
    """

    headed: Headed
    plan: TakenPlan
    content: bytes
    missing: tuple[str, ...]
    offices: tuple[Unlisted, ...]
    units: tuple[Unlisted, ...]
    indicators: tuple[Unlisted, ...]


def take(
    path: Path, layout: PlanLayout, letter: str, head: Mapping[str, Any], known: Known
) -> Intake:
    """Return the plan in the workbook *path*; *head* is what its source begins with.

    Raises FileProblem where no table in it can be one of *layout*, and BookProblem where it is no
    workbook that may be opened.
    """
    grids = read_grids(read_book(path))
    headed = find_heading(grids, layout.columns)
    needed = {column.key for column in layout.columns if column.makna == "uraian"}
    found = {match.column.key for match in headed.matches} if headed else set()
    if headed is None or not needed <= found or len(found) < 3:
        names = ", ".join(f"«{column.label}»" for column in layout.columns[:6])
        raise FileProblem(
            f"{path.name}: tidak ada tabel yang kepalanya cocok dengan susunan «{layout.name}». "
            f"Yang dicari antara lain {names}."
        )
    plan = take_plan(headed, layout, letter, known.units)
    plan.notes[:0] = headed.grid.notes
    if not plan.actions:
        raise FileProblem(f"{path.name}: di bawah kepala tabelnya tidak ada rencana aksi.")
    indicators = tuple(_keyed(plan.indicators.values(), known))
    offices = (name for text in plan.offices for name in known.offices(text))
    units = _unlisted(plan.units, known.units, known.keys)
    source = {**head, layout.source.tingkat[0].field: plan.records}
    return Intake(
        headed,
        plan,
        _dump(source, path.name),
        tuple(column.label for column in layout.columns if column.key not in found),
        tuple(_unlisted(offices, (), known.keys)),
        tuple(replace(unit, jenis=_kind(unit.nama)) for unit in units),
        indicators,
    )


def _keyed(taken: Iterable[IndicatorTaken], known: Known) -> Iterator[Unlisted]:
    """Give each indicator's records their key, and yield those that are new."""
    by_name = {name.lower(): kunci for name, kunci in known.indicators.items()}
    new = {
        item.nama.lower(): item for item in _unlisted((i.name for i in taken), by_name, known.keys)
    }
    for item in taken:
        name = item.name.lower()
        kunci = by_name.get(name) or new[name].kunci
        for record in item.records:
            rest = dict(record)
            record.clear()
            for field_name, value in rest.items():
                record[field_name] = value
                if str(value).strip().lower() == name and "acuan" not in record:
                    record["acuan"] = kunci
        if name in new:
            yield replace(new[name], jenis=_kind(f"{item.name} {item.target}"), target=item.target)


def names_in(text: str, known: Collection[str]) -> Iterator[str]:
    """Yield the names that a cell of offices lists and that are none of *known*, small letters."""
    for name in _SEPARATORS.split(text):
        if name and name.lower() not in known:
            yield name


def _unlisted(
    names: Iterable[str], known: Collection[str], taken: Collection[str]
) -> Iterator[Unlisted]:
    """Yield each of *names* that is none of *known*, once, with a key that is none of *taken*."""
    seen = {name.lower() for name in known}
    keys = set(taken)
    for name in names:
        if name.lower() in seen:
            continue
        seen.add(name.lower())
        stem = _NO_KEY.sub("-", name.lower())[:50].strip("-") or "tanpa-nama"
        numbered = (f"{stem}-{number}" for number in count(2))
        own = next(key for key in chain((stem,), numbered) if key not in keys)
        keys.add(own)
        yield Unlisted(own, name)


def _kind(text: str) -> str:
    """What kind of quantity *text* seems to name, as registers call it."""
    lower = text.lower()
    return next((kind for word, kind in _KIND_WORDS if word in lower), "cacah")


class _Flow(list[Any]):
    """A list on one line."""


class _Dumper(yaml.SafeDumper):
    """Writes lists indented, and those of periods on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


_Dumper.add_representer(
    _Flow, lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, True)
)


def _dump(source: Mapping[str, Any], name: str) -> bytes:
    text = yaml.dump(
        _laid_out(dict(source)),
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
    )
    return f"# Diambil dari {' '.join(name.split())}; periksa isinya.\n{text}".encode()


def _laid_out(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _laid_out(item) for key, item in value.items()}
    if isinstance(value, list):
        plain = all(not isinstance(item, dict) for item in value)
        return _Flow(value) if plain else [_laid_out(item) for item in value]
    return value


_COLUMNS = tuple(
    Column(key, title, kind, ROW, (key,), makna=makna, label=label)
    for key, title, kind, makna, label in (
        ("kode_rekening", "Kode Rekening", ColumnKind.TEXT, "kode_rekening", "Kode Sub Kegiatan"),
        ("nama", "Sub Kegiatan", ColumnKind.TEXT, "sub_kegiatan", "Nama Sub Kegiatan"),
        ("perangkat_daerah", "SKPD", ColumnKind.OFFICE, "pelaksana", "Perangkat Daerah"),
        ("jumlah", "Anggaran", ColumnKind.AMOUNT, "anggaran", "Pagu"),
    )
)
_NEEDED = {"kode_rekening", "nama", "jumlah"}


@dataclass(frozen=True, slots=True)
class BudgetTaken:
    """What a list of the approved budget says: where it stood, its rows, what could not be read."""

    headed: Headed
    content: bytes
    rows: int
    notes: tuple[str, ...]


def take_budget(path: Path, tahun: int, office: Callable[[str], str | None]) -> BudgetTaken:
    """Return the source that the workbook *path* comes to; *office* gives the key of an office.

    Rows without a code, such as programmes and sums, are passed over. Raises FileProblem where
    there is no such table, and BookProblem where it is no workbook that may be opened.
    """
    headed = find_heading(read_grids(read_book(path)), _COLUMNS)
    found = {match.column.key: match for match in headed.matches} if headed else {}
    if headed is None or not found.keys() >= _NEEDED:
        raise FileProblem(
            f"{path.name}: tidak ada tabel dengan kolom kode rekening, nama sub kegiatan dan "
            "anggaran. Beri judul kolomnya demikian, lalu ulangi."
        )
    lines, notes = [f"# Diambil dari {' '.join(path.name.split())}.", "dpa:"], []
    for number, row in sorted(headed.grid.rows.items()):
        if number > headed.last:
            line, note = _line(number, row, found, office)
            lines += [line] if line else []
            notes += [note] if note else []
    rows = len(lines) - 2
    if not rows:
        raise FileProblem(f"{path.name}: tidak ada baris yang berkode rekening sub kegiatan.")
    content = "\n".join(lines).encode() + b"\n"
    return BudgetTaken(headed, content, rows, (*headed.grid.notes, *notes))


def _line(
    number: int, row: list[GridCell], found: dict[str, Match], office: Callable[[str], str | None]
) -> tuple[str, str]:
    """The row as a line of the source, "" where it is none, and what is to be said of it."""
    said = {
        key: row[match.place] if match.place < len(row) else GridCell()
        for key, match in found.items()
    }
    code, name = said["kode_rekening"].text.replace(" ", ""), " ".join(said["nama"].text.split())
    if not is_national_code(code):
        amount = said["jumlah"].text
        known = code.replace(".", "").isdigit() and len(code) > len("2.16.02.2.01.")
        return "", f"Baris {number}: «{code}» bukan kode sub kegiatan; tidak diambil." * (
            known and bool(amount)
        )
    rupiah = _rupiah(said["jumlah"])
    if rupiah is None:
        place = letter(found["jumlah"].place)
        return "", f"Baris {number}, kolom {place}: «{said['jumlah'].text[:40]}» bukan rupiah."
    fields = {"kode_rekening": f'"{code}"', "nama": json.dumps(name, ensure_ascii=False)}
    fields["jumlah"] = str(rupiah)
    text = said.get("perangkat_daerah", GridCell()).text
    kunci = office(text) if text else None
    if kunci:
        fields["perangkat_daerah"] = kunci
    unknown = f"Baris {number}: perangkat daerah «{text[:40]}» belum terdaftar."
    line = ", ".join(f"{key}: {value}" for key, value in fields.items())
    return f"  - {{{line}}}", unknown if text and not kunci else ""


def _rupiah(cell: GridCell) -> int | None:
    number: Decimal | None = cell.number
    if number is None:
        text = cell.text.lower().removeprefix("rp").strip(" .").removesuffix(",-")
        number = parse_number(text)
    if number is None or number != number.to_integral_value() or number < 0:
        return None
    return int(number)
