"""A regulation of any kind prints what its kind asks for, by the table of kinds alone."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from rbdocs.cli import main
from rbdocs.sources.kinds import packaged_kinds
from tests.docx_reader import read_paragraphs
from tests.loops import at_least_one
from tests.sample import ROOT, replace_text

CASES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/kinds.yaml").read_text("utf-8"))
PROGRAM = ROOT / "rbdocs"


def name_of(case: dict[str, Any]) -> str:
    return f"{case['jenis']}, {case['pemerintah']}"


def begun(root: Path, case: dict[str, Any]) -> None:
    options = ["--pemerintah", case["pemerintah"], "--jenis", case["jenis"], "--tahun", "2024"]
    assert main(["mulai", "--akar", str(root), *options]) == 0


def enact(root: Path, edition: str, nomor: int) -> None:
    """Give the draft of *edition* a made-up number and day."""
    path = root / f"sources/{edition}/peraturan.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"^status: rancangan.*$", "status: ditetapkan", text, flags=re.MULTILINE)
    text = re.sub(r"^nomor:.*$", f"nomor: {nomor}", text, flags=re.MULTILINE)
    text = re.sub(r"^  tanggal:.*$", f"  tanggal: {edition[:4]}-02-01", text, flags=re.MULTILINE)
    text = re.sub(r"nomor: (?:belum diisi)?\}", f"nomor: {nomor}}}", text)
    path.write_text(
        re.sub(r"^  nomor: belum diisi$", f"  nomor: {nomor}", text, flags=re.M), "utf-8"
    )


def printed(root: Path, edition: str, name: str) -> list[str]:
    """The paragraphs of a draft's body, without room to sign."""
    assert main(["bangun", edition, "--rancangan", "--tanpa-pdf", "--akar", str(root)]) in (0, 1)
    lines = (text for _, text in read_paragraphs(root / "output" / edition / name))
    return [" ".join(line.split()) for line in lines if line.strip()]


def in_order(expected: list[str], lines: list[str]) -> None:
    """Assert that *lines* has *expected* in this order; what is missing is shown."""
    rest = iter(lines)
    for line in at_least_one(expected):
        assert line in rest, (line, lines)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_new_regulation_prints_the_form_of_its_kind(case: dict[str, Any], tmp_path: Path) -> None:
    begun(tmp_path, case)
    assert main(["periksa", "--akar", str(tmp_path)]) == 0
    lines = printed(tmp_path, "2024", case["berkas"])
    assert lines[: len(case["kepala"])] == case["kepala"]
    assert lines[-len(case["penutup"]) :] == case["penutup"]
    for ground in case.get("mengingat", ()):
        assert any(line.endswith(ground) for line in lines), ground
    decided = lines.index("MEMUTUSKAN:")
    assert lines[decided - len(case["diktum"]) + 1 : decided + 1] == case["diktum"]
    assert case["menetapkan"] in " ".join(lines)


@pytest.mark.parametrize("case", [case for case in CASES if "perubahan" in case], ids=name_of)
def test_its_amendment_is_of_its_kind_and_cites_it_as_that_is_cited(
    case: dict[str, Any], tmp_path: Path
) -> None:
    begun(tmp_path, case)
    enact(tmp_path, "2024", 10)
    options = ["--dari", "2024", "--lampiran", "II", "--akar", str(tmp_path)]
    assert main(["revisi", "2024-b", *options]) == 0
    in_order(case["perubahan"], printed(tmp_path, "2024-b", case["berkas"]))


def test_diktum_are_changed_inserted_and_consolidated_as_articles_are(tmp_path: Path) -> None:
    case = next(case for case in CASES if case["jenis"].startswith("Keputusan"))
    begun(tmp_path, case)
    enact(tmp_path, "2024", 10)
    revise = ["revisi", "2024-b", "--dari", "2024", "--lampiran", "II", "--akar", str(tmp_path)]
    assert main(revise) == 0
    wanted = tmp_path / "sources/2024-b/pasal.yaml"
    replace_text(
        wanted, "reformasi birokrasi Tahun 2024.", "reformasi birokrasi daerah Tahun 2024."
    )
    replace_text(
        wanted, "  - diktum: KETIGA", "  - {diktum: KEDUA A, teks: Biaya dibebankan pada APBD.}\n"
        "  - diktum: KETIGA",
    )  # fmt: skip
    assert main(revise) == 0
    lines = printed(tmp_path, "2024-b", case["berkas"])
    base = (
        "Keputusan Bupati Nomor 10 Tahun 2024 tentang Rencana Aksi Reformasi Birokrasi Tahun 2024"
    )
    in_order(
        [
            f"KESATU : Mengubah {base} sebagai berikut:",
            "1. Ketentuan Diktum KESATU diubah sehingga berbunyi sebagai berikut:",
            "KESATU : Menetapkan rencana aksi reformasi birokrasi daerah Tahun 2024.",
            "2. Di antara Diktum KEDUA dan Diktum KETIGA disisipkan 1 (satu) diktum, yakni Diktum "
            "KEDUA A sehingga berbunyi sebagai berikut:",
            "KEDUA A : Biaya dibebankan pada APBD.",
        ],
        lines,
    )
    root = str(tmp_path)
    assert (
        main(["bangun", "2024-b", "--rancangan", "--konsolidasi", "--tanpa-pdf", "--akar", root])
        < 2
    )
    text = read_paragraphs(tmp_path / "output/2024-b/konsolidasi.docx")
    numbers = [line.split(":")[0].strip() for _, line in text if line.startswith("KE")]
    assert numbers[-4:] == ["KESATU", "KEDUA", "KEDUA A", "KETIGA"]


