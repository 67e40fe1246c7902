"""Where a YAML source writes its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Spot = tuple[int, int]  # line and column, from 1, as findings give them


@dataclass(frozen=True, slots=True)
class WrittenScalar:
    """A value as it is written: from where to where, how quoted, and whether in ``[]`` or ``{}``.

    *spots* are its own place and those of the lists and groups that it stands in, as a finding
    names them: by their keys.
    """

    start: int
    end: int
    value: str
    style: str | None
    flow: bool
    spots: frozenset[Spot]


@dataclass(slots=True)
class _Collection:
    """A list or group being read; a group's next scalar is a key where *expects_key*."""

    spots: frozenset[Spot]
    flow: bool
    group: bool
    expects_key: bool = True
    key: Spot | None = None


def scalars(source: str) -> Iterator[WrittenScalar]:
    """Yield the values that *source* writes, in order, keys aside.

    *source* has been read before, by sources.yaml_file; this raises yaml.YAMLError for what is no
    YAML.
    """
    stack: list[_Collection] = []
    events: Iterator[Any] = yaml.parse(source, _Loader)
    for event in events:
        above = stack[-1] if stack else None
        if isinstance(event, yaml.CollectionStartEvent):
            own = _spot(above.key if above and above.key else None, event)
            spots = (above.spots if above else frozenset()) | {own}
            flow = bool(event.flow_style) or bool(above and above.flow)
            stack.append(_Collection(spots, flow, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            _next(stack[-1] if stack else None)
        elif isinstance(event, yaml.ScalarEvent):
            if above is not None and above.group and above.expects_key:
                above.expects_key, above.key = False, _spot(None, event)
                continue
            start: Any = event.start_mark
            end: Any = event.end_mark
            yield WrittenScalar(
                start.index,
                end.index,
                event.value,
                event.style or None,
                above is not None and above.flow,
                (above.spots if above else frozenset()) | {_spot(None, event)},
            )
            _next(above)


def _spot(key: Spot | None, event: Any) -> Spot:
    """The place of a value: its key's where it is a list or group below one."""
    return key or (event.start_mark.line + 1, event.start_mark.column + 1)


def _next(above: _Collection | None) -> None:
    if above is not None and above.group:
        above.expects_key, above.key = True, None
