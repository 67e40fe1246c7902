"""IND: with which name, year, predicate and link a printed value of an indicator stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import (
    REGISTER,
    IndicatorValue,
    group_by,
    indicator_name,
    indicator_values,
)
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Block, Heading, Placement
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.kosakata import listed, same_name
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelHasil


@galat(
    code="IND04",
    statement="Nama indikator yang tercetak adalah salah satu nama indikator yang diacunya.",
    ground="Acuan menentukan nilai mana yang dibandingkan; acuan yang keliru menyembunyikan "
    "pertentangan.",
)
def nama_sesuai_acuan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the places that print another indicator's name than that of their key."""
    for place in regulation.sebutan():
        known = regulation.indikator.by_key.get(place.acuan or "")
        if known is None or not place.nama:
            continue
        if same_name(place.nama) not in {same_name(nama) for nama in known.names()}:
            yield Violation(
                Site(place.node.location("acuan"), known.kunci),
                f"«{place.nama}» ({place.tempat}) mengacu ke «{known.nama}».",
                "Betulkan acuannya; bila itu memang nama lain dari indikator yang sama, tambahkan "
                "pada «tercetak» dalam sources/indikator.yaml.",
                {"nama": place.nama, "acuan": known.kunci},
            )


@peringatan(
    code="IND05",
    statement="Nilai dalam kolom bertahun adalah nilai tahun itu.",
    ground="Baseline tahun lain tidak dapat dibandingkan dengan baseline di kolomnya.",
)
def tahun_kolom(regulation: Regulation) -> Iterator[Violation]:
    """Yield the values that say they are of another year than their column."""
    for place in regulation.sebutan():
        for value in place.nilai:
            said = value.measure.tahun
            if said is not None and value.kolom is not None and said != value.kolom:
                yield Violation(
                    Site(value.location, place.acuan or ""),
                    f"«{value.nilai}» di kolom {value.jenis} {value.kolom} adalah nilai {said}.",
                    f"Tulis nilai tahun {value.kolom}; bila belum ada, tulis «-».",
                    {"nilai": str(value.nilai), "kolom": value.kolom},
                )


@galat(
    code="IND07",
    statement="Setiap indikator dalam daftar indikator dan target punya targetnya.",
    ground="Daftar tiga indikator dengan dua target tidak menyebut target yang mana untuk siapa.",
)
def setiap_bertarget(regulation: Regulation) -> Iterator[Violation]:
    """Yield the kegiatan utama that list more indicators than targets."""
    for tabel in regulation.tabel():
        for kegiatan in tabel.kegiatan_utama if isinstance(tabel, TabelHasil) else ():
            without = [
                indikator
                for indikator in kegiatan.indikator
                if indikator.target is None or indikator.target.empty
            ]
            if without:
                total = len(kegiatan.indikator)
                yield Violation(
                    Site(without[0].location(), without[0].acuan),
                    f"«{kegiatan.nama}» ({tabel.sebutan}) menyebut {total} indikator tetapi "
                    f"{total - len(without)} target; yang tanpa target: "
                    f"{listed(hasil.nama.plain for hasil in without)}.",
                    "Tambahkan targetnya.",
                    {"indikator": total, "target": total - len(without)},
                )


_NEAR = 60  # characters between the name of an indicator and its value
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,3}(?:\.\d{3})*(?:,\d+%?|%)|(?<![\w.,/-])Level\s+\d+\b")


