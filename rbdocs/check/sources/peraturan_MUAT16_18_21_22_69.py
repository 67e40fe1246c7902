"""The regulation as a whole: its signers and Lampiran, and what its project chooses of rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rbdocs.check.rule import Rule, Violation, load_rules, source_rule
from rbdocs.model.aturan import PilihanAturan
from rbdocs.model.characters import similar_hint
from rbdocs.model.finding import Site
from rbdocs.model.regulation import Regulation, SourcesRead
from rbdocs.model.signature import Signature, SigningMark, signature
from rbdocs.model.values import format_number

_AGREE = "Daftar dan isian yang saling menyebut harus cocok, supaya tercetak dengan benar."


@source_rule(
    code="MUAT16",
    statement="Pejabat penanda tangan menjabat pada tanggalnya, dan seorang saja.",
    ground=_AGREE,
)
def pejabat_menjabat(read: SourcesRead) -> Iterator[Violation]:
    """Yield the signers who are in no register on the day of signing, and offices held by two."""
    if read.regulation is None:
        return
    instansi = read.regulation.instansi
    yield from _held_by_two(read.regulation)
    for sign in _signatures(read.regulation):
        signer = sign.mark
        if sign.officer is None:
            kunci = [pejabat.kunci for pejabat in instansi.pejabat]
            yield Violation(
                Site(signer.location("pejabat")),
                f"Tidak ada pejabat «{signer.pejabat}» yang berlaku pada "
                f"{sign.day or 'masa depan'} dalam sources/instansi.yaml.",
                "Periksa «berlaku» pejabat itu, atau tambahkan yang menjabat pada hari itu."
                if signer.pejabat in kunci
                else similar_hint(signer.pejabat, kunci)
                or "Tambahkan pejabat itu beserta masa berlakunya.",
            )


def _held_by_two(regulation: Regulation) -> Iterator[Violation]:
    """Yield the officers who hold an office on a day of signing on which another one does, too."""
    told = set()
    for sign in _signatures(regulation):
        key, day = sign.mark.pejabat, sign.day
        holders = [
            officer
            for officer in regulation.instansi.pejabat
            if officer.kunci == key and officer.berlaku.covers(day)
        ]
        for other in holders[1:]:
            place = other.location("berlaku")
            if place in told:
                continue
            told.add(place)
            yield Violation(
                Site(place),
                f"Dua pejabat «{key}» berlaku pada {day or 'masa depan'}: "
                f"{holders[0].nama} dan {other.nama}; hanya {holders[0].nama} yang tercetak.",
                "Tulis «sampai» pada yang lama, sehari sebelum «dari» penggantinya.",
            )


def _signatures(regulation: Regulation) -> Iterator[Signature]:
    peraturan, reported = regulation.peraturan, regulation.realisasi
    own = (lampiran.tanda_tangan for lampiran in regulation.lampiran)
    text = (naskah.susunan.tanda_tangan for naskah in regulation.naskah)
    marks: list[SigningMark | None] = [peraturan.ditetapkan, peraturan.diundangkan, *own, *text]
    marks.append(peraturan.disalin)
    if reported and "pejabat" in reported.tanda_tangan.model_fields_set:
        marks.append(reported.tanda_tangan)
    return (signature(regulation, mark) for mark in marks if mark is not None)


@source_rule(
    code="MUAT18",
    statement="Isi berkas menyebut Lampiran dan tahun tempatnya berada.",
    ground=_AGREE,
)
def di_tempatnya(read: SourcesRead) -> Iterator[Violation]:
    """Yield the Lampiran that say they are another, and what says that it is of another year."""
    own = read.peraturan
    if own is not None and own.tahun != own.edition.year:
        yield Violation(
            Site(own.location("tahun")),
            f"Berkas ini di folder {own.edition}, tetapi isinya menyebut tahun {own.tahun}.",
            f"Tulis tahun: {own.edition.year}, atau pindahkan berkasnya.",
        )
    for place in read.placed:
        lampiran = place.lampiran
        if lampiran.lampiran != place.nomor:
            yield Violation(
                Site(lampiran.location("lampiran")),
                f"Berkas ini untuk Lampiran {place.nomor}, tetapi isinya menyebut "
                f"«{lampiran.lampiran}».",
                f"Tulis lampiran: {place.nomor}, atau pindahkan isinya ke berkas yang benar.",
            )
        if lampiran.tahun != place.tahun.year:
            yield Violation(
                Site(lampiran.location("tahun")),
                f"Berkas ini di folder {place.tahun}, tetapi isinya menyebut tahun "
                f"{lampiran.tahun}.",
                f"Tulis tahun: {place.tahun.year}, atau pindahkan berkasnya.",
            )


@source_rule(
    code="MUAT21",
    statement="Peraturan yang ditetapkan menyebut nomor dan tanggalnya.",
    ground="Yang belum diketahui hanya boleh terbuka dalam rancangan.",
)
def ditetapkan_lengkap(read: SourcesRead) -> Iterator[Violation]:
    """Yield the numbers and dates that an enacted regulation lacks."""
    if read.regulation is None or read.regulation.peraturan.status != "ditetapkan":
        return
    peraturan = read.regulation.peraturan
    for node, isian in (
        (peraturan, "nomor"),
        (peraturan.ditetapkan, "tanggal"),
        (peraturan.diundangkan, "tanggal"),
        (peraturan.berita_daerah, "nomor"),
    ):
        if node is not None and getattr(node, isian) is None:
            yield Violation(
                Site(node.location(isian)),
                f"Isian «{isian}» belum diisi, padahal status peraturan ini «ditetapkan».",
                f"Isi {isian}, atau tulis status: rancangan.",
            )


@source_rule(
    code="MUAT22",
    statement="Realisasi menyebut rencana aksi yang ada dalam Lampiran.",
    ground=_AGREE,
)
def realisasi_dikenal(read: SourcesRead) -> Iterator[Violation]:
    """Yield what is reported of actions that are not in the plans."""
    if read.regulation is None or read.regulation.realisasi is None:
        return
    if not read.complete:  # the actions that are reported may stand in what is not read
        return
    actions = {aksi.kode for aksi in read.regulation.aksi()}
    for reported in read.regulation.realisasi.realisasi:
        if reported.kode not in actions:
            yield Violation(
                reported.site("kode"),
                f"Tidak ada rencana aksi {reported.kode} dalam Lampiran tahun ini.",
                similar_hint(reported.kode, actions) or "Tulis kode rencana aksi yang dilaporkan.",
            )


@source_rule(
    code="MUAT69",
    statement="Pilihan dalam aturan.yaml mengenai aturan, ambang dan daftar kata yang ada.",
    ground="Yang salah tulis tidak berlaku, padahal disangka berlaku.",
)
def pilihan_yang_ada(read: SourcesRead) -> Iterator[Violation]:
    """Yield the choices that are of no rule, twice of one, say nothing, or pass their bounds."""
    rules = load_rules()
    lines: dict[str, int] = {}
    for choice in read.choices.aturan if read.choices else ():
        yield from _about(choice, rules)
        first = lines.setdefault(choice.kode, choice.location("kode").line)
        if first != choice.location("kode").line:
            yield Violation(
                choice.site("kode"),
                f"Pilihan untuk {choice.kode} tertulis dua kali (yang pertama di baris {first}).",
                "Gabungkan keduanya.",
            )


def _about(choice: PilihanAturan, rules: Mapping[str, Rule]) -> Iterator[Violation]:
    code = choice.kode
    chosen = [rule for name, rule in rules.items() if code in (name, rule.about.subject)]
    if not chosen:
        closed = code.startswith(("MUAT", "KEC", "TPL"))
        yield Violation(
            Site(choice.location("kode"), code),
            f"{code} tidak dapat diatur: yang ditemukannya selalu dibetulkan."
            if closed
            else f"Tidak ada aturan «{code}».",
            "Hapus butir ini."
            if closed
            else similar_hint(code, rules) or "Daftar yang ada: build.py jelaskan.",
        )
        return
    if not (choice.tingkat or choice.ambang or choice.kata):
        yield Violation(
            Site(choice.location("kode"), code),
            f"Butir {code} tidak mengatur apa-apa.",
            "Tulis tingkat (mati, galat, atau peringatan), ambang, atau kata; atau hapus butirnya.",
        )
    bounds = {name: bound for rule in chosen for name, bound in rule.about.bounds.items()}
    lists = {name for rule in chosen for name in rule.about.words}
    for name, value in choice.ambang.items():
        if name not in bounds:
            yield _unknown(choice, "ambang", name, list(bounds))
        elif not bounds[name].least <= value <= bounds[name].most:
            least, most = (format_number(n) for n in (bounds[name].least, bounds[name].most))
            yield Violation(
                Site(choice.location("ambang", name), code),
                f"Ambang «{name}» {code} adalah {format_number(value)}.",
                f"Tulis angka dari {least} sampai {most}: {bounds[name].meaning}.",
            )
    for name in choice.kata:
        if name not in lists:
            yield _unknown(choice, "kata", name, sorted(lists))


def _unknown(choice: PilihanAturan, field: str, name: str, known: list[str]) -> Violation:
    there = f"Yang ada: {', '.join(known)}." if known else f"{choice.kode} tidak punya {field}."
    return Violation(
        choice.site(field, name),
        f"{choice.kode} tidak punya {field} «{name}».",
        there,
    )
