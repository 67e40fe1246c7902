"""Both pages can be read by everyone: axe-core finds nothing on any screen, in any colours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from rbdocs.cli import main
from tests.clean import YEAR, copy_clean
from tests.loops import at_least_one
from tests.sample import ROOT, replace_text

_NARROW, _WIDE = 360, 1280


WAIVED = """\
oleh: Bagian Hukum
tanggal: 2026-01-05
sampai: 2026
pengecualian:
  - {aturan: TW01, kode: G-02, alasan: Naskah menetapkan 1651.}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page of a comparison and that of findings, with something of each kind on them."""
    base = tmp_path_factory.mktemp("terbaca")
    project = copy_clean(base / "proyek")
    shutil.copytree(ROOT / "templates", project.templates, dirs_exist_ok=True)
    year = project.sources / str(YEAR)
    replace_text(year / "lampiran-2.yaml", "total: 3", "total: 4")  # a galat
    replace_text(year / "lampiran-2.yaml", "total: 1650", "total: 1651")  # and one let pass
    replace_text(year / "lampiran-2.yaml", "anggaran: 65000000", "anggaran: belum diisi")
    replace_text(year / "peraturan.yaml", "dimaksud dalam huruf a", "dimaksud dalam huruf d")
    (year / "pengecualian.yaml").write_text(WAIVED, encoding="utf-8")
    found, compared = base / "temuan.html", base / "banding.html"
    root = str(project.root)
    command = ["periksa", str(YEAR), "--akar", root, "--format", "html"]
    assert main([*command, "--ke", str(found)]) == 1
    command = ["banding", str(YEAR - 1), str(YEAR), "--akar", root, "--format", "html"]
    assert main([*command, "--ke", str(compared)]) == 1
    return [found, compared]


def test_axe_finds_nothing_at_any_width_in_light_and_dark(pages: list[Path]) -> None:
    looks = [("light", _NARROW), ("dark", _WIDE)]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for path in at_least_one(pages):
            for scheme, width in at_least_one(looks):
                page = browser.new_page(
                    viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page.goto(path.as_uri())
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                result = Axe().run(page)
                told = [
                    (item["id"], item["nodes"][0]["html"]) for item in result.response["violations"]
                ]
                assert told == [], f"{path.name}, {scheme}, {width}"
                assert len(result.response["passes"]) > 20
                over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert over <= 0, f"{path.name}, {width}"
                page.close()
        browser.close()


def test_a_page_is_worked_by_keyboard_alone(pages: list[Path]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": _WIDE, "height": 900})
        page.goto(pages[0].as_uri())
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Langsung ke daftar"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.name") == "tingkat"
        page.keyboard.press("ArrowDown")
        assert "tingkat=galat" in page.evaluate("location.hash")
        shown = page.locator("article:not(.sembunyi)")
        assert shown.count() >= 1
        assert {shown.nth(i).get_attribute("data-tingkat") for i in range(shown.count())} == {
            "galat"
        }
        browser.close()


def test_errors_come_first_and_what_is_decided_is_folded(pages: list[Path]) -> None:
    text = pages[0].read_text("utf-8")
    list_, folded = text.split('<details class="lipat">')
    assert "<h3>Galat</h3>" in list_
    assert list_.index("<h3>Galat</h3>") < list_.index('data-tingkat="peringatan"')
    assert 'data-keputusan="dikecualikan"' not in list_
    assert 'data-keputusan="belum"' not in folded


def test_a_finding_in_the_body_names_its_provision_and_no_line_of_a_file(pages: list[Path]) -> None:
    text = pages[0].read_text("utf-8")
    (card,) = re.findall(r'<article id="temuan-ruj05[^>]*>.*?</article>', text, re.DOTALL)
    assert "<h4>Batang tubuh, Menimbang huruf b</h4>" in card
    (row,) = re.findall(r'<p id="naskah-\d+"[^>]*><strong>Menimbang huruf b</strong>.*?</p>', text)
    assert "dimaksud dalam" in row
    assert "<mark>" in row
    assert f"Berkas sources/{YEAR}/peraturan.yaml" not in text


def test_a_table_is_merged_as_it_is_printed(pages: list[Path]) -> None:
    text = pages[0].read_text("utf-8")
    table = text.split("<h3>Lampiran II: ")[1].split("</table>")[0]
    assert "″" not in table
    spans = [int(number) for number in re.findall(r'rowspan="(\d+)"', table)]
    heads = len(re.findall("<th[ >]", table))
    rows = re.findall(r'<tr[^>]*class="baris.*?</tr>', table, re.DOTALL)
    # Every place of the grid is filled once: by a cell of its own row or one from above.
    assert len(rows) > 2
    assert max(spans) > 1
    assert sum(spans) - len(spans) + sum(row.count("<td") for row in rows) == heads * len(rows)
