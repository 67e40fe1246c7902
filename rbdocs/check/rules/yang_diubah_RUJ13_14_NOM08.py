"""RUJ, NOM: what the regulation amends, and what its Menimbang decide, are one everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name, tidy
from rbdocs.model.numbering import letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import Regulation

_NUMBERED = re.compile(
    r"\b(?P<jenis>(?:peraturan|keputusan|instruksi)(?: [a-z]+){1,4}?) nomor (?P<nomor>\w+) "
    r"tahun (?P<tahun>\d{4})(?: tentang (?P<tentang>.+))?"
)
_LETTERS = re.compile(r"\bhuruf ([a-z]{1,2})\b")
_DECIDES = re.compile(r"\b(?:perlu|untuk) (?:di)?(?:me)?(?:netapkan|tetapkan|bentuk)\b", re.I)


@galat(
    code="RUJ13",
    statement="Peraturan yang diubah disebut dengan jenis, nomor, tahun, nama dan lembaran yang "
    "sama: di judul, Mengingat, Pasal I dan kepala Lampiran.",
    ground="UU 12/2011, Lampiran II, tentang perubahan: judul dan Pasal I menyebut peraturan yang "
    "diubah; yang berlainan menunjuk peraturan lain.",
)
def yang_diubah(regulation: Regulation) -> Iterator[Violation]:
    """Yield where the amended regulation is named otherwise than in ``mengubah``."""
    peraturan = regulation.peraturan
    base = peraturan.mengubah
    if base is None:
        return
    title = same_name(tidy(peraturan.tentang))
    yield from _named_in(base, title, peraturan.location("tentang"), "judul", "Judul")
    for lampiran in regulation.own_attachments:
        if lampiran.tentang is not None:
            head = same_name(tidy(lampiran.tentang))
            key, name = (
                f"lampiran-{lampiran.lampiran.lower()}",
                f"Kepala Lampiran {lampiran.lampiran}",
            )
            yield from _named_in(base, head, lampiran.location("tentang"), key, name, subject=False)
    for number, sitasi in enumerate(peraturan.mengingat, start=1):
        if _is_meant(sitasi, base):
            yield from _same(base, sitasi, f"mengingat-{number}", f"Mengingat angka {number}")


def _is_meant(sitasi: Sitasi, base: Sitasi) -> bool:
    """Whether *sitasi* can only be meant for *base*: its number and year, or its name."""
    number = (sitasi.nomor, sitasi.tahun) == (base.nomor, base.tahun)
    name = same_name(sitasi.tentang.plain) == same_name(base.tentang.plain)
    kind = _kind(sitasi.jenis).startswith(_kind(base.jenis))
    return (number and (kind or name)) or (name and kind)


def _kind(jenis: str) -> str:
    return same_name(jenis)


def _named_in(
    base: Sitasi, text: str, where: Location, kode: str, name: str, *, subject: bool = True
) -> Iterator[Violation]:
    """Yield what *text*, a title in small letters, says otherwise of the regulation amended."""
    hit = _NUMBERED.search(text)
    if hit is None:
        return
    if not _kind(hit["jenis"]).startswith(_kind(base.jenis)):
        yield _other(where, kode, name, f"menyebut {hit['jenis'].title()}", base)
    elif (hit["nomor"], hit["tahun"]) != (same_name(base.nomor), str(base.tahun)):
        said = f"menyebut Nomor {hit['nomor']} Tahun {hit['tahun']}"
        yield _other(where, kode, name, said, base)
    elif subject and hit["tentang"] and hit["tentang"] != same_name(base.tentang.plain):
        yield _other(where, kode, name, f"menyebut «{hit['tentang']}»", base)


def _same(base: Sitasi, sitasi: Sitasi, kode: str, name: str) -> Iterator[Violation]:
    """Yield what *sitasi*, which must be *base*, says otherwise."""
    pairs = (
        ("jenis", sitasi.jenis, base.jenis, _kind(sitasi.jenis).startswith(_kind(base.jenis))),
        ("nomor", sitasi.nomor, base.nomor, sitasi.nomor == base.nomor),
        ("tahun", str(sitasi.tahun), str(base.tahun), sitasi.tahun == base.tahun),
        (
            "tentang",
            sitasi.tentang.plain,
            base.tentang.plain,
            same_name(sitasi.tentang.plain) == same_name(base.tentang.plain),
        ),
        (
            "lembaran",
            listed(map(str, sitasi.lembaran)),
            listed(map(str, base.lembaran)),
            not sitasi.lembaran
            or not base.lembaran
            or [*map(str, sitasi.lembaran)] == [*map(str, base.lembaran)],
        ),
    )
    for field, said, right, same in pairs:
        if not same:
            word = "nama" if field == "tentang" else field
            yield Violation(
                Site(base.location(field), kode),
                f"Peraturan yang diubah disebut dengan {word} «{right}» dalam Pasal I, tetapi "
                f"«{said}» dalam {name}.",
                "Samakan keduanya; periksa pada peraturan yang diubah.",
                {"isian": field, "mengubah": right, "mengingat": said},
                [
                    Occurrence(base.location(field), "Pasal I", right),
                    Occurrence(sitasi.location(field), name, said),
                ],
            )


def _other(where: Location, kode: str, name: str, said: str, base: Sitasi) -> Violation:
    right = f"{base.jenis} Nomor {base.nomor} Tahun {base.tahun} tentang {base.tentang.plain}"
    return Violation(
        Site(where, kode),
        f"{name} {said}, padahal yang diubah {right}.",
        "Samakan dengan «mengubah», atau betulkan «mengubah».",
        {"tercetak": said, "mengubah": right},
        [
            Occurrence(where, name, said),
            Occurrence(base.location("nomor"), "Pasal I", right),
        ],
    )


@galat(
    code="RUJ14",
    statement="Butir terakhir Menimbang menyebut semua huruf sebelumnya dan nama peraturan seperti "
    "judulnya.",
    ground="UU 12/2011, Lampiran II nomor 27: butir pertimbangan terakhir merujuk huruf-huruf "
    "sebelumnya dan menyebut peraturan yang perlu ditetapkan.",
)
def pertimbangan_terakhir(regulation: Regulation) -> Iterator[Violation]:
    """Yield what the last consideration leaves out or says otherwise."""
    peraturan = regulation.peraturan
    last = len(peraturan.menimbang) - 1
    text = peraturan.menimbang[last].plain
    where, kode = peraturan.location("menimbang", last), f"menimbang-{letter(last)}"
    named = _LETTERS.findall(text)
    before = [letter(index) for index in range(last)]
    if (
        named
        and "sampai" not in text
        and (missing := [item for item in before if item not in named])
    ):
        names = listed(f"huruf {item}" for item in missing)
        yield Violation(
            Site(where, kode),
            f"Menimbang huruf {letter(last)} tidak menyebut {names}.",
            f"Sebut {listed(f'huruf {item}' for item in before)}.",
            {"tidak_disebut": missing},
            excerpt=f"huruf {named[-1]}",
        )
    yield from _decided(peraturan, text, where, kode)


def _decided(peraturan: Peraturan, text: str, where: Location, kode: str) -> Iterator[Violation]:
    """Yield the name that *text* gives the regulation that it decides on, if it is another."""
    hit = _DECIDES.search(text)
    if hit is None:
        return
    said = " ".join(text[hit.end() :].split()).rstrip(" ;.,")
    right = " ".join(peraturan.nama.plain.split())
    kind, _, subject = said.partition(" tentang ")
    known = same_name(peraturan.jenis), same_name(peraturan.sebutan.jenis)
    if subject and (
        same_name(kind) not in known
        or same_name(subject) != same_name(peraturan.sebutan.tentang.plain)
    ):
        yield Violation(
            Site(where, kode),
            f"Menimbang huruf {kode.removeprefix('menimbang-')} menyebut «{said}», padahal "
            f"peraturan ini «{right}».",
            "Samakan nama peraturan dengan judulnya.",
            {"tercetak": said, "seharusnya": right},
            excerpt=_first_difference(said, right),
        )


def _first_difference(said: str, right: str) -> str:
    """The first word of *said* that *right* has not at its place."""
    words, others = said.split(), right.split()
    for index, word in enumerate(words):
        if index >= len(others) or word.casefold() != others[index].casefold():
            return word
    return words[-1]


@peringatan(
    code="NOM08",
    statement="Setiap butir Menimbang diawali «bahwa» dan diakhiri titik koma.",
    ground="UU 12/2011, Lampiran II, tentang konsiderans: tiap pokok pikiran diawali huruf abjad, "
    "dirumuskan dalam satu kalimat yang diawali kata bahwa dan diakhiri titik koma.",
)
def bentuk_pertimbangan(regulation: Regulation) -> Iterator[Violation]:
    """Yield the considerations that do not begin or end as they should."""
    peraturan = regulation.peraturan
    for index, sentence in enumerate(peraturan.menimbang):
        text = sentence.plain.strip()
        where, kode = peraturan.location("menimbang", index), f"menimbang-{letter(index)}"
        words = text.split() or [""]
        if words[0] != "bahwa":
            yield Violation(
                Site(where, kode),
                f"Menimbang huruf {letter(index)} diawali «{words[0]}», bukan «bahwa».",
                "Awali dengan kata bahwa.",
                {"awal": words[0]},
                excerpt=words[0],
            )
        if not text.endswith(";"):
            yield Violation(
                Site(where, kode),
                f"Menimbang huruf {letter(index)} diakhiri «{words[-1]}», tanpa titik koma.",
                "Akhiri dengan titik koma.",
                {"akhir": words[-1]},
                excerpt=words[-1],
            )
