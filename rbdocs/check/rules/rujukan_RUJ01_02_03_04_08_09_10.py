"""RUJ: what chapters refer to, and how the regulation names others and itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rbdocs.check.citations import Citation, agree, citations, many_makers, same_maker
from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Block, Naskah, Placement, Run
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Repair, Site
from rbdocs.model.kosakata import listed, once, same_name, tidy
from rbdocs.model.regulation import Regulation

_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_KIND = re.compile(r"\b(gambar|tabel)\b", re.IGNORECASE)
_NEXT = re.compile(r"\s+(?:berikut|di bawah)\b", re.IGNORECASE)
_UNLINKED = re.compile(r"\b(gambar|tabel)\s+(\d+(?:\.\d+)*)", re.IGNORECASE)


def _references(regulation: Regulation) -> Iterator[tuple[Naskah, Block, Run]]:
    """Every reference whose target could be read; loading tells of the others."""
    for naskah in regulation.naskah:
        for block, run in naskah.references():
            if run.target in naskah.tabel or run.target in naskah.gambar:
                yield naskah, block, run


@galat(
    code="RUJ01",
    statement="Nomor yang tercetak dalam rujukan adalah nomor tabel atau gambar yang ditunjuknya.",
    ground="Pembaca mencari tabel atau gambar menurut nomor yang tercetak.",
)
def printed_number_is_the_targets(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that print another number than their target has."""
    for naskah, block, run in _references(regulation):
        printed = _NUMBER.search(run.text)
        number = naskah.number(run.target)
        if printed and printed[0] != number:
            has = f"bernomor {number}" if number else "tidak bernomor"
            yield Violation(
                Site(block.location, block.key),
                f"Rujukan «{run.text.strip()}» menunjuk ke «{run.target}», yang {has}.",
                f"Tulis nomor yang benar; [](#{run.target}) mencetaknya sendiri.",
                {"tercetak": printed[0], "nomor": number, "sasaran": run.target},
                excerpt=run.text.strip(),
            )


@galat(
    code="RUJ02",
    statement="Rujukan menyebut tabel sebagai tabel dan gambar sebagai gambar.",
    ground="Tabel dan gambar bernomor sendiri-sendiri, jadi nomor yang sama ada pada keduanya.",
)
def kind_is_the_targets(regulation: Regulation) -> Iterator[Violation]:
    """Yield the references that call a table a figure, or a figure a table."""
    for _, block, run in _references(regulation):
        said = _KIND.search(run.text)
        kind = run.target.partition("-")[0]
        if said and said[0].lower() != kind:
            yield Violation(
                Site(block.location, block.key),
                f"Rujukan «{run.text.strip()}» menunjuk ke sebuah {kind}, yaitu «{run.target}».",
                f"Ganti kata «{said[0]}» dengan «{kind}», atau betulkan sasarannya, #{run.target}.",
                {"tercetak": said[0], "sasaran": run.target},
                excerpt=run.text.strip(),
            )


@peringatan(
    code="RUJ03",
    statement="Tabel dan gambar yang disebut dengan nomor dirujuk dengan tautan, kecuali yang "
    "berikut sesudah alinea itu.",
    ground="Tanpa tautan, sasarannya tidak dapat diperiksa dan nomornya tidak ikut berubah.",
    mends="sebutan diberi tautan ke tabel atau gambar bernomor itu; yang tercetak tidak berubah.",
)
def numbers_are_linked(regulation: Regulation) -> Iterator[Violation]:
    """Yield the tables and figures that are named by number in plain text."""
    for naskah in regulation.naskah:
        known = {
            (kind, finding.nomor): key
            for kind, found in (("tabel", naskah.tabel), ("gambar", naskah.gambar))
            for key, finding in found.items()
        }
        numbers = {number for _, number in known}
        following = {
            block.key: after.target
            for block, after in pairwise(naskah.blocks)
            if isinstance(after, Placement)
        }
        for block, run in naskah.pieces():
            for hit in () if run.target else _UNLINKED.finditer(run.text):
                if "." not in hit[2] and hit[2] not in numbers:
                    continue  # «tabel 2 kolom»
                target = known.get((hit[1].lower(), hit[2]))
                beside = target is not None and target == following.get(block.key)
                if beside and _NEXT.match(run.text, hit.end()):
                    continue  # «Tabel 2.4 berikut:», and there it is
                key = target or f"{hit[1].lower()}-{hit[2].replace('.', '-')}"
                yield Violation(
                    Site(block.location, block.key),
                    f"«{hit[0]}» disebut tanpa tautan, jadi sasarannya tidak diperiksa.",
                    f"Tulis [{hit[0]}](#{key}).",
                    {"tercetak": hit[0]},
                    excerpt=hit[0],
                    repairs=[_linked(block, run, hit, key)] if target else (),
                )


