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
    warnings: tuple[Finding, ...] = ()  # what was taken out of its template


@dataclass(frozen=True, slots=True)
class _Planned:
    """A document to be made: its file name, its template, and what fills it."""

    nama: str
    template: str
    compose: Callable[[bytes], bytes]


def make_documents(
    project: Project, regulation: Regulation, *, draft: bool = False, only: str | None = None
) -> list[Document]:
    """Return every document of *regulation*, or the one called *only*; a *draft*'s say so.

    The consolidated text is made where only that is asked for. None is written yet. Raises
    TemplatesProblem that lists what is wrong in all templates.
    """
    base = regulation.peraturan.mengubah
    if only == CONSOLIDATED:
        return [make_consolidated(project, regulation, base)] if base is not None else []
    planned = (item for item in _planned(project, regulation) if only in (None, item.nama))
    return _make(project, regulation, planned, draft=draft)


def make_consolidated(project: Project, regulation: Regulation, base: Sitasi) -> Document:
    """Return the consolidated text of *base*, which *regulation* amends; a draft's says so.

    Raises TemplatesProblem that lists what is wrong in the template.
    """
    planned = _Planned(
        CONSOLIDATED,
        consolidation.TEMPLATE,
        lambda template: consolidation.compose(template, regulation, base),
    )
    draft = regulation.peraturan.status == "rancangan"
    return _make(project, regulation, [planned], draft=draft)[0]


def _make(
    project: Project, regulation: Regulation, planned: Iterable[_Planned], *, draft: bool
) -> list[Document]:
    result: list[Document] = []
    findings: list[TemplateFinding] = []
    for rencana in planned:
        path = project.templates / rencana.template
        try:
            template = load_template(project, path)
            content = fill_template(template, rencana.compose)
        except TemplateProblem as error:
            new = [TemplateFinding(project.show(path), mistake) for mistake in error.mistakes]
            findings += [finding for finding in new if finding not in findings]
        except TemplatesProblem as error:  # of the figures in it
            findings += [finding for finding in error.listing if finding not in findings]
        else:
            content = tie_document(mark_draft(content) if draft else content)
            tahun = regulation.peraturan.edition
            content = stamp(project, tahun, rencana.nama, rencana.template, content, draft=draft)
            told = tuple(warnings(project.show(path), template))
            result.append(Document(rencana.nama, content, told))
    if findings:
        raise TemplatesProblem(findings)
    return result


def template_warnings(documents: Iterable[Document]) -> list[Finding]:
    """Return what was taken out of the templates of *documents*, each once."""
    result: list[Finding] = []
    for document in documents:
        result += [warning for warning in document.warnings if warning not in result]
    return result


def _planned(project: Project, regulation: Regulation) -> Iterator[_Planned]:
    body = f"{regulation.peraturan.kind.berkas}.docx"
    yield _Planned(body, badan.TEMPLATE, lambda template: badan.compose(template, regulation))
    attached: dict[str, Naskah | LampiranRencana] = {
        entry.susunan.lampiran: entry
        for entry in regulation.naskah
        if entry.susunan.lampiran in regulation.peraturan.lampiran  # the others stay in force
    }
    attached |= {lampiran.lampiran: lampiran for lampiran in regulation.lampiran}
    for nomor in sorted(attached, key=lampiran_order):
        yield _attached(project, regulation, nomor, attached[nomor])
    if regulation.realisasi is not None:
        yield _Planned(
            evaluasi.EVALUASI,
            evaluasi.EVALUASI,
            lambda template: evaluasi.compose_evaluasi(template, project, regulation),
        )
        yield _Planned(
            evaluasi.RATL,
            evaluasi.RATL,
            lambda template: evaluasi.compose_ratl(template, regulation),
        )


def _attached(
    project: Project, regulation: Regulation, nomor: str, entry: Naskah | LampiranRencana
) -> _Planned:
    """The document of Lampiran *nomor*: running text or a plan."""
    name = f"{lampiran_file_name(nomor)}.docx"
    if isinstance(entry, Naskah):
        return _Planned(
            name,
            naskah.template_name(project, entry),
            lambda template: naskah.compose(template, project, regulation, entry),
        )
    return _Planned(
        name,
        lampiran_rencana.template_name(entry),
        lambda template: lampiran_rencana.compose(template, regulation, entry),
    )
