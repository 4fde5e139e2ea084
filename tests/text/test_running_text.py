"""Texts that go on inside a sentence, and names joined in one."""

from __future__ import annotations

import pytest

from pipeline.text import continued, in_sentence, join_guests, join_names

PROPER = (
    "Cổng Dữ liệu mở của tỉnh",
    "Ủy ban nhân dân tỉnh ban hành quyết định",
    "Nghị quyết số 57-NQ/TW",
    "Nghị định 30/2020/NĐ-CP",
    "Kế hoạch số 12/KH-UBND",
    "Luật Đất đai",
    "Bộ luật Hình sự",
    "Đề án 06",
    "Đề án Đô thị thông minh",
    "Bộ phận Một cửa cấp xã",
    "Chủ tịch UBND xã",
    "Thủ tướng Chính phủ",
    "Thành phố Hồ Chí Minh",
    "Trưởng Ban Chỉ đạo",
    "UBND tỉnh",
)
PLAIN = (
    "Kế hoạch",
    "Báo cáo UBND tỉnh",
    "Báo cáo 6 tháng",
    "Báo cáo Sở Nội vụ",
    "Trình Ủy ban nhân dân xã",
    "Ban hành Quyết định",
    "Phòng, chống thiên tai",
    "Tổ chức hội nghị",
    "Hội thảo",
    "Thanh tra việc sử dụng đất",
    "Đề án UBND tỉnh giao",
    "Quyết định số lượng",
    "Bộ phận trực",
)


@pytest.mark.parametrize("text", PROPER)
def test_continued__a_proper_name_keeps_its_capital(text: str) -> None:
    assert continued(text) == text


@pytest.mark.parametrize("text", PLAIN)
def test_continued__other_words_begin_small(text: str) -> None:
    assert continued(text) == text[0].lower() + text[1:]


def test_continued__a_name_of_the_records_keeps_its_capital() -> None:
    assert continued("Hòa Lâm xây dựng kế hoạch", ["Hòa Lâm"]) == "Hòa Lâm xây dựng kế hoạch"
    assert continued("Hòa Lâm xây dựng kế hoạch") == "hòa Lâm xây dựng kế hoạch"
    assert continued("Tổ giúp việcs", ["Tổ giúp việc"]) == "tổ giúp việcs"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ông Lê Văn A", "ông Lê Văn A"),
        ("Bà Trần Thị B, chuyên gia", "bà Trần Thị B, chuyên gia"),
        ("Các sở, ban, ngành", "các sở, ban, ngành"),
        ("Đại diện Tỉnh đoàn", "đại diện Tỉnh đoàn"),
        ("Đại học Quốc gia Hà Nội", "Đại học Quốc gia Hà Nội"),
        ("Thủ tướng Chính phủ", "Thủ tướng Chính phủ"),
        ("Thủ trưởng các cơ quan", "thủ trưởng các cơ quan"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_in_sentence__common_nouns_small_names_as_they_are(name: str, said: str) -> None:
    assert in_sentence(name) == said


def test_join_guests__semicolons_where_a_name_has_a_comma_of_its_own() -> None:
    plain = ["Sở Thông tin và Truyền thông", "Sở Nội vụ", "các huyện"]
    assert join_guests(plain) == join_names(plain) == "Sở Thông tin và Truyền thông, Sở Nội vụ và các huyện"
    guests = ["các thành viên Ban Chỉ đạo", "ông Lê Văn A, Giám đốc Sở Nội vụ", "đại diện Tỉnh đoàn"]
    assert join_guests(guests) == "; ".join(guests)
    assert join_guests(guests[:1]) == guests[0]
    assert join_guests([]) == ""
