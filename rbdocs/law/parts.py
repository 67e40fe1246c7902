"""What changes within an article, in the units in which an amendment names it.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, on amending: what is deleted keeps its number
and does not come back, what is inserted has that of the one before with a letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rbdocs.model.batang_tubuh import Butir, Pasal, Perubahan, Rincian
from rbdocs.model.numbering import ProvisionAddress, ProvisionUnit, follows, label, order_of

# How an item ends says where it stands in its list: adding one after it is no change of matter.
_ENDS = ("; dan", "; atau", "; dan/atau", ";", ".")
_ORDER = ("ubah", "sisip", "hapus", "tambah")  # as enacted amendments name them in one sentence
_UNITS: tuple[ProvisionUnit, ...] = ("ayat", "huruf", "angka")


@dataclass(slots=True)
class ArticleChange:
    """What changes in an article; *whole*: it reads otherwise as a whole.

    *obstacles* say what cannot be brought about, each with what to do; *notes* what a drafter
    should know.
    """

    rincian: list[Rincian] = field(default_factory=list)
    whole: bool = False
    obstacles: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def article_change(old: Pasal, new: Pasal) -> ArticleChange:
    """Return what changes from *old* to *new*, two texts of one article that is in force."""
    result = ArticleChange()
    if old == new:
        return result
    alamat = ProvisionAddress().below("pasal", new.pasal)
    found = _Comparison(result).inside(old, new, alamat)
    result.whole = found is None
    result.rincian = sorted(found or (), key=lambda rincian: _ORDER.index(rincian.cara))
    return result


def amendment(change: ArticleChange, new: Pasal, *, partly: bool = False) -> Perubahan:
    """Return the amendment that brings *change* about: *new* is how the article will read.

    *partly*: not all of its ayat are known, so that only those that change are quoted.
    """
    if change.whole or not change.rincian:
        return Perubahan(jenis="ubah-pasal", menjadi=[new])
    if len(change.rincian) > 1:
        return Perubahan(jenis="ubah-pasal", pasal=new.pasal, rincian=change.rincian, menjadi=[new])
    [rincian] = change.rincian
    menjadi = new
    if partly and rincian.jenis == "ubah-ayat":
        menjadi = Pasal(pasal=new.pasal, ayat={nomor: new.ayat[nomor] for nomor in rincian.nomor})
    fields = {name: content for name, content in rincian if content}
    return Perubahan.model_validate({**fields, "pasal": new.pasal, "menjadi": [menjadi]})


def disordered(pasal: Pasal) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the numbers within *pasal*, each with what to do."""
    yield from _disordered(pasal, ProvisionAddress().below("pasal", pasal.pasal))


def _disordered(butir: Butir, alamat: ProvisionAddress) -> Iterator[tuple[str, str]]:
    for unit, listing in butir.parts():
        earlier = None
        for nomor, part in listing.items():
            order = order_of(unit, nomor)
            if order is None:
                yield (
                    f"«{nomor}» dalam {alamat} bukan nomor {unit}.",
                    "Tulis misalnya ayat 1 atau 1a, huruf a atau a1, angka 1 atau 1a.",
                )
                continue
            if not follows(order, earlier):
                yield (
                    f"{alamat.below(unit, nomor)} tidak urut atau tidak bersambung.",
                    "Urutkan nomornya; yang dihapus tetap ditulis: {status: dihapus}.",
                )
            earlier = order
            yield from _disordered(part, alamat.below(unit, nomor))


