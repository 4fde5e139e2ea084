"""A compound file (MS-CFB), the container of .xls and .doc: streams by name, read within bounds."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final

_END: Final = 0xFFFFFFFA  # from here on no number of a sector
_ENTRY: Final = 128
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def word_at(data: bytes, at: int) -> int:
    """The unsigned number in two octets at a place. ValueError: the data ends before."""
    return int.from_bytes(data[at : at + 2], "little") if at + 2 <= len(data) else _refuse()


def long_at(data: bytes, at: int) -> int:
    """The unsigned number in four octets at a place. ValueError: the data ends before."""
    return int.from_bytes(data[at : at + 4], "little") if at + 4 <= len(data) else _refuse()


def _refuse() -> int:
    raise ValueError("cut off")


def stream_of(data: bytes, names: Sequence[str]) -> bytes:
    """The bytes of the first stream with one of these names; empty if there is none. ValueError: the container is damaged."""
    size, small = 1 << min(word_at(data, 30), 16), 1 << min(word_at(data, 32), 16)
    table = _fat(data, size)
    folder = b"".join(_chain(data, table, long_at(data, 48), size, size))
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    named = {entry[: max(word_at(entry, 64) - 2, 0)].decode("utf-16-le"): entry for entry in entries}
    entry = next((named[name] for name in names if name in named), b"")
    if not entry:
        return b""
    start, length = long_at(entry, 116), long_at(entry, 120)
    if length >= long_at(data, 56):
        return b"".join(_chain(data, table, start, size, size))[:length]
    root = b"".join(_chain(data, table, long_at(entries[0], 116), size, size))
    minor = b"".join(_chain(data, table, long_at(data, 60), size, size))
    return b"".join(_chain(root, _longs(minor), start, small, 0))[:length]


def _fat(data: bytes, size: int) -> tuple[int, ...]:
    """The sector that follows each sector."""
    places = [long_at(data, 76 + 4 * n) for n in range(109)]
    more, seen = long_at(data, 68), set[int]()
    while more < _END and more not in seen:
        seen.add(more)
        sector = _longs(data[size * (more + 1) : size * (more + 2)])
        places += sector[:-1]
        more = sector[-1]
    return tuple(
        sector for place in places if place < _END for sector in _longs(data[size * (place + 1) : size * (place + 2)])
    )


def _longs(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _chain(data: bytes, table: tuple[int, ...], start: int, size: int, head: int) -> Iterator[bytes]:
    """The sectors of a stream, each read only once."""
    seen: set[int] = set()
    while start < _END and start not in seen:
        seen.add(start)
        yield data[head + size * start : head + size * (start + 1)]
        start = table[start]
