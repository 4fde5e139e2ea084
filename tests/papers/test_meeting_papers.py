"""One meeting record gives invitation, minutes and notice; nothing is typed twice."""

from __future__ import annotations

import pytest

from pipeline.papers.meeting_papers import compose_meeting
from pipeline.papers.meeting_words import task_sentence, vote_sentence
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.meeting import Conclusion, Vote
from pipeline.text import percent
from tests.offices import MEETING, record, small_office

OFFICE = small_office(meetings=(record(MEETING),))
SAYING = Saying(shipped_wording())
PAPERS = {paper.type.slug: paper for paper in compose_meeting(OFFICE, OFFICE.meetings[0])}


def words(paper: OfficialDocument) -> str:
    return "\n".join(f"{block.label} {block.text}".strip() for block in paper.body)


def test_compose_meeting__three_papers_with_ids_of_their_own() -> None:
    assert [paper.id for paper in PAPERS.values()] == ["hop-1-giay-moi", "hop-1-bien-ban", "hop-1-thong-bao"]


def test_compose_meeting__invitation_in_the_order_of_the_sample() -> None:
    invitation = PAPERS["giay_moi"].invitation
    assert invitation is not None
    assert invitation.invitees[0] == "Các thành viên Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh Thanh Giang"
    assert invitation.chair == "Ông Lê Quang Thiệu, Chủ tịch UBND tỉnh, Trưởng Ban"
    assert invitation.time == "14 giờ 00, thứ Sáu, ngày 15 tháng 3 năm 2024"
    assert PAPERS["giay_moi"].recipients.entries == ("Như trên",)


def test_compose_meeting__number_and_day_wait_for_the_stamp() -> None:
    paper = PAPERS["giay_moi"]
    assert paper.number.text.strip("\u00a0") == "/GM-BCĐCQĐT"
    assert paper.place_date is not None
    assert paper.place_date.text.replace("\u00a0", "") == "Thanh Giang, ngày  tháng 3 năm 2024"


def test_compose_meeting__number_and_day_that_are_known_are_printed() -> None:
    paper = PAPERS["thong_bao"]
    assert paper.number.text == "05/TB-BCĐCQĐT"
    assert paper.place_date is not None
    assert paper.place_date.text == "Thanh Giang, ngày 20 tháng 3 năm 2024"


def test_compose_meeting__minutes_have_two_signatures_and_no_date_line() -> None:
    minutes = PAPERS["bien_ban"]
    assert minutes.place_date is None
    assert [(block.lines, block.name) for block in minutes.signatures] == [
        (("THƯ KÝ",), "Nguyễn Hữu Bằng"),
        (("CHỦ TỌA",), "Lê Quang Thiệu"),
    ]
    assert minutes.minutes is not None
    assert minutes.minutes.closing == "Cuộc họp kết thúc vào 17 giờ 15, ngày 15 tháng 3 năm 2024./."
    assert minutes.recipients.archive == "Lưu: VT, Hồ sơ"


def test_compose_meeting__minutes_count_who_came() -> None:
    minutes = PAPERS["bien_ban"].minutes
    assert minutes is not None
    headings = [block.text for block in minutes.attendance if block.kind == "clause_title"]
    assert headings == ["Thành viên có mặt: 03/04", "Vắng mặt có lý do: 01", "Khách mời"]


def test_compose_meeting__notice_gives_each_task_to_its_lead() -> None:
    text = words(PAPERS["thong_bao"])
    assert "II. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM" in text
    assert (
        "1. Giao Sở Thông tin và Truyền thông chủ trì, phối hợp với Sở Nội vụ và Sở Tài chính hoàn thiện Kế hoạch; "
        "sản phẩm: kế hoạch; hoàn thành trước ngày 05 tháng 4 năm 2024." in text
    )
    assert text.endswith("biết, thực hiện./.")


def test_compose_meeting__notice_goes_to_the_chair_and_to_all_with_a_task() -> None:
    assert PAPERS["thong_bao"].recipients.entries == (
        "Trưởng Ban (để báo cáo)",
        "Các thành viên Ban Chỉ đạo",
        "Các sở",
        "Đại diện Tỉnh đoàn",
    )


@pytest.mark.parametrize(
    ("count", "total", "share"), [(25, 26, "96,2%"), (26, 26, "100%"), (1, 3, "33,3%"), (1, 2, "50%"), (1, 8, "12,5%")]
)
def test_percent__one_decimal_with_a_comma(count: int, total: int, share: str) -> None:
    assert percent(count, total) == share


def test_vote_sentence__counts_and_shares() -> None:
    vote = Vote.model_validate({"nội dung": "Thông qua Kế hoạch:", "đồng ý": 24, "không đồng ý": 1, "ý kiến khác": 0})
    assert vote_sentence(vote, SAYING) == (
        "Thông qua Kế hoạch: 24/25 thành viên đồng ý (96%); 01/25 thành viên không đồng ý (4%)."
    )


def test_task_sentence__without_partners_and_with_a_rhythm() -> None:
    task = Conclusion.model_validate({"việc": "Báo cáo tiến độ", "chủ trì": "so-tttt", "thời hạn khác": "Hằng tháng"})
    assert (
        task_sentence(OFFICE, task, SAYING)
        == "Giao Sở Thông tin và Truyền thông báo cáo tiến độ; thời hạn: hằng tháng."
    )
