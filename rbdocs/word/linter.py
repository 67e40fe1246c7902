"""What is wrong with a template's tags, told all at once before anything is rendered.

A template is a docxtpl template: ``{{ field }}`` prints, ``{% if %}`` and ``{% for %}`` choose and
repeat within a paragraph, ``{%p ...%}`` whole paragraphs, ``{%tr ...%}`` whole table rows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from rbdocs.word.environment import TAG
from rbdocs.word.expressions import ANYTHING, PLACE, USE, Expressions, LoopRow
from rbdocs.word.paragraphs import bears_more, leftover
from rbdocs.word.problems import Notes
from rbdocs.word.values import Loop, Table
from rbdocs.word.xml import W, own_text, parent

_OPENING = re.compile(r"\{\s*[{%#]")
_STATEMENT = re.compile(
    r"\{%(?P<level>p |tr |tc |r |)\s*(?P<word>\w+)\s*(?P<rest>.*?)\s*%\}", re.DOTALL
)
_PREFIX = re.compile(r"\{\{(p|tr|tc|r) ")
_FOR = re.compile(r"(?P<name>\w+)\s+in\s+(?P<listing>\w+)\s*")
_WORDS = ("for", "if", "elif", "else", "endif", "endfor")
# Statements of Jinja that a template may not use; other words are none at all.
_JINJA = frozenset(
    [
        "include",
        "import",
        "from",
        "extends",
        "macro",
        "call",
        "block",
        "set",
        "filter",
        "with",
        "autoescape",
        "raw",
    ]
)
_QUOTES = str.maketrans("“”„‘’", '"""\'\'')


@dataclass(slots=True)
class _Opened:
    """A statement under way: its word, the tag, and where it was opened."""

    word: str
    tag: str
    place: str
    level: str
    holder: etree._Element
    told: bool  # whether something is wrong with it already
    scope: dict[str, Any] = field(default_factory=dict)
    listing: str = ""


