"""Fill the single fields of a Word template, which are Jinja tags in its paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jinja2
from lxml import etree

from rbdocs.model.finding import Finding, Level, Location
from rbdocs.render.runs import W as W
from rbdocs.render.runs import write_text
from rbdocs.render.tags import FILTERS, compile_tags, fill_plain
from rbdocs.word.package import PackageProblem, read_package

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{\{|\{%|\{#")
FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a template: where (part and paragraph), in which tag, what and what to do."""

    tempat: str
    tag: str
    message: str
    hint: str

    @property
    def sentence(self) -> str:
        """What is wrong, with the tag, as one sentence."""
        tag = f"{self.tag} — " if self.tag else ""
        return f"{tag}{self.message}."


class TemplateProblem(Exception):
    """A template cannot be used; ``mistakes`` lists everything that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(one.message for one in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """A mistake in the template *file*."""

    file: str
    mistakes: Mistake


class TemplatesProblem(Exception):
    """Templates cannot be used; ``listing`` lists all mistakes in all of them."""

    def __init__(self, listing: list[TemplateFinding]) -> None:
        super().__init__(f"{len(listing)} kesalahan templat")
        self.listing = listing

    def findings(self) -> list[Finding]:
        """Return the mistakes as findings."""
        return [
            Finding(
                "TPL01",
                Level.GALAT,
                ": ".join(filter(None, (one.mistakes.tempat, one.mistakes.sentence))),
                Location(one.file),
                values={"tag": one.mistakes.tag},
                hint=one.mistakes.hint,
            )
            for one in self.listing
        ]


@dataclass(slots=True)
class Notes:
    """Collects the mistakes of one template, so that all are told at once."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, tempat: str, tag: str, message: str, hint: str) -> None:
        """Note a mistake, once."""
        one = Mistake(tempat, tag, message, hint)
        if one not in self.mistakes:
            self.mistakes.append(one)


def read_template(template: bytes) -> dict[str, bytes]:
    """Return the parts of the Word template. Raises TemplateProblem."""
    try:
        return read_package(template)
    except PackageProblem as error:
        hint = "Kembalikan templat itu dari salinan, atau simpan ulang dari Word sebagai .docx."
        raise TemplateProblem([Mistake("", "", str(error), hint)]) from error


