"""The Lampiran of a regulation through its amendments: which there are, and in which phrases.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, on amending: what is inserted has the number of
the one before with a letter, what is added the next one, and a deleted number is not used again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rbdocs.law.targets import numbers
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.lampiran_number import lampiran_numeral, lampiran_order
from rbdocs.model.numbering import Order
from rbdocs.model.peraturan import Peraturan

_NEW = ("sisip", "tambah")


@dataclass(slots=True)
class Attachments:
    """The Lampiran that are known, each with the regulation that has its text, or deleted it.

    *listed*: a regulation that has all of them is among the sources.
    """

    in_force: dict[str, Peraturan] = field(default_factory=dict)
    deleted: dict[str, Peraturan] = field(default_factory=dict)
    listed: bool = False

    @property
    def lengkap(self) -> bool:
        """Whether those are all; where there is a II there is a I, known or not."""
        there = self.numbers()
        return self.listed and (not there or there[0] == "I")

    @classmethod
    def after(cls, chain: Iterable[Peraturan]) -> Attachments:
        """Return what stands after *chain*: a regulation and its amendments, oldest first."""
        result = cls()
        for peraturan in chain:
            for perubahan in peraturan.perubahan:
                result.carry_out(perubahan, peraturan)
            result._put(peraturan.lampiran, peraturan)
            result.listed = result.listed or peraturan.mengubah is None
            for nomor in peraturan.dihapus:
                result._delete(nomor, peraturan)
        return result

    def carry_out(self, perubahan: Perubahan, oleh: Peraturan) -> None:
        """Do what *perubahan*, an amendment by *oleh*, says of Lampiran."""
        if perubahan.jenis == "ubah-lampiran" and not perubahan.nomor:
            self._put(oleh.lampiran, oleh)  # «Ketentuan Lampiran diubah»: all of them
            self.listed = True
        elif perubahan.jenis == "hapus-lampiran":
            for nomor in perubahan.nomor:
                self._delete(nomor, oleh)
        elif perubahan.unit == "lampiran":
            self._put(numbers(perubahan), oleh)

    def numbers(self) -> list[str]:
        """Return all numbers that were given, the deleted ones too, in order."""
        return sorted({*self.in_force, *self.deleted}, key=lampiran_order)

    def _put(self, listing: Iterable[str], oleh: Peraturan) -> None:
        for nomor in listing:
            self.in_force[nomor] = oleh
            self.deleted.pop(nomor, None)

    def _delete(self, nomor: str, oleh: Peraturan) -> None:
        self.in_force.pop(nomor, None)
        self.deleted[nomor] = oleh


def derive_attachments(
    before: Attachments,
    replaced: Collection[str],
    added: Collection[str],
    deleted: Collection[str],
    written: Sequence[Perubahan] = (),
) -> list[Perubahan]:
    """Return the amendments by which Lampiran are *replaced*, *added* and *deleted*, in order.

    *written* are the drafter's own about chapters and tables: they stand for the replacement of
    their Lampiran. What follows on one another with one fate is one phrase.
    """
    in_part = {item.lampiran or "" for item in written}
    order = sorted({*before.numbers(), *added}, key=lampiran_order)
    changes: list[tuple[str, list[str]]] = []
    beside = ""  # what stands just before, whether it changes or not
    for nomor in order:
        fate = "tambah" if nomor in added else "hapus" if nomor in deleted else ""
        if not fate and nomor in in_part:
            fate = "bagian"
        elif not fate and nomor in replaced:
            fate = "ubah"
        joins = fate in ("ubah", "hapus") or (fate == "tambah" and beside == "tambah")
        if joins and changes and changes[-1][0] == fate:
            changes[-1][1].append(nomor)
        elif fate:
            changes.append((fate, [nomor]))
        beside = fate
    told = [nomor for fate, run in changes if fate == "bagian" for nomor in run]
    changes += [("bagian", [nomor]) for nomor in in_part if nomor not in told]  # the checks tell
    result: list[Perubahan] = []
    for fate, run in changes:
        if fate == "bagian":
            result += [item for item in written if item.lampiran in run]
        elif fate == "tambah":
            result.append(_new(order, run))
        else:
            result.append(Perubahan.model_validate({"jenis": f"{fate}-lampiran", "nomor": run}))
    return result


def _new(order: Sequence[str], run: list[str]) -> Perubahan:
    """The amendment by which *run* comes to stand where it does in *order*."""
    at, end = order.index(run[0]), order.index(run[-1]) + 1
    before = order[at - 1] if at else None
    if end == len(order):
        return Perubahan(jenis="tambah-lampiran", setelah=before, nomor=[*run])
    before = before or ""  # none is inserted before the first; the checks tell it
    return Perubahan(jenis="sisip-lampiran", antara=[before, order[end]], nomor=[*run])


def misnumbered(known: Attachments, perubahan: Perubahan) -> tuple[str, str, str] | None:
    """Return what is wrong with the numbers or the place of Lampiran that *perubahan* puts in.

    It is the number, what is wrong with it, and what to do; None where nothing is.
    """
    run, there = numbers(perubahan), known.numbers()
    if perubahan.unit != "lampiran" or perubahan.cara not in _NEW or not run:
        return None
    if gone := next((nomor for nomor in run if nomor in known.deleted), ""):
        by = known.deleted[gone].sebutan_bernomor
        return (
            gone,
            f"Lampiran {gone} sudah dihapus dengan {by}, dan nomornya tidak dipakai lagi.",
            f"Beri nomor sesudah yang terakhir, Lampiran {there[-1]}.",
        )
    adds = perubahan.cara == "tambah"
    before = (perubahan.setelah or "") if adds else perubahan.antara[0]
    wrong = _wrong_end(known, there, before) if adds else _wrong_gap(known, perubahan.antara)
    if wrong is not None:
        return run[0], *wrong
    earlier = lampiran_order(before)
    for nomor in run:
        due = Order(earlier.number + 1) if adds else Order(earlier.number, earlier.inserted + 1)
        if lampiran_order(nomor) != due:
            after = f" dengan Lampiran {before}" if before else ""
            return (
                nomor,
                f"Lampiran {nomor} tidak bersambung{after}.",
                f"Beri nomor {lampiran_numeral(due)}: yang ditambahkan di belakang bernomor "
                "berikutnya, yang disisipkan berhuruf.",
            )
        earlier, before = due, nomor
    return None


def _wrong_end(known: Attachments, there: Sequence[str], before: str) -> tuple[str, str] | None:
    """What is wrong where something is added after Lampiran *before*: it must be the last."""
    last = there[-1] if there else ""
    beyond = not known.lengkap and lampiran_order(before) > lampiran_order(last)
    if before == last or beyond:
        return None
    name = f"setelah Lampiran {before}" if before else "tanpa «setelah»"
    return (
        f"Lampiran ditambahkan {name}, padahal yang terakhir "
        + (f"Lampiran {last}." if last else "tidak ada."),
        f"Tulis setelah: {last}; yang sudah dihapus tetap dihitung."
        if last
        else "Hapus «setelah».",
    )


def _wrong_gap(known: Attachments, antara: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong where something is inserted between two: they must stand side by side."""
    first, last = antara
    there = known.numbers()
    missing = [nomor for nomor in antara if nomor not in there] if known.lengkap else []
    if missing:
        return f"Lampiran {missing[0] or '(kosong)'} tidak ada.", "Betulkan «antara»."
    low, high = lampiran_order(first), lampiran_order(last)
    between = [nomor for nomor in there if low < lampiran_order(nomor) < high]
    if between or not low < high:
        inner = f"sudah ada Lampiran {between[0]}" if between else "tidak ada tempat"
        return (
            f"Di antara Lampiran {first} dan Lampiran {last} {inner}.",
            "Sebut dua yang benar-benar mengapit sisipan itu; yang sudah dihapus tetap dihitung.",
        )
    return None
