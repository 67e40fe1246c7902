"""What people leave in Word templates reaches no document, and each thing is told."""

from __future__ import annotations

import base64
import io
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document as open_word
from lxml import etree

from rbdocs.cli import main
from rbdocs.files import Project
from rbdocs.model.peraturan import Regulasi
from rbdocs.render.documents import make_documents, template_warnings
from rbdocs.render.mistakes import TemplatesProblem
from tests.clean import YEAR, copy_clean, load_clean
from tests.foreign_scan import foreign
from tests.sample import ROOT

PLAN, BODY, TEXT = "lampiran-rencana-aksi-general.docx", "perbup.docx", "lampiran-1.docx"
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
        for one in reversed(fragment(xml)):
            root[0].insert(0, one)
        keep(parts, root)

    return change


def run(xml: str) -> Change:
    return at_start(f"<w:p><w:r><w:t>Kata tetap</w:t></w:r>{xml}</w:p>")


def in_row(xml: str, *, paragraph: bool = True) -> Change:
    """Put *xml* at the end of the first paragraph, or the start, of a prototype row's cell."""

    def change(parts: Parts) -> None:
        root = tree_of(parts)
        cell = list(list(root.iter(f"{W}tr"))[-1].iter(f"{W}tc"))[4]
        new = fragment(xml)
        if paragraph:
            space = fragment('<w:r><w:t xml:space="preserve"> </w:t></w:r>')
            cell.findall(f"{W}p")[0].extend([*space, *new])
        else:
            cell[1:1] = new
        keep(parts, root)

    return change


def in_footer(xml: str) -> Change:
    def change(parts: Parts) -> None:
        root = tree_of(parts, "word/footer1.xml")
        for one in fragment(xml):
            root.append(one)
        keep(parts, root, "word/footer1.xml")

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
        for one in changes:
            one(parts)

    return change


