"""A Lampiran that stays in force becomes the new year's own before it is edited, and wholly so."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.files import Project, stage
from rbdocs.law.in_force import attached_after
from rbdocs.model.regulation import Regulation
from rbdocs.sources.year import load_year
from tests.amending import body
from tests.conftest import Once
from tests.docx_reader import read_paragraphs
from tests.sample import copy_enacted, replace_text
from tests.test_next_year import revise, stop_at


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_enacted(tmp_path, short=(2, 3, 4))


@pytest.fixture(scope="session")
def drafted(once: Once) -> Path:
    def make(folder: Path) -> None:
        assert revise(copy_enacted(folder, short=(2, 3, 4))) == 0

    return once("dirancang", make)


@pytest.fixture
def draft(tmp_path: Path, drafted: Path) -> Path:
    """A project whose 2024 inherits Lampiran I."""
    shutil.copytree(drafted, tmp_path, dirs_exist_ok=True)
    return tmp_path


def picture(shade: int) -> bytes:
    """A small PNG all in one *shade* of grey."""
    stream = io.BytesIO()
    Image.new("L", (1890, 1000), shade).save(stream, "PNG")
    return stream.getvalue()


def regulation(root: Path, year: int = 2024) -> Regulation:
    loaded = load_year(Project(root), Edition(year))
    assert loaded.regulation is not None, [
        f"{finding.location} {finding.message}" for finding in loaded.findings
    ]
    return loaded.regulation


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def findings(root: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    main(["periksa", "2024", "--akar", str(root), "--format", "json", *more])
    result: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return result


def test_every_file_is_copied_as_it_is_but_for_remarks_on_the_old_print(draft: Path) -> None:
    folder = draft / "sources/2023/lampiran-1"
    (folder / "gambar-2-2.png").write_bytes(picture(90))
    (folder / "catatan rapat.txt").write_bytes(b"tidak ditempatkan\r\n")
    (folder / "~$bab-1.md").write_bytes(b"kunci Word")
    assert revise(draft, "--lampiran", "I") == 0
    old, new = files(folder), files(draft / "sources/2024/lampiran-1")
    assert set(old) - set(new) == {"~$bab-1.md"}
    remarked = {name for name in new if name.endswith(".yaml") and b"#" in old[name]}
    assert {name for name in new if old[name] != new[name]} == remarked | {"naskah.yaml"}
    for name in remarked - {"naskah.yaml"}:
        assert yaml.safe_load(new[name]) == yaml.safe_load(old[name])
        lines = old[name].split(b"\n")
        assert all(
            any(item.startswith(line) for item in lines) for line in new[name].split(b"\n")
        ), name
        assert not re.search(rb"^\s*#|acuan hanya|seperti ditetapkan", new[name], re.MULTILINE)


def test_copy_is_of_the_new_year_and_has_its_title(draft: Path) -> None:
    revise(draft, "--lampiran", "I")
    text = (draft / "sources/2024/lampiran-1/naskah.yaml").read_text("utf-8")
    assert "tahun: 2024" in text
    assert "tentang:" not in text
    assert "disalin dari sources/2023/lampiran-1" in text
    main(["bangun", "2024", "--rancangan", "--tanpa-pdf", "--akar", str(draft)])
    words = " ".join(text for _, text in read_paragraphs(draft / "output/2024/lampiran-1.docx"))
    assert "PERUBAHAN KEDUA ATAS PERATURAN BUPATI NOMOR 91 TAHUN 2020" in " ".join(words.split())


def test_lampiran_moves_from_inherited_to_attached_and_pasal_i_says_so(draft: Path) -> None:
    path = draft / "sources/2024/peraturan.yaml"
    replace_text(path, "lampiran: [II, III, IV]", "lampiran: [II, III, IV] # kata rapat 3 Januari")
    replace_text(path, "nomor: [II, III, IV]", "nomor: [II, III, IV] # satu angka")
    assert revise(draft, "--lampiran", "I") == 0
    found = body(draft)
    assert found["lampiran"] == ["I", "II", "III", "IV"]
    assert "warisan" not in found
    amended = [finding["nomor"] for finding in found["batang_tubuh"][0]["perubahan"]]
    assert amended == [["I", "II", "III", "IV"]]
    text = path.read_text("utf-8")
    assert "lampiran: [I, II, III, IV] # kata rapat 3 Januari" in text
    assert "nomor: [I, II, III, IV] # satu angka" in text


def test_first_run_may_copy_it_too(project: Path) -> None:
    assert revise(project, "--lampiran", "i, ii,III,IV") == 0
    assert body(project)["lampiran"] == ["I", "II", "III", "IV"]
    assert regulation(project).naskah[0].susunan.tahun == 2024


def test_own_copy_is_what_is_checked_and_in_force(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(draft, "--lampiran", "I")
    table = draft / "sources/2024/lampiran-1/tabel-2-2.yaml"
    replace_text(table, "t2024: 68.66", "t2024: 60.66")
    now = findings(draft, capsys, "--aturan", "IND")
    assert {item["berkas"].split("/")[1] for item in now} == {"2024"}
    assert any("60,66" in item["pesan"] for item in now)
    assert attached_after(regulation(draft)).in_force["I"].tahun == 2024


def test_faults_waived_last_year_are_open_again_and_the_old_reasons_are_there_to_read(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [
        finding for finding in findings(draft, capsys, "--aturan", "RUJ") if finding["dikecualikan"]
    ]
    revise(draft, "--lampiran", "I")
    assert not any(item["dikecualikan"] for item in findings(draft, capsys, "--aturan", "RUJ"))
    ruj = findings(draft, capsys, "--aturan", "RUJ01")
    assert [item["kode"] for item in ruj] == ["5-1-p1"]
    text = (draft / "sources/2024/pengecualian.yaml").read_text("utf-8")
    assert '#   - aturan: "RUJ01"\n#     kode: "5-1-p1"\n#     alasan: "Naskah menyebut' in text
    assert yaml.safe_load(text) == {"pengecualian": []}
    chapter = draft / "sources/2024/lampiran-1/bab-5.md"
    chapter.write_text(chapter.read_text("utf-8").replace("gambar 4.1", "gambar 5.1"), "utf-8")
    assert findings(draft, capsys, "--aturan", "RUJ01") == []


def test_years_left_over_are_told_but_not_those_of_regulations_and_ranges(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(draft, "--lampiran", "I")
    rev = findings(draft, capsys, "--aturan", "REV01")
    mine = [item for item in rev if "lampiran-1" in item["berkas"]]
    assert [item["kode"] for item in mine] == ["5-1-a-p1", "5-1-b-p1"]
    assert "General Kabupaten Batang Tahun 2023" in mine[0]["pesan"]
    path = draft / "sources/2024/lampiran-1/bab-5.md"
    text = path.read_text("utf-8").replace("Kabupaten Batang Tahun 2023", "Kabupaten Batang")
    path.write_text(text, "utf-8")
    replace_text(draft / "sources/2024/lampiran-1/tabel-5-1.yaml", "judul: ", "judul: 2023 ")
    rev = findings(draft, capsys, "--aturan", "REV01")
    mine = [item for item in rev if "lampiran-1" in item["berkas"]]
    assert [item["kode"] for item in mine] == ["tabel-5-1"]


def test_edit_of_the_text_that_is_inherited_says_to_copy_it(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft / "sources/2023/lampiran-1/bab-6.md"
    path.write_text(path.read_text("utf-8") + "\nTambahan.\n", "utf-8")
    [finding] = findings(draft, capsys, "--aturan", "REV05")
    assert finding["berkas"] == "sources/2023/lampiran-1/bab-6.md"
    assert "revisi 2024 --dari 2023 --lampiran I." in finding["saran"]
    revise(draft, "--lampiran", "I")
    assert findings(draft, capsys, "--aturan", "REV05") == []


def test_waivers_only_of_what_is_drafted_are_shown(project: Path) -> None:
    revise(project, "--lampiran", "IV")
    text = (project / "sources/2024/pengecualian.yaml").read_text("utf-8")
    assert "I-03" in text
    assert "RUJ01" not in text


def test_second_run_changes_nothing_and_keeps_what_was_chosen(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(project, "--lampiran", "I,II")
    before = files(project / "sources/2024")
    for more in ((), ("--lampiran", "I")):
        capsys.readouterr()
        assert revise(project, *more) == 0
        assert "sudah mutakhir" in capsys.readouterr().out
    assert files(project / "sources/2024") == before


def test_old_years_corrections_come_in_where_nobody_wrote(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(draft, "--lampiran", "I")
    mine = draft / "sources/2024/lampiran-1/bab-6.md"
    mine.write_text(mine.read_text("utf-8") + "\nKalimat saya.\n", "utf-8")
    old = draft / "sources/2023/lampiran-1/bab-6.md"
    head, rest = old.read_text("utf-8").split("\n", 1)
    old.write_text(f"{head} X\n{rest}", "utf-8")
    table = draft / "sources/2024/lampiran-1/tabel-2-2.yaml"
    replace_text(table, "t2024: 68.66", "t2024: 69 # baru")
    replace_text(draft / "sources/2023/lampiran-1/tabel-2-2.yaml", "t2024: 68.66", "t2024: 68.67")
    capsys.readouterr()
    assert revise(draft) == 0
    assert mine.read_text("utf-8").startswith(f"{head} X\n")
    assert mine.read_text("utf-8").endswith("Kalimat saya.\n")
    assert "t2024: 69 # baru" in table.read_text("utf-8")
    told = capsys.readouterr().out
    assert "tabel-2-2.yaml" in told
    assert "t2024: 68.67" in told


def test_windows_line_ends_are_no_edit(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    revise(draft, "--lampiran", "I")
    path = draft / "sources/2024/lampiran-1/bab-6.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    old = draft / "sources/2023/lampiran-1/bab-6.md"
    old.write_text(old.read_text("utf-8") + "\nTambahan.\n", "utf-8")
    capsys.readouterr()
    assert revise(draft) == 0
    assert path.read_bytes().endswith(b"\r\nTambahan.\r\n")
    assert "dibiarkan" not in capsys.readouterr().out


def test_picture_is_taken_whole_from_one_side(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (draft / f"sources/{year}/lampiran-1/gambar-2-2.png" for year in (2023, 2024))
    old.write_bytes(picture(10))
    revise(draft, "--lampiran", "I")
    old.write_bytes(picture(20))
    assert revise(draft) == 0
    assert new.read_bytes() == picture(20)
    new.write_bytes(picture(30))
    old.write_bytes(picture(40))
    capsys.readouterr()
    assert revise(draft) == 0
    assert new.read_bytes() == picture(30)
    assert "gambar-2-2.png:1  dibiarkan" in capsys.readouterr().out


def test_files_that_the_drafter_deleted_stay_deleted(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    revise(draft, "--lampiran", "I")
    gone = draft / "sources/2024/lampiran-1/gambar-2-2.yaml"
    gone.unlink()
    capsys.readouterr()
    assert revise(draft) == 0
    assert not gone.exists()
    assert "gambar-2-2.yaml  tidak dibuat lagi" in capsys.readouterr().out


def test_folder_copied_by_hand_is_not_touched(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = draft / "sources/2024/lampiran-1"
    shutil.copytree(draft / "sources/2023/lampiran-1", own)
    (own / "bab-6.md").write_text("# BAB VI PENUTUP\n\nMilik saya.\n", "utf-8")
    before = files(own)
    assert revise(draft, "--lampiran", "I") == 0
    assert files(own) == before
    assert "bab-6.md  tidak disentuh" in capsys.readouterr().out


@pytest.mark.parametrize("file", [1, 25, 26, 27, 40])
def test_stopped_run_leaves_the_draft_as_it_was(
    draft: Path, monkeypatch: pytest.MonkeyPatch, file: int
) -> None:
    before = files(draft / "sources/2024")
    with monkeypatch.context() as patch:
        stop_at(patch, file)
        assert revise(draft, "--lampiran", "I") == 130
    assert files(draft / "sources/2024") == before
    assert not (draft / "sources/2024/lampiran-1").exists()
    assert revise(draft, "--lampiran", "I") == 0
    assert regulation(draft).naskah[0].susunan.tahun == 2024


def test_what_a_killed_run_left_is_cleared(draft: Path) -> None:
    left = stage(draft / "sources/2024/lampiran-1.yaml", b"separuh")
    assert left.exists()
    assert revise(draft, "--lampiran", "I") == 0
    assert not left.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--lampiran", "V"), "Tidak ada Lampiran V yang berlaku. Yang ada: I, II, III, IV."),
        (("--lampiran", "I,XX"), "Tidak ada Lampiran XX"),
        (("--lampiran", ""), "Sebut Lampirannya"),
        (("--hapus-lampiran", "V"), "Tidak ada Lampiran V"),
        (("--lampiran", "IV", "--hapus-lampiran", "IV"), "diganti dan dihapus sekaligus"),
    ],
)
def test_impossible_lampiran_is_told_and_changes_nothing(
    draft: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], told: str
) -> None:
    before = files(draft / "sources")
    capsys.readouterr()
    assert revise(draft, *more) == 2
    assert told in capsys.readouterr().err
    assert files(draft / "sources") == before


def test_broken_chapter_of_the_old_year_is_told(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft / "sources/2023/lampiran-1/tabel-2-2.yaml"
    path.write_text(path.read_text("utf-8").replace("kolom:", "kolomm:"), "utf-8")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "sources/2023/lampiran-1/tabel-2-2.yaml" in capsys.readouterr().out
    assert not (draft / "sources/2024/lampiran-1").exists()


def test_body_that_cannot_be_read_stops_the_copy(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(draft / "sources/2024/peraturan.yaml", "warisan:", "warisann:")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "warisann" in capsys.readouterr().out
    assert not (draft / "sources/2024/lampiran-1").exists()


def test_body_laid_out_by_hand_is_told_and_nothing_is_copied(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft / "sources/2024/peraturan.yaml"
    replace_text(path, "lampiran: [II, III, IV]", "lampiran:\n  - II\n  - III\n  - IV")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "«lampiran: [I, II, III, IV]»" in capsys.readouterr().err
    assert not (draft / "sources/2024/lampiran-1").exists()


def test_link_out_of_the_project_is_not_followed(
    draft: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("luar")
    (outside / "rahasia.txt").write_text("rahasia", "utf-8")
    link = draft / "sources/2023/lampiran-1/catatan.txt"
    link.symlink_to(outside / "rahasia.txt")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "catatan.txt menunjuk ke tempat lain" in capsys.readouterr().err
    link.unlink()
    (draft / "sources/2024/lampiran-1").symlink_to(outside, target_is_directory=True)
    assert revise(draft, "--lampiran", "I") == 2
    assert "menunjuk ke tempat lain" in capsys.readouterr().err
    assert [path.name for path in outside.iterdir()] == ["rahasia.txt"]


def test_text_kept_for_two_years_is_still_in_force_and_can_be_copied(project: Path) -> None:
    assert revise(project, "--lampiran", "II") == 0
    assert revise(project, year="2025", old="2024") == 0
    assert body(project, 2025)["warisan"] == {"I": 2023}
    assert body(project, 2025)["lampiran"] == ["II", "III", "IV"]
    assert revise(project, "--lampiran", "I", year="2025", old="2024") == 0
    assert "warisan" not in body(project, 2025)
    text = (project / "sources/2025/lampiran-1/naskah.yaml").read_text("utf-8")
    assert "tahun: 2025" in text
    assert "# 2023: " in (project / "sources/2025/lampiran-3.yaml").read_text("utf-8")
    assert regulation(project, 2025).naskah[0].susunan.tahun == 2025
