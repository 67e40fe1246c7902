"""A plan of this year as the draft of next year's: the same tree, with what is new left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import PlainScalarString

from rbdocs.model.evaluation import percent
from rbdocs.model.measure import renew_year
from rbdocs.model.plan_layout import PlanLayout
from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.realisasi import Achievement
from rbdocs.model.values import BELUM_DIISI, print_number
from rbdocs.revise.drafted_fields import DraftedFields
from rbdocs.revise.yaml_tree import (
    as_printed,
    comment,
    drop_with_comment,
    dump,
    flow,
    keep_only,
    parse,
    start_comment,
    without_comments,
)
from rbdocs.revise.years import Years

_OPEN = PlainScalarString(BELUM_DIISI)  # without the quotes of the value that it replaces
# The target of an indicator, given its key; None where the register has none for the new year.
Target = Callable[[str], Any | None]


@dataclass(slots=True)
class Draft:
    """A drafted source: its text, and what its drafter must know (Indonesian sentences)."""

    text: str
    notes: list[str] = field(default_factory=list)


def draft_plan(
    source: str,
    layout: PlanLayout,
    years: Years,
    target: Target,
    reached: Mapping[str, tuple[RencanaAksi, Achievement]],
    *,
    bare: bool = False,
    missing: set[str] | None = None,
) -> Draft:
    """Return the plan *source*, which has *layout*, as the draft of ``years.new``.

    *missing* are the indicators of which it has been told that they have no target; those of this
    plan are added.

    *reached* says what became of each action, by kode; with *bare* the tree ends above its rows,
    with one action to be written in each place.
    """
    tree = parse(without_comments(source))
    missing = set() if missing is None else missing
    last = _last_number(tree)
    work = _Work(DraftedFields.of(layout), years, target, reached, bare, missing, last=last)
    _head(tree, years)
    work.listing(tree, "rencana", 0)
    work.notes += work.fields.notes(years)
    return Draft(dump(tree), work.notes)


def _head(tree: CommentedMap, years: Years) -> None:
    tree["tahun"] = years.new.year
    title = tree["judul"]
    tree["judul"] = type(title)(renew_year(title, years.old.year, years.new.year))
    drop_with_comment(tree, "tentang")  # what last year's print had of its own
    drop_with_comment(tree, "jumlah")
    keep_only(tree["tanda_tangan"], "pejabat")
    start_comment(
        tree,
        f"Rancangan rencana aksi {years.new}, dari rencana aksi {years.old}. Isi tiap "
        f"«{BELUM_DIISI}»; nilai {years.old} ada di catatan tepinya.",
    )


@dataclass(slots=True)
class _Work:
    """One plan under revision."""

    fields: DraftedFields
    years: Years
    target: Target
    reached: Mapping[str, tuple[RencanaAksi, Achievement]]
    bare: bool
    missing: set[str]
    notes: list[str] = field(default_factory=list)
    last: int = 0

    def listing(self, holder: CommentedMap, key: str, level: int) -> None:
        """Revise the records of *level* that *holder* has under *key*; bare: one blank row."""
        nodes = holder[key]
        rows = level == self.fields.layout.depth
        if self.bare and rows:
            holder[key] = CommentedSeq([self.blank(nodes)])
            return
        self.walk(nodes, level)
        if rows:
            self.follow_ups(nodes)

    def walk(self, nodes: CommentedSeq, level: int) -> None:
        """Revise every node of *level*; what the reference text had lost is left out."""
        layout = self.fields.layout
        for index in range(len(nodes) - 1, -1, -1):
            if set(nodes[index]) == {"celah"}:
                self.notes.append(
                    f"Celah naskah {self.years.old} tidak dibawa: {nodes[index]['celah']}"
                )
                del nodes[index]
        for node in nodes:
            if level == layout.depth:
                self.action(node)
                continue
            drop_with_comment(node, "jumlah")
            if layout.is_indicator(level):
                self.indicator(node, level)
            self.listing(node, layout.source.tingkat[level + 1].field, level + 1)

    def indicator(self, node: CommentedMap, level: int) -> None:
        """Take the target of the new year from the register, or leave it open."""
        name, key = self.fields.written(level, "nama"), self.fields.written(level, "target")
        shown = as_printed(node[name]) if name else ""
        # Lost with a page, and its target with it; or the layout has none.
        if key is None or (name and not shown.strip('"')):
            return
        before = as_printed(node[key])
        found = self.target(node["acuan"]) if "acuan" in node else None
        node[key] = _OPEN if found is None else found
        self.remark(node, key, before)
        known = str(node.get("acuan") or shown)
        if found is None and known not in self.missing:
            self.missing.add(known)
            self.notes.append(
                f"Indikator «{shown}» tidak punya target {self.years.new} dalam "
                "sources/indikator.yaml; targetnya belum diisi."
            )

    def action(self, node: CommentedMap) -> None:
        """Open what an action measures and costs; a row that only labels others stays."""
        node.pop("celah", None)
        if not self.fields.measures(node):
            return
        for key in self.fields.own:
            self.open(node, key)
        for below in node.get(self.fields.below) or () if self.fields.below else ():
            if self.fields.is_named(below):
                for key in self.fields.beside:
                    self.open(below, key)
        self.outcome(node)

    def open(self, node: CommentedMap, key: str) -> None:
        """Leave the value under *key* open, with last year's beside it; of periods each."""
        if key not in node:
            return
        value = node[key]
        if key in self.fields.achieved:  # nobody can know it yet
            node[key] = flow([""] * len(value)) if isinstance(value, CommentedSeq) else ""
            return
        if isinstance(value, CommentedSeq):
            before = ", ".join(map(as_printed, value))
            for index in range(len(value)):
                value[index] = _OPEN
        else:
            before = as_printed(value)
            node[key] = _OPEN
        self.remark(node, key, before)

    def outcome(self, node: CommentedMap) -> None:
        """Say what became of the action; one that reached its target needs a decision."""
        if (known := self.reached.get(node["kode"])) is None:
            return
        aksi, capaian = known
        share = capaian.share(aksi)
        reached = capaian.reached(aksi)
        persen = aksi.total.persen
        said = "tidak terukur" if reached is None else print_number(reached, persen)
        text = f"realisasi {self.years.old}: {said} dari {aksi.total}"
        if share is not None:
            text += f" ({print_number(percent(share), True)})"  # short of the goal is never 100%
        if (hindered := capaian.told("kendala")) and not capaian.is_finished(aksi):
            text += f"; kendala: {hindered}"
        if capaian.is_finished(aksi):
            node.insert(1, "keputusan", BELUM_DIISI)
            comment(node, "keputusan", f"{text}; pilih lanjut, selesai atau ganti")
        else:
            comment(node, "kode", text)

    def follow_ups(self, actions: CommentedSeq) -> None:
        """Bring the follow-ups of last year's evaluation in behind the actions that they follow."""
        for index in range(len(actions) - 1, -1, -1):
            known = self.reached.get(actions[index].get("kode", ""))
            for lanjut in reversed(known[1].tindak_lanjut if known else []):
                given = {
                    "uraian": lanjut.uraian.plain,
                    "satuan": lanjut.satuan,
                    "indikator": lanjut.indikator.plain,
                    "koordinator": lanjut.koordinator,
                    "pelaksana": lanjut.pelaksana,
                }
                new = CommentedMap(kode=lanjut.kode, **self.fields.blank(given))
                comment(
                    new,
                    "kode",
                    f"tindak lanjut {known[1].kode if known else ''}; tenggat: {lanjut.tenggat}",
                )
                actions.insert(index + 1, new)

    def blank(self, actions: CommentedSeq) -> CommentedMap:
        """Return an action with everything open, under a kode that no action has had."""
        first = next((action for action in actions if "kode" in action), None)
        self.last += 1
        prefix = first["kode"].partition("-")[0] if first else "X"
        open_fields = self.fields.blank({}) if first else {}
        return CommentedMap(kode=f"{prefix}-{self.last:02}", **open_fields)

    def remark(self, node: CommentedMap, key: str, before: str) -> None:
        """Put last year's value beside the one that is open or new."""
        comment(node, key, f"{self.years.old}: {before}")


def _kodes(node: Any) -> Iterator[str]:
    if isinstance(node, CommentedMap):
        if "kode" in node:
            yield str(node["kode"])
        for value in node.values():
            yield from _kodes(value)
    elif isinstance(node, CommentedSeq):
        for value in node:
            yield from _kodes(value)


def _last_number(tree: CommentedMap) -> int:
    """The highest number of a kode in *tree*: what comes after it is free."""
    return max((int(kode.rpartition("-")[2]) for kode in _kodes(tree)), default=0)
