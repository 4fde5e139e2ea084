"""Examples for every line of the wording (ví dụ của lời văn): values of a small sample office, never the user's.

`wording_examples.toml` gives one or more sets of values by group and place; a line may use their names and no others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Key = tuple[str, str]


@cache
def examples() -> Mapping[Key, tuple[Mapping[str, Any], ...]]:
    """The sets of values for each line; an optional value that is missing is an empty text or list."""
    text = files("pipeline.papers").joinpath("wording_examples.toml").read_text("utf-8")
    data: dict[str, dict[str, Any]] = tomllib.loads(text)
    return {
        (group, place): tuple(given) if isinstance(given, list) else (given,)
        for group, members in data.items()
        for place, given in members.items()
    }
