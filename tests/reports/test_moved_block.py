"""Figures pasted some rows too low: none of them counts, whatever part of the table was moved."""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from pipeline.reports import form_layout
from pipeline.reports.compiled import annex_records
from pipeline.reports.numerals import read_numeral
from pipeline.reports.reporting_round import Round
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, send
from tests.reports.sample_units import sent

UNIT = "so-xay-dung"
_TIMES = int(os.environ.get("VANTHU_FUZZ", "1"))


def _asked(sheet: Any) -> list[tuple[int, str]]:
    """The rows of a sheet with their indicators."""
    marks = ((row, str(sheet.cell(row, 1).value or "")) for row in range(1, sheet.max_row + 1))
    return [
        (row, mark.removeprefix(form_layout.ROW_MARK)) for row, mark in marks if mark.startswith(form_layout.ROW_MARK)
    ]


def move_down(sheet: Any, *, first: int, columns: list[int], cut: bool) -> list[str]:
    """Everything from a row of the table on one row lower; the indicators whose figures are now other ones."""
    rows = [(row, key) for row, key in _asked(sheet) if row >= first]
    for at in columns:
        values = [sheet.cell(row, at).value for row, _ in rows]
        for (row, _), value in zip(rows, values, strict=True):
            sheet.cell(row + 1, at).value = value
        if cut:
            sheet.cell(first, at).value = None
    return [key for _, key in rows]


def test_block__moved_down_by_a_row_is_asked_and_not_added_up(tmp_path: Path) -> None:
    for number in range(8 * _TIMES):
        chance = Random(number)  # noqa: S311 - no secret hangs on it
        reporting_round = empty_round(tmp_path / str(number))
        answers = sent(reporting_round.office.agency(UNIT), reporting_round.period).answers
        moved: list[str] = []

        def spoil(form: Filled, chance: Random = chance, moved: list[str] = moved) -> None:
            sheet = form.book[chance.choice(["Biểu 1", "Biểu 2", "Biểu 3"])]
            rows = _asked(sheet)
            first = rows[0][0] if chance.random() < 0.6 else chance.choice(rows[:-1])[0]
            columns = [5] if chance.random() < 0.5 else [5, 6]
            moved += move_down(sheet, first=first, columns=columns, cut=chance.random() < 0.7)

        submission = send(reporting_round, UNIT, spoil=spoil)
        assert any(one.code == "BC-106" for one in submission.questions), number
        for figure in submission.figures:
            if figure.column == "thực hiện" and not figure.words:
                assert str(figure.value) == str(answers[figure.indicator, figure.column]), (number, figure)
        told = Round(reporting_round.office, reporting_round.folder, reporting_round.period)
        kept = {indicator for _, indicator, column in told.sound.entries if column == "thực hiện"}
        assert not kept & set(moved[1:]), number


def _is_there(answer: object, choices: tuple[str, ...]) -> bool:
    """Whether an answer is among what is proposed."""
    typed = read_numeral(answer).values if isinstance(answer, str) else (Decimal(str(answer)),)
    return bool(set(typed) & {value for text in choices for value in read_numeral(text).values})


def test_block__whose_place_is_certain_is_proposed_back_and_no_other(tmp_path: Path) -> None:
    for number in range(8 * _TIMES):
        chance = Random(number)  # noqa: S311 - no secret hangs on it
        reporting_round = empty_round(tmp_path / str(number))
        answers = sent(reporting_round.office.agency(UNIT), reporting_round.period).answers
        sheet_name, cut = chance.choice(["Biểu 1", "Biểu 2"]), number % 2 == 0
        moved: list[str] = []

        def spoil(form: Filled, name: str = sheet_name, *, cut: bool = cut, moved: list[str] = moved) -> None:
            sheet = form.book[name]
            moved += move_down(sheet, first=_asked(sheet)[0][0], columns=[5], cut=cut)

        submission = send(reporting_round, UNIT, spoil=spoil)
        asked = {
            question.indicator: question
            for question in submission.questions
            if question.column == "thực hiện" and "bị dịch xuống" in question.doubt
        }
        assert len(asked) >= len(moved) - 1
        for key, question in asked.items():
            if not cut:  # nothing is blank: by how many rows it was moved is not certain
                assert (question.choices, "không xác định được" in question.doubt) == ((), True)
                continue
            assert "nay nằm ở ô E" in question.doubt
            assert _is_there(answers[key or "", "thực hiện"], question.choices)


