"""On which line each table and key of a TOML text stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from pipeline.intake.toml_places import line_at, toml_places
from tests.sample import TEMPLATES


def paths(data: Mapping[str, Any], *above: str) -> Iterator[tuple[str, ...]]:
    """The path of every table and key of a text that was read."""
    for name, value in data.items():
        yield (*above, name)
        if isinstance(value, dict):
            yield from paths(value, *above, name)


@pytest.mark.parametrize("name", ["loi_van.toml", "loai_van_ban.toml"])
def test_places__every_key_of_our_files_has_its_line(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    lines = text.split("\n")
    places = toml_places(text)
    wanted = set(paths(tomllib.loads(text)))
    assert set(places) == wanted
    for path, line in places.items():
        assert path[-1] in lines[line - 1]


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('\n[ "loai" . "giấy" ] # ghi chú\nma = "g"\n', ("loai", "giấy"), 2),
        ('\n[loai.\'giấy\']\n"mã" = "g"\n', ("loai", "giấy", "mã"), 3),
        ('loai."giấy".ma = "g"\n', ("loai", "giấy"), 1),
        ('[loai]\n"giấy" = { ma = "g", la = "x" }\n', ("loai", "giấy", "la"), 2),
        ('[a]\nx = """\ny = "z"\n"""\ny = "b"\n', ("a", "y"), 5),
        ('[a]\n"\\u0111ơn" = "b"\n', ("a", "đơn"), 2),
        ("[[a]]\nx = 1\n[[a]]\nx = 2\n", ("a", "x"), 2),
        ("[a]\n", ("b",), 0),
    ],
)
def test_place__is_found_however_a_key_is_written(text: str, path: tuple[str, ...], line: int) -> None:
    assert line_at(toml_places(text), *path) == line
