"""The body of this year's regulation as the draft of the one that amends it next.

UU 12/2011 (as amended by UU 13/2022), Lampiran II, chapter on amending regulations: the title
counts the amendments, and the amended regulation is cited with those that it has had already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from rbdocs.model.batang_tubuh import Perubahan
from rbdocs.model.citation import DIUBAH, DIUBAH_BERKALI, Sitasi
from rbdocs.model.numbering import diktum_number, letter
from rbdocs.model.peraturan import Peraturan
from rbdocs.model.sentence import enumerated, write_emphasis
from rbdocs.model.values import BELUM_DIISI
from rbdocs.revise.attach import Choice
from rbdocs.revise.perubahan import amendments, number
from rbdocs.revise.plan import Draft
from rbdocs.revise.yaml_tree import (
    comment,
    drop_with_comment,
    dump,
    flow,
    parse,
    plain_values,
    start_comment,
    without_comments,
)
from rbdocs.revise.years import Years

_KEPT = "Lampiran yang tetap berlaku, dan tahun naskahnya"
# What the drafter is told beside each field; remarks on last year's text are not carried on.
_GUIDE = {
    "status": "menjadi ditetapkan bila nomor dan tanggalnya diketahui",
    "sebutan": "nama peraturan ini dalam kalimat, dan bila dikutip peraturan berikutnya",
    "bentuk": "salinan: «ttd» dan pengesahan salinan; asli: ruang untuk tanda tangan",
    "menimbang": "huruf a, b, ... mengikuti urutan",
    "mengingat": "angka 1, 2, ... mengikuti urutan; kalimatnya disusun dari isian",
    "mengubah": "peraturan yang diubah; kalimat pembuka Pasal I disusun dari sini",
    "warisan": _KEPT,
}
_AMENDS = re.compile(r"^perubahan(?P<ordinal> ke\w+( belas)?)? atas ", re.IGNORECASE)


def draft_body(
    source: str,
    peraturan: Peraturan,
    daerah: str,
    years: Years,
    choice: Choice,
    perubahan: Sequence[Perubahan] = (),
) -> Draft:
    """Return *source*, the text of *peraturan*, as the source of its next amendment.

    *daerah* is whose gazette the regulation stands in, *choice* what becomes of each Lampiran,
    *perubahan* what the new regulation amends.
    """
    tree = parse(without_comments(source))
    tree.pop("status", None)
    start_comment(
        tree,
        f"Rancangan batang tubuh {years.new}: perubahan ke-{_count(peraturan) + 1}. "
        "Dalam kalimat, *kata* dicetak miring; tanda bintang itu sendiri ditulis \\*.",
    )
    count = _count(peraturan) + 1
    _title(tree, peraturan, daerah, count)
    _recitals(tree, peraturan, daerah, count)
    _cite(tree, peraturan, daerah)
    notes = ["Tinjau kalimat Menimbang: alasannya masih alasan tahun lalu.", *_composed(tree)]
    tree["nomor"] = BELUM_DIISI
    tree["tahun"] = years.new.year
    tree["bentuk"] = "asli"
    tree.insert(0, "status", "rancangan")
    for key in ("ditetapkan", "diundangkan"):
        if key in tree:
            tree[key]["tanggal"] = BELUM_DIISI
    if "berita_daerah" in tree:
        tree["berita_daerah"]["tahun"] = years.new.year
        tree["berita_daerah"]["nomor"] = BELUM_DIISI
    drop_with_comment(tree, "noreg")
    tree.pop("disalin", None)
    tree["batang_tubuh"] = _articles(perubahan, peraturan)
    tree["lampiran"] = flow(choice.attached)
    drop_with_comment(tree, "warisan")
    if choice.inherited:
        kept = CommentedMap({nomor: year.as_value() for nomor, year in choice.inherited.items()})
        kept.fa.set_flow_style()
        tree["warisan"] = kept
    for key, text in _GUIDE.items():
        if key in tree:
            comment(tree, key, text)
    return Draft(dump(tree), notes)


def _count(peraturan: Peraturan) -> int:
    """How many amendments there are up to and with *peraturan*; 0 where it amends nothing."""
    if peraturan.mengubah is None:
        return 0
    earlier = peraturan.mengubah.diubah
    return 1 + (len(earlier.dengan) if earlier else 0)


def _title(tree: CommentedMap, peraturan: Peraturan, daerah: str, count: int) -> None:
    name = tree["sebutan"]
    name["tentang"] = _counted(write_emphasis(peraturan.sebutan.tentang), peraturan, daerah, count)
    title = tree["tentang"]
    tree["tentang"] = type(title)(_counted(str(title), peraturan, daerah, count))


def _counted(tentang: str, peraturan: Peraturan, daerah: str, count: int) -> str:
    """*tentang* of an amendment with its count: Perubahan, Perubahan Kedua, Perubahan Ketiga."""
    from num2words import num2words  # type: ignore[import-untyped]

    subject = _AMENDS.sub("", tentang)
    if subject == tentang:  # a regulation that amends nothing yet: its first amendment
        jenis = peraturan.sitasi(daerah).jenis
        own = f"{jenis} Nomor {peraturan.nomor_tercetak} Tahun {peraturan.tahun}"
        subject = f"{own} tentang {tentang}"
    ordinal = f" {num2words(count, lang='id', to='ordinal').title()}" if count > 1 else ""
    counted = f"Perubahan{ordinal} atas {subject}"
    return counted.upper() if tentang == tentang.upper() else counted


def _recitals(tree: CommentedMap, peraturan: Peraturan, daerah: str, count: int) -> None:
    """Let Menimbang name the new amendment, and the amended regulation as it stands now."""
    old = peraturan.sebutan.tentang.plain
    new = _counted(old, peraturan, daerah, count)
    sentences: list[Any] = tree["menimbang"]
    for index, sentence in enumerate(sentences):
        text = str(sentence)
        if old in text:
            text = text.replace(old, new)
        elif peraturan.mengubah is not None:
            text = _amended(text, peraturan.mengubah, peraturan.sitasi(daerah))
        if text != str(sentence):
            sentences[index] = text
    if peraturan.mengubah is None and len(sentences) > 1:
        _reason(sentences, _without_gazette(peraturan.sitasi(daerah)))


def _reason(sentences: list[Any], name: str) -> None:
    """Say, before the last of several considerations, that what is to be amended no longer fits.

    So do enacted amendments; the last consideration names those before it.
    """
    last = len(sentences) - 1
    letters = [f"huruf {letter(index)}" for index in range(last)]
    named, more = enumerated(letters), enumerated([*letters, f"huruf {letter(last)}"])
    if f"dalam {named}" not in str(sentences[last]):
        return
    sentences[last] = str(sentences[last]).replace(f"dalam {named}", f"dalam {more}", 1)
    reason = f"bahwa {name} sudah tidak sesuai dengan kebutuhan saat ini, sehingga perlu diubah;"
    sentences.insert(last, reason)


def _composed(tree: CommentedMap) -> Iterator[str]:
    """Let the draft cite as the technique of law does, also where last year's text did not.

    Yield a remark on each citation that was printed in other words.
    """
    for angka, entry in enumerate(tree["mengingat"], start=1):
        for part in (entry, entry.get("diubah") or {}):
            for key in ("tercetak", "frasa"):
                if key in part:
                    said = str(part.pop(key)["teks"])
                    yield (
                        f"Mengingat angka {angka} kini memakai frasa baku; naskah lama menulis "
                        f"«{said}»."
                    )


def _amended(sentence: str, base: Sitasi, last: Sitasi) -> str:
    """Name *base* in *sentence* as amended by *last*, in place of what amended it before."""
    subject = _without_gazette(base)
    phrase = DIUBAH
    named = subject
    if base.diubah is not None:
        phrase = DIUBAH_BERKALI
        named = f"{subject} {base.diubah.baku} {_without_gazette(base.diubah.disebut)}"
    for old in (named, subject):
        if old in sentence:
            return sentence.replace(old, f"{subject} {phrase} {_without_gazette(last)}", 1)
    return sentence


def _without_gazette(sitasi: Sitasi) -> str:
    return (
        f"{sitasi.jenis} Nomor {sitasi.nomor} Tahun {sitasi.tahun} tentang {sitasi.tentang.plain}"
    )


def _cite(tree: CommentedMap, peraturan: Peraturan, daerah: str) -> None:
    """Cite this year's amendment wherever the amended regulation is cited."""
    base = peraturan.mengubah
    if base is None:
        tree["mengubah"] = _plain_citation(peraturan.sitasi(daerah))
        tree["mengingat"].append(_plain_citation(peraturan.sitasi(daerah)))
        return
    for entry in (*tree["mengingat"], tree["mengubah"]):
        if (str(entry["nomor"]), entry["tahun"]) != (base.nomor, base.tahun):
            continue
        if entry["jenis"].startswith(base.jenis):
            entry.setdefault("diubah", CommentedMap()).setdefault("dengan", CommentedSeq())
            entry["diubah"]["dengan"].append(_plain_citation(peraturan.sitasi(daerah)))
            entry.pop("tercetak", None)


