"""Which settings are worth a try, and which is chosen; then real papers around the end of a page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pypdfium2
import pytest

from pipeline.building.making.job import Job, PaperResult, run_job
from pipeline.building.making.page_fit import MOST_TRIES, _rows, better, settings_worth_trying
from pipeline.building.making.page_setting import closer, wider
from pipeline.checking.paper_pages import page_shapes
from pipeline.decree.profile import load_profile, with_house_style
from pipeline.page_faults import LARGE_HOLE, PageShape, missed_by
from pipeline.papers.written_papers import compose_paper
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.typeset.pdf.page_ink import Piece
from tests.offices import LETTER, record, small_office
from tests.sample import TEMPLATES

PROFILE, _ = with_house_style(load_profile(), {"khoảng cách dòng": "1,1"})
ROOM = 257.0
FULL = PageShape(page=1, part=0, last=False, room=ROOM, used=ROOM - 5)
SIGNED = PageShape(page=2, part=0, last=True, room=ROOM, used=90.0, signature=15.0, lines_above=2)
CLOSE, WIDE = closer(PROFILE), wider(PROFILE)


def holed(free: float) -> PageShape:
    return replace(FULL, used=ROOM - free)


def test_settings__pages_without_a_fault_are_tried_in_no_other() -> None:
    assert settings_worth_trying([FULL, replace(SIGNED, used=150.0)], PROFILE) == ()
    assert settings_worth_trying([replace(FULL, last=True)], PROFILE) == ()
    assert settings_worth_trying([], PROFILE) == ()


@pytest.mark.parametrize(
    ("lacking", "expected"), [(6.0, CLOSE[:1]), (8.0, CLOSE[:1]), (8.1, CLOSE), (14.0, CLOSE), (14.1, CLOSE[1:])]
)
def test_settings__a_page_missed_by_little_is_tried_closer_the_least_first(
    lacking: float, expected: tuple[object, ...]
) -> None:
    assert settings_worth_trying([holed(90.0 - lacking), SIGNED], PROFILE) == expected


def test_settings__are_never_more_than_a_few() -> None:
    pages = [holed(60.0), replace(SIGNED, page=2, part=0, last=False, used=150.0), replace(SIGNED, page=3, used=120.0)]
    assert 0 < len(settings_worth_trying(pages, PROFILE, one_page=True)) <= MOST_TRIES


def test_settings__a_page_missed_by_more_is_not_tried_with_what_cannot_do() -> None:
    found = settings_worth_trying([holed(75.0), SIGNED], PROFILE)
    assert CLOSE[0] not in found
    assert CLOSE[1] in found
    # Closer lines save less than 30 mm on one page, and more on three.
    assert settings_worth_trying([holed(60.0), SIGNED], PROFILE) == WIDE[1:]
    three = [FULL, replace(FULL, page=2), replace(holed(60.0), page=3), replace(SIGNED, page=4)]
    assert CLOSE[1] in settings_worth_trying(three, PROFILE)


@pytest.mark.parametrize(("free", "expected"), [(46.0, WIDE[:1]), (48.0, WIDE[:1]), (60.0, WIDE[1:])])
def test_settings__a_hole_that_no_saving_closes_is_filled_as_much_as_needed(
    free: float, expected: tuple[object, ...]
) -> None:
    assert settings_worth_trying([holed(free), replace(SIGNED, used=120.0)], PROFILE) == expected


def test_settings__a_paper_that_is_to_be_one_page_is_tried_even_where_much_is_lacking() -> None:
    pages = [FULL, replace(SIGNED, used=120.0)]
    assert settings_worth_trying(pages, PROFILE) == ()
    assert settings_worth_trying(pages, PROFILE, one_page=True) == CLOSE[1:]
    assert settings_worth_trying([replace(FULL, last=True)], PROFILE, one_page=True) == ()


def test_better__is_the_least_burden_and_the_first_of_equals() -> None:
    one = [replace(FULL, last=True)]
    assert better([holed(80.0), SIGNED], {1: one, 2: one}) == 1
    assert better([holed(80.0), SIGNED], {1: [holed(70.0), SIGNED], 2: one}) == 2


def test_better__is_the_offices_own_where_little_is_gained() -> None:
    assert better([holed(30.0), SIGNED], {1: [holed(26.0), SIGNED]}) is None
    assert better([FULL, SIGNED], {1: [FULL, FULL, SIGNED]}) is None
    assert better([FULL, SIGNED], {}) is None


def test_better__one_page_outweighs_all_where_it_is_asked_for() -> None:
    crowded = [replace(FULL, last=True, stretched=20)]
    assert better([FULL, SIGNED], {1: crowded}) is None
    assert better([FULL, SIGNED], {1: crowded}, one_page=True) == 1


SENTENCE = (
    "Các cơ quan, đơn vị rà soát số liệu, tổng hợp kết quả thực hiện và báo cáo về Sở Thông tin và Truyền thông. "
)
# Paragraphs of three lines: from a letter that fits its page to one whose signature stands on the next.
COUNTS = (7, 8, 9, 10)


def letter(count: int, **more: Any) -> dict[str, Any]:
    return {**LETTER, "mã": f"cong-van-{count}", "nội dung": [SENTENCE * 2 for _ in range(count)], **more}


def job_of(records: list[dict[str, Any]]) -> Job:
    made = tuple(record(raw) for raw in records)
    documents = tuple(compose_paper(small_office(papers=(paper,)), paper) for paper in made)
    return Job(documents=documents, templates=load_templates(TEMPLATES), profile=PROFILE, engine=find_engine())


@cache
def letters() -> tuple[PaperResult, ...]:
    return run_job(job_of([letter(count) for count in COUNTS]))


def shapes(result: PaperResult) -> tuple[PageShape, ...]:
    assert result.pdf is not None, result.findings
    return page_shapes(recognise(read_pdf(result.pdf, name="a.pdf")))


@pytest.mark.office
def test_run_job__a_letter_goes_to_a_second_page_only_where_closer_setting_cannot_help() -> None:
    pages = [result.pages for result in letters()]
    assert pages == sorted(pages)
    assert {1, 2} == set(pages)
    first = pages.index(2)
    before, after = shapes(letters()[first])
    assert before.free <= LARGE_HOLE or missed_by(before, after) is None
    assert [result.setting != "" for result in letters()].count(True) >= 1
    assert all(result.findings == () for result in letters())


@pytest.mark.office
def test_run_job__word_and_pdf_have_the_setting_and_the_same_bytes_alone() -> None:
    together = next(result for result in letters() if result.setting)
    count = int(together.document.id.removeprefix("cong-van-"))
    (alone,) = run_job(job_of([letter(count)]))
    assert (alone.docx, alone.pdf, alone.setting) == (together.docx, together.pdf, together.setting)


@pytest.mark.office
def test_run_job__a_letter_that_is_to_be_one_page_is_or_says_what_is_lacking() -> None:
    two = next(result for result in letters() if result.pages > 1)
    count = int(two.document.id.removeprefix("cong-van-"))
    fits, does_not = run_job(
        job_of([letter(number, **{"gọn trong 1 trang": "có"}) for number in (COUNTS[0], count + 3)])
    )
    assert (fits.pages, fits.findings) == (1, ())
    assert does_not.pages == 2
    (finding,) = does_not.findings
    assert finding.code == "DUNG-43"
    assert "dài 2 trang, còn thiếu khoảng" in finding.message
    assert does_not.pdf is not None
    assert len(pypdfium2.PdfDocument(does_not.pdf)) == 2


def test_settings__a_row_alone_is_tried_closer_and_then_further_apart() -> None:
    alone = replace(FULL, page=2, last=True, used=20.0, rows=1, alone=True)
    first, *_, last = settings_worth_trying([FULL, alone], PROFILE)
    assert (first.rows, first.loose) == (frozenset({0}), frozenset())
    assert (last.rows, last.loose) == (frozenset(), frozenset({0}))
    assert "giãn khoảng trống trong hàng" in last.name


def test_rows__are_counted_by_the_column_of_numbers_not_by_the_lines_beside_it() -> None:
    style = "VT Bảng: ô"
    numbers = [Piece(x=90.0 + 3 * (row > 1), baseline=700.0 - 45 * row, size=11.0, style=style) for row in range(2)]
    lines = [Piece(x=115.0, baseline=700.0 - 15 * line, size=11.0, style=style) for line in range(6)]
    assert _rows([*numbers, *lines]) == (2, True)
