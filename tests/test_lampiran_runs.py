"""Year after year with Lampiran put in, replaced and deleted: sources, print and checks agree."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import docx
import pytest

from rbdocs.cli import main
from rbdocs.law.extent import measure
from tests.amending import amendments, body, revise
from tests.clean import copy_printable
from tests.docx_reader import read_paragraphs
from tests.sample import ROOT, regulation_of, replace_text

PLAN = (ROOT / "tests/bersih/sources/2024/lampiran-3.yaml").read_text("utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_printable(tmp_path).root


def attach(root: Path, year: int, old: str, new: str, **plans: str) -> None:
    """Let the drafter write *new* numbers into the body, and a plan of its own for each new one."""
    replace_text(
        root / f"sources/{year}/peraturan.yaml", f"lampiran: [{old}]", f"lampiran: [{new}]"
    )
    for nomor, letter in plans.items():
        name = {"IIA": "2a", "IIB": "2b", "IV": "4", "V": "5", "VI": "6"}[nomor]
        text = PLAN.replace("lampiran: III", f"lampiran: {nomor}").replace("2024", str(year))
        text = re.sub(r"\bK-(\d\d)", rf"{letter}-\1", text)
        text = re.sub(r"uraian: (\w)\. (\w+)", rf"uraian: \1. \2 ulang {letter}", text)
        path = root / f"sources/{year}/lampiran-{name}.yaml"
        path.write_text(text.replace("KEMISKINAN", f"KEMISKINAN {letter}"), "utf-8")


def enact(root: Path, year: int) -> None:
    path = root / f"sources/{year}/peraturan.yaml"
    text = path.read_text("utf-8").replace("status: rancangan", "status: ditetapkan")
    text = text.replace("nomor: belum diisi", f"nomor: {year - 2000}")
    path.write_text(text.replace("tanggal: belum diisi", f"tanggal: {year}-01-15"), "utf-8")


def found(root: Path, year: int, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    capsys.readouterr()
    main(["periksa", str(year), *more, "--akar", str(root)])
    return capsys.readouterr().out


def printed(root: Path, year: int, name: str) -> list[str]:
    return [text for _, text in read_paragraphs(root / f"output/{year}/{name}.docx")]


def test_lampiran_put_in_and_deleted_year_after_year(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(project, 2025, "--lampiran", "-")
    attach(project, 2025, "", "IIA, IIB, IV, V", IIA="A", IIB="B", IV="D", V="E")
    wanted = project / "sources/2025/pasal.yaml"
    several = "Lampiran II sampai dengan Lampiran V"
    assert revise(project, 2025) == 0
    assert found(project, 2025, capsys, "--aturan", "UBH").count("UBH08") == 4
    replace_text(wanted, "Lampiran II dan Lampiran III", several)
    assert revise(project, 2025) == 0
    assert amendments(project, 2025)[1:] == [
        {"jenis": "sisip-lampiran", "antara": ["II", "III"], "nomor": ["IIA", "IIB"]},
        {"jenis": "tambah-lampiran", "setelah": "III", "nomor": ["IV", "V"]},
    ]
    assert "0 galat" in found(project, 2025, capsys, "--aturan", "UBH,RUJ,LKP07,NOM")
    capsys.readouterr()
    assert main(["bangun", "2025", "--tanpa-pdf", "--rancangan", "--akar", str(project)]) == 0
    made = re.findall(r"output/2025/(\S+)\.docx", capsys.readouterr().out)
    assert made == ["perbup", "lampiran-2a", "lampiran-2b", "lampiran-4", "lampiran-5"]
    assert "LAMPIRAN IIA" in printed(project, 2025, "lampiran-2a")
    assert any(
        "Di antara Lampiran II dan Lampiran III disisipkan 2 (dua) lampiran, yakni Lampiran IIA "
        "dan Lampiran IIB sebagaimana tercantum dalam" in text
        for text in printed(project, 2025, "perbup")
    )
    enact(project, 2025)

    assert revise(project, 2026, "--lampiran", "-", "--hapus-lampiran", "IIA,V") == 0
    assert body(project, 2026)["lampiran"] == []
    assert amendments(project, 2026) == [{"jenis": "hapus-lampiran", "nomor": ["IIA", "V"]}]
    assert "masih menyebut Lampiran V" in found(project, 2026, capsys, "--aturan", "RUJ05")
    wanted = project / "sources/2026/pasal.yaml"
    replace_text(wanted, several, "Lampiran II, Lampiran IIB, Lampiran III, dan Lampiran IV")
    assert revise(project, 2026) == 0
    assert "0 galat" in found(project, 2026, capsys, "--aturan", "UBH,RUJ,LKP07,NOM")
    shares = {part.nama: part.share for part in measure(regulation_of(project, 2026)).bagian[1:]}
    assert shares == {
        **dict.fromkeys(("Lampiran I", "Lampiran II", "Lampiran IIB"), 0),
        **dict.fromkeys(("Lampiran III", "Lampiran IV"), 0),
        **dict.fromkeys(("Lampiran IIA", "Lampiran V"), 1),
    }
    enact(project, 2026)
    assert main(["bangun", "2026", "--konsolidasi", "--akar", str(project)]) == 0
    texts = printed(project, 2026, "konsolidasi")
    start = texts.index("LAMPIRAN YANG BERLAKU") + 1
    names = [text.removeprefix("Lampiran ") for text in texts[start:-1:2]]
    assert names == ["I", "II", "IIA", "IIB", "III", "IV", "V"]
    gone = [names[at] for at, text in enumerate(texts[start + 1 : -1 : 2]) if "dihapus" in text]
    assert gone == ["IIA", "V"]

    assert revise(project, 2027, "--lampiran", "III") == 0
    attach(project, 2027, "III", "III, V", V="F")
    assert revise(project, 2027) == 1
    assert "Lampiran V sudah dihapus dengan Peraturan Bupati Nomor 26" in capsys.readouterr().out
    assert "UBH05" in found(project, 2027, capsys, "--aturan", "UBH")
    (project / "sources/2027/lampiran-5.yaml").unlink()
    attach(project, 2027, "III, V", "III, VI", VI="F")
    assert revise(project, 2027) == 0
    assert amendments(project, 2027) == [
        {"jenis": "ubah-lampiran", "nomor": ["III"]},
        {"jenis": "tambah-lampiran", "setelah": "V", "nomor": ["VI"]},
    ]
    names = [part.nama for part in measure(regulation_of(project, 2027)).bagian[1:]]
    assert names == [f"Lampiran {nomor}" for nomor in ("I", "II", "IIB", "III", "IV", "VI")]


def test_an_inserted_lampiran_comes_home_from_word_and_is_named_like_the_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(project, 2025, "--lampiran", "II")
    attach(project, 2025, "II", "II, IIA", IIA="A")
    revise(project, 2025)
    main(["bangun", "2025", "--tanpa-pdf", "--rancangan", "--akar", str(project)])
    path = project / "output/2025/lampiran-2a.docx"
    document = docx.Document(str(path))
    (cell,) = {
        id(cell._tc): cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell.text.startswith("a. Memperbaiki ulang")
    }.values()
    cell.paragraphs[0].runs[0].text = "a. Membangun rumah sehat"
    for run in cell.paragraphs[0].runs[1:]:
        run.text = ""
    back = project / "kiriman.docx"
    document.save(str(back))
    assert main(["serap", str(back), "--terapkan", "--akar", str(project)]) == 0
    source = project / "sources/2025/lampiran-2a.yaml"
    assert "a. Membangun rumah sehat" in source.read_text("utf-8")
    text = source.read_text("utf-8").replace("total: 266", "total: 267")
    source.write_text(text, "utf-8")
    told = found(project, 2025, capsys, "IIA", "--aturan", "TW01")
    assert "sources/2025/lampiran-2a.yaml" in told
    assert "1 galat" in told
    shutil.copy(source, source.with_name("lampiran-2b.yaml"))
    told = found(project, 2025, capsys, "--aturan", "LKP07")
    assert "peraturan.yaml tidak menyebut Lampiran IIB" in told
    capsys.readouterr()
    main(["banding", "2024", "2025", "--akar", str(project)])
    assert "ditambah: Lampiran IIA\n" in capsys.readouterr().out


def test_a_deleted_lampiran_and_one_like_it_put_in_are_two_in_a_comparison(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(project, 2025, "--lampiran", "II", "--hapus-lampiran", "III")
    attach(project, 2025, "II", "II, IIA", IIA="A")
    revise(project, 2025)
    capsys.readouterr()
    main(["banding", "2024", "2025", "--akar", str(project)])
    told = capsys.readouterr().out
    assert "ditambah: Lampiran IIA\n" in told
    assert "dihapus: Lampiran III\n" in told


@pytest.mark.parametrize("number", ["ii", "IIII", "0", "II-A", "IIAA", "2A"])
def test_what_is_no_number_of_a_lampiran_is_told_with_what_is(
    project: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    path = project / "sources/2024/peraturan.yaml"
    replace_text(path, "lampiran: [I, II, III]", f"lampiran: [I, II, III, '{number}']")
    told = found(project, 2024, capsys)
    assert f"Lampiran «{number}» tidak sesuai bentuk lampiran" in told
    assert "misalnya II atau IIA" in told
