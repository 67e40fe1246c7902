"""The documents of two versions as Word files with tracked changes, one for each document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.compare.change import Change
from rbdocs.compare.match import Matching
from rbdocs.compare.redline import redline
from rbdocs.documents.make import Document, make_documents
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.word.package import read_package
from rbdocs.word.reader import WordFile
from rbdocs.word.xml import parse

_CORE = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_NAMES = (
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
    "{http://purl.org/dc/elements/1.1/}creator",
)
_NOBODY, _LONG_AGO = "Penyusun", "1980-01-01T00:00:00Z"


@dataclass(slots=True)
class Redlines:
    """The documents with tracked changes; the names of those that are the same in both versions,
    or that only one of them has.
    """

    documents: list[Document] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


def redline_year(
    project: Project,
    old: tuple[Project, Regulation],
    new: tuple[Project, Regulation],
    matching: Matching,
) -> Redlines:
    """Return every document that both versions have, with the changes from *old* to *new*.

    Both are made with the templates of *project*, and without marks of what the reference text
    has lost, so that only the sources make a difference.
    Raises TemplatesProblem.
    """
    before, after = (
        {
            item.nama: item
            for item in make_documents(
                Project(side.root, templates=project.templates), regulation.without_marks()
            )
        }
        for side, regulation in (old, new)
    )
    renamed = renamed_kodes(matching)
    result = Redlines(
        added=[name for name in after if name not in before],
        removed=[name for name in before if name not in after],
    )
    for name, document in after.items():
        if name in before:
            old_parts = read_package(before.pop(name).content)
            content, marks = _redline(old_parts, read_package(document.content), renamed)
            if marks:
                result.documents.append(Document(name, content, document.warnings))
            else:
                result.unchanged.append(name)
    return result


class UntoldProblem(RuntimeError):
    """The documents differ while no change is told: a mistake of the program, and no user's."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"daftar perubahan yang tercetak kosong, padahal {', '.join(names)} berbeda antara "
            "kedua versi; jangan percayai daftar itu"
        )


def check_told(made: Redlines, changes: Sequence[Change]) -> None:
    """Raise UntoldProblem where documents have marks, or are only in one version, untold.

    A change that is told as not printed does not tell them.
    """
    names = [*(document.nama for document in made.documents), *made.added, *made.removed]
    if names and not any(change.printed for change in changes):
        raise UntoldProblem(names)


def renamed_kodes(matching: Matching) -> dict[str, str]:
    """Return the new kode of the actions that have another one now, by the old one."""
    return {
        old.key: new.key
        for old, new in matching.new_of.items()
        if old.slot == "rencana_aksi" and old.key and new.key and old.key != new.key
    }


def redline_files(
    old: WordFile, new: WordFile, renamed: Mapping[str, str] | None = None
) -> tuple[bytes, int]:
    """Return *new* with its changes since *old* tracked, and how many marks that takes.

    By whom and when they were made is what the properties of *new* say.
    """
    return _redline(old.parts, new.parts, renamed)


def _redline(
    old: Mapping[str, bytes], new: Mapping[str, bytes], renamed: Mapping[str, str] | None
) -> tuple[bytes, int]:
    author, date = _author_and_date(new)
    return redline(old, new, author, date, renamed)


def _author_and_date(parts: Mapping[str, bytes]) -> tuple[str, str]:
    root = parse(parts[_CORE]) if _CORE in parts else etree.Element("none")
    names = (root.findtext(name) or "" for name in _NAMES)
    author = next((text.strip() for text in names if text.strip()), _NOBODY)
    return author, (root.findtext(_MODIFIED) or "").strip() or _LONG_AGO
