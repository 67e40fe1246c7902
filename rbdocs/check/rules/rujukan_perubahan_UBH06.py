"""UBH: what the regulation as amended refers to is still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbdocs.check.rule import Violation, rule
from rbdocs.law.amend import amend
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.in_force import after, before
from rbdocs.law.references import ProvisionReference, provisions_in_force, references
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.finding import Level
from rbdocs.model.provision_address import ProvisionAddress
from rbdocs.model.regulation import Regulation


@rule(
    code="UBH06",
    level=Level.GALAT,
    statement="Ketentuan yang dirujuk naskah sesudah perubahan masih berlaku.",
    ground="Rujukan dibaca dalam naskah yang berlaku seluruhnya: ketentuan yang dihapus atau tidak "
    "pernah ada tidak dapat dirujuk. Yang sudah salah sebelum perubahan ini tidak dilaporkan.",
)
def rujukan_masih_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that an amendment leaves without what they refer to."""
    if regulation.peraturan.mengubah is None:
        return
    then, now = before(regulation), after(regulation)
    former = _broken(then)
    found = [reference for reference in _broken(now) if reference not in former]
    if not found:
        return
    culprits = _culprits(regulation, then, found)
    for reference in found:
        perubahan = culprits[reference]
        deleted = _status(now, reference.target) == "dihapus"
        name = str(reference.source)
        yield Violation(
            perubahan.location(),
            reference.source.kunci,
            f"{name[0].upper()}{name[1:]} merujuk {reference.target}, yang "
            f"{'dihapus' if deleted else 'tidak ada'} sesudah perubahan ini.",
            f"Ubah juga {name}, atau pertahankan {reference.target}.",
            {"rujukan": str(reference.target), "ketentuan": name},
        )


def _broken(known: Consolidation) -> dict[ProvisionReference, None]:
    """The references to what is not in force; of a regulation known in part only what is known."""
    listing = [item.pasal for item in known.ordered()]
    there = provisions_in_force(listing)
    return {
        reference: None
        for reference in references(listing)
        if reference.target not in there and _judged(known, reference.target)
    }


def _judged(known: Consolidation, target: ProvisionAddress) -> bool:
    """Whether it is known what has become of *target*."""
    if known.lengkap:
        return True
    article = known.berlaku.get(target.bagian[0][1])
    return article is not None and not article.sebagian


def _status(known: Consolidation, target: ProvisionAddress) -> str | None:
    """Whether *target* was deleted, or that in which it stands; None where there is neither."""
    article = known.berlaku.get(target.bagian[0][1])
    part = article.pasal if article else None
    for unit, nomor in target.bagian[1:]:
        if part is None or part.status == "dihapus":
            break
        below: Mapping[str, object] = dict(part.parts()).get(unit, {})
        part = below.get(nomor)  # type: ignore[assignment]
    return part.status if part else None


def _culprits(
    regulation: Regulation, then: Consolidation, found: list[ProvisionReference]
) -> dict[ProvisionReference, Perubahan]:
    """The amendment since which each reference has nothing to refer to."""
    trial, broken = then.copy(), _broken(then)
    result: dict[ProvisionReference, Perubahan] = {}
    for perubahan in regulation.peraturan.perubahan:
        amend(trial, [perubahan], "")
        earlier, broken = broken, _broken(trial)
        result |= {
            reference: perubahan for reference in found if reference in broken.keys() - earlier
        }
    return result
