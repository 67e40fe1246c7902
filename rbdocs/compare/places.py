"""What readers call a place in a regulation: the Lampiran, the row, the column."""

from __future__ import annotations

from collections.abc import Iterator

from rbdocs.compare.outline import STAYING, Entry, as_text
from rbdocs.model.tabel import Tabel

# The heads of the printed tables (templates/), and what else has a name of its own.
_VALUES = {
    ("rencana_aksi", "uraian"): "Rencana Aksi",
    ("rencana_aksi", "indikator"): "Indikator Output",
    ("rencana_aksi", "tw.0"): "TW 1",
    ("rencana_aksi", "tw.1"): "TW 2",
    ("rencana_aksi", "tw.2"): "TW 3",
    ("rencana_aksi", "tw.3"): "TW 4",
    ("rencana_aksi", "cara"): "cara menghitung Total",
    ("sub_kegiatan", "nama"): "Sub Kegiatan Pendukung",
    ("sub_kegiatan", "anggaran"): "Jumlah Anggaran",
    ("kegiatan_utama", "nama"): "Kegiatan Utama",
    ("sasaran", "nama"): "Sasaran",
    ("indikator", "nama"): "Indikator",
    ("tanda_tangan", "nama"): "nama penanda tangan",
    ("tanda_tangan", "jabatan"): "jabatan penanda tangan",
    ("tanda_tangan", "tempat_tanggal"): "tempat dan tanggal",
    ("tanda_tangan", "ttd"): "tanda «ttd»",
}
_KINDS = {
    "rencana": "Permasalahan",
    "turunan": "Permasalahan turunan",
    "kegiatan_utama": "Kegiatan Utama",
    "sub_kegiatan": "Sub Kegiatan",
    "rencana_aksi": "Rencana Aksi",
    "tanda_tangan": "Tanda tangan",
    "perangkat_daerah": "Perangkat daerah",
    "blok": "Paragraf",
    "rencana_aksi_celah": "Celah naskah",
}
_PARTS = {
    "peraturan": "Batang tubuh",
    "instansi": "Daftar pejabat",
    "satuan": "Daftar satuan",
    "perangkat_daerah": "Daftar perangkat daerah",
    "indikator": "Daftar indikator",
    "pengecualian": "Pengecualian",
    "realisasi": "Realisasi",
}
# What no document shows: registers are looked up, these fields steer the program.
_REGISTERS = {
    "instansi",
    "satuan",
    "perangkat_daerah",
    "indikator",
    "pengecualian",
    "realisasi",
    STAYING,
}
_STEERING = {
    "kode",
    "kunci",
    "cara",
    "celah",
    "acuan",
    "lanjut",
    "pejabat",
    "alasan",
    "status",
    "keputusan",
    "pengganti",
    "warisan",
    "digambar_ulang",
}
_LAYOUT = {"makna", "lebar", "rata", "gabung", "tingkat", "rujukan", "berkas", "isi"}
_SHORT = 60


def part_of(entry: Entry) -> str:
    """Return the part of the regulation in which *entry* stands, such as ``Lampiran II``."""
    top = _top(entry)
    if top.slot in ("lampiran", "naskah", STAYING):
        return f"Lampiran {top.key}"
    return _PARTS.get(top.slot, top.slot.replace("_", " ").capitalize())


def _top(entry: Entry) -> Entry:
    one = entry
    while one.parent is not None and one.parent.parent is not None:
        one = one.parent
    return one


def is_printed(entry: Entry, nama: str | None = None) -> bool:
    """Tell whether a document shows *entry*, or its value *nama* where that is given."""
    if _top(entry).slot in _REGISTERS:
        return False
    if nama is not None and (nama.split(".")[0] in _STEERING | _LAYOUT or _is_kind(entry, nama)):
        return False
    if (
        entry.slot in _STEERING | _LAYOUT - {"isi"}
        or _is_order(entry)
        or (entry.slot == "lampiran" and entry.values.keys() == {""})
    ):
        return False
    return nama is not None or set(entry.values) != {"celah"}


def _is_order(entry: Entry) -> bool:
    """What naskah.yaml says of the order of its files shows in the blocks themselves."""
    return entry.slot == "isi" and entry.parent is not None and entry.parent.slot == "susunan"


