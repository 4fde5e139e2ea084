"""What units wrote: each thing once with all who wrote it, answers of nothing counted, nothing said of what is not known."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.reports.collected import Collected
from pipeline.reports.compiled import report_record
from pipeline.reports.consolidate import consolidate
from pipeline.reports.submission import Question
from pipeline.reports.unit_words import is_nothing, section_said
from pipeline.reports.whole_period import Whole
from tests.reports.generated import PLACE, made
from tests.strangers import TIMES, dice

NOTHING = (
    "Không",
    "Không có.",
    "- Không có kiến nghị, đề xuất",
    "Trong kỳ đơn vị không có khó khăn, vướng mắc gì.",
    "Không phát sinh",
    "0",
)
SOMETHING = (
    "Đường truyền tại các địa bàn vùng cao chưa ổn định",
    "Chưa có cán bộ chuyên trách công nghệ thông tin",
    "Không đủ kinh phí thay thế thiết bị",
    "Phần mềm chuyên ngành chưa liên thông, phải nhập số liệu 2 lần",
    "Phần mềm chuyên ngành chưa liên thông, phải nhập số liệu 12 lần",
)


def varied(text: str, turn: int) -> str:
    """The same as another clerk writes it."""
    ways = (
        text,
        f"{text}.",
        f"- {text[0].lower()}{text[1:]};",
        f"1. {text.replace(' các ', ' ')}",
        text.upper() if not re.search(r"\d", text) else f"{text} ",
    )
    return ways[turn % len(ways)]


def said_of(whole: Whole, section: str = "ton-tai") -> list[Any]:
    return list(section_said(whole, section))


def test_answers__are_told_once_with_the_number_and_the_names_of_their_units() -> None:
    for number in range(10 * TIMES):
        chance = dice("câu trả lời", number)
        base = made(chance, words={})
        units = [unit.id for unit in base.whole.collected.units]
        truth: dict[str, set[str]] = {text: set() for text in SOMETHING}
        nothing = set()
        words = {}
        for unit in units:
            chosen = chance.sample(SOMETHING, chance.randint(0, 2))
            for text in chosen:
                truth[text].add(unit)
            if not chosen:
                nothing.add(unit)
            words[unit, "ton-tai"] = [varied(text, chance.randrange(5)) for text in chosen] or [chance.choice(NOTHING)]
        whole = made(dice("câu trả lời", number), words=words).whole
        called = {unit.id: unit.called for unit in whole.collected.units}
        content = said_of(whole)
        clauses = [item["khoản"] for item in content if isinstance(item, dict)]
        for text, owners in truth.items():
            if len(owners) > 1:
                (clause,) = [
                    one
                    for one in clauses
                    if f"({len(owners):02} đơn vị: " in one and _same(one.partition(" (")[0], text)
                ]
                assert set(clause.partition("đơn vị: ")[2].removesuffix(").").split("; ")) == {
                    called[unit] for unit in owners
                }
            for owner in owners if len(owners) == 1 else ():
                (clause,) = [one for one in clauses if one.startswith(f"{called[owner]}: ")]
                assert any(_same(sentence, text) for sentence in re.split(r"(?<=[.;]) ", clause.partition(": ")[2]))
        counted = [item for item in content if isinstance(item, str)]
        assert counted == ([f"Có {len(nothing):02} đơn vị báo cáo không có nội dung này."] if nothing else [])


def _same(one: str, other: str) -> bool:
    return re.sub(r"\W+|các", "", one.lower()) == re.sub(r"\W+|các", "", other.lower())


@pytest.mark.parametrize("text", NOTHING)
def test_nothing__is_known_in_its_usual_words(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Không đủ kinh phí",
        "Chưa có cán bộ chuyên trách",
        "Có khó khăn, không có kiến nghị",
        "Không có khó khăn về nhân lực, có kiến nghị về kinh phí",
        "Có",
        "5",
    ],
)
def test_nothing__is_not_what_says_something(text: str) -> None:
    assert not is_nothing(text)


def test_heading__stays_with_what_follows_it() -> None:
    base = made(dice("đề mục", 0), words={})
    first, second = (unit.id for unit in base.whole.collected.units[:2])
    texts = ("Về hạ tầng:", "Đường truyền yếu.")
    whole = made(dice("đề mục", 0), words={(first, "ton-tai"): texts, (second, "ton-tai"): texts}).whole
    assert [item["khoản"].partition(": ")[2] for item in said_of(whole)] == ["Về hạ tầng: Đường truyền yếu."] * 2


def _only(collected: Collected, units: set[str]) -> Collected:
    return replace(collected, submissions={key: one for key, one in collected.submissions.items() if key in units})


def test_empty_section__says_no_more_than_is_known() -> None:
    whole = made(dice("mục trống", 0), words={}).whole
    units = [unit.id for unit in whole.collected.units]
    every = len(units)
    assert said_of(whole) == [f"Báo cáo của {every:02} đơn vị đã gửi không ghi nội dung ở mục này."]
    some = replace(whole, collected=_only(whole.collected, set(units[2:])))
    assert said_of(some) == [
        f"Báo cáo của {every - 2:02} đơn vị đã gửi không ghi nội dung ở mục này; còn 02 đơn vị chưa gửi báo cáo."
    ]
    asked = Question("BC-110", None, "", "đoạn", "không rõ mục nào", (), PLACE)
    doubtful = replace(whole, collected=replace(whole.collected, questions=((units[0], asked),)))
    assert "báo cáo của 01 đơn vị còn chỗ chưa đọc được" in said_of(doubtful)[0]
    nobody = replace(whole, collected=_only(whole.collected, set()))
    assert said_of(nobody) == ["Chưa nhận được báo cáo của đơn vị nào."]


def test_report__begins_with_its_basis_and_ends_with_what_it_was() -> None:
    whole = made(dice("mở đầu", 0)).whole
    content = report_record(whole, on=date(2024, 6, 14))["nội dung"]
    assert content[0].startswith("Thực hiện Quy chế làm việc của Ban Chỉ đạo")
    assert content[0].endswith("báo cáo kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2024 như sau:")
    assert content[-1].startswith("Trên đây là báo cáo kết quả xây dựng Chính quyền điện tử 6 tháng đầu năm 2024, ")
    bare = whole.collected.period.model_copy(update={"basis": (), "addressees": ()})
    content = report_record(replace(whole, collected=replace(whole.collected, period=bare)), on=date(2024, 6, 14))[
        "nội dung"
    ]
    assert content[0].startswith("Sở Thông tin và Truyền thông báo cáo ")
    assert content[-1].endswith("trân trọng báo cáo")


def test_results__without_any_figure_are_no_section() -> None:
    whole = made(dice("không số", 0), words={}).whole
    empty = replace(whole.collected, entries={})
    record = report_record(replace(whole, collected=empty, results=consolidate(empty)), on=date(2024, 6, 14))
    assert "như sau (" not in str(record)
    assert "Kết quả thực hiện các chỉ tiêu" not in str(record)
