"""What the reader of Word files sees: comments, revisions, numbers without sense, broken files."""

from __future__ import annotations

import copy
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rbdocs.cli import main
from rbdocs.compare.redlines import redline_files
from rbdocs.compare.word_changes import compare_files
from rbdocs.files import FileProblem
from rbdocs.word.reader import WordFile, read_word
from tests.profiles import examples
from tests.test_seen_changes import documents as documents
from tests.test_seen_changes import project as project
from tests.test_word_files import package, paragraph, table
from tests.word_kinds import MAIN, SEEN, SORTS, Doc, W, p, r, root_of, t, xml

AUTHOR = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'


def read(body: str) -> WordFile:
    return read_word(package(body), "kiriman.docx")


def lines(body: str) -> list[str]:
    return list(read(body).lines())


def ended(text: str, mark: str) -> str:
    """A paragraph whose end is marked as inserted or deleted."""
    return f"<w:p><w:pPr><w:rPr><w:{mark} {AUTHOR}/></w:rPr></w:pPr>{r(t(text))}</w:p>"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    assert lines(ended("satu ", "del") + ended("dua ", "del") + paragraph("tiga")) == [
        "satu dua tiga"
    ]
    assert lines(ended("satu", "ins") + paragraph("dua")) == ["satu", "dua"]
    before_table = ended("", "del") + table([["a"]]) + paragraph("b")
    assert lines(before_table) == ["[baris 1]", "  a", "b"]


