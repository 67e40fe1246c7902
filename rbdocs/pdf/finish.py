"""The finished PDF: its properties from the sources, and the same bytes whenever it is made."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from html import escape
from typing import cast

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from rbdocs.pdf.book import Book
from rbdocs.pdf.fonts import fonts
from rbdocs.pdf.type1 import without_serial

_LANGUAGE = "id-ID"
_CREATOR = "rbdocs"


@dataclass(frozen=True, slots=True)
class Properties:
    """What a PDF's properties say: title and subject of this one, the rest of the regulation."""

    title: str
    subject: str
    book: Book
    producer: str

    @property
    def keywords(self) -> str:
        """Number and year as programs that know no properties of our own can find them."""
        return f"Nomor {self.book.nomor}; Tahun {self.book.tahun}"


def finish(writer: PdfWriter, properties: Properties, seed: str, *, archive: bool) -> bytes:
    """Return *writer*'s PDF with *properties*; *archive* marks it as PDF/A-2b.

    LibreOffice and pypdf put the wall clock and random numbers into a PDF. Here the date is the
    regulation's, and the identifier follows from *seed*, which must name the content.
    """
    day = properties.book.date
    writer.metadata = {
        "/Title": properties.title,
        "/Subject": properties.subject,
        "/Author": properties.book.author,
        "/Keywords": properties.keywords,
        "/Creator": _CREATOR,
        "/Producer": properties.producer,
        "/CreationDate": f"D:{day:%Y%m%d}000000Z",
        "/ModDate": f"D:{day:%Y%m%d}000000Z",
        "/Nomor": str(properties.book.nomor),
        "/Tahun": str(properties.book.tahun),
    }
    writer.xmp_metadata = _xmp(properties, archive=archive)
    _object(writer, "/Metadata").update(
        {NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")}
    )
    writer.root_object[NameObject("/Lang")] = TextStringObject(_LANGUAGE)
    identifier = ByteStringObject(hashlib.sha256(f"{seed}{archive}".encode()).digest()[:16])
    writer._ID = ArrayObject((identifier, identifier))  # pypdf's own way is a random number
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def finish_document(raw: bytes, book: Book, seed: str, *, archive: bool) -> bytes | None:
    """Return the finished form of *raw*, the PDF that LibreOffice made of one Word document.

    None where *raw* is no whole PDF.
    """
    try:
        return _finish_document(PdfReader(io.BytesIO(raw)), book, seed, archive=archive)
    except PyPdfError:
        return None


def _finish_document(reader: PdfReader, book: Book, seed: str, *, archive: bool) -> bytes:
    told = properties_of(reader)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    _drop_serials(writer)
    properties = Properties(
        told.get("/Title", book.name),
        told.get("/Subject", book.name),
        book,
        told.get("/Producer", "LibreOffice"),
    )
    return finish(writer, properties, seed, archive=archive)


def _drop_serials(writer: PdfWriter) -> None:
    for font in fonts(writer):
        if "/FontDescriptor" in font and "/FontFile" in font["/FontDescriptor"]:
            stream = font["/FontDescriptor"]["/FontFile"]
            sizes = (int(stream[f"/Length{part}"]) for part in (1, 2))
            stream.set_data(without_serial(stream.get_data(), *sizes))


def properties_of(reader: PdfReader) -> dict[str, str]:
    """Return what the properties of *reader* say, by their names in a PDF ("/Title")."""
    return {name: str(value) for name, value in (reader.metadata or {}).items()}


def _object(writer: PdfWriter, key: str) -> DictionaryObject:
    return cast(DictionaryObject, writer.root_object[key].get_object())


def _xmp(properties: Properties, *, archive: bool) -> bytes:
    """Return the metadata stream; ISO 19005-2, 6.6.2: it must say what /Info says."""
    day = f"{properties.book.date.isoformat()}T00:00:00Z"
    title, subject = escape(properties.title), escape(properties.subject)
    claim = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"
    return (
        '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">\n'
        "<dc:format>application/pdf</dc:format>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.book.author)}</rdf:li></rdf:Seq>"
        "</dc:creator>\n"
        f"<pdf:Keywords>{escape(properties.keywords)}</pdf:Keywords>\n"
        f"<pdf:Producer>{escape(properties.producer)}</pdf:Producer>\n"
        f"<xmp:CreatorTool>{_CREATOR}</xmp:CreatorTool>\n"
        f"<xmp:CreateDate>{day}</xmp:CreateDate>\n<xmp:ModifyDate>{day}</xmp:ModifyDate>\n"
        f"{claim if archive else ''}</rdf:Description>\n"
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
