"""What stands in a paragraph: its words as they are printed, and what else a reader sees there."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from rbdocs.word.context import (
    BREAKS,
    COUNTED,
    NOTE_NAMES,
    NOTES,
    OBJECTS,
    SIGNS,
    SILENT,
    Context,
    OpenFields,
    Sign,
    WordField,
    binding,
    bound,
    instruction,
)
from rbdocs.word.lists import AUTOMATIC
from rbdocs.word.looks import Own, own_layout, own_looks
from rbdocs.word.objects import describe
from rbdocs.word.styles import list_of, page_break
from rbdocs.word.xml import MC, SPACE, R, W, chosen, is_foreign, is_on, local, number

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R, _T, _RPR, _PPR, _I = (f"{W}{name}" for name in ("r", "t", "rPr", "pPr", "i"))
_BOOKMARK, _NAME, _STYLE = (f"{W}{name}" for name in ("bookmarkStart", "name", "rStyle"))
_FORMULA_PROPERTIES = ("rPr", "ctrlPr")


@dataclass(slots=True)
class Inline:
    """Reads paragraphs, one after the other, into pieces of text and signs."""

    context: Context
    fields: OpenFields
    pieces: list[tuple[str, bool]] = field(default_factory=list)  # text, whether in italics
    signs: list[Sign] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    ground: str = ""  # the colour of the cell around
    _style: str = ""
    _ground: str = ""  # of the paragraph, or the cell around
    _running: dict[str, list[str]] = field(default_factory=dict)  # kind of looks -> its text

    def paragraph(self, element: etree._Element) -> None:
        """Read the paragraph *element*."""
        properties = element[0] if len(element) and element[0].tag == _PPR else None
        self._style, self._ground = "", self.ground
        if properties is not None:
            self._properties(properties)
        elif self.context.styles.styles:
            self._style_signs(None, (None, None), None)
        start = len(self.pieces)
        self._children(element, False)
        self._settle({})
        if any(text.strip() for text, _ in self.pieces[start:]):
            own = {} if properties is None else own_layout(properties)
            layout = self.context.styles.layout(self._style) | own
            self.signs += [Sign(kind) for kind, there in layout.items() if there]

    def _properties(self, properties: etree._Element) -> None:
        numbering: tuple[str | None, str | None] = (None, None)
        breaks: bool | None = None
        for element in properties:
            name = element.tag
            if name == f"{W}pStyle":
                self._style = element.get(f"{W}val") or ""
            elif name == f"{W}numPr":
                numbering = list_of(properties)
            elif name == f"{W}pageBreakBefore":
                breaks = page_break(properties)
            elif name == f"{W}shd":
                self._ground = element.get(f"{W}fill") or self.ground
            elif name == f"{W}bidi" and is_on(element):
                self.signs.append(Sign("arah tulisan", "kanan ke kiri"))
            elif name == _RPR and dict(own_looks(element)).get("specVanish"):
                self.signs.append(Sign("akhir paragraf tersembunyi"))
        self._style_signs(self._style, numbering, breaks)

    def _style_signs(
        self, style: str | None, numbering: tuple[str | None, str | None], breaks: bool | None
    ) -> None:
        list_id, level, begins_page = self.context.styles.of_paragraph(style or "")
        list_id = list_id if numbering[0] is None else numbering[0]
        if list_id not in (None, "", "0"):
            of_style = self.context.numbering.level_of(str(list_id), style or "")
            self._numbered(str(list_id), numbering[1] or of_style or level or "0")
        if begins_page if breaks is None else breaks:
            self.signs.append(Sign("pindah halaman", "", "pindah halaman sebelum paragraf ini"))

    def _numbered(self, list_id: str, level: str) -> None:
        """What the list prints before this paragraph: as text, or as a sign with how it counts."""
        lists = self.context.numbering
        label = lists.next_label(list_id, level)
        if lists.shown and label is not None:
            self._write(label, False)
        elif told := lists.describe(list_id, level):
            # What is seen is the number; programs name and part their lists anew when they save.
            printed = (label or "").strip()
            self.signs.append(Sign(AUTOMATIC, f"«{printed}»" if printed else told))

    def _children(self, element: etree._Element, italics: bool) -> None:
        for child in element:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag == _BOOKMARK:
                self.bookmarks.append(child.get(_NAME) or "")
            elif tag in SILENT or not isinstance(tag, str):
                continue
            elif tag == f"{MC}AlternateContent":
                for item in chosen(child):
                    self._one(item, italics)
            else:
                self._other(child, italics)

    def _one(self, child: etree._Element, italics: bool) -> None:
        """Read *child*, which stands in a branch of alternatives."""
        if child.tag == _R:
            self._run(child)
        elif child.tag == _T:
            self._text(child, italics)
        elif child.tag not in SILENT:
            self._other(child, italics)

    def _run(self, run: etree._Element) -> None:
        own: Own = ()
        slanted, style = False, ""
        first = run[0] if len(run) else None
        if first is not None and first.tag == _RPR:
            for element in first:
                if element.tag == _I:
                    slanted = is_on(element)
                elif element.tag == _STYLE:
                    style = element.get(f"{W}val") or ""
            own = own_looks(first)
        if self._ground:
            own = (("ground", self._ground), *own)
        looks = self.context.styles.looks(self._style, style, own)
        kinds = ("teks tersembunyi", *looks.kinds) if looks.hidden else looks.kinds
        if not kinds and not self._running:
            self._content(run, slanted)
            return
        start = len(self.pieces)
        lists: tuple[list[Any], ...] = (self.signs, self.context.notes, self.context.boxes)
        lengths = [len(group) for group in lists]
        self._content(run, slanted)
        text = "".join(piece for piece, _ in self.pieces[start:])
        if looks.hidden:
            del self.pieces[start:]
            for listing, length in zip(lists, lengths, strict=True):
                del listing[length:]
        if text:
            self._settle(dict.fromkeys(kinds, text))

    def _settle(self, now: dict[str, str]) -> None:
        """Go on with the looks *now*; those that ended become signs, with all of their text."""
        for kind in [item for item in self._running if item not in now]:
            text = " ".join("".join(self._running.pop(kind)).split())
            if text:
                self.signs.append(Sign(kind, text, f"«{text}»"))
        for kind, text in now.items():
            self._running.setdefault(kind, []).append(text)

    def _content(self, run: etree._Element, italics: bool) -> None:
        for child in run:
            if child.tag == _T:
                self._text(child, italics)
            elif child.tag not in SILENT and isinstance(child.tag, str):
                if child.tag == f"{MC}AlternateContent":
                    for element in chosen(child):
                        self._one(element, italics)
                else:
                    self._other(child, italics)

    def _text(self, element: etree._Element, italics: bool) -> None:
        text = element.text or ""
        if text and (text[0] in " \t\r\n" or text[-1] in " \t\r\n"):
            # Word drops spaces at the ends that nobody asked it to keep.
            holders = (element, *element.iterancestors())
            kept = next((holder.get(SPACE) for holder in holders if holder.get(SPACE)), "")
            text = text if kept == "preserve" else text.strip(" \t\r\n")
        self._write(text, italics)

    def _write(self, text: str, italics: bool) -> None:
        if not text or self.fields.silent:
            return
        self.pieces.append((text, italics))

    def _other(self, child: etree._Element, italics: bool) -> None:
        tag = child.tag
        if tag in SIGNS:
            self._write(SIGNS[tag], italics)
        elif tag == f"{W}br":
            kind = child.get(f"{W}type")
            if kind in BREAKS:
                self.signs.append(Sign(BREAKS[kind]))
            else:
                self._write("\n", italics)
        elif tag == f"{W}sym":
            self._symbol(child, italics)
        elif tag == f"{W}fldChar":
            self._field(child)
        elif tag == f"{W}instrText":
            if self.fields.open:
                self.fields.open[-1].instruction.append(child.text or "")
        elif tag == f"{W}fldSimple":
            self._simple_field(child, italics)
        elif tag in OBJECTS:
            sign, words = describe(child, self.context)
            self.signs.append(sign)
            self._write(words, italics)
        elif tag in NOTES:
            kind = NOTES[tag]
            self.context.notes.append((kind, child.get(f"{W}id") or ""))
            self.signs.append(Sign(NOTE_NAMES[kind]))
        elif tag == f"{W}commentReference":
            self.comments.append(child.get(f"{W}id") or "")
        elif tag == f"{W}rt":
            self._write("(", italics)
            self._children(child, italics)
            self._write(")", italics)
        elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
            self._formula(child, italics)
        else:
            self._wrapper(child, italics)

    def _wrapper(self, child: etree._Element, italics: bool) -> None:
        """Read a link, a content control or the like: what is in it."""
        if is_foreign(child.tag):
            return
        if child.tag == f"{W}hyperlink" and (identity := child.get(f"{R}id")):
            self.signs.append(Sign("tautan", self.context.content(identity)))
        elif child.tag == f"{W}subDoc":
            target = self.context.content(child.get(f"{R}id") or "")
            self.signs.append(Sign("naskah lain yang tidak dibaca", target))
        elif child.tag in (f"{W}bdo", f"{W}dir") and child.get(f"{W}val") == "rtl":
            self.signs.append(Sign("arah tulisan", "kanan ke kiri"))
        elif child.tag == f"{W}sdt" and (data := binding(child)) is not None:
            self.signs.append(bound(data))
        elif child.tag == f"{W}checkBox":
            found = (child.find(f"{W}{name}") for name in ("checked", "default"))
            mark = next((finding for finding in found if finding is not None), None)
            checked = mark is not None and is_on(mark)
            self.signs.append(Sign("kotak centang", "dicentang" if checked else "kosong"))
        self._children(child, italics)

    def _symbol(self, element: etree._Element, italics: bool) -> None:
        font, code = element.get(f"{W}font") or "", (element.get(f"{W}char") or "").upper()
        self.signs.append(Sign("simbol", f"{font} {code}"))
        if re.fullmatch(r"[0-9A-F]{1,5}", code) and not 0xD800 <= int(code, 16) <= 0xDFFF:
            self._write(chr(number(str(int(code, 16)), 0xFFFD, 0x20, 0xFFFFF)), italics)

    def _formula(self, element: etree._Element, italics: bool) -> None:
        """The letters of a formula, and a sign of how they stand to one another."""
        shape = []
        for item in element.iter(tag=etree.Element):
            name = local(item)
            if item.tag == f"{_M}t" or item.tag == _T:
                self._write(item.text or "", italics)
            elif name not in _FORMULA_PROPERTIES and str(item.tag).startswith(_M):
                shape.append(f"{name}:{item.get(f'{_M}val') or ''}")
            elif item.tag in OBJECTS or item.tag in NOTES:
                self._other(item, italics)
        key = hashlib.sha256("/".join(shape).encode()).hexdigest()[:12]
        self.signs.append(Sign("rumus", key, "susunan rumus"))

    def _field(self, mark: etree._Element) -> None:
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.begin(WordField())
            for element in mark.iter(f"{W}checkBox"):
                self._wrapper(element, False)
        elif kind == "separate" and self.fields.open and not self.fields.open[-1].result:
            self._begin_result(self.fields.open[-1])
        elif kind == "end" and self.fields.open:
            if not self.fields.open[-1].result:
                self._begin_result(self.fields.open[-1])
            self.fields.end()

    def _begin_result(self, field: WordField) -> None:
        name, told = instruction("".join(field.instruction))
        field.result = True
        self.fields.silent -= 1
        if name in COUNTED:
            self._write(f"[{name}]", False)
            field.counted = True
            self.fields.silent += 1
        if told != name or name not in COUNTED:
            self.signs.append(Sign("bidang isian Word", told))

    def _simple_field(self, element: etree._Element, italics: bool) -> None:
        field = WordField([element.get(f"{W}instr") or ""])
        depth = len(self.fields.open)
        self.fields.begin(field)
        self._begin_result(field)
        self._children(element, italics)
        while len(self.fields.open) > depth:  # those begun in it end with it
            if not self.fields.open[-1].result:
                self._begin_result(self.fields.open[-1])
            self.fields.end()
