"""RUJ: citations that name another maker, a regulation still to come, or another source."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from rbdocs.check.citations import (
    Citation,
    agree,
    citations,
    many_makers,
    same_maker,
)
from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Heading, Placement
from rbdocs.model.finding import Location, Site
from rbdocs.model.kosakata import listed, same_name
from rbdocs.model.regulation import Regulation

_DECREES = ("Kep", "In")  # how the short kinds of decrees and instructions begin


@galat(
    code="RUJ21",
    statement="Naskah tidak menyebut peraturan yang bertahun sesudah peraturan ini.",
    ground="Yang belum ada waktu peraturan ini ditetapkan tidak dapat dirujuk; tahunnya salah "
    "ketik.",
)
def peraturan_sudah_ada(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations in texts of regulations of a later year."""
    tahun = regulation.peraturan.tahun
    for citation in citations(regulation):
        if int(citation.tahun) > tahun and not citation.kode.startswith("mengingat-"):
            yield Violation(
                citation,
                f"{citation.jenis} {citation.nomor}/{citation.tahun} bertahun sesudah peraturan "
                f"ini (Tahun {tahun}).",
                "Betulkan tahunnya.",
                {"nomor": citation.nomor, "tahun": citation.tahun},
                excerpt=citation.excerpt,
            )


