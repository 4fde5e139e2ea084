"""Series of numbers (dãy số, hệ thống số): which types of papers of a body share one numbering within a year.

The decree leaves it to the head of the office (Đ.15.1c), so it is the office's choice: `sổ văn bản` in `van-phong.yaml`
says which types share a series. A type that is not named there has a series of its own. What the law does fix always
holds: each body that issues under its own name has its own series (PLI.P1.II.3a of committees), and every series begins
with 01 on 1 January.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records.agency import OfficeFile


@dataclass(frozen=True, order=True)
class Series:
    """One series: the body that issues, the year, and its `name`: the office's for several types, or that of one type."""

    body: str
    year: int
    name: str


def series_of(settings: OfficeFile | None, *, body: str, kind: str, year: int) -> Series:
    """The series of a type of papers of one body in a year."""
    shared = settings.shared_series(body, kind) if settings else None
    return Series(body, year, shared or kind)