@peringatan(
    code="IND17",
    statement="Nilai yang sama dari satu indikator punya predikat yang sama di dalam kurungnya.",
    ground="Predikat mengikuti nilainya; 80 tidak sekaligus Memuaskan dan Cukup.",
)
def satu_predikat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the values that are printed with different words in brackets."""
    noted = [
        value
        for value in indicator_values(regulation)
        if value.measure.note and value.measure.tahun is None and not value.measure.empty
    ]
    for (acuan, *_), listing in group_by(
        noted, lambda value: (value.acuan, value.measure.number, value.measure.word)
    ).items():
        by_note = group_by(listing, lambda value: same_name(value.measure.note))
        if len(by_note) < 2:
            continue
        usual = max(by_note.values(), key=len)
        odd = next(found for found in by_note.values() if found is not usual)[0]
        if odd.tempat == REGISTER:
            odd = next((v for v in listing if v.tempat != REGISTER), odd)
        notes = dict.fromkeys(found[0].measure.note for found in by_note.values())
        yield Violation(
            Site(odd.location, acuan),
            f"{indicator_name(regulation, acuan)} {_bare(odd.text)} berpredikat "
            f"{listed(f'«{note}»' for note in notes)}.",
            "Samakan predikatnya, atau betulkan nilainya.",
            {"indikator": acuan, "predikat": list(notes)},
            [value.occurrence(dated=True) for value in listing],
        )


def _bare(text: str) -> str:
    """The value in *text* without what stands in brackets behind it."""
    return text.partition("(")[0].strip()


@peringatan(
    code="IND18",
    statement="Kolom target tanpa tahun memuat target dari satu tahun.",
    ground="Target tahun yang berlainan dalam satu kolom tidak dapat dibandingkan.",
)
def satu_tahun_sekolom(regulation: Regulation) -> Iterator[Violation]:
    """Yield the columns without a year whose values are those of different years elsewhere."""
    by_key = group_by(
        (value for value in indicator_values(regulation) if value.tahun is not None),
        lambda value: (value.acuan, value.jenis),
    )
    undated = [
        value
        for value in indicator_values(regulation)
        if value.tahun is None and not value.measure.empty
    ]
    for (tempat, jenis), listing in group_by(undated, lambda v: (v.tempat, v.jenis)).items():
        years: dict[int, IndicatorValue] = {}
        for value in listing:
            same = {
                other.tahun
                for other in by_key.get((value.acuan, value.jenis), ())
                if other.tahun is not None and other.measure.same(value.measure)
            }
            if len(same) == 1:
                years.setdefault(same.pop(), value)
        if len(years) > 1:
            odd = list(years.values())[1]
            yield Violation(
                Site(odd.location, odd.acuan),
                f"Kolom {jenis} {tempat} memuat nilai tahun {listed(map(str, years))}.",
                "Pakai nilai satu tahun, atau beri kolom itu tahun.",
                {"tahun": list(years), "tempat": tempat},
                [
                    Occurrence(value.location, tempat, f"{value.text} ({tahun})")
                    for tahun, value in years.items()
                ],
            )


@peringatan(
    code="IND19",
    statement="Nilai indikator dalam kalimat bertaut ke indikatornya.",
    ground="Tanpa tautan, nilai itu tidak dibandingkan dengan tabelnya dan tidak ikut berubah.",
)
def nilai_bertaut(regulation: Regulation) -> Iterator[Violation]:
    """Yield the numbers in chapters that follow the name of an indicator and have no link."""
    register = regulation.indikator.by_name
    names = {same_name(nama): indikator.kunci for nama, indikator in register.items()}
    if not names:
        return
    pattern = _pattern(names)
    for naskah in regulation.own_naskah:
        for block in naskah.blocks:
            if not isinstance(block, Heading | Placement):
                yield from _unlinked(block, pattern, names)


def _pattern(names: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    words = (r"\W+".join(map(re.escape, nama.split())) for nama in longest_first)
    return re.compile(rf"\b(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)


def _unlinked(block: Block, pattern: re.Pattern[str], names: dict[str, str]) -> Iterator[Violation]:
    text = "".join("\0" * len(run.text) if run.target else run.text for run in block.runs)
    if not _NUMBER.search(text):
        return
    for hit in pattern.finditer(text):
        rest = re.split(r"[.;!?](?=\s|$)|\0", text[hit.end() : hit.end() + _NEAR])[0]
        number = _NUMBER.search(rest)
        if number is None or pattern.search(rest[: number.start()]):
            continue
        kunci = names[same_name(hit[0])]
        yield Violation(
            Site(block.location, block.key),
            f"«{number[0]}» menyebut nilai {hit[0]} tanpa tautan, jadi tidak diperiksa.",
            f"Tulis [{number[0]}](#{kunci}:baseline:TAHUN) atau "
            f"[{number[0]}](#{kunci}:target:TAHUN).",
            {"nilai": number[0], "indikator": kunci},
            excerpt=number[0],
        )
