"""Signature blocks: every form of authority, stacks of two and three lines, second titles, seals."""

from __future__ import annotations

import pytest

from pipeline.papers.signature import signature_block
from pipeline.records.paper import Signing
from tests.offices import small_office

OFFICE = small_office()


@pytest.mark.parametrize(
    ("body", "person", "authority", "lines"),
    [
        ("ubnd-tinh", "chu-tich", None, ("CHỦ TỊCH",)),
        ("ubnd-tinh", "chu-tich", "TM", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("ubnd-tinh", "pho-chu-tich", "KT", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("ubnd-tinh", "pho-chu-tich", "TM KT", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("ubnd-tinh", "chanh-van-phong", "TL", ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
        (
            "ubnd-tinh",
            "pho-chanh-van-phong",
            "TL KT",
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        ("ubnd-tinh", "giam-doc-noi-vu", "TUQ", ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
        ("so-tttt", "pho-giam-doc-tttt", "Q", ("Q. GIÁM ĐỐC",)),
        ("so-tttt", "giam-doc-tttt", None, ("GIÁM ĐỐC",)),
        ("bcd", "chu-tich", None, ("TRƯỞNG BAN",)),
        ("bcd", "chu-tich", "TM", ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")),
        ("bcd", "pho-chu-tich", "TM KT", ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")),
        ("bcd", "giam-doc-tttt", "TL", ("TL. TRƯỞNG BAN", "ỦY VIÊN THƯỜNG TRỰC, THƯ KÝ")),
    ],
)
def test_signature_block__lines(body: str, person: str, authority: str | None, lines: tuple[str, ...]) -> None:
    signing = Signing.model_validate({"người ký": person, "quyền hạn": authority})
    assert signature_block(OFFICE, OFFICE.body(body), signing).lines == lines


def test_signature_block__who_is_no_member_of_the_committee_has_his_post_once() -> None:
    signing = Signing.model_validate({"người ký": "chanh-van-phong", "quyền hạn": "TL"})
    block = signature_block(OFFICE, OFFICE.body("bcd"), signing)
    assert (block.lines, block.other_title) == (("TL. TRƯỞNG BAN", "CHÁNH VĂN PHÒNG UBND TỈNH"), "")


def test_signature_block__lines_written_by_hand_win() -> None:
    signing = Signing.model_validate({"người ký": "chu-tich", "dòng chức vụ": ["TM. Đoàn kiểm tra", "Trưởng đoàn"]})
    assert signature_block(OFFICE, OFFICE.body("bcd"), signing).lines == ("TM. ĐOÀN KIỂM TRA", "TRƯỞNG ĐOÀN")


@pytest.mark.parametrize(
    ("person", "other", "seal"),
    [
        ("chu-tich", "CHỦ TỊCH UBND TỈNH", "UBND tỉnh"),
        ("pho-chu-tich", "PHÓ CHỦ TỊCH UBND TỈNH", "UBND tỉnh"),
        ("giam-doc-tttt", "GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG", "Sở Thông tin và Truyền thông"),
    ],
)
def test_signature_block__a_committee_member_has_a_second_title_and_the_seal_of_the_role(
    person: str, other: str, seal: str
) -> None:
    signing = Signing.model_validate({"người ký": person, "quyền hạn": "TM"})
    block = signature_block(OFFICE, OFFICE.body("bcd"), signing)
    assert block.other_title == other
    assert block.seal is not None
    assert block.seal.owner == seal


def test_signature_block__a_committee_without_a_seal_shows_only_its_own_title() -> None:
    committee = OFFICE.committee("bcd").model_copy(update={"seals": None})
    signing = Signing.model_validate({"người ký": "chu-tich"})
    block = signature_block(OFFICE, committee, signing)
    assert (block.other_title, block.seal) == ("", None)
