"""Citations and amendments: gazettes, derived text, and what an amendment must say."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.check.citations import amendments, given_fields, is_complete, miscounted, taken_fields
from rbdocs.check.rule import Violation, source_rule
from rbdocs.law.parts import holder_of, named
from rbdocs.law.phrases import fixed
from rbdocs.law.targets import details, numbers
from rbdocs.model.batang_tubuh import Pasal, Perubahan, Rincian, articles
from rbdocs.model.citation import Diubah, Lembaran, Sitasi
from rbdocs.model.finding import Site
from rbdocs.model.numbering import Order, is_roman, label, order_of
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.regulation import SourcesRead

_BODY = "Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II."


def _citations(peraturan: Peraturan | None) -> Iterator[Sitasi]:
    """Yield the citations of *peraturan*, each followed by those in it."""
    if peraturan is None:
        return
    for sitasi in peraturan.mengingat:
        yield from _with_inner(sitasi)
    if peraturan.mengubah:
        yield from _with_inner(peraturan.mengubah)


def _with_inner(sitasi: Sitasi) -> Iterator[Sitasi]:
    yield sitasi
    diubah = sitasi.diubah
    if diubah and _says_how(diubah):
        for inner in (*diubah.dengan, *((diubah.terakhir,) if diubah.terakhir else ())):
            yield from _with_inner(inner)


def _says_how(diubah: Diubah) -> bool:
    return bool(diubah.dengan) != (diubah.terakhir is not None)


@source_rule(
    code="MUAT35",
    statement="Bunyi tercetak hanya ditulis bila berbeda dari bunyi bakunya.",
    ground=_BODY,
)
def tercetak_berbeda(read: SourcesRead) -> Iterator[Violation]:
    """Yield the texts printed instead of derived ones that are no others."""
    for sitasi in _citations(read.peraturan):
        if sitasi.tercetak and sitasi.tercetak.teks == sitasi.baku:
            yield Violation(
                Site(sitasi.tercetak.location()),
                "Kalimat tercetak sama dengan yang disusun dari isian.",
                "Hapus «tercetak».",
            )
        diubah = sitasi.diubah
        frasa = diubah.frasa if diubah and _says_how(diubah) else None
        if diubah and frasa and frasa.teks.plain == diubah.baku:
            yield Violation(
                Site(frasa.location()),
                "Frasa tercetak sama dengan frasa bakunya.",
                "Hapus «frasa».",
            )
    for perubahan in amendments(read.peraturan):
        printed = perubahan.tercetak
        if read.peraturan is None or printed is None or not is_complete(perubahan):
            continue
        if (
            printed.teks.plain
            == fixed(perubahan, read.peraturan.sebutan.jenis, read.peraturan.frasa).plain
        ):
            yield Violation(
                Site(printed.location()),
                "Kalimat tercetak sama dengan frasa bakunya.",
                "Hapus «tercetak»; kalimatnya disusun dari isian.",
            )


@source_rule(
    code="MUAT36",
    statement="Sebutan peraturan sama dengan judulnya.",
    ground=_BODY,
)
def sebutan_sama(read: SourcesRead) -> Iterator[Violation]:
    """Yield the name of the regulation where it is another than its heading's."""
    peraturan = read.peraturan
    if peraturan is None:
        return
    name = peraturan.sebutan.tentang.plain.casefold()
    if " ".join(peraturan.tentang.split()).casefold() != name:
        yield Violation(
            Site(peraturan.sebutan.location("tentang")),
            "Nama peraturan dalam «sebutan» berbeda dari judulnya dalam «tentang».",
            "Samakan kata-katanya; hanya huruf besar-kecil dan huruf miring boleh berbeda.",
        )


