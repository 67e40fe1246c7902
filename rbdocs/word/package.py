"""Word packages: read one safely, refuse what is none, and write the same bytes everywhere."""

from __future__ import annotations

import io
import zipfile
import zlib

MAX_SIZE = 50_000_000  # bytes, unpacked; a template of this project has under 100,000
_MAX_PARTS = 5_000  # the documents of 2023 have under 40
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
MAIN = "word/document.xml"  # where the text of a document stands
TYPES = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Word before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"  # OpenDocument 1.3, part 2, 2.2.4
_SAVE = "Buka di Word, simpan sebagai Word Document (.docx) dengan nama yang sama."


class PackageProblem(Exception):
    """A file is no Word package that may be read; ``str()`` says why, in Indonesian."""


def read_package(data: bytes) -> dict[str, bytes]:
    """Return the parts of the Word package *data* by name, in their order.

    Raises PackageProblem where *data* is no package, is too large, or has unsafe names.
    """
    parts = unpack(data)
    if MAIN not in parts or TYPES not in parts:
        raise PackageProblem(f"ini bukan berkas Word (.docx): {MAIN} tidak ada")
    return parts


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the files in the zip *data* by name, in their order, whatever they are.

    Raises PackageProblem where *data* is no zip, is too large, or has unsafe names.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > MAX_SIZE:
                raise PackageProblem("isinya terlalu besar setelah dibuka")
            if len(members) > _MAX_PARTS:
                raise PackageProblem("isinya terlalu banyak berkas")
            nama = [member.filename for member in members]
            # OPC (ISO/IEC 29500-2, 6.3.1): case makes no difference in the names of parts.
            if len({text.casefold() for text in nama}) != len(nama) or any(
                text.startswith("/") or "\\" in text or ".." in text.split("/") for text in nama
            ):
                raise PackageProblem("nama berkas di dalamnya rangkap atau menunjuk ke luar")
            return {
                member.filename: archive.read(member) for member in members if not member.is_dir()
            }
    # Of a zip that asks for a compression or encryption that Python has not, zipfile raises
    # NotImplementedError or RuntimeError; a damaged directory shows as any of the others.
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        OverflowError,
        ValueError,
        zlib.error,
    ) as error:
        raise PackageProblem("ini bukan berkas Word (.docx) yang utuh") from error


def write_package(parts: dict[str, bytes]) -> bytes:
    """Return *parts* as a Word package.

    The parts are stored, not deflated: deflate gives other bytes with another zlib (Python for
    Windows ships zlib-ng), and the same sources must give the same file on every machine.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for nama in sorted(parts, key=lambda nama: nama != TYPES):
            info = zipfile.ZipInfo(nama, _TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[nama])
    return stream.getvalue()


def refusal(data: bytes) -> tuple[str, str] | None:
    """Return what the file *data* is and what to do; None where it may be a Word file."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return (
                "berkas ini dilindungi sandi",
                "Buka di Word, hapus sandinya (File > Info > Protect Document > Encrypt with "
                "Password), lalu simpan.",
            )
        return "ini berkas Word lama (.doc)", _SAVE
    if data.startswith(b"PK\x03\x04") and _ODF in start:
        return "ini berkas OpenDocument dari LibreOffice (.odt), bukan Word (.docx)", _SAVE
    if start.startswith(b"{\\rtf"):
        return "ini berkas RTF, bukan Word (.docx)", _SAVE
    if start.startswith(b"<") and (b"xmlPackage" in start or b"wordml" in start):
        return "ini Dokumen Word XML (.xml), bukan Word (.docx)", _SAVE
    if start.startswith(b"%PDF"):
        return "ini berkas PDF, bukan Word (.docx)", "Pakai berkas Word aslinya."
    return None
