"""TW: totals follow from the quarters by the row's stated way of adding."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.node import KeyPath
from rbdocs.model.plan_columns import NUMERIC, ColumnKind
from rbdocs.model.plan_sums import agrees, by_cara, called, contradicts, filled, numbers
from rbdocs.model.plan_tree import Cara, RencanaAksi, SeriesValues
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Nilai, print_number

_RECKONED = NUMERIC - {ColumnKind.AMOUNT, ColumnKind.NUMBER}
_NAMES = {
    Cara.JUMLAH: "jumlah {periode}",
    Cara.AKHIR: "nilai {periode} terakhir",
    Cara.TERTINGGI: "nilai {periode} tertinggi",
    Cara.RERATA: "rerata {periode}",
    Cara.TETAP: "nilai tetap tiap {periode}",
}


def _each(
    regulation: Regulation, *, totalled: bool = True
) -> Iterator[tuple[RencanaAksi, SeriesValues]]:
    """Yield every series of every action with its values, only those with a total unless told."""
    for aksi in regulation.aksi():
        for found in aksi.series():
            if found.series.total is not None or not totalled:
                yield aksi, found


def _persen(found: SeriesValues) -> bool:
    return any(nilai.persen for nilai in (*found.values, found.total))


def _values(found: SeriesValues) -> dict[str, object]:
    """What was compared: a series other than the target's says whose it is."""
    own = {} if found.series.field == "tw" else {"kolom": found.series.field}
    return {**own, "tw": [str(nilai) for nilai in found.values], "total": str(found.total)}


def _hint(found: SeriesValues, number: list[Decimal], expected: Decimal | None) -> str:
    hit = [
        cara
        for cara in Cara
        if cara is not found.cara and agrees(cara, by_cara(cara, number), found.total.number)
    ]
    change = (
        f"Ubah total menjadi {print_number(expected, _persen(found))}"
        if expected is not None
        else f"Betulkan nilai {found.series.word}"
    )
    if found.series.kind is ColumnKind.AMOUNT:  # money is never counted otherwise
        return f"{change}, atau betulkan nilai {found.series.word}."
    if hit:
        choices = " atau ".join(f"cara: {cara}" for cara in hit)
        return f"{change}, atau, bila memang begitu maksudnya, nyatakan {choices}."
    if found.cara is Cara.JUMLAH:
        return f"{change}, atau nyatakan cara: tetap, akhir, tertinggi atau rerata."
    return f"{change}, atau hapus cara: {found.cara}."


@galat(
    code="TW01",
    alone=True,
    statement="Total sama dengan jumlah triwulan, atau mengikuti cara yang dinyatakan.",
    ground="Kolom Total pada tabel rencana aksi merangkum kolom TW 1 sampai TW 4.",
)
def total_mengikuti_triwulan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total does not follow from their quarters, or other periods."""
    for aksi, found in _each(regulation):
        number = numbers(found.filled)
        if not number or not contradicts(found):
            continue
        expected = by_cara(found.cara, number)
        persen, word = _persen(found), found.series.word
        if expected is None:
            reason = f"karena nilai tiap {word} berbeda, padahal cara: tetap"
        else:
            reason = f"{_NAMES[found.cara].format(periode=word)} {print_number(expected, persen)}"
        yield Violation(
            aksi.site(found.series.total or ""),
            f"{called(found)} {found.total} tidak sama dengan {reason}."
            if expected is not None
            else f"{called(found)} {found.total} tidak dapat ditentukan {reason}.",
            _hint(found, number, expected),
            {
                **_values(found),
                "cara": str(found.cara),
                "seharusnya": None if expected is None else print_number(expected, persen),
            },
        )


@galat(
    code="TW02",
    alone=True,
    statement="Total terisi jika dan hanya jika sedikitnya satu triwulan terisi.",
    ground="Total tanpa triwulan tidak dapat dipantau; triwulan tanpa total tidak dapat dinilai.",
)
def total_dan_triwulan_terisi(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that have a total and no quarter, or quarters and no total."""
    for aksi, found in _each(regulation):
        if any(nilai.open for nilai in (*found.values, found.total)):
            continue
        present, word = bool(found.filled), found.series.word
        if present is not found.total.empty:
            continue
        yield Violation(
            aksi.site(found.series.total or ""),
            f"{word.capitalize()} terisi, tetapi {called(found).lower()} kosong."
            if present
            else f"{called(found)} {found.total} terisi, tetapi tidak satu pun {word} terisi.",
            f"Isi total sesuai {word}nya."
            if present
            else f"Isi {word} ketika target itu dicapai, atau kosongkan total.",
            _values(found),
        )


