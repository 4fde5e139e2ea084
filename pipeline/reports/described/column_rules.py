"""Sums that a table states itself in the row that numbers its columns (dòng đánh số cột): `(3)=(4)+(5)+(6)`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.records.own_form import FormColumn, FormRule
from pipeline.reports.described.sheet_reading import Scope
from pipeline.reports.described.table_head import Head, column_numbers
from pipeline.reports.sheets import Sheet

_SUM: Final = re.compile(r"\(?(\d+)\)?\s*=\s*\(?\d+\)?(?:\s*\+\s*\(?\d+\)?)+")


def rules_in_numbers(
    scope: Scope, sheet: Sheet, head: Head, rows: Sequence[int], places: Mapping[int, FormColumn]
) -> tuple[FormRule, ...]:
    """The sums written in rows of column numbers; a sum with a column that is not described is left out."""
    found: dict[str, FormRule] = {}
    for row in rows:
        texts = column_numbers(sheet, row, head)
        numbered = {re.sub(r"\D.*", "", text.lstrip("(")): places.get(at) for at, text in texts.items()}
        for text in texts.values():
            if not _SUM.fullmatch(text):
                continue
            whole, *parts = (numbered.get(number) for number in re.findall(r"\d+", text))
            keys = [column.indicator for column in (whole, *parts) if column is not None and column.indicator]
            if len(keys) == len(parts) + 1 and not any(scope.indicator(key).is_computed for key in keys):
                found[text] = FormRule(whole=keys[0], parts=tuple(keys[1:]))
    return tuple(found.values())
