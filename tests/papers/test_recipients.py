"""Recipients: derived from tasks and addressees, groups collapsed, hand-written entries first and last."""

from __future__ import annotations

import random

import pytest

from pipeline.papers.recipient_lines import reported_to
from pipeline.papers.recipients import Line, archive_line, drafter_mark, merge_parties, recipients
from pipeline.papers.wording import Saying, shipped_wording
from pipeline.records.paper import RecipientsRecord
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
    made = recipients(
        OFFICE, record, SAYING, opening=(Line("như trên", "Như trên"),), derived=("so-noi-vu", "so-tttt"), unit="CNTT"
    )
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


def test_recipients__a_group_that_lacks_a_member_does_not_stand_for_it() -> None:
    made = recipients(OFFICE, hand(không_gửi=["so-noi-vu"]), SAYING, derived=("so-tttt", "so-noi-vu", "so-tai-chinh"))
    assert made.entries == ("Sở Thông tin và Truyền thông", "Sở Tài chính")


def test_recipients__a_group_named_by_hand_covers_its_members() -> None:
    made = recipients(OFFICE, hand(thêm=["cac-so"]), SAYING, derived=("van-phong", "so-noi-vu"))
    assert made.entries == ("Văn phòng UBND tỉnh", "Các sở")


def test_merge_parties__a_group_stands_where_its_first_member_would() -> None:
    parties = ["so-tttt", "so-noi-vu", "so-tai-chinh", "chu-tich"]
    assert merge_parties(OFFICE, parties) == ("cac-so", "chu-tich")


MEMBERS = Line("các thành viên", "Các thành viên Ban Chỉ đạo")
HEAD = Line("người đứng đầu", "Trưởng Ban (để báo cáo)", frozenset({"chu-tich", "Trưởng Ban", "Chủ tịch UBND tỉnh"}))


def test_recipients__an_automatic_line_is_replaced_in_its_place() -> None:
    record = hand(
        thêm=[
            {"gửi": "Như Điều 2 QĐ", "để": "thực hiện", "thay dòng": "như điều"},
            {"gửi": "Lãnh đạo", "thay dòng": "như trên"},
        ]
    )
    made = recipients(OFFICE, record, SAYING, opening=(Line("như điều", "Như Điều 3"),), derived=("so-tttt",))
    # There is no line `như trên` to replace: the entry is one like others.
    assert made.entries == ("Như Điều 2 QĐ (để thực hiện)", "Sở Thông tin và Truyền thông", "Lãnh đạo")


def test_recipients__a_line_named_by_hand_gets_its_purpose_and_is_not_made_again() -> None:
    record = hand(
        thêm=[{"gửi": "Các thành viên Ban Chỉ đạo", "để": "thực hiện"}, {"gửi": "Chủ tịch UBND tỉnh", "để": "báo cáo"}]
    )
    made = recipients(OFFICE, record, SAYING, leading=(HEAD, MEMBERS))
    assert made.entries == ("Các thành viên Ban Chỉ đạo (để thực hiện)", "Chủ tịch UBND tỉnh (để báo cáo)")


def test_recipients__never_the_signer_by_any_name() -> None:
    record = hand(thêm=["Giám đốc Sở Thông tin và Truyền thông", "so-noi-vu"])
    signer = frozenset({"giam-doc-tttt", "Giám đốc Sở Thông tin và Truyền thông"})
    made = recipients(OFFICE, record, SAYING, derived=("giam-doc-tttt", "giam-doc-noi-vu"), signer=signer)
    assert made.entries == ("Ông Bùi Thanh Hương", "Sở Nội vụ")


@pytest.mark.parametrize("typed", ["Sở Nội vụ", "sở nội vụ", "Sở  Nội vụ", "so-noi-vu"])
def test_recipients__a_name_written_out_is_the_agency_itself(typed: str) -> None:
    assert len(recipients(OFFICE, hand(thêm=[typed]), SAYING, derived=("so-noi-vu",)).entries) == 1
    assert len(recipients(OFFICE, hand(đứng_đầu=[typed], thêm=["so-noi-vu"]), SAYING).entries) == 1
    assert len(recipients(OFFICE, hand(), SAYING, derived=(typed, "so-noi-vu")).entries) == 1


def test_recipients__words_are_never_taken_for_an_id() -> None:
    assert recipients(OFFICE, hand(thêm=["VNPT"]), SAYING, derived=("VNPT", "SO-TTTT")).entries == ("SO-TTTT", "VNPT")


def test_recipients__a_member_beside_its_group_only_with_a_purpose_of_its_own() -> None:
    assert recipients(OFFICE, hand(thêm=["so-noi-vu"]), SAYING, derived=("cac-so",)).entries == ("Các sở",)
    record = hand(thêm=[{"gửi": "so-noi-vu", "để": "theo dõi"}])
    assert recipients(OFFICE, record, SAYING, derived=("cac-so",)).entries == ("Các sở", "Sở Nội vụ (để theo dõi)")


def test_recipients__nobody_twice_whatever_is_named_where() -> None:
    parties = (
        "so-noi-vu",
        "so-tttt",
        "cac-so",
        "Sở Tài chính",
        "Đại diện Tỉnh đoàn",
        "đại diện Tỉnh đoàn",
        "van-phong",
    )
    chosen = random.Random(13)  # noqa: S311 - lists to try, no secret
    for _ in range(200):
        first, more, derived = (chosen.sample(parties, chosen.randint(0, 4)) for _ in range(3))
        made = recipients(OFFICE, hand(đứng_đầu=first, thêm=more), SAYING, derived=derived).entries
        assert len({one.casefold() for one in made}) == len(made)
        assert "Các sở" not in made or not {"Sở Nội vụ", "Sở Thông tin và Truyền thông", "Sở Tài chính"} & set(made)


@pytest.mark.parametrize(
    ("chair", "signer", "said"),
    [
        ("chu-tich", "chu-tich", []),
        ("chu-tich", "giam-doc-tttt", ["Trưởng Ban (để báo cáo)"]),
        ("pho-chu-tich", "pho-chu-tich", ["Trưởng Ban (để báo cáo)"]),
        ("pho-chu-tich", "chu-tich", []),
        ("pho-chu-tich", "giam-doc-tttt", ["Trưởng Ban (để báo cáo)", "Phó Trưởng Ban (để báo cáo)"]),
        ("pho-chu-tich", None, ["Trưởng Ban (để báo cáo)"]),
        ("chu-tich", None, []),
    ],
)
def test_reported_to__the_head_and_the_chair_never_the_signer(chair: str, signer: str | None, said: list[str]) -> None:
    lines = reported_to(OFFICE, OFFICE.committee("bcd"), SAYING, chairs=(chair,), signers=(signer or chair,))
    assert [line.text for line in lines] == said


@pytest.mark.parametrize(
    ("body", "head", "others"),
    [("bcd", "chu-tich", ("pho-chu-tich", "giam-doc-tttt")), ("so-tttt", "giam-doc-tttt", ("pho-giam-doc-tttt",))],
)
def test_reported_to__what_the_head_signs_is_reported_to_nobody_below_him(
    body: str, head: str, others: tuple[str, ...]
) -> None:
    """A deputy who chaired, alone or beside the head, is not reported to by the head; the head is by the deputy."""
    made = OFFICE.body(body)
    assert list(reported_to(OFFICE, made, SAYING, chairs=(head, *others), signers=(head,))) == []
    assert list(reported_to(OFFICE, made, SAYING, chairs=others, signers=(head,))) == []
    said = [line.text for line in reported_to(OFFICE, made, SAYING, chairs=(head, *others), signers=others)]
    assert len(said) == 1