@peringatan(
    code="TW03",
    statement="Triwulan dan total berupa angka; bila satuannya bukan hitungan, total boleh "
    "mengulang satu-satunya triwulan terisi.",
    ground="Nilai yang bukan angka tidak dapat dijumlahkan, jadi totalnya tidak dapat diperiksa.",
)
def triwulan_berupa_angka(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose total cannot be computed because a value is no number.

    What is still open to change is judged by TW06, unless somebody has waived it here.
    """
    waived = _waived(regulation)
    for aksi, found in _each(regulation):
        if regulation.open_to_change and aksi.kode not in waived:
            continue
        present, total = found.filled, found.total
        if not present or total.empty or any(n.open for n in (*found.values, total)):
            continue
        invalid = [nilai.text for nilai in (*present, total) if nilai.number is None]
        if not invalid:
            continue
        counts = regulation.unit_kind(aksi.satuan) == "cacah"
        if not counts and [nilai.text for nilai in present] == [total.text]:
            continue
        yield Violation(
            aksi.site(found.series.field),
            f"Total tidak dapat diperiksa: «{invalid[0]}» bukan angka dalam bentuk Indonesia.",
            "Tulis angka dengan titik untuk ribuan dan koma untuk pecahan, misal 1.650 atau 3,4.",
            _values(found),
        )


def _waived(regulation: Regulation) -> set[str]:
    """The actions of which somebody has decided that their quarters need be no numbers."""
    return {
        pengecualian.kode
        for pengecualian in regulation.pengecualian
        if pengecualian.aturan == "TW03"
    }


@galat(
    code="TW04",
    alone=True,
    statement="Tanda persen dipakai pada semua triwulan dan total, atau tidak sama sekali.",
    ground="Total dan triwulan menyebut besaran yang sama.",
)
def persen_seragam(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions in which some values carry a percent sign and others do not."""
    for aksi, found in _each(regulation, totalled=False):
        nilai = [item for item in (*found.values, found.total) if item.number is not None]
        if len({item.persen for item in nilai if item.number != 0}) < 2:
            continue
        yield Violation(
            aksi.site(found.series.total or found.series.field),
            "Sebagian nilai bertanda persen dan sebagian tidak: "
            f"{', '.join(str(item) for item in nilai)}.",
            "Beri tanda % pada semua nilai, atau hapus dari semuanya.",
            _values(found),
        )


@peringatan(
    code="TW05",
    statement="Rencana aksi yang berindikator bertarget pada sedikitnya satu triwulan.",
    ground="Keluaran tanpa target tidak dapat dipantau dan dinilai.",
)
def bertarget(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that have an output indicator and no value at all."""
    for aksi in regulation.aksi():
        targets = aksi.layout.targets
        if targets is None or aksi.indikator.empty or filled(aksi) or not aksi.total.empty:
            continue
        if any(nilai.text == "" for nilai in aksi.tw) and aksi.celah:
            continue  # lost with a page of the reference text
        yield Violation(
            aksi.site("tw"),
            f"«{aksi.indikator}» tidak bertarget pada {targets.word} mana pun.",
            f"Isi {targets.word} ketika keluaran itu dihasilkan, beserta totalnya.",
            {"tw": [str(nilai) for nilai in aksi.tw], "total": str(aksi.total)},
        )


@galat(
    code="TW06",
    alone=True,
    statement="Dalam rancangan tiap triwulan dan total berupa angka nol atau lebih, atau kosong.",
    ground="Target yang bukan angka tidak dapat dijumlahkan, dipantau dan dinilai; sesudah "
    "ditetapkan ia hanya dapat diubah dengan peraturan perubahan.",
)
def triwulan_rancangan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the quarters and totals of a draft that are no number, each in its own place."""
    if not regulation.open_to_change:
        return
    waived = _waived(regulation)
    for aksi in regulation.aksi():
        for title, nilai, path in _cells(aksi):
            if nilai.empty or nilai.open or aksi.kode in waived:
                continue
            if nilai.number is not None and nilai.number >= 0:
                continue
            reason = "kurang dari nol" if nilai.number is not None else "bukan angka"
            yield Violation(
                aksi.site(*path),
                f"{title} «{nilai}» {reason}.",
                'Tulis angkanya saja, misalnya 1650, 3.4 atau "25%" (tercetak 1.650, 3,4 dan '
                '25%); sel kosong ditulis "-", yang menyusul ditulis belum diisi.',
                {"sel": title, "nilai": nilai.text},
            )


def _cells(aksi: RencanaAksi) -> Iterator[tuple[str, Nilai, KeyPath]]:
    """Yield the numbers of *aksi*: what readers call each, and its path; budgets have ANG04."""
    for column in aksi.layout.columns:
        if column.field not in aksi.stated or column.kind not in _RECKONED:
            continue
        value = getattr(aksi, column.field)
        yield column.title_within, value[column.path[1]] if column.path[1:] else value, column.path
