"""Numbers in words: every number below a million, known mistakes of others, properties up to 10**39."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import CONVERTER_CLASSES, num2words

from pipeline.text import amount_in_words, number_in_words
from pipeline.text.number_words import VietnameseNumbers
from tests.text.reading import spoken_below_a_million, value_of

BLOCK = 100_000
NEVER_SAID = re.compile(
    r"mươi một|mươi bốn|mươi năm|mười năm|một mươi|không mươi|linh lăm|linh mốt|linh tư|trăm lăm|  |^ | $"
    r"|không nghìn|không triệu|không tỷ|không trăm (nghìn|triệu|tỷ|$)"
)


@pytest.mark.parametrize("start", range(0, 1_000_000, BLOCK))
def test_number_in_words__every_number_below_a_million(start: int) -> None:
    wrong = [
        (number, said, expected)
        for number in range(start, start + BLOCK)
        if (said := number_in_words(number)) != (expected := spoken_below_a_million(number))
    ]
    assert wrong[:10] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (1105, "một nghìn một trăm linh năm"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (10_000, "mười nghìn"),
        (523_056, "năm trăm hai mươi ba nghìn không trăm năm mươi sáu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (21_000_000, "hai mươi mốt triệu"),
        (145_001_000, "một trăm bốn mươi lăm triệu không trăm linh một nghìn"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (40_680_000_000, "bốn mươi tỷ sáu trăm tám mươi triệu"),
        (10**12, "một nghìn tỷ"),
        (1_100_000_000_000, "một nghìn một trăm tỷ"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
        (
            1_230_950_880_055,
            "một nghìn hai trăm ba mươi tỷ chín trăm năm mươi triệu tám trăm tám mươi nghìn không trăm năm mươi lăm",
        ),
        (10**15, "một triệu tỷ"),
        (10**17, "một trăm triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (10**18 + 5 * 10**9, "một tỷ tỷ không trăm linh năm tỷ"),
        (10**27, "một tỷ tỷ tỷ"),
        (-1, "âm một"),
        (-21, "âm hai mươi mốt"),
        (-1005, "âm một nghìn không trăm linh năm"),
        (Decimal("1.5"), "một phẩy năm"),
        (Decimal("1.05"), "một phẩy không năm"),
        (Decimal("1.50"), "một phẩy năm"),
        (Decimal("2.00"), "hai"),
        (Decimal("12.75"), "mười hai phẩy bảy năm"),
        (Decimal("21.21"), "hai mươi mốt phẩy hai một"),
        (Decimal("-0.5"), "âm không phẩy năm"),
        (Decimal("-0.0"), "không"),
        (Decimal("1E+3"), "một nghìn"),
        (Decimal("0.001"), "không phẩy không không một"),
    ],
)
def test_number_in_words__as_said(number: int | Decimal, words: str) -> None:
    assert number_in_words(number) == words
    assert num2words(number, lang="vi") == words


@given(st.integers(min_value=-(10**39) + 1, max_value=10**39 - 1) | st.integers(min_value=-(10**27), max_value=10**27))
def test_number_in_words__whole_numbers_parse_back(number: int) -> None:
    words = number_in_words(number)
    assert value_of(words) == number
    assert not NEVER_SAID.search(words)


@given(st.lists(st.sampled_from([0, 1, 4, 5, 10, 15, 21, 100, 105, 999]), min_size=1, max_size=13))
def test_number_in_words__groups_with_many_zeros_parse_back(groups: list[int]) -> None:
    number = int("".join(f"{group:03d}" for group in groups))
    words = number_in_words(number)
    assert value_of(words) == number
    assert not NEVER_SAID.search(words)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6))
def test_number_in_words__decimals_parse_back(number: Decimal) -> None:
    assert value_of(number_in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**27))
def test_number_in_words__southern_word_for_an_empty_ten(number: int) -> None:
    assert number_in_words(number, zero_ten="lẻ") == number_in_words(number).replace("linh", "lẻ")


def test_number_in_words__too_large_or_no_number() -> None:
    for large in (10**39, -(10**39), Decimal("1E+1000000")):
        with pytest.raises(OverflowError):
            number_in_words(large)
    for odd in ("NaN", "Infinity"):
        with pytest.raises(ValueError, match="not a number"):
            number_in_words(Decimal(odd))


def test_register__num2words_speaks_vietnamese_once_the_program_is_imported() -> None:
    assert isinstance(CONVERTER_CLASSES["vi"], VietnameseNumbers)
    assert num2words(1.5, lang="vi") == "một phẩy năm"
    assert num2words(1.1, lang="vi") == "một phẩy một"
    assert num2words(3.0, lang="vi") == "ba"
    assert num2words(-0.05, lang="vi") == "âm không phẩy không năm"
    assert num2words("1.05", lang="vi") == "một phẩy không năm"
    assert num2words(105, lang="vi_VN", zero_ten="lẻ") == "một trăm lẻ năm"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "thứ nhất"),
        (2, "thứ hai"),
        (3, "thứ ba"),
        (4, "thứ tư"),
        (5, "thứ năm"),
        (10, "thứ mười"),
        (14, "thứ mười bốn"),
        (21, "thứ hai mươi mốt"),
        (24, "thứ hai mươi tư"),
        (105, "thứ một trăm linh năm"),
    ],
)
def test_to_ordinal__as_said(number: int, words: str) -> None:
    assert num2words(number, lang="vi", to="ordinal") == words


def test_to_ordinal__needs_a_whole_number_from_zero_up() -> None:
    for wrong in (-1, 1.5):
        with pytest.raises(TypeError):
            num2words(wrong, lang="vi", to="ordinal")
    assert num2words(5, lang="vi", to="ordinal_num") == "thứ 5"


def test_to_year__as_said() -> None:
    assert num2words(2024, lang="vi", to="year") == "hai nghìn không trăm hai mươi tư"
    assert num2words(1975, lang="vi", to="year") == "một nghìn chín trăm bảy mươi lăm"
    assert num2words(-179, lang="vi", to="year") == "một trăm bảy mươi chín trước Công nguyên"


def test_to_currency__dong_without_cents() -> None:
    assert num2words(125_000_000, lang="vi", to="currency") == "một trăm hai mươi lăm triệu đồng"
    assert num2words(1005, lang="vi", to="currency", currency="VND") == "một nghìn không trăm linh năm đồng"
    assert num2words(Decimal("1.5"), lang="vi", to="currency", separator=" và") == "một phẩy năm đồng"
    with pytest.raises(NotImplementedError, match="EUR"):
        num2words(1, lang="vi", to="currency", currency="EUR")


def test_amount_in_words__options() -> None:
    assert amount_in_words(125_000_000) == "Một trăm hai mươi lăm triệu đồng"
    assert amount_in_words(0) == "Không đồng"
    assert amount_in_words(-5000) == "Âm năm nghìn đồng"
    assert amount_in_words(125_000_000, exact=True) == "Một trăm hai mươi lăm triệu đồng chẵn"
    assert amount_in_words(2_050, end_mark=True) == "Hai nghìn không trăm năm mươi đồng./."
    assert amount_in_words(1005, exact=True, end_mark=True, zero_ten="lẻ") == "Một nghìn không trăm lẻ năm đồng chẵn./."


def test_amount_in_words__refuses_a_fraction() -> None:
    with pytest.raises(TypeError, match="Decimal"):
        amount_in_words(Decimal("1.5"))  # type: ignore[arg-type]
