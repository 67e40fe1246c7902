"""A plan of any layout is checked, printed, drafted anew, compared; a wrong layout is told."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.cli import main
from rbdocs.model.plan import plan_rows
from rbdocs.model.plan_columns import Merge
from tests.docx_reader import read_docx
from tests.loops import at_least_one
from tests.sample import ROOT, regulation_of, replace_text

EXAMPLES = ("jadwal", "capaian", "peta-jalan")
YEAR = 2025
WRONG = yaml.safe_load((Path(__file__).parent / "cases" / "susunan.yaml").read_text("utf-8"))


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example project, whose templates are there with all the others."""
    root = tmp_path / "contoh"
    shutil.copytree(ROOT / "contoh", root)
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    return root


def run(root: Path, *arguments: str) -> int:
    return main([*arguments, "--akar", str(root)])


def found(root: Path, capsys: pytest.CaptureFixture[str], status: int = 1) -> list[dict[str, Any]]:
    """What ``periksa`` finds, without what every draft has."""
    capsys.readouterr()
    assert run(root, "periksa", str(YEAR), "--format", "json") == status
    listing: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return listing


def test_examples_print_every_value_and_their_sums(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(example, "bangun", str(YEAR), "--tanpa-pdf") == 0
    regulation = regulation_of(example, YEAR)
    assert tuple(plan.jenis for plan in regulation.lampiran) == EXAMPLES
    for number, plan in enumerate(regulation.lampiran, start=1):
        path = example / "output" / str(YEAR) / f"lampiran-{number}.docx"
        printed = [[cell.text for cell in row.cells] for row in read_docx(path).row]
        wanted = [
            ["" if c.merge is Merge.CONTINUED else str(c.content) for c in row.cells]
            for row in plan_rows(plan)
        ]
        head = len(printed) - len(wanted)
        assert printed[head:] == wanted
    sums = [row for row in plan_rows(regulation.lampiran[0]) if row.aksi is None]
    assert [str(row.cell("anggaran").content) for row in sums] == [
        "45.000.000",
        "135.000.001",
        "180.000.001",
    ]


def test_examples_become_the_next_years_draft_and_are_compared(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(example, "revisi", "2026", "--dari", str(YEAR)) == 0
    drafted = {
        name: (example / "sources" / "2026" / f"lampiran-{number}.yaml").read_text("utf-8")
        for number, name in enumerate(EXAMPLES, start=1)
    }
    assert "anggaran: belum diisi # 2025: 105.000.001" in drafted["jadwal"]
    assert drafted["jadwal"].count("✓") == 10  # ticks stay, to be moved
    assert "target: [belum diisi, belum diisi, belum diisi, belum diisi]" in drafted["capaian"]
    assert re.search(r"realisasi: \['', '', '', ''\]", drafted["capaian"])
    assert "target: [7.9, 7.5, 7.1, 6.8, 6.5]" in drafted["peta-jalan"]  # years span the plan
    assert run(example, "bangun", "2026", "--rancangan", "--tanpa-pdf") == 0
    capsys.readouterr()
    assert run(example, "banding", str(YEAR), "2026") == 1
    told = capsys.readouterr().out
    for place in ("J-03, Anggaran (Rp)", "C-01, TW II", "C-03, Jumlah"):
        assert f"Lampiran {'I' if place[0] == 'J' else 'II'}, {place}" in told
    assert "P-01" not in told


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("lampiran-2.yaml", "total: 80", "total: 81", "TW01", "C-02"),
        ("lampiran-2.yaml", "jumlah_pagu: 20000000", "jumlah_pagu: 2000000", "TW01", "C-03"),
        ("lampiran-2.yaml", "satuan: Laporan", "satuan: Lapran", "MUAT13", "C-03"),
        ("lampiran-2.yaml", "pelaksana: Dinsos", "pelaksana: Dinsoss", "MUAT14", "C-03"),
        ("lampiran-3.yaml", "target: [7.9, 7.5", "target: [790, 7.5", "SAT04", "P-03"),
        (
            "lampiran-3.yaml",
            "target: [3.3, 3.4",
            "target: [3.2, 3.4",
            "IND01",
            "indeks-spbe:target:2025",
        ),
        ("lampiran-1.yaml", "anggaran: 45000000", 'anggaran: "45,000,000"', "ANG04", "J-02"),
    ],
)
def test_rules_hold_on_every_layout_by_what_its_columns_mean(
    example: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    old: str,
    new: str,
    code: str,
    place: str,
) -> None:
    replace_text(example / "sources" / str(YEAR) / file, old, new)
    status = 2 if code.startswith("MUAT") else 1
    listing = found(example, capsys, status)
    assert {(item["kode_aturan"], item["kode"]) for item in listing} >= {(code, place)}
    assert all(item["baris"] > 0 for item in listing if item["kode_aturan"] == code)


