"""REV: the sources of what is enacted stay as they were then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.model.finding import Level
from rbdocs.model.peraturan import ROMAN, Regulasi

_SOURCE = re.compile(r"sources/(?P<tahun>\d{4})/(lampiran-(?P<lampiran>\d)\b)?")


@rule(
    code="REV05",
    level=Level.PERINGATAN,
    statement="Sumber peraturan yang sudah ditetapkan tidak disunting.",
    ground="Naskah yang ditetapkan adalah hukum; ia diubah dengan peraturan perubahan.",
    wrong="""
kunci.yaml: {ditetapkan: 2024-01-02, berkas: {lampiran-2.yaml: sidik yang lain}}
""",
    right="peraturan.yaml: {status: ditetapkan}",
)
def sumber_terkunci(regulasi: Regulasi) -> Iterator[Violation]:
    """Yield the sources of an enacted regulation that were edited since it was locked."""
    for location in regulasi.changed:
        hit = _SOURCE.match(location.file)
        tahun = int(hit["tahun"]) if hit else regulasi.peraturan.tahun
        yield Violation(
            location,
            "",
            f"Berkas ini berubah sesudah peraturan tahun {tahun} ditetapkan.",
            f"Kembalikan berkasnya dan buat perubahannya: {_revision(regulasi, tahun)}"
            f"{_option(hit)}. Bila yang dibetulkan salah salin dari naskah, kunci lagi: "
            f"tetapkan {tahun}.",
            {},
        )


def _revision(regulasi: Regulasi, tahun: int) -> str:
    """The command that lets the text of *tahun* be amended: in this draft, or in the next year."""
    own, last = regulasi.peraturan.tahun, regulasi.sebelumnya
    if last is not None:
        return f"revisi {own} --dari {last.peraturan.tahun}"
    return f"revisi {max(own, tahun) + 1} --dari {max(own, tahun)}"


def _option(hit: re.Match[str] | None) -> str:
    """What names the Lampiran of a source in that command; nothing for the body."""
    numbers = {str(number): nomor for nomor, number in ROMAN.items()}
    nomor = numbers.get(hit["lampiran"] or "") if hit else None
    return f" --lampiran {nomor}" if nomor else ""
