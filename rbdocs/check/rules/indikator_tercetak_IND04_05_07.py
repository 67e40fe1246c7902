"""IND: names, years and targets with which tables and plans print an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import TabelHasil
from rbdocs.model.words import listed, same_name


@rule(
    code="IND04",
    level=Level.GALAT,
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
                place.node.location("acuan"),
                known.kunci,
                f"«{place.nama}» ({place.tempat}) mengacu ke «{known.nama}».",
                "Betulkan acuannya; bila itu memang nama lain dari indikator yang sama, tambahkan "
                "pada «tercetak» dalam sources/indikator.yaml.",
                {"nama": place.nama, "acuan": known.kunci},
            )


@rule(
    code="IND05",
    level=Level.PERINGATAN,
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
                    value.location,
                    place.acuan or "",
                    f"«{value.nilai}» di kolom {value.jenis} {value.kolom} adalah nilai {said}.",
                    f"Tulis nilai tahun {value.kolom}; bila belum ada, tulis «-».",
                    {"nilai": str(value.nilai), "kolom": value.kolom},
                )


@rule(
    code="IND07",
    level=Level.GALAT,
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
                    without[0].location(),
                    without[0].acuan,
                    f"«{kegiatan.nama}» ({tabel.sebutan}) menyebut {total} indikator tetapi "
                    f"{total - len(without)} target; yang tanpa target: "
                    f"{listed(hasil.nama.plain for hasil in without)}.",
                    "Tambahkan targetnya.",
                    {"indikator": total, "target": total - len(without)},
                )
