"""Give plain values their shape: a model record, or findings that say what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from rbdocs.model.characters import similar_hint
from rbdocs.model.lampiran_number import LAMPIRAN_PATTERN
from rbdocs.model.node import KeyPath, Node
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.sources.yaml_file import YamlFile

T = TypeVar("T", bound=Node)

# pydantic's error types -> what they mean to the user, and what to do.
_DATE = (
    "bukan tanggal: «{isi}»",
    "Tulis tahun-bulan-hari, misalnya 2023-11-22, dan periksa apakah tanggal itu ada.",
)
_MESSAGES = {
    "string_type": ("harus teks, bukan {jenis}", 'Apit dengan tanda petik, misalnya "{isi}".'),
    "string_too_short": (
        "terlalu pendek: «{isi}»",
        "Tulis kalimat yang menjelaskan, bukan satu kata.",
    ),
    "int_type": ("harus bilangan bulat, bukan {jenis}", "Tulis angkanya saja."),
    "int_parsing": ("harus bilangan bulat, bukan «{isi}»", "Tulis angkanya saja."),
    "int_from_float": ("harus bilangan bulat, bukan «{isi}»", "Tulis angkanya tanpa pecahan."),
    "float_type": ("harus angka, bukan {jenis}", "Tulis angkanya saja, misalnya 12 atau 7.5."),
    "float_parsing": ("harus angka, bukan «{isi}»", "Tulis angkanya saja, misalnya 12 atau 7.5."),
    "greater_than": ("harus lebih dari nol, bukan {isi}", "Tulis angka yang lebih dari nol."),
    "greater_than_equal": ("harus {ge} atau lebih, bukan {isi}", "Tulis angka mulai dari {ge}."),
    "less_than_equal": ("paling banyak {le}, bukan {isi}", "Tulis angka sampai {le}."),
    "list_type": ("harus daftar, bukan {jenis}", "Tulis tiap butir di barisnya, diawali «- »."),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "bool_type": ("harus true atau false, bukan {jenis}", "Tulis true (ya) atau false (tidak)."),
    "bool_parsing": ("harus true atau false, bukan «{isi}»", "Tulis true (ya) atau false (tidak)."),
    "berkas": (
        "harus nama dokumen sendiri, bukan «{isi}»",
        "Tulis huruf kecil saja, misalnya qanun; lampiran, evaluasi, konsolidasi dan yang serupa "
        "sudah dipakai dokumen lain.",
    ),
    "peraturan": (
        "harus nama folder peraturan, bukan «{isi}»",
        "Tulis tahunnya, misalnya 2023, atau 2023-b untuk peraturan kedua tahun itu.",
    ),
    "centang": (
        "harus tanda centang, bukan «{isi}»",
        'Tulis salah satu dari {tanda}; yang tidak dijadwalkan ditulis "".',
    ),
    "nilai": ("harus teks atau angka, bukan {jenis}", "Tulis satu nilai saja."),
    "sel": (
        "harus isi sel, bukan {jenis}",
        "Tulis teks atau angka; daftar berbutir ditulis {{butir: [teks, teks]}}, beberapa alinea "
        "{{alinea: [teks, teks]}}.",
    ),
    "teks": (
        "harus teks, bukan {jenis}",
        "Tulis teksnya; kata miring ditulis [teks, {{miring: kata}}, teks].",
    ),
    "potongan": (
        "terbaca sebagai daftar, jadi kurung siku dan komanya tidak tercetak",
        'Apit seluruh teksnya dengan tanda petik; kata miring ditulis ["teks ", {{miring: kata}}, '
        '" teks"].',
    ),
    "kalimat": (
        "memuat tanda * tanpa pasangannya: «{isi}»",
        "Kata miring ditulis *kata*, tanpa spasi di tepinya; tanda bintang sendiri ditulis \\*.",
    ),
}
_MAPPING_TYPES = frozenset(
    {"model_type", "model_attributes_type", "dict_type", "union_tag_not_found"}
)
# What each pattern of the model asks for; a test reads both.
_PATTERNS = {
    r"^[A-Z]{1,4}-\d{2,4}$": "satu sampai empat huruf besar, tanda -, lalu dua sampai empat angka, "
    "misalnya G-05",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "huruf kecil dan angka, kata-katanya disambung satu tanda -, "
    "misalnya indeks-spbe",
    r"^[a-z][a-z0-9_]*$": "huruf kecil, angka dan garis bawah, diawali huruf kecil, misalnya t2023",
    LAMPIRAN_PATTERN: "angka Romawi besar, dengan satu huruf besar bila disisipkan, "
    "misalnya II atau IIA",
    r"^[0-9A-Za-z.]+(/[0-9A-Za-z.-]+)+$": "kode dan nomornya dipisahkan garis miring, misalnya "
    "188.45/25",
    r"^[0-9a-f]{12}$": "dua belas angka heksadesimal; ditulis oleh tetapkan",
}
_LENGTH_TYPES = frozenset({"too_short", "too_long"})


def shape(file: YamlFile, jenis: type[T]) -> T | None:
    """Return the content of *file* as a *jenis* that knows its places.

    None where it does not fit; ``file.findings`` then says all that is wrong, not only the first.
    """
    if file.content is None and file.findings:
        return None
    try:
        result: T = _adapter(jenis).validate_python(file.content)
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in _without_renamed(details, jenis):
            _note(file, detail, _missing_keys(detail, details))
        return None
    result.place(file.location)
    return result


def _without_renamed(details: list[ErrorDetails], jenis: type[Node]) -> list[ErrorDetails]:
    """*details* without fields of a plan that are missing where others are unknown.

    A column that its layout calls otherwise now is told once a row, as the field that is unknown;
    a slip of the pen, which is like what is missing and stands alone, is told as both.
    """
    if not issubclass(jenis, LampiranRencana):
        return details
    unknown: dict[tuple[int | str, ...], list[str]] = {}
    for item in details:
        if item["type"] == "extra_forbidden":
            unknown.setdefault(item["loc"][:-1], []).append(str(item["loc"][-1]))
    seen = Counter(name for names in unknown.values() for name in names)
    result = []
    for item in details:
        names = unknown.get(item["loc"][:-1], []) if item["type"] == "missing" else []
        if names and (seen[names[0]] > 1 or not similar_hint(names[0], [str(item["loc"][-1])])):
            names.pop(0)
        else:
            result.append(item)
    return result


@cache
def _adapter(jenis: type[Node]) -> TypeAdapter[Any]:
    return TypeAdapter(jenis)


@cache
def _all_keys() -> tuple[str, ...]:
    """Every key that any source knows, for suggestions."""
    classes, nama = [Node], dict[str, None]()
    while classes:
        item = classes.pop()
        nama.update((item.renamed.get(name, name), None) for name in item.model_fields)
        classes.extend(item.__subclasses__())
    return tuple(nama)


def _missing_keys(item: ErrorDetails, details: Iterable[ErrorDetails]) -> list[str]:
    """Keys missing beside the wrong one: the likeliest to have been meant."""
    return [
        str(other["loc"][-1])
        for other in details
        if other["type"] == "missing" and other["loc"][:-1] == item["loc"][:-1]
    ]


def _follow(content: Any, loc: tuple[str | int, ...]) -> tuple[KeyPath, Any, str]:
    """Follow pydantic's *loc*: the path without union tags, the value there, and its name."""
    path: KeyPath = ()
    for step in loc:
        known = isinstance(content, dict) and step in content
        if isinstance(content, list) and isinstance(step, int):
            known = step < len(content)
        if not known:  # the tag of a union
            continue
        content = content[step]
        path = (*path, step)
    nama = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    return path, content, nama


