"""Changes of an office's records since the last build (thay đổi của hồ sơ), by file, line and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.building.state.fingerprint import digest
from pipeline.building.state.manifest import Records
from pipeline.workspace.value_places import Data, Path, Source

if TYPE_CHECKING:
    from pipeline.decree.profile import Profile

_JOINT = " / "


@dataclass(frozen=True, kw_only=True)
class Change:
    """One value that was changed, added or removed. `value`: the text that stands there now, "" where it was removed."""

    file: str
    line: int | None
    field: str
    value: str

    def __str__(self) -> str:
        """`ban-chi-dao.yaml dòng 14, chức vụ`."""
        place = f"{self.file} dòng {self.line}" if self.line else self.file
        return f"{place}, {self.field}" if self.field else place


def records_of(sources: Mapping[str, Source], profile: Profile) -> Records:
    """The records as they are now, for the next build to compare with."""
    return Records(
        leaves={file: _written(source) for file, source in sorted(sources.items())},
        measures={measure.id: repr(measure.value) for measure in profile.measures.values()},
    )


def _written(source: Source) -> str:
    """The values of a file as lines of text: hash, blank, path."""
    return "\n".join(f"{digest(value)[:12]} {_way(path)}" for path, value in _leaves(source.data))


def _way(path: Path) -> str:
    return " ".join(_JOINT.join(map(str, path)).split("\n"))


def changes_since(before: Records, sources: Mapping[str, Source]) -> tuple[Change, ...]:
    """Every value that differs from the last build's, in the order of files and lines; nothing where none was recorded."""
    if not before.leaves:
        return ()
    found: list[Change] = []
    for file, source in sorted(sources.items()):
        old = before.leaves.get(file)
        if old is None:
            found.append(Change(file=file, line=None, field="", value=""))
            continue
        if old != _written(source):
            found.extend(
                _changes_of(source, {way: value for value, _, way in (line.partition(" ") for line in old.split("\n"))})
            )
    gone = sorted(set(before.leaves) - set(sources))
    return (*found, *(Change(file=file, line=None, field="", value="") for file in gone))


def _changes_of(source: Source, old: Mapping[str, str]) -> Iterator[Change]:
    seen = set()
    for path, value in _leaves(source.data):
        key = _way(path)
        seen.add(key)
        if old.get(key) != digest(value)[:12]:
            yield Change(file=source.file, line=source.place(path).line, field=_field(path), value=value)
    for key in old:
        if key not in seen:
            parts = [int(part) if part.isdigit() else part for part in key.split(_JOINT)]
            yield Change(file=source.file, line=source.place(tuple(parts)).line, field=_field(parts), value="")


def _leaves(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a file with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        for position, value in enumerate(data):
            yield from _leaves(value, (*path, position))
    else:
        yield path, data or ""


def _field(path: Sequence[str | int]) -> str:
    """The field's title as it is written: the last key, with the entry of the list it is in."""
    keys = [part for part in path if isinstance(part, str)]
    return keys[-1] if keys else ""


def changed_measure(before: Records, profile: Profile) -> str:
    """The name of the first measure that differs from the last build's, "" where none does."""
    for measure in profile.measures.values():
        if before.measures and before.measures.get(measure.id) != repr(measure.value):
            return measure.title or measure.id
    return ""
