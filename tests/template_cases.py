"""Word templates in which people left something, and the documents made with them."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from typing import NamedTuple

import pytest
from lxml import etree

from rbdocs.documents.make import make_documents, template_warnings
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.word.problems import TemplatesProblem
from tests.sample import ROOT

PLAN, BODY, TEXT = "lampiran-rencana-aksi-general.docx", "perbup.docx", "lampiran-naskah.docx"
MADE = {PLAN: "lampiran-2.docx", BODY: "perbup.docx", TEXT: "lampiran-1.docx"}
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{W_NS}}}"
NS = (
    f'xmlns:w="{W_NS}" xmlns:r="{R_NS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
WHO = 'w:id="{n}" w:author="Staf" w:date="2024-01-01T00:00:00Z"'
Parts = dict[str, bytes]
Change = Callable[[Parts], None]


class Case(NamedTuple):
    """A template that someone left something in, and what must be told of it."""

    name: str
    change: Change
    told: tuple[str, ...]
    template: str = PLAN


# How templates are changed: XML put at the start or end of the text, into the prototype row, ...


def fragment(xml: str) -> list[etree._Element]:
    return list(etree.fromstring(f"<x {NS}>{xml}</x>"))


def tree_of(parts: Parts, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts[name])


def keep(parts: Parts, root: etree._Element, name: str = "word/document.xml") -> None:
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def at_start(xml: str) -> Change:
    """Put *xml* before the first paragraph of the text."""

    def change(parts: Parts) -> None:
        root = tree_of(parts)
        for item in reversed(fragment(xml)):
            root[0].insert(0, item)
        keep(parts, root)

    return change


def run(xml: str) -> Change:
    return at_start(f"<w:p><w:r><w:t>Kata tetap</w:t></w:r>{xml}</w:p>")


def model_row(root: etree._Element) -> etree._Element:
    """The row that stands for every printed one: the last but that which ends the loop."""
    return list(root.iter(f"{W}tr"))[-2]


def in_row(xml: str, *, paragraph: bool = True) -> Change:
    """Put *xml* at the end of the first paragraph, or the start, of a model row's cell."""

    def change(parts: Parts) -> None:
        root = tree_of(parts)
        cell = list(model_row(root).iter(f"{W}tc"))[4]
        new = fragment(xml)
        if paragraph:
            space = fragment('<w:r><w:t xml:space="preserve"> </w:t></w:r>')
            cell.findall(f"{W}p")[0].extend([*space, *new])
        else:
            cell[1:1] = new
        keep(parts, root)

    return change


def in_header(xml: str) -> Change:
    def change(parts: Parts) -> None:
        root = tree_of(parts, "word/header1.xml")
        for item in fragment(xml):
            root.append(item)
        keep(parts, root, "word/header1.xml")

    return change


def part(
    name: str,
    data: bytes,
    kind: str = "",
    *,
    content: str = "",
    of: str = "word/document.xml",
    rel: str = "rIdX",
) -> Change:
    """Add a part, its content type, and a relation from *of* to it."""

    def change(parts: Parts) -> None:
        parts[name] = data
        if content:
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
                b"</Types>",
                f'<Override PartName="/{name}" ContentType="{content}"/></Types>'.encode(),
            )
        if kind:
            relation(f"/{name}", kind, of=of, rel=rel)(parts)

    return change


def relation(
    target: str,
    kind: str,
    *,
    external: bool = False,
    of: str = "word/document.xml",
    rel: str = "rIdX",
) -> Change:
    def change(parts: Parts) -> None:
        folder, _, name = of.rpartition("/")
        path = f"{folder}/_rels/{name}.rels".lstrip("/")
        old = parts.get(
            path,
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>",
        )
        whole = kind if ":" in kind else f"{R_NS}/{kind}"
        mode = ' TargetMode="External"' if external else ""
        line = f'<Relationship Id="{rel}" Type="{whole}" Target="{target}"{mode}/>'
        parts[path] = old.replace(b"</Relationships>", f"{line}</Relationships>".encode())

    return change


def both(*changes: Change) -> Change:
    def change(parts: Parts) -> None:
        for item in changes:
            item(parts)

    return change


def settings(xml: str) -> Change:
    def change(parts: Parts) -> None:
        root = tree_of(parts, "word/settings.xml")
        for item in reversed(fragment(xml)):
            root.insert(1, item)
        keep(parts, root, "word/settings.xml")

    return change


def text(old: str, new: str, name: str = "word/document.xml") -> Change:
    def change(parts: Parts) -> None:
        assert old.encode() in parts[name], old
        parts[name] = parts[name].replace(old.encode(), new.encode(), 1)

    return change


