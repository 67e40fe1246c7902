"""Plans: codes, units and fields of an action, each by itself and beside the others."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Site, repeated
from rbdocs.model.mention import IndicatorMention
from rbdocs.model.node import Node
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.plan import groups
from rbdocs.model.plan_tree import LampiranRencana, RencanaAksi, SubKegiatan, walk
from rbdocs.model.registers import DaftarIndikator
from rbdocs.model.regulation import Regulation, SourcesRead
from rbdocs.model.values import BELUM_DIISI


@source_rule(
    code="MUAT12",
    statement="Kode rencana aksi hanya dipakai sekali dalam setahun.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def kode_sekali(read: SourcesRead) -> Iterator[Violation]:
    """Yield the actions and follow-ups whose kode another action has."""
    if read.regulation is None:
        return
    actions = read.regulation.aksi(ended=True)
    for kode, location, first in repeated((aksi.kode, aksi.location("kode")) for aksi in actions):
        yield Violation(
            Site(location, kode),
            f"Kode {kode} sudah dipakai di {first}.",
            "Beri kode yang belum dipakai; kode sebuah rencana aksi tetap dari tahun ke tahun.",
        )
    if read.complete:  # else the actions that are meant may stand in what is not read
        yield from _follow_ups(read.regulation)


def _follow_ups(regulation: Regulation) -> Iterator[Violation]:
    actions = {aksi.kode for aksi in regulation.aksi()}
    for reported in regulation.realisasi.realisasi if regulation.realisasi else ():
        for later in reported.tindak_lanjut:
            if later.kode in actions:
                yield Violation(
                    later.site("kode"),
                    f"Kode {later.kode} sudah dipakai oleh rencana aksi lain.",
                    "Beri tindak lanjut kode baru; ia menjadi rencana aksi tahun berikutnya.",
                )


@source_rule(
    code="MUAT72",
    statement="Realisasi memuat satu nilai untuk tiap periode rencana aksinya.",
    ground="Realisasi dibandingkan dengan target periode demi periode.",
)
def realisasi_tiap_periode(read: SourcesRead) -> Iterator[Violation]:
    """Yield what was reached of actions whose layout has another number of periods."""
    if read.regulation is None or read.regulation.realisasi is None:
        return
    actions = {aksi.kode: aksi for aksi in read.regulation.aksi(ended=True)}
    for reported in read.regulation.realisasi.realisasi:
        aksi = actions.get(reported.kode)
        targets = aksi.layout.targets if aksi is not None else None
        if targets is None or len(reported.tw) == len(targets.periods):
            continue
        count, word = len(targets.periods), targets.word
        yield Violation(
            reported.site("tw"),
            f"Realisasi {reported.kode} memuat {len(reported.tw)} nilai, padahal rencananya "
            f"{count} {word}.",
            f'Tulis {count} nilai, satu tiap {word}; yang kosong ditulis "-".',
        )


@source_rule(
    code="MUAT13",
    statement="Satuan terdaftar dalam sources/satuan.yaml.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def satuan_terdaftar(read: SourcesRead) -> Iterator[Violation]:
    """Yield the actions whose unit is in no spelling of the register."""
    if read.regulation is None:
        return
    listing = read.regulation.satuan
    for aksi in read.regulation.aksi(ended=True):
        if aksi.satuan in ("", "-", BELUM_DIISI) or aksi.satuan in listing.by_spelling:
            continue
        similar = similar_hint(aksi.satuan, listing.by_spelling)
        added = "Satuan baru ditambahkan ke sources/satuan.yaml beserta jenisnya."
        yield Violation(
            aksi.site("satuan"),
            f"Satuan «{aksi.satuan}» tidak ada dalam sources/satuan.yaml.",
            f"{similar} {added}".strip(),
        )


@source_rule(
    code="MUAT15",
    statement="Kolom diisi atau dilanjutkan dari baris di atas, salah satu.",
    ground="Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar.",
)
def lanjutan(read: SourcesRead) -> Iterator[Violation]:
    """Yield what actions carry on from the row above that is not there, or is given as well."""
    for lampiran in read.plans:
        for aksi, above in _with_above(lampiran):
            yield from _from_above(aksi, above)
            yield from _given_too(aksi)
            yield from _budget(aksi)


def _with_above(lampiran: LampiranRencana) -> Iterator[tuple[RencanaAksi, RencanaAksi | None]]:
    """Yield each action with the one above it under the same record."""
    for group in groups([lampiran]):
        above: RencanaAksi | None = None
        for aksi in group.members:
            if isinstance(aksi, RencanaAksi):
                yield aksi, above
                above = aksi


def _from_above(aksi: RencanaAksi, above: RencanaAksi | None) -> Iterator[Violation]:
    if aksi.lanjut and aksi.printed and above is not None and not above.printed:
        yield Violation(
            aksi.site("lanjut"),
            f"{above.kode} di atasnya diputuskan «{above.keputusan}» dan tidak lagi tercetak, jadi "
            "tidak ada kolom untuk dilanjutkan.",
            f"Hapus «lanjut» dan pindahkan isi kolomnya dari {above.kode} ke sini.",
        )
    if aksi.lanjut and above is None:
        yield Violation(
            aksi.site("lanjut"),
            "Ini rencana aksi pertama di bawah indikatornya; tidak ada baris untuk dilanjutkan.",
            "Hapus «lanjut» dan tulis isi kolomnya.",
        )


def _given_too(aksi: RencanaAksi) -> Iterator[Violation]:
    for column in aksi.required_columns():
        if getattr(aksi, column) is not None and column in aksi.lanjut:
            yield Violation(
                aksi.site(column),
                f"Kolom «{_called(aksi, column)}» diisi, padahal «lanjut» menyebutnya sebagai "
                "lanjutan.",
                f"Hapus isian «{_called(aksi, column)}», atau keluarkan dari «lanjut».",
            )
    for column in aksi.lanjut:
        if column not in aksi.layout.carrying.values():
            yield Violation(
                aksi.site("lanjut"),
                f"Rencana aksi {aksi.layout.name} tidak punya kolom «{column}».",
                f"Keluarkan «{column}» dari «lanjut».",
            )


def _called(aksi: RencanaAksi, field: str) -> str:
    return str(aksi.written((field,))[0])


def _budget(aksi: RencanaAksi) -> Iterator[Violation]:
    if "anggaran" not in aksi.layout.detail_fields:
        return
    if "anggaran" not in aksi.lanjut:
        if "sub_kegiatan" in aksi.lanjut:
            yield Violation(
                aksi.site("lanjut"),
                "Sub kegiatan melanjutkan baris di atas, tetapi anggarannya tidak disebut.",
                "Tulis lanjut: [sub_kegiatan, anggaran]; anggaran melekat pada sub kegiatan.",
            )
        return
    for sub in aksi.sub_kegiatan or ():
        if sub.anggaran is not None:
            yield Violation(
                Site(sub.location("anggaran"), aksi.kode),
                "Anggaran diisi, padahal «lanjut» menyebutnya sebagai lanjutan baris di atas.",
                "Hapus anggaran ini, atau keluarkan «anggaran» dari «lanjut».",
            )


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
            Site(peraturan.location("bentuk")),
            "Isian «disalin» belum ada, padahal bentuknya salinan.",
            "Tambahkan «disalin:» dengan pejabat yang mengesahkannya, atau tulis bentuk: asli.",
        )


def _columns(aksi: RencanaAksi) -> Iterator[Violation]:
    """A column that does not carry on from the row above is given."""
    for column in aksi.required_columns():
        if getattr(aksi, column) is None and column not in aksi.lanjut:
            called = aksi.written((column,))[0]
            yield Violation(
                aksi.site(column),
                f"Isian «{called}» {_lacks(aksi, column)} untuk {aksi.kode}.",
                f"Tambahkan «{called}:»; bila selnya menyatu dengan baris di atas, sebut dalam "
                "«lanjut».",
            )
    if "anggaran" in aksi.layout.detail_fields and "anggaran" not in aksi.lanjut:
        for sub in aksi.sub_kegiatan or ():
            yield from _budget_of_year(aksi, sub)


def _budget_of_year(aksi: RencanaAksi, sub: SubKegiatan) -> Iterator[Violation]:
    if sub.anggaran is None:
        called = sub.written(("anggaran",))[0]
        yield Violation(
            Site(sub.location("anggaran"), aksi.kode),
            f"Isian «{called}» {_lacks(sub, 'anggaran')} untuk sub kegiatan dari {aksi.kode}.",
            f'Tambahkan «{called}:» dalam rupiah; bila dalam naskah memang kosong, tulis "".',
        )


def _lacks(node: Node, isian: str) -> str:
    return "kosong" if isian in node.model_fields_set else "belum ada"


def _named(place: IndicatorMention, listing: DaftarIndikator) -> Iterator[Violation]:
    if place.acuan is None and place.nama and place.nilai:
        yield Violation(
            Site(place.node.location()),
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
                        Site(indikator.location(isian, str(tahun))),
                        f"«{tahun}» bukan tahun.",
                        f"Tulis {isian}: {{2023: nilai, 2024: nilai}}.",
                    )
