"""The page of findings, as someone uses it who uses no terminal: in a browser, from a file."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbdocs.cli import main
from rbdocs.files import Project
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.report.page import Checking, findings_page
from rbdocs.report.sheets import SheetPart
from tests.browser import in_browser
from tests.clean import YEAR, copy_clean
from tests.loops import at_least_one
from tests.profiles import examples
from tests.sample import ROOT, aksi, make_project, plan
from tests.test_partial import broken


def with_templates(project: Project) -> Path:
    shutil.copytree(ROOT / "templates", project.templates, dirs_exist_ok=True)
    return project.root


def page_of(root: Path, year: int, target: Path) -> str:
    main(["periksa", str(year), "--akar", str(root), "--format", "html", "--ke", str(target)])
    return target.read_text("utf-8")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page_of(ROOT, 2023, tmp_path_factory.mktemp("halaman") / "temuan.html")


USE = """
  var form = document.getElementById('saring'), hasil = {};
  function tampak() {
    return Array.from(document.querySelectorAll('article')).filter(function (a) {
      return a.checkVisibility();
    }).length;
  }
  function pilih(nama, nilai) {
    form.elements[nama].value = nilai;
    form.dispatchEvent(new Event('input'));
    return [tampak(), form.elements.hasil.value];
  }
  function lepas(nama) { pilih(nama, ''); }
  hasil.semua = tampak();
  hasil.tingkat = pilih('tingkat', 'galat'); lepas('tingkat');
  hasil.keputusan = pilih('keputusan', 'dikecualikan'); lepas('keputusan');
  hasil.aturan = pilih('aturan', 'IND01'); hasil.tanda = location.hash; lepas('aturan');
  hasil.bagian = pilih('bagian', 'Lampiran III'); lepas('bagian');
  hasil.pd = pilih('pd', 'DPMPTSP'); lepas('pd');
  hasil.cari = pilih('cari', '250,502,500'); lepas('cari');
  pilih('aturan', 'IND01'); form.reset();
  await new Promise(function (r) { setTimeout(r, 5); });
  hasil.kembali = tampak();
  hasil.batang = [];
  for (var a of document.querySelectorAll('.grafik .deret a')) {
    location.hash = a.hash;
    await new Promise(function (r) { setTimeout(r, 20); });
    hasil.batang.push([a.querySelector('.nilai').textContent, String(tampak())]);
  }
  location.hash = '#?aturan=TW05&bagian=Lampiran%20II';
  await new Promise(function (r) { setTimeout(r, 50); });
  hasil.dari_tautan = [tampak(), form.elements.aturan.value, form.elements.bagian.value];
  var tersembunyi = document.querySelector('article.sembunyi');
  location.hash = tersembunyi.id;
  await new Promise(function (r) { setTimeout(r, 50); });
  hasil.dituju_tampak = tersembunyi.getBoundingClientRect().height > 0;
  form.reset();
  await new Promise(function (r) { setTimeout(r, 5); });
  hasil.putus = Array.from(document.querySelectorAll('a[href^="#"]')).filter(function (a) {
    return a.hash[1] !== '?' && !document.getElementById(decodeURIComponent(a.hash.slice(1)));
  }).length;
  var ids = Array.from(document.querySelectorAll('[id]')).map(function (e) { return e.id; });
  hasil.rangkap = ids.length - new Set(ids).size;
  hasil.tanpa_tempat = Array.from(document.querySelectorAll('article')).filter(function (a) {
    var ke = a.querySelector('a.ke'), tempat = ke && document.getElementById(ke.hash.slice(1));
    return !tempat || !tempat.querySelector('a[href="#' + a.id + '"]');
  }).length;
  hasil.lebar = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return hasil;
