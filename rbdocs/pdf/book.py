"""What a published regulation says of itself, apart from the text of its documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rbdocs.files import digest

if TYPE_CHECKING:
    from rbdocs.model.regulation import Regulasi


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
    def of(cls, regulasi: Regulasi) -> Book:
        """Return what *regulasi* says of itself."""
        one = regulasi.peraturan
        return cls(
            one.nama_bernomor,
            one.sebutan.tentang.plain,
            regulasi.instansi.nama,
            one.nomor_tercetak,
            one.tahun,
            one.tanggal_dokumen,
        )

    @property
    def identity(self) -> str:
        """A digest that changes when any of it does."""
        return digest(repr(self).encode())
