"""Fields that are needed because of what another field says, and years that are none.

Loading tells both codes too, of what a record lacks by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.indikator import DaftarIndikator
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan_tree import RencanaAksi, SubKegiatan, walk
from rbdocs.model.sources_read import SourcesRead


@source_rule(
    code="MUAT07",
    statement="Isian yang wajib ada.",
    ground="Sumber dibaca menurut bentuk yang tetap, supaya tidak ada isian yang hilang diam-diam.",
)
def isian_wajib(read: SourcesRead) -> Iterator[Violation]:
    """Yield the fields that plans, indicators and the regulation lack."""
    if read.peraturan:
        yield from _certified(read.peraturan)
    for lampiran in read.plans:
        for node in walk(lampiran):
            if isinstance(node, RencanaAksi):
                yield from _columns(node)
    if read.regulation:
        for place in read.regulation.sebutan():
            yield from _named(place, read.regulation.indikator)


def _certified(peraturan: Peraturan) -> Iterator[Violation]:
    if peraturan.bentuk == "salinan" and peraturan.disalin is None:
        yield Violation(
            peraturan.location("bentuk"),
            "",
            "Isian «disalin» belum ada, padahal bentuknya salinan.",
            "Tambahkan «disalin:» dengan pejabat yang mengesahkannya, atau tulis bentuk: asli.",
        )


def _columns(aksi: RencanaAksi) -> Iterator[Violation]:
    """A column that does not carry on from the row above is given."""
    for column in aksi.required_columns():
        if getattr(aksi, column) is None and column not in aksi.lanjut:
            called = aksi.written((column,))[0]
            yield Violation(
                aksi.location(column),
                aksi.kode,
                f"Isian «{called}» {_lacks(aksi, column)} untuk {aksi.kode}.",
                f"Tambahkan «{called}:»; bila selnya menyatu dengan baris di atas, sebut dalam "
                "«lanjut».",
            )
    if "anggaran" in aksi.layout.detail_fields and "anggaran" not in aksi.lanjut:
        for sub in aksi.sub_kegiatan or ():
            yield from _budget(aksi, sub)


def _budget(aksi: RencanaAksi, sub: SubKegiatan) -> Iterator[Violation]:
    if sub.anggaran is None:
        called = sub.written(("anggaran",))[0]
        yield Violation(
            sub.location("anggaran"),
            aksi.kode,
            f"Isian «{called}» {_lacks(sub, 'anggaran')} untuk sub kegiatan dari {aksi.kode}.",
            f'Tambahkan «{called}:» dalam rupiah; bila dalam naskah memang kosong, tulis "".',
        )


def _lacks(node: Node, isian: str) -> str:
    return "kosong" if isian in node.model_fields_set else "belum ada"


def _named(place: IndicatorMention, listing: DaftarIndikator) -> Iterator[Violation]:
    if place.acuan is None and place.nama and place.nilai:
        yield Violation(
            place.node.location(),
            "",
            f"Isian «acuan» belum ada untuk indikator «{place.nama}».",
            listing.key_hint(place.nama)
            or "Tambahkan «acuan:» dengan kunci indikatornya dari sources/indikator.yaml.",
        )


@source_rule(
    code="MUAT09",
    statement="Setiap isian berisi jenis nilai yang benar.",
    ground="Sumber dibaca menurut bentuk yang tetap, supaya tidak ada isian yang hilang diam-diam.",
)
def tahun_nilai(read: SourcesRead) -> Iterator[Violation]:
    """Yield what stands as a year among the values of an indicator and is none."""
    for indikator in read.indikator.indikator if read.indikator else ():
        for isian, values in (("baseline", indikator.baseline), ("target", indikator.target)):
            for tahun in values:
                if not 1945 <= tahun < 2100:
                    yield Violation(
                        indikator.location(isian, str(tahun)),
                        "",
                        f"«{tahun}» bukan tahun.",
                        f"Tulis {isian}: {{2023: nilai, 2024: nilai}}.",
                    )
