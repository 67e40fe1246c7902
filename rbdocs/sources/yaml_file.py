"""Read one YAML file safely, with the place of every value.

The events of libyaml are composed here rather than by PyYAML's constructors: only so can depth,
aliases, tags and repeated keys be told before anything is built, and numbers stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from rbdocs.files import Project
from rbdocs.model.characters import find_invisible
from rbdocs.model.finding import Finding, Location
from rbdocs.sources.text_file import SourceFile, about_unprintable, find_unprintable, read_text
from rbdocs.sources.yaml_comments import (
    CommentedScalar,
    cuts_before,
    field_of,
    find_cuts,
    note_cuts,
)
from rbdocs.sources.yaml_messages import (
    ListedValue,
    Misread,
    misread_escapes,
    misread_list,
    misread_number,
    translate,
)

MAX_SIZE = 5_000_000  # bytes; the largest source of 2023 has under 100,000
MAX_VALUES = 200_000  # in one file; the largest source of 2023 has under 5,000
MAX_TEXT = 20_000  # characters of one value; the longest of 2023 has under 2,000
MAX_DEPTH = 40  # levels; the deepest plan has under 30
_KEPT = 500_000  # characters of a text that is kept composed; more is somebody's mistake
# Only what prints again as it is written, separators aside: no -0, no digits of other scripts.
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,9}")

_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


@dataclass(slots=True)
class YamlFile(SourceFile):
    """A file's content as plain values, and where each of them stands."""

    content: Any = None
    positions: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def location(self, path: tuple[str | int, ...] = ()) -> Location:
        """Return the place of the value at *path*, or of the nearest value above it."""
        while path not in self.positions and path:
            path = path[:-1]
        row, columns = self.positions.get(path, (0, 0))
        return Location(self.nama, row, columns)


class _Refused(Exception):
    """The file must not be read further."""

    def __init__(self, kode: str, mark: Any, message: str, hint: str) -> None:
        super().__init__(message)
        self.kode, self.mark, self.message, self.hint = kode, mark, message, hint


def read(project: Project, path: Path) -> YamlFile:
    """Read the YAML file at *path*; never raises for what a file can hold, see ``findings``."""
    file = YamlFile(project.show(path))
    text = read_text(project, path, file, MAX_SIZE)
    if text is None:
        return file
    if len(text) > _KEPT or file.findings:
        _compose(text, file)
    else:
        known = _composed(file.nama, text)
        file.content, file.positions = known.content, known.positions
        file.findings += known.findings
    return file


@lru_cache(maxsize=64)
def _composed(name: str, text: str) -> YamlFile:
    """Compose a text once that is read again: by several years, or after an edit of another file.

    Nobody changes what it holds.
    """
    file = YamlFile(name)
    _compose(text, file)
    return file


def _compose(text: str, file: YamlFile) -> None:
    loader = _Parser(text)
    composer = _Composer(loader, text, file)
    try:
        file.content = composer.documents()
    except _Refused as refusal:
        file.note(refusal.kode, _at(file, refusal.mark), refusal.message, refusal.hint)
    except yaml.MarkedYAMLError as error:
        _note_syntax(file, error, text, composer)
    except yaml.YAMLError:
        file.note("MUAT04", Location(file.nama, 1, 1), *translate("", ""))
    else:
        note_cuts(file, text, find_cuts(text, composer.scalars))
    finally:
        loader.dispose()


def _note_syntax(file: YamlFile, error: Any, text: str, composer: _Composer) -> None:
    mark, quote = error.problem_mark or error.context_mark, composer.long_quote
    cuts = cuts_before(text, mark.index, composer.scalars) if mark is not None else []
    note_cuts(file, text, cuts)
    if cuts and not any(scalar.start > cuts[-1].place for scalar in composer.scalars):
        return  # a plain text of several lines ended at the «#», so its next line fits nowhere
    if quote is not None and mark is not None and mark.line == quote[1].line:
        # A quotation mark that is not closed swallows text up to the next one, lines below.
        file.note(
            "MUAT04",
            _at(file, quote[0]),
            f"Tanda petik ini tidak ditutup; isinya terbaca sampai baris {quote[1].line + 1}.",
            "Tutup tanda petik itu di akhir teksnya.",
        )
        return
    problem = error.problem or ""
    if "expected ':'" in problem:  # noticed on the next line; the name without one is above
        mark = error.context_mark or mark
    if mark is not None and text.startswith("\t", mark.index):
        problem = "tab character"
    file.note("MUAT04", _at(file, mark), *translate(problem, error.context or ""))


