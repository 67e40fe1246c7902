"""ANG: what the plans say that a sub kegiatan costs, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from rbdocs.check.derived import group_by, is_lost
from rbdocs.check.plan_words import NO_SUB_KEGIATAN
from rbdocs.check.rule import Violation, bound, galat, peringatan
from rbdocs.model.aturan import Bound
from rbdocs.model.budget import Cost, amounts, costs, repetitions
from rbdocs.model.finding import Occurrence, Repair, Site
from rbdocs.model.kosakata import listed, same_name, sub_kegiatan_name, tidy
from rbdocs.model.plan import ActionRow
from rbdocs.model.plan_tree import SubKegiatan
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import format_number, mend_rupiah


def _places(listing: Iterable[Cost], *, with_name: bool = False) -> list[Occurrence]:
    return [
        Occurrence(
            cost.location(),
            cost.baris.kode,
            f"{cost.sub.anggaran}  {cost.nama}" if with_name else str(cost.sub.anggaran),
        )
        for cost in listing
    ]


def _given(regulation: Regulation) -> list[tuple[Cost, Decimal]]:
    """The costs whose amount is a number above zero."""
    return [(cost, cost.jumlah) for cost in costs(regulation.baris) if cost.jumlah]


@peringatan(
    code="ANG01",
    statement="Satu sub kegiatan punya satu jumlah anggaran di semua baris yang pelaksananya "
    "seluruhnya atau sebagian sama.",
    ground="Dalam APBD anggaran ditetapkan per sub kegiatan; dua jumlah tidak dapat sama-sama "
    "benar, kecuali keduanya bagian dari jumlah itu.",
)
def satu_jumlah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sub kegiatan for which one office has several amounts."""
    named = [cost for cost, _ in _given(regulation) if cost.kunci]
    for listing in _spent_together(regulation, named):
        found = list(dict.fromkeys(cost.jumlah for cost in listing))
        if len(found) < 2:
            continue
        odd = next(cost for cost in listing if cost.jumlah != found[0])
        shown = listed(format_number(jumlah) for jumlah in found if jumlah)
        yield Violation(
            Site(odd.location(), odd.baris.kode),
            f"Sub kegiatan «{odd.nama}» ({odd.pelaksana}) beranggaran {len(found)} macam: {shown}.",
            "Samakan jumlahnya; bila yang satu untuk sub kegiatan lain, betulkan namanya.",
            {
                "sub_kegiatan": odd.nama,
                "pelaksana": odd.pelaksana,
                "jumlah": [format_number(jumlah) for jumlah in found if jumlah],
            },
            _places(listing),
        )


def _spent_together(regulation: Regulation, named: list[Cost]) -> list[list[Cost]]:
    """Put together the costs of one name that have an office in common, through others too."""
    result: list[list[Cost]] = []
    for listing in group_by(named, lambda item: item.kunci).values():
        groups: list[tuple[set[str], list[Cost]]] = []
        for cost in listing:
            owners, together = set(_owners(regulation, cost)), [cost]
            for group in [group for group in groups if group[0] & owners]:
                groups.remove(group)
                owners, together = owners | group[0], group[1] + together
            groups.append((owners, together))
        result += [together for _, together in groups]
    return result


def _owners(regulation: Regulation, cost: Cost) -> frozenset[str]:
    """The offices that spend it, in whatever order and under whatever name they are printed."""
    known, unknown = regulation.perangkat_daerah.recognise(cost.pelaksana)
    return frozenset((*(office.kunci for office in known), *unknown))


@peringatan(
    code="ANG02",
    statement="Anggaran satu sub kegiatan ditulis satu kali.",
    ground="Kolom Jumlah Anggaran yang dijumlahkan ke bawah menghitungnya berulang; rekapitulasi "
    "program ini menghitungnya sekali.",
)
def dihitung_sekali(regulation: Regulation) -> Iterator[Violation]:
    """Yield the amounts that several rows give for one sub kegiatan."""
    for first, *again in repetitions(cost for cost, _ in _given(regulation)):
        if again:
            jumlah = format_number(first.jumlah or 0)
            yield Violation(
                Site(again[0].location(), again[0].baris.kode),
                f"Anggaran {jumlah} untuk «{first.nama}» ditulis "
                f"{len(again) + 1} kali, jadi terhitung {len(again) + 1} kali bila kolomnya "
                "dijumlahkan.",
                "Satukan sel yang berdampingan dengan lanjut: [sub_kegiatan, anggaran], atau "
                "tulis bagian anggaran masing-masing.",
                {"sub_kegiatan": first.nama, "jumlah": jumlah},
                _places((first, *again)),
            )