def test_a_kind_that_the_program_never_heard_of_needs_no_program(tmp_path: Path) -> None:
    begun(tmp_path, {"pemerintah": "Kabupaten Maju", "jenis": "perda"})
    (tmp_path / "sources/jenis-peraturan.yaml").write_text(
        "jenis:\n"
        "  - nama: Qanun\n"
        "    pembentuk: [Bupati]\n"
        "    judul: Qanun {daerah}\n"
        "    persetujuan:\n"
        "      - Dengan Persetujuan Bersama\n"
        "      - DEWAN PERWAKILAN RAKYAT {DAERAH}\n"
        "    pengundangan: lembaran-daerah\n"
        "    rahmat: BISMILLAHIRRAHMANIRRAHIM\n"
        "    berkas: qanun\n",
        "utf-8",
    )
    body = tmp_path / "sources/2024/peraturan.yaml"
    text = body.read_text("utf-8").replace("Peraturan Daerah", "Qanun")
    text = text.replace("PERATURAN DAERAH", "QANUN")
    body.write_text(re.sub(r"^noreg:.*\n", "", text, flags=re.M), "utf-8")
    assert main(["periksa", "--akar", str(tmp_path)]) == 0
    lines = printed(tmp_path, "2024", "qanun.docx")
    in_order(
        [
            "QANUN KABUPATEN MAJU",
            "BISMILLAHIRRAHMANIRRAHIM",
            "DEWAN PERWAKILAN RAKYAT KABUPATEN MAJU",
            "MEMUTUSKAN:",
            "LEMBARAN DAERAH KABUPATEN MAJU TAHUN 2024 NOMOR …",
        ],
        lines,
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("jenis: Peraturan Bupati", "jenis: Peraturan Burung", "bukan jenis peraturan"),
        ("jenis: Peraturan Bupati", "jenis: Peraturan Wali Kota", "bukan jenis peraturan"),
        ("berita_daerah:", "noreg: (5-1/2024)\nberita_daerah:", "tidak punya nomor register"),
        ("  - pasal: 1\n", "  - diktum: KESATU\n", "bernomor pasal"),
        ("nomor:\ntahun", "nomor: 188.45/25\ntahun", "bilangan bulat"),
        ("diundangkan:\n", "diundangkan_pada:\n", "diundangkan"),
    ],
)
def test_what_a_kind_does_not_have_is_told_before_it_is_printed(
    old: str, new: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(tmp_path, {"pemerintah": "Kabupaten Maju", "jenis": "perbup"})
    replace_text(tmp_path / "sources/2024/peraturan.yaml", old, new)
    capsys.readouterr()
    assert main(["periksa", "--akar", str(tmp_path)]) in (1, 2)
    assert told in capsys.readouterr().out
    shutil.rmtree(tmp_path / "output")


@pytest.mark.parametrize("name", ["../luar", "lampiran-1", "konsolidasi", "PERDA", "a/b", "x"])
def test_a_body_cannot_take_the_name_of_another_document(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(tmp_path, {"pemerintah": "Kabupaten Maju", "jenis": "perbup"})
    own = f"jenis: [{{nama: Peraturan Bupati, pembentuk: [Bupati], berkas: '{name}'}}]\n"
    (tmp_path / "sources/jenis-peraturan.yaml").write_text(own, "utf-8")
    capsys.readouterr()
    assert main(["bangun", "--rancangan", "--tanpa-pdf", "--akar", str(tmp_path)]) == 2
    assert "nama dokumen sendiri" in capsys.readouterr().out
    assert not [path for path in tmp_path.rglob("*.docx") if path.parent.name != "templates"]


def test_a_government_is_asked_only_for_kinds_that_its_head_enacts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--pemerintah", "Kota Maju", "--jenis", "Peraturan Bupati", "--akar", str(tmp_path)]
    assert main(["mulai", *options]) == 2
    told = capsys.readouterr().err
    assert "Peraturan Wali Kota, Peraturan Daerah, Keputusan Wali Kota" in told


def _texts(source: str) -> Iterator[str]:
    """The text constants of a module but for docstrings and grounds of rules, which cite law."""
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    grounds = [node for node in ast.walk(tree) if getattr(node, "arg", "") == "ground"]
    docs |= {id(part) for ground in grounds for part in ast.walk(ground)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_no_kind_that_a_head_of_region_enacts_stands_in_the_program() -> None:
    kinds = packaged_kinds()
    made = [item for item in kinds.jenis if item.pembentuk]
    names = {name for item in made for name in (*item.names, item.singkat)}
    name = re.compile("|".join(rf"\b{re.escape(item)}\b" for item in names), re.IGNORECASE)
    parts = [item.casefold().split() for item in names]  # a name may go over several lines
    files = sorted(PROGRAM.rglob("*.py"))
    found = [
        f"{path.relative_to(ROOT)}: {text[:60]}"
        for path in at_least_one(files)
        for source in [path.read_text("utf-8")]
        if any(all(word in source.casefold() for word in item) for item in parts)
        for text in _texts(source)
        if name.search(text) and not text.endswith(".docx")  # the file name of a template
    ]
    assert found == []
