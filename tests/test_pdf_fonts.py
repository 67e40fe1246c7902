"""Bookman Old Style where the machine has it, else its stand-in, and a line that says which."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from pikepdf import Pdf

from rbdocs.pdf.convert import convert
from rbdocs.pdf.inspect import embedded_fonts, font_line
from rbdocs.pdf.office import _font_files, find_office, fonts_identity


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only fonts are those in the folder returned, and which knows no stand-ins."""
    folder = tmp_path / "huruf"
    folder.mkdir()
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(configuration))
    return folder


def installed(pattern: str) -> list[Path]:
    """The files of this machine's URW fonts that fit *pattern*."""
    folders = {path.parent for path in _font_files() if path.suffix == ".otf"}
    found = [path for folder in folders for path in folder.glob(pattern)]
    assert found, f"{pattern} tidak ada: pasang fonts-urw-base35"
    return found


def fonts_of(document: Path) -> set[str]:
    made = convert(find_office(), {document.name: document.read_bytes()})
    inside, outside = embedded_fonts(Pdf.open(io.BytesIO(made[document.name])))
    assert not outside
    return inside


def rename(path: Path, family: str, target: Path) -> None:
    """Write the font at *path* to *target*, as a font of the family *family*."""
    font = TTFont(path)
    style = font["name"].getDebugName(2)
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = family if record.nameID != 4 else f"{family} {style}"
    top = font["CFF "].cff.topDictIndex[0]
    top.FamilyName, top.FullName = family, f"{family.replace(' ', '')}-{style}"
    font.save(target)


def test_the_stand_in_is_used_even_where_the_machine_does_not_know_it_as_one(
    built: Path, machine: Path
) -> None:
    for pattern in ("URWBookman-*.otf", "C059-*.otf", "NimbusSans-*.otf"):
        for path in installed(pattern):
            shutil.copy(path, machine)
    names = fonts_of(built / "lampiran-4.docx")
    assert {name[:10] for name in names} == {"URWBookman"}
    assert font_line(names) == (
        "Huruf PDF: URW Bookman, pengganti Bookman Old Style yang tidak ada di komputer ini."
    )


def test_the_font_itself_comes_before_its_stand_in(built: Path, machine: Path) -> None:
    for path in installed("URWBookman-*.otf"):
        shutil.copy(path, machine)
        rename(path, "Bookman Old Style", machine / path.name.replace("URWBookman", "BOOKOS"))
    names = fonts_of(built / "lampiran-4.docx")
    assert font_line(names) == "Huruf PDF: Bookman Old Style."


def test_a_machine_with_neither_is_warned(built: Path, machine: Path) -> None:
    for path in installed("C059-*.otf"):
        shutil.copy(path, machine)
    line = font_line(fonts_of(built / "lampiran-4.docx"))
    assert line.startswith("Peringatan: huruf PDF C059")
    assert "fonts-urw-base35" in line


def test_the_font_itself_needs_no_word_of_a_stand_in() -> None:
    assert font_line({"BookmanOldStyle", "BookmanOldStyle,Bold"}) == "Huruf PDF: Bookman Old Style."


def test_other_fonts_beside_it_are_named() -> None:
    assert font_line({"BookmanOldStyle", "OpenSymbol"}) == (
        "Huruf PDF: Bookman Old Style (juga OpenSymbol, untuk tanda lain)."
    )


def test_a_newly_installed_font_asks_for_new_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    before = fonts_identity()
    fonts = tmp_path / ".local/share/fonts"
    fonts.mkdir(parents=True)
    (fonts / "lain.ttf").write_bytes(b"")
    assert fonts_identity() == before
    (fonts / "BOOKOS.TTF").write_bytes(b"")
    assert fonts_identity() != before
    assert os.fspath(fonts / "BOOKOS.TTF") in map(os.fspath, _font_files())
