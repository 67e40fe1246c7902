"""What can be told of PDF/A-2b from the file itself (ISO 19005-2); not a full validator.

Each function yields what breaks one group of the standard's clauses, named by its number.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from pikepdf import Pdf
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, StreamObject

from rbdocs.pdf.inspect import embedded_fonts

_X = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
# What /Info says, and where the metadata must say the same (6.6.2.3, table 1).
_SAME = {
    "/Title": "dc:title/rdf:Alt/rdf:li",
    "/Subject": "dc:description/rdf:Alt/rdf:li",
    "/Author": "dc:creator/rdf:Seq/rdf:li",
    "/Keywords": "pdf:Keywords",
    "/Producer": "pdf:Producer",
    "/Creator": "xmp:CreatorTool",
    "/CreationDate": "xmp:CreateDate",
    "/ModDate": "xmp:ModifyDate",
}
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z")
_FORBIDDEN_ACTIONS = {
    *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript", "/Hide"),
    *("/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
}
_PRINT = 4
_CMYK = re.compile(rb"(?:[\d.]+\s+){4}[kK]\s")


def defects(pdf: bytes) -> list[str]:
    """Return what in *pdf* breaks PDF/A-2b."""
    reader = PdfReader(io.BytesIO(pdf))
    return [
        *_file(pdf, reader),
        *_metadata(reader),
        *_colour(reader),
        *(f"6.2.11.4 huruf {name} tidak tertanam" for name in sorted(_outside(pdf))),
        *_objects(reader),
    ]


def _outside(pdf: bytes) -> set[str]:
    with Pdf.open(io.BytesIO(pdf)) as opened:
        return embedded_fonts(opened)[1]


def _file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 kepala berkas"
    if len(reader.trailer.get("/ID", [])) != 2:
        yield "6.1.3 tanpa ID"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 terenkripsi"
    if not pdf.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield "6.1.3 ada data sesudah %%EOF"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.root_object.get("/Metadata")
    if stream is None:
        yield "6.6.2.1 tanpa metadata"
        return
    stream = stream.get_object()
    if stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "6.6.2.1 jenis metadata"
    if "/Filter" in stream:
        yield "6.6.2.1 metadata dimampatkan"
    root = etree.fromstring(stream.get_data())
    if [root.findtext(f".//pdfaid:{item}", namespaces=_X) for item in ("part", "conformance")] != [
        "2",
        "B",
    ]:
        yield "6.6.4 bukan PDF/A-2b menurut metadatanya"
    for name, path in _SAME.items():
        said = (reader.metadata or {}).get(name)
        if said is not None and _iso(str(said)) != root.findtext(f".//{path}", namespaces=_X):
            yield f"6.6.2.3 {name} berbeda dari metadata"


def _iso(said: str) -> str:
    return _DATE.sub(r"\1-\2-\3T\4:\5:\6Z", said)


def _colour(reader: PdfReader) -> Iterator[str]:
    intents = reader.root_object.get("/OutputIntents", ArrayObject()).get_object()
    profiles = [
        intent.get_object()["/DestOutputProfile"]
        for intent in intents
        if intent.get_object().get("/S") == "/GTS_PDFA1"
    ]
    if len(profiles) != 1:
        yield f"6.2.3 {len(profiles)} profil warna keluaran"
    for profile in profiles:
        if profile["/N"] != 3 or profile.get_data()[36:40] != b"acsp":
            yield "6.2.3 profil warna bukan ICC RGB"
    for number, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        if contents is not None and _CMYK.search(contents.get_data()):
            yield f"6.2.4.3 warna CMYK di halaman {number}"


def _objects(reader: PdfReader) -> Iterator[str]:
    for number in {*reader.xref[0], *reader.xref_objStm}:
        yield from _object(reader.get_object(number))


def _object(node: Any) -> Iterator[str]:
    if isinstance(node, ArrayObject):
        for item in node:
            yield from _object(item)
    if not isinstance(node, DictionaryObject):
        return
    if node.get("/S") in _FORBIDDEN_ACTIONS:
        yield f"6.5.1 tindakan {node['/S']}"
    if "/AA" in node:
        yield "6.5.2 tindakan tambahan"
    if node.get("/Type") == "/Annot" and not int(node.get("/F", 0)) & _PRINT:
        yield "6.3.2 catatan yang tidak tercetak"
    if isinstance(node, StreamObject):
        filters = node.get("/Filter", "")
        if "/LZWDecode" in (filters if isinstance(filters, ArrayObject) else [filters]):
            yield "6.1.7.2 LZWDecode"
        if "/F" in node:
            yield "6.1.7.1 isi di luar berkas"
        if node.get("/Subtype") == "/PS":
            yield "6.2.9.3 PostScript"
        if "/Alternates" in node or "/OPI" in node or node.get("/Interpolate") is True:
            yield "6.2.8 gambar"
    if "/TR" in node and node.get("/Type") == "/ExtGState":
        yield "6.2.5 fungsi alih"
    if "/EF" in node:
        yield "6.8 berkas lampiran"
    for item in node.values():
        if isinstance(item, ArrayObject | DictionaryObject):
            yield from _object(item)
