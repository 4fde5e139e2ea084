"""What the check knows of the office whose papers it judges (cơ quan ban hành văn bản được kiểm tra), as one value."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.decree.house_phrase import HousePhrase


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What an office has of its own: `types`, names besides those of the decree, in lower case; `phrases`, its rules."""

    types: tuple[str, ...] = ()
    phrases: tuple[HousePhrase, ...] = ()


UNKNOWN_HOUSE = House()
"""Of a file whose office is not known: the decree alone."""