def test_block__moved_up_is_proposed_back(tmp_path: Path) -> None:
    def up(form: Filled) -> None:
        sheet = form.book["Biểu 2"]
        rows = [row for row, _ in _asked(sheet)]
        for row in rows:
            sheet.cell(row - 1, 5).value = sheet.cell(row, 5).value
        sheet.cell(rows[-1], 5).value = None

    reporting_round = empty_round(tmp_path)
    answers = sent(reporting_round.office.agency(UNIT), reporting_round.period).answers
    questions = send(reporting_round, UNIT, spoil=up).questions
    found = [question for question in questions if "nay nằm ở ô" in question.doubt]
    assert len(found) >= 3
    for question in found:
        assert _is_there(answers[question.indicator or "", question.column], question.choices)


def test_block__a_named_row_below_the_table_moves_nothing(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        sheet = form.book["Biểu 1"]
        last = _asked(sheet)[-1][0]
        sheet.cell(last + 1, form_layout.NAME_COLUMN).value = "Văn bản đến"
        sheet.cell(last + 1, form_layout.FIRST_ASKED).value = 120

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert {one.code for one in submission.questions} == {"BC-106"}


def test_block__copied_down_from_the_middle_into_a_list_is_asked_from_the_doubled_figure(tmp_path: Path) -> None:
    moved: list[str] = []

    def spoil(form: Filled) -> None:
        sheet = form.book["Biểu 3"]
        rows = _asked(sheet)
        first = next(row for row, key in rows if key == "kinh-phi-giao")
        moved.extend(move_down(sheet, first=first, columns=[5], cut=False))
        sheet.cell(rows[-1][0] + 1, 5).value = None  # the list itself is gone

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    asked = {one.indicator for one in submission.questions if "bị dịch xuống" in one.doubt}
    assert asked == set(moved[1:])


def test_block__a_bare_number_alone_in_a_list_is_asked_and_nothing_above_it(tmp_path: Path) -> None:
    def spoil(form: Filled) -> None:
        form.cell("nen-tang").value = 1600

    submission = send(empty_round(tmp_path), UNIT, spoil=spoil)
    assert [one.indicator for one in submission.questions if "hỏi danh sách" in one.doubt] == ["nen-tang"]


def _aside(by: int, *, last: int) -> Callable[[Filled], None]:
    """The figures of the first table pasted a column to the right or left."""

    def spoil(form: Filled) -> None:
        sheet = form.book["Biểu 1"]
        for row, _ in _asked(sheet):
            values = [sheet.cell(row, at).value for at in range(5, last)]
            for at in range(5, last):
                sheet.cell(row, at).value = None
            for at, value in enumerate(values, start=5 + by):
                sheet.cell(row, at).value = value

    return spoil


@pytest.mark.parametrize("spoil", [_aside(1, last=7), _aside(1, last=6), _aside(-1, last=7)])
def test_block__moved_a_column_aside_is_asked_without_a_proposal(
    tmp_path: Path, spoil: Callable[[Filled], None]
) -> None:
    reporting_round = empty_round(tmp_path)
    answers = sent(reporting_round.office.agency(UNIT), reporting_round.period).answers
    submission = send(reporting_round, UNIT, spoil=spoil)
    asked = [one for one in submission.questions if one.source.sheet == "Biểu 1" and one.code == "BC-104"]
    assert len(asked) >= 6
    assert {one.choices for one in asked} == {()}
    for figure in submission.figures:
        if not figure.words:
            assert str(figure.value) == str(answers[figure.indicator, figure.column]), figure


def test_annex__names_the_units_whose_list_is_under_question(tmp_path: Path) -> None:
    """A list that is asked about is left out as a figure is, and named as one."""

    def broken(form: Filled) -> None:
        form.cell("nen-tang").value = "#REF!"

    reporting_round = empty_round(tmp_path)
    send(reporting_round, "so-y-te")
    send(reporting_round, UNIT, spoil=broken)
    told = Round(reporting_round.office, reporting_round.folder, reporting_round.period)
    indicator = told.collected.outline.indicator("nen-tang")
    (holding,) = [
        record["phụ lục"][0]["nội dung"] for name, record in annex_records(told.whole) if name.endswith("bieu-3")
    ]
    called = told.office.agency(UNIT).called
    assert any(
        isinstance(item, str) and "Đang hỏi lại" in item and f"{called} ({indicator.name})" in item for item in holding
    )
