"""Figures that are asked about: in no total, rank or comparison; said in the report and its tables; a draft meanwhile."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from pipeline.papers.written_papers import compose_paper
from pipeline.records.paper import NamedRecord
from pipeline.reports.collected import Collected
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.consolidate import consolidate, ranking
from pipeline.reports.reconciling.all_doubts import doubts_of
from pipeline.reports.reconciling.set_aside import sound
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Question
from tests.reports.filled import Filled
from tests.reports.generated import PLACE, Key, Made, made, reported
from tests.reports.messes import more_than_all
from tests.reports.reconciling.made_up import confirmed
from tests.reports.rounds import empty_round, office, send
from tests.reports.test_statements import check
from tests.strangers import TIMES, dice

ON = date(2024, 6, 14)


def spoilt(found: Made, wrong: Mapping[Key, Decimal]) -> Made:
    """The round with other figures in some cells; the truth is what is left without those."""
    entries = dict(found.whole.collected.entries)
    for key, value in wrong.items():
        entries[key] = replace(entries[key], value=value)
    collected = _sound(replace(found.whole.collected, entries=entries))
    now = {key: value for key, value in found.now.items() if key not in collected.aside}
    whole = replace(found.whole, collected=collected, results=consolidate(collected))
    return replace(found, whole=whole, now=now)


def _sound(collected: Collected) -> Collected:
    return sound(collected, doubts_of(collected))


def _mistakes(chance: random.Random, found: Made) -> dict[Key, Decimal]:
    """Some figures that cannot be: below nothing, more than all, a thousand times a thousand too much."""
    wrong: dict[Key, Decimal] = {}
    for indicator in chance.sample(reported(found.whole), 4):
        keys = [key for key in found.now if key[1:] == (indicator.id, "thực hiện")]
        if indicator.is_yes or len(keys) < 6:
            continue
        key = chance.choice(keys)
        most = max(value for other, value in found.now.items() if other[1:] == key[1:])
        wrong[key] = chance.choice([Decimal(-5), (most + 1000) * 1_000_000])
    return wrong


def test_wrong_figures__are_in_no_statement_and_no_table() -> None:
    tried = 0
    for number in range(8 * TIMES):
        chance = dice("số sai", number)
        clean = made(chance, units=12)
        wrong = _mistakes(chance, clean)
        found = spoilt(clean, wrong)
        assert wrong.keys() <= found.whole.collected.aside.keys()
        check(found)
        said = str(report_record(found.whole, on=ON))
        owners = {unit for unit, _, _ in found.whole.collected.aside}
        called = [unit.called for unit in found.whole.collected.units if unit.id in owners]
        assert (f"của {len(called):02} đơn vị: {'; '.join(called)}." in said) == bool(called)
        for key in wrong:
            indicator = found.whole.collected.outline.indicator(key[1])
            assert key[0] not in dict(ranking(found.whole.collected, indicator))
            row = _row(found, key)
            assert "đang hỏi lại" in row
            tried += 1
    assert tried > 8


def _row(found: Made, key: Key) -> tuple[str, ...]:
    """The unit's row in the table that shows the indicator."""
    called = found.whole.office.agency(key[0]).called
    name = found.whole.collected.outline.indicator(key[1]).name
    for _, record in annex_records(found.whole):
        for block in record["phụ lục"][0]["nội dung"]:
            table = block.get("bảng", {}) if isinstance(block, dict) else {}
            columns = [column["tên"] for column in table.get("cột", ())]
            if columns[1:2] == ["Đơn vị"] and any(one.startswith(name) for one in columns):
                return next(tuple(row) for row in table["hàng"] if row[1] == called)
    raise AssertionError(key)


def test_clean_round__holds_nothing_that_cannot_be() -> None:
    for number in range(6 * TIMES):
        found = made(dice("số đúng", number), units=12)
        kept = {doubt.code for doubt in doubts_of(found.whole.collected)}
        # The dice throw each column by itself, and a unit that has a thousand times what others have.
        assert kept <= {"BC-211", "BC-212"}


