"""The known word that a mistyped one stands for (gần đúng), without regard to diacritics, capitals and tone style."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from pipeline.text import nearest, without_marks


def closest(written: str, names: Iterable[str]) -> str | None:
    """The name meant by `written`, such as `trích yếu` by `Trich yeu`; None when none is near.

    Typing slips of clerks are mostly lost diacritics, which would outweigh the letters if both were compared alike.
    """
    by_letters: dict[str, str] = {}
    for name in names:
        by_letters.setdefault(plain_letters(name), name)
    found = nearest(plain_letters(written), by_letters)
    return by_letters[found] if found is not None else None


@lru_cache(maxsize=1 << 16)
def plain_letters(text: str) -> str:
    """The text in small letters without diacritics: `Đơn vị` -> `don vi`."""
    return " ".join(without_marks(text.casefold()).split())