def _plain_citation(sitasi: Sitasi) -> CommentedMap:
    gazettes = CommentedSeq()
    for lembaran in sitasi.lembaran:
        gazette = CommentedMap(
            {
                key: number(value) if key == "nomor" else value
                for key, value in lembaran
                if value is not None
            }
        )
        gazette.fa.set_flow_style()
        gazettes.append(gazette)
    tree = CommentedMap(
        jenis=sitasi.jenis,
        nomor=number(sitasi.nomor),
        tahun=sitasi.tahun,
        tentang=write_emphasis(sitasi.tentang),
    )
    if gazettes:
        tree["lembaran"] = gazettes
    return tree


def _articles(perubahan: Sequence[Perubahan], peraturan: Peraturan) -> CommentedSeq:
    kind = peraturan.kind
    first, second = ("I", "II") if kind.satuan == "pasal" else map(diktum_number, (1, 2))
    effect = f"{peraturan.sebutan.jenis} ini mulai berlaku {kind.berlaku}."
    return CommentedSeq(
        [
            CommentedMap({kind.satuan: first, "perubahan": amendments(perubahan)}),
            CommentedMap({kind.satuan: second, "teks": effect}),
        ]
    )


_LISTS = re.compile(r"^(lampiran|warisan): *(\[[^\]\n]*\]|\{[^}\n]*\})(.*)\n", re.MULTILINE)


def attach(present: str, due: str) -> str:
    """Return the body *present* with the lists of Lampiran that the draft *due* has.

    They were drawn up from *present* itself, so what a person has put there is in them.
    """
    lists = {hit[1]: hit[2] for hit in _LISTS.finditer(due)}

    def renewed(hit: re.Match[str]) -> str:
        if hit[1] in lists:
            return f"{hit[1]}: {lists[hit[1]]}{hit[3]}\n"
        own = hit[3].strip()  # a person's remark on what is no longer inherited stays
        return f"{own}\n" if own and own != f"# {_KEPT}" else ""

    return _LISTS.sub(renewed, present)


def attached_in(text: str) -> list[str]:
    """Return the Lampiran that the body *text*, which has been loaded before, has itself."""
    return [str(nomor) for nomor in plain_values(text).get("lampiran", ())]
