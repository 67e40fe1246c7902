"""Year after year: articles amended by what a drafter writes, and every amendment carried on."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.law.extent import measure
from rbdocs.law.in_force import after
from rbdocs.model.citation import Sitasi
from rbdocs.revise.merge import merge
from rbdocs.sources.kinds import load_kinds
from rbdocs.sources.year import load_year
from rbdocs.sources.year_files import original_file
from rbdocs.word.package import read_package
from tests.amending import amendments, body, revise
from tests.conftest import Once
from tests.docx_reader import read_paragraphs
from tests.loops import at_least_one
from tests.sample import ROOT, make_project, regulation_of, replace_text
from tests.test_valid_word import mistakes

INSERTED = "  - pasal: 5A\n    teks: Rencana aksi ditinjau setiap tahun.\n"
ORIGINAL = """\
lengkap: true
pasal:
  - {pasal: 1, teks: Dalam Peraturan Bupati ini Daerah adalah Kabupaten Batang.}
  - {pasal: 2, teks: Road Map berlaku lima tahun.}
  - {pasal: 3, teks: Bupati memimpin reformasi birokrasi.}
  - {pasal: 4, teks: Sekretaris Daerah mengoordinasikan.}
  - {pasal: 5, teks: Bunyi lama.}
  - {pasal: 6, teks: Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek")


@pytest.fixture
def draft(tmp_path: Path, once: Once) -> Path:
    """The same with the draft of 2024."""

    def make(folder: Path) -> None:
        assert revise(make_project(folder), 2024) == 0

    return shutil.copytree(once("rantai", make), tmp_path / "proyek")


def enact(root: Path, year: int) -> None:
    """Give the draft of *year* a made-up number and date."""
    path = root / f"sources/{year}/peraturan.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"^status: rancangan.*$", "status: ditetapkan", text, flags=re.MULTILINE)
    text = text.replace("nomor: belum diisi", f"nomor: {year - 2000}")
    path.write_text(text.replace("tanggal: belum diisi", f"tanggal: {year}-01-15"), "utf-8")


def found(root: Path, year: int, capsys: pytest.CaptureFixture[str], rules: str = "UBH") -> str:
    capsys.readouterr()
    main(["periksa", str(year), "--aturan", rules, "--akar", str(root)])
    return capsys.readouterr().out


def test_remarks_of_a_draft_are_not_doubled_in_the_next_and_cause_no_conflict(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enact(draft, 2024)
    source = draft / "sources/2024/peraturan.yaml"
    text = source.read_text("utf-8").replace("status: ditetapkan", "status: ditetapkan # sudah")
    source.write_text(text.replace("bentuk: asli", "bentuk: asli # diteken Senin"), "utf-8")
    assert revise(draft, 2025) == 0
    said = (draft / "sources/2025/peraturan.yaml").read_text("utf-8")
    assert "sudah" not in said.partition("menimbang")[0]
    assert "Senin" not in said
    remarks = re.findall(r"# (.*)", said)
    assert len(remarks) == len(set(remarks))
    assert not [remark for remark in remarks if remark.startswith(";") or "diketahui;" in remark]
    plan = draft / "sources/2025/lampiran-2.yaml"
    assert "2023:" not in plan.read_text("utf-8")
    plan.write_text(plan.read_text("utf-8").replace("total: belum diisi", "total: 3", 1), "utf-8")
    capsys.readouterr()
    assert revise(draft, 2025) == 0
    assert "dibiarkan" not in capsys.readouterr().out


def test_pasal_i_follows_what_the_drafter_wrote(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = draft / "sources/2024/pasal.yaml"
    replace_text(wanted, "dilengkapi dengan rencana aksi", "dilengkapi dengan rencana")
    wanted.write_text(wanted.read_text("utf-8") + INSERTED, "utf-8")
    told = found(draft, 2024, capsys)
    assert "Pasal 5 ayat (3) dikehendaki lain" in told
    assert "Pasal 5A dikehendaki lain" in told
    assert revise(draft, 2024) == 0
    first, second, third = amendments(draft, 2024)
    assert (first["jenis"], first["pasal"], first["nomor"]) == ("ubah-ayat", 5, [3])
    assert (second["jenis"], second["antara"]) == ("sisip-pasal", [5, 6])
    assert third == {"jenis": "ubah-lampiran", "nomor": ["II"]}
    assert "UBH" not in found(draft, 2024, capsys)


def test_hand_written_amendment_stays_when_articles_follow(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft / "sources/2024/peraturan.yaml"
    replace_text(
        path, "      - jenis: ubah-lampiran", "      - jenis: ubah-lampiran # disepakati rapat"
    )
    wanted = draft / "sources/2024/pasal.yaml"
    wanted.write_text(wanted.read_text("utf-8") + INSERTED, "utf-8")
    capsys.readouterr()
    assert revise(draft, 2024) == 0
    assert "# disepakati rapat" in path.read_text("utf-8")
    told = capsys.readouterr().out
    kinds = [amendment["jenis"] for amendment in amendments(draft, 2024)]
    assert ("sisip-pasal" in kinds) != ("dibiarkan, karena sudah disunting" in told)


def test_what_is_not_known_of_the_base_is_said_and_may_be_added(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(project, 2024)
    assert "yang dikenal: Pasal 5" in capsys.readouterr().out
    (project / "sources/pasal-91-2020.yaml").write_text(ORIGINAL, "utf-8")
    assert revise(project, 2024) == 0
    assert "Bunyi lengkap" not in capsys.readouterr().out
    wanted = yaml.safe_load((project / "sources/2024/pasal.yaml").read_text("utf-8"))
    assert [item["pasal"] for item in wanted["pasal"]] == [1, 2, 3, 4, 5, 6]
    assert "ayat" in wanted["pasal"][4]


def test_two_regulations_of_one_number_and_year_have_a_file_each(project: Path) -> None:
    """A Perda 91/2020 may be amended beside a Perbup 91/2020; a decree has signs in its number."""
    reader = project / "sources"
    kinds = load_kinds(Project(project))[0]
    perbup, perda, decree = (
        Sitasi(jenis=jenis, nomor=nomor, tahun=2020, tentang="Road Map")
        for jenis, nomor in (
            ("Peraturan Bupati", "91"),
            ("Peraturan Daerah", "91"),
            ("Keputusan Bupati", "../188.45/25"),
        )
    )
    assert original_file(reader, perbup, kinds) == reader / "pasal-91-2020.yaml"
    (reader / "pasal-perda-91-2020.yaml").write_text(ORIGINAL, "utf-8")
    assert original_file(reader, perda, kinds) == reader / "pasal-perda-91-2020.yaml"
    assert original_file(reader, perbup, kinds) == reader / "pasal-91-2020.yaml"
    assert original_file(reader, decree, kinds) == reader / "pasal-188-45-25-2020.yaml"


def test_wrong_articles_are_told_with_their_line(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (draft / "sources/2024/peraturan.yaml").read_bytes()
    wanted = draft / "sources/2024/pasal.yaml"
    wanted.write_text(wanted.read_text("utf-8") + "  - {pasal: 4, teks: Baru.}\n", "utf-8")
    capsys.readouterr()
    assert revise(draft, 2024) == 2
    assert "sources/2024/pasal.yaml" in capsys.readouterr().out
    assert (draft / "sources/2024/peraturan.yaml").read_bytes() == before


def test_third_and_fifth_amendment_carry_on_all_before(project: Path) -> None:
    for year in (2024, 2025, 2026, 2027):
        assert revise(project, year) == 0
        if year == 2025:
            wanted = project / "sources/2025/pasal.yaml"
            wanted.write_text(wanted.read_text("utf-8") + INSERTED, "utf-8")
            assert revise(project, year) == 0
        enact(project, year)
    third, fifth = body(project, 2025), body(project, 2027)
    assert third["tentang"].startswith("PERUBAHAN KETIGA ATAS")
    assert fifth["tentang"].startswith("PERUBAHAN KELIMA ATAS PERATURAN BUPATI NOMOR 91 TAHUN 2020")
    assert [item["nomor"] for item in third["mengubah"]["diubah"]["dengan"]] == [53, 24]
    assert [item["nomor"] for item in fifth["mengubah"]["diubah"]["dengan"]] == [53, 24, 25, 26]
    assert "terakhir dengan Peraturan Bupati Nomor 26 Tahun 2026" in fifth["menimbang"][2]
    assert "Nomor 25 Tahun 2025" not in fifth["menimbang"][2]
    assert "Perubahan Kelima atas" in fifth["menimbang"][3]
    assert list(after(regulation_of(project, 2027)).berlaku) == ["5", "5A"]


def test_fifth_amendment_reads_as_the_law_asks(project: Path) -> None:
    for year in (2024, 2025, 2026, 2027):
        revise(project, year)
        enact(project, year)
    content = {
        document.nama: document.content
        for document in make_documents(Project(project), regulation_of(project, 2027))
    }
    path = project / "perbup.docx"
    path.write_bytes(content["perbup.docx"])
    texts = [text for _, text in read_paragraphs(path)]
    start = next(i for i, text in enumerate(texts) if "yang telah beberapa kali diubah" in text)
    assert texts[start].endswith("yang telah beberapa kali diubah dengan Peraturan Bupati:")
    for letter, nomor, line in zip("abcd", (53, 24, 25, 26), texts[start + 1 :], strict=False):
        assert re.match(rf"{letter}\.\s*Nomor {nomor} Tahun ", line)
        assert line.endswith(";")
    assert texts[start + 5] == "diubah sebagai berikut:"
    mengingat = next(text for text in texts if "Nomor 91 Tahun 2020" in text and "terakhir" in text)
    assert "terakhir dengan Peraturan Bupati Nomor 26 Tahun 2026" in mengingat


def test_more_than_half_of_the_matter_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/pasal-91-2020.yaml").write_text(ORIGINAL, "utf-8")
    revise(project, 2024)
    assert "UBH04" not in found(project, 2024, capsys)
    few = measure(regulation_of(project, 2024))
    assert few.lengkap
    assert few.bagian[0].share == 0
    wanted = project / "sources/2024/pasal.yaml"
    content = yaml.safe_load(wanted.read_text("utf-8"))
    content["pasal"] = [
        {"pasal": item["pasal"], "teks": f"Sama sekali lain {item['pasal']} untuk kali ini saja."}
        for item in content["pasal"]
    ]
    wanted.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")
    revise(project, 2024)
    told = found(project, 2024, capsys)
    assert "UBH04" in told
    assert "batang tubuh 100%" in told


CHAPTERED = """\
lengkap: true
pasal:
  - {bab: I, judul: KETENTUAN UMUM, pasal: [{pasal: 1, teks: Istilah.}]}
  - {bab: II, judul: ISI, pasal: [{pasal: 2, teks: Road Map berlaku lima tahun.}]}
  - {bab: III, judul: PENGELOLA, pasal: [{pasal: 3, teks: Bupati.}, {pasal: 4, teks: Sekda.}]}
  - bab: IV
    judul: PENUTUP
    pasal: [{pasal: 5, teks: Bunyi lama.}, {pasal: 6, teks: Mulai berlaku.}]
"""


def test_titles_and_whole_chapters_change_as_the_drafter_wrote(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/pasal-91-2020.yaml").write_text(CHAPTERED, "utf-8")
    revise(project, 2024)
    wanted = project / "sources/2024/pasal.yaml"
    replace_text(wanted, "judul: ISI", "judul: FOKUS *Road Map*")
    replace_text(wanted, "teks: Bupati.", "status: dihapus")
    replace_text(wanted, "teks: Sekda.", "status: dihapus")
    assert "Judul BAB II dikehendaki lain" in found(project, 2024, capsys)
    assert revise(project, 2024) == 0
    title, chapter, _ = amendments(project, 2024)
    assert title == {"jenis": "ubah-judul-bab", "nomor": ["II"], "judul": "FOKUS *Road Map*"}
    assert chapter == {"jenis": "hapus-bab", "nomor": ["III"]}
    assert "UBH01" not in found(project, 2024, capsys)
    content = {
        document.nama: document.content
        for document in make_documents(Project(project), regulation_of(project, 2024))
    }
    path = project / "perbup.docx"
    path.write_bytes(content["perbup.docx"])
    assert mistakes(path) == []
    texts = [text for _, text in read_paragraphs(path)]
    start = next(i for i, text in enumerate(texts) if "Judul BAB II diubah" in text)
    assert texts[start + 1 : start + 3] == ["BAB II", "FOKUS Road Map"]
    assert texts[start + 3].endswith("BAB III dihapus.")
    enact(project, 2024)
    standing = consolidated(project, 2024)
    assert "FOKUS Road Map" in standing
    assert "ISI" not in standing
    assert any("Judul BAB II: diubah dengan" in text for text in standing)


def test_new_article_of_a_base_known_in_part_counts_as_new_matter(draft: Path) -> None:
    assert measure(regulation_of(draft, 2024)).bagian[0].came == 0
    wanted = draft / "sources/2024/pasal.yaml"
    wanted.write_text(wanted.read_text("utf-8") + INSERTED, "utf-8")
    revise(draft, 2024)
    articles = measure(regulation_of(draft, 2024)).bagian[0]
    assert (articles.went, articles.came) == (
        0,
        len(["Pasal", "5A", "Rencana", "aksi", "ditinjau", "setiap", "tahun."]),
    )


def test_changed_article_whose_text_is_not_known_is_not_counted(draft: Path) -> None:
    path = draft / "sources/2024/peraturan.yaml"
    replace_text(
        path,
        "      - jenis: ubah-lampiran",
        "      - jenis: ubah-pasal\n        menjadi: [{pasal: 3, teks: Bunyi lain.}]\n"
        "      - jenis: ubah-lampiran",
    )
    articles = measure(regulation_of(draft, 2024)).bagian[0]
    assert (articles.went, articles.came) == (0, 0)


def test_paragraph_put_into_an_article_that_is_not_known_counts_as_new_matter(
    draft: Path,
) -> None:
    replace_text(
        draft / "sources/2024/peraturan.yaml",
        "      - jenis: ubah-lampiran",
        "      - {jenis: tambah-ayat, pasal: 3, nomor: [2],\n"
        "         menjadi: [{pasal: 3, ayat: {1: Bunyi lama., 2: Tim melapor.}}]}\n"
        "      - jenis: ubah-lampiran",
    )
    articles = measure(regulation_of(draft, 2024)).bagian[0]
    assert (articles.went, articles.came) == (0, 6)


def test_added_and_deleted_lampiran_are_derived(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = (project / "sources/2023/lampiran-2.yaml").read_text("utf-8")
    (project / "sources/2023/lampiran-3.yaml").write_text(
        copy.replace("lampiran: II", "lampiran: III").replace("G-01", "G-31"), "utf-8"
    )
    replace_text(project / "sources/2023/peraturan.yaml", "lampiran: [II]", "lampiran: [II, III]")
    revise(project, 2024)
    path = project / "sources/2024/peraturan.yaml"
    replace_text(path, "lampiran: [II, III]", "lampiran: [II, III, IV] # rapat")
    (project / "sources/2024/lampiran-4.yaml").write_text(
        copy.replace("lampiran: II", "lampiran: IV")
        .replace("tahun: 2023", "tahun: 2024")
        .replace("G-01", "G-41"),
        "utf-8",
    )
    assert "Lampiran IV termuat, tetapi tidak disebut" in found(project, 2024, capsys)
    assert (
        main(
            ["revisi", "2024", "--dari", "2023", "--hapus-lampiran", "iii", "--akar", str(project)]
        )
        == 0
    )
    assert amendments(project, 2024) == [
        {"jenis": "ubah-lampiran", "nomor": ["II"]},
        {"jenis": "hapus-lampiran", "nomor": ["III"]},
        {"jenis": "tambah-lampiran", "setelah": "III", "nomor": ["IV"]},
    ]
    assert "lampiran: [II, IV] # rapat" in path.read_text("utf-8")
    told = found(project, 2024, capsys)
    assert "Tidak ada pasal yang merujuk Lampiran IV" in told
    assert told.count("UBH") == 1
    before = path.read_bytes()
    assert revise(project, 2024) == 0
    assert path.read_bytes() == before
    texts = consolidated(project, 2024)
    shown = [text for text in texts if "Lampiran III" in text or "dihapus oleh" in text]
    assert shown[-2:] == ["Lampiran III", "dihapus oleh Peraturan Bupati Nomor … Tahun 2024"]
    assert "Lampiran III dihapus oleh peraturan ini" in found(project, 2024, capsys, "LKP07")
    assert [
        document.nama for document in make_documents(Project(project), regulation_of(project, 2024))
    ] == [
        "perbup.docx",
        "lampiran-2.docx",
        "lampiran-4.docx",
    ]


@pytest.mark.parametrize(
    "mention",
    [
        "Lampiran II dan Lampiran III",
        "Lampiran II, III dan IV",
        "Lampiran I sampai dengan Lampiran IV",
        "Lampiran III",
    ],
)
def test_an_article_that_names_a_deleted_lampiran_is_found_until_it_is_changed(
    project: Path, capsys: pytest.CaptureFixture[str], mention: str
) -> None:
    copy = (project / "sources/2023/lampiran-2.yaml").read_text("utf-8")
    (project / "sources/2023/lampiran-3.yaml").write_text(
        copy.replace("lampiran: II", "lampiran: III").replace("G-01", "G-31"), "utf-8"
    )
    body = project / "sources/2023/peraturan.yaml"
    replace_text(body, "lampiran: [II]", "lampiran: [II, III]")
    text, count = re.subn(
        r"dalam\s+Lampiran II(?= yang|\n)", f"dalam {mention}", body.read_text("utf-8")
    )
    assert count
    body.write_text(text, "utf-8")
    deleting = ["--dari", "2023", "--hapus-lampiran", "III", "--akar", str(project)]
    assert main(["revisi", "2024", *deleting]) == 0
    told = found(project, 2024, capsys, "RUJ05")
    assert told.count("masih menyebut Lampiran III, yang dihapus di sini") == count
    wanted = project / "sources/2024/pasal.yaml"
    wanted.write_text(wanted.read_text("utf-8").replace(mention, "Lampiran II"), "utf-8")
    assert revise(project, 2024) == 0
    assert "Lampiran III, yang dihapus" not in found(project, 2024, capsys, "RUJ05")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("lampiran: [II]", "lampiran: [V]", "Lampiran II berlaku sejak 2023, tetapi tidak diganti"),
        ("lampiran: [II]", "lampiran: [II]\nwarisan: {V: 2023}", "padahal naskah yang berlaku"),
        ("jenis: ubah-lampiran", "jenis: hapus-lampiran", "Lampiran II dihapus dalam Pasal I"),
        ("jenis: ubah-lampiran", "jenis: tambah-lampiran\n        setelah: I", "padahal sudah ada"),
    ],
)
def test_what_becomes_of_each_lampiran_is_said_once(
    draft: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert "UBH05" not in found(draft, 2024, capsys)
    replace_text(draft / "sources/2024/peraturan.yaml", old, new)
    if new == "lampiran: [V]":
        plan = (draft / "sources/2024/lampiran-2.yaml").read_text("utf-8")
        plan = plan.replace("lampiran: II\n", "lampiran: V\n", 1)
        (draft / "sources/2024/lampiran-5.yaml").write_text(plan, "utf-8")
    assert told in found(draft, 2024, capsys)


def test_share_of_a_base_known_in_part_says_so(draft: Path) -> None:
    share = measure(regulation_of(draft, 2024))
    assert not share.lengkap
    assert share.bagian[0].nama == "pasal yang dikenal (Pasal 5)"
    assert share.bagian[1].nama == "Lampiran II"


def test_broken_earlier_year_is_told(draft: Path) -> None:
    path = draft / "sources/2023/peraturan.yaml"
    replace_text(path, "jenis: PERATURAN BUPATI BATANG", "jeniss: PERATURAN BUPATI BATANG")
    findings = load_year(Project(draft), Edition(2024)).findings
    assert {finding.location.file for finding in findings} == {"sources/2023/peraturan.yaml"}


def test_a_regulation_in_the_sources_is_known_whole(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/bersih", tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    assert revise(tmp_path, 2025) == 0
    wanted = yaml.safe_load((tmp_path / "sources/2025/pasal.yaml").read_text("utf-8"))
    assert wanted["lengkap"] is True
    assert [item["pasal"] for item in wanted["pasal"]] == [1, 2]


def test_draft_is_marked_and_keeps_its_page_numbers(draft: Path) -> None:
    regulation = regulation_of(draft, 2024)
    for item in at_least_one(make_documents(Project(draft), regulation, draft=True)):
        parts = read_package(item.content)
        headers = [parts[name].decode() for name in parts if name.startswith("word/header")]
        assert headers
        assert all(text.count("RANCANGAN") == 1 for text in at_least_one(headers)), item.nama
        if item.nama == "perbup.docx":
            assert any(" PAGE " in text for text in headers)
        path = draft / item.nama
        path.write_bytes(item.content)
        assert mistakes(path) == []


def consolidated(project: Path, year: int) -> list[str]:
    assert main(["bangun", str(year), "--konsolidasi", "--akar", str(project)]) in (0, 1)
    path = project / f"output/{year}/konsolidasi.docx"
    assert mistakes(path) == []
    return [text for _, text in read_paragraphs(path)]


def test_consolidated_text_says_where_each_article_comes_from(project: Path) -> None:
    (project / "sources/pasal-91-2020.yaml").write_text(ORIGINAL, "utf-8")
    revise(project, 2024)
    wanted = project / "sources/2024/pasal.yaml"
    wanted.write_text(
        wanted.read_text("utf-8").replace("- pasal: 6", INSERTED.strip() + "\n  - pasal: 6"),
        "utf-8",
    )
    revise(project, 2024)
    enact(project, 2024)
    texts = consolidated(project, 2024)
    assert "(Pasal 4: sebagaimana Peraturan Bupati Nomor 91 Tahun 2020)" in texts
    assert "(Pasal 5: diubah dengan Peraturan Bupati Nomor 53 Tahun 2023 Pasal I angka 1)" in texts
    assert (
        "(Pasal 5A: disisipkan dengan Peraturan Bupati Nomor 24 Tahun 2024 Pasal I angka 1)"
        in texts
    )
    assert "Memuat seluruh pasal Peraturan Bupati Nomor 91 Tahun 2020." in texts
    assert "Bunyi lama." not in texts


def test_consolidated_text_of_a_base_known_in_part_says_so(project: Path) -> None:
    texts = consolidated(project, 2023)
    assert any("hanya memuat pasal yang dikutip" in text and "(Pasal 5)" in text for text in texts)
    folder = project / "output/2023"
    consolidated(project, 2023)
    assert [path.name for path in folder.iterdir()] == ["konsolidasi.docx"]
    (folder / "konsolidasi.docx").write_bytes(b"disunting")
    consolidated(project, 2023)
    assert len(list(folder.iterdir())) == 2


def test_a_regulation_that_amends_nothing_needs_no_consolidated_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests/bersih", tmp_path, dirs_exist_ok=True)
    assert main(["bangun", "2024", "--konsolidasi", "--akar", str(tmp_path)]) == 2
    assert "tidak mengubah peraturan lain" in capsys.readouterr().err


def test_the_first_amendment_says_that_the_regulation_no_longer_fits(tmp_path: Path) -> None:
    root = tmp_path / "baru"
    begun = ["--pemerintah", "Kabupaten Maju", "--provinsi", "Jawa Tengah", "--tahun", "2023"]
    assert main(["mulai", "--akar", str(root), *begun, "--terapkan"]) == 0
    path = root / "sources/2023/peraturan.yaml"
    text = path.read_text("utf-8").replace("status: rancangan", "status: ditetapkan")
    text = re.sub(r"^nomor:$", "nomor: 21", text, flags=re.MULTILINE)
    text = re.sub(r"^  tanggal:$", "  tanggal: 2023-01-15", text, flags=re.MULTILINE)
    path.write_text(text.replace("nomor: }", "nomor: 21}"), "utf-8")
    assert revise(root, 2024) == 0
    *_, reason, last = body(root, 2024)["menimbang"]
    assert reason == (
        "bahwa Peraturan Bupati Nomor 21 Tahun 2023 tentang Rencana Aksi Reformasi Birokrasi Tahun "
        "2023 sudah tidak sesuai dengan kebutuhan saat ini, sehingga perlu diubah;"
    )
    assert "dalam huruf a, huruf b, dan huruf c, perlu menetapkan" in last
    assert "tentang Perubahan atas Peraturan Bupati Nomor 21 Tahun 2023" in last
    enact(root, 2024)
    assert revise(root, 2025) == 0
    assert len(body(root, 2025)["menimbang"]) == 4
    assert "sebagaimana telah diubah dengan" in body(root, 2025)["menimbang"][2]


def test_a_draft_cites_in_fixed_phrases_and_says_where_the_old_text_did_not(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = "sebagaimana telah diubah beberapa kali terakhir dengan"
    assert said in (project / "sources/2023/peraturan.yaml").read_text("utf-8")
    revise(project, 2024)
    assert f"Mengingat angka 2 kini memakai frasa baku; naskah lama menulis «{said}»." in (
        capsys.readouterr().out
    )
    assert said not in (project / "sources/2024/peraturan.yaml").read_text("utf-8")


def test_an_amendment_written_by_hand_stands_beside_those_that_follow_from_the_articles(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "sources/pasal-91-2020.yaml").write_text(ORIGINAL, "utf-8")
    revise(project, 2024)
    path, wanted = (project / f"sources/2024/{name}.yaml" for name in ("peraturan", "pasal"))
    term = "      - {jenis: ganti-kata, kata: Bupati, pengganti: Kepala Daerah, nomor: [3]}\n"
    replace_text(path, "    perubahan:\n", f"    perubahan:\n{term}")
    replace_text(wanted, "Bupati memimpin", "Kepala Daerah memimpin")
    replace_text(wanted, "lima tahun", "enam tahun")
    capsys.readouterr()
    assert revise(project, 2024) == 0
    assert "dibiarkan" not in capsys.readouterr().out
    kinds = [amendment["jenis"] for amendment in amendments(project, 2024)]
    assert kinds == ["ganti-kata", "ubah-pasal", "ubah-lampiran"]
    assert "UBH" not in found(project, 2024, capsys)


def test_what_a_person_took_out_of_a_list_does_not_come_back() -> None:
    assert merge("- a\n- b\n", "- a\n- x\n", "- a\n- b\n- x\n").text == "- a\n- x\n"
    assert merge("", "- {a: 1}\n", "- a: 1\n- b: 2\n").text == "- a: 1\n- b: 2\n"
    noted = merge("", "- {a: 1} # rapat\n", "- a: 1\n- b: 2\n")
    assert "rapat" in noted.text
    assert noted.left
