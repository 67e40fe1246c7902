"""The whole regulation as one PDF: every document in order, with bookmarks."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from rbdocs.pdf.book import Book
from rbdocs.pdf.finish import Properties, finish, properties_of


def bind(parts: Sequence[PdfReader], book: Book, seed: str, *, archive: bool) -> bytes:
    """Return one PDF of *parts* in their order; each part's own bookmarks stand below its name."""
    writer = PdfWriter()
    for part in parts:
        first = len(writer.pages)
        writer.append(part, outline_item=bookmark(part, book), import_outline=True)
        writer.set_page_label(
            first,
            len(writer.pages) - 1,
            style=PageLabelStyle.DECIMAL,
            prefix=_page_prefix(part, book),
            start=1,
        )
    writer.pdf_header = max(part.pdf_header for part in parts)
    root = writer.root_object
    root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True)}
    )
    intents = parts[0].root_object.get("/OutputIntents")
    if archive and intents is not None:
        root[NameObject("/OutputIntents")] = intents.clone(writer)
    producer = properties_of(parts[0]).get("/Producer", "")
    title = f"{book.name} tentang {book.tentang}"
    return finish(writer, Properties(title, book.name, book, producer), seed, archive=archive)


def bookmark(part: PdfReader, book: Book) -> str:
    """Return what *part* is called among the bookmarks: the regulation, or "Lampiran II: ..."."""
    label = _label(part, book)
    return f"{label}: {properties_of(part).get('/Title', '')}" if label else book.name


def _page_prefix(part: PdfReader, book: Book) -> str:
    """Return what a viewer shows before the printed number of a page: "II-" for Lampiran II.

    Each part counts its pages from 1.
    """
    label = _label(part, book)
    return f"{label.split()[-1]}-" if label else ""


def _label(part: PdfReader, book: Book) -> str:
    """Return "Lampiran II" for that one, whose subject is this and the regulation's name; or ""."""
    return properties_of(part).get("/Subject", "").removesuffix(book.name).strip()
