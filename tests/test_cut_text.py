"""No text of a source is lost at a ``#``, and what cannot be seen in it is named with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from rbdocs.edition import Edition
from rbdocs.files import Project
from rbdocs.model.chapter import plain
from rbdocs.model.finding import Finding
from rbdocs.sources.chapters import MAX_SIZE
from rbdocs.sources.markdown import Keys, read_blocks
from rbdocs.sources.text_file import SourceFile, read_text
from rbdocs.sources.yaml_comments import find_cuts
from rbdocs.sources.yaml_file import YamlFile, read
from tests.clean import FOLDER
from tests.profiles import sampled
from tests.sample import ROOT

# The lock alone holds no text of a person, only digests.
SOURCES = [
    path
    for root in (FOLDER, ROOT)
    for path in sorted((root / "sources").rglob("*.yaml"))
    if path.name != "kunci.yaml"
]
Place = tuple[int, int]


def load(folder: Path, text: str | bytes, name: str = "a.yaml") -> YamlFile:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(Project(folder), path)


def told(file: YamlFile, code: str) -> list[Place]:
    return [
        (finding.location.line, finding.location.column)
        for finding in file.findings
        if finding.code == code
    ]


def plain_values(text: str) -> list[yaml.ScalarEvent]:
    """The values without quotes in *text*, each on one line; names of fields are none."""
    events = list(yaml.parse(text, yaml.CLoader))
    values: list[yaml.ScalarEvent] = []
    stack: list[int] = []  # for each mapping how many scalars and collections it has so far
    for event in events:
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
            continue
        is_key = bool(stack) and stack[-1] >= 0 and stack[-1] % 2 == 0
        if (
            stack
            and stack[-1] >= 0
            and isinstance(
                event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent
            )
        ):
            stack[-1] += 1
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            stack.append(0 if isinstance(event, yaml.MappingStartEvent) else -1)
        elif isinstance(event, yaml.ScalarEvent) and not event.style and not is_key and event.value:
            values.append(event)
    return values


def with_tails(text: str, ends: list[int], tail: str) -> tuple[str, list[Place]]:
    """*text* with *tail* after each of *ends*, and where its ``#`` stands then."""
    places = []
    for end in reversed(ends):
        text = text[:end] + tail + text[end:]
    for count, end in enumerate(sorted(ends)):
        at = end + count * len(tail) + tail.index("#")
        places.append((text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)))
    return text, places


@pytest.mark.parametrize("path", SOURCES, ids=lambda source: source.relative_to(ROOT).as_posix())
def test_text_after_any_value_is_missed_at_its_mark(path: Path, tmp_path: Path) -> None:
    for tail in sampled([" #kata", "  #2 lagi", "\t#kata"], 1, path.name):
        tell_each_cut(path.read_text("utf-8"), tail, tmp_path)


