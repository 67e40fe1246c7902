"""What a lawyer wants of a regulation, read from its consolidated text as edited in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from rbdocs.documents.consolidated import NAME
from rbdocs.documents.fingerprint import Fingerprint, source_digest
from rbdocs.documents.make import make_consolidated
from rbdocs.edition import Edition
from rbdocs.files import FileProblem, Project
from rbdocs.law.derive import derive
from rbdocs.law.in_force import after, before
from rbdocs.law.printed_lines import UnreadableLine, read_lines, same_articles
from rbdocs.model.batang_tubuh import BodyPart, Butir, DaftarPasal, addresses
from rbdocs.model.numbering import DIKTUM_NAMED, label
from rbdocs.model.printed_text import PlacedArticle, as_listing, name_of, placed
from rbdocs.model.regulation import Regulation
from rbdocs.model.values import Text
from rbdocs.revise.merge import merge
from rbdocs.revise.perubahan import articles_source
from rbdocs.sources.year import load_year
from rbdocs.sources.year_files import WANTED
from rbdocs.word.reader import WordFile, read_word
from rbdocs.word.seen import SeenParagraph, WordTable

_DELETED = re.compile(r"«[^»]*status: dihapus\}?»|beri status: dihapus pada tiap pasalnya")
_NOTE = re.compile(r"\((?:Pasal|Diktum|Judul)\b.*\b(?:sebagaimana|dengan) .*\)", re.DOTALL)
_START = re.compile(
    rf"(?:BAB\s+[IVXLC]+[A-Z]?|Pasal\s+\d+[A-Z]?|(?=[A-Z\s]+:){DIKTUM_NAMED}\s*:.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class ProvisionEdit:
    """A provision, or the title of a division, that reads otherwise: its name, old and new text."""

    place: str
    old: str
    new: str


@dataclass(slots=True)
class WantedText:
    """What the edited text makes of pasal.yaml; nothing is written.

    *year* is the regulation that is drafted, *last* that from which it is. *path* is that file,
    *present* what it holds now, *content* what it will hold. *obstacles* say what no amendment
    brings about, *outside* which lines beside the articles were edited: these are not taken over.
    """

    path: Path
    year: Edition
    last: Edition
    present: bytes
    content: bytes
    edits: list[ProvisionEdit] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def wanted_from(project: Project, file: WordFile, mark: Fingerprint) -> WantedText:
    """Return what the consolidated text *file*, which has *mark*, wants of the drafted year.

    Raises FileProblem where it cannot be read back, is of older sources, or nothing is drafted.
    """
    edition = mark.edition
    assert edition is not None
    made_of = _load(project, edition)
    base = made_of.peraturan.mengubah
    assert base is not None
    if source_digest(project, edition, mark.dokumen) != mark.sumber:
        raise FileProblem(
            f"{file.name}: sumber tahun {mark.tahun} sudah berubah sejak naskah ini dibuat, jadi "
            "suntingan tidak dapat dipisahkan dari perubahan sumber. Buat naskah konsolidasi lagi "
            f"(bangun {mark.tahun} --konsolidasi), pindahkan suntingannya ke sana, lalu ulangi."
        )
    draft = _draft(project, made_of)
    now = read_word(make_consolidated(project, made_of, base).content, NAME)
    standing = after(made_of).sequence()
    old_lines, new_lines = _Lines(now), _Lines(file)
    if not same_articles(list(placed(_read(file, old_lines.body))), standing):
        raise FileProblem(
            f"{file.name}: naskah konsolidasi ini tidak dapat dibaca kembali, barangkali karena "
            "templatnya diubah. Sunting pasal.yaml sendiri."
        )
    read = _read(file, new_lines.body)
    wanted = as_before(read, standing)
    path = project.sources / str(draft.peraturan.edition) / WANTED
    contents = _contents(project, path, draft, standing, wanted)
    result = WantedText(path, draft.peraturan.edition, _last(draft), *contents)
    result.edits = list(_edits(standing, list(placed(wanted))))
    found = derive(before(draft), wanted)
    result.obstacles = [_in_word(f"{item.message} {item.saran}") for item in found.obstacles]
    result.notes = found.notes
    result.outside = [*_changed_lines(old_lines.outside, new_lines.outside)]
    result.outside += [line for line in new_lines.notes if line not in old_lines.notes]
    return result


def _in_word(text: str) -> str:
    """*text*, which tells what to do in pasal.yaml, for who edits the document."""
    text = _DELETED.sub("ganti isinya dengan «Dihapus.»", text)
    return text.replace("dalam pasal.yaml", "dalam naskah")


def _load(project: Project, year: Edition) -> Regulation:
    regulation = load_year(project, year).regulation if year in project.years() else None
    if regulation is None or regulation.peraturan.mengubah is None:
        raise FileProblem(
            f"Sumber tahun {year} tidak dapat dibaca atau tidak lagi mengubah peraturan lain. "
            "Jalankan periksa, betulkan, lalu ulangi."
        )
    return regulation


def _draft(project: Project, made_of: Regulation) -> Regulation:
    """The year that is drafted: that of the text itself, or the first one after it."""
    year = made_of.peraturan.edition
    if made_of.peraturan.status == "rancangan":
        return made_of
    for later in project.years():
        if later > year:
            draft = _load(project, later)
            if draft.peraturan.status == "rancangan":
                return draft
    raise FileProblem(
        f"Peraturan tahun {year} sudah ditetapkan. Mulai rancangan perubahannya: revisi "
        f"{year.next_year} --dari {year}, lalu ulangi."
    )


def _last(draft: Regulation) -> Edition:
    """The regulation that *draft* was made from."""
    last = draft.sebelumnya
    return last.peraturan.edition if last else Edition(draft.peraturan.tahun - 1)


class _Lines:
    """The lines of a consolidated text: those of the articles, and those beside them."""

    def __init__(self, file: WordFile) -> None:
        blocks = file.blocks
        starts = (
            index
            for index, block in enumerate(blocks)
            if isinstance(block, SeenParagraph) and _START.fullmatch(block.text.plain.strip())
        )
        first = next(starts, len(blocks))
        tables = [index for index, block in enumerate(blocks) if isinstance(block, WordTable)]
        last = next((index for index in tables if index > first), len(blocks))
        # The heading of the list of Lampiran stands just before its table.
        end = last - 1 if last < len(blocks) else last
        lines = [block.text for block in blocks[first:end] if isinstance(block, SeenParagraph)]
        if last == len(blocks):  # no Lampiran is known: the closing sentence is the last line
            lines = lines[:-1]
        self.body: list[Text] = [line for line in lines if not _is_note(line)]
        self.notes = [line.plain for line in lines if _is_note(line)]
        beside = [*blocks[:first], *blocks[end:]]
        self.outside = [line for block in beside for line in _said(block)]


def _is_note(line: Text) -> bool:
    """Whether *line* says where an article comes from, which follows from the amendments."""
    return _NOTE.fullmatch(line.plain.strip()) is not None


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Yield the lines of *new* that *old* does not have in their place, and those that are gone."""
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield from new[first:last]
            gone = old[start:end] if end - start > last - first else ()
            yield from (f"(dihapus) {line}" for line in gone if line not in new)