def parse_xml(data: bytes, nama: str) -> etree._Element:
    """Parse a part of a package without entities or network. Raises TemplateProblem."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        hint = "Buka templat di Word, simpan ulang, lalu coba lagi."
        raise TemplateProblem([Mistake(nama, "", "XML rusak", hint)]) from error


def parent(element: etree._Element) -> etree._Element:
    """The element that holds *element*, which is not the root."""
    above = element.getparent()
    assert above is not None
    return above


def serialise_xml(root: etree._Element) -> bytes:
    """Serialise a part of a package."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def paragraph_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The text elements of *paragraph*, each tag made whole in the one where it begins.

    Word splits a text into runs wherever spelling or formatting changes, also within a tag.
    """
    parts = list(paragraph.iter(f"{W}t"))
    whole = "".join(one.text or "" for one in parts)
    if not _OPENING.search(whole):
        return []
    limits: list[int] = []
    length = 0
    for one in parts:
        length += len(one.text or "")
        limits.append(length)
    content = ["" for _ in parts]
    nomor = 0
    spans = [(hit.start(), hit.end()) for hit in TAG.finditer(whole)]
    blocks = [(a, b) for a, b in spans if whole[a + 1] == "%"]
    if blocks:  # what stands between {% ... %} and {% ... %} belongs together
        spans = [(blocks[0][0], blocks[-1][1])]
    start = dict(spans)
    position = 0
    while position < length:
        while limits[nomor] <= position:
            nomor += 1
        sampai = start.get(position, position + 1)
        content[nomor] += whole[position:sampai]
        position = sampai
    for one, new in zip(parts, content, strict=True):
        one.text = new
        one.set(_SPACE, "preserve")
    return [one for one in parts if _OPENING.search(one.text or "")]


def fill_fields(root: etree._Element, context: Mapping[str, Any], nama: str, notes: Notes) -> None:
    """Fill every tag in the paragraphs of *root* with *context*; mistakes go to *notes*.

    A paragraph of tags alone that all come out empty is dropped.
    """
    for nomor, paragraph in enumerate(list(root.iter(f"{W}p")), start=1):
        tagged = paragraph_texts(paragraph)
        if not tagged:
            continue
        whole = "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        tempat = f"{nama}, paragraf {nomor} («{_shorten(whole)}»)"
        result = [(one, render(one.text or "", context, tempat, notes)) for one in tagged]
        only_tags = not TAG.sub("", whole).strip()
        if only_tags and not any(content for _, content in result) and _may_be_dropped(paragraph):
            parent(paragraph).remove(paragraph)
            continue
        for one, content in result:
            write_text(one, content)


def render(source: str, context: Mapping[str, Any], tempat: str, notes: Notes) -> str:
    """Return *source* with its tags filled; "" and a note in *notes* where that fails."""
    if (plain := fill_plain(source, context)) is not None:
        return plain
    try:
        # The XML serialiser escapes; Jinja's own escaping is taken back, so nothing is escaped
        # twice and nothing, not even what a template marks as safe, can become markup.
        return html.unescape(_compose(source).render(context))
    except jinja2.TemplateSyntaxError as error:
        _note_syntax(source, tempat, error, notes)
    except jinja2.UndefinedError as error:
        nama = re.findall(r"'([^']*)'", str(error))
        notes.add(
            tempat,
            _tag_with(source, nama[-1] if nama else ""),
            f"bidang «{nama[-1] if nama else source}» tidak dikenal",
            f"Bidang yang ada: {', '.join(sorted(context))}.",
        )
    except jinja2.exceptions.SecurityError:
        hint = f"Pakai nama bidang, if, for, atau saringan {', '.join(FILTERS)} saja."
        notes.add(tempat, source, "tag ini tidak diizinkan", hint)
    except Exception as error:
        notes.add(tempat, source, f"tag ini gagal dijalankan ({error})", "Pakai nama bidang saja.")
    return ""


@cache
def _compose(source: str) -> jinja2.Template:
    pieces, end = [], 0
    for hit in TAG.finditer(source):
        pieces += [html.escape(source[end : hit.start()]), hit.group()]
        end = hit.end()
    return compile_tags("".join(pieces) + html.escape(source[end:]))


def _note_syntax(source: str, tempat: str, error: jinja2.TemplateSyntaxError, notes: Notes) -> None:
    message = error.message or ""
    tag = next((one for one in TAG.findall(source)), source)
    if "Unexpected end of template" in message or "was looking for" in message:
        meaning = "perulangan atau syarat dibuka tetapi tidak ditutup dalam paragraf ini"
        hint = "Tutup dengan {% endfor %} atau {% endif %} di paragraf yang sama."
    elif _OPENING.search(TAG.sub("", source)):
        meaning, tag = "tag dibuka tetapi tidak ditutup", TAG.sub("", source)
        hint = "Tulis tag lengkap, misalnya {{ judul }}."
    elif "unknown tag" in message:
        meaning, hint = "perintah dalam {% %} ini tidak dikenal", "Pakai {% if %} atau {% for %}."
    else:
        meaning = "tag ini salah tulis"
        hint = "Tulis nama bidang di antara {{ dan }}, misalnya {{ judul }}."
    notes.add(tempat, tag.strip(), meaning, hint)


def _tag_with(source: str, nama: str) -> str:
    return next((tag for tag in TAG.findall(source) if nama in tag), source)


def _shorten(text: str) -> str:
    return text if len(text) <= 50 else f"{text[:47]}..."


def _may_be_dropped(paragraph: etree._Element) -> bool:
    """A cell keeps its last paragraph, and a paragraph that ends a section stays."""
    above = parent(paragraph)
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    return above.tag != f"{W}tc" or len(above.findall(f"{W}p")) > 1


def text_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The names of the parts in which a person writes: headers, footers and notes."""
    pattern = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
    return (nama for nama in parts if pattern.fullmatch(nama))
