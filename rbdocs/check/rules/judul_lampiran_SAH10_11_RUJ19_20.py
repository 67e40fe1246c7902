"""SAH, RUJ: titles of attachments and columns agree with the years and themes that they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rbdocs.check.rule import Violation, galat, peringatan
from rbdocs.model.chapter import Heading, Naskah
from rbdocs.model.finding import Location, Occurrence, Site
from rbdocs.model.kosakata import listed, same_name, tidy
from rbdocs.model.regulation import Regulation
from rbdocs.model.table import KelompokKolom, Kolom, Tabel

_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NAMED_PERIOD = re.compile(
    r"^(?:perubahan.*? tentang )?(?P<nama>\D+?)\s+(?:tahun\s+)?(?P<dari>\d{4})\s*[-–—]\s*"
    r"(?P<sampai>\d{4})"
)
_KINDS = ("general", "tematik")  # of plans: Permen PANRB 3/2023
_CHOSEN = re.compile(
    r"\btema\b[^.:;]{0,40}\b(?:dipilih|ditetapkan|diambil)\b[^.:;]*?\b(?:adalah|yaitu|yakni)\b\s*:?"
    r"(?P<tema>(?:\d+\.\s|[^.;])+)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b\d+[.)]\s+")
_TEMATIK = re.compile(r"\btematik\s+(?P<tema>.+?)\s+tahun\b", re.IGNORECASE)


def _periods(text: str) -> list[str]:
    return list(dict.fromkeys(f"{hit[1]}-{hit[2]}" for hit in _PERIOD.finditer(text)))


@galat(
    code="SAH10",
    statement="Tahun dan jenis pada judul tiap Lampiran adalah tahun dan jenis rencananya, dan "
    "periodenya periode pada judul peraturan.",
    ground="Judul Lampiran menyatakan apa yang diatur isinya.",
)
def tahun_judul_lampiran(regulation: Regulation) -> Iterator[Violation]:
    """Yield the titles of attachments that name another year or period."""
    for lampiran in regulation.lampiran:
        years = _YEAR.findall(_PERIOD.sub("", lampiran.judul))
        if years and str(lampiran.tahun) not in years:
            yield _title(
                lampiran.location("judul"),
                lampiran.lampiran,
                f"menyebut Tahun {listed(years)}, padahal isinya Tahun {lampiran.tahun}",
                years[0],
            )
        others = [kind for kind in _KINDS if kind != lampiran.jenis and lampiran.jenis in _KINDS]
        words = same_name(lampiran.judul).split()
        if lampiran.jenis not in words and (named := next((k for k in others if k in words), "")):
            yield _title(
                lampiran.location("judul"),
                lampiran.lampiran,
                f"menyebut rencana {named}, padahal isinya rencana {lampiran.jenis}",
                named.upper() if named.upper() in lampiran.judul else named.title(),
            )
    periods = _periods(regulation.peraturan.tentang)
    for naskah in regulation.own_naskah if len(periods) == 1 else ():
        susunan = naskah.susunan
        said = _periods(susunan.judul)
        if said and periods[0] not in said:
            hit = _PERIOD.search(susunan.judul)
            yield _title(
                susunan.location("judul"),
                susunan.lampiran,
                f"menyebut periode {said[0]}, padahal judul peraturan {periods[0]}",
                tidy(hit[0]) if hit else "",
            )


def _title(where: Location, nomor: str, what: str, excerpt: str) -> Violation:
    return Violation(
        Site(where, f"lampiran-{nomor.lower()}"),
        f"Judul Lampiran {nomor} {what}.",
        "Samakan judul dengan isinya.",
        {"judul": excerpt},
        excerpt=excerpt,
    )


@galat(
    code="SAH11",
    statement="Kolom tabel yang judulnya menyebut tahun berisi nilai tahun itu.",
    ground="Pembaca membaca tahun sebuah nilai dari judul kolomnya; pemeriksaan dari isian tahun.",
)
def tahun_judul_kolom(regulation: Regulation) -> Iterator[Violation]:
    """Yield the columns whose title names another year than their values are of."""
    for kode, tabel in regulation.own_tables():
        yield from _columns(kode, tabel.sebutan, tabel.kolom, [])


def _columns(
    kode: str, name: str, listing: Sequence[Kolom | KelompokKolom], above: list[str]
) -> Iterator[Violation]:
    for item in listing:
        years = _YEAR.findall(item.judul.plain) or above
        if isinstance(item, KelompokKolom):
            yield from _columns(kode, name, item.kolom, years)
        elif item.tahun is not None and years and str(item.tahun) not in years:
            yield Violation(
                Site(item.location("judul"), kode),
                f"Kolom «{item.judul.plain}» ({name}) berisi nilai tahun {item.tahun}.",
                "Samakan judul kolom dan isian tahunnya.",
                {"judul": item.judul.plain, "tahun": item.tahun},
            )


@peringatan(
    code="RUJ19",
    statement="Dokumen yang diatur disebut dengan periode yang sama di semua tempat, dan periode "
    "pada judul bab dan bagiannya tidak melampauinya.",
    ground="Periode bagian dari nama dokumen; periode lain terbaca sebagai dokumen lain.",
)
def periode_dokumen(regulation: Regulation) -> Iterator[Violation]:
    """Yield the texts that give the document of the title another period."""
    peraturan = regulation.peraturan
    subject = peraturan.mengubah.tentang if peraturan.mengubah else peraturan.sebutan.tentang
    hit = _NAMED_PERIOD.match(tidy(subject.plain).casefold())
    if hit is None:
        return
    right = f"{hit['dari']}-{hit['sampai']}"
    pattern = _mentions(hit["nama"].split(), regulation.instansi.daerah)
    first = hit["nama"].split()[0]
    for piece in regulation.potongan:
        if piece.kode.startswith("mengingat-") or first not in piece.text.casefold():
            continue
        for found in pattern.finditer(piece.text):
            said = f"{found['dari']}-{found['sampai']}"
            if said != right:
                yield Violation(
                    piece,
                    f"«{tidy(found[0])}»: periodenya {right}.",
                    "Samakan periodenya dengan judul peraturan, atau sebut dokumen yang dimaksud.",
                    {"tercetak": said, "seharusnya": right},
                    excerpt=found["periode"],
                )

    yield from _beyond(regulation, int(hit["dari"]), int(hit["sampai"]))


def _beyond(regulation: Regulation, first: int, last: int) -> Iterator[Violation]:
    """Yield the headings whose period is not within *first* to *last*."""
    for naskah in regulation.own_naskah:
        for block in naskah.blocks:
            for hit in _PERIOD.finditer(block.plain) if isinstance(block, Heading) else ():
                if not first <= int(hit[1]) <= int(hit[2]) <= last:
                    yield Violation(
                        Site(block.location, block.key),
                        f"Judul «{tidy(block.plain)}» memuat periode {hit[1]}-{hit[2]}, di luar "
                        f"periode dokumen {first}-{last}.",
                        "Betulkan tahunnya.",
                        {"periode": hit[0], "dokumen": f"{first}-{last}"},
                        excerpt=hit[0],
                    )


def _mentions(name: list[str], region: str) -> re.Pattern[str]:
    """What finds *name* with a period, the end of it also as initials: Road Map RB 2020-2024."""
    full = r"\s+".join(map(re.escape, name))
    short = [
        r"\s+".join([*map(re.escape, name[:cut]), "".join(word[0] for word in name[cut:])])
        for cut in range(1, len(name) - 1)
    ]
    between = (
        r"(?:\s+(?:pemerintah|tahun|kabupaten|kota|provinsi|"
        + "|".join(re.escape(word) for word in region.casefold().split())
        + r")){0,6}"
    )
    return re.compile(
        rf"\b(?:{'|'.join([full, *short])}){between}\s+"
        r"(?P<periode>(?P<dari>\d{4})\s*[-–—]\s*(?P<sampai>\d{4}))(?!\d)",
        re.IGNORECASE,
    )


@peringatan(
    code="RUJ20",
    statement="Tema rencana aksi tematik sama dalam judul Lampirannya, dalam tabel penetapan "
    "targetnya, dan dalam alinea yang menyatakan tema yang dipilih.",
    ground="Satu tema satu rencana aksi: tema yang lain namanya tidak jelas rencananya.",
)
def tema_sama(regulation: Regulation) -> Iterator[Violation]:
    """Yield the themes that title, table and text do not have in common."""
    tables = [found for naskah in regulation.own_naskah for found in _theme_tables(naskah)]
    names = {same_name(tema): tema for _, _, tema, _ in tables}
    titles: dict[str, Location] = {}
    strange = False
    for lampiran in regulation.lampiran:
        hit = _TEMATIK.search(tidy(lampiran.judul))
        if lampiran.jenis != "tematik" or hit is None:
            continue
        theme, where = same_name(hit["tema"]), lampiran.location("judul")
        key = f"lampiran-{lampiran.lampiran.lower()}"
        if theme in titles:
            places = [Occurrence(place, "Lampiran", theme) for place in (titles[theme], where)]
            yield _theme(where, key, hit["tema"], "sudah menjadi judul Lampiran lain", places)
        elif names and theme not in names:
            places = [Occurrence(place, name, tema) for _, name, tema, place in tables]
            said = f"tidak ada dalam {tables[0][1]} ({listed(names.values())})"
            yield _theme(where, key, hit["tema"], said, places)
            strange = True
        titles[theme] = where
    for kode, name, tema, where in () if strange else tables:  # one of these is meant there
        if titles and same_name(tema) not in titles:
            places = [Occurrence(place, "Lampiran", title) for title, place in titles.items()]
            yield _theme(where, kode, tema, f"({name}) tidak ada rencana aksinya", places)
    yield from _chosen(regulation, names)


def _theme_tables(naskah: Naskah) -> Iterator[tuple[str, str, str, Location]]:
    """Yield the themes of tables that set targets by year: key, name, theme and place."""
    for kode, tabel in naskah.tabel.items():
        if not isinstance(tabel, Tabel):
            continue
        columns = tabel.columns()
        column = next((kolom.kunci for kolom in columns if kolom.makna == "tema"), "")
        if not column or not any(kolom.tahun for kolom in columns if kolom.makna == "target"):
            continue
        for _, row, cell in tabel.filled("tema"):
            yield kode, tabel.sebutan, tidy(cell.plain), row.location(column)


def _chosen(regulation: Regulation, names: dict[str, str]) -> Iterator[Violation]:
    """Yield the themes that a text says are chosen, and no table sets targets for."""
    for piece in regulation.potongan if names else ():
        hit = _CHOSEN.search(piece.text) if "tema" in piece.text else None
        if hit is None:
            continue
        parts = [part.strip(" ,") for part in _NUMBERED.split(hit["tema"])]
        said = [re.sub(r",?\s+(?:dan|serta)$", "", part) for part in parts if part]
        if len(said) < 2:
            said = re.split(r",\s*(?:dan\s+)?|\s+dan\s+", said[0]) if said else []
        known = {same_name(item) for item in said}
        if not known & names.keys():
            continue  # of something else, or in a way that is not understood
        for item in said:
            if same_name(item) not in names:
                text = f"dipilih di sini, tetapi tidak ada targetnya ({listed(names.values())})"
                yield _theme(piece.location, piece.kode, item, text, [])
        for key, tema in names.items():
            if key not in known:
                text = "ada targetnya, tetapi tidak disebut sebagai tema yang dipilih"
                yield _theme(piece.location, piece.kode, tema, text, [], excerpt=hit[0][:20])


def _theme(
    where: Location,
    kode: str,
    tema: str,
    said: str,
    places: list[Occurrence],
    excerpt: str | None = None,
) -> Violation:
    return Violation(
        Site(where, kode),
        f"Tema «{tema}» {said}.",
        "Samakan nama temanya, atau lengkapi yang kurang.",
        {"tema": tema},
        places,
        excerpt=tema if excerpt is None else excerpt,
    )
