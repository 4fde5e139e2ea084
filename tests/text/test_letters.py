"""Letters of lists, and first letters."""

from __future__ import annotations

import unicodedata

import pytest

from pipeline.text import LIST_LETTERS, list_letter, lower_first, upper_first, without_marks


def test_list_letter__in_order() -> None:
    letters = [list_letter(position) for position in range(1, len(LIST_LETTERS) + 1)]
    assert letters == list("abcdđeghiklmnopqrstuvxy")


@pytest.mark.parametrize("position", [0, -1, 24])
def test_list_letter__beyond_the_end(position: int) -> None:
    with pytest.raises(ValueError, match=f"no letter for position {position}"):
        list_letter(position)


@pytest.mark.parametrize(
    ("small", "capital"),
    [
        ("giao Sở A", "Giao Sở A"),
        ("ủy ban", "Ủy ban"),
        ("ý kiến", "Ý kiến"),
        ("đồng", "Đồng"),
        ("“các sở”", "“Các sở”"),
        ("(kèm theo)", "(Kèm theo)"),
        (unicodedata.normalize("NFD", "ủy ban"), unicodedata.normalize("NFD", "Ủy ban")),
        ("", ""),
        ("12 tháng", "12 tháng"),
        ("- gạch", "- gạch"),
    ],
)
def test_upper_first__and_back(small: str, capital: str) -> None:
    assert upper_first(small) == capital
    assert lower_first(capital) == small


def test_upper_first__leaves_the_rest_alone() -> None:
    assert upper_first("sở TT&TT tỉnh Hà Nam") == "Sở TT&TT tỉnh Hà Nam"


@pytest.mark.parametrize("text", ["UBND tỉnh", "HĐND", unicodedata.normalize("NFD", "ĐẢNG"), "“UBND”"])
def test_lower_first__keeps_abbreviations(text: str) -> None:
    assert lower_first(text) == text


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đơn vị tính", "Don vi tinh"),
        ("ĐÔ THỊ", "DO THI"),
        ("ho\u0301a", "hoa"),
        ("12/QĐ-UBND", "12/QD-UBND"),
        ("", ""),
    ],
)
def test_without_marks__letters_alone_in_the_same_case(text: str, bare: str) -> None:
    assert without_marks(text) == bare
