"""The places of values (vị trí): file, line and column of every key and value that was read."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

Path = tuple[str | int, ...]
"""The way to a value: YAML keys and positions in lists (from 0), such as `("kết luận", 2, "thời hạn")`."""

Spot = tuple[int, int]
"""Line and column, both from 1."""

# The record as read: texts, lists and mappings, nothing guessed; None where nothing was written.
Data = str | None | list["Data"] | dict[str, "Data"]


@dataclass(frozen=True)
class Place:
    """A point in a file of the folder; `file` is a relative POSIX path; line and column from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """The place in words, such as `cuoc-hop/phien-1.yaml dòng 12`, to name a second place inside a message."""
        return f"{self.file} dòng {self.line}" if self.line else str(self.file)


@dataclass(frozen=True)
class Source:
    """One file as read: its data, the spots of its values and keys, and which lists were written in brackets (`flows`)."""

    file: str
    data: Data = None
    values: Mapping[Path, Spot] = field(default_factory=dict)
    keys: Mapping[Path, Spot] = field(default_factory=dict)
    flows: frozenset[Path] = frozenset()

    def packed(self) -> Source:
        """The same with its spots compressed: a folder has a million, and hardly one is ever asked for."""
        return replace(self, values=_PackedSpots(self.values), keys=_PackedSpots(self.keys))

    def place(self, path: Path = ()) -> Place:
        """The place of a value, or of the key of its nearest parent; of the key, where the value begins further down."""
        spot, key = self.values.get(path), self.keys.get(path)
        if spot is None or (key is not None and key[0] < spot[0]):
            return self.place_of_key(path)
        return Place(self.file, *spot)

    def place_of_key(self, path: Path) -> Place:
        """The place of a key, or of that of its nearest parent."""
        for length in range(len(path), 0, -1):
            if spot := self.keys.get(path[:length]) or self.values.get(path[:length]):
                return Place(self.file, *spot)
        return Place(self.file, *self.values.get((), (1, 1)))


class _PackedSpots(Mapping[Path, Spot]):
    """A mapping of spots in a tenth of the memory; decompressed when one is asked for."""

    __slots__ = ("_folded",)

    def __init__(self, spots: Mapping[Path, Spot]) -> None:
        self._folded = zlib.compress(marshal.dumps(dict(spots)), 1)

    def __getitem__(self, path: Path) -> Spot:
        return _unfolded(self._folded)[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(_unfolded(self._folded))

    def __len__(self) -> int:
        return len(_unfolded(self._folded))


@lru_cache(maxsize=8)
def _unfolded(folded: bytes) -> dict[Path, Spot]:
    spots: dict[Path, Spot] = marshal.loads(zlib.decompress(folded))  # noqa: S302 - our own, made a moment ago
    return spots