@source_rule(
    code="MUAT37",
    statement="Kutipan peraturan menyebut lembarannya dengan lengkap.",
    ground=_BODY,
)
def kutipan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield what citations leave out of kind, subject, gazettes and amendments."""
    for sitasi in _citations(read.peraturan):
        for name, text in (("jenis", sitasi.jenis), ("tentang", sitasi.tentang.plain)):
            if not text.strip() and not sitasi.is_constitution:
                yield Violation(
                    Site(sitasi.location(name)),
                    f"Kutipan ini tidak menyebut «{name}» peraturannya.",
                    f"Tulis «{name}:» seperti tercetak pada peraturan itu.",
                )
        for lembaran in sitasi.lembaran:
            yield from _gazette(lembaran)
        if sitasi.diubah and not _says_how(sitasi.diubah):
            yield Violation(
                Site(sitasi.diubah.location()),
                "«diubah» harus menyebut «dengan» atau «terakhir», salah satu.",
                "Tulis «dengan:» berisi semua perubahannya, atau «terakhir:» bila hanya yang "
                "terakhir.",
            )


def _gazette(lembaran: Lembaran) -> Iterator[Violation]:
    regional = lembaran.jenis.endswith("daerah")
    if regional != (lembaran.daerah is not None):
        yield Violation(
            Site(lembaran.location()),
            f"{lembaran.jenis} {'belum' if regional else 'tidak'} menyebut daerah.",
            "Tulis daerah: Kabupaten Batang."
            if regional
            else "Hapus «daerah»; lembaran ini milik Republik Indonesia.",
        )
    supplement = lembaran.jenis.startswith("tambahan")
    number = lembaran.nomor is not None
    complete = number if supplement else (number and lembaran.tahun is not None)
    if not complete and lembaran.tanggal is None:
        yield Violation(
            Site(lembaran.location()),
            f"{lembaran.nama} belum lengkap.",
            "Tulis nomornya."
            if supplement
            else "Tulis tahun dan nomor; untuk penerbitan lama cukup tanggalnya.",
        )


@source_rule(
    code="MUAT34",
    statement="Perubahan menyebut apa yang diubah dan bunyi barunya.",
    ground="Susunan peraturan mengikuti UU 12/2011 (diubah dengan UU 13/2022), Lampiran II.",
)
def perubahan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield what is missing or does not fit in amendments and in the articles they change."""
    peraturan = read.peraturan
    for pasal in articles(peraturan.batang_tubuh) if peraturan else ():
        if peraturan and pasal.perubahan and peraturan.mengubah is None:
            yield Violation(
                Site(pasal.location("perubahan")),
                "Ada perubahan, tetapi peraturan yang diubah tidak disebut.",
                "Tambahkan «mengubah:» dengan jenis, nomor, tahun, tentang dan lembaran peraturan "
                "itu.",
            )
    for perubahan in amendments(peraturan):
        yield from _fields(perubahan)
        yield from _counts(perubahan)
        yield from _not_amended(
            articles(perubahan.menjadi),
            "tidak dapat menjadi bunyi pasal yang diubah.",
            "Tulis pasal peraturan yang diubah, dengan angka Arab, tanpa «perubahan».",
        )
        if is_complete(perubahan) and _numbered(perubahan):
            yield from _between(perubahan)
            yield from _new_text(perubahan)
    for daftar in read.articles:
        yield from _not_amended(
            articles(daftar.pasal),
            "bukan pasal peraturan yang diubah.",
            "Tulis di sini bunyi pasal yang diubah, dengan angka Arab, tanpa «perubahan».",
        )


def _fields(perubahan: Perubahan) -> Iterator[Violation]:
    """Each kind of amendment needs its own fields, and takes no others."""
    needed, optional = taken_fields(perubahan)
    given = given_fields(perubahan)
    for nama in sorted(needed - given):
        yield Violation(
            Site(perubahan.location()),
            f"Perubahan {perubahan.jenis} belum menyebut «{nama}».",
            f"Tambahkan «{nama}:».",
        )
    for nama in sorted(given - needed - optional):
        yield Violation(
            Site(perubahan.location(nama)),
            f"Perubahan {perubahan.jenis} tidak memakai «{nama}».",
            "Hapus isian itu, atau betulkan jenis perubahannya.",
        )


