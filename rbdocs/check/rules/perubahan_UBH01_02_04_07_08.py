"""UBH: the amendments of an amending regulation against what really changes, and new Lampiran."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.law.attachments import misnumbered
from rbdocs.law.derive import outcome, retitled
from rbdocs.law.extent import measure
from rbdocs.law.in_force import after, attached_before, before, subject_before
from rbdocs.law.named_lampiran import named_lampiran
from rbdocs.law.targets import numbers
from rbdocs.model.batang_tubuh import Butir, Pasal, addresses, articles
from rbdocs.model.diktum import article_key
from rbdocs.model.finding import Location, Site
from rbdocs.model.numbering import ProvisionAddress, label
from rbdocs.model.printed_text import name_of, placed
from rbdocs.model.regulation import Regulation

_HALF = 0.5


def _pasal_i(regulation: Regulation) -> Location:
    """Where the amendments stand."""
    for pasal in regulation.peraturan.batang_tubuh:
        if isinstance(pasal, Pasal) and pasal.perubahan:
            return pasal.location("perubahan")
    return regulation.peraturan.location("batang_tubuh")


@galat(
    code="UBH01",
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
                f"Tulis bunyinya; bila dihapus: «- {{{article_key(nomor)}: {nomor}, "
                "status: dihapus}».",
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


@galat(
    code="UBH02",
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
    for pasal in articles(regulation.peraturan.batang_tubuh):
        if not pasal.perubahan and "perubahan" in pasal.model_fields_set:
            name = label("pasal", pasal.pasal)
            yield Violation(
                Site(
                    pasal.location("perubahan"), ProvisionAddress((("pasal", pasal.pasal),)).kunci
                ),
                f"{name} belum memuat perubahan.",
                "Ubah pasal.yaml atau pilih Lampiran yang diganti (--lampiran), lalu jalankan "
                f"lagi: revisi {regulation.peraturan.edition} --dari TAHUN.",
            )
    for perubahan in regulation.peraturan.perubahan:
        if perubahan.jenis == "ubah-judul" and perubahan.judul == subject_before(regulation, base):
            yield Violation(
                Site(perubahan.location("judul"), "pasal-I"),
                "Peraturan itu sudah berjudul demikian.",
                "Hapus perubahan itu, atau tulis judul barunya.",
            )


@peringatan(
    code="UBH04",
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


@galat(
    code="UBH07",
    statement="Lampiran baru bernomor menurut tempatnya: yang ditambahkan di belakang bernomor "
    "berikutnya, yang disisipkan di antara dua Lampiran bernomor Lampiran di depannya dengan "
    "huruf; nomor yang dihapus tetap dihitung.",
    ground="UU 12/2011, Lampiran II, bab perubahan: penyisipan memakai nomor di depannya dengan "
    "huruf, dan nomor yang dihapus tidak dipakai lagi; menurut teknik, Lampiran mengikutinya.",
)
def nomor_lampiran_baru(regulation: Regulation) -> Iterator[Violation]:
    """Yield the Lampiran that are added or inserted under a number that does not fit."""
    peraturan = regulation.peraturan
    known = attached_before(regulation)
    for perubahan in peraturan.perubahan if peraturan.mengubah is not None else ():
        again = [nomor for nomor in numbers(perubahan) if nomor in known.numbers()]
        found = None if again else misnumbered(known, perubahan)  # UBH05 tells what is there
        if found:
            nomor, message, saran = found
            yield Violation(Site(perubahan.location("nomor"), f"lampiran-{nomor}"), message, saran)
        known.carry_out(perubahan, peraturan)


@peringatan(
    code="UBH08",
    statement="Lampiran yang disisipkan atau ditambahkan dirujuk oleh pasal.",
    ground="UU 12/2011, Lampiran II: dalam batang tubuh dinyatakan bahwa lampiran merupakan bagian "
    "yang tidak terpisahkan dari peraturan; pasal yang ada sebelumnya belum mengenal Lampiran itu.",
)
def lampiran_baru_dirujuk(regulation: Regulation) -> Iterator[Violation]:
    """Yield the new Lampiran that no article of the amended regulation names."""
    peraturan = regulation.peraturan
    new = [
        (perubahan, nomor)
        for perubahan in peraturan.perubahan
        if perubahan.jenis in ("sisip-lampiran", "tambah-lampiran")
        for nomor in perubahan.nomor
    ]
    if not new:
        return
    texts = [
        part.teks.plain
        for _, part in addresses([item.pasal for item in after(regulation).ordered()])
        if isinstance(part, Butir) and part.teks is not None and part.status == "berlaku"
    ]
    known = [nomor for _, nomor in new]
    named = {nomor for text in texts for nomor in named_lampiran(text, known)}
    for perubahan, nomor in new:
        if nomor not in named:
            yield Violation(
                Site(perubahan.location("nomor"), f"lampiran-{nomor}"),
                f"Tidak ada pasal yang merujuk Lampiran {nomor}.",
                "Sebut dalam pasal yang bersangkutan dengan pasal.yaml, misalnya «tercantum dalam "
                f"Lampiran {nomor} yang merupakan bagian tidak terpisahkan dari "
                f"{peraturan.sebutan.jenis} ini», lalu jalankan revisi lagi.",
            )
