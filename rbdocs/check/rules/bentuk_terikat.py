"""EJA: prefixes that are no words, written as if they were."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.grouping import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level, Occurrence
from rbdocs.model.kata import listed
from rbdocs.model.peraturan import Regulasi
from rbdocs.model.potongan import Potongan

# After these the word before them is no prefix: layanan antar ke rumah, antar jemput.
_NOT_JOINED = frozenset(("atau", "dan", "dari", "di", "jemput", "ke", "sampai"))


@rule(
    code="EJA06",
    level=Level.PERINGATAN,
    statement="Bentuk terikat ditulis serangkai dengan kata sesudahnya: antarinstansi, "
    "antikorupsi, se-Indonesia.",
    ground="PUEBI (Permendikbud 50/2015), I.H: gabungan kata yang salah satu unsurnya hanya "
    "dipakai dalam kombinasi. Daftarnya: terikat dalam sources/kosakata.yaml.",
    wrong="uraian: Menyelaraskan dokumen antar instansi",
    right="uraian: Menyelaraskan dokumen antarinstansi",
)
def bentuk_terikat(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the prefixes that stand as words of their own, each with all its places."""
    prefixes = "|".join(map(re.escape, regulasi.kosakata.terikat))
    if not prefixes:
        return
    pattern = re.compile(rf"(?<![\w-])({prefixes}) +([^\W\d_]{{2,}})", re.IGNORECASE)
    found: list[tuple[str, str, str, Potongan]] = []
    for one in regulasi.potongan:
        if one.kode.startswith("mengingat-"):
            continue  # a law's own name is not mended
        for hit in pattern.finditer(one.text):
            if hit[2].casefold() not in _NOT_JOINED and not one.is_italic(hit.start()):
                found.append((hit[1].casefold(), hit[0], _joined(hit[1], hit[2]), one))
    for prefix, listing in group_by(found, lambda one: one[0]).items():
        _, written, _, first = listing[0]
        forms = dict.fromkeys(form for _, _, form, _ in listing)
        yield Violation(
            first.location,
            first.kode,
            f"«{prefix}» bukan kata tersendiri, tetapi ditulis terpisah {len(listing)} kali: "
            f"«{written}».",
            f"Tulis {listed(f'«{form}»' for form in forms)}.",
            {"bentuk": prefix, "banyaknya": len(listing)},
            [Occurrence(one.location, one.tempat, text) for _, text, _, one in listing],
            excerpt=written,
        )


def _joined(prefix: str, word: str) -> str:
    """The two as one word; a hyphen keeps a name's capital inside a sentence."""
    if word.isupper() or (word[0].isupper() and prefix.islower()):
        return f"{prefix}-{word}"
    return prefix + word.casefold()
