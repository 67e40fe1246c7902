"""The fixed phrases by which a regulation amends another.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations: one provision,
paragraphs, insertion (numbers in figures and words), deletion, and the opening of Pasal I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rbdocs.law.parts import named
from rbdocs.law.targets import numbers, quotes_whole
from rbdocs.model.batang_tubuh import Pasal, Perubahan, Rincian
from rbdocs.model.citation import Sitasi
from rbdocs.model.numbering import Order, ProvisionAddress, is_diktum, label, order_of
from rbdocs.model.peraturan import FrasaPerubahan
from rbdocs.model.sentence import concat, enumerated
from rbdocs.model.values import Text

_Place = tuple[Order, ...]
_USUAL = FrasaPerubahan()
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


def opening(
    pasal: Pasal, mengubah: Sitasi, sebutan: str, frasa: FrasaPerubahan = _USUAL
) -> Pembuka:
    """Return how Pasal I begins, which amends *mengubah*; *sebutan* is ``Peraturan Bupati``.

    A single amendment is part of the sentence itself; several are numbered below it.
    """
    if pasal.teks is not None:
        return Pembuka(pasal.teks)
    if is_diktum(pasal.pasal):
        return _decreed(pasal, mengubah, sebutan)
    earlier = mengubah.diubah.dengan if mengubah.diubah else []
    if len(earlier) > 1 and frasa.beberapa_kali == "daftar":
        return _after_several(mengubah, earlier)
    cited = mengubah.sentence
    if len(pasal.perubahan) == 1 and pasal.perubahan[0].tercetak is None:
        single = _fixed(pasal.perubahan[0], sebutan, cited, frasa)
        return Pembuka(single, numbered=False)
    return Pembuka(concat("Beberapa ketentuan dalam ", cited, " diubah sebagai berikut:"))


def _decreed(pasal: Pasal, mengubah: Sitasi, sebutan: str) -> Pembuka:
    """How the diktum of a decree begins that amends another: it decides, «Mengubah ...».

    The practice of decrees, which Lampiran II of UU 12/2011 does not rule.
    """
    cited = concat("Mengubah ", mengubah.sentence)
    only = pasal.perubahan[0]
    names = enumerated([label(only.unit, nomor) for nomor in numbers(only)]) or label(only.unit, "")
    if len(pasal.perubahan) > 1 or only.cara != "ubah" or only.tercetak or only.lampiran:
        return Pembuka(concat(cited, " sebagai berikut:"))
    named = concat(f"Mengubah {names} ", mengubah.sentence)
    if only.jenis == "ubah-lampiran":
        attached = f"menjadi sebagaimana tercantum dalam {names} {_BAGIAN} {sebutan} ini."
        return Pembuka(concat(named, f" {attached}"), numbered=False)
    if only.jenis == "ubah-pasal" and not only.rincian:
        return Pembuka(concat(named, f" sehingga {_BERBUNYI}"), numbered=False)
    return Pembuka(concat(cited, " sebagai berikut:"))


def sentence(perubahan: Perubahan, sebutan: str, frasa: FrasaPerubahan = _USUAL) -> Text:
    """Return the sentence of an amendment as the list of Pasal I prints it."""
    if perubahan.tercetak:
        return perubahan.tercetak.teks
    return fixed(perubahan, sebutan, frasa)


def fixed(perubahan: Perubahan, sebutan: str, frasa: FrasaPerubahan = _USUAL) -> Text:
    """Return the fixed phrase for an amendment, whatever is printed."""
    return _fixed(perubahan, sebutan, None, frasa)


def _after_several(mengubah: Sitasi, earlier: Sequence[Sitasi]) -> Pembuka:
    """List the earlier amendments by letter, as no. 233 b does.

    Where all are of one kind it is named only once, and what they are about is not.
    """
    one_kind = len({sitasi.jenis for sitasi in earlier}) == 1
    jenis = f" {earlier[0].jenis}" if one_kind else ""
    return Pembuka(
        concat(mengubah.alone, f" yang telah beberapa kali diubah dengan{jenis}:"),
        tuple(concat(sitasi.numbered if one_kind else sitasi.alone, ";") for sitasi in earlier),
        concat("diubah sebagai berikut:"),
    )


def _fixed(perubahan: Perubahan, sebutan: str, cited: Text | None, frasa: FrasaPerubahan) -> Text:
    """The fixed phrase; *cited* names the amended regulation where the sentence has to."""
    dalam = concat(" dalam ", cited) if cited else concat("")
    if perubahan.jenis == "ubah-judul":
        return concat("Judul ", cited or sebutan, f" diubah{_comma(frasa)} sehingga {_BERBUNYI}")
    if perubahan.kata is not None and perubahan.pengganti is not None:
        return _replacing(perubahan, perubahan.kata, perubahan.pengganti, cited)
    if perubahan.lampiran:
        return _part_of_lampiran(perubahan, sebutan, dalam)
    if perubahan.rincian:
        return _several(perubahan, dalam, frasa)
    cara, unit = perubahan.cara, perubahan.unit
    names = enumerated([label(unit, nomor) for nomor in numbers(perubahan)]) or label(unit, "")
    pasal = label("pasal", perubahan.pasal) if perubahan.pasal else ""
    here = _where(perubahan)  # "ayat (1) Pasal 5", "Bagian Kedua BAB II"
    reads = f" sehingga {pasal} {_BERBUNYI}" if pasal else f" sehingga {_BERBUNYI}"
    result = f"{_comma(frasa)}{reads}"
    attached = f"sebagaimana tercantum dalam {names} {_BAGIAN} {sebutan} ini."
    if cara == "ubah" and unit == "lampiran":
        return concat(f"Ketentuan {names}", dalam, f" diubah menjadi {attached}")
    if perubahan.judul is not None:
        return concat(f"Judul {names} {here}".strip(), dalam, f" diubah{result}")
    if not quotes_whole(perubahan):
        return concat(
            f"Ketentuan {names} {here}", dalam, f" diubah{_comma(frasa, ',')} sehingga {_BERBUNYI}"
        )
    if cara == "ubah":
        comma = _comma(frasa, "," if pasal else "")
        return concat(f"Ketentuan {names} {here}".strip(), dalam, f" diubah{comma}{reads}")
    if cara == "hapus" and pasal:
        deleted = " ".join(filter(None, (pasal, _inner(perubahan), names)))
        return concat(deleted, dalam, f" dihapus{result}")
    if cara == "hapus":
        return concat(f"{names} {here}".strip(), dalam, " dihapus.")
    new = _new(len(numbers(perubahan)), unit, names, frasa)
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
    """A chapter or table of a Lampiran, which is attached as it reads with it."""
    lampiran = label("lampiran", perubahan.lampiran or "")
    kind = "BAB" if perubahan.jenis == "ubah-bab-lampiran" else "Tabel"
    names = enumerated([f"{kind} {nomor}" for nomor in perubahan.nomor])
    return concat(
        f"Ketentuan {names} dalam {lampiran}",
        dalam,
        f" diubah sehingga berbunyi sebagaimana tercantum dalam {lampiran} {_BAGIAN} "
        f"{sebutan} ini.",
    )


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


def _inner(change: Perubahan | Rincian) -> str:
    """Where within an article it is done, from the outside in: ``ayat (2) huruf b``."""
    steps = (("ayat", change.ayat), ("huruf", change.huruf), ("angka", change.angka))
    return " ".join(label(unit, nomor) for unit, nomor in steps if nomor)  # type: ignore[arg-type]


def _several(perubahan: Perubahan, dalam: Text, frasa: FrasaPerubahan) -> Text:
    """Several changes of one article in one sentence, as enacted amendments write them."""
    pasal = label("pasal", perubahan.pasal or "")
    first, *others = _clauses(perubahan.rincian, frasa)
    listing = first.named or first.place
    if first.cara == "ubah":
        opening_words = (f"Ketentuan {pasal} {listing}", " diubah")
    elif first.cara == "sisip":
        opening_words = (f"Di antara {listing} {pasal}", f" disisipkan {first.new}")
    elif first.cara == "hapus":
        opening_words = (f"{pasal} {listing}", " dihapus")
    else:
        inside = f"{first.place} {pasal}".strip()
        opening_words = (f"Ketentuan {inside}", f" {frasa.menambah} {first.new}")
    joined = concat(opening_words[0], dalam, opening_words[1])
    last = first
    final = _joining(first, others[0]) if len(others) == 1 else ", serta "
    for last in others:
        joined = concat(joined, final if last is others[-1] else ", ", _clause(last))
    comma = _comma(frasa, "" if last.new else ",")
    return concat(joined, f"{comma} sehingga {pasal} {_BERBUNYI}")


def _joining(first: _Clause, second: _Clause) -> str:
    """What joins two clauses: «dan», or «serta» where it would stand among names so joined."""
    if first.new:
        return ", dan "
    several = " dan " in first.named or " dan " in second.named
    return " serta " if several and second.cara == "hapus" else " dan "


@dataclass(frozen=True, slots=True)
class _Clause:
    """A part of the sentence: what is done, to what (*named*), where (*place*), what is *new*."""

    cara: str
    named: str = ""
    place: str = ""
    new: str = ""


def _clauses(listing: Sequence[Rincian], frasa: FrasaPerubahan) -> list[_Clause]:
    """What is done, in the order given; all that is changed in one clause, all deleted likewise.

    Within a clause the parts are named in the order in which the article has them.
    """
    clauses: dict[str, list[tuple[_Place, str]]] = {}
    result: list[_Clause] = []
    for rincian in listing:
        if rincian.cara in ("ubah", "hapus"):
            if rincian.cara not in clauses:
                result.append(_Clause(rincian.cara))
            parts = clauses.setdefault(rincian.cara, [])
            parts += [(_place(part), str(part)) for part in named(rincian)]
            continue
        names = [label(rincian.unit, nomor) for nomor in rincian.nomor]
        new = _new(len(names), rincian.unit, enumerated(names), frasa)
        between = " dan ".join(label(rincian.unit, nomor) for nomor in rincian.antara)
        place = f"{between} {_outwards(rincian)}".strip()
        result.append(_Clause(rincian.cara, place=place if between else _inner(rincian), new=new))
    return [
        replace(clause, named=enumerated([name for _, name in sorted(clauses[clause.cara])]))
        if clause.cara in clauses
        else clause
        for clause in result
    ]


def _place(part: ProvisionAddress) -> _Place:
    """Where a part stands in its article, next to the others."""
    return tuple(order_of(unit, nomor) or Order(0) for unit, nomor in part.bagian)


def _outwards(rincian: Rincian) -> str:
    steps = (("angka", rincian.angka), ("huruf", rincian.huruf), ("ayat", rincian.ayat))
    return " ".join(label(unit, nomor) for unit, nomor in steps if nomor)  # type: ignore[arg-type]


def _clause(clause: _Clause) -> str:
    """A clause that follows others: the article is not named again."""
    if clause.cara == "ubah":
        return f"{clause.named} diubah"
    if clause.cara == "hapus":
        return f"{clause.named} dihapus"
    if clause.cara == "sisip":
        return f"di antara {clause.place} disisipkan {clause.new}"
    return f"{clause.place} ditambahkan {clause.new}".strip()


def _new(count: int, unit: str, names: str, frasa: FrasaPerubahan) -> str:
    """What is inserted or added: ``1 (satu) ayat, yakni ayat (1a)``."""
    unit = "diktum" if names.startswith("Diktum ") else unit
    return f"{_count(count)} {unit}{',' if frasa.koma_yakni else ''} yakni {names}"


def _comma(frasa: FrasaPerubahan, usual: str = "") -> str:
    """What stands before «sehingga»: the office's choice, or what is usual there."""
    if frasa.koma_sehingga is None:
        return usual
    return "," if frasa.koma_sehingga else ""


def _count(number: int) -> str:
    """The number in figures and words: ``2 (dua)``, ``1.200 (seribu dua ratus)``."""
    from num2words import num2words  # type: ignore[import-untyped]

    return f"{number:,} ({num2words(number, lang='id')})".replace(",", ".")
