"""RA: the problems that a plan goes against are those that the chapters set out."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Placement
from rbdocs.model.finding import Level
from rbdocs.model.plan_tree import Celah, PermasalahanGeneral, PermasalahanTematik
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
        problems: list[PermasalahanGeneral | PermasalahanTematik] = [
            node
            for node in lampiran.rencana
            if not isinstance(node, Celah) and not node.permasalahan.empty
        ]
        unknown = [
            node
            for node in problems
            if not any(f" {same_name(node.permasalahan.plain)} " in text for text in texts)
        ]
        if 2 * len(unknown) >= len(problems):
            continue
        for node in unknown:
            yield Violation(
                node.location("permasalahan"),
                f"lampiran-{lampiran.lampiran.lower()}",
                f"Permasalahan «{tidy(node.permasalahan.plain)}» (Lampiran {lampiran.lampiran}) "
                "tidak ada dalam bab-bab Lampiran.",
                "Tulis seperti isu strategisnya.",
                {"permasalahan": tidy(node.permasalahan.plain)},
            )
