"""A Word package cleaned at the door: only what a document needs and no one else's comes in.

It is a step on the opened package, before whatever fills it: what comes out is a plain .docx whose
parts, relations and elements are of known kinds, and a list of what was taken out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from rbdocs.word.fieldcodes import flatten
from rbdocs.word.foreign import Cleaner
from rbdocs.word.identity import drop_marks
from rbdocs.word.kept_parts import (
    ROOT_RELS,
    DocumentMissing,
    Linked,
    PackageStrict,
    content_type,
    follow,
    rels_part,
)
from rbdocs.word.package import TYPES
from rbdocs.word.properties import APP, clean_core, clean_settings, tell_app
from rbdocs.word.relations import content_types, relations_name, stated_types
from rbdocs.word.removals import (
    COMMENT,
    CUSTOM_XML,
    FONT,
    FORMAT,
    LINK,
    MACRO,
    OBJECT,
    PART,
    PERSONAL,
    PRIVATE,
    REVISION,
    SIGNATURE,
    RemovalKind,
    Removals,
    Removed,
    Scene,
    shown_part,
)
from rbdocs.word.revisions import accept_all
from rbdocs.word.xml import MarkupProblem, W, parse, serialise

_DOCUMENT_TYPES = re.compile(
    r"application/(vnd\.openxmlformats-officedocument\.wordprocessingml\.(document|template)"
    r"|vnd\.ms-word\.(document|template)\.macroEnabled(Template)?)\.main\+xml"
)
_SAVE = "Buka di Word, simpan sebagai Word Document (.docx) dengan nama yang sama."
# What a part that does not stay was, by its name; the first that fits.
_PARTS: tuple[tuple[str, RemovalKind], ...] = (
    (r"comments|people|commentAuthors", COMMENT),
    (r"vba|customizations|attachedToolbars|keymap|macro", MACRO),
    (r"embeddings/|activeX|charts?/|diagrams?/|afchunk|ink/|\.(bin|xlsx?|html?|mht)$", OBJECT),
    (r"media/", OBJECT),
    (r"_xmlsignatures", SIGNATURE),
    (r"customXml/", CUSTOM_XML),
    (r"fonts/|\.odttf$", FONT),
)
_PRIVATE = re.compile("[\ue000-\ue0ff]")
# Parts that Word writes of itself, and that say nothing: not worth a word.
_DULL = re.compile(r"word/(webSettings|stylesWithEffects)\.xml|.*\.rels|.*/")


class Unfit(Exception):
    """A package cannot be used; ``faults`` lists where, what is wrong and what to do."""

    def __init__(self, faults: list[tuple[str, str, str]]) -> None:
        super().__init__("; ".join(message for _, message, _ in faults))
        self.faults = faults


def clean(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[Removed]]:
    """Return the package *parts* with nothing foreign in it, and what was taken out.

    A part in which nothing changes keeps its bytes. Raises Unfit.
    """
    removals = Removals()
    found = _follow(parts)
    _tell_format(parts, found, removals)
    result: dict[str, bytes] = {TYPES: b""}
    wanted: dict[str, str] = {}
    faults: list[tuple[str, str, str]] = []
    for old, data in parts.items():
        if old not in found:
            continue
        linked = found[old]
        try:
            new = data if linked.kind == "image" else _clean_part(linked, data, removals)
        except MarkupProblem as problem:
            faults.append(
                (shown_part(linked.name), str(problem), "Buka templat di Word, simpan ulang.")
            )
            continue
        result[linked.name] = new
        wanted[linked.name] = content_type(linked.kind, data)
    if faults:
        raise Unfit(faults)
    for old, linked in found.items():
        relations = rels_part(parts.get(relations_name(old)), linked, found)
        if relations is not None:
            result[relations_name(linked.name)] = _utf8(relations)
    _tell_parts(parts, found, removals)
    for relation in found[""].lost:
        if relation.external:
            removals.add(LINK, "berkas", relation.target)
    result[TYPES] = _utf8(content_types(parts[TYPES], wanted))
    return _in_order(parts, found, result), removals.listing()


def _follow(parts: Mapping[str, bytes]) -> dict[str, Linked]:
    try:
        stated_types(parts[TYPES])
        return follow(parts)
    except PackageStrict:
        message = "berkas ini disimpan sebagai Strict Open XML Document, yang tidak didukung"
        raise Unfit([("", message, _SAVE)]) from None
    except (DocumentMissing, KeyError):
        message = "ini bukan berkas Word (.docx): word/document.xml tidak ada"
        raise Unfit([("", message, _SAVE)]) from None
    except MarkupProblem as problem:
        raise Unfit([("susunan berkas", str(problem), _SAVE)]) from None


def _tell_format(
    parts: Mapping[str, bytes], found: Mapping[str, Linked], removals: Removals
) -> None:
    """Tell a template's or macro document's content type. Raises Unfit for another program's."""
    document = next(old for old, finding in found.items() if finding.kind == "officeDocument")
    defaults, overrides = stated_types(parts[TYPES])
    folded = {name.casefold(): kind for name, kind in overrides.items()}
    stated = folded.get(document.casefold()) or defaults.get(document.rpartition(".")[2], "")
    if stated == content_type("officeDocument", b""):
        return
    hit = _DOCUMENT_TYPES.fullmatch(stated)
    if hit is not None:
        removals.add(FORMAT, "berkas")
    elif "wordprocessingml" not in stated and stated != "application/xml":
        raise Unfit([("", "ini bukan berkas Word (.docx), melainkan berkas lain", _SAVE)])


