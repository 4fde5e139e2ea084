"""Printing what became of files that came back (tệp nhận được): one table and one JSON shape for reports and slips."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pipeline.app.receiving import Collected
from pipeline.cli import show

Taken = TypeVar("Taken")


def received_json(collected: Collected[Taken], values: Callable[[Taken], Mapping[str, object]]) -> dict[str, object]:
    """The published JSON shape of files that came back; `values` gives the entry of a file that was taken in."""
    return {
        "received": [{"file": str(file), **values(taken)} for file, taken in collected.taken],
        "refused": [
            {"file": str(file), "message": error.message, "remedy": error.remedy} for file, error in collected.refused
        ],
    }


def print_received(collected: Collected[Taken], head: Sequence[str], row: Callable[[Taken], Sequence[str]]) -> None:
    """Print the files taken in as a table, the file in its first column, `row` in the others; then the refused ones."""
    rows = [(file.name, *row(taken)) for file, taken in collected.taken]
    if rows:
        show.table(("Tệp", *head), rows)
    show.refused(collected.refused)
