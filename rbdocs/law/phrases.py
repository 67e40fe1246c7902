"""The fixed phrases by which a regulation amends another.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations: one provision,
paragraphs, insertion (numbers in figures and words), deletion, and the opening of Pasal I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbdocs.model.batang_tubuh import Bab, Pasal, Perubahan
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import label
from rbdocs.model.sentence import concat
from rbdocs.model.values import Text

_BERBUNYI = "berbunyi sebagai berikut:"
_BAGIAN = "yang merupakan bagian tidak terpisahkan dari"


@dataclass(frozen=True, slots=True)
class Pembuka:
    """The opening of Pasal I: its text, the earlier amendments listed in it, and how it ends.

    *bernomor* says whether the amendments follow as a numbered list.
    """

    teks: Text
    daftar: tuple[Text, ...] = ()
    penutup: Text | None = None
    numbered: bool = True


def opening(pasal: Pasal, mengubah: Sitasi, sebutan: str) -> Pembuka:
    """Return how Pasal I begins, which amends *mengubah*; *sebutan* is ``Peraturan Bupati``.

    A single amendment is part of the sentence itself; several are numbered below it.
    """
    if pasal.teks is not None:
        return Pembuka(pasal.teks)
    earlier = mengubah.diubah.dengan if mengubah.diubah else []
    if len(earlier) > 1:
        return _after_several(mengubah, earlier)
    cited = mengubah.sentence
    if len(pasal.perubahan) == 1 and pasal.perubahan[0].tercetak is None:
        single = _fixed(pasal.perubahan[0], sebutan, concat(" dalam ", cited))
        return Pembuka(single, numbered=False)
    return Pembuka(concat("Beberapa ketentuan dalam ", cited, " diubah sebagai berikut:"))


def sentence(perubahan: Perubahan, sebutan: str) -> Text:
    """Return the sentence of an amendment as the list of Pasal I prints it."""
    if perubahan.tercetak:
        return perubahan.tercetak.teks
    return fixed(perubahan, sebutan)


def fixed(perubahan: Perubahan, sebutan: str) -> Text:
    """Return the fixed phrase for an amendment, whatever is printed."""
    return _fixed(perubahan, sebutan, concat(""))


def numbers(perubahan: Perubahan) -> list[str]:
    """Return the numbers of the provisions that change: as given, or those of the new text."""
    return perubahan.nomor or [
        part.bab if isinstance(part, Bab) else part.pasal for part in perubahan.menjadi
    ]


def _after_several(mengubah: Sitasi, earlier: Sequence[Sitasi]) -> Pembuka:
    """List the earlier amendments by letter; where all are of one kind it is named only once."""
    one_kind = len({sitasi.jenis for sitasi in earlier}) == 1
    jenis = f" {earlier[0].jenis}" if one_kind else ""
    return Pembuka(
        concat(mengubah.alone, f" yang telah beberapa kali diubah dengan{jenis}:"),
        tuple(concat(sitasi.tanpa_jenis if one_kind else sitasi.alone, ";") for sitasi in earlier),
        concat("diubah sebagai berikut:"),
    )


def _fixed(perubahan: Perubahan, sebutan: str, dalam: Text) -> Text:
    """The fixed phrase; *dalam* names the amended regulation after what is changed in it."""
    cara, unit = perubahan.cara, perubahan.unit
    names = _and([label(unit, nomor) for nomor in numbers(perubahan)]) or label(unit, "")
    pasal = label("pasal", perubahan.pasal) if perubahan.pasal else ""
    ayat = label("ayat", perubahan.ayat) if perubahan.ayat else ""
    here = " ".join(filter(None, (ayat, pasal)))  # "ayat (1) Pasal 5"
    result = f"sehingga {pasal} {_BERBUNYI}" if pasal else f"sehingga {_BERBUNYI}"
    attached = f"sebagaimana tercantum dalam {names} {_BAGIAN} {sebutan} ini."
    if cara == "ubah" and unit == "lampiran":
        return concat(f"Ketentuan {names}", dalam, f" diubah menjadi {attached}")
    if perubahan.jenis == "ubah-judul-bab":
        return concat(f"Judul {names}", dalam, f" diubah {result}")
    if cara == "ubah" and unit == "ayat":
        return concat(f"Ketentuan {names} {here}", dalam, f" diubah, sehingga {_BERBUNYI}")
    if cara == "ubah":
        comma = "," if here else ""
        return concat(f"Ketentuan {names} {here}".strip(), dalam, f" diubah{comma} {result}")
    if cara == "hapus" and here:
        deleted = " ".join(filter(None, (pasal, ayat, names)))
        return concat(deleted, dalam, f" dihapus {result}")
    if cara == "hapus":
        return concat(names, dalam, " dihapus.")
    new = f"{_count(len(numbers(perubahan)))} {unit}, yakni {names}"
    if cara == "sisip":
        between = " dan ".join(label(unit, nomor) for nomor in perubahan.antara)
        return concat(f"Di antara {between} {here}".strip(), dalam, f" disisipkan {new} {result}")
    if here:
        return concat(f"Ketentuan {here}", dalam, f" ditambah {new} {result}")
    after = label(unit, perubahan.setelah or "")
    end = attached if unit == "lampiran" else result
    return concat(f"Setelah {after}", dalam, f" ditambahkan {new} {end}")


def _count(number: int) -> str:
    """The number in figures and words: ``2 (dua)``."""
    from num2words import num2words  # type: ignore[import-untyped]

    return f"{number} ({num2words(number, lang='id')})"


def _and(names: Sequence[str]) -> str:
    """a; a dan b; a, b, dan c."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
