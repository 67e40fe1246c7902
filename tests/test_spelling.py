"""The dictionary: which words of the enacted text it finds wrong, and what it keeps of a run."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from rbdocs.check.engine import check
from rbdocs.check.rule import load_rules
from rbdocs.files import Project
from rbdocs.model.finding import Finding
from rbdocs.sources import dictionary as kamus
from rbdocs.sources.dictionary import DictionaryFiles
from tests.clean import apply_example, copy_clean, load_clean
from tests.profiles import sampled
from tests.sample import enacted_regulation

RULE = {"EJA01": load_rules()["EJA01"]}
# Every misspelt word of Perbup 53/2023 that EJA05 and PD07 do not tell, and what is meant.
MISSPELT = {
    "subtansi": "Substansi",
    "integasi": "integrasi",
    "dupikasi": "duplikasi",
    "manuasiannya": "Manusianya",
    "adaptive": "adaptif",
    "e-goverment": "e-government",
    "sim": "SIM",
    "analitic": "Analisis",
    "spipnya": "SPIP-nya",
    "responsive": "responsif",
    "kapaten": "Kabupaten",
    "memasikan": "memastikan",
    "perundang": "Perundang-undangan",
    "perundangan-undangan": "Perundang-undangan",
    "peng-anggaran": "penganggaran",
    "batag": "Batang",
    "pencananagan": "Pencanangan",
    "terlaksanya": "Terlaksananya",
    "meningatnya": "Meningkatnya",
    "sdm": "SDM",
    "dirhabilitasi": "direhabilitasi",
    "dasarsehingga": "dasar sehingga",
    "render": "rendah",
    "perizina": "Perizinan",
    "moda": "Modal",
    "disused": "disusun",
    "memmanfaatkannya": "memanfaatkannya",
}


@cache
def enacted() -> list[Finding]:
    regulation = enacted_regulation()
    return check(regulation, RULE)


def test_every_misspelt_word_of_the_enacted_text_and_no_other_is_found() -> None:
    suggested = {item.values["kata"]: item.values["saran"] for item in enacted()}
    assert suggested.keys() == MISSPELT.keys()
    assert {word: right for word, right in MISSPELT.items() if right not in suggested[word]} == {}


def test_a_word_is_told_once_with_all_its_places() -> None:
    batag = next(item for item in enacted() if item.values["kata"] == "batag")
    assert [occurrence.at for occurrence in batag.occurrences] == [
        "Lampiran II G-05",
        "Lampiran II G-06",
    ]


def found(folder: Path, uraian: str) -> list[str]:
    project = copy_clean(folder)
    apply_example(project, f"uraian: {uraian!r}")
    return [item.values["kata"] for item in check(load_clean(project), RULE)]


@pytest.mark.parametrize(
    "text",
    [
        "Menyusun dokumen SPBE dan MoU",  # abbreviations and names
        "Menyusun bagian ii dan XIV",  # numerals
        "Menyusun dokumen 20JP dan A4b",  # with digits
        "Mengunggah ke https://sipuas.batangkab.go.id/xyzzy dan info@batangkab.go.id",
        "Menyusun dokumen-dokumen antarinstansi",  # made of known words
        "Menyusun dokumennya, dievaluasi, terintegrasi, dan berintegritas",  # regular forms
        "Menyusun dokumen Diskominfo",  # a name in the registers
    ],
)
def test_what_is_no_word_of_the_language_or_a_right_one_is_let_pass(
    text: str, tmp_path: Path
) -> None:
    assert found(tmp_path, text) == []


def test_a_foreign_word_in_italics_is_not_judged(tmp_path: Path) -> None:
    for text, wrong in (("*leadership*", []), ("leadership", ["leadership"])):
        project = copy_clean(tmp_path / str(len(text)))
        chapter = f"Tata kelola menuntut {text}.\n\n![](tabel-1-1.yaml)\n"
        (project.sources / "2024/lampiran-1/bab-1.md").write_text(chapter, "utf-8")
        assert [item.values["kata"] for item in check(load_clean(project), RULE)] == wrong


def test_a_heading_in_capitals_is_read_as_words(tmp_path: Path) -> None:
    assert found(tmp_path, "PENYUSUNAN DOKUMAN KERJA") == ["dokuman"]


def test_a_word_of_the_projects_list_is_right(tmp_path: Path) -> None:
    assert found(tmp_path / "a", "Menyusun dokumen xyzzynya") == ["xyzzynya"]
    project = copy_clean(tmp_path / "b")
    apply_example(project, "uraian: Menyusun dokumen xyzzynya")
    path = project.sources / "kosakata.yaml"
    path.write_text(path.read_text("utf-8").replace("[baseline", "[xyzzy, baseline"), "utf-8")
    assert check(load_clean(project), RULE) == []


def test_what_is_built_from_a_word_with_beginning_and_endings_is_known() -> None:
    """Whatever the dictionary would have: it is asked only where a stem of its own is in a word."""
    known = kamus._hunspell()
    affixes, words = known._dictionary.aff, known._dictionary.dic.words
    built = {"anak-anaknya", "pengembangannyalah", "dilaksanakannya"}
    for word in sampled([word for word in words if word.flags], 15, "kata"):
        endings = [item for flag in word.flags for item in affixes.SFX.get(flag, ())]
        begun = [item for flag in word.flags for item in affixes.PFX.get(flag, ())]
        built |= {item.add + word.stem.removeprefix(item.strip) for item in begun}
        for ending in endings:
            more = [item.add for flag in ending.flags for item in affixes.SFX.get(flag, ())]
            around = [item for flag in ending.flags for item in affixes.PFX.get(flag, ())]
            for last in ("", *more):
                built.add(word.stem + ending.add + last)
                built |= {
                    item.add + word.stem.removeprefix(item.strip) + ending.add + last
                    for item in around
                }
    right = {word for word in built if known._dictionary.lookuper(word, capitalization=False)}
    assert len(right) > 100
    assert {word for word in right if not known.has(word)} == set()


def test_a_second_run_does_not_read_the_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = DictionaryFiles(Project(tmp_path))
    assert asked.unknown(["dokumen", "dokuman"]) == {"dokuman"}
    assert asked.like(["dokuman"])["dokuman"][0] == "dokumen"

    def refuse() -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(kamus, "_hunspell", refuse)
    again = DictionaryFiles(Project(tmp_path))
    assert again.unknown(["dokuman", "dokumen"]) == {"dokuman"}
    assert again.like(["dokuman"])["dokuman"][0] == "dokumen"
    with pytest.raises(AssertionError, match="read again"):
        again.unknown(["laporan"])


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"kamus": "another", "kata": {"abc": true}}']
)
def test_what_was_kept_is_only_used_whole_and_of_this_dictionary(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "output" / ".ejaan.json"
    path.parent.mkdir()
    path.write_bytes(content)
    assert DictionaryFiles(Project(tmp_path)).unknown(["abc"]) == {"abc"}


def test_a_folder_that_cannot_be_written_only_costs_time(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file where the folder would be", "utf-8")
    assert DictionaryFiles(Project(tmp_path)).unknown(["dokuman"]) == {"dokuman"}
