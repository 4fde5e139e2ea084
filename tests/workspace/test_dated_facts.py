"""Days of facts: each contradiction is told once, with its place; who is named outside his time is told with the days."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.finding import Severity
from tests.workspace.small_folder import AGENCIES, COMMITTEE, FILES, MEETING, PEOPLE, findings_of

_NEW = """\
  - mã: giam-doc-moi
    họ và tên: Trương Gia Bảo
    danh xưng: Ông
    kế nhiệm: giam-doc
    từ: 1/7/2024
"""
_KEYS = {
    "agencies": "loại: cơ quan",
    "people": "loại: cán bộ",
    "committee": "loại: ban chỉ đạo",
    "meeting": "loại: cuộc họp",
}


def _named(key: str) -> str:
    return next(name for name, text in FILES.items() if text.startswith(_KEYS[key]))


def _with(text: str, after: str, more: str) -> str:
    assert after in text
    return text.replace(after, after + more, 1)


_NAME = "    họ và tên: Nguyễn Hữu Bằng\n"
_SUCCESSOR_AGENCY = "    kế thừa: [so-tttt]\n"


@pytest.mark.parametrize(
    ("code", "severity", "key", "text"),
    [
        ("DL-740", Severity.ERROR, "people", _with(PEOPLE, _NAME, "    từ: 1/7/2024\n    đến: 30/6/2024\n")),
        (
            "DL-741",
            Severity.ERROR,
            "people",
            _with(
                PEOPLE, _NAME, "    thay đổi: [{từ: 1/7/2024, danh xưng: Bà}, {từ: 1/7/2024, họ và tên: Lê Văn An}]\n"
            ),
        ),
        (
            "DL-741",
            Severity.WARNING,
            "people",
            _with(PEOPLE, _NAME, "    từ: 1/7/2023\n    thay đổi: [{từ: 1/1/2023, danh xưng: Bà}]\n"),
        ),
        ("DL-742", Severity.ERROR, "people", _with(PEOPLE, _NAME, "    kế nhiệm: chanh-van-phong\n")),
        (
            "DL-742",
            Severity.ERROR,
            "agencies",
            _with(AGENCIES, "    viết tắt: VP\n", "    kế thừa: [so-tttt]\n    từ: 1/7/2025\n"),
        ),
        (
            "DL-744",
            Severity.ERROR,
            "people",
            PEOPLE + _NEW + _NEW.replace("giam-doc-moi", "giam-doc-nua").replace("Bảo", "Bình"),
        ),
        ("DL-745", Severity.WARNING, "people", _with(PEOPLE, _NAME, "    đến: 31/12/2024\n") + _NEW),
        ("DL-746", Severity.WARNING, "people", _with(PEOPLE, _NAME, "    đến: 31/5/2024\n") + _NEW),
        (
            "DL-750",
            Severity.WARNING,
            "agencies",
            _with(AGENCIES, "    viết tắt: STTTT\n", "    thay đổi: [{từ: 1/7/2024, tên: Sở Số hóa}]\n"),
        ),
        (
            "DL-751",
            Severity.WARNING,
            "agencies",
            _with(AGENCIES, "    viết tắt: STTTT\n", "    thay đổi: [{từ: 1/7/2024}]\n"),
        ),
        ("DL-103", Severity.ERROR, "people", PEOPLE.replace("    chức vụ: Chuyên viên\n", "")),
    ],
)
def test_load__days_that_contradict_are_told(
    code: str, severity: Severity, key: str, text: str, tmp_path: Path
) -> None:
    found = findings_of(tmp_path, {**FILES, _named(key): text})
    told = [(one.code, one.severity) for one in found]
    assert (code, severity) in told
    assert all(one.line and one.hint for one in found)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        (
            "people",
            PEOPLE.replace(_NAME, f"{_NAME}    kế nhiệm: chanh-van-phong\n    từ: 1/7/2024\n").replace(
                "    họ và tên: Phạm Đức Lương\n",
                "    họ và tên: Phạm Đức Lương\n    kế nhiệm: giam-doc\n    từ: 1/7/2023\n",
            ),
        ),
        (
            "agencies",
            AGENCIES.replace(
                "    viết tắt: STTTT\n",
                "    viết tắt: STTTT\n    kế thừa: [van-phong]\n    từ: 1/7/2024\n    cách thành lập: chia tách\n",
            ).replace(
                "    viết tắt: VP\n",
                "    viết tắt: VP\n    kế thừa: [so-tttt]\n    từ: 1/7/2023\n    cách thành lập: chia tách\n",
            ),
        ),
    ],
)
def test_load__who_comes_after_himself_is_told(key: str, text: str, tmp_path: Path) -> None:
    found = findings_of(tmp_path, {**FILES, _named(key): text})
    assert [one.code for one in found if one.code == "DL-743"] == ["DL-743", "DL-743"]


def test_load__successor_of_somebody_unknown_is_told(tmp_path: Path) -> None:
    found = findings_of(
        tmp_path, {**FILES, _named("people"): PEOPLE + _NEW.replace("nhiệm: giam-doc", "nhiệm: khong-ai")}
    )
    assert "DL-201" in {one.code for one in found}


def test_load__an_act_of_change_written_once_is_enough(tmp_path: Path) -> None:
    assert findings_of(tmp_path, {**FILES, _named("people"): PEOPLE + _NEW}) == ()


def test_load__who_is_named_outside_his_time_is_a_warning_with_the_days(tmp_path: Path) -> None:
    later = MEETING.replace("15/3/2024", "15/8/2024").replace("20/3/2024", "20/8/2024").replace("3/2024", "8/2024")
    found = findings_of(tmp_path, {**FILES, _named("people"): PEOPLE + _NEW, _named("meeting"): later})
    assert {(one.code, one.severity) for one in found} == {("DL-747", Severity.WARNING)}
    assert all(
        "15/8/2024" in one.message or "20/8/2024" in one.message or "của văn bản" in one.message for one in found
    )
    assert all("đến 30/6/2024" in one.message for one in found)
    assert {one.line for one in found} >= {later.split("\n").index("thư ký: giam-doc") + 1}


def test_load__member_before_he_came_is_a_warning_with_the_days(tmp_path: Path) -> None:
    came = _with(COMMITTEE, "    chức danh: Phó Trưởng Ban\n", "    từ: 1/4/2024\n")
    found = findings_of(tmp_path, {**FILES, _named("committee"): came})
    assert [(one.code, one.severity) for one in found] == [("DL-748", Severity.WARNING)]
    assert "từ 1/4/2024" in found[0].message


@pytest.mark.parametrize(
    "field",
    [
        "thực tế: {chủ trì: pho-chu-tich}",
        "đồng chủ trì: [pho-chu-tich]",
        "thực tế: {đổi chủ trì: [{cán bộ: pho-chu-tich, lúc: 15:00}]}",
    ],
)
def test_load__who_took_the_chair_before_he_came_is_a_warning_with_the_days(field: str, tmp_path: Path) -> None:
    came = _with(COMMITTEE, "    chức danh: Phó Trưởng Ban\n", "    từ: 1/4/2024\n")
    found = findings_of(tmp_path, {**FILES, _named("committee"): came, _named("meeting"): f"{MEETING}{field}\n"})
    assert (MEETING.count("\n") + 1) in {one.line for one in found if one.code == "DL-748"}


def test_load__head_of_the_time_signs_as_head(tmp_path: Path) -> None:
    """Two heads one after the other are no two heads at once."""
    two = COMMITTEE.replace(
        "    vai trò: phó\n    chức danh: Phó Trưởng Ban\n",
        "    vai trò: trưởng\n    chức danh: Trưởng Ban\n    từ: 1/7/2024\n",
    )
    two = _with(two, "    chức danh: Trưởng Ban\n", "    đến: 30/6/2024\n")
    assert "DL-402" not in {one.code for one in findings_of(tmp_path, {**FILES, _named("committee"): two})}
    both = two.replace("    đến: 30/6/2024\n", "")
    assert "DL-402" in {one.code for one in findings_of(tmp_path, {**FILES, _named("committee"): both})}
