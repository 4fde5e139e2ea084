"""What the check knows of the office whose papers it judges (cơ quan ban hành văn bản được kiểm tra), as one value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """What an office has of its own. `types`: names of types besides those of the decree, in lower case."""

    types: tuple[str, ...] = ()


UNKNOWN_HOUSE = House()
"""Of a file whose office is not known: the decree alone."""
