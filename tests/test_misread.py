"""What YAML reads otherwise than it is written is told, or it prints exactly as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbdocs.check.engine import check
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, reads_two_ways
from rbdocs.sources.edit_yaml import number_as_written
from rbdocs.sources.year import load_year
from tests.clean import YEAR, copy_clean
from tests.profiles import examples
from tests.sample import replace_text

# A field of each kind: its file, what stands there, and how it is written with another value.
PLAN = "2024/lampiran-2.yaml"
BODY = "2024/peraturan.yaml"
TABLE = "2024/lampiran-1/tabel-1-1.yaml"
PLACES = {
    "teks": (PLAN, "indikator: Jumlah pegawai yang didampingi", "indikator: "),
    "judul": (PLAN, "judul: RENCANA AKSI REFORMASI BIROKRASI GENERAL TAHUN 2024", "judul: "),
    "target": (PLAN, 'target: "80%"', "target: "),
    "total": (PLAN, "total: 3", "total: "),
    "anggaran": (PLAN, "anggaran: 113565200", "anggaran: "),
    "menimbang": (BODY, "- bahwa untuk melaksanakan reformasi birokrasi perlu disusun", "- "),
    "nomor": (BODY, "nomor: 7\ntahun: 2024\ntentang", "nomor: "),
    "tanggal": (BODY, "tanggal: 2024-02-12", "tanggal: "),
    "sel": (TABLE, "t2024: 7.9", "t2024: "),
}
NUMBERS = ("target", "total", "anggaran", "sel")
TEXTS = ("teks", "judul", "menimbang")


def put(folder: Path, place: str, written: str) -> tuple[Regulation | None, list[Finding]]:
    """Write *written* into *place* of the clean regulation and load it."""
    project = copy_clean(folder)
    file, old, field = PLACES[place]
    rest = "\ntahun: 2024\ntentang" if place == "nomor" else ""
    path = project.sources / file
    if place == "menimbang":
        old = next(line.strip() for line in path.read_text("utf-8").split("\n") if old in line)
    replace_text(path, old, f"{field}{written}{rest}")
    return loaded(project)


def loaded(project: Project) -> tuple[Regulation | None, list[Finding]]:
    result = load_year(project, Edition(YEAR))
    return result.regulation, result.findings


def line_of(folder: Path, place: str, written: str) -> int:
    text = (folder / "sources" / PLACES[place][0]).read_text("utf-8").split("\n")
    return next(n for n, line in enumerate(text, 1) if f"{PLACES[place][2]}{written}" in line)


@pytest.mark.parametrize("place", NUMBERS)
@pytest.mark.parametrize("written", ["1.650", "12.500", "100.000", "-1.650", "1.000"])
def test_a_number_that_may_be_thousands_is_refused(
    tmp_path: Path, place: str, written: str
) -> None:
    regulation, findings = put(tmp_path, place, written)
    assert regulation is None
    (told,) = [finding for finding in findings if finding.code == "MUAT28"]
    assert told.location.line == line_of(tmp_path, place, written)
    assert written.replace(".", "") in told.hint


@pytest.mark.parametrize("place", NUMBERS)
@pytest.mark.parametrize(
    "written", ["1650", "1.65", "0.500", "1.6500", "12.5", '"1,650"', "1.650.000"]
)
def test_a_number_of_one_meaning_is_read(tmp_path: Path, place: str, written: str) -> None:
    assert not [item for item in put(tmp_path, place, written)[1] if item.code == "MUAT28"]


@pytest.mark.parametrize("place", TEXTS)
@pytest.mark.parametrize("written", ["2024", "3.4", "0", "-5"])
def test_a_number_is_no_text_until_it_is_quoted(tmp_path: Path, place: str, written: str) -> None:
    regulation, findings = put(tmp_path / "tanpa", place, written)
    assert regulation is None
    assert [finding.location.line for finding in findings if finding.code == "MUAT09"] == [
        line_of(tmp_path / "tanpa", place, written)
    ]
    assert put(tmp_path / "petik", place, f'"{written}"')[0] is not None


@pytest.mark.parametrize("place", ["teks", "menimbang"])
@pytest.mark.parametrize(
    "written",
    [
        "[Menyusun dokumen]",
        "[Menyusun, menetapkan]",
        '["Menyusun ", "dokumen"]',
        "[a, {miring: b}, c, d]",
    ],
)
def test_a_comma_parts_no_text(tmp_path: Path, place: str, written: str) -> None:
    regulation, findings = put(tmp_path, place, written)
    assert regulation is None
    assert line_of(tmp_path, place, written) in {finding.location.line for finding in findings}


@pytest.mark.parametrize("written", ["[Menyusun, {miring: road map}, daerah]"])
def test_spaces_beside_italics_are_not_lost(tmp_path: Path, written: str) -> None:
    findings = put(tmp_path / "tanpa", "teks", written)[1]
    assert [
        finding.code for finding in findings if finding.blocks and finding.code != "MUAT20"
    ] == ["MUAT29"] * 2
    quoted = '["Menyusun ", {miring: road map}, " daerah"]'
    regulation, findings = put(tmp_path / "petik", "teks", quoted)
    assert regulation is not None
    assert not findings
    assert not put(tmp_path / "imbuhan", "teks", '["di", {miring: download}, ", lalu"]')[1]


@pytest.mark.parametrize(
    ("tw", "told"),
    [
        ("[1,5, 2, 3, 4]", True),
        ("[1,5, 2,5]", True),
        ('["-", 2,5, 3]', True),
        ("[1, 2, 3, 4]", False),
        ("[1,2,3,4]", False),
        ('["1,5", 2, 3, 4]', False),
        ("[1 ,2, 3, 4]", False),
    ],
)
def test_a_decimal_comma_parts_no_number(tmp_path: Path, tw: str, told: bool) -> None:
    project = copy_clean(tmp_path)
    replace_text(project.sources / PLAN, 'tw: ["-", 1, "-", 2]', f"tw: {tw}")
    assert bool([item for item in loaded(project)[1] if item.code == "MUAT28"]) is told


@pytest.mark.parametrize("written", ["010", "+5", "1_000", "-5", "0", "1.0", "7.5", "1e1", "7,5"])
def test_a_number_of_a_regulation_prints_as_it_is_written(tmp_path: Path, written: str) -> None:
    regulation, findings = put(tmp_path, "nomor", written)
    assert regulation is None
    assert line_of(tmp_path, "nomor", written) in {finding.location.line for finding in findings}


@pytest.mark.parametrize(
    "written", ["86400", "1707696000", '"1707696000"', '"2024-02-12T00:00:00"', "2024-2-12"]
)
def test_a_day_is_a_day_only(tmp_path: Path, written: str) -> None:
    regulation, findings = put(tmp_path, "tanggal", written)
    assert regulation is None
    assert "MUAT09" in {finding.code for finding in findings}


@pytest.mark.parametrize("escape", ["\\n", "\\t", "\\x41", "\\a", "\\e"])
def test_an_escape_in_quotes_is_told(tmp_path: Path, escape: str) -> None:
    findings = put(tmp_path, "teks", f'"Data D:{escape}ama"')[1]
    assert [finding for finding in findings if finding.code in ("MUAT29", "MUAT03")]
    assert not put(tmp_path / "dua", "teks", '"Data D:\\\\nama \\"ini\\""')[1]


def test_a_list_of_texts_that_a_comma_made_longer_is_told(tmp_path: Path) -> None:
    project = copy_clean(tmp_path)
    path = project.sources / "perangkat-daerah.yaml"
    before = path.read_text("utf-8")
    for names, told in (
        ("Dinas Kominfo, statistik dan persandian, ", True),
        ('"Dinas Kominfo, statistik dan persandian", ', False),
        ("Dinas Kominfo, Dinas Statistik, ", False),
    ):
        path.write_text(before.replace("tercetak: [", f"tercetak: [{names}", 1), "utf-8")
        assert bool([item for item in loaded(project)[1] if item.code == "MUAT29"]) is told


# What people paste: letters of Latin, digits and every mark that YAML gives a meaning.
TYPED = st.text(st.sampled_from("aB1 0.,:;-#'\"[]{}&*!|>%@`?~\\/()_=+<éx"), min_size=1, max_size=14)


@settings(max_examples=examples(150), suppress_health_check=list(HealthCheck))
@given(place=st.sampled_from(["teks", "target", "total", "judul"]), typed=TYPED)
def test_whatever_is_typed_prints_so_or_is_told(
    tmp_path_factory: pytest.TempPathFactory, place: str, typed: str
) -> None:
    written = typed.strip()
    folder = tmp_path_factory.mktemp("ketik")
    regulation, findings = put(folder, place, written)
    if regulation is None:
        assert [finding for finding in findings if finding.blocks]
        return
    value = read_back(regulation, place)
    told = [
        finding
        for finding in [*findings, *check(regulation)]
        if finding.code.startswith(("MUAT", "LKP"))
    ]
    if told:
        return
    quoted = written[:1] in ("'", '"') or written[:1] == "["
    number = Nilai.dari(yaml_number(written)).text if yaml_number(written) is not None else ""
    assert value in (written, number) or (quoted and value == yaml.safe_load(written))


def read_back(regulation: Regulation, place: str) -> str:
    plan: Any = regulation.lampiran[0]
    rows = list(actions(plan))
    match place:
        case "judul":
            return str(plan.judul)
        case "teks":
            return next(str(row.indikator) for row in rows if row.kode == "G-02")
        case "total":
            return next(str(row.total) for row in rows if row.kode == "G-01")
    return str(plan.rencana[0].kegiatan_utama[0].indikator[0].target)


def actions(plan: Any) -> Iterator[Any]:
    for problem in plan.rencana:
        for main in problem.kegiatan_utama:
            for indikator in main.indikator:
                yield from indikator.rencana_aksi


def yaml_number(written: str) -> object:
    try:
        value = yaml.safe_load(written)
    except yaml.YAMLError:
        return None
    plain = written.replace(".", "").lstrip("-").isdecimal()
    return Decimal(written) if isinstance(value, int | float) and plain else None


@given(st.decimals(-(10**6), 10**6, places=3, allow_nan=False))
def test_what_the_program_writes_it_also_reads(number: Decimal) -> None:
    text = Nilai.dari(number).text
    written = number_as_written(text)
    assert written is None or not reads_two_ways(written)
    source = Nilai.dari(text).as_source()
    assert isinstance(source, str) or not reads_two_ways(str(source))
