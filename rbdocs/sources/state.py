"""What must hold of a regulation's state: what an enacted one has, and what its actions report."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.finding import Finding
from rbdocs.model.peraturan import Peraturan, Regulasi
from rbdocs.sources.relations import duplicates, finding
from rbdocs.sources.shape import similar_hint


def check_enacted(peraturan: Peraturan) -> Iterator[Finding]:
    """Number and dates are known of a regulation that was enacted."""
    if peraturan.status != "ditetapkan":
        return
    for node, isian in (
        (peraturan, "nomor"),
        (peraturan.ditetapkan, "tanggal"),
        (peraturan.diundangkan, "tanggal"),
        (peraturan.berita_daerah, "nomor"),
    ):
        if getattr(node, isian) is None:
            yield finding(
                "MUAT21",
                node.location(isian),
                f"Isian «{isian}» belum diisi, padahal status peraturan ini «ditetapkan».",
                f"Isi {isian}, atau tulis status: rancangan.",
            )


def check_realisasi(regulasi: Regulasi) -> Iterator[Finding]:
    """Yield findings about what is reported of actions: each once, and each one of the plan."""
    if regulasi.realisasi is None:
        return
    actions = {aksi.kode for aksi in regulasi.aksi()}
    yield from duplicates(
        "kode", ((one.kode, one.location("kode")) for one in regulasi.realisasi.realisasi)
    )
    for one in regulasi.realisasi.realisasi:
        if one.kode not in actions:
            yield finding(
                "MUAT22",
                one.location("kode"),
                f"Tidak ada rencana aksi {one.kode} dalam Lampiran tahun ini.",
                similar_hint(one.kode, actions) or "Tulis kode rencana aksi yang dilaporkan.",
                one.kode,
            )
        for later in one.tindak_lanjut:
            if later.kode in actions:
                yield finding(
                    "MUAT12",
                    later.location("kode"),
                    f"Kode {later.kode} sudah dipakai oleh rencana aksi lain.",
                    "Beri tindak lanjut kode baru; ia menjadi rencana aksi tahun berikutnya.",
                    later.kode,
                )
