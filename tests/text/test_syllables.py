"""Vietnamese spelling of one syllable."""

from __future__ import annotations

import pytest

from pipeline.text.syllables import is_syllable, split_tone

GOOD = (
    "a ạ ơ ý ủy uỷ hoà hòa khoẻ khỏe nghĩa nghiêng người Nguyễn NGUYỄN giờ gì gìn giếng giặt già quốc quý quỳnh "
    "quyết khuỷu khuya thuở thuế được ướt tiếng yêu yến Đảng đường xoong xuống rượu ngoằn mười nhẫn kẻ ghế Lắk"
)
BAD = "hßa cé kă ngê ghà NguyÔn hOà mưn hoáá bàà tat tàt học1 sch w x bl Müller été hội-nghị Céng CéNG oự"


def test_is_syllable__good() -> None:
    assert [word for word in GOOD.split(" ") if not is_syllable(word)] == ["Lắk"]


def test_is_syllable__bad() -> None:
    assert [word for word in BAD.split(" ") if is_syllable(word)] == []


@pytest.mark.parametrize(
    ("word", "letters", "tone", "place"),
    [("nghĩa", "nghia", 3, 3), ("Được", "Đươc", 5, 2), ("cuộc", "cuôc", 5, 2), ("xanh", "xanh", 0, -1)],
)
def test_split_tone__letters_tone_place(word: str, letters: str, tone: int, place: int) -> None:
    assert split_tone(word) == (letters, tone, place)


def test_split_tone__two_tones_are_no_syllable() -> None:
    assert split_tone("hòá") is None
