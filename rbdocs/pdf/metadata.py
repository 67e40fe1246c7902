"""What a published regulation says of itself, in the properties and the XML (XMP) of its PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from rbdocs.files import digest

if TYPE_CHECKING:
    from rbdocs.model.regulation import Regulation

CREATOR = "rbdocs"
# ISO 19005-2, 6.6.2.3.3: an archival PDF describes the properties that the standard does not know.
_ACCESSIBLE_SCHEMA = """<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


@dataclass(frozen=True, slots=True)
class Book:
    """A regulation's name, subject, number and date, as its PDF carry them."""

    name: str
    tentang: str
    author: str
    nomor: str
    tahun: int
    date: date

    @classmethod
    def of(cls, regulation: Regulation) -> Book:
        """Return what *regulation* says of itself."""
        peraturan = regulation.peraturan
        return cls(
            peraturan.numbered_name,
            peraturan.sebutan.tentang.plain,
            regulation.instansi.nama,
            peraturan.nomor_tercetak,
            peraturan.tahun,
            peraturan.tanggal_dokumen,
        )

    @property
    def identity(self) -> str:
        """A digest that changes when any of it does."""
        return digest(repr(self).encode())


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


def xmp(properties: Properties, *, archive: bool) -> bytes:
    """Return the metadata stream; ISO 19005-2, 6.6.2: it must say what /Info says."""
    day = f"{properties.book.date.isoformat()}T00:00:00Z"
    title, subject = escape(properties.title), escape(properties.subject)
    claim = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\n"
    return (
        '<?xpacket begin="\N{ZERO WIDTH NO-BREAK SPACE}" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\n'
        "<dc:format>application/pdf</dc:format>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>\n'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(properties.book.author)}</rdf:li></rdf:Seq>"
        "</dc:creator>\n"
        "<dc:language><rdf:Bag><rdf:li>id-ID</rdf:li></rdf:Bag></dc:language>\n"
        f"<pdf:Keywords>{escape(properties.keywords)}</pdf:Keywords>\n"
        f"<pdf:Producer>{escape(properties.producer)}</pdf:Producer>\n"
        f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>\n"
        f"<xmp:CreateDate>{day}</xmp:CreateDate>\n<xmp:ModifyDate>{day}</xmp:ModifyDate>\n"
        f"<pdfuaid:part>1</pdfuaid:part>\n{claim if archive else ''}</rdf:Description>\n"
        f"{_ACCESSIBLE_SCHEMA if archive else ''}"
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    ).encode()
