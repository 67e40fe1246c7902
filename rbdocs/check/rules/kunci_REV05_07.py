"""REV: the sources of what is enacted stay as they were then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.edition import PATTERN, Edition, read_edition
from rbdocs.model.finding import Level, Site
from rbdocs.model.lampiran_number import LAMPIRAN_FILE, lampiran_of_file
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date

_SOURCE = re.compile(rf"sources/(?P<tahun>{PATTERN})/(?P<lampiran>{LAMPIRAN_FILE})?")


@rule(
    code="REV05",
    level=Level.PERINGATAN,
    statement="Sumber peraturan yang sudah ditetapkan tidak disunting.",
    ground="Naskah yang ditetapkan adalah hukum; ia diubah dengan peraturan perubahan.",
)
def sumber_terkunci(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sources of an enacted regulation that were edited since it was locked."""
    for location in regulation.changed:
        hit = _SOURCE.match(location.file)
        tahun = (hit and read_edition(hit["tahun"])) or regulation.peraturan.edition
        yield Violation(
            Site(location),
            f"Berkas ini berubah sesudah peraturan tahun {tahun} ditetapkan.",
            f"Kembalikan berkasnya dan buat perubahannya: {_revision(regulation, tahun)}"
            f"{_option(hit)}. Bila yang dibetulkan salah salin dari naskah, kunci lagi: "
            f"tetapkan {tahun}.",
            {},
        )


def _revision(regulation: Regulation, tahun: Edition) -> str:
    """The command that lets the text of *tahun* be amended: in this draft, or in the next year."""
    own, last = regulation.peraturan.edition, regulation.sebelumnya
    if last is not None:
        return f"revisi {own} --dari {last.peraturan.edition}"
    return f"revisi {max(own, tahun).next_year} --dari {max(own, tahun)}"


def _option(hit: re.Match[str] | None) -> str:
    """What names the Lampiran of a source in that command; nothing for the body."""
    nomor = lampiran_of_file(hit["lampiran"]) if hit and hit["lampiran"] else None
    return f" --lampiran {nomor}" if nomor else ""


@rule(
    code="REV07",
    level=Level.PERINGATAN,
    statement="Yang tercetak dari daftar pejabat tetap seperti waktu peraturannya ditetapkan.",
    ground="Yang menandatangani tidak berganti sesudah naskahnya ditandatangani.",
)
def cetakan_terkunci(regulation: Regulation) -> Iterator[Violation]:
    """Yield what locked regulations now print otherwise, and locks too old to tell."""
    for item in regulation.changed_prints:
        day = f" pada {format_date(item.pada)}" if item.pada else ""
        yield Violation(
            Site(item.location),
            f"{item.apa}{day} sekarang {_shown(item.kini)}, padahal peraturan tahun {item.tahun} "
            f"dikunci dengan {_shown(item.dikunci)}.",
            f"Tulis kembali {_shown(item.dikunci)}.{_SUCCESSOR if item.pada else ''} Bila yang "
            f"dibetulkan salah salin dari naskah, kunci lagi: tetapkan {item.tahun}.",
            {"tahun": item.tahun.as_value(), "dikunci": item.dikunci, "sekarang": item.kini},
        )
    for location in regulation.kunci_lama:
        tahun = location.file.split("/")[-2]
        yield Violation(
            Site(location),
            "Kunci ini dibuat sebelum yang tercetak dari sources/instansi.yaml ikut dikunci, jadi "
            "perubahan nama pejabat di sana tidak akan diketahui.",
            f"Pastikan pejabat tahun {tahun} dalam sources/instansi.yaml sama dengan naskahnya, "
            f"lalu kunci lagi: tetapkan {tahun}.",
            {},
        )


_SUCCESSOR = (
    " Pejabat yang menggantikannya ditulis sebagai butir baru dengan «berlaku: {dari: ...}», dan "
    "«sampai» pada butir yang lama."
)


def _shown(text: str) -> str:
    return f"«{text}»" if text else "(tidak ada)"
