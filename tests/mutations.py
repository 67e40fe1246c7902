"""Every single edit of sources: each scalar changed, each list with an item more, less, or moved.

The edits are of the files as they stand, by the places that YAML's own nodes have; a chapter is
edited line by line. What each edit makes is loaded and compared as any user's edit is.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import zlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
import yaml

from rbdocs.files import Project, digest
from rbdocs.model.finding import Finding
from rbdocs.sources import chapters
from rbdocs.sources import year as tahun

# What says nothing of the regulation: its lock, and the judgements on what the checks found in it.
_NO_SOURCES = {"kunci.yaml", "penilaian.yaml"}
# What tells files of one sort apart, and where the author of a source chooses the keys.
_NUMBER = re.compile(r"(-[\db]\b)+$")
_OWN_KEY = re.compile(r"(\b(?:huruf|angka|ayat|nilai|tidak_baku)\.|\b(?:baris|kepala)\[\]\.)"
                      r"(?!baris|lanjut|gabung|celah|acuan)[^.\[]+")  # fmt: skip
_Key = tuple[str, str, str]  # what reads, which file, and what that says
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mutation:
    """An edit: of which file, of what kind, where, and how to make what the file says then.

    A file has thousands of edits, few of which are tried; only those are written out.
    """

    file: Path
    kind: str
    place: str
    content: Callable[[], str]

    @property
    def sort(self) -> tuple[str, str]:
        """What is edited, wherever it stands: one edit of a sort shows what others of it do."""
        place = _OWN_KEY.sub(r"\1*", re.sub(r"\d+", "", self.place))
        return _NUMBER.sub("", self.file.stem), place

    @contextlib.contextmanager
    def applied(self) -> Iterator[None]:
        """Let the file say what it says after the edit, as long as the context is open."""
        before = self.file.read_bytes()
        self.file.write_text(self.content(), encoding="utf-8")
        try:
            yield
        finally:
            self.file.write_bytes(before)


def copy_sources(root: Path, folder: Path) -> Path:
    """Copy what loading *root* needs into *folder* and return that."""
    shutil.copytree(root / "sources", folder / "sources")
    fonts = Path("templates/huruf")  # figures are drawn as they are read
    if (Path(__file__).parents[1] / fonts).is_dir():
        shutil.copytree(Path(__file__).parents[1] / fonts, folder / fonts)
    return folder


def source_files(root: Path, year: int) -> list[Path]:
    """The sources of *year* and the registers."""
    common = sorted((root / "sources").glob("*.yaml"))
    own = sorted((root / "sources" / str(year)).rglob("*"))
    files = [item for item in (*common, *own) if item.suffix in (".yaml", ".md")]
    return [file for file in files if file.name not in _NO_SOURCES]


def mutations(path: Path) -> Iterator[Mutation]:
    """Yield every edit of *path*."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield from _of_chapter(path, text)
        return
    root = yaml.compose(text, yaml.CSafeLoader)
    for where, node in _nodes(root, ""):
        if isinstance(node, yaml.ScalarNode):
            yield _scalar(path, text, where, node)
        elif isinstance(node, yaml.SequenceNode):
            yield from _list(path, text, where, node)


def _nodes(node: yaml.Node, where: str) -> Iterator[tuple[str, yaml.Node]]:
    yield where, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _nodes(value, f"{where}.{key.value}".lstrip("."))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _nodes(value, f"{where}[{index}]")


def _other(node: yaml.ScalarNode) -> str:
    """Another value of the same kind, as YAML."""
    kind, value = node.tag.rpartition(":")[2], node.value
    if kind == "int":
        return str(int(value) + 1)
    if kind == "float":
        return f"{float(value) + 1:.10g}"
    if kind == "timestamp":
        day = int(value[-2:])
        return f"{value[:-2]}{day + 1 if day < 28 else day - 1:02}"
    if kind == "bool":
        return "false" if value == "true" else "true"
    return _quoted(_CHOICES.get(value) or _reworded(value))


