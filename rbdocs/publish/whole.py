"""The whole regulation as one PDF: every document in order, with bookmarks."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DictionaryObject, NameObject

from rbdocs.publish.book import Book
from rbdocs.publish.finish import Properties, finish, properties_of


def bind(parts: Sequence[PdfReader], book: Book, seed: str, *, archive: bool) -> bytes:
    """Return one PDF of *parts* in their order; each part's own bookmarks stand below its name."""
    writer = PdfWriter()
    for part in parts:
        writer.append(part, outline_item=bookmark(part, book), import_outline=True)
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
    """Return what *part* is called among the bookmarks: the regulation, or "Lampiran II: ...".

    A Lampiran's subject is "Lampiran II" and the regulation's name, its title the printed one.
    """
    told = properties_of(part)
    label = told.get("/Subject", "").removesuffix(book.name).strip()
    return f"{label}: {told.get('/Title', '')}" if label else book.name
