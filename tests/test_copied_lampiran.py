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
from tests.clean import copy_clean, copy_printable
from tests.conftest import Once
from tests.docx_reader import read_paragraphs
from tests.sample import copy_enacted, replace_text
from tests.test_next_year import stop_at


@pytest.fixture(scope="module")
def clean(once: Once) -> Path:
    """The clean regulation of 2024 and its draft of 2025, which inherits Lampiran I."""

    def make(folder: Path) -> None:
        assert revise(copy_printable(folder).root) == 0

    return once("bersih-dirancang", make)


@pytest.fixture
def draft(tmp_path: Path, clean: Path) -> Path:
    """A copy of it, to write into."""
    return shutil.copytree(clean, tmp_path / "bersih")


@pytest.fixture
def copied(tmp_path: Path, once: Once, clean: Path) -> Path:
    """The same, once Lampiran I has been copied into the draft."""

    def make(folder: Path) -> None:
        shutil.copytree(clean, folder, dirs_exist_ok=True)
        assert revise(folder, "--lampiran", "I") == 0

    return shutil.copytree(once("bersih-disalin", make), tmp_path / "bersih")


@pytest.fixture(scope="module")
def enacted_copied(once: Once) -> Path:
    """The enacted regulation with short plans, and Lampiran I copied into the draft of 2024.

    Two files that it did not have stand in its folder.
    """

    def make(folder: Path) -> None:
        root = copy_enacted(folder, short=(2, 3, 4))
        chapters = root / "sources/2023/lampiran-1"
        (chapters / "catatan rapat.txt").write_bytes(b"tidak ditempatkan\r\n")
        (chapters / "~$bab-1.md").write_bytes(b"kunci Word")
        assert revise_enacted(root) == 0
        assert revise_enacted(root, "--lampiran", "I") == 0

    return once("ditetapkan-disalin", make)


@pytest.fixture
def enacted_draft(tmp_path: Path, enacted_copied: Path) -> Path:
    """A copy of it, to write into."""
    return shutil.copytree(enacted_copied, tmp_path / "ditetapkan")


def revise(root: Path, *more: str, year: int = 2025) -> int:
    return main(["revisi", str(year), "--dari", str(year - 1), "--akar", str(root), *more])


def revise_enacted(root: Path, *more: str) -> int:
    return revise(root, *more, year=2024)


def picture(shade: int) -> bytes:
    """A small PNG all in one *shade* of grey."""
    stream = io.BytesIO()
    Image.new("L", (1890, 1000), shade).save(stream, "PNG")
    return stream.getvalue()


def regulation(root: Path, year: int = 2025) -> Regulation:
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


def findings(
    root: Path, capsys: pytest.CaptureFixture[str], rules: str, year: int = 2024
) -> list[dict[str, Any]]:
    capsys.readouterr()
    main(["periksa", str(year), "--akar", str(root), "--format", "json", "--aturan", rules])
    result: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return result


def test_every_file_is_copied_as_it_is_but_for_remarks_on_the_old_print(
    enacted_copied: Path,
) -> None:
    old = files(enacted_copied / "sources/2023/lampiran-1")
    new = files(enacted_copied / "sources/2024/lampiran-1")
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
    head = new["naskah.yaml"].decode()
    assert "tahun: 2024" in head
    assert "tentang:" not in head
    assert "disalin dari sources/2023/lampiran-1" in head
    assert regulation(enacted_copied, 2024).naskah[0].susunan.tahun == 2024


def test_copy_is_printed_with_the_title_of_the_new_year(draft: Path) -> None:
    head = draft / "sources/2024/lampiran-1/naskah.yaml"
    head.write_text(f"tentang: JUDUL TAHUN LALU\n{head.read_text('utf-8')}", "utf-8")
    revise(draft, "--lampiran", "I")
    main(["bangun", "2025", "--rancangan", "--tanpa-pdf", "--akar", str(draft)])
    words = " ".join(text for _, text in read_paragraphs(draft / "output/2025/lampiran-1.docx"))
    words = " ".join(words.split())
    assert "PERUBAHAN ATAS PERATURAN BUPATI NOMOR 7 TAHUN 2024" in words
    assert "TAHUN LALU" not in words


