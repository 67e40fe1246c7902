"""Counts the characters of the enacted text in the documents, straight from its raw lines.

Knows nothing of `pembacaan.yaml`: a mistake in that reading cannot hide a lost text here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from tests.docx_reader import Document
from tests.enacted_text import Lampiran, tanpa_tanda
from tests.table import Row, bentang, padat

POTONGAN = 12  # the shortest piece of a cell that a page break leaves and that proves anything
KATA = 4  # the shortest run of characters that counts as the same text


@dataclass
class Coverage:
    """How much of a Lampiran was found, and which cells are not whole."""

    count: int = 0
    present: int = 0
    missing: list[str] = field(default_factory=list)

    @property
    def parts(self) -> float:
        return self.present / self.count if self.count else 1.0

    def note(self, nomor: int, cells: str, present: int) -> None:
        """Add a cell of which `ada` characters were found."""
        self.count += len(cells)
        self.present += present
        if present < len(cells):
            self.missing.append(
                f"baris {nomor} naskah: {present} dari {len(cells)} karakter {cells[:60]!r}"
            )


def coverage_of(lampiran: Lampiran, documents: Document) -> Coverage:
    """Look every raw cell of the Lampiran up in the document, table cells in the right row."""
    result = Coverage()
    table = set(lampiran.spans["tabel"])
    outside = [padat(" ".join(documents.before)), padat(" ".join(documents.after))]
    kepala = [padat(cells.text) for row in documents.kepala_tabel for cells in row.cells]
    for nomor, text in lampiran.naskah.items():
        if nomor not in table:
            depth = kepala if nomor in lampiran.spans["kepala_tabel"] else outside
            for cells in _sel(text):
                result.note(nomor, cells, _ditemukan(cells, depth))
    _cakupan_tabel(result, lampiran, documents.row)
    return result


def _cakupan_tabel(result: Coverage, lampiran: Lampiran, table: Sequence[Row]) -> None:
    row = [[padat(text) for text in content] for content in bentang(table)] or [[]]
    naskah = {
        nomor: content
        for nomor in lampiran.spans["tabel"]
        if (content := _sel(lampiran.naskah[nomor]))
    }
    pasangan = _baris_untuk(list(naskah.values()), row)
    rest = [Counter(cells for cells in content if cells) for content in row]
    for (nomor, sel_naskah), indeks in zip(naskah.items(), pasangan, strict=True):
        # after a page break (a blank line) a cell may open with the end of the cell above
        above = list(rest[indeks - 1]) if indeks and nomor - 1 not in naskah else []
        for cells in sorted(sel_naskah, key=lambda cells: cells not in rest[indeks]):
            if rest[indeks][cells] > 0:
                rest[indeks][cells] -= 1
                result.note(nomor, cells, len(cells))
            else:
                # digits and short words are found by chance: only a whole cell proves them
                find = [s for s in rest[indeks] if rest[indeks][s] > 0 and len(cells) >= POTONGAN]
                result.note(nomor, cells, _ditemukan(cells, find, cadangan=above))


def unknown_names(lampiran: Lampiran, documents: Document) -> list[str]:
    """The cells of the document whose text, or whose number, the enacted text does not have."""
    naskah = Counter(
        cells for nomor in lampiran.spans["tabel"] for cells in _sel(lampiran.naskah[nomor])
    )
    length = [
        cells for cells in naskah if len(cells) >= POTONGAN
    ]  # before counting adds other keys
    result: list[str] = []
    for row in documents.row:
        for nama, cells in zip(lampiran.columns, row.cells, strict=False):
            text = padat(cells.text)
            naskah[text] -= 1
            if text and naskah[text] < 0 and not _tersusun(text, length):
                result.append(f"baris {row.nomor} tabel, kolom {nama}: {cells.text!r}")
    return result


def _tersusun(text: str, length: Sequence[str]) -> bool:
    """Whether a text is a cell torn by a page break: pieces of other long raw cells."""
    other = [cells for cells in length if cells != text]
    if len(text) >= POTONGAN and any(cells.endswith(text) for cells in other):
        return True
    return any(
        text.startswith(start) and end.startswith(text[len(start) :])
        for start in other
        if len(text) - len(start) >= POTONGAN
        for end in other
    )


def _baris_untuk(naskah: Sequence[Sequence[str]], table: Sequence[Sequence[str]]) -> list[int]:
    """The table row of each raw line: in order, several lines to a row where that fits best."""

    def hit(sel_naskah: Sequence[str], content: Sequence[str]) -> int:
        return sum(len(cells) for cells in sel_naskah if any(cells in text for text in content))

    terbaik = [0] * len(table)  # best sum with the last line so far at or before this row
    asal: list[list[int]] = []
    for sel_naskah in naskah:
        new: list[int] = []
        pilih: list[int] = []
        for indeks, content in enumerate(table):
            nilai = terbaik[indeks] + hit(sel_naskah, content)
            if new and new[-1] >= nilai:
                new.append(new[-1])
                pilih.append(pilih[-1])
            else:
                new.append(nilai)
                pilih.append(indeks)
        terbaik = new
        asal.append(pilih)
    result: list[int] = []
    indeks = len(table) - 1
    for pilih in reversed(asal):
        indeks = pilih[indeks]
        result.append(indeks)
    return result[::-1]


def _sel(row: str) -> list[str]:
    """The non-empty cells of a raw line, without white space."""
    return [padat(cells) for cells in tanpa_tanda(row).split("\t") if cells.strip()]


def _ditemukan(cells: str, find: Sequence[str], cadangan: Sequence[str] = ()) -> int:
    """How many characters of a raw cell are there; the rest may be in the reserve."""
    if any(cells in text for text in find):
        return len(cells)
    terbaik = max((_cocok(cells, text) for text in find), key=_panjang, default=[])
    present = _panjang(terbaik)
    tertutup = {i for restart, length in terbaik for i in range(restart, restart + length)}
    belum = "".join(huruf for i, huruf in enumerate(cells) if i not in tertutup)
    if present and len(belum) >= POTONGAN and any(belum in text for text in cadangan):
        return len(cells)
    return present


def _cocok(cells: str, text: str) -> list[tuple[int, int]]:
    """The pieces (start, length) of a raw cell that stand in a text in the same order."""
    blocks = SequenceMatcher(None, cells, text, autojunk=False).get_matching_blocks()
    return [(b.a, b.size) for b in blocks if b.size >= KATA]


def _panjang(blocks: Sequence[tuple[int, int]]) -> int:
    return sum(length for _, length in blocks)
