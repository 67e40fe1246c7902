"""Word documents with tracked changes: rejecting gives the old one, accepting the new one."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

from rbdocs.cli import main
from rbdocs.compare.redline import redline
from rbdocs.documents import plan as lampiran_rencana
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources.layouts import packaged
from rbdocs.sources.yaml_file import read
from rbdocs.word.aside import Aside
from rbdocs.word.package import read_package
from rbdocs.word.relations import relations
from tests.conftest import Once
from tests.loops import at_least_one
from tests.mutations import cached
from tests.office import to_pdf
from tests.profiles import examples
from tests.revisions import accept, count, reject
from tests.sample import ROOT, copy_enacted, enacted_regulation, regulation_of, replace_text
from tests.seeded_edits import Data, Editor
from tests.test_valid_word import mistakes
from tests.test_word_files import package, paragraph, table
from tests.word_edits import open_document
from tests.word_kinds import Doc, picture, r, root_of, xml
from tests.word_text import Shown, W, shown

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
PROJECT = Project(ROOT)
DOCUMENT = "word/document.xml"
AUTHOR, DATE = "Pemerintah Kabupaten Batang", "2023-11-22T00:00:00Z"


@pytest.fixture(scope="module")
def enacted() -> Regulation:
    return enacted_regulation().without_marks()


def plan_document(regulation: Regulation, data: Data) -> bytes:
    kind = packaged(data["jenis"])
    lampiran = kind.model_validate(data)
    template = PROJECT.templates / lampiran_rencana.template_name(lampiran)
    return lampiran_rencana.compose(template.read_bytes(), regulation, lampiran)


class Tracked(NamedTuple):
    """A document with changes: where it is, how many marks it was said to have, its texts.

    The old and the new document, each beside what one way out of the changes gives.
    """

    path: Path
    marks: int
    old: Shown
    rejected: Shown
    new: Shown
    accepted: Shown


def tracked(old: bytes, new: bytes, folder: Path) -> Tracked:
    """Make the document with the changes from *old* to *new*, and go both ways out of it."""
    content, marks = redline(read_package(old), read_package(new), AUTHOR, DATE)
    (folder / "lama.docx").write_bytes(old)
    (folder / "baru.docx").write_bytes(new)
    result = folder / "perubahan.docx"
    result.write_bytes(content)
    return Tracked(
        result,
        marks,
        shown(folder / "lama.docx"),
        shown(reject(result, folder / "ditolak.docx")),
        shown(folder / "baru.docx"),
        shown(accept(result, folder / "diterima.docx")),
    )


@pytest.mark.parametrize("number", [2, 3, 4])
def test_seeded_edits_of_a_plan_can_be_rejected_and_accepted_cell_by_cell(
    number: int, enacted: Regulation, tmp_path: Path
) -> None:
    data = read(PROJECT, ROOT / f"sources/2023/lampiran-{number}.yaml").content
    old = plan_document(enacted, data)
    for seed in range(examples(4)):
        editor = Editor(data, seed)
        editor.run()
        result = tracked(old, plan_document(enacted, editor.data), tmp_path)
        assert (result.rejected, result.accepted) == (result.old, result.new), seed
        assert count(result.path) > 0, seed


def test_the_same_document_has_no_changes(enacted: Regulation, tmp_path: Path) -> None:
    data = read(PROJECT, ROOT / "sources/2023/lampiran-4.yaml").content
    document = plan_document(enacted, data)
    result = tracked(document, document, tmp_path)
    assert (result.rejected, result.accepted) == (result.old, result.new)
    assert (result.marks, count(result.path)) == (0, 0)


def test_a_row_less_is_one_row_marked_and_no_other_is_touched(
    enacted: Regulation, tmp_path: Path
) -> None:
    data = read(PROJECT, ROOT / "sources/2023/lampiran-4.yaml").content
    editor = Editor(data, 0)
    actions = max(editor.lists, key=len)
    removed = actions.pop(2)
    result = tracked(plan_document(enacted, data), plan_document(enacted, editor.data), tmp_path)
    root = etree.fromstring(zipfile.ZipFile(result.path).read("word/document.xml"))
    rows = [tr for tr in root.iter(f"{W}tr") if next(tr.iter(f"{W}del"), None) is not None]
    (row,) = rows
    assert row.find(f"{W}trPr/{W}del") is not None
    assert removed["uraian"] in "".join(item.text or "" for item in row.iter(f"{W}delText"))
    marks = list(root.iter(f"{W}del"))
    assert {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marks} == {(AUTHOR, DATE)}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)


def test_only_the_words_that_changed_are_marked(enacted: Regulation, tmp_path: Path) -> None:
    data = read(PROJECT, ROOT / "sources/2023/lampiran-4.yaml").content
    editor = Editor(data, 0)
    action = editor.lists[0][0]
    action["uraian"] = action["uraian"].replace("Verifikasi Teknis", "Verifikasi Lapangan", 1)
    result = tracked(plan_document(enacted, data), plan_document(enacted, editor.data), tmp_path)
    root = etree.fromstring(zipfile.ZipFile(result.path).read("word/document.xml"))
    assert [item.text for item in root.iter(f"{W}delText")] == ["Teknis"]
    inserted = [t.text for item in root.iter(f"{W}ins") for t in item.iter(f"{W}t")]
    assert inserted == ["Lapangan"]


# --- whatever two documents hold

WORDS = st.sampled_from(["satu", "dua", "tiga", "empat", "1.000", "-", "(a)"])
TEXTS = st.lists(WORDS, max_size=5).map(" ".join)


def _run(text: str, italics: bool) -> str:
    looks = "<w:rPr><w:i/></w:rPr>" if italics else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{text} </w:t></w:r>'


PARAGRAPHS = st.lists(st.tuples(TEXTS, st.booleans()), max_size=3).map(
    lambda runs: f"<w:p>{''.join(_run(*run) for run in runs)}</w:p>"
)


@st.composite
def tables(draw: st.DrawFn, *, inner: bool = False) -> str:
    width = draw(st.integers(1, 3))
    rows = []
    for _ in range(draw(st.integers(1, 4))):
        cells = []
        for _ in range(width):
            merge = draw(st.sampled_from(["", '<w:vMerge w:val="restart"/>', "<w:vMerge/>"]))
            content = "".join(draw(st.lists(PARAGRAPHS, min_size=1, max_size=3)))
            if not inner and draw(st.integers(0, 9)) == 9:
                content = draw(tables(inner=True)) + content
            cells.append(f"<w:tc><w:tcPr>{merge}</w:tcPr>{content}</w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Any blocks; the last is a paragraph, as Word has it."""
    blocks = draw(st.lists(st.one_of(PARAGRAPHS, PARAGRAPHS, tables()), max_size=5))
    last = draw(st.one_of(st.just("<w:p><w:r><w:t>Penutup.</w:t></w:r></w:p>"), PARAGRAPHS))
    return "".join((*blocks, last))


