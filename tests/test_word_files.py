"""Reading Word files that people send: whoever wrote them, and whatever is wrong with them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rbdocs.cli import main

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def package(document: str) -> bytes:
    """A Word file whose body is *document*."""
    xml = f'<w:document xmlns:w="{W}"><w:body>{document}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(rows: list[list[str]], marks: dict[int, str] | None = None) -> str:
    def row(index: int, cells: list[str]) -> str:
        mark = (marks or {}).get(index, "")
        return f"<w:tr>{mark}{''.join(f'<w:tc>{paragraph(c)}</w:tc>' for c in cells)}</w:tr>"

    return f"<w:tbl>{''.join(row(i, cells) for i, cells in enumerate(rows))}</w:tbl>"


@cache
def bomb() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"\0" * 60_000_000})


@cache
def lying_bomb() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(bomb())
    size = (60_000_000).to_bytes(4, "little")
    position = data.rfind(size)
    data[position : position + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def deep() -> bytes:
    return package("<w:tbl><w:tr><w:tc>" * 5000)


def entities(utf_16: bool = False) -> bytes:
    text = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    content = text.encode("utf-16" if utf_16 else "utf-8")
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": content})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a text": (lambda: b"Ini bukan berkas Word.", "bukan berkas Word"),
    "an empty file": (lambda: b"", "bukan berkas Word"),
    "a spreadsheet": (lambda: zipped({"xl/workbook.xml": b"<x/>"}), "bukan berkas Word"),
    "a zip bomb": (bomb, "terlalu besar"),
    "a zip bomb that lies": (lying_bomb, "bukan berkas Word"),
    "a file of old Word": (lambda: OLE, "berkas Word lama (.doc)"),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "dilindungi sandi"),
    "half a file": (lambda: package(paragraph("a"))[:200], "bukan berkas Word"),
    "broken XML": (lambda: package("<w:p>"), "rusak"),
    "tables in tables without end": (deep, "rusak"),
    "entities": (entities, "DOCTYPE"),
    "entities in UTF-16": (lambda: entities(utf_16=True), "DOCTYPE"),
    "a text of RTF": (lambda: b"{\\rtf1\\ansi a}", "RTF"),
    "a PDF": (lambda: b"%PDF-1.7 a", "PDF"),
    "a text of LibreOffice": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "LibreOffice (.odt)",
    ),
    "a text in one XML": (
        lambda: (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
            b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>'
        ),
        "Word XML",
    ),
    "a workbook with the name of a text": (
        lambda: zipped(
            {
                "[Content_Types].xml": b'<Types><Override PartName="/word/document.xml"'
                b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
                b'sheet.main+xml"/></Types>',
                "word/document.xml": b"<x/>",
            }
        ),
        "bukan berkas Word",
    ),
    "a name that points outside": (
        lambda: zipped(
            {"[Content_Types].xml": b"", "word/document.xml": b"<x/>", "../jahat": b"x"}
        ),
        "menunjuk ke luar",
    ),
}


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("command", ["verifikasi", "banding", "teks"])
def test_a_file_that_is_no_word_file_is_told(
    what: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, message = BAD[what]
    file, good = tmp_path / "kiriman.docx", tmp_path / "baik.docx"
    file.write_bytes(make())
    good.write_bytes(package(paragraph("a")))
    others = [str(good)] if command == "banding" else []
    assert main([command, str(file), *others]) == 2
    shown = capsys.readouterr().err
    assert message in shown
    assert "kiriman.docx" in shown
    assert "Traceback" not in shown


def test_a_file_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verifikasi", str(tmp_path / "hilang.docx")]) == 2
    assert "tidak ada" in capsys.readouterr().err
    assert main(["verifikasi", str(tmp_path)]) == 2
    assert "ini folder" in capsys.readouterr().err


def test_a_word_file_without_mark_is_not_compared_with_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "kiriman.docx"
    file.write_bytes(package(paragraph("a")))
    assert main(["banding", "2023", str(file)]) == 2
    assert "bukan dokumen buatan program ini" in capsys.readouterr().err


def compared(tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str) -> str:
    files = [tmp_path / "lama.docx", tmp_path / "baru.docx"]
    for file, content in zip(files, (old, new), strict=True):
        file.write_bytes(package(content))
    assert main(["banding", *map(str, files)]) == 1
    return capsys.readouterr().out


def test_two_files_are_compared_by_paragraph_row_and_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["No", "Uraian"], ["1", "Menyusun dokumen rencana"], ["2", "Rapat koordinasi"]]
    new = [rows[0], ["1", "Menyusun dokumen akhir"], ["3", "Hal lain sama sekali"], rows[2]]
    shown = compared(
        tmp_path,
        capsys,
        paragraph("Judul lama") + table(rows),
        paragraph("Judul baru") + table(new),
    )
    assert "Judul [-lama-]{+baru+}" in shown
    assert "diubah: Tabel 1, baris 2, kolom 2\n  Menyusun dokumen [-rencana-]{+akhir+}" in shown
    assert "ditambah: Tabel 1, baris 3\n  + 3 Hal lain sama sekali" in shown
    assert "3 perubahan: 1 ditambah, 2 diubah." in shown


def test_a_column_added_by_hand_is_one_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["No", "Uraian", "Total"], ["1", "Menyusun", "5"], ["2", "Rapat", "7"]]
    wide = [[a, b, extra, c] for (a, b, c), extra in zip(rows, ("Catatan", "x", "y"), strict=True)]
    head = {0: "<w:trPr><w:tblHeader/></w:trPr>"}
    shown = compared(tmp_path, capsys, table(rows, head), table(wide, head))
    assert "ditambah: Tabel 1, kolom 3\n  + Catatan" in shown
    assert "1 perubahan: 1 ditambah." in shown


def test_tracked_changes_count_as_accepted_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tracked = (
        '<w:p><w:r><w:t xml:space="preserve">Satu </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>dua</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>tiga</w:t></w:r></w:ins></w:p>'
    )
    shown = compared(tmp_path, capsys, paragraph("Satu dua"), tracked)
    assert "Track Changes" in shown
    assert "Satu [-dua-]{+tiga+}" in shown


def test_two_files_with_nothing_in_common_are_compared_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = compared(
        tmp_path, capsys, paragraph("Aku") + paragraph("Kamu"), table([["x", "y"], ["z", "w"]])
    )
    assert "3 perubahan: 1 ditambah, 2 dihapus." in shown
