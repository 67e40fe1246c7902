"""Put edits into the text of the sources; every other letter stays as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rbdocs.compare.hand_edits import HandEdit
from rbdocs.compare.printed import ChapterText, YamlValue
from rbdocs.files import Project
from rbdocs.model.regulation import Regulation
from rbdocs.sources import dialect as markdown_edit
from rbdocs.sources import edit_yaml as yaml_edit
from rbdocs.sources.edit_yaml import Span, apply_spans


@dataclass(slots=True)
class Sources:
    """The sources as they are, each read once."""

    project: Project
    regulation: Regulation
    _raw: dict[str, bytes] = field(default_factory=dict)

    def raw(self, name: str) -> bytes:
        """Return the bytes of the source *name*."""
        if name not in self._raw:
            self._raw[name] = (self.project.root / name).read_bytes()
        return self._raw[name]

    def text(self, name: str) -> str:
        """Return the text of the source *name*, its lines ended as Linux ends them."""
        return self.raw(name).decode("utf-8-sig").replace("\r\n", "\n")


def written(sources: Sources, edits: list[HandEdit]) -> tuple[dict[str, bytes], list[HandEdit]]:
    """Return the changed sources by name, and the edits for which no safe place was found."""
    spans: dict[str, dict[tuple[object, ...], Span]] = {}
    unsafe: list[HandEdit] = []
    for edit in edits:
        found = list(_spans(sources, edit))
        if any(span is None for _, _, span in found):
            unsafe.append(edit)
            continue
        for name, key, span in found:
            if span is not None:
                spans.setdefault(name, {})[key] = span
    files = {}
    for name, own in spans.items():
        listing = list(own.values())
        if name.endswith(".yaml"):
            content = apply_spans(sources.text(name), listing)
            keys = [key[1:] for key in own]
            if not yaml_edit.differs_only_at(sources.text(name), content, keys):
                unsafe += [item for item in edits if item not in unsafe and item.file == name]
        files[name] = _as_it_was(sources.raw(name), sources.text(name), listing)
    return files, unsafe


def _spans(
    sources: Sources, edit: HandEdit
) -> Iterator[tuple[str, tuple[object, ...], Span | None]]:
    for write in edit.writes:
        owner, text = write.owner, write.typed
        name = owner.location.file
        source = sources.text(name)
        if isinstance(owner, YamlValue):
            keys = owner.node.keys(*owner.path)
            span = yaml_edit.replacement(
                source, keys, text.text, marks=owner.marks, literal=text.literal
            )
        else:
            span = _chapter_span(sources.regulation, source, owner, edit)
        yield name, owner.key, span


def _chapter_span(
    regulation: Regulation, source: str, owner: ChapterText, edit: HandEdit
) -> Span | None:
    naskah = next((item for item in regulation.naskah if owner.block in item.blocks), None)
    if naskah is None:
        return None
    return markdown_edit.replacement(source, owner.block, owner.next_line, edit.new, naskah)


def _as_it_was(raw: bytes, source: str, spans: list[Span]) -> bytes:
    """*raw* with *spans* of *source* put in; its mark of order and its line ends stay."""
    text = raw.decode("utf-8")
    begin = text.startswith("\ufeff")
    places, at = [], int(begin)
    for letter in source:
        places.append(at)
        at += 2 if letter == "\n" and text.startswith("\r\n", at) else 1
    places.append(at)
    end = "\r\n" if "\r\n" in text else "\n"
    moved = [
        Span(places[span.start], places[span.end], span.text.replace("\n", end)) for span in spans
    ]
    return apply_spans(text, moved).encode()
