"""The known word that a mistyped one stands for (gần đúng): without marks, with capitals, in the other tone style."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.text import nearest, without_marks


def closest(written: str, names: Iterable[str]) -> str | None:
    """The name meant by `written`, or None: `Trich yeu` gives `trích yếu`.

    Why: a clerk's typing slips are mostly lost marks, and those outweigh the letters when marks are compared as letters.
    """
    by_letters: dict[str, str] = {}
    for name in names:
        by_letters.setdefault(plain_letters(name), name)
    found = nearest(plain_letters(written), by_letters)
    return by_letters[found] if found is not None else None


@lru_cache(maxsize=1 << 16)
def plain_letters(text: str) -> str:
    """Small letters without any mark: `Đơn vị` -> `don vi`."""
    return " ".join(without_marks(text.casefold()).split())