def settings(xml: str) -> Change:
    def change(parts: Parts) -> None:
        root = tree_of(parts, "word/settings.xml")
        for one in reversed(fragment(xml)):
            root.insert(1, one)
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
        f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in codes
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions}<w:r><w:fldChar w:fldCharType='
        f'"separate"/></w:r><w:r><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
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
    'formats.org/drawingml/2006/chart"><c:chart r:id="rIdX"/></a:graphicData></a:graphic></wp:inline'
    "></w:drawing></w:r>"
)
MACROS = "application/vnd.ms-office.vbaProject"
CASES = [
    Case("komentar di teks", both(COMMENTED, run(MARKED)), ("1 komentar dibuang",)),
    Case("komentar di baris contoh", both(COMMENTED, in_row(MARKED)), ("komentar",)),
    Case(
        "komentar di kaki halaman", both(COMMENTED, in_footer(f"<w:p>{MARKED}</w:p>")), ("footer1",)
    ),
    Case("komentar tanpa acuan", COMMENTED, ("komentar",)),
    Case("komentar dalam batang tubuh", both(COMMENTED, run(MARKED)), ("komentar",), BODY),
    Case("perubahan terlacak", run(CHANGES), ("terlacak", "paragraf 1")),
    Case("perubahan di kaki", in_footer(f"<w:p>{CHANGES}</w:p>"), ("footer1.xml", "terlacak")),
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
    Case("bidang di kaki", in_footer(f"<w:p>{field(' INCLUDETEXT x ')}</w:p>"), ("footer1.xml",)),
    Case(
        "bidang isian dengan makro",
        run(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:entryMacro w:val="Jalan"/></w:ffData>'
            "</w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar "
            'w:fldCharType="end"/></w:r>'
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
                '<w:sdt><w:sdtPr><w:id w:val="5"/><w:placeholder><w:docPart w:val="D"/></w:placeholder'
                '><w:dataBinding w:xpath="/x" w:storeItemID="{A}"/></w:sdtPr><w:sdtContent><w:r><w:t>x'
                "</w:t></w:r></w:sdtContent></w:sdt>"
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

    def __init__(self, project: Project, regulasi: Regulasi) -> None:
        self.project, self.regulasi = project, regulasi

    def put(self, change: Change, template: str = PLAN) -> None:
        with zipfile.ZipFile(ROOT / "templates" / template) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        change(parts)
        with zipfile.ZipFile(self.project.templates / template, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)

    def make(self, template: str = PLAN) -> tuple[bytes, str]:
        """The document, and what is told of its template."""
        (made,) = make_documents(self.project, self.regulasi, only=MADE[template])
        told = template_warnings([made])
        assert {one.location.file for one in told} <= {f"templates/{template}"}
        assert all(one.code in ("TPL02", "TPL03") and one.hint for one in told)
        return made.content, "\n".join(one.message for one in told)

    def mistakes(self, template: str = PLAN) -> list[tuple[str, str]]:
        with pytest.raises(TemplatesProblem) as problem:
            make_documents(self.project, self.regulasi, only=MADE[template])
        assert all(one.mistakes.hint for one in problem.value.listing)
        return [(one.mistakes.tempat, one.mistakes.sentence) for one in problem.value.listing]


@pytest.fixture(scope="module")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Regulasi]:
    project = copy_clean(tmp_path_factory.mktemp("pintu"))
    return project, load_clean(project)


@pytest.fixture
def door(_loaded: tuple[Project, Regulasi]) -> Door:
    project, regulasi = _loaded
    shutil.rmtree(project.templates, ignore_errors=True)
    shutil.copytree(ROOT / "templates", project.templates)
    return Door(project, regulasi)


def words(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "\n".join(
        "".join(one.text or "" for one in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
    )


@pytest.mark.parametrize("case", CASES, ids=[one.name for one in CASES])
def test_nothing_that_people_leave_in_a_template_reaches_the_document(
    case: Case, door: Door
) -> None:
    before, _ = door.make(case.template)
    door.put(case.change, case.template)
    content, told = door.make(case.template)
    assert foreign(content) == []
    for one in case.told:
        assert one in told, told
    # What is told stands in few lines, and no word that was printed is lost.
    assert len(told.splitlines()) <= 8
    gone = set(words(before).split()) - set(words(content).split())
    assert gone == set()
    assert open_word(io.BytesIO(content)).element.body is not None


@pytest.mark.parametrize("template", [PLAN, BODY, TEXT])
def test_all_that_people_leave_at_once_is_taken_out_of_any_template(
    template: str, door: Door
) -> None:
    everything = [
        one.change
        for one in CASES
        if one.name in ("komentar di teks", "perubahan terlacak", "perlindungan", "bagian asing")
        or one.name.startswith("bidang DDE")
    ]
    door.put(both(*everything), template)
    content, told = door.make(template)
    assert foreign(content) == []
    assert all(one in told for one in ("komentar", "terlacak", "perlindungan", "DDEAUTO"))


def test_hundreds_of_changes_are_told_in_one_line(door: Door) -> None:
    door.put(at_start(f"<w:p>{CHANGES}</w:p>" * 100))
    content, told = door.make()
    assert foreign(content) == []
    assert len(told.splitlines()) == 1
    assert "500 perubahan" in told
    assert "dan 95 lagi" in told


def test_templates_of_the_project_say_nothing_and_lose_nothing(door: Door) -> None:
    made = make_documents(door.project, door.regulasi)
    assert template_warnings(made) == []
    assert {one.nama: foreign(one.content) for one in made} == {one.nama: [] for one in made}


# Tracked changes, as Word accepts them.


def accepted(door: Door, xml: str) -> list[str]:
    door.put(
        at_start(
            f"<w:p><w:r><w:t>AWAL</w:t></w:r></w:p>{xml}<w:p><w:r><w:t>AKHIR</w:t></w:r></w:p>"
        )
    )
    content, _ = door.make()
    assert foreign(content) == []
    lines = words(content).split("\n")
    return lines[lines.index("AWAL") + 1 : lines.index("AKHIR")]


def marked(name: str, words_: str) -> str:
    return (
        f"<w:p><w:pPr><w:rPr><w:{name} {WHO.format(n=1)}/></w:rPr></w:pPr><w:r><w:t>{words_}</w:t>"
        "</w:r></w:p>"
    )


def row(words_: str, mark: str = "", cell: str = "") -> str:
    inside = (
        f"<w:tc><w:tcPr><w:tcW w:w='9'/>{cell}</w:tcPr><w:p><w:r><w:t>{words_}</w:t></w:r></w:p>"
    )
    return f"<w:tr><w:trPr>{mark}</w:trPr><w:tc><w:p/></w:tc>{inside}</w:tc></w:tr>"


DEL, INS = f"<w:del {WHO.format(n=1)}/>", f"<w:ins {WHO.format(n=2)}/>"


@pytest.mark.parametrize(
    ("xml", "left"),
    [
        (f"<w:p>{CHANGES}</w:p>", ["barupindahx"]),
        (f"<w:del {WHO.format(n=1)}><w:p><w:r><w:t>hilang</w:t></w:r></w:p></w:del>", []),
        (f"<w:ins {WHO.format(n=1)}><w:p><w:r><w:t>ada</w:t></w:r></w:p></w:ins>", ["ada"]),
        (marked("del", "satu ") + "<w:p><w:r><w:t>dua</w:t></w:r></w:p>", ["satu dua"]),
        (marked("ins", "satu") + "<w:p><w:r><w:t>dua</w:t></w:r></w:p>", ["satu", "dua"]),
        (marked("del", "a") + marked("del", "b") + "<w:p><w:r><w:t>c</w:t></w:r></w:p>", ["abc"]),
        (f"<w:tbl>{row('a')}{row('b', DEL)}{row('c', INS)}</w:tbl>", ["", "a", "", "c"]),
        (f"<w:tbl>{row('b', DEL)}</w:tbl>", []),
        (
            f"<w:tbl>{row('a', cell=f'<w:cellDel {WHO.format(n=1)}/>')}"
            f"{row('b', cell=f'<w:cellIns {WHO.format(n=2)}/>')}</w:tbl>",
            ["", "", "b"],
        ),
        (
            f"<w:p><w:del {WHO.format(n=1)}><w:ins {WHO.format(n=2)}><w:r><w:t>x</w:t></w:r></w:ins>"
            "</w:del><w:r><w:t>y</w:t></w:r></w:p>",
            ["y"],
        ),
    ],
)
def test_tracked_changes_are_accepted_as_word_would(xml: str, left: list[str], door: Door) -> None:
    assert accepted(door, xml) == left


def test_cells_merged_with_tracking_are_merged(door: Door) -> None:
    cells = [f'<w:cellMerge {WHO.format(n=1)} w:vMerge="{one}"/>' for one in ("rest", "cont")]
    door.put(at_start(f"<w:tbl>{row('a', cell=cells[0])}{row('b', cell=cells[1])}</w:tbl><w:p/>"))
    content, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    table = next(root.iter(f"{W}tbl"))
    assert [one.get(f"{W}val") for one in table.iter(f"{W}vMerge")] == ["restart", "continue"]


# What may stay.


def test_harmless_fields_links_and_pictures_stay(door: Door) -> None:
    codes = [
        " PAGE ",
        " NUMPAGES ",
        " SEQ Tabel \\* ARABIC ",
        ' HYPERLINK "https://a.id/x" ',
        ' HYPERLINK \\l "tempat" ',
        " PAGEREF tempat \\h ",
        " STYLEREF 1 ",
    ]
    door.put(
        both(
            part("word/media/a.png", PNG, "image"),
            relation("https://batangkab.go.id/a?b=1", "hyperlink", external=True, rel="rIdH"),
            run(
                "".join(map(field, codes))
                + picture()
                + '<w:hyperlink r:id="rIdH"><w:r><w:t>klik</w:t></w:r></w:hyperlink>'
            ),
        )
    )
    content, told = door.make()
    assert told == ""
    assert foreign(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
        assert package.read("word/media/a.png") == PNG
        assert b"https://batangkab.go.id/a?b=1" in package.read("word/_rels/document.xml.rels")
    assert document.count("fldChar ") == 3 * len(codes)
    assert "r:embed" in document
    assert "<w:hyperlink" in document


def test_what_an_object_looks_like_stays(door: Door) -> None:
    door.put(next(one.change for one in CASES if one.name == "objek OLE"))
    content, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "word/media/pratinjau.png" in package.namelist()
        assert b"imagedata" in package.read("word/document.xml")


# Numbers and names in what is repeated.

BOOKMARK = '<w:bookmarkStart w:id="5" w:name="sasaran"/><w:bookmarkEnd w:id="5"/>'
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="77"/></w:sdtPr><w:sdtContent><w:r><w:t>k</w:t></w:r></w:sdtContent>'
    "</w:sdt>"
)
PERMISSION = '<w:permStart w:id="9" w:edGrp="everyone"/><w:permEnd w:id="9"/>'
BEARERS = [
    ("gambar", picture(), "<wp:docPr"),
    ("kotak teks", box("kotak"), "<wps:txbx "),
    ("kontrol isi", CONTROL, "<w:sdtPr>"),
    ("penanda", BOOKMARK, 'w:name="sasaran'),
    ("izin", PERMISSION, "<w:permStart"),
    (
        "bentuk VML",
        '<w:r><w:pict><v:rect id="kotak" o:spid="_x0000_s1030"/></w:pict></w:r>',
        "<v:rect",
    ),
    ("semuanya", picture() + box("k") + CONTROL + BOOKMARK + PERMISSION, "<w:permStart"),
]


@pytest.mark.parametrize(("name", "xml", "sign"), BEARERS, ids=[one[0] for one in BEARERS])
def test_each_copy_of_a_row_has_numbers_and_names_of_its_own(
    name: str, xml: str, sign: str, door: Door
) -> None:
    door.put(
        both(
            part("word/media/a.png", PNG, "image"),
            in_row(xml),
            in_footer(f"<w:p>{xml}</w:p>"),
            part("word/media/b.png", PNG, "image", of="word/footer1.xml"),
        )
    )
    content, told = door.make()
    assert told == ""
    assert foreign(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
    assert document.count(sign) >= 2, name


@pytest.mark.parametrize(("name", "xml", "sign"), BEARERS, ids=[one[0] for one in BEARERS])
def test_each_copy_of_a_paragraph_has_numbers_and_names_of_its_own(
    name: str, xml: str, sign: str, door: Door
) -> None:
    def change(parts: Parts) -> None:
        root = tree_of(parts)
        (own,) = (
            one
            for one in root.iter(f"{W}p")
            if "{{ pasal }}" in "".join(t.text or "" for t in one.iter(f"{W}t"))
        )
        own.extend(fragment(xml))
        keep(parts, root)

    door.put(both(part("word/media/a.png", PNG, "image"), change), BODY)
    content, _ = door.make(BODY)
    assert foreign(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.read("word/document.xml").decode().count(sign) >= 2, name


def test_a_footnote_in_a_repeated_row_is_told(door: Door) -> None:
    notes = f'<w:footnotes {NS}><w:footnote w:id="2"><w:p/></w:footnote></w:footnotes>'
    door.put(
        both(
            part("word/footnotes.xml", notes.encode(), "footnotes"),
            in_row('<w:r><w:footnoteReference w:id="2"/></w:r>'),
        )
    )
    ((place, said),) = door.mistakes()
    assert "baris contoh" in place
    assert "catatan kaki tidak dapat diulang" in said


# A paragraph whose tags come out empty.

EMPTY = "<w:r><w:t>{% if tahun == 1999 %}{{ judul }}{% endif %}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "sign"),
    [
        (picture(), "<wp:docPr"),
        ('<w:r><w:pict><v:rect id="merah"/></w:pict></w:r>', "merah"),
        ('<w:r><w:br w:type="page"/></w:r>', 'w:type="page"'),
        ('<w:r><w:br w:type="column"/></w:r>', 'w:type="column"'),
        (box("isi kotak"), "isi kotak"),
        (BOOKMARK, "sasaran"),
        (CONTROL, "<w:sdt>"),
        (field(" PAGE "), "fldChar"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "Wingdings"),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "oMath"),
        ('<w:pPr><w:sectPr><w:pgSz w:w="1111" w:h="2222"/></w:sectPr></w:pPr>', '"1111"'),
        ("<w:pPr><w:pageBreakBefore/></w:pPr>", "pageBreakBefore"),
    ],
)
def test_a_paragraph_that_bears_more_than_its_empty_tags_stays(
    xml: str, sign: str, door: Door
) -> None:
    before = xml if xml.startswith("<w:pPr") else ""
    after = "" if before else xml
    door.put(
        both(part("word/media/a.png", PNG, "image"), at_start(f"<w:p>{before}{EMPTY}{after}</w:p>"))
    )
    content, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert sign in package.read("word/document.xml").decode()
    assert foreign(content) == []


def test_a_paragraph_of_empty_tags_alone_goes(door: Door) -> None:
    usual, _ = door.make()
    door.put(at_start(f"<w:p>{EMPTY}</w:p>"))
    content, _ = door.make()
    assert words(content) == words(usual)


# Braces.


def typed(one: str) -> Change:
    return at_start(f'<w:p><w:r><w:t xml:space="preserve">Lihat {one} ini</w:t></w:r></w:p>')


@pytest.mark.parametrize(
    "written",
    [
        "{ {judul}}",
        "{{ judul }",
        "{{judul} }",
        "{ { judul } }",
        "{%p if judul",
        "{ % if judul % }",
        "{%p if judul %}",
        "{{judul",
        "judul}}",
        "%} sisa",
        "{# catatan",
        "{{{ judul }}}",
        "{{}}",
        "｛｛ judul ｝｝",
        "{\u200b{ judul }\u200b}",
        "{\u00a0{ judul }}",
        "{{ judul %}",
        "{% judul }}",
        "{{ judul }} dan }}",
        "{{ ju\u00addul }}",
        "{{r judul }}",
        "{{ judul }} {",
        "{% raw %}{{ x }}{% endraw %}",
        "{{ '{{' }}",
        "{{ '{' }}{{ '{' }}",
        "{%tr for b in baris %}",
        "﹛﹛judul﹜﹜",
        "{{\u201cjudul\u201d}}",
    ],
)
def test_what_looks_like_a_tag_and_is_none_is_told(written: str, door: Door) -> None:
    door.put(typed(written))
    if written == "{{ judul }} {":  # a single brace is printed, and told
        _, told = door.make()
        assert "tercetak apa adanya" in told
        return
    listing = door.mistakes()
    assert len(listing) == 1, listing
    assert "dokumen, paragraf 1" in listing[0][0]


@pytest.mark.parametrize("written", ["{judul}", "{ judul }", "[[judul]]", "tutup } saja"])
def test_a_single_brace_is_printed_and_told(written: str, door: Door) -> None:
    door.put(typed(written))
    content, told = door.make()
    assert "paragraf 1" in told
    assert written in words(content)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (in_footer("<w:p><w:r><w:t>{ {nomor}}</w:t></w:r></w:p>"), "footer1.xml"),
        (run(box("{ {nomor}}")), "dokumen, paragraf"),
        (run(box("{{ nomer }}")), "dokumen, paragraf"),
        (in_row("<w:r><w:t>{ {uraian}}</w:t></w:r>"), "baris contoh"),
        (in_row("<w:r><w:t>{{ uraian.upper }}</w:t></w:r>"), "baris contoh"),
        (run(field(" SEQ {{ nomor }} ")), "kode bidang Word"),
        (
            both(
                part("word/media/a.png", PNG, "image"),
                run(picture().replace('name="Gambar"', 'name="G" descr="{{ judul }}"')),
            ),
            "sifat unsur",
        ),
        (
            both(
                relation("https://a.id/{{ nomor }}", "hyperlink", external=True),
                run('<w:hyperlink r:id="rIdX"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
            ),
            "tautan",
        ),
        (
            both(
                relation("https://a.id/%7B%7B%20nomor%20%7D%7D", "hyperlink", external=True),
                run('<w:hyperlink r:id="rIdX"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
            ),
            "tautan",
        ),
        (
            text("Templat Lampiran", "{{ judul }} Lampiran", "docProps/core.xml"),
            "docProps/core.xml",
        ),
        (run("<m:oMath><m:r><m:t>{{ nomor }}</m:t></m:r></m:oMath>"), "paragraf 1"),
        (
            run(
                '<w:r><w:pict><v:shape id="a"><v:textpath string="{{ nomor }}"/></v:shape></w:pict>'
                "</w:r>"
            ),
            "paragraf 1",
        ),
    ],
)
def test_braces_are_told_wherever_they_stand(change: Change, place: str, door: Door) -> None:
    door.put(change)
    listing = door.mistakes()
    assert listing
    assert all(place in one for one, _ in listing), listing


@pytest.mark.parametrize(
    "between",
    [
        "<w:tab/>",
        "<w:softHyphen/>",
        '</w:r><w:proofErr w:type="spellStart"/><w:r>',
        "</w:r><w:r>",
        '</w:r><w:bookmarkStart w:id="4" w:name="b"/><w:bookmarkEnd w:id="4"/><w:r>',
        '</w:r><w:commentRangeStart w:id="0"/><w:r>',
        f"</w:r><w:ins {WHO.format(n=1)}><w:r><w:t></w:t></w:r></w:ins><w:r>",
    ],
)
def test_a_tag_split_in_any_way_is_filled(between: str, door: Door) -> None:
    pieces = between.join(f"<w:t>{one}</w:t>" for one in ("{", "{ nom", "or }", "}"))
    door.put(at_start(f"<w:p><w:r>{pieces}</w:r></w:p>"))
    content, _ = door.make()
    assert foreign(content) == []
    assert words(content).split("\n")[0] == door.regulasi.peraturan.nomor_tercetak


# What tags may say.


@pytest.mark.parametrize(
    "tag",
    [
        "{{ judul.upper }}",
        "{{ judul.upper() }}",
        "{{ judul.__class__ }}",
        "{{ judul['upper'] }}",
        "{{ tanda_tangan }}",
        "{{ tanda_tangan.keys }}",
        "{{ tanda_tangan.items() }}",
        "{{ tanda_tangan|upper }}",
        "{{ none }}",
        "{{ true }}",
        "{{ nomor == 1 }}",
        "{{ not nomor }}",
        "{{ [1] }}",
        "{{ {} }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler }}",
        "{{ namespace() }}",
        "{{ lipsum() }}",
        "{{ range(1000000000) }}",
        "{{ range }}",
        "{{ dict }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 2 ** 999999999 }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ judul|replace('A', 'B') }}",
        "{{ judul|safe }}",
        "{{ judul|tojson }}",
        "{{ judul|map }}",
        "{{ judul is string }}",
        "{{ judul ~ judul }}",
        "{{ nomor + 1 }}",
        "{{ -tahun }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% for a in judul %}{% for b in judul %}{{ b }}{% endfor %}{% endfor %}",
        "{% for a in judul recursive %}{{ loop(judul) }}{% endfor %}",
        "{% for a in judul %}{{ loop }}{% endfor %}",
        "{% for a in judul %}{{ loop.cycle }}{% endfor %}",
        "{% for a in judul %}{{ loop.first }}{% endfor %}",
        "{% for a in tahun %}x{% endfor %}",
        "{% for a in judul %}{{ loop._iterator }}{% endfor %}",
        "{{ loop.index }}",
        "{% if tahun == 1999 %}{{ judull }}{% endif %}",
        "{{ judul if tahun == 1999 }}",
        "{{ " + "(" * 300 + "judul" + ")" * 300 + " }}",
        "{{ judul" + "|upper" * 5000 + " }}",
        "{% for a in judul %}" + "x" * 19000 + "{% endfor %}" * 1 + "{{ tanda_tangan.umur }}",
    ],
)
def test_a_tag_that_may_not_be_is_told_and_nothing_is_made(tag: str, door: Door) -> None:
    door.put(typed(tag))
    listing = door.mistakes()
    assert len(listing) == 1
    assert "dokumen, paragraf 1" in listing[0][0]
    assert not re.search(r"object at|built-in|<class|Traceback", listing[0][1])


def test_a_tag_that_prints_too_much_is_told(door: Door) -> None:
    inside = "x" * 15000 + "{{ a }}"
    door.put(typed(f"{{% for a in tentang %}}{inside}{{% endfor %}}"))
    length = len(door.regulasi.peraturan.tentang)
    if length * 15000 > 1_000_000:
        assert "terlalu panjang" in door.mistakes()[0][1]


def test_what_tags_may_say_is_printed(door: Door) -> None:
    door.put(
        typed(
            "{% for a in nomor %}{{ loop.index }}.{{ a|upper }}{% if not loop.last %},"
            "{% endif %}{% endfor %}{{ tahun|trim }}{{ 'x' if tahun else 'y' }}"
        )
    )
    content, _ = door.make()
    nomor = door.regulasi.peraturan.nomor_tercetak
    listed = ",".join(f"{n}.{a.upper()}" for n, a in enumerate(nomor, start=1))
    assert words(content).split("\n")[0] == f"Lihat {listed}{YEAR}x ini"


def test_braces_of_the_sources_are_printed_as_they_are(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    shutil.copytree(ROOT / "templates", project.templates)
    path = project.sources / str(YEAR) / "lampiran-2.yaml"
    found = re.search(r"uraian: (.+)", path.read_text("utf-8"))
    assert found is not None
    odd = "{{ judul }} {% if x %} { { #} {{ 7*7 }} }}"
    path.write_text(path.read_text("utf-8").replace(found[0], f'uraian: "{odd}"', 1), "utf-8")
    door = Door(project, load_clean(project))
    door.put(in_row(box("{{ uraian }}")))
    content, told = door.make()
    assert told == ""
    assert foreign(content, braces=False) == []
    assert words(content).count(odd) >= 3  # in the cell, the box, and the box's fallback


def test_all_mistakes_of_all_templates_are_told_at_once(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    door.put(
        both(
            typed("{{ judull }}"),
            in_row("<w:r><w:t>{{ uraian|attr('x') }}</w:t></w:r>"),
            in_footer("<w:p><w:r><w:t>{ {x}}</w:t></w:r></w:p>"),
            run(field(" SEQ {{ nomor }} ")),
        )
    )
    door.put(both(typed("{{ sebutn }}"), typed("{{ x }")), BODY)
    door.put(typed("{{ isy }}"), TEXT)
    assert main(["bangun", str(YEAR), "--tanpa-pdf", "--akar", str(door.project.root)]) == 2
    said = capsys.readouterr().out
    for one in ("judull", "attr", "{ {x}}", "kode bidang", "sebutn", "{{ x }", "isy"):
        assert one in said, one
    assert not list((door.project.root / "output").rglob("*.docx"))


# Files that are no templates.


def strict(parts: Parts) -> None:
    for name, data in parts.items():
        parts[name] = data.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(W_NS.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")


def doctype(parts: Parts) -> None:
    parts["word/footer1.xml"] = re.sub(
        rb"^<\?xml[^>]*\?>",
        b'<!DOCTYPE x SYSTEM "http://x.example/x.dtd">',
        parts["word/footer1.xml"],
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [(strict, "Strict Open XML"), (doctype, "DOCTYPE"),
     (main_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
      "bukan berkas Word"),
     (lambda parts: parts.pop("_rels/.rels"), "word/document.xml tidak ada"),
     (lambda parts: parts.update({"word/Document.xml": b"<x/>"}), "rangkap"),
     (lambda parts: parts.update({"/etc/passwd": b"x"}), "menunjuk ke luar"),
     (lambda parts: parts.update({f"x/{n}": b"" for n in range(6000)}), "terlalu banyak"),
     (lambda parts: parts.update({"word/styles.xml": b"<w:styles"}), "XML rusak")],
)  # fmt: skip
def test_a_package_that_cannot_be_a_template_is_refused(
    change: Change, said: str, door: Door
) -> None:
    door.put(change)
    ((_, sentence),) = door.mistakes()
    assert said in sentence


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "sandi"),
        (b"{\\rtf1 x}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (
            b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xml'
            b'Package"/>',
            ".xml",
        ),
        (b"", "utuh"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, said: str, door: Door) -> None:
    (door.project.templates / PLAN).write_bytes(data)
    ((_, sentence),) = door.mistakes()
    assert said in sentence


def test_an_opendocument_file_is_named(door: Door) -> None:
    with zipfile.ZipFile(door.project.templates / PLAN, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
    ((_, sentence),) = door.mistakes()
    assert "OpenDocument" in sentence


@pytest.mark.parametrize("suffix", [".dotx", ".docm", ".dotm", ".doc", ".odt"])
def test_a_template_under_another_suffix_is_told_what_to_do(suffix: str, door: Door) -> None:
    path = door.project.templates / PLAN
    path.rename(path.with_suffix(suffix))
    with pytest.raises(TemplatesProblem) as problem:
        make_documents(door.project, door.regulasi, only=MADE[PLAN])
    (one,) = problem.value.listing
    assert path.with_suffix(suffix).name in one.mistakes.message
    assert "Save As" in one.mistakes.hint or "simpan sebagai" in one.mistakes.hint


def renamed(parts: Parts) -> None:
    """The document under another name, in another folder, its parts named from the root."""
    parts["isi/naskah2.xml"] = parts.pop("word/document.xml")
    relations = parts.pop("word/_rels/document.xml.rels")
    parts["isi/_rels/naskah2.xml.rels"] = relations.replace(b'Target="', b'Target="/word/')
    parts["word/kaki.xml"] = parts.pop("word/footer1.xml")
    for name in ("[Content_Types].xml", "_rels/.rels", "isi/_rels/naskah2.xml.rels"):
        parts[name] = (
            parts[name]
            .replace(b"word/document.xml", b"isi/naskah2.xml")
            .replace(b"word/footer1.xml", b"word/kaki.xml")
        )


def test_a_document_part_of_another_name_gives_the_same_document(door: Door) -> None:
    usual, _ = door.make()
    door.put(renamed)
    content, told = door.make()
    assert told == ""
    assert foreign(content) == []
    assert words(content) == words(usual)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_parts_in_another_encoding_are_read(encoding: str, door: Door) -> None:
    def change(parts: Parts) -> None:
        for name in list(parts):
            written = re.sub(rb"^<\?xml[^>]*\?>\s*", b"", parts[name]).decode()
            parts[name] = written.encode(encoding)

    usual, _ = door.make()
    door.put(change)
    content, _ = door.make()
    assert words(content) == words(usual)
    assert foreign(content) == []


def test_warnings_are_told_again_while_nothing_changes(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(door.project.root / "output", ignore_errors=True)
    door.put(both(COMMENTED, run(MARKED)))
    for _ in range(2):
        assert main(["bangun", str(YEAR), "--tanpa-pdf", "--akar", str(door.project.root)]) == 0
        said = capsys.readouterr().out
        assert f"templates/{PLAN}  peringatan TPL02" in said
        assert "dokumen, paragraf 1: 1 komentar dibuang." in said
