"""The document of the body: every level and form, whatever the template's and sources' mistakes."""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree
from PIL import Image

from rbdocs.documents import body as badan
from rbdocs.documents.make import make_documents
from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.sources.year import load_year
from rbdocs.word.problems import TemplateFinding, TemplatesProblem
from tests.docx_reader import W, read_paragraphs, read_pieces
from tests.loops import at_least_one
from tests.sample import ROOT, make_project, write_yaml
from tests.test_valid_word import mistakes

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/cases/templates/perbup.yaml").read_text(encoding="utf-8")
)
YEAR = 2023
ARTICLES: list[dict[str, Any]] = [
    {"bab": "I", "judul": "KETENTUAN UMUM", "pasal": [{"pasal": 1, "teks": "Satu."}]},
    {
        "bab": "II",
        "judul": "*ROAD MAP*",
        "pasal": [
            {
                "pasal": 2,
                "ayat": {
                    1: {
                        "teks": "Ayat:",
                        "huruf": {
                            "a": {
                                "teks": "huruf:",
                                "angka": {
                                    1: {"teks": "angka:", "huruf": {"a": "dalam:"}},
                                    2: {"status": "dihapus"},
                                },
                            }
                        },
                    },
                    "1a": "Sisipan.",
                },
            },
            {"pasal": 3, "status": "dihapus"},
            {"pasal": 4, "teks": "Rincian:", "angka": {1: "satu;", 2: "dua."}},
        ],
    },
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "proyek")


def change(project: Path, **fields: Any) -> None:
    """Write the regulation with *fields* instead of its own; None takes a field away."""
    path = project / "sources" / str(YEAR) / "peraturan.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | copy.deepcopy(fields)
    write_yaml(path, {key: value for key, value in content.items() if value is not None})


def build(project: Path, name: str = "perbup.docx") -> Path:
    """Make the document *name* of the regulation."""
    loaded = load_year(Project(project), Edition(YEAR))
    assert loaded.regulation is not None, [
        (finding.location, finding.message) for finding in loaded.findings
    ]
    documents = make_documents(Project(project), loaded.regulation)
    content = {document.nama: document.content for document in documents}
    path = project / name
    path.write_bytes(content[name])
    return path


