"""What a regulation is by its kind, and where it stands among the others of its year."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.batang_tubuh import articles
from rbdocs.model.characters import similar_hint
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Site
from rbdocs.model.kind import DaftarJenis, RegulationKind
from rbdocs.model.kosakata import listed
from rbdocs.model.numbering import is_diktum
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import SourcesRead

_Wrong = Iterator[Violation]


@source_rule(
    code="MUAT73",
    statement="Peraturan dalam sumber berurutan: yang kedua dalam setahun sesudah yang pertama, "
    "bernomor lebih besar, dan tidak ada yang mengubah atau mewarisi yang lebih baru.",
    ground="Perubahan dan konsolidasi mengikuti urutan pembentukan peraturan; nama foldernya "
    "(2024, 2024-b) adalah urutan itu.",
)
def berurutan(read: SourcesRead) -> _Wrong:
    """Yield what of a regulation cannot be, standing where it does among the others."""
    peraturan = read.peraturan
    if peraturan is None:
        return
    edition = peraturan.edition
    if read.missing_before is not None:
        yield Violation(
            Site(peraturan.location("tahun")),
            f"Folder ini {edition}, tetapi sources/{read.missing_before} tidak ada.",
            f"Beri folder ini nama {read.missing_before}, atau kembalikan yang hilang.",
        )
    for nomor, since in peraturan.warisan.items():
        if since >= edition:
            yield Violation(
                Site(peraturan.location("warisan", nomor)),
                f"Lampiran {nomor} diwarisi dari {since}, padahal peraturan ini {edition}.",
                "Tulis peraturan sebelumnya yang memuat naskah Lampiran itu.",
            )
    for other in read.same_year:
        yield from _beside(peraturan, other)
    yield from _amends_itself(peraturan, read.same_year)


def _beside(peraturan: Peraturan, other: Peraturan) -> _Wrong:
    """Yield what is wrong with the number of *peraturan* beside that of *other*."""
    if other.kind.nama != peraturan.kind.nama or peraturan.nomor is None or other.nomor is None:
        return
    site, folder = Site(peraturan.location("nomor")), f"sources/{other.edition}"
    if peraturan.nomor == other.nomor:
        yield Violation(
            site,
            f"{peraturan.sebutan_bernomor} sudah ada dalam {folder}.",
            "Betulkan nomor salah satunya.",
        )
    elif (
        isinstance(peraturan.nomor, int)
        and isinstance(other.nomor, int)
        and other.edition < peraturan.edition
        and other.nomor > peraturan.nomor
    ):
        yield Violation(
            site,
            f"Nomor {peraturan.nomor} lebih kecil daripada Nomor {other.nomor} dalam {folder}, "
            "padahal peraturan ini sesudahnya.",
            "Betulkan nomornya, atau tukar nama kedua foldernya.",
        )


def _amends_itself(peraturan: Peraturan, others: list[Peraturan]) -> _Wrong:
    base = peraturan.mengubah
    if base is None:
        return
    if peraturan.nomor is not None and peraturan.is_cited_by(base):
        yield Violation(
            Site(base.location("nomor")),
            f"{peraturan.sebutan_bernomor} mengubah dirinya sendiri.",
            "Tulis nomor peraturan yang diubah.",
        )
    for other in others:
        later = other.edition > peraturan.edition and other.nomor is not None
        if later and other.is_cited_by(base):
            yield Violation(
                Site(base.location("nomor")),
                f"Yang diubah, {other.sebutan_bernomor}, dibentuk sesudah peraturan ini "
                f"(sources/{other.edition}).",
                "Betulkan nomornya, atau tukar nama kedua foldernya.",
            )


@source_rule(
    code="MUAT74",
    statement="Jenis peraturan dikenal, dibentuk oleh kepala daerah ini, memuat yang diminta jenis "
    "itu, dan mengubah peraturan yang sejenis.",
    ground="UU 12/2011 (diubah dengan UU 13/2022) dan Permendagri 80/2015 (diubah dengan "
    "Permendagri 120/2018): tiap jenis punya bentuk dan pengundangannya; peraturan diubah dengan "
    "peraturan yang sejenis. Jenisnya ada dalam jenis-peraturan.yaml.",
)
def menurut_jenis(read: SourcesRead) -> _Wrong:
    """Yield what a regulation has, or lacks, that its kind does not let it."""
    peraturan = read.peraturan
    if peraturan is None or read.kinds is None:
        return
    kind = read.kinds.kind(peraturan.sebutan.jenis)
    head = read.regulation.instansi.kepala_daerah if read.regulation else ""
    if kind is None or not _is_made(kind, head):
        yield _unknown(peraturan, read.kinds, head)
        return
    yield from _promulgated(peraturan, kind)
    yield from _numbered(peraturan, kind)
    yield from _in_units(peraturan, kind)
    if peraturan.mengubah is not None:
        yield from _same_kind(peraturan.mengubah, kind, read.kinds)


def _is_made(kind: RegulationKind, head: str) -> bool:
    """Whether the office that *head* begins with makes regulations of *kind*."""
    if not head:
        return bool(kind.pembentuk)
    return any(head.casefold().startswith(office.casefold()) for office in kind.pembentuk)


def _unknown(peraturan: Peraturan, kinds: DaftarJenis, head: str) -> Violation:
    said = peraturan.sebutan.jenis
    made = [item.nama for item in kinds.jenis if _is_made(item, head)]
    who = f" yang dibentuk {head}" if head else ""
    hint = "" if kinds.short(said) else similar_hint(said, made)
    return Violation(
        Site(peraturan.sebutan.location("jenis")),
        f"«{said}» bukan jenis peraturan{who}.",
        f"{hint}{' ' if hint else ''}Yang dikenal: {listed(made)}; jenis lain ditambahkan dalam "
        "sources/jenis-peraturan.yaml.",
    )


def _promulgated(peraturan: Peraturan, kind: RegulationKind) -> _Wrong:
    needed = kind.pengundangan != "tidak"
    for name in ("diundangkan", "berita_daerah"):
        there = getattr(peraturan, name) is not None
        if needed and not there:
            yield Violation(
                Site(peraturan.location()),
                f"Isian «{name}» tidak ada, padahal {kind.nama} diundangkan dalam "
                f"{kind.gazette_name}.",
                f"Tulis {name}.",
            )
        elif there and not needed:
            yield Violation(
                Site(peraturan.location(name)),
                f"{kind.nama} tidak diundangkan, jadi isian «{name}» tidak tercetak.",
                "Hapus isian itu.",
            )
    if peraturan.noreg and not kind.noreg:
        yield Violation(
            Site(peraturan.location("noreg")),
            f"{kind.nama} tidak punya nomor register, jadi isian «noreg» tidak tercetak.",
            "Hapus isian itu.",
        )


def _numbered(peraturan: Peraturan, kind: RegulationKind) -> _Wrong:
    nomor = peraturan.nomor
    if not isinstance(nomor, str):
        return
    if kind.satuan != "diktum":
        yield Violation(
            Site(peraturan.location("nomor")),
            f"Nomor {kind.nama} bilangan bulat, bukan «{nomor}».",
            "Tulis angkanya saja.",
        )
    elif nomor.endswith(f"/{peraturan.tahun}"):
        yield Violation(
            Site(peraturan.location("nomor")),
            f"Tahunnya tercetak dua kali: NOMOR {nomor} TAHUN {peraturan.tahun}.",
            f"Tulis nomornya tanpa tahun: {nomor.removesuffix(f'/{peraturan.tahun}')}.",
        )


def _in_units(peraturan: Peraturan, kind: RegulationKind) -> _Wrong:
    for pasal in articles(peraturan.batang_tubuh):
        if is_diktum(pasal.pasal) != (kind.satuan == "diktum"):
            right = "diktum: KESATU" if kind.satuan == "diktum" else "pasal: 1"
            yield Violation(
                Site(pasal.location("pasal")),
                f"Isi {kind.nama} bernomor {kind.satuan}, bukan «{pasal.pasal}».",
                f"Tulis misalnya {right}.",
            )
            return


def _same_kind(base: Sitasi, kind: RegulationKind, kinds: DaftarJenis) -> _Wrong:
    other = kinds.kind(base.jenis)
    named = other.nama if other else base.jenis
    if named != kind.nama:
        yield Violation(
            Site(base.location("jenis")),
            f"{kind.nama} tidak dapat mengubah {base.jenis}: peraturan diubah dengan peraturan "
            "yang sejenis.",
            f"Betulkan «mengubah», atau jadikan peraturan ini {named}.",
        )
