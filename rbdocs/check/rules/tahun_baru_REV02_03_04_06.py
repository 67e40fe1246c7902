"""REV: a new year's plans against those of the year before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from rbdocs.check.rule import Violation, bound, galat, peringatan
from rbdocs.model.aturan import Bound
from rbdocs.model.budget import amounts, spenders
from rbdocs.model.finding import Location, Site
from rbdocs.model.kosakata import same_name, sub_kegiatan_name
from rbdocs.model.plan_tree import (
    RencanaAksi,
    SubKegiatan,
    walk,
)
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import format_number, print_number

# Two descriptions without a word in common, and less alike than this (0 to 100) letter by letter,
# are of two different actions.
_SAME_ACTION = 60
_WORD = re.compile(r"[^\W\d_]{2,}")
# Words that any two descriptions may share: they say how much is measured, or join others.
_COMMON = frozenset(
    {
        *("banyaknya", "jumlah", "luas", "nilai", "panjang", "persentase", "prosentase"),
        *("rasio", "tingkat", "atau", "bagi", "dalam", "dan", "dari", "dengan", "di", "ke"),
        *("oleh", "pada", "untuk", "yang", "batang", "daerah", "kabupaten", "tahun"),
    }
)


def _before(regulation: Regulation) -> dict[str, tuple[str, RencanaAksi]]:
    """The actions of the year before, by kode, each with its Lampiran.

    Those of plans that stay in force are not asked.
    """
    if regulation.sebelumnya is None:
        return {}
    replaced = {general.lampiran for general in regulation.lampiran}
    return {
        aksi.kode: (lampiran.lampiran, aksi)
        for lampiran in regulation.sebelumnya.lampiran
        if lampiran.lampiran in replaced
        for aksi in walk(lampiran)
        if isinstance(aksi, RencanaAksi) and aksi.printed
    }


def _content(text: str) -> list[str]:
    """The words of *text* that say what is done."""
    return [found for found in _WORD.findall(text.casefold()) if found not in _COMMON]


@galat(
    code="REV02",
    statement="Setiap rencana aksi tahun lalu dilanjutkan, atau diputuskan selesai atau diganti.",
    ground="Rencana aksi yang hilang tanpa keputusan tidak dapat dipertanggungjawabkan dalam "
    "evaluasi; tahap kelima pelaksanaan RB (Lampiran I, 3.1) menjadi masukan rencana berikutnya.",
)
def aksi_hilang_tanpa_keputusan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions of the year before that the new plans no longer know."""
    known = {aksi.kode for aksi in regulation.aksi(ended=True)}
    plans = {lampiran.lampiran: lampiran.location().file for lampiran in regulation.lampiran}
    for kode, (nomor, aksi) in _before(regulation).items():
        if kode not in known:
            yield Violation(
                Site(Location(plans[nomor]), kode),
                f"Rencana aksi {kode} tahun lalu («{aksi.uraian or aksi.indikator}») hilang tanpa "
                "keputusan.",
                "Kembalikan rencana aksi itu; bila tidak dilanjutkan, tulis keputusan: selesai "
                "atau keputusan: ganti padanya.",
                {"kode": kode},
            )


