"""UBH: the amendments of an amending regulation against what really changes."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, rule
from rbdocs.law.derive import outcome, retitled
from rbdocs.law.extent import measure
from rbdocs.law.in_force import after, before, subject_before
from rbdocs.model.batang_tubuh import Butir, Pasal, addresses
from rbdocs.model.finding import Level, Location, Site
from rbdocs.model.numbering import ProvisionAddress, label
from rbdocs.model.regulation import Regulation
from rbdocs.model.structure import name_of, placed

_HALF = 0.5


def _pasal_i(regulation: Regulation) -> Location:
    """Where the amendments stand."""
    for pasal in regulation.peraturan.batang_tubuh:
        if isinstance(pasal, Pasal) and pasal.perubahan:
            return pasal.location("perubahan")
    return regulation.peraturan.location("batang_tubuh")


@rule(
    code="UBH01",
    level=Level.GALAT,
    statement="Perubahan dalam Pasal I menghasilkan tepat bunyi pasal yang dikehendaki.",
    ground="Yang berlaku hanya perubahan yang tertulis dalam Pasal I; pasal yang dimaksud berubah "
    "tetapi tidak disebut di situ tetap berbunyi seperti semula.",
)
def perubahan_seperti_dikehendaki(regulation: Regulation) -> Iterator[Violation]:
    """Yield the articles that Pasal I does not make what pasal.yaml wants them to be."""
    if regulation.kehendak is None:
        return
    found = after(regulation)
    year = regulation.peraturan.edition
    for division, first in retitled(found, regulation.kehendak.pasal):
        yield Violation(
            Site(first.pasal.location("pasal"), ProvisionAddress(division).kunci),
            f"Judul {name_of(division)} dikehendaki lain daripada yang dihasilkan perubahan dalam "
            "Pasal I.",
            f"Jalankan lagi: revisi {year} --dari TAHUN, supaya Pasal I disusun dari pasal.yaml; "
            "atau samakan keduanya.",
        )
    for nomor, item in outcome(found, list(placed(regulation.kehendak.pasal))):
        name = label("pasal", nomor)
        kunci = ProvisionAddress().below("pasal", nomor).kunci
        if item is None:
            yield Violation(
                Site(regulation.kehendak.location("pasal"), kunci),
                f"{name} berlaku, tetapi tidak ada dalam pasal.yaml.",
                f"Tulis bunyinya; bila dihapus: «- {{pasal: {nomor}, status: dihapus}}».",
            )
            continue
        known, wanted = found.berlaku.get(nomor), item.pasal
        if known is not None and known.pasal == wanted and known.division == item.division:
            continue  # the title of its division was told
        place = _first_difference(known.pasal if known else None, wanted)
        if known is not None and known.pasal == wanted:
            place = f"Letak {name}"
        yield Violation(
            Site(wanted.location("pasal"), kunci),
            f"{place} dikehendaki lain daripada yang dihasilkan perubahan dalam Pasal I.",
            f"Jalankan lagi: revisi {year} --dari TAHUN, supaya Pasal I disusun dari pasal.yaml; "
            "atau samakan keduanya.",
            {"ketentuan": place},
        )


def _first_difference(known: Pasal | None, wanted: Pasal) -> str:
    """Name the first provision in which the two articles differ."""
    there = _own(known) if known else {}
    here = _own(wanted)
    differing = (name for name in {**here, **there} if here.get(name) != there.get(name))
    return next(differing, label("pasal", wanted.pasal))


def _own(pasal: Pasal) -> dict[str, object]:
    """The text and state of each provision of *pasal* by its address."""
    return {
        str(alamat): (butir.teks, butir.status)
        for alamat, butir in addresses([pasal])
        if isinstance(butir, Butir)
    }


@rule(
    code="UBH02",
    level=Level.GALAT,
    statement="Setiap perubahan mengenai ketentuan yang ada, dan benar-benar mengubahnya.",
    ground="UU 12/2011, Lampiran II, bab perubahan: yang diubah atau dihapus adalah ketentuan yang "
    "berlaku, nomor yang dihapus tetap dicantumkan, dan sisipan bernomor baru.",
)
def perubahan_mengenai_yang_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the amendments that do not fit the articles as they stand."""
    for obstacle in after(regulation).obstacles[len(before(regulation).obstacles) :]:
        yield Violation(Site(obstacle.location, "pasal-I"), obstacle.message, obstacle.saran)
    base = regulation.peraturan.mengubah
    if base is None:
        return
    for perubahan in regulation.peraturan.perubahan:
        if perubahan.jenis == "ubah-judul" and perubahan.judul == subject_before(regulation, base):
            yield Violation(
                Site(perubahan.location("judul"), "pasal-I"),
                "Peraturan itu sudah berjudul demikian.",
                "Hapus perubahan itu, atau tulis judul barunya.",
            )


@rule(
    code="UBH04",
    level=Level.PERINGATAN,
    statement="Perubahan tidak lebih dari separuh materi peraturan yang diubah.",
    ground="UU 12/2011, Lampiran II, bab perubahan: bila sistematikanya berubah, materinya berubah "
    "lebih dari 50%, atau esensinya berubah, peraturan itu lebih baik dicabut dan disusun kembali. "
    "Diukur dengan kata: kata ketentuan lama yang hilang dan ketentuan baru yang masuk, dibanding "
    "seluruh kata naskah lama dan naskah baru; untuk batang tubuh sendiri bila seluruh pasalnya "
    "dikenal, dan untuk batang tubuh bersama Lampiran, yang tetap berlaku dihitung tidak berubah. "
    "Keputusannya tetap pada perancang.",
)
def tidak_lebih_dari_separuh(regulation: Regulation) -> Iterator[Violation]:
    """Yield a warning where a draft changes more than half of the matter in force."""
    peraturan = regulation.peraturan
    if peraturan.mengubah is None or peraturan.status != "rancangan":
        return
    found = measure(regulation)
    if found.share <= _HALF and not (found.lengkap and found.bagian[0].share > _HALF):
        return
    parts = "; ".join(
        f"{bagian.nama} {bagian.share:.0%}" for bagian in found.bagian if bagian.total
    )
    partly = (
        ""
        if found.lengkap
        else " Pasal lain tidak ada dalam sumber; dari pasal itu hanya sisipan yang dihitung."
    )
    counted = found.together
    yield Violation(
        Site(_pasal_i(regulation), "pasal-I"),
        f"Perubahan ini mengenai {found.share:.0%} materi ({parts}). Dihitung: "
        f"{_words(counted.went)} kata hilang dan {_words(counted.came)} kata masuk, dari "
        f"{_words(counted.total)} kata naskah lama dan naskah baru.{partly}",
        "Pertimbangkan mencabut peraturan itu dan menyusun yang baru; bila tetap diubah, catat "
        "alasannya dalam pengecualian.yaml.",
        {"bagian": round(found.share, 3)},
    )


def _words(number: int) -> str:
    return f"{number:,}".replace(",", ".")
