"""Turn a chapter's Markdown into blocks with their places; what a chapter cannot hold is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from markdown_it.token import Token

from rbdocs.model.chapter import (
    Block,
    Heading,
    ListItem,
    Paragraph,
    Placement,
    Run,
    heading_key,
    marker_key,
    plain,
)
from rbdocs.model.finding import Location
from rbdocs.sources.dialect import MAX_LEVEL, parse
from rbdocs.sources.habits import habits
from rbdocs.sources.text_file import SourceFile

_MAX_HEADING = 3
_FILE_NAME = re.compile(r"((?:tabel|gambar)-[a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_HINT_ITALIC = "Kata miring ditulis *kata*; tanda * yang dicetak ditulis \\*."
_HINT_PLACE = "Tulis nama berkasnya saja, misalnya ![](tabel-2-1.yaml), berkas di folder yang sama."
_MARKS = frozenset("\\*_<>[]#!`-+.)=|~&")  # what an escape keeps from being a mark
_REFUSED = {
    "blockquote_open": ("Kutipan (baris berawalan >)", "Hapus tanda > di awal baris."),
    "fence": ("Blok kode (``` atau ~~~)", "Hapus tanda itu dari awal baris."),
    "hr": ("Garis pemisah (--- atau ***)", "Hapus garis itu; jarak diatur dalam templat Word."),
    "strong_open": ("Huruf tebal (**)", "Hapus tanda **; judul sudah tebal menurut templat."),
    "hardbreak": ("Ganti baris paksa (\\ di akhir baris)", "Hapus \\ di akhir baris itu."),
}


class Keys:
    """Gives each block a key that no other block of the Lampiran has."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, key: str) -> str:
        """Return *key*, with a count where it is taken."""
        self._seen[key] += 1
        count = self._seen[key]
        return key if count == 1 else self.take(f"{key}x{count}")

    def next(self, above: str) -> str:
        """Return the key of the next paragraph below *above*."""
        self._seen[f"{above}-p"] += 1
        return f"{above}-p{self._seen[f'{above}-p']}"


def read_blocks(file: SourceFile, text: str, keys: Keys, section: str) -> list[Block]:
    """Return the blocks of the chapter *text* of *file*; what is wrong goes to ``file.findings``.

    *section* is the key of the part that the chapter stands in, or "".
    """
    reader = _Reader(file, text, keys, section)
    return list(reader.blocks())


