"""Templates of odd shapes: they give whole documents, or are told; none stops the program."""

from __future__ import annotations

import io
import shutil
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from tests.foreign_scan import foreign
from tests.profiles import examples
from tests.sample import ROOT
from tests.template_cases import (
    BODY,
    BOOKMARK,
    CHANGES,
    CHART,
    CONTROL,
    MARKED,
    NS,
    OLE,
    PERMISSION,
    PLAN,
    PNG,
    TEXT,
    WHO,
    Change,
    Door,
    Parts,
    W,
    at_start,
    both,
    box,
    field,
    fragment,
    in_header,
    in_row,
    keep,
    model_row,
    part,
    picture,
    relation,
    run,
    text,
    tree_of,
    words,
)

CONTENT = "<w:sdtPr><w:id w:val='{n}'/></w:sdtPr>"


def wrapped(what: str) -> Change:
    """The prototype row, each of its cells, or what a cell holds, in content controls."""

    def change(parts: Parts) -> None:
        root = tree_of(parts)
        last = model_row(root)
        found = {"tr": [last], "tc": list(last.iter(f"{W}tc")), "p": list(last.iter(f"{W}p"))}
        for number, element in enumerate(found[what]):
            head = CONTENT.format(n=number + 5)
            (control,) = fragment(f"<w:sdt>{head}<w:sdtContent/></w:sdt>")
            element.addprevious(control)
            control[-1].append(element)
        keep(parts, root)

    return change


def nested(parts: Parts) -> None:
    """The fields of a cell in a table within it."""
    root = tree_of(parts)
    cell = model_row(root).findall(f"{W}tc")[0]
    paragraph = cell.findall(f"{W}p")[0]
    (table,) = fragment(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='500'/></w:tblGrid><w:tr><w:tc/></w:tr></w:tbl>"
    )
    paragraph.addprevious(table)
    next(table.iter(f"{W}tc")).append(paragraph)
    cell.append(etree.fromstring(f"<w:p {NS}/>"))
    keep(parts, root)