def tell_each_cut(text: str, tail: str, tmp_path: Path) -> None:
    """Every value of *text* with *tail* after it is told, at the mark that cuts the tail off."""
    lines = text.split("\n")
    last = {value.end_mark.line: value.end_mark for value in plain_values(text)}
    # A value before a comma stands in brackets that go on over several lines.
    ends = [
        mark.index
        for line, mark in last.items()
        if not set(lines[line]) & set("[]{}#") and not lines[line][mark.column :].strip()
    ]
    changed, places = with_tails(text, ends, tail)
    assert told(load(tmp_path, changed), "MUAT26") == places
    # In brackets the rest of the line is lost as well, so one at a time.
    others = [
        value.end_mark.index for value in plain_values(text) if value.end_mark.index not in ends
    ]
    for end in others[:: max(1, len(others) // 10)]:
        changed, places = with_tails(text, [end], tail)
        assert told(load(tmp_path, changed), "MUAT26")[:1] == places


@pytest.mark.parametrize("path", SOURCES, ids=lambda source: source.relative_to(ROOT).as_posix())
def test_comments_of_the_sources_are_no_lost_text(path: Path) -> None:
    """Those of 2023 stand beside texts, numbers, keys and brackets, and on lines of their own."""
    assert read(Project(path.parents[0]), path).findings == []


@pytest.mark.parametrize(
    "text",
    [
        "a: Teks  # catatan",
        "a: Level 3 # 2023: Level 2",
        "a: belum diisi # realisasi 2023: 1 dari 1",
        "a: 3.4 # tercetak 3,4",
        "a: 3   # tercetak",
        'a: "Teks #2" # catatan',
        "a: 'Teks' # catatan",
        "cara: tetap # catatan",
        "a: # catatan\n  b: 1",
        "a: [x, # catatan\n  y]",
        "# catatan\n#catatan\na: 1\n#catatan",
        "a: |  # catatan\n  Teks #2\n",
        "a: >-\n  Teks #2\n  #lanjut",
        "a: C# dan nomor#2",
        "a: Teks\n# catatan\nb: 1",
        "a: Teks\n#b: 1",
        "a: Teks\n  # catatan\nb: 1",
        '"a #b": "#c"',
    ],
)
def test_comment_is_let_be(text: str, tmp_path: Path) -> None:
    assert load(tmp_path, text).findings == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: Teks # catatan", (1, 9)),
        ("a: Teks #", (1, 9)),
        ("a: Teks  #", (1, 10)),
        ("a: #BanggaMelayani\nb: 1", (1, 4)),
        ("- #2 Fasilitasi\n- dua", (1, 3)),
        ("- a: x\n  b: satu #2 # dan # lagi", (2, 11)),
        ('a: "Sapa" #BanggaMelayani', (1, 11)),
        ("a: Kampanye ASN\n  #BanggaMelayani\nb: 1", (2, 3)),
        ("a: Teks panjang #2\n  dan lanjutannya\nb: 1", (1, 17)),
        ("a: Teks panjang\n  dan #2\n  lanjutannya\nb: 1", (2, 7)),
        ("a: [satu #2, dua]\nb: 1", (1, 10)),
        ("a: [satu, #dua\n  tiga]\nb: 1", (1, 11)),
        ("a: {b: satu #2}\nc: 1", (1, 13)),
        ("a: 中文 é😀 #2", (1, 10)),
        ("\ufeffa: Teks #2\r\nb: 1\r\n", (1, 9)),
        ("b: 1\r\na:\tTeks #2\r\n", (2, 9)),
    ],
)
def test_text_that_yaml_drops_is_found_at_its_mark(text: str, place: Place, tmp_path: Path) -> None:
    assert [
        (finding.code, (finding.location.line, finding.location.column))
        for finding in load(tmp_path, text).findings
    ] == [("MUAT26", place)]


def test_the_remedies_keep_text_and_comment(tmp_path: Path) -> None:
    (findings,) = load(tmp_path, "a: ASN BerAKHLAK #Bangga").findings
    assert "«ASN BerAKHLAK»" in findings.message
    assert "«#Bangga»" in findings.message
    assert "petik" in findings.hint
    file = load(tmp_path, 'a: "ASN BerAKHLAK #Bangga"  # tagar kampanye')
    assert (file.content, file.findings) == ({"a": "ASN BerAKHLAK #Bangga"}, [])


def test_a_chapter_is_not_cut_by_a_mark(tmp_path: Path) -> None:
    text = "# BAB I\n\n## 1.1. Nilai\n\nBerAKHLAK #BanggaMelayani, #2, # saja\n\n\\#tagar depan\n"
    (tmp_path / "bab.md").write_text(text, "utf-8")
    file = SourceFile("bab.md")
    read_text(Project(tmp_path), tmp_path / "bab.md", file, MAX_SIZE)
    blocks = read_blocks(file, text, Keys(), "")
    assert file.findings == []
    assert [plain(block.runs) for block in blocks] == [
        "BAB I",
        "1.1. Nilai",
        "BerAKHLAK #BanggaMelayani, #2, # saja",
        "#tagar depan",
    ]


def test_no_mark_is_judged_twice() -> None:
    assert len(list(find_cuts("# a #b #c", []))) == 0


SEEN_AS_SPACE = "\u00a0\u2002\u2003\u2009\u200a\u202f\u205f\u3000\u2800"
UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u3164\u115f\ufe0f\ufffc"
    "\U000e0041\U000e0100\u034f\u061c\u180e"
)
REFUSED = "\x00\x07\x1b\x7f\x80\x85\x9f\u2028\u2029\ufeff\ufffe\ue000"