def test_rows_cells_and_tables_that_are_deleted_are_gone() -> None:
    gone = f"<w:trPr><w:del {AUTHOR}/></w:trPr>"
    rows = [["a", "b"], ["c", "d"]]
    assert lines(table(rows, {0: gone})) == ["[baris 1]", "  c", "  d"]
    assert lines(table(rows, {0: gone, 1: gone}) + paragraph("x")) == ["x"]
    cell = f"<w:tc><w:tcPr><w:cellDel {AUTHOR}/></w:tcPr>{paragraph('z')}</w:tc>"
    assert lines(table(rows).replace("<w:tc>", f"{cell}<w:tc>", 1)) == lines(table(rows))
    assert lines(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{paragraph('x')}") == ["x"]


def test_one_branch_of_alternatives_is_read_and_never_both() -> None:
    for kind, word in (
        ("box_in_alternatives_added", "Ketentuan tambahan"),
        ("text_in_fallback_added", "cadangan"),
    ):
        doc = Doc.read(package(paragraph("a")))
        SEEN[kind][1](doc, doc.all("r")[0])
        shown = "\n".join(read_word(doc.bytes(), "x").lines())
        assert shown.count(word) == 1
        assert "Kotak lama" not in shown


def test_text_shows_what_stands_beside_it(
    documents: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    doc = Doc.read(documents["lampiran-2.docx"])
    for kind in ("footnote_added", "old_text_box_added", "first_header_added"):
        sort, edit = SEEN[kind]
        edit(doc, SORTS[sort](doc)[3 if sort == "run" else 0])
    file = tmp_path / "kiriman.docx"
    file.write_bytes(doc.bytes())
    assert main(["teks", str(file)]) == 0
    shown = capsys.readouterr().out
    for text in ("Kecuali", "Kotak lama", "Nomor 99 Tahun 2030", "[PAGE]"):
        assert shown.count(text) == 1, text


def test_an_enacted_document_that_someone_calls_a_draft_was_edited(
    documents: dict[str, bytes],
    project: object,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    doc = Doc.read(documents["lampiran-2.docx"])
    SEEN["default_header_added"][1](doc, doc.root)
    name = "word/headerUji.xml"
    doc.parts[name] = doc.parts[name].replace(b"Nomor 99 Tahun 2030", b"RANCANGAN")
    file = tmp_path / "kiriman.docx"
    file.write_bytes(doc.bytes())
    root = str(project.root)  # type: ignore[attr-defined]
    assert main(["verifikasi", str(file), "--akar", root]) == 1
    assert "RANCANGAN" in capsys.readouterr().out


def commented(content: bytes, run: int) -> bytes:
    doc = Doc.read(content)
    item = SORTS["run"](doc)[run]
    name = "xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'"
    comment = (
        '<w:comment w:id="{}" w:author="Sekretariat" w:date="2024-02-01T00:00:00Z">'
        "<w:p {} w14:paraId='{}'><w:r><w:t>{}</w:t></w:r></w:p></w:comment>"
    )
    both = comment.format(1, name, "A1", "Periksa lagi \u202e") + comment.format(
        2, name, "A2", "Sudah"
    )
    doc.add_part("comments.xml", root_of("comments", both), "comments")
    doc.add_part(
        "commentsExtended.xml",
        '<e:commentsEx xmlns:e="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<e:commentEx e:paraId="A1" e:done="1"/>'
        '<e:commentEx e:paraId="A2" e:paraIdParent="A1" e:done="1"/></e:commentsEx>',
        "commentsExtended",
    )
    item.addnext(xml(r('<w:commentReference w:id="2"/>')))
    item.addnext(xml(r('<w:commentReference w:id="1"/>')))
    return doc.bytes()


def test_comments_are_listed_with_place_author_and_text(
    documents: dict[str, bytes],
    project: object,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    content = documents["lampiran-2.docx"]
    runs = SORTS["run"](Doc.read(content))
    number = next(i for i, run in enumerate(runs) if run.findtext(f"{W}t") == "Dokumen")
    base, file = tmp_path / "lama.docx", tmp_path / "kiriman.docx"
    base.write_bytes(content)
    file.write_bytes(commented(content, number))
    found = read_word(file.read_bytes(), "x").comments
    assert [
        (finding.place, finding.author, finding.answer, finding.settled) for finding in found
    ] == [
        ("Tabel 1, G-01, Satuan", "Sekretariat", False, True),
        ("Tabel 1, G-01, Satuan", "Sekretariat", True, True),
    ]
    root = ["--akar", str(project.root)]  # type: ignore[attr-defined]
    assert main(["verifikasi", str(file), *root]) == 1
    shown = capsys.readouterr().out
    assert "belum disunting, tetapi dikomentari peninjau" in shown
    assert "komentar: Tabel 1, G-01, Satuan\n  Sekretariat (sudah diselesaikan): Periksa" in shown
    assert main(["banding", str(base), str(file), *root]) == 1
    assert "balasan Sekretariat (sudah diselesaikan): Sudah" in capsys.readouterr().out
    assert main(["verifikasi", str(file), "--format", "json", *root]) == 1
    data = json.loads(capsys.readouterr().out)
    assert (data["hasil"], data["suntingan"]) == ("utuh, dikomentari", [])
    assert data["komentar"][0]["teks"] == "Periksa lagi \u202e"


SIGNS = "\x85\x9b\u202e\u2066\u200f"


@pytest.mark.parametrize("command", ["teks", "banding", "banding json"])
def test_what_a_terminal_would_obey_is_shown_as_an_escape(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "lama.docx", tmp_path / "baru.docx"]
    files[0].write_bytes(package(paragraph("sama") + table([["a"]])))
    files[1].write_bytes(package(paragraph(f"sama {SIGNS}") + table([[f"a{SIGNS}"]])))
    name, *shape = command.split()
    chosen = files[1:] if name == "teks" else files
    main([name, *map(str, chosen), *(["--format", *shape] if shape else [])])
    shown = capsys.readouterr().out
    assert not set(SIGNS) & set(shown)
    assert "\\u202e" in shown


VALUES = ["", "abc", "-1", "0", "999999999999999999", "continue", "1e9", "\u202e", "begin", "rId4"]
TAGS = ["del", "ins", "tc", "tr", "tbl", "p", "r", "sectPr", "rPr", "gridSpan", "fldChar", "sdt"]


@pytest.fixture(scope="module")
def rich(documents: dict[str, bytes]) -> bytes:
    """A document with something of everything."""
    doc = Doc.read(documents["lampiran-2.docx"])
    for number, (sort, edit) in enumerate(SEEN.values()):
        places = SORTS[sort](doc)
        if sort in ("run", "paragraph") and places:
            edit(doc, places[number % len(places)])
    return doc.bytes()


@pytest.fixture(scope="module")
def base(documents: dict[str, bytes]) -> WordFile:
    return read_word(documents["lampiran-2.docx"], "dasar")


@given(seed=st.integers(0, 10**9))
@settings(max_examples=examples(40))
def test_a_file_with_any_damage_is_read_or_refused(seed: int, rich: bytes, base: WordFile) -> None:
    chance = random.Random(seed)
    doc = Doc.read(rich)
    elements = list(doc.root.iter(tag=etree.Element))
    for _ in range(chance.randint(1, 6)):
        choice = chance.choice(elements)
        above = choice.getparent()
        step = chance.randrange(5)
        if step == 0 and choice.attrib:
            choice.set(chance.choice(list(choice.attrib)), chance.choice(VALUES))
        elif step == 1 and above is not None:
            above.remove(choice)
        elif step == 2:
            choice.append(copy.deepcopy(chance.choice(elements[-40:])))
        elif step == 3:
            choice.tag = chance.choice(elements).tag
        else:
            choice.insert(0, xml(f'<w:{chance.choice(TAGS)} w:val="{chance.choice(VALUES)}"/>'))
    try:
        file = read_word(doc.bytes(), "kiriman.docx")
        assert compare_files(base, file)
        assert list(file.lines())
        redline_files(base, file)
    except FileProblem:
        return  # refused with a sentence, which test_word_files looks at


def test_numbers_without_sense_are_bounded() -> None:
    for value in ("999999999", "abc", "-5", "0", "1e99", ""):
        span = f'<w:tcPr><w:gridSpan w:val="{value}"/></w:tcPr>'
        before = f'<w:trPr><w:tblHeader/><w:gridBefore w:val="{value}"/></w:trPr>'
        odd = table([["a", "b"], ["c", "d"]], {0: before}).replace("<w:tc>", f"<w:tc>{span}", 1)
        assert compare_files(read(table([["a", "b"], ["c", "d"]])), read(odd)), value


def test_a_line_of_the_grid_at_which_no_cell_begins_is_no_column() -> None:
    """As LibreOffice leaves it out, and Word keeps it."""
    plain = table([["No", "Uraian"], ["1", "Rapat"]])
    wide = plain.replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>')
    assert compare_files(read(plain), read(wide)) == []
    assert compare_files(read(wide), read(plain)) == []


def test_tables_as_deep_as_they_may_be_are_read_and_deeper_ones_refused() -> None:
    def nested(depth: int) -> str:
        return "<w:tbl><w:tr><w:tc>" * depth + p("x") + "</w:tc></w:tr></w:tbl>" * depth

    deep = read(nested(80))
    assert compare_files(read(nested(79)), deep)
    assert not compare_files(deep, read(nested(80)))
    with pytest.raises(FileProblem, match="bersarang terlalu dalam"):
        read(nested(1000))


def test_the_text_is_found_wherever_the_package_says(documents: dict[str, bytes]) -> None:
    assert MAIN in read_word(documents["perbup.docx"], "x").parts


def listed(items: list[tuple[str, int, int]], lists: tuple[int, ...] = (7, 8)) -> WordFile:
    """A file whose paragraphs a list numbers: of each its text, its list and its level.

    The lists from the second on begin anew.
    """
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate((("decimal", "%1."), ("lowerLetter", "%2)")))
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    own = "".join(
        f'<w:num w:numId="{name}"><w:abstractNumId w:val="1"/>{anew if place else ""}</w:num>'
        for place, name in enumerate(lists)
    )
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr></w:pPr>'
        f"{r(t(text))}</w:p>"
        for text, name, level in items
    )
    doc = Doc.read(package(paragraphs))
    content = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{own}'
    doc.add_part("numbering.xml", root_of("numbering", content), "numbering")
    return read_word(doc.bytes(), "kiriman.docx")


LISTED = [("Satu", 7, 0), ("Rincian", 7, 1), ("Dua", 7, 0), ("Baru", 8, 0), ("Lagi", 8, 0)]


def test_a_number_that_a_list_prints_otherwise_now_is_told() -> None:
    def told(items: list[tuple[str, int, int]], lists: tuple[int, ...] = (7, 8)) -> list[str]:
        changes = compare_files(listed(LISTED), listed(items, lists))
        return [f"{change.old} -> {change.new}" for change in changes]

    gone = [item for item in LISTED if item[0] != "Satu"]
    assert told(gone)[-1] == "penomoran otomatis «2.» -> penomoran otomatis «1.»"
    as_one = [(text, 7, level) for text, _, level in LISTED]
    assert told(as_one) == [
        "penomoran otomatis «1.» -> penomoran otomatis «3.»",
        "penomoran otomatis «2.» -> penomoran otomatis «4.»",
    ]
    # LibreOffice gives lists other names, and parts one that goes on in two.
    assert told([(text, name + 5, level) for text, name, level in LISTED], (12, 13)) == []
