"""What was taken out of a Word file, told once for each kind and part, with a count."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from rbdocs.word.xml import W

_SHOWN = 5  # paragraphs and details named; the rest is counted
_LENGTH = 60  # characters of a detail


class RemovalKind(NamedTuple):
    """A kind of thing that no document may have: its name, what was done, what a person can do."""

    name: str
    done: str
    hint: str


COMMENT = RemovalKind(
    "komentar", "dibuang", "Hapus komentar itu di Word (Review > Delete), lalu simpan."
)
REVISION = RemovalKind(
    "perubahan terlacak (Track Changes)",
    "dianggap diterima",
    "Terima atau tolak perubahan itu di Word (Review > Accept), lalu simpan.",
)
MACRO = RemovalKind(
    "makro", "dibuang", "Simpan templat sebagai Word Document (.docx), tanpa makro."
)
OBJECT = RemovalKind(
    "objek tersisip (OLE, kontrol, bagan, berkas lain)",
    "dibuang",
    "Ganti objek itu dengan gambar biasa (PNG atau JPEG).",
)
LINK = RemovalKind(
    "tautan ke berkas luar",
    "dibuang",
    "Sisipkan isinya ke dalam templat, jangan menautkannya (untuk gambar: Insert > Pictures).",
)
HYPERLINK = RemovalKind(
    "tautan yang bukan http, https atau mailto",
    "dibuang, teksnya tetap",
    "Tulis alamat yang diawali https://, http:// atau mailto:, atau hapus tautan itu.",
)
FIELD = RemovalKind(
    "bidang Word yang tidak diizinkan",
    "dijadikan teks biasa",
    "Ketik teksnya, atau pakai tag {{ ... }}; bidang seperti PAGE, SEQ dan REF boleh.",
)
MERGE = RemovalKind(
    "sambungan surat massal (mail merge)", "dibuang", "Matikan di Word (Mailings > Normal)."
)
VARIABLE = RemovalKind("variabel dokumen", "dibuang", "Tidak ada yang perlu dilakukan.")
CUSTOM_XML = RemovalKind(
    "data XML tersendiri", "dibuang, teks yang tampak tetap", "Tidak ada yang perlu dilakukan."
)
BINDING = RemovalKind(
    "ikatan kontrol isi ke data lain",
    "dibuang, teksnya tetap",
    "Hapus kontrol isi itu (Developer), dan pakai tag {{ ... }}.",
)
CONTROL = RemovalKind(
    "kontrol isi yang membungkus baris atau sel tabel",
    "dibuka, isinya tetap",
    "Hapus kontrol isi itu di Word (klik kanan > Remove Content Control).",
)
SIGNATURE = RemovalKind(
    "tanda tangan digital", "dibuang", "Tanda tangani dokumen jadinya, bukan templatnya."
)
PROTECTION = RemovalKind(
    "perlindungan penyuntingan", "dibuang", "Matikan di Word (Review > Restrict Editing)."
)
PERSONAL = RemovalKind(
    "data pribadi dalam sifat berkas",
    "dibuang",
    "Hapus di Word (File > Info > Inspect Document), lalu simpan.",
)
FONT = RemovalKind("huruf tersemat", "dibuang", "Matikan File > Options > Save > Embed fonts.")
PART = RemovalKind(
    "bagian berkas yang tidak dikenal", "dibuang", "Simpan ulang templat dari Word sebagai .docx."
)
FOREIGN = RemovalKind(
    "unsur yang tidak dikenal", "dibuang", "Simpan ulang templat dari Word sebagai .docx."
)
FORMAT = RemovalKind(
    "jenis berkas templat atau bermakro (.dotx, .docm, .dotm)",
    "dijadikan .docx biasa",
    "Simpan di Word lewat Save As > Word Document (.docx).",
)
PRIVATE = RemovalKind(
    "huruf dari bidang pribadi Unicode (U+E000 sampai U+E0FF)",
    "dibuang",
    "Sisipkan tandanya lewat Insert > Symbol.",
)
ADDRESS = RemovalKind(
    "penanda baris dokumen jadi (_rb_...)",
    "dibuang",
    "Ubah templat yang lama, jangan memakai dokumen jadi sebagai templat.",
)


class Removed(NamedTuple):
    """What of one kind was taken out of one part: where, how often, and which."""

    kind: RemovalKind
    place: str
    times: int
    details: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was taken out, as one sentence."""
        which = f": {_listed(self.details)}" if self.details else ""
        return f"{self.times} {self.kind.name} {self.kind.done}{which}."


@dataclass(slots=True)
class _Found:
    count: int = 0
    paragraphs: dict[int, None] = field(default_factory=dict)  # in order, each once
    details: dict[str, None] = field(default_factory=dict)


class Removals:
    """Collects what is taken out of a file."""

    def __init__(self) -> None:
        self._found: dict[tuple[RemovalKind, str], _Found] = {}

    def add(self, kind: RemovalKind, part: str, detail: str = "", paragraph: int = 0) -> None:
        """Note something of *kind* in *part*, in which *paragraph* (from 1; 0 in none)."""
        found = self._found.setdefault((kind, part), _Found())
        found.count += 1
        if paragraph:
            found.paragraphs[paragraph] = None
        if detail:
            found.details[detail] = None

    def has(self, kind: RemovalKind) -> bool:
        """Whether anything of *kind* was taken out."""
        return any(item is kind for item, _ in self._found)

    def listing(self) -> list[Removed]:
        """Return what was taken out, one for each kind and part."""
        return [
            Removed(kind, _place(part, list(found.paragraphs)), found.count, tuple(found.details))
            for (kind, part), found in self._found.items()
        ]


class Scene:
    """A part while it is cleaned: notes what is taken out of it with its paragraph."""

    def __init__(self, part: str, root: etree._Element, removals: Removals) -> None:
        self.part = shown_part(part)
        self._removals = removals
        self._numbers = {element: n for n, element in enumerate(root.iter(f"{W}p"), start=1)}

    def note(
        self, kind: RemovalKind, element: etree._Element | None = None, detail: str = ""
    ) -> None:
        """Note that *element*, still in its place, is taken out."""
        self._removals.add(kind, self.part, detail, self._number(element))

    def _number(self, element: etree._Element | None) -> int:
        if element is None:
            return 0
        above: etree._Element | None = element
        while above is not None:
            if above.tag == f"{W}p":
                return self._numbers.get(above, 0)
            above = above.getparent()
        inside = next(element.iter(f"{W}p"), None)
        return 0 if inside is None else self._numbers.get(inside, 0)


def shown_part(name: str) -> str:
    """Return how the part *name* is told to a reader."""
    return "dokumen" if name == "word/document.xml" else name.removeprefix("word/")


def _place(part: str, paragraphs: list[int]) -> str:
    if not paragraphs:
        return part
    return f"{part}, paragraf {_listed([str(nth) for nth in sorted(paragraphs)], quoted=False)}"


def _listed(items: list[str] | tuple[str, ...], *, quoted: bool = True) -> str:
    shown = [
        item if len(item) <= _LENGTH else f"{item[: _LENGTH - 3]}..." for item in items[:_SHOWN]
    ]
    if quoted:
        shown = [f"«{''.join(c if c.isprintable() else ' ' for c in item)}»" for item in shown]
    rest = len(items) - len(shown)
    return ", ".join(shown) + (f" dan {rest} lagi" if rest else "")
