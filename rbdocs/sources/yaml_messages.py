"""libyaml's complaints in Indonesian, for people who do not know YAML."""

from __future__ import annotations

_COMMON = (
    "Tata tulis YAML di sini tidak dapat dibaca.",
    "Periksa tanda petik, kurung, titik dua dan lekukan di baris ini dan baris sebelumnya.",
)
# Part of libyaml's problem text -> what it means to the user, and what to do.
_MEANINGS: tuple[tuple[str, tuple[str, str]], ...] = (
    (
        "'\\t'",
        ("Ada tanda tab di sini.", "Ganti tab dengan spasi; lekukan YAML memakai dua spasi."),
    ),
    (
        "tab character",
        ("Ada tanda tab di sini.", "Ganti tab dengan spasi; lekukan YAML memakai dua spasi."),
    ),
    (
        "mapping values are not allowed",
        (
            "Ada titik dua yang tidak pada tempatnya, atau lekukan baris ini berbeda.",
            'Samakan lekukan dengan baris sejajarnya; teks yang berisi ": " diapit tanda petik.',
        ),
    ),
    (
        "block sequence entries are not allowed",
        (
            "Tanda - di sini dibaca sebagai butir daftar.",
            'Tulis tiap butir di barisnya sendiri; teks yang diawali "- " diapit tanda petik.',
        ),
    ),
    (
        "could not find expected ':'",
        (
            "Titik dua sesudah nama isian tidak ditemukan.",
            "Tulis «nama: isi» dengan spasi sesudah titik dua.",
        ),
    ),
    (
        "did not find expected '-' indicator",
        (
            "Lekukan baris ini tidak sejajar dengan daftar di atasnya.",
            "Samakan lekukannya dengan isian sejajarnya, atau tanda - dengan butir lain.",
        ),
    ),
    (
        "did not find expected key",
        (
            "Lekukan baris ini tidak sejajar, atau tanda petik sebelumnya tidak ditutup.",
            "Samakan lekukan dengan baris sejajarnya dan periksa tanda petik.",
        ),
    ),
    (
        "did not find expected ',' or",
        (
            "Kurung tidak ditutup, atau koma di antara nilai tertinggal.",
            "Periksa kurung [ ] atau { } di baris ini dan sebelumnya.",
        ),
    ),
    (
        "found unexpected end of stream",
        ("Tanda petik dibuka tetapi tidak ditutup.", "Tutup tanda petik itu."),
    ),
    (
        "cannot start any token",
        (
            "Karakter ini tidak boleh mengawali isian.",
            'Apit teksnya dengan tanda petik, misalnya "%" atau "@nama".',
        ),
    ),
    (
        "nesting depth",
        (
            "Susunan terlalu dalam.",
            "Periksa kurung [ dan { yang tidak ditutup.",
        ),
    ),
    (
        "undefined alias",
        (
            "Teks yang diawali * dibaca sebagai alias YAML.",
            'Apit teks itu dengan tanda petik ("").',
        ),
    ),
    (
        "alphabetic or numeric character",
        (
            "Teks yang diawali * atau & dibaca sebagai alias YAML.",
            'Apit teks itu dengan tanda petik ("").',
        ),
    ),
    (
        "escape character",
        (
            "Garis miring terbalik (\\) di dalam petik ganda salah dipakai.",
            "Pakai petik tunggal ('...'), atau tulis \\\\.",
        ),
    ),
)


def translate(problem: str, info: str) -> tuple[str, str]:
    """Return message and hint in Indonesian for libyaml's *problem* and *info*."""
    for parts, meaning in _MEANINGS:
        if parts in problem or parts in info:
            return meaning
    return _COMMON
