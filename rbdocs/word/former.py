"""Templates as version 0.1 read them: their model rows and paragraphs become docxtpl's loops.

An office has templates of its own, edited in Word over the years. Then the last row of a table and
a run of paragraphs were models, known by the names of their fields; now they stand in loops. What
such a template prints stays the same, so it is read as if the loops were there.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from rbdocs.word.element_properties import made, text_element
from rbdocs.word.environment import TAG
from rbdocs.word.paragraphs import bears_more, whole_tags
from rbdocs.word.xml import W, own_texts, parent

_LOOP = re.compile(r"\{%tr\s+for\s+\w+\s+in\s+(\w+)")
_FIELD = re.compile(r"\{\{\s*([a-z_]\w*(?:\.[a-z]\w*)*)\s*\}\}")
_IF = re.compile(r"\{%\s*if\s+([^%{}]+?)\s*%\}")
_CREST = re.compile(r"\{\{\s*lambang\s*(?:\(\s*(\d{1,2})\s*\))?\s*\}\}")
_NAME = re.compile(r"(?<![\w.'\"])[a-z]\w*(?![\w'\"])")
# The columns that plans had then; those of layouts came later, and with loops.
_PLAN = frozenset(
    [
        *("permasalahan", "kegiatan_utama", "indikator_ku", "target", "uraian", "satuan"),
        *("sasaran", "indikator_sasaran", "permasalahan_2", "sasaran_2", "indikator_2"),
        *("target_2", "keterkaitan", "indikator", *(f"tw{n}" for n in range(1, 5)), "total"),
        *("jenis_kegiatan", "sub_kegiatan", "anggaran", "koordinator", "pelaksana"),
    ]
)
_LEVELS = [f"isi_{level}" for level in range(1, 7)]
_KINDS = ("bab", "judul_bab", "pasal", "isi", *_LEVELS, "catatan")


@dataclass(frozen=True, slots=True)
class _Model:
    """A model row: the loop that it becomes, how it is known, and what its fields are called now.

    *labels*: a cell without a field is the list's label, printed in its first row only.
    """

    loop: str
    known: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    labels: bool = False


_MODELS = (
    _Model("menimbang", frozenset({"menimbang"}), {"menimbang": "teks"}, labels=True),
    _Model("mengingat", frozenset({"mengingat"}), {"mengingat": "teks"}, labels=True),
    _Model("perubahan", frozenset({"perubahan"}), {"perubahan": "teks"}, labels=True),
    _Model("lampiran", frozenset({"sumber"}), {"lampiran": "nomor"}, labels=True),
    _Model(
        "tema",
        frozenset({"tema"}),
        {
            "tema": "nama",
            "aksi_tema": "jumlah",
            "lapor_tema": "melapor",
            "capai_tema": "tercapai",
            "rata_tema": "rerata",
        },
    ),
    _Model(
        "aksi",
        frozenset({"satuan_aksi", "indikator_aksi"}),
        {"satuan_aksi": "satuan", "indikator_aksi": "indikator"},
    ),
    _Model(
        "perangkat_daerah",
        frozenset({"perangkat_daerah"}),
        {
            "perangkat_daerah": "nama",
            "aksi": "jumlah",
            "lapor": "melapor",
            "capai": "tercapai",
            "rata": "rerata",
        },
    ),
    _Model(
        "tindak_lanjut",
        frozenset({"kode_tindak", "tindak_lanjut"}),
        {
            "kode_tindak": "kode",
            "tindak_lanjut": "uraian",
            "satuan_tindak": "satuan",
            "indikator_tindak": "indikator",
            "koordinator_tindak": "koordinator",
            "pelaksana_tindak": "pelaksana",
        },
    ),
    _Model("baris", frozenset({"semula", "menjadi"})),
    _Model("baris", frozenset(_PLAN - {"target", "total", "satuan", "indikator"})),
)
# Fields of a document, which a row may print beside its own.
_OF_DOCUMENT = {"lampiran", "nomor", "tahun", "peraturan", "tentang", "judul", "instansi"}


def renew(document: etree._Element) -> etree._Element | None:
    """Return the *document* of a former template with the loops of today; None for any other."""
    root = copy.deepcopy(document)
    text = "".join(element.text or "" for element in root.iter(f"{W}t"))
    if "{{" not in text.replace("{ {", "{{"):
        return None
    for paragraph in root.iter(f"{W}p"):
        whole_tags(paragraph)
    rows = [_renew_row(row) for row in _model_rows(root)]
    body = "{%p for " not in text and _renew_body(root)
    content = "{{p isi" not in text and _renew_content(root)
    if not (any(rows) or body or content):
        return None
    for paragraph in list(root.iter(f"{W}p")):
        _renew_alone(paragraph)
    return root


def _words(element: etree._Element) -> str:
    return "".join(
        text.text or "" for paragraph in element.iter(f"{W}p") for text in own_texts(paragraph)
    )


def _fields(element: etree._Element) -> set[str]:
    return set(_FIELD.findall(_words(element)))


def _model_rows(root: etree._Element) -> list[tuple[etree._Element, _Model]]:
    """The model rows: of a plan and of the matrix the last of its table, of lists any."""
    found: list[tuple[etree._Element, _Model]] = []
    said = {row: _words(row) for row in root.iter(f"{W}tr")}
    there = {name for text in said.values() for name in _LOOP.findall(text)}
    for table in root.iter(f"{W}tbl"):
        rows = table.findall(f"{W}tr")
        for row in rows:
            names = {name for tag in TAG.findall(said[row]) for name in _NAME.findall(tag)}
            model = next((item for item in _MODELS if names & item.known), None)
            taken = model is not None and any(item is model for _, item in found)
            if (
                model is None
                or taken
                or model.loop in there
                or (model.loop == "baris" and row is not rows[-1])
            ):
                continue
            found.append((row, model))
    return found


def _renew_row(found: tuple[etree._Element, _Model]) -> bool:
    row, model = found
    variable = "m" if model.labels else "b"
    own = _PLAN if model.loop == "baris" else frozenset[str]()
    for paragraph in row.iter(f"{W}p"):
        for text in own_texts(paragraph):
            if text.text:
                text.text = TAG.sub(lambda tag: _in_row(tag[0], variable, model, own), text.text)
    for cell in row.findall(f"{W}tc") if model.labels else ():
        if TAG.search(_words(cell)) is None:
            for text in cell.iter(f"{W}t"):
                if (text.text or "").strip():
                    text.text = f"{{% if loop.first %}}{text.text}{{% endif %}}"
    before, after = _bare_row(row), _bare_row(row)
    _type(before, f"{{%tr for {variable} in {model.loop} %}}")
    _type(after, "{%tr endfor %}")
    row.addprevious(before)
    row.addnext(after)
    return True


def _in_row(tag: str, variable: str, model: _Model, own: frozenset[str]) -> str:
    """*tag* with the names of the row's fields as those of the loop's *variable*."""
    words = {"if", "else", "elif", "endif", "and", "or", "not", "upper", "lower", "title", "trim"}

    def rename(hit: re.Match[str]) -> str:
        name = hit[0]
        before = tag[: hit.start()].rstrip()
        if name in words or before.endswith("|") or (own and name in _OF_DOCUMENT - own):
            return name
        return f"{variable}.{model.names.get(name, name)}"

    return tag if tag.startswith("{#") else _NAME.sub(rename, tag)


def _bare_row(row: etree._Element) -> etree._Element:
    bare = copy.deepcopy(row)
    for cell in bare.findall(f"{W}tc"):
        for child in list(cell):
            if child.tag != f"{W}tcPr":
                cell.remove(child)
        cell.append(made("p"))
    return bare


def _type(element: etree._Element, text: str) -> None:
    paragraph = element if element.tag == f"{W}p" else next(element.iter(f"{W}p"))
    paragraph.append(made("r", text_element(text)))


def _line(text: str) -> etree._Element:
    """A paragraph that holds only the tag *text*, and so is not printed."""
    return made("p", made("r", text_element(text)))


def _renew_body(root: etree._Element) -> bool:
    """Put the model paragraphs of articles into one loop with a condition for each kind."""
    found: list[tuple[str, etree._Element]] = []
    for paragraph in root.iter(f"{W}p"):
        kind = next((name for name in _KINDS if name in _fields(paragraph)), None)
        outside = next(paragraph.iterancestors(f"{W}tbl"), None) is None
        # Among the others it is text without a number; alone it is the place of the chapters.
        alone = kind == "isi" and not found
        if kind is not None and outside and not alone:
            found.append((kind, paragraph))
    if len(found) < 2 or any(parent(element) is not parent(found[0][1]) for _, element in found):
        return False
    for kind, group in _groups(found):
        _renew_kind(kind, group, first=group[0] is found[0][1])
    last = found[-1][1]
    last.addnext(_line("{%p endfor %}"))
    last.addnext(_line("{%p endif %}"))
    return True


def _groups(
    found: Sequence[tuple[str, etree._Element]],
) -> Iterator[tuple[str, list[etree._Element]]]:
    """Each kind with its paragraphs; what stands between two models belongs to the second."""
    siblings = list(parent(found[0][1]))
    models = {paragraph: kind for kind, paragraph in found}
    start, end = siblings.index(found[0][1]), siblings.index(found[-1][1])
    groups: list[tuple[str, list[etree._Element]]] = []
    own: list[etree._Element] = []
    for element in siblings[start : end + 1]:
        own.append(element)
        kind = models.get(element)
        if kind == "judul_bab" and groups:
            groups[-1][1].extend(own)
        elif kind is not None:
            groups.append((kind, own))
        if kind is not None:
            own = []
    yield from groups


def _renew_kind(kind: str, group: Sequence[etree._Element], *, first: bool) -> None:
    for element in group:
        for text in element.iter(f"{W}t"):
            text.text = _FIELD.sub(_of_block, text.text or "")
    if first:
        group[0].addprevious(_line("{%p for b in batang_tubuh %}"))
    word = "if" if first else "elif"
    group[0].addprevious(_line(f'{{%p {word} b.jenis == "{kind}" %}}'))


def _of_block(hit: re.Match[str]) -> str:
    name = hit[1]
    if name in ("bab", "pasal") or name.startswith("nomor_"):
        return "{{ b.nomor }}"
    if name in ("judul_bab", "isi", "catatan", *_LEVELS):
        return "{{ b.isi }}"
    return hit[0]


def _renew_content(root: etree._Element) -> bool:
    """Let ``{{ isi }}`` alone in its paragraph, outside a loop, stand for the chapters."""
    done = False
    for paragraph in root.iter(f"{W}p"):
        if re.fullmatch(r"\s*\{\{\s*isi\s*\}\}\s*", _words(paragraph)):
            for text in own_texts(paragraph):
                text.text = ""
            own_texts(paragraph)[0].text = "{{p isi }}"
            done = True
    return done


def _renew_alone(paragraph: etree._Element) -> None:
    """A paragraph of fields alone that all come out empty is not printed; so it was."""
    words = _words(paragraph)
    if (crest := _CREST.search(words)) is not None:
        tag = f"{{{{ lambang|tinggi({crest[1]}) }}}}" if crest[1] else "{{ lambang }}"
        for text in own_texts(paragraph):
            text.text = _CREST.sub(tag, text.text or "")
    for text in own_texts(paragraph):  # an original has nobody who certifies it
        text.text = re.sub(r"(\{%\s*if\s+salinan)(?=[\s%])", r"\1.nama", text.text or "")
    if "for " in words or next(paragraph.iterancestors(f"{W}tr"), None) is not None:
        return
    if bears_more(paragraph) or TAG.sub("", words).strip():
        return
    asked = [name for name in _FIELD.findall(words) if not name.startswith("b.")]
    if "{%" in words:
        asked = [f"({found})" for found in _IF.findall(_words(paragraph))]
    if asked and "{{p" not in words and "{%p" not in words and "else" not in words:
        paragraph.addprevious(_line(f"{{%p if {' or '.join(asked)} %}}"))
        paragraph.addnext(_line("{%p endif %}"))
