"""The fingerprint of a document: of which sources and template it was made, and what it says.

It stands in the custom properties, which Word shows under File > Info > Advanced Properties, and
which Word and LibreOffice keep when they write the file anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from rbdocs import __version__
from rbdocs.edition import Edition, read_edition
from rbdocs.files import LARGEST, Project, digest, digest_of, read_regular
from rbdocs.word.package import TYPES, read_package, write_package
from rbdocs.word.printed_words import content_digest
from rbdocs.word.relations import append_line
from rbdocs.word.xml import escaped, quoted_attribute

PART = "docProps/custom.xml"
_RELS = "_rels/.rels"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
# [MS-OSHARED] 2.3.3.2.2: the format of properties that a user defines.
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PREFIX = "rbdocs-"
_DRAFT = "rancangan"
# What prints beside a document's own files: who signs, and what the regulation is called.
_SHARED = ("instansi.yaml", "jenis-peraturan.yaml")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a document was made of, as digests, and the digest of what it says.

    *rancangan* is "ya" where the document was made as a draft, whatever its pages say by now; no
    other document has this property.
    """

    dokumen: str
    tahun: str
    sumber: str
    templat: str
    version: str
    isi: str
    rancangan: str = ""

    @property
    def edition(self) -> Edition | None:
        """The regulation it says it is of; None where it names none, for anyone can write there."""
        return read_edition(self.tahun)


def stamp(
    project: Project, tahun: Edition, nama: str, template: str, content: bytes, *, draft: bool
) -> bytes:
    """Return the document *content* with its fingerprint in its properties.

    *nama* is its file name, *template* that of its template. Raises OSError where a source or the
    template cannot be read.
    """
    parts = read_package(content)
    mark = Fingerprint(
        nama,
        str(tahun),
        source_digest(project, tahun, nama),
        digest(read_regular(project.templates / template, LARGEST)),
        __version__,
        content_digest(parts["word/document.xml"].decode()),
        "ya" if draft else "",
    )
    _add(parts, mark)
    return write_package(parts)


def source_digest(project: Project, tahun: Edition, nama: str) -> str:
    """Return the digest of the sources that the document *nama* of *tahun* prints.

    How a line ends makes no difference: git and editors on Windows change that.
    """
    total = hashlib.sha256()
    for path in _sources(project, tahun, Path(nama).stem):
        name = path.relative_to(project.sources).as_posix()
        total.update(f"\0{name}\0{digest_of(path, text=True)}".encode())
    return total.hexdigest()


def _sources(project: Project, tahun: Edition, stem: str) -> Iterator[Path]:
    """The files that print in the document *stem*: its own, and what the regulation is called.

    The body prints the regulation's file alone, and what the kinds of regulation say.
    """
    folder = project.sources / str(tahun)
    shared = (project.sources / text for text in _SHARED)
    yield from (path for path in shared if path.exists() or path.name == _SHARED[0])
    if stem == "konsolidasi":  # it is put together from all regulations up to this one
        yield from sorted(project.sources.glob("pasal-*.yaml"))
        years = (year for year in project.years() if year < tahun)
        earlier = (project.sources / str(year) / "peraturan.yaml" for year in years)
        yield from (path for path in earlier if path.exists())
    for item in (folder / "peraturan.yaml", folder / f"{stem}.yaml", folder / stem):
        if item.is_dir():
            found = (path for path in item.rglob("*") if path.is_file())
            yield from sorted(p for p in found if not p.name.startswith((".", "~$")))
        elif item.exists():
            yield item


def _add(parts: dict[str, bytes], mark: Fingerprint) -> None:
    names = [f"{_PREFIX}{field.name}" for field in fields(mark)]
    content = "".join(
        f'<property fmtid="{_FORMAT}" pid="{pid}" name={quoted_attribute(name)}>'
        f"<vt:lpwstr>{escaped(value)}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(zip(names, astuple(mark), strict=True), start=2)
        if value or name != f"{_PREFIX}{_DRAFT}"
    )
    parts[PART] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas'
        '.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.'
        f'openxmlformats.org/officeDocument/2006/docPropsVTypes">{content}</Properties>'
    ).encode()
    for name, line in (
        (TYPES, f'<Override PartName="/{PART}" ContentType="{_CONTENT_TYPE}"/>'),
        (_RELS, f'<Relationship Id="rIdSidik" Type="{_RELATION}" Target="{PART}"/>'),
    ):
        if PART not in parts[name].decode():  # unless the template has such a part
            append_line(parts, name, line)


def read_fingerprint(parts: dict[str, bytes]) -> Fingerprint | None:
    """Return the fingerprint in the package *parts*; None where it bears none."""
    from lxml import etree

    if PART not in parts:
        return None
    try:
        root = etree.fromstring(parts[PART], etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None
    found = {
        element.get("name", "").removeprefix(_PREFIX): "".join(map(str, element.itertext()))
        for element in root
        if element.get("name", "").startswith(_PREFIX)
    }
    names = [field.name for field in fields(Fingerprint)]
    found.setdefault(_DRAFT, "")
    return Fingerprint(*(found[name] for name in names)) if set(names) <= set(found) else None
