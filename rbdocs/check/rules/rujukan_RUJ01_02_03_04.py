"""RUJ: what a chapter says of its tables and figures is true of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import Block, Naskah, Placement, Run
from rbdocs.model.finding import Level, Repair, Site
from rbdocs.model.kosakata import once
from rbdocs.model.regulation import Regulation

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_KIND = re.compile(r"\b(gambar|tabel)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+(?:berikut|di bawah)\b", re.IGNORECASE)
_UNLINKED = re.compile(r"\b(gambar|tabel)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)


def _references(regulation: Regulation) -> Iterator[tuple[Naskah, Block, Run]]:
    """Every reference whose target could be read; loading tells of the others."""
    for naskah in regulation.naskah:
        for block, run in naskah.references():
            if run.target in naskah.tabel or run.target in naskah.gambar:
                yield naskah, block, run


@rule(
    code="RUJ01",
    level=Level.GALAT,
    statement="Nomor yang tercetak dalam rujukan adalah nomor tabel atau gambar yang ditunjuknya.",
    ground="Pembaca mencari tabel atau gambar menurut nomor yang tercetak.",
)
def printed_number_is_the_targets(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that print another number than their target has."""
    for naskah, block, run in _references(regulation):
        printed = _NUMBER.search(run.text)
        number = naskah.number(run.target)
        if printed and printed[0] != number:
            has = f"bernomor {number}" if number else "tidak bernomor"
            yield Violation(
                Site(block.location, block.key),
                f"Rujukan «{run.text.strip()}» menunjuk ke «{run.target}», yang {has}.",
                f"Tulis nomor yang benar; [](#{run.target}) mencetaknya sendiri.",
                {"tercetak": printed[0], "nomor": number, "sasaran": run.target},
                excerpt=run.text.strip(),
            )


@rule(
    code="RUJ02",
    level=Level.GALAT,
    statement="Rujukan menyebut tabel sebagai tabel dan gambar sebagai gambar.",
    ground="Tabel dan gambar bernomor sendiri-sendiri, jadi nomor yang sama ada pada keduanya.",
)
def kind_is_the_targets(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that call a table a figure, or a figure a table."""
    for _, block, run in _references(regulation):
        said = _KIND.search(run.text)
        kind = run.target.partition("-")[0]
        if said and said[0].lower() != kind:
            yield Violation(
                Site(block.location, block.key),
                f"Rujukan «{run.text.strip()}» menunjuk ke sebuah {kind}, yaitu «{run.target}».",
                f"Ganti kata «{said[0]}» dengan «{kind}», atau betulkan sasarannya, #{run.target}.",
                {"tercetak": said[0], "sasaran": run.target},
                excerpt=run.text.strip(),
            )


@rule(
    code="RUJ03",
    level=Level.PERINGATAN,
    statement="Tabel dan gambar yang disebut dengan nomor dirujuk dengan tautan, kecuali yang "
    "berikut sesudah alinea itu.",
    ground="Tanpa tautan, sasarannya tidak dapat diperiksa dan nomornya tidak ikut berubah.",
    mends="sebutan diberi tautan ke tabel atau gambar bernomor itu; yang tercetak tidak berubah.",
)
def numbers_are_linked(regulation: Regulation) -> Iterator[Violation]:
    """Yield the tables and figures that are named by number in plain text."""
    for naskah in regulation.naskah:
        known = {
            (kind, finding.nomor): key
            for kind, found in (("tabel", naskah.tabel), ("gambar", naskah.gambar))
            for key, finding in found.items()
        }
        numbers = {number for _, number in known}
        following = {
            block.key: after.target
            for block, after in pairwise(naskah.blocks)
            if isinstance(after, Placement)
        }
        for block, run in naskah.pieces():
            for hit in () if run.target else _UNLINKED.finditer(run.text):
                if "." not in hit[2] and hit[2] not in numbers:
                    continue  # «tabel 2 kolom»
                target = known.get((hit[1].lower(), hit[2]))
                beside = target is not None and target == following.get(block.key)
                if beside and _NEXT.match(run.text, hit.end()):
                    continue  # «Tabel 2.4 berikut:», and there it is
                key = target or f"{hit[1].lower()}-{hit[2].replace('.', '-')}"
                yield Violation(
                    Site(block.location, block.key),
                    f"«{hit[0]}» disebut tanpa tautan, jadi sasarannya tidak diperiksa.",
                    f"Tulis [{hit[0]}](#{key}).",
                    {"tercetak": hit[0]},
                    excerpt=hit[0],
                    repairs=[_linked(block, run, hit, key)] if target else (),
                )


def _linked(block: Block, run: Run, hit: re.Match[str], key: str) -> Repair:
    start, end = once(run.text, *hit.span())
    before, after = run.text[start : hit.start()], run.text[hit.end() : end]
    return Repair(block.location, run.text[start:end], f"{before}[{hit[0]}](#{key}){after}")


@rule(
    code="RUJ04",
    level=Level.PERINGATAN,
    statement="Setiap berkas tabel dan gambar ditempatkan dalam sebuah bab.",
    ground="Yang tidak ditempatkan tidak tercetak.",
)
def files_are_placed(regulation: Regulation) -> Iterator[Violation]:
    """Yield the files of tables and figures that no chapter places."""
    for naskah in regulation.naskah:
        for location in naskah.unplaced:
            name = location.file.rpartition("/")[2]
            yield Violation(
                Site(location, name.removesuffix(".yaml")),
                f"Berkas ini tidak ditempatkan di bab mana pun, jadi «{name}» tidak tercetak.",
                f"Tempatkan dengan ![]({name}) dalam baris tersendiri, atau hapus berkasnya.",
                {},
            )
