"""Which columns of a foreign sheet are which columns of a layout, by what stands over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from rbdocs.excel.door import Grid, GridCell
from rbdocs.model.plan_columns import Column

_DEEPEST = 4  # rows of a heading
_WITHIN = 40  # the heading stands in the first rows of what a sheet says
SURE = 70.0  # of 100: a title that has at least half of its words from the other
_SIGNS = re.compile(r"[^\w%]+")
_NUMBERED = re.compile(r"\(?\d{1,2}\)?")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# What sheets of other regencies call the columns, by what they mean; read off public rencana aksi.
_ALSO = {
    "uraian": ("rencana aksi", "aksi", "uraian rencana aksi", "kegiatan", "langkah aksi"),
    "satuan": ("satuan", "satuan output", "unit"),
    "indikator": ("indikator", "indikator output", "indikator keluaran", "indikator kinerja"),
    "total": ("total", "jumlah", "target tahunan", "total target"),
    "anggaran": ("jumlah anggaran", "anggaran", "pagu", "pagu anggaran", "anggaran rp", "biaya"),
    "sub_kegiatan": (
        "sub kegiatan",
        "subkegiatan",
        "nama subkegiatan",
        "uraian",
        "sub kegiatan pendukung",
        "nama sub kegiatan",
    ),
    "koordinator": ("koordinator", "penanggung jawab", "pengampu"),
    "pelaksana": (
        "pelaksana",
        "skpd",
        "opd",
        "nama skpd",
        "unit kerja",
        "opd pelaksana",
        "perangkat daerah pelaksana",
        "perangkat daerah",
    ),
    "permasalahan": ("permasalahan", "isu", "masalah"),
    "kegiatan_utama": ("kegiatan utama",),
    "sasaran": ("sasaran",),
    "kode_rekening": ("kode", "kode rekening", "kode sub kegiatan", "kode subkegiatan"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A column of the sheet, counted from 0, its title there, and the layout's column it is."""

    place: int
    title: str
    column: Column
    score: float


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose heading was found: its rows, its matches, and the titles that are none."""

    grid: Grid
    first: int
    last: int
    matches: tuple[Match, ...]
    unused: tuple[tuple[int, str], ...]

    @property
    def score(self) -> float:
        """How sure all matches are together."""
        return sum(match.score for match in self.matches)


def find_heading(grids: Sequence[Grid], columns: Sequence[Column]) -> Headed | None:
    """Return the sheet and the heading that fit *columns* best; None where none fits at all."""
    best: Headed | None = None
    for grid in grids:
        numbers = sorted(grid.rows)[:_WITHIN]
        for index, first in enumerate(numbers):
            for last in numbers[index : index + _DEEPEST]:
                headed = _headed(grid, first, last, columns)
                if headed.matches and (best is None or _better(headed, best)):
                    best = headed
    return best


def _better(headed: Headed, best: Headed) -> bool:
    """Whether *headed* fits better; of two that fit alike, the one with fewer rows."""
    gain = headed.score - best.score
    return gain > 1 or (abs(gain) <= 1 and headed.last - headed.first < best.last - best.first)


def _headed(grid: Grid, first: int, last: int, columns: Sequence[Column]) -> Headed:
    rows = [grid.rows[number] for number in sorted(grid.rows) if first <= number <= last]
    titles = [_titles(rows, place) for place in range(grid.width)]
    matches = _aligned(titles, columns)
    taken = {match.place for match in matches}
    unused = tuple(
        (place, " / ".join(title))
        for place, title in enumerate(titles)
        if title and place not in taken
    )
    return Headed(grid, first, last, tuple(matches), unused)


def _titles(rows: Sequence[list[GridCell]], place: int) -> list[str]:
    """What stands over the column at *place*, from the top; each once."""
    texts = [" ".join(row[place].text.split()) for row in rows if place < len(row)]
    kept = [text for text in texts if text and not _NUMBERED.fullmatch(text)]
    return list(dict.fromkeys(kept))


def _aligned(titles: Sequence[list[str]], columns: Sequence[Column]) -> list[Match]:
    """Match in order, as two sequences are aligned; then what is left, wherever it stands.

    Order decides between columns of one title, such as the two levels of a tematik plan.
    """
    scores = [[_score(title, column) for column in columns] for title in titles]
    best = [[0.0] * (len(columns) + 1) for _ in range(len(titles) + 1)]
    for i in range(len(titles) - 1, -1, -1):
        for j in range(len(columns) - 1, -1, -1):
            both = scores[i][j] + best[i + 1][j + 1] if scores[i][j] else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(titles) and j < len(columns):
        if scores[i][j] and best[i][j] == scores[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    free = sorted(
        (-scores[i][j], i, j)
        for i in range(len(titles))
        for j in range(len(columns))
        if scores[i][j]
    )
    places, taken = {i for i, _ in pairs}, {j for _, j in pairs}
    for _, i, j in free:
        if i not in places and j not in taken:
            pairs.append((i, j))
            places.add(i)
            taken.add(j)
    return [Match(i, " / ".join(titles[i]), columns[j], scores[i][j]) for i, j in sorted(pairs)]


def _score(title: Sequence[str], column: Column) -> float:
    """How sure *title* is that of *column*, of 100; 0 below SURE."""
    if not title:
        return 0.0
    own, whole = _words(title[-1]), _words(" ".join(title))
    names = {_words(column.title), _words(column.label), _words(column.title_within)}
    names |= (
        set(_ALSO.get(column.makna or "", ()))
        if column.declared is None or (column.declared.periode is None)
        else set()
    )
    grouped = _words(" ".join((*column.groups, column.title)))
    score = max(fuzz.ratio(own, name) for name in names if name)
    score = max(score, fuzz.token_sort_ratio(whole, grouped))
    if _number_of(own) != _number_of(_words(column.title)):
        return 0.0
    return score if score >= SURE else 0.0


@lru_cache(maxsize=4096)  # every title is compared with every column, heading by heading
def _words(text: str) -> str:
    """*text* for comparison: lower case, words alone, quarters by their figure."""
    words = _SIGNS.sub(" ", text.lower()).split()
    words = [_ROMAN.get(word, word) for word in words if word not in ("rp", "opd")]
    return " ".join("tw" if word == "triwulan" else word for word in words)


def _number_of(words: str) -> str:
    """The figure that ends a title: TW 1 is not TW 2; a year is no such figure."""
    end = words.rpartition(" ")[2]
    return end if len(end) <= 2 and end.isdigit() else ""
