"""Amendments that a regulation lists, and which fields each kind of them needs."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.law.targets import INNER
from rbdocs.model.batang_tubuh import Perubahan, articles
from rbdocs.model.peraturan import Peraturan

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
