"""What people leave in Word templates reaches no document, and each thing is told."""

from __future__ import annotations

import io
import re
import shutil
import zipfile

import pytest
from docx import Document as open_word
from lxml import etree

from rbdocs.cli import main
from rbdocs.documents.make import make_documents, template_warnings
from rbdocs.word.problems import TemplatesProblem
from tests.clean import YEAR
from tests.foreign_scan import foreign
from tests.template_cases import (
    BODY,
    CASES,
    CHANGES,
    COMMENTED,
    MADE,
    MARKED,
    PLAN,
    PNG,
    TEXT,
    W_NS,
    WHO,
    Case,
    Change,
    Door,
    Parts,
    W,
    at_start,
    both,
    field,
    main_type,
    part,
    picture,
    relation,
    run,
    words,
)

_PRINTED: dict[str, set[str]] = {}


def printed_before(template: str, door: Door) -> set[str]:
    """The words that *template* prints as it is; it is filled once."""
    if template not in _PRINTED:
        _PRINTED[template] = set(words(door.make(template)[0]).split())
    return _PRINTED[template]


@pytest.mark.parametrize("case", CASES, ids=[item.name for item in CASES])
def test_nothing_that_people_leave_in_a_template_reaches_the_document(
    case: Case, door: Door
) -> None:
    before = printed_before(case.template, door)
    door.put(case.change, case.template)
    content, told = door.make(case.template)
    assert foreign(content) == []
    for item in case.told:
        assert item in told, told
    # What is told stands in few lines, and no word that was printed is lost.
    assert len(told.splitlines()) <= 8
    gone = before - set(words(content).split())
    assert gone == set()
    assert open_word(io.BytesIO(content)).element.body is not None


@pytest.mark.parametrize("template", [PLAN, BODY, TEXT])
def test_all_that_people_leave_at_once_is_taken_out_of_any_template(
    template: str, door: Door
) -> None:
    everything = [
        case.change
        for case in CASES
        if case.name in ("komentar di teks", "perubahan terlacak", "perlindungan", "bagian asing")
        or case.name.startswith("bidang DDE")
    ]
    door.put(both(*everything), template)
    content, told = door.make(template)
    assert foreign(content) == []
    assert all(item in told for item in ("komentar", "terlacak", "perlindungan", "DDEAUTO"))


def test_hundreds_of_changes_are_told_in_one_line(door: Door) -> None:
    door.put(at_start(f"<w:p>{CHANGES}</w:p>" * 100))
    content, told = door.make()
    assert foreign(content) == []
    assert len(told.splitlines()) == 1
    assert "500 perubahan" in told
    assert "dan 95 lagi" in told


def test_templates_of_the_project_say_nothing_and_lose_nothing(door: Door) -> None:
    made = make_documents(door.project, door.regulation)
    assert template_warnings(made) == []
    assert {item.nama: foreign(item.content) for item in made} == {item.nama: [] for item in made}


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
            f"<w:p><w:del {WHO.format(n=1)}><w:ins {WHO.format(n=2)}><w:r><w:t>x</w:t></w:r>"
            "</w:ins></w:del><w:r><w:t>y</w:t></w:r></w:p>",
            ["y"],
        ),
    ],
)
def test_tracked_changes_are_accepted_as_word_would(xml: str, left: list[str], door: Door) -> None:
    assert accepted(door, xml) == left


def test_cells_merged_with_tracking_are_merged(door: Door) -> None:
    cells = [f'<w:cellMerge {WHO.format(n=1)} w:vMerge="{item}"/>' for item in ("rest", "cont")]
    door.put(at_start(f"<w:tbl>{row('a', cell=cells[0])}{row('b', cell=cells[1])}</w:tbl><w:p/>"))
    content, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    table = next(root.iter(f"{W}tbl"))
    assert [item.get(f"{W}val") for item in table.iter(f"{W}vMerge")] == ["restart", "continue"]


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
    door.put(next(case.change for case in CASES if case.name == "objek OLE"))
    content, _ = door.make()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "word/media/pratinjau.png" in package.namelist()
        assert b"imagedata" in package.read("word/document.xml")


# Files that are no templates.


def strict(parts: Parts) -> None:
    for name, data in parts.items():
        parts[name] = data.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(W_NS.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")


def doctype(parts: Parts) -> None:
    parts["word/header1.xml"] = re.sub(
        rb"^<\?xml[^>]*\?>",
        b'<!DOCTYPE x SYSTEM "http://x.example/x.dtd">',
        parts["word/header1.xml"],
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
        make_documents(door.project, door.regulation, only=MADE[PLAN])
    (listing,) = problem.value.listing
    assert path.with_suffix(suffix).name in listing.mistakes.message
    assert "Save As" in listing.mistakes.hint or "simpan sebagai" in listing.mistakes.hint


def renamed(parts: Parts) -> None:
    """The document under another name, in another folder, its parts named from the root."""
    parts["isi/naskah2.xml"] = parts.pop("word/document.xml")
    relations = parts.pop("word/_rels/document.xml.rels")
    parts["isi/_rels/naskah2.xml.rels"] = relations.replace(b'Target="', b'Target="/word/')
    parts["word/kepala.xml"] = parts.pop("word/header1.xml")
    for name in ("[Content_Types].xml", "_rels/.rels", "isi/_rels/naskah2.xml.rels"):
        parts[name] = (
            parts[name]
            .replace(b"word/document.xml", b"isi/naskah2.xml")
            .replace(b"word/header1.xml", b"word/kepala.xml")
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
