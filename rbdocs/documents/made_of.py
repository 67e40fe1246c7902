"""What a document is made of: its part of the regulation, and the digest of all that goes into it.

A document is composed of its part alone, with its template, what drawings are made with, and the
program. Where the digest of these is that of the last time, it would come out as it did then, so it
need not be composed again. What one document prints of another's sources is therefore no mistake
that can be made here: it is not in the part.
"""

from __future__ import annotations

import hashlib
import io
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from rbdocs.documents.fingerprint import source_digest
from rbdocs.files import Project, digest, digest_of
from rbdocs.manifest import is_scratch, program_digest
from rbdocs.model.chapter import Naskah
from rbdocs.model.node import Node
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.registers import DaftarPerangkatDaerah, DaftarSatuan
from rbdocs.model.regulation import Regulation
from rbdocs.sources.text_file import SourceFile


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """What the document *nama* may use of a regulation, and the name of its *template*."""

    nama: str
    template: str
    regulation: Regulation


def body_part(regulation: Regulation) -> Regulation:
    """Return what the body may use of *regulation*."""
    return _part(regulation, lambang=regulation.lambang)


def attached_part(regulation: Regulation, attached: Naskah | LampiranRencana) -> Regulation:
    """Return what the document of the Lampiran *attached* may use of *regulation*."""
    if isinstance(attached, Naskah):
        return _part(regulation, naskah=[attached])
    return _part(regulation, lampiran=[attached])


def evaluated_part(regulation: Regulation) -> Regulation:
    """Return what the evaluation of *regulation* and its follow-ups may use."""
    return _part(
        regulation,
        perangkat_daerah=regulation.perangkat_daerah,
        lampiran=regulation.lampiran,
        realisasi=regulation.realisasi,
    )


def _part(
    regulation: Regulation, *, perangkat_daerah: DaftarPerangkatDaerah | None = None, **own: Any
) -> Regulation:
    """*regulation* without anything but its body, the government that enacts it, and its *own*."""
    return Regulation(
        regulation.peraturan,
        regulation.instansi,
        DaftarSatuan(satuan=[]),
        perangkat_daerah or DaftarPerangkatDaerah(perangkat_daerah=[]),
        **own,
    )


class InputDigests:
    """Digests of what documents of *project* are made of; what all have in common is read once."""

    def __init__(self, project: Project, *, draft: bool) -> None:
        self._project = project
        self._common = "\0".join((program_digest(), str(draft), *_drawn_with(project)))

    def of(self, part: DocumentPart, template: bytes) -> str:
        """Return the digest of all that the document of *part* is made of; "" where there is none.

        None is no digest of anything: what cannot be told apart for certain is composed again.
        Raises OSError where a source cannot be read.
        """
        try:
            content = _canonical(part.regulation)
        except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
            return ""
        edition = part.regulation.peraturan.edition
        total = hashlib.sha256(content)
        for text in (
            *(self._common, part.nama, part.template, digest(template)),
            *(str(edition), source_digest(self._project, edition, part.nama)),
        ):
            total.update(f"\0{text}".encode())
        return total.hexdigest()


def _drawn_with(project: Project) -> Iterator[str]:
    """Name and digest of every file of the templates that is no Word template: type, drawings."""
    for path in sorted(project.templates.rglob("*")):
        names = path.relative_to(project.templates).parts
        if path.suffix != ".docx" and not any(map(is_scratch, names)) and path.is_file():
            yield f"{'/'.join(names)}\0{digest_of(path)}"


def _canonical(regulation: Regulation) -> bytes:
    """*regulation* as bytes that are others wherever it says something else.

    Pickled, for that leaves nothing out; nothing ever reads it.
    """
    stream = io.BytesIO()
    _Writer(stream).dump(regulation)
    return stream.getvalue()


class _Writer(pickle.Pickler):
    """Writes records without what was derived from them, and in the same way at every run."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream, protocol=5)
        self._kinds: dict[type[Node], tuple[object, ...]] = {}
        self._names: dict[type[Node], tuple[str, ...]] = {}

    def reducer_override(self, item: Any) -> Any:
        if isinstance(item, Node):
            kind, stored = type(item), item.__dict__
            if kind not in self._kinds:
                # The records of a layout have classes that are made as it is read.
                layout = getattr(kind, "layout", None)
                self._kinds[kind] = (kind.__module__, kind.__qualname__, layout)
                self._names[kind] = tuple(kind.model_fields)
            own = {name: stored[name] for name in self._names[kind]}
            stated = sorted(item.model_fields_set)  # a set has no order to rely on
            return _as_written, self._kinds[kind], (own, stated, item.__pydantic_private__)
        if is_dataclass(item) and hasattr(item, "__dict__"):  # where derived values are kept, too
            given = {field.name: getattr(item, field.name) for field in fields(item) if field.init}
            return _as_written, (type(item).__module__, type(item).__qualname__), given
        if isinstance(item, SourceFile):  # places in it follow from what it says
            return _as_written, (item.nama, digest(item.raw))
        return NotImplemented


def _as_written(*_: object) -> None:
    """Stand in a pickle for what makes a record; nothing reads it."""
