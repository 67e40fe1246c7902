"""Addresses of provisions: for messages (``Pasal 5 ayat (1) huruf a``) and as keys."""

from __future__ import annotations

from dataclasses import dataclass

from rbdocs.model.numbering import Unsur, label


@dataclass(frozen=True, slots=True)
class Alamat:
    """The way to a provision, from the article downwards."""

    bagian: tuple[tuple[Unsur, str], ...] = ()

    def below(self, unsur: Unsur, nomor: str) -> Alamat:
        """Return the address of the provision *nomor* in this one."""
        return Alamat((*self.bagian, (unsur, nomor)))

    @property
    def kunci(self) -> str:
        """The address as a key: ``pasal-5-ayat-1-huruf-a``."""
        return "-".join(f"{unsur}-{nomor}" for unsur, nomor in self.bagian)

    def __str__(self) -> str:
        return " ".join(label(unsur, nomor) for unsur, nomor in self.bagian)
