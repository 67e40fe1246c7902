"""Several regulations in one year: 2024, 2024-b, 2024-c, each with a folder, in their order."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.commands.result import parse_edition
from rbdocs.edition import Edition, read_edition
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from tests.docx_reader import read_paragraphs
from tests.sample import replace_text
from tests.test_kinds import begun, enact

EDITIONS = st.builds(
    Edition, st.integers(1900, 2099), st.sampled_from(["", *"bcdefghijklmnopqrstuvwxyz"])
)
PERBUP = {"pemerintah": "Kabupaten Maju", "jenis": "Peraturan Bupati"}


@given(st.lists(EDITIONS, min_size=3, max_size=8))
def test_the_order_of_regulations_is_total_and_goes_by_year_then_letter(
    editions: list[Edition],
) -> None:
    for one_side in editions:
        for other in editions:
            ranks = [(item.year, item.letter) for item in (one_side, other)]
            assert (one_side < other, one_side == other, one_side > other) == (
                ranks[0] < ranks[1],
                ranks[0] == ranks[1],
                ranks[0] > ranks[1],
            )
    assert sorted(map(str, sorted(editions))) == sorted(map(str, editions))


@given(EDITIONS)
def test_a_name_is_read_as_it_is_written_and_its_neighbours_stand_beside_it(
    edition: Edition,
) -> None:
    assert read_edition(str(edition)) == edition == parse_edition(f" {edition} ")
    following = edition.next_in_year
    assert following is None or edition < following < edition.next_year
    assert following is None or following.before_in_year == edition


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("2024-B", "tulis 2024-b"),
        ("2024b", "tulis 2024-b"),
        ("2024_c", "tulis 2024-c"),
        ("2024-a", "yang pertama dalam setahun 2024, berikutnya 2024-b"),
        ("2024-1", "yang pertama dalam setahun 2024, berikutnya 2024-b"),
        ("2024-bb", "yang pertama dalam setahun 2024, berikutnya 2024-b"),
        ("2024-", "yang pertama dalam setahun 2024, berikutnya 2024-b"),
        ("1824", "yang pertama"),
        ("dua", "bukan tahun"),
        ("٢٠٢٤", "bukan"),
    ],
)
def test_a_name_that_is_none_is_told_with_what_to_write(name: str, told: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match=told):
        parse_edition(name)


def run(root: Path, *arguments: str) -> int:
    return main([*arguments, "--akar", str(root)])


def body(root: Path, edition: str) -> dict[str, object]:
    path = root / f"sources/{edition}/peraturan.yaml"
    content: dict[str, object] = yaml.safe_load(path.read_text("utf-8"))
    return content


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose first regulation of 2024 is enacted, and the second of that year drafted."""
    begun(tmp_path, PERBUP)
    enact(tmp_path, "2024", 10)
    assert run(tmp_path, "revisi", "2024-b", "--lampiran", "II") == 0
    return tmp_path


def filled(root: Path, edition: str) -> None:
    """Answer what the draft's plan leaves open with what stood there last year."""
    first = (root / "sources/2024/lampiran-2.yaml").read_text("utf-8")
    (root / f"sources/{edition}/lampiran-2.yaml").write_text(
        first.replace("tahun: 2024", f"tahun: {edition[:4]}"), "utf-8"
    )