def _said(block: object) -> Iterator[str]:
    if isinstance(block, SeenParagraph):
        yield block.text.plain
    elif isinstance(block, WordTable):
        yield from (" ".join(cell.plain for cell in row.cells) for row in block.rows)


def _read(file: WordFile, lines: Sequence[Text]) -> list[BodyPart]:
    try:
        return read_lines(lines)
    except UnreadableLine as problem:
        raise FileProblem(f"{file.name}: {problem}") from problem


def as_before(read: Sequence[BodyPart], standing: Sequence[PlacedArticle]) -> list[BodyPart]:
    """Return *read* with the texts of *standing* where they print alike: blanks stay as written."""
    known = {item.pasal.pasal: item for item in standing}
    result = []
    for item in placed(read):
        there = known.get(item.pasal.pasal)
        same = there is not None and same_articles([item], [there])
        result.append(there if same and there is not None else item)
    return as_listing(result)


def _contents(
    project: Project,
    path: Path,
    draft: Regulation,
    standing: Sequence[PlacedArticle],
    wanted: list[BodyPart],
) -> tuple[bytes, bytes]:
    """What pasal.yaml holds, and what it will hold: remarks and other edits in it stay.

    Raises FileProblem where a place was edited there and in the text.
    """
    if not path.is_file():
        raise FileProblem(
            f"{project.show(path)} belum ada. Jalankan revisi {draft.peraturan.edition} --dari "
            f"{_last(draft)}, lalu ulangi."
        )
    present = path.read_bytes()
    was = DaftarPasal(lengkap=before(draft).lengkap, pasal=as_listing(standing))
    base = articles_source(was)
    new = articles_source(was.model_copy(update={"pasal": wanted}))
    text = present.decode("utf-8-sig").replace("\r\n", "\n")
    merged = merge(base, text, new)
    if merged.left:
        raise FileProblem(
            f"{project.show(path)}:{merged.left[0].line}  ditulis lain daripada yang ditulis "
            "program, jadi suntingan naskah tidak dapat ditempatkan di sana. Pindahkan sendiri."
        )
    return present, merged.text.encode()


def _edits(old: Sequence[PlacedArticle], new: Sequence[PlacedArticle]) -> Iterator[ProvisionEdit]:
    """Yield what reads otherwise, provision by provision, and where an article has moved."""
    there, here = _texts(old), _texts(new)
    for name in {**there, **here}:
        is_new = name.startswith("Letak") and name not in there
        if there.get(name) != here.get(name) and not is_new:
            yield ProvisionEdit(name, there.get(name, ""), here.get(name, ""))


def _texts(sequence: Sequence[PlacedArticle]) -> dict[str, str]:
    result: dict[str, str] = {}
    for item in sequence:
        for depth, heading in enumerate(item.headings, start=1):
            result[f"Judul {name_of(item.division[:depth])}"] = heading.judul.plain
        result[f"Letak {label('pasal', item.pasal.pasal)}"] = name_of(item.division)
        for alamat, butir in addresses([item.pasal]):
            if isinstance(butir, Butir):
                text = butir.teks.plain if butir.teks else ""
                result[str(alamat)] = "Dihapus." if butir.status == "dihapus" else text
    return {name: text for name, text in result.items() if text}
