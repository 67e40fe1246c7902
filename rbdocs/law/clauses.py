"""Several changes of one article in one sentence, and the words that all phrases share.

As enacted amendments write them, by UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on
amending regulations: what is changed, what is deleted, what is inserted, each in one clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rbdocs.law.parts import named
from rbdocs.model.batang_tubuh import Perubahan, Rincian
from rbdocs.model.numbering import Order, ProvisionAddress, label, order_of
from rbdocs.model.peraturan import FrasaPerubahan
from rbdocs.model.sentence import concat, enumerated
from rbdocs.model.values import Text

_Place = tuple[Order, ...]
BERBUNYI = "berbunyi sebagai berikut:"


def several(perubahan: Perubahan, dalam: Text, frasa: FrasaPerubahan) -> Text:
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
    ending = comma(frasa, "" if last.new else ",")
    return concat(joined, f"{ending} sehingga {pasal} {BERBUNYI}")


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
        new = new_units(len(names), rincian.unit, enumerated(names), frasa)
        between = " dan ".join(label(rincian.unit, nomor) for nomor in rincian.antara)
        place = f"{between} {_outwards(rincian)}".strip()
        result.append(_Clause(rincian.cara, place=place if between else inner(rincian), new=new))
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


def inner(change: Perubahan | Rincian) -> str:
    """Where within an article it is done, from the outside in: ``ayat (2) huruf b``."""
    steps = (("ayat", change.ayat), ("huruf", change.huruf), ("angka", change.angka))
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


def new_units(count: int, unit: str, names: str, frasa: FrasaPerubahan) -> str:
    """What is inserted or added: ``1 (satu) ayat, yakni ayat (1a)``."""
    unit = "diktum" if names.startswith("Diktum ") else unit
    return f"{_count(count)} {unit}{',' if frasa.koma_yakni else ''} yakni {names}"


def comma(frasa: FrasaPerubahan, usual: str = "") -> str:
    """What stands before «sehingga»: the office's choice, or what is usual there."""
    if frasa.koma_sehingga is None:
        return usual
    return "," if frasa.koma_sehingga else ""


def _count(number: int) -> str:
    """The number in figures and words: ``2 (dua)``, ``1.200 (seribu dua ratus)``."""
    from num2words import num2words  # type: ignore[import-untyped]

    return f"{number:,} ({num2words(number, lang='id')})".replace(",", ".")