@settings(max_examples=examples(50))
@given(bodies(), bodies())
def test_any_two_documents_can_be_told_apart_and_put_back(
    tmp_path_factory: pytest.TempPathFactory, old: str, new: str
) -> None:
    result = tracked(package(old), package(new), tmp_path_factory.getbasetemp())
    assert (result.rejected, result.accepted) == (result.old, result.new)
    assert (result.marks > 0) is (count(result.path) > 0)


INNER = table([["Dinas", "2"], ["Badan", "3"]])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (INNER, INNER.replace("Badan", "Kantor")),
        (INNER, table([["Dinas", "2"]])),
        (table([["Badan", "3"]]), INNER),
        (INNER, ""),
        ("", INNER),
    ],
)
def test_a_table_in_a_cell_is_tracked_in_it(old: str, new: str, tmp_path: Path) -> None:
    """Beside a change that would be tracked alone: its row is opened for that."""
    before, after = (
        package(f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>{paragraph(said)}")
        for inner, said in ((old, "Satu"), (new, "Dua"))
    )
    result = tracked(before, after, tmp_path)
    assert (result.rejected, result.accepted) == (result.old, result.new)
    assert count(result.path) > 2


@pytest.mark.parametrize("back", [False, True], ids=["bertambah", "berkurang"])
def test_a_table_put_at_the_end_leaves_no_line_behind(back: bool, tmp_path: Path) -> None:
    short, long = package("<w:p/>"), package(f"<w:p/>{INNER}<w:p/>")
    result = tracked(*((long, short) if back else (short, long)), tmp_path)
    assert (result.rejected, result.accepted) == (result.old, result.new)


@pytest.mark.parametrize("back", [False, True], ids=["bertambah", "berkurang"])
def test_a_file_that_ended_in_a_table_is_still_one_that_word_opens(back: bool) -> None:
    """The end of a paragraph is marked in a paragraph: a table has none."""
    sides = [read_package(package(body)) for body in (INNER, f"{INNER}{paragraph('Baru')}")]
    content, marks = redline(*(reversed(sides) if back else sides), AUTHOR, DATE)
    root = etree.fromstring(read_package(content)[DOCUMENT])
    assert marks == len([*root.iter(f"{W}ins", f"{W}del")]) > 0
    assert {mark.getparent().tag for mark in root.iter(f"{W}pPr")} <= {f"{W}p"}


def test_a_column_more_and_a_column_less(tmp_path: Path) -> None:
    rows = [["No", "Uraian", "Total"], ["1", "Menyusun", "5"], ["2", "Rapat", "7"]]
    wide = [[a, b, extra, c] for (a, b, c), extra in zip(rows, ("Catatan", "x", "y"), strict=True)]
    for old, new in ((rows, wide), (wide, rows)):
        result = tracked(package(table(old)), package(table(new)), tmp_path)
        assert (result.rejected, result.accepted) == (result.old, result.new)
        assert count(result.path) > 0


def test_changes_that_a_file_tracks_already_count_as_accepted(tmp_path: Path) -> None:
    before = (
        '<w:p><w:r><w:t xml:space="preserve">Satu </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>dua</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>tiga</w:t></w:r></w:ins></w:p>'
    )
    files = package(before), package(paragraph("Satu empat"))
    content, _ = redline(*(read_package(file) for file in files), AUTHOR, DATE)
    result = tmp_path / "r.docx"
    result.write_bytes(content)
    assert shown(reject(result, tmp_path / "lama.docx")) == ["Satu tiga"]
    assert shown(accept(result, tmp_path / "baru.docx")) == ["Satu empat"]


# --- the whole regulation, as a user compares it


@pytest.fixture(scope="module")
def whole(once: Once) -> tuple[Path, Path]:
    """Two folders of documents with changes: by our command, of one year and its edited copy."""
    base = once("seluruh", _make_whole)
    return base, base / "perubahan"


def _make_whole(base: Path) -> None:
    old, new = base / "lama", base / "baru"
    for item in (old, new):
        item.mkdir()
        copy_enacted(item)
    year = new / "sources/2023"
    replace_text(year / "lampiran-1/bab-2.md", "## 2.2. Penajaman terhadap", "## 2.2. Penajaman")
    replace_text(
        year / "lampiran-1/bab-2.md",
        "## 2.3. Penajaman",
        "Alinea baru dengan *kata miring* di dalamnya.\n\n## 2.3. Penajaman",
    )
    replace_text(year / "lampiran-1/tabel-4-2.yaml", "baseline: 8.56", "baseline: 8.57")
    replace_text(year / "peraturan.yaml", "BAB VI : PENUTUP.", "BAB VI : AKHIR.")
    replace_text(year / "lampiran-4.yaml", "tw: [6893, 4124, 0, 0]", "tw: [6893, 4125, 0, 0]")
    target = base / "perubahan"
    target.mkdir()
    command = ["banding", str(old), str(new), "--akar", str(new)]
    assert main([*command, "--format", "docx", "--ke", str(target)]) == 1
    for item in (old, new):
        regulation = regulation_of(item, 2023)
        for document in make_documents(Project(item), regulation):
            (item / document.nama).write_bytes(document.content)


def test_every_document_that_changed_can_be_rejected_and_accepted(
    whole: tuple[Path, Path], tmp_path: Path
) -> None:
    base, target = whole
    documents = sorted(target.glob("*.docx"))
    names = {document.name for document in documents}
    assert {"perbup.docx", "lampiran-4.docx"} <= names
    assert {"lampiran-2.docx", "lampiran-3.docx"}.isdisjoint(names)
    if (base / "baru/lampiran-1.docx").exists():
        assert "lampiran-1.docx" in names
    for item in at_least_one(documents):
        assert count(item) > 0
        old, new = (base / side / item.name for side in ("lama", "baru"))
        assert shown(reject(item, tmp_path / item.name)) == shown(old)
        assert shown(accept(item, tmp_path / item.name)) == shown(new)


def test_word_and_libreoffice_open_the_documents(whole: tuple[Path, Path], tmp_path: Path) -> None:
    documents = sorted(whole[1].glob("*.docx"))
    assert {document.name: mistakes(document) for document in documents} == {
        document.name: [] for document in documents
    }
    for item in at_least_one(documents):
        assert open_document(item).element.body is not None
    for pdf in at_least_one(to_pdf(documents, tmp_path)):
        assert pdf.read_bytes().startswith(b"%PDF")


def test_the_author_and_the_day_are_those_of_the_sources(whole: tuple[Path, Path]) -> None:
    for item in at_least_one(whole[1].glob("*.docx")):
        root = etree.fromstring(zipfile.ZipFile(item).read("word/document.xml"))
        marks = [*root.iter(f"{W}ins", f"{W}del")]
        told = {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in marks}
        assert told == {("Pemerintah Kabupaten Batang", "2023-11-22T00:00:00Z")}


def test_two_word_files_of_which_one_was_edited_by_hand(
    built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, edited = built / "lampiran-4.docx", tmp_path / "disunting.docx"
    document = open_document(source)
    for line in document.paragraphs:
        if "PENINGKATAN INVESTASI" in line.text:
            line.runs[0].text = line.runs[0].text.replace("PENINGKATAN", "KENAIKAN")
    document.core_properties.last_modified_by = "Sekretariat DPRD"
    document.core_properties.modified = datetime(2024, 2, 1)
    document.save(str(edited))
    target = tmp_path / "hasil"
    target.mkdir()
    assert main(["banding", str(source), str(edited), "--format", "docx", "--ke", str(target)]) == 1
    result = target / "disunting.docx"
    assert shown(reject(result, tmp_path / "a.docx")) == shown(source)
    assert shown(accept(result, tmp_path / "b.docx")) == shown(edited)
    root = etree.fromstring(read_package(result.read_bytes())[DOCUMENT])
    told = {(mark.get(f"{W}author"), mark.get(f"{W}date")) for mark in root.iter(f"{W}ins")}
    assert told == {("Sekretariat DPRD", "2024-02-01T00:00:00Z")}


Heads = list[tuple[int, str]]
OLD_HEADS: Heads = [(0, "default"), (0, "first"), (1, "default")]
NEW_HEADS: Heads = [(1, "first"), (1, "default"), (0, "default")]


def beside(heads: Heads, text: str) -> Doc:
    """A file of two sections with *text* in a foot, in notes, and in *heads*, numbered so."""
    first = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"
    doc = Doc.read(package(f"{first}{paragraph('Naskah')}<w:sectPr><w:titlePg/></w:sectPr>"))
    sections = doc.all("sectPr")
    for number, (section, page) in enumerate(heads):
        said = "Kepala pertama" if page == "first" else f"Kepala bagian {section}"
        content = root_of("hdr", paragraph(f"{said} {text}"))
        identity = doc.add_part(f"header{number}.xml", content, "header")
        reference = f'<w:headerReference w:type="{page}" r:id="{identity}"/>'
        sections[section].insert(0, xml(reference))
    identity = doc.add_part("footer1.xml", root_of("ftr", paragraph(f"Kaki {text}")), "footer")
    sections[1].insert(0, xml(f'<w:footerReference w:type="default" r:id="{identity}"/>'))
    for kind in ("footnote", "endnote"):
        note = f'<w:{kind} w:id="5">{paragraph(f"{kind} {text}")}</w:{kind}>'
        doc.add_part(f"{kind}s.xml", root_of(f"{kind}s", note), f"{kind}s")
    return doc


def test_words_of_heads_feet_and_notes_are_tracked_where_they_stand() -> None:
    """Also where a program has numbered the heads anew, as each does that saves the file."""
    old, new = (
        read_package(beside(*side).bytes()) for side in ((OLD_HEADS, "asli"), (NEW_HEADS, "sah"))
    )
    content, marks = redline(old, new, AUTHOR, DATE)
    made = read_package(content)
    names = [name for name in made if re.search(r"word/(header|foot|end)", name)]
    assert (len(names), marks) == (6, 2 * 6)
    for name in names:
        root = etree.fromstring(made[name])
        assert [text.text for text in root.iter(f"{W}delText")] == ["asli"], name
        added = [text.text for mark in root.iter(f"{W}ins") for text in mark.iter(f"{W}t")]
        assert added == ["sah"], name
    same = read_package(beside(NEW_HEADS, "asli").bytes())
    assert redline(old, same, AUTHOR, DATE)[1] == 0


def test_a_picture_taken_out_of_a_head_can_be_taken_back() -> None:
    doc = beside(OLD_HEADS, "asli")
    owner, now = "word/header1.xml", "word/header0.xml"
    identity = doc.relate("media/lambang.png", "image", owner)
    doc.parts["word/media/lambang.png"] = b"gambar"
    doc.parts[owner] = doc.parts[owner].replace(b"</w:p>", f"{r(picture(identity))}</w:p>".encode())
    old, new = (read_package(item.bytes()) for item in (doc, beside(NEW_HEADS, "asli")))
    content, marks = redline(old, new, AUTHOR, DATE)
    made = read_package(content)
    root = etree.fromstring(made[now])
    (blip,) = root.iterfind(f".//{W}del//{{*}}blip")
    found = relations(made, now)[next(iter(blip.attrib.values()))]
    assert marks == 1
    assert made[found.target] == b"gambar"


# --- rows put aside


def whole_part(data: bytes) -> bytes:
    """The part *data* so that none of its rows is put aside: with a change that is accepted."""
    mark = b'<w:rPr><w:rPrChange w:id="9" w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    return data.replace(b"<w:sectPr", b"<w:p><w:pPr>" + mark + b"</w:pPr></w:p><w:sectPr", 1)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_rows_put_aside_are_marked_as_those_of_a_whole_tree(
    number: int, enacted: Regulation
) -> None:
    """To the byte: what is opened one by one comes out as what was never taken apart."""
    data = read(PROJECT, ROOT / f"sources/2023/lampiran-{number}.yaml").content
    old = read_package(plan_document(enacted, data))
    for seed in range(examples(2)):
        editor = Editor(data, seed)
        editor.run()
        new = read_package(plan_document(enacted, editor.data))
        apart = read_package(redline(old, new, AUTHOR, DATE)[0])
        plain = [{**item, DOCUMENT: whole_part(item[DOCUMENT])} for item in (old, new)]
        assert Aside(old[DOCUMENT]).root.find(f".//{W}tc") is None
        assert Aside(plain[0][DOCUMENT]).root.find(f".//{W}tc") is not None
        other = read_package(redline(*plain, AUTHOR, DATE)[0])
        empty = b"<w:p><w:pPr><w:rPr/></w:pPr></w:p><w:sectPr"
        assert other[DOCUMENT].replace(empty, b"<w:sectPr", 1) == apart[DOCUMENT]


def test_a_part_whose_rows_were_put_aside_is_the_same_again(enacted: Regulation) -> None:
    for document in at_least_one(make_documents(PROJECT, enacted)):
        part = read_package(document.content)[DOCUMENT]
        assert canonical(Aside(part).serialise()) == canonical(part)


@pytest.mark.parametrize(
    "inside",
    [
        "<w:tr><w:tc><w:p/></w:tc></w:tr>",
        "\n  <w:tr><w:tc><w:p/></w:tc></w:tr>\n  <w:tr><w:tc><w:p/></w:tc></w:tr>\n",
        '<!-- <w:tr> --><w:tr><w:tc><w:p><w:r><w:t>&lt;w:tr baris-disisihkan="0"/></w:t></w:r>'
        "</w:p></w:tc></w:tr>",
        '<w:tr xmlns:v="urn:lain" v:a="1"><w:tc><w:p/></w:tc></w:tr>',
        "<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr>",
        "<w:sdt><w:sdtContent><w:tr><w:tc><w:p/></w:tc></w:tr></w:sdtContent></w:sdt>",
        "<w:tr><w:tc><w:p><w:r><w:t><![CDATA[</w:tr>]]></w:t></w:r></w:p></w:tc></w:tr>",
    ],
)
def test_any_row_comes_back_as_it_was(inside: str) -> None:
    part = read_package(package(f"<w:tbl>{inside}</w:tbl><w:p/>"))[DOCUMENT]
    assert canonical(Aside(part).serialise()) == canonical(part)


def canonical(part: bytes) -> str:
    return str(etree.canonicalize(etree.fromstring(part), with_comments=True))


def test_a_picture_exchanged_in_a_row_is_tracked_there() -> None:
    def document(colour: str) -> dict[str, bytes]:
        image, stream, made = io.BytesIO(), io.BytesIO(), docx.Document()
        Image.new("RGB", (20, 20), colour).save(image, "PNG")
        cells = made.add_table(1, 2).rows[0].cells
        cells[0].text = "Denah"
        cells[1].paragraphs[0].add_run("lihat ").add_picture(io.BytesIO(image.getvalue()))
        made.save(stream)
        return read_package(stream.getvalue())

    old, new = document("red"), document("blue")
    content, marks = redline(old, new, AUTHOR, DATE)
    root = etree.fromstring(read_package(content)[DOCUMENT])
    row = next(root.iter(f"{W}tr"))
    assert marks == 2
    assert [len(list(mark.iter(f"{W}drawing"))) for mark in row.iter(f"{W}del", f"{W}ins")] == [
        1,
        1,
    ]
    assert redline(old, document("red"), AUTHOR, DATE)[1] == 0
