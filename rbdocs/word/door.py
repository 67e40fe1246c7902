"""A Word template comes in: it is opened, cleaned, and what is foreign in it is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from rbdocs.files import Project
from rbdocs.model.finding import Finding, Level, Location
from rbdocs.word.clean import Unfit, clean
from rbdocs.word.former import renew
from rbdocs.word.identity import bears_identity, give_identities
from rbdocs.word.package import MAX_SIZE, PackageProblem, refusal, unpack, write_package
from rbdocs.word.paragraphs import in_text, outside_text
from rbdocs.word.problems import Mistake, TemplateProblem, parse_xml
from rbdocs.word.removals import Removed
from rbdocs.word.xml import DOCUMENT, serialise

_OTHERS = (".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".ott", ".rtf")
_BRACES = "Tulis tag dengan {{ dan }} tanpa spasi di antara kurungnya, dalam teks paragraf biasa."


def load_template(project: Project, path: Path) -> bytes:
    """Return the bytes of the template at *path*. Raises TemplateProblem."""
    if not project.inside(path):
        raise _problem("berkas menunjuk ke luar folder proyek", "Salin berkasnya ke sini.")
    back = "Kembalikan templat itu dari salinan, atau dari riwayat proyek (git)."
    try:
        if path.exists() and not path.is_file():
            raise _problem("ini bukan berkas biasa", back)
        if path.stat().st_size > MAX_SIZE:
            raise _problem("berkas templat terlalu besar", back)
        return path.read_bytes()
    except FileNotFoundError as error:
        other = next(
            (suffix for end in _OTHERS if (suffix := path.with_suffix(end)).exists()), None
        )
        if other is None:
            raise _problem("berkas templat tidak ada", back) from error
        raise _problem(
            f"berkas templat tidak ada; yang ada {other.name}",
            f"Buka {other.name} di Word, simpan sebagai Word Document (.docx) bernama {path.name}.",
        ) from error
    except OSError as error:
        raise _problem("berkas templat tidak dapat dibaca", back) from error


def read_template(template: bytes) -> dict[str, bytes]:
    """Return the parts of the Word template, cleaned. Raises TemplateProblem."""
    return dict(_cleaned(template)[0])


def fill_template(template: bytes, compose: Callable[[bytes], bytes]) -> bytes:
    """Return the document that *compose* makes of *template*, with no number or name in it twice.

    Raises TemplateProblem that lists every mistake in the template, and what *compose* raises.
    """
    outside = outside_mistakes(template)
    try:
        content = compose(template)
    except TemplateProblem as error:
        raise TemplateProblem([*outside, *error.mistakes]) from error
    if outside:
        raise TemplateProblem(outside)
    if not bears_identity(_cleaned(template)[0]):
        return content
    parts = unpack(content)
    give_identities(parts)
    return write_package(parts)


def outside_mistakes(template: bytes) -> list[Mistake]:
    """Return the tags in *template* where none is filled: field codes, links, descriptions.

    Raises TemplateProblem.
    """
    return list(_outside(template))


@lru_cache(maxsize=16)
def _outside(template: bytes) -> dict[Mistake, None]:
    found = [brace for brace in outside_text(_cleaned(template)[0]) if brace.broken]
    message = "kurung kurawal di sini tidak diisi"
    return dict.fromkeys(
        Mistake(finding.place, finding.words, message, _BRACES) for finding in found
    )


def warnings(file: str, template: bytes) -> list[Finding]:
    """Return what was taken out of the template *file*, and what looks a little like a tag.

    Raises TemplateProblem.
    """
    single = [
        Finding(
            "TPL03",
            Level.PERINGATAN,
            f"{brace.place}: «{brace.words}» tercetak apa adanya.",
            Location(file),
            values={"tempat": brace.place, "teks": brace.words},
            hint="Bila dimaksud sebagai tag, tulis dengan kurung ganda, misalnya {{ judul }}.",
        )
        for brace in in_text(_cleaned(template)[0])
        if not brace.broken
    ]
    return single + [
        Finding(
            "TPL02",
            Level.PERINGATAN,
            f"{removed.place}: {removed.sentence}",
            Location(file),
            values={"tempat": removed.place, "apa": removed.kind.name, "jumlah": removed.times},
            hint=removed.kind.hint,
        )
        for removed in _cleaned(template)[1]
    ]


def _problem(message: str, hint: str) -> TemplateProblem:
    return TemplateProblem([Mistake("", "", message, hint)])


# A template serves several documents of a run, each of which opens it.
@lru_cache(maxsize=16)
def _cleaned(template: bytes) -> tuple[dict[str, bytes], list[Removed]]:
    refused = refusal(template)
    if refused is not None:
        raise _problem(*refused)
    try:
        parts, removed = clean(unpack(template))
        if (renewed := renew(parse_xml(parts[DOCUMENT], DOCUMENT))) is not None:
            parts[DOCUMENT] = serialise(renewed)
        return parts, removed
    except PackageProblem as error:
        hint = "Kembalikan templat itu dari salinan, atau simpan ulang dari Word sebagai .docx."
        raise _problem(str(error), hint) from error
    except Unfit as error:
        raise TemplateProblem([Mistake(*mistake) for mistake in _as_mistakes(error)]) from error


def _as_mistakes(error: Unfit) -> list[tuple[str, str, str, str]]:
    return [(place, "", message, hint) for place, message, hint in error.faults]
