"""The order of the dictionary."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text import given_name_key, sort_key

# Each list is in the order that a Vietnamese dictionary or telephone book would give.
ALPHABET = "a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z"
TONES = "ma mà mả mã má mạ"
LETTERS_BEFORE_TONES = "ta tà tả tã tá tạ tai tài tái tam tăm tâm"
SYLLABLES = "an|an bình|an khê|ăn|ân|ba|ba ba|ba là|bà|bà an|bả|bạ|bách|ban|bàn|chu|cu|cư|da|đa|đá|đạ|đê|đi"
PROVINCES = (
    "An Giang|Bà Rịa - Vũng Tàu|Bạc Liêu|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Bình Định|"
    "Bình Phước|Bình Thuận|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai|Đồng Tháp|"
    "Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hoà Bình|Hưng Yên|Khánh Hoà|"
    "Kiên Giang|Kon Tum|Lai Châu|Lạng Sơn|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Ninh Thuận|"
    "Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|"
    "Thái Bình|Thái Nguyên|Thanh Hoá|Thừa Thiên Huế|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|"
    "Yên Bái"
)
NUMBERS = "Phụ lục 1|Phụ lục 2|Phụ lục 02a|Phụ lục 10|Phụ lục 100|Phụ lục I|Phụ lục mẫu"


@pytest.mark.parametrize(
    "words",
    [
        ALPHABET.split(" "),
        ALPHABET.upper().split(" "),
        TONES.split(" "),
        LETTERS_BEFORE_TONES.split(" "),
        SYLLABLES.split("|"),
        PROVINCES.split("|"),
        NUMBERS.split("|"),
    ],
    ids=["alphabet", "capitals", "tones", "letters", "syllables", "provinces", "numbers"],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_sort_key__by_hand(words: list[str], form: str) -> None:
    expected = [unicodedata.normalize("NFD" if form == "NFD" else "NFC", word) for word in words]
    shuffled = [*expected[1::2], *expected[::2][::-1]]
    assert sorted(shuffled, key=sort_key) == expected


@given(st.text())
def test_sort_key__composed_and_combining_are_one(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFC", text)) == sort_key(unicodedata.normalize("NFD", text))


@given(st.lists(st.text(), max_size=6))
def test_sort_key__any_texts_have_one_order(texts: list[str]) -> None:
    composed = [unicodedata.normalize("NFC", text) for text in texts]
    backwards = composed[::-1]
    assert sorted(composed, key=sort_key) == sorted(backwards, key=sort_key)


def test_sort_key__capitals_and_foreign_letters() -> None:
    assert sorted(["Mỹ", "mỹ", "My", "my"], key=sort_key) == ["my", "My", "mỹ", "Mỹ"]
    assert sorted(["Müller", "Mua", "Mưa", "Ñu", "Na"], key=sort_key) == ["Mua", "Müller", "Mưa", "Na", "Ñu"]
    # U+00D0 (eth) is often typed for Đ.
    assert sorted(["\u00d0ông", "Dân", "Đa", "Em"], key=sort_key) == ["Dân", "Đa", "\u00d0ông", "Em"]


def test_given_name_key__given_name_then_surname() -> None:
    people = ["Trần Văn Bình", "Nguyễn Thị Ánh", "Lê Bình", "Đỗ Văn An", "Phạm Ân", "Hà Bính", "Trần Thị Bình"]
    assert sorted(people, key=given_name_key) == [
        "Đỗ Văn An", "Nguyễn Thị Ánh", "Phạm Ân", "Lê Bình", "Trần Thị Bình", "Trần Văn Bình", "Hà Bính",
    ]  # fmt: skip