def between(paragraphs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The articles alone, each paragraph with its style."""
    texts = [text for _, text in paragraphs]
    first = next(n for n, (style, _) in enumerate(paragraphs) if style.startswith(("Bab", "Pasal")))
    return paragraphs[first : next(n for n, text in enumerate(texts) if text.startswith("Agar "))]


def test_every_level_has_its_own_paragraph_and_number(project: Path) -> None:
    change(project, batang_tubuh=ARTICLES, mengubah=None)
    document = build(project)
    assert between(read_paragraphs(document)) == [
        ("BabPeraturan", "BAB I"),
        ("JudulBabPeraturan", "KETENTUAN UMUM"),
        ("PasalPeraturan", "Pasal 1"),
        ("IsiPasal", "Satu."),
        ("BabPeraturan", "BAB II"),
        ("JudulBabPeraturan", "ROAD MAP"),
        ("PasalPeraturan", "Pasal 2"),
        ("Rincian1", "(1) Ayat:"),
        ("Rincian2", "a. huruf:"),
        ("Rincian3", "1. angka:"),
        ("Rincian4", "a) dalam:"),
        ("Rincian3", "2. Dihapus."),
        ("Rincian1", "(1a) Sisipan."),
        ("PasalPeraturan", "Pasal 3"),
        ("IsiPasal", "Dihapus."),
        ("PasalPeraturan", "Pasal 4"),
        ("IsiPasal", "Rincian:"),
        ("Rincian1", "1. satu;"),
        ("Rincian1", "2. dua."),
    ]
    assert ("ROAD MAP", True) in read_pieces(document)
    assert mistakes(document) == []


def test_every_provision_has_its_address_as_a_bookmark(built: Path) -> None:
    with zipfile.ZipFile(built / "perbup.docx") as package:
        root = etree.fromstring(package.read("word/document.xml"))
    names = [item.get(f"{W}name") for item in root.iter(f"{W}bookmarkStart")]
    assert names[:5] == [
        "_rb_n_pasal_I",
        "_rb_n_pasal_I_angka_1",
        "_rb_n_pasal_5",
        "_rb_n_pasal_5_ayat_1",
        "_rb_n_pasal_5_ayat_1_huruf_a",
    ]
    assert len(set(names)) == len(names) == 15


def test_amendments_after_several_others_and_the_text_they_insert(project: Path) -> None:
    path = project / "sources" / str(YEAR) / "peraturan.yaml"
    amended = yaml.safe_load(path.read_text(encoding="utf-8"))["mengubah"]
    earlier = [
        copy.deepcopy(amended) | {"nomor": number, "tentang": "Perubahan"} for number in (7, 8)
    ]
    change(
        project,
        mengubah=amended | {"diubah": {"dengan": earlier}},
        batang_tubuh=[
            {
                "pasal": "I",
                "perubahan": [
                    {
                        "jenis": "sisip-pasal",
                        "antara": [5, 6],
                        "menjadi": [
                            {"pasal": "5A", "teks": "Isi:", "huruf": {"a": "satu;", "b": "dua."}}
                        ],
                    },
                    {"jenis": "hapus-pasal", "nomor": [7]},
                ],
            },
            {"pasal": "II", "teks": "Berlaku."},
        ],
    )
    cited = "(Berita Daerah Kabupaten Batang Tahun 2020 Nomor 91);"
    assert between(read_paragraphs(build(project))) == [
        ("PasalPeraturan", "Pasal I"),
        (
            "IsiPasal",
            "Peraturan Bupati Nomor 91 Tahun 2020 tentang Road Map Reformasi Birokrasi Tahun "
            "2020-2024 (Berita Daerah Kabupaten Batang Tahun 2020 Nomor 91) yang telah beberapa "
            "kali diubah dengan Peraturan Bupati:",
        ),
        ("Rincian1", f"a. Nomor 7 Tahun 2020 {cited}"),
        ("Rincian1", f"b. Nomor 8 Tahun 2020 {cited}"),
        ("IsiPasal", "diubah sebagai berikut:"),
        (
            "Rincian1",
            "1. Di antara Pasal 5 dan Pasal 6 disisipkan 1 (satu) pasal, yakni Pasal 5A sehingga "
            "berbunyi sebagai berikut:",
        ),
        ("PasalPeraturan", "Pasal 5A"),
        ("Rincian1", "Isi:"),
        ("Rincian2", "a. satu;"),
        ("Rincian2", "b. dua."),
        ("Rincian1", "2. Pasal 7 dihapus."),
        ("PasalPeraturan", "Pasal II"),
        ("IsiPasal", "Berlaku."),
    ]


@pytest.mark.parametrize(
    ("pasal", "printed"),
    [
        ("{teks: 'Isi:', huruf: {a: x;, b: DEL, c: y; dan, d: z.}}", ["b. dihapus;"]),
        ("{teks: 'Isi:', huruf: {a: x;, b: y; dan, c: DEL}}", ["c. dihapus."]),
        ("{teks: 'Isi:', huruf: {a: x; atau, b: DEL, c: DEL}}", ["b. dihapus;", "c. dihapus."]),
        ("{teks: 'Istilah:', angka: {1: A adalah a., 2: DEL, 3: C adalah c.}}", ["2. Dihapus."]),
        ("{ayat: {1: Satu., 2: DEL}}", ["(2) Dihapus."]),
        (
            "{ayat: {1: {teks: 'Isi:', huruf: {a: x; dan, b: DEL}}, 2: Dua.}}",
            ["b. dihapus."],
        ),
        (
            "{teks: 'Isi:', huruf: {a: {teks: 'A:', angka: {1: u; dan, 2: DEL}}, b: z.}}",
            ["2. dihapus;"],
        ),
        (
            "{teks: 'Isi:', huruf: {a: z; dan, b: {teks: 'B:', angka: {1: u; dan, 2: DEL}}}}",
            ["2. dihapus."],
        ),
    ],
)
def test_a_deleted_item_goes_on_with_the_sentence_that_lists_it(
    pasal: str, printed: list[str], project: Path
) -> None:
    content = yaml.safe_load(pasal.replace("DEL", "{status: dihapus}"))
    change(project, mengubah=None, batang_tubuh=[{"pasal": 1, **content}])
    told = [text for _, text in read_paragraphs(build(project)) if "hapus" in text]
    assert told == printed


def test_pasal_ii_lists_what_it_rules_without_a_sentence_before(project: Path) -> None:
    listing = {1: "Nama jabatan yang ada tetap berlaku.", 2: "Peraturan ini mulai berlaku."}
    amended = {"pasal": "I", "perubahan": [{"jenis": "hapus-pasal", "nomor": [7]}]}
    change(project, batang_tubuh=[amended, {"pasal": "II", "angka": listing}])
    assert between(read_paragraphs(build(project)))[-3:] == [
        ("PasalPeraturan", "Pasal II"),
        ("Rincian1", "1. Nama jabatan yang ada tetap berlaku."),
        ("Rincian1", "2. Peraturan ini mulai berlaku."),
    ]


def test_the_label_of_a_list_is_printed_once(built: Path) -> None:
    texts = [text for _, text in read_paragraphs(built / "perbup.docx")]
    assert texts.count("Menimbang") == texts.count("Mengingat") == texts.count("Menetapkan") == 1
    assert [text for text in texts if text in ("a.", "b.", "c.", "d.")] == ["a.", "b.", "c.", "d."]


def test_an_original_has_room_to_sign_and_is_not_certified(project: Path) -> None:
    change(project, bentuk="asli", disalin=None)
    document = build(project)
    paragraphs = read_paragraphs(document)
    texts = [text for _, text in paragraphs]
    assert "ttd" not in texts
    assert not any("Salinan" in text or "GHONIYAH" in text for text in texts)
    signed = [(style, text) for style, text in paragraphs if style.endswith("Ttd")]
    assert [style for style, _ in signed] == ["PenetapanTtd", "PengundanganTtd"]
    assert all(not text.strip() for _, text in at_least_one(signed))
    assert "ttd" not in [text for _, text in read_paragraphs(build(project, "lampiran-2.docx"))]
    assert mistakes(document) == []


def test_text_of_the_sources_is_never_template_or_markup(project: Path) -> None:
    nasty = r"{{ 7 \* 7 }} {% for x in y %} {# #} <b>&amp; tebal"
    change(project, menimbang=[f"bahwa {nasty};"], batang_tubuh=[{"pasal": 1, "teks": nasty}])
    texts = [text for _, text in read_paragraphs(build(project))]
    printed = nasty.replace(r"\*", "*")
    assert f"bahwa {printed};" in texts
    assert printed in texts


@pytest.mark.parametrize("case", CASES, ids=[case["nama"] for case in CASES])
def test_mistakes_in_the_template_are_all_told(case: Mapping[str, Any], project: Path) -> None:
    edit_template(project, dict(case["ubah"]))
    loaded = load_year(Project(project), Edition(YEAR))
    assert loaded.regulation is not None
    listing: list[TemplateFinding] = []
    try:
        make_documents(Project(project), loaded.regulation)
    except TemplatesProblem as problem:
        listing = problem.listing
    assert all(item.file == "templates/perbup.docx" and item.mistakes.hint for item in listing)
    told = [(item.mistakes.tag, item.mistakes.message) for item in listing]
    assert sorted(tag for tag, _ in told) == sorted(tag for tag, _ in case["temuan"]), told
    for tag, part in case["temuan"]:
        assert any(item == tag and part in message for item, message in told), told


def test_a_field_that_word_has_torn_into_runs_is_still_found(project: Path) -> None:
    whole = between(read_paragraphs(build(project)))

    def tear(root: etree._Element) -> None:
        fields = [item for item in root.iter(f"{W}t") if "b.isi" in (item.text or "")]
        for text in at_least_one(fields):
            run = text.getparent()
            assert run is not None
            start, end = (text.text or "").split("isi")
            other = copy.deepcopy(run)
            text.text = f"{start}i"
            for child in other.findall(f"{W}t")[:-1] + other.findall(f"{W}tab"):
                other.remove(child)
            other.findall(f"{W}t")[-1].text = f"si{end}"
            run.addnext(other)

    change_xml(project, tear)
    assert between(read_paragraphs(build(project))) == whole


def test_a_line_between_two_levels_is_printed_with_the_second(project: Path) -> None:
    def add_line(root: etree._Element) -> None:
        begun = False
        for paragraph in root.iter(f"{W}p"):
            text = "".join(item.text or "" for item in paragraph.iter(f"{W}t"))
            begun = begun or text == '{%p elif b.jenis == "isi" %}'
            if begun and text == "{{ b.isi }}":
                line = etree.Element(f"{W}p")
                etree.SubElement(etree.SubElement(line, f"{W}r"), f"{W}t").text = "* * *"
                paragraph.addprevious(line)
                return

    change_xml(project, add_line)
    texts = [text for _, text in between(read_paragraphs(build(project)))]
    assert [texts[n + 1] for n, text in enumerate(texts) if text == "* * *"] == [
        text for text in texts if text.startswith(("Beberapa ketentuan", "Peraturan Bupati ini"))
    ]
    assert texts.count("* * *") == 2


def draw(project: Path, name: str, size: tuple[int, int] = (400, 440)) -> Path:
    path = project / "templates" / "gambar" / name
    path.parent.mkdir(exist_ok=True)
    Image.new("L", size, 128).save(path, format="JPEG" if path.suffix == ".jpg" else "PNG")
    return path


@pytest.mark.parametrize("name", ["lambang.png", "lambang.jpg", "Lambang.PNG"])
def test_a_crest_is_shown_above_the_heading(project: Path, name: str) -> None:
    draw(project, name)
    document = build(project)
    assert document.read_bytes() == build(project).read_bytes()
    assert mistakes(document) == []
    with zipfile.ZipFile(document) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    first = next(root.iter(f"{W}p"))
    (extent,) = [element for element in first.iter() if etree.QName(element).localname == "extent"]
    width, height = (int(extent.get(side, "")) / 36000 for side in ("cx", "cy"))
    assert height == pytest.approx(25, abs=0.1)
    assert width / height == pytest.approx(400 / 440, abs=0.01)


def test_the_template_says_how_high_the_crest_is(project: Path) -> None:
    draw(project, "lambang.png")
    edit_template(project, {"{{ lambang }}": "{{ lambang|tinggi(18) }}"})
    with zipfile.ZipFile(build(project)) as package:
        assert f'cy="{18 * 36000}"'.encode() in package.read("word/document.xml")


@pytest.mark.parametrize(
    ("names", "kode", "message"),
    [
        (["lambang.png", "lambang.jpg"], "MUAT38", "lebih dari satu lambang"),
        (["lambang.gif"], "MUAT38", "harus PNG atau JPEG, bukan «.gif»"),
        (["lambang.png:teks"], "MUAT60", "bukan gambar PNG atau JPEG"),
        (["lambang.png:kecil"], "MUAT61", "terlalu kasar"),
    ],
)
def test_a_crest_that_cannot_be_used_is_told(
    project: Path, names: list[str], kode: str, message: str
) -> None:
    for name in names:
        name, _, kind = name.partition(":")
        path = draw(project, name, (40, 44) if kind == "kecil" else (400, 440))
        if kind == "teks":
            path.write_text("bukan gambar")
    (found,) = load_year(Project(project), Edition(YEAR)).findings
    assert found.code == kode
    assert found.location.file.startswith("templates/gambar")
    assert message in found.message
    assert found.hint


def edit_template(project: Path, changes: Mapping[str, str]) -> None:
    """Change the text of paragraphs in the template of the body; "" deletes the paragraph."""

    def edit(root: etree._Element) -> None:
        left = dict(changes)
        for paragraph in list(root.iter(f"{W}p")):
            texts = list(paragraph.iter(f"{W}t"))
            whole = "".join(text.text or "" for text in texts)
            for old, new in changes.items():
                if old not in whole or old not in left:
                    continue
                del left[old]
                if not new:
                    above = paragraph.getparent()
                    assert above is not None
                    above.remove(paragraph)
                    break
                texts[0].text = whole.replace(old, new)
                for item in texts[1:]:
                    item.text = ""
                break
        assert not left, f"not in the template: {left}"

    change_xml(project, edit)


def change_xml(project: Path, edit: Any) -> None:
    path = project / "templates" / badan.TEMPLATE
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    edit(root)
    parts["word/document.xml"] = etree.tostring(root)
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
