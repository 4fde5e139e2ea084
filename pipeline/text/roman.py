"""Roman numerals (chữ số La Mã): numbers of parts, chapters and annexes. PLI.P1.II.6đ and III.1a of NĐ 30/2020."""

from __future__ import annotations

from itertools import groupby

_VALUES = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_HIGHEST = 3999
_VALUE_OF = {letter: value for value, letter in _VALUES if len(letter) == 1}


def to_roman(number: int) -> str:
    """`4` -> `IV`, for 1..3999. ValueError outside: Roman numerals have no zero."""
    if not 1 <= number <= _HIGHEST:
        message = f"Roman numerals run from 1 to {_HIGHEST}, not {number}"
        raise ValueError(message)
    letters = []
    for value, letter in _VALUES:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def from_roman(numeral: str) -> int:
    """`IV` -> `4`. ValueError for anything that `to_roman` would not write (`IIII`, `iv`, an empty text)."""
    if numeral and set(numeral) <= _VALUE_OF.keys():
        # Equal neighbours count as one term; a term before a larger one is taken away.
        terms = [_VALUE_OF[letter] * len(list(run)) for letter, run in groupby(numeral)]
        sizes = [_VALUE_OF[letter] for letter, _ in groupby(numeral)]
        following = [*sizes[1:], 0]
        value = sum(-term if size < after else term for term, size, after in zip(terms, sizes, following, strict=True))
        if 1 <= value <= _HIGHEST and to_roman(value) == numeral:
            return value
    message = f"{numeral!r} is not a Roman numeral"
    raise ValueError(message)
