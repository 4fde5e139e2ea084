"""The record of opinions: what came in is added, nothing that was decided is ever lost."""

from __future__ import annotations

from pathlib import Path

import yaml

from pipeline.records.opinions import Opinion, Opinions, SlipEntry
from pipeline.reports.opinions.open_points import open_points
from pipeline.reports.opinions.record import plain
from pipeline.workspace.value_places import Place
from tests.reports.opinions.filling import Filling
from tests.reports.opinions.rounds import DAY, MEMBER, OTHER, asked_round, recorded, send

WITH = "thống nhất và có ý kiến"
FIRST = ("Mục II", "Đề nghị nêu rõ nguyên nhân.", "Chưa phân tích")
SECOND = ("Mục V", "Bổ sung nhiệm vụ về an toàn thông tin.", "")


def decided(record: Opinions, **decisions: tuple[str, str]) -> Opinions:
    """The record after the secretary decided about the opinions of the first member, by their place in the draft."""
    content = plain(record)
    for opinion in content["phiếu"][0]["góp ý"]:
        key = opinion.get("vị trí", "").replace(" ", "_")
        if key in decisions:
            opinion["xử lý"], opinion["nội dung xử lý"] = decisions[key]
    return Opinions.model_validate(content)


def told(record: Opinions) -> list[tuple[str, str | None, str | None, str]]:
    return [(one.text, one.disposition, one.answer, one.replaced) for one in record.slips[0].opinions]


def test_opinions_record__first_slip(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    record = recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST, SECOND])))
    (entry,) = record.slips
    assert (entry.member, entry.received, entry.draft, entry.version, entry.stance) == (MEMBER, DAY, 1, 1, WITH)
    assert [(one.at, one.text, one.reason) for one in entry.opinions] == [FIRST, (*SECOND[:2], None)]


def test_opinions_record__another_member_leaves_the_rest_alone(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    first = decided(
        recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST]))), Mục_II=("tiếp thu", "Đã nêu.")
    )
    again = asked_round(tmp_path, first)
    both = recorded(again, send(again, Filling("thống nhất toàn bộ"), member=OTHER))
    assert plain(both)["phiếu"][0] == plain(first)["phiếu"][0]
    assert [one.member for one in both.slips] == [MEMBER, OTHER]


def test_opinions_record__a_newer_slip_keeps_what_was_decided(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    first = recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST, SECOND])))
    first = decided(first, Mục_II=("tiếp thu", "Đã nêu."), Mục_V=("giải trình", "Đã có ở kế hoạch."))
    again = asked_round(tmp_path, first)
    new = ("Mục VI", "Gộp các kiến nghị.", "")
    moved = ("Mục II, đoạn 2", FIRST[1].replace("Đề", "đề"), "")
    record = recorded(again, send(again, Filling(WITH, rows=[new, moved])))
    assert record.slips[0].version == 2
    assert told(record) == [
        (new[1], None, None, "không"),
        (moved[1], "tiếp thu", "Đã nêu.", "không"),
        (SECOND[1], "giải trình", "Đã có ở kế hoạch.", "có"),
    ]
    assert [one.counts for one in record.slips[0].opinions] == [True, True, False]


def test_opinions_record__undecided_opinions_go_with_their_slip(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    first = recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST, SECOND])))
    again = asked_round(tmp_path, first)
    assert told(recorded(again, send(again, Filling(WITH, rows=[SECOND])))) == [(SECOND[1], None, None, "không")]


def test_opinions_record__the_same_words_twice_are_two_opinions(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    first = recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST, ("Mục V", *FIRST[1:])])))
    first = decided(first, Mục_II=("tiếp thu", "Ở Mục II."), Mục_V=("tiếp thu", "Ở Mục V."))
    again = asked_round(tmp_path, first)
    rows = [("Mục V", *FIRST[1:]), FIRST, ("Mục IX", *FIRST[1:])]
    record = recorded(again, send(again, Filling(WITH, rows=rows)))
    assert [one.answer for one in record.slips[0].opinions] == ["Ở Mục V.", "Ở Mục II.", None]


def test_opinions_record__what_was_written_down_by_hand_stays(tmp_path: Path) -> None:
    spoken = Opinion.model_validate({"nội dung": "Phát biểu tại phiên họp."})
    entry = SlipEntry(member=MEMBER, received=DAY, stance=WITH, opinions=(spoken,))
    by_hand = Opinions.model_validate(
        {"loại": "ý kiến góp ý", "mã": "y-kien", "kỳ báo cáo": "6t-2024", "phiếu": [plain(entry)]}
    )
    opinion_round = asked_round(tmp_path, by_hand)
    assert plain(recorded(opinion_round)) == plain(by_hand)
    record = recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST])))
    assert told(record) == [(FIRST[1], None, None, "không"), (spoken.text, None, None, "không")]
    assert record.id == "y-kien"


def test_opinions_record__answers_to_questions_go_along(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    filling = Filling(WITH, rows=[FIRST], outside=["Đã họp ngày 18/6."])
    content = plain(recorded(opinion_round, send(opinion_round, filling)))
    content["phiếu"][0]["câu hỏi"][0]["trả lời"] = "Không phải góp ý."
    again = asked_round(tmp_path, Opinions.model_validate(content))
    more = Filling(WITH, rows=[FIRST, SECOND], outside=["Đã họp ngày 18/6.", "Gửi lại lần hai."])
    record = recorded(again, send(again, more))
    assert [(one.text, one.answer) for one in record.slips[0].questions] == [
        ("Đã họp ngày 18/6.", "Không phải góp ý."),
        ("Gửi lại lần hai.", None),
    ]


def test_plain__gives_back_what_was_written(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    record = decided(
        recorded(opinion_round, send(opinion_round, Filling(WITH, rows=[FIRST]))), Mục_II=("tiếp thu", "Đã nêu.")
    )
    assert Opinions.model_validate(yaml.safe_load(yaml.safe_dump(plain(record)))) == record


def test_open_points__each_with_its_place(tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    messy = Filling(WITH, mark="?", rows=[FIRST, SECOND], outside=["Đã họp ngày 18/6."])
    record = decided(recorded(opinion_round, send(opinion_round, messy)), Mục_V=("tiếp thu", "Đã bổ sung."))
    content = plain(record)
    del content["phiếu"][0]["góp ý"][2]["nội dung xử lý"]
    record = Opinions.model_validate(content)
    asked: list[tuple[str, tuple[str | int, ...]]] = []

    def locate(key: str, path: tuple[str | int, ...]) -> Place:
        asked.append((key, path))
        return Place("y-kien.yaml", len(asked), 1)

    found = open_points(asked_round(tmp_path, record), locate, on=DAY)
    assert [one.code for one in found] == ["YK-01", "YK-02", "YK-02", "YK-03", "YK-02", "YK-04", "YK-04", "YK-04"]
    assert [one.line for one in found] == list(range(1, 9))
    assert asked[0] == (record.id, ("phiếu", 0, "ý kiến chung"))
    assert ("phiếu", 0, "góp ý", 2) in [path for _, path in asked]
    assert open_points(asked_round(tmp_path, record), locate, on=DAY.replace(day=1)) == ()
