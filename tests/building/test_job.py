"""What a job finds wrong on paper: tables too wide, room for the seal, templates without a place to sign."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.building.making.job import Job, overfull_tables, run_job, signature_fields
from pipeline.decree.profile import Profile, load_profile, with_house_style
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.written_papers import compose_paper
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from tests import pdfs
from tests.offices import LETTER, record, small_office
from tests.sample import TEMPLATES


def letter(body: list[Any]) -> OfficialDocument:
    paper = record({**LETTER, "nội dung": body})
    return compose_paper(small_office(papers=(paper,)), paper)


def job(document: OfficialDocument, profile: Profile) -> Job:
    return Job(documents=(document,), templates=load_templates(TEMPLATES), profile=profile, engine=find_engine())


def table(columns: int, cell: str) -> dict[str, Any]:
    heads = [{"tên": f"Cột {number}"} for number in range(columns)]
    return {"bảng": {"cột": heads, "hàng": [[cell] * columns]}}


def test_overfull_tables__words_that_cannot_fit_are_an_error_that_says_what_to_do() -> None:
    (finding,) = overfull_tables(letter(["Như sau:", table(16, "123.456.789")]), load_profile())
    assert finding.code == "DUNG-04"
    assert "16 cột" in finding.message
    assert "123.456.789" in finding.message
    assert "khổ: ngang" in finding.hint


def test_overfull_tables__a_table_that_fits_is_none() -> None:
    assert overfull_tables(letter(["Như sau:", table(5, "Nội dung công việc")]), load_profile()) == ()


def test_signature_fields__a_template_without_a_place_to_sign_is_an_error() -> None:
    fields, (finding,) = signature_fields(letter(["Một."]), {}, load_profile())
    assert fields == ()
    assert finding.code == "DUNG-02"
    assert "Đỗ Lan Phương" in finding.message


@pytest.mark.office
@pytest.mark.parametrize(
    "style",
    [
        {"khoảng trống để ký": "25 mm"},
        {},
        {"khoảng trống để ký": "40 mm", "đường kính hình dấu": "125"},
    ],
)
def test_run_job__the_signature_covers_no_text_and_the_seal_no_more_than_on_paper(style: dict[str, str]) -> None:
    profile, problems = with_house_style(load_profile(), style)
    assert problems == ()
    (result,) = run_job(job(letter(["Một.", "Hai."]), profile))
    assert result.findings == ()
    assert result.pdf is not None
    boxes = {
        name: tuple(float(side) for side in field["/Rect"])
        for name, field in pdfs.fields(pdfs.read(result.pdf)).items()
    }
    left, bottom, right, top = boxes["chu-ky-1"]
    assert pdfs.text_in_box(result.pdf, 0, (left, bottom, right, top)) == ""
    assert top - bottom == profile.number("signature_image.height")
    seal = boxes["con-dau-1"]
    assert seal[3] - seal[1] == profile.number("seal_image.height")
    # It reaches over the line of the title and that of the name, each about as high as its letters, and no further.
    beyond = (seal[3] - seal[1] - POINTS_PER_MM * profile.number("signature_gap.height")) / 2
    assert beyond < 1.5 * profile.number("signer_name.size")


@pytest.mark.office
def test_run_job__a_table_too_wide_keeps_the_paper_from_being_written() -> None:
    (result,) = run_job(job(letter(["Như sau:", table(16, "123.456.789")]), load_profile()))
    assert [finding.code for finding in result.findings] == ["DUNG-04"]
