"""The PDF holds every word of its Word document, however long its texts are, or is refused."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Callable, Mapping
from copy import deepcopy
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Pdf
from pypdfium2 import PdfDocument, PdfPage

from rbdocs.cli import main
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.pdf.convert import convert
from rbdocs.pdf.office import find_office
from rbdocs.pdf.words import lost_words, missing_words, page_words
from rbdocs.sources.year import load_year
from rbdocs.word import row_height
from rbdocs.word.printed_words import Word, WordText, keys, read_words
from tests.clean import YEAR, copy_printable, read_yaml
from tests.loops import at_least_one

WORDS = [
    *("penyederhanaan", "dan", "di", "pelayanan", "KABUPATEN", "a", "kinerja", "e-purchasing"),
    *("pertanggungjawaban", "ASN", "80%/orang", "Rp1.250.000,00", "masing-masing", "≥ 3,4"),
]

# Words that are parts of others, longer than a line, or set in fonts that stand in.
HARD_WORDS = [
    *("baik", "perbaikan", "memperbaiki", "ikan", "an", "tanggung", "pertanggungjawaban"),
    *("a" * 135, "a" * 91, "Straße", "GRO\u1e9eE", "ßß", "كتاب", "(مدرسة)", "كتابbuku", "-"),
]


def text(rnd: random.Random) -> str:
    """A text of 20 to 400 words of one kind; a page of these tables holds 110 to 500."""
    count = rnd.randint(20, 400)
    kind = rnd.randrange(5)
    if kind == 0:
        return " ".join(f"kata{n:04}" for n in range(count))
    if kind == 1:
        return " ".join(f"KATA{n:04}" for n in range(count))
    if kind == 2:
        return "\n".join(f"- butir {n}" for n in range(count // 3))
    if kind == 3:
        return " ".join(rnd.choice(HARD_WORDS) for _ in range(count // 4))
    return " ".join(f"{rnd.choice(WORDS)} {n}" for n in range(count // 2))


def actions(listing: list[dict[str, Any]], rnd: random.Random) -> list[dict[str, Any]]:
    """The actions *listing* with more like them around: some rows before, some after."""
    model = listing[0]
    prefix = model["kode"].split("-")[0]
    around = [
        deepcopy(model) | {"kode": f"{prefix}-{n}"} for n in range(50, 50 + rnd.randint(0, 8))
    ]
    cut = rnd.randint(0, len(around))
    return [*around[:cut], *listing, *around[cut:]]


def put_into_general(plan: dict[str, Any], rnd: random.Random) -> str:
    problem = plan["rencana"][0]
    main_ = problem["kegiatan_utama"][0]
    indikator = main_["indikator"][0]
    listing = indikator["rencana_aksi"] = actions(indikator["rencana_aksi"][:1], rnd)
    action = rnd.choice(listing)
    where = rnd.choice(["uraian", "indikator", "sub", "two", "spanned", "merged", "merged"])
    put(action, where, rnd)
    if where == "merged":
        rnd.choice([lambda: problem.update(permasalahan=text(rnd)),
                    lambda: main_.update(nama=text(rnd)),
                    lambda: indikator.update(nama=text(rnd))])()  # fmt: skip
    return where


def put_into_tematik(plan: dict[str, Any], rnd: random.Random) -> str:
    problem = plan["rencana"][0]
    target = problem["sasaran"][0]["indikator"][0]
    below = target["turunan"][0]
    indikator = below["sasaran"][0]["indikator"][0]
    listing = indikator["rencana_aksi"] = actions(indikator["rencana_aksi"][:1], rnd)
    action = rnd.choice(listing)
    where = rnd.choice(["uraian", "keterkaitan", "sub", "two", "spanned", "merged", "merged"])
    put(action, where, rnd)
    if where == "merged":
        rnd.choice([lambda: problem.update(permasalahan=text(rnd)),
                    lambda: below.update(permasalahan=text(rnd)),
                    lambda: indikator.update(nama=text(rnd))])()  # fmt: skip
    return where


def put(action: dict[str, Any], where: str, rnd: random.Random) -> None:
    if where in ("uraian", "indikator", "keterkaitan"):
        action[where] = text(rnd)
    elif where == "two":
        action |= {"uraian": text(rnd), "indikator": text(rnd)}
    elif where == "sub":
        action["sub_kegiatan"] = [{"nama": text(rnd), "anggaran": 1}]
    elif where == "spanned":
        action["uraian"] = text(rnd)
        subs = rnd.choice([2, 3, 5, 10, 30])
        action["sub_kegiatan"] = [{"nama": f"Sub {n}", "anggaran": n} for n in range(subs)]


def put_into_table(table: dict[str, Any], rnd: random.Random) -> str:
    rows = table["baris"]
    where = rnd.choice(["cell", "bullets", "small"])
    row = rnd.choice(rows)
    said = text(rnd)
    if where == "bullets":
        row["indikator"] = {"butir": [f"{said[:300]} {n}" for n in range(rnd.randint(1, 30))]}
    else:
        row["indikator"] = said * rnd.choice([1, 2, 3])
    if where == "small":
        table["huruf"] = "kecil"
    return where


KINDS: list[tuple[str, str, Callable[[dict[str, Any], random.Random], str]]] = [
    ("lampiran-2.docx", "lampiran-2.yaml", put_into_general),
    ("lampiran-3.docx", "lampiran-3.yaml", put_into_tematik),
    ("lampiran-1.docx", "lampiran-1/tabel-1-1.yaml", put_into_table),
]


def make(project: Project, seed: int) -> tuple[str, bytes]:
    """What was put where with *seed*, and the document that came of it."""
    rnd = random.Random(seed)
    document, file, change = KINDS[seed % len(KINDS)]
    path = project.sources / str(YEAR) / file
    before = path.read_text("utf-8")
    content = read_yaml(before)
    where = change(content, rnd)
    dumped = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(dumped, "utf-8")
    loaded = load_year(project, Edition(YEAR))
    assert loaded.regulation is not None, [str(finding) for finding in loaded.findings]
    made = make_documents(project, loaded.regulation, only=document)[0].content
    path.write_text(before, "utf-8")
    return f"{seed} {document} {where}", made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    copy = copy_printable(tmp_path_factory.mktemp("kata") / "proyek")
    return copy


def converted(made: Mapping[str, bytes]) -> dict[str, bytes]:
    names = {f"d{number}.docx": name for number, name in enumerate(made)}
    pdf = convert(find_office(), {short: made[name] for short, name in names.items()}, seconds=500)
    return {names[short]: content for short, content in pdf.items()}


def test_rows_of_any_height_are_printed_to_the_last_word(
    project: Project, request: pytest.FixtureRequest
) -> None:
    made = dict(make(project, seed) for seed in range(request.config.getoption("--baris-tinggi")))
    lost = {name: lost_words(pdf, made[name]) for name, pdf in converted(made).items()}
    assert len(lost) == len(made)
    assert not {name: [word.key for word, _ in words] for name, words in lost.items() if words}


@pytest.fixture
def unbreakable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_height, "_PART", 1000)


CUT = [f"kata{n:04}" for n in range(1, 110)]  # a little taller than a page in this column


def cut_off(project: Project) -> None:
    """Let a row of *project* be one that LibreOffice cuts off where it may not break."""
    path = project.sources / str(YEAR) / "lampiran-2.yaml"
    plan = read_yaml(path.read_text("utf-8"))
    listing = plan["rencana"][0]["kegiatan_utama"][0]["indikator"][0]["rencana_aksi"]
    listing[0]["uraian"] = f"a. {' '.join(CUT)}"
    path.write_text(yaml.safe_dump(plan, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.mark.parametrize("form", [[], ["--arsip"]])
def test_a_pdf_that_lacks_a_word_is_not_kept_and_the_word_is_told(
    form: list[str],
    tmp_path: Path,
    unbreakable: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    copy = copy_printable(tmp_path / "proyek")
    build = ["bangun", str(YEAR), "--akar", str(copy.root), *form]
    assert main(build) == 0
    folder = copy.output / str(YEAR)
    whole = (folder / "perbup-lengkap.pdf").read_bytes()
    cut_off(copy)
    capsys.readouterr()
    for _ in range(1 if form else 2):  # what was not kept is not taken for current afterwards
        assert main(build) == 3
        said = capsys.readouterr().out
        assert "PDF dari lampiran-2.docx tidak disimpan, karena" in said
        assert "yang pertama «kata01" in said
        assert "pada baris G-01, sesudah «kata01" in said
        assert "Belum mengikuti dokumen Word: lampiran-2.pdf, perbup-lengkap.pdf." in said
        assert (folder / "perbup-lengkap.pdf").read_bytes() == whole
    with PdfDocument(folder / "lampiran-2.pdf") as opened:  # the one of before
        assert "kata0001" not in opened[0].get_textpage().get_text_bounded()


def test_the_row_of_the_example_breaks_and_is_printed_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = copy_printable(tmp_path / "proyek")
    cut_off(copy)
    assert main(["bangun", str(YEAR), "--akar", str(copy.root)]) == 0
    with PdfDocument(copy.output / str(YEAR) / "perbup-lengkap.pdf") as opened:
        printed = Counter(
            word for page in opened for word in page.get_textpage().get_text_bounded().split()
        )
    assert all(printed[word] == 1 for word in CUT)


def test_documents_of_2023_lack_no_word(built: Path) -> None:
    for document in at_least_one(built.glob("*.docx")):
        pdf = document.with_suffix(".pdf").read_bytes()
        assert not lost_words(pdf, document.read_bytes()), document.name


def test_every_word_taken_out_of_a_page_is_missed(built: Path) -> None:
    """The words of one document and the PDF of another with a text more: each of them is told."""
    from rbdocs.word.package import read_package, write_package

    for name in ("perbup", "lampiran-2", "lampiran-4"):
        document = (built / f"{name}.docx").read_bytes()
        pdf = (built / f"{name}.pdf").read_bytes()
        parts = read_package(document)
        xml = parts["word/document.xml"].decode()
        for word in ("1", "Total", "2023", "Batang", "-", "Triwulan", "2020-2024"):
            more = f"<w:p><w:r><w:t>{word}</w:t></w:r></w:p><w:sectPr"
            at = xml.rindex("<w:sectPr")
            parts["word/document.xml"] = (xml[:at] + more + xml[at + 9 :]).encode()
            found = lost_words(pdf, write_package(parts))
            assert [item.key for item, _ in found] == [word.casefold()], (name, word)


@pytest.mark.parametrize("name", ["perbup", "lampiran-4"])
def test_each_word_of_a_document_is_missed_where_it_is_printed_once_less(
    built: Path, name: str
) -> None:
    text = read_words((built / f"{name}.docx").read_bytes())
    with PdfDocument(built / f"{name}.pdf") as opened:
        pages = [list(keys(body(page, text))) for page in opened]
    assert not missing_words(text, pages)
    for word in at_least_one({word.key for word in text.words}):
        text.words.append(Word(word, ""))
        assert missing_words(text, pages).total() == 1, word
        text.words.pop()


def body(page: PdfPage, text: WordText) -> str:
    width, height = page.get_size()
    return str(page.get_textpage().get_text_bounded(0, text.bottom, width, height - text.top))


WORD = st.text("abcd12-", min_size=1, max_size=30).filter(lambda word: word.strip("-"))
HARD = st.sampled_from(["a" * 135, "a" * 134, "baik", "perbaikan", "ikan", "strasse", "gefäss"])


@given(st.lists(WORD | HARD, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_a_word_broken_anywhere_is_no_word_lost(said: list[str], rnd: random.Random) -> None:
    """Over lines, letter by letter, with a hyphen at a break, and from one page to the next.

    Words may be parts of others, the same word may stand more than once, one be of 135 letters.
    """
    pages: list[list[str]] = [[], []]
    turn = rnd.randint(0, len(said) - 1)
    for number, word in enumerate(said):
        pieces = broken(word, rnd)
        cut = rnd.randint(0, len(pieces)) if number == turn else len(pieces) * (number < turn)
        pages[0] += pieces[:cut]
        pages[1] += pieces[cut:]
    text = WordText([Word(word, "") for word in said])
    assert not missing_words(text, pages)
    gone = rnd.choice([page for page in pages if page])
    gone.pop(rnd.randrange(len(gone)))
    if Counter("".join(said).replace("-", "")) - Counter("".join(chain(*pages))):
        assert missing_words(text, pages)


def broken(word: str, rnd: random.Random) -> list[str]:
    cuts = sorted(rnd.sample(range(1, len(word)), rnd.randint(0, len(word) - 1)))
    pieces = [word[a:b] for a, b in pairwise([0, *cuts, len(word)])]
    return [piece + "-" * (piece is not pieces[-1] and rnd.random() < 0.2) for piece in pieces]


def test_a_word_over_two_pages_is_one_although_a_header_row_has_its_pieces() -> None:
    for cut in range(1, 6):
        first, last = "abcdef"[:cut], "abcdef"[cut:]
        text = WordText([Word("abcdef", "")], headers=[(first, last)])
        assert not missing_words(text, [["lain", first], [last]])
        assert missing_words(text, [["lain", first], [last[1:]]])


def test_cells_of_a_row_are_words_of_their_own_and_margins_are_left_out() -> None:
    """As an evaluation has them: beside a long text, cells that hold a dash."""
    said = ["target", "-", "-", "90%", "realisasi", "1", "-"]
    places = [(200, 500), (250, 500), (300, 500), (350, 500), (200, 488), (250, 488), (300, 488)]
    margins = [(560, 780, "- 2 -"), (480, 780, "Lampiran II"), (280, 20, "kaki")]
    long = [(20, 500, "Menyusun dokumen"), (20, 488, "sampai"), (20, 476, "selesai")]
    texts = [*margins, *long, *((x, y, word) for (x, y), word in zip(places, said, strict=True))]
    with Pdf.new() as pdf, io.BytesIO() as stream:
        page = pdf.add_blank_page(page_size=(612, 792))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        shown = (f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm ({word}) Tj ET" for x, y, word in texts)
        page.Contents = pdf.make_stream(" ".join(shown).encode())
        pdf.save(stream)
        with PdfDocument(stream.getvalue()) as printed:
            found = page_words(printed[0], WordText(top=50, bottom=50))
    assert sorted(found) == sorted([*said, "menyusun", "dokumen", "sampai", "selesai"])


def test_words_are_compared_as_they_are_printed_in_capitals_and_in_other_letters() -> None:
    assert list(keys("e\ufb01siensi pe\u00adla\u00adyan\u00adan Rp\u00a01.250 k\u0131l\u0131")) == [
        *("efisiensi", "pelayanan", "rp", "1.250", "kili"),
    ]
    # Set in fonts that stand in, these come out of a PDF otherwise, or not at all.
    assert not list(keys("m\u33a1 \u2160 \u2460 \u0643\u062a\u0627\u0628", foreign=False))
