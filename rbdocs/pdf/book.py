"""What a published regulation says of itself, apart from the text of its documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rbdocs.files import digest

if TYPE_CHECKING:
    from rbdocs.model.regulation import Regulation


@dataclass(frozen=True, slots=True)
class Book:
    """A regulation's name, subject, number and date, as its PDF carry them."""

    name: str
    tentang: str
    author: str
    nomor: str
    tahun: int
    date: date

    @classmethod
    def of(cls, regulation: Regulation) -> Book:
        """Return what *regulation* says of itself."""
        peraturan = regulation.peraturan
        return cls(
            peraturan.numbered_name,
            peraturan.sebutan.tentang.plain,
            regulation.instansi.nama,
            peraturan.nomor_tercetak,
            peraturan.tahun,
            peraturan.tanggal_dokumen,
        )

    @property
    def identity(self) -> str:
        """A digest that changes when any of it does."""
        return digest(repr(self).encode())