@peringatan(
    code="ANG03",
    statement="Jumlah yang sama sampai rupiahnya adalah anggaran sub kegiatan yang sama namanya.",
    ground="Dua sub kegiatan jarang beranggaran persis sama; biasanya namanya salah tulis atau "
    "angkanya tersalin dari baris lain.",
    # Amounts in whole hundreds of thousands are alike by chance; others are not.
    bounds={
        "bulat": Bound(100_000, 1, 10**12, "jumlah yang bulat kelipatan ini tidak dibandingkan")
    },
)
def satu_nama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the amounts that are the same to the rupiah for sub kegiatan of different names."""
    for jumlah, listing in group_by(_given(regulation), lambda item: item[1]).items():
        if not jumlah % bound(regulation, "ANG03", "bulat"):
            continue
        by_name = group_by((cost for cost, _ in listing if cost.kunci), lambda item: item.kunci)
        if len(by_name) < 2:
            continue
        shown = [found[0] for found in by_name.values()]
        yield Violation(
            Site(shown[1].sub.location("nama"), shown[1].baris.kode),
            f"Anggaran {format_number(jumlah)} dipakai untuk {len(shown)} nama sub kegiatan: "
            f"{listed(f'«{item.nama}»' for item in shown)}.",
            "Samakan namanya bila sub kegiatan itu satu; bila tidak, periksa angkanya.",
            {"jumlah": format_number(jumlah), "nama": [cost.nama for cost in shown]},
            _places((cost for cost, _ in listing), with_name=True),
        )


@galat(
    code="ANG04",
    alone=True,
    statement="Jumlah anggaran berupa bilangan bulat rupiah dalam bentuk Indonesia.",
    ground="Titik memisahkan ribuan (PUEBI); jumlah yang bukan angka tidak dapat direkapitulasi.",
    mends="jumlah yang hanya salah bentuk, seperti 250,502,500 dan Rp. 250.502.500,-.",
)
def berupa_rupiah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the cells for an amount that hold something else."""
    for cost in costs(regulation.baris):
        given = amounts(cost.sub.anggaran) if cost.sub.anggaran else []
        if given is not None and all(part >= 0 and not part % 1 for part in given):
            continue
        text = str(cost.sub.anggaran)
        shown = tidy(text) if len(text) < 60 else f"{tidy(text)[:57]} …"
        mended = mend_rupiah(text)
        printed = mended or "misalnya 250.502.500"
        yield Violation(
            Site(cost.location(), cost.baris.kode),
            f"«{shown}» bukan jumlah rupiah dalam bentuk Indonesia.",
            f"Tulis angkanya saja tanpa titik; tercetak {printed}.",
            {"anggaran": text},
            repairs=[Repair(cost.location(), text, mended, number=True)] if mended else (),
        )


@galat(
    code="ANG05",
    alone=True,
    statement="Sub kegiatan yang disebut namanya beranggaran, dan anggaran menyebut namanya.",
    ground="Anggaran tanpa sub kegiatan tidak dapat dicari dalam APBD, demikian pula sebaliknya.",
)
def bernama_beranggaran(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sub kegiatan without an amount, and the amounts without one.

    What the reference text has lost (``celah``) is no fault of the plan.
    """
    for cost in costs(regulation.baris):
        if cost.sub.anggaran is None or cost.sub.anggaran.open:
            continue
        if "nama" not in cost.sub.stated:
            continue  # a row's own budget is for what the row says
        if cost.sub.nama.empty is cost.sub.anggaran.empty:
            continue
        nameless = cost.sub.nama.empty
        if is_lost(cost.baris.aksi, "sub_kegiatan" if nameless else "anggaran"):
            continue
        yield Violation(
            Site(cost.sub.location("nama" if nameless else "anggaran"), cost.baris.kode),
            f"Anggaran {cost.sub.anggaran} tidak menyebut sub kegiatannya."
            if nameless
            else f"Sub kegiatan «{cost.nama}» belum beranggaran.",
            "Isi nama sub kegiatannya."
            if nameless
            else "Isi anggarannya; bila memang tidak beranggaran, tulis 0.",
            {"sub_kegiatan": cost.nama, "anggaran": str(cost.sub.anggaran)},
        )


@peringatan(
    code="ANG06",
    statement="Kolom Sub Kegiatan menyebut sub kegiatan, bukan program, kegiatan, bantuan atau "
    "sumber dananya.",
    ground="Permendagri 90/2019: anggaran ditetapkan per sub kegiatan; anggaran program memuat "
    "banyak sub kegiatan.",
)
def bernama_sub_kegiatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the names that say they are of a program, a kegiatan or a source of money."""
    named: list[tuple[str, ActionRow, SubKegiatan]] = []
    for baris in regulation.baris:
        for sub in baris.aksi.sub_kegiatan or ():
            nama = sub_kegiatan_name(sub.nama.plain)
            if NO_SUB_KEGIATAN.match(nama):
                named.append((nama, baris, sub))
    for listing in group_by(named, lambda item: same_name(item[0])).values():
        nama, baris, sub = listing[0]
        yield Violation(
            Site(sub.location("nama"), baris.kode),
            f"«{tidy(nama)}» bukan nama sub kegiatan.",
            "Tulis nama sub kegiatannya menurut DPA, satu baris untuk tiap sub kegiatan.",
            {"sub_kegiatan": tidy(nama)},
            [
                Occurrence(item.location("nama"), row.kode, tidy(text))
                for text, row, item in listing
            ],
        )
