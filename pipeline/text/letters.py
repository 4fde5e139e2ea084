"""Letters (chữ cái): those of points in a list, and the capital letter at the start of a text."""

from __future__ import annotations

import unicodedata

LIST_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""Letters of points (điểm) in order: the alphabet without ă, â, ê, ô, ơ, ư. PLI.P1.II.6đ of NĐ 30/2020/NĐ-CP."""

# What may stand before the first letter of a sentence: quotation marks, brackets, spaces.
_OPENING_CATEGORIES = frozenset({"Ps", "Pi", "Zs"})
_OPENING_MARKS = frozenset("\"'\t\n")


def list_letter(position: int) -> str:
    """The letter of the point at `position`, counted from 1. ValueError beyond `y`, the 23rd.

    No rule says what follows `y`: a clause with so many points is to be split into clauses.
    """
    if not 1 <= position <= len(LIST_LETTERS):
        message = f"points run from a (1) to y ({len(LIST_LETTERS)}); there is no letter for position {position}"
        raise ValueError(message)
    return LIST_LETTERS[position - 1]


def upper_first(text: str) -> str:
    """The text with a capital first letter: `giao Sở A` -> `Giao Sở A`; quotation marks before the letter are skipped."""
    at = _first_letter(text)
    return text if at is None else text[:at] + text[at].upper() + text[at + 1 :]


def lower_first(text: str) -> str:
    """The text with a small first letter: `Ông Nguyễn Văn A` -> `ông Nguyễn Văn A`.

    An abbreviation in capitals stays as it is (`UBND tỉnh`). A proper name is the caller's business.
    """
    at = _first_letter(text)
    if at is None or _is_abbreviation(text[at:]):
        return text
    return text[:at] + text[at].lower() + text[at + 1 :]


def without_marks(text: str) -> str:
    """The text without diacritics: `Đơn vị` -> `Don vi`. Case and everything else stay as they are.

    Names of fields and files, many certificates and hastily typed words are written so.
    """
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _first_letter(text: str) -> int | None:
    """The index of the first letter; None when the text begins with something else (a figure, a dash)."""
    for at, character in enumerate(text):
        if character.isalpha():
            return at
        if character not in _OPENING_MARKS and unicodedata.category(character) not in _OPENING_CATEGORIES:
            return None
    return None


def _is_abbreviation(text: str) -> bool:
    # Combining marks belong to the letter before them, so they don't count as the second letter.
    letters = [character for character in text if not unicodedata.combining(character)]
    return len(letters) > 1 and letters[1].isupper()


def identifier(text: str) -> str:
    """A name in plain letters: `Số hợp đồng` -> `so_hop_dong`.

    Small letters without diacritics; blanks, hyphens and underscores become one underscore; other characters are
    dropped.
    """
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    words = "".join(sign if sign.isalnum() else " " if sign in " _-\t" else "" for sign in parts)
    return "_".join(words.split())