def test_question__about_a_cell_keeps_its_figure_out() -> None:
    found = made(dice("câu hỏi", 1), units=12)
    key = next(one for one in found.now if one[1:] == ("van-ban-di", "thực hiện"))
    asked = Question("BC-104", key[1], key[2], "1.461", "hai cách đọc", ("1461", "1,461"), PLACE)
    collected = _sound(replace(found.whole.collected, questions=((key[0], asked),)))
    assert key in collected.aside
    assert key not in collected.entries
    unread = replace(asked, indicator="he-thong")
    entries = {
        one: entry for one, entry in found.whole.collected.entries.items() if one != (key[0], "he-thong", key[2])
    }
    collected = _sound(replace(found.whole.collected, entries=entries, questions=((key[0], unread),)))
    assert collected.aside[key[0], "he-thong", key[2]].text == "1.461"


def test_question__about_a_whole_row_keeps_its_figures_out_until_it_is_settled() -> None:
    found = made(dice("câu hỏi", 1), units=12)
    key = next(one for one in found.now if one[1:] == ("van-ban-di", "thực hiện"))
    asked = Question("BC-103", key[1], "", "Văn bản đi", "chỉ tiêu này có hai dòng; chỉ dòng đầu được đọc", (), PLACE)
    told = replace(found.whole.collected, questions=((key[0], asked),))
    collected = _sound(told)
    assert key in collected.aside
    assert key not in collected.entries
    # What is said to be left out is left out: each of it is a figure of the row, and nothing besides.
    assert {one[:2] for one in collected.aside if one not in _sound(found.whole.collected).aside} == {key[:2]}
    assert all(one in told.entries for one in collected.aside)
    kept = _sound(confirmed(told, key))
    assert key in kept.entries
    assert key not in kept.aside


def test_doubt__is_settled_by_who_looks_at_the_cell_or_corrects_it(tmp_path: Path) -> None:
    base = empty_round(tmp_path, "nam-2024")
    send(base, "so-y-te", spoil=more_than_all)
    reporting_round = Round(base.office, base.folder, base.period)
    (doubt,) = [one for one in reporting_round.doubts if one.code == "BC-202"]
    whole = ("so-y-te", "ho-so-giai-quyet", "thực hiện")
    assert {doubt.key, whole} <= reporting_round.sound.aside.keys()
    assert doubt.entry.source is not None
    cells = frozenset({(doubt.entry.unit, doubt.entry.source.sheet, doubt.entry.source.cell)})
    seen = replace(reporting_round.collected, seen=cells)
    assert not [one for one in doubts_of(seen) if one.code == "BC-202"]
    assert not {doubt.key, whole} & _sound(seen).aside.keys()


def test_units_of_measure__mistaken_by_one_unit_without_a_past_are_asked_about(tmp_path: Path) -> None:
    """A unit that writes đồng where triệu đồng is asked, and its own estimate of the year beside it is in triệu đồng."""

    def dong(form: Filled) -> None:
        form.cell("kinh-phi-giao").value = 850_000_000

    base = empty_round(tmp_path)
    for unit in ("so-y-te", "so-noi-vu", "so-tai-chinh", "so-tu-phap", "so-xay-dung"):
        send(base, unit)
    send(base, "so-cong-thuong", spoil=dong)
    reporting_round = Round(base.office, base.folder, base.period)
    codes = {one.code for one in reporting_round.anomalies() if "850.000.000" in one.message}
    assert codes <= {"BC-211", "BC-212"}
    assert codes
    assert reporting_round.results.value("kinh-phi-giao") < 1_000_000  # type: ignore[operator]
    record = report_record(reporting_round.whole, on=ON, open_points=reporting_round.open_points)
    assert any("850.000.000" in point for point in record["còn hỏi lại"])
    assert "850.000.000" not in str([one for _, one in annex_records(reporting_round.whole)])


def test_report__with_open_points_is_a_draft() -> None:
    record = next(paper for paper in office().papers if paper.id == "nam-2024-tong-hop")
    assert isinstance(record, NamedRecord)
    assert record.open_points
    assert compose_paper(office(), record).draft
    assert not compose_paper(office(), record.model_copy(update={"open_points": ()})).draft
