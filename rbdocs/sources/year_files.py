"""Where the sources of a regulation stand, by what they hold."""

from __future__ import annotations

import re
from pathlib import Path

from rbdocs.model.citation import Sitasi
from rbdocs.model.kind import DaftarJenis
from rbdocs.model.lampiran_number import lampiran_file_name

# The amended regulation's articles as the drafter wants them to read, in a year's folder.
WANTED = "pasal.yaml"
BODY = "peraturan.yaml"
_IN_A_NAME = re.compile(r"[0-9A-Za-z]+")


def lampiran_file(folder: Path, nomor: str) -> Path:
    """Return the source file of Lampiran *nomor*, a Roman numeral."""
    return folder / f"{lampiran_file_name(nomor)}.yaml"


def naskah_folder(folder: Path, nomor: str) -> Path:
    """Return the folder of Lampiran *nomor*, a Roman numeral, where it is running text."""
    return folder / lampiran_file_name(nomor)


def original_file(sources: Path, sitasi: Sitasi, kinds: DaftarJenis) -> Path:
    """Return the file that has the articles of the regulation *sitasi* as it was enacted.

    Where two kinds have a regulation of one number and year, the file of one of them is named by
    the short name of its kind too: ``pasal-perda-5-2020.yaml``. Signs in a number are ``-`` there.
    """
    number = "-".join(_IN_A_NAME.findall(f"{sitasi.nomor} {sitasi.tahun}"))
    kind = "-".join(_IN_A_NAME.findall(kinds.short(sitasi.jenis).lower()))
    of_kind = sources / f"pasal-{kind}-{number}.yaml"
    return of_kind if kind and of_kind.exists() else sources / f"pasal-{number}.yaml"
