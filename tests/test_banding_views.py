"""The views of a comparison that leave the terminal: the page, the matrix in Word and in Excel."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pdfplumber
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock

from rbdocs.cli import main
from rbdocs.compare.changes import compare
from rbdocs.compare.matrix import MatrixRow, matrix_rows
from rbdocs.compare.matrix_xlsx import matrix_workbook
from rbdocs.documents.make import make_documents
from rbdocs.files import Project
from rbdocs.model.kosakata import ComparedPiece, Presence
from rbdocs.model.values import parse_number
from tests.browser import in_browser
from tests.loops import at_least_one
from tests.mutations import cached
from tests.office import to_pdf
from tests.sample import ROOT, regulation_of, replace_text
from tests.test_valid_word import mistakes
from tests.word_edits import open_document
from tests.word_text import shown

__all__ = ["cached"]  # the fixture
pytestmark = pytest.mark.usefixtures("cached")
EDITS = {
    "lampiran-4.yaml": [
        ("tw: [6893, 4124, 0, 0]", "tw: [6893, 5124, 0, 0]"),
        ("total: 11017", "total: 12017"),
        ("anggaran: 677800000", "anggaran: 725000000"),
        ("Melaksanakan Monitoring dan evaluasi sebagai", "Melaksanakan pemantauan sebagai"),
        ("satuan: data", 'satuan: "=SUM(A1) & <b>tebal</b>"'),
    ],
    "lampiran-2.yaml": [("target: 3.4\n", 'target: "3,40"\n')],
}
UNIT = '  - {kunci: rumus, jenis: cacah, ejaan: ["=SUM(A1) & <b>tebal</b>"]}\n'


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two folders: the sources as they are, and as edited by EDITS."""
    base = tmp_path_factory.mktemp("tampilan")
    for name in ("lama", "baru"):
        for part in ("sources", "templates"):
            shutil.copytree(ROOT / part, base / name / part)
    for file, edits in EDITS.items():
        path = base / "baru/sources/2023" / file
        for old, new in edits:
            replace_text(path, old, new)
    register = base / "baru/sources/satuan.yaml"
    text = register.read_text(encoding="utf-8")
    register.write_text(f"{text.rstrip()}\n{UNIT}", encoding="utf-8")
    return base / "lama", base / "baru"


def run(versions: tuple[Path, Path], view: str, target: Path) -> None:
    old, new = map(str, versions)
    command = ["banding", old, new, "--akar", new, "--format", view, "--ke", str(target)]
    assert main(command) == 1