class Linter:
    """Looks for mistakes in the parts of one template that *fields* are to fill."""

    def __init__(self, fields: Mapping[str, Any], notes: Notes) -> None:
        self._fields = fields
        self._notes = notes
        self._open: list[_Opened] = []
        self._expressions = Expressions(fields, notes)
        self._looped: set[str] = set()

    def look(self, root: etree._Element, part: str) -> None:
        """Note every mistake in the paragraphs of *root*, which a person knows as *part*."""
        for number, paragraph in enumerate(root.iter(f"{W}p"), start=1):
            text = own_text(paragraph)
            repeated = next(
                (item.listing for item in reversed(self._open) if item.listing and not item.told),
                "",
            )
            within = f", baris contoh «{repeated}»" if repeated else ""
            place = f"{part}{within}, paragraf {number} («{_shorten(text)}»)"
            if repeated:
                self._repeated_notes(paragraph, place)
            if "{" in text or "}" in text or leftover(text, tags=True) is not None:
                self._paragraph(paragraph, text, place)
        for opened in self._open:
            self._unclosed(opened)
        self._open.clear()

    def require(self, name: str, message: str, hint: str) -> None:
        """Note *message* unless the template prints the field or loops over the list *name*."""
        if name not in self._looped and name not in self._expressions.printed:
            self._notes.add("dokumen", "", message, hint)

    def require_columns(self, name: str, table: Table) -> None:
        """Note each mandatory column of *table* that no loop over it, under *name*, prints.

        A mistake in a tag is told first: the column may be the one that was meant there.
        """
        if name not in self._looped or self._notes.mistakes:
            return
        for column in table.mandatory:
            if (name, column) not in self._expressions.columns:
                self._notes.add(
                    "dokumen",
                    "",
                    f"kolom «{column}» tidak ada dalam baris contoh «{name}», jadi isinya tidak "
                    "akan tercetak",
                    f"Tulis {{{{ b.{column} }}}} dalam satu sel baris contoh; bila kolom itu "
                    "memang tidak dicetak, tulis wajib: false padanya dalam susunan rencana.",
                )

    def _repeated_notes(self, paragraph: etree._Element, place: str) -> None:
        """One note has one reference, not many."""
        for name, shown in (("footnoteReference", "kaki"), ("endnoteReference", "akhir")):
            if next(paragraph.iter(f"{W}{name}"), None) is not None:
                self._notes.add(
                    place,
                    "",
                    f"catatan {shown} tidak dapat diulang bersama contoh ini",
                    "Pindahkan catatan itu ke luar contoh, misalnya ke judul kolom.",
                )

    def _paragraph(self, paragraph: etree._Element, text: str, place: str) -> None:
        found = leftover(text, tags=True)
        if found is not None and found[1]:
            opened = _OPENING.search(found[0]) and "}}}" not in found[0] and "{{{" not in found[0]
            self._notes.add(
                place,
                found[0],
                "tag dibuka tetapi tidak ditutup"
                if opened
                else "ini mirip tag, tetapi kurung kurawalnya salah tulis",
                "Tulis tag lengkap tanpa spasi di antara kurungnya, misalnya {{ judul }}.",
            )
            return
        known, depth = len(self._notes.mistakes), len(self._open)
        levelled = False
        for tag in TAG.findall(text):
            if tag.startswith("{{"):
                level = _PREFIX.match(tag)
                if level is not None:
                    levelled = True
                    self._holder(level[1], tag, paragraph, place)
                self._expressions.check(tag, _PREFIX.sub("{{ ", tag), place, self._scope())
            elif tag.startswith("{%"):
                levelled = levelled or _is_levelled(tag)
                if not self._statement(tag.translate(_QUOTES), paragraph, place):
                    for item in self._open[depth:]:
                        item.told = True
                    break
        if len(self._notes.mistakes) == known and not levelled and depth == len(self._open):
            self._expressions.run(text, place, self._scope())
        for item in [entry for entry in self._open[depth:] if not entry.level]:
            self._unclosed(item)
            self._open.remove(item)

    def _statement(self, tag: str, paragraph: etree._Element, place: str) -> bool:
        """Look at the statement *tag*; return whether what follows it can still be judged."""
        hit = _STATEMENT.fullmatch(tag)
        word = hit["word"] if hit else ""
        if hit is None or word not in _WORDS:
            refused = word in _JINJA or word.startswith("end")
            self._notes.add(
                place,
                tag,
                "tag ini tidak diizinkan" if refused else "perintah dalam {% %} ini tidak dikenal",
                USE if refused else "Pakai {% if %} atau {% for %}.",
            )
            return False
        level, known = hit["level"].strip(), len(self._notes.mistakes)
        holder = self._holder(level, tag, paragraph, place) if level else paragraph
        if word in ("for", "if"):
            opened = _Opened(word, tag, place, level, parent(holder) if level else holder, False)
            self._open.append(opened)
            if word == "for":
                self._loop(opened, hit["rest"])
            else:
                self._condition(tag, hit["rest"], place)
            opened.told = len(self._notes.mistakes) > known
            return bool(level) or not opened.told
        return self._closing(tag, word, level, holder, place, hit["rest"])

    def _closing(
        self, tag: str, word: str, level: str, holder: etree._Element, place: str, rest: str
    ) -> bool:
        wanted = "for" if word == "endfor" else "if"
        last = self._open[-1] if self._open else None
        if last is None or last.word != wanted or last.level != level:
            self._notes.add(
                place,
                tag,
                f"tag ini menutup {{%{level}{' ' if level else ''}{wanted} %}} yang tidak dibuka",
                "Tulis pembuka dan penutupnya berpasangan, dengan awalan yang sama (p atau tr).",
            )
            return False
        if level and parent(holder) is not last.holder:
            self._notes.add(
                place,
                tag,
                "pembuka dan penutup tag ini berada di tabel, sel atau bagian yang berbeda",
                "Letakkan keduanya dalam tabel atau sel yang sama.",
            )
        if word == "elif":
            self._condition(tag, rest, place)
        elif word.startswith("end"):
            self._open.pop()
        return True

    def _condition(self, tag: str, rest: str, place: str) -> None:
        source = f"{{% if {rest} %}}{{% endif %}}"
        self._expressions.check(tag, source, place, self._scope(), condition=True)

    def _holder(
        self, level: str, tag: str, paragraph: etree._Element, place: str
    ) -> etree._Element:
        """The paragraph or row that the tag *tag* stands for, which holds nothing else."""
        if level not in ("p", "tr"):
            self._notes.add(
                place, tag, "awalan tag ini tidak dikenal", "Pakai {%p ... %} atau {%tr ... %}."
            )
            return paragraph
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if level == "tr" and row is None:
            self._notes.add(
                place, tag, "tag baris ini di luar tabel", "Pakai {%p ... %} di luar tabel."
            )
            return paragraph
        holder = paragraph if level == "p" or row is None else row
        paragraphs = [paragraph] if holder is paragraph else list(holder.iter(f"{W}p"))
        alone = "".join(map(own_text, paragraphs)).strip() == tag
        what = "paragraf" if holder is paragraph else "baris"
        if not alone or any(map(bears_more, paragraphs)):
            self._notes.add(
                place,
                tag,
                f"tag ini menghapus {what} tempatnya berada, padahal di situ ada isi lain",
                f"Letakkan tag itu sendirian dalam {what} tersendiri, tanpa gambar, pemisah "
                "halaman atau penanda.",
            )
        return holder

    def _loop(self, opened: _Opened, rest: str) -> None:
        hit = _FOR.fullmatch(rest)
        if hit is None or any(item.word == "for" and not item.told for item in self._open[:-1]):
            opened.scope = dict.fromkeys(["loop", *re.findall(r"^\w+", rest)], ANYTHING)
            self._notes.add(opened.place, opened.tag, "tag ini tidak diizinkan", USE)
            return
        listing = self._scope().get(hit["listing"])
        opened.scope = {hit["name"]: ANYTHING, "loop": ANYTHING}
        if isinstance(listing, Loop | Table):
            row = LoopRow(dict.fromkeys(listing.columns, ""))
            row.listing = hit["listing"]
            opened.scope = {hit["name"]: row}
            opened.listing = hit["listing"]
            self._looped.add(hit["listing"])
        elif isinstance(listing, str) and not opened.level:
            opened.scope = {hit["name"]: ""}  # letter by letter
        elif listing is not ANYTHING:
            lists = sorted(k for k, v in self._fields.items() if isinstance(v, Loop | Table))
            self._notes.add(
                opened.place,
                opened.tag,
                f"daftar «{hit['listing']}» tidak dikenal",
                f"Daftar yang ada: {', '.join(lists)}." if lists else "Tidak ada daftar di sini.",
            )

    def _scope(self) -> dict[str, Any]:
        scope = dict(self._fields)
        for opened in self._open:
            scope |= opened.scope
            if opened.word == "for":
                scope.setdefault("loop", PLACE)
        return scope

    def _unclosed(self, opened: _Opened) -> None:
        if opened.told:
            return
        where = "" if opened.level else " dalam paragraf ini"
        prefix = f"{opened.level} " if opened.level else " "
        self._notes.add(
            opened.place,
            opened.tag,
            f"perulangan atau syarat dibuka tetapi tidak ditutup{where}",
            f"Tutup dengan {{%{prefix}endfor %}} atau {{%{prefix}endif %}}"
            f"{' di paragraf yang sama' if not opened.level else ''}.",
        )


def _is_levelled(tag: str) -> bool:
    hit = _STATEMENT.fullmatch(tag)
    return _PREFIX.match(tag) is not None or (hit is not None and bool(hit["level"]))


def _shorten(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:47]}..."