# Values that the program knows, each with another one that fits in its place.
_CHOICES = {
    "asli": "salinan", "salinan": "asli", "jumlah": "akhir", "akhir": "jumlah",
    "cacah": "skor", "persen": "cacah", "indeks": "skor", "skor": "indeks", "rasio": "cacah",
    "panjang": "cacah", "naik": "turun", "turun": "naik", "tetap": "naik", "kiri": "tengah",
    "tengah": "kanan", "kanan": "kiri", "biasa": "tegas", "tegas": "utama", "utama": "tegas",
    "putus": "penuh", "penuh": "putus", "maju": "mundur", "mundur": "maju", "dua-arah": "garis",
    "garis": "maju", "kecil": "biasa", "tertinggi": "jumlah", "rerata": "jumlah",
    "lembaran-negara": "berita-negara", "berita-negara": "lembaran-negara",
    "tambahan-lembaran-negara": "tambahan-berita-negara", "berita-daerah": "lembaran-daerah",
    "ubah-lampiran": "tambah-lampiran", "ubah-pasal": "sisip-pasal",
}  # fmt: skip


def _reworded(text: str) -> str:
    words = text.split(" ")
    return f"{text}x" if len(words) == 1 else " ".join([words[0], "Zarafah", *words[1:]])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _scalar(path: Path, text: str, where: str, node: yaml.ScalarNode) -> Mutation:
    start, end = _span(text, node)
    return Mutation(path, "nilai", where, lambda: f"{text[:start]}{_other(node)}{text[end:]}")


def _span(text: str, node: yaml.Node) -> tuple[int, int]:
    """Where *node* stands in *text*: one in block style ends for YAML where the next one begins."""
    start, end = node.start_mark.index, node.end_mark.index
    return start, start + len(text[start:end].rstrip())


def _list(path: Path, text: str, where: str, node: yaml.SequenceNode) -> Iterator[Mutation]:
    items, content = node.value, [_content(item) for item in node.value]
    if not items:
        return

    def rewritten(kind: str, order: list[object]) -> Mutation:
        def content() -> str:
            start, end = _span(text, node)
            flow = yaml.dump(order, Dumper=_Whole, default_flow_style=True, allow_unicode=True,
                             width=10**9).strip()  # fmt: skip
            return f"{text[:start]}{flow}{text[end:]}"

        return Mutation(path, kind, where, content)

    yield rewritten("kurang", content[1:])
    yield rewritten("kurang akhir", content[:-1])
    yield rewritten("tambah", [*content, _more(content[-1], len(items))])
    for index in range(len(content) - 1):
        if content[index] != content[index + 1]:
            swapped = content[:]
            swapped[index : index + 2] = content[index + 1], content[index]
            yield rewritten(f"tukar {index}", swapped)
    if len(content) > 2 and content[1:] != content[:-1]:
        yield rewritten("pindah jauh", [*content[1:], content[0]])


