"""The fixed phrases by which a regulation amends another.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations: one provision,
paragraphs, insertion (numbers in figures and words), deletion, and the opening of Pasal I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rbdocs.law.clauses import BERBUNYI, comma, inner, new_units, several
from rbdocs.law.targets import numbers, quotes_whole
from rbdocs.model.batang_tubuh import Pasal, Perubahan
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import is_diktum, label
from rbdocs.model.peraturan import FrasaPerubahan
from rbdocs.model.sentence import concat, enumerated
from rbdocs.model.values import Text

_USUAL = FrasaPerubahan()
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


def opening(
    pasal: Pasal, mengubah: Sitasi, sebutan: str, frasa: FrasaPerubahan = _USUAL
) -> Pembuka:
    """Return how Pasal I begins, which amends *mengubah*; *sebutan* is ``Peraturan Bupati``.

    A single amendment is part of the sentence itself; several are numbered below it.
    """
    if pasal.teks is not None:
        return Pembuka(pasal.teks)
    if is_diktum(pasal.pasal):
        return _decreed(pasal, mengubah, sebutan, frasa)
    if earlier := _listed(mengubah, frasa):
        return _after_several(mengubah.alone, earlier, "diubah sebagai berikut:")
    cited = mengubah.sentence
    if len(pasal.perubahan) == 1 and pasal.perubahan[0].tercetak is None:
        single = _fixed(pasal.perubahan[0], sebutan, cited, frasa)
        return Pembuka(single, numbered=False)
    return Pembuka(concat("Beberapa ketentuan dalam ", cited, " diubah sebagai berikut:"))


def _listed(mengubah: Sitasi, frasa: FrasaPerubahan) -> Sequence[Sitasi]:
    """The earlier amendments where the office lists all of several; else none."""
    earlier = mengubah.diubah.dengan if mengubah.diubah else []
    return earlier if len(earlier) > 1 and frasa.beberapa_kali == "daftar" else []


def _decreed(pasal: Pasal, mengubah: Sitasi, sebutan: str, frasa: FrasaPerubahan) -> Pembuka:
    """How the diktum of a decree begins that amends another: it decides, «Mengubah ...».

    The practice of decrees, which Lampiran II of UU 12/2011 does not rule.
    """
    if earlier := _listed(mengubah, frasa):
        return _after_several(concat("Mengubah ", mengubah.alone), earlier, "sebagai berikut:")
    cited = concat("Mengubah ", mengubah.sentence)
    only = pasal.perubahan[0]
    names = enumerated([label(only.unit, nomor) for nomor in numbers(only)]) or label(only.unit, "")
    if len(pasal.perubahan) > 1 or only.cara != "ubah" or only.tercetak:
        return Pembuka(concat(cited, " sebagai berikut:"))
    if only.lampiran:
        parts, attached = _named_parts(only, sebutan)
        return Pembuka(
            concat(f"Mengubah {parts} ", mengubah.sentence, f" {attached}"), numbered=False
        )
    named = concat(f"Mengubah {names} ", mengubah.sentence)
    if only.jenis == "ubah-lampiran":
        attached = f"menjadi sebagaimana tercantum dalam {names} {_BAGIAN} {sebutan} ini."
        return Pembuka(concat(named, f" {attached}"), numbered=False)
    if only.jenis == "ubah-pasal" and not only.rincian:
        return Pembuka(concat(named, f" sehingga {BERBUNYI}"), numbered=False)
    return Pembuka(concat(cited, " sebagai berikut:"))


def sentence(perubahan: Perubahan, sebutan: str, frasa: FrasaPerubahan = _USUAL) -> Text:
    """Return the sentence of an amendment as the list of Pasal I prints it."""
    if perubahan.tercetak:
        return perubahan.tercetak.teks
    return fixed(perubahan, sebutan, frasa)


def fixed(perubahan: Perubahan, sebutan: str, frasa: FrasaPerubahan = _USUAL) -> Text:
    """Return the fixed phrase for an amendment, whatever is printed."""
    return _fixed(perubahan, sebutan, None, frasa)


def _after_several(cited: Text, earlier: Sequence[Sitasi], closing: str) -> Pembuka:
    """List the earlier amendments by letter, as no. 233 b does.

    Where all are of one kind it is named only once, and what they are about is not.
    """
    one_kind = len({sitasi.jenis for sitasi in earlier}) == 1
    jenis = f" {earlier[0].jenis}" if one_kind else ""
    return Pembuka(
        concat(cited, f" yang telah beberapa kali diubah dengan{jenis}:"),
        tuple(concat(sitasi.numbered if one_kind else sitasi.alone, ";") for sitasi in earlier),
        concat(closing),
    )


def _fixed(perubahan: Perubahan, sebutan: str, cited: Text | None, frasa: FrasaPerubahan) -> Text:
    """The fixed phrase; *cited* names the amended regulation where the sentence has to."""
    dalam = concat(" dalam ", cited) if cited else concat("")
    if perubahan.jenis == "ubah-judul":
        return concat("Judul ", cited or sebutan, f" diubah{comma(frasa)} sehingga {BERBUNYI}")
    if perubahan.kata is not None and perubahan.pengganti is not None:
        return _replacing(perubahan, perubahan.kata, perubahan.pengganti, cited)
    if perubahan.lampiran:
        return _part_of_lampiran(perubahan, sebutan, dalam)
    if perubahan.rincian:
        return several(perubahan, dalam, frasa)
    cara, unit = perubahan.cara, perubahan.unit
    names = enumerated([label(unit, nomor) for nomor in numbers(perubahan)]) or label(unit, "")
    pasal = label("pasal", perubahan.pasal) if perubahan.pasal else ""
    here = _where(perubahan)  # "ayat (1) Pasal 5", "Bagian Kedua BAB II"
    reads = f" sehingga {pasal} {BERBUNYI}" if pasal else f" sehingga {BERBUNYI}"
    result = f"{comma(frasa)}{reads}"
    attached = f"sebagaimana tercantum dalam {names} {_BAGIAN} {sebutan} ini."
    if cara == "ubah" and unit == "lampiran":
        return concat(f"Ketentuan {names}", dalam, f" diubah menjadi {attached}")
    if perubahan.judul is not None:
        return concat(f"Judul {names} {here}".strip(), dalam, f" diubah{result}")
    if not quotes_whole(perubahan):
        return concat(
            f"Ketentuan {names} {here}", dalam, f" diubah{comma(frasa, ',')} sehingga {BERBUNYI}"
        )
    if cara == "ubah":
        before = comma(frasa, "," if pasal else "")
        return concat(f"Ketentuan {names} {here}".strip(), dalam, f" diubah{before}{reads}")
    if cara == "hapus" and pasal:
        deleted = " ".join(filter(None, (pasal, inner(perubahan), names)))
        return concat(deleted, dalam, f" dihapus{result}")
    if cara == "hapus":
        return concat(f"{names} {here}".strip(), dalam, " dihapus.")
    new = new_units(len(numbers(perubahan)), unit, names, frasa)
    if cara == "sisip":
        between = " dan ".join(label(unit, nomor) for nomor in perubahan.antara)
        end = f" {attached}" if unit == "lampiran" else result
        return concat(f"Di antara {between} {here}".strip(), dalam, f" disisipkan {new}{end}")
    if pasal:
        return concat(f"Ketentuan {here}", dalam, f" {frasa.menambah} {new}{result}")
    end = f" {attached}" if unit == "lampiran" else result
    if unit == "lampiran" and not perubahan.setelah:  # the first that the regulation gets
        return concat(f"Ditambahkan {new}", dalam, end)
    after = f"{label(unit, perubahan.setelah or '')} {here}".strip()
    return concat(f"Setelah {after}", dalam, f" ditambahkan {new}{end}")


def _replacing(perubahan: Perubahan, kata: Text, pengganti: Text, cited: Text | None) -> Text:
    """A term that gives way to another, in all articles or in some; several words are a frasa."""
    articles = enumerated([label("pasal", nomor) for nomor in perubahan.nomor])
    place = f" dalam {articles}" if articles else "" if cited else " dalam semua ketentuan"
    regulation = concat(" " if articles else " dalam ", cited) if cited else concat("")
    unit = "Frasa" if " " in kata.plain else "Kata"
    return concat(
        f"{unit} \u201c",
        kata,
        f"\u201d{place}",
        regulation,
        " diganti menjadi \u201c",
        pengganti,
        "\u201d.",
    )


def _part_of_lampiran(perubahan: Perubahan, sebutan: str, dalam: Text) -> Text:
    """A chapter or table of a Lampiran, which is attached as it reads with it.

    «Menjadi», as number 236c of the technique has it: what is attached is not quoted here.
    """
    parts, attached = _named_parts(perubahan, sebutan)
    return concat(f"Ketentuan {parts}", dalam, f" diubah {attached}")


def _named_parts(perubahan: Perubahan, sebutan: str) -> tuple[str, str]:
    """The chapters or tables of a Lampiran that change, and where they read as they will."""
    lampiran = label("lampiran", perubahan.lampiran or "")
    kind = "BAB" if perubahan.jenis == "ubah-bab-lampiran" else "Tabel"
    names = enumerated([f"{kind} {nomor}" for nomor in perubahan.nomor])
    attached = f"sehingga menjadi sebagaimana tercantum dalam {lampiran} {_BAGIAN} {sebutan} ini."
    return f"{names} dalam {lampiran}", attached


def _where(perubahan: Perubahan) -> str:
    """Where it is done, from the inside out: ``huruf b ayat (2) Pasal 5``, ``Bagian Kedua BAB II``.

    What is named lies in a huruf of an angka, or in an angka of a huruf, never in both.
    """
    steps = (
        ("angka", perubahan.angka),
        ("huruf", perubahan.huruf),
        ("ayat", perubahan.ayat),
        ("pasal", perubahan.pasal),
        ("bagian", perubahan.bagian),
        ("bab", perubahan.bab),
    )
    return " ".join(label(unit, nomor) for unit, nomor in steps if nomor)  # type: ignore[arg-type]
