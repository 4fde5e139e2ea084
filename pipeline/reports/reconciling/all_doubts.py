"""All figures of a period in question (số đáng ngờ của kỳ); however many checks a figure fails, it is one question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from pipeline.reports.collected import Collected
from pipeline.reports.reconciling.doubt import Doubt, still_open
from pipeline.reports.reconciling.impossible import out_of_bounds
from pipeline.reports.reconciling.outline_rules import against_rules
from pipeline.reports.reconciling.own_columns import against_own_columns
from pipeline.reports.reconciling.peers import out_of_line
from pipeline.reports.reconciling.period_sums import Part, against_periods


def doubts_of(collected: Collected, *, past: Sequence[Collected] = (), parts: Sequence[Part] = ()) -> Iterator[Doubt]:
    """The open questions about figures; a figure that fails several checks keeps the first reason."""
    found = chain(
        out_of_bounds(collected),
        out_of_line(collected, past),
        against_own_columns(collected),
        against_rules(collected),
        against_periods(collected, parts),
    )
    asked: dict[tuple[str, str, str], Doubt] = {}
    for doubt in still_open(collected, found):
        known = asked.setdefault(doubt.key, doubt)
        if known is not doubt:
            asked[doubt.key] = replace(known, beside=tuple(dict.fromkeys((*known.beside, *doubt.beside))))
    yield from asked.values()