class _Whole(yaml.SafeDumper):
    """Writes a value in each of its places, since sources have no anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class _Plain(yaml.SafeLoader):
    """Reads what a source says; days stay text, which they are written back as."""


def _content(node: yaml.Node) -> object:
    loader = _Plain("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _more(item: object, number: int) -> object:
    """An item that could follow *item*: a copy that says something else, its keys its own."""
    if isinstance(item, dict):
        result = {key: _more(value, number) for key, value in item.items()}
        for key in ("kode", "kunci", "acuan", "jenis", "pejabat"):
            if key in item and key not in ("kode", "kunci"):
                result[key] = item[key]
        if "kode" in item:
            result["kode"] = f"{str(item['kode']).partition('-')[0]}-{9000 + number}"
        return result
    if isinstance(item, list):
        return item
    if isinstance(item, str) and item not in _CHOICES:
        return f"{item}z"
    return item


def _of_chapter(path: Path, text: str) -> Iterator[Mutation]:
    blocks = text.rstrip("\n").split("\n\n")
    for index, block in enumerate(blocks):
        place = f"{_shape(block)} {index}"
        words = block.split(" ")
        if len(words) > 1:
            changed = " ".join([*words[:-1], "Zarafah", words[-1]])
            new = [*blocks[:index], changed, *blocks[index + 1 :]]
            yield _chapter(path, "nilai", place, new)
        if block.startswith("#"):
            yield _chapter(
                path, "tingkat", place, [*blocks[:index], f"#{block}", *blocks[index + 1 :]]
            )
        less = [*blocks[:index], *blocks[index + 1 :]]
        yield _chapter(path, "kurang", place, less)
        if index + 1 < len(blocks) and block != blocks[index + 1]:
            order = [*blocks[:index], blocks[index + 1], block, *blocks[index + 2 :]]
            yield _chapter(path, "tukar", place, order)
    yield _chapter(path, "tambah", "akhir", [*blocks, "Alinea baru yang ditambahkan."])


def _shape(block: str) -> str:
    shapes = {"#": "judul", "!": "tempat", "-": "butir", "|": "tabel"}
    return "angka" if block[:1].isdigit() else shapes.get(block[:1], "alinea")


def one_of_each_sort(
    edits: Iterable[Mutation], without: Container[tuple[str, str]] = ()
) -> list[Mutation]:
    """One edit of each sort in *edits* but those *without*: of a list one of what is done to it."""
    sorts: dict[tuple[str, str], dict[str, Mutation]] = {}
    for edit in edits:
        if edit.sort not in without:
            sorts.setdefault(edit.sort, {}).setdefault(edit.kind.partition(" ")[0], edit)
    chosen = ((zlib.crc32(repr(sort).encode()), list(own.values())) for sort, own in sorts.items())
    return [own[number % len(own)] for number, own in chosen]


def _chapter(path: Path, kind: str, place: str, blocks: list[str]) -> Mutation:
    return Mutation(path, kind, place, lambda: "\n\n".join(blocks) + "\n")


class CachedLoading:
    """Loads a year as ever, but reads a source that says the same only once, in whatever project.

    Who tries many edits would otherwise read the same forty files at each of them.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._known: dict[_Key, tuple[object, list[Finding]]] = {}
        for name in ("node", "lampiran", "naskah"):
            real = getattr(tahun._Reader, name)
            monkeypatch.setattr(tahun._Reader, name, self._cached(name, real))
        for module, name in (
            (chapters, "load_tabel"),
            (chapters, "read_figure"),
            (tahun, "load_waivers"),
        ):
            monkeypatch.setattr(module, name, self._by_file(name, getattr(module, name)))

    def _cached(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def read(reader: tahun._Reader, path: Path, *rest: object) -> object:
            key = (name, reader.project.show(path), _state(path))
            if key not in self._known:
                before = len(reader.findings)
                result = real(reader, path, *rest)
                self._known[key] = result, reader.findings[before:]
                return result
            result, findings = self._known[key]
            reader.note(findings)
            return result

        return read

    def _by_file(self, name: str, real: Callable[..., T]) -> Callable[..., T]:
        """What comes from a file of its own: a table, a figure, the waivers."""
        known: dict[_Key, T] = {}

        def read(project: Project, path: Path) -> T:
            key = (name, project.show(path), _state(path))
            if key not in known:
                known[key] = real(project, path)
            return known[key]

        return read


def _state(path: Path) -> str:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    return digest(b"\0".join(file.read_bytes() for file in files if file.is_file()))


@pytest.fixture(scope="module")
def cached() -> Iterator[None]:
    """Sources are read once in a module; it imports this, and its fixtures take it."""
    with pytest.MonkeyPatch.context() as patch:
        CachedLoading(patch)
        yield
