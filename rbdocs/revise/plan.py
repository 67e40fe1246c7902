"""A plan of this year as the draft of next year's: the same tree, with what is new left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import PlainScalarString

from rbdocs.model.plan_tree import RencanaAksi
from rbdocs.model.realisasi import Achievement
from rbdocs.model.values import BELUM_DIISI, print_number
from rbdocs.model.years import renew_year
from rbdocs.revise.yaml_tree import (
    as_printed,
    comment,
    drop_with_comment,
    dump,
    keep_only,
    parse,
    start_comment,
    without_comments,
)

_OPEN = PlainScalarString(BELUM_DIISI)  # without the quotes of the value that it replaces
# The target of an indicator, given its key; None where the register has none for the new year.
Target = Callable[[str], Any | None]


@dataclass(frozen=True, slots=True)
class Years:
    """The year that is revised, and the year that is drafted."""

    old: int
    new: int


@dataclass(slots=True)
class Draft:
    """A drafted source: its text, and what its drafter must know (Indonesian sentences)."""

    text: str
    notes: list[str] = field(default_factory=list)


def draft_plan(
    source: str,
    years: Years,
    target: Target,
    reached: Mapping[str, tuple[RencanaAksi, Achievement]],
    *,
    bare: bool = False,
    missing: set[str] | None = None,
) -> Draft:
    """Return the plan *source* as the draft of ``years.new``.

    *missing* are the indicators of which it has been told that they have no target; those of this
    plan are added.

    *reached* says what became of each action, by kode; with *bare* the tree ends at its indicators,
    each with one action to be written.
    """
    tree = parse(without_comments(source))
    missing = set() if missing is None else missing
    work = _Work(years, target, reached, bare, missing, last=_last_number(tree))
    _head(tree, years)
    work.walk(tree["rencana"])
    return Draft(dump(tree), work.notes)


def _head(tree: CommentedMap, years: Years) -> None:
    tree["tahun"] = years.new
    title = tree["judul"]
    tree["judul"] = type(title)(renew_year(title, years.old, years.new))
    drop_with_comment(tree, "tentang")  # what last year's print had of its own
    keep_only(tree["tanda_tangan"], "pejabat")
    start_comment(
        tree,
        f"Rancangan rencana aksi {years.new}, dari rencana aksi {years.old}. Isi tiap "
        f"«{BELUM_DIISI}»; nilai {years.old} ada di catatan tepinya.",
    )


@dataclass(slots=True)
class _Work:
    """One plan under revision."""

    years: Years
    target: Target
    reached: Mapping[str, tuple[RencanaAksi, Achievement]]
    bare: bool
    missing: set[str]
    notes: list[str] = field(default_factory=list)
    last: int = 0

    def walk(self, nodes: CommentedSeq) -> None:
        """Revise every node of the tree; what the reference text had lost is left out."""
        for index in range(len(nodes) - 1, -1, -1):
            if set(nodes[index]) == {"celah"}:
                self.notes.append(
                    f"Celah naskah {self.years.old} tidak dibawa: {nodes[index]['celah']}"
                )
                del nodes[index]
        for node in nodes:
            if "kode" in node:
                self.action(node)
                continue
            if "target" in node:
                self.indicator(node)
            for key, value in node.items():
                if not isinstance(value, CommentedSeq) or key in ("nama", "permasalahan"):
                    continue
                if self.bare and key == "rencana_aksi":
                    node[key] = CommentedSeq([self.blank(value)])
                else:
                    self.walk(value)
                    self.follow_ups(value)

    def indicator(self, node: CommentedMap) -> None:
        """Take the target of the new year from the register, or leave it open."""
        if not as_printed(node["nama"]).strip('"'):  # lost with a page, and its target with it
            return
        before = as_printed(node["target"])
        found = self.target(node["acuan"]) if "acuan" in node else None
        node["target"] = _OPEN if found is None else found
        self.remark(node, "target", before)
        key = str(node.get("acuan") or as_printed(node["nama"]))
        if found is None and key not in self.missing:
            self.missing.add(key)
            self.notes.append(
                f"Indikator «{as_printed(node['nama'])}» tidak punya target {self.years.new} dalam "
                "sources/indikator.yaml; targetnya belum diisi."
            )

    def action(self, node: CommentedMap) -> None:
        """Open quarters, total and budgets of an action; a row that only labels others stays."""
        node.pop("celah", None)
        if not (node.get("satuan") or node.get("total")):
            return
        quarters = node["tw"]
        before = ", ".join(map(as_printed, quarters))
        for index in range(len(quarters)):
            quarters[index] = _OPEN
        self.remark(node, "tw", before)
        before = as_printed(node["total"])
        node["total"] = _OPEN
        self.remark(node, "total", before)
        for sub in node.get("sub_kegiatan") or ():
            if "anggaran" in sub and as_printed(sub["nama"]) not in ("", "-", '""'):
                before = as_printed(sub["anggaran"])
                sub["anggaran"] = _OPEN
                self.remark(sub, "anggaran", before)
        self.outcome(node)

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
            text += f" ({share:.0%})"
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
                new = CommentedMap(
                    kode=lanjut.kode,
                    uraian=lanjut.uraian.plain,
                    satuan=lanjut.satuan,
                    indikator=lanjut.indikator.plain,
                    tw=_open_quarters(),
                    total=BELUM_DIISI,
                    sub_kegiatan=CommentedSeq(
                        [CommentedMap(nama=BELUM_DIISI, anggaran=BELUM_DIISI)]
                    ),
                    koordinator=lanjut.koordinator,
                    pelaksana=lanjut.pelaksana,
                )
                if "keterkaitan" in actions[index] or "jenis_kegiatan" in actions[index]:
                    new.insert(2, "keterkaitan", BELUM_DIISI)
                    new.insert(7, "jenis_kegiatan", BELUM_DIISI)
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
        blank = CommentedMap(kode=f"{prefix}-{self.last:02}")
        for key in first or ():
            if key == "tw":
                blank[key] = _open_quarters()
            elif key == "sub_kegiatan":
                blank[key] = CommentedSeq([CommentedMap(nama=BELUM_DIISI, anggaran=BELUM_DIISI)])
            elif key not in ("kode", "lanjut", "celah", "cara", "keputusan"):
                blank[key] = BELUM_DIISI
        return blank

    def remark(self, node: CommentedMap, key: str, before: str) -> None:
        """Put last year's value beside the one that is open or new."""
        comment(node, key, f"{self.years.old}: {before}")


def _open_quarters() -> CommentedSeq:
    quarters = CommentedSeq([BELUM_DIISI] * 4)
    quarters.fa.set_flow_style()
    return quarters


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
