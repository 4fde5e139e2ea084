"""Styles of tone marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import normalize_tone_style, same_ignoring_tone_style

PAIRS = [
    ("hòa", "hoà"),
    ("Hòa Bình", "Hoà Bình"),
    ("KHÓA", "KHOÁ"),
    ("khỏe", "khoẻ"),
    ("ủy ban", "uỷ ban"),
    ("Ủy ban", "Uỷ ban"),
    ("ỦY BAN", "UỶ BAN"),
    ("thúy, tụy; lũy", "thuý, tuỵ; luỹ"),
    ("xã hội hóa.", "xã hội hoá."),
    ("họa", "hoạ"),
]


@pytest.mark.parametrize(("old", "new"), PAIRS)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_normalize_tone_style__old_to_new(old: str, new: str, form: str) -> None:
    written = unicodedata.normalize("NFD" if form == "NFD" else "NFC", old)
    assert normalize_tone_style(written) == new
    assert normalize_tone_style(new) == new
    assert same_ignoring_tone_style(written, new)


@pytest.mark.parametrize(
    "text", ["quý", "quỳ", "quả", "hoàn", "ngoài", "khuỷu", "thuở", "mùa", "của", "Genòa", "ngoáy"]
)
def test_normalize_tone_style__nothing_to_change(text: str) -> None:
    assert normalize_tone_style(text) == text


@pytest.mark.parametrize(("one", "other"), [("hòa", "hoa"), ("hòa", "hoá"), ("hòa", "Hoà"), ("ủy", "úy")])
def test_same_ignoring_tone_style__different_words(one: str, other: str) -> None:
    assert not same_ignoring_tone_style(one, other)


@given(st.text())
def test_normalize_tone_style__once_is_enough(text: str) -> None:
    once = normalize_tone_style(text)
    assert normalize_tone_style(once) == once
