"""What strangers send is never a bug of ours: whatever the file, the answer is a result or a reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from pipeline.app.inspect import facts_of
from pipeline.building.making.job import PaperResult
from pipeline.building.prepare import prepare_office
from pipeline.checking.json_report import report_values
from pipeline.checking.run_rules import check
from pipeline.cli.show import json_text
from pipeline.errors import Refused, TemplateFailed, Unreadable, UsageError
from pipeline.finding import Finding, has_errors
from pipeline.reading.file_kind import kind_of
from pipeline.repair import as_json, change_lines, left_lines, repair
from pipeline.reports.opinions.receive_slip import receive_slip
from pipeline.reports.receive_report import receive
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.reports.filled import filled
from tests.reports.messes import odd_letter
from tests.reports.opinions.filling import Filling, fill
from tests.reports.opinions.rounds import MEMBER, asked_round, blank
from tests.reports.rounds import DAY, empty_round
from tests.reports.sample_units import sent
from tests.sample import FIXTURES, OFFICE, TEMPLATES, sample
from tests.strangers import TIMES, dice, odd_package, odd_pdf, odd_record

EXPECTED = (Unreadable, Refused, UsageError, TemplateFailed)
PAPERS = ("cong-van-don-doc", "quyet-dinh-quy-che", "thong-bao-lich", "to-trinh-kinh-phi", "phien-1-2024-bien-ban")
RECORDS = sorted(one.relative_to(OFFICE) for one in OFFICE.rglob("*.yaml"))
REPORTS = sorted(
    one.relative_to(FIXTURES)
    for one in FIXTURES.rglob("*.yaml")
    if one.relative_to(FIXTURES).parts[0] == "bao-cao" and "phu-luc" not in one.parts
)
# Each number is a file of its own; by hand ever more of them are tried.
RECORD_RUNS, REPORT_RUNS, DOCX, LETTERS, PDF, XLSX, SLIPS = (count * TIMES for count in (10, 2, 4, 2, 4, 3, 2))
STEP = 50  # files in one test


def parts(count: int) -> list[range]:
    """The numbers of so many files, some for each test."""
    return [range(start, min(start + STEP, count)) for start in range(0, count, STEP)]


def all_answered(numbers: range, one: Callable[[int], object]) -> None:
    """Every file gives a result or a reason; the numbers of those that give anything else are told together."""
    faults: dict[int, str] = {}
    for number in numbers:
        try:
            one(number)
        except EXPECTED:
            continue
        except Exception as fault:  # noqa: BLE001 - what is looked for
            last = fault.__traceback__
            while last is not None and last.tb_next is not None:
                last = last.tb_next
            at = f"{last.tb_frame.f_code.co_filename}:{last.tb_lineno}" if last else ""
            faults[number] = f"{type(fault).__name__}: {str(fault)[:200]} ({at})"
    assert not faults, "\n".join(f"{number}: {words}" for number, words in faults.items())


# -------------------------------------------------------------------------------------------------------------- records
def printable(findings: tuple[Finding, ...]) -> None:
    assert json_text([one.as_json() for one in findings]).encode()


def spoilt_office(number: int, source: Path, names: list[Path], place: Path) -> None:
    """One or several records of an office spoilt; what can still be made of it is made."""
    chance = dice("record", number)
    for name in chance.sample(names, chance.choice((1, 1, 2))):
        (place / name).write_bytes(odd_record((source / name).read_text("utf-8"), chance))
    prepared = prepare_office(place)
    printable(prepared.findings)
    stopped = {one.id for one in prepared.unmade}
    assert not stopped & {one.id for one in prepared.documents}
    assert not stopped or has_errors(prepared.findings)
    templates = load_templates(TEMPLATES)
    known = {} if source is FIXTURES else {one.id: one for one in sample().documents}
    for document in prepared.documents:
        if known and known.get(document.id) != document:
            make_docx(document, templates=templates, profile=prepared.profile)


@pytest.mark.parametrize("numbers", parts(RECORD_RUNS), ids=str)
def test_records__spoilt_give_findings_or_papers(numbers: range, tmp_path: Path) -> None:
    place = tmp_path / "ho-so"

    def one(number: int) -> None:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(OFFICE, place)
        spoilt_office(number, OFFICE, RECORDS, place)

    all_answered(numbers, one)


@pytest.mark.parametrize("numbers", parts(REPORT_RUNS), ids=str)
def test_records__of_reporting_spoilt_give_findings(numbers: range, tmp_path: Path) -> None:
    place = tmp_path / "ho-so"
    shutil.copytree(FIXTURES, place, ignore=shutil.ignore_patterns("nhan", "y-kien"))

    def one(number: int) -> None:
        for name in REPORTS:
            shutil.copyfile(FIXTURES / name, place / name)
        spoilt_office(-number - 1, FIXTURES, REPORTS, place)

    all_answered(numbers, one)


# ----------------------------------------------------------------------------------------------------------- Word files
@cache
def paper(key: str) -> bytes:
    document = next(one for one in sample().documents if one.id == key)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


def checked_and_mended(data: bytes) -> None:
    kind_of(data)
    with suppress(Unreadable):
        assert json_text(report_values(check(facts_of(data, "la.docx")))).encode()
    repaired = repair(data, name="la.docx")
    assert json_text(as_json(repaired)).encode()
    assert all(map(str.isprintable, (*change_lines(repaired), *left_lines(repaired))))


@pytest.mark.parametrize("numbers", parts(DOCX), ids=str)
def test_word_files__of_strangers_are_checked_and_mended(numbers: range) -> None:
    def one(number: int) -> None:
        checked_and_mended(odd_package(paper(PAPERS[number % len(PAPERS)]), dice("docx", number)))

    all_answered(numbers, one)


@pytest.mark.parametrize("numbers", parts(LETTERS), ids=str)
def test_word_files__as_reports_of_units(numbers: range, tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path)
    unit = reporting_round.office.units(reporting_round.period.units)[0]
    letter = odd_letter(
        unit.id, (unit.name,), {"ket-qua": ("Đã làm 5 việc.",), "ton-tai": ("Thiếu.",), "nhiem-vu": ("Làm.",)}
    )

    def one(number: int) -> None:
        data = odd_package(letter, dice("letter", number))
        receive(reporting_round, data, name=f"bao-cao-{number}.docx", day=DAY, unit=unit.id if number % 2 else None)

    all_answered(numbers, one)


# ----------------------------------------------------------------------------------------------------------------- PDFs
@pytest.mark.office
@pytest.mark.parametrize("numbers", parts(PDF), ids=str)
def test_pdfs__of_strangers_are_checked(built: Mapping[str, PaperResult], numbers: range) -> None:
    def one(number: int) -> None:
        pdf = built[PAPERS[number % len(PAPERS)]].pdf
        assert pdf is not None
        data = odd_pdf(pdf, dice("pdf", number))
        kind_of(data)
        assert json_text(report_values(check(facts_of(data, "la.pdf")))).encode()

    all_answered(numbers, one)


# --------------------------------------------------------------------------------------------------- workbooks and slips
@pytest.mark.parametrize("numbers", parts(XLSX), ids=str)
def test_workbooks__of_units(numbers: range, tmp_path: Path) -> None:
    reporting_round = empty_round(tmp_path)
    units = reporting_round.office.units(reporting_round.period.units)[:4]
    forms = [filled(reporting_round, unit, sent(unit, reporting_round.period)) for unit in units]

    def one(number: int) -> None:
        data = odd_package(forms[number % len(forms)], dice("xlsx", number))
        given = units[number % len(forms)].id if number % 3 else None
        receive(reporting_round, data, name=f"bieu-{number}.xlsx", day=DAY, unit=given)

    all_answered(numbers, one)


@pytest.mark.parametrize("numbers", parts(SLIPS), ids=str)
def test_slips__of_members(numbers: range, tmp_path: Path) -> None:
    opinion_round = asked_round(tmp_path)
    rows = (("Mục I", "Bổ sung số liệu.", "Cho đủ"), ("Trang 2", "Sửa chữ.", ""))
    slip = fill(blank(MEMBER), Filling(rows=rows, others=("Khác.",)))

    def one(number: int) -> None:
        receive_slip(
            opinion_round, odd_package(slip, dice("slip", number)), name=f"phieu-{number}.docx", day=DAY, member=MEMBER
        )

    all_answered(numbers, one)
