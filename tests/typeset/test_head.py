"""The two columns of a head: date and quốc hiệu on one line for any symbol and place, or an error that says why not."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from pipeline.building.making.job import Job, run_job
from pipeline.decree.profile import load_profile
from pipeline.finding import Severity
from pipeline.papers.official_document import DocumentNumber, OfficialDocument, PlaceAndDate
from pipeline.papers.written_papers import compose_paper
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.fit import text_area
from pipeline.typeset.docx.head_columns import crowded_head, fits, fitted, head_columns
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.offices import DECISION, record, small_office
from tests.sample import TEMPLATES

PROFILE = load_profile()
WIDTH = text_area(PROFILE, landscape=False).width
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
PLACES = ("Huế", "Hà Nội", "Thanh Giang", "Bà Rịa - Vũng Tàu", "Thủ Dầu Một", "Buôn Ma Thuột", "Thành phố Hồ Chí Minh")
LETTERS = "ABCDĐGHIKLMNOPQRSTUƯVXY"
LONGEST = 16
_ROUNDS = 4 * int(os.environ.get("VANTHU_FUZZ", "1"))


@cache
def any_decision() -> OfficialDocument:
    paper = record({**DECISION})
    return compose_paper(small_office(papers=(paper,)), paper)


def decision(symbol: str, place: str, *, issued: bool) -> OfficialDocument:
    when = PlaceAndDate(place=place, month=date(2026, 11, 1), day=date(2026, 11, 25) if issued else None)
    number = DocumentNumber(number=15 if issued else None, symbol=f"QĐ-{symbol}")
    return replace(any_decision(), number=number, place_date=when)


def symbols() -> list[str]:
    chance = random.Random(2026)  # noqa: S311 - examples, not secrets
    sizes = range(2, LONGEST + 1)
    return ["".join(chance.choices(LETTERS, k=size)) for size in sizes for _ in range(_ROUNDS)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("issued", [False, True], ids=["blank", "issued"])
def test_head_columns__the_lines_on_the_right_never_break(place: str, *, issued: bool) -> None:
    for symbol in symbols():
        paper = decision(symbol, place, issued=issued)
        assert paper.place_date is not None
        number, day = f"Số: {paper.number.text}", paper.place_date.text
        left, right = head_columns(number, day, NATION, profile=PROFILE, width=WIDTH)
        assert left + right == pytest.approx(WIDTH)
        assert fits(PROFILE, "DiaDanh", fitted(day, "DiaDanh", right, PROFILE), right), symbol
        assert text_width(NATION, PROFILE.number("national_name.size"), bold=True) < right, symbol


@pytest.mark.parametrize("issued", [False, True], ids=["blank", "issued"])
def test_crowded_head__is_said_exactly_where_the_number_has_no_room(*, issued: bool) -> None:
    templates = load_templates(TEMPLATES)
    said = set()
    for size in range(2, LONGEST + 1, 2):
        for place in (PLACES[1], PLACES[-1]):
            paper = decision("H" * size, place, issued=issued)
            docx = make_docx(paper, templates=templates, profile=PROFILE)
            assert paper.place_date is not None
            number = f"Số: {paper.number.text}"
            left, _ = head_columns(number, paper.place_date.text, NATION, profile=PROFILE, width=WIDTH)
            room = fits(PROFILE, "SoKyHieu", fitted(number, "SoKyHieu", left, PROFILE), left)
            findings = crowded_head(paper, docx, profile=PROFILE, width=WIDTH)
            assert bool(findings) is not room, (size, place)
            said.add((place, bool(findings)))
    assert {(PLACES[1], False), (PLACES[-1], False), (PLACES[-1], True)} <= said


def test_crowded_head__the_error_names_both_lines_and_says_what_to_do() -> None:
    paper = decision("CTTNHHMTVĐTPTCN", "Thành phố Hồ Chí Minh", issued=False)
    docx = make_docx(paper, templates=load_templates(TEMPLATES), profile=PROFILE)
    (finding,) = crowded_head(paper, docx, profile=PROFILE, width=WIDTH)
    assert (finding.code, finding.severity) == ("DUNG-14", Severity.ERROR)
    assert finding.document == paper.id
    assert "Số: /QĐ-CTTNHHMTVĐTPTCN" in finding.message
    assert "Thành phố Hồ Chí Minh, ngày tháng 11 năm 2026" in finding.message
    assert "“viết tắt” ngắn hơn" in finding.hint
    assert "con dấu" in finding.hint


@pytest.mark.office
def test_run_job__number_and_date_stand_on_one_line_each() -> None:
    heads: list[tuple[str, str, Any]] = [
        ("TTHPTCLHPNĐC", "Hà Nội", False),
        ("TTHPTHN", "Thành phố Hồ Chí Minh", False),
        ("CTTNHHMTV", "Thành phố Hồ Chí Minh", True),
    ]
    papers = tuple(
        replace(decision(symbol, place, issued=issued), id=f"van-ban-{count}")
        for count, (symbol, place, issued) in enumerate(heads)
    )
    job = Job(documents=papers, templates=load_templates(TEMPLATES), profile=PROFILE, engine=find_engine())
    for paper, result in zip(papers, run_job(job), strict=True):
        assert result.pdf is not None
        assert [one.code for one in result.findings if one.code.startswith(("DUNG", "DT-03", "SK"))] == []
        found = recognise(read_pdf(result.pdf, name="a.pdf"))
        assert paper.place_date is not None
        for element, words in ((Element.NUMBER, paper.number.symbol), (Element.PLACE_DATE, paper.place_date.place)):
            (line,) = found.paragraphs(found.component(element))
            assert line.lines == 1
            assert words in line.plain
            assert element is Element.NUMBER or line.plain.endswith("năm 2026")
