"""The first screen: what is wrong, then what is new; what was known is counted."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from rbdocs.cli import main
from rbdocs.edition import Edition
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.report.screen import Screen, first_screen
from rbdocs.report.text import Ink
from tests import sample
from tests.clean import YEAR, apply_changes, copy_clean
from tests.loops import at_least_one

FIRST = 15  # lines that a reader sees without scrolling


@pytest.fixture
def enacted(tmp_path: Path) -> Path:
    return sample.copy_enacted(tmp_path)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft with values still open, after an enacted year that is locked."""
    project = copy_clean(tmp_path)
    apply_changes(
        project,
        {
            "baris": {
                "G-01": {"tw": ["belum diisi"] * 4, "total": "belum diisi"},
                "G-02": {"total": 77},
            },
        },
    )
    shutil.copytree(sample.ROOT / "templates", project.root / "templates")
    return project.root


def seen(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> list[str]:
    capsys.readouterr()
    main([*arguments, "--akar", str(root)])
    return capsys.readouterr().out.splitlines()


def test_an_enacted_year_with_nothing_new_is_told_in_two_lines(
    enacted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rest, counts = seen(capsys, enacted, "periksa", "2023")
    assert rest.endswith("celah naskah; periksa 2023 --semua menampilkannya.")
    assert "peringatan naskah ditetapkan" in rest
    assert "0 galat" in counts
    assert "(tidak ada yang baru)" in counts
    built = seen(capsys, enacted, "bangun", "2023", "--tanpa-pdf")
    assert built[:2] == [rest, counts]
    assert len(built) <= FIRST
    assert len(seen(capsys, enacted, "bangun", "2023", "--tanpa-pdf")) <= FIRST


def test_what_an_edit_does_stands_in_the_first_lines(
    enacted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = enacted / "sources/2023/lampiran-2.yaml"
    lines = path.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "- kode: G-04")
    total = next(n for n in range(at, len(lines)) if lines[n].strip().startswith("total:"))
    lines[total] = lines[total].partition("total:")[0] + "total: 5"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    for command in ("periksa", "bangun"):
        told = seen(capsys, enacted, command, "2023")
        assert told[0].endswith("galat TW01  G-04")
        assert any("peringatan REV05" in line for line in told[:FIRST])
        assert len(told) <= FIRST


def test_known_warnings_come_back_with_other_values(
    enacted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """TW05 of G-01 is known; that of an action that has lost its targets is not."""
    shown = seen(capsys, enacted, "periksa", "2023", "--semua")
    assert sum("peringatan" in line and ":" in line.split("  ")[0] for line in shown) > 100
    assert any("Celah naskah (24)" in line for line in shown)
    path = enacted / "sources/2023/lampiran-2.yaml"
    text = path.read_text("utf-8")
    assert text.count("anggaran: 50491000") == 2
    # ANG02 knows that G-51's budget is written twice; another amount is other news
    path.write_text(text.replace("anggaran: 50491000", "anggaran: 50491001"), "utf-8")
    told = seen(capsys, enacted, "periksa", "2023")
    assert any("peringatan ANG02  G-51" in line for line in told)


def test_a_draft_tells_galat_first_and_who_owes_what_in_one_line(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = seen(capsys, draft, "periksa", str(YEAR))
    assert told[0].endswith("galat TW01  G-02")
    (owed,) = (line for line in told if line.startswith("Belum diisi (ISI01): 5 isian"))
    assert told.index(owed) < FIRST
    assert not any("galat ISI01" in line for line in told)
    assert any(
        "galat ISI01  G-01" in line for line in seen(capsys, draft, "periksa", "--aturan", "ISI")
    )


def test_what_keeps_a_file_from_being_read_comes_first(
    enacted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sample.replace_text(
        enacted / "sources/2023/lampiran-4.yaml", "jenis: tematik", "jenis: [tematik"
    )
    told = seen(capsys, enacted, "periksa", "2023")
    assert "sources/2023/lampiran-4.yaml:" in told[0]
    assert "galat MUAT" in told[0]
    assert any("MUAT20" in line for line in told[:FIRST])
    assert "Sumber belum dapat dibaca seluruhnya: 1 kesalahan." in told[-1]


def test_many_of_a_kind_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = sample.make_project(
        tmp_path / "p", sample.plan([sample.aksi(n, total=9) for n in range(1, 31)])
    )
    told = seen(capsys, root, "periksa", "--kecuali", "ANG,LKP,KOD")
    assert told[0].startswith("galat TW01 30×  lampiran-2.yaml:")
    assert len(told) <= FIRST
    assert any(line.startswith("Selengkapnya: periksa 2023 --semua") for line in told)
    every = seen(capsys, root, "periksa", "--semua")
    assert sum("galat TW01" in line for line in every) == 30


def test_a_new_draft_says_what_matters_on_one_screen(
    drafted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = seen(capsys, drafted, "periksa", "2024")
    found = json.loads("\n".join(seen(capsys, drafted, "periksa", "2024", "--format", "json")))
    wrong = Counter(item["kode_aturan"] for item in found if item["tingkat"] == "galat")
    wrong.subtract(item["kode_aturan"] for item in found if item["dikecualikan"])
    assert len(told) <= FIRST
    (owed,) = (line for line in told if line.startswith("Belum diisi (ISI01): "))
    assert f"di {wrong.pop('ISI01')} tempat" in owed
    assert "periksa 2024 --aturan ISI01" in owed
    for code in at_least_one(code for code, count in wrong.items() if count > 0):
        (line,) = (line for line in told if line.startswith(f"galat {code} "))
        assert (f" {wrong[code]}×" in line) == (wrong[code] > 1)
        assert len(line) <= 110


@pytest.mark.parametrize("rules", range(1, 16))
def test_what_is_counted_is_never_a_single_one(rules: int) -> None:
    place = Location("sources/2024/lampiran-2.yaml", 3, 1)
    found = [
        Finding(f"ZZ{n:02}", Level.GALAT, "salah", place, "G-01")
        for n in range(rules)
        for _ in "ab"
    ]
    told = list(first_screen(Screen(Edition(2024), found[1:]), None, Ink()))
    assert len(told) <= max(FIRST - 3, 20)
    left = [line for line in told if line.startswith("dan ")]
    assert all(line.count(",") > 0 for line in left)
    named = {code for line in told for code in re.findall(r"ZZ\d\d", line)}
    assert named == {finding.code for finding in found}


# --- choosing


def test_findings_are_chosen_by_level_rule_and_part(
    listed: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    def told(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
        return [(item["kode_aturan"], item["tingkat"]) for item in found]

    def codes(*arguments: str) -> list[tuple[str, str]]:
        lines = seen(capsys, sample.ROOT, "periksa", "2023", "--format", "json", *arguments)
        return told(json.loads("\n".join(lines)))

    every = told(listed)
    galat = codes("--tingkat", "galat")
    assert galat == [item for item in every if item[1] == "galat"] != []
    without = codes("--kecuali", "EJA,SAT08")
    assert without == [i for i in every if not i[0].startswith("EJA") and i[0] != "SAT08"]
    second = codes("II")
    assert 0 < len(second) < len(every)
    assert second == codes("lampiran-2.yaml")
    assert second == codes("Lampiran", "II")
    assert second == codes(str(sample.ROOT / "sources/2023/lampiran-2.yaml"))
    chapter = codes("lampiran-1/bab-1.md")
    assert 0 < len(chapter) < len(codes("I")) < len(every)


def test_statistics_count_by_rule(
    listed: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    told = seen(capsys, sample.ROOT, "periksa", "2023", "--statistik")
    assert len(told) == len({item["kode_aturan"] for item in listed})
    counted = sum(int(line.split()[0]) for line in at_least_one(told))
    assert counted == sum(not item["dikecualikan"] for item in listed)


def test_strictly_a_new_warning_fails_and_a_known_one_does_not(
    enacted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--akar", str(enacted)]
    assert main(["periksa", "2023", "--ketat", *root]) == 0
    with (enacted / "sources/2023/lampiran-2.yaml").open("a", encoding="utf-8") as file:
        file.write("# catatan\n")  # REV05
    assert main(["periksa", "2023", *root]) == 0
    assert main(["periksa", "2023", "--ketat", *root]) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lampiran-9.yaml"], "bukan tahun, berkas sumber, atau Lampiran"),
        (["X"], "bukan tahun, berkas sumber, atau Lampiran"),
        (["20x3"], "bukan tahun"),
        (["../../etc/passwd"], "bukan tahun, berkas sumber, atau Lampiran"),
        (["2023", "2024"], "satu tahun atau satu peraturan saja"),
        (["--kecuali", "XX"], "Tidak ada aturan «XX»"),
        (["--kecuali", ""], ""),
        (["--statistik", "--format", "json"], "--format teks"),
    ],
)
def test_a_wrong_choice_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status = main(["periksa", *arguments, "--akar", str(sample.ROOT)])
    assert status == (2 if said else 0)
    assert said in capsys.readouterr().err


def test_places_in_text_and_data_are_those_of_the_words(
    listed: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    told = "\n".join(seen(capsys, sample.ROOT, "periksa", "2023", "--rinci"))
    quoted = [item for item in listed if item["nilai"].get("kutipan")]
    for item in at_least_one(quoted):
        lines = (sample.ROOT / item["berkas"]).read_text("utf-8").splitlines()
        words = item["nilai"]["kutipan"]
        here = lines[item["baris"] - 1][item["kolom"] - 1 :]
        assert here.startswith(words), (item["kode_aturan"], item["kode"], words, here[:40])
        assert f"{item['berkas']}:{item['baris']}:{item['kolom']}  " in told
