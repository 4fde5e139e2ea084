"""Meetings at the edge of what is told: the same day, the last vote there is, people of whom nothing is known."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.workspace.load import load
from tests.workspace.small_folder import FILES, findings_of

MINUTES = "biên bản:\n  nơi nhận:\n    lưu: CNTT\n"
NOTICE = "thông báo:\n  số: 5\n  ngày ban hành: 20/3/2024\n  ký:\n    người ký: giam-doc\n    quyền hạn: TL\n"
TASK = "kết luận:\n  - việc: Hoàn thiện kế hoạch\n    chủ trì: so-tttt\n    phối hợp: [van-phong]\n    thời hạn: 29/3/2024\n"
ABSENT = "  vắng mặt:\n    - cán bộ: pho-chu-tich\n      lý do: đi công tác\n"
PROXY = "  ủy quyền:\n    - cán bộ: pho-chu-tich\n      người dự thay: Ông A\n      ý kiến bằng văn bản: Nhất trí.\n"
VOTES = "      được biểu quyết: có\n"
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
        ([(ABSENT, PROXY), (ANSWER, "    đồng ý: 4\n")], ["DL-548"]),
        ([(ABSENT, PROXY), (ANSWER, "    đồng ý: 5\n")], ["DL-516"]),
        ([(ABSENT, PROXY + VOTES), (ANSWER, "    đồng ý: 4\n")], []),
        ([(ABSENT, PROXY + VOTES), (ANSWER, "    đồng ý: 5\n")], ["DL-516"]),
        ([(ABSENT, PROXY + VOTES.replace("có", "không")), (ANSWER, "    đồng ý: 4\n")], ["DL-516"]),
    ],
)
def test_votes__all_answers_and_votes_by_proxy_count(changes: list[Change], codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, *changes) == codes


def test_votes__one_too_many_says_how_many_came_and_how_many_by_proxy(tmp_path: Path) -> None:
    text = FILES["hop.yaml"].replace(ABSENT, PROXY + VOTES).replace(ANSWER, "    đồng ý: 5\n")
    (found,) = findings_of(tmp_path, {**FILES, "hop.yaml": text})
    assert (
        found.message == "Biểu quyết 1 có 5 phiếu nhưng chỉ có 3 thành viên có mặt và 1 người dự thay được biểu quyết"
    )


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


ROOM = "địa điểm: Phòng họp số 1\n"
LED = ("chủ trì: chu-tich", "chủ trì: pho-chu-tich")
ABSENT_HEAD = ("cán bộ: pho-chu-tich\n", "cán bộ: chu-tich\n")
NO_VOTES = ("biểu quyết:\n  - nội dung: Thông qua kế hoạch\n    đồng ý: 3\n", "")


def actual(*lines: str) -> Change:
    """A block of what came otherwise, after the place."""
    return ROOM, ROOM + "thực tế:\n" + "".join(f"  {line}\n" for line in lines)


def vote(*lines: str) -> Change:
    return ANSWER, ANSWER + "".join(f"    {line}\n" for line in lines)


def who_came(*lines: str) -> Change:
    return "thành phần:\n", "thành phần:\n" + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ([(ABSENT, PROXY.replace("      ý kiến bằng văn bản: Nhất trí.\n", ""))], ["DL-530"]),
        ([(ABSENT, ""), LED, (ANSWER, "    đồng ý: 4\n")], ["DL-531"]),
        ([ABSENT_HEAD, LED], []),
        ([(ABSENT, ""), LED, who_came("có mặt: [chu-tich, pho-chu-tich, giam-doc]")], []),
        ([("lý do: đi công tác", "lý do: không báo cáo")], ["DL-532"]),
        ([(ABSENT, "  vắng không lý do: [pho-chu-tich]\n")], []),
        ([vote("tỷ lệ cần: quá nửa")], ["DL-533"]),
        ([vote("tính trên: thành viên có mặt")], ["DL-533"]),
        ([vote("tỷ lệ cần: 2/3", "tính trên: tổng số thành viên")], []),
        ([vote("tỷ lệ cần: 2/0", "tính trên: tổng số thành viên")], ["DL-546"]),
        ([vote("tỷ lệ cần: 120%", "tính trên: tổng số thành viên")], ["DL-546"]),
        ([vote("tỷ lệ cần: nhiều", "tính trên: tổng số thành viên")], ["DL-116"]),
        ([(ANSWER, "    đồng ý: 2\n    tỷ lệ cần: quá nửa\n    tính trên: thành viên có mặt\n")], ["DL-534"]),
        ([who_came("không biểu quyết: [giam-doc]")], ["DL-516"]),
        ([who_came("đến muộn: [{cán bộ: giam-doc, lúc: '15:00'}]"), vote("lúc: 14:30")], ["DL-516"]),
        ([who_came("đến muộn: [{cán bộ: giam-doc, lúc: '15:00'}]"), vote("lúc: 15:00")], []),
        ([who_came("về sớm: [{cán bộ: giam-doc, lúc: '15:00'}]"), vote("lúc: 15:00")], ["DL-516"]),
        ([who_came("về sớm: [{cán bộ: giam-doc, lúc: '18:00'}]")], ["DL-536"]),
        ([who_came("về sớm: [{cán bộ: pho-chu-tich, lúc: '15:00'}]")], ["DL-542"]),
        ([actual("đổi chủ trì: [{cán bộ: chanh-van-phong, lúc: '15:00'}]")], ["DL-537"]),
        (
            [
                actual("đổi chủ trì: [{cán bộ: chanh-van-phong, lúc: '15:00'}]"),
                ("thông báo:\n", "thông báo:\n  người kết luận: chu-tich\n"),
            ],
            [],
        ),
        ([("thông báo:\n", "thông báo:\n  người kết luận: chanh-van-phong\n")], ["DL-538"]),
        ([actual("giờ kết thúc: 13:00")], ["DL-509"]),
        ([actual("giờ bắt đầu: 14:20", "giờ kết thúc: 17:05")], []),
        ([actual("họp tiếp: [{ngày họp: 14/3/2024, giờ bắt đầu: '8:00', giờ kết thúc: '9:00'}]")], ["DL-539"]),
        ([actual("họp tiếp: [{ngày họp: 16/3/2024, giờ bắt đầu: '8:00', giờ kết thúc: '9:00'}]")], []),
        ([actual("họp tiếp: [{ngày họp: 16/3/2024, giờ bắt đầu: '8:00', giờ kết thúc: '8:00'}]")], ["DL-509"]),
        ([(ROOM, ROOM + "làm việc với: Viễn thông tỉnh\n")], ["DL-540"]),
        ([("biên bản:\n", "biên bản:\n  đại diện bên làm việc: Ông Lê Văn A\n")], ["DL-541"]),
        ([who_came("bên làm việc: ['Ông Lê Văn A, Giám đốc']")], ["DL-543"]),
        ([who_came("đại diện: [{cơ quan: so-tttt, người dự: Ông Lê Văn A}]")], ["DL-544"]),
        ([who_came("đại diện: [{cơ quan: Viễn thông tỉnh, người dự: Ông Lê Văn A}]")], []),
    ],
)
def test_meeting__what_happened_is_held_against_the_plan_and_itself(
    changes: list[Change], codes: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, *changes) == codes


def test_minutes__have_room_for_six_signatures(tmp_path: Path) -> None:
    text = ROOM + "thư ký từng phần:\n" + "  - {cán bộ: chuyen-vien, ghi phần: phần thảo luận}\n"
    led = "đồng chủ trì: [chanh-van-phong, pho-chu-tich, chu-tich-2, chu-tich-3]\n"
    assert "DL-545" in told(tmp_path, (ROOM, text + led))


def test_meeting__of_an_agency_tells_whom_it_counts_as_present(tmp_path: Path) -> None:
    text = FILES["hop.yaml"].replace("của: bcd", "của: ubnd-tinh").replace(*NO_VOTES)
    found = [one for one in findings_of(tmp_path, {**FILES, "hop.yaml": text}) if one.code == "DL-535"]
    assert [one.message for one in found] == [
        "Cuộc họp của cơ quan chưa ghi ai phải dự; văn bản tính có mặt: “Lê Quang Thiệu”, “Nguyễn Hữu Bằng”"
    ]
    listed = text.replace("thành phần:\n", "thành phần:\n  thành viên: [chu-tich, pho-chu-tich, giam-doc]\n")
    assert "DL-535" not in [one.code for one in findings_of(tmp_path, {**FILES, "hop.yaml": listed})]


@pytest.mark.parametrize(("key", "codes"), [("biên bản", []), ("giấy mời", ["DL-103"]), ("thông báo", ["DL-103"])])
def test_part__left_empty_makes_its_paper_or_says_what_it_needs(key: str, codes: list[str], tmp_path: Path) -> None:
    """All fields of the minutes are optional; invitation and notice have a signer."""
    text = re.sub(rf"(?m)^{key}:\n(?:  .*\n)+", f"{key}:\n", FILES["hop.yaml"])
    assert f"\n{key}:\n" in text
    assert [one.code for one in findings_of(tmp_path, {**FILES, "hop.yaml": text})] == codes
    if not codes:
        assert load(tmp_path).office.meetings[0].minutes is not None
