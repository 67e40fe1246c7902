"""The body of a regulation as the paragraphs to be printed, each for a prototype of its level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rbdocs.law.phrases import opening, sentence
from rbdocs.law.targets import above
from rbdocs.model.batang_tubuh import (
    DIHAPUS,
    BodyPart,
    Butir,
    Pasal,
    deleted_words,
)
from rbdocs.model.node import Node
from rbdocs.model.numbering import ProvisionAddress, ProvisionUnit, is_diktum, label, letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.printed_text import Division, DivisionHeading, heading_of
from rbdocs.model.sentence import capitals, concat
from rbdocs.model.values import Text
from rbdocs.word.identity import key_bookmark
from rbdocs.word.values import KEEP, Loop, bookmark_mark, marked, must_appear

BODY = "batang_tubuh"  # what the template loops over
BODY_MISSING = (
    "perulangan batang tubuh tidak ditemukan",
    f"Tulis {{%p for b in {BODY} %}}, paragraf contoh tiap jenis di antara "
    '{%p if b.jenis == "pasal" %} dan {%p endif %}, lalu {%p endfor %}; '
    "atau ambil dari templat yang lama.",
)
_NOTHING = Text.dari("")
# What the text of an article is printed as, by level, and that of a diktum beside its number.
_ISI, _DIKTUM = "isi", "diktum"
# Letters of an opening, six lines, that is no mere heading of what follows: kept with the first
# amendment and what that quotes, it would leave a quarter of a page empty.
_LONG = 400
_QUOTED = "diktum_kutipan"  # as an amendment quotes it


@dataclass(frozen=True, slots=True)
class ProvisionBlock:
    """A paragraph to be printed: its kind, its number, its text.

    A kind is ``bab``, ``bagian`` (a paragraf too), ``pasal``, ``isi`` (text without a number),
    ``isi_1`` to ``isi_6`` by level, ``diktum`` (its text beside its number), ``diktum_kutipan``
    (one that an amendment quotes), ``diktum_1`` to ``diktum_6`` below them, or ``catatan``.
    *leads*: it introduces what follows and must stay on its page. *kunci* is its provision's key,
    *node* the record that says it.
    """

    jenis: str
    nomor: Text = _NOTHING
    isi: Text = _NOTHING
    kunci: str = ""
    leads: bool = False
    node: Node | None = None


def body_loop(blocks: Iterable[ProvisionBlock]) -> Loop:
    """Return *blocks* as a template loops over them, with the marks of their looks."""
    return Loop(
        ("jenis", "nomor", "isi"),
        [
            {
                "jenis": block.jenis,
                "nomor": _marked(block, block.nomor, f"{number}n", block.kunci),
                "isi": _marked(
                    block, block.isi, f"{number}i", "" if block.nomor.plain else block.kunci
                ),
            }
            for number, block in enumerate(blocks)
        ],
    )


def _marked(block: ProvisionBlock, text: Text, serial: str, kunci: str) -> str:
    if not text.plain:
        return ""
    bookmark = bookmark_mark(key_bookmark(kunci)) if kunci else ""
    keep = KEEP if block.leads else ""
    where = f"{block.jenis}.{'nomor' if serial.endswith('n') else 'isi'}"
    return marked(text, f"{must_appear(where, serial)}{bookmark}{keep}")


def blocks(peraturan: Peraturan) -> Iterator[ProvisionBlock]:
    """Yield the paragraphs of the body, from the first article to the last."""
    return _listing(peraturan.batang_tubuh, peraturan, 0)


def heading_block(heading: DivisionHeading, way: Division = ()) -> ProvisionBlock:
    """Return the number and the title of a bab, bagian or paragraf; *way* is where it is."""
    division = (*way, (heading.unit, heading.nomor))
    kunci = ProvisionAddress(division).kunci
    if heading.unit == "bab":
        return ProvisionBlock("bab", concat(heading.nomor), heading.judul, kunci, leads=True)
    number = concat(label(heading.unit, heading.nomor))
    return ProvisionBlock("bagian", number, heading.judul, kunci, leads=True)


def _listing(
    listing: Sequence[BodyPart], peraturan: Peraturan, depth: int, way: Division = ()
) -> Iterator[ProvisionBlock]:
    for part in listing:
        if isinstance(part, Pasal):
            yield from _said_by(part, _article(part, peraturan, depth))
            continue
        yield replace(heading_block(heading_of(part), way), node=part)
        here = (*way, (part.unit, part.nomor))
        yield from _listing(part.pasal, peraturan, depth, here)
        yield from _listing(part.inner, peraturan, depth, here)


def _said_by(node: Node, blocks: Iterable[ProvisionBlock]) -> Iterator[ProvisionBlock]:
    """*blocks*, of which *node* says those that nothing below it does."""
    return (replace(block, node=block.node or node) for block in blocks)


def _article(pasal: Pasal, peraturan: Peraturan, depth: int) -> Iterator[ProvisionBlock]:
    alamat = ProvisionAddress().below("pasal", pasal.pasal)
    if pasal.perubahan and peraturan.mengubah:
        yield from _amendments(pasal, peraturan, alamat)
        return
    # An amending decree has diktum itself, among which what it quotes must be told apart.
    own = any(part is pasal for part in peraturan.batang_tubuh)
    quoted = peraturan.mengubah is not None and not own
    yield from _whole_article(pasal, alamat, depth, quoted=quoted)


def article_blocks(pasal: Pasal) -> Iterator[ProvisionBlock]:
    """Yield the paragraphs of an article that amends nothing."""
    yield from _whole_article(pasal, ProvisionAddress().below("pasal", pasal.pasal), 0)


def _whole_article(
    pasal: Pasal, alamat: ProvisionAddress, depth: int, *, quoted: bool = False
) -> Iterator[ProvisionBlock]:
    """An article under its number, or a diktum beside it."""
    text = concat(DIHAPUS) if pasal.status == "dihapus" else pasal.teks
    if is_diktum(pasal.pasal):
        yield replace(
            _beside(pasal, alamat, text or _NOTHING), jenis=_QUOTED if quoted else _DIKTUM
        )
        yield from _parts(pasal, alamat, 2 if quoted else 0, _DIKTUM)
        return
    yield ProvisionBlock("pasal", concat(pasal.pasal), kunci=alamat.kunci, leads=True)
    if text is not None:
        yield _plain(text, depth, leads=any(pasal.parts()))
    yield from _parts(pasal, alamat, depth)


def _beside(pasal: Pasal, alamat: ProvisionAddress, text: Text) -> ProvisionBlock:
    leads = any(pasal.parts()) or bool(pasal.perubahan)
    return ProvisionBlock(_DIKTUM, concat(pasal.pasal), text, alamat.kunci, leads)


def _amendments(
    pasal: Pasal, peraturan: Peraturan, alamat: ProvisionAddress
) -> Iterator[ProvisionBlock]:
    assert peraturan.mengubah is not None
    sebutan = peraturan.sebutan.jenis
    start = opening(pasal, peraturan.mengubah, sebutan, peraturan.frasa)
    single = pasal.perubahan[0]
    leads = start.numbered or bool(single.menjadi or single.judul)
    leads = leads and len(start.teks.plain) < _LONG
    family = _DIKTUM if is_diktum(pasal.pasal) else _ISI
    if family == _DIKTUM:
        yield replace(_beside(pasal, alamat, start.teks), leads=leads)
    else:
        yield ProvisionBlock("pasal", concat(pasal.pasal), kunci=alamat.kunci, leads=True)
        yield _plain(start.teks, 0, leads=leads)
    for index, text in enumerate(start.daftar):
        yield _numbered(1, f"{letter(index)}.", text, family=family)
    if start.penutup:
        yield _plain(start.penutup, 0, leads=True, family=family)
    for index, perubahan in enumerate(pasal.perubahan, start=1):
        if start.numbered:
            kunci = alamat.below("angka", str(index)).kunci
            text = sentence(perubahan, sebutan, peraturan.frasa)
            leads = bool(perubahan.menjadi or perubahan.judul)
            block = _numbered(1, f"{index}.", text, kunci, leads=leads, family=family)
            yield replace(block, node=perubahan)
        depth = 1 if start.numbered else 0
        if perubahan.judul is not None and perubahan.jenis == "ubah-judul":
            title = capitals(concat(f"{peraturan.jenis} tentang ", perubahan.judul))
            yield _plain(title, depth, family=family)
        elif perubahan.judul is not None:
            heading = DivisionHeading(perubahan.unit, perubahan.nomor[0], perubahan.judul)
            yield replace(heading_block(heading, above(perubahan)), node=perubahan)
        yield from _listing(perubahan.menjadi, peraturan, depth, above(perubahan))


def _parts(
    butir: Butir,
    alamat: ProvisionAddress,
    depth: int,
    family: str = _ISI,
    *,
    closes: bool = True,
) -> Iterator[ProvisionBlock]:
    """What *butir* lists, one level below *depth*; *closes*: with that its sentence ends."""
    for unit, listing in butir.parts():
        for nomor, part in listing.items():
            below = alamat.below(unit, nomor)
            last = unit == "ayat" or (closes and nomor == [*listing][-1])
            text = part.teks or concat("")
            if part.status == "dihapus":
                text = concat(deleted_words(listing, nomor, closes=closes))
            leads = any(part.parts())
            number = _number(unit, nomor, alamat)
            block = _numbered(depth + 1, number, text, below.kunci, leads=leads, family=family)
            yield replace(block, node=part)
            yield from _parts(part, below, depth + 1, family, closes=last)


def _number(unit: ProvisionUnit, nomor: str, above: ProvisionAddress) -> str:
    """The printed number. UU 12/2011, Lampiran II, on listing: (1), a., 1., a), 1)."""
    if unit == "ayat":
        return f"({nomor})"
    return f"{nomor})" if any(kind == unit for kind, _ in above.bagian) else f"{nomor}."


def _plain(text: Text, depth: int, *, leads: bool = False, family: str = _ISI) -> ProvisionBlock:
    """Text without a number, as far in as the text of *depth* is."""
    if depth == 0 and family == _DIKTUM:  # below the text of a diktum stand the numbers of its list
        return ProvisionBlock(f"{_DIKTUM}_1", text, leads=leads)
    if depth == 0:
        return ProvisionBlock("isi", isi=text, leads=leads)
    return _numbered(depth, "", text, leads=leads, family=family)


def _numbered(
    level: int,
    number: str,
    text: Text,
    kunci: str = "",
    *,
    leads: bool = False,
    family: str = _ISI,
) -> ProvisionBlock:
    return ProvisionBlock(f"{family}_{level}", concat(number), text, kunci, leads)
