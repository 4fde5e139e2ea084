"""Where a line may end: between words, names, dates and numbers, never inside one that is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.bond import Bond
from pipeline.text.broken_words import broken_words
from pipeline.text.lexicon import LONGEST, compounds, lexicon_form
from pipeline.text.word_bonds import bonds_of

STROKES = {Bond.NONE: "|", Bond.DOUBT: "?", Bond.GROUP: "+", Bond.NAME: "~", Bond.WORD: "_"}


def bound(text: str) -> str:
    """The text with a sign for each blank: `|` a line may end here, `+` a group, `~` a name, `_` one word, `?` in doubt."""
    words = text.split(" ")
    marks = [STROKES[bond] for bond in bonds_of(tuple(words))]
    return words[0] + "".join(mark + word for mark, word in zip(marks[1:], words[1:], strict=True))


@pytest.mark.parametrize(
    "reading",
    [
        "Nền_tảng|tích_hợp,|chia_sẻ|dữ_liệu|và|số_hóa|sổ|hộ_tịch",
        "định_danh|và|xác_thực|điện_tử",
        "Hội_đồng|nghiệm_thu|phần_mềm",
        "Ban_Chỉ_đạo",
        "Văn_phòng|Ban_Chỉ_đạo",
        "Sở|Nội_vụ",
        "Sở|Y_tế",
        "SỞ|Y_TẾ",
        "Phó_Chủ_tịch|Ủy_ban|nhân_dân+tỉnh|Trần~Thị~Minh~Hạnh|tại",
        "Ông+Nguyễn~Văn~Bình",
        "Ông+Lê~Anh_Dũng",
        "bà+Lê~Thị~Hoa,|Trưởng_phòng",
        "tỉnh?Thanh~Giang",
        "TỈNH?THANH~GIANG",
        "ngày_05+tháng_6+năm_2024",
        "Quyết_định|số_12/QĐ-UBND|ngày_5+tháng_1+năm_2024",
        "Phụ_lục_I",
        "Điều_5,|khoản_2,|điểm_a",
        "quý_III|năm_2024",
        "lần|thứ_nhất",
        "5,2_tỷ_đồng",
        "1.250.000_đồng",
        "95_%",
        "15+ngày",
        "2021_-+2025",
        "thi_đua_-|khen_thưởng",
        "KT._CHỦ_TỊCH",
        "TP._Hồ~Chí~Minh",
        "1._Đánh_giá",
    ],
)
def test_bonds_of__words_names_dates_and_numbers_hold_together(reading: str) -> None:
    plain = "".join(" " if sign in STROKES.values() else sign for sign in reading)
    assert bound(plain) == reading


@pytest.mark.parametrize("text", ["thông tin", "Thông tin", "THÔNG TIN", "hoà bình", "hòa bình", "HÒA BÌNH"])
def test_bonds_of__neither_capitals_nor_the_place_of_the_accent_matter(text: str) -> None:
    assert bonds_of(tuple(text.split(" ")))[1] is Bond.WORD


@pytest.mark.parametrize("text", ["thông, tin", "(thông) tin", "thông “tin”", "phòng Ban"])
def test_bonds_of__marks_and_a_capital_part_words(text: str) -> None:
    assert bonds_of(tuple(text.split(" ")))[1] is Bond.NONE


@given(st.lists(st.text(max_size=8), max_size=12))
def test_bonds_of__any_text_has_a_bond_for_each_piece(words: list[str]) -> None:
    bonds = bonds_of(tuple(words))
    assert len(bonds) == len(words)
    assert not words or bonds[0] is Bond.NONE


def test_compounds__are_in_the_form_in_which_they_are_looked_up() -> None:
    words = {word for word in compounds() if word and not word.startswith("#")}
    assert len(words) > 20_000
    assert all(lexicon_form(word) == word for word in words)
    assert {len(word.split(" ")) for word in words} == set(range(2, LONGEST + 1))


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        (["Nền tảng tích", "hợp, chia sẻ"], ["tích / hợp,"]),
        (["Nền tảng tích hợp,", "chia sẻ"], []),
        (["thống", "nhất", "chỉ", "đạo"], ["thống / nhất", "chỉ / đạo"]),
        (["theo Quyết định số", "12/QĐ-UBND"], ["số / 12/QĐ-UBND"]),
        (["một dòng"], []),
        ([], []),
        (["", "  "], []),
    ],
)
def test_broken_words__tell_what_a_line_end_parts(lines: list[str], shown: list[str]) -> None:
    assert [broken.shown for broken in broken_words(lines)] == shown


def test_broken_words__names_and_dates_are_told_where_asked() -> None:
    lines = ["Ông Nguyễn", "Văn Bình"]
    assert broken_words(lines) == ()
    assert [broken.shown for broken in broken_words(lines, least=Bond.GROUP)] == ["Nguyễn / Văn Bình"]
