"""What is in force: the amended regulation after all amendments that the sources know."""

from __future__ import annotations

from collections.abc import Sequence

from rbdocs.law.amend import amend
from rbdocs.law.attachments import Attachments
from rbdocs.law.consolidate import Consolidation
from rbdocs.model.citation import Sitasi
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text


def before(regulation: Regulation) -> Consolidation:
    """Return the articles of the regulation that *regulation* amends, as they stood before it."""
    return _amended(regulation, regulation.terdahulu)


def after(regulation: Regulation) -> Consolidation:
    """Return the articles of the regulation that *regulation* amends, as they stand with it."""
    return _amended(regulation, [*regulation.terdahulu, regulation.peraturan])


def next_base(regulation: Regulation) -> Consolidation:
    """Return the articles that an amendment of the year after *regulation* would amend."""
    if regulation.peraturan.mengubah is None:
        return Consolidation.of(regulation.peraturan.batang_tubuh, lengkap=True)
    return after(regulation)


def subject_in_force(regulation: Regulation, base: Sitasi) -> Text:
    """Return what *base*, which *regulation* amends, is about after all changes of its title."""
    chain = [*regulation.terdahulu, regulation.peraturan]
    return _subject(chain, base)


def subject_before(regulation: Regulation, base: Sitasi) -> Text:
    """Return the same as it was before *regulation*."""
    return _subject(regulation.terdahulu, base)


def _subject(chain: Sequence[Peraturan], base: Sitasi) -> Text:
    changed = (item for peraturan in chain for item in peraturan.perubahan)
    titles = [item.judul for item in changed if item.jenis == "ubah-judul" and item.judul]
    return titles[-1] if titles else base.tentang


def attached_before(regulation: Regulation) -> Attachments:
    """Return the Lampiran of what *regulation* amends, as they stood before it."""
    return Attachments.after(regulation.terdahulu)


def attached_after(regulation: Regulation) -> Attachments:
    """Return the Lampiran of what *regulation* amends, or its own, as they stand with it."""
    return Attachments.after([*regulation.terdahulu, regulation.peraturan])


def _amended(regulation: Regulation, chain: Sequence[Peraturan]) -> Consolidation:
    result = _original(regulation)
    for peraturan in chain:
        if peraturan.mengubah is not None:
            amend(
                result, peraturan.perubahan, peraturan.sebutan_bernomor, peraturan.amending_article
            )
    return result


def _original(regulation: Regulation) -> Consolidation:
    """The amended regulation as it was enacted, as far as the sources have it."""
    for peraturan in regulation.terdahulu:
        if peraturan.mengubah is None:
            return Consolidation.of(peraturan.batang_tubuh, lengkap=True)
    if regulation.awal is None:
        return Consolidation()
    return Consolidation.of(regulation.awal.pasal, lengkap=regulation.awal.lengkap)
