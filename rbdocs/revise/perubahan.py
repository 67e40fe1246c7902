"""Articles and amendments as the sources write them: what the drafter starts from, and Pasal I."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Consolidation, place
from rbdocs.law.derive import derive
from rbdocs.law.targets import numbers
from rbdocs.model.batang_tubuh import (
    BodyPart,
    Butir,
    DaftarPasal,
    Pasal,
    Perubahan,
    Rincian,
)
from rbdocs.model.citation import Sitasi
from rbdocs.model.diktum import DIKTUM, article_key
from rbdocs.model.numbering import is_diktum, label
from rbdocs.model.printed_text import PlacedArticle, as_listing, placed
from rbdocs.model.sentence import write_emphasis
from rbdocs.revise.plan import Draft
from rbdocs.revise.yaml_tree import dump, flow, start_comment
from rbdocs.revise.years import Years

_Part = TypeVar("_Part", bound=Butir)
_HEAD = """\
Bunyi {unit} {nama} sebagaimana dikehendaki sesudah perubahan {tahun}.
Ubah, sisipkan ({sisipan}), tambahkan, atau hapus (status: dihapus) di sini; lalu jalankan lagi
revisi {tahun} --dari {dari}: {tempat} dalam peraturan.yaml disusun dari berkas ini.
"""
# What only a drafter can write: no comparison of articles leads to it.
_WRITTEN = ("ubah-judul", "ganti-kata", "ubah-bab-lampiran", "ubah-tabel-lampiran")
_PARTLY = """\
Bunyi lengkapnya tidak ada dalam sumber: yang tertulis di sini hanya {unit} yang pernah dikutip.
Untuk mengubah {unit} lain, tulis dahulu bunyinya yang berlaku dalam sources/{berkas}.
"""


def draft_articles(before: Consolidation, base: Sitasi, years: Years, berkas: str) -> Draft:
    """Return the source of the articles that the regulation *base* has now, to be edited.

    *berkas* is the file where the office can write down what is not known of *base*.
    """
    tree = CommentedMap(lengkap=before.lengkap, pasal=_listing(as_listing(before.sequence())))
    nama = f"{base.jenis} Nomor {base.nomor} Tahun {base.tahun}"
    unit, inserted, where = _words(before)
    head = _HEAD.format(
        unit=unit, nama=nama, tahun=years.new, dari=years.old, sisipan=inserted, tempat=where
    )
    notes = []
    if not before.lengkap:
        head += _PARTLY.format(unit=unit, berkas=berkas)
        known = (
            ", ".join(f"{label('pasal', nomor)}" for nomor in before.berlaku) or "tidak satu pun"
        )
        notes.append(
            f"Bunyi lengkap {nama} tidak ada dalam sumber (yang dikenal: {known}). Bagian Hukum "
            f"dapat menambahkannya sebagai sources/{berkas}."
        )
    start_comment(tree, head.rstrip("\n"))
    return Draft(dump(tree), notes)


def _words(before: Consolidation) -> tuple[str, str, str]:
    """What the parts of *before* are, the number of an inserted one, and where it is amended."""
    if any(map(is_diktum, before.berlaku)):
        return DIKTUM, "KEDUA A", "Diktum KESATU"
    return "pasal", "5A", "Pasal I"


def as_written(before: Consolidation, present: Sequence[Perubahan]) -> Consolidation:
    """Return *before* as it reads with what of *present* only a drafter can write."""
    base = before.copy()
    amend(base, [item for item in present if item.jenis in _WRITTEN], "")
    base.obstacles.clear()  # the checks tell them where they stand
    return base


@dataclass(frozen=True, slots=True)
class DerivedAmendments:
    """The amendments that were derived, and notes; *refused*: not all that is wanted has a phrase.

    Then the amendments are those that the draft has already.
    """

    perubahan: list[Perubahan] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refused: bool = False


def derived(
    before: Consolidation, wanted: DaftarPasal | None, present: Sequence[Perubahan] = ()
) -> DerivedAmendments:
    """Return the amendments that make *wanted* of *before*; *present* are those drafted so far."""
    if wanted is None:
        return DerivedAmendments()
    written = [item for item in present if item.jenis in _WRITTEN]
    base = as_written(before, present)
    wanted = _following(before, base, wanted)
    found = derive(base, _completed(base, wanted))
    told = [
        f"{obstacle.location.file}:{obstacle.location.line}  {obstacle.message} {obstacle.saran}"
        for obstacle in found.obstacles
    ]
    if not told:
        first = [item for item in written if not item.lampiran]
        last = [item for item in written if item.lampiran]
        return DerivedAmendments([*first, *found.perubahan, *last], found.notes)
    kept = [item for item in present if item.unit != "lampiran" or item.lampiran]
    again = "Perubahan pasal dalam Pasal I belum disusun lagi: betulkan dahulu pasal.yaml."
    return DerivedAmendments(kept, [*told, again], refused=True)


def _following(before: Consolidation, base: Consolidation, wanted: DaftarPasal) -> DaftarPasal:
    """*wanted* with the words of *base* wherever the drafter has left those of *before*.

    *base* is *before* with the terms replaced that Pasal I replaces: what nobody has touched
    follows them.
    """
    titles = {
        (way, headings[-1].judul): base.divisions()[way][-1].judul
        for way, headings in before.divisions().items()
        if way in base.divisions()
    }
    result = []
    for item in placed(wanted.pasal):
        headings = tuple(
            heading._replace(
                judul=titles.get((item.division[:depth], heading.judul), heading.judul)
            )
            for depth, heading in enumerate(item.headings, start=1)
        )
        pasal, nomor = item.pasal, item.pasal.pasal
        if nomor in before.berlaku and nomor in base.berlaku:
            pasal = _follow(before.berlaku[nomor].pasal, base.berlaku[nomor].pasal, pasal)
        result.append(PlacedArticle(headings, pasal))
    return wanted.model_copy(update={"pasal": as_listing(result)})


def _follow(before: _Part, base: _Part, wanted: _Part) -> _Part:
    update: dict[str, Any] = {}
    if wanted.teks == before.teks:
        update["teks"] = base.teks
    for name in ("ayat", "huruf", "angka"):
        old, new = getattr(before, name, {}), getattr(base, name, {})
        listing = getattr(wanted, name, {})
        update[name] = {
            nomor: _follow(old[nomor], new[nomor], part) if nomor in old and nomor in new else part
            for nomor, part in listing.items()
        }
    return wanted.model_copy(update={key: update[key] for key in update if hasattr(wanted, key)})


def articles_source(daftar: DaftarPasal) -> str:
    """Return *daftar* as pasal.yaml writes it, without the remarks at its head."""
    return dump(CommentedMap(lengkap=daftar.lengkap, pasal=_listing(daftar.pasal)))


def _completed(before: Consolidation, wanted: DaftarPasal) -> list[BodyPart]:
    """The articles of *wanted*; where it does not claim to have all, those of *before* with them.

    So it is where the text of the base came to the sources after the draft was begun.
    """
    if wanted.lengkap or not before.lengkap:
        return wanted.pasal
    known = {item.pasal.pasal: item for item in before.sequence()}
    own = {item.pasal.pasal: item for item in placed(wanted.pasal)}
    for nomor, item in own.items():
        if nomor in known and not item.headings:
            item = item._replace(headings=known[nomor].headings)
        known[nomor] = item
    return as_listing([known[nomor] for nomor in sorted(known, key=place)])


def amendments(perubahan: Iterable[Perubahan]) -> CommentedSeq:
    """Return *perubahan* as Pasal I of a source lists them."""
    return CommentedSeq([_amendment(item) for item in perubahan])


def _amendment(perubahan: Perubahan) -> CommentedMap:
    tree = CommentedMap(jenis=_written_kind(perubahan))
    _numbers(tree, perubahan)
    if perubahan.rincian:
        tree["rincian"] = CommentedSeq([_detail(rincian) for rincian in perubahan.rincian])
    if perubahan.judul is not None:
        tree["judul"] = write_emphasis(perubahan.judul)
    for name in ("kata", "pengganti"):
        if (text := getattr(perubahan, name)) is not None:
            tree[name] = write_emphasis(text)
    if perubahan.menjadi:
        tree["menjadi"] = _listing(perubahan.menjadi)
    return tree


def _written_kind(perubahan: Perubahan) -> str:
    """The kind of *perubahan* as a source says it: of articles, or of a decree's diktum."""
    if perubahan.unit == "pasal" and any(map(is_diktum, numbers(perubahan))):
        return f"{perubahan.cara}-{DIKTUM}"
    return perubahan.jenis


