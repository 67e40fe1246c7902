"""DPA: the national codes of sub kegiatan, and the approved budget that has them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.budget import Cost, costs
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.kosakata import same_name
from rbdocs.model.plan_tree import SubKegiatan
from rbdocs.model.realisasi import BarisDpa, DaftarDpa, is_national_code
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import format_number


@galat(
    code="DPA01",
    statement="Kode rekening sub kegiatan berbentuk kode nasional.",
    ground="Permendagri 90/2019, Lampiran: urusan.bidang.program.kegiatan.sub kegiatan.",
)
def berbentuk_kode_nasional(regulation: Regulation) -> Iterator[Violation]:
    """Yield the codes that have another form, in the plans and in the approved budget."""
    hint = "Tulis misalnya 2.16.02.2.01.0003 (dari SIPD), sebagai teks."
    for cost, code in _coded(regulation):
        if not is_national_code(code):
            yield Violation(
                Site(cost.sub.location("kode_rekening"), cost.baris.kode),
                f"«{code}» bukan kode rekening sub kegiatan.",
                hint,
                {"kode_rekening": code},
            )
    for baris in regulation.dpa.dpa if regulation.dpa else ():
        if not is_national_code(baris.kode_rekening):
            yield Violation(
                Site(baris.location("kode_rekening"), f"dpa:{baris.kode_rekening}"),
                f"«{baris.kode_rekening}» bukan kode rekening sub kegiatan.",
                hint,
                {"kode_rekening": baris.kode_rekening},
            )


@peringatan(
    code="DPA02",
    statement="Satu kode rekening menyebut satu sub kegiatan.",
    ground="Kode nasional menunjuk satu nama; nama lain berarti kodenya atau namanya salah salin.",
)
def satu_sub_kegiatan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the codes that several names have."""
    for code, listing in group_by(_coded(regulation), lambda pair: pair[1]).items():
        named = list({cost.kunci: cost for cost, _ in listing}.values())
        if len(named) > 1:
            odd = named[1]
            yield Violation(
                Site(odd.sub.location("kode_rekening"), odd.baris.kode),
                f"Kode {code} dipakai untuk «{named[0].nama}» dan «{odd.nama}».",
                "Betulkan kode atau namanya.",
                {"kode_rekening": code, "nama": [cost.nama for cost in named]},
                [Occurrence(cost.location(), cost.baris.kode, cost.nama) for cost, _ in listing],
            )


@peringatan(
    code="DPA03",
    statement="Sub kegiatan dan anggarannya sama dengan yang disetujui dalam DPA.",
    ground="Rencana aksi dibiayai APBD: sources/dpa-TAHUN.yaml memuat yang disetujui.",
)
def menurut_dpa(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sub kegiatan whose code, name or amount is not that of the approved budget."""
    if regulation.dpa is None:
        return
    by_name = group_by(regulation.dpa.dpa, lambda baris: same_name(baris.nama))
    for cost in costs(regulation.baris):
        code = _code(cost)
        if not cost.kunci or (code is not None and not is_national_code(code)):
            continue
        found = _approved(regulation, regulation.dpa, by_name, cost)
        if found:
            yield from _differing(cost, code, found)
        elif code is not None or cost.jumlah:
            yield Violation(
                Site(cost.sub.location("kode_rekening" if code else "nama"), cost.baris.kode),
                f"Sub kegiatan «{cost.nama}»{f' ({code})' if code else ''} tidak ada dalam DPA.",
                "Samakan kode dan namanya dengan DPA, atau lengkapi daftar DPA.",
                {"sub_kegiatan": cost.nama, "kode_rekening": code or ""},
            )


def _differing(cost: Cost, code: str | None, found: list[BarisDpa]) -> Iterator[Violation]:
    first = found[0]
    told = [
        Occurrence(baris.location("jumlah"), baris.kode_rekening, baris.nama) for baris in found
    ]
    if code is not None and cost.kunci not in {same_name(baris.nama) for baris in found}:
        yield Violation(
            Site(cost.sub.location("nama"), cost.baris.kode),
            f"Kode {code} dalam DPA bernama «{first.nama}», bukan «{cost.nama}».",
            "Samakan nama sub kegiatan dengan DPA, atau betulkan kodenya.",
            {"kode_rekening": code, "nama": [cost.nama, first.nama]},
            told,
        )
    approved = {Decimal(baris.jumlah) for baris in found}
    if cost.jumlah and cost.jumlah not in approved and cost.jumlah != sum(approved):
        shown = " atau ".join(format_number(int(amount)) for amount in sorted(approved))
        yield Violation(
            Site(cost.location(), cost.baris.kode),
            f"Anggaran «{cost.nama}» {format_number(cost.jumlah)}; dalam DPA {shown}.",
            "Samakan dengan DPA; bila hanya sebagian, nyatakan sebagai pengecualian.",
            {"anggaran": format_number(cost.jumlah), "dpa": shown},
            told,
        )


def _approved(
    regulation: Regulation, dpa: DaftarDpa, by_name: dict[str, list[BarisDpa]], cost: Cost
) -> list[BarisDpa]:
    """The rows of the approved budget that *cost* is: those of its own offices before others."""
    code = _code(cost)
    listing = dpa.by_code.get(code, []) if code is not None else by_name.get(cost.kunci, [])
    offices = {item.kunci for item in regulation.perangkat_daerah.recognise(cost.pelaksana)[0]}
    own = [baris for baris in listing if baris.perangkat_daerah in offices]
    return own or listing


def _coded(regulation: Regulation) -> list[tuple[Cost, str]]:
    """The costs that have a national code, with it."""
    return [(cost, code) for cost in costs(regulation.baris) if (code := _code(cost)) is not None]


def _code(cost: Cost) -> str | None:
    return cost.sub.kode_rekening if isinstance(cost.sub, SubKegiatan) else None
