"""What texts and amendments name: regulations with maker and number, and what each kind needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rbdocs.check.derived import derived_once
from rbdocs.law.targets import INNER
from rbdocs.model.batang_tubuh import Perubahan, articles
from rbdocs.model.finding import Location, Occurrence
from rbdocs.model.kosakata import same_name, tidy
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulation

_NUMBERED = (
    r"\b(?P<jenis>{kinds})\b(?P<siapa>(?:(?!\bNomor\b)[^.;,()]){{0,120}}?)\s+"
    r"Nomor (?P<nomor>\d+) Tahun (?P<tahun>\d{{4}})(?:\s+tentang\s+(?P<tentang>[^;()]{{5,200}}))?"
)
# Where a subject ends that no punctuation closes.
_END = re.compile(
    r"\s+(?:sebagaimana|sudah|yang menyebutkan|diubah|serta merupakan)\b|[.,](?=\s|$)|"
    r"\s+(?:dan|serta|atau)\s+(?=Undang-Undang|Peraturan|Permen|Keputusan|Instruksi)"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A regulation or decree that a text names; *maker* is what stands between kind and number."""

    jenis: str
    maker: str
    nomor: str
    tahun: str
    subject: str
    kode: str
    tempat: str
    location: Location
    excerpt: str

    @property
    def number(self) -> tuple[str, str, str]:
        """What identifies the regulation."""
        return self.jenis, self.nomor, self.tahun

    @property
    def words(self) -> list[str]:
        """The words of its subject, as two spellings of it have in common."""
        return same_name(self.subject).split()

    def occurrence(self) -> Occurrence:
        """The citation as a place of a finding."""
        about = f" tentang {self.subject}" if self.subject else ""
        maker = f" {self.maker}" if self.maker else ""
        shown = f"{self.jenis}{maker} {self.nomor}/{self.tahun}{about}"
        return Occurrence(self.location, self.tempat, shown)


@derived_once
def citations(regulation: Regulation) -> Iterator[Citation]:
    """Every regulation and decree that a text names by its number, in printed order."""
    kinds = regulation.kinds
    cited = _cited(kinds.pattern)
    for piece in regulation.potongan:
        if "omor" not in piece.text and "OMOR" not in piece.text:
            continue
        text = tidy(piece.text)
        end = 0
        while hit := cited.search(text, end):
            end = hit.end("tahun")
            kind = kinds.short(hit["jenis"])
            inner = cited.search(text, hit.start() + 1, hit.end())
            if kind != "Perppu" and inner and inner.start("nomor") == hit.start("nomor"):
                end = inner.start()  # "... dan Peraturan Presiden Nomor 5": the number is its own
                continue
            subject = _END.split(hit["tentang"] or "")[0].strip()
            yield Citation(
                kind,
                hit["siapa"].strip(),
                hit["nomor"],
                hit["tahun"],
                "" if subject.isupper() and " " not in subject else subject,
                piece.kode,
                piece.tempat,
                piece.location,
                f"Nomor {hit['nomor']} Tahun {hit['tahun']}",
            )


@cache
def _cited(kinds: str) -> re.Pattern[str]:
    """How a text cites a regulation of one of *kinds*, a choice of names."""
    return re.compile(_NUMBERED.format(kinds=kinds), re.IGNORECASE)


def many_makers(regulation: Regulation) -> frozenset[str]:
    """Return the kinds of which several makers have one of the same number and year."""
    return regulation.kinds.from_origin("menteri", "kepala-daerah", "daerah")


def same_maker(first: str, second: str) -> bool:
    """Whether two texts may name one maker: one is empty, the other's initials, or the same.

    >>> same_maker("PANRB", "Pendayagunaan Aparatur Negara dan Reformasi Birokrasi")
    True
    >>> same_maker("Dalam Negeri", "PANRB")
    False
    """
    if not first or not second or same_name(first) == same_name(second):
        return True
    return _initials(first) == second or _initials(second) == first


def _initials(text: str) -> str:
    return "".join(word[0] for word in text.split() if word[0].isupper())


def agree(items: list[str], other: list[str]) -> bool:
    """Whether the shorter of two subjects is the beginning of the longer."""
    length = min(len(items), len(other))
    return items[:length] == other[:length]


_FIELDS = (
    "bab",
    "bagian",
    "pasal",
    "ayat",
    "huruf",
    "angka",
    "nomor",
    "antara",
    "setelah",
    "rincian",
    "menjadi",
    "judul",
    "lampiran",
    "kata",
    "pengganti",
)
# Where a bagian or paragraf stands.
_ABOVE = {"bagian": {"bab"}, "paragraf": {"bab", "bagian"}}


# What is about no provision of the articles: what it needs, and what it may have besides.
_SINGULAR: dict[str, tuple[set[str], set[str]]] = {
    "ubah-judul": ({"judul"}, set()),
    "ubah-bab-lampiran": ({"lampiran", "nomor"}, set()),
    "ubah-tabel-lampiran": ({"lampiran", "nomor"}, set()),
    "ganti-kata": ({"kata", "pengganti"}, {"nomor"}),
}
# In what of an article a huruf or an angka may stand.
_HOLDERS = {"huruf": {"ayat", "angka"}, "angka": {"ayat", "huruf"}}


def amendments(peraturan: Peraturan | None) -> Iterator[Perubahan]:
    """Yield the amendments that the articles of *peraturan* list."""
    for pasal in articles(peraturan.batang_tubuh) if peraturan else ():
        yield from pasal.perubahan


def given_fields(perubahan: Perubahan) -> set[str]:
    """Return the fields that *perubahan* gives."""
    return {nama for nama in _FIELDS if getattr(perubahan, nama)}


def taken_fields(perubahan: Perubahan) -> tuple[set[str], set[str]]:
    """Return the fields that the kind of *perubahan* needs, and those it may have besides."""
    if perubahan.jenis == "ubah-lampiran":
        return set(), {"nomor"}
    if perubahan.jenis == "tambah-lampiran":
        return {"nomor"}, {"setelah"}
    if perubahan.jenis in _SINGULAR:
        return _SINGULAR[perubahan.jenis]
    above = _ABOVE.get(perubahan.unit, set())
    if perubahan.jenis.startswith("ubah-judul-"):
        return {"nomor", "judul"} | above, set()
    if perubahan.rincian:
        return {"pasal", "rincian", "menjadi"}, set()
    inner = perubahan.unit in INNER
    numbered = perubahan.cara == "hapus" or perubahan.unit == "lampiran"
    needed = {"nomor"} if numbered else {"menjadi"}
    needed |= {"pasal", "nomor", "menjadi"} if inner else set()
    needed |= {"antara"} if perubahan.cara == "sisip" else set()
    needed |= {"setelah"} if perubahan.cara == "tambah" and not inner else set()
    return needed | above, _HOLDERS.get(perubahan.unit, set())


def is_complete(perubahan: Perubahan) -> bool:
    """Whether *perubahan* has the fields of its kind, and as many numbers as these take."""
    needed, optional = taken_fields(perubahan)
    return needed <= given_fields(perubahan) <= needed | optional and not miscounted(perubahan)


def miscounted(perubahan: Perubahan) -> set[str]:
    """Return the fields of *perubahan* that name too many numbers, or too few."""
    titled = perubahan.judul is not None and len(perubahan.nomor) > 1
    between = bool(perubahan.antara) and len(perubahan.antara) != 2
    return ({"nomor"} if titled else set()) | ({"antara"} if between else set())