def _numbers(tree: CommentedMap, change: Perubahan | Rincian) -> None:
    """Write the numbers that *change* names into *tree*."""
    for name in ("bab", "bagian", "pasal", "ayat", "huruf", "angka", "setelah", "lampiran"):
        if (nomor := getattr(change, name, None)) is not None:
            tree[DIKTUM if name == "pasal" and is_diktum(nomor) else name] = number(nomor)
    for name in ("antara", "nomor"):
        if listing := getattr(change, name):
            tree[name] = flow([number(nomor) for nomor in listing])


def _detail(rincian: Rincian) -> CommentedMap:
    tree = CommentedMap(jenis=rincian.jenis)
    _numbers(tree, rincian)
    tree.fa.set_flow_style()
    return tree


def _listing(listing: Iterable[BodyPart]) -> CommentedSeq:
    return CommentedSeq([_part(part) for part in listing])


def _part(part: BodyPart) -> CommentedMap:
    """A division with all that stands in it, or an article."""
    if isinstance(part, Pasal):
        name = article_key(part.pasal)
        return CommentedMap({name: number(part.pasal)}, **_content(part))
    tree = CommentedMap({part.unit: number(part.nomor)})
    tree["judul"] = write_emphasis(part.judul)
    if part.pasal:
        tree["pasal"] = _listing(part.pasal)
    if part.inner:
        tree[part.inner[0].unit] = _listing(part.inner)
    return tree


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
