"""Fill a Word template, which is a docxtpl template, in the sandbox; mistakes are told all at once.

docxtpl fills everything but the long tables: a loop over a table's rows that is one row long is
cut out before docxtpl sees the template, and its rows are put back as text (``loops``), since
docxtpl takes twenty times as long for thousands of them. Who writes a template sees none of this:
docxtpl alone makes the same text of it, and a test holds it to that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from rbdocs.word.environment import Xml, environment
from rbdocs.word.linter import Linter
from rbdocs.word.loops import PlacedRows, take_loops
from rbdocs.word.marks import apply_marks
from rbdocs.word.paragraphs import end_with_paragraphs, make_whole
from rbdocs.word.problems import Notes, TemplateProblem, parse_xml
from rbdocs.word.values import Loop, Table, due
from rbdocs.word.xml import DOCUMENT, XML_HEAD, W, own_text, serialise

if TYPE_CHECKING:
    from docxtpl import DocxTemplate

_PARTS = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_CUT = "\ue001"  # where the serialised document is cut
Required = Mapping[str, tuple[str, str]]
_NONE: Required = {}


def fill(
    parts: Mapping[str, bytes], fields: Mapping[str, Any], notes: Notes, required: Required = _NONE
) -> dict[str, bytes]:
    """Return the template *parts* filled with *fields*.

    A field is text, a number, a mapping of fields, a ``Loop``, a ``Table``, or ``Xml``; *required*
    are those that the template must use, each with what is told otherwise and what to do. Raises
    TemplateProblem that lists every mistake, those already in *notes* included.
    """
    lint(parts, fields, notes, required)
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)
    root = parse_xml(parts[DOCUMENT], DOCUMENT)
    tables = {name: value for name, value in fields.items() if isinstance(value, Table)}
    placed = take_loops(root, parts, tables, _CUT)
    context = plain_context(fields, {rows.name for rows in placed} - _looped(root, tables))
    root = _filled(root, context, DOCUMENT)
    _all_printed(context, apply_marks(root), notes)
    end_with_paragraphs(root)
    result = {**parts, DOCUMENT: _with_rows(root, placed, context)}
    for name in text_parts(parts):
        part = _filled(parse_xml(parts[name], name), context, name)
        apply_marks(part)
        end_with_paragraphs(part)
        result[name] = serialise(part)
    return result


def lint(
    parts: Mapping[str, bytes], fields: Mapping[str, Any], notes: Notes, required: Required
) -> None:
    """Note every mistake in the tags of the template *parts*."""
    linter = Linter(fields, notes)
    linter.look(parse_xml(parts[DOCUMENT], DOCUMENT), "dokumen")
    for name in text_parts(parts):
        linter.look(parse_xml(parts[name], name), name.removeprefix("word/"))
    amiss = bool(notes.mistakes)  # a field that is misspelt is not told as missing too
    for name, (message, hint) in required.items():
        if not amiss or isinstance(fields.get(name), Loop | Table | Xml):
            linter.require(name, message, hint)
    for name, value in fields.items():
        if isinstance(value, Table):
            linter.require_columns(name, value)


def _looped(root: etree._Element, tables: Container[str]) -> set[str]:
    """The names of the *tables* over which a loop is left in *root*."""
    text = "".join(map(own_text, root.iter(f"{W}p")))
    return {
        name
        for name in re.findall(r"\{%(?:tr|p)?\s*for\s+\w+\s+in\s+(\w+)", text)
        if name in tables
    }


def _all_printed(context: Mapping[str, Any], appeared: Counter[str], notes: Notes) -> None:
    """Raise TemplateProblem where a text of the regulation is printed never, or twice."""
    amiss = {where: appeared[where] for where in due(dict(context)) if appeared[where] != 1}
    for name, count in {where.rpartition(" ")[0]: amiss[where] for where in amiss}.items():
        kind, _, field = name.partition(".")
        notes.add(
            "dokumen",
            "",
            f"{field or 'teks'} dari «{kind}» "
            + (
                "tercetak lebih dari sekali" if count else "tidak punya tempat, jadi tidak tercetak"
            ),
            f"Dalam perulangannya harus ada tepat satu paragraf atau baris contoh untuk «{kind}» "
            f"dengan {{{{ ... .{field or 'teks'} }}}}; ambil dari templat yang lama bila perlu.",
        )
    if notes.mistakes:
        raise TemplateProblem(notes.mistakes)


def plain_context(fields: Mapping[str, Any], without: Container[str] = ()) -> dict[str, Any]:
    """Return *fields* as docxtpl takes them, but for *without*: loops as lists of mappings."""
    return {
        name: value.rows() if isinstance(value, Loop | Table) else value
        for name, value in fields.items()
        if name not in without
    }


def _filled(root: etree._Element, context: Mapping[str, Any], name: str) -> etree._Element:
    """The part *root*, called *name*, filled by docxtpl."""
    make_whole(root)
    xml = etree.tostring(root, encoding="unicode")
    if "{%" not in xml and "{{" not in xml and "{#" not in xml:
        return root
    try:
        filled = _engine().render_xml_part(_patched(xml), None, dict(context), environment())
        return parse_xml(filled.encode(), name)
    except Exception as error:  # whatever a tag can do wrong at last, it is told
        notes = Notes()
        hint = "Periksa tag-tag dalam templat; letakkan pembuka dan penutupnya dalam teks biasa."
        notes.add(name.removeprefix("word/"), "", f"templat gagal diisi ({error})", hint)
        raise TemplateProblem(notes.mistakes) from error


@cache
def _engine() -> DocxTemplate:
    """docxtpl, of which only what fills the XML of a part is used; packages are ours."""
    from docxtpl import DocxTemplate  # only a build needs it, and importing it takes 0.1 s

    return DocxTemplate("")


@lru_cache(maxsize=32)  # one run fills a template for several documents and versions of them
def _patched(xml: str) -> str:
    """The part *xml* with its tags as docxtpl moves them to where Jinja finds them."""
    patched: str = _engine().patch_xml(xml)
    return patched


def _with_rows(
    root: etree._Element, placed: Sequence[PlacedRows], context: Mapping[str, Any]
) -> bytes:
    """*root* as bytes, with the rows of every loop that was taken out put back as text."""
    if not placed:
        return serialise(root)
    pieces = re.split(f"<!--{_CUT}(\\d+)-->", etree.tostring(root, encoding="unicode"))
    filled = (
        placed[int(piece)].content(context) if index % 2 else piece
        for index, piece in enumerate(pieces)
    )
    return "".join([XML_HEAD, *filled]).encode()


def text_parts(parts: Iterable[str]) -> Iterator[str]:
    """The names of the parts in which a person writes: headers, footers and notes."""
    return (name for name in parts if _PARTS.fullmatch(name))
