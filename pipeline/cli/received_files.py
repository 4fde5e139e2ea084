"""What became of files that came back (tệp nhận được): one table, one JSON shape for reports and for slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pipeline.app.receiving import Collected
from pipeline.cli import show

Taken = TypeVar("Taken")


def received_json(collected: Collected[Taken], values: Callable[[Taken], Mapping[str, object]]) -> dict[str, object]:
    """The published JSON shape; `values` gives what is said of a file that was taken in."""
    return {
        "received": [{"file": str(file), **values(taken)} for file, taken in collected.taken],
        "refused": [
            {"file": str(file), "message": error.message, "remedy": error.remedy} for file, error in collected.refused
        ],
    }


def print_received(collected: Collected[Taken], head: Sequence[str], row: Callable[[Taken], Sequence[str]]) -> None:
    """The files taken in as a table whose first column is the file, `row` the others; then those that were not."""
    rows = [(file.name, *row(taken)) for file, taken in collected.taken]
    if rows:
        show.table(("Tệp", *head), rows)
    show.refused(collected.refused)