def _linked(block: Block, run: Run, hit: re.Match[str], key: str) -> Repair:
    start, end = once(run.text, *hit.span())
    before, after = run.text[start : hit.start()], run.text[hit.end() : end]
    return Repair(block.location, run.text[start:end], f"{before}[{hit[0]}](#{key}){after}")


@peringatan(
    code="RUJ04",
    statement="Setiap berkas tabel dan gambar ditempatkan dalam sebuah bab.",
    ground="Yang tidak ditempatkan tidak tercetak.",
)
def files_are_placed(regulation: Regulation) -> Iterator[Violation]:
    """Yield the files of tables and figures that no chapter places."""
    for naskah in regulation.naskah:
        for location in naskah.unplaced:
            name = location.file.rpartition("/")[2]
            yield Violation(
                Site(location, name.removesuffix(".yaml")),
                f"Berkas ini tidak ditempatkan di bab mana pun, jadi «{name}» tidak tercetak.",
                f"Tempatkan dengan ![]({name}) dalam baris tersendiri, atau hapus berkasnya.",
                {},
            )


_SHORTEST = 4  # words of a subject that tell one regulation from another


def _known(regulation: Regulation) -> dict[tuple[str, str, str], tuple[str, list[str]]]:
    """The maker and the subject, in words, of every regulation that the body cites as data."""
    found: dict[tuple[str, str, str], tuple[str, list[str]]] = {}
    kinds = regulation.kinds
    waiting: list[Sitasi] = [*regulation.peraturan.mengingat]
    if regulation.peraturan.mengubah:
        waiting.append(regulation.peraturan.mengubah)
    while waiting:
        sitasi = waiting.pop()
        kind = kinds.short(sitasi.jenis)
        words = same_name(sitasi.tentang.plain).split()
        found.setdefault(
            (kind, sitasi.nomor, str(sitasi.tahun)), (kinds.maker(sitasi.jenis), words)
        )
        if sitasi.diubah:
            waiting += [
                *sitasi.diubah.dengan,
                *([sitasi.diubah.terakhir] if sitasi.diubah.terakhir else []),
            ]
    return found