def _counts(perubahan: Perubahan) -> Iterator[Violation]:
    wrong = miscounted(perubahan)
    if "nomor" in wrong:
        yield Violation(
            Site(perubahan.location("nomor")),
            f"«judul» hanya untuk satu bab, tetapi «nomor» menyebut {len(perubahan.nomor)}.",
            "Tulis satu perubahan untuk tiap bab.",
        )
    if "antara" in wrong:
        yield Violation(
            Site(perubahan.location("antara")),
            f"«antara» menyebut {len(perubahan.antara)} nomor; seharusnya dua.",
            f"Tulis dua {perubahan.unit} yang mengapit sisipan, misalnya antara: [5, 6].",
        )


def _not_amended(found: Iterator[Pasal], what: str, hint: str) -> Iterator[Violation]:
    """Articles of the amended regulation have Arabic numbers and amend nothing themselves."""
    for pasal in found:
        if is_roman(pasal.pasal) or pasal.perubahan:
            yield Violation(
                Site(pasal.location("pasal")), f"{label('pasal', pasal.pasal)} {what}", hint
            )


def _numbered(perubahan: Perubahan) -> bool:
    """Whether what *perubahan* names are numbers of its kind; MUAT32 tells those that are none."""
    named = (*numbers(perubahan), *perubahan.antara)
    return all(order_of(perubahan.unit, nomor) is not None for nomor in named)


def _between(perubahan: Perubahan) -> Iterator[Violation]:
    """What is inserted stands between the two that are named."""
    if not perubahan.antara:
        return
    unit = perubahan.unit
    low, high = (order_of(unit, nomor) or Order(0) for nomor in perubahan.antara)
    for nomor in numbers(perubahan):
        if not low < (order_of(unit, nomor) or Order(0)) < high:
            yield Violation(
                Site(perubahan.location("antara")),
                f"{label(unit, nomor)} tidak terletak di antara "
                f"{' dan '.join(label(unit, batas) for batas in perubahan.antara)}.",
                "Betulkan nomor sisipan itu, misalnya 5A di antara 5 dan 6.",
            )


def _new_text(perubahan: Perubahan) -> Iterator[Violation]:
    """An ayat or huruf that is named is in the new text of its article."""
    if perubahan.pasal is None or (perubahan.unit == "pasal" and not perubahan.rincian):
        return
    texts = {pasal.pasal: pasal for pasal in articles(perubahan.menjadi)}
    if set(texts) != {perubahan.pasal}:
        yield Violation(
            Site(perubahan.location("menjadi")),
            f"Bunyi baru harus Pasal {perubahan.pasal} saja, tetapi yang ditulis: "
            f"{', '.join(texts)}.",
            f"Tulis seluruh bunyi Pasal {perubahan.pasal} dalam «menjadi».",
        )
        return
    for rincian in details(perubahan):
        yield from _told(perubahan, rincian, texts[perubahan.pasal])


def _told(perubahan: Perubahan, rincian: Rincian, pasal: Pasal) -> Iterator[Violation]:
    """What *rincian* names is in the new text of *pasal*, deleted or not."""
    where = rincian if perubahan.rincian else perubahan
    holder = holder_of(pasal, rincian)
    present = dict(holder.parts()).get(rincian.unit, {}) if holder else {}
    deletes = rincian.cara == "hapus"
    for nomor, address in zip(rincian.nomor, named(rincian), strict=True):
        if nomor not in present or (present[nomor].status == "dihapus") != deletes:
            name = str(address)
            yield Violation(
                Site(where.location("nomor")),
                f"{name[0].upper()}{name[1:]} tidak ada dalam bunyi baru Pasal {pasal.pasal}"
                + (" sebagai yang dihapus." if deletes else " sebagai yang berlaku."),
                "Samakan nomor dengan bunyi barunya; yang dihapus ditulis status: dihapus.",
            )
