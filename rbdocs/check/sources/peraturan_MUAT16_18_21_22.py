"""The regulation as a whole: who signs it, its Lampiran in their places, what is known of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rbdocs.check.rule import Violation, source_rule
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Site
from rbdocs.model.peraturan import Copier, Signing
from rbdocs.model.plan_tree import TandaTangan
from rbdocs.model.realisasi import ReportSigner
from rbdocs.model.regulation import Regulation, SourcesRead

_AGREE = "Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar."
_Signer = Signing | TandaTangan | Copier | ReportSigner


@source_rule(
    code="MUAT16",
    statement="Pejabat penanda tangan menjabat pada tanggalnya.",
    ground=_AGREE,
)
def pejabat_menjabat(read: SourcesRead) -> Iterator[Violation]:
    """Yield the signers who are in no register on the day of signing."""
    if read.regulation is None:
        return
    instansi = read.regulation.instansi
    for signer, day in _signers(read.regulation):
        if instansi.pejabat_pada(signer.pejabat, day) is None:
            kunci = [pejabat.kunci for pejabat in instansi.pejabat]
            yield Violation(
                Site(signer.location("pejabat")),
                f"Tidak ada pejabat «{signer.pejabat}» yang berlaku pada {day or 'masa depan'} "
                "dalam sources/instansi.yaml.",
                "Periksa «berlaku» pejabat itu, atau tambahkan yang menjabat pada hari itu."
                if signer.pejabat in kunci
                else similar_hint(signer.pejabat, kunci)
                or "Tambahkan pejabat itu beserta masa berlakunya.",
            )


def _signers(regulation: Regulation) -> Iterator[tuple[_Signer, date | None]]:
    peraturan = regulation.peraturan
    enacted = peraturan.ditetapkan.tanggal
    yield peraturan.ditetapkan, enacted
    if peraturan.diundangkan:
        yield peraturan.diundangkan, peraturan.diundangkan.tanggal
    for lampiran in regulation.lampiran:
        yield lampiran.tanda_tangan, enacted
    for naskah in regulation.naskah:
        yield naskah.susunan.tanda_tangan, enacted
    if peraturan.disalin:
        yield peraturan.disalin, peraturan.tanggal_salinan
    if regulation.realisasi and "pejabat" in regulation.realisasi.tanda_tangan.model_fields_set:
        yield regulation.realisasi.tanda_tangan, regulation.realisasi.tanda_tangan.tanggal


@source_rule(
    code="MUAT18",
    statement="Isi berkas menyebut Lampiran dan tahun tempatnya berada.",
    ground=_AGREE,
)
def di_tempatnya(read: SourcesRead) -> Iterator[Violation]:
    """Yield the Lampiran that say they are another, and what says that it is of another year."""
    own = read.peraturan
    if own is not None and own.tahun != own.edition.year:
        yield Violation(
            Site(own.location("tahun")),
            f"Berkas ini di folder {own.edition}, tetapi isinya menyebut tahun {own.tahun}.",
            f"Tulis tahun: {own.edition.year}, atau pindahkan berkasnya.",
        )
    for place in read.placed:
        lampiran = place.lampiran
        if lampiran.lampiran != place.nomor:
            yield Violation(
                Site(lampiran.location("lampiran")),
                f"Berkas ini untuk Lampiran {place.nomor}, tetapi isinya menyebut "
                f"«{lampiran.lampiran}».",
                f"Tulis lampiran: {place.nomor}, atau pindahkan isinya ke berkas yang benar.",
            )
        if lampiran.tahun != place.tahun.year:
            yield Violation(
                Site(lampiran.location("tahun")),
                f"Berkas ini di folder {place.tahun}, tetapi isinya menyebut tahun "
                f"{lampiran.tahun}.",
                f"Tulis tahun: {place.tahun.year}, atau pindahkan berkasnya.",
            )


@source_rule(
    code="MUAT21",
    statement="Peraturan yang ditetapkan menyebut nomor dan tanggalnya.",
    ground="Yang belum diketahui hanya boleh terbuka dalam rancangan.",
)
def ditetapkan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield the numbers and dates that an enacted regulation lacks."""
    if read.regulation is None or read.regulation.peraturan.status != "ditetapkan":
        return
    peraturan = read.regulation.peraturan
    for node, isian in (
        (peraturan, "nomor"),
        (peraturan.ditetapkan, "tanggal"),
        (peraturan.diundangkan, "tanggal"),
        (peraturan.berita_daerah, "nomor"),
    ):
        if node is not None and getattr(node, isian) is None:
            yield Violation(
                Site(node.location(isian)),
                f"Isian «{isian}» belum diisi, padahal status peraturan ini «ditetapkan».",
                f"Isi {isian}, atau tulis status: rancangan.",
            )


@source_rule(
    code="MUAT22",
    statement="Realisasi menyebut rencana aksi yang ada dalam Lampiran.",
    ground=_AGREE,
)
def realisasi_dikenal(read: SourcesRead) -> Iterator[Violation]:
    """Yield what is reported of actions that are not in the plans."""
    if read.regulation is None or read.regulation.realisasi is None:
        return
    if not read.complete:  # the actions that are reported may stand in what is not read
        return
    actions = {aksi.kode for aksi in read.regulation.aksi()}
    for reported in read.regulation.realisasi.realisasi:
        if reported.kode not in actions:
            yield Violation(
                reported.site("kode"),
                f"Tidak ada rencana aksi {reported.kode} dalam Lampiran tahun ini.",
                similar_hint(reported.kode, actions) or "Tulis kode rencana aksi yang dilaporkan.",
            )
