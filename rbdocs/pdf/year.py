"""The PDF of a year's documents: which must be made again, and how the whole is put together.

pikepdf is imported late: it takes as long as all else together, and is not needed where nothing
has changed; otherwise it is imported while LibreOffice works.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from rbdocs.files import digest
from rbdocs.model.numbering import LAMPIRAN_FILE
from rbdocs.pdf.convert import ConversionProblem, Progress, convert
from rbdocs.pdf.metadata import Book
from rbdocs.pdf.office import Office, fonts_identity

if TYPE_CHECKING:
    from pikepdf import Pdf

# What the regulation consists of; an evaluation is made beside it and is no part of it.
_LAMPIRAN = re.compile(rf"{LAMPIRAN_FILE}\.pdf")
_HEAVY = (
    "rbdocs.pdf.finish",
    "rbdocs.pdf.whole",
    "rbdocs.pdf.inspect",
    "rbdocs.pdf.words",
)


def pdf_name(document: str) -> str:
    """Return the file name of the PDF of the Word document *document*."""
    return str(Path(document).with_suffix(".pdf"))


def whole_name(documents: Iterable[str]) -> str:
    """Return the file name of the PDF of the whole; the first of *documents* is the body."""
    return f"{Path(next(iter(documents))).stem}-lengkap.pdf"


def _parts(documents: Iterable[str]) -> list[str]:
    """The PDF of *documents* that the whole consists of: the body and the Lampiran."""
    first, *others = map(pdf_name, documents)
    return [first, *(name for name in others if _LAMPIRAN.fullmatch(name))]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the PDF depend on apart from the documents: the form asked for, and the machine.

    *machine* is a digest of LibreOffice, the fonts and this program; "" where LibreOffice is
    missing, so that PDF made before count as current while their documents are the same.
    """

    archive: bool
    machine: str = ""

    @classmethod
    def of(cls, office: Office | None, *, archive: bool) -> Recipe:
        """Return the recipe that holds on this machine, with this program."""
        if office is None:
            return cls(archive)
        code = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
        machine = json.dumps([office.identity, fonts_identity(), digest(code)])
        return cls(archive, digest(machine.encode()))

    def keys(self, documents: Mapping[str, str], book: str) -> dict[str, str]:
        """Return by file name what each PDF is made from, as a digest, and the machine's.

        *documents* gives the digest of each Word document, *book* that of what the regulation
        says of itself.
        """
        result = {
            pdf_name(name): self._key(name, document, book) for name, document in documents.items()
        }
        whole = whole_name(documents)
        result[whole] = self._key(whole, *result, *result.values())
        return {name: f"{key}.{self.machine}" for name, key in result.items()}

    def _key(self, *content: str) -> str:
        return digest(json.dumps([self.archive, *content]).encode())

    def fits(self, made_from: str, key: str) -> bool:
        """Tell whether a PDF that was *made_from* is what *key* asks for."""
        return made_from == key if self.machine else made_from.split(".")[0] == key.split(".")[0]


@dataclass(slots=True)
class Published:
    """The PDF of a year by name, the whole last, and what is to be said of them.

    *font* is the sentence on the font they are set in, *problem* why some are missing.
    """

    content: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    font: str = ""
    warnings: list[str] = field(default_factory=list)
    problem: str = ""


def current(
    folder: Path, recipe: Recipe, keys: Mapping[str, str], made: Mapping[str, list[str]]
) -> dict[str, bytes]:
    """Return the PDF in *folder* that are still those which *keys* ask for.

    *made* gives by file name what each was made from, and the digests that it may have.
    """
    result = {}
    for name, key in keys.items():
        made_from, *known = made.get(name, [""])
        if not recipe.fits(made_from, key):
            continue
        try:
            content = (folder / name).read_bytes()
        except OSError:
            continue
        if digest(content) in known:
            result[name] = content
    return result


def publish(
    office: Office | None,
    documents: Mapping[str, bytes],
    book: Book,
    *,
    archive: bool,
    there: Mapping[str, bytes],
    progress: Progress,
) -> Published:
    """Return the PDF of *documents* and of the whole; those already *there* are not made again.

    A PDF that lacks a word of its document is not among them, and neither is the whole then.
    *office* may be None only where none is to be made.
    """
    result = Published()
    wanted = {name: data for name, data in documents.items() if pdf_name(name) not in there}
    preload = Thread(target=lambda: [import_module(text) for text in _HEAVY])
    preload.start()

    lost: dict[str, str] = {}
    cut: dict[str, bytes] = {}

    def finish(name: str, raw: bytes) -> bytes | None:
        from rbdocs.pdf.finish import finish_document
        from rbdocs.pdf.words import lost_words, tell_lost

        pdf = finish_document(raw, book, archive=archive)
        if pdf is not None and (words := lost_words(pdf, documents[name])):
            lost[name] = tell_lost(name, words)
        if pdf is not None and (again := _mended_end(pdf, documents[name])):
            cut[name] = again
        return pdf

    made: dict[str, bytes] = {}
    try:
        if wanted and office:
            made = convert(office, wanted, archive=archive, finish=finish, progress=progress)
            if cut:
                made |= convert(office, dict(cut), archive=archive, finish=finish)
    except ConversionProblem as problem:
        made, result.problem = {**made, **problem.done}, str(problem)
    finally:
        preload.join()
    result.problem = "\n".join(filter(None, (result.problem, *lost.values())))
    for name in documents:
        content = there.get(pdf_name(name), None if name in lost else made.get(name))
        if content is not None:
            result.content[pdf_name(name)] = content
    _look(result)
    if not result.problem:
        whole, own = whole_name(documents), _parts(documents)
        result.content[whole] = there.get(whole) or _bind(result, own, book, archive=archive)
        result.pages[whole] = sum(result.pages[name] for name in own)
    return result


def _mended_end(pdf: bytes, document: bytes) -> bytes | None:
    """*document* with its end as it is to fall on the pages; None where its *pdf* has it so.

    A signature has a row of its table beside it, and all that is kept with it.
    """
    from rbdocs.pdf.words import ends_alone, parts_closing
    from rbdocs.word.closing import with_closing_below
    from rbdocs.word.finished import with_last_row_below

    if ends_alone(pdf, document) and (mended := with_last_row_below(document)):
        return mended
    return with_closing_below(document) if parts_closing(pdf, document) else None


def _opened(result: Published) -> dict[str, Pdf]:
    from pikepdf import Pdf

    return {name: Pdf.open(io.BytesIO(content)) for name, content in result.content.items()}


def _look(result: Published) -> None:
    from rbdocs.pdf.inspect import inspect

    opened = _opened(result)
    result.pages = {name: len(pdf.pages) for name, pdf in opened.items()}
    result.font, result.warnings = inspect(opened)


def _bind(result: Published, own: list[str], book: Book, *, archive: bool) -> bytes:
    from rbdocs.pdf.whole import bind

    opened = _opened(result)
    return bind([opened[name] for name in own], book, archive=archive)