def _name_kind(content: Any) -> str:
    match content:
        case list():
            return "daftar"
        case dict():
            return "kelompok isian"
        case str():
            return f"teks «{content}»"
        case _:
            return f"angka {content}"


def _note(file: YamlFile, details: ErrorDetails, missing: list[str]) -> None:
    jenis = details["type"]
    path, content, nama = _follow(file.content, details["loc"])
    location = file.location(path)
    end = str(details["loc"][-1]) if details["loc"] else ""
    if jenis == "missing":
        own = f" untuk {content['kode']}" if isinstance(content, dict) and "kode" in content else ""
        file.note(
            "MUAT07",
            location,
            f"Isian «{end}» belum ada{own or (f' di «{nama}»' if nama else '')}.",
            f'Tambahkan «{end}:»; bila dalam naskah memang kosong, tulis {end}: "".',
        )
    elif end == "[key]" and jenis != "string_pattern_mismatch":
        file.note(
            "MUAT09",
            location,
            f"«{nama}» bukan tahun.",
            "Tulis tahun lalu nilainya, misalnya {2023: 3.4, 2024: 3.5}.",
        )
    elif jenis == "extra_forbidden":
        similar = similar_hint(end, missing)
        if not similar and missing:
            listed = ", ".join(f"«{name}»" for name in missing)
            similar = (
                f"Yang belum ada di sini: {listed}; bila namanya berganti, ganti di sini juga."
            )
        known = _all_keys()
        if end not in known:  # one that is known elsewhere is well spelt, and stands out of place
            similar = similar or similar_hint(end, known)
        file.note(
            "MUAT08",
            location,
            f"Isian «{end}» tidak dikenal di sini.",
            similar or "Hapus isian itu, atau periksa letak (lekukan) barisnya.",
        )
    elif content is None:
        file.note(
            "MUAT09",
            location,
            f"Isian «{nama}» kosong." if nama else "Berkas ini kosong.",
            'Isi nilainya; bila dalam naskah memang kosong, tulis "" (dua tanda petik).',
        )
    elif jenis in _LENGTH_TYPES:
        _note_length(file, details, path, nama, content)
    elif jenis in ("literal_error", "enum"):
        choices = str(details.get("ctx", {}).get("expected", "")).replace(" or ", ", ")
        listing = [choice.strip(" '") for choice in choices.split(",")]
        file.note(
            "MUAT11",
            location,
            f"Isian «{nama}» berisi «{content}», yang tidak dikenal.",
            f"{similar_hint(str(content), listing)} Pilihannya: {', '.join(listing)}.".strip(),
        )
    elif jenis == "string_pattern_mismatch":
        rule = _PATTERNS[details["ctx"]["pattern"]]
        if end == "[key]":
            nama, content = str(path[-2]), path[-1]
        file.note(
            "MUAT09",
            location,
            f"{nama.capitalize()} «{content}» tidak sesuai bentuk {nama}.",
            f"{nama.capitalize()} terdiri atas {rule}.",
        )
    elif jenis in _MAPPING_TYPES:
        file.note(
            "MUAT09",
            location,
            f"«{nama or file.nama}» harus kelompok isian, bukan {_name_kind(content)}.",
            "Tulis tiap isian di baris sendiri: «nama: isi», dengan lekukan yang sama.",
        )
    else:
        message, hint = _MESSAGES.get(
            jenis, ("berisi nilai yang tidak sah: «{isi}»", "Periksa nilainya.")
        )
        if jenis == "string_type" and isinstance(content, list | dict):
            hint = "Tulis satu teks saja; yang memuat titik dua atau koma diapit tanda petik."
        looks = {"jenis": _name_kind(content), "isi": content, **details.get("ctx", {})}
        file.note(
            "MUAT09", location, f"Isian «{nama}» {message.format(**looks)}.", hint.format(**looks)
        )


def _note_length(
    file: YamlFile, details: ErrorDetails, path: KeyPath, nama: str, content: Any
) -> None:
    present, bounds = len(content), details.get("ctx", {})
    count = bounds.get("min_length") or bounds.get("max_length") or 1
    if nama == "tw" and count == 4:
        message = f"Triwulan harus empat nilai, tetapi di sini ada {present}."
        hint = 'Tulis tw: [TW1, TW2, TW3, TW4]; sel kosong ditulis "", strip ditulis "-".'
    elif count > 1:
        message = f"Isian «{nama}» harus {count} nilai, tetapi di sini ada {present}."
        hint = 'Tulis satu nilai tiap periode; sel kosong ditulis "", strip ditulis "-".'
    else:
        message = f"Daftar «{nama}» tidak boleh kosong."
        hint = "Isi sedikitnya satu butir."
    file.note("MUAT10", file.location(path), message, hint)
