"""By which verb a task is handed on: an order only to whom the records put under the giver."""

from __future__ import annotations

import pytest

from pipeline.papers.command import verb_of
from pipeline.papers.task_words import task_sentence
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.conclusion import Conclusion
from tests.sample import sample_records

OFFICE = sample_records().office
SAYING = Saying(shipped_wording())
COMMITTEE, GROUP = OFFICE.committee("bcd"), OFFICE.committee("to-giup-viec")


@pytest.mark.parametrize(
    "party",
    [
        "so-tttt",
        "trung-tam-cntt",
        "cac-so-nganh",
        "cac-huyen",
        "ubnd-huyen-cam-tra",
        "giam-doc-noi-vu",
        "chuyen-vien-cntt",
        "to-giup-viec",
        "cong-an-tinh",
        "Sở Nội vụ",
        "Các thành viên Ban Chỉ đạo",
    ],
)
def test_verb_of__own_units_and_members_are_ordered(party: str) -> None:
    said = verb_of(OFFICE, COMMITTEE, (party,))
    assert (said.words, said.known) == ("giao", True)


@pytest.mark.parametrize(
    "party",
    [
        "ubnd-tinh",
        "vien-thong",
        "cuc-thue",
        "kho-bac",
        "Công ty Cổ phần A",
        "Tỉnh đoàn",
        "Hội Nông dân tỉnh",
        "Bộ Nội vụ",
    ],
)
def test_verb_of__who_takes_no_orders_is_asked(party: str) -> None:
    said = verb_of(OFFICE, COMMITTEE, (party,))
    assert (said.words, said.known) == ("đề nghị", True)


def test_verb_of__a_group_does_not_order_the_committee_it_serves() -> None:
    assert verb_of(OFFICE, GROUP, ("bcd",)).words == "đề nghị"


def test_verb_of__an_agency_orders_its_units_and_people() -> None:
    own = OFFICE.agency("so-tttt")
    assert [verb_of(OFFICE, own, (key,)).words for key in ("trung-tam-cntt", "truong-phong-cntt", "so-noi-vu")] == [
        "giao",
        "giao",
        "đề nghị",
    ]


def test_verb_of__what_the_records_do_not_tell_is_not_known() -> None:
    said = verb_of(OFFICE, COMMITTEE, ("so-tttt", "Trưởng các thôn"))
    assert (said.words, said.known) == ("đề nghị", False)


def test_task_sentence__names_keep_capitals_and_nothing_is_said_twice() -> None:
    fields = {
        "việc": "Hoàn thành dữ liệu mở",
        "chủ trì": "vien-thong",
        "sản phẩm": "Cổng Dữ liệu mở của tỉnh",
        "thời hạn": "31/12/2024",
        "thời hạn khác": "Báo cáo vào thứ Sáu hằng tuần",
    }
    said = task_sentence(OFFICE, COMMITTEE, Conclusion.model_validate(fields), SAYING)
    assert said == (
        "Đề nghị Công ty Viễn thông Sông Thanh hoàn thành dữ liệu mở; sản phẩm: Cổng Dữ liệu mở của tỉnh; "
        "thời hạn: chậm nhất ngày 31 tháng 12 năm 2024; báo cáo vào thứ Sáu hằng tuần."
    )
    assert said.casefold().count("hoàn thành") == 1


def test_task_sentence__the_record_chooses_the_verb() -> None:
    fields = {"việc": "Báo cáo", "chủ trì": "cac-huyen", "cách giao": "yêu cầu", "thời hạn": "trong quý II/2024"}
    said = task_sentence(OFFICE, COMMITTEE, Conclusion.model_validate(fields), SAYING)
    assert said.startswith("Yêu cầu UBND các huyện")
    assert said.endswith(" báo cáo; thời hạn: trong quý II năm 2024.")
