"""What is repeated has numbers and names of its own; what bears more than tags stays."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.foreign_scan import foreign
from tests.template_cases import (
    BODY,
    BOOKMARK,
    CONTROL,
    NS,
    PERMISSION,
    PNG,
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
    part,
    picture,
    tree_of,
    words,
)

# Numbers and names in what is repeated.

BEARERS = [
    (
        "nomor yang bukan nomor",
        '<w:bookmarkStart w:id="abc" w:name="x"/><w:bookmarkEnd w:id="abc"/><w:permStart '
        'w:id="99999999999999" w:edGrp="everyone"/><w:permEnd w:id="99999999999999"/>',
        "<w:permStart",
    ),
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


@pytest.mark.parametrize(("name", "xml", "sign"), BEARERS, ids=[bearer[0] for bearer in BEARERS])
def test_each_copy_of_a_row_has_numbers_and_names_of_its_own(
    name: str, xml: str, sign: str, door: Door
) -> None:
    door.put(
        both(
            part("word/media/a.png", PNG, "image"),
            in_row(xml),
            in_header(f"<w:p>{xml}</w:p>"),
            part("word/media/b.png", PNG, "image", of="word/header1.xml"),
        )
    )
    content, told = door.make()
    assert told == ""
    assert foreign(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
    assert document.count(sign) >= 2, name


@pytest.mark.parametrize(("name", "xml", "sign"), BEARERS, ids=[bearer[0] for bearer in BEARERS])
def test_each_copy_of_a_paragraph_has_numbers_and_names_of_its_own(
    name: str, xml: str, sign: str, door: Door
) -> None:
    def change(parts: Parts) -> None:
        root = tree_of(parts)
        (own,) = (
            item
            for item in root.iter(f"{W}p")
            if "Pasal {{ b.nomor }}" in "".join(t.text or "" for t in item.iter(f"{W}t"))
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


def levelled(xml: str) -> str:
    """A paragraph that is printed on a condition that does not hold."""
    condition = "<w:r><w:t>{%p if tahun == 1999 %}</w:t></w:r>"
    end = "<w:p><w:r><w:t>{%p endif %}</w:t></w:r></w:p>"
    return f"<w:p>{condition}{xml}</w:p><w:p>{EMPTY}</w:p>{end}"


def test_a_paragraph_on_a_condition_that_does_not_hold_goes(door: Door) -> None:
    usual, _ = door.make()
    door.put(at_start(levelled("")))
    content, _ = door.make()
    assert words(content) == words(usual)


@pytest.mark.parametrize("xml", [picture(), '<w:r><w:br w:type="page"/></w:r>', BOOKMARK])
def test_what_would_go_with_the_paragraph_of_a_tag_is_told(xml: str, door: Door) -> None:
    door.put(both(part("word/media/a.png", PNG, "image"), at_start(levelled(xml))))
    ((_, said),) = door.mistakes()
    assert "di situ ada isi lain" in said


def test_a_cell_or_header_without_its_paragraphs_keeps_one(door: Door) -> None:
    cell = f"<w:tc><w:tcPr/>{levelled('')}</w:tc>"
    door.put(at_start(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell}</w:tr></w:tbl>"))
    content, _ = door.make()
    assert foreign(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        document = package.read("word/document.xml").decode()
    assert "<w:tc><w:tcPr/><w:p/></w:tc>" in document
