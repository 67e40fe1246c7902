"""RA, LKP: cells, sentences and outputs that were copied from elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from rbdocs.check.derived import group_by, meaning
from rbdocs.check.plan_words import content_words
from rbdocs.check.rule import Violation, bound, peringatan
from rbdocs.model.aturan import Bound
from rbdocs.model.chapter import Heading, Placement
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import same_name, tidy, without_label
from rbdocs.model.plan import ActionRow
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelHasil

# A shorter text is a part of an action («SD», «PAUD») and may well stand below several.
_WHOLE = 20
_TITLES = {"uraian": "Rencana aksi", "keterkaitan": "Keterkaitan", "indikator": "Indikator"}


@peringatan(
    code="RA05",
    statement="Rencana aksi, keterkaitan dan indikator ditulis untuk barisnya sendiri, bukan "
    "tersalin dari baris lain.",
    ground="Sel yang tersalin menggantikan isi yang seharusnya ada di situ.",
)
def bukan_salinan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the cells that say what another row says, which does something else."""
    for nomor in dict.fromkeys(kelompok.lampiran.lampiran for kelompok in regulation.kelompok):
        listing = [baris for baris in regulation.baris if baris.kelompok.lampiran.lampiran == nomor]
        for first, second, column in (*_copied_actions(listing), *_copied_bearings(listing)):
            yield _copy(first, second, column)
        for first, second in pairwise(listing):
            if _copied_output(first, second):
                yield _copy(first, second, "indikator")


def _copy(first: ActionRow, second: ActionRow, column: str) -> Violation:
    field, said = meaning(second.aksi, column) or (column, "")
    text = tidy(str(said))
    return Violation(
        second.site(field),
        f"{_TITLES[column]} ini sudah ada di {first.kode}: «{without_label(text)}».",
        "Tulis yang seharusnya ada di baris ini; bila memang sama, satukan selnya dengan lanjut.",
        {"kolom": column, "sama_dengan": first.kode},
        [Occurrence(baris.location(field), baris.kode, column) for baris in (first, second)],
    )


def _key(text: object) -> str:
    return same_name(without_label(str(text)))


def _copied_actions(listing: list[ActionRow]) -> Iterator[tuple[ActionRow, ActionRow, str]]:
    """Yield the rows with the action of one before but another output; LKP03 has the others."""
    own = [baris for baris in listing if baris.aksi.uraian and "uraian" not in baris.carried]
    for key, same in group_by(own, lambda baris: _key(baris.uraian)).items():
        if len(key) < _WHOLE:
            continue
        for second in same[1:]:
            if _key(same[0].aksi.indikator) != _key(second.aksi.indikator):
                yield same[0], second, "uraian"


def _copied_bearings(listing: list[ActionRow]) -> Iterator[tuple[ActionRow, ActionRow, str]]:
    """Yield the rows whose bearing on the target is word for word that of another action."""
    own = [
        (baris, text)
        for baris in listing
        if (said := meaning(baris.aksi, "keterkaitan")) is not None
        if len(text := _key(said[1])) >= _WHOLE
    ]
    for same in group_by(own, lambda item: item[1]).values():
        for (first, _), (second, _) in pairwise(same):
            words = content_words(same[0][1])
            if _key(first.uraian) != _key(second.uraian) and _fits_better(words, first, second):
                yield first, second, "keterkaitan"


def _copied_output(first: ActionRow, second: ActionRow) -> bool:
    """Whether *second* has the output of the row before, which fits what that row does better."""
    output = _key(second.aksi.indikator)
    if not output or output != _key(first.aksi.indikator):
        return False
    if min(len(_key(first.uraian)), len(_key(second.uraian))) < _WHOLE:
        return False  # of «SD» and «PAUD» nobody can tell
    return _fits_better(content_words(output), first, second)


def _fits_better(words: frozenset[str], first: ActionRow, second: ActionRow) -> bool:
    """Whether more of *words* are said of what *first* does than of what *second* does."""
    own, other = (content_words(without_label(baris.uraian.plain)) for baris in (second, first))
    return len(words & other) > len(words & own)


