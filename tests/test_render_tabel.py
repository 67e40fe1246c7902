"""A table prints what its source says: merged cells, headers, lists, and any text as itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rbdocs.documents import chapters as naskah
from rbdocs.documents.narrow_columns import narrow_columns
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Finding
from rbdocs.model.sentence import write_emphasis
from rbdocs.model.table import Tabel, TabelLampiran
from rbdocs.model.values import Text
from rbdocs.sources.table import load_tabel
from rbdocs.sources.year import load_year
from rbdocs.word.door import load_template
from rbdocs.word.running_text import StyleNames
from rbdocs.word.tables import table_xml
from tests.loops import at_least_one
from tests.sample import ROOT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEAD = """\
judul: Contoh
kolom:
  - {kunci: a, judul: Kiri, lebar: 1}
  - {kunci: b, judul: Tengah, lebar: 1, rata: tengah}
  - {kunci: c, judul: Kanan, lebar: 1, rata: kanan}
"""
Cell = tuple[str, int, str]  # text, columns covered, vertical merge


class Names:
    """Styles whose ids are their names."""

    def paragraph(self, name: str) -> str:
        return name

    def table(self, name: str) -> str:
        return name

    def type_size(self, style: str) -> int:
        return 18


def parse(tabel: TabelLampiran, width: int = 999) -> etree._Element:
    return etree.fromstring(
        f'<r xmlns:w="{W[1:-1]}">{table_xml(tabel, cast(StyleNames, Names()), width, 10_000)}</r>'
    )


def read(folder: Path, source: str) -> TabelLampiran:
    path = folder / "tabel-1-1.yaml"
    path.write_text(source, encoding="utf-8")
    tabel, findings = load_tabel(Project(folder), path)
    assert tabel is not None, findings
    assert not findings
    return tabel


def cells(root: etree._Element) -> list[list[Cell]]:
    return [[_cell(tc) for tc in tr.iter(f"{W}tc")] for tr in root.iter(f"{W}tr")]


def _cell(tc: etree._Element) -> Cell:
    lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in tc.iter(f"{W}p")]
    span, merge = tc.find(f".//{W}gridSpan"), tc.find(f".//{W}vMerge")
    return (
        "|".join(lines),
        1 if span is None else int(span.get(f"{W}val", "1")),
        "" if merge is None else merge.get(f"{W}val", "continue"),
    )


def test_empty_dash_and_zero_stay_different(tmp_path: Path) -> None:
    tabel = read(tmp_path, HEAD + 'baris:\n  - {a: "", b: "-", c: 0}\n')
    assert cells(parse(tabel))[1] == [("", 1, ""), ("-", 1, ""), ("0", 1, "")]


def test_numbers_print_in_indonesian_form_and_text_as_it_stands(tmp_path: Path) -> None:
    tabel = read(tmp_path, HEAD + 'baris:\n  - {a: 6893, b: 64.03, c: "68,00"}\n')
    assert [text for text, *_ in cells(parse(tabel))[1]] == ["6.893", "64,03", "68,00"]


def test_a_row_covers_the_rows_below_it_and_carries_on_where_told(tmp_path: Path) -> None:
    rows = """\
baris:
  - a: Satu
    baris:
      - {b: 1, c: x}
      - {b: 2, lanjut: [c]}
  - {a: Dua, b: 3, lanjut: [c]}
"""
    assert cells(parse(read(tmp_path, HEAD + rows)))[1:] == [
        [("Satu", 1, "restart"), ("1", 1, ""), ("x", 1, "restart")],
        [("", 1, "continue"), ("2", 1, ""), ("", 1, "continue")],
        [("Dua", 1, ""), ("3", 1, ""), ("", 1, "continue")],
    ]


def test_a_cell_over_several_columns_may_cover_several_rows(tmp_path: Path) -> None:
    rows = """\
baris:
  - b: Bersama
    gabung: [[b, c]]
    baris:
      - {a: 1}
      - {a: 2}
"""
    assert cells(parse(read(tmp_path, HEAD + rows)))[1:] == [
        [("1", 1, ""), ("Bersama", 2, "restart")],
        [("2", 1, ""), ("", 2, "continue")],
    ]


def test_titles_in_levels_reach_down_to_the_rows(tmp_path: Path) -> None:
    source = """\
