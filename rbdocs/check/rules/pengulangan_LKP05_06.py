"""LKP: sentences and outputs that stand twice in the chapters and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, bound, rule
from rbdocs.model.aturan import Bound
from rbdocs.model.chapter import Heading, Placement
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelHasil
from rbdocs.model.words import same_name, without_label

_LONG_SENTENCE = 60  # characters; shorter ones ("sebagai berikut") may well recur
_SENTENCE_END = re.compile(r"(?<=[.;?!])\s+(?=[A-Z(])")


@rule(
    code="LKP05",
    level=Level.PERINGATAN,
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
            block.location,
            block.key,
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


@rule(
    code="LKP06",
    level=Level.PERINGATAN,
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
                where,
                kode,
                f"«{text}» ({at}) sudah tercantum sebagai «{first[2]}» ({first[3]}).",
                "Tulis keluaran yang seharusnya, atau hapus salah satu.",
                {"keluaran": text},
                [Occurrence(place, name, shown) for _, _, shown, name, place in listing],
            )
