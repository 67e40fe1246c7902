"""SAH, RUJ: who makes the regulation, where, from when it holds, and what it calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name
from rbdocs.model.regulation import Regulation
from rbdocs.model.sentence import format_date, months, read_day

# Who promulgates what a regent has enacted: Permendagri 80/2015, art. 109, the secretary.
_PROMULGATES = "sekretaris daerah"
_COPIES = "HUKUM"  # Bagian Hukum of a regency, Biro Hukum of a province
_TAKES_EFFECT = re.compile(
    rf"\bmulai berlaku (?:pada|sejak|terhitung)\b[^.;]*?\b(\d{{1,2}})\s+({'|'.join(months())})"
    r"\s+(\d{4})\b",
    re.IGNORECASE,
)
_BACKDATED = re.compile(r"\bsurut\b", re.IGNORECASE)
_ITSELF = re.compile(
    r"\b(Undang-Undang|Peraturan|Keputusan|Instruksi)((?:\s+[A-Z][a-z-]+){0,3})\s+ini\b"
)


@galat(
    code="SAH06",
    statement="Kepala daerah menetapkan peraturan dan menandatangani Lampirannya; sekretaris "
    "daerah mengundangkannya; kepala bagian atau biro hukum mengesahkan salinannya.",
    ground="UU 23/2014, pasal 246; Permendagri 80/2015 (diubah dengan Permendagri 120/2018) "
    "tentang penandatanganan dan pengundangan peraturan kepala daerah.",
)
def penanda_tangan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the signatures by an officer who may not give them."""
    peraturan, head = regulation.peraturan, regulation.instansi.kepala_daerah
    enacted = peraturan.ditetapkan
    signs: list[tuple[Location, str, str, str, str]] = [
        (enacted.location("pejabat"), "ditetapkan", "Ditetapkan oleh", enacted.pejabat, head),
    ]
    if published := peraturan.diundangkan:
        where, by = published.location("pejabat"), published.pejabat
        signs.append((where, "diundangkan", "Diundangkan oleh", by, _PROMULGATES.upper()))
    if peraturan.disalin:
        where = peraturan.disalin.location("pejabat")
        signs.append((where, "disalin", "Salinan disahkan", peraturan.disalin.pejabat, _COPIES))
    for lampiran in regulation.own_attachments:
        nomor = lampiran.lampiran
        where = lampiran.tanda_tangan.location("pejabat")
        key = f"lampiran-{nomor.lower()}"
        signer = lampiran.tanda_tangan.pejabat
        signs.append((where, key, f"Lampiran {nomor} ditandatangani", signer, head))
    for where, kode, deed, kunci, needed in signs:
        titles = [item.jabatan for item in regulation.instansi.pejabat if item.kunci == kunci]
        if titles and not any(needed.casefold() in title.casefold() for title in titles):
            yield Violation(
                Site(where, kode),
                f"{deed} {listed(dict.fromkeys(titles), 'atau')}, seharusnya "
                f"{'kepala bagian hukum' if needed == _COPIES else needed}.",
                "Tulis pejabat yang berwenang; kuncinya ada dalam sources/instansi.yaml.",
                {"pejabat": kunci, "seharusnya": needed},
            )


@peringatan(
    code="SAH07",
    statement="Peraturan ditetapkan dan diundangkan di tempat kedudukan pemerintah daerah.",
    ground="UU 12/2011, Lampiran II, tentang penutup: tempat penetapan disebut; kedudukannya "
    "ada dalam sources/instansi.yaml.",
)
def tempat_kedudukan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the places of enacting and promulgating that are not the government's seat."""
    peraturan, seat = regulation.peraturan, regulation.instansi.tempat
    for deed, signing in (
        ("ditetapkan", peraturan.ditetapkan),
        ("diundangkan", peraturan.diundangkan),
    ):
        if signing and same_name(signing.tempat) != same_name(seat):
            yield Violation(
                Site(signing.location("tempat"), deed),
                f"{deed.capitalize()} di {signing.tempat}, padahal tempat kedudukannya {seat}.",
                "Betulkan tempatnya, di sini atau dalam sources/instansi.yaml.",
                {"tempat": signing.tempat, "kedudukan": seat},
                [
                    Occurrence(signing.location("tempat"), deed, signing.tempat),
                    Occurrence(regulation.instansi.location("tempat"), "Kedudukan", seat),
                ],
            )