"""


@pytest.mark.parametrize("width", [1280, 800])
def test_findings_are_filtered_reached_and_left_again(
    page: str, listed: list[dict[str, Any]], width: int, tmp_path: Path
) -> None:
    found = in_browser(page, USE, width, tmp_path)
    every = len(listed)

    def shown(number: int) -> list[Any]:
        assert 0 < number < every
        return [number, f"{number} dari {every} temuan ditampilkan."]

    waiting = sum(not item["dikecualikan"] for item in listed)
    assert found["semua"] == found["kembali"] == waiting
    assert waiting < every  # what is decided is folded
    assert all(value == count for value, count in at_least_one(found["batang"]))
    assert found["tingkat"] == shown(sum(item["tingkat"] == "galat" for item in listed))
    assert found["keputusan"] == shown(sum(item["dikecualikan"] for item in listed))
    codes = Counter(item["kode_aturan"] for item in listed)
    assert found["aturan"] == shown(codes["IND01"])
    assert found["tanda"] == "#?aturan=IND01"
    assert found["dari_tautan"] == [codes["TW05"], "TW05", "Lampiran II"]
    places = [
        {item["berkas"], *(p["berkas"] for p in item["nilai"].get("tempat", ()))} for item in listed
    ]
    assert found["bagian"] == shown(
        sum("sources/2023/lampiran-3.yaml" in place for place in places)
    )
    assert found["pd"][0] > 0
    assert found["cari"] == shown(1)
    assert found["dituju_tampak"], "temuan yang dituju tautan tetap tersembunyi"
    assert found["putus"] == found["rangkap"] == 0
    assert found["tanpa_tempat"] == 0, "temuan tanpa jalan ke naskah dan kembali"
    assert found["lebar"] <= 0, "halaman melebihi lebar layar"


def test_all_is_there_without_scripts(page: str, listed: list[dict[str, Any]]) -> None:
    assert page.count("<article ") == len(listed)
    assert 'class="sembunyi' not in page
    assert re.search(r'<form id="saring" [^>]*hidden>', page)


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page


def test_words_that_are_meant_are_marked_in_their_cell(page: str) -> None:
    row = re.search(r'<tr id="naskah-\d+" class="baris ada">(?:(?!</tr>).)*>G-27<.*?</tr>', page)
    assert row
    assert "<mark>250,502,500</mark>" in row[0]
    assert re.search(r'href="#temuan-ang04-g-27"[^>]*>↩ ANG04', row[0])


def test_budgets_are_counted_once_and_their_sum_is_told(page: str) -> None:
    cells = r"<td>BKD</td>" + r'<td class="angka">([^<]*)</td>' * 4
    hit = re.search(cells, page)
    assert hit
    assert hit.groups() == ("3", "3.391.613.610", "9.880.839.630", "6.489.226.020")
    parts = re.findall(r"<tbody>(.*?)</tbody>\s*<tfoot>(.*?)</tfoot>", page, re.DOTALL)
    assert len(parts) == 2
    for body, foot in at_least_one(parts):
        amounts = [
            [int(found.replace(".", "") or 0) for found in re.findall(r'"angka">([^<]*)<', row)]
            for row in re.findall("<tr>.*?</tr>", body + foot)
        ]
        assert [sum(column) for column in zip(*amounts[:-1], strict=True)] == amounts[-1]


HOSTILE = "</script><script>window.kena = 1</script>\"'<img src=x onerror=kena=1> {{ 7*7 }} &amp;"


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    actions = [aksi(1, total=2, uraian=HOSTILE, indikator=f"Jumlah {HOSTILE}")]
    root = make_project(tmp_path / "p", plan(actions))
    text = page_of(root, 2023, tmp_path / "a.html")
    look = """var teks = document.querySelector('#naskah').textContent;
      return {kena: typeof window.kena, teks: teks, gambar: document.images.length};"""
    found = in_browser(text, look, 800, tmp_path)
    assert found["kena"] == "undefined"
    assert found["gambar"] == 0
    assert HOSTILE in found["teks"]


def test_clean_sources_say_that_nothing_was_found(tmp_path: Path) -> None:
    text = page_of(with_templates(copy_clean(tmp_path / "p")), YEAR, tmp_path / "a.html")
    assert "Tidak ada temuan." in text
    assert "<article" not in text


def test_what_cannot_be_read_is_shown_line_by_line(tmp_path: Path) -> None:
    text = page_of(with_templates(broken(tmp_path / "p")), YEAR, tmp_path / "a.html")
    assert "Sumber belum dapat dibaca seluruhnya" in text
    assert re.search(r'class="lembar berkas"><h3>Berkas sources/2024/lampiran-2.yaml</h3>', text)
    assert "judull" in text


def test_without_a_name_the_page_is_put_beside_the_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = with_templates(copy_clean(tmp_path / "p"))
    assert main(["periksa", str(YEAR), "--akar", str(root), "--format", "html"]) == 0
    assert (root / f"output/{YEAR}/temuan.html").exists()
    assert "temuan.html" in capsys.readouterr().out


def test_a_missing_template_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_project(tmp_path / "p", plan([aksi(total=2)]))
    for name in ("grafik.html", "halaman.html", "temuan.html"):
        (root / "templates" / name).unlink()
        assert main(["periksa", "--akar", str(root), "--format", "html"]) == 2
        said = capsys.readouterr().err
        assert name in said
        assert "tidak terduga" not in said
    assert not (root / "output").exists()


def test_the_page_is_the_same_every_time(page: str, tmp_path: Path) -> None:
    assert page_of(ROOT, 2023, tmp_path / "lagi.html") == page


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)) | st.none())
)
def test_marking_changes_no_letter(text: str, marks: list[tuple[int, int] | None]) -> None:
    shown = "".join(piece for piece, _ in SheetPart(text, None, list(marks)).pieces())
    assert shown == text or (shown == "(kosong)" and not text and None in marks)


@settings(max_examples=examples(25))
@given(st.text(max_size=20), st.text(max_size=20), st.integers(0, 3), st.integers(0, 30))
def test_any_finding_makes_a_page(text: str, file: str, line: int, column: int) -> None:
    finding = Finding("ZZ01", Level.GALAT, text, Location(file, line, column), text, excerpt=text)
    checking = Checking(2023, [finding], {})
    shown = findings_page(Project(ROOT), checking, lambda _: ["satu", "dua"])
    assert shown.count("<article ") == 1