def test_the_second_of_a_year_is_drafted_checked_built_and_compared(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert body(project, "2024-b")["warisan"] == {"I": 2024}
    wanted = project / "sources/2024-b/pasal.yaml"
    replace_text(wanted, "disusun untuk Tahun 2024", "disusun dan dievaluasi untuk Tahun 2024")
    assert run(project, "revisi", "2024-b", "--dari", "2024") == 0
    filled(project, "2024-b")
    assert run(project, "periksa", "2024-b") == 0
    assert run(project, "bangun", "2024-b", "--tanpa-pdf", "--rancangan", "--konsolidasi") == 0
    made = {path.name for path in (project / "output/2024-b").glob("*.docx")}
    assert made == {"perbup.docx", "lampiran-2.docx", "konsolidasi.docx"}
    assert not (project / "output/2024").exists()
    text = " ".join(text for _, text in read_paragraphs(project / "output/2024-b/konsolidasi.docx"))
    assert "disusun dan dievaluasi untuk Tahun 2024" in text
    capsys.readouterr()
    assert run(project, "banding", "2024", "2024-b") == 1
    assert "dievaluasi" in capsys.readouterr().out
    assert run(project, "verifikasi", str(project / "output/2024-b/perbup.docx")) == 0
    assert "tahun 2024-b" in capsys.readouterr().out


def test_next_year_goes_on_from_the_last_of_the_year_and_counts_it(project: Path) -> None:
    filled(project, "2024-b")
    enact(project, "2024-b", 25)
    assert run(project, "tetapkan", "2024-b") == 0
    assert run(project, "revisi", "2025", "--lampiran", "II") == 0
    regulation = load_year(Project(project), Edition(2025)).regulation
    assert regulation is not None
    assert regulation.sebelumnya is not None
    assert regulation.sebelumnya.peraturan.edition == Edition(2024, "b")
    assert [item.edition for item in regulation.terdahulu] == [Edition(2024), Edition(2024, "b")]
    assert str(body(project, "2025")["tentang"]).startswith("PERUBAHAN KEDUA ATAS")
    assert body(project, "2025")["warisan"] == {"I": 2024}
    filled(project, "2025")
    enact(project, "2025", 3)
    assert run(project, "revisi", "2025-b", "--lampiran", "II") == 0
    assert run(project, "bangun", "2025-b", "--rancangan", "--tanpa-pdf") in (0, 1)
    text = " ".join(text for _, text in read_paragraphs(project / "output/2025-b/perbup.docx"))
    assert "PERUBAHAN KETIGA ATAS" in text
    _, listed, amendments = text.partition(
        "yang telah beberapa kali diubah dengan Peraturan Bupati:"
    )
    assert listed
    assert amendments.index("Nomor 25 Tahun 2024") < amendments.index("Nomor 3 Tahun 2025")


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (("2024-b", "^tahun: 2024$", "tahun: 2025"), "isinya menyebut tahun 2025"),
        (("2024-b", r"^warisan:.*$", "warisan: {I: 2024-b}"), "diwarisi dari 2024-b"),
        (("2024-b", r"^warisan:.*$", "warisan: {I: 2024-B}"), "nama folder peraturan"),
        (("2024-b", "^nomor: belum diisi", "nomor: 10"), "sudah ada dalam sources/2024"),
        (("2024-b", "^nomor: belum diisi", "nomor: 9"), "lebih kecil daripada Nomor 10"),
    ],
)
def test_what_cannot_stand_in_that_order_is_told_and_builds_nothing(
    edit: tuple[str, str, str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition, old, new = edit
    path = project / f"sources/{edition}/peraturan.yaml"
    text = path.read_text("utf-8")
    changed = re.sub(old, new, text, count=1, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, "utf-8")
    capsys.readouterr()
    assert run(project, "periksa", "2024-b") == 2
    assert told in capsys.readouterr().out
    assert run(project, "bangun", "2024-b", "--rancangan", "--tanpa-pdf") == 2
    assert not list((project / "output").glob("2024-b/*.docx"))


def test_a_regulation_that_amends_itself_or_a_later_one_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for edition, number in (("2024-b", "nomor: 25"), ("2024", "nomor: 10")):
        path = project / f"sources/{edition}/peraturan.yaml"
        path.write_text(path.read_text("utf-8").replace("nomor: belum diisi", number, 1), "utf-8")
    first = project / "sources/2024/peraturan.yaml"
    cycle = "mengubah: {jenis: Peraturan Bupati, nomor: 25, tahun: 2024, tentang: Rencana}\n"
    first.write_text(first.read_text("utf-8") + cycle, "utf-8")
    assert run(project, "periksa", "2024") == 2
    assert "dibentuk sesudah peraturan ini (sources/2024-b)" in capsys.readouterr().out
    first.write_text(
        first.read_text("utf-8").replace("nomor: 25, tahun", "nomor: 10, tahun"), "utf-8"
    )
    assert run(project, "periksa", "2024") == 2
    assert "mengubah dirinya sendiri" in capsys.readouterr().out


def test_a_gap_in_the_year_and_folders_of_no_name_are_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, "revisi", "2024-d") == 2
    assert "harus ada 2024-c" in capsys.readouterr().err
    (project / "sources/2024-b").rename(project / "sources/2024-c")
    assert run(project, "periksa", "2024-c") == 2
    assert "sources/2024-b tidak ada" in capsys.readouterr().out
    (project / "sources/2024-c").rename(project / "sources/2024-B")
    assert run(project, "periksa", "2024") == 0
    assert "tulis 2024-b" in capsys.readouterr().out