def _clean_part(linked: Linked, data: bytes, removals: Removals) -> bytes:
    root = parse(data)
    scene = Scene(linked.name, root, removals)
    if linked.kind == "extended-properties":
        tell_app(root, scene)
        return APP
    before = etree.tostring(root)
    outside = root.getprevious() is not None or root.getnext() is not None
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    if linked.kind == "core-properties":
        clean_core(root, scene)
    else:
        _check_root(linked, root)
        _drop_private(root, scene)
        accept_all(root, lambda item: scene.note(REVISION, item))
        flatten(root, scene)
        drop_marks(root, scene)
        if linked.kind == "settings":
            clean_settings(root, scene)
        Cleaner(linked, scene).clean(root)
    if not outside and etree.tostring(root) == before:
        return _utf8(data)
    return serialise(root)


def _check_root(linked: Linked, root: etree._Element) -> None:
    if linked.kind == "officeDocument" and root.find(f"{W}body") is None:
        raise MarkupProblem("XML rusak: isinya bukan dokumen Word")
    # What is put in is written with the prefix that Word and LibreOffice give it.
    if any(element.prefix != "w" for element in root.iter(f"{W}*")):
        raise MarkupProblem("XML-nya tidak ditulis oleh Word: awalan w: tidak dipakai")


def _drop_private(root: etree._Element, scene: Scene) -> None:
    """Drop the private letters that mark places while a document is put together."""
    for element in root.iter():
        for text, name in ((element.text, "text"), (element.tail, "tail")):
            if text and _PRIVATE.search(text):
                scene.note(PRIVATE, element)
                setattr(element, name, _PRIVATE.sub("", text))
        for attribute, value in element.attrib.items():
            if _PRIVATE.search(str(value)):
                scene.note(PRIVATE, element)
                element.set(attribute, _PRIVATE.sub("", str(value)))


def _tell_parts(
    parts: Mapping[str, bytes], found: Mapping[str, Linked], removals: Removals
) -> None:
    for name in parts:
        dull = _DULL.fullmatch(name) and b"frame" not in parts[name]
        if name in found or name == TYPES or dull:
            continue
        if re.search(r"docProps/custom\.xml", name):
            if any(
                not value.startswith(b"rbdocs-")
                for value in re.findall(rb'\sname="([^"]*)"', parts[name])
            ):
                removals.add(PERSONAL, "berkas", name)
            continue
        kind = next((k for p, k in _PARTS if re.search(p, name, re.IGNORECASE)), PART)
        if kind is not COMMENT or not removals.has(COMMENT):
            removals.add(kind, "berkas", name)


def _utf8(data: bytes) -> bytes:
    """Return the XML *data* in UTF-8, as it is where it is so already."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return serialise(parse(data))
    return (
        data
        if not data.startswith(b"\xef\xbb\xbf") and b"\0" not in data
        else serialise(parse(data))
    )


def _in_order(
    parts: Mapping[str, bytes], found: Mapping[str, Linked], result: Mapping[str, bytes]
) -> dict[str, bytes]:
    """*result* in the order of *parts*, so that what does not change keeps its bytes."""
    new = {old: finding.name for old, finding in found.items() if old}
    new |= {relations_name(old): relations_name(finding.name) for old, finding in found.items()}
    names = [TYPES, ROOT_RELS, *(new.get(old, old) for old in parts), *result]
    return {name: result[name] for name in dict.fromkeys(names) if name in result}
