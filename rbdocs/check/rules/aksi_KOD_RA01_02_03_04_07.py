"""KOD, RA: an action: its kode, its words, its output as a measure, and its problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rbdocs.check.derived import group_by, is_lost, meaning
from rbdocs.check.plan_words import DEED, MEASURE, RESULT, measured
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.chapter import Placement
from rbdocs.model.finding import Site
from rbdocs.model.kosakata import same_name, tidy, without_label
from rbdocs.model.plan_tree import walk
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text


def _letters(kode: str) -> str:
    return kode.partition("-")[0]


@peringatan(
    code="KOD01",
    statement="Kode rencana aksi dalam satu Lampiran berawalan huruf yang sama.",
    ground="Awalan kode menunjukkan Lampirannya; awalan lain biasanya tersalin dari Lampiran lain.",
)
def satu_awalan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions whose kode begins with other letters than most in their Lampiran."""
    for nomor, listing in group_by(
        regulation.baris, lambda baris: baris.kelompok.lampiran.lampiran
    ).items():
        counts = Counter(_letters(baris.kode) for baris in listing)
        usual = counts.most_common(1)[0][0]
        for baris in listing:
            if _letters(baris.kode) != usual:
                yield Violation(
                    baris.site("kode"),
                    f"Kode {baris.kode} berawalan lain dari Lampiran {nomor} ({usual}-…).",
                    f"Beri kode {usual}- yang belum dipakai, kecuali rencana aksi ini memang "
                    "pindahan dari Lampiran lain.",
                    {"awalan": usual},
                )


_KODE = re.compile(r"([A-Z]+)-(\d+)")


@peringatan(
    code="KOD02",
    statement="Kode rencana aksi dalam satu Lampiran berurutan; yang ditambahkan kemudian memakai "
    "nomor sesudah yang terakhir.",
    ground="Kode yang menyela urutan, sedang nomornya di situ tidak dipakai, biasanya salah ketik.",
)
def kode_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the codes between n - 1 and n + 1 that are not n, where no action has n.

    One that another year has used for an action that ended is not missing.
    """
    years = (regulation, regulation.sebelumnya)
    used = {aksi.kode for year in years if year for aksi in year.aksi(ended=True)}
    for listing in group_by(
        regulation.aksi(ended=True), lambda aksi: aksi.kode.partition("-")[0]
    ).values():
        for before, aksi, after in zip(listing, listing[1:], listing[2:], strict=False):
            wanted = _next(before.kode)
            if aksi.kode == wanted or wanted in used or _next(wanted) != after.kode:
                continue
            yield Violation(
                aksi.site("kode"),
                f"Kode {aksi.kode} ada di antara {before.kode} dan {after.kode}, sedang {wanted} "
                "tidak dipakai.",
                f"Tulis {wanted}, atau periksa apakah ada rencana aksi yang hilang.",
                {"kode": aksi.kode, "seharusnya": wanted},
            )


def _next(kode: str) -> str:
    hit = _KODE.fullmatch(kode)
    if hit is None:
        return ""
    return f"{hit[1]}-{int(hit[2]) + 1:0{len(hit[2])}}"


@peringatan(
    code="RA01",
    statement="Rencana aksi ditulis sebagai tindakan, dan sasaran sebagai keadaan yang dicapai.",
    ground="Rencana aksi menyebut apa yang dikerjakan (Meningkatkan ...), sasaran apa yang "
    "terjadi karenanya (Meningkatnya ...).",
)
def tindakan_dan_keadaan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions that are worded as a result, and the sasaran worded as an action."""
    for baris in regulation.baris:
        words = without_label(baris.uraian.plain).lstrip()
        hit = RESULT.match(words)
        if hit and "uraian" not in baris.carried:
            yield Violation(
                baris.site("uraian"),
                f"Rencana aksi ditulis sebagai hasil: «{hit[0]} ...».",
                "Tulis tindakannya, misalnya Meningkatkan, Menyusun atau Peningkatan ....",
                {"kata": hit[0]},
                excerpt=hit[0],
            )
    for lampiran in regulation.lampiran:
        for node in walk(lampiran):
            field, said = meaning(node, "sasaran") or ("", Text.dari(""))
            hit = DEED.match(said.plain.lstrip())
            if hit:
                yield Violation(
                    Site(node.location(field), f"lampiran-{lampiran.lampiran.lower()}"),
                    f"Sasaran ditulis sebagai tindakan: «{tidy(said.plain)}».",
                    "Tulis keadaan yang dicapai, misalnya Meningkatnya ....",
                    {"sasaran": tidy(said.plain)},
                    excerpt=hit[0],
                )