@galat(
    code="REV03",
    statement="Kode sebuah rencana aksi tidak dipakai untuk rencana aksi lain.",
    ground="Temuan, pengecualian dan perbandingan menyebut kode; kode tetap dari tahun ke tahun.",
)
def kode_untuk_aksi_lain(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that share a kode of the year before and hardly a word."""
    from rapidfuzz.fuzz import token_set_ratio

    before = _before(regulation)
    for aksi in regulation.aksi(ended=True):
        _, old = before.get(aksi.kode, ("", None))
        if old is None or old.uraian is None or aksi.uraian is None or aksi.uraian.open:
            continue
        if old.uraian.plain == aksi.uraian.plain:
            continue
        pairs = (
            (_content(old.uraian.plain), _content(aksi.uraian.plain)),
            (_content(old.indikator.plain), _content(aksi.indikator.plain)),
        )
        if not any(
            set(then) & set(now) or token_set_ratio(" ".join(then), " ".join(now)) >= _SAME_ACTION
            for then, now in pairs
        ):
            yield Violation(
                aksi.site("kode"),
                f"Kode {aksi.kode} tahun lalu milik rencana aksi lain: «{old.uraian}».",
                "Beri rencana aksi baru kode baru; pada yang lama tulis keputusan: ganti.",
                {"lama": old.uraian.plain, "baru": aksi.uraian.plain},
            )


@peringatan(
    code="REV04",
    statement="Anggaran tahun baru direncanakan, bukan disalin dari tahun lalu.",
    ground="Anggaran yang sama sampai rupiahnya pada banyak baris biasanya tersalin.",
    bounds={
        "baris": Bound(5, 2, 1000, "banyaknya anggaran sama yang diperingatkan"),
        "persen": Bound(50, 1, 100, "bagian anggaran sama yang diperingatkan, dalam persen"),
    },
)
def anggaran_tersalin(regulation: Regulation) -> Iterator[Violation]:
    """Yield the plans in which many budgets equal last year's to the rupiah."""
    before = _before(regulation)
    rows, share = (bound(regulation, "REV04", name) for name in ("baris", "persen"))
    for lampiran in regulation.lampiran:
        compared, same = 0, []
        for aksi in walk(lampiran):
            if isinstance(aksi, RencanaAksi) and aksi.kode in before:
                old, new = _amounts(before[aksi.kode][1]), _amounts(aksi)
                compared += min(old.total(), new.total())
                same += [aksi.kode] * (old & new).total()
        if len(same) >= rows and len(same) * 100 >= share * compared:
            kode = list(dict.fromkeys(same))
            yield Violation(
                Site(lampiran.location("rencana"), f"lampiran-{lampiran.lampiran}"),
                f"{len(same)} dari {compared} anggaran Lampiran {lampiran.lampiran} sama dengan "
                "tahun lalu sampai rupiahnya.",
                f"Periksa apakah anggarannya sudah anggaran tahun ini: {', '.join(kode)}.",
                {"kode": kode, "sama": len(same), "dari": compared},
            )


def _amounts(aksi: RencanaAksi) -> Counter[Decimal]:
    """The amounts in rupiah that *aksi* gives, nought aside, in whatever order."""
    cells = (sub.anggaran for sub in spenders(aksi))
    return Counter(cell.number for cell in cells if cell is not None and cell.number)


@peringatan(
    code="REV06",
    statement="Anggaran sub kegiatan tidak sepuluh kali lipat tahun lalu, atau sepersepuluhnya.",
    ground="Lonjakan sebesar itu biasanya angka nol yang tertulis lebih atau kurang.",
    bounds={"kali": Bound(10, 2, 1000, "berapa kali lipat tahun lalu yang diperingatkan")},
)
def anggaran_melonjak(regulation: Regulation) -> Iterator[Violation]:
    """Yield the amounts of a sub kegiatan that are ten times last year's, or a tenth of them."""
    before, leap = _before(regulation), bound(regulation, "REV06", "kali")
    for baris in regulation.baris:
        aksi = baris.aksi
        if aksi.kode not in before:
            continue
        old = _by_name(before[aksi.kode][1])
        for nama, (sub, new) in _by_name(aksi).items():
            if nama not in old:
                continue
            last = old[nama][1]
            if last / leap < new < last * leap:
                continue
            larger, smaller = max(new, last), min(new, last)
            times = print_number(round(larger / smaller, 1))
            than = "kali lipat" if new > last else "kali lebih kecil daripada"
            yield Violation(
                Site(sub.location("anggaran"), aksi.kode),
                f"Anggaran «{sub.nama}» {format_number(new)}, {times} {than} tahun lalu "
                f"({format_number(last)}).",
                "Periksa banyaknya angka nol; bila memang demikian, biarkan atau kecualikan.",
                {
                    "sub_kegiatan": str(sub.nama),
                    "jumlah": format_number(new),
                    "tahun_lalu": format_number(last),
                },
            )


def _by_name(aksi: RencanaAksi) -> dict[str, tuple[SubKegiatan | RencanaAksi, Decimal]]:
    """The sub kegiatan of *aksi* that have one amount above nought, by what their names share."""
    result: dict[str, tuple[SubKegiatan | RencanaAksi, Decimal]] = {}
    for sub in spenders(aksi):
        given = amounts(sub.anggaran) if sub.anggaran is not None else None
        if given and (total := sum(given, Decimal(0))) > 0:
            result.setdefault(same_name(sub_kegiatan_name(sub.nama.plain)), (sub, total))
    return result