@pytest.fixture(scope="module")
def changes(
    versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    target = tmp_path_factory.mktemp("json") / "perubahan.json"
    run(versions, "json", target)
    listing: list[dict[str, Any]] = json.loads(target.read_text(encoding="utf-8"))["perubahan"]
    assert len(listing) == 7  # one of them in the register of units, which is not printed
    return listing


@pytest.fixture(scope="module")
def page(versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    target = tmp_path_factory.mktemp("halaman") / "banding.html"
    run(versions, "html", target)
    return target.read_text(encoding="utf-8")


# --- the page


LOOK = """
  var form = document.getElementById('saring'), hasil = {};
  var semua = Array.from(document.querySelectorAll('article'));
  function tampak() { return semua.filter(function (a) { return a.checkVisibility(); }).length; }
  function tunggu() { return new Promise(function (r) { setTimeout(r, 30); }); }
  function pilih(nama, nilai) {
    form.elements[nama].value = nilai;
    form.dispatchEvent(new Event('input'));
  }
  hasil.semua = semua.length; hasil.awal = tampak();
  pilih('bagian', 'Lampiran II'); hasil.bagian = tampak(); hasil.tanda = location.hash;
  pilih('bagian', '');
  pilih('jenis', 'ditulis ulang'); hasil.jenis = tampak(); pilih('jenis', '');
  pilih('pd', 'DPMPTSP'); hasil.pd = tampak(); pilih('pd', '');
  pilih('cari', 'pemantauan'); hasil.cari = tampak();
  form.reset(); await tunggu(); hasil.kembali = tampak();
  hasil.batang = [];
  for (var a of document.querySelectorAll('.grafik li > a')) {
    a.click(); await tunggu();
    hasil.batang.push([a.querySelector('.nama').textContent, form.elements.pd.value, tampak()]);
  }
  form.reset(); await tunggu();
  hasil.lebar = document.documentElement.scrollWidth - window.innerWidth;
  var isi = document.querySelector('.isi').children;
  hasil.berdampingan = isi[0].getBoundingClientRect().top === isi[1].getBoundingClientRect().top;
  form.elements.sebaris.checked = true; form.dispatchEvent(new Event('input'));
  hasil.sebaris = getComputedStyle(document.querySelector('div.sebaris')).display;
  hasil.tautan = semua.every(function (a) {
    return document.getElementById(a.id) === a && a.querySelector('a').hash === '#' + a.id;
  });
  hasil.putus = Array.from(document.querySelectorAll('a[href^="#"]')).filter(function (a) {
    return a.hash[1] !== '?' && !document.getElementById(decodeURIComponent(a.hash.slice(1)));
  }).length;
  hasil.letak = semua.map(function (a) { return a.querySelector('h3').textContent; });
  return hasil;
"""


@pytest.mark.parametrize("width", [1280, 500])
def test_a_reader_filters_the_page_at_any_width(
    page: str, changes: list[dict[str, Any]], width: int, tmp_path: Path
) -> None:
    found = in_browser(page, LOOK, width, tmp_path)
    assert found["semua"] == 5 < len(changes)  # an action has one card, however much changed in it
    assert found["awal"] == found["kembali"] == 4  # what is not printed is folded
    assert found["bagian"] == 1
    assert found["tanda"] == "#?bagian=Lampiran%20II"
    assert found["jenis"] == found["cari"] == 1
    codes = {item["kode"] for item in changes if "DPMPTSP" in item["perangkat_daerah"]}
    assert found["pd"] == len(codes) > 0
    assert all(name == chosen and count for name, chosen, count in at_least_one(found["batang"]))
    assert found["lebar"] <= 0, "halaman melebihi lebar layar"
    assert found["berdampingan"] is (width > 800)
    assert found["sebaris"] == "block"
    assert found["tautan"]
    assert found["putus"] == 0
    assert any(title.startswith("Lampiran IV, I-") and ": " in title for title in found["letak"])


LABELS = """
  var hasil = {terpotong: []};
  document.querySelectorAll('.grafik').forEach(function (grafik) {
    var batas = grafik.getBoundingClientRect();
    grafik.querySelectorAll('.nama, .nilai').forEach(function (teks) {
      var kotak = teks.getBoundingClientRect();
      if (kotak.left < batas.left - 1 || kotak.right > batas.right + 1 || !kotak.height
          || parseFloat(getComputedStyle(teks).fontSize) < 12)
        hasil.terpotong.push(teks.textContent);
    });
  });
  hasil.teks = Array.from(document.querySelectorAll('.grafik .nilai'), function (teks) {
    return teks.textContent;
  });
  hasil.panjang = Array.from(document.querySelectorAll('.grafik .batang'), function (satu) {
    return [satu.querySelector('.nilai').textContent, satu.querySelector('.petak').offsetWidth];
  });
  hasil.buka = document.querySelectorAll('.isi .buka').length;
  return hasil;
"""


@pytest.mark.parametrize("width", [1280, 500])
def test_every_label_of_a_chart_can_be_read_and_no_open_amount_is_nought(
    versions: tuple[Path, Path], tmp_path: Path, width: int
) -> None:
    new = tmp_path / "proyek"
    shutil.copytree(versions[0], new)
    plan = new / "sources/2023/lampiran-2.yaml"
    text = plan.read_text(encoding="utf-8")
    for kode in ("G-04", "G-23", "G-46"):
        start = text.index(f"kode: {kode}\n")
        opened = re.sub(r"anggaran: \d+", "anggaran: belum diisi", text[start:], count=1)
        text = text[:start] + opened
    plan.write_text(text, encoding="utf-8")
    run((versions[0], new), "html", tmp_path / "a.html")
    found = in_browser((tmp_path / "a.html").read_text(encoding="utf-8"), LABELS, width, tmp_path)
    assert found["terpotong"] == []
    assert found["buka"] == 3
    assert "belum diisi" in found["teks"]
    assert any(finding.startswith("sekurang-kurangnya ") for finding in found["teks"])
    assert not {"0", "–"} & set(found["teks"])
    wide = [(parse_number(told), width) for told, width in found["panjang"]]
    lengths = sorted((number, width) for number, width in wide if number is not None)
    assert [width for _, width in lengths] == sorted(width for _, width in lengths)
    assert lengths[0][1] < lengths[-1][1]


def test_the_page_needs_nothing_from_elsewhere_and_text_is_text(page: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert "<b>tebal</b>" not in page


def test_the_page_is_the_same_every_time(
    page: str, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    run(versions, "html", tmp_path / "lagi.html")
    assert (tmp_path / "lagi.html").read_text(encoding="utf-8") == page


def test_a_mistake_in_the_template_is_told(
    versions: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "proyek"
    shutil.copytree(versions[1], root)
    old, new = map(str, versions)
    command = ["banding", old, new, "--akar", str(root), "--format", "html"]
    for content, message in (("{% if %}", "tag salah tulis"), ("{{ apa }}", "tidak dikenal")):
        (root / "templates/banding.html").write_text(content, encoding="utf-8")
        assert main([*command, "--ke", str(tmp_path / "a.html")]) == 2
        assert message in capsys.readouterr().err
    (root / "templates/banding.html").unlink()
    assert main([*command, "--ke", str(tmp_path / "a.html")]) == 2
    assert "tidak dapat dibaca" in capsys.readouterr().err


# --- the matrix


@pytest.fixture(scope="module")
def matrix(versions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matriks")
    run(versions, "matriks", folder)
    return folder


def rows_of(path: Path) -> list[list[str]]:
    table = max(open_document(path).tables, key=lambda item: len(item.rows))
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_matrix_has_one_row_for_each_action_and_a_column_for_the_answer(
    matrix: Path, changes: list[dict[str, Any]]
) -> None:
    head, *rows = rows_of(matrix / "matriks.docx")
    assert head == ["No", "Letak", "Semula", "Menjadi", "Keterangan", "Tanggapan"]
    codes = list(
        dict.fromkeys(item["kode"] for item in changes if item["tercetak"] and item["kode"])
    )
    target, *actions = [row[1].split("\n") for row in rows]
    assert target[0] == "Lampiran II, G-05"  # a target stands beside the first action below it
    assert [place for place, _ in actions] == [f"Lampiran IV, {kode}" for kode in codes]
    assert len({says for _, says in actions}) > 1
    assert [row[0] for row in rows] == [str(index + 1) for index in range(len(rows))]
    assert {row[5] for row in rows} == {""}


def test_the_matrix_holds_every_difference_of_the_documents_and_no_other(
    matrix: Path, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    cells: list[list[str]] = []
    for side in versions:
        regulation = regulation_of(side, 2023)
        cells.append([])
        for document in make_documents(Project(side), regulation):
            (tmp_path / "satu.docx").write_bytes(document.content)
            cells[-1] += list(flat(shown(tmp_path / "satu.docx")))
    assert len(cells[0]) == len(cells[1])
    differences = sorted((a, b) for a, b in zip(*cells, strict=True) if a != b)
    assert differences
    _, *rows = rows_of(matrix / "matriks.docx")
    told = [pair for row in rows for pair in zip(told_in(row[2]), told_in(row[3]), strict=True)]
    assert sorted(told) == differences


def told_in(cell: str) -> list[str]:
    """The texts in a cell of the matrix, without what each is called."""
    return [text.split(": ", 1)[1] for text in re.split(r"\n| · ", cell)]


def flat(content: Any) -> Any:
    """Every paragraph's text, also in cells."""
    for item in content:
        if isinstance(item, str):
            yield item
        elif isinstance(item, tuple):
            yield from flat(item[2])
        else:
            yield from flat(item)


def test_changed_words_are_marked_in_the_matrix(matrix: Path) -> None:
    document = open_document(matrix / "matriks.docx")
    table = max(document.tables, key=lambda item: len(item.rows))
    row = next(item for item in table.rows if "pemantauan" in item.cells[3].text)
    marked = [
        [
            (run.style.name, run.text)
            for run in cell.paragraphs[0].runs
            if run.style.name[:4] == "Kata"
        ]
        for cell in row.cells[2:4]
    ]
    assert marked == [
        [("Kata Dihapus", "Monitoring dan evaluasi")],
        [("Kata Ditambah", "pemantauan")],
    ]


def test_a_year_is_compared_with_the_next_in_no_more_rows_than_it_has_actions(
    drafted: Path,
) -> None:
    old, new = (regulation_of(drafted, year) for year in (2023, 2024))
    changes = [change for change in compare(old, new).changes if change.printed]
    rows = matrix_rows(changes)
    assert sorted(map(id, changes)) == sorted(id(item) for row in rows for item in row.changes)
    plans = [row for row in rows if re.match(r"Lampiran (?:II|III|IV)\b,", row.place)]
    actions = {row.kode for row in old.baris} | {row.kode for row in new.baris}
    assert 0 < len(plans) <= len(actions) < len(changes) / 4
    assert len({row.place for row in rows}) == len(rows)


def test_word_and_libreoffice_open_the_matrix(matrix: Path, tmp_path: Path) -> None:
    assert mistakes(matrix / "matriks.docx") == []
    (pdf,) = to_pdf([matrix / "matriks.docx"], tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF")


def test_the_workbook_has_the_same_rows_with_the_same_marks(matrix: Path) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO((matrix / "matriks.xlsx").read_bytes()), rich_text=True
    )
    sheet = book["Matriks"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [["" if item is None else str(item) for item in row] for row in rows] == rows_of(
        matrix / "matriks.docx"
    )[1:]
    marked = [
        (block.font.strike, block.font.u, str(block))
        for row in rows
        for cell in row[2:4]
        if isinstance(cell, CellRichText) and "sebagai" in str(cell)
        for block in cell
        if isinstance(block, TextBlock)
    ]
    assert (True, None, "Monitoring dan evaluasi") in marked
    assert (None, "single", "pemantauan") in marked
    assert "DPMPTSP" in {row[0] for row in book["Perangkat daerah"].iter_rows(values_only=True)}


def test_each_sheet_of_the_workbook_can_be_filtered_printed_and_added_up(matrix: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((matrix / "matriks.xlsx").read_bytes()))
    assert book.sheetnames == ["Matriks", "Rincian", "Perangkat daerah", "Tidak tercetak"]
    for sheet in book:
        head, *_ = (cell.row for cell in sheet["A"] if cell.value in ("No", "Perangkat daerah"))
        assert sheet.auto_filter.ref == f"A{head}:{sheet.dimensions.split(':')[1]}"
        assert sheet.print_title_rows == f"${head}:${head}"
        assert sheet.oddFooter.right.text == "Halaman &P dari &N"
        assert sheet.page_setup.orientation == "landscape"
        rows = list(sheet.iter_rows(min_row=head + 1))
        assert rows
        assert all(cell.border.left.style == "thin" for row in rows for cell in row)
        assert all(sheet.row_dimensions[row[0].row].height > 12 for row in rows)
    money = {row[0]: row[1:4] for row in book["Perangkat daerah"].iter_rows(values_only=True)}
    old, new, by = money["DPMPTSP"]
    assert new - old == by == 725_000_000 - 677_800_000
    details = [row[5:] for row in book["Rincian"].iter_rows(values_only=True)]
    assert (677_800_000, 725_000_000) in details
    assert ("3,4", "3,40") in details  # written otherwise, which a number would hide


def test_no_row_of_the_workbook_is_cut_in_print(matrix: Path, tmp_path: Path) -> None:
    (pdf,) = to_pdf([matrix / "matriks.xlsx"], tmp_path)
    with pdfplumber.open(pdf) as pages:
        printed = "".join((page.extract_text() or "") for page in pages.pages)
    sheet = openpyxl.load_workbook(io.BytesIO((matrix / "matriks.xlsx").read_bytes()))["Matriks"]
    letters = Counter(re.sub(r"\s", "", printed))
    wanted = Counter(
        letter
        for row in sheet.iter_rows(values_only=True)
        for text in row
        for letter in re.sub(r"\s", "", str(text or ""))
    )
    assert wanted - letters == Counter()


def test_a_row_higher_than_excel_has_says_where_all_of_it_can_be_read() -> None:
    heading = dict.fromkeys(("judul", "pembuat", "lama", "baru", "ringkasan"), "x")
    pieces = [ComparedPiece(Presence.ADDED, "kata " * count) for count in (10, 2000)]
    rows = [MatrixRow("Pasal 1", (), (piece,), "", ()) for piece in pieces]
    book = openpyxl.load_workbook(io.BytesIO(matrix_workbook(Project(ROOT), heading, rows, ())))
    remarks = [str(row[4]) for row in book["Matriks"].iter_rows(values_only=True)][-2:]
    assert ["bacalah seluruhnya dalam matriks.docx" in remark for remark in remarks] == [
        False,
        True,
    ]


def test_no_cell_of_the_workbook_is_a_formula(matrix: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO((matrix / "matriks.xlsx").read_bytes()))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


def test_both_matrices_are_the_same_every_time(
    matrix: Path, versions: tuple[Path, Path], tmp_path: Path
) -> None:
    run(versions, "matriks", tmp_path)
    for name in ("matriks.docx", "matriks.xlsx"):
        assert (tmp_path / name).read_bytes() == (matrix / name).read_bytes()
