"""Both pages can be read by everyone: axe-core finds nothing on any screen, in any colours."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from rbdocs.cli import main
from tests.clean import YEAR, copy_printable
from tests.loops import at_least_one
from tests.sample import replace_text

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
    project = copy_printable(base / "proyek")
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


# How a page stands when it is judged: colours, width, its address, and whether all is unfolded.
LOOKS = [
    ("light", _NARROW, "", True),
    ("dark", _WIDE, "", True),
    ("dark", _NARROW, "#?cari=G-02&sebaris=ya", False),
    ("light", _WIDE, "#?cari=tidakadadimanapun", False),
]


@pytest.mark.parametrize(("scheme", "width", "address", "unfolded"), LOOKS)
def test_axe_finds_nothing_in_any_state(
    pages: list[Path], browser: Browser, scheme: Any, width: int, address: str, unfolded: bool
) -> None:
    for path in at_least_one(pages):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.goto(f"{path.as_uri()}{address}")
        if unfolded:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        result = Axe().run(page)
        told = [(item["id"], item["nodes"][0]["html"]) for item in result.response["violations"]]
        assert told == [], path.name
        assert len(result.response["passes"]) > 20
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, path.name
        page.close()


def test_every_control_leaves_a_page_to_be_read_and_is_undone(
    pages: list[Path], browser: Browser
) -> None:
    for path in at_least_one(pages):
        page = browser.new_page(viewport={"width": _NARROW, "height": 900})
        page.goto(path.as_uri())
        state = """Array.from(document.querySelectorAll('article')).filter(
          a => a.checkVisibility()).map(a => a.id + a.innerText).join()"""
        before = page.evaluate(state)
        for control in at_least_one(page.query_selector_all("#saring [name]")):
            name = control.get_attribute("name") or ""
            if control.get_attribute("type") == "checkbox":
                control.check()
            elif control.evaluate("e => e.tagName") == "SELECT":
                control.select_option(index=1)
            elif name == "cari":
                control.fill("tidakadadimanapun")
            else:
                continue  # where the number of what is shown stands
            assert f"{name}=" in page.evaluate("decodeURIComponent(location.hash)"), name
            assert page.evaluate("document.querySelector('h1').checkVisibility()"), name
            if name != "tercetak":  # all that is shown at first is printed
                assert page.evaluate(state) != before, name
            page.click("#saring [type=reset]")
            page.locator("body:not([class]), body[class='']").wait_for()
            page.wait_for_timeout(20)
            assert page.evaluate(state) == before, name
        page.close()


def test_a_page_is_worked_by_keyboard_alone(pages: list[Path], browser: Browser) -> None:
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
    assert {shown.nth(i).get_attribute("data-tingkat") for i in range(shown.count())} == {"galat"}
    page.close()


def test_whoever_uses_a_keyboard_reaches_everything_and_sees_where_he_is(
    pages: list[Path], browser: Browser
) -> None:
    usable = "a[href], button, select, input, summary, [tabindex='0']"
    for path in at_least_one(pages):
        page = browser.new_page(viewport={"width": _WIDE, "height": 900})
        page.goto(path.as_uri())
        every = page.evaluate(
            f"Array.from(document.querySelectorAll({usable!r})).filter("
            "e => e.checkVisibility()).map(e => e.outerHTML)"
        )
        reached = []
        for _ in at_least_one(every):
            page.keyboard.press("Tab")
            html, seen = page.evaluate(
                """(e => [e.outerHTML, getComputedStyle(e).outlineStyle !== 'none'
                  && e.getBoundingClientRect().top >= 0])(document.activeElement)"""
            )
            assert seen, html[:200]
            reached.append(html)
        assert sorted(reached) == sorted(every)
        page.close()


def test_errors_come_first_and_what_is_decided_is_folded(pages: list[Path]) -> None:
    text = pages[0].read_text("utf-8")
    list_ = text.split('<section class="bagian"><h3>Galat</h3>')[1].split("</main>")[0]
    errors = list_.split("</section>")[0]
    assert 'data-tingkat="galat"' in errors
    assert "data-tingkat" not in errors.replace('data-tingkat="galat"', "")
    folds = re.findall(
        r'<details class="lipat"><summary>(.*?)</summary>(.*?)\n</details>', list_, re.DOTALL
    )
    (open_, inside), (decided, let) = folds
    assert open_.startswith("1 tempat belum diisi: ")
    assert set(re.findall('data-aturan="(.*?)"', inside)) == {"ISI01"}
    assert decided.startswith("1 temuan sudah diputuskan")
    assert re.findall('data-keputusan="(.*?)"', let) == ["dikecualikan"]
    assert 'data-keputusan="dikecualikan"' not in list_.split(decided)[0]


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