def prefixed(parts: Parts) -> None:
    parts["word/document.xml"] = (
        parts["word/document.xml"].replace(b"<w:", b"<ns0:").replace(b"</w:", b"</ns0:")
        .replace(b" w:", b" ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
    )  # fmt: skip


def goes_with_a_tag(paragraph: etree._Element) -> bool:
    """Whether *paragraph* is that of a tag for whole paragraphs, or of a tag for whole rows."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    held = [paragraph] if row is None else [paragraph, row]
    texts = ["".join(text.text or "" for text in item.iter(f"{W}t")) for item in held]
    return any(item.startswith(("{%p ", "{%tr ")) for item in texts)


def header(xml: str, rels: Change) -> Change:
    """A header of the first page."""
    return both(
        part("word/kepala.xml", f"<w:hdr {NS}>{xml}</w:hdr>".encode(), "header", rel="rIdK"),
        text("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rIdK"/>'),
        rels,
    )


def nothing(parts: Parts) -> None:
    """Change nothing."""


WATERMARK = (
    '<w:p><w:r><w:pict><v:shapetype id="_x0000_t136"/><v:shape id="PowerPlusWaterMarkObject1" '
    'type="#_x0000_t136"><v:textpath string="SALINAN"/></v:shape></w:pict></w:r></w:p>'
)
NUMBERING = (
    f'<w:numbering {NS}><w:numPicBullet w:numPicBulletId="0"><w:pict><v:shape id="b"><v:imagedata '
    f'r:id="rIdB"/></v:shape></w:pict></w:numPicBullet></w:numbering>'
).encode()
READ: dict[str, Change] = {
    "kontrol isi di sekeliling baris": wrapped("tr"),
    "kontrol isi di sekeliling sel": wrapped("tc"),
    "kontrol isi di dalam sel": wrapped("p"),
    "tabel dalam sel": nested,
    "kotak teks dengan bidang": in_row(box("{{ b.uraian }}")),
    "kotak teks sebelum bidang": in_row(f"<w:p>{box('{{ b.total }}')}</w:p>", paragraph=False),
    "baris contoh yang ditambah dengan terlacak": text(
        "<w:tr><w:trPr><w:cantSplit/>", f"<w:tr><w:trPr><w:cantSplit/><w:ins {WHO.format(n=1)}/>"
    ),
    "cap air": header(WATERMARK, nothing),
    "gambar tertaut di kepala": header(
        f"<w:p>{picture('r:link=' + chr(34) + 'rIdX' + chr(34))}</w:p>",
        relation("file:///x.png", "image", external=True, of="word/kepala.xml"),
    ),
    "butir bergambar tertaut": both(
        part("word/numbering.xml", NUMBERING, "numbering"),
        relation("http://x.example/b.png", "image", external=True, of="word/numbering.xml",
                 rel="rIdB"),
    ),
    "gambar tertaut di tema": relation(
        "http://x.example/t.png", "image", external=True, of="word/theme/theme1.xml"
    ),
    "perubahan terlacak dalam gaya": text(
        "</w:rPr>",
        f"<w:rPrChange {WHO.format(n=1)}><w:rPr/></w:rPrChange></w:rPr>",
        "word/styles.xml",
    ),
    "hubungan rangkap": both(
        part("word/media/a.png", PNG, "image"),
        relation("file:///rahasia.png", "image", external=True),
        run(picture()),
    ),
    "hubungan ke yang tidak ada": both(relation("media/hilang.png", "image"), run(picture())),
    "dua gaya": part("word/gaya2.xml", f"<w:styles {NS}/>".encode(), "styles"),
    "bingkai ke berkas luar": both(
        part("word/webSettings.xml", f"<w:webSettings {NS}><w:frameset/></w:webSettings>".encode(),
             "webSettings"),
        relation("file:///x", "frame", external=True, of="word/webSettings.xml"),
    ),
    "panel tugas": part("word/webextensions/taskpanes.xml", b"<x/>",
                        "http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"),
    "gambar dengan nama aneh": both(part("gambar aneh.PNG", PNG, "image"), run(picture())),
    "gambar berakhiran exe": both(part("word/media/a.exe", PNG, "image"), run(picture())),
    "komentar XML dan perintah": lambda parts: parts.update(
        {"word/document.xml": parts["word/document.xml"].replace(
            b"<w:body>", b"<!-- {{ x }} --><?php jahat ?><w:body>")}
    ),
    "huruf pribadi": run("<w:r><w:t>a\ue001b\ue003c\ue004</w:t></w:r>"),
    "perubahan di segala tempat": both(
        run(CHANGES), in_row(CHANGES), in_header(f"<w:p>{CHANGES}</w:p>")
    ),
    "bidang di kanan-kiri bidang": run(field(" DDE x ") + field(" PAGE ") + field(" LINK y ")),
    "bidang tanpa awal": run('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    "bidang melintasi paragraf": at_start(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE a</w:instrText>'
        '</w:r></w:p><w:p><w:r><w:instrText> b</w:instrText></w:r><w:r><w:fldChar w:fldCharType='
        '"separate"/></w:r><w:r><w:t>Tampak</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        "</w:p>"
    ),
    "penanda separuh": run('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="2"/>'),
    "penanda bernama sama": run('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
                                '<w:bookmarkStart w:id="1" w:name="A"/><w:bookmarkEnd w:id="1"/>'),
    "sifat dari ruang nama asing": run('<w:r xmlns:q="urn:q" q:rahasia="x"><w:t>x</w:t></w:r>'),
    "pangkal alamat": run('<w:r xml:base="http://x.example/"><w:t>x</w:t></w:r>'),
    "nama bagian huruf besar": lambda parts: parts.update(
        {"word/STYLES.xml": parts.pop("word/styles.xml")}
    ),
}  # fmt: skip
REFUSED: dict[str, tuple[Change, str]] = {
    "awalan lain": (prefixed, "awalan w:"),
    "isi yang bukan dokumen": (
        lambda parts: parts.update({"word/document.xml": b"<html/>"}), "bukan dokumen Word"),
    "unsur bersarang terlalu dalam": (
        text("<w:body>", "<w:body>" + "<w:sdt>" * 400 + "</w:sdt>" * 400), "XML rusak"),
    "bidang bersarang terlalu dalam": (
        run('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5000), "bersarang terlalu dalam"),
    "entitas": (lambda parts: parts.update({"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'
                                            b"<a>&b;</a>"}), "DOCTYPE"),
    "daftar jenis hilang": (lambda parts: parts.pop("[Content_Types].xml"), "bukan berkas Word"),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_an_odd_template_gives_a_document_with_nothing_foreign(name: str, door: Door) -> None:
    usual, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(usual)) as package:
        before = set(words(usual).split())
        assert package.testzip() is None
    door.put(READ[name])
    content, _ = door.make()
    assert foreign(content) == []
    assert before - set(words(content).split()) == set()
    assert "\ue003" not in words(content)


@pytest.mark.parametrize("name", REFUSED)
def test_an_unusable_template_is_told(name: str, door: Door) -> None:
    change, said = REFUSED[name]
    door.put(change)
    ((_, sentence),) = door.mistakes()
    assert said in sentence


@pytest.mark.parametrize("template", [BODY, TEXT])
def test_text_boxes_and_controls_in_other_templates_are_filled(template: str, door: Door) -> None:
    control = f"<w:sdt>{CONTENT.format(n=5)}<w:sdtContent><w:p>{box('Tahun {{ tahun }}')}</w:p>"
    door.put(at_start(f"{control}</w:sdtContent></w:sdt>"), template)
    content, told = door.make(template)
    assert told == ""
    assert foreign(content) == []
    assert words(content).count("Tahun 2024") >= 2


def test_a_cell_that_carries_on_keeps_nothing_of_its_text_box_or_table(door: Door) -> None:
    door.put(both(in_row(box("{{ b.uraian }}")), nested))
    content, _ = door.make()
    assert "{{" not in words(content)
    assert "\ue003" not in words(content)


# Anything left anywhere: what is put in, into which part, in which paragraph, before which child.
PIECES = [
    MARKED,
    CHANGES,
    OLE,
    CHART,
    CONTROL,
    BOOKMARK,
    PERMISSION,
    box("kotak"),
    picture(),
    picture('r:link="rIdL"'),
    field(" DDEAUTO a b "),
    field(" PAGE "),
    '<w:hyperlink r:id="rIdL"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    '<w:bookmarkEnd w:id="5"/>',
    '<w:fldSimple w:instr="INCLUDETEXT x"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
]
PLACES = st.tuples(
    st.sampled_from(["word/document.xml", "word/document.xml", "word/header1.xml"]),
    st.integers(0, 200),
    st.integers(0, 3),
    st.sampled_from(PIECES),
)


@settings(max_examples=examples(20))
@given(st.lists(PLACES, min_size=1, max_size=12))
def test_whatever_is_left_wherever_nothing_foreign_is_in_the_document(
    clean_regulation: tuple[Project, Regulation], left: list[tuple[str, int, int, str]]
) -> None:
    def change(parts: Parts) -> None:
        for name in ("word/document.xml", "word/header1.xml"):
            part("word/media/a.png", PNG, "image", of=name)(parts)
            relation("file:///rahasia", "oleObject", external=True, of=name, rel="rIdL")(parts)
            root = tree_of(parts, name)
            # What stands beside a tag that goes with its paragraph or row is told.
            paragraphs = [item for item in root.iter(f"{W}p") if not goes_with_a_tag(item)]
            for _, number, child, xml in (item for item in left if item[0] == name):
                paragraph = paragraphs[number % len(paragraphs)]
                place = len(paragraph.findall(f"{W}pPr")) + child
                paragraph[place:place] = fragment(xml)
            keep(parts, root, name)

    shutil.copytree(ROOT / "templates", clean_regulation[0].templates, dirs_exist_ok=True)
    door = Door(*clean_regulation)
    door.put(change)
    content, _ = door.make()
    assert foreign(content) == []


def test_thousands_of_things_left_in_a_template_are_taken_out_in_seconds(door: Door) -> None:
    door.put(at_start(f"<w:p>{CHANGES}{field(' DDE x ')}</w:p>" * 2000), PLAN)
    content, told = door.make()
    assert foreign(content) == []
    assert len(told.splitlines()) == 2