def _at(file: YamlFile, mark: Any) -> Location:
    if mark is None:
        return Location(file.nama, 1, 1)
    return Location(file.nama, mark.line + 1, mark.column + 1)


class _Composer:
    """Composes plain values from events, with a stack of its own so that depth costs nothing."""

    def __init__(self, loader: Any, text: str, file: YamlFile) -> None:
        self._text = text
        self._next_event: Callable[[], Any] = loader.get_event
        self._file = file
        self._positions = file.positions
        self.long_quote: tuple[Any, Any] | None = None  # the last quoted text of several lines
        self.scalars: list[CommentedScalar] = []  # in the order of the file
        self._margin = -1  # the column beyond which a line carries on the next value

    def documents(self) -> Any:
        content: Any = None
        count = 0
        while not isinstance(event := self._next_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.DocumentStartEvent):
                count += 1
                if count > 1:
                    raise _Refused(
                        "MUAT04",
                        event.start_mark,
                        "Berkas ini berisi lebih dari satu dokumen YAML.",
                        "Hapus garis pemisah --- di tengah berkas.",
                    )
            elif not isinstance(event, yaml.StreamStartEvent | yaml.DocumentEndEvent):
                content = self._value(event, (), 0)
        return content

    def _value(self, event: Any, path: tuple[str | int, ...], depth: int) -> Any:
        mark, kind = event.start_mark, type(event)
        self._refuse_dangerous(event, depth)
        self._positions.setdefault(path, (mark.line + 1, mark.column + 1))
        if kind is yaml.ScalarEvent:
            return self._scalar(event, path)
        if kind is yaml.SequenceStartEvent:
            return self._listing(event, path, depth)
        return self._mapping(path, depth)

    def _listing(self, start: Any, path: tuple[str | int, ...], depth: int) -> list[Any]:
        items: list[ListedValue] = []
        margin = start.start_mark.column
        for index, event in enumerate(self._until(yaml.SequenceEndEvent)):
            self._margin = margin
            value = self._value(event, (*path, index), depth + 1)
            plain = type(event) is yaml.ScalarEvent and not event.style
            items.append(ListedValue(event.start_mark.index, event.end_mark.index, value, plain))
        flow = bool(start.flow_style)
        for told in misread_list(self._text, items, flow=flow, field=field_of(path)):
            self._note(start, told)
        return [item.value for item in items]

    def _mapping(self, path: tuple[str | int, ...], depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        positions = self._positions
        for kunci in self._until(yaml.MappingEndEvent):
            self._refuse_dangerous(kunci, depth)
            if type(kunci) is not yaml.ScalarEvent:
                raise _Refused(
                    "MUAT04",
                    kunci.start_mark,
                    "Nama isian harus sebuah kata, bukan daftar atau kelompok.",
                    "Periksa kurung { } dan [ ], dan tanda ? di awal baris.",
                )
            mark: Any = kunci.start_mark
            nama = kunci.value
            self._margin = mark.column
            self._remember(kunci, path, number=False, key=True)
            if nama in result:
                self._file.note(
                    "MUAT05",
                    _at(self._file, mark),
                    f"Isian «{nama}» tertulis dua kali dalam satu kelompok "
                    f"(yang pertama di baris {positions[(*path, nama)][0]}).",
                    "Hapus salah satu, atau periksa apakah tanda - untuk butir baru tertinggal.",
                )
                self._value(self._next_event(), (*path, nama, "(rangkap)"), depth + 1)
                continue
            place = (*path, nama)
            result[nama] = value = self._value(self._next_event(), place, depth + 1)
            if value is None or value == "" or isinstance(value, dict | list):
                positions[place] = (mark.line + 1, mark.column + 1)
        return result

    def _until(self, end: type[Any]) -> Iterator[Any]:
        next_event = self._next_event
        while type(event := next_event()) is not end:
            yield event

    def _remember(
        self, event: Any, path: tuple[str | int, ...], *, number: bool, key: bool
    ) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if start < end:  # one that is left out has no place
            plain = not event.style
            self.scalars.append(
                CommentedScalar(start, end, event.value, plain, number, key, self._margin, path)
            )

    def _scalar(self, event: Any, path: tuple[str | int, ...]) -> Any:
        value = self._read(event)
        self._remember(event, path, number=not isinstance(value, str), key=False)
        return value

    def _read(self, event: Any) -> Any:
        text: str = event.value
        if len(text) > MAX_TEXT:
            raise _Refused(
                "MUAT02",
                event.start_mark,
                f"Nilai ini terlalu panjang: {len(text)} huruf; batasnya {MAX_TEXT}.",
                "Periksa apakah tanda petiknya ditutup, dan apakah teks ini memang satu isian.",
            )
        if event.style:  # quoted, or a block: text as it stands
            self._look_into(event, text)
            return text.rstrip("\n") if event.style in "|>" else text
        if text in ("", "~", "null"):
            return None
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            self._note(event, misread_number(text))
            return Decimal(text)
        return text

    def _look_into(self, event: Any, text: str) -> None:
        """Refuse what an escape such as ``\\a`` has put into a text; remember a long quotation."""
        written = self._text[event.start_mark.index : event.end_mark.index]
        if event.style == '"' and "\\" in written:  # without one it says what was looked at before
            if hit := find_unprintable(text):
                raise _Refused("MUAT03", event.start_mark, *about_unprintable(hit))
            self._note_escapes(event, text)
            for told in misread_escapes(written):
                self._note(event, told)
        if event.style in "\"'" and event.end_mark.line > event.start_mark.line:
            self.long_quote = event.start_mark, event.end_mark

    def _note(self, event: Any, told: Misread | None) -> None:
        if told is not None:
            place = _at(self._file, event.start_mark)
            found = Finding(told.code, told.level, told.message, place, hint=told.hint)
            self._file.findings.append(found)

    def _note_escapes(self, event: Any, text: str) -> None:
        """Tell of an invisible character that only an escape such as ``\\_`` has put in."""
        place = _at(self._file, event.start_mark)
        told = {finding.message for finding in self._file.findings if finding.code == "MUAT27"}
        for character in dict.fromkeys(hit.group() for hit in find_invisible(text)):
            if not any(f"U+{ord(character):04X}" in message for message in told):
                self._file.note_invisible(character, [place])

    def _refuse_dangerous(self, event: Any, depth: int) -> None:
        mark = event.start_mark
        alias = type(event) is yaml.AliasEvent
        few = len(self._positions) <= MAX_VALUES and depth <= MAX_DEPTH
        if few and not alias and not event.anchor and not event.tag:
            return
        if alias or event.anchor:
            raise _Refused(
                "MUAT06",
                mark,
                "Jangkar dan alias YAML (& dan *) tidak dipakai dalam sumber.",
                'Tulis nilainya di tiap tempat; teks berawalan & atau * diapit tanda petik ("").',
            )
        if event.tag:
            raise _Refused(
                "MUAT06",
                mark,
                f"Penanda jenis YAML ({event.tag}) tidak dipakai dalam sumber.",
                'Hapus penanda itu; teks yang diawali ! diapit tanda petik ("").',
            )
        if len(self._positions) > MAX_VALUES:
            raise _Refused(
                "MUAT02",
                mark,
                f"Berkas ini berisi lebih dari {MAX_VALUES // 1000} ribu nilai.",
                "Periksa apakah ini memang berkas sumber; sumber setahun jauh lebih kecil.",
            )
        raise _Refused(
            "MUAT06",
            mark,
            f"Susunan terlalu dalam: lebih dari {MAX_DEPTH} tingkat.",
            "Periksa kurung [ dan { yang tidak ditutup.",
        )
