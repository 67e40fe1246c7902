"""Tags say what they may, and nothing that looks like one is printed in silence."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from rbdocs.cli import main
from tests.clean import YEAR, copy_printable, load_clean
from tests.foreign_scan import foreign
from tests.template_cases import (
    BODY,
    COMMENTED,
    MARKED,
    PLAN,
    PNG,
    TEXT,
    WHO,
    Change,
    Door,
    Parts,
    at_start,
    both,
    box,
    field,
    in_header,
    in_row,
    part,
    picture,
    relation,
    run,
    text,
    words,
)

# Braces.


def typed(text: str) -> Change:
    return at_start(f'<w:p><w:r><w:t xml:space="preserve">Lihat {text} ini</w:t></w:r></w:p>')


@pytest.mark.parametrize(
    "written",
    [
        "{ {judul}}",
        "{{ judul }",
        "{{judul} }",
        "{ { judul } }",
        "{%p if judul",
        "{ % if judul % }",
        "{%p if judul %}",
        "{{judul",
        "judul}}",
        "%} sisa",
        "{# catatan",
        "{{{ judul }}}",
        "{{}}",
        "｛｛ judul ｝｝",
        "{\u200b{ judul }\u200b}",
        "{\u00a0{ judul }}",
        "{{ judul %}",
        "{% judul }}",
        "{{ judul }} dan }}",
        "{{ ju\u00addul }}",
        "{{r judul }}",
        "{{ judul }} {",
        "{% raw %}{{ x }}{% endraw %}",
        "{{ '{{' }}",
        "{{ '{' }}{{ '{' }}",
        "{%tr for b in baris %}",
        "﹛﹛judul﹜﹜",
        "{{\u201cjudul\u201d}}",
    ],
)
def test_what_looks_like_a_tag_and_is_none_is_told(written: str, door: Door) -> None:
    door.put(typed(written))
    if written == "{{ judul }} {":  # a single brace is printed, and told
        _, told = door.make()
        assert "tercetak apa adanya" in told
        return
    listing = door.mistakes()
    assert len(listing) == 1, listing
    assert "dokumen, paragraf 1" in listing[0][0]


@pytest.mark.parametrize("written", ["{judul}", "{ judul }", "[[judul]]", "tutup } saja"])
def test_a_single_brace_is_printed_and_told(written: str, door: Door) -> None:
    door.put(typed(written))
    content, told = door.make()
    assert "paragraf 1" in told
    assert written in words(content)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (in_header("<w:p><w:r><w:t>{ {nomor}}</w:t></w:r></w:p>"), "header1.xml"),
        (run(box("{ {nomor}}")), "dokumen, paragraf"),
        (run(box("{{ nomer }}")), "dokumen, paragraf"),
        (in_row("<w:r><w:t>{ {uraian}}</w:t></w:r>"), "baris contoh"),
        (in_row("<w:r><w:t>{{ b.uraian.upper }}</w:t></w:r>"), "baris contoh"),
        (run(field(" SEQ {{ nomor }} ")), "kode bidang Word"),
        (
            both(
                part("word/media/a.png", PNG, "image"),
                run(picture().replace('name="Gambar"', 'name="G" descr="{{ judul }}"')),
            ),
            "sifat unsur",
        ),
        (
            both(
                relation("https://a.id/{{ nomor }}", "hyperlink", external=True),
                run('<w:hyperlink r:id="rIdX"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
            ),
            "tautan",
        ),
        (
            both(
                relation("https://a.id/%7B%7B%20nomor%20%7D%7D", "hyperlink", external=True),
                run('<w:hyperlink r:id="rIdX"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
            ),
            "tautan",
        ),
        (
            text("Templat Lampiran", "{{ judul }} Lampiran", "docProps/core.xml"),
            "docProps/core.xml",
        ),
        (run("<m:oMath><m:r><m:t>{{ nomor }}</m:t></m:r></m:oMath>"), "paragraf 1"),
        (
            run(
                '<w:r><w:pict><v:shape id="a"><v:textpath string="{{ nomor }}"/></v:shape></w:pict>'
                "</w:r>"
            ),
            "paragraf 1",
        ),
    ],
)
def test_braces_are_told_wherever_they_stand(change: Change, place: str, door: Door) -> None:
    door.put(change)
    listing = door.mistakes()
    assert listing
    assert all(place in item for item, _ in listing), listing


@pytest.mark.parametrize(
    "between",
    [
        "<w:tab/>",
        "<w:softHyphen/>",
        '</w:r><w:proofErr w:type="spellStart"/><w:r>',
        "</w:r><w:r>",
        '</w:r><w:bookmarkStart w:id="4" w:name="b"/><w:bookmarkEnd w:id="4"/><w:r>',
        '</w:r><w:commentRangeStart w:id="0"/><w:r>',
        f"</w:r><w:ins {WHO.format(n=1)}><w:r><w:t></w:t></w:r></w:ins><w:r>",
    ],
)
def test_a_tag_split_in_any_way_is_filled(between: str, door: Door) -> None:
    pieces = between.join(f"<w:t>{item}</w:t>" for item in ("{", "{ nom", "or }", "}"))
    door.put(at_start(f"<w:p><w:r>{pieces}</w:r></w:p>"))
    content, _ = door.make()
    assert foreign(content) == []
    assert words(content).split("\n")[0] == door.regulation.peraturan.nomor_tercetak


# What tags may say.


@pytest.mark.parametrize(
    "tag",
    [
        "{{ judul.upper }}",
        "{{ judul.upper() }}",
        "{{ judul.__class__ }}",
        "{{ judul['upper'] }}",
        "{{ tanda_tangan }}",
        "{{ tanda_tangan.keys }}",
        "{{ tanda_tangan.items() }}",
        "{{ tanda_tangan|upper }}",
        "{{ none }}",
        "{{ true }}",
        "{{ nomor == 1 }}",
        "{{ not nomor }}",
        "{{ [1] }}",
        "{{ {} }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler }}",
        "{{ namespace() }}",
        "{{ lipsum() }}",
        "{{ range(1000000000) }}",
        "{{ range }}",
        "{{ dict }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 2 ** 999999999 }}",
        "{{ '%999999999d'|format(1) }}",
        "{{ judul|replace('A', 'B') }}",
        "{{ judul|safe }}",
        "{{ judul|tojson }}",
        "{{ judul|map }}",
        "{{ judul is string }}",
        "{{ judul ~ judul }}",
        "{{ nomor + 1 }}",
        "{{ -tahun }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with a = 1 %}{% endwith %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% for a in judul %}{% for b in judul %}{{ b }}{% endfor %}{% endfor %}",
        "{% for a in judul recursive %}{{ loop(judul) }}{% endfor %}",
        "{% for a in judul %}{{ loop }}{% endfor %}",
        "{% for a in judul %}{{ loop.cycle }}{% endfor %}",
        "{% for a in judul %}{{ loop.first }}{% endfor %}",
        "{% for a in tahun %}x{% endfor %}",
        "{% for a in judul %}{{ loop._iterator }}{% endfor %}",
        "{{ loop.index }}",
        "{% if tahun == 1999 %}{{ judull }}{% endif %}",
        "{{ judul if tahun == 1999 }}",
        "{{ " + "(" * 300 + "judul" + ")" * 300 + " }}",
        "{{ judul" + "|upper" * 5000 + " }}",
        "{% for a in judul %}" + "x" * 19000 + "{% endfor %}" * 1 + "{{ tanda_tangan.umur }}",
    ],
)
def test_a_tag_that_may_not_be_is_told_and_nothing_is_made(tag: str, door: Door) -> None:
    door.put(typed(tag))
    listing = door.mistakes()
    assert len(listing) == 1
    assert "dokumen, paragraf 1" in listing[0][0]
    assert not re.search(r"object at|built-in|<class|Traceback", listing[0][1])


def test_a_tag_that_prints_too_much_is_told(door: Door) -> None:
    inside = "x" * 15000 + "{{ a }}"
    door.put(typed(f"{{% for a in tentang %}}{inside}{{% endfor %}}"))
    length = len(door.regulation.peraturan.tentang)
    if length * 15000 > 1_000_000:
        assert "terlalu panjang" in door.mistakes()[0][1]


def test_what_tags_may_say_is_printed(door: Door) -> None:
    door.put(
        typed(
            "{% for a in nomor %}{{ loop.index }}.{{ a|upper }}{% if not loop.last %},"
            "{% endif %}{% endfor %}{{ tahun|trim }}{{ 'x' if tahun else 'y' }}"
        )
    )
    content, _ = door.make()
    nomor = door.regulation.peraturan.nomor_tercetak
    listed = ",".join(f"{n}.{a.upper()}" for n, a in enumerate(nomor, start=1))
    assert words(content).split("\n")[0] == f"Lihat {listed}{YEAR}x ini"


def test_braces_of_the_sources_are_printed_as_they_are(tmp_path: Path) -> None:
    project = copy_printable(tmp_path)
    path = project.sources / str(YEAR) / "lampiran-2.yaml"
    found = re.search(r"uraian: (.+)", path.read_text("utf-8"))
    assert found is not None
    odd = "{{ judul }} {% if x %} { { #} {{ 7*7 }} }}"
    path.write_text(path.read_text("utf-8").replace(found[0], f'uraian: "{odd}"', 1), "utf-8")
    door = Door(project, load_clean(project))
    door.put(in_row(box("{{ b.uraian }}")))
    content, told = door.make()
    assert told == ""
    assert foreign(content, braces=False) == []
    assert words(content).count(odd) >= 3  # in the cell, the box, and the box's fallback


def test_all_mistakes_of_all_templates_are_told_at_once(
    door: Door, capsys: pytest.CaptureFixture[str]
) -> None:
    door.put(
        both(
            typed("{{ judull }}"),
            in_row("<w:r><w:t>{{ b.uraian|attr('x') }}</w:t></w:r>"),
            in_header("<w:p><w:r><w:t>{ {x}}</w:t></w:r></w:p>"),
            run(field(" SEQ {{ nomor }} ")),
        )
    )
    door.put(both(typed("{{ sebutn }}"), typed("{{ x }")), BODY)
    door.put(typed("{{ isy }}"), TEXT)
    assert main(["bangun", str(YEAR), "--tanpa-pdf", "--akar", str(door.project.root)]) == 2
    said = capsys.readouterr().out
    for item in ("judull", "attr", "{ {x}}", "kode bidang", "sebutn", "{{ x }", "isy"):
        assert item in said, item
    assert not list((door.project.root / "output").rglob("*.docx"))


def test_a_matrix_and_redlines_tell_what_was_taken_out_of_their_templates(
    door: Door, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for template in ("matriks.docx", PLAN):
        door.put(both(COMMENTED, run(MARKED)), template)
    old = tmp_path / "lama"
    shutil.copytree(door.project.sources, old / "sources")
    path = old / "sources" / str(YEAR) / "lampiran-2.yaml"
    found = re.search(r"uraian: (.+)", path.read_text("utf-8"))
    assert found is not None
    path.write_text(path.read_text("utf-8").replace(found[0], "uraian: Dahulu lain", 1), "utf-8")
    for form, template in (("matriks", "matriks.docx"), ("docx", PLAN)):
        target = tmp_path / form
        target.mkdir()
        asked = ["banding", str(old), str(door.project.root), "--format", form, "--ke", str(target)]
        assert main([*asked, "--akar", str(door.project.root)]) == 1
        assert f"templates/{template}  peringatan TPL02" in capsys.readouterr().out
        for made in target.glob("matriks.docx"):
            assert foreign(made.read_bytes()) == []


# What every regulation has otherwise: typed into a template, or taken out, it would be wrong.
CHANGING = {
    PLAN: ("lampiran", "nomor", "tahun", "tentang", "judul", "tanda_tangan.nama"),
    TEXT: ("lampiran", "nomor", "tahun", "tentang", "judul", "tanda_tangan.nama"),
    BODY: (
        *("nomor", "tahun", "tentang", "menetapkan", "penetapan.tanggal", "penetapan.nama"),
        *("pengundangan.tanggal", "pengundangan.nama", "berita_daerah.nomor"),
    ),
}


@pytest.mark.parametrize(
    ("template", "name"), [(key, name) for key, names in CHANGING.items() for name in names]
)
def test_a_field_that_changes_with_the_regulation_is_not_typed(
    template: str, name: str, door: Door
) -> None:
    def typed_over(parts: Parts) -> None:
        for part_name, data in parts.items():
            if part_name.endswith(".xml"):
                tag = rf"\{{\{{\s*{re.escape(name)}\b[^}}]*\}}\}}"
                parts[part_name] = re.sub(tag, "diketik", data.decode()).encode()

    door.put(typed_over, template)
    listing = door.mistakes(template)
    door.put(lambda parts: None, template)
    assert [sentence for _, sentence in listing if f"«{name}»" in sentence], listing
