"""Headings and labels brought to one form for comparing: without case, line breaks, marks and differences of tone style."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.reports.typed_names import plain_name

_MARKS: Final = re.compile(r"[^\w%]+")
APART: Final = " / "
"""What stands between the levels of a path, as a description writes it."""


def word_key(text: str) -> str:
    """The letters, digits and percent signs of a text in small letters: `S T T` broken over three lines is `stt`."""
    return plain_name(_MARKS.sub("", text))


def path_of(text: str) -> tuple[str, ...]:
    """The levels of a heading path as a description writes it, each in the form of `word_key`."""
    return tuple(word_key(part) for part in text.split(APART))


def fits(wanted: Sequence[str], path: Sequence[str]) -> bool:
    """Whether a heading path ends with the last wanted level and has the other wanted levels above it, in order."""
    if not path or not wanted or wanted[-1] != path[-1]:
        return False
    above = iter(path[:-1])
    return all(level in above for level in wanted[:-1])