@galat(
    code="SAH08",
    statement="Peraturan mulai berlaku pada tanggal diundangkan atau sesudahnya, kecuali "
    "dinyatakan berlaku surut.",
    ground="UU 12/2011, pasal 87, dan Lampiran II tentang ketentuan penutup.",
)
def mulai_berlaku(regulation: Regulation) -> Iterator[Violation]:
    """Yield the provisions by which the regulation holds before it is promulgated."""
    published = regulation.peraturan.promulgated_on
    for piece in regulation.potongan if published else ():
        if "mulai berlaku" not in piece.text or _BACKDATED.search(piece.text):
            continue
        for hit in _TAKES_EFFECT.finditer(piece.text):
            day = read_day(*hit.groups())  # where there is none SAH04 tells
            if published and day and day < published:
                yield Violation(
                    piece,
                    f"Mulai berlaku pada {format_date(day)}, sebelum diundangkan pada "
                    f"{format_date(published)}.",
                    "Betulkan tanggalnya, atau tulis «mulai berlaku pada tanggal diundangkan».",
                    {"berlaku": str(day), "diundangkan": str(published)},
                    excerpt=f"{hit[1]} {hit[2]} {hit[3]}",
                )


@peringatan(
    code="SAH09",
    statement="Nomor dalam Berita Daerah sama dengan nomor peraturan yang dimuatnya.",
    ground="Berita Daerah memuat setiap peraturan kepala daerah dengan nomornya sendiri; nomor "
    "yang lain biasanya salah ketik.",
)
def nomor_berita_daerah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the numbers in the regency's gazette that are not those of the regulations."""
    peraturan = regulation.peraturan
    gazette = peraturan.berita_daerah
    own = gazette.nomor if gazette and peraturan.nomor else None
    if gazette and own and own != str(peraturan.nomor):
        yield _other_number(gazette.location("nomor"), "berita-daerah", str(peraturan.nomor), own)
    cited: list[tuple[str, Sitasi]] = [
        (f"mengingat-{number}", sitasi)
        for number, sitasi in enumerate(peraturan.mengingat, start=1)
    ]
    if peraturan.mengubah:
        cited.append(("mengubah", peraturan.mengubah))
    for kode, sitasi in cited:
        for lembaran in sitasi.lembaran:
            nomor = lembaran.nomor
            if lembaran.jenis == "berita-daerah" and nomor and nomor != sitasi.nomor:
                yield _other_number(lembaran.location("nomor"), kode, sitasi.nomor, nomor)


def _other_number(where: Location, kode: str, nomor: str, gazette: str) -> Violation:
    return Violation(
        Site(where, kode),
        f"Peraturan Nomor {nomor} dimuat dalam Berita Daerah Nomor {gazette}.",
        "Periksa kedua nomornya; samakan bila salah satunya salah ketik.",
        {"nomor": nomor, "berita_daerah": gazette},
    )


@galat(
    code="RUJ12",
    statement="Peraturan menyebut jenis dan pembentuknya sendiri dengan benar.",
    ground="UU 12/2011, Lampiran II nomor 2: judul memuat jenis peraturan; sebutan "
    "jenis itu dengan «ini» dalam pasal dan Lampiran menunjuk peraturan itu sendiri.",
)
def jenis_sendiri(regulation: Regulation) -> Iterator[Violation]:
    """Yield where the regulation calls itself another kind, or another government's."""
    peraturan, instansi = regulation.peraturan, regulation.instansi
    kind = peraturan.sebutan.jenis
    makers = (same_name(instansi.kepala_daerah), same_name(instansi.daerah))
    title = same_name(peraturan.jenis)
    if not title.startswith(same_name(kind)) or not title.endswith(makers):
        yield Violation(
            Site(peraturan.location("jenis"), "judul"),
            f"Judul menyebut «{peraturan.jenis}», padahal sebutannya «{kind}» dan pembentuknya "
            f"{instansi.kepala_daerah}.",
            "Betulkan jenis atau sebutannya; nama daerah ada dalam sources/instansi.yaml.",
            {"jenis": peraturan.jenis, "sebutan": kind},
        )
    for piece in regulation.potongan:
        for hit in _ITSELF.finditer(piece.text) if " ini" in piece.text else ():
            said = same_name(hit[1] + hit[2])
            if said != same_name(hit[1]) and said != same_name(kind) and said != title:
                yield Violation(
                    piece,
                    f"«{hit[0]}», padahal peraturan ini {kind}.",
                    f"Tulis «{kind} ini», atau sebut peraturan yang dimaksud dengan nomornya.",
                    {"tercetak": hit[0], "jenis": kind},
                    excerpt=hit[0],
                )
