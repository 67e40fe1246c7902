"""The body of a clean regulation: enacted, a draft, or amending the year before."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any, Literal

from tests.seeds.sources import BODY, PLANS, YEAR, Data, Sources

Shape = Literal["ditetapkan", "rancangan", "perubahan"]
_TITLE = "Rencana Aksi Reformasi Birokrasi Tahun"
_INTO_FORCE = "Peraturan Bupati ini mulai berlaku pada tanggal diundangkan."
_LAWS = (
    ("Undang-Undang", 25, 2009, "Pelayanan Publik", 112, 5038),
    ("Undang-Undang", 23, 2014, "Pemerintahan Daerah", 244, 5587),
)


def add_body(sources: Sources, rng: Random, shape: Shape) -> None:
    """Put the body into *sources*; but for an enacted one also the year before."""
    sources.files[BODY] = _body(rng, YEAR, ["I", "II", "III"])
    sources.files[f"{YEAR}/pengecualian.yaml"] = {"pengecualian": []}
    if shape == "ditetapkan":
        return
    sources.files[BODY] = {"status": "rancangan", **sources.files[BODY]}
    before = _body(rng, YEAR - 1, ["II", "III"])
    sources.files[f"{YEAR - 1}/peraturan.yaml"] = before
    sources.files[f"{YEAR - 1}/pengecualian.yaml"] = {"pengecualian": []}
    for name in PLANS:
        old = _of_the_year_before(deepcopy(sources.files[name]), rng)
        sources.files[name.replace(str(YEAR), str(YEAR - 1))] = old
    if shape == "perubahan":
        _amend(sources, before)


def _body(rng: Random, year: int, attached: list[str]) -> Data:
    day = rng.randint(1, 27)
    month = rng.randint(1, 12)
    number = rng.randint(1, 90)
    body: Data = {
        "jenis": "PERATURAN BUPATI BATANG",
        "nomor": number,
        "tahun": year,
        "tentang": f"{_TITLE} {year}".upper(),
        "sebutan": {"jenis": "Peraturan Bupati", "tentang": f"{_TITLE} {year}"},
        "bentuk": "salinan",
        "menimbang": [
            "bahwa untuk melaksanakan reformasi birokrasi perlu disusun rencana aksi;",
            "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan "
            f"Peraturan Bupati tentang {_TITLE} {year};",
        ],
        "mengingat": [_law(*law) for law in _LAWS],
        "batang_tubuh": _articles(attached),
        "ditetapkan": {"tempat": "Batang", "tanggal": date(year, month, day), "pejabat": "bupati"},
        "diundangkan": {
            "tempat": "Batang",
            "tanggal": date(year, month, day + rng.randint(0, 1)),
            "pejabat": "sekretaris-daerah",
        },
        "berita_daerah": {"tahun": year, "nomor": number},
        "disalin": {"pejabat": "kepala-bagian-hukum"},
        "lampiran": attached,
    }
    return body


def _law(kind: str, number: int, year: int, subject: str, gazette: int, supplement: int) -> Data:
    return {
        "jenis": kind,
        "nomor": number,
        "tahun": year,
        "tentang": subject,
        "lembaran": [
            {"jenis": "lembaran-negara", "tahun": year, "nomor": gazette},
            {"jenis": "tambahan-lembaran-negara", "nomor": supplement},
        ],
    }


def _articles(attached: list[str]) -> list[Data]:
    listed = " dan ".join(f"Lampiran {item}" for item in attached[-2:])
    articles: list[Data] = [
        {
            "pasal": 1,
            "ayat": {
                1: "Rencana aksi reformasi birokrasi disusun setiap tahun.",
                2: "Rencana aksi sebagaimana dimaksud pada ayat (1) tercantum dalam "
                f"{listed} yang merupakan bagian tidak terpisahkan dari Peraturan Bupati ini.",
                3: "Rencana aksi sebagaimana dimaksud pada ayat (1) dilaksanakan perangkat daerah.",
            },
        },
        {
            "pasal": 2,
            "teks": "Pelaksanaan rencana aksi sebagaimana dimaksud dalam Pasal 1 dipantau Bupati.",
        },
    ]
    if "I" in attached:
        chapters: Any = {"a": "BAB I : PENDAHULUAN; dan", "b": "BAB II : SASARAN."}
        text = "Peta jalan dalam Lampiran I disusun dengan sistematika:"
        articles.append({"pasal": 3, "teks": text, "huruf": chapters})
    articles.append({"pasal": len(articles) + 1, "teks": _INTO_FORCE})
    return articles


def _of_the_year_before(plan: Data, rng: Random) -> Data:
    """The plan as it was a year before: other budgets, the same actions."""

    def aged(node: Any) -> Any:
        if isinstance(node, dict):
            return {
                key: value + rng.randrange(1, 9999) if key == "anggaran" else aged(value)
                for key, value in node.items()
            }
        return [aged(item) for item in node] if isinstance(node, list) else node

    result: Data = aged(plan)
    result["tahun"] = YEAR - 1
    result["judul"] = result["judul"].replace(str(YEAR), str(YEAR - 1))
    return result


def _amend(sources: Sources, before: Data) -> None:
    """Let the body amend that of the year before: two attachments anew, one added."""
    body = sources.files[BODY]
    body["tentang"] = f"PERUBAHAN ATAS PERATURAN BUPATI TENTANG {_TITLE} {YEAR}".upper()
    body["sebutan"]["tentang"] = f"Perubahan atas Peraturan Bupati tentang {_TITLE} {YEAR}"
    body["menimbang"][1] = (
        "bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a, perlu menetapkan "
        f"Peraturan Bupati tentang {body['sebutan']['tentang']};"
    )
    body["mengubah"] = {
        "jenis": "Peraturan Bupati",
        "nomor": before["nomor"],
        "tahun": before["tahun"],
        "tentang": before["sebutan"]["tentang"],
        "lembaran": [
            {
                "jenis": "berita-daerah",
                "daerah": "Kabupaten Batang",
                "tahun": before["berita_daerah"]["tahun"],
                "nomor": before["berita_daerah"]["nomor"],
            }
        ],
    }
    wanted = "Rencana aksi reformasi birokrasi disusun dan dievaluasi setiap tahun."
    first = {"pasal": 1, "ayat": {**before["batang_tubuh"][0]["ayat"], 1: wanted}}
    body["batang_tubuh"] = [
        {
            "pasal": "I",
            "perubahan": [
                {
                    "jenis": "ubah-ayat",
                    "pasal": 1,
                    "nomor": [1],
                    "menjadi": [{"pasal": 1, "ayat": {1: wanted}}],
                },
                {"jenis": "ubah-lampiran", "nomor": ["I", "II", "III"]},
            ],
        },
        {"pasal": "II", "teks": _INTO_FORCE},
    ]
    articles = [first, *deepcopy(before["batang_tubuh"][1:])]
    sources.files[f"{YEAR}/pasal.yaml"] = {"pasal": articles}
