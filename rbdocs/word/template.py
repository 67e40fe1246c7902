"""Fill the single fields of a Word template, which are Jinja tags in its paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jinja2
from lxml import etree

from rbdocs.word.braces import leftover
from rbdocs.word.door import read_template as read_template
from rbdocs.word.markup import own_texts
from rbdocs.word.problems import Mistake as Mistake
from rbdocs.word.problems import Notes as Notes
from rbdocs.word.problems import TemplateFinding as TemplateFinding
from rbdocs.word.problems import TemplateProblem as TemplateProblem
from rbdocs.word.problems import TemplatesProblem as TemplatesProblem
from rbdocs.word.runs import W as W
from rbdocs.word.runs import write_text
from rbdocs.word.tags import FILTERS, NotPrintable, TooLong, compile_tags, fill_plain, run

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPENING = re.compile(r"\{\{|\{%|\{#")
FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")


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
    parts = own_texts(paragraph)
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
        whole = "".join(one.text or "" for one in own_texts(paragraph))
        tempat = f"{nama}, paragraf {nomor} («{_shorten(whole)}»)"
        known = len(notes.mistakes)
        tagged = paragraph_texts(paragraph)
        result = [(one, render(one.text or "", context, tempat, notes)) for one in tagged]
        # What is told need not be told twice.
        if len(notes.mistakes) == known and not _is_read(paragraph):
            note_leftover(whole, tempat, notes)
        if not tagged:
            continue
        only_tags = not TAG.sub("", whole).strip()
        if only_tags and not any(content for _, content in result) and may_be_dropped(paragraph):
            parent(paragraph).remove(paragraph)
            continue
        for one, content in result:
            write_text(one, content)


def _is_read(paragraph: etree._Element) -> bool:
    """Whether *paragraph* stands in a prototype row that is read, and marked for cutting."""
    return any("\ue001" in (row.tail or "") for row in paragraph.iterancestors(f"{W}tr"))


def note_leftover(whole: str, tempat: str, notes: Notes) -> None:
    """Note what looks like a tag in the template's text *whole* and is none."""
    found = leftover(whole, tags=True)
    if found is not None and found[1]:
        notes.add(
            tempat,
            found[0],
            "ini mirip tag, tetapi kurung kurawalnya salah tulis",
            "Tulis tag lengkap tanpa spasi di antara kurungnya, misalnya {{ judul }}.",
        )


def render(source: str, context: Mapping[str, Any], tempat: str, notes: Notes) -> str:
    """Return *source* with its tags filled; "" and a note in *notes* where that fails."""
    if (plain := fill_plain(source, context)) is not None:
        return plain
    try:
        # The XML serialiser escapes; Jinja's own escaping is taken back, so nothing is escaped
        # twice and nothing, not even what a template marks as safe, can become markup.
        template, names = _compose(source)
        unknown = sorted(names - context.keys())
        for one in unknown:
            _note_unknown(source, one, context, tempat, notes)
        return "" if unknown else html.unescape(run(template, context))
    except jinja2.TemplateSyntaxError as error:
        _note_syntax(source, tempat, error, notes)
    except jinja2.UndefinedError as error:
        nama = re.findall(r"'([^']*)'", str(error))
        _note_unknown(source, nama[-1] if nama else "", context, tempat, notes)
    except NotPrintable as error:
        tag = TAG.findall(source)[0] if len(TAG.findall(source)) == 1 else source
        hint = "Tag hanya mencetak teks atau angka; sebutkan bidang di dalamnya."
        notes.add(tempat, tag, f"isi tag ini {error}, bukan teks atau angka", hint)
    except TooLong:
        hint = "Pakai nama bidang, dan ketik teks panjang langsung dalam paragraf."
        notes.add(tempat, _shorten(source), "tag ini, atau yang dicetaknya, terlalu panjang", hint)
    except jinja2.exceptions.SecurityError:
        hint = f"Pakai nama bidang, if, for, atau saringan {', '.join(FILTERS)} saja."
        notes.add(tempat, source, "tag ini tidak diizinkan", hint)
    except Exception as error:
        notes.add(tempat, source, f"tag ini gagal dijalankan ({error})", "Pakai nama bidang saja.")
    return ""


def _note_unknown(
    source: str, nama: str, context: Mapping[str, Any], tempat: str, notes: Notes
) -> None:
    notes.add(
        tempat,
        _tag_with(source, nama),
        f"bidang «{nama or source}» tidak dikenal",
        f"Bidang yang ada: {', '.join(sorted(context))}.",
    )


@cache
def _compose(source: str) -> tuple[jinja2.Template, frozenset[str]]:
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


# What a paragraph of tags alone has in it; with anything else (a picture, the end of a page or a
# section, a bookmark, a note) it says more than its tags.
_BARE = {f"{W}{name}" for name in ("r", "t", "tab", "br", "cr", "proofErr", "softHyphen")} | {
    f"{W}lastRenderedPageBreak",
    f"{W}noBreakHyphen",
}
_PROPERTIES = {f"{W}pPr", f"{W}rPr"}
_KEEPING = {f"{W}sectPr", f"{W}pageBreakBefore", f"{W}framePr"}


def bears_more(paragraph: etree._Element) -> bool:
    """Whether *paragraph* bears more than text: a picture, a page break, a bookmark, ..."""
    waiting = list(paragraph)
    while waiting:
        one = waiting.pop()
        if one.tag in _PROPERTIES:
            if any(child.tag in _KEEPING for child in one):
                return True
        elif one.tag not in _BARE or one.get(f"{W}type", "textWrapping") != "textWrapping":
            return True
        else:
            waiting += list(one)
    return False


def may_be_dropped(paragraph: etree._Element) -> bool:
    """Whether nothing but the text of *paragraph* goes with it, and its holder may be without."""
    above = parent(paragraph)
    if bears_more(paragraph) or len(above.findall(f"{W}p")) < 2:
        return False
    before, after = paragraph.getprevious(), paragraph.getnext()
    # ISO/IEC 29500-1, 17.4.65: a cell ends with a paragraph; and two tables that touch become one.
    ends = above.tag == f"{W}tc" and after is None
    table = before is not None and before.tag == f"{W}tbl"
    return not (table and (ends or (after is not None and after.tag == f"{W}tbl")))


def text_parts(parts: Mapping[str, bytes]) -> Iterator[str]:
    """The names of the parts in which a person writes: headers, footers and notes."""
    pattern = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
    return (nama for nama in parts if pattern.fullmatch(nama))
