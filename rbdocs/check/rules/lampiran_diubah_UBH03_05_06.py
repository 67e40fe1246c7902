"""UBH: what becomes of each Lampiran and reference, and what the regulation says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbdocs.check.rule import Violation, galat
from rbdocs.law.amend import amend
from rbdocs.law.attachment_parts import changed, named_parts, parts
from rbdocs.law.attachments import Attachments
from rbdocs.law.consolidate import Consolidation
from rbdocs.law.in_force import after, attached_before, before
from rbdocs.law.references import ProvisionReference, provisions_in_force, references
from rbdocs.law.targets import numbers
from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.chapter import Naskah
from rbdocs.model.finding import Site
from rbdocs.model.kind import DaftarJenis
from rbdocs.model.numbering import ProvisionAddress
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulation


@galat(
    code="UBH03",
    statement="Pasal I menyebut tepat Lampiran, atau bab dan tabelnya, yang diubah.",
    ground="Lampiran yang tidak disebut dalam Pasal I tidak mengubah apa pun; Lampiran yang "
    "disebut tetapi tidak ada membuat ketentuan itu kosong. Bila yang disebut hanya bab atau "
    "tabelnya, bagian lain tetap seperti semula.",
)
def lampiran_disebut(regulation: Regulation) -> Iterator[Violation]:
    """Yield the Lampiran that are attached but not named in Pasal I, and the other way round."""
    yield from _parts_named(regulation)
    peraturan = regulation.peraturan
    attaching = [
        perubahan
        for perubahan in peraturan.perubahan
        if perubahan.unit == "lampiran" and perubahan.cara != "hapus"
    ]
    if peraturan.mengubah is None or any(not numbers(perubahan) for perubahan in attaching):
        return  # «Ketentuan Lampiran diubah» names all of them
    named = {nomor for perubahan in attaching for nomor in numbers(perubahan)}
    for nomor in peraturan.lampiran:
        if nomor not in named:
            yield Violation(
                Site(peraturan.location("lampiran"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} termuat, tetapi tidak disebut dalam Pasal I.",
                f"Tambahkan «- {{jenis: ubah-lampiran, nomor: [{nomor}]}}» dalam Pasal I.",
            )
    for item in attaching:
        for missing in numbers(item):
            if missing not in peraturan.lampiran:
                yield Violation(
                    Site(
                        item.location("lampiran" if item.lampiran else "nomor"),
                        f"lampiran-{missing}",
                    ),
                    f"Lampiran {missing} disebut dalam Pasal I, tetapi tidak termuat.",
                    "Tambahkan Lampiran itu dalam «lampiran», atau hapus perubahannya.",
                )


def _parts_named(regulation: Regulation) -> Iterator[Violation]:
    """Yield where a part of a Lampiran is named that is not there or stays, or one is not named."""
    naming: dict[str, list[Perubahan]] = {}
    for perubahan in regulation.peraturan.perubahan:
        if perubahan.lampiran:
            naming.setdefault(perubahan.lampiran, []).append(perubahan)
    for nomor, listing in naming.items():
        new = _text_of(regulation, nomor)
        if new is None:
            if nomor in regulation.peraturan.lampiran:
                yield Violation(
                    Site(listing[0].location("lampiran"), f"lampiran-{nomor}"),
                    f"Lampiran {nomor} tidak terbagi atas bab dan tabel bernomor.",
                    f"Tulis «{{jenis: ubah-lampiran, nomor: [{nomor}]}}».",
                )
            continue
        old = _text_of(regulation.sebelumnya, nomor) if regulation.sebelumnya else None
        if old is not None:
            yield from _against_change(nomor, listing, old, new)


def _text_of(regulation: Regulation, nomor: str) -> Naskah | None:
    return next((item for item in regulation.naskah if item.susunan.lampiran == nomor), None)


def _against_change(
    nomor: str, listing: list[Perubahan], old: Naskah, new: Naskah
) -> Iterator[Violation]:
    differing = changed(old, new)
    there = {*parts(old), *parts(new)}
    told: set[str] = set()
    for perubahan in listing:
        for name in named_parts(perubahan):
            told.add(name)
            if any(name in (part.name, part.chapter) for part in differing):
                continue
            yield Violation(
                Site(perubahan.location("nomor"), f"lampiran-{nomor}"),
                f"{name} dalam Lampiran {nomor} "
                + ("tidak berubah." if name in there else "tidak ada."),
                "Betulkan nomornya, atau hapus perubahan itu.",
            )
    for part in differing:
        if not told & {part.name, part.chapter}:
            yield Violation(
                Site(listing[0].location(), f"lampiran-{nomor}"),
                f"{part.name} dalam Lampiran {nomor} berubah, tetapi tidak disebut dalam Pasal I.",
                "Sebut juga bab atau tabel itu, kembalikan bunyinya, atau ganti seluruhnya: "
                f"«{{jenis: ubah-lampiran, nomor: [{nomor}]}}».",
            )


@galat(
    code="UBH05",
    statement="Setiap Lampiran yang berlaku diganti, tetap berlaku, atau dihapus.",
    ground="Lampiran yang tidak disebut dalam peraturan perubahan tetap berlaku menurut hukum; "
    "sumbernya harus mengatakan yang sama, supaya naskah konsolidasi dan tahun berikutnya benar.",
)
def nasib_setiap_lampiran(regulation: Regulation) -> Iterator[Violation]:
    """Yield the Lampiran of which the sources say nothing, or two things."""
    peraturan = regulation.peraturan
    known = attached_before(regulation)
    in_force = known.in_force
    there, deleted = peraturan.tahun_naskah, peraturan.dihapus
    for nomor, owner in in_force.items():
        if nomor not in (*there, *deleted):
            yield Violation(
                Site(peraturan.location("lampiran"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} berlaku sejak {owner.edition}, tetapi tidak diganti, tidak "
                "diwarisi dan tidak dihapus.",
                f"Tulis «{nomor}: {owner.edition}» dalam «warisan»; bila memang dihapus, tambahkan "
                f"«- {{jenis: hapus-lampiran, nomor: [{nomor}]}}» dalam Pasal I.",
            )
    for nomor, since in peraturan.warisan.items():
        owner_now = in_force.get(nomor)
        if in_force and (owner_now is None or owner_now.edition != since):
            now = f"dari {owner_now.edition}" if owner_now else "tidak berlaku lagi"
            yield Violation(
                Site(peraturan.location("warisan"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} diwarisi dari {since}, padahal naskah yang berlaku {now}.",
                f"Tulis «{nomor}: {owner_now.edition}»." if owner_now else "Hapus dari «warisan».",
            )
    yield from _listed_twice(peraturan)
    for nomor in peraturan.lampiran:
        if gone := known.deleted.get(nomor):
            yield Violation(
                Site(peraturan.location("lampiran"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} sudah dihapus dengan {gone.sebutan_bernomor}, dan "
                "nomornya tidak dipakai lagi.",
                "Beri Lampiran itu nomor sesudah yang terakhir.",
            )
    for perubahan in peraturan.perubahan if peraturan.mengubah is not None else ():
        for nomor in numbers(perubahan) if perubahan.unit == "lampiran" else ():
            if found := _against(known, perubahan.cara, nomor, stays=nomor in there):
                field = "lampiran" if perubahan.lampiran else "nomor"
                yield Violation(Site(perubahan.location(field), f"lampiran-{nomor}"), *found)
        known.carry_out(perubahan, peraturan)


def _listed_twice(peraturan: Peraturan) -> Iterator[Violation]:
    """Yield the Lampiran that are attached twice, or attached and inherited too."""
    for nomor in dict.fromkeys(peraturan.lampiran):
        if peraturan.lampiran.count(nomor) > 1:
            yield Violation(
                Site(peraturan.location("lampiran"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} ditulis dua kali dalam «lampiran».",
                "Hapus salah satu.",
            )
        if nomor in peraturan.warisan:
            yield Violation(
                Site(peraturan.location("warisan"), f"lampiran-{nomor}"),
                f"Lampiran {nomor} termuat, dan sekaligus diwarisi dari "
                f"{peraturan.warisan[nomor]}.",
                "Hapus dari «warisan» bila diganti, atau dari «lampiran» bila tetap berlaku.",
            )


def _against(known: Attachments, cara: str, nomor: str, *, stays: bool) -> tuple[str, str] | None:
    """What is wrong where what is done to Lampiran *nomor* does not fit what it is by now."""
    there, deleted = nomor in known.in_force, nomor in known.deleted
    if cara == "hapus" and stays:
        return (
            f"Lampiran {nomor} dihapus dalam Pasal I, tetapi masih ada dalam «lampiran» atau "
            "«warisan».",
            "Hapus dari sana, atau hapus perubahannya.",
        )
    if cara in ("sisip", "tambah") and there:
        return (
            f"Lampiran {nomor} ditambahkan dalam Pasal I, padahal sudah ada.",
            "Tulis jenis: ubah-lampiran, tanpa «setelah» atau «antara».",
        )
    if cara == "hapus" and deleted:
        return f"Lampiran {nomor} sudah dihapus.", "Hapus perubahan itu."
    if cara in ("ubah", "hapus") and known.lengkap and not there and not deleted:
        return (
            f"Lampiran {nomor} di{cara} dalam Pasal I, padahal tidak ada.",
            "Betulkan nomornya; Lampiran baru ditulis dengan jenis: tambah-lampiran atau "
            "sisip-lampiran.",
        )
    return None


@galat(
    code="UBH06",
    statement="Ketentuan yang dirujuk naskah sesudah perubahan masih berlaku.",
    ground="Rujukan dibaca dalam naskah yang berlaku seluruhnya: ketentuan yang dihapus atau tidak "
    "pernah ada tidak dapat dirujuk. Yang sudah salah sebelum perubahan ini tidak dilaporkan.",
)
def rujukan_masih_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that an amendment leaves without what they refer to."""
    if regulation.peraturan.mengubah is None:
        return
    then, now = before(regulation), after(regulation)
    former = _broken(then, regulation.kinds)
    found = [reference for reference in _broken(now, regulation.kinds) if reference not in former]
    if not found:
        return
    culprits = _culprits(regulation, then, found)
    for reference in found:
        perubahan = culprits[reference]
        deleted = _status(now, reference.target) == "dihapus"
        name = str(reference.source)
        yield Violation(
            Site(perubahan.location(), reference.source.kunci),
            f"{name[0].upper()}{name[1:]} merujuk {reference.target}, yang "
            f"{'dihapus' if deleted else 'tidak ada'} sesudah perubahan ini.",
            f"Ubah juga {name}, atau pertahankan {reference.target}.",
            {"rujukan": str(reference.target), "ketentuan": name},
        )


def _broken(known: Consolidation, kinds: DaftarJenis) -> dict[ProvisionReference, None]:
    """The references to what is not in force; of a regulation known in part only what is known."""
    listing = [item.pasal for item in known.ordered()]
    there = provisions_in_force(listing)
    return {
        reference: None
        for reference in references(listing, kinds)
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
    trial, broken = then.copy(), _broken(then, regulation.kinds)
    result: dict[ProvisionReference, Perubahan] = {}
    for perubahan in regulation.peraturan.perubahan:
        amend(trial, [perubahan], "")
        earlier, broken = broken, _broken(trial, regulation.kinds)
        result |= {
            reference: perubahan for reference in found if reference in broken.keys() - earlier
        }
    return result
