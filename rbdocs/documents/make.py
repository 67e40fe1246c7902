"""The Word documents of a regulation: each from its template, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rbdocs.documents import body as badan
from rbdocs.documents import chapters as naskah
from rbdocs.documents import consolidated as consolidation
from rbdocs.documents import evaluation as evaluasi
from rbdocs.documents import plan as lampiran_rencana
from rbdocs.documents.consolidated import NAME as CONSOLIDATED
from rbdocs.documents.fingerprint import stamp
from rbdocs.documents.made_of import (
    DocumentPart,
    InputDigests,
    attached_part,
    body_part,
    evaluated_part,
)
from rbdocs.documents.narrow_columns import narrow_columns
from rbdocs.files import Project
from rbdocs.model.chapter import Naskah
from rbdocs.model.citation import Sitasi
from rbdocs.model.finding import Finding
from rbdocs.model.lampiran_number import lampiran_file_name, lampiran_order
from rbdocs.model.plan_tree import LampiranRencana
from rbdocs.model.regulation import Regulation
from rbdocs.word.door import fill_template, load_template, warnings
from rbdocs.word.finished import mark_draft
from rbdocs.word.problems import TemplateFinding, TemplateProblem, TemplatesProblem
from rbdocs.word.unbroken import tie_document


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be written: its file name and its bytes."""

    nama: str
    content: bytes
    warnings: tuple[Finding, ...] = ()  # what was taken out of its template, what prints badly
    made_of: str = ""  # the digest of all that went into it; "" where that cannot be told


