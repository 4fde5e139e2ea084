"""Rounds of the sample office whose outline says more (đề cương nói thêm), for tests that send forms of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.records.reporting import Outline
from pipeline.reports.reporting_round import Round
from tests.reports.rounds import empty_round

UNIT, COMMUNE = "so-y-te", "ubnd-huyen-an-dong"


def changed(
    outline: Outline, indicators: Mapping[str, Mapping[str, Any]], tables: Mapping[str, Mapping[str, Any]]
) -> Outline:
    """The outline with other values in some fields of its indicators and tables."""
    return outline.model_copy(
        update={
            "indicators": tuple(item.model_copy(update=indicators.get(item.id, {})) for item in outline.indicators),
            "tables": tuple(table.model_copy(update=tables.get(table.id, {})) for table in outline.tables),
        }
    )


def outlined(
    folder: Path,
    *,
    indicators: Mapping[str, Mapping[str, Any]] | None = None,
    tables: Mapping[str, Mapping[str, Any]] | None = None,
) -> Round:
    """An empty period of an office with that outline."""
    return under(empty_round(folder), lambda outline: changed(outline, indicators or {}, tables or {}))


def under(before: Round, change: Any) -> Round:
    """The same round with its outline changed."""
    own = before.office.outline(before.period.outline)
    outlines = tuple(change(own) if outline.id == own.id else outline for outline in before.office.outlines)
    office = replace(before.office, outlines=outlines)
    return Round(office, before.folder, before.period)