def field(code: str, result: str = "hasil", *, pieces: int = 3) -> str:
    """A field written as runs, its code cut into *pieces*."""
    cut = -(-len(code) // pieces)
    codes = [code[place : place + cut] for place in range(0, len(code), cut)]
    instructions = "".join(
        f'<w:r><w:instrText xml:space="preserve">{item}</w:instrText></w:r>' for item in codes
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions}<w:r><w:fldChar w:fldCharType='
        f'"separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
        "</w:r>"
    )


def picture(relation_: str = 'r:embed="rIdX"', number: int = 7) -> str:
    names = f'id="{number}" name="Gambar"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" '
        f'cy="9525"/><wp:docPr {names}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats'
        f'.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/>'
        f"</pic:nvPicPr><pic:blipFill><a:blip {relation_}/></pic:blipFill><pic:spPr/></pic:pic>"
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def box(content: str) -> str:
    """A text box as Word writes it, with its fallback."""
    inner = f"<w:txbxContent><w:p><w:r><w:t>{content}</w:t></w:r></w:p></w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB='
        '"0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/><wp:docPr id="3" name="Kotak"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessing'
        f'Shape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx id="4">{inner}</wps:txbx>'
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shapetype id="_x0000_t202"/><v:shape id="Kotak1" o:spid="_x0000_s'
        f'1026" type="#_x0000_t202"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def main_type(new: str) -> Change:
    old = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return text(old, new, "[Content_Types].xml")


def comment(words: str = "Tolong dicek") -> bytes:
    inner = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    attributes = WHO.format(n=0)
    return f"<w:comments {NS}><w:comment {attributes}>{inner}</w:comment></w:comments>".encode()


