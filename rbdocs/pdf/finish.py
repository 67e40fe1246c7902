"""The finished PDF: its properties and tags, and the same bytes whenever it is made.

LibreOffice turns an OpenType font such as URW Bookman into Type 1 and counts its fonts from the
start of the process, so a document converted alone would differ from the same one among others.
The number (/UniqueID) means nothing to a reader of the PDF, and is taken out. Adobe Type 1 Font
Format, chapter 7, gives the cipher of the second part of such a font. The colour profile of the
archival form has the time when it was made in its header (ICC.1:2022, 7.2.1).
"""

from __future__ import annotations

import io
import re
import struct
from datetime import date

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, PdfError, Stream, String

from rbdocs.pdf.inspect import fonts
from rbdocs.pdf.metadata import CREATOR, Book, Properties, xmp
from rbdocs.pdf.tags import complete_tags
from rbdocs.word.unbroken import loosen_spaces

_LANGUAGE = "id-ID"
_VERSION = "1.7"  # what PDF/UA-1 and PDF/A-2 are made of
_SERIAL = re.compile(rb"/UniqueID \d+")
_KEY, _FACTOR, _SUMMAND = 55665, 52845, 22719


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
    _date_colours(pdf, book.date)
    complete_tags(pdf)
    properties = Properties(
        told.get("/Title", book.name),
        told.get("/Subject", book.name),
        book,
        told.get("/Producer", "LibreOffice"),
    )
    return finish(pdf, properties, archive=archive)


def _date_colours(pdf: Pdf, day: date) -> None:
    """Let the colour profiles of *pdf* be of *day*: six numbers of two bytes, from byte 24 on."""
    for intent in pdf.Root.get("/OutputIntents", Array()):
        profile = intent.DestOutputProfile
        content = profile.read_bytes()
        profile.write(content[:24] + struct.pack(">6H", *day.timetuple()[:6]) + content[36:])


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
