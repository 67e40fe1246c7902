"""The whole regulation as one PDF: every document in order, with bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from rbdocs.pdf.finish import finish, properties_of
from rbdocs.pdf.metadata import Book, Properties
from rbdocs.pdf.tags import join_tags


def bind(parts: Sequence[Pdf], book: Book, *, archive: bool) -> bytes:
    """Return one PDF of *parts* in their order; each part's own bookmarks stand below its name."""
    whole = Pdf.new()
    first_pages = [_add_pages(whole, part) for part in parts]
    join_tags(whole, parts, first_pages)
    labels: list[int | Object] = []
    marks = []
    for part, first in zip(parts, first_pages, strict=True):
        label = Dictionary(S=Name.D, St=1)
        if prefix := _page_prefix(part, book):
            label.P = String(prefix)
        labels += [first, label]
        marks.append(_bookmarks(whole, part, first, book))
    whole.Root.PageLabels = Dictionary(Nums=Array(labels))
    whole.Root.Outlines = _listed(whole, marks)
    whole.Root.PageMode = Name.UseOutlines
    intents = parts[0].Root.get("/OutputIntents")
    if archive and intents is not None:
        whole.Root.OutputIntents = whole.copy_foreign(whole_object(parts[0], intents))
    producer = properties_of(parts[0]).get("/Producer", "")
    title = f"{book.name} tentang {book.tentang}"
    return finish(whole, Properties(title, book.name, book, producer), archive=archive)


def _add_pages(whole: Pdf, part: Pdf) -> int:
    """Add the pages of *part* to *whole*, with their links; return the number of the first.

    A link to a page that is not there yet would lead nowhere, so links come after all pages.
    """
    first = len(whole.pages)
    notes = [page.obj.get("/Annots") for page in part.pages]
    for page in part.pages:
        if "/Annots" in page.obj:
            del page.obj.Annots
    whole.pages.extend(part.pages)
    for index, listed in enumerate(notes):
        if listed is not None:
            part.pages[index].obj.Annots = listed
            whole.pages[first + index].obj.Annots = whole.copy_foreign(whole_object(part, listed))
    return first


def whole_object(pdf: Pdf, item: Object) -> Object:
    """Return *item* of *pdf* so that another PDF can copy it, which takes only indirect objects."""
    return item if item.is_indirect else pdf.make_indirect(item)


def _bookmarks(whole: Pdf, part: Pdf, first: int, book: Book) -> Object:
    """The bookmark of *part*, whose pages begin at *first* in *whole*, with its own below it."""
    mark = whole.make_indirect(
        Dictionary(
            Title=String(bookmark(part, book)),
            Dest=Array([whole.pages[first].obj, Name.Fit]),
        )
    )
    own = part.Root.get("/Outlines")
    if own is not None and "/First" in own:
        copied = whole.copy_foreign(whole_object(part, own))
        mark.First, mark.Last = copied.First, copied.Last
        mark.Count = _adopt(mark)
    return mark


def _adopt(mark: Object) -> int:
    """Make the bookmarks below *mark* its own; return how many are seen when it is open."""
    seen = 0
    below: Object | None = mark.First
    while below is not None:
        below.Parent = mark
        seen += 1 + max(int(below.get("/Count", 0)), 0)
        below = below.get("/Next")
    return seen


def _listed(whole: Pdf, marks: Sequence[Object]) -> Object:
    """The outline of *whole* with *marks* at its top."""
    outline = whole.make_indirect(Dictionary(Type=Name.Outlines))
    for mark in marks:
        mark.Parent = outline
    for mark, following in pairwise(marks):
        mark.Next, following.Prev = following, mark
    outline.First, outline.Last = marks[0], marks[-1]
    outline.Count = sum(1 + int(mark.get("/Count", 0)) for mark in marks)
    return outline


def bookmark(part: Pdf, book: Book) -> str:
    """Return what *part* is called among the bookmarks: the regulation, or "Lampiran II: ..."."""
    label = _label(part, book)
    return f"{label}: {properties_of(part).get('/Title', '')}" if label else book.name


def _page_prefix(part: Pdf, book: Book) -> str:
    """Return what a viewer shows before the printed number of a page: "II-" for Lampiran II.

    Each part counts its pages from 1.
    """
    label = _label(part, book)
    return f"{label.split()[-1]}-" if label else ""


def _label(part: Pdf, book: Book) -> str:
    """Return "Lampiran II" for that one, whose subject is this and the regulation's name; or ""."""
    return properties_of(part).get("/Subject", "").removesuffix(book.name).strip()
