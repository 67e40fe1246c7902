"""RUJ: how the regulation names other regulations, and how its attachments name itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rbdocs.check.derived import derived_once, group_by
from rbdocs.check.rule import Violation, rule
from rbdocs.model.chapter import SusunanNaskah
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Level, Location, Occurrence
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.model.words import listed, same_name, tidy

_KINDS = {
    "peraturan pemerintah pengganti undang-undang": "Perppu",
    "undang-undang": "UU",
    "peraturan pemerintah": "PP",
    "peraturan presiden": "Perpres",
    "peraturan bupati": "Perbup",
    "peraturan daerah": "Perda",
    "peraturan menteri": "Permen",
    "permen": "Permen",
}
_CITED = re.compile(
    r"\b(?P<jenis>Peraturan Pemerintah Pengganti Undang-Undang|Undang-Undang|"
    r"Peraturan Pemerintah|Peraturan Presiden|Peraturan Bupati|"
    r"Peraturan Daerah|Peraturan Menteri|Permen)\b(?P<siapa>(?:(?!\bNomor\b)[^.;,()]){0,120}?)\s+"
    r"Nomor (?P<nomor>\d+) Tahun (?P<tahun>\d{4})(?:\s+tentang\s+(?P<tentang>[^;()]{5,200}))?",
    re.IGNORECASE,
)
# Where a subject ends that no punctuation closes.
_END = re.compile(
    r"\s+(?:sebagaimana|sudah|yang menyebutkan|diubah|serta merupakan)\b|[.,](?=\s|$)|"
    r"\s+(?:dan|serta|atau)\s+(?=Undang-Undang|Peraturan|Permen)"
)
_SHORTEST = 4  # words of a subject that tell one regulation from another


@dataclass(frozen=True, slots=True)
class _Citation:
    """A regulation that a text names."""

    jenis: str
    nomor: str
    tahun: str
    subject: str
    kode: str
    tempat: str
    location: Location
    excerpt: str

    @property
    def number(self) -> tuple[str, str, str]:
        """What identifies the regulation."""
        return self.jenis, self.nomor, self.tahun

    @property
    def words(self) -> list[str]:
        """The words of its subject, as two spellings of it have in common."""
        return same_name(self.subject).split()

    def occurrence(self) -> Occurrence:
        """The citation as a place of a finding."""
        shown = f"{self.jenis} {self.nomor}/{self.tahun} tentang {self.subject}"
        return Occurrence(self.location, self.tempat, shown)


@derived_once
def _citations(regulation: Regulation) -> Iterator[_Citation]:
    for piece in regulation.potongan:
        text = tidy(piece.text)
        end = 0
        while hit := _CITED.search(text, end):
            end = hit.end("tahun")
            kind = _KINDS[hit["jenis"].casefold()]
            inner = _CITED.search(text, hit.start() + 1, hit.end())
            if kind != "Perppu" and inner and inner.start("nomor") == hit.start("nomor"):
                end = inner.start()  # "... dan Peraturan Presiden Nomor 5": the number is its own
                continue
            subject = _END.split(hit["tentang"] or "")[0].strip()
            yield _Citation(
                kind,
                hit["nomor"],
                hit["tahun"],
                "" if subject.isupper() and " " not in subject else subject,
                piece.kode,
                piece.tempat,
                piece.location,
                f"Nomor {hit['nomor']} Tahun {hit['tahun']}",
            )


def _known(regulation: Regulation) -> dict[tuple[str, str, str], list[str]]:
    """The subject of every regulation that the body cites as data, in words."""
    found: dict[tuple[str, str, str], list[str]] = {}
    waiting: list[Sitasi] = [*regulation.peraturan.mengingat]
    if regulation.peraturan.mengubah:
        waiting.append(regulation.peraturan.mengubah)
    while waiting:
        sitasi = waiting.pop()
        kind = next(
            (short for name, short in _KINDS.items() if sitasi.jenis.casefold().startswith(name)),
            "",
        )
        words = same_name(sitasi.tentang.plain).split()
        found.setdefault((kind, sitasi.nomor, str(sitasi.tahun)), words)
        if sitasi.diubah:
            waiting += [
                *sitasi.diubah.dengan,
                *([sitasi.diubah.terakhir] if sitasi.diubah.terakhir else []),
            ]
    return found


def _agree(items: list[str], other: list[str]) -> bool:
    """Whether the shorter of two subjects is the beginning of the longer."""
    length = min(len(items), len(other))
    return items[:length] == other[:length]


@rule(
    code="RUJ08",
    level=Level.GALAT,
    statement="Peraturan dengan nomor dan tahun yang sama disebut dengan nama yang sama.",
    ground="UU 12/2011, Lampiran II: peraturan disebut dengan jenis, nomor, tahun dan namanya.",
)
def nama_peraturan_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations whose subject is another than elsewhere for that number."""
    known = _known(regulation)
    named = [citation for citation in _citations(regulation) if citation.words]
    for number, listing in group_by(named, lambda item: item.number).items():
        right = known.get(number) or max((citation.words for citation in listing), key=len)
        odd = [citation for citation in listing if not _agree(citation.words, right)]
        if odd:
            kind, nomor, tahun = number
            where = "dalam Mengingat" if number in known else "di tempat lain"
            yield Violation(
                odd[0].location,
                odd[0].kode,
                f"{kind} {nomor}/{tahun} disebut dengan nama lain: «{odd[0].subject}».",
                f"Samakan namanya dengan yang disebut {where}, atau betulkan nomornya.",
                {"nomor": nomor, "tahun": tahun, "tentang": odd[0].subject},
                [citation.occurrence() for citation in listing],
                odd[0].excerpt,
            )


@rule(
    code="RUJ09",
    level=Level.GALAT,
    statement="Peraturan dengan nama yang sama disebut dengan nomor dan tahun yang sama.",
    ground="Satu angka yang salah menunjuk peraturan lain.",
)
def nomor_peraturan_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations that give one regulation's name another number or year."""
    named = [citation for citation in _citations(regulation) if len(citation.words) >= _SHORTEST]
    for listing in group_by(named, lambda item: (item.jenis, *item.words)).values():
        numbers = dict.fromkeys(
            f"Nomor {citation.nomor} Tahun {citation.tahun}" for citation in listing
        )
        if len(numbers) > 1:
            odd = next(citation for citation in listing if citation.number != listing[0].number)
            yield Violation(
                odd.location,
                odd.kode,
                f"{odd.jenis} tentang {odd.subject} disebut dengan {listed(numbers)}.",
                "Betulkan nomor atau tahunnya.",
                {"tentang": odd.subject, "nomor": list(numbers)},
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
    own: list[SusunanNaskah | LampiranRencana] = [
        *(naskah.susunan for naskah in regulation.own_naskah),
        *regulation.lampiran,
    ]
    for lampiran in own:
        if lampiran.tentang is None or tidy(lampiran.tentang).casefold() == title:
            continue
        yield Violation(
            lampiran.location("tentang"),
            f"lampiran-{lampiran.lampiran.lower()}",
            f"Kepala Lampiran {lampiran.lampiran} menyebut «{tidy(lampiran.tentang)}», lain dari "
            f"judul peraturan «{tidy(peraturan.tentang)}».",
            "Hapus «tentang» dari Lampiran itu; judul peraturan dipakai dengan sendirinya.",
            {"lampiran": lampiran.lampiran},
        )
