"""What an amendment is about: the numbers, divisions and parts of articles that it names."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.law.parts import named
from rbdocs.model.batang_tubuh import Pasal, Perubahan, Rincian, articles
from rbdocs.model.numbering import ProvisionAddress, ProvisionUnit
from rbdocs.model.printed_text import Division

DIVISIONS: tuple[ProvisionUnit, ...] = ("bab", "bagian", "paragraf")
INNER: tuple[ProvisionUnit, ...] = ("ayat", "huruf", "angka")


def numbers(perubahan: Perubahan) -> list[str]:
    """Return the numbers of the provisions that change: as given, or those of the new text.

    Where a part of a Lampiran changes, it is the Lampiran that is meant.
    """
    if perubahan.lampiran:
        return [perubahan.lampiran]
    return perubahan.nomor or [
        part.pasal if isinstance(part, Pasal) else part.nomor for part in perubahan.menjadi
    ]


def above(perubahan: Perubahan) -> Division:
    """Return the division in which *perubahan* changes a bagian or paragraf; else ()."""
    way: Division = (("bab", perubahan.bab),) if perubahan.bab else ()
    return (*way, ("bagian", perubahan.bagian)) if perubahan.bagian else way


def target_divisions(perubahan: Perubahan) -> list[Division]:
    """Return the divisions that *perubahan* changes, inserts, adds, deletes or retitles."""
    if perubahan.unit not in DIVISIONS:
        return []
    return [(*above(perubahan), (perubahan.unit, nomor)) for nomor in numbers(perubahan)]


def quotes_whole(perubahan: Perubahan) -> bool:
    """Return whether *perubahan* quotes its articles whole.

    Enacted amendments do so also where one ayat changes. Those that change may be quoted alone
    where the others are not known.
    """
    if perubahan.jenis != "ubah-ayat":
        return True
    return any(set(pasal.ayat) - set(perubahan.nomor) for pasal in articles(perubahan.menjadi))


def details(perubahan: Perubahan) -> list[Rincian]:
    """Return what *perubahan* does to parts of its article, in however many sentences."""
    if perubahan.unit not in INNER:
        return perubahan.rincian
    fields = {
        name: getattr(perubahan, name)
        for name in ("jenis", "ayat", "huruf", "angka", "antara")
        if getattr(perubahan, name)
    }
    return [Rincian.model_validate({**fields, "nomor": numbers(perubahan)})]


def changed_in(perubahan: Perubahan, pasal: Pasal) -> Iterator[tuple[str, str]]:
    """Yield the name of each provision of *pasal* that *perubahan* changes, and what it does."""
    alamat = ProvisionAddress().below("pasal", pasal.pasal)
    inner = details(perubahan)
    if not inner:
        yield str(alamat), perubahan.cara
    for rincian in inner:
        for part in named(rincian):
            yield f"{alamat} {part}", rincian.cara
