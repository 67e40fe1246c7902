"""The report on how the documents of 2023 differ from the enacted text: docs/kesetiaan-2023.md.

python -m tests.fidelity_report FOLDER     FOLDER holds the documents, as in output/2023
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Protocol

import yaml

from tests import enacted_chapters
from tests.coverage import coverage_of
from tests.docx_reader import read_body, read_docx, read_pieces, read_tables
from tests.enacted_tables import read_enacted_tables
from tests.enacted_text import ACUAN, read_enacted
from tests.table import Row, padat
from tests.test_body_fidelity import ITALICS, enacted_lines

REPORT = Path(__file__).parents[1] / "docs/kesetiaan-2023.md"
HEAD = """\
# Kesetiaan dokumen 2023 terhadap naskah yang ditetapkan

<!-- Dibuat dari pembandingan: python -m tests.fidelity_report output/2023 -->

Dokumen Word Peraturan Bupati Batang Nomor 53 Tahun 2023 dibandingkan dengan naskah acuan
(`tests/acuan/naskah.txt`), karakter demi karakter menurut urutannya; spasi dan ganti baris tidak
dihitung. Yang hilang dari naskah acuan sendiri tercatat dalam `tests/acuan/celah.md`.

"""
MARKS = (
    "Tanda pembacaan tidak dihitung sebagai teks: bintang di kiri-kanan huruf miring, strip di\n"
    "muka penanda butir, kurung sudut di kiri-kanan alamat web, dan tag HTML dalam sel tabel."
)


@dataclass(frozen=True)
class Part:
    """A part of the regulation: its characters in the enacted text and the document."""

    name: str
    enacted: int
    found: int
    added: int

    @property
    def share(self) -> float:
        """The share of the enacted characters that the document has, from 0 to 1."""
        return self.found / self.enacted

    def line(self) -> str:
        percent = f"{self.share * 100:.3f}".replace(".", ",")
        numbers = " | ".join(f"{n:,}".replace(",", ".") for n in (self.enacted, self.found))
        return f"| {self.name} | {numbers} | {percent}% | {self.added} |"


def measure(folder: Path) -> list[Part]:
    """Measure every part of the regulation in the documents in *folder*."""
    return [_body(folder), _chapters(folder), _tables(folder), *_plans(folder)]


def report(parts: Sequence[Part]) -> str:
    """Return the report on *parts* with every difference that has a name."""
    lines = [
        "| bagian | karakter naskah | ada dalam dokumen | kesetiaan | tambahan |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(part.line() for part in parts),
        "",
        MARKS,
        "",
        *_differences(),
    ]
    return HEAD + "\n".join(lines).rstrip() + "\n"


def _body(folder: Path) -> Part:
    raw = padat(ITALICS.sub(r"\1", "\n".join(enacted_lines())))
    document = padat("".join(text for text, _ in read_pieces(folder / "perbup.docx")))
    return _part("Batang tubuh", raw, document)


def _chapters(folder: Path) -> Part:
    raw = enacted_chapters.raw_text()
    seen = read_body(folder / "lampiran-1.docx")
    document = padat("".join(item.text for item in seen))
    marks = enacted_chapters.marks_skipped(raw, document).total()
    return Part("Lampiran I, teks", len(raw) - marks, len(document), 0)


def _tables(folder: Path) -> Part:
    enacted = [
        cell for table in read_enacted_tables() for part in table.parts for cell in _cells(part)
    ]
    seen = [table for table in read_tables(folder / "lampiran-1.docx") if table.kepala_tabel]
    return _part("Lampiran I, tabel", enacted, [cell for item in seen for cell in _cells(item)])


def _plans(folder: Path) -> Iterator[Part]:
    for number, lampiran in enumerate(read_enacted(), start=2):
        document = read_docx(folder / f"lampiran-{number}.docx")
        raw = coverage_of(lampiran, document)
        around = [*lampiran.text("kepala"), *lampiran.text("judul"), *lampiran.text("tanda_tangan")]
        enacted = [*_letters(around), *_cells(lampiran)]
        shown = [*_letters([*document.before, *document.after]), *_cells(document)]
        added = _part(lampiran.nama, enacted, shown).added
        yield Part(f"Lampiran {lampiran.nama}", raw.count, raw.present, added)


class _Table(Protocol):
    @property
    def kepala_tabel(self) -> list[Row]: ...
    @property
    def row(self) -> list[Row]: ...


def _cells(part: _Table) -> list[str]:
    rows = [*part.kepala_tabel, *part.row]
    return [padat(cell.text) for row in rows for cell in row.cells if cell.restart]


def _letters(texts: Sequence[str]) -> list[str]:
    """Heading and signature letter by letter: their lines are broken otherwise on each side."""
    return list(padat("".join(texts)))


def _part(name: str, enacted: Sequence[str], document: Sequence[str]) -> Part:
    blocks = SequenceMatcher(None, enacted, document, autojunk=False).get_matching_blocks()
    found = sum(len(text) for b in blocks for text in enacted[b.a : b.a + b.size])
    total, shown = (sum(map(len, item)) for item in (enacted, document))
    return Part(name, total, found, shown - found)


def _differences() -> Iterator[str]:
    yield from _section("Batang tubuh", _named_in_body())
    chapters = enacted_chapters.reading()
    readings = [
        (_lines(entry["baris"]), entry["alasan"])
        for kind in ("sambung", "pisah", "ganti")
        for entry in chapters[kind]
    ]
    lost = _lines(chapters["gambar"])
    drawn = "Naskah acuan hanya memuat keterangan gambar; gambarnya digambar ulang dari uraian bab."
    yield from _section("Lampiran I, teks", [*readings, (lost, drawn)])
    tables = yaml.safe_load((ACUAN / "pembacaan-tabel.yaml").read_text(encoding="utf-8"))["tabel"]
    named = [(str(table["judul"]), table["alasan"]) for table in tables if "alasan" in table]
    yield from _section("Lampiran I, tabel (baris judulnya)", named)
    plans = yaml.safe_load((ACUAN / "pembacaan.yaml").read_text(encoding="utf-8"))["lampiran"]
    for plan in plans:
        entries = [(_lines(item["baris"]), item["alasan"]) for item in plan["entri"]]
        yield from _section(f"Lampiran {plan['lampiran']}", entries)


def _named_in_body() -> list[tuple[str, str]]:
    table = (ACUAN / "badan.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| (`.+?`) \| (`.+?`) \| (.+) \|$", table, re.MULTILINE)
    return [(line, f"{read} dibaca {ours}. {reason}") for line, read, ours, reason in rows]


def _lines(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{line} (lanjutan {onto})" for line, onto in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _section(title: str, entries: Sequence[tuple[str, str]]) -> Iterator[str]:
    yield from (f"## {title}", "", "| baris naskah | cara dibaca, dan mengapa |", "| --- | --- |")
    for lines, reason in entries:
        told = " ".join(reason.split()).replace("|", "\\|")
        yield f"| {lines} | {told} |"
    yield ""


if __name__ == "__main__":
    REPORT.write_text(report(measure(Path(sys.argv[1]))), encoding="utf-8")
