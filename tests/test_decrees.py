"""A decree is checked, amended several times, edited and consolidated as a regulation is."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml

from rbdocs.cli import main
from rbdocs.documents.provisions import article_blocks
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.printed_lines import read_lines, same_articles
from rbdocs.law.references import references
from rbdocs.model.batang_tubuh import Butir, Pasal
from rbdocs.model.numbering import diktum_number
from rbdocs.model.printed_text import placed
from rbdocs.model.sentence import concat
from rbdocs.model.values import Text
from rbdocs.sources.kinds import packaged_kinds
from tests.docx_reader import read_paragraphs
from tests.sample import replace_text
from tests.test_consolidated_back import absorb, add, consolidated_as, paragraph, write
from tests.test_kinds import begun, enact, in_order, printed

BASE = "Keputusan Bupati Nomor 10 Tahun 2024 tentang Rencana Aksi Reformasi Birokrasi Tahun 2024"
EFFECT = "Keputusan Bupati ini mulai berlaku pada tanggal ditetapkan."


def revise(root: Path, edition: str, *options: str) -> int:
    return main(["revisi", edition, "--lampiran", "-", *options, "--akar", str(root)])


@pytest.fixture(scope="module")
def twice_amended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("keputusan")
    begun(root, {"pemerintah": "Kabupaten Maju", "jenis": "keputusan"})
    enact(root, "2024", 10)
    for edition, nomor in (("2024-b", 11), ("2024-c", 12)):
        assert revise(root, edition) == 0
        replace_text(root / f"sources/{edition}/pasal.yaml", "Menetapkan", "Menetapkan kembali")
        assert revise(root, edition) == 0
        enact(root, edition, nomor)
    assert revise(root, "2025") == 0
    return root


@pytest.fixture
def project(twice_amended: Path, tmp_path: Path) -> Path:
    return shutil.copytree(twice_amended, tmp_path / "proyek")


def wanted(root: Path) -> Path:
    return root / "sources/2025/pasal.yaml"


def body(root: Path) -> Path:
    return root / "sources/2025/peraturan.yaml"


@pytest.mark.parametrize(
    ("setting", "opening"),
    [
        (
            "",
            [
                f"KESATU : Mengubah {BASE} yang telah beberapa kali diubah dengan Keputusan "
                "Bupati:",
                "a. Nomor 11 Tahun 2024;",
                "b. Nomor 12 Tahun 2024;",
                "sebagai berikut:",
                "1. Ketentuan Diktum KETIGA diubah sehingga berbunyi sebagai berikut:",
            ],
        ),
        (
            "frasa: {beberapa_kali: terakhir}\n",
            [
                f"KESATU : Mengubah Diktum KETIGA {BASE} sebagaimana telah beberapa kali diubah "
                "terakhir dengan Keputusan Bupati Nomor 12 Tahun 2024 tentang Perubahan Kedua atas "
                f"{BASE} sehingga berbunyi sebagai berikut:",
            ],
        ),
    ],
    ids=["listed", "the last"],
)
def test_a_decree_amended_before_names_what_amended_it_as_the_office_does(
    project: Path, setting: str, opening: list[str]
) -> None:
    replace_text(wanted(project), "pada tanggal", "sejak tanggal")
    body(project).write_text(body(project).read_text("utf-8") + setting, "utf-8")
    assert revise(project, "2025") == 0
    in_order([*opening, "KETIGA : " + EFFECT.replace("pada", "sejak")],
             printed(project, "2025", "keputusan.docx"))  # fmt: skip


def test_a_deleted_diktum_that_another_cites_is_told_at_the_amendment(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = yaml.safe_load(wanted(project).read_text("utf-8"))
    source["pasal"][0] = {"diktum": "KESATU", "status": "dihapus"}
    wanted(project).write_text(yaml.safe_dump(source), "utf-8")
    assert revise(project, "2025") == 0
    capsys.readouterr()
    assert main(["periksa", "2025", "--aturan", "UBH", "--akar", str(project)]) == 1
    told = capsys.readouterr().out
    assert "Diktum KEDUA merujuk Diktum KESATU, yang dihapus sesudah perubahan ini." in told
    assert "hapus-diktum" in told


def test_the_consolidated_decree_edited_in_word_becomes_the_next_amendment(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = consolidated_as(project, "2024-c")
    assert read_paragraphs(path)[-1][1].endswith("Yang berlaku adalah naskah yang ditetapkan.")
    capsys.readouterr()
    assert absorb(project, path, "--terapkan") == 0
    assert "Tidak ada suntingan" in capsys.readouterr().out
    document = docx.Document(str(path))
    write(document, "KESATU", "Menetapkan", "Menyusun")
    add(document, "(Diktum KEDUA:", "KEDUA", "KEDUA A\t:\tBiaya dibebankan pada:")
    add(document, "KEDUA A", "KEDUA", "a. APBD; dan")
    add(document, "a. APBD", "KEDUA", "b. sumber lain.")
    gone = paragraph(document, "KETIGA")
    gone.runs[0].text = "KETIGA\t:\tDihapus."
    for run in gone.runs[1:]:
        run.text = ""
    document.save(str(path))
    assert absorb(project, path, "--terapkan") == 0
    assert revise(project, "2025") == 0
    in_order(
        [
            "1. Ketentuan Diktum KESATU diubah sehingga berbunyi sebagai berikut:",
            "2. Di antara Diktum KEDUA dan Diktum KETIGA disisipkan 1 (satu) diktum, yakni Diktum "
            "KEDUA A sehingga berbunyi sebagai berikut:",
            "KEDUA A : Biaya dibebankan pada:",
            "a. APBD; dan",
            "b. sumber lain.",
            "3. Diktum KETIGA dihapus.",
        ],
        printed(project, "2025", "keputusan.docx"),
    )


def test_a_diktum_that_is_left_out_is_told_as_a_decree_writes_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = yaml.safe_load(wanted(project).read_text("utf-8"))
    del source["pasal"][-1]
    wanted(project).write_text(yaml.safe_dump(source), "utf-8")
    capsys.readouterr()
    assert main(["periksa", "2025", "--aturan", "UBH01", "--akar", str(project)]) == 1
    assert "«- {diktum: KETIGA, status: dihapus}»" in capsys.readouterr().out


def test_every_diktum_is_read_back_from_its_line_and_found_where_it_is_cited() -> None:
    numbers = [f"{diktum_number(place)}{more}" for place in range(1, 99) for more in ("", " A")]
    listing = [
        Pasal(pasal=nomor, teks=Text.dari(f"Menurut Diktum {nomor} huruf a."), huruf={"a": Butir()})
        for nomor in numbers
    ]
    cited = [item.target.bagian for item in references(listing, packaged_kinds())]
    assert cited == [(("pasal", nomor), ("huruf", "a")) for nomor in numbers]
    known = Consolidation.of(
        [item.model_copy(update={"huruf": {"a": Butir(teks=Text.dari("satu"))}})
         for item in listing], lengkap=True,
    )  # fmt: skip
    lines = [
        concat(block.nomor, "\t:\t" if block.jenis == "diktum" else "\t", block.isi)
        for item in known.ordered()
        for block in article_blocks(item.pasal)
    ]
    assert same_articles(list(placed(read_lines(lines))), known.sequence())


def test_a_diktum_of_another_decree_is_not_one_of_this() -> None:
    text = "Diktum KELIMA dan Diktum KEENAM Keputusan Bupati Nomor 3 Tahun 2020 berlaku."
    before = "Keputusan Bupati Nomor 3 Tahun 2020, sepanjang mengenai Diktum KELIMA, dicabut."
    for source, said in (("KESATU", text), ("1", before)):
        listing = [Pasal(pasal=source, teks=Text.dari(said))]
        assert [*references(listing, packaged_kinds())] == []


def test_a_chapter_or_table_of_a_lampiran_and_a_plan_are_changed_within_a_decree(
    tmp_path: Path,
) -> None:
    root = tmp_path / "proyek"
    kind = ["--pemerintah", "Kabupaten Maju", "--jenis", "keputusan", "--tahun", "2024"]
    assert main(["mulai", "--akar", str(root), *kind, "--lampiran", "naskah,general"]) == 0
    enact(root, "2024", 10)
    assert main(["revisi", "2024-b", "--lampiran", "I", "--akar", str(root)]) == 0
    replace_text(root / "sources/2024-b/lampiran-1/bab-1.md", "setiap tahun", "setiap semester")
    replace_text(
        root / "sources/2024-b/peraturan.yaml",
        "      - jenis: ubah-lampiran\n        nomor: [I]\n",
        "      - {jenis: ubah-bab-lampiran, lampiran: I, nomor: [I]}\n",
    )
    assert main(["revisi", "2024-b", "--akar", str(root)]) == 0
    assert main(["periksa", "2024-b", "--akar", str(root)]) == 0
    attached = "yang merupakan bagian tidak terpisahkan dari Keputusan Bupati ini."
    in_order(
        [
            f"KESATU : Mengubah BAB I dalam Lampiran I {BASE} sehingga menjadi sebagaimana "
            f"tercantum dalam Lampiran I {attached}",
            f"KEDUA : {EFFECT}",
        ],
        printed(root, "2024-b", "keputusan.docx"),
    )
    replace_text(root / "sources/2024-b/lampiran-1/naskah.yaml", "PETA JALAN", "ARAH")
    assert main(["periksa", "2024-b", "--aturan", "UBH03", "--akar", str(root)]) == 1
    assert main(["revisi", "2024-b", "--lampiran", "I,II", "--akar", str(root)]) == 0
    in_order(
        [
            f"KESATU : Mengubah {BASE} sebagai berikut:",
            "1. Ketentuan BAB I dalam Lampiran I diubah sehingga menjadi sebagaimana tercantum "
            f"dalam Lampiran I {attached}",
            "2. Ketentuan Lampiran II diubah menjadi sebagaimana tercantum dalam Lampiran II "
            f"{attached}",
        ],
        printed(root, "2024-b", "keputusan.docx"),
    )
    plan = {line for _, line in read_paragraphs(root / "output/2024-b/lampiran-2.docx")}
    assert {"LAMPIRAN II", "KEPUTUSAN BUPATI MAJU"} <= plan


def test_what_comes_back_for_the_second_of_a_year_goes_into_that_one(tmp_path: Path) -> None:
    root = tmp_path / "proyek"
    begun(root, {"pemerintah": "Kabupaten Maju", "jenis": "keputusan"})
    enact(root, "2024", 10)
    assert main(["revisi", "2024-b", "--lampiran", "II", "--akar", str(root)]) == 0
    enacted = (root / "sources/2024/lampiran-2.yaml").read_bytes()
    assert main(["minta", "2024-b", "--akar", str(root)]) == 0
    path = root / "output/2024-b/permintaan/dinsos.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["Lampiran II"]
    fields = {cell.value: cell.column for cell in sheet[4]}
    for name, value in {"tw1": 0, "tw2": 1, "tw3": 0, "tw4": 2, "total": 3}.items():
        sheet.cell(6, fields[name]).value = value
    book.save(path)
    assert main(["terima", str(path), "--terapkan", "--akar", str(root)]) in (0, 1)
    plan = (root / "sources/2024-b/lampiran-2.yaml").read_text("utf-8")
    assert "tw: [0, 1, 0, 2]" in plan
    assert "total: 3" in plan
    printed(root, "2024-b", "keputusan.docx")
    document = docx.Document(str(root / "output/2024-b/keputusan.docx"))
    write(document, "KEDUA", "mulai berlaku pada", "mulai berlaku sejak")
    document.save(str(tmp_path / "kembali.docx"))
    assert absorb(root, tmp_path / "kembali.docx", "--terapkan") == 0
    assert EFFECT.replace("pada", "sejak") in (root / "sources/2024-b/peraturan.yaml").read_text(
        "utf-8"
    )
    assert EFFECT in (root / "sources/2024/peraturan.yaml").read_text("utf-8")
    assert (root / "sources/2024/lampiran-2.yaml").read_bytes() == enacted
