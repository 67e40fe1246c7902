"""RUJ: what the body says of its own articles, paragraphs, letters and attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.law.in_force import after
from rbdocs.law.named_lampiran import NOT_FOREIGN, named_lampiran, named_lists
from rbdocs.law.references import provisions_in_force, references
from rbdocs.model.batang_tubuh import Bab, Butir, Perubahan, addresses, articles
from rbdocs.model.chapter import Heading
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.lampiran_number import LAMPIRAN_NAMED
from rbdocs.model.numbering import ProvisionAddress, is_diktum, is_roman, label, letter
from rbdocs.model.regulation import Regulation

_AYAT = re.compile(r"\bayat \((\d+[a-z]?)\)")
_HURUF = re.compile(r"\bhuruf ([a-z]{1,2}\d?)\b")
_PASAL = re.compile(
    r"\bPasal (\d+[A-Z]?)\b(?!\s+(?:ayat \(\d+\) )?(?:Undang|Peraturan|Permen|Perpres))"
)
_LAMPIRAN = re.compile(rf"\bLampiran ({LAMPIRAN_NAMED})")
_BARE_LAMPIRAN = re.compile(rf"\bLampiran(?! {LAMPIRAN_NAMED})(?! Peraturan)")
_OWN_LAMPIRAN = re.compile(rf"\bLampiran ({LAMPIRAN_NAMED}){NOT_FOREIGN}")
_CHAPTER = re.compile(
    r"\b(?:Bab|bab|BAB) ([IVXL]+)\b(?!\s+(?:Undang|Peraturan|Permen|Perpres|RPJ))"
)
_BAB = re.compile(r"^BAB\s+([IVXLC]+)\s*:?\s*(.*?)\s*(?:[;.]|;\s*dan)?\s*(?:dan)?$", re.DOTALL)


@galat(
    code="RUJ05",
    statement="Ayat, huruf, pasal, diktum, bab dan Lampiran yang dirujuk ketentuan memang ada, "
    "belum dihapus, dan bukan ketentuan itu sendiri.",
    ground="UU 12/2011, Lampiran II, tentang teknik pengacuan.",
)
def yang_dirujuk_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references in the body to provisions that there are none of."""
    peraturan = regulation.peraturan
    earlier: set[str] = set()
    for index, text in enumerate(peraturan.menimbang):
        kode = f"menimbang-{letter(index)}"
        where, inside = peraturan.location("menimbang", index), "Menimbang sebelumnya"
        yield from _missing(text.plain, kode, where, _HURUF, "huruf {}", earlier, inside)
        earlier.add(letter(index))
    provisions = {alamat.kunci: part for alamat, part in peraturan.provisions()}
    attached: set[str] = {*peraturan.lampiran, *peraturan.warisan}
    chapters = {
        hit[1]
        for naskah in regulation.naskah
        for block in naskah.blocks
        if isinstance(block, Heading) and (hit := _BAB.match(block.plain))
    } | {part.bab for part in peraturan.batang_tubuh if isinstance(part, Bab)}
    for alamat, part in peraturan.provisions():
        if isinstance(part, Butir) and part.teks is not None:
            yield from _provision(regulation, alamat, part, set(provisions), attached)
            yield from _to_itself(alamat, part, provisions)
            yield from _named_twice(alamat, part)
    yield from _to_diktum(regulation)
    yield from _in_chapters(regulation, chapters, attached)
    if peraturan.dihapus:
        yield from _to_deleted(regulation)


def _to_itself(
    alamat: ProvisionAddress, part: Butir, provisions: Mapping[str, Butir | Perubahan]
) -> Iterator[Violation]:
    """Yield the references of a provision to itself, and to ayat that are deleted."""
    own = alamat.bagian[-1] if alamat.bagian else None
    levels = dict(alamat.bagian)
    text = part.teks.plain if part.teks is not None else ""
    if _PASAL.search(text):
        return  # of another article
    for hit in _AYAT.finditer(text):
        key = f"pasal-{levels.get('pasal')}-ayat-{hit[1]}"
        target = provisions.get(key)
        deleted = isinstance(target, Butir) and target.status == "dihapus"
        if own == ("ayat", hit[1]) or deleted:
            what = "sudah dihapus" if deleted else "adalah ketentuan itu sendiri"
            yield Violation(
                Site(part.location("teks"), alamat.kunci),
                f"Ayat ({hit[1]}) yang dirujuk {what}.",
                "Betulkan nomor yang dirujuk.",
                {"rujukan": hit[0]},
                excerpt=hit[0],
            )


