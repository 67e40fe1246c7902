"""RUJ: the legal grounds (Mengingat): their order, their gazettes, and that none is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.derived import derived_once
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.citation import Lembaran, Sitasi
from rbdocs.model.finding import Occurrence, Site
from rbdocs.model.kosakata import same_name
from rbdocs.model.regulation import Regulation

# Laws of 1950 stand in the Berita Negara of the federal republic.
_LAST_FEDERAL_YEAR = 1950
_SUPPLEMENT = "tambahan-lembaran-negara"


def _rank(regulation: Regulation, sitasi: Sitasi) -> int | None:
    """UU 12/2011, art. 7 and 8; no article ranks regulations of ministers and regions."""
    kind = regulation.kinds.kind(sitasi.jenis)
    return kind.tingkat if kind else None


def _gazette(regulation: Regulation, sitasi: Sitasi) -> str:
    """Which gazette holds the kind, UU 12/2011, art. 82 to 86; "" where none is known to."""
    kind = regulation.kinds.kind(sitasi.jenis)
    return "" if kind is None or kind.pengundangan == "tidak" else kind.pengundangan


def _short(sitasi: Sitasi) -> str:
    return f"{sitasi.jenis} Nomor {sitasi.nomor} Tahun {sitasi.tahun}"


@derived_once
def _all_cited(regulation: Regulation) -> Iterator[tuple[str, str, Sitasi]]:
    """Every citation of the body with the key and name of its place, those in it after it."""
    for number, sitasi in enumerate(regulation.peraturan.mengingat, start=1):
        for item in _with_amendments(sitasi):
            yield f"mengingat-{number}", f"Mengingat angka {number}", item
    if regulation.peraturan.mengubah:
        for item in _with_amendments(regulation.peraturan.mengubah):
            yield "mengubah", "Pasal I", item


def _with_amendments(sitasi: Sitasi) -> Iterator[Sitasi]:
    yield sitasi
    if sitasi.diubah:
        last = [sitasi.diubah.terakhir] if sitasi.diubah.terakhir else []
        for inner in (*sitasi.diubah.dengan, *last):
            yield from _with_amendments(inner)


@peringatan(
    code="RUJ15",
    statement="Mengingat mengurutkan peraturan menurut tingkatnya, lalu tahun dan nomornya.",
    ground="UU 12/2011, Lampiran II, tentang dasar hukum: urutannya memperhatikan tata urutan "
    "peraturan, dan bila tingkatnya sama, saat pengundangannya.",
)
def urutan_dasar_hukum(regulation: Regulation) -> Iterator[Violation]:
    """Yield the legal grounds that stand below one that they belong above."""
    listing = regulation.peraturan.mengingat
    for number, (above, below) in enumerate(pairwise(listing), start=2):
        ranks = _rank(regulation, above), _rank(regulation, below)
        if None in ranks:
            continue
        same_kind = same_name(above.jenis) == same_name(below.jenis)
        if ranks[0] == ranks[1]:
            early = (below.tahun, _count(below)) < (above.tahun, _count(above))
            wrong = same_kind and early and _short(above) != _short(below)
        else:
            wrong = (ranks[0] or 0) > (ranks[1] or 0)
        if wrong:
            yield Violation(
                Site(below.location(), f"mengingat-{number}"),
                f"{_short(below)} ditulis sesudah {_short(above)}.",
                "Urutkan menurut tingkat peraturan, lalu tahun, lalu nomor.",
                {"sebelum": _short(above), "sesudah": _short(below)},
                [
                    Occurrence(above.location(), f"Mengingat angka {number - 1}", _short(above)),
                    Occurrence(below.location(), f"Mengingat angka {number}", _short(below)),
                ],
            )


def _count(sitasi: Sitasi) -> int:
    return int(sitasi.nomor) if sitasi.nomor.isdecimal() else 0


@galat(
    code="RUJ16",
    statement="Tidak ada peraturan yang dikutip dua kali dalam Mengingat, yang bertahun sesudah "
    "peraturan ini, atau yang diubah oleh peraturan yang lebih tua.",
    ground="Peraturan yang belum ada tidak dapat menjadi dasar, dan yang lebih tua tidak dapat "
    "mengubah yang lebih baru.",
)
def dasar_hukum_mungkin(regulation: Regulation) -> Iterator[Violation]:
    """Yield the legal grounds that are doubled, or that cannot be."""
    peraturan = regulation.peraturan
    seen: dict[str, str] = {}
    for number, sitasi in enumerate(peraturan.mengingat, start=1):
        key = same_name(_short(sitasi))
        if key in seen:
            yield Violation(
                Site(sitasi.location("nomor"), f"mengingat-{number}"),
                f"{_short(sitasi)} sudah disebut dalam {seen[key]}.",
                "Hapus salah satunya, atau betulkan nomornya.",
                {"peraturan": _short(sitasi)},
            )
        seen.setdefault(key, f"Mengingat angka {number}")
    for kode, _, sitasi in _all_cited(regulation):
        if sitasi.tahun > peraturan.tahun:
            yield Violation(
                Site(sitasi.location("tahun"), kode),
                f"{_short(sitasi)} bertahun sesudah peraturan ini (Tahun {peraturan.tahun}).",
                "Betulkan tahunnya.",
                {"peraturan": _short(sitasi), "tahun": peraturan.tahun},
            )
        changed = [*_with_amendments(sitasi)][1:]
        for inner in changed[:1] if sitasi.diubah else ():
            if inner.tahun < sitasi.tahun or _short(inner) == _short(sitasi):
                yield Violation(
                    Site(inner.location("tahun"), kode),
                    f"{_short(inner)} tidak mungkin mengubah {_short(sitasi)}.",
                    "Betulkan nomor atau tahun salah satunya.",
                    {"peraturan": _short(sitasi), "diubah_dengan": _short(inner)},
                )


@galat(
    code="RUJ17",
    statement="Setiap peraturan dikutip dengan lembaran menurut jenisnya, yang terbit pada tahun "
    "peraturan itu atau sesudahnya.",
    ground="UU 12/2011, pasal 82 sampai dengan pasal 86: undang-undang, peraturan pemerintah dan "
    "peraturan presiden dalam Lembaran Negara, peraturan menteri dalam Berita Negara, peraturan "
    "daerah dalam Lembaran Daerah, peraturan kepala daerah dalam Berita Daerah.",
)
def lembaran_menurut_jenis(regulation: Regulation) -> Iterator[Violation]:
    """Yield the gazettes that cannot hold the regulation that is cited with them."""
    for kode, _, sitasi in _all_cited(regulation):
        right = _gazette(regulation, sitasi)
        for lembaran in sitasi.lembaran:
            base = lembaran.jenis.removeprefix("tambahan-")
            federal = base == "berita-negara" and sitasi.tahun <= _LAST_FEDERAL_YEAR
            if right and base != right and not federal:
                named = Lembaran(jenis=right, daerah=lembaran.daerah)  # type: ignore[arg-type]
                yield Violation(
                    Site(lembaran.location("jenis"), kode),
                    f"{_short(sitasi)} disebut dalam {lembaran.nama}, seharusnya {named.nama}.",
                    "Betulkan jenis lembarannya.",
                    {"peraturan": _short(sitasi), "lembaran": lembaran.jenis, "seharusnya": right},
                )
            year = lembaran.tahun or (lembaran.tanggal.year if lembaran.tanggal else sitasi.tahun)
            if not sitasi.tahun <= year <= sitasi.tahun + 1:
                field = "tahun" if lembaran.tahun else "tanggal"
                when = "lebih dahulu daripada" if year < sitasi.tahun else "jauh sesudah"
                yield Violation(
                    Site(lembaran.location(field), kode),
                    f"{lembaran} {when} {_short(sitasi)}.",
                    "Betulkan tahun lembaran atau tahun peraturannya.",
                    {"peraturan": _short(sitasi), "tahun": year},
                )


@peringatan(
    code="RUJ18",
    statement="Nomor Tambahan Lembaran Negara naik bersama tahun dan nomor Lembaran Negaranya.",
    ground="Tambahan Lembaran Negara bernomor terus sejak 1950, menurut urutan pengundangan.",
)
def tambahan_berurutan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the supplements whose number does not rise with that of the gazette."""
    known: dict[tuple[int, int], tuple[int, str, Sitasi, Lembaran]] = {}
    for kode, _, sitasi in _all_cited(regulation):
        main = next((item for item in sitasi.lembaran if item.jenis == "lembaran-negara"), None)
        extra = next((item for item in sitasi.lembaran if item.jenis == _SUPPLEMENT), None)
        if main is None or extra is None or main.tahun is None:
            continue
        if (main.nomor or "").isdecimal() and (extra.nomor or "").isdecimal():
            place = main.tahun, int(main.nomor or 0)
            known.setdefault(place, (int(extra.nomor or 0), kode, sitasi, extra))
    for before, after in pairwise(sorted(known.items())):
        (earlier, _, first, other), (later, kode, second, extra) = before[1], after[1]
        if later <= earlier:
            yield Violation(
                Site(extra.location("nomor"), kode),
                f"Tambahan Lembaran Negara {_short(second)} bernomor {later}, padahal "
                f"{_short(first)}, yang lebih dahulu, bernomor {earlier}.",
                "Periksa nomor lembaran dan tambahannya pada kedua peraturan itu.",
                {"nomor": later, "sebelumnya": earlier},
                [
                    Occurrence(other.location("nomor"), _short(first), str(earlier)),
                    Occurrence(extra.location("nomor"), _short(second), str(later)),
                ],
            )
