"""The single fields that every Lampiran's template can use: heading, title, signature."""

from __future__ import annotations

from typing import Any

from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation

# Two lines to sign on; not empty, so the paragraph is not dropped.
ROOM_TO_SIGN = "\u00a0\n\u00a0"


def lampiran_fields(
    regulation: Regulation, lampiran: LampiranRencana | SusunanNaskah
) -> dict[str, Any]:
    """Return the fields of *lampiran*'s heading, title and signature block."""
    peraturan, mark = regulation.peraturan, lampiran.tanda_tangan
    pejabat = regulation.instansi.pejabat_pada(mark.pejabat, peraturan.ditetapkan.tanggal)
    hilang = mark.celah is not None and mark.jabatan is None
    jabatan = pejabat.jabatan if pejabat and mark.jabatan is None else mark.jabatan or ""
    nama = pejabat.nama if pejabat and mark.nama is None else mark.nama or ""
    return {
        "lampiran": lampiran.lampiran,
        "peraturan": peraturan.jenis,
        "nomor": peraturan.nomor_tercetak,
        "tahun": lampiran.tahun,
        # The lines of the title are those of the body; beside the margin they break elsewhere.
        "tentang": lampiran.tentang or " ".join(peraturan.tentang.split()),
        "judul": lampiran.judul,
        "tanda_tangan": {
            "tempat_tanggal": mark.tempat_tanggal,
            "jabatan": "" if hilang or not jabatan else f"{jabatan},",
            "ttd": "" if hilang else peraturan.ttd(mark.ttd) or ROOM_TO_SIGN,
            "nama": "" if hilang else nama,
        },
    }
