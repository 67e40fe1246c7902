"""What is in force: the amended regulation after all amendments that the sources know."""

from __future__ import annotations

from collections.abc import Sequence

from rbdocs.law.consolidate import Konsolidasi
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulasi


def before(regulasi: Regulasi) -> Konsolidasi:
    """Return the articles of the regulation that *regulasi* amends, as they stood before it."""
    return _amended(regulasi, regulasi.terdahulu)


def after(regulasi: Regulasi) -> Konsolidasi:
    """Return the articles of the regulation that *regulasi* amends, as they stand with it."""
    return _amended(regulasi, [*regulasi.terdahulu, regulasi.peraturan])


def next_base(regulasi: Regulasi) -> Konsolidasi:
    """Return the articles that an amendment of the year after *regulasi* would amend."""
    if regulasi.peraturan.mengubah is None:
        return Konsolidasi.of(regulasi.peraturan.batang_tubuh, lengkap=True)
    return after(regulasi)


def lampiran_in_force(regulasi: Regulasi) -> dict[str, Peraturan]:
    """Return, for each Lampiran that is known and in force, the regulation that has its text."""
    return _attached([*regulasi.terdahulu, regulasi.peraturan])


def lampiran_before(regulasi: Regulasi) -> dict[str, Peraturan]:
    """Return the same for the Lampiran that were in force before *regulasi*."""
    return _attached(regulasi.terdahulu)


def lampiran_deleted(regulasi: Regulasi) -> dict[str, Peraturan]:
    """Return, for each Lampiran that is no longer in force, the regulation that deleted it."""
    chain = [*regulasi.terdahulu, regulasi.peraturan]
    deleted: dict[str, Peraturan] = {}
    for peraturan in chain:
        deleted.update(dict.fromkeys(peraturan.dihapus, peraturan))
    in_force = _attached(chain)
    return {nomor: one for nomor, one in deleted.items() if nomor not in in_force}


def _attached(chain: Sequence[Peraturan]) -> dict[str, Peraturan]:
    result: dict[str, Peraturan] = {}
    for peraturan in chain:
        result.update(dict.fromkeys(peraturan.lampiran, peraturan))
        for one in peraturan.perubahan:
            if one.jenis == "hapus-lampiran":
                for nomor in one.nomor:
                    result.pop(nomor, None)
    return result


def _amended(regulasi: Regulasi, chain: Sequence[Peraturan]) -> Konsolidasi:
    result = _original(regulasi)
    for peraturan in chain:
        if peraturan.mengubah is not None:
            result.amend(peraturan.perubahan, peraturan.sebutan_bernomor)
    return result


def _original(regulasi: Regulasi) -> Konsolidasi:
    """The amended regulation as it was enacted, as far as the sources have it."""
    for peraturan in regulasi.terdahulu:
        if peraturan.mengubah is None:
            return Konsolidasi.of(peraturan.batang_tubuh, lengkap=True)
    if regulasi.awal is None:
        return Konsolidasi()
    return Konsolidasi.of(regulasi.awal.pasal, lengkap=regulasi.awal.lengkap)