class _Comparison:
    """The comparison of one article; what cannot be is noted in *result*."""

    def __init__(self, result: ArticleChange) -> None:
        self.result = result

    def inside(self, old: Butir, new: Butir, alamat: ProvisionAddress) -> list[Rincian] | None:
        """What changes below a provision; None where it reads otherwise as a whole."""
        before, after = dict(old.parts()), dict(new.parts())
        found: list[Rincian] = []
        same = list(before) == list(after) and old.teks == new.teks
        for unit, listing in before.items():
            if unit in after:
                inner = self.listing(listing, after[unit], unit, alamat)
                same = same and inner is not None
                found += inner or ()
        return found if same else None

    def listing(
        self,
        old: Mapping[str, Butir],
        new: Mapping[str, Butir],
        unit: ProvisionUnit,
        alamat: ProvisionAddress,
    ) -> list[Rincian] | None:
        """What changes in a list; None where what lists it reads otherwise as a whole."""
        where = {kind: nomor for kind, nomor in alamat.bagian if kind in _UNITS}
        if not self._all_there(old, new, unit, alamat) or unit in where:
            return None if old != new else []
        deleted = [nomor for nomor in old if _deletes(old[nomor], new[nomor])]
        added = [nomor for nomor in new if nomor not in old]
        amended: list[str] = []
        found: list[Rincian] = []
        for nomor in old:
            if nomor in deleted or _alike(old[nomor], new[nomor], loose=bool(added or deleted)):
                continue
            inner = self.inside(old[nomor], new[nomor], alamat.below(unit, nomor))
            if inner is None:
                amended.append(nomor)
            found += inner or ()
        live = [nomor for nomor in old if old[nomor].status == "berlaku"]
        if amended and not where and set(live) <= {*amended, *deleted}:
            return None
        made: list[dict[str, Any]] = []
        if amended:
            made.append({"jenis": f"ubah-{unit}", "nomor": amended})
        for run in _runs(list(new), added):
            between = _between(list(new), run)
            if between is None:
                return None
            cara = "sisip" if between else "tambah"
            if cara == "tambah":
                self.result.notes += inserted_at_end(unit, run[0], str(alamat))
            made.append({"jenis": f"{cara}-{unit}", "antara": between, "nomor": run})
        if deleted:
            made.append({"jenis": f"hapus-{unit}", "nomor": deleted})
            self._joined(old, new, deleted, alamat, unit)
        return [*(Rincian.model_validate({**item, **where}) for item in made), *found]

    def _joined(
        self,
        old: Mapping[str, Butir],
        new: Mapping[str, Butir],
        deleted: Sequence[str],
        alamat: ProvisionAddress,
        unit: ProvisionUnit,
    ) -> None:
        """Note where the word that joins the last item of a list goes with one that is deleted."""
        live = [_joining(butir) for butir in new.values() if butir.status == "berlaku"]
        for nomor in deleted:
            if (word := _joining(old[nomor])) and not any(live):
                self.result.notes.append(
                    f"{alamat.below(unit, nomor)} yang dihapus memuat kata «{word}» sebelum butir "
                    f"terakhir; tulis «; {word}» pada akhir butir berlaku yang mendahuluinya."
                )

    def _all_there(
        self,
        old: Mapping[str, Butir],
        new: Mapping[str, Butir],
        unit: ProvisionUnit,
        alamat: ProvisionAddress,
    ) -> bool:
        """Whether the list keeps its numbers, and the deleted stay so; what does not is noted."""
        gone = [nomor for nomor in old if nomor not in new]
        stays = any(old[nomor] == new.get(nomor) for nomor in old)
        for nomor in gone:
            name = alamat.below(unit, nomor)
            if stays or old[nomor].status == "dihapus":
                self.result.obstacles.append(
                    (
                        f"{name} yang berlaku tidak ada lagi dalam pasal.yaml.",
                        f"Tulis kembali; bila dihapus: «{nomor}: {{status: dihapus}}».",
                    )
                )
            else:
                self.result.notes.append(
                    f"{name} tidak ada lagi karena {alamat} ditulis baru seluruhnya; menurut "
                    "teknik, nomor yang dihapus tetap dicantumkan."
                )
        for nomor, butir in new.items():
            was = old.get(nomor)
            if was is not None and was.status == "dihapus" and butir.status == "berlaku":
                self.result.obstacles.append(
                    (
                        f"{alamat.below(unit, nomor)} sudah dihapus, dan nomornya tidak dipakai "
                        "lagi.",
                        f"Kembalikan «{nomor}: {{status: dihapus}}», dan pakai nomor baru.",
                    )
                )
                return False
            if was is None and butir.status == "dihapus":
                self.result.obstacles.append(
                    (
                        f"{alamat.below(unit, nomor)} dihapus, padahal tidak pernah ada.",
                        "Hapus butir itu dari pasal.yaml.",
                    )
                )
                return False
        return not gone


def inserted_at_end(unit: ProvisionUnit, nomor: str, place: str = "") -> list[str]:
    """Return a note where what is added at the end has the number of an insertion; else none.

    UU 12/2011 (as amended by UU 13/2022), Lampiran II, nos. 234a, 235.
    """
    order = order_of(unit, nomor)
    if order is None or not order.inserted:
        return []
    name = f"{place} {label(unit, nomor)}".strip()
    return [
        f"{name} berdiri paling akhir; menurut teknik, yang ditambahkan di akhir memakai nomor "
        "berikutnya, dan nomor sisipan dipakai di antara dua ketentuan."
    ]


def _deletes(old: Butir, new: Butir) -> bool:
    return old.status == "berlaku" and new.status == "dihapus"


def _joining(butir: Butir) -> str:
    """The word with which an item joins the next, the last of its list: dan, atau, dan/atau."""
    text = butir.teks.plain.rstrip() if butir.teks else ""
    return next((end[2:] for end in _ENDS[:3] if text.endswith(end)), "")


def _alike(old: Butir, new: Butir, *, loose: bool) -> bool:
    return old == new or (loose and _without_end(old) == _without_end(new))


def _without_end(butir: Butir) -> tuple[object, ...]:
    """*butir* without the mark at its end."""
    text = butir.teks.plain if butir.teks else ""
    for end in _ENDS:
        if text.endswith(end):
            text = text.removesuffix(end)
            break
    italics = [piece for piece in butir.teks.pieces if piece[1]] if butir.teks else []
    return text, italics, butir.status, butir.huruf, butir.angka


def _runs(order: Sequence[str], added: Sequence[str]) -> Iterator[list[str]]:
    """Yield what is *added* to a list, that which stands together as one."""
    run: list[str] = []
    for nomor in order:
        if nomor in added:
            run.append(nomor)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _between(order: Sequence[str], run: Sequence[str]) -> list[str] | None:
    """The two numbers around *run*; [] where it stands at the end, None at the beginning."""
    first, last = order.index(run[0]), order.index(run[-1])
    if first == 0:
        return None
    return [] if last + 1 == len(order) else [order[first - 1], order[last + 1]]


def named(rincian: Rincian) -> list[ProvisionAddress]:
    """Return the address, within its article, of each part that *rincian* names."""
    way = ProvisionAddress()
    for unit in _UNITS:
        if nomor := getattr(rincian, unit):
            way = way.below(unit, nomor)
    return [way.below(rincian.unit, nomor) for nomor in rincian.nomor]


def holder_of(pasal: Pasal, rincian: Rincian) -> Butir | None:
    """Return the provision of *pasal* in which *rincian* is done; None where it is not there."""
    holder: Butir | None = pasal.ayat.get(rincian.ayat) if rincian.ayat else pasal
    for name, nomor in (("huruf", rincian.huruf), ("angka", rincian.angka)):
        if holder is not None and nomor:
            holder = getattr(holder, name).get(nomor)
    return holder
