"""Every figure of a period under question (số đáng ngờ của kỳ): one question a cell, from whatever it was held against."""

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
    """The open questions over figures, in the order in which each is told best, with all that contradicts the figure."""
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