@peringatan(
    code="RA02",
    statement="Indikator keluaran menyebut ukurannya: jumlah, persentase, panjang, nilai, dan "
    "sebagainya.",
    ground="Kolom triwulan memuat angka; «Terlaksananya ...» tidak menyebut angka apa.",
)
def keluaran_terukur(regulation: Regulation) -> Iterator[Violation]:
    """Yield the outputs that are no quantity."""
    for aksi in regulation.aksi():
        output = aksi.indikator.plain
        if aksi.indikator.empty or aksi.indikator.open or is_lost(aksi, "indikator"):
            continue
        if RESULT.match(output.lstrip()) or not MEASURE.search(output):
            yield Violation(
                aksi.site("indikator"),
                f"Indikator keluaran tidak menyebut ukuran: «{tidy(output)}».",
                "Tulis misalnya «Jumlah ...» atau «Persentase ...», sesuai satuannya.",
                {"indikator": tidy(output)},
            )


@peringatan(
    code="RA03",
    statement="Indikator keluaran rencana aksi tidak mengulang indikator hasil.",
    ground="Keluaran adalah apa yang dihasilkan rencana aksi itu; indikator hasil sudah punya "
    "kolom dan targetnya sendiri.",
)
def keluaran_bukan_hasil(regulation: Regulation) -> Iterator[Violation]:
    """Yield the outputs that repeat the name of an indicator; one with *acuan* says that it may."""
    register = regulation.indikator.by_name
    known = {measured(nama): indikator.nama for nama, indikator in register.items()}
    for baris in regulation.baris:
        output = baris.aksi.indikator.plain
        key = measured(output)
        own = {measured(item.nama.plain) for item in baris.kelompok.indicators()}
        if key and baris.aksi.acuan is None and (key in own or key in known):
            nama = known.get(key, tidy(output))
            yield Violation(
                Site(baris.aksi.location("indikator"), baris.kode),
                f"Indikator keluaran «{tidy(output)}» mengulang indikator hasil «{nama}».",
                "Tulis apa yang dihasilkan rencana aksi itu, misalnya «Jumlah laporan ...».",
                {"indikator": tidy(output), "hasil": nama},
            )


@peringatan(
    code="RA04",
    statement="Rencana aksi, indikator keluaran dan satuannya menyebut jenis produk hukum yang "
    "sama.",
    ground="Peraturan daerah, peraturan kepala daerah, keputusan dan instruksi dibentuk dengan "
    "cara yang berlainan (Permendagri 80/2015).",
)
def satu_produk_hukum(regulation: Regulation) -> Iterator[Violation]:
    """Yield the actions of which action, output and unit speak of different instruments."""
    for baris in regulation.baris:
        aksi, group = baris.aksi, regulation.kinds.group_named
        said = {
            "rencana aksi": (group(baris.uraian.plain), "uraian"),
            "indikator": (group(aksi.indikator.plain), "indikator"),
            "satuan": (group(aksi.satuan), "satuan"),
        }
        kinds = {what: kind for what, (kind, _) in said.items() if kind}
        first = next(iter(kinds.values()), "")
        other = next((what for what, kind in kinds.items() if kind != first), None)
        if other is None:
            continue
        shown = ", ".join(f"{what}: {kind}" for what, kind in kinds.items())
        yield Violation(
            Site(
                baris.location(said[other][1]) if other != "satuan" else aksi.location("satuan"),
                baris.kode,
            ),
            f"Jenis produk hukumnya berlainan ({shown}).",
            "Samakan jenisnya, atau perjelas mana yang dihasilkan.",
            {"produk_hukum": kinds},
        )


@peringatan(
    code="RA07",
    statement="Permasalahan dalam rencana aksi berbunyi seperti isu strategis dalam bab-bab "
    "Lampiran.",
    ground="Rencana aksi menjawab isu strategis; permasalahan dengan bunyi lain tidak dibahas di "
    "mana pun.",
)
def isu_strategis(regulation: Regulation) -> Iterator[Violation]:
    """Yield the problems that no chapter names, of plans most of whose problems chapters name."""
    texts = [
        f" {same_name(block.plain)} "
        for naskah in regulation.naskah
        for block in naskah.blocks
        if not isinstance(block, Placement)
    ]
    for lampiran in regulation.lampiran:
        stated = [(node, meaning(node, "permasalahan")) for node in lampiran.rencana]
        problems = [
            (node, *said) for node, said in stated if said is not None and not said[1].empty
        ]
        unknown = [
            (node, field, tidy(said.plain))
            for node, field, said in problems
            if not any(f" {same_name(said.plain)} " in text for text in texts)
        ]
        if 2 * len(unknown) >= len(problems):
            continue
        for node, field, said in unknown:
            yield Violation(
                Site(node.location(field), f"lampiran-{lampiran.lampiran.lower()}"),
                f"Permasalahan «{said}» (Lampiran {lampiran.lampiran}) "
                "tidak ada dalam bab-bab Lampiran.",
                "Tulis seperti isu strategisnya.",
                {"permasalahan": said},
            )
