"""The grammar of signature blocks on the forms that offices write."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checking.rules.authority import is_collective, is_consultative, is_deputy, is_head
from pipeline.checking.rules.rule import NotApplicable, NotEvaluated, Rule
from pipeline.checking.rules.signature import ky01_authority, ky02_title_below
from pipeline.decree.profile import load_profile
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Paper, Signature
from tests.casework import docx_facts

PROFILE = load_profile("nd30_2020")
GOOD = (
    ("GIÁM ĐỐC",),
    ("Q. GIÁM ĐỐC",),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    ("TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"),
    ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH"),
    ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
    ("TL. BỘ TRƯỞNG", "VỤ TRƯỞNG VỤ PHÁP CHẾ"),
    ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"),
    ("TL. TRƯỞNG BAN", "ỦY VIÊN THƯỜNG TRỰC"),
)
WRONG_PREFIX = (
    ("KT. PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("TL. PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("TM. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
)
WRONG_BELOW = (
    ("KT. GIÁM ĐỐC", "GIÁM ĐỐC"),
    ("KT. GIÁM ĐỐC", "TRƯỞNG PHÒNG"),
    ("KT. TRƯỞNG BAN", "ỦY VIÊN"),
    ("KT. CHỦ TỊCH", "TL. CHỦ TỊCH"),
    ("TL. CHỦ TỊCH", "PHÓ CHÁNH VĂN PHÒNG"),
    ("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"),
    ("TL. GIÁM ĐỐC",),
)


def _paper(lines: tuple[str, ...]) -> Paper:
    """A sample letter signed with these lines."""
    paper = recognise(docx_facts("cong-van-don-doc"))
    (signature,) = paper.signatures
    return replace(paper, signatures=(_signed(signature, lines),))


def _signed(signature: Signature, lines: tuple[str, ...]) -> Signature:
    return replace(signature, lines=lines, capacity=signature.capacity[:1] * len(lines))


def _fails(rule: Rule, lines: tuple[str, ...]) -> bool:
    verdict = rule.check(_paper(lines), PROFILE)
    return not isinstance(verdict, NotApplicable | NotEvaluated) and bool(verdict)


@pytest.mark.parametrize("lines", GOOD, ids=" / ".join)
def test_block__that_the_decree_allows_passes(lines: tuple[str, ...]) -> None:
    assert not _fails(ky01_authority.check, lines)
    assert not _fails(ky02_title_below.check, lines)


@pytest.mark.parametrize("lines", WRONG_PREFIX, ids=" / ".join)
def test_block__with_a_wrong_line_of_authority_fails(lines: tuple[str, ...]) -> None:
    assert _fails(ky01_authority.check, lines)


@pytest.mark.parametrize("lines", WRONG_BELOW, ids=" / ".join)
def test_block__with_a_wrong_title_below_fails_there_alone(lines: tuple[str, ...]) -> None:
    assert _fails(ky02_title_below.check, lines)
    assert not _fails(ky01_authority.check, lines)


def test_block__order_below_a_collective_is_left_open() -> None:
    verdict = ky02_title_below.check.check(
        _paper(("TM. ỦY BAN NHÂN DÂN", "TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")), PROFILE
    )
    assert isinstance(verdict, NotEvaluated)


@pytest.mark.parametrize("title", ["PHÓ GIÁM ĐỐC", "Thứ trưởng", "TỔ PHÓ", "P. GIÁM ĐỐC", "HIỆU PHÓ"])
def test_deputy__is_no_head(title: str) -> None:
    assert is_deputy(title)
    assert not is_head(title)


@pytest.mark.parametrize("name", ["UỶ BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN TỈNH", "CHỦ TỊCH ĐOÀN", "BAN THƯỜNG VỤ"])
def test_collective__is_no_head(name: str) -> None:
    assert is_collective(name)
    assert not is_head(name)


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("BAN CHỈ ĐẠO XÂY DỰNG CHÍNH QUYỀN ĐIỆN TỬ", True),
        ("HỘI ĐỒNG THI TUYỂN CÔNG CHỨC", True),
        ("TỔ CÔNG TÁC ĐỀ ÁN 06", True),
        ("ĐOÀN KIỂM TRA", True),
        ("HỘI ĐỒNG NHÂN DÂN", False),
        ("HỘI ĐỒNG THÀNH VIÊN", False),
        ("BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", False),
        ("SỞ NỘI VỤ", False),
    ],
)
def test_consultative__bodies_are_told_from_standing_ones(agency: str, *, expected: bool) -> None:
    assert is_consultative(agency) is expected
