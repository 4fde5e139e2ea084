"""The nearest of several names (gần giống), for messages about a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

# Below this share of equal letters (0..100) a suggestion would puzzle more than it helps.
_LIKE_ENOUGH = 60.0


def nearest(written: str, names: Iterable[str]) -> str | None:
    """The name most like `written`, letters compared without regard to case; None when nothing is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - loads for longer than most commands that name nothing wrong

    found = process.extractOne(
        written, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_LIKE_ENOUGH
    )
    return None if found is None else str(found[0])
