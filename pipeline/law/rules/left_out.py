"""Rules of the catalogue that the program does not judge (quy tắc để ngoài), each with its reason: shown in docs/rules.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftOut:
    """One rule left out. `title` and `reason` are Vietnamese."""

    code: str
    title: str
    reason: str


LEFT_OUT: tuple[LeftOut, ...] = ()
