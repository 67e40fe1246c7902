"""The body of a regulation in pieces: provisions, amendments, and citations part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rbdocs.compare.printed import Fields, PrintedPiece, composed, fixed, value
from rbdocs.documents.provisions import blocks
from rbdocs.model.batang_tubuh import Bab, Butir, DivisionNode, Pasal, Perubahan
from rbdocs.model.finding import Location
from rbdocs.model.node import Node
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.values import Text

_NUMBER = "nomornya mengikuti urutan atau kunci dalam sumber; pindahkan sendiri di sana"
_COMPOSED = "kalimat ini disusun program dari bagian-bagiannya; ubah bagian itu dalam sumber"


def considerations(peraturan: Peraturan) -> Iterator[Fields]:
    """Yield the fields of each letter of Menimbang."""
    for index, _ in enumerate(peraturan.menimbang):
        place = peraturan.location("menimbang", index)
        yield {
            "huruf": _alone_or(letter(index), peraturan.menimbang, place),
            "teks": (value(peraturan, "menimbang", index, marks=True),),
        }


def legal_bases(peraturan: Peraturan) -> Iterator[Fields]:
    """Yield the fields of each number of Mengingat."""
    for number, sitasi in enumerate(peraturan.mengingat, start=1):
        place = sitasi.location()
        yield {
            "angka": _alone_or(str(number), peraturan.mengingat, place),
            "teks": (
                *(composed(stretch, _COMPOSED) for stretch in sitasi.stretches()),
                fixed(";", place, _COMPOSED),
            ),
        }


def _alone_or(number: str, listing: Sequence[object], place: Location) -> tuple[PrintedPiece, ...]:
    """The number of an entry; what stands alone has none."""
    return (fixed(number, place, _NUMBER),) if len(listing) > 1 else ()


def body_entries(peraturan: Peraturan) -> Iterator[Fields]:
    """Yield the fields of each printed paragraph, or chapter's heading, of the enacting part."""
    for block in blocks(peraturan):
        here = block.node or peraturan
        yield {
            "nomor": tuple(_number(here, block.jenis, block.nomor)),
            "isi": tuple(_content(here, block.jenis, block.isi)),
        }


def _number(here: Node, kind: str, text: Text) -> Iterator[PrintedPiece]:
    """The pieces of the number *text* of the provision *here*."""
    if kind == "pasal" and isinstance(here, Pasal):
        yield value(here, "pasal", kind="nomor")
    elif kind == "bab" and isinstance(here, Bab):
        yield value(here, "bab")
    elif text.plain:
        yield fixed(text.plain, here.location(), _NUMBER)


def _content(here: Node, kind: str, text: Text) -> Iterator[PrintedPiece]:
    """The pieces of *text*, which the provision *here* says."""
    if kind in ("bab", "bagian") and isinstance(here, DivisionNode | Perubahan):
        yield value(here, "judul", marks=True)
    elif text.plain:
        yield _sentence(here, text)


def _sentence(here: Node, text: Text) -> PrintedPiece:
    if isinstance(here, Butir) and here.status == "berlaku" and here.teks == text:
        return value(here, "teks", marks=True)
    if isinstance(here, Perubahan) and here.tercetak and here.tercetak.teks == text:
        return value(here.tercetak, "teks", marks=True)
    return fixed(text.plain, here.location(), _COMPOSED)