@galat(
    code="RUJ08",
    statement="Peraturan dengan nomor dan tahun yang sama disebut dengan nama yang sama.",
    ground="UU 12/2011, Lampiran II: peraturan disebut dengan jenis, nomor, tahun dan namanya.",
)
def nama_peraturan_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations whose subject is another than elsewhere for that number."""
    known, many = _known(regulation), many_makers(regulation)
    named = [citation for citation in citations(regulation) if citation.words]
    for number, listing in group_by(named, lambda item: item.number).items():
        maker, right = known.get(number) or max(
            ((citation.maker, citation.words) for citation in listing),
            key=lambda item: len(item[1]),
        )
        odd = [
            citation
            for citation in listing
            if not agree(citation.words, right)
            and _one_maker(number[0] in many, citation.maker, maker)
        ]
        if odd:
            kind, nomor, tahun = number
            where = "dalam Mengingat" if number in known else "di tempat lain"
            yield Violation(
                odd[0],
                f"{kind} {nomor}/{tahun} disebut dengan nama lain: «{odd[0].subject}».",
                f"Samakan namanya dengan yang disebut {where}, atau betulkan nomornya.",
                {"nomor": nomor, "tahun": tahun, "tentang": odd[0].subject},
                [citation.occurrence() for citation in listing],
                odd[0].excerpt,
            )


def _one_maker(many: bool, first: str, second: str) -> bool:
    """Whether the number can be of one regulation only: other ministers count for themselves."""
    return not many or same_maker(_bare(first), _bare(second))


def _bare(maker: str) -> str:
    """*maker* without the word that some titles of ministers begin with."""
    return maker.removeprefix("Negara ")


@galat(
    code="RUJ09",
    statement="Peraturan dengan nama yang sama disebut dengan nomor dan tahun yang sama.",
    ground="Satu angka yang salah menunjuk peraturan lain.",
)
def nomor_peraturan_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations that give one regulation's name another number or year."""
    named = [citation for citation in citations(regulation) if citation.words]
    for (_, _, *words), listing in group_by(named, _name).items():
        if len(words) < _SHORTEST:
            continue
        numbers = dict.fromkeys(_numbered(citation) for citation in listing)
        if len(numbers) > 1:
            odd = next(citation for citation in listing if citation.number != listing[0].number)
            yield _other_number(odd, list(numbers), listing)
    yield from _one_digit_off(regulation, named)


def _name(citation: Citation) -> tuple[str, ...]:
    """Kind and name; of a decree also the year, for each year may have one of that name."""
    yearly = citation.tahun if citation.jenis.startswith(("Kep", "In")) else ""
    return (citation.jenis, yearly, *citation.words)


def _one_digit_off(regulation: Regulation, named: list[Citation]) -> Iterator[Violation]:
    """Yield the citations with a short name of the Mengingat, of which number or year is another.

    Where both are, it may be an older law of that name.
    """
    known = {
        (kind, *words): (nomor, tahun)
        for (kind, nomor, tahun), (_, words) in _known(regulation).items()
        if len(words) < _SHORTEST
    }
    for citation in named:
        right = known.get((citation.jenis, *citation.words))
        if right and (citation.nomor == right[0]) != (citation.tahun == right[1]):
            numbers = [f"Nomor {right[0]} Tahun {right[1]}", _numbered(citation)]
            same = [item for item in named if _name(item) == _name(citation)]
            yield _other_number(citation, numbers, same)


def _numbered(citation: Citation) -> str:
    return f"Nomor {citation.nomor} Tahun {citation.tahun}"


def _other_number(odd: Citation, numbers: list[str], listing: list[Citation]) -> Violation:
    return Violation(
        odd,
        f"{odd.jenis} tentang {odd.subject} disebut dengan {listed(numbers)}.",
        "Betulkan nomor atau tahunnya.",
        {"tentang": odd.subject, "nomor": numbers},
        [citation.occurrence() for citation in listing],
        odd.excerpt,
    )


@galat(
    code="RUJ10",
    statement="Kepala tiap Lampiran menyebut nama peraturan seperti judul peraturannya.",
    ground="Kepala Lampiran menyatakan Lampiran peraturan yang mana.",
)
def kepala_lampiran(regulation: Regulation) -> Iterator[Violation]:
    """Yield the attachments whose heading names the regulation otherwise."""
    peraturan = regulation.peraturan
    title = tidy(peraturan.tentang).casefold()
    for lampiran in regulation.own_attachments:
        if lampiran.tentang is None or tidy(lampiran.tentang).casefold() == title:
            continue
        yield Violation(
            Site(lampiran.location("tentang"), f"lampiran-{lampiran.lampiran.lower()}"),
            f"Kepala Lampiran {lampiran.lampiran} menyebut «{tidy(lampiran.tentang)}», lain dari "
            f"judul peraturan «{tidy(peraturan.tentang)}».",
            "Hapus «tentang» dari Lampiran itu; judul peraturan dipakai dengan sendirinya.",
            {"lampiran": lampiran.lampiran, "isi": tidy(lampiran.tentang)},
        )