@peringatan(
    code="RUJ22",
    statement="Pembentuk sebuah peraturan disebut sama di semua tempat, dan yang dari kepala "
    "daerah ialah kepala daerah ini.",
    ground="UU 12/2011, Lampiran II nomor 2: nama jabatan pembentuk bagian dari jenis peraturan; "
    "nama lain menunjuk peraturan lain.",
)
def pembentuk_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the citations that give a regulation another maker than elsewhere."""
    many = many_makers(regulation)
    listing = [item for item in citations(regulation) if item.jenis in many]
    own = regulation.instansi.kepala_daerah.split()[-1:]
    peers = _of_peers(regulation)
    foreign = [item for item in listing if item.jenis in peers and _is_foreign(item, own)]
    for citation in foreign:
        yield Violation(
            citation,
            f"{citation.jenis} {citation.nomor}/{citation.tahun} disebut dari {citation.maker}, "
            f"bukan dari {regulation.instansi.kepala_daerah.title()}.",
            "Betulkan nama daerahnya; biarkan bila memang peraturan kepala daerah lain.",
            {"pembentuk": citation.maker, "nomor": citation.nomor, "tahun": citation.tahun},
            excerpt=citation.maker,
        )
    ministers = [item for item in listing if item.jenis in regulation.kinds.from_origin("menteri")]
    odd: dict[tuple[str, str], list[Citation]] = {}
    for group in group_by(ministers, lambda item: item.number).values():
        makers = [item.maker for item in group if item.maker]
        usual = max(makers, key=lambda maker: _agreeing(maker, makers), default="")
        for item in group:
            if _is_other(item, usual, group):
                odd.setdefault((item.maker, usual), []).append(item)
    for (maker, usual), items in odd.items():
        numbers = listed(dict.fromkeys(f"{item.nomor}/{item.tahun}" for item in items))
        yield Violation(
            Site(_place(regulation, items[0]), items[0].kode),
            f"{items[0].jenis} {numbers} disebut dari «{maker}», di tempat lain dari «{usual}».",
            "Samakan nama kementeriannya; bila memang peraturan lain, sebut namanya.",
            {"pembentuk": [maker, usual], "nomor": numbers},
            [item.occurrence() for item in items],
            excerpt=maker,
        )


def _agreeing(maker: str, makers: list[str]) -> int:
    return sum(same_maker(maker, other) for other in makers)


def _place(regulation: Regulation, citation: Citation) -> Location:
    """Where the maker of *citation* stands: in the Mengingat the kind has a place of its own."""
    for number, sitasi in enumerate(regulation.peraturan.mengingat, start=1):
        if citation.kode == f"mengingat-{number}" and sitasi.jenis.endswith(citation.maker):
            return sitasi.location("jenis")
    return citation.location


def _of_peers(regulation: Regulation) -> frozenset[str]:
    """The kinds of the heads of regencies and cities, of which each makes its own."""
    kinds = regulation.kinds
    governor = same_name(kinds.pemerintah.get("Provinsi", ""))
    listing = (item for item in kinds.jenis if not same_name(item.nama).endswith(f" {governor}"))
    return kinds.from_origin("kepala-daerah") & {item.singkat or item.nama for item in listing}


def _is_foreign(citation: Citation, own: list[str]) -> bool:
    """Whether *citation* is of another regency's head: its maker's words are not the own ones."""
    maker = same_name(citation.maker).split()
    return bool(maker) and [word.casefold() for word in own] != maker[-1:]


def _is_other(citation: Citation, usual: str, group: list[Citation]) -> bool:
    """Whether *citation* means what *group* does, of which *usual* is the maker, by another."""
    if same_maker(citation.maker, usual):
        return False
    names = [item.words for item in group if item.maker == usual and item.words]
    return not citation.words or not names or any(agree(citation.words, name) for name in names)


@peringatan(
    code="RUJ23",
    statement="Keputusan yang disebut sebagai sumber sebuah tabel disebut sama dalam subbabnya.",
    ground="Tabel dan alinea yang mengantarnya menyebut satu keputusan; nomor atau jenis yang "
    "berlainan membuat pembaca mencari keputusan yang salah.",
)
def sumber_tabel(regulation: Regulation) -> Iterator[Violation]:
    """Yield the tables whose source is no decree that their section names."""
    listing = citations(regulation)
    for naskah in regulation.own_naskah:
        section: set[str] = set()
        for block in naskah.blocks:
            section = {block.key} if isinstance(block, Heading) else {*section, block.key}
            tabel = naskah.tabel.get(block.target) if isinstance(block, Placement) else None
            if tabel is None or tabel.sumber is None:
                continue
            where = tabel.location("sumber")
            sources = [item for item in listing if item.location == where]
            beside = [
                item
                for item in listing
                if item.kode in section
                and item.location != where
                and item.jenis.startswith(_DECREES)
            ]
            for item in sources:
                if beside and item.number not in {other.number for other in beside}:
                    named = listed(f"{other.jenis} {other.nomor}/{other.tahun}" for other in beside)
                    yield Violation(
                        Site(where, item.kode),
                        f"Sumber {tabel.sebutan} {item.jenis} {item.nomor}/{item.tahun}, tetapi "
                        f"subbabnya menyebut {named}.",
                        "Samakan jenis, nomor dan tahun keputusannya.",
                        {"sumber": item.excerpt, "subbab": named},
                        [item.occurrence(), *(other.occurrence() for other in beside)],
                        excerpt=item.excerpt,
                    )


@peringatan(
    code="RUJ24",
    statement="Peraturan yang disebut dengan nomornya disebut dengan namanya sekurangnya sekali.",
    ground="UU 12/2011, Lampiran II, tentang pengacuan: peraturan disebut dengan jenis, nomor, "
    "tahun dan namanya; nomor tanpa nama yang salah ketik tidak dapat dikenali.",
)
def nama_disebut(regulation: Regulation) -> Iterator[Violation]:
    """Yield the regulations that are named by number alone, at their first place."""
    listing = citations(regulation)
    named = {item.number for item in listing if item.words}
    base = regulation.peraturan.mengubah
    if base:
        named.add((regulation.kinds.short(base.jenis), base.nomor, str(base.tahun)))
    sources = {tabel.location("sumber") for tabel in regulation.tabel() if tabel.sumber}
    own = regulation.peraturan
    own_number = (regulation.kinds.short(own.jenis), own.nomor_tercetak, str(own.tahun))
    for number, group in group_by(listing, lambda item: item.number).items():
        first = group[0]
        if number in named or number == own_number or first.location in sources:
            continue
        kind, nomor, tahun = number
        like = next((item for item in named if _is_like(number, item)), None)
        hint = "Tulis namanya sesudah nomornya pada penyebutan pertama"
        yield Violation(
            first,
            f"{kind} {nomor}/{tahun} disebut tanpa namanya yang lengkap."
            + (f" Mirip {like[0]} {like[1]}/{like[2]}." if like else ""),
            f"{hint}, atau betulkan nomornya." if like else f"{hint}.",
            {"nomor": nomor, "tahun": tahun},
            [item.occurrence() for item in group],
            excerpt=first.excerpt,
        )


def _is_like(number: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether two numbers of one kind differ by a digit, or by two that changed places."""
    kind, *digits = number
    return kind == other[0] and OSA.distance("/".join(digits), "/".join(other[1:])) == 1
