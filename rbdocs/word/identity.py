"""Numbers and names that a document may have once: of copies, and the addresses of a plan's rows.

The addresses are bookmarks named after the action's kode. With them a comparison knows which row is
which, and edits made in Word find the value that was printed. Word and LibreOffice keep a bookmark
that surrounds the text of one cell, and lose or double those that reach over cells. Where someone
types over a whole cell its bookmark is gone, so a row has up to three.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from lxml import etree

from rbdocs.model.plan import Address
from rbdocs.word.removals import ADDRESS, Scene
from rbdocs.word.xml import W14, WPS, O, V, W, drop, local, parse, serialise

# What the names of a row's bookmarks end with: two of the action itself, whose columns are never
# merged with another row, and that of the level below it, which says which of its rows this is.
ENDINGS = ("a", "b", "s")
# A name that begins with a low line is not listed in Word, and so not taken for the user's own.
_LONGEST = 40  # of a bookmark, at most
_NAME = re.compile(r"_rb_(?P<letters>[A-Z]{1,4})_(?P<digits>\d{2,4})_(?P<end>[ab]|s(?P<row>\d+))")
_WP14 = "{http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing}"
_TEXT = re.compile(r"word/(document|(header|footer|footnotes|endnotes)\w*)\.xml")
# Elements and attributes that bear an identity: where a part has none, nothing needs be done.
_BEARERS = re.compile(
    rb"bookmark(Start|End)|perm(Start|End)|docPr\b|cNvPr\b|\bsdtPr\b|paraId|anchorId|editId|urn:schemas-micro"
    rb"soft-com:vml|txbx\b"
)
# Ids that only Word itself uses, to find what has not changed: a copy does without.
_SPARE = (f"{W14}paraId", f"{W14}textId", f"{_WP14}anchorId", f"{_WP14}editId", f"{O}spid")
_PAIRS = (("bookmarkStart", "bookmarkEnd"), ("permStart", "permEnd"))


def bookmark_name(address: Address, end: str) -> str:
    """Return the name of the bookmark of the row at *address* that ends in *end*, of ENDINGS."""
    number = address.row if end == "s" else ""
    return f"_rb_{address.kode.replace('-', '_')}_{end}{number}"


def parse_bookmark(name: str) -> tuple[Address, bool] | None:
    """Return the address that *name* holds, and whether it says which row; None where none."""
    hit = _NAME.fullmatch(name)
    if hit is None:
        return None
    row = hit["row"]
    return Address(f"{hit['letters']}-{hit['digits']}", int(row or 1)), row is not None


def kode_of(row: etree._Element) -> str:
    """Return the kode of the action that *row* prints, from its bookmarks, or ""."""
    for element in row.iter(f"{W}bookmarkStart"):
        if found := parse_bookmark(element.get(f"{W}name", "")):
            return found[0].kode
    return ""


def key_bookmark(key: str) -> str:
    """Return the name of *key*'s bookmark, which Word does not list among the user's own.

    Word allows 40 letters, digits and low lines; what is longer ends in a digest.

    >>> key_bookmark("1-3-1-b2-p1")
    '_rb_n_1_3_1_b2_p1'
    """
    name = f"_rb_n_{key.replace('-', '_')}"
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}_{hashlib.sha256(key.encode()).hexdigest()[:8]}"


def bears_identity(parts: dict[str, bytes]) -> bool:
    """Whether anything in the texts of *parts* bears a number or name of its own."""
    return any(_BEARERS.search(data) for name, data in parts.items() if _TEXT.fullmatch(name))


def give_identities(parts: dict[str, bytes]) -> None:
    """Let no number or name in the texts of *parts* stand twice; the first keeps its own."""
    own = _Identities()
    for name, data in parts.items():
        if not _TEXT.fullmatch(name) or not _BEARERS.search(data):
            continue
        root = parse(data)
        before = etree.tostring(root)
        own.part(root)
        if etree.tostring(root) != before:
            parts[name] = serialise(root)


class _Numbers:
    """Hands out numbers of one kind, none twice."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._last = 0

    def own(self, wanted: str) -> str:
        """Return *wanted*, or where it is taken the next number that is free."""
        if wanted.casefold() in self._used or not wanted:
            while str(self._last + 1) in self._used:
                self._last += 1
            wanted = str(self._last + 1)
        self._used.add(wanted.casefold())
        if wanted.isdecimal() and len(wanted) < 10:
            self._last = max(self._last, int(wanted))
        return wanted


