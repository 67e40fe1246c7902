"""RUJ: how the regulation names other regulations, and how its attachments name itself."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.citations import Citation, agree, citations, many_makers, same_maker
from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Level, Site
from rbdocs.model.kosakata import listed, same_name, tidy
from rbdocs.model.regulation import Regulation

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


@rule(
    code="RUJ08",
    level=Level.GALAT,
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


@rule(
    code="RUJ09",
    level=Level.GALAT,
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


@rule(
    code="RUJ10",
    level=Level.GALAT,
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
