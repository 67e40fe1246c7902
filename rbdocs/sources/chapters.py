"""Load a Lampiran of running text: naskah.yaml, its chapters, and the tables and figures there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from rbdocs.files import Project
from rbdocs.model.chapter import (
    Bagian,
    BerkasBab,
    Block,
    Heading,
    Naskah,
    Placement,
    Run,
    SusunanNaskah,
    heading_key,
)
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.model.node import Node
from rbdocs.sources.figure import lone_images, read_figure
from rbdocs.sources.markdown import Keys, read_blocks
from rbdocs.sources.shape import shape
from rbdocs.sources.table import check_numbers, load_tabel
from rbdocs.sources.text_file import SourceFile, read_text
from rbdocs.sources.yaml_file import read

MAX_SIZE = 300_000  # bytes; the longest chapter of 2023 has under 30,000
MAX_PARAGRAPH = 20_000  # characters; the longest of 2023 has under 2,000
T = TypeVar("T", bound=Node)


def load_naskah(project: Project, folder: Path) -> tuple[Naskah | None, list[Finding]]:
    """Read the Lampiran in *folder*; None where naskah.yaml or a chapter cannot be read.

    What is wrong in the chapters, the tables and the figures is all told in one run.
    """
    return _Loader(project, folder).load()


class _Loader:
    def __init__(self, project: Project, folder: Path) -> None:
        self._project = project
        self._folder = folder
        self._findings: list[Finding] = []
        self._keys = Keys()
        self._unread = False  # whether a chapter could not be read

    def load(self) -> tuple[Naskah | None, list[Finding]]:
        susunan = self._node(self._folder / "naskah.yaml", SusunanNaskah)
        if susunan is None:
            return None, self._findings
        naskah = Naskah(susunan, list(self._blocks(susunan)))
        self._placements(naskah)
        self._findings += check_numbers(naskah.tabel)
        self._findings += lone_images(self._project, self._folder)
        if self._unread:  # what it places and numbers is not known
            return naskah, self._findings
        self._references(naskah)
        naskah.unplaced = list(self._unplaced(naskah))
        return naskah, self._findings

    def _node(self, path: Path, jenis: type[T]) -> T | None:
        file = read(self._project, path)
        result = shape(file, jenis)
        self._findings += file.findings
        return result

    def _note(
        self, kode: str, location: Location, message: str, hint: str, excerpt: str = ""
    ) -> None:
        self._findings.append(
            Finding(kode, Level.GALAT, message, location, hint=hint, excerpt=excerpt)
        )

    def _blocks(self, susunan: SusunanNaskah) -> Iterator[Block]:
        part, read_before = "", set[str]()
        for isi in susunan.isi:
            if isinstance(isi, Bagian):
                part = self._keys.take(heading_key(isi.bagian, ""))
                yield Heading(part, isi.location("bagian"), (Run(isi.bagian),), 0)
            elif isi.berkas in read_before:
                message = f"Berkas «{isi.berkas}» sudah disebut sebelumnya."
                self._note("MUAT47", isi.location("berkas"), message, "Hapus salah satu.")
            else:
                read_before.add(isi.berkas)
                yield from self._chapter(isi, part)

    def _chapter(self, bab: BerkasBab, part: str) -> list[Block]:
        if not _is_file_name(bab.berkas, ".md"):
            message = f"«{bab.berkas}» bukan nama berkas bab."
            hint = "Tulis nama berkas .md saja, tanpa folder; berkasnya di samping naskah.yaml."
            self._note("MUAT45", bab.location("berkas"), message, hint)
            self._unread = True
            return []
        path = self._folder / bab.berkas
        file = SourceFile(self._project.show(path))
        text = read_text(self._project, path, file, MAX_SIZE)
        blocks: list[Block] = []
        if text is not None and not _note_long(file, text):
            blocks = read_blocks(file, text, self._keys, part)
            if not blocks and not file.findings:
                hint = "Isi bab ini, atau hapus berkasnya dari naskah.yaml."
                file.note("MUAT09", Location(file.nama, 1, 1), "Bab ini kosong.", hint)
        self._findings += file.findings
        self._unread = self._unread or not blocks
        return blocks

    def _placements(self, naskah: Naskah) -> None:
        first: dict[str, Location] = {}
        for block in naskah.blocks:
            if not isinstance(block, Placement):
                continue
            if block.target in first:
                message = f"«{block.target}» sudah ditempatkan di {first[block.target]}."
                hint = "Hapus salah satu; untuk menyebutnya lagi tulis [](#nama)."
                self._note("MUAT47", block.location, message, hint)
                continue
            first[block.target] = block.location
            self._target(naskah, block)

    def _target(self, naskah: Naskah, block: Placement) -> None:
        path = self._folder / f"{block.target}.yaml"
        if not path.is_file():
            names = [item.name for item in self._folder.glob("*.yaml")]
            message = f"Berkas «{path.name}» tidak ada di {self._project.show(self._folder)}."
            hint = similar_hint(path.name, names) or "Buat berkas itu, atau betulkan namanya."
            self._note("MUAT45", block.location, message, hint)
        elif block.target.startswith("tabel-"):
            tabel, findings = load_tabel(self._project, path)
            self._findings += findings
            if tabel is not None:
                naskah.tabel[block.target] = tabel
        else:
            gambar, findings = read_figure(self._project, path)
            # A typeface that is missing is missing for every figure.
            self._findings += [finding for finding in findings if finding not in self._findings]
            if gambar is not None:
                naskah.gambar[block.target] = gambar

    def _references(self, naskah: Naskah) -> None:
        placed = [block.target for block in naskah.blocks if isinstance(block, Placement)]
        for block, run in naskah.references():
            if run.target not in placed:
                shown = f" («{run.text}»)" if run.text else ""
                message = f"Rujukan{shown} menunjuk ke «#{run.target}», yang tidak ditempatkan."
                hint = similar_hint(run.target, placed) or (
                    "Tempatkan dengan ![](nama-berkas.yaml), atau betulkan namanya."
                )
                self._note("MUAT46", block.location, message, hint, f"#{run.target}")
            elif (
                not run.text
                and run.target in naskah.tabel | naskah.gambar
                and naskah.number(run.target) is None
            ):
                message = f"«{run.target}» tidak bernomor, jadi [](#{run.target}) kosong."
                hint = "Tulis teks rujukannya di antara kurung siku."
                self._note("MUAT46", block.location, message, hint, f"#{run.target}")

    def _unplaced(self, naskah: Naskah) -> Iterator[Location]:
        placed = {block.target for block in naskah.blocks if isinstance(block, Placement)}
        for path in sorted(self._folder.glob("*.yaml")):
            if _PLACEABLE.fullmatch(path.stem) and path.stem not in placed:
                yield Location(self._project.show(path))


# Another name, such as a copy's, can stand in no chapter; it is told as unused.
_PLACEABLE = re.compile(r"(tabel|gambar)-[a-z0-9-]+")


def _is_file_name(name: str, suffix: str) -> bool:
    return name.endswith(suffix) and not set(name) & set("/\\:") and not name.startswith(".")


def _note_long(file: SourceFile, text: str) -> bool:
    """Note a line that is no paragraph of a person's; reading it could take very long."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > MAX_PARAGRAPH:
            message = f"Baris ini terlalu panjang: {len(line)} huruf; batasnya {MAX_PARAGRAPH}."
            hint = "Periksa apakah ini memang teks bab; pecah menjadi beberapa paragraf."
            file.note("MUAT02", Location(file.nama, number, 1), message, hint)
            return True
    return False
