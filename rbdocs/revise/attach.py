"""Which Lampiran a new year replaces, adds, deletes, and leaves in force."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rbdocs.edition import Edition
from rbdocs.files import FileProblem
from rbdocs.law.attachments import Attachments, derive_attachments
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.lampiran_number import NomorLampiran, lampiran_order
from rbdocs.model.peraturan import Peraturan

NONE = "-"  # what asks for no Lampiran at all


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of each Lampiran.

    *replaced* and *inherited* say for each the regulation whose text it has so far.
    """

    replaced: Mapping[NomorLampiran, Edition]
    inherited: Mapping[NomorLampiran, Edition]
    added: Sequence[NomorLampiran] = field(default_factory=list)
    deleted: Sequence[NomorLampiran] = field(default_factory=list)

    @property
    def attached(self) -> list[NomorLampiran]:
        """The Lampiran that the new regulation has itself."""
        return in_order([*self.replaced, *self.added])

    def amendments(self, before: Attachments, written: Sequence[Perubahan] = ()) -> list[Perubahan]:
        """Return what Pasal I says of the Lampiran, which stood as *before*, in their order.

        *written* are the drafter's own about parts of a Lampiran.
        """
        return derive_attachments(before, self.replaced, self.added, self.deleted, written)


def choose(
    old: Peraturan,
    present: Peraturan | None,
    plans: Collection[NomorLampiran],
    asked: str | None,
    deleted: str | None,
) -> Choice:
    """Return what becomes of each Lampiran that *old* leaves in force.

    *present* is the draft where there is one already: what it replaces, adds and deletes stays so.
    *asked* and *deleted* list numbers, *plans* is what a first draft replaces where nothing is
    asked. Raises FileProblem for what is not there to be replaced or deleted.
    """
    in_force = old.tahun_naskah
    wanted, gone = _listed(asked, in_force), _listed(deleted, in_force)
    own = list(present.lampiran) if present else []
    former = present.dihapus if present else []
    for nomor in wanted:
        if nomor in gone or nomor in former:
            raise FileProblem(
                f"Lampiran {nomor} tidak dapat diganti dan dihapus sekaligus. Hapus dahulu "
                "«hapus-lampiran» itu dari Pasal I, atau keluarkan dari --lampiran."
            )
    if present is None and asked is None:
        wanted = [plan for plan in plans if plan not in gone]
    kept = [literal for literal in own if literal not in gone]
    replaced = in_order({*wanted, *(literal for literal in kept if literal in in_force)})
    removed = in_order(
        {*gone, *(literal for literal in former if literal in in_force and literal not in replaced)}
    )
    return Choice(
        {literal: in_force[literal] for literal in replaced},
        {
            literal: year
            for literal, year in in_force.items()
            if literal not in (*replaced, *removed)
        },
        in_order(literal for literal in kept if literal not in in_force),
        removed,
    )


def in_order(numbers: Iterable[NomorLampiran]) -> list[NomorLampiran]:
    """Return *numbers* in the order of what they count."""
    return sorted(numbers, key=lampiran_order)


def _listed(wanted: str | None, in_force: Collection[NomorLampiran]) -> list[NomorLampiran]:
    if wanted is None or wanted.strip() == NONE:
        return []
    names = [part.strip().upper() for part in wanted.split(",") if part.strip()]
    if unknown := [name for name in names if name not in in_force]:
        raise FileProblem(
            f"Tidak ada Lampiran {', '.join(unknown)} yang berlaku. Yang ada: "
            f"{', '.join(in_force)}. Lampiran yang sama sekali baru ditambahkan dalam "
            "«lampiran» pada peraturan.yaml tahun yang dirancang, lalu jalankan revisi lagi."
        )
    if not names:
        raise FileProblem(f"Sebut Lampirannya, misalnya: {', '.join(in_force)}.")
    return [literal for literal in in_force if literal in names]
