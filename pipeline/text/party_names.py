"""Names of agencies and people inside a sentence (tên trong câu): their first letter, and several of them joined."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.text.letters import lower_first

# Common nouns that open a name of a party; inside a sentence they are written small (PLII.I, PLII.V.3).
_COMMON_OPENERS = frozenset({"Các", "Đại", "Lãnh", "Ông", "Bà", "Chuyên", "Thủ", "Người", "Những", "Một", "Toàn"})


def in_sentence(name: str) -> str:
    """A party's name as it stands inside a sentence: `các sở, ban, ngành`, but `Sở Tài chính`."""
    return lower_first(name) if name.split(" ", 1)[0] in _COMMON_OPENERS else name


def join_names(names: Sequence[str]) -> str:
    """`Sở A, Sở B và các huyện`; a single name alone, no name at all as an empty text."""
    return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