judul: Contoh
kolom:
  - {kunci: a, judul: Satu, lebar: 1}
  - judul: Dua
    kolom:
      - {kunci: b, judul: 2023, lebar: 1}
      - judul: Tiga
        kolom: [{kunci: c, judul: 2024, lebar: 1}, {kunci: d, judul: 2025, lebar: 1}]
baris:
  - {a: 1, b: 2, c: 3, d: 4}
"""
    root = parse(read(tmp_path, source))
    assert cells(root)[:3] == [
        [("Satu", 1, "restart"), ("Dua", 3, "")],
        [("", 1, "continue"), ("2023", 1, "restart"), ("Tiga", 2, "")],
        [("", 1, "continue"), ("", 1, "continue"), ("2024", 1, ""), ("2025", 1, "")],
    ]
    assert [tr.find(f".//{W}tblHeader") is not None for tr in root.iter(f"{W}tr")] == [
        True,
        True,
        True,
        False,
    ]


def test_each_block_repeats_its_own_header(tmp_path: Path) -> None:
    source = """\
judul: Tim
kolom: [{kunci: a, lebar: 1}, {kunci: b, lebar: 3}]
blok:
  - kepala: [{a: A, b: PENGARAH}]
    baris: [{a: 1, b: Bupati}]
  - kepala: [{a: B, b: PELAKSANA}]
    baris: [{a: 1, b: Sekretaris}]
"""
    root = parse(read(tmp_path, source))
    tables = root.findall(f"{W}tbl")
    assert [cells(table)[0] for table in tables] == [
        [("A", 1, ""), ("PENGARAH", 1, "")],
        [("B", 1, ""), ("PELAKSANA", 1, "")],
    ]
    assert [child.tag for child in root] == [f"{W}tbl", f"{W}p", f"{W}tbl"]


def test_lists_paragraphs_and_italics_in_a_cell(tmp_path: Path) -> None:
    rows = """\
baris:
  - a: {alinea: [Indikator, {butir: [Satu, Dua*tiga*]}]}
    b: biasa*miring*
    c: |-
      baris satu
      baris dua
"""
    root = parse(read(tmp_path, HEAD + rows))
    assert [text for text, *_ in cells(root)[1]] == [
        "Indikator|•Satu|•Duatiga",
        "biasamiring",
        "baris satubaris dua",
    ]
    italic = [
        "".join(t.text or "" for t in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}i") is not None
    ]
    assert italic == ["tiga", "miring"]
    assert len(list(root.iter(f"{W}br"))) == 1
    styles = [style.get(f"{W}val") for style in root.iter(f"{W}pStyle")][3:]
    assert styles == ["Isi Tabel", "Butir Tabel", "Butir Tabel", "Angka Tabel", "Isi Tabel"]


def test_rows_beside_one_merged_cell_stay_on_a_page_unless_they_are_many(tmp_path: Path) -> None:
    def kept(count: int) -> list[bool]:
        rows = "".join(f"      - {{b: {n}, c: x}}\n" for n in range(count))
        root = parse(read(tmp_path, f"{HEAD}baris:\n  - a: Satu\n    baris:\n{rows}"))
        body = list(root.iter(f"{W}tr"))[1:]
        return [tr.find(f".//{W}keepNext") is not None for tr in body]

    assert kept(3) == [True, True, False]
    assert kept(9) == [False] * 9


@pytest.mark.parametrize("size", ["biasa", "kecil"])
def test_small_print_takes_the_small_styles(tmp_path: Path, size: str) -> None:
    tabel = read(tmp_path, f"huruf: {size}\n{HEAD}baris:\n  - {{a: 1, b: 2, c: 3}}\n")
    names = {item.get(f"{W}val", "") for item in parse(tabel).iter(f"{W}pStyle", f"{W}tblStyle")}
    assert {name.endswith("Kecil") for name in names} == {size == "kecil"}


def test_an_outcome_lists_its_indicators_only_where_it_has_several(tmp_path: Path) -> None:
    source = """\
jenis: hasil
judul: Hasil
label: {indikator: "Indikator:", target: "Target:", tahun: pada Tahun}
kolom:
  - {kunci: no, judul: No, lebar: 1}
  - {kunci: kegiatan_utama, judul: Kegiatan, lebar: 1}
  - {kunci: leading, judul: Leading, lebar: 1}
  - {kunci: output, judul: Output, lebar: 1}
  - {kunci: tahun, judul: Tahun, lebar: 1}
  - {kunci: penanggung_jawab, judul: PJ, lebar: 1}
