"""Roman numerals."""

from __future__ import annotations

import pytest

from pipeline.text import from_roman, to_roman


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (499, "CDXCIX"), (2024, "MMXXIV")],
)
def test_to_roman__known(number: int, numeral: str) -> None:
    assert to_roman(number) == numeral


def test_from_roman__every_numeral_comes_back() -> None:
    numerals = [to_roman(number) for number in range(1, 4000)]
    assert [from_roman(numeral) for numeral in numerals] == list(range(1, 4000))


@pytest.mark.parametrize("number", [0, -1, 4000])
def test_to_roman__no_such_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        to_roman(number)


@pytest.mark.parametrize("text", ["", "IIII", "VV", "IC", "iv", "IVI", "4", "XIV ", "MMMM", "IIV", "ABC"])
def test_from_roman__refuses_what_nobody_writes(text: str) -> None:
    with pytest.raises(ValueError, match="not a Roman numeral"):
        from_roman(text)