class _Identities:
    def __init__(self) -> None:
        self._numbers: dict[str, _Numbers] = {}
        self._spare: set[tuple[str, str]] = set()
        self._names: set[str] = set()
        self._shapes: set[str] = set()
        self._copies: Counter[str] = Counter()  # so that a thousandth copy is quickly named

    def part(self, root: etree._Element) -> None:
        """Give everything in *root* its own identity."""
        for start, end in _PAIRS:
            self._pairs(root, start, end)
        self._shape_types(root)
        linked: dict[str, str] = {}
        for element in list(root.iter()):
            if not isinstance(element.tag, str):
                continue
            for name in _SPARE:
                self._once(element, name)
            if local(element) in ("docPr", "cNvPr"):
                element.set("id", self._number(str(element.tag), element.get("id", "")))
            elif element.tag == f"{W}id" and _of_control(element):
                element.set(f"{W}val", self._number("sdt", element.get(f"{W}val", "")))
            elif element.tag == f"{WPS}txbx" and element.get("id") is not None:
                old = element.get("id", "")
                linked[old] = self._number("txbx", old)
                element.set("id", linked[old])
            elif element.tag == f"{WPS}linkedTxbx":
                element.set("id", linked.get(element.get("id", ""), element.get("id", "")))
            elif element.tag == f"{V}shapetype":
                continue
            elif str(element.tag).startswith(V) and element.get("id") is not None:
                element.set("id", self._unused(element.get("id", ""), self._shapes, "{0}_{1}"))

    def _number(self, kind: str, wanted: str) -> str:
        sound = re.fullmatch(r"-?\d{1,10}", wanted) and abs(int(wanted)) < 2**31
        return self._numbers.setdefault(kind, _Numbers()).own(wanted if sound else "")

    def _once(self, element: etree._Element, name: str) -> None:
        value = element.get(name)
        if value is None:
            return
        if (name, value) in self._spare:
            del element.attrib[name]
        self._spare.add((name, value))

    def _shape_types(self, root: etree._Element) -> None:
        """The shapes of a part share a type by its id: it stands there once, under its own id."""
        names: dict[str, str] = {}
        for element in list(root.iter(f"{V}shapetype")):
            name = element.get("id", "")
            if name in names:
                drop(element)
            else:
                names[name] = self._unused(name, self._shapes, "{0}_{1}")
                element.set("id", names[name])
        for element in root.iter():
            kind = element.get("type", "") if isinstance(element.tag, str) else ""
            if kind.startswith("#") and str(element.tag).startswith(V):
                element.set("type", f"#{names.get(kind[1:], kind[1:])}")

    def _unused(self, wanted: str, used: set[str], form: str) -> str:
        name = wanted
        while name.casefold() in used:
            self._copies[wanted] += 1
            number = self._copies[wanted] + 1
            short = wanted[: _LONGEST - len(str(number)) - 1]
            name = form.format(short, number)
        used.add(name.casefold())
        return name

    def _pairs(self, root: etree._Element, start: str, end: str) -> None:
        """Number the pairs of *start* and *end* anew where they stand twice; lone ones go."""
        open_ones: dict[str, list[etree._Element]] = {}
        for element in list(root.iter(f"{W}{start}", f"{W}{end}")):
            old = element.get(f"{W}id", "")
            if element.tag == f"{W}{start}":
                open_ones.setdefault(old, []).append(element)
            elif open_ones.get(old):
                first = open_ones[old].pop()
                number = self._number(start, old)
                first.set(f"{W}id", number)
                element.set(f"{W}id", number)
                name = first.get(f"{W}name")
                if name is not None:
                    first.set(f"{W}name", self._unused(name, self._names, "{0}_{1}"))
            else:
                drop(element)
        for lone in [item for listing in open_ones.values() for item in listing]:
            drop(lone)


def _of_control(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag == f"{W}sdtPr"


def drop_marks(root: etree._Element, scene: Scene) -> None:
    """Drop the bookmarks by which a finished document knows its rows: in a template they would lie.

    Word's own mark of the place edited last goes without a word.
    """
    gone: set[str | None] = set()
    for element in list(root.iter(f"{W}bookmarkStart")):
        name = element.get(f"{W}name", "")
        if name.startswith("_rb_"):
            scene.note(ADDRESS, element)
        elif name != "_GoBack":
            continue
        gone.add(element.get(f"{W}id"))
        drop(element)
    for element in list(root.iter(f"{W}bookmarkEnd")):
        if element.get(f"{W}id") in gone:
            drop(element)
