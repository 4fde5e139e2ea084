"""All that a compiled report is made from (toàn bộ một kỳ): the period's figures, and the earlier periods to compare."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from pipeline.papers.wording import Wording, shipped_wording
from pipeline.records.office import Office
from pipeline.reports.collected import Collected
from pipeline.reports.consolidate import Results


@dataclass(frozen=True)
class Past:
    """The figures of an earlier period, and its name."""

    name: str
    collected: Collected
    results: Results


@dataclass(frozen=True)
class Whole:
    """All that a compiled report is made from."""

    office: Office
    collected: Collected
    results: Results
    last_year: Past | None = None
    previous: Past | None = None
    wording: Wording = field(default_factory=shipped_wording)
    late: frozenset[str] = frozenset()
    """Units whose first version came after the day it was due."""

    on: date | None = None
    """The day as of which it is put together; None: the last day of the period."""

    @property
    def past(self) -> Past | None:
        """The earlier period that is compared first: the same period of last year, else the period before."""
        return self.last_year or self.previous

    @property
    def compared(self) -> tuple[tuple[str, Past], ...]:
        """All earlier periods to compare, each with a word for it (cùng kỳ, kỳ trước)."""
        named = (
            (partial(self.wording.say, "phụ lục số liệu", "cùng kỳ"), self.last_year),
            (partial(self.wording.say, "phụ lục số liệu", "kỳ trước"), self.previous),
        )
        return tuple((words(), past) for words, past in named if past is not None)
