"""What the program composes of several values, as documents print it: put into the outline.

A reader finds a sentence, an officer's name, an ellipsis; never the fields that they come from.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from rbdocs.compare.entries import Entry
from rbdocs.compare.source_outline import source_outline
from rbdocs.law.phrases import opening, sentence
from rbdocs.model.batang_tubuh import (
    DIHAPUS,
    Butir,
    Pasal,
    Perubahan,
    articles,
    deleted_words,
)
from rbdocs.model.citation import Sitasi
from rbdocs.model.node import Node
from rbdocs.model.peraturan import BeritaDaerah, Copier, Peraturan, Signing
from rbdocs.model.peraturan import Sebutan as NamaPeraturan
from rbdocs.model.plan_tree import TandaTangan
from rbdocs.model.regulation import Regulation
from rbdocs.model.signature import signature
from rbdocs.model.values import BELUM_DIISI, Text

_BENTUK = {
    "asli": "naskah asli, dengan ruang tanda tangan",
    "salinan": "salinan, dengan «ttd» dan pengesahan",
}
_OPEN = {"nomor": (Peraturan, BeritaDaerah), "tanggal": (Signing,)}


def outline(regulation: Regulation) -> Entry:
    """Return the outline of *regulation* with what its documents compose."""
    root = source_outline(regulation)
    for entry in root.walk():
        node = entry.node
        if node is None or entry.record is None:
            continue
        for compose in _composers(type(node)):
            compose(entry, node, regulation)
    return root


def _leave_open(entry: Entry, node: Any, _: Regulation) -> None:
    """What is to come prints as such, also where the source does not say so."""
    for nama, kinds in _OPEN.items():
        if isinstance(node, kinds) and getattr(node, nama) is None:
            entry.values[nama] = BELUM_DIISI


def _name_keys(entry: Entry, node: Any, regulation: Regulation) -> None:
    """Say in words what a key of a register stands for."""
    if (key := getattr(node, "acuan", None)) in regulation.indikator.by_key:
        entry.words["acuan"] = regulation.indikator.by_key[key].nama
    if isinstance(key := getattr(node, "pejabat", None), str):
        officers = (
            pejabat.jabatan for pejabat in regulation.instansi.pejabat if pejabat.kunci == key
        )
        entry.words["pejabat"] = next(officers, key)


def _sign(entry: Entry, mark: Any, regulation: Regulation) -> None:
    """Give a signature the officer whom it prints, who comes from the register."""
    sign = signature(regulation, mark)
    for nama in sign.printed if sign.officer is not None else ():
        entry.values[f"{nama}_tercetak"] = getattr(sign.officer, nama)


def _cite(entry: Entry, sitasi: Sitasi, regulation: Regulation) -> None:
    """A regulation that is cited, or amended: the sentence that names it."""
    if entry.slot == "mengingat":
        entry.values["kalimat"] = sitasi.sentence
    elif entry.slot == "mengubah" and sitasi is regulation.peraturan.mengubah:
        entry.values["kalimat"] = _opening(regulation.peraturan)


def _opening(peraturan: Peraturan) -> Text:
    """How Pasal I begins, with the earlier amendments that it lists; "" where it has its own."""
    pasal = _amending(peraturan)
    if pasal is None or pasal.teks is not None or peraturan.mengubah is None:
        return Text.dari("")
    start = opening(pasal, peraturan.mengubah, peraturan.sebutan.jenis, peraturan.frasa)
    pieces: list[tuple[str, bool]] = []
    for text in filter(None, (start.teks, *start.daftar, start.penutup)):
        pieces += [("\n", False)] * bool(pieces) + list(text.pieces)
    return Text(tuple(pieces))


def _amending(peraturan: Peraturan) -> Pasal | None:
    return next(
        (article for article in articles(peraturan.batang_tubuh) if article.perubahan), None
    )


def _amend(entry: Entry, perubahan: Perubahan, regulation: Regulation) -> None:
    """An amendment: its sentence, where it has one of its own."""
    peraturan = regulation.peraturan
    pasal = _amending(peraturan)
    if pasal is None or peraturan.mengubah is None:
        return
    if opening(pasal, peraturan.mengubah, peraturan.sebutan.jenis, peraturan.frasa).numbered:
        entry.values["kalimat"] = sentence(perubahan, peraturan.sebutan.jenis, peraturan.frasa)


def _delete(entry: Entry, butir: Butir, _: Regulation) -> None:
    """A deleted provision prints that it is, whatever text the source still keeps."""
    if butir.status == "dihapus":
        if butir.teks is not None:
            entry.values["teks_tersimpan"] = butir.teks
        entry.values["teks"] = Text.dari(_deleted_words(entry))


def _deleted_words(entry: Entry) -> str:
    parent = entry.parent
    if parent is None or not _is_item(entry) or not isinstance(parent.node, Butir):
        return DIHAPUS
    return deleted_words(getattr(parent.node, entry.slot), entry.key or "", closes=_closes(parent))


def _closes(entry: Entry) -> bool:
    """Whether a sentence ends with *entry*, the last item of its list or none of a list."""
    if entry.parent is None or not _is_item(entry):
        return True
    return entry is entry.siblings()[-1] and _closes(entry.parent)


def _is_item(entry: Entry) -> bool:
    return entry.slot in ("huruf", "angka")


def _name(entry: Entry, _: NamaPeraturan, regulation: Regulation) -> None:
    if entry.parent is not None and entry.parent.node is regulation.peraturan:
        entry.values["kalimat"] = regulation.peraturan.menetapkan


def _shape(entry: Entry, peraturan: Peraturan, _: Regulation) -> None:
    entry.words["bentuk"] = _BENTUK[peraturan.bentuk]


_Composer = Callable[[Entry, Any, Regulation], None]
_COMPOSERS: tuple[tuple[Any, _Composer], ...] = (
    (tuple(kind for kinds in _OPEN.values() for kind in kinds), _leave_open),
    ((TandaTangan, Signing, Copier), _sign),
    (Sitasi, _cite),
    (Perubahan, _amend),
    (Butir, _delete),
    (NamaPeraturan, _name),
    (Peraturan, _shape),
)


@cache
def _composers(kind: type[Node]) -> tuple[_Composer, ...]:
    """What composes the values of records of *kind*; there are thousands of them."""
    composers = [compose for kinds, compose in _COMPOSERS if issubclass(kind, kinds)]
    if {"acuan", "pejabat"} & set(kind.model_fields):
        composers.append(_name_keys)
    return tuple(composers)