def _to_diktum(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references of a decree to a diktum of its own, or a part of one, that is not there.

    What an amending decree quotes is not its own: UBH06 reads that as it will stand.
    """
    peraturan = regulation.peraturan
    own = [item.model_copy(update={"perubahan": []}) for item in articles(peraturan.batang_tubuh)]
    parts, there = dict(addresses(own)), provisions_in_force(own)
    for found in references(own, regulation.kinds):
        target, words = found.target, found.words
        itself = target == found.source
        if not is_diktum(target.bagian[0][1]) or (target in there and not itself):
            continue
        missing = f"tidak ada dalam {peraturan.sebutan.jenis} ini"
        if itself:
            missing = "adalah ketentuan itu sendiri"
        elif target in parts:
            missing = "sudah dihapus"
        yield Violation(
            Site(parts[found.source].location("teks"), found.source.kunci),
            f"{target} yang dirujuk {missing}.",
            "Betulkan nomor yang dirujuk.",
            {"rujukan": str(target)},
            excerpt=words,
        )


def _named_twice(alamat: ProvisionAddress, part: Butir) -> Iterator[Violation]:
    """Yield the Lampiran that one list names twice."""
    for said, numbers in named_lists(part.teks.plain if part.teks is not None else ""):
        twice = next((item for item in numbers if numbers.count(item) > 1), "")
        if twice:
            yield Violation(
                Site(part.location("teks"), alamat.kunci),
                f"Lampiran {twice} disebut dua kali: «{said}».",
                "Betulkan salah satu nomornya.",
                {"rujukan": f"Lampiran {twice}"},
                excerpt=f"Lampiran {twice}",
            )


def _in_chapters(
    regulation: Regulation, chapters: set[str], attached: set[str]
) -> Iterator[Violation]:
    """Yield the chapters and Lampiran that texts name and there are none of."""
    for piece in regulation.potongan:
        if piece.kode.startswith(("mengingat-", "pasal-")):
            continue
        text = piece.text
        if chapters and "ab " in text.casefold():
            inside = "naskah ini"
            yield from _missing(
                text, piece.kode, piece.location, _CHAPTER, "Bab {}", chapters, inside
            )
        if "Lampiran" in text:
            where = "peraturan ini"
            yield from _missing(
                text, piece.kode, piece.location, _OWN_LAMPIRAN, "Lampiran {}", attached, where
            )


def _to_deleted(regulation: Regulation) -> Iterator[Violation]:
    """Yield what the amended regulation will still say of a Lampiran that this one deletes."""
    peraturan = regulation.peraturan
    own = {alamat.kunci for alamat, _ in peraturan.provisions()}  # judged as they stand there
    places = {
        nomor: (alamat, butir)
        for alamat, butir in peraturan.provisions()
        if isinstance(butir, Perubahan) and butir.jenis == "hapus-lampiran"
        for nomor in butir.nomor
    }
    for known in after(regulation).ordered():
        for alamat, part in addresses([known.pasal]):
            if not isinstance(part, Butir) or part.teks is None or alamat.kunci in own:
                continue
            named = named_lampiran(part.teks.plain, places)
            for nomor, (where, perubahan) in places.items():
                if nomor in named:
                    name = f"{str(alamat)[0].upper()}{str(alamat)[1:]}"
                    yield Violation(
                        Site(perubahan.location("nomor"), where.kunci),
                        f"{name} masih menyebut Lampiran {nomor}, yang dihapus di sini.",
                        f"Ubah juga {label('pasal', known.pasal.pasal)}: hapus sebutan itu dalam "
                        "pasal.yaml, lalu jalankan revisi lagi.",
                        {"rujukan": f"Lampiran {nomor}", "ketentuan": str(alamat)},
                    )


def _provision(
    regulation: Regulation,
    alamat: ProvisionAddress,
    part: Butir,
    keys: set[str],
    attached: set[str],
) -> Iterator[Violation]:
    text, kode, where = str(part.teks), alamat.kunci, part.location("teks")
    pasal = next((nomor for unit, nomor in alamat.bagian if unit == "pasal"), "")
    ayat = {key.removeprefix(f"pasal-{pasal}-ayat-") for key in keys if "-ayat-" in key}
    bare = _PASAL.sub("", text)
    inside = label("pasal", pasal)
    quoted = regulation.peraturan.mengubah is not None and not is_roman(pasal)
    if not quoted and not _PASAL.search(text):  # UBH06 reads a quoted article as it will stand
        yield from _missing(bare, kode, where, _AYAT, "ayat ({})", ayat, inside)
    if regulation.peraturan.mengubah is None:
        pasals = {key.removeprefix("pasal-") for key in keys if key.count("-") == 1}
        yield from _missing(text, kode, where, _PASAL, "Pasal {}", pasals, "peraturan ini")
    yield from _missing(text, kode, where, _LAMPIRAN, "Lampiran {}", attached, "peraturan ini")


def _missing(
    text: str,
    kode: str,
    where: Location,
    pattern: re.Pattern[str],
    form: str,
    known: set[str],
    inside: str,
) -> Iterator[Violation]:
    for hit in pattern.finditer(text):
        if hit[1] not in known:
            name = form.format(hit[1])
            yield Violation(
                Site(where, kode),
                f"{name[0].upper()}{name[1:]} yang dirujuk tidak ada dalam {inside}.",
                "Betulkan nomor yang dirujuk.",
                {"rujukan": name},
                excerpt=hit[0],
            )


@peringatan(
    code="RUJ06",
    statement="Bila ada beberapa Lampiran, ketentuan menyebut nomor Lampiran yang dimaksud.",
    ground="UU 12/2011, Lampiran II: lampiran yang lebih dari satu diberi nomor urut.",
)
def lampiran_bernomor(regulation: Regulation) -> Iterator[Violation]:
    """Yield the provisions that name an attachment without its number where there are several."""
    attached = [*regulation.peraturan.lampiran, *regulation.peraturan.warisan]
    if len(attached) < 2:
        return
    for alamat, part in regulation.peraturan.provisions():
        if isinstance(part, Butir):
            hit = _BARE_LAMPIRAN.search(part.teks.plain) if part.teks is not None else None
            words, where = (hit[0] if hit else ""), part.location("teks")
        else:  # an amendment, whose sentence follows from what it changes
            bare = part.unit == "lampiran" and not part.nomor and part.cara != "tambah"
            words, where = ("lampiran" if bare else ""), part.location("jenis")
        if words:
            yield Violation(
                Site(where, alamat.kunci),
                f"{str(alamat)[0].upper()}{str(alamat)[1:]} menyebut Lampiran tanpa nomor, "
                f"padahal ada {len(attached)} Lampiran.",
                "Tulis nomornya, misalnya Lampiran I.",
                {},
                excerpt=words,
            )


@galat(
    code="RUJ07",
    statement="Bab yang disebut batang tubuh sama, nomor dan judulnya, dengan bab Lampirannya.",
    ground="Sistematika dalam pasal mengikat; bab lain tidak punya dasar.",
)
def bab_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the chapters that differ between the body and the attachment of running text."""
    said = _chapters_said(regulation)
    printed: dict[str, tuple[str, Location, str]] = {}
    for naskah in regulation.naskah:
        for block in naskah.blocks:
            if isinstance(block, Heading) and block.level == 1 and (hit := _BAB.match(block.plain)):
                printed[hit[1]] = (_flat(hit[2]), block.location, block.key)
    if not said or not printed:
        return
    for nomor, (judul, where, kode) in said.items():
        if nomor not in printed:
            yield _chapter(where, kode, f"BAB {nomor} ({judul}) tidak ada dalam Lampiran.", nomor)
        elif printed[nomor][0] != judul:
            title, there, key = printed[nomor]
            message = f"BAB {nomor} disebut «{judul}», tetapi judulnya «{title}»."
            places = [Occurrence(where, kode, judul), Occurrence(there, key, title)]
            yield _chapter(where, kode, message, nomor, places)
    for nomor, (judul, where, kode) in printed.items():
        if nomor not in said:
            message = f"BAB {nomor} ({judul}) tidak disebut dalam sistematika batang tubuh."
            yield _chapter(where, kode, message, nomor)


def _chapters_said(regulation: Regulation) -> dict[str, tuple[str, Location, str]]:
    """The chapters that the body lists, by number: title, place and key."""
    found = {}
    for alamat, part in regulation.peraturan.provisions():
        if isinstance(part, Butir) and part.teks is not None:
            hit = _BAB.match(part.teks.plain)
            if hit:
                found[hit[1]] = (_flat(hit[2]), part.location("teks"), alamat.kunci)
    return found


def _flat(text: str) -> str:
    return " ".join(text.split())


def _chapter(
    where: Location, kode: str, message: str, nomor: str, places: Sequence[Occurrence] = ()
) -> Violation:
    hint = "Samakan sistematika dalam batang tubuh dengan bab-bab Lampiran."
    return Violation(Site(where, kode), message, hint, {"bab": nomor}, places)
