"""A workbook comes in: what it is, and whether it may be opened, is judged before it is."""

from __future__ import annotations

import re
from pathlib import Path

from rbdocs.files import FileProblem, NotRegular, TooLarge, read_regular
from rbdocs.word.package import PackageProblem, unpack

LARGEST = 20_000_000  # bytes; a form has under a million
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Excel before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"  # OpenDocument 1.3, part 2, 2.2.4
_SAVE = "Buka di Excel, simpan sebagai Excel Workbook (.xlsx), lalu kirim yang itu."
_MACROS = re.compile(r"vba(Project|Data)|macrosheets/|activeX/", re.IGNORECASE)
_OUTSIDE = re.compile(r"externalLinks/|connections\.xml|queryTables/", re.IGNORECASE)
_EMBEDDED = re.compile(r"embeddings/|oleObject", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MOST_CELLS = 400_000  # that any sheet may claim; a form of 6,000 rows has 150,000
_ROWS = re.compile(rb"<(?:\w+:)?c[ >/]")


class BookProblem(Exception):
    """A file is no workbook that may be read; ``str()`` says why and what to do, in Indonesian."""


def read_book(path: Path) -> bytes:
    """Return the bytes of the workbook at *path*, once it has been looked into.

    Raises BookProblem, or FileProblem where there is no such file.
    """
    try:
        data = read_regular(path, LARGEST)
    except TooLarge as error:
        raise BookProblem(
            f"berkas ini terlalu besar ({error}). Hapus gambar dan lembar yang ditambahkan, lalu "
            "simpan lagi."
        ) from error
    except NotRegular as error:
        raise BookProblem(f"ini {error}, bukan berkas Excel.") from error
    except OSError as error:
        raise FileProblem(
            f"{path.as_posix()} tidak dapat dibaca ({error.strerror or error}). Periksa namanya, "
            "dan apakah berkas itu sedang dibuka."
        ) from error
    refuse(data)
    return data


def refuse(data: bytes) -> None:
    """Raise BookProblem where *data* is no workbook that may be opened."""
    _refuse_other(data)
    try:
        parts = unpack(data)
    except PackageProblem as error:
        reason = str(error).replace("berkas Word (.docx)", "berkas Excel (.xlsx)")
        raise BookProblem(f"{reason}. {_SAVE}") from error
    if "xl/workbook.xml" not in parts and not any(
        name.startswith("xl/worksheets/") for name in parts
    ):
        what = "berkas Word" if "word/document.xml" in parts else "arsip zip"
        after = " Untuk Word: perintah serap." if what == "berkas Word" else ""
        raise BookProblem(f"ini {what}, bukan berkas Excel (.xlsx).{after}")
    for pattern, what in (
        (_MACROS, "makro"),
        (_OUTSIDE, "sambungan ke berkas atau data lain"),
        (_EMBEDDED, "objek yang disisipkan"),
    ):
        if any(pattern.search(name) for name in parts):
            raise BookProblem(
                f"berkas ini memuat {what}, jadi tidak dibuka. Salin isiannya ke lembar permintaan "
                "yang asli, lalu simpan sebagai .xlsx tanpa itu."
            )
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise BookProblem(f"ini berkas bermakro (.xlsm), jadi tidak dibuka. {_SAVE}")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and _DOCTYPE.search(content[:2000]):
            raise BookProblem(f"{name} di dalamnya memuat definisi XML yang tidak diizinkan.")
        if name.startswith("xl/worksheets/") and _cells(content) > _MOST_CELLS:
            raise BookProblem(
                "ada lembar dengan terlalu banyak sel. Hapus baris dan kolom yang tidak dipakai."
            )


def _cells(content: bytes) -> int:
    return sum(1 for _ in _ROWS.finditer(content))


def _refuse_other(data: bytes) -> None:
    """Raise BookProblem for what is no zip at all, or another office's file."""
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise BookProblem(
                "berkas ini dilindungi sandi. Buka di Excel, hapus sandinya (File > Info > Protect "
                "Workbook > Encrypt with Password), lalu simpan."
            )
        raise BookProblem(f"ini berkas Excel lama (.xls). {_SAVE}")
    if data.startswith(b"PK\x03\x04") and _ODF in data[:4096]:
        raise BookProblem(f"ini berkas OpenDocument (.ods), bukan .xlsx. {_SAVE}")
    if data.startswith(b"%PDF"):
        raise BookProblem("ini berkas PDF. Kirim berkas Excel (.xlsx) yang dikirimkan dahulu.")
    if not data.startswith(b"PK"):
        what = "berkas kosong" if not data.strip() else "teks (misalnya .csv), bukan .xlsx"
        raise BookProblem(f"ini {what}. {_SAVE}")
