"""The finished PDF: its properties and tags, and the same bytes whenever it is made.

LibreOffice turns an OpenType font such as URW Bookman into Type 1 and counts its fonts from the
start of the process, so a document converted alone would differ from the same one among others.
The number (/UniqueID) means nothing to a reader of the PDF, and is taken out. Adobe Type 1 Font
Format, chapter 7, gives the cipher of the second part of such a font.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, PdfError, Stream, String

from rbdocs.pdf.inspect import fonts
from rbdocs.pdf.metadata import CREATOR, Book, Properties, xmp
from rbdocs.word.unbroken import loosen_spaces

_LANGUAGE = "id-ID"
_VERSION = "1.7"  # what PDF/UA-1 and PDF/A-2 are made of
_SERIAL = re.compile(rb"/UniqueID \d+")
_KEY, _FACTOR, _SUMMAND = 55665, 52845, 22719
_HEADING = re.compile(r"/H([1-6])")


def finish(pdf: Pdf, properties: Properties, *, archive: bool) -> bytes:
    """Return *pdf* as bytes, with *properties*; *archive* marks it as PDF/A-2b.

    LibreOffice puts the wall clock and random numbers into a PDF. Here the date is the
    regulation's, and the identifier follows from the content.
    """
    day = properties.book.date
    told = {
        "/Title": properties.title,
        "/Subject": properties.subject,
        "/Author": properties.book.author,
        "/Keywords": properties.keywords,
        "/Creator": CREATOR,
        "/Producer": properties.producer,
        "/CreationDate": f"D:{day:%Y%m%d}000000Z",
        "/ModDate": f"D:{day:%Y%m%d}000000Z",
        "/Nomor": str(properties.book.nomor),
        "/Tahun": str(properties.book.tahun),
    }
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({name: String(text) for name, text in told.items()})
    )
    metadata = Stream(pdf, xmp(properties, archive=archive))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = pdf.make_indirect(metadata)
    pdf.Root.Lang = String(_LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Outlines" in pdf.Root:
        _plain_titles(pdf.Root.Outlines)
    for random in ("/ID", "/DocChecksum"):
        if random in pdf.trailer:
            del pdf.trailer[random]
    pdf.remove_unreferenced_resources()
    stream = io.BytesIO()
    pdf.save(
        stream,
        min_version=_VERSION,
        object_stream_mode=ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return stream.getvalue()


def _plain_titles(above: Object) -> None:
    """Give the bookmarks below *above* plain spaces, by which a viewer finds them."""
    below = above.get("/First")
    while below is not None:
        below.Title = String(loosen_spaces(str(below.Title)))
        _plain_titles(below)
        below = below.get("/Next")


def finish_document(raw: bytes, book: Book, *, archive: bool) -> bytes | None:
    """Return the finished form of *raw*, the PDF that LibreOffice made of one Word document.

    None where *raw* is no whole PDF.
    """
    try:
        with Pdf.open(io.BytesIO(raw), attempt_recovery=False) as pdf:
            return _finish_document(pdf, book, archive=archive)
    except PdfError:
        return None


def _finish_document(pdf: Pdf, book: Book, *, archive: bool) -> bytes:
    told = properties_of(pdf)
    _drop_serials(pdf)
    complete_tags(pdf)
    properties = Properties(
        told.get("/Title", book.name),
        told.get("/Subject", book.name),
        book,
        told.get("/Producer", "LibreOffice"),
    )
    return finish(pdf, properties, archive=archive)


def _drop_serials(pdf: Pdf) -> None:
    for font in fonts(pdf):
        descriptor = font.get("/FontDescriptor")
        if descriptor is not None and "/FontFile" in descriptor:
            stream = descriptor.FontFile
            clear, encrypted = (int(stream[f"/Length{part}"]) for part in (1, 2))
            stream.write(without_serial(stream.read_bytes(), clear, encrypted))


def properties_of(pdf: Pdf) -> dict[str, str]:
    """Return what the properties of *pdf* say, by their names in a PDF ("/Title")."""
    return {name: str(value) for name, value in _info(pdf).items()}


def _info(pdf: Pdf) -> Object:
    info = pdf.trailer.get("/Info")
    return Dictionary() if info is None else info


def without_serial(font: bytes, clear: int, encrypted: int) -> bytes:
    """Return *font* with every digit of its serial number as 0, and thus of the same length.

    *clear* and *encrypted* are the sizes in bytes of its first and second part.
    """
    head, secret, tail = font[:clear], font[clear : clear + encrypted], font[clear + encrypted :]
    return _zeroed(head) + _encrypt(_zeroed(_decrypt(secret))) + tail


def _zeroed(text: bytes) -> bytes:
    return _SERIAL.sub(lambda hit: re.sub(rb"\d", b"0", hit[0]), text)


def _decrypt(cipher: bytes) -> bytes:
    key = _KEY
    plain = bytearray()
    for byte in cipher:
        plain.append(byte ^ key >> 8)
        key = (byte + key) * _FACTOR + _SUMMAND & 0xFFFF
    return bytes(plain)


def _encrypt(plain: bytes) -> bytes:
    key = _KEY
    cipher = bytearray()
    for byte in plain:
        cipher.append(byte ^ key >> 8)
        key = (cipher[-1] + key) * _FACTOR + _SUMMAND & 0xFFFF
    return bytes(cipher)


def complete_tags(pdf: Pdf) -> None:
    """Add to the structure of *pdf*, as LibreOffice made it, what it leaves out."""
    for page in pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Tabs = Name.S  # 7.18.3: the links of a page are met in the order of its text
    headings = []
    for element in elements(pdf):
        if element.get("/S") == Name.TH:
            _heads_column(element)
        elif level := _level(pdf, element):
            headings.append((element, level))
    _close_gaps(headings)


def _level(pdf: Pdf, element: Object) -> int:
    """The level of the heading *element*; 0 where it is none."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", Dictionary())
    hit = _HEADING.fullmatch(str(roles.get(str(element.S), element.S)))
    return int(hit[1]) if hit else 0


