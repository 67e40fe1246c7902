"""Mistakes in Word templates: collected, so that all are told at once."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from rbdocs.model.finding import Finding, Level, Location
from rbdocs.word.xml import MarkupProblem, parse


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in a template: where (part and paragraph), in which tag, what and what to do."""

    tempat: str
    tag: str
    message: str
    hint: str

    @property
    def sentence(self) -> str:
        """What is wrong, with the tag, as one sentence."""
        tag = f"{self.tag} — " if self.tag else ""
        return f"{tag}{self.message}."


class TemplateProblem(Exception):
    """A template cannot be used; ``mistakes`` lists everything that is wrong with it."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class TemplateFinding:
    """A mistake in the template *file*."""

    file: str
    mistakes: Mistake


class TemplatesProblem(Exception):
    """Templates cannot be used; ``listing`` lists all mistakes in all of them."""

    def __init__(self, listing: list[TemplateFinding]) -> None:
        super().__init__(f"{len(listing)} kesalahan templat")
        self.listing = listing

    def findings(self) -> list[Finding]:
        """Return the mistakes as findings."""
        return [
            Finding(
                "TPL01",
                Level.GALAT,
                ": ".join(filter(None, (finding.mistakes.tempat, finding.mistakes.sentence))),
                Location(finding.file),
                values={"tag": finding.mistakes.tag},
                hint=finding.mistakes.hint,
            )
            for finding in self.listing
        ]


@dataclass(slots=True)
class Notes:
    """Collects the mistakes of one template, so that all are told at once."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, tempat: str, tag: str, message: str, hint: str) -> None:
        """Note a mistake, once."""
        mistake = Mistake(tempat, tag, message, hint)
        if mistake not in self.mistakes:
            self.mistakes.append(mistake)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Parse the part *name* of a template, without entities or network. Raises TemplateProblem."""
    try:
        return parse(data)
    except MarkupProblem as error:
        hint = "Buka templat di Word, simpan ulang, lalu coba lagi."
        raise TemplateProblem([Mistake(name, "", str(error), hint)]) from error
