"""The list of changes as lines (danh sách thay đổi), before and after; equal changes in several places are put together."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.repair.repair_result import Change, Left, Repaired

_MOST_PLACES = 3


def change_lines(repaired: Repaired) -> tuple[str, ...]:
    """What was changed, one line for each kind of change: `[PG-04] trang: Lề trái: 25,4 mm → 30 mm`."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for change in repaired.changes:
        groups.setdefault((change.code, change.what, change.before, change.after), []).append(change.place)
    return tuple(
        f"[{code}] {_places(places)}: {what}: {before} → {after}"
        for (code, what, before, after), places in groups.items()
    )


def left_lines(repaired: Repaired) -> tuple[str, ...]:
    """The rules that are still broken, a line each, with the reason why they were not repaired."""
    return tuple(_left_line(left) for left in repaired.left)


def as_json(repaired: Repaired) -> dict[str, list[dict[str, str]]]:
    """The published JSON shape of changes and of what is left."""
    return {
        "changes": [_change(change) for change in repaired.changes],
        "left": [_left(remainder) for remainder in repaired.left],
    }


def _places(places: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(places))
    shown = "; ".join(distinct[:_MOST_PLACES])
    more = len(distinct) - _MOST_PLACES
    return f"{shown} và {more} chỗ khác" if more > 0 else shown


def _left_line(left: Left) -> str:
    place = f"{left.place}: " if left.place else ""
    return f"[{left.code}] {place}{left.found}; yêu cầu: {left.expected} ({left.reason})"


def _change(change: Change) -> dict[str, str]:
    return {
        "code": change.code, "place": change.place, "what": change.what, "before": change.before, "after": change.after,
    }  # fmt: skip


def _left(left: Left) -> dict[str, str]:
    return {
        "code": left.code, "title": left.title, "place": left.place, "found": left.found, "expected": left.expected,
        "reason": left.reason,
    }  # fmt: skip
