"""Recipients: derived from tasks and addressees, groups collapsed, hand-written entries first and last."""

from __future__ import annotations

from pipeline.papers.recipients import archive_line, drafter_mark, merge_parties, recipients
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.paper import RecipientsRecord
from pipeline.text import in_sentence
from tests.offices import small_office

OFFICE = small_office()
SAYING = Saying(shipped_wording())


def hand(**data: object) -> RecipientsRecord:
    return RecipientsRecord.model_validate({key.replace("_", " "): value for key, value in data.items()})


def test_merge_parties__a_complete_group_stands_for_its_members() -> None:
    assert merge_parties(OFFICE, ["so-tai-chinh", "so-tttt", "so-noi-vu", "van-phong"]) == ("van-phong", "cac-so")


def test_merge_parties__keeps_the_order_of_the_office_not_of_the_text() -> None:
    assert merge_parties(OFFICE, ["so-tai-chinh", "so-tttt", "so-tai-chinh"]) == ("so-tttt", "so-tai-chinh")


def test_recipients__order_of_opening_first_derived_and_more() -> None:
    record = hand(
        đứng_đầu=[{"gửi": "ubnd-tinh", "để": "báo cáo"}], thêm=["Cổng thông tin điện tử tỉnh"], không_gửi=["so-tttt"]
    )
    made = recipients(OFFICE, record, SAYING, opening=("Như trên",), derived=("so-noi-vu", "so-tttt"), unit="CNTT")
    assert made.entries == ("Như trên", "UBND tỉnh (để báo cáo)", "Sở Nội vụ", "Cổng thông tin điện tử tỉnh")
    assert made.archive == "Lưu: VT, CNTT"


def test_recipients__named_by_hand_is_not_named_twice() -> None:
    made = recipients(OFFICE, hand(thêm=["so-noi-vu"]), SAYING, derived=("so-noi-vu", "so-tai-chinh"))
    assert made.entries == ("Sở Tài chính", "Sở Nội vụ")


def test_archive_line__unit_and_copies() -> None:
    assert archive_line(hand(lưu="HC", số_bản_lưu=2), SAYING) == "Lưu: VT, HC (2)"
    assert archive_line(hand(), SAYING) == "Lưu: VT"


def test_drafter_mark__initials_and_copies_as_in_the_decree() -> None:
    assert drafter_mark(hand(ký_hiệu_người_soạn_thảo="pl", số_bản_phát_hành=300)) == "PL.(300)"
    assert drafter_mark(hand()) == ""


def test_in_sentence__common_nouns_small_names_of_agencies_as_they_are() -> None:
    assert in_sentence("Các sở, ban, ngành") == "các sở, ban, ngành"
    assert in_sentence("Sở Nội vụ") == "Sở Nội vụ"
    assert in_sentence("UBND tỉnh") == "UBND tỉnh"


def test_recipients__a_group_that_lacks_a_member_does_not_stand_for_it() -> None:
    made = recipients(OFFICE, hand(không_gửi=["so-noi-vu"]), SAYING, derived=("so-tttt", "so-noi-vu", "so-tai-chinh"))
    assert made.entries == ("Sở Thông tin và Truyền thông", "Sở Tài chính")


def test_recipients__a_group_named_by_hand_covers_its_members() -> None:
    made = recipients(OFFICE, hand(thêm=["cac-so"]), SAYING, derived=("van-phong", "so-noi-vu"))
    assert made.entries == ("Văn phòng UBND tỉnh", "Các sở")


def test_merge_parties__a_group_stands_where_its_first_member_would() -> None:
    parties = ["so-tttt", "so-noi-vu", "so-tai-chinh", "chu-tich"]
    assert merge_parties(OFFICE, parties) == ("cac-so", "chu-tich")
