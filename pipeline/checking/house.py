"""The office whose papers are checked (cơ quan ban hành văn bản được kiểm tra), as one value."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.decree.house_phrase import HousePhrase


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What an office adds to the decree: `types`, names of its own types in lower case; `phrases`, its own rules.

    `regulation`: the id of the regulation under which it set the paper, for papers that do not tell their day; "" where
    the paper alone tells.
    """

    types: tuple[str, ...] = ()
    phrases: tuple[HousePhrase, ...] = ()
    regulation: str = ""


UNKNOWN_HOUSE = House()
"""The office of a file whose office is unknown: the decree alone counts."""
