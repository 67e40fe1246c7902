"""Addresses of provisions: for messages (``Pasal 5 ayat (1) huruf a``) and as keys."""

from __future__ import annotations

from dataclasses import dataclass

from rbdocs.model.numbering import ProvisionUnit, label


@dataclass(frozen=True, slots=True)
class ProvisionAddress:
    """The way to a provision, from the article downwards."""

    bagian: tuple[tuple[ProvisionUnit, str], ...] = ()

    def below(self, unit: ProvisionUnit, nomor: str) -> ProvisionAddress:
        """Return the address of the provision *nomor* in this one."""
        return ProvisionAddress((*self.bagian, (unit, nomor)))

    @property
    def kunci(self) -> str:
        """The address as a key: ``pasal-5-ayat-1-huruf-a``."""
        return "-".join(f"{unit}-{nomor.replace(' ', '')}" for unit, nomor in self.bagian)

    def __str__(self) -> str:
        return " ".join(label(unit, nomor) for unit, nomor in self.bagian)
