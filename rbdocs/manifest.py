"""What the last build of a year was made from, so that an unchanged one need not be done again.

Decided by content, never by time: the fingerprint covers sources, templates and the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, field
from functools import cache
from pathlib import Path

from rbdocs import __version__
from rbdocs.edition import Edition
from rbdocs.files import LARGEST, Project, digest, digest_of, read_regular, write_atomic

_NAME = ".jejak.json"
_MOST = 20_000_000  # bytes; that of 2023 has 190,000
# Names as this program gives them: no folder, no drive, nothing hidden, no device of Windows.
_BARE = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)\b)[a-z0-9][a-z0-9-]{0,60}\.(?:docx|pdf)")
# What is compiled, the examples of rules, and the words of the command line.
_NO_MATTER = ("__pycache__", "cases", "locale")
_DIGEST = re.compile(r"[0-9a-f.]{64,150}")


@dataclass(slots=True)
class PrintedPdf:
    """The PDF of the last build: what each was made from, its digests, and what was said of them.

    *made* gives by file name what it was made from and then the digests that it may have, *book*
    is the digest of what the regulation said of itself, *archive* tells the form.
    """

    book: str = ""
    archive: bool = False
    made: dict[str, list[str]] = field(default_factory=dict)
    report: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Composition:
    """What a document was composed of, as a digest, and whether its template was warned about."""

    digest: str
    warned: bool


@dataclass(slots=True)
class Manifest:
    """The fingerprint of the last build, the digests of its documents, and what it reported.

    *composed* says of each document that was written what it was composed of.
    """

    fingerprint: str = ""
    documents: dict[str, list[str]] = field(default_factory=dict)
    report: dict[str, object] = field(default_factory=dict)
    printed: PrintedPdf = field(default_factory=PrintedPdf)
    problem: str = ""
    composed: dict[str, Composition] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return the manifest in *folder*; an empty one where there is none that can be trusted.

        Whatever it names is written and removed, so one that names anything but documents in
        *folder* counts as none, and *problem* says so.
        """
        path = folder / _NAME
        try:
            if path.is_symlink() or path.stat().st_size > _MOST or not path.is_file():
                raise ValueError(path)
            data = json.loads(path.read_bytes())
            printed = data["printed"]
            return cls(
                str(data["fingerprint"]),
                _digests(data["documents"]),
                dict(data["report"]),
                PrintedPdf(
                    str(printed["book"]),
                    printed["archive"] is True,
                    _digests(printed["made"]),
                    dict(printed["report"]),
                ),
                composed=_composed(data.get("composed", {})),
            )
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return cls(
                problem=f"{path.as_posix()} rusak atau bukan buatan program ini, jadi dianggap "
                "tidak ada: semua dokumen dibuat lagi, dan yang pernah disunting disisihkan."
            )

    def write(self, folder: Path) -> None:
        """Put this manifest into *folder*. Raises FileProblem where that is not possible."""
        data = {
            "fingerprint": self.fingerprint,
            "documents": self.documents,
            "report": self.report,
            "printed": asdict(self.printed),
            "composed": {name: astuple(made) for name, made in self.composed.items()},
        }
        write_atomic(folder / _NAME, json.dumps(data, ensure_ascii=False).encode())

    def is_current(self, fingerprint: str, folder: Path) -> bool:
        """Whether a build with *fingerprint* would leave every document as it stands."""
        if fingerprint != self.fingerprint or not self.documents:
            return False
        try:
            return all(
                digest((folder / name).read_bytes()) in known
                for name, known in self.documents.items()
            )
        except OSError:
            return False

    def kept(self, folder: Path, name: str, made: str) -> bytes | None:
        """Return the document *name* in *folder* where it is the one that was composed of *made*.

        None where it was composed of something else, or is not now what was written then.
        """
        last, known = self.composed.get(name), self.documents.get(name, [])
        if last is None or not made or last.digest != made or len(known) != 1:
            return None
        try:
            content = read_regular(folder / name, LARGEST)
        except OSError:
            return None
        return content if digest(content) == known[0] else None


def _composed(data: dict[str, list[object]]) -> dict[str, Composition]:
    """Return *data* as what documents were composed of; ValueError where it is none."""
    result = {}
    for name, (made, warned) in data.items():
        if not (_BARE.fullmatch(name) and isinstance(made, str) and _DIGEST.fullmatch(made)):
            raise ValueError(name)
        result[name] = Composition(made, warned is not False)
    return result


def _digests(data: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return *data* where it gives digests by the bare names of documents; else ValueError."""
    for name, known in data.items():
        if not (_BARE.fullmatch(name) and known and isinstance(known, list)):
            raise ValueError(name)
        if not all(isinstance(text, str) and _DIGEST.fullmatch(text) for text in known):
            raise ValueError(name)
    return data


def fingerprint(project: Project, year: Edition) -> str:
    """Return the digest of all that the documents of *year* depend on.

    Raises OSError where one of the files cannot be read.
    """
    total = hashlib.sha256(program_digest().encode())
    for path in _sources(project, year):
        name = path.relative_to(project.root).as_posix()
        total.update(f"\0{name}\0{digest_of(path)}".encode())
    return total.hexdigest()


@cache
def program_digest() -> str:
    """Return the digest of the program that runs: its modules, what it reads, its libraries.

    Raises OSError where one of its files cannot be read.
    """
    total = hashlib.sha256(f"{__version__}\0{sys.version}".encode())
    package = Path(__file__).parent
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name not in _NO_MATTER)
        for name in sorted(names):
            _add_file(total, Path(folder, name), package)
    lock = package.parent / "requirements.txt"
    if lock.is_file():  # installed as a package it has none beside it
        _add_file(total, lock, package)
    return total.hexdigest()


def _add_file(total: hashlib._Hash, path: Path, base: Path) -> None:
    with path.open("rb") as stream:
        total.update(f"\0{os.path.relpath(path, base)}\0{digest(stream.read())}".encode())


def _sources(project: Project, newest: Edition) -> Iterator[Path]:
    # Folders and the like too: what nothing reads is told, and it may come and go.
    yield from (item for item in sorted(project.sources.iterdir()) if not item.name.startswith("."))
    # What an earlier year says is compared with, carried on or inherited.
    for year in project.years():
        folder = project.sources / str(year)
        for path in sorted(folder.rglob("*")) if year <= newest else ():
            if not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield path
    for path in sorted(project.templates.rglob("*")):
        names = path.relative_to(project.templates).parts
        if path.is_file() and not any(map(is_scratch, names)):
            yield path


def is_scratch(name: str) -> bool:
    """Whether an editor or office program left *name* beside the templates."""
    return name.startswith((".", "~$"))
