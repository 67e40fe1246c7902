"""The archival form keeps what PDF/A-2b asks, in every document and in the whole."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    Fit,
    NameObject,
    NumberObject,
    TextStringObject,
)
from pypdfium2 import PdfDocument

from rbdocs.cli import main
from tests.conftest import Once
from tests.pdf_archive import defects
from tests.sample import ROOT

WHOLE = "perbup-lengkap.pdf"


@pytest.fixture(scope="session")
def archive(once: Once, built: Path) -> Path:
    """The folder of 2023 with its PDF in the archival form."""

    def build(folder: Path) -> None:
        shutil.copytree(built.parent, folder, dirs_exist_ok=True)
        arguments = ["bangun", "2023", "--arsip", "--akar", str(ROOT), "--keluaran", str(folder)]
        assert main(arguments) == 0

    return once("arsip", build) / "2023"


def test_every_pdf_keeps_the_standard(archive: Path) -> None:
    found = {path.name: defects(path.read_bytes()) for path in archive.glob("*.pdf")}
    assert WHOLE in found
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_made_alone_and_later_it_has_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive, tmp_path / "2023")
    (tmp_path / "2023" / "perbup.pdf").unlink()
    arguments = ["bangun", "2023", "--arsip", "--akar", str(ROOT), "--keluaran", str(tmp_path)]
    assert main(arguments) == 0
    assert (tmp_path / "2023/perbup.pdf").read_bytes() == (archive / "perbup.pdf").read_bytes()


def test_it_prints_what_the_usual_form_prints(archive: Path, built: Path) -> None:
    texts = []
    for folder in (archive, built):
        with PdfDocument(folder / WHOLE) as pdf:
            texts.append(["".join(page.get_textpage().get_text_range().split()) for page in pdf])
    assert texts[0] == texts[1]


def test_the_usual_form_does_not_claim_to_be_archival(built: Path) -> None:
    wrong = defects((built / WHOLE).read_bytes())
    assert "6.6.4 bukan PDF/A-2b menurut metadatanya" in wrong
    assert "6.2.3 0 profil warna keluaran" in wrong


def _no_profile(writer: PdfWriter) -> None:
    del writer.root_object["/OutputIntents"]


def _other_title(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "Lain"})


def _script(writer: PdfWriter) -> None:
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('a');"),
        }
    )


def _no_identifier(writer: PdfWriter) -> None:
    writer._ID = None


def _foreign_font(writer: PdfWriter) -> None:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    resources = writer.pages[0]["/Resources"]
    assert isinstance(resources, DictionaryObject)
    resources[NameObject("/Font")] = DictionaryObject({NameObject("/F9"): font})


def _hidden_link(writer: PdfWriter) -> None:
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), target_page_index=0, fit=Fit.fit()))
    annotations = writer.pages[0]["/Annots"]
    assert isinstance(annotations, ArrayObject)
    annotations[-1].get_object()[NameObject("/F")] = NumberObject(2)


def _attachment(writer: PdfWriter) -> None:
    writer.add_attachment("lain.txt", b"lain")


def _secret(writer: PdfWriter) -> None:
    writer.encrypt("", "pemilik", algorithm="RC4-128")


def _cmyk(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(b"0 0 0 1 k\n")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)


def _compressed_metadata(writer: PdfWriter) -> None:
    reference = writer.root_object.raw_get("/Metadata")
    writer._replace_object(reference, reference.get_object().flate_encode())


def _other_date(writer: PdfWriter) -> None:
    info = writer._info
    assert info is not None
    info[NameObject("/ModDate")] = TextStringObject("D:20260101000000Z")


@pytest.mark.parametrize(
    ("spoil", "clause"),
    [
        (_no_profile, "6.2.3 0 profil warna keluaran"),
        (_other_title, "6.6.2.3 /Title berbeda dari metadata"),
        (_other_date, "6.6.2.3 /ModDate berbeda dari metadata"),
        (_script, "6.5.1 tindakan /JavaScript"),
        (_no_identifier, "6.1.3 tanpa ID"),
        (_foreign_font, "6.2.11.4 huruf Helvetica tidak tertanam"),
        (_hidden_link, "6.3.2 catatan yang tidak tercetak"),
        (_attachment, "6.8 berkas lampiran"),
        (_secret, "6.1.3 terenkripsi"),
        (_cmyk, "6.2.4.3 warna CMYK di halaman 1"),
        (_compressed_metadata, "6.6.2.1 metadata dimampatkan"),
    ],
)
def test_a_pdf_that_breaks_the_standard_is_caught(
    spoil: Callable[[PdfWriter], None], clause: str, archive: Path
) -> None:
    reader = PdfReader(archive / "perbup.pdf")
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    spoil(writer)
    stream = io.BytesIO()
    writer.write(stream)
    assert clause in defects(stream.getvalue())


@pytest.mark.parametrize(
    ("data", "clause"),
    [(b"%PDF-2.0\n%\xe2\xe3\xcf\xd3\n", "6.1.2 kepala berkas"), (b"", "6.1.3 ada data")],
)
def test_bytes_outside_the_objects_are_looked_at_too(
    data: bytes, clause: str, archive: Path
) -> None:
    pdf = (archive / "perbup.pdf").read_bytes()
    changed = data + pdf[len(data) :] if data else pdf + b"sisa"
    assert any(defect.startswith(clause) for defect in defects(changed))
