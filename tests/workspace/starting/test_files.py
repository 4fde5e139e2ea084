"""A new office fits together, whatever kind it is and whatever was answered; its papers are made without a finding."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.building.making.job import Job, run_job
from pipeline.building.prepare import prepare_office
from pipeline.decree.pack_folder import shipped_templates
from pipeline.errors import UsageError
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.workspace.load import load
from pipeline.workspace.starting.questions import OfficeKind
from tests.workspace.starting.offices import ANSWERS, DAY, answered, new_office

_BUDGET = 60 * int(os.environ.get("VANTHU_FUZZ", "1"))
# Told and left to the office: what looks like a gap to fill, a family name that is also a form of address.
_TOLD = {"DL-034", "DL-309"}


@pytest.mark.parametrize("kind", OfficeKind)
def test_office_files__fit_together(kind: str, tmp_path: Path) -> None:
    prepared = prepare_office(new_office(tmp_path, kind))
    assert prepared.findings == ()
    papers = {document.type.name for document in prepared.documents}
    assert papers == {"Công văn", "Quyết định", *(["Giấy mời"] if kind == "ubnd tỉnh" else [])}


@pytest.mark.parametrize("year", ["2024", "2026", "2027"])
@pytest.mark.parametrize("kind", OfficeKind)
def test_office_files__of_any_year(kind: str, year: str, tmp_path: Path) -> None:
    prepared = prepare_office(new_office(tmp_path, kind, year=year))
    assert prepared.findings == ()
    months = {document.place_date.month.year for document in prepared.documents if document.place_date}
    assert months == {int(year)}


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 2, 28), date(2028, 2, 29), date(2026, 12, 31)])
def test_office_files__on_any_day(day: date, tmp_path: Path) -> None:
    assert prepare_office(new_office(tmp_path, "ubnd tỉnh", day)).findings == ()


def test_office_files__committees_of_the_people_have_nobody_above_them_on_paper(tmp_path: Path) -> None:
    for kind in ("ubnd tỉnh", "ubnd xã"):
        for document in prepare_office(new_office(tmp_path / kind, kind)).documents:
            above = () if document.type.name != "Giấy mời" else ("UBND TỈNH SÔNG THƯƠNG",)
            assert document.letterhead.parent == above


def test_office_files__others_have_their_superior_on_paper(tmp_path: Path) -> None:
    heads = {
        kind: {document.letterhead.parent for document in prepare_office(new_office(tmp_path / kind, kind)).documents}
        for kind in ("sở", "trường", "doanh nghiệp")
    }
    assert heads == {
        "sở": {("UBND TỈNH SÔNG THƯƠNG",)},
        "trường": {("SỞ GIÁO DỤC VÀ ĐÀO TẠO TỈNH SÔNG THƯƠNG",)},
        "doanh nghiệp": {()},
    }


def test_office_files__a_school_of_a_commune(tmp_path: Path) -> None:
    folder = new_office(tmp_path, "trường", name="Trường Tiểu học An Bình", superior="UBND xã An Bình")
    office = load(folder).office
    assert office.agency("truong").place == "An Bình"
    assert office.agency("cap-tren").name == "Ủy ban nhân dân xã An Bình"
    assert {document.letterhead.parent for document in prepare_office(folder).documents} == {("UBND XÃ AN BÌNH",)}


@pytest.mark.office
def test_office_files__papers_of_every_kind_are_made_without_a_finding(tmp_path: Path) -> None:
    long = {
        "name": "Trường Trung học phổ thông chuyên ban Khoa học tự nhiên và Công nghệ thông tin Sông Thương Đông Bắc",
        "symbol": "THPTĐB",
    }
    offices = [new_office(tmp_path / kind, kind) for kind in OfficeKind]
    offices.append(new_office(tmp_path / "dai", "trường", DAY, **long))
    offices.append(new_office(tmp_path / "hcm", "ubnd tỉnh", name="thành phố Hồ Chí Minh"))
    prepared = [prepare_office(folder) for folder in offices]
    # One LibreOffice for them all; ids are told apart by the folder.
    documents = tuple(
        replace(document, id=f"{number}-{document.id}")
        for number, one in enumerate(prepared)
        for document in one.documents
    )
    templates = load_templates(shipped_templates())
    job = Job(documents=documents, templates=templates, profile=prepared[0].profile, engine=find_engine())
    found = {result.document.id: (result.made, result.pages, result.findings) for result in run_job(job)}
    assert found == {document.id: (True, 1, ()) for document in documents}


_NASTY = st.text(alphabet="AaĂẩĐđ ộ\u0301\"'“”:#{}[]%&*!|>-,.\\\n\t\u200b0Zxß", max_size=40)
_NAMES = st.one_of(
    _NASTY,
    _NASTY.map(lambda text: f"Công ty {text}"),
    st.sampled_from(
        ["Có", "Null", "Yes", "~", "- A", "A: b", "A #b", '"A"', "'A", "A'", "? A", "| A", "A\\", "1e3", "A, B"]
    ),
)
_PEOPLE = st.one_of(_NASTY, _NASTY.map(lambda text: f"Lê {text}"), st.sampled_from(["Ông A", "Lê Null", "Bà Lê Yes"]))


@pytest.mark.slow
@given(name=_NAMES, signer=_PEOPLE, clerk=_PEOPLE, place=_NAMES, kind=st.sampled_from(["sở", "doanh nghiệp"]))
@settings(max_examples=_BUDGET, derandomize=True, deadline=None)
def test_office_files__what_is_answered_is_refused_or_read_back_as_it_is(
    name: str, signer: str, clerk: str, place: str, kind: str
) -> None:
    others = {"name": name, "signer": signer, "clerk": clerk, "place": place}
    for key, value in others.items():
        try:
            said = answered(kind, **{key: value})
        except UsageError as refused:
            assert refused.remedy  # noqa: PT017 - a refusal is one of the two right ends
            continue
        with TemporaryDirectory() as folder:
            loaded = load(new_office(Path(folder), kind, DAY, **{key: value}))
            assert {finding.code for finding in loaded.findings} <= _TOLD
            own, (head, writer) = loaded.office.agencies[0], loaded.office.people
            read = {"name": own.name, "place": own.place}
            read |= {"signer": head.addressed, "clerk": writer.addressed}
            assert {key: read[key] for key in others} == {key: said[key] for key in others}


def test_answers__of_this_day() -> None:
    assert answered("sở")["year"] == str(DAY.year)
    assert set(ANSWERS) == set(OfficeKind)