class _Reader:
    def __init__(self, file: SourceFile, text: str, keys: Keys, section: str) -> None:
        self._file = file
        # Spaces at the end of a line cannot be seen, so they mean nothing.
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._lines = [line.rstrip() for line in text.split("\n")]
        self._keys = keys
        self._sections = [section, "", "", ""]  # keys of the headings above, by level
        self._level = 1  # of the last heading
        self._items: list[str] = []  # keys of the items around
        self._lists: Counter[str] = Counter()  # lists so far, by the key of what holds them
        self._in_list: set[str] = set()  # keys of what holds a list that has not ended
        self._marker: tuple[str, Location] | None = None  # of an item not yet begun

    def blocks(self) -> Iterator[Block]:
        tokens, misplaced = parse("\n".join(self._lines))
        for line, below_item in misplaced:
            self._note_indent(line, below_item)
        heading: Token | None = None
        for token in tokens:
            if token.type == "heading_open":
                heading = token
            elif token.type == "butir_open":
                self._open_item(token)
            elif token.type == "butir_close":
                self._items.pop()
            elif token.type == "inline" and heading is not None:
                yield from self._heading(heading, token)
                heading = None
            elif token.type == "inline":
                yield from self._paragraph(token)
            elif token.type in _REFUSED:
                self._refuse(token.type, _line(token))
            elif token.type == "html_block":
                self._note_html(_line(token), token.content)

    def _open_item(self, token: Token) -> None:
        location = self._at(_line(token), token.markup)
        above = self._items[-1] if self._items else self._section
        if above not in self._in_list:
            self._in_list.add(above)
            self._lists[above] += 1
        key = self._keys.take(f"{above}-{marker_key(token.markup, self._lists[above])}")
        self._items.append(key)
        self._marker = token.markup, location
        if len(self._items) > MAX_LEVEL:
            self._file.note(
                "MUAT43",
                location,
                f"Butir «{token.markup}» ada di tingkat {len(self._items)}; "
                f"paling dalam {MAX_LEVEL} tingkat.",
                "Kurangi lekukan baris ini, atau jadikan bagiannya judul tersendiri.",
            )

    @property
    def _section(self) -> str:
        return next((key for key in reversed(self._sections) if key), "")

    def _heading(self, opening: Token, inline: Token) -> Iterator[Block]:
        level, line = int(opening.tag[1:]), _line(inline)
        location = self._at(line)
        runs = self._runs(inline, newline="\n")
        text = plain(runs)
        if not self._heading_fits(opening, level, location, text):
            return
        above = next((key for key in reversed(self._sections[:level]) if key), "")
        if level > 1 and above.startswith("bab-"):
            above = ""  # «1.1.» names its BAB itself
        key = self._keys.take(heading_key(text, above))
        self._sections[level:] = [key, *[""] * (_MAX_HEADING - level)]
        self._level = level
        yield Heading(key, location, runs, level)

    def _heading_fits(self, opening: Token, level: int, location: Location, text: str) -> bool:
        before = len(self._file.findings)
        shown = text.replace("\n", " ")
        if opening.markup == "-":
            message = f"Garis --- menjadikan «{shown}» judul."
            hint = "Hapus garis itu; subjudul ditulis ## di awal baris, judul BAB digarisi ===."
            self._file.note("MUAT44", location, message, hint)
        elif self._items:
            message = f"Judul «{shown}» ada di dalam sebuah butir."
            hint = "Tulis judul di tepi kiri, sesudah satu baris kosong."
            self._file.note("MUAT44", location, message, hint)
        elif level > _MAX_HEADING or level > self._level + 1:
            message = f"Judul «{shown}» bertingkat {level}, padahal judul sebelumnya {self._level}."
            hint = f"Kurangi tanda #: judul naik satu tingkat, paling dalam {'#' * _MAX_HEADING}."
            self._file.note("MUAT44", location, message, hint)
        elif level == 1 and any(self._sections[1:]):
            message = f"«{shown}» adalah judul BAB kedua dalam berkas ini."
            hint = "Satu berkas memuat satu BAB, judulnya di awal; pindahkan ke berkas tersendiri."
            self._file.note("MUAT44", location, message, hint)
        elif not text.strip():
            self._file.note("MUAT44", location, "Judul ini kosong.", "Isi, atau hapus tanda #.")
        return len(self._file.findings) == before

    def _paragraph(self, inline: Token) -> Iterator[Block]:
        children = inline.children or []
        marker, self._marker = self._marker, None
        if marker is None:
            self._in_list.discard(self._items[-1] if self._items else self._section)
        if len(children) == 1 and children[0].type == "image" and marker is None:
            yield from self._placement(children[0], _line(inline))
            return
        runs = self._runs(inline, newline=" ")
        if marker is not None:
            yield ListItem(self._items[-1], marker[1], runs, len(self._items), marker[0])
            return
        above = self._items[-1] if self._items else self._section
        location = self._at(_line(inline))
        yield Paragraph(self._keys.next(above), location, runs, len(self._items))

    def _placement(self, image: Token, line: int) -> Iterator[Block]:
        source = str(image.attrs.get("src", ""))
        location = self._at(line, "![")
        name = _FILE_NAME.fullmatch(source)
        if name is None:
            message = f"«{source}» bukan nama berkas tabel atau gambar."
            self._file.note("MUAT45", location, message, _HINT_PLACE)
            return
        yield Placement(self._keys.take(name[1]), location, (), name[1])

    def _runs(self, inline: Token, newline: str) -> tuple[Run, ...]:
        runs: list[Run] = []
        line, italic, target = _line(inline), 0, ""
        for habit in habits(inline):
            place = self._at(line + habit.line, habit.shown)
            self._file.note("MUAT42", place, habit.message, habit.hint)
        for child in inline.children or []:
            match child.type:
                case "text" | "text_special":
                    if child.type == "text":
                        self._note_unread(line, child.content)
                    elif len(child.content) == 1 and child.content not in _MARKS:  # «\\n» stays
                        self._note_backslash(line, child.content)
                    runs.append(Run(child.content, italic > 0, target))
                case "softbreak" | "hardbreak":
                    runs.append(Run(newline, italic > 0, target))
                    line += 1
                    if child.type == "hardbreak":
                        self._refuse("hardbreak", line - 1)
                case "em_open" | "em_close":
                    italic += child.nesting
                case "link_open" if child.markup != "autolink":
                    target = self._target(str(child.attrs.get("href", "")), line)
                    runs.append(Run("", False, target))  # «[](#...)» has no text of its own
                case "link_close":
                    target = ""
                case "html_inline":
                    self._note_html(line, child.content)
                case "image":
                    self._file.note(
                        "MUAT45",
                        self._at(line, "!["),
                        "Tabel dan gambar ditempatkan dalam baris tersendiri.",
                        "Pisahkan ![](...) dengan baris kosong di atas dan di bawahnya.",
                    )
                case kind if kind in _REFUSED:
                    self._refuse(kind, line)
        return _joined(runs)

    def _target(self, href: str, line: int) -> str:
        if href.startswith("#") and len(href) > 1:
            return href[1:]
        message = f"Tautan ke «{href}» tidak dipakai dalam naskah."
        hint = "Rujukan ditulis [tabel 2.1](#tabel-2-1); alamat web ditulis di antara < dan >."
        self._file.note("MUAT42", self._at(line, "]("), message, hint)
        return ""

    def _refuse(self, kind: str, line: int) -> None:
        what, hint = _REFUSED[kind]
        self._file.note("MUAT42", self._at(line), f"{what} tidak dipakai dalam naskah.", hint)

    def _note_html(self, line: int, content: str) -> None:
        shown = content.strip().splitlines()[0]
        message = f"Tag HTML «{shown}» tidak dipakai dalam naskah."
        hint = "Hapus tag itu. Tanda < yang dicetak ditulis \\<."
        self._file.note("MUAT41", self._at(line, shown), message, hint)

    def _note_unread(self, line: int, text: str) -> None:
        if "*" in text:
            message = "Tanda * ini tidak berpasangan, jadi tidak menjadi huruf miring."
            self._file.note("MUAT42", self._at(line, "*"), message, _HINT_ITALIC)
        if "](" in text:
            message = "Tautan ini tidak terbaca, jadi akan tercetak dengan kurungnya."
            hint = "Tulis [tabel 2.1](#tabel-2-1) tanpa spasi di dalam kurung kedua."
            self._file.note("MUAT42", self._at(line, "]("), message, hint)

    def _note_backslash(self, line: int, character: str) -> None:
        message = f"«\\{character}» tercetak {character}, tanpa garis miring terbaliknya."
        hint = "Hapus garis miring itu; bila memang dicetak, tulis \\\\."
        self._file.note("MUAT42", self._at(line, f"\\{character}"), message, hint)

    def _note_indent(self, line: int, below_item: bool) -> None:
        if below_item:
            message = "Baris ini tepat di bawah sebuah butir tetapi tidak menjorok."
            hint = "Jorokkan bila masih bagian butir itu; bila tidak, beri baris kosong di atasnya."
        else:
            message = "Baris ini menjorok, padahal tidak di bawah sebuah butir."
            hint = "Tulis di tepi kiri, atau sejajarkan dengan teks butir yang dimaksud."
        self._file.note("MUAT43", self._at(line), message, hint)

    def _at(self, line: int, shown: str = "") -> Location:
        """The place of *shown* in the line (from 0), or of the line's first letter."""
        text = self._lines[line] if line < len(self._lines) else ""
        column = text.find(shown) if shown else -1
        if column < 0:
            column = len(text) - len(text.lstrip())
        return Location(self._file.nama, line + 1, column + 1)


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Join neighbours that look the same; an empty piece stays only as a reference of its own."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if last and (last.italic, last.target) == (run.italic, run.target):
            result[-1] = Run(last.text + run.text, run.italic, run.target)
        elif last and last.target == run.target and not last.text:
            result[-1] = run
        elif run.text or run.target:
            result.append(run)
    return tuple(result)
