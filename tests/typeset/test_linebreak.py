"""Names and titles on several lines: even, and never inside a word of two syllables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.broken_words import broken_words
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.linebreak import balanced_lines, break_costs, filled_starts

COLUMN = 180.0


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "BAN CHỈ ĐẠO XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ TỈNH THANH GIANG",
            ["BAN CHỈ ĐẠO XÂY DỰNG", "CHÍNH QUYỀN ĐIỆN TỬ", "TỈNH THANH GIANG"],
        ),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", ["SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG"]),
        ("SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        ("ỦY BAN NHÂN DÂN TỈNH THANH GIANG", ["ỦY BAN NHÂN DÂN", "TỈNH THANH GIANG"]),
        (
            "ĐẠI DIỆN CÔNG TY CỔ PHẦN MÔI TRƯỜNG SÔNG THƯƠNG",
            ["ĐẠI DIỆN CÔNG TY CỔ PHẦN", "MÔI TRƯỜNG SÔNG THƯƠNG"],
        ),
        (
            "HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG XÃ AN BÌNH",
            ["HỘI ĐỒNG THI ĐUA -", "KHEN THƯỞNG XÃ AN BÌNH"],
        ),
    ],
)
def test_balanced_lines__names_of_agencies(name: str, lines: list[str]) -> None:
    assert balanced_lines(name, COLUMN, 12, bold=True) == lines


def test_balanced_lines__a_title_breaks_before_the_word_that_opens_a_phrase() -> None:
    title = "Kết luận của Trưởng Ban tại Phiên họp thứ nhất năm 2024 của Ban Chỉ đạo xây dựng Chính quyền điện tử"
    lines = balanced_lines(title, 420, 14, bold=True)
    assert len(lines) == 2
    assert lines[1].split(" ")[0] in {"năm", "của", "tại"}


TITLES = [
    "Về việc bổ sung kinh phí nâng cấp Nền tảng tích hợp, chia sẻ dữ liệu và số hóa sổ hộ tịch năm 2024",
    "Triển khai Đề án phát triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia",
    "Về việc cử cán bộ tham gia Hội đồng nghiệm thu phần mềm Quản lý văn bản và điều hành",
    "Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh Trần Thị Minh Hạnh tại buổi làm việc với Sở Nội vụ",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("limit", range(90, 470, 20))
def test_balanced_lines__break_between_words_at_any_width(title: str, limit: int) -> None:
    assert broken_words(balanced_lines(title, limit, 14, bold=True)) == ()


def test_balanced_lines__a_province_stays_with_its_committee_and_a_name_whole() -> None:
    assert balanced_lines(TITLES[3], 420, 14, bold=True) == [
        "Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh",
        "Trần Thị Minh Hạnh tại buổi làm việc với Sở Nội vụ",
    ]


@pytest.mark.slow
@given(st.lists(st.text(alphabet="abcđêôư", min_size=1, max_size=9), min_size=1, max_size=25), st.integers(60, 400))
def test_balanced_lines__loses_nothing_and_fits(words: list[str], limit: int) -> None:
    text = " ".join(words)
    lines = balanced_lines(text, limit, 14)
    assert " ".join(lines) == text
    assert all(text_width(line, 14) <= limit + 0.01 or " " not in line for line in lines)


@pytest.mark.parametrize(
    "words", [["Chỉ", "đạo"], ["quý", "III"], ["năm", "2024"], ["Chính", "quyền"], ["đua", "-"], ["Hóa", "–"]]
)
def test_break_costs__inside_a_word_is_dear(words: list[str]) -> None:
    assert break_costs(words)[1] == 100


@pytest.mark.parametrize(
    ("widths", "indent", "starts"),
    [
        ([10, 10, 10], 0, [0, 2]),
        ([10, 10, 10], 3, [0, 1]),
        ([10, 12, 10], 0, [0, 2]),
        ([10, 12.1, 10], 0, [0, 1, 2]),
        ([40, 40], 5, [0, 1]),
        ([], 0, [0]),
    ],
)
def test_filled_starts__as_many_words_on_a_line_as_fit(widths: list[float], indent: float, starts: list[int]) -> None:
    assert filled_starts(widths, room=24, space=2, indent=indent) == starts


def test_filled_starts__without_an_indent_a_line_that_is_just_full_is_not_broken() -> None:
    assert filled_starts([10, 12, 24], room=24, space=2) == [0, 2]