COMMENTED = both(
    part("word/comments.xml", comment(), "comments"),
    part("word/commentsExtended.xml", b"<x/>", "http://schemas.microsoft.com/office/2011/x"),
    part("word/commentsIds.xml", b"<x/>"),
    part("word/commentsExtensible.xml", b"<x/>"),
    part("word/people.xml", b"<x/>"),
)
MARKED = (
    '<w:commentRangeStart w:id="0"/><w:r><w:t>teks</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>'
    '<w:commentReference w:id="0"/></w:r>'
)
CHANGES = "".join(
    [
        f"<w:ins {WHO.format(n=1)}><w:r><w:t>baru</w:t></w:r></w:ins>",
        f"<w:del {WHO.format(n=2)}><w:r><w:delText>lama</w:delText></w:r></w:del>",
        f'<w:moveFromRangeStart {WHO.format(n=3)} w:name="p"/><w:moveFrom {WHO.format(n=4)}><w:r>'
        '<w:t>pindah</w:t></w:r></w:moveFrom><w:moveFromRangeEnd w:id="3"/>',
        f'<w:moveToRangeStart {WHO.format(n=5)} w:name="p"/><w:moveTo {WHO.format(n=6)}><w:r>'
        '<w:t>pindah</w:t></w:r></w:moveTo><w:moveToRangeEnd w:id="5"/>',
        f"<w:r><w:rPr><w:b/><w:rPrChange {WHO.format(n=7)}><w:rPr/></w:rPrChange></w:rPr><w:t>x"
        "</w:t></w:r>",
    ]
)
OLE = (
    '<w:r><w:object w:dxaOrig="10" w:dyaOrig="10"><v:shape id="_x0000_i1025"><v:imagedata r:id='
    '"rIdX"/></v:shape><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" '
    'r:id="rIdO"/></w:object></w:r>'
)
CHART = (
    '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy='
    '"9525"/><wp:docPr id="8" name="Bagan"/><a:graphic><a:graphicData uri="http://schemas.openxml'
    'formats.org/drawingml/2006/chart"><c:chart r:id="rIdX"/></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
BOOKMARK = '<w:bookmarkStart w:id="5" w:name="sasaran"/><w:bookmarkEnd w:id="5"/>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r><w:t>k</w:t></w:r>'
    "</w:sdtContent></w:sdt>"
)
PERMISSION = '<w:permStart w:id="9" w:edGrp="everyone"/><w:permEnd w:id="9"/>'
MACROS = "application/vnd.ms-office.vbaProject"
CASES = [
    Case("komentar di teks", both(COMMENTED, run(MARKED)), ("1 komentar dibuang",)),
    Case("komentar di baris contoh", both(COMMENTED, in_row(MARKED)), ("komentar",)),
    Case(
        "komentar di kepala halaman",
        both(COMMENTED, in_header(f"<w:p>{MARKED}</w:p>")),
        ("header1",),
    ),
    Case("komentar tanpa acuan", COMMENTED, ("komentar",)),
    Case("komentar dalam batang tubuh", both(COMMENTED, run(MARKED)), ("komentar",), BODY),
    Case("perubahan terlacak", run(CHANGES), ("terlacak", "paragraf 1")),
    Case("perubahan di kepala", in_header(f"<w:p>{CHANGES}</w:p>"), ("header1.xml", "terlacak")),
    Case("perubahan di baris contoh", in_row(CHANGES), ("terlacak",)),
    Case(
        "perubahan sifat paragraf dan bagian",
        at_start(
            f"<w:p><w:pPr><w:rPr><w:ins {WHO.format(n=1)}/></w:rPr><w:pPrChange {WHO.format(n=2)}>"
            "<w:pPr/></w:pPrChange></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        ),
        ("2 perubahan terlacak",),
    ),
    Case(
        "makro",
        both(
            main_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
            part(
                "word/vbaProject.bin",
                b"MZ",
                f"{'http://schemas.microsoft.com'}/office/2006/relationships/vbaProject",
                content=MACROS,
            ),
            part("word/vbaData.xml", b"<x/>"),
            part("word/customizations.xml", b"<x/>"),
            part("word/attachedToolbars.bin", b"x"),
        ),
        ("4 makro", "dijadikan .docx biasa"),
    ),
    Case(
        "dotx",
        main_type(
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
        ),
        ("dijadikan .docx biasa",),
    ),
    Case(
        "dotm",
        main_type("application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("dijadikan .docx biasa",),
    ),
    Case(
        "objek OLE",
        both(
            part("word/media/pratinjau.png", PNG, "image"),
            part("word/embeddings/b.xlsx", b"PK", "package", rel="rIdO"),
            run(OLE),
        ),
        ("Excel.Sheet.12", "objek tersisip"),
    ),
    Case(
        "objek OLE tertaut",
        both(
            part("word/media/pratinjau.png", PNG, "image"),
            relation("file:///C:/rahasia.xlsx", "oleObject", external=True, rel="rIdO"),
            run(OLE),
        ),
        ("Excel.Sheet.12",),
    ),
    Case(
        "kontrol ActiveX",
        both(
            part("word/activeX/activeX1.xml", b"<x/>", "control"),
            part("word/activeX/activeX1.bin", b"x"),
            run(
                '<w:r><w:object><w:control r:id="rIdX" w:name="Tombol" w:shapeid="s"/></w:object>'
                "</w:r>"
            ),
        ),
        ("Tombol",),
    ),
    Case(
        "berkas tersisip (altChunk)",
        both(
            part("word/afchunk.html", b"<script/>", "aFChunk"),
            at_start('<w:altChunk r:id="rIdX"/>'),
        ),
        ("altChunk",),
    ),
    Case(
        "subdokumen",
        both(
            relation("file:///C:/bab.docx", "subDocument", external=True),
            run('<w:subDoc r:id="rIdX"/>'),
        ),
        ("subDoc",),
    ),
    Case(
        "bagan dengan buku kerja",
        both(
            part("word/charts/chart1.xml", b"<x/>", "chart"),
            part("word/embeddings/buku.xlsx", b"PK", "package", of="word/charts/chart1.xml"),
            run(CHART),
        ),
        ("objek tersisip",),
    ),
    Case(
        "gambar tertaut",
        both(
            relation("http://pelacak.example/x.png", "image", external=True),
            run(picture('r:link="rIdX"')),
        ),
        ("tautan ke berkas luar", "http://pelacak.example/x.png", "paragraf 1"),
    ),
    Case(
        "gambar tertaut dan tersisip",
        both(
            part("word/media/a.png", PNG, "image"),
            relation("file://server/x.png", "image", external=True, rel="rIdL"),
            run(picture('r:embed="rIdX" r:link="rIdL"')),
        ),
        ("file://server/x.png",),
    ),
    Case(
        "gambar VML dari alamat",
        run(
            '<w:r><w:pict><v:shape id="a"><v:imagedata src="http://x.example/a.png" o:href="http://'
            'x.example/b"/></v:shape></w:pict></w:r>'
        ),
        ("http://x.example/a.png",),
    ),
    Case(
        "gambar yang isinya program",
        both(part("word/media/a.png", b"MZ\x90", "image"), run(picture())),
        ("objek tersisip",),
    ),
    Case(
        "templat terlampir",
        both(
            relation(
                "file://server/jahat.dotm",
                "attachedTemplate",
                external=True,
                of="word/settings.xml",
            ),
            settings('<w:attachedTemplate r:id="rIdX"/>'),
        ),
        ("file://server/jahat.dotm",),
    ),
    Case(
        "surat massal",
        both(
            relation(
                "file:///C:/data.mdb", "mailMergeSource", external=True, of="word/settings.xml"
            ),
            settings(
                '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:query w:val="SELECT"/>'
                '<w:dataSource r:id="rIdX"/></w:mailMerge>'
            ),
        ),
        ("mail merge", "file:///C:/data.mdb"),
    ),
    Case(
        "variabel",
        settings('<w:docVars><w:docVar w:name="a" w:val="b"/></w:docVars>'),
        ("variabel",),
    ),
    Case(
        "perlindungan",
        settings('<w:documentProtection w:edit="forms" w:enforcement="1"/>'),
        ("perlindungan",),
    ),
    *(
        Case(f"bidang {code.split()[0]}", run(field(code)), (f"«{code.split()[0].upper()}»",))
        for code in (
            "DDEAUTO c:\\\\windows\\\\cmd.exe /k",
            " dde Excel Sheet1 R1C1",
            ' INCLUDETEXT "C:\\\\rahasia.txt"',
            ' INCLUDEPICTURE "http://x.example/a.png" \\d',
            " LINK Excel.Sheet.8 C:\\\\a.xls",
            " IMPORT C:\\\\a.bmp",
            " MACROBUTTON Jalan klik",
            " GOTOBUTTON x y",
            ' DATABASE \\d "C:\\\\a.mdb"',
            " DOCVARIABLE nama",
            " AUTHOR ",
            " FILENAME \\p",
            " MERGEFIELD nama",
            ' HYPERLINK "file://server/x"',
            ' HYPERLINK "javascript:x"',
            ' HYPERLINK "https://a.id" \\l "file:///x"',
            " RD C:\\\\a.docx",
            " QUOTE 68 68 69",
            " tidakada ",
        )
    ),
    Case(
        "bidang sederhana",
        run('<w:fldSimple w:instr="DDEAUTO a b"><w:r><w:t>x</w:t></w:r></w:fldSimple>'),
        ("DDEAUTO",),
    ),
    Case(
        "bidang dalam bidang",
        run(
            field(" HYPERLINK ").replace(
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                field(" DDE a b ", "file://x") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
                1,
            )
        ),
        ("HYPERLINK", "DDE"),
    ),
    Case(
        "bidang tanpa ujung",
        run(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            "PAGE</w:instrText></w:r>"
        ),
        ("PAGE",),
    ),
    Case("bidang di kepala", in_header(f"<w:p>{field(' INCLUDETEXT x ')}</w:p>"), ("header1.xml",)),
    Case(
        "bidang isian dengan makro",
        run(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Jalan"/>'
            "</w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r>"
            '<w:fldChar w:fldCharType="end"/></w:r>'
        ),
        ("FORMTEXT",),
    ),
    *(
        Case(
            f"tautan {target}",
            both(
                relation(target, "hyperlink", external=True),
                run('<w:hyperlink r:id="rIdX"><w:r><w:t>klik</w:t></w:r></w:hyperlink>'),
            ),
            ("bukan http", target[:20]),
        )
        for target in (
            "file:///C:/x.exe",
            "javascript:alert(1)",
            "\\\\server\\x",
            "ms-word:ofe|u|x",
        )
    ),
    Case(
        "tautan pada gambar",
        both(
            part("word/media/a.png", PNG, "image"),
            relation("file:///x", "hyperlink", external=True, rel="rIdH"),
            run(
                picture().replace(
                    'name="Gambar"/><a:graphic>',
                    'name="Gambar"><a:hlinkClick r:id="rIdH"/></wp:docPr><a:graphic>',
                )
            ),
        ),
        ("file:///x",),
    ),
    Case(
        "data XML dan ikatan",
        both(
            part("customXml/item1.xml", b"<rahasia/>", "customXml"),
            part("customXml/itemProps1.xml", b"<x/>"),
            run(
                '<w:sdt><w:sdtPr><w:id w:val="5"/><w:placeholder><w:docPart w:val="D"/>'
                '</w:placeholder><w:dataBinding w:xpath="/x" w:storeItemID="{A}"/></w:sdtPr>'
                "<w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>"
            ),
        ),
        ("ikatan kontrol isi", "customXml/item1.xml"),
    ),
    Case(
        "pembungkus XML",
        at_start(
            '<w:customXml w:element="rahasia" w:uri="u"><w:p><w:r><w:t>x</w:t>'
            "</w:r></w:p></w:customXml>"
        ),
        ("rahasia",),
    ),
    Case(
        "tanda tangan digital",
        both(
            part(
                "_xmlsignatures/origin.sigs",
                b"",
                "http://schemas.openxmlformats.org/package/2006/"
                "relationships/digital-signature/origin",
                of="_rels/x",
            ),
            part("_xmlsignatures/sig1.xml", b"<x/>"),
        ),
        ("tanda tangan digital",),
    ),
    Case(
        "setelan pencetak",
        both(
            part("word/printerSettings1.bin", b"x", "printerSettings"),
            text("<w:pgSz", '<w:printerSettings r:id="rIdX"/><w:pgSz'),
        ),
        ("dibuang",),
    ),
    Case("gambar kecil", part("docProps/thumbnail.jpeg", b"\xff\xd8\xff"), ("thumbnail.jpeg",)),
    Case(
        "data pribadi",
        both(
            text(
                "<dc:creator>rbdocs",
                "<dc:creator>Budi</dc:creator><cp:lastModifiedBy>Sari</cp:last"
                "ModifiedBy><cp:keywords>rahasia</cp:keywords><dc:creator>rbdocs",
                "docProps/core.xml",
            ),
            text("<Application>", "<Company>PT X</Company><Application>", "docProps/app.xml"),
        ),
        ("pengarang: Budi", "Sari", "rahasia", "perusahaan: PT X"),
    ),
    Case(
        "sifat tersendiri",
        part("docProps/custom.xml", b'<Properties><property name="Klien"/></Properties>'),
        ("docProps/custom.xml",),
    ),
    Case(
        "huruf tersemat",
        both(
            part("word/fonts/font1.odttf", b"x", "font", of="word/fontTable.xml"),
            text(
                "</w:font>",
                '<w:embedRegular xmlns:r="' + R_NS + '" r:id="rIdX" w:fontKey="{A}"/></w:font>',
                "word/fontTable.xml",
            ),
        ),
        ("huruf tersemat",),
    ),
    Case("bagian asing", part("word/apa.xml", b"<x/>", "urn:asing"), ("word/apa.xml",)),
    Case(
        "unsur asing", run('<asing xmlns="urn:asing"><w:r><w:t>x</w:t></w:r></asing>'), ("asing",)
    ),
    Case(
        "penanda dokumen jadi",
        run('<w:bookmarkStart w:id="9" w:name="_rb_G_01_a"/><w:bookmarkEnd w:id="9"/>'),
        ("_rb_",),
    ),
    Case(
        "izin bernama",
        run('<w:permStart w:id="3" w:ed="budi@x.id"/><w:permEnd w:id="3"/>'),
        ("budi@x.id",),
    ),
    Case(
        "gambar SVG",
        both(
            part("word/media/a.png", PNG, "image"),
            part("word/media/a.svg", b"<svg/>", "image", rel="rIdS"),
            run(
                picture().replace(
                    'r:embed="rIdX"/>',
                    'r:embed="rIdX"><a:extLst><a:ext uri="{9}"><s:svgB'
                    'lip xmlns:s="urn:svg" r:embed="rIdS"/></a:ext></a:extLst></a:blip>',
                )
            ),
        ),
        ("a.svg",),
    ),
]


class Door:
    """Makes documents of the clean regulation with a changed template."""

    def __init__(self, project: Project, regulation: Regulation) -> None:
        self.project, self.regulation = project, regulation

    def put(self, change: Change, template: str = PLAN) -> None:
        with zipfile.ZipFile(ROOT / "templates" / template) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        change(parts)
        with zipfile.ZipFile(self.project.templates / template, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)

    def make(self, template: str = PLAN) -> tuple[bytes, str]:
        """The document, and what is told of its template."""
        (made,) = make_documents(self.project, self.regulation, only=MADE[template])
        told = template_warnings([made])
        assert {item.location.file for item in told} <= {f"templates/{template}"}
        assert all(item.code in ("TPL02", "TPL03") and item.hint for item in told)
        return made.content, "\n".join(item.message for item in told)

    def mistakes(self, template: str = PLAN) -> list[tuple[str, str]]:
        with pytest.raises(TemplatesProblem) as problem:
            make_documents(self.project, self.regulation, only=MADE[template])
        assert all(item.mistakes.hint for item in problem.value.listing)
        return [(item.mistakes.tempat, item.mistakes.sentence) for item in problem.value.listing]


def words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(
        "".join(item.text or "" for item in paragraph.iter(f"{W}t")).replace("\u00a0", " ")
        for paragraph in root.iter(f"{W}p")
    )