def _close_gaps(headings: Sequence[tuple[Object, int]]) -> None:
    """Number the levels of *headings* so that none is left out (7.4.2).

    A regulation without chapters begins with its articles, which are of the second level.
    """
    ranks = {level: rank for rank, level in enumerate(sorted({n for _, n in headings}), start=1)}
    above = 0
    for element, level in headings:
        rank = min(ranks[level], above + 1)
        if rank != level:
            element.S = Name(f"/H{rank}")
        above = rank


def elements(pdf: Pdf) -> Iterator[Object]:
    """Yield the elements of the structure of *pdf*, each before those in it."""
    root = pdf.Root.get("/StructTreeRoot")
    left = [] if root is None else list(_children(root))[::-1]
    while left:
        element = left.pop()
        yield element
        left += list(_children(element))[::-1]


def _children(element: Object) -> Iterator[Object]:
    """Yield the elements right below *element*; what it marks of a page is none."""
    below = element.get("/K")
    if below is None:
        return
    for child in below if isinstance(below, Array) else [below]:
        if isinstance(child, Dictionary) and "/S" in child:
            yield child


def _heads_column(cell: Object) -> None:
    """Say of the header *cell* that it heads its column (7.5: a header says what it heads)."""
    said = cell.get("/A")
    attributes = list(said) if isinstance(said, Array) else [] if said is None else [said]
    table = next((item for item in attributes if item.get("/O") == Name.Table), None)
    if table is None:
        attributes.append(Dictionary(O=Name.Table, Scope=Name.Column))
        cell.A = Array(attributes)
    else:
        table.Scope = Name.Column


def join_tags(whole: Pdf, parts: Sequence[Pdf], first_pages: Sequence[int]) -> None:
    """Give *whole*, which holds the pages of *parts*, the structures of all of them.

    *first_pages* says where the pages of each begin. Each part's becomes a part of the one
    document; marks on the pages are numbered on.
    """
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    root = whole.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            RoleMap=Dictionary(),
        )
    )
    document.P, document.K = root, Array()
    numbers: list[Object | int] = []
    offset = 0
    ends = [*first_pages[1:], len(whole.pages)]
    for part, first, end in zip(parts, first_pages, ends, strict=True):
        if "/StructTreeRoot" not in part.Root:
            return
        tree = whole.copy_foreign(part.Root.StructTreeRoot)
        for element in tree.K if isinstance(tree.K, Array) else [tree.K]:
            element.P = document
            element.S = Name.Part if Name.Document == element.S else element.S
            document.K.append(element)
        for name, role in tree.get("/RoleMap", Dictionary()).items():
            root.RoleMap[name] = role
        _shift(whole, first, end, offset)
        listed = list(_numbered(tree.ParentTree))
        for number, entry in listed:
            numbers += [number + offset, entry]
        offset += max((number for number, _ in listed), default=-1) + 1
    root.ParentTree = whole.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = offset
    whole.Root.StructTreeRoot = root
    whole.Root.MarkInfo = Dictionary(Marked=True)


def _shift(whole: Pdf, first: int, end: int, offset: int) -> None:
    """Let the pages of *whole* from *first* on, and their links, name entries *offset* further."""
    for index in range(first, end):
        page = whole.pages[index].obj
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + offset
        for note in page.get("/Annots", Array()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + offset


def _numbered(tree: Object) -> Iterator[tuple[int, Object]]:
    """Yield the entries of the number tree *tree* (ISO 32000-1, 7.9.7)."""
    for below in tree.get("/Kids", Array()):
        yield from _numbered(below)
    listed = list(tree.get("/Nums", Array()))
    for number, entry in zip(listed[::2], listed[1::2], strict=True):
        yield int(number), entry