def _is_kind(entry: Entry, nama: str) -> bool:
    """What kind of plan or table this is steers the program; of a cited law it is printed."""
    return nama == "jenis" and entry.slot in ("lampiran", "tabel", "blok")


def row_of(entry: Entry) -> Entry | None:
    """Return the action to which *entry* belongs, or None."""
    return next((one for one in (entry, *entry.above()) if one.slot == "rencana_aksi"), None)


def kind_of(entry: Entry) -> str:
    """Return what kind of thing *entry* is, for people."""
    return _KINDS.get(entry.slot, entry.slot.replace("_", " ").capitalize())


def value_name(entry: Entry, nama: str) -> str:
    """Return what readers call the value *nama* of *entry*: the head of its column."""
    if not nama:
        return kind_of(entry)
    if nama == "permasalahan":
        return "Permasalahan"
    if nama.endswith("_tercetak"):
        return f"{nama.removesuffix('_tercetak')} penanda tangan"
    if entry.slot == "baris" and (title := _title(entry, nama)):
        return title
    return _VALUES.get((entry.slot, nama)) or nama.replace("_", " ").capitalize()


def _title(entry: Entry, nama: str) -> str:
    """The title of the column *nama* in the table to which a row belongs; "" where it has none."""
    table = next((one.node for one in entry.above() if isinstance(one.node, Tabel)), None)
    columns = table.columns() if table is not None else []
    return next((str(one.judul) for one in columns if one.kunci == nama), "")


def name_of(entry: Entry) -> str:
    """Return how *entry* is called among others of its kind."""
    if entry.key and entry.slot in ("rencana_aksi", "lampiran"):
        return entry.key
    if entry.slot == "blok":
        return _block_name(entry)
    if provision := _provision(entry):
        return provision
    if not entry.listed:
        return kind_of(entry)
    label = _short(entry.key or entry.label)
    return f"{kind_of(entry)} «{label}»" if label else kind_of(entry)


def _provision(entry: Entry) -> str:
    """What a provision of the body is called: ``Pasal 5``, ``ayat (1)``, ``huruf a``; or ""."""
    value = {nama: as_text(entry.values.get(nama)) for nama in ("pasal", "bab", "nomor")}
    match entry.slot:
        case "batang_tubuh" | "menjadi" | "pasal":
            return f"BAB {value['bab']}" if value["bab"] else f"Pasal {value['pasal']}"
        case "ayat":
            return f"ayat ({value['nomor']})"
        case "huruf" | "angka":
            return f"{entry.slot} {value['nomor']}"
        case "menimbang":
            return f"Menimbang huruf {_letter(entry.siblings().index(entry))}"
        case "mengingat":
            return f"Mengingat angka {entry.siblings().index(entry) + 1}"
        case "perubahan":
            return f"angka {entry.siblings().index(entry) + 1}"
    return ""


def _letter(index: int) -> str:
    return chr(ord("a") + index) if index < 26 else str(index + 1)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1].rstrip()}…"


def _block_name(entry: Entry) -> str:
    """A block by the heading that it stands under, and its first words."""
    label = _short(entry.label)
    if " ".join(entry.label.split()) == entry.section:
        return f"judul «{label}»"
    kind = "letak" if "berkas" in entry.values else "paragraf"
    under = f"{_short(entry.section)}, " if entry.section else ""
    return f"{under}{kind} «{label}»"


def place_of(entry: Entry, nama: str = "") -> str:
    """Return where *entry*, or its value *nama*, stands: part, row and column."""
    steps = [part_of(entry), *_steps(entry)]
    if nama and nama != "teks":  # the text of a provision or paragraph is that itself
        steps.append(value_name(entry, nama))
    return ", ".join(steps)


def _steps(entry: Entry) -> Iterator[str]:
    chain = []
    for one in (entry, *entry.above()):
        if one.parent is None or one.parent.parent is None:
            break
        if one.slot != "susunan":
            chain.append(one)
        if one.slot == "rencana_aksi" and one.key:
            break
    yield from (name_of(one) for one in reversed(chain))
