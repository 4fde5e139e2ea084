"""Which period the subject of a report names, beside the period that was asked for."""

from __future__ import annotations

import pytest

from pipeline.records.reporting import Period
from pipeline.reports.named_periods import other_period, same_period, spoken_of
from pipeline.reports.same_matter import other_matter
from tests.reports.rounds import office

SPANS = {
    "6t-2024": "6 tháng đầu năm 2024",
    "quy-1-2024": "quý I năm 2024",
    "quy-2-2024": "quý II/2024",
    "nam-2024": "cả năm 2024",
}
PERIODS = {key: office().period(key) for key in SPANS}


@pytest.mark.parametrize(
    ("text", "spans", "years"),
    [
        ("Kết quả quý I và nhiệm vụ trọng tâm quý II năm 2024", ("quý I",), {2024}),
        ("Kết quả 06 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024", ("6 tháng đầu năm",), {2024}),
        ("Tình hình thực hiện nhiệm vụ quý III/2024", ("quý III",), {2024}),
        ("Kết quả năm 2023 và phương hướng năm 2024", (), {2023}),
        ("công tác tháng 5 năm 2024", ("tháng 5",), {2024}),
        ("Kết quả (số liệu đến ngày 15 tháng 6 năm 2024)", (), set()),
        ("chín tháng năm 2024", ("9 tháng",), {2024}),
        ("quý 4", ("quý IV",), set()),
    ],
)
def test_spoken_of__what_is_reported_and_not_what_lies_ahead(
    text: str, spans: tuple[str, ...], years: set[int]
) -> None:
    said = spoken_of(text)
    assert (said.spans, set(said.years)) == (spans, years)


@pytest.mark.parametrize("asked", PERIODS.values(), ids=PERIODS)
@pytest.mark.parametrize("named", SPANS)
def test_other_period__each_period_is_told_from_each_other(asked: Period, named: str) -> None:
    found = other_period(f"Kết quả xây dựng Chính quyền điện tử {SPANS[named]}", asked)
    assert bool(found) == (asked.id != named)
    assert other_period(f"Kết quả {SPANS[named]}".replace("2024", "2022"), asked) == "năm 2022"


def test_same_period__however_it_is_typed() -> None:
    assert same_period("06 tháng năm 2024", "6 tháng đầu năm 2024")
    assert not same_period("6 tháng cuối năm 2024", "6 tháng đầu năm 2024")
    assert not same_period("6 tháng đầu năm 2023", "6 tháng đầu năm 2024")


@pytest.mark.parametrize(
    ("subject", "other"),
    [
        ("Công tác phòng, chống tham nhũng 6 tháng đầu năm 2024", True),
        ("Kết quả cải cách hành chính quý II", True),
        ("Kết quả 6 tháng đầu năm 2024", False),
        ("Tình hình triển khai CQĐT", False),
        ("Ứng dụng công nghệ thông tin, xây dựng chính quyền số", False),
    ],
)
def test_other_matter__only_what_shares_nothing_with_what_was_asked(subject: str, other: bool) -> None:  # noqa: FBT001 - a row
    assert other_matter(subject, "Kết quả xây dựng Chính quyền điện tử") is other
