"""The approved budget of a year, by sub kegiatan: what plans are checked against."""

from __future__ import annotations

import re
from functools import cached_property

from pydantic import Field

from rbdocs.model.node import Node, Whole

# Permendagri 90/2019, Lampiran: urusan, bidang urusan, program, kegiatan, sub kegiatan. The last
# had two figures there and has four since Kepmendagri 050-5889/2021.
_CODE = re.compile(r"\d\.\d{2}\.\d{2}\.\d\.\d{2}\.(?:\d{2}|\d{4})", re.ASCII)


class BarisDpa(Node):
    """A sub kegiatan of an office in the approved budget; *jumlah* in rupiah."""

    kode_rekening: str
    nama: str
    jumlah: Whole
    perangkat_daerah: str | None = None  # its key in the register


class DaftarDpa(Node):
    """The approved budget (Dokumen Pelaksanaan Anggaran) of a year."""

    dpa: list[BarisDpa] = Field(default_factory=list)

    @cached_property
    def by_code(self) -> dict[str, list[BarisDpa]]:
        """The rows by their national code; offices may share one."""
        result: dict[str, list[BarisDpa]] = {}
        for baris in self.dpa:
            result.setdefault(baris.kode_rekening, []).append(baris)
        return result


def is_national_code(text: str) -> bool:
    """Whether *text* has the form of a national code of a sub kegiatan: 2.16.02.2.01.0003."""
    return _CODE.fullmatch(text) is not None