def _noted(findings: list[Finding]) -> list[tuple[str, int, int, bool]]:
    return [
        (finding.code, finding.location.line, finding.location.column, finding.blocks)
        for finding in findings
    ]


@pytest.mark.parametrize("character", [*SEEN_AS_SPACE, *UNSEEN, *REFUSED])
@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("a: 1\nb: Teks", "lain\n"),
        ("a: 1\r\n- b", ": 2\r\n"),
        ('a: "中', '"\n'),
        ("a: 1\nb: [x, ", "y]\n"),
        ("a: |\n  baris\n  ", "lagi\n"),
    ],
)
def test_invisible_character_is_named_where_it_stands(
    head: str, tail: str, character: str, tmp_path: Path
) -> None:
    findings = load(tmp_path, head + character + tail).findings
    line, column = head.count("\n") + 1, len(head) - head.rfind("\n")
    code = "MUAT03" if character in REFUSED else "MUAT27"
    assert (code, line, column, character not in SEEN_AS_SPACE) in _noted(findings)
    assert f"U+{ord(character):04X}" in next(
        finding.message for finding in findings if finding.code == code
    )


@pytest.mark.parametrize("character", [*SEEN_AS_SPACE, *UNSEEN, *REFUSED])
def test_invisible_character_of_a_chapter_is_named(character: str, tmp_path: Path) -> None:
    path = tmp_path / "bab.md"
    path.write_text(f"# BAB I\n\nSatu{character}dua\n", "utf-8", newline="\n")
    file = SourceFile("bab.md")
    read_text(Project(tmp_path), path, file, MAX_SIZE)
    ((code, line, column, _),) = _noted(file.findings)
    assert (line, column) == (3, 5)
    assert code in ("MUAT03", "MUAT27")


def test_one_kind_of_invisible_character_is_told_once_with_its_places(tmp_path: Path) -> None:
    (findings,) = load(tmp_path, "".join(f"a{n}: x\u00a0y\n" for n in range(300))).findings
    assert "300 kali" in findings.message
    assert [other.location.line for other in findings.occurrences] == [2, 3, 4, 5, 6]


def test_a_character_that_stands_there_and_as_an_escape_is_told_once(tmp_path: Path) -> None:
    for _ in range(2):  # also where the text is read again
        found = load(tmp_path, 'a: x\u00a0y\nb: "x\\_y"\n').findings
        assert [(item.code, item.location.line) for item in found] == [("MUAT27", 1), ("MUAT29", 2)]


@pytest.mark.parametrize("escape", [r"\_", r"\u200b", r"\N", r"\L"])
def test_escape_that_makes_an_invisible_character_is_told(escape: str, tmp_path: Path) -> None:
    findings = load(tmp_path, f'a: "x{escape}y"').findings
    assert next(finding.code for finding in findings) in ("MUAT27", "MUAT03")


LOOKALIKES = {
    "Bagian\u00a0Organisasi Setda": "spasi tak terputus (U+00A0) di huruf ke-7",
    "Bagian\u200b Organisasi Setda": "spasi tanpa lebar (U+200B) di huruf ke-7",
    "Bagi\u0430n Organisasi Setda": "huruf Kiril «\u0430» (U+0430) di huruf ke-5",
    "Bagian Organisasi Setd\u00ada": "tanda hubung lunak (U+00AD)",
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_a_name_that_only_looks_right_is_not_answered_with_itself(
    name: str, tmp_path: Path
) -> None:
    from rbdocs.commands.checking import check_year

    shutil.copytree(FOLDER, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "sources/2024/lampiran-2.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("Bagian Organisasi Setda", name, 1), "utf-8")
    findings = check_year(Project(tmp_path), Edition(2024)).findings
    hints = [finding.hint for finding in findings if finding.code == "MUAT14"]
    assert hints
    assert all(LOOKALIKES[name] in hint or "Setda" not in hint for hint in hints)
    assert not any("Mungkin maksud Anda" in hint for hint in hints)
