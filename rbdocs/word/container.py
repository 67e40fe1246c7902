"""Files under the name of a Word file that are none, told by how they begin."""

from __future__ import annotations

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: how files of Word before 2007 begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
_ODF = b"mimetypeapplication/vnd.oasis.opendocument"  # OpenDocument 1.3, part 2, 2.2.4
_SAVE = "Buka di Word, simpan sebagai Word Document (.docx) dengan nama yang sama."


def refusal(data: bytes) -> tuple[str, str] | None:
    """Return what the file *data* is and what to do; None where it may be a Word file."""
    start = data[:4096]
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return (
                "berkas ini dilindungi sandi",
                "Buka di Word, hapus sandinya (File > Info > Protect Document > Encrypt with "
                "Password), lalu simpan.",
            )
        return "ini berkas Word lama (.doc)", _SAVE
    if data.startswith(b"PK\x03\x04") and _ODF in start:
        return "ini berkas OpenDocument (.odt, .ott), bukan Word (.docx)", _SAVE
    if start.lstrip().startswith(b"{\\rtf"):
        return "ini berkas RTF, bukan Word (.docx)", _SAVE
    if b"http://schemas.microsoft.com/office/2006/xmlPackage" in start or (
        b"http://schemas.microsoft.com/office/word/2003/wordml" in start
    ):
        return "ini dokumen Word dalam bentuk XML (.xml), bukan .docx", _SAVE
    if start.startswith(b"%PDF"):
        return "ini berkas PDF, bukan Word (.docx)", "Kembalikan templat itu dari salinan."
    return None
