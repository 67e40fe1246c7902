"""What must hold of the amendments that Pasal I lists."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.law.phrases import fixed, numbers
from rbdocs.model.batang_tubuh import Bab, Butir, Pasal, Perubahan, articles
from rbdocs.model.finding import Finding, Location
from rbdocs.model.numbering import Order, is_roman, label, order_of
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.provision_address import Alamat
from rbdocs.sources.provisions import check_numbering, check_provision, wrong


def check_amendments(
    pasal: Pasal, peraturan: Peraturan, first: dict[str, Location]
) -> Iterator[Finding]:
    """Yield findings about the amendments in *pasal*.

    *first* remembers where each article was first amended, from one call to the next.
    """
    if pasal.perubahan and peraturan.mengubah is None:
        yield wrong(
            "MUAT34",
            pasal.location("perubahan"),
            "Ada perubahan, tetapi peraturan yang diubah tidak disebut.",
            "Tambahkan «mengubah:» dengan jenis, nomor, tahun, tentang dan lembaran peraturan itu.",
        )
    for one in pasal.perubahan:
        incomplete = list(_fields(one))
        yield from incomplete
        yield from _new_text(one)
        if incomplete:
            continue
        yield from _targets(one)
        for changed in articles(one.menjadi):
            place = changed.location("pasal")
            if changed.pasal in first:
                yield wrong(
                    "MUAT31",
                    place,
                    f"Pasal {changed.pasal} sudah diubah di baris {first[changed.pasal].line}.",
                    "Gabungkan kedua perubahan itu: satu pasal diubah dalam satu angka saja.",
                )
            first.setdefault(changed.pasal, place)
        printed = one.tercetak
        if printed and printed.teks.plain == fixed(one, peraturan.sebutan.jenis).plain:
            yield wrong(
                "MUAT35",
                printed.location(),
                "Kalimat tercetak sama dengan frasa bakunya.",
                "Hapus «tercetak»; kalimatnya disusun dari isian.",
            )


def _new_text(one: Perubahan) -> Iterator[Finding]:
    """The articles as they will read; where only some ayat change, only those may be quoted."""
    partial = one.jenis == "ubah-ayat"
    chapters = [(part.bab, part.location("bab")) for part in one.menjadi if isinstance(part, Bab)]
    found = list(articles(one.menjadi))
    yield from check_numbering("bab", chapters, whole=False)
    yield from check_numbering(
        "pasal", ((p.pasal, p.location("pasal")) for p in found), whole=False
    )
    for pasal in found:
        yield from check_provision(pasal, Alamat().below("pasal", pasal.pasal), whole=not partial)
        if is_roman(pasal.pasal) or pasal.perubahan:
            yield wrong(
                "MUAT34",
                pasal.location("pasal"),
                f"Pasal {pasal.pasal} tidak dapat menjadi bunyi pasal yang diubah.",
                "Tulis pasal peraturan yang diubah, dengan angka Arab, tanpa «perubahan».",
            )


def _fields(one: Perubahan) -> Iterator[Finding]:
    """Each kind of amendment needs its own fields, and takes no others."""
    inner = one.unsur in ("ayat", "huruf")
    needed = {"nomor"} if one.cara == "hapus" or one.unsur == "lampiran" else {"menjadi"}
    needed |= {"pasal", "nomor", "menjadi"} if inner else set()
    needed |= {"antara"} if one.cara == "sisip" else set()
    needed |= {"setelah"} if one.cara == "tambah" and not inner else set()
    optional = {"ayat"} if one.unsur == "huruf" else set()
    if one.jenis == "ubah-lampiran":
        needed, optional = set(), {"nomor"}
    if one.jenis == "ubah-judul-bab":
        needed = {"nomor", "judul"}
    given = {
        nama
        for nama in ("pasal", "ayat", "nomor", "antara", "setelah", "menjadi", "judul")
        if getattr(one, nama)
    }
    for nama in sorted(needed - given):
        yield wrong(
            "MUAT34",
            one.location(),
            f"Perubahan {one.jenis} belum menyebut «{nama}».",
            f"Tambahkan «{nama}:».",
        )
    for nama in sorted(given - needed - optional):
        yield wrong(
            "MUAT34",
            one.location(nama),
            f"Perubahan {one.jenis} tidak memakai «{nama}».",
            "Hapus isian itu, atau betulkan jenis perubahannya.",
        )
    if one.judul is not None and len(one.nomor) > 1:
        yield wrong(
            "MUAT34",
            one.location("nomor"),
            f"«judul» hanya untuk satu bab, tetapi «nomor» menyebut {len(one.nomor)}.",
            "Tulis satu perubahan untuk tiap bab.",
        )
    if one.antara and len(one.antara) != 2:
        yield wrong(
            "MUAT34",
            one.location("antara"),
            f"«antara» menyebut {len(one.antara)} nomor; seharusnya dua.",
            f"Tulis dua {one.unsur} yang mengapit sisipan, misalnya antara: [5, 6].",
        )


def _targets(one: Perubahan) -> Iterator[Finding]:
    """What an amendment names exists in its new text, and stands where it is inserted."""
    for nomor in (*numbers(one), *one.antara):
        if order_of(one.unsur, nomor) is None:
            yield wrong(
                "MUAT32",
                one.location(),
                f"«{nomor}» bukan nomor {one.unsur}.",
                "Tulis misalnya Pasal 5A, ayat 1a, huruf a1, BAB IXA, Lampiran II.",
            )
            return
    if one.antara:
        low, high = (order_of(one.unsur, nomor) or Order(0) for nomor in one.antara)
        for nomor in numbers(one):
            if not low < (order_of(one.unsur, nomor) or Order(0)) < high:
                yield wrong(
                    "MUAT34",
                    one.location("antara"),
                    f"{label(one.unsur, nomor)} tidak terletak di antara "
                    f"{' dan '.join(label(one.unsur, batas) for batas in one.antara)}.",
                    "Betulkan nomor sisipan itu, misalnya 5A di antara 5 dan 6.",
                )
    if one.pasal is None:
        return
    texts = {pasal.pasal: pasal for pasal in articles(one.menjadi)}
    if set(texts) != {one.pasal}:
        yield wrong(
            "MUAT34",
            one.location("menjadi"),
            f"Bunyi baru harus Pasal {one.pasal} saja, tetapi yang ditulis: {', '.join(texts)}.",
            f"Tulis seluruh bunyi Pasal {one.pasal} dalam «menjadi».",
        )
        return
    holder: Butir = texts[one.pasal]
    if one.ayat and isinstance(holder, Pasal):
        holder = holder.ayat.get(one.ayat, Butir())
    present = holder.ayat if one.unsur == "ayat" and isinstance(holder, Pasal) else holder.huruf
    for nomor in one.nomor:
        if nomor not in present or (present[nomor].status == "dihapus") != (one.cara == "hapus"):
            yield wrong(
                "MUAT34",
                one.location("nomor"),
                f"{label(one.unsur, nomor).capitalize()} tidak ada dalam bunyi baru "
                f"Pasal {one.pasal}"
                + (" sebagai yang dihapus." if one.cara == "hapus" else " sebagai yang berlaku."),
                "Samakan nomor dengan bunyi barunya; yang dihapus ditulis status: dihapus.",
            )