def test_a_written_sum_that_does_not_agree_is_found_and_printed_as_it_is_written(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = example / "sources" / str(YEAR) / "lampiran-1.yaml"
    path.write_text(f"{path.read_text('utf-8')}jumlah: {{anggaran: 180000000}}\n", "utf-8")
    (wrong,) = found(example, capsys)
    assert (wrong["kode_aturan"], wrong["nilai"]["seharusnya"]) == ("JML01", "180.000.001")
    regulation = regulation_of(example, YEAR)
    *_, last = plan_rows(regulation.lampiran[0])
    assert str(last.cell("anggaran").content) == "180.000.000"


@pytest.mark.parametrize("case", WRONG, ids=[case["nama"] for case in WRONG])
def test_a_wrong_layout_is_told_with_its_line_and_what_to_do(
    example: Path, capsys: pytest.CaptureFixture[str], case: dict[str, Any]
) -> None:
    file = case.get("berkas", "susunan/capaian.yaml")
    path = example / "sources" / file
    text = path.read_text("utf-8")
    for old, new in at_least_one(case["ganti"].items()):
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    listing = [item for item in found(example, capsys, 2) if item["tingkat"] == "galat"]
    told = [item for item in listing if case["pesan"] in item["pesan"]]
    assert len(told) == case.get("kali", 1), listing
    for item in told:
        assert item["berkas"] == f"sources/{file}"
        assert item["baris"] > 0
        assert case["saran"] in item["saran"]
    assert len(listing) == case.get("seluruhnya", len(told)), listing


def test_a_column_renamed_after_the_plan_was_written_is_told_once_a_row(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = example / "sources" / "susunan" / "capaian.yaml"
    replace_text(path, "kunci: keluaran,", "kunci: hasil,")
    listing = found(example, capsys, 2)
    assert [
        (item["kode_aturan"], item["berkas"]) for item in listing if item["tingkat"] == "galat"
    ] == [("MUAT08", f"sources/{YEAR}/lampiran-2.yaml")] * 3
    assert all("«hasil»" in item["saran"] for item in listing if item["kode_aturan"] == "MUAT08")


def test_a_template_without_a_mandatory_column_makes_no_document(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    layout = example / "sources" / "susunan" / "jadwal.yaml"
    text = layout.read_text("utf-8")
    lines = [line for line in text.splitlines() if "kunci: pelaksana" not in line]
    extra = "  - {kunci: tempat, judul: Tempat, tingkat: kegiatan, isian: pelaksana, lanjut: true}"
    lines.insert(lines.index("jumlah:"), extra)
    layout.write_text("\n".join(lines), "utf-8")
    assert run(example, "bangun", str(YEAR), "--tanpa-pdf") == 2
    told = capsys.readouterr()
    assert "kolom «pelaksana» tidak dikenal" in told.out + told.err
    replaced = text.replace("lanjut: true, lebar: 17", "lanjut: true, lebar: 10").replace(
        "jumlah:\n", "  - {kunci: ket, judul: Ket., tingkat: kegiatan, lanjut: true}\njumlah:\n"
    )
    layout.write_text(replaced, "utf-8")
    source = example / "sources" / str(YEAR) / "lampiran-1.yaml"
    source.write_text(re.sub(r"(?m)^(\s+)no: ", r"\1ket: -\n\1no: ", source.read_text("utf-8")))
    source.write_text(source.read_text("utf-8").replace("ket: -", 'ket: "-"'), "utf-8")
    assert run(example, "bangun", str(YEAR), "--tanpa-pdf") == 2
    told = capsys.readouterr()
    assert "kolom «ket» tidak ada dalam baris contoh «baris»" in told.out + told.err
    assert not (example / "output" / str(YEAR)).exists()


def test_a_year_may_have_a_layout_of_its_own(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = example / "sources" / str(YEAR) / "susunan"
    own.mkdir()
    text = (example / "sources" / "susunan" / "jadwal.yaml").read_text("utf-8")
    (own / "jadwal.yaml").write_text(text.replace("judul: JUMLAH,", "judul: TOTAL BIAYA,"), "utf-8")
    regulation = regulation_of(example, YEAR)
    *_, last = plan_rows(regulation.lampiran[0])
    assert str(last.cell("tahap").content) == "TOTAL BIAYA"
    assert found(example, capsys, 0) == []


def test_an_amount_edited_in_word_comes_home_and_its_sum_follows(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(example, "bangun", str(YEAR), "--tanpa-pdf") == 0
    edited = example / "lampiran-1.docx"
    with zipfile.ZipFile(example / "output" / str(YEAR) / edited.name) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"]
    assert text.count(b">30.000.000<") == 1
    parts["word/document.xml"] = text.replace(b">30.000.000<", b">31.000.000<")
    with zipfile.ZipFile(edited, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert run(example, "serap", str(edited), "--terapkan") == 0
    capsys.readouterr()
    source = (example / "sources" / str(YEAR) / "lampiran-1.yaml").read_text("utf-8")
    assert "anggaran: 31000000" in source
    assert run(example, "bangun", str(YEAR), "--tanpa-pdf") == 0
    made = read_docx(example / "output" / str(YEAR) / edited.name)
    assert "181.000.001" in [cell.text for cell in made.row[-1].cells]


def test_a_template_is_made_once_and_prints_the_layout(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = example / "templates" / "lampiran-rencana-aksi-capaian.docx"
    before = path.read_bytes()
    assert run(example, "susunan", "capaian", "--templat") == 2
    assert "sudah ada dan tidak ditimpa" in capsys.readouterr().err
    path.unlink()
    assert run(example, "susunan", "capaian", "--templat") == 0
    assert path.read_bytes() == before
    assert run(example, "susunan", "capian") == 2
    assert "Mungkin maksud Anda «capaian»" in capsys.readouterr().err


def test_a_column_without_a_width_has_room_where_the_others_take_it_all(example: Path) -> None:
    """A copied layout of which the widths are 100 per cent, and a new column beside them."""
    text = (ROOT / "rbdocs/susunan/general.yaml").read_text("utf-8")
    path = example / "sources" / "susunan" / "general-sumber.yaml"
    column = "{kunci: sumber, judul: Sumber Dana, tingkat: rencana_aksi, lanjut: true}"
    path.write_text(f"{text}  - {column}\n", "utf-8")
    assert run(example, "susunan", "general-sumber", "--templat") == 0
    made = example / "templates" / "lampiran-rencana-aksi-general-sumber.docx"
    with zipfile.ZipFile(made) as package:
        document = package.read("word/document.xml").decode()
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', document)]
    whole = sum(widths)
    assert len(widths) == 17
    assert widths[-1] > 0.05 * whole
    assert min(widths) > 0.025 * whole