@peringatan(
    code="RA06",
    statement="Jenis kegiatan dalam satu Lampiran ditulis dengan satu sebutan untuk tiap jenis.",
    ground="Kolom itu memilah rencana aksi; sebutan yang berbeda sedikit terbaca sebagai jenis "
    "lain.",
)
def jenis_seragam(regulation: Regulation) -> Iterator[Violation]:
    """Yield the kinds of activity that are a longer, shorter or otherwise spelt form of another."""
    for nomor, listing in group_by(
        regulation.baris, lambda baris: baris.kelompok.lampiran.lampiran
    ).items():
        places: dict[str, list[tuple[str, Location]]] = {}
        for baris in listing:
            field, said = meaning(baris.aksi, "jenis_kegiatan") or ("", "")
            text = tidy(str(said))
            if text and text != "-":
                places.setdefault(text, []).append((baris.kode, baris.location(field)))
        counts = Counter({text: len(found) for text, found in places.items()})
        odd: dict[str, str] = {}
        for text, other in combinations(places, 2):
            if _variant(text, other):
                rare, usual = sorted((text, other), key=lambda item: counts[item])
                odd.setdefault(rare, usual)
        for rare, usual in odd.items():
            kode, where = places[rare][0]
            yield Violation(
                Site(where, kode),
                f"Jenis kegiatan «{rare}» mirip «{usual}» dalam Lampiran {nomor}.",
                "Pakai satu sebutan untuk tiap jenis di semua baris.",
                {"jenis_kegiatan": [rare, usual]},
                [
                    Occurrence(location, key, text)
                    for text in (rare, usual)
                    for key, location in places[text]
                ],
            )


def _variant(text: str, other: str) -> bool:
    """Whether one is the other but for letters' case or for words at its end."""
    short, long = sorted((same_name(text), same_name(other)), key=len)
    return short == long or long.startswith(f"{short} ")


_LONG_SENTENCE = 60  # characters; shorter ones ("sebagai berikut") may well recur
_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(])")


@peringatan(
    code="LKP05",
    statement="Satu kalimat panjang ditulis satu kali dalam bab-bab Lampiran.",
    ground="Alinea atau kalimat yang tersalin dua kali menandakan yang lain yang hilang.",
    bounds={"huruf": Bound(_LONG_SENTENCE, 20, 1000, "huruf kalimat terpendek yang dibandingkan")},
)
def kalimat_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the paragraphs and sentences of chapters that stand twice, each pair once."""
    sections = {
        key: name for naskah in regulation.own_naskah for key, name in naskah.sections().items()
    }
    sentences = [
        (block, sentence)
        for naskah in regulation.own_naskah
        for block in naskah.blocks
        if not isinstance(block, Heading | Placement)
        for sentence in _SENTENCE_END.split(block.plain)
        if len(sentence) >= bound(regulation, "LKP05", "huruf")
    ]
    told: set[tuple[str, ...]] = set()
    for listing in group_by(sentences, lambda item: same_name(item[1])).values():
        keys = tuple(block.key for block, _ in listing)
        if len(listing) == 1 or keys in told:
            continue  # of a paragraph that stands twice its first sentence is told
        told.add(keys)
        block, sentence = listing[1]
        yield Violation(
            Site(block.location, block.key),
            f"Kalimat ini sudah ada di {sections[keys[0]]}."
            if keys[0] != block.key
            else "Kalimat ini ditulis dua kali dalam alinea yang sama.",
            "Hapus salah satu, atau tulis kalimat yang seharusnya.",
            {"alinea": list(keys)},
            [Occurrence(item.location, sections[item.key], _begun(text)) for item, text in listing],
            excerpt=" ".join(sentence.split()[:6]),
        )


def _begun(sentence: str) -> str:
    """The first words of *sentence*."""
    if len(sentence) <= _LONG_SENTENCE:
        return sentence
    return f"{sentence[:_LONG_SENTENCE].rpartition(' ')[0]} …"


@peringatan(
    code="LKP06",
    statement="Satu keluaran (output) tercantum pada satu kegiatan utama, satu kali.",
    ground="Keluaran yang tercantum dua kali biasanya menggantikan keluaran lain yang hilang.",
)
def keluaran_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the outputs that the tables of outcomes give twice."""
    outputs: list[tuple[str, str, str, str, Location]] = []
    for naskah in regulation.naskah:
        for kode, tabel in naskah.tabel.items():
            for kegiatan in tabel.kegiatan_utama if isinstance(tabel, TabelHasil) else ():
                for output in kegiatan.output:
                    text = output.uraian.plain
                    at = f"{tabel.sebutan} nomor {kegiatan.no}"
                    key = same_name(without_label(text))
                    outputs.append((key, kode, text, at, output.location("uraian")))
    for listing in group_by(outputs, lambda item: item[0]).values():
        if len(listing) > 1:
            _, kode, text, at, where = listing[1]
            first = listing[0]
            yield Violation(
                Site(where, kode),
                f"«{text}» ({at}) sudah tercantum sebagai «{first[2]}» ({first[3]}).",
                "Tulis keluaran yang seharusnya, atau hapus salah satu.",
                {"keluaran": text},
                [Occurrence(place, name, shown) for _, _, shown, name, place in listing],
            )