def test_lampiran_moves_from_inherited_to_attached_and_pasal_i_says_so(draft: Path) -> None:
    path = draft / "sources/2025/peraturan.yaml"
    replace_text(path, "\nlampiran: [II, III]", "\nlampiran: [II, III] # kata rapat 3 Januari")
    replace_text(path, "nomor: [II, III]", "nomor: [II, III] # satu angka")
    assert revise(draft, "--lampiran", "I") == 0
    found = body(draft, 2025)
    assert found["lampiran"] == ["I", "II", "III"]
    assert "warisan" not in found
    amended = [finding["nomor"] for finding in found["batang_tubuh"][0]["perubahan"]]
    assert amended == [["I", "II", "III"]]
    text = path.read_text("utf-8")
    assert "lampiran: [I, II, III] # kata rapat 3 Januari" in text
    assert "nomor: [I, II, III] # satu angka" in text


def test_first_run_may_copy_it_too(tmp_path: Path) -> None:
    root = copy_clean(tmp_path).root
    assert revise(root, "--lampiran", "i, ii,III") == 0
    assert body(root, 2025)["lampiran"] == ["I", "II", "III"]
    assert regulation(root).naskah[0].susunan.tahun == 2025


def test_own_copy_is_what_is_checked_and_in_force(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(copied / "sources/2025/lampiran-1/tabel-1-1.yaml", "t2024: 3.4", "t2024: 3.1")
    now = findings(copied, capsys, "IND", 2025)
    assert {item["berkas"].split("/")[1] for item in now} == {"2025"}
    assert any("3,1" in item["pesan"] for item in now)
    assert attached_after(regulation(copied)).in_force["I"].tahun == 2025


def test_faults_waived_last_year_are_open_again_and_the_old_reasons_are_there_to_read(
    enacted_draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert any(item["dikecualikan"] for item in findings(enacted_draft, capsys, "RUJ", 2023))
    assert not any(item["dikecualikan"] for item in findings(enacted_draft, capsys, "RUJ"))
    ruj = findings(enacted_draft, capsys, "RUJ01")
    assert [item["kode"] for item in ruj] == ["5-1-p1"]
    text = (enacted_draft / "sources/2024/pengecualian.yaml").read_text("utf-8")
    assert '#   - aturan: "RUJ01"\n#     kode: "5-1-p1"\n#     alasan: "Naskah menyebut' in text
    assert yaml.safe_load(text) == {"pengecualian": []}
    chapter = enacted_draft / "sources/2024/lampiran-1/bab-5.md"
    chapter.write_text(chapter.read_text("utf-8").replace("gambar 4.1", "gambar 5.1"), "utf-8")
    assert findings(enacted_draft, capsys, "RUJ01") == []


def test_years_left_over_are_told_but_not_those_of_regulations_and_ranges(
    enacted_draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rev = findings(enacted_draft, capsys, "REV01")
    mine = [item for item in rev if "lampiran-1" in item["berkas"]]
    assert [item["kode"] for item in mine] == ["5-1-a-p1", "5-1-b-p1"]
    assert "General Kabupaten Batang Tahun 2023" in mine[0]["pesan"]
    path = enacted_draft / "sources/2024/lampiran-1/bab-5.md"
    text = path.read_text("utf-8").replace("Kabupaten Batang Tahun 2023", "Kabupaten Batang")
    path.write_text(text, "utf-8")
    replace_text(
        enacted_draft / "sources/2024/lampiran-1/tabel-5-1.yaml", "judul: ", "judul: 2023 "
    )
    rev = findings(enacted_draft, capsys, "REV01")
    mine = [item for item in rev if "lampiran-1" in item["berkas"]]
    assert [item["kode"] for item in mine] == ["tabel-5-1"]


def test_edit_of_the_text_that_is_inherited_says_to_copy_it(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tetapkan", "2024", "--akar", str(draft)]) == 0
    path = draft / "sources/2024/lampiran-1/bab-1.md"
    path.write_text(path.read_text("utf-8") + "\nTambahan.\n", "utf-8")
    [finding] = findings(draft, capsys, "REV05", 2025)
    assert finding["berkas"] == "sources/2024/lampiran-1/bab-1.md"
    assert "revisi 2025 --dari 2024 --lampiran I." in finding["saran"]
    revise(draft, "--lampiran", "I")
    assert findings(draft, capsys, "REV05", 2025) == []


def test_waivers_only_of_what_is_drafted_are_shown(tmp_path: Path) -> None:
    root = copy_enacted(tmp_path, short=(2, 3, 4))
    revise_enacted(root, "--lampiran", "IV")
    text = (root / "sources/2024/pengecualian.yaml").read_text("utf-8")
    assert "I-03" in text
    assert "RUJ01" not in text


def test_second_run_changes_nothing_and_keeps_what_was_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = copy_clean(tmp_path).root
    revise(root, "--lampiran", "I,II")
    before = files(root / "sources/2025")
    for more in ((), ("--lampiran", "I")):
        capsys.readouterr()
        assert revise(root, *more) == 0
        assert "sudah mutakhir" in capsys.readouterr().out
    assert files(root / "sources/2025") == before


def test_old_years_corrections_come_in_where_nobody_wrote(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = copied / "sources/2025/lampiran-1/bab-1.md"
    mine.write_text(mine.read_text("utf-8") + "\nKalimat saya.\n", "utf-8")
    old = copied / "sources/2024/lampiran-1/bab-1.md"
    replace_text(old, "Latar Belakang", "Dasar Pemikiran")
    table = copied / "sources/2025/lampiran-1/tabel-1-1.yaml"
    replace_text(table, "t2024: 3.4}", "t2024: 3.5} # baru")
    replace_text(copied / "sources/2024/lampiran-1/tabel-1-1.yaml", "t2024: 3.4", "t2024: 3.6")
    capsys.readouterr()
    assert revise(copied) == 0
    text = mine.read_text("utf-8")
    assert "## 1.1. Dasar Pemikiran\n" in text
    assert text.endswith("Kalimat saya.\n")
    assert "t2024: 3.5} # baru" in table.read_text("utf-8")
    told = capsys.readouterr().out
    assert "tabel-1-1.yaml" in told
    assert "t2024: 3.6" in told


def test_windows_line_ends_are_no_edit(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copied / "sources/2025/lampiran-1/bab-1.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    old = copied / "sources/2024/lampiran-1/bab-1.md"
    old.write_text(old.read_text("utf-8") + "\nTambahan.\n", "utf-8")
    capsys.readouterr()
    assert revise(copied) == 0
    assert path.read_bytes().endswith(b"\r\nTambahan.\r\n")
    assert "dibiarkan" not in capsys.readouterr().out


def test_picture_is_taken_whole_from_one_side(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = (draft / f"sources/{year}/lampiran-1/gambar-2-2.png" for year in (2024, 2025))
    old.write_bytes(picture(10))
    old.with_suffix(".yaml").write_text('nomor: "2.2"\njudul: Bagan\n', "utf-8")
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
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone = copied / "sources/2025/lampiran-1/tabel-1-1.yaml"
    gone.unlink()
    capsys.readouterr()
    assert revise(copied) == 0
    assert not gone.exists()
    assert "tabel-1-1.yaml  tidak dibuat lagi" in capsys.readouterr().out


def test_folder_copied_by_hand_is_not_touched(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = draft / "sources/2025/lampiran-1"
    shutil.copytree(draft / "sources/2024/lampiran-1", own)
    (own / "bab-1.md").write_text("# BAB I PENUTUP\n\nMilik saya.\n", "utf-8")
    before = files(own)
    assert revise(draft, "--lampiran", "I") == 0
    assert files(own) == before
    assert "bab-1.md  tidak disentuh" in capsys.readouterr().out


def test_run_that_is_stopped_at_any_file_leaves_the_draft_as_it_was(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(draft / "sources/2025")
    stopped = 0
    while True:
        with monkeypatch.context() as patch:
            stop_at(patch, stopped + 1)
            status = revise(draft, "--lampiran", "I")
        if status == 0:
            break
        stopped += 1
        assert status == 130
        assert files(draft / "sources/2025") == before
        assert not (draft / "sources/2025/lampiran-1").exists()
    assert stopped >= len(files(draft / "sources/2025/lampiran-1"))
    assert regulation(draft).naskah[0].susunan.tahun == 2025


def test_what_a_killed_run_left_is_cleared(draft: Path) -> None:
    left = stage(draft / "sources/2025/lampiran-1.yaml", b"separuh")
    assert left.exists()
    assert revise(draft, "--lampiran", "I") == 0
    assert not left.exists()


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--lampiran", "V"), "Tidak ada Lampiran V yang berlaku. Yang ada: I, II, III."),
        (("--lampiran", "I,XX"), "Tidak ada Lampiran XX"),
        (("--lampiran", ""), "Sebut Lampirannya"),
        (("--hapus-lampiran", "V"), "Tidak ada Lampiran V"),
        (("--lampiran", "III", "--hapus-lampiran", "III"), "diganti dan dihapus sekaligus"),
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
    path = draft / "sources/2024/lampiran-1/tabel-1-1.yaml"
    path.write_text(path.read_text("utf-8").replace("kolom:", "kolomm:"), "utf-8")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "sources/2024/lampiran-1/tabel-1-1.yaml" in capsys.readouterr().out
    assert not (draft / "sources/2025/lampiran-1").exists()


def test_body_that_cannot_be_read_stops_the_copy(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace_text(draft / "sources/2025/peraturan.yaml", "warisan:", "warisann:")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "warisann" in capsys.readouterr().out
    assert not (draft / "sources/2025/lampiran-1").exists()


def test_body_laid_out_by_hand_is_told_and_nothing_is_copied(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = draft / "sources/2025/peraturan.yaml"
    replace_text(path, "\nlampiran: [II, III]", "\nlampiran:\n  - II\n  - III")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "«lampiran: [I, II, III]»" in capsys.readouterr().err
    assert not (draft / "sources/2025/lampiran-1").exists()


def test_link_out_of_the_project_is_not_followed(
    draft: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path_factory.mktemp("luar")
    (outside / "rahasia.txt").write_text("rahasia", "utf-8")
    link = draft / "sources/2024/lampiran-1/catatan.txt"
    link.symlink_to(outside / "rahasia.txt")
    capsys.readouterr()
    assert revise(draft, "--lampiran", "I") == 2
    assert "catatan.txt menunjuk ke tempat lain" in capsys.readouterr().err
    link.unlink()
    (draft / "sources/2025/lampiran-1").symlink_to(outside, target_is_directory=True)
    assert revise(draft, "--lampiran", "I") == 2
    assert "menunjuk ke tempat lain" in capsys.readouterr().err
    assert [path.name for path in outside.iterdir()] == ["rahasia.txt"]


def test_text_kept_for_two_years_is_still_in_force_and_can_be_copied(tmp_path: Path) -> None:
    root = copy_clean(tmp_path).root
    assert revise(root, "--lampiran", "II") == 0
    assert revise(root, year=2026) == 0
    assert body(root, 2026)["warisan"] == {"I": 2024}
    assert body(root, 2026)["lampiran"] == ["II", "III"]
    assert revise(root, "--lampiran", "I", year=2026) == 0
    assert "warisan" not in body(root, 2026)
    text = (root / "sources/2026/lampiran-1/naskah.yaml").read_text("utf-8")
    assert "tahun: 2026" in text
    assert "# 2024: " in (root / "sources/2026/lampiran-3.yaml").read_text("utf-8")
    assert regulation(root, 2026).naskah[0].susunan.tahun == 2026
