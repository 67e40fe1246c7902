"""EJA: sentences: capitals, conjunctions that say one thing twice, and spaces beside marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rbdocs.check.derived import group_by
from rbdocs.check.rule import Violation, peringatan
from rbdocs.model.chapter import Paragraph
from rbdocs.model.finding import Occurrence
from rbdocs.model.kosakata import listed, without_label
from rbdocs.model.printed_text import TextPlace
from rbdocs.model.regulation import Regulation

# Of these one is enough: Tata Bahasa Baku Bahasa Indonesia, on subordinating conjunctions.
_CONJUNCTION = re.compile(
    r"(?:^|(?<=[.;:]\s)|(?<=\)\s))(?:meskipun|meski|walaupun|walau)\b"
    r"[^.;:]{3,300}?,?\s+(?:namun|tetapi|tapi)\b",
    re.IGNORECASE,
)
_SENTENCE = 8  # words: a shorter paragraph may be a label
_TWO_MARKS = re.compile(r"[,;:.]{2}")
_MARK_TWICE = re.compile(r"\w+(?:,,|;;|::|(?<!\.)\.\.(?!\.)|,\.|;\.|\.,(?=\s+[A-Z]))")
# At the head of the paragraph, or after a sentence that ends in a long word, no abbreviation.
_SMALL_START = re.compile(r"(?:^|(?<=[a-z]{5}\. ))([a-z]{3,}(?: \S+)?)")
_FIRST = re.compile(r"\b(?:meski|walau)", re.IGNORECASE)
_SLASH = re.compile(r"(?<![\w.])[^\W\d_]{2,}(?: +/ *| */ +)[^\W\d_]{2,}")
_HYPHEN = re.compile(r"\b[^\W\d_]{2,}(?: -|- )(?=[a-z])[^\W\d_]{3,}")


@peringatan(
    code="EJA13",
    statement="Kata hubung meskipun atau walaupun tidak diulang dengan namun atau tetapi.",
    ground="Tata Bahasa Baku Bahasa Indonesia: anak kalimat sudah ditandai meskipun, sehingga "
    "induk kalimatnya tanpa kata hubung.",
)
def kata_hubung_ganda(regulation: Regulation) -> Iterator[Violation]:
    """Yield the sentences in which two conjunctions do the work of one."""
    for piece in regulation.own_texts:
        for hit in _CONJUNCTION.finditer(piece.text) if _FIRST.search(piece.text) else ():
            first, last = hit[0].split()[0], hit[0].split()[-1]
            yield Violation(
                piece,
                f"«{first} …, {last}»: dua kata hubung untuk satu pertentangan.",
                f"Hapus «{last}», atau «{first}».",
                {"kata_hubung": [first.casefold(), last.casefold()]},
                excerpt=" ".join(hit[0].split()[-3:]),
            )


@peringatan(
    code="EJA14",
    statement="Garis miring dan tanda hubung merapat pada kata di kedua sisinya.",
    ground="EYD V (2022), tentang tanda garis miring dan tanda hubung.",
)
def tanda_merapat(regulation: Regulation) -> Iterator[Violation]:
    """Yield once all places with a space beside a slash or a hyphen."""
    found: list[tuple[str, TextPlace]] = []
    for piece in regulation.own_texts:
        text = piece.text
        if "/ " in text or " /" in text:
            found += [(hit[0], piece) for hit in _SLASH.finditer(text)]
        if " -" in text or "- " in text:
            found += [(hit[0], piece) for hit in _HYPHEN.finditer(text)]
    if found:
        written, first = found[0]
        yield Violation(
            first,
            f"Ada spasi di sisi garis miring atau tanda hubung {len(found)} kali.",
            "Hapus spasinya.",
            {"banyaknya": len(found)},
            [Occurrence(place.location, place.tempat, text) for text, place in found],
            excerpt=written,
        )


@peringatan(
    code="EJA17",
    statement="Alinea diakhiri tanda baca, kalimat diawali huruf kapital, dan tanda baca tidak "
    "ditulis dua kali.",
    ground="EYD V (2022), tentang tanda titik dan huruf kapital.",
)
def awal_dan_akhir_kalimat(regulation: Regulation) -> Iterator[Violation]:
    """Yield the paragraphs that end in nothing, and sentences that begin or end as none do."""
    paragraphs = {
        block.key
        for naskah in regulation.own_naskah
        for block in naskah.blocks
        if isinstance(block, Paragraph)
    }
    for piece in regulation.own_texts:
        text = piece.text.rstrip()
        if _TWO_MARKS.search(text) and (hit := _MARK_TWICE.search(text)):
            yield _mark(piece, f"«{hit[0]}»: tanda baca ditulis dua kali", hit[0])
        if piece.kode in paragraphs and len(text.split()) >= _SENTENCE:
            if text[-1] not in '.:;?!…)”"':
                last = text.split()[-1]
                yield _mark(piece, f"Alinea berakhir dengan «{last}», tanpa tanda baca", last)
            if hit := _SMALL_START.search(text):
                yield _mark(piece, f"Kalimat diawali huruf kecil: «{hit[1]}»", hit[1])


def _mark(piece: TextPlace, what: str, excerpt: str) -> Violation:
    return Violation(
        piece,
        f"{what}.",
        "Betulkan tanda baca atau huruf awalnya.",
        {"teks": excerpt},
        excerpt=excerpt,
    )


_KINDS = ("peraturan", "keputusan", "instruksi", "undang-undang")
_INNER = re.compile(r"(?<![\w-])[A-Za-z]+[a-z][A-Za-z]*[A-Z][A-Za-z]*(?![\w-])")
_CAMEL = re.compile(r"[a-z][A-Z]")
_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{3,}(?![\w@])")
_ANY_OFFICE = "perangkat daerah"  # of no government by itself
_REGION = r"(?:kabupaten|kab\.|kota|provinsi)"


@peringatan(
    code="EJA15",
    statement="Nama perangkat daerah, jabatan dan peraturan yang lengkap ditulis dengan huruf "
    "kapital.",
    ground="EYD V (2022), tentang huruf kapital: nama resmi lembaga, jabatan yang diikuti nama "
    "tempat, dan dokumen resmi.",
)
def nama_resmi_kapital(regulation: Regulation) -> Iterator[Violation]:
    """Yield the full names of offices, officers and decrees that begin with small letters."""
    pattern = _names(regulation)
    seat = regulation.instansi.tempat
    for piece in regulation.potongan:
        if seat not in piece.text and " ini" not in piece.text and "omor " not in piece.text:
            continue
        for hit in pattern.finditer(piece.text):
            words = [word for word in hit["nama"].split() if word.casefold() != "dan"]
            if all(word[0].isupper() or not word[0].isalpha() for word in words):
                continue
            right = " ".join(
                word if word.casefold() == "dan" else word[0].upper() + word[1:]
                for word in hit["nama"].split()
            )
            yield Violation(
                piece,
                f"«{hit[0]}» adalah nama resmi, tetapi tidak berhuruf kapital.",
                f"Tulis «{right}».",
                {"tercetak": hit["nama"], "seharusnya": right},
                excerpt=hit["nama"],
            )


def _names(regulation: Regulation) -> re.Pattern[str]:
    """What finds a known name together with what makes it official: a region, or a number."""
    instansi = regulation.instansi
    own = [
        nama
        for office in regulation.perangkat_daerah.perangkat_daerah
        for nama in (office.nama, office.singkat)
        if " " in nama and not office.luar
    ]
    titles = [re.sub(r"^\w{2,3}\. ", "", item.jabatan) for item in instansi.pejabat]
    titles = [title.removesuffix(instansi.daerah.upper()).strip() for title in titles]
    seat = re.escape(instansi.tempat)
    head = re.escape(instansi.kepala_daerah.split()[0])
    offices = "|".join(
        r"\s+".join(map(re.escape, name.split()))
        for name in sorted({*own, *titles}, key=len, reverse=True)
        if name.casefold() != _ANY_OFFICE
    )
    kinds = "|".join(_KINDS)
    return re.compile(
        rf"(?<![\w-])(?P<nama>(?:{offices})(?=\s+{_REGION}\s+{seat})|"
        rf"(?:{kinds})\s+(?:{head}|daerah|menteri|presiden|gubernur)"
        rf"(?=\s+(?:{_REGION}\s+)?{seat}\b|\s+nomor\b|\s+ini\b)|{head}(?=\s+{seat}\b))",
        re.IGNORECASE,
    )


@peringatan(
    code="EJA16",
    statement="Istilah yang berhuruf kapital di tengahnya ditulis sama di semua tempat.",
    ground="BerAKHLAK, Berakhlak dan BERAKHLAK terbaca sebagai tiga istilah.",
)
def kapital_di_tengah(regulation: Regulation) -> Iterator[Violation]:
    """Yield the terms with a capital inside that are also written with other capitals."""
    pieces = list(regulation.own_texts)
    usual = {
        hit[0].casefold(): hit[0]
        for piece in pieces
        if _CAMEL.search(piece.text)
        for hit in _INNER.finditer(piece.text)
    }
    found: list[tuple[str, str, TextPlace]] = []
    any_term = re.compile("|".join(map(re.escape, usual)), re.IGNORECASE)
    for piece in pieces if usual else ():
        if without_label(piece.text).isupper() or not any_term.search(piece.text):
            continue
        for word in _WORD.findall(piece.text):
            if word.casefold() in usual:
                found.append((word.casefold(), word, piece))
    for term, listing in group_by(found, lambda item: item[0]).items():
        forms = list(dict.fromkeys(word for _, word, _ in listing))
        if len(forms) > 1:
            counts = {form: sum(word == form for _, word, _ in listing) for form in forms}
            right = max(
                (form for form in forms if _INNER.fullmatch(form)), key=lambda form: counts[form]
            )
            odd = [item for item in listing if item[1] != right]
            _, written, first = odd[0]
            shown = listed(f"«{form}» {counts[form]} kali" for form in forms)
            yield Violation(
                first,
                f"Satu istilah ditulis {shown}.",
                f"Tulis «{right}» di semua tempat.",
                {"istilah": term, "bentuk": forms},
                [Occurrence(place.location, place.tempat, word) for _, word, place in odd],
                excerpt=written,
            )
