"""Articles and amendments as the sources write them: what the drafter starts from, and Pasal I."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from rbdocs.law.consolidate import Consolidation
from rbdocs.law.derive import derive
from rbdocs.model.batang_tubuh import Bab, Bagian, Butir, DaftarPasal, Pasal, Perubahan
from rbdocs.model.citation import Sitasi
from rbdocs.model.sentence import write_emphasis
from rbdocs.revise.plan import Draft
from rbdocs.revise.yaml_tree import dump, flow, start_comment
from rbdocs.revise.years import Years

_HEAD = """\
Bunyi pasal {nama} sebagaimana dikehendaki sesudah perubahan {tahun}.
Ubah, sisipkan (5A), tambahkan, atau hapus (status: dihapus) di sini; lalu jalankan lagi
revisi {tahun} --dari {dari}: Pasal I dalam peraturan.yaml disusun dari berkas ini.
"""
_PARTLY = """\
Bunyi lengkapnya tidak ada dalam sumber: yang tertulis di sini hanya pasal yang pernah dikutip.
Untuk mengubah pasal lain, tulis dahulu bunyinya yang berlaku dalam sources/{berkas}.
"""


def draft_articles(before: Consolidation, base: Sitasi, years: Years, berkas: str) -> Draft:
    """Return the source of the articles that the regulation *base* has now, to be edited.

    *berkas* is the file where the office can write down what is not known of *base*.
    """
    tree = CommentedMap(lengkap=before.lengkap, pasal=_chapters(before))
    nama = f"{base.jenis} Nomor {base.nomor} Tahun {base.tahun}"
    head = _HEAD.format(nama=nama, tahun=years.new, dari=years.old)
    notes = []
    if not before.lengkap:
        head += _PARTLY.format(berkas=berkas)
        known = ", ".join(f"Pasal {nomor}" for nomor in before.berlaku) or "tidak satu pun"
        notes.append(
            f"Bunyi lengkap {nama} tidak ada dalam sumber (yang dikenal: {known}). Bagian Hukum "
            f"dapat menambahkannya sebagai sources/{berkas}."
        )
    start_comment(tree, head.rstrip("\n"))
    return Draft(dump(tree), notes)


def derived(before: Consolidation, wanted: DaftarPasal | None) -> tuple[list[Perubahan], list[str]]:
    """Return the amendments that make *wanted* of *before*, and notes on what was not derived."""
    if wanted is None:
        return [], []
    found = derive(before, wanted.pasal)
    return found.perubahan, [
        f"{obstacle.location.file}:{obstacle.location.line}  {obstacle.message} {obstacle.saran}"
        for obstacle in found.obstacles
    ]


def amendments(perubahan: Iterable[Perubahan]) -> CommentedSeq:
    """Return *perubahan* as Pasal I of a source lists them."""
    return CommentedSeq([_amendment(item) for item in perubahan])


def _amendment(perubahan: Perubahan) -> CommentedMap:
    tree = CommentedMap(jenis=perubahan.jenis)
    for name in ("pasal", "ayat", "setelah"):
        if (nomor := getattr(perubahan, name)) is not None:
            tree[name] = number(nomor)
    for name in ("antara", "nomor"):
        if listing := getattr(perubahan, name):
            tree[name] = flow([number(nomor) for nomor in listing])
    if perubahan.judul is not None:
        tree["judul"] = write_emphasis(perubahan.judul)
    if perubahan.menjadi:
        tree["menjadi"] = _listing(perubahan.menjadi)
    return tree


def _listing(listing: Iterable[Bagian]) -> CommentedSeq:
    result = CommentedSeq()
    for part in listing:
        if isinstance(part, Bab):
            title = write_emphasis(part.judul)
            result.append(CommentedMap(bab=part.bab, judul=title, pasal=_listing(part.pasal)))
        else:
            result.append(CommentedMap(pasal=number(part.pasal), **_content(part)))
    return result


def _chapters(before: Consolidation) -> CommentedSeq:
    """The articles, in their chapters where they have any."""
    result: list[Bagian] = []
    for berlaku in before.ordered():
        if berlaku.bab is None:
            result.append(berlaku.pasal)
        elif result and isinstance(result[-1], Bab) and result[-1].bab == berlaku.bab[0]:
            result[-1].pasal.append(berlaku.pasal)
        else:
            result.append(Bab(bab=berlaku.bab[0], judul=berlaku.bab[1], pasal=[berlaku.pasal]))
    return _listing(result)


def _content(butir: Butir) -> dict[str, Any]:
    """The fields of a provision, its number aside."""
    if butir.status == "dihapus":
        return {"status": "dihapus"}
    fields: dict[str, Any] = {}
    if butir.teks is not None:
        fields["teks"] = write_emphasis(butir.teks)
    if isinstance(butir, Pasal) and butir.ayat:
        fields["ayat"] = _numbered(butir.ayat)
    if butir.huruf:
        fields["huruf"] = _numbered(butir.huruf)
    if butir.angka:
        fields["angka"] = _numbered(butir.angka)
    return fields


def _numbered(listing: Mapping[str, Butir]) -> CommentedMap:
    tree = CommentedMap()
    for nomor, butir in listing.items():
        content = _content(butir)
        alone = set(content) == {"teks"}  # a provision that is text alone is written as that text
        tree[number(nomor)] = content["teks"] if alone else CommentedMap(content)
    return tree


def number(nomor: str) -> int | str:
    """Return *nomor* as a source writes it: figures alone as a number."""
    return int(nomor) if nomor.isdecimal() else nomor
