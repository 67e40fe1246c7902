"""The files of a new project: small, commented, and complete enough to be built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rbdocs.begin.identity import Government
from rbdocs.model.peraturan import ROMAN
from rbdocs.model.sentence import write_emphasis
from rbdocs.model.values import Text
from rbdocs.model.words import listed

KINDS = ("naskah", "general", "tematik")
_HERE = Path(__file__).parent / "contoh"
_ONCE = ("instansi", "perangkat-daerah", "satuan", "indikator", "kosakata")
_OF_THE_YEAR = ("peraturan", "pengecualian")
MOST = len(ROMAN)  # Lampiran of a regulation
_LETTERS = "GKTABCDEFHIJLMNOPQRS"  # of the codes of actions, one for each Lampiran
_TITLES = {
    "naskah": "Peta Jalan Reformasi Birokrasi Tahun {}",
    "general": "Rencana Aksi Reformasi Birokrasi General Tahun {}",
    "tematik": "Rencana Aksi Reformasi Birokrasi Tematik Pengentasan Kemiskinan Tahun {}",
}


@dataclass(frozen=True, slots=True)
class Unlisted:
    """An office or a unit that a table names and no register has: its key and its name."""

    kunci: str
    nama: str
    jenis: str = "cacah"


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan that was taken from a workbook, for the Lampiran *nomor*, and what it names."""

    nomor: str
    content: bytes
    source: str
    offices: Sequence[Unlisted] = ()
    units: Sequence[Unlisted] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new project is to be: of whom, for which year, called what, with which Lampiran.

    *lampiran* has a kind of KINDS for each, in order; *provinsi* is None where it was not said.
    """

    government: Government
    tahun: int
    judul: str
    lampiran: Sequence[str]
    provinsi: str | None = None
    tempat: str | None = None
    taken: Taken | None = field(default=None)


def starter(wanted: Wanted) -> dict[str, bytes]:
    """Return the sources of a new project, by their paths below ``sources/``."""
    fill = _environment()
    given = _given(wanted)
    files = {f"{name}.yaml": fill(f"{name}.yaml", given) for name in _ONCE}
    year = str(wanted.tahun)
    files |= {f"{year}/{name}.yaml": fill(f"{name}.yaml", given) for name in _OF_THE_YEAR}
    for nomor, letter, kind in zip(ROMAN, _LETTERS, wanted.lampiran, strict=False):
        own = {**given, "nomor": nomor, "huruf": letter}
        own["judul_lampiran"] = _TITLES[kind].format(year)
        files |= dict(_lampiran(fill, kind, f"{year}/lampiran-{ROMAN[nomor]}", own))
    if wanted.taken is not None:
        files[f"{year}/lampiran-{ROMAN[wanted.taken.nomor]}.yaml"] = wanted.taken.content
    return {
        name: content.encode() if isinstance(content, str) else content
        for name, content in files.items()
    }


def _lampiran(fill: Any, kind: str, place: str, own: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if kind == "naskah":
        yield f"{place}/naskah.yaml", fill("naskah.yaml", own)
        yield f"{place}/bab-1.md", fill("bab-1.md", own)
    else:
        yield f"{place}.yaml", fill(f"lampiran-{kind}.yaml", own)


def _given(wanted: Wanted) -> dict[str, Any]:
    government = wanted.government
    numbers = list(ROMAN)[: len(wanted.lampiran)]
    taken = wanted.taken
    return {
        "daerah": government.daerah,
        "kepala_jenis": government.head,
        "kepala": f"{government.head} {government.name}",
        "provinsi": wanted.provinsi or "Provinsi Contoh",
        "provinsi_contoh": wanted.provinsi is None,
        "tempat": wanted.tempat or government.name,
        "tahun": wanted.tahun,
        "judul": wanted.judul,
        "nomor_lampiran": numbers,
        "rangkaian": listed([f"Lampiran {nomor}" for nomor in numbers]),
        "tematik": "tematik" in wanted.lampiran,
        "sumber_general": _place(wanted, "general"),
        "sumber_tematik": _place(wanted, "tematik"),
        "istilah": sorted({word.lower() for word in government.name.split() if word.isalpha()}),
        "perangkat": list(taken.offices) if taken else [],
        "satuan": list(taken.units) if taken else [],
        "berkas_excel": taken.source if taken else "",
    }


def _place(wanted: Wanted, kind: str) -> str:
    """The first Lampiran of that *kind*, which decides about its indicators."""
    numbers = zip(ROMAN, wanted.lampiran, strict=False)
    return f"Lampiran {next((nomor for nomor, own in numbers if own == kind), 'I')}"


def _environment() -> Any:
    """Return what fills a file of ``contoh``; every value is written so that YAML reads it back."""
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["q"] = _scalar
    environment.filters["flow"] = lambda items: f"[{', '.join(map(_scalar, items))}]"
    environment.filters["kalimat"] = lambda text: write_emphasis(Text(((text, False),)))
    environment.filters["comment"] = lambda text: " ".join(str(text).split())

    def fill(name: str, values: dict[str, Any]) -> str:
        text = (_HERE / name).read_text(encoding="utf-8")
        return environment.from_string(text).render(values)

    return fill


def _scalar(text: object) -> str:
    """*text* as a YAML scalar on one line, quoted where it would be read as something else."""
    import yaml

    written = yaml.safe_dump(str(text), allow_unicode=True, width=10**6, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...").removesuffix("...").rstrip("\n")
