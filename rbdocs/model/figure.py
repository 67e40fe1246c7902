"""A figure of a chapter: its caption, and what is drawn where there is no image file.

A drawing is a few kinds of element, one inside or after the other. Where they come to stand
follows from their order alone, so nothing can overlap and no coordinates are ever written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, PrivateAttr, Tag

from rbdocs.model.node import Node, Whole
from rbdocs.model.sentence import Kalimat
from rbdocs.model.values import Text

PRINTED_WIDTH = 160  # millimetres: between the margins of F4 paper, 215 wide
PRINTED_HEIGHT = 165  # millimetres at most: six tenths of a page's text, see documents.blocks
CREST_WIDTH = CREST_HEIGHT = 30  # millimetres at most: the crest above a regulation's heading


class _Unsur(Node):
    """An element; *lebar* is its share of a row's width beside those of its neighbours."""

    lebar: Whole = Field(default=1, ge=1, le=100)


class Kotak(_Unsur):
    """A box: a heading, and below it a text or bullets."""

    kotak: Kalimat
    rincian: Kalimat | None = None
    butir: list[Kalimat] = Field(default_factory=list)
    gaya: Literal["utama", "tegas", "biasa", "putus"] = "biasa"


class Judul(_Unsur):
    """A heading without a frame."""

    judul: Kalimat


class Teks(_Unsur):
    """A text without a frame; an empty one leaves its place free."""

    teks: Kalimat


class Panah(Node):
    """An arrow from what stands before it to what stands after it, in a row or a column.

    It begins and ends at every box on that side, so it can branch and join. *panjang* is its
    least length in millimetres: rows with the same length between their boxes line up.
    """

    panah: Literal["maju", "mundur", "dua-arah", "garis"]
    label: Kalimat | None = None
    garis: Literal["penuh", "putus"] = "penuh"
    panjang: Whole = Field(default=8, ge=4, le=60)


class Kembali(Node):
    """An arrow that runs back below a row, between two of its elements, counted from 1."""

    dari: Whole = Field(ge=1)
    ke: Whole = Field(ge=1)
    label: Kalimat | None = None


class BarisGambar(_Unsur):
    """Elements side by side, equally high."""

    baris: list[ProvisionUnit] = Field(min_length=1)
    kembali: Kembali | None = None


class KolomGambar(_Unsur):
    """Elements one below the other, equally wide."""

    kolom: list[ProvisionUnit] = Field(min_length=1)


class Grup(_Unsur):
    """A frame with a title around elements one below the other."""

    grup: Kalimat
    isi: list[ProvisionUnit] = Field(min_length=1)


KINDS = ("kotak", "judul", "teks", "panah", "baris", "kolom", "grup")


def _kind(content: Any) -> str | None:
    """Tell an element's kind by the key that names it; a mapping without one is taken for a box."""
    if isinstance(content, Node):
        return f"+{type(content).__name__.lower()}"
    if isinstance(content, dict):
        return f"+{next((kind for kind in KINDS if kind in content), 'kotak')}"
    return None


ProvisionUnit = Annotated[
    Annotated[Kotak, Tag("+kotak")]
    | Annotated[Judul, Tag("+judul")]
    | Annotated[Teks, Tag("+teks")]
    | Annotated[Panah, Tag("+panah")]
    | Annotated[BarisGambar, Tag("+baris")]
    | Annotated[KolomGambar, Tag("+kolom")]
    | Annotated[Grup, Tag("+grup")],
    Discriminator(_kind),
]


@dataclass(frozen=True, slots=True)
class Image:
    """An image file that the office has put beside a figure's description, found to be sound.

    *suffix* is ``.png`` or ``.jpg``; *width* and *height* are in pixels.
    """

    data: bytes
    suffix: str
    width: int
    height: int


def _texts(part: Any) -> Iterator[str]:
    """Yield the texts that stand in *part* of a drawing, in the order in which they are written."""
    if isinstance(part, Text):
        yield from filter(None, [part.plain.strip()])
    elif isinstance(part, Node):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name))
    elif isinstance(part, list):
        for item in part:
            yield from _texts(item)


class Gambar(Node):
    """A figure; *nomor* and *judul* make its caption, *sumber* the line below it.

    A chapter's document prints caption and source line, the picture holds only the drawing.
    *digambar_ulang* says, for whoever keeps the sources, that the drawing is not the original
    and what it follows; it is not printed.
    """

    nomor: str
    judul: str
    sumber: str | None = None
    digambar_ulang: str | None = None
    isi: list[ProvisionUnit] = Field(default_factory=list)

    _image: Image | None = PrivateAttr(default=None)

    @property
    def caption(self) -> str:
        """What is printed below it."""
        return f"Gambar {self.nomor}. {self.judul}"

    @property
    def description(self) -> str:
        """What a screen reader says in its place: its caption, and what stands in it."""
        said = "; ".join(text for part in self.isi for text in _texts(part))
        return f"{self.caption}. Isinya: {said}." if said and self._image is None else self.caption

    @property
    def image(self) -> Image | None:
        """The image that is printed instead of the drawing, if there is one."""
        return self._image

    def use(self, image: Image) -> None:
        """Print *image* instead of the drawing."""
        self._image = image
