"""The files of a new project, complete enough to be built."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rbdocs.begin.government import Government, read_kind
from rbdocs.model.kind import RegulationKind, filled
from rbdocs.model.kosakata import listed
from rbdocs.model.lampiran_number import lampiran_file_name, plain_numbers
from rbdocs.model.registers import Unlisted
from rbdocs.model.sentence import write_emphasis
from rbdocs.model.values import Text

KINDS = ("naskah", "general", "tematik")
_HERE = Path(__file__).parent / "contoh"
_ONCE = ("instansi", "perangkat-daerah", "satuan", "indikator", "kosakata")
_OF_THE_YEAR = ("peraturan", "pengecualian")
MOST_LAMPIRAN = 30  # of a new regulation; Permendagri on budgets, with most, have 20
LETTERS = "GKTABCDEFHIJLMNOPQRS"  # of the codes of actions, one for each Lampiran
_TITLES = {
    "naskah": "Peta Jalan Reformasi Birokrasi Tahun {}",
    "general": "Rencana Aksi Reformasi Birokrasi General Tahun {}",
    "tematik": "Rencana Aksi Reformasi Birokrasi Tematik Pengentasan Kemiskinan Tahun {}",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """A plan that was taken from the workbook *source*, for the Lampiran *nomor*, and its names."""

    nomor: str
    content: bytes
    source: str
    offices: Sequence[Unlisted] = ()
    units: Sequence[Unlisted] = ()
    indicators: Sequence[Unlisted] = ()


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
    jenis: str | None = None

    @property
    def regulation_kind(self) -> RegulationKind:
        """The kind of regulation that it is to be. Raises NotNamed."""
        return read_kind(self.jenis, self.government)

    @property
    def offices(self) -> set[str]:
        """The offices that the registers of a new project have, in small letters."""
        return {
            item[name].lower()
            for item in _register(self, "perangkat-daerah", "perangkat_daerah")
            for name in ("nama", "singkat")
        }

    @property
    def units(self) -> dict[str, str]:
        """The right spellings of the units that they have, by those in small letters."""
        items = _register(self, "satuan", "satuan")
        return {spelling.lower(): item["ejaan"][0] for item in items for spelling in item["ejaan"]}

    @property
    def indicators(self) -> dict[str, str]:
        """The keys of the indicators that they have, by their names in small letters."""
        return {
            item["nama"].lower(): item["kunci"]
            for item in _register(self, "indikator", "indikator")
        }

    @property
    def keys(self) -> set[str]:
        """All keys in the registers of a new project."""
        lists = (("perangkat-daerah", "perangkat_daerah"), ("satuan",) * 2, ("indikator",) * 2)
        return {item["kunci"] for name, key in lists for item in _register(self, name, key)}


def is_plan(kind: str) -> bool:
    """Whether a Lampiran of *kind* is a plan, not running text."""
    return kind != "naskah"


def number_of(place: int) -> str:
    """Return the number of the Lampiran at *place*, counted from 0."""
    return plain_numbers(place + 1)[-1]


def letter_of(place: int) -> str:
    """Return the letter that its actions' codes begin with."""
    return LETTERS[place]


def title_of(kind: str, tahun: int) -> str:
    """Return the title of a Lampiran of *kind*."""
    return _TITLES.get(kind, "Rencana Aksi Tahun {}").format(tahun)


def _register(wanted: Wanted, name: str, key: str) -> list[dict[str, Any]]:
    import yaml

    listing: list[dict[str, Any]] = yaml.safe_load(
        _environment()(f"{name}.yaml", _given(replace(wanted, taken=None)))
    )[key]
    return listing


def starter(wanted: Wanted) -> dict[str, bytes]:
    """Return the sources of a new project, by their paths below ``sources/``."""
    fill = _environment()
    given = _given(wanted)
    files: dict[str, str | bytes] = {f"{name}.yaml": fill(f"{name}.yaml", given) for name in _ONCE}
    year = str(wanted.tahun)
    files |= {f"{year}/{name}.yaml": fill(f"{name}.yaml", given) for name in _OF_THE_YEAR}
    for nomor, letter, kind in zip(
        plain_numbers(MOST_LAMPIRAN), LETTERS, wanted.lampiran, strict=False
    ):
        own = {**given, "nomor": nomor, "huruf": letter}
        own["judul_lampiran"] = title_of(kind, wanted.tahun)
        if wanted.taken is not None and nomor == wanted.taken.nomor:
            files[f"{year}/{lampiran_file_name(nomor)}.yaml"] = wanted.taken.content
            continue
        files |= dict(_lampiran(fill, kind, f"{year}/{lampiran_file_name(nomor)}", own))
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
    government, kind = wanted.government, wanted.regulation_kind
    head = f"{government.head} {government.name}"
    numbers = plain_numbers(len(wanted.lampiran))
    taken = wanted.taken
    return {
        "daerah": government.daerah,
        "kepala_jenis": government.head,
        "jenis": kind.nama,
        "judul_jenis": filled(kind.judul, {"kepala_daerah": head, "daerah": government.daerah}),
        "satuan_isi": kind.satuan,
        "berlaku": kind.berlaku,
        # UU 12/2011, Lampiran II, number 39: every Perda rests on these.
        "dari_daerah": kind.asal == "daerah",
        "diundangkan": kind.pengundangan != "tidak",
        "noreg": bool(kind.noreg),
        "kepala": head,
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
        "indikator": list(taken.indicators) if taken else [],
        "berkas_excel": taken.source if taken else "",
        "sumber_excel": f"Lampiran {taken.nomor}" if taken else "",
    }


def _place(wanted: Wanted, kind: str) -> str:
    """The first Lampiran of that *kind*, which decides about its indicators."""
    numbers = zip(plain_numbers(MOST_LAMPIRAN), wanted.lampiran, strict=False)
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
    environment.filters["value"] = lambda content: json.dumps(content, ensure_ascii=False)
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
