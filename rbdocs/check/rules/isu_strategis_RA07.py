"""RA: the problems that a plan goes against are those that the chapters set out."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.derived import meaning
from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Placement
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import same_name, tidy


@rule(
    code="RA07",
    level=Level.PERINGATAN,
    statement="Permasalahan dalam rencana aksi berbunyi seperti isu strategis dalam bab-bab "
    "Lampiran.",
    ground="Rencana aksi menjawab isu strategis; permasalahan dengan bunyi lain tidak dibahas di "
    "mana pun.",
)
def isu_strategis(regulation: Regulation) -> Iterator[Violation]:
    """Yield the problems that no chapter names, of plans most of whose problems chapters name."""
    texts = [
        f" {same_name(block.plain)} "
        for naskah in regulation.naskah
        for block in naskah.blocks
        if not isinstance(block, Placement)
    ]
    for lampiran in regulation.lampiran:
        stated = [(node, meaning(node, "permasalahan")) for node in lampiran.rencana]
        problems = [
            (node, *said) for node, said in stated if said is not None and not said[1].empty
        ]
        unknown = [
            (node, field, tidy(said.plain))
            for node, field, said in problems
            if not any(f" {same_name(said.plain)} " in text for text in texts)
        ]
        if 2 * len(unknown) >= len(problems):
            continue
        for node, field, said in unknown:
            yield Violation(
                node.location(field),
                f"lampiran-{lampiran.lampiran.lower()}",
                f"Permasalahan «{said}» (Lampiran {lampiran.lampiran}) "
                "tidak ada dalam bab-bab Lampiran.",
                "Tulis seperti isu strategisnya.",
                {"permasalahan": said},
            )
