"""What an office may choose of the form of its papers, and how a bad choice is answered."""

from __future__ import annotations

import math
import pickle
import unicodedata

import pytest

from pipeline.decree.house_value import read_house_value
from pipeline.decree.measure import MeasureValue
from pipeline.decree.profile import HouseStyleProblem, house_titles, load_profile, with_house_style

PROFILE = load_profile()


@pytest.mark.parametrize(
    ("title", "raw", "measure_id", "value"),
    [
        ("lề trên", 25, "page.margin_top", 25.0),
        ("Lề Trái", "35", "page.margin_left", 35.0),
        ("lề phải", "20 mm", "page.margin_right", 20.0),
        ("lề phải", "2 cm", "page.margin_right", 20.0),
        ("lề  phải ", 17.5, "page.margin_right", 17.5),
        ("lùi đầu dòng", "1 cm", "body.first_line_indent", 10.0),
        ("lùi đầu dòng", "1,27 cm", "body.first_line_indent", 12.7),
        ("lùi đầu dòng", "12.7", "body.first_line_indent", 12.7),
        ("lùi đầu dòng", "12,7mm", "body.first_line_indent", 12.7),
        ("khoảng cách dòng", "1,15", "body.line_spacing", 1.15),
        ("khoảng cách dòng", "1,5 lines", "body.line_spacing", 1.5),
        ("khoảng cách dòng", "dòng đơn", "body.line_spacing", 1.0),
        ("khoảng cách giữa các đoạn", "6pt", "body.space_before", 6.0),
        ("cỡ chữ nội dung", 13.5, "body.size", 13.5),
        ("độ dài đường kẻ dưới trích yếu", "1/3", "subject_rule.length", 1 / 3),
        ("độ dài đường kẻ dưới trích yếu", "1/2", "subject_rule.length", 0.5),
        ("chữ đậm ở dòng đầu bảng", "Không", "table_text.header_bold", False),
        ("chữ đậm ở dòng đầu bảng", False, "table_text.header_bold", False),
        ("khoảng trống để ký", "4 cm", "signature_gap.height", 40.0),
    ],
)
def test_with_house_style__choice_is_taken(title: str, raw: object, measure_id: str, value: MeasureValue) -> None:
    profile, problems = with_house_style(PROFILE, {title: raw})
    assert problems == ()
    assert profile.measure(measure_id).value == value


def test_with_house_style__title_in_decomposed_letters_is_the_same_title() -> None:
    profile, problems = with_house_style(PROFILE, {unicodedata.normalize("NFD", "Lề trên"): 25})
    assert problems == ()
    assert profile.number("page.margin_top") == 25.0


@pytest.mark.parametrize("title", house_titles(PROFILE))
def test_with_house_style__every_default_can_be_written_as_it_is_shown(title: str) -> None:
    measure = house_titles(PROFILE)[title]
    profile, problems = with_house_style(PROFILE, {title: measure.shown(measure.value)})
    assert problems == ()
    assert profile.measure(measure.id).value == measure.value


def test_with_house_style__size_of_the_text_takes_along_what_follows_it() -> None:
    profile, _ = with_house_style(PROFILE, {"cỡ chữ nội dung": 13, "cỡ chữ tiêu đề chương": 14, "lùi đầu dòng": 10})
    assert profile.number("article.size") == profile.number("clause.size") == profile.number("chapter_label.size") == 13
    assert profile.number("chapter_title.size") == 14
    assert profile.number("type_name.size") == 14
    assert profile.number("article.first_line_indent") == 10


def test_with_house_style__chosen_follower_wins_whatever_the_order() -> None:
    one, _ = with_house_style(PROFILE, {"cỡ chữ căn cứ": 14, "cỡ chữ nội dung": 13})
    other, _ = with_house_style(PROFILE, {"cỡ chữ nội dung": 13, "cỡ chữ căn cứ": 14})
    assert one == other
    assert one.number("basis.size") == 14


def test_with_house_style__can_be_applied_again() -> None:
    once, _ = with_house_style(PROFILE, {"cỡ chữ căn cứ": 14})
    twice, _ = with_house_style(once, {"cỡ chữ nội dung": 13})
    assert twice.number("basis.size") == 14
    assert twice.number("article.size") == 13


def test_with_house_style__profile_given_is_not_changed() -> None:
    before = PROFILE.fingerprint
    with_house_style(PROFILE, {"lề trên": 25})
    assert load_profile().fingerprint == before == PROFILE.fingerprint