# Gives the document of a name that was made of what has a digest, and whether its template was
# warned about then; None where it is not there any more as it was made.
Kept = Callable[[str, str], tuple[bytes, bool] | None]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A document to be made: what it is made of, and what fills its template with that alone."""

    part: DocumentPart
    compose: Callable[[bytes, Project, Regulation], bytes]
    look: Callable[[bytes, Project, Regulation], Iterable[Finding]] = lambda *_: ()


def make_documents(
    project: Project,
    regulation: Regulation,
    *,
    draft: bool = False,
    only: str | None = None,
    kept: Kept | None = None,
) -> list[Document]:
    """Return every document of *regulation*, or the one called *only*; a *draft*'s say so.

    One that is *kept* is not composed again. The consolidated text is made where only that is asked
    for. None is written yet. Raises TemplatesProblem that lists what is wrong in all templates.
    """
    base = regulation.peraturan.mengubah
    if only == CONSOLIDATED:
        return [make_consolidated(project, regulation, base)] if base is not None else []
    planned = (item for item in _planned(project, regulation) if only in (None, item.part.nama))
    return _make(project, planned, kept, draft=draft)


def make_consolidated(project: Project, regulation: Regulation, base: Sitasi) -> Document:
    """Return the consolidated text of *base*, which *regulation* amends; a draft's says so.

    Raises TemplatesProblem that lists what is wrong in the template.
    """
    planned = _Planned(
        DocumentPart(CONSOLIDATED, consolidation.TEMPLATE, regulation),
        lambda template, _, whole: consolidation.compose(template, whole, base),
    )
    draft = regulation.peraturan.status == "rancangan"
    return _make(project, [planned], None, draft=draft)[0]


def _make(
    project: Project, planned: Iterable[_Planned], kept: Kept | None, *, draft: bool
) -> list[Document]:
    result: list[Document] = []
    findings: list[TemplateFinding] = []
    digests = InputDigests(project, draft=draft) if kept is not None else None
    for rencana in planned:
        path = project.templates / rencana.part.template
        try:
            template = load_template(project, path)
            made_of = digests.of(rencana.part, template) if digests is not None else ""
            there = kept(rencana.part.nama, made_of) if kept is not None else None
            result.append(_made(project, rencana, template, made_of, there, draft=draft))
        except TemplateProblem as error:
            new = [TemplateFinding(project.show(path), mistake) for mistake in error.mistakes]
            findings += [finding for finding in new if finding not in findings]
        except TemplatesProblem as error:  # of the figures in it
            findings += [finding for finding in error.listing if finding not in findings]
    if findings:
        raise TemplatesProblem(findings)
    return result


def _made(
    project: Project,
    planned: _Planned,
    template: bytes,
    made_of: str,
    there: tuple[bytes, bool] | None,
    *,
    draft: bool,
) -> Document:
    """The document that is *planned*, *made_of* what has this digest: the one that is *there*."""
    part = planned.part
    if there is not None:
        content, warned = there
        told = _told(project, planned, template) if warned else ()
        return Document(part.nama, content, told, made_of)
    content = fill_template(template, lambda data: planned.compose(data, project, part.regulation))
    content = tie_document(mark_draft(content) if draft else content)
    tahun = part.regulation.peraturan.edition
    content = stamp(project, tahun, part.nama, part.template, content, draft=draft)
    return Document(part.nama, content, _told(project, planned, template), made_of)


def _told(project: Project, planned: _Planned, template: bytes) -> tuple[Finding, ...]:
    """What is to be told of the document *planned*, though it can be made: its template, itself."""
    shown = project.show(project.templates / planned.part.template)
    found = planned.look(template, project, planned.part.regulation)
    return (*warnings(shown, template), *found)


def template_warnings(documents: Iterable[Document]) -> list[Finding]:
    """Return what was taken out of the templates of *documents*, each once."""
    result: list[Finding] = []
    for document in documents:
        result += [warning for warning in document.warnings if warning not in result]
    return result


def _planned(project: Project, regulation: Regulation) -> Iterator[_Planned]:
    body = f"{regulation.peraturan.kind.berkas}.docx"
    yield _Planned(DocumentPart(body, badan.TEMPLATE, body_part(regulation)), _compose_body)
    attached: dict[str, Naskah | LampiranRencana] = {
        entry.susunan.lampiran: entry
        for entry in regulation.naskah
        if entry.susunan.lampiran in regulation.peraturan.lampiran  # the others stay in force
    }
    attached |= {lampiran.lampiran: lampiran for lampiran in regulation.lampiran}
    for nomor in sorted(attached, key=lampiran_order):
        yield _attached(project, regulation, nomor, attached[nomor])
    if regulation.realisasi is not None:
        part = evaluated_part(regulation)
        for name, compose in (
            (evaluasi.EVALUASI, _compose_evaluasi),
            (evaluasi.RATL, _compose_ratl),
        ):
            yield _Planned(DocumentPart(name, name, part), compose)


def _attached(
    project: Project, regulation: Regulation, nomor: str, entry: Naskah | LampiranRencana
) -> _Planned:
    """The document of Lampiran *nomor*: running text or a plan."""
    name, part = f"{lampiran_file_name(nomor)}.docx", attached_part(regulation, entry)
    if isinstance(entry, Naskah):
        template = naskah.template_name(project, entry)
        return _Planned(DocumentPart(name, template, part), _compose_naskah, _look_at_naskah)
    template = lampiran_rencana.template_name(entry)
    return _Planned(DocumentPart(name, template, part), _compose_rencana)


# Each has of the regulation no more than the part that it is given; of the project's files it may
# use what drawings are made with.


def _compose_body(template: bytes, _: Project, part: Regulation) -> bytes:
    return badan.compose(template, part)


def _compose_naskah(template: bytes, project: Project, part: Regulation) -> bytes:
    return naskah.compose(template, project, part, part.naskah[0])


def _look_at_naskah(template: bytes, project: Project, part: Regulation) -> Iterator[Finding]:
    return narrow_columns(project, part.naskah[0], template)


def _compose_rencana(template: bytes, _: Project, part: Regulation) -> bytes:
    return lampiran_rencana.compose(template, part, part.lampiran[0])


def _compose_evaluasi(template: bytes, project: Project, part: Regulation) -> bytes:
    return evaluasi.compose_evaluasi(template, project, part)


def _compose_ratl(template: bytes, _: Project, part: Regulation) -> bytes:
    return evaluasi.compose_ratl(template, part)
