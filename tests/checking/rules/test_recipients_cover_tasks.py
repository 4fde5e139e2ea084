"""Whether a list of recipients covers a body that a task is given to."""

from __future__ import annotations

import pytest

from pipeline.checking.rules.delegations import covers


@pytest.mark.parametrize(
    ("entry", "body"),
    [
        ("- Sở Tài chính;", "Sở Tài chính"),
        ("- Sở TN&MT;", "Sở Tài nguyên và Môi trường"),
        ("- Các sở: Nội vụ, Tài chính;", "Sở Tài chính"),
        ("- Các sở, ban, ngành tỉnh;", "Công an tỉnh"),
        ("- Công an, Bộ CHQS tỉnh;", "Công an tỉnh"),
        ("- Uỷ ban nhân dân các huyện, thị xã, thành phố;", "UBND huyện An Đông"),
        ("- UBND các xã, phường;", "Ủy ban nhân dân phường 3"),
        ("- Như Điều 3;", "Sở Nội vụ"),
        ("- Các thành viên Ban Chỉ đạo;", "Sở Nội vụ"),
    ],
)
def test_covers__the_body_itself_its_abbreviation_or_its_group(entry: str, body: str) -> None:
    assert covers(["- Như trên;", entry], body)


@pytest.mark.parametrize(
    ("entry", "body"),
    [
        ("- Sở Nội vụ;", "Sở Tài chính"),
        ("- UBND các huyện, thị xã;", "Kho bạc Nhà nước tỉnh"),
        ("- Sở Kế hoạch và Đầu tư;", "Thanh tra tỉnh"),
    ],
)
def test_covers__no_other_body(entry: str, body: str) -> None:
    assert not covers(["- Như trên;", entry], body)
