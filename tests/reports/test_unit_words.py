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
        f"1. {text.replace(' các ', ' ')}.",
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
                own = [one.partition(": ")[2] for one in clauses if one.startswith(f"{called[owner]}: ")]
                told = [sentence for clause in own for sentence in re.split(r"(?<=[.;:]) ", clause)]
                assert sum(_same(sentence, text) for sentence in told) == 1
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
    names = "; ".join(unit.called for unit in base.whole.collected.units[:2])
    assert [item["khoản"] for item in said_of(whole)] == [f"Về hạ tầng: Đường truyền yếu (02 đơn vị: {names})."]
    other = {(first, "ton-tai"): texts, (second, "ton-tai"): texts[1:]}
    said = [item["khoản"].partition(": ")[2] for item in said_of(made(dice("đề mục", 0), words=other).whole)]
    assert sorted(said) == ["Về hạ tầng: Đường truyền yếu.", "Đường truyền yếu."]


@pytest.mark.parametrize(
    "texts",
    [
        ("Thiếu kinh phí", "Thiếu cán bộ"),
        ("- Thiếu kinh phí", "- Đường truyền tại các địa bàn vùng cao chưa ổn định"),
        ("1. Thiếu kinh phí", "2. Đường truyền tại các địa bàn vùng cao chưa ổn định"),
    ],
)
def test_list__of_short_lines_has_no_heading(texts: tuple[str, str]) -> None:
    base = made(dice("liệt kê", 0), words={})
    first, second = (unit.id for unit in base.whole.collected.units[:2])
    whole = made(dice("liệt kê", 0), words={(first, "ton-tai"): texts, (second, "ton-tai"): texts[::-1]}).whole
    assert ["02 đơn vị" in item["khoản"] for item in said_of(whole)] == [True, True]


def test_heading__binds_what_follows_it_and_not_what_stands_before() -> None:
    base = made(dice("trước đề mục", 0), words={})
    units = base.whole.collected.units[:2]
    shared, own = "Đường truyền yếu.", "Đã cấp 05 máy tính cho xã."
    words = {(units[0].id, "ton-tai"): (shared,), (units[1].id, "ton-tai"): (shared, "Việc khác:", own)}
    said = [item["khoản"] for item in said_of(made(dice("trước đề mục", 0), words=words).whole)]
    names = "; ".join(unit.called for unit in units)
    assert said == [f"Đường truyền yếu (02 đơn vị: {names}).", f"{units[1].called}: Việc khác: {own}"]


def test_answers__that_say_the_same_in_other_words_are_told_once_in_the_words_of_one_unit() -> None:
    base = made(dice("cách nói khác", 0), words={})
    units = base.whole.collected.units[:4]
    texts = (
        "Kinh phí mua máy tính chưa được bố trí.",
        "Đường truyền yếu.",
        "Hiện nay, đơn vị chưa bố trí kinh phí mua máy tính",
        "Chưa bố trí kinh phí mua máy tính; ",
    )
    words = {(unit.id, "ton-tai"): (text,) for unit, text in zip(units, texts, strict=True)}
    said = [item["khoản"] for item in said_of(made(dice("cách nói khác", 0), words=words).whole)]
    names = "; ".join(units[number].called for number in (0, 2, 3))
    assert said == [
        f"Kinh phí mua máy tính chưa được bố trí (03 đơn vị: {names}).",
        f"{units[1].called}: Đường truyền yếu.",
    ]


def test_answers__that_only_look_alike_stand_side_by_side() -> None:
    base = made(dice("gần giống", 0), words={})
    units = base.whole.collected.units[:5]
    texts = (
        "Chưa được bố trí kinh phí mua máy tính.",
        "Đường truyền yếu.",
        "Chưa bố trí kinh phí mua máy tính.",
        "Giải ngân chậm do thủ tục lựa chọn nhà thầu kéo dài.",
        "Chưa bố trí kinh phí mua máy tính.",
    )
    words = {(unit.id, "ton-tai"): (text,) for unit, text in zip(units, texts, strict=True)}
    said = [item["khoản"] for item in said_of(made(dice("gần giống", 0), words=words).whole)]
    assert said == [
        f"Chưa bố trí kinh phí mua máy tính (02 đơn vị: {units[2].called}; {units[4].called}).",
        f"{units[0].called}: Chưa được bố trí kinh phí mua máy tính.",
        f"{units[1].called}: Đường truyền yếu.",
        f"{units[3].called}: Giải ngân chậm do thủ tục lựa chọn nhà thầu kéo dài.",
    ]


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


def test_results__without_any_figure_are_said_to_be_none_and_the_annexes_named() -> None:
    whole = made(dice("không số", 0), words={}).whole
    empty = replace(whole.collected, entries={})
    record = report_record(replace(whole, collected=empty, results=consolidate(empty)), on=date(2024, 6, 14))
    assert "như sau (" not in str(record)
    assert "Số liệu dưới đây" not in str(record)
    sections = [block for block in record["nội dung"] if isinstance(block, dict)]
    (section,) = (block for block in sections if "chỉ tiêu" in block.get("mục", ""))
    assert section["nội dung"] == [
        "Chưa có số liệu dùng được để tổng hợp kết quả các chỉ tiêu (các biểu tại phụ lục kèm theo)."
    ]
