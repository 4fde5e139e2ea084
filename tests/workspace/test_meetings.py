"""Meetings at the edge of what is told: the same day, the last vote there is, people of whom nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace.small_folder import FILES, findings_of

MINUTES = "biên bản:\n  nơi nhận:\n    lưu: CNTT\n"
NOTICE = "thông báo:\n  số: 5\n  ngày ban hành: 20/3/2024\n  ký:\n    người ký: giam-doc\n    quyền hạn: TL\n"
TASK = "kết luận:\n  - việc: Hoàn thiện kế hoạch\n    chủ trì: so-tttt\n    phối hợp: [van-phong]\n    thời hạn: 29/3/2024\n"
ABSENT = "  vắng mặt:\n    - cán bộ: pho-chu-tich\n      lý do: đi công tác\n"
PROXY = "  ủy quyền:\n    - cán bộ: pho-chu-tich\n      người dự thay: Ông A\n      ý kiến bằng văn bản: Nhất trí.\n"
ANSWER = "    đồng ý: 3\n"
END = "giờ kết thúc: 16:30\n"
INVITED = "  tháng ban hành: 3/2024\n"

Change = tuple[str, str]


def told(folder: Path, *changes: Change) -> list[str]:
    """The codes of what is told of the meeting after changes of its file (old -> new)."""
    text = FILES["hop.yaml"]
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return [one.code for one in findings_of(folder, {**FILES, "hop.yaml": text}) if one.file == "hop.yaml"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ((END, "giờ kết thúc: 14:00\n"), ["DL-509"]),
        ((END, "giờ kết thúc: 14:01\n"), []),
        (("ngày ban hành: 20/3/2024", "ngày ban hành: 15/3/2024"), []),
        (("ngày ban hành: 20/3/2024", "ngày ban hành: 14/3/2024"), ["DL-512"]),
        ((INVITED, "  ngày ban hành: 15/3/2024\n  số: 3\n"), []),
        ((INVITED, "  ngày ban hành: 16/3/2024\n  số: 3\n"), ["DL-512"]),
        (("thời hạn: 29/3/2024", "thời hạn: 15/3/2024"), []),
        (("thời hạn: 29/3/2024", "thời hạn: 14/3/2024"), ["DL-513"]),
        (("thời hạn: 29/3/2024", "thời hạn khác: hằng tháng"), []),
    ],
)
def test_meeting__days_and_hours_at_their_edge(change: Change, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, change) == codes


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ([(ANSWER, "    đồng ý: 1\n    không đồng ý: 1\n    ý kiến khác: 1\n")], []),
        ([(ANSWER, "    đồng ý: 2\n    không đồng ý: 1\n    ý kiến khác: 1\n")], ["DL-516"]),
        ([(ANSWER, "    đồng ý: 0\n    không đồng ý: 0\n    ý kiến khác: 1\n")], []),
        ([(ABSENT, PROXY), (ANSWER, "    đồng ý: 4\n")], []),
        ([(ABSENT, PROXY), (ANSWER, "    đồng ý: 5\n")], ["DL-516"]),
    ],
)
def test_votes__all_answers_and_votes_by_proxy_count(changes: list[Change], codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, *changes) == codes


def test_votes__one_too_many_says_how_many_came_and_how_many_by_proxy(tmp_path: Path) -> None:
    text = FILES["hop.yaml"].replace(ABSENT, PROXY).replace(ANSWER, "    đồng ý: 5\n")
    (found,) = findings_of(tmp_path, {**FILES, "hop.yaml": text})
    assert found.message == "Biểu quyết 1 có 5 phiếu nhưng chỉ có 3 thành viên có mặt và 1 người dự thay"


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (("chủ trì: chu-tich", "chủ trì: nguoi-la"), ["DL-201"]),
        (("thư ký: giam-doc", "thư ký: nguoi-la"), ["DL-201"]),
        (("thành phần:\n", "thành phần:\n  có mặt: [chu-tich, giam-doc, chanh-van-phong, nguoi-la]\n"), ["DL-201"]),
        (("của: bcd", "của: ban-la"), ["DL-201"]),
    ],
)
def test_meeting__of_somebody_unknown_only_that_is_told(change: Change, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, change) == codes


def test_meeting__without_minutes_needs_no_hour_of_its_end(tmp_path: Path) -> None:
    assert told(tmp_path, (END, ""), (MINUTES, "")) == []


def test_meeting__without_a_notice_needs_no_conclusions(tmp_path: Path) -> None:
    assert told(tmp_path, (NOTICE, ""), (TASK, "")) == []


def test_meeting__an_absent_chair_is_told_once(tmp_path: Path) -> None:
    listed = "thành phần:\n  có mặt: [giam-doc, chanh-van-phong]\n"
    changes = (("thành phần:\n", listed), ("cán bộ: pho-chu-tich", "cán bộ: chu-tich"), (ANSWER, "    đồng ý: 2\n"))
    assert told(tmp_path, *changes) == ["DL-502"]


def test_notice__answers_to_proposals_are_conclusions_without_a_task(tmp_path: Path) -> None:
    proposals = NOTICE + "  về các đề xuất, kiến nghị:\n    - Giao Sở Nội vụ xem xét.\n"
    assert told(tmp_path, (TASK, ""), (NOTICE, proposals)) == ["DL-522"]
    assert told(tmp_path, (TASK, "đánh giá chung: [Tốt.]\n")) == ["DL-522"]
    assert told(tmp_path, (TASK, "")) == ["DL-511"]