@pytest.mark.parametrize(
    ("title", "raw", "problem"),
    [
        (
            "Lề trái",
            "45 mm",
            HouseStyleProblem(
                kind="outside",
                title="Lề trái",
                found="45 mm",
                expected="từ 30 đến 35 mm",
                at="PLI.P1.I.3",
                suggestion="35 mm",
            ),
        ),
        (
            "lùi đầu dòng",
            11.5,
            HouseStyleProblem(
                kind="outside",
                title="Lùi đầu dòng",
                found="11,5",
                expected="10 hoặc 12,7 mm",
                at="PLI.P1.II.6e",
                suggestion="12,7 mm",
            ),
        ),
        (
            "khoảng cách giữa các đoạn",
            3,
            HouseStyleProblem(
                kind="outside",
                title="Khoảng cách giữa các đoạn",
                found="3",
                expected="ít nhất 6 pt",
                at="PLI.P1.II.6e",
                suggestion="6 pt",
            ),
        ),
        (
            "cỡ chữ nội dung",
            "13,7",
            HouseStyleProblem(
                kind="outside",
                title="Cỡ chữ nội dung",
                found="13,7",
                expected="từ 13 đến 14 pt, chẵn đến nửa điểm (0,5 pt)",
                at="PLI.P1.II.6e",
                suggestion="14 pt",
            ),
        ),
        (
            "khoảng trống để ký",
            "hai dòng",
            HouseStyleProblem(
                kind="unreadable",
                title="Khoảng trống để ký",
                found="hai dòng",
                expected="từ 25 đến 40 mm",
                suggestion="30 mm",
            ),
        ),
        (
            "chữ đậm ở dòng đầu bảng",
            1,
            HouseStyleProblem(
                kind="unreadable",
                title="Chữ đậm ở dòng đầu bảng",
                found="1",
                expected="có hoặc không",
                suggestion="có",
            ),
        ),
        (
            "lê trên",
            20,
            HouseStyleProblem(
                kind="unknown",
                title="lê trên",
                found="20",
                expected="tên một mục thể thức mà cơ quan được chọn",
                suggestion="lề trên",
            ),
        ),
        (
            "màu giấy",
            True,
            HouseStyleProblem(
                kind="unknown",
                title="màu giấy",
                found="có",
                expected="tên một mục thể thức mà cơ quan được chọn",
            ),
        ),
    ],
)
def test_with_house_style__problem_says_found_expected_and_locator(
    title: str, raw: object, problem: HouseStyleProblem
) -> None:
    profile, problems = with_house_style(PROFILE, {title: raw})
    assert problems == (problem,)
    assert profile == PROFILE


def test_with_house_style__title_written_twice_keeps_the_first() -> None:
    profile, (problem,) = with_house_style(PROFILE, {"lề trên": 25, "Lề trên": 22})
    assert profile.number("page.margin_top") == 25
    assert (problem.kind, problem.title, problem.found) == ("repeated", "Lề trên", "22")


def test_with_house_style__good_choices_are_taken_beside_bad_ones() -> None:
    profile, problems = with_house_style(PROFILE, {"lề trên": 30, "lề dưới": 25, "phông": "Arial"})
    assert profile.number("page.margin_bottom") == 25
    assert [problem.kind for problem in problems] == ["outside", "unknown"]


def test_house_style_problem__survives_pickling() -> None:
    _, problems = with_house_style(PROFILE, {"lề trên": 30})
    assert pickle.loads(pickle.dumps(problems)) == problems


@pytest.mark.parametrize(
    "raw",
    [
        *[
            "",
            "-20",
            "+20",
            "20 inch",
            "20mm 5",
            "hai mươi",
            "1.000,5",
            "1e2",
            "20 - 25",
            "20 lines",
            "2/0",
            "²0",
            "٢٠",
        ],
        *[None, True, [20], {"mm": 20}, math.nan, math.inf, 10**400, -20, -0.5],
    ],
)
def test_read_house_value__not_a_length_without_guessing(raw: object) -> None:
    assert read_house_value(raw, measure=PROFILE.measure("page.margin_top")) is None


@pytest.mark.parametrize("raw", ["40%", "1/0", "0,4 mm", "1/3/2"])
def test_read_house_value__not_a_ratio(raw: str) -> None:
    assert read_house_value(raw, measure=PROFILE.measure("subject_rule.length")) is None


def test_expectation__fixed_value() -> None:
    assert PROFILE.measure("number.size").expectation == "đúng 13 pt"
    assert PROFILE.measure("subject_rule.length").expectation == "từ 1/3 đến 1/2"
    assert PROFILE.measure("issuing_agency.bold").expectation == "có"
    assert PROFILE.measure("parent_agency.bold").expectation == "không"
    assert PROFILE.measure("body.align").expectation == "canh đều hai lề"