kegiatan_utama:
  - no: 1
    nama: Satu
    leading: BKD
    indikator: [{nama: Indeks A, acuan: a, target: 3.5, tahun: 2024}]
    output:
      - {uraian: 1. Ada, tahun: 2023, penanggung_jawab: BKD}
      - {uraian: 2. Ada, tahun: 2024}
  - no: 2
    nama: Dua
    leading: BKD
    indikator:
      - {nama: Indeks B, acuan: b, target: "7%", tahun: 2024}
      - {nama: Indeks C, acuan: c}
    output: [{uraian: 1. Ada, tahun: 2023, penanggung_jawab: ""}]
"""
    rows = cells(parse(read(tmp_path, source)))[1:]
    assert rows[0][1] == ("Satu|Indikator: Indeks A|Target: 3,5 pada Tahun 2024", 1, "restart")
    assert rows[1] == [
        ("", 1, "continue"),
        ("", 1, "continue"),
        ("", 1, "continue"),
        ("2. Ada", 1, ""),
        ("2024", 1, ""),
        ("", 1, "continue"),
    ]
    text = "Dua|Indikator:|•Indeks B|•Indeks C|Target:|•7% pada Tahun 2024"
    assert rows[2][1] == (text, 1, "")
    assert rows[2][5] == ("", 1, "")


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])), min_size=3, max_size=3)
)
def test_any_text_prints_as_itself(texts: list[str]) -> None:
    columns = [{"kunci": name, "judul": name, "lebar": 1} for name in "abc"]
    written = (write_emphasis(Text.dari(text)) for text in texts)
    rows = [dict(zip("abc", written, strict=True))]
    tabel = Tabel.model_validate({"judul": "x", "kolom": columns, "baris": rows})
    assert [text for text, *_ in cells(parse(tabel))[1]] == texts


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=12), st.integers(2000, 20000))
def test_columns_fill_the_width_exactly(widths: list[int], total: int) -> None:
    columns = [{"kunci": f"k{n}", "judul": "x", "lebar": item} for n, item in enumerate(widths)]
    row = {f"k{n}": "x" for n in range(len(widths))}
    tabel = Tabel.model_validate({"judul": "x", "kolom": columns, "baris": [row]})
    grid = [int(item.get(f"{W}w", "")) for item in parse(tabel, total).iter(f"{W}gridCol")]
    assert sum(grid) == total
    for entry, width in at_least_one(zip(grid, widths, strict=True)):
        assert abs(entry - total * width / sum(widths)) <= 1


def told_of(tabel: TabelLampiran) -> list[Finding]:
    project = Project(ROOT)
    template = load_template(project, project.templates / naskah.TEMPLATE)
    chapter = cast(Naskah, SimpleNamespace(tabel={"tabel-1-1": tabel}))
    return list(narrow_columns(project, chapter, template))


def test_a_column_in_which_a_word_cannot_stand_is_told(tmp_path: Path) -> None:
    source = HEAD.replace("kunci: b, judul: Tengah, lebar: 1", "kunci: b, judul: B, lebar: LEBAR")
    source += "baris:\n  - {a: Satu, b: kesekretariatan/penyelenggaraan, c: Dua}\n"
    assert told_of(read(tmp_path, source.replace("LEBAR", "0.5"))) == []
    (found,) = told_of(read(tmp_path, source.replace("LEBAR", "0.2")))
    assert (found.code, found.values) == (
        "TPL04",
        {"kolom": ["b"], "kata": ["penyelenggaraan"]},
    )
    assert found.location.line == source[: source.index("kunci: b")].count("\n") + 1
    # Over the width of all three columns the word stands.
    joined = source.replace("c: Dua", "gabung: [[a, b, c]]").replace("a: Satu, ", "")
    assert told_of(read(tmp_path, joined.replace("LEBAR", "0.2"))) == []


def test_no_word_of_the_enacted_tables_is_broken() -> None:
    regulation = load_year(Project(ROOT), Edition(2023)).regulation
    assert regulation is not None
    tables = [tabel for entry in regulation.naskah for tabel in entry.tabel.values()]
    assert [told_of(tabel) for tabel in at_least_one(tables) if told_of(tabel)] == []
