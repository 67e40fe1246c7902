"""What must hold within the body of a regulation once every record has its shape."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.model.batang_tubuh import Bab, Bagian, DaftarPasal, articles
from rbdocs.model.finding import Finding, Location
from rbdocs.model.numbering import is_roman
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.provision_address import Alamat
from rbdocs.sources.amendments import check_amendments
from rbdocs.sources.citations import check_citation
from rbdocs.sources.provisions import check_numbering, check_provision, wrong


def check_body(peraturan: Peraturan) -> Iterator[Finding]:
    """Yield findings about heading, citations, articles and amendments of *peraturan*."""
    yield from _heading(peraturan)
    for index, text in enumerate(peraturan.menimbang):
        if text.empty:
            yield wrong(
                "MUAT33",
                peraturan.location("menimbang", index),
                f"Pertimbangan ke-{index + 1} belum ada isinya.",
                "Tulis pertimbangannya, atau hapus butir itu.",
            )
    for sitasi in peraturan.mengingat:
        yield from check_citation(sitasi)
    if peraturan.mengubah:
        yield from check_citation(peraturan.mengubah)
    yield from _articles(peraturan.batang_tubuh)
    first: dict[str, Location] = {}
    for pasal in articles(peraturan.batang_tubuh):
        yield from check_amendments(pasal, peraturan, first)


def check_articles(daftar: DaftarPasal) -> Iterator[Finding]:
    """Yield findings about articles of the amended regulation, not all of which need be there."""
    chapters = [(p.bab, p.location("bab")) for p in daftar.pasal if isinstance(p, Bab)]
    yield from check_numbering("bab", chapters, whole=daftar.lengkap)
    found = list(articles(daftar.pasal))
    places = [(p.pasal, p.location("pasal")) for p in found]
    yield from check_numbering("pasal", places, whole=daftar.lengkap)
    for pasal in found:
        alamat = Alamat().below("pasal", pasal.pasal)
        yield from check_provision(pasal, alamat, whole=daftar.lengkap)
        if is_roman(pasal.pasal) or pasal.perubahan:
            yield wrong(
                "MUAT34",
                pasal.location("pasal"),
                f"Pasal {pasal.pasal} bukan pasal peraturan yang diubah.",
                "Tulis di sini bunyi pasal yang diubah, dengan angka Arab, tanpa «perubahan».",
            )


def _heading(peraturan: Peraturan) -> Iterator[Finding]:
    name = peraturan.sebutan.tentang.plain.casefold()
    if " ".join(peraturan.tentang.split()).casefold() != name:
        yield wrong(
            "MUAT36",
            peraturan.sebutan.location("tentang"),
            "Nama peraturan dalam «sebutan» berbeda dari judulnya dalam «tentang».",
            "Samakan kata-katanya; hanya huruf besar-kecil dan huruf miring boleh berbeda.",
        )
    if peraturan.bentuk == "salinan" and peraturan.disalin is None:
        yield wrong(
            "MUAT07",
            peraturan.location("bentuk"),
            "Isian «disalin» belum ada, padahal bentuknya salinan.",
            "Tambahkan «disalin:» dengan pejabat yang mengesahkannya, atau tulis bentuk: asli.",
        )


def _articles(listing: list[Bagian]) -> Iterator[Finding]:
    """Chapters, articles and what is in them; Roman and Arabic numbers run for themselves."""
    chapters = [(part.bab, part.location("bab")) for part in listing if isinstance(part, Bab)]
    yield from check_numbering("bab", chapters)
    found = list(articles(listing))
    for kind in (True, False):
        same = [(p.pasal, p.location("pasal")) for p in found if is_roman(p.pasal) == kind]
        yield from check_numbering("pasal", same)
    for pasal in found:
        yield from check_provision(pasal, Alamat().below("pasal", pasal.pasal))
