"""Where tables and keys stand in a TOML file that people edit (dòng của từng mục): `tomllib` gives values without lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Path = tuple[str, ...]
"""The names that lead to a table or a key: `("loai", "giấy xác nhận", "viet_tat")`."""
TRIPLE: Final = ('"""', "'''")
_NAME: Final = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*""")
_TABLE: Final = re.compile(r"\s*\[\[?")


def toml_places(text: str) -> Mapping[Path, int]:
    """The line number, from 1, of each table and key of a TOML text, by its path; of a repeated path the first.

    Names that a path goes through have the line of the first table or key below them. Text that is not TOML has no place.
    """
    found: dict[Path, int] = {}
    for path, number in each_place(text):
        for length in range(1, len(path) + 1):
            found.setdefault(path[:length], number)
    return found


def each_place(text: str) -> Iterator[tuple[Path, int]]:
    """The path of each table and key in the order of the text, with its line number; repeated paths too."""
    table: Path = ()
    for number, line in statements(text.split("\n")):
        if begin := _TABLE.match(line):
            table = path = _path(line, begin.end(), "]")
        else:
            path = (*table, *own) if (own := _path(line, 0, "=")) else ()
        if path:
            yield path, number


def line_at(places: Mapping[Path, int], *path: str) -> int:
    """The line number of a path, or of the nearest table around it; 0 where neither has a place."""
    return next((places[path[:length]] for length in range(len(path), 0, -1) if path[:length] in places), 0)


def statements(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines on which a table or a key may begin, with their numbers: none inside a text in three quotation marks."""
    inside = ""
    for number, line in enumerate(lines, start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line
        inside = opened_text(line)


def opened_text(line: str) -> str:
    """The three quotation marks that open a text on a line without closing it there; "" where none do."""
    value = line.partition("=")[2].lstrip()
    return next((mark for mark in TRIPLE if value.startswith(mark) and mark not in value[len(mark) :]), "")


def _path(line: str, begin: int, end: str) -> Path:
    """The dotted names from a position on, if `end` follows them; else ()."""
    names: list[str] = []
    while found := _NAME.match(line, begin):
        quoted, plain = found[1], found[2] or found[3] or ""
        names.append(plain if quoted is None else _unescaped(quoted))
        begin = found.end()
        if not line.startswith(".", begin):
            return tuple(names) if line.startswith(end, begin) else ()
        begin += 1
    return ()


def _unescaped(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted
    try:
        return str(tomllib.loads(f'name = "{quoted}"')["name"])
    except tomllib.TOMLDecodeError:
        return quoted
