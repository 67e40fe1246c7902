"""ANG: what the plans say that a sub kegiatan costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.budget import Biaya, amounts, costs, repetitions
from rbdocs.model.finding import Level, Occurrence, Repair
from rbdocs.model.regulation import Regulasi
from rbdocs.model.values import format_number, mend_rupiah
from rbdocs.model.words import listed, tidy

# Amounts in whole hundreds of thousands are alike by chance; others are not.
_ROUND = 100_000


def _places(listing: Iterable[Biaya], *, with_name: bool = False) -> list[Occurrence]:
    return [
        Occurrence(
            one.location(),
            one.baris.kode,
            f"{one.sub.anggaran}  {one.nama}" if with_name else str(one.sub.anggaran),
        )
        for one in listing
    ]


def _given(regulasi: Regulasi) -> list[tuple[Biaya, Decimal]]:
    """The costs whose amount is a number above zero."""
    return [(one, one.jumlah) for one in costs(regulasi.baris) if one.jumlah]


@rule(
    code="ANG01",
    level=Level.PERINGATAN,
    statement="Satu sub kegiatan dari satu pelaksana punya satu jumlah anggaran.",
    ground="Dalam APBD anggaran ditetapkan per sub kegiatan; dua jumlah tidak dapat sama-sama "
    "benar, kecuali keduanya bagian dari jumlah itu.",
)
def satu_jumlah(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the sub kegiatan for which one office has several amounts."""
    named = [one for one, _ in _given(regulasi) if one.kunci]
    spent = group_by(named, lambda one: (one.kunci, _owners(regulasi, one)))
    for listing in spent.values():
        found = list(dict.fromkeys(one.jumlah for one in listing))
        if len(found) < 2:
            continue
        odd = next(one for one in listing if one.jumlah != found[0])
        shown = listed(format_number(jumlah) for jumlah in found if jumlah)
        yield Violation(
            odd.location(),
            odd.baris.kode,
            f"Sub kegiatan «{odd.nama}» ({odd.pelaksana}) beranggaran {len(found)} macam: {shown}.",
            "Samakan jumlahnya; bila yang satu untuk sub kegiatan lain, betulkan namanya.",
            {
                "sub_kegiatan": odd.nama,
                "pelaksana": odd.pelaksana,
                "jumlah": [format_number(jumlah) for jumlah in found if jumlah],
            },
            _places(listing),
        )


def _owners(regulasi: Regulasi, biaya: Biaya) -> frozenset[str]:
    """The offices that spend it, in whatever order and under whatever name they are printed."""
    known, unknown = regulasi.perangkat_daerah.recognise(biaya.pelaksana)
    return frozenset((*(office.kunci for office in known), *unknown))


@rule(
    code="ANG02",
    level=Level.PERINGATAN,
    statement="Anggaran satu sub kegiatan ditulis satu kali.",
    ground="Kolom Jumlah Anggaran yang dijumlahkan ke bawah menghitungnya berulang; rekapitulasi "
    "program ini menghitungnya sekali.",
)
def dihitung_sekali(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the amounts that several rows give for one sub kegiatan."""
    for first, *again in repetitions(one for one, _ in _given(regulasi)):
        if again:
            jumlah = format_number(first.jumlah or 0)
            yield Violation(
                again[0].location(),
                again[0].baris.kode,
                f"Anggaran {jumlah} untuk «{first.nama}» ditulis "
                f"{len(again) + 1} kali, jadi terhitung {len(again) + 1} kali bila kolomnya "
                "dijumlahkan.",
                "Satukan sel yang berdampingan dengan lanjut: [sub_kegiatan, anggaran], atau "
                "tulis bagian anggaran masing-masing.",
                {"sub_kegiatan": first.nama, "jumlah": jumlah},
                _places((first, *again)),
            )


@rule(
    code="ANG03",
    level=Level.PERINGATAN,
    statement="Jumlah yang sama sampai rupiahnya adalah anggaran sub kegiatan yang sama namanya.",
    ground="Dua sub kegiatan jarang beranggaran persis sama; biasanya namanya salah tulis atau "
    "angkanya tersalin dari baris lain.",
)
def satu_nama(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the amounts that are the same to the rupiah for sub kegiatan of different names."""
    for jumlah, listing in group_by(_given(regulasi), lambda one: one[1]).items():
        if not jumlah % _ROUND:
            continue
        by_name = group_by((one for one, _ in listing if one.kunci), lambda one: one.kunci)
        if len(by_name) < 2:
            continue
        shown = [found[0] for found in by_name.values()]
        yield Violation(
            shown[1].sub.location("nama"),
            shown[1].baris.kode,
            f"Anggaran {format_number(jumlah)} dipakai untuk {len(shown)} nama sub kegiatan: "
            f"{listed(f'«{one.nama}»' for one in shown)}.",
            "Samakan namanya bila sub kegiatan itu satu; bila tidak, periksa angkanya.",
            {"jumlah": format_number(jumlah), "nama": [one.nama for one in shown]},
            _places((one for one, _ in listing), with_name=True),
        )


@rule(
    code="ANG04",
    level=Level.GALAT,
    alone=True,
    statement="Jumlah anggaran berupa bilangan bulat rupiah dalam bentuk Indonesia.",
    ground="Titik memisahkan ribuan (PUEBI); jumlah yang bukan angka tidak dapat direkapitulasi.",
    mends="jumlah yang hanya salah bentuk, seperti 250,502,500 dan Rp. 250.502.500,-.",
)
def berupa_rupiah(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the cells for an amount that hold something else."""
    for one in costs(regulasi.baris):
        given = amounts(one.sub.anggaran) if one.sub.anggaran else []
        if given is not None and all(part >= 0 and not part % 1 for part in given):
            continue
        text = str(one.sub.anggaran)
        shown = tidy(text) if len(text) < 60 else f"{tidy(text)[:57]} …"
        mended = mend_rupiah(text)
        printed = mended or "misalnya 250.502.500"
        yield Violation(
            one.location(),
            one.baris.kode,
            f"«{shown}» bukan jumlah rupiah dalam bentuk Indonesia.",
            f"Tulis angkanya saja tanpa titik; tercetak {printed}.",
            {"anggaran": text},
            repairs=[Repair(one.location(), text, mended, number=True)] if mended else (),
        )


@rule(
    code="ANG05",
    level=Level.GALAT,
    alone=True,
    statement="Sub kegiatan yang disebut namanya beranggaran, dan anggaran menyebut namanya.",
    ground="Anggaran tanpa sub kegiatan tidak dapat dicari dalam APBD, demikian pula sebaliknya.",
)
def bernama_beranggaran(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the sub kegiatan without an amount, and the amounts without one.

    What the reference text has lost (``celah``) is no fault of the plan.
    """
    for one in costs(regulasi.baris):
        if one.baris.aksi.celah or one.sub.anggaran is None or one.sub.anggaran.open:
            continue
        if one.sub.nama.empty is one.sub.anggaran.empty:
            continue
        nameless = one.sub.nama.empty
        yield Violation(
            one.sub.location("nama" if nameless else "anggaran"),
            one.baris.kode,
            f"Anggaran {one.sub.anggaran} tidak menyebut sub kegiatannya."
            if nameless
            else f"Sub kegiatan «{one.nama}» belum beranggaran.",
            "Isi nama sub kegiatannya."
            if nameless
            else "Isi anggarannya; bila memang tidak beranggaran, tulis 0.",
            {"sub_kegiatan": one.nama, "anggaran": str(one.sub.anggaran)},
        )
