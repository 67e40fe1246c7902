"""Bodies of regulations at random, and what a drafter may make of them, as plain data.

A body is a list of articles, each with the headings above it: kind, number and title.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import groupby
from random import Random
from typing import Any

Headings = tuple[tuple[str, str, str], ...]
Body = list[tuple[Headings, dict[str, Any]]]
ROMANS = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
ORDINALS = ["Kesatu", "Kedua", "Ketiga", "Keempat", "Kelima", "Keenam"]
WORDS = ["Satu.", "Dua.", "*Tiga* empat.", "Lima;", "Enam; dan", "Tujuh."]


def words(random: Random) -> str:
    return f"{random.randrange(10**6)} {random.choice(WORDS)}"


def body(random: Random) -> Body:
    """A regulation: articles alone, or in chapters, some of these in bagian and paragraf."""
    result: Body = []
    for headings in leaves(random):
        for _ in range(random.randint(1, 3)):
            number = 1 + sum(item["pasal"].isdecimal() for _, item in result)
            gone = {"pasal": str(number), "status": "dihapus"}
            result.append(
                (headings, gone if random.random() < 0.1 else article(random, str(number)))
            )
            if random.random() < 0.2:
                result.append((headings, article(random, f"{number}A")))
    return result


def leaves(random: Random) -> list[Headings]:
    """The innermost divisions of a regulation, in order."""
    result: list[Headings] = []
    for roman in ROMANS[: random.randint(0, 3)]:
        bab = (("bab", roman, f"JUDUL {roman}"),)
        if random.random() < 0.5:
            result.append(bab)
            continue
        for ordinal in ORDINALS[: random.randint(1, 3)]:
            bagian = (*bab, ("bagian", ordinal, f"Judul {ordinal}"))
            count = random.choice([0, 0, 1, 2])
            paragraf = [("paragraf", str(n + 1), f"Judul {n + 1}") for n in range(count)]
            result += [(*bagian, part) for part in paragraf] or [bagian]
    return result or [()]


def article(random: Random, nomor: str) -> dict[str, Any]:
    kind = random.choice(["teks", "ayat", "huruf", "angka", "dalam"])
    if kind == "teks":
        return {"pasal": nomor, "teks": words(random)}
    if kind in ("huruf", "angka"):
        return {"pasal": nomor, "teks": words(random), kind: parts(random, kind)}
    ayat = parts(random, "ayat")
    if kind == "dalam":
        ayat["1"] = {"teks": words(random), "huruf": parts(random, "huruf")}
        ayat["1"]["huruf"]["a"] = {"teks": words(random), "angka": parts(random, "angka")}
    return {"pasal": nomor, "ayat": ayat}


def parts(random: Random, unit: str) -> dict[str, Any]:
    """A list of two to four provisions, some of them inserted or deleted by earlier amendments."""
    result: dict[str, Any] = {}
    for nomor in ("abcd" if unit == "huruf" else "1234")[: random.randint(2, 4)]:
        result[nomor] = {"status": "dihapus"} if random.random() < 0.1 else words(random)
        if random.random() < 0.1:
            result[f"{nomor}{'1' if unit == 'huruf' else 'a'}"] = words(random)
    return result


def nested(items: Body, depth: int = 0) -> list[dict[str, Any]]:
    """*items* as pasal.yaml writes them."""
    result: list[dict[str, Any]] = []
    for above, group in groupby(items, lambda item: item[0][depth : depth + 1]):
        inside = list(group)
        if not above:
            result += [item for _, item in inside]
            continue
        unit, nomor, judul = above[0]
        part: dict[str, Any] = {unit: nomor, "judul": judul}
        for inner in nested(inside, depth + 1):
            kind = next(name for name in ("bagian", "paragraf", "pasal") if name in inner)
            part.setdefault(kind, []).append(inner)
        result.append(part)
    return result


def edited(random: Random, base: Body) -> Body:
    """*base* as a drafter may want it: one to four edits for which the technique has a phrase."""
    result = deepcopy(base)
    for _ in range(random.randint(1, 4)):
        random.choice(EDITS)(random, result, base)
    return settled(result, base)


def settled(items: Body, base: Body) -> Body:
    """*items* with their former titles over divisions of which nothing is left."""
    titles = {
        tuple(step[:2] for step in above[: depth + 1]): above[depth]
        for above, _ in base
        for depth in range(len(above))
    }
    result = []
    for above, item in items:
        ways = [tuple(step[:2] for step in above[: depth + 1]) for depth in range(len(above))]
        headings = tuple(
            titles.get(way, step) if dead(items, above[: depth + 1]) else step
            for depth, (way, step) in enumerate(zip(ways, above, strict=True))
        )
        result.append((headings, item))
    return result


def known(nomor: str, base: Body) -> bool:
    return any(item["pasal"] == nomor for _, item in base)


def rewrite(random: Random, items: Body, base: Body) -> None:
    """Other words, new and deleted parts of an article."""
    index = random.randrange(len(items))
    headings, item = items[index]
    former = next((old for _, old in base if old["pasal"] == item["pasal"]), None)
    if item.get("status") != "dihapus" and former is not None:
        items[index] = (headings, edit_parts(random, former))


def edit_parts(random: Random, item: dict[str, Any]) -> dict[str, Any]:
    result = dict(item)
    kinds = [unit for unit in ("ayat", "huruf", "angka") if unit in item]
    if not kinds:
        return {**result, "teks": words(random)}
    unit = kinds[0]
    if unit != "ayat" and random.random() < 0.2:
        result["teks"] = words(random)
    listing: dict[str, Any] = {}
    for nomor, part in item[unit].items():
        listing[nomor] = edit_part(random, part)
        further = f"{nomor}{'1' if unit == 'huruf' else 'a'}"
        if len(nomor) == 1 and further not in item[unit] and random.random() < 0.15:
            listing[further] = words(random)
    last = [nomor for nomor in listing if len(nomor) == 1][-1]
    if random.random() < 0.2:
        listing[chr(ord(last) + 1)] = words(random)
    result[unit] = listing
    return result


def edit_part(random: Random, part: Any) -> Any:
    if isinstance(part, dict) and part.get("status") == "dihapus":
        return part
    chance = random.random()
    if chance < 0.15:
        return {"status": "dihapus"}
    if isinstance(part, dict):
        return edit_parts(random, part) if chance < 0.6 else part
    return words(random) if chance < 0.35 else part


def delete(random: Random, items: Body, base: Body) -> None:
    index = random.randrange(len(items))
    headings, item = items[index]
    if known(item["pasal"], base):
        items[index] = (headings, {"pasal": item["pasal"], "status": "dihapus"})


def following(items: Body, index: int) -> str | None:
    """The number of an article inserted after *index*; None where there is no room."""
    nomor = items[index][1]["pasal"]
    further = f"{nomor}A" if nomor.isdecimal() else f"{nomor[:-1]}{chr(ord(nomor[-1]) + 1)}"
    return None if known(further, items) or further.endswith("[") else further


def dead(base: Body, headings: Headings) -> bool:
    """Whether a division of *headings* was deleted with all that stood in it."""
    numbers = [[step[:2] for step in headings[: depth + 1]] for depth in range(len(headings))]
    return any(
        inside and all(item.get("status") == "dihapus" for item in inside)
        for way in numbers
        for inside in [
            [item for above, item in base if [step[:2] for step in above[: len(way)]] == way]
        ]
    )


def insert(random: Random, items: Body, base: Body) -> None:
    """One or two articles, in the division of the one before, or of the one after."""
    index = random.randrange(len(items))
    for _ in range(random.randint(1, 2)):
        nomor = following(items, index)
        if nomor is None:
            return
        headings = items[index][0]
        if index + 1 < len(items) and random.random() < 0.3:
            headings = items[index + 1][0]
        if dead(base, headings):
            return
        items.insert(index + 1, (headings, article(random, nomor)))
        index += 1


def append(random: Random, items: Body, base: Body) -> None:
    if dead(base, items[-1][0]):
        return
    number = max(int(item["pasal"].rstrip("ABCDEF")) for _, item in items)
    items.append((items[-1][0], article(random, str(number + 1))))


def retitle(random: Random, items: Body, base: Body) -> None:
    index = random.randrange(len(items))
    headings = items[index][0]
    if not headings:
        return
    depth = random.randrange(len(headings))
    way = headings[: depth + 1]
    unit, nomor, _ = way[-1]
    for at, (above, item) in enumerate(items):
        if above[: depth + 1] == way:
            title = (unit, nomor, f"BARU {nomor}")
            items[at] = ((*way[:-1], title, *above[depth + 1 :]), item)


def divide(random: Random, items: Body, base: Body) -> None:
    """A new division after one that is there, inserted or at the end."""
    index = random.randrange(len(items))
    headings = items[index][0]
    if not headings:
        return
    depth = random.randrange(len(headings))
    unit, nomor, _ = headings[depth]
    inside = [
        at for at, (above, _) in enumerate(items) if above[: depth + 1] == headings[: depth + 1]
    ]
    new = following(items, inside[-1])
    division = next_division(unit, nomor, items, headings[:depth])
    if new is None or division is None or dead(base, headings[:depth]):
        return
    here = (*headings[:depth], (unit, division, f"Baru {division}"))
    items.insert(inside[-1] + 1, (here, article(random, new)))


def next_division(unit: str, nomor: str, items: Body, way: Headings) -> str | None:
    """The number after *nomor* among its siblings: the next, or one inserted; None: no room."""
    depth = len(way)
    siblings = [above[depth][1] for above, _ in items if above[:depth] == way and above[depth:]]
    order = list(dict.fromkeys(siblings))
    if order.index(nomor) + 1 < len(order):
        further = f"{nomor} A" if unit == "bagian" else f"{nomor}A"
        return None if nomor[-1] == "A" or further in order else further
    if unit == "paragraf":
        return str(int(nomor) + 1) if nomor.isdecimal() else None
    names = ROMANS if unit == "bab" else ORDINALS
    return names[names.index(nomor) + 1] if nomor in names[:-1] else None


def move(random: Random, items: Body, base: Body) -> None:
    """An article from the end of its division to the head of the next, or the other way."""
    edges = [at for at in range(len(items) - 1) if items[at][0] != items[at + 1][0]]
    if not edges:
        return
    at = random.choice(edges)
    source, target = (at, at + 1) if random.random() < 0.5 else (at + 1, at)
    old, new = items[source][0], items[target][0]
    fresh = {above[: depth + 1] for above, item in items for depth in range(len(above))}
    fresh -= {above[: depth + 1] for above, item in base for depth in range(len(above))}
    if dead(base, new):
        return
    if sum(above == old for above, _ in items) > 1 and not fresh & {new[:1], new[:2], new[:3]}:
        items[source] = (new, items[source][1])


EDITS = [rewrite, rewrite, delete, insert, insert, append, retitle, divide, move]


def anyhow(random: Random, base: Body) -> Body:
    """*base* with one to three edits of which some cannot be brought about."""
    result = deepcopy(base)
    for _ in range(random.randint(1, 3)):
        random.choice([*EDITS, *WILD])(random, result, base)
    return result


def drop(random: Random, items: Body, base: Body) -> None:
    if len(items) > 1:
        del items[random.randrange(len(items))]


def swap(random: Random, items: Body, base: Body) -> None:
    first, second = random.randrange(len(items)), random.randrange(len(items))
    items[first], items[second] = items[second], items[first]


def misplace(random: Random, items: Body, base: Body) -> None:
    """The headings of another article."""
    first, second = random.randrange(len(items)), random.randrange(len(items))
    items[first] = (items[second][0], items[first][1])


def replace(random: Random, items: Body, base: Body) -> None:
    """An article written anew, deleted ones too."""
    index = random.randrange(len(items))
    items[index] = (items[index][0], article(random, items[index][1]["pasal"]))


def shuffle(random: Random, items: Body, base: Body) -> None:
    """Parts of an article in another order, or without one of them."""
    index = random.randrange(len(items))
    headings, item = items[index]
    for unit in ("ayat", "huruf", "angka"):
        if unit in item:
            pairs = list(item[unit].items())
            random.shuffle(pairs)
            items[index] = (headings, {**item, unit: dict(pairs[random.randint(0, 1) :])})


def renumber(random: Random, items: Body, base: Body) -> None:
    index = random.randrange(len(items))
    headings, item = items[index]
    items[index] = (headings, {**item, "pasal": random.choice(["1", "2A", "4AA", "9", "3B"])})


WILD = [drop, swap, misplace, replace, shuffle, renumber]
