"""Which files are taken in, and as whose: wrong units and periods, old formats, files that may not be opened at all."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import Unreadable
from pipeline.reports import form_layout
from pipeline.reports.receive_report import receive, reread
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from pipeline.reports.unit_form import make_form
from tests.reports.filled import Filled, convert, filled, opened
from tests.reports.rounds import DAY, empty_round, send
from tests.reports.sample_units import sent

UNIT = "so-y-te"


@pytest.fixture
def reporting_round(tmp_path: Path) -> Round:
    return empty_round(tmp_path)


def form_of(reporting_round: Round, unit: str = UNIT, spoil: Callable[[Filled], None] | None = None) -> bytes:
    """A unit's form, filled in."""
    agency = reporting_round.office.agency(unit)
    return filled(reporting_round, agency, sent(agency, reporting_round.period), spoil=spoil)


def refused(reporting_round: Round, data: bytes, name: str = "gui ve.xlsx", unit: str | None = None) -> str:
    """Why a file is not taken in; nothing may be kept of it."""
    with pytest.raises(Unreadable) as caught:
        receive(reporting_round, data, name=name, day=DAY, unit=unit)
    assert caught.value.remedy
    assert not (reporting_round.store.place / "nhan").exists()
    return str(caught.value)


def test_receive__keeps_the_file_and_its_reading(reporting_round: Round) -> None:
    data = form_of(reporting_round)
    kept = receive(reporting_round, data, name="bao cao.xlsx", day=DAY).submission
    assert (kept.unit, kept.version, kept.received) == (UNIT, 1, DAY)
    assert (reporting_round.store.place / kept.file).read_bytes() == data
    assert reporting_round.store.versions(UNIT) == (kept,)


def test_receive__a_file_that_is_refused_tells_its_wrong_cells_in_the_same_go(reporting_round: Round) -> None:
    def spoil(form: Filled) -> None:
        form.cell("van-ban-di").value = "khoảng 20"
        form.cell("van-ban-ky-so").value = "1.234,5,6"
        for sheet in form.book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if isinstance(cell.value, str):
                        cell.value = cell.value.replace("Sở Y tế", "Sở Xây dựng")

    said = refused(reporting_round, form_of(reporting_round, spoil=spoil))
    assert "tệp ghi đơn vị “Sở Xây dựng”" in said
    assert "còn 2 chỗ phải xem lại" in said
    assert "“khoảng 20”" in said
    assert "“1.234,5,6”" in said


def test_receive__the_same_file_again_is_no_new_version(reporting_round: Round) -> None:
    data = form_of(reporting_round)
    receive(reporting_round, data, name="a.xlsx", day=DAY)
    again = receive(reporting_round, data, name="b.xlsx", day=date(2024, 6, 9))
    assert again.again
    assert again.submission.version == 1
    assert len(reporting_round.store.versions(UNIT)) == 1


def test_receive__a_second_version_holds_and_the_first_stays(reporting_round: Round) -> None:
    def other(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan").value = 777

    send(reporting_round, UNIT)
    second = send(reporting_round, UNIT, spoil=other)
    assert second.version == 2
    first, last = reporting_round.store.versions(UNIT)
    assert first.figures != last.figures
    assert (reporting_round.store.place / first.file).exists()
    entry = Round(reporting_round.office, reporting_round.folder, reporting_round.period).collected.entries[
        UNIT, "ho-so-tiep-nhan", "thực hiện"
    ]
    assert entry.value == 777
    assert entry.source is not None
    assert entry.source.file == last.file


def test_receive__another_period_is_refused(reporting_round: Round) -> None:
    last = Round(reporting_round.office, reporting_round.folder, reporting_round.office.period("6t-2023"))
    assert "6 tháng đầu năm 2023" in refused(reporting_round, form_of(last))


def test_receive__a_form_of_an_unknown_period_is_refused(reporting_round: Round) -> None:
    def spoil(form: Filled) -> None:
        form.book[form_layout.META_SHEET]["B3"] = "quy-3-2019"

    assert "quy-3-2019" in refused(reporting_round, form_of(reporting_round, spoil=spoil))


def test_receive__a_period_typed_over_is_refused(reporting_round: Round) -> None:
    def spoil(form: Filled) -> None:
        for sheet in form.book.worksheets[:-1]:
            for line in sheet.iter_rows():
                for cell in line:
                    if str(cell.value).startswith(form_layout.PERIOD_LABEL):
                        cell.value = f"{form_layout.PERIOD_LABEL} 9 tháng đầu năm 2024"

    assert "9 tháng đầu năm 2024" in refused(reporting_round, form_of(reporting_round, spoil=spoil))


def _another_unit(form: Filled) -> None:
    for sheet in form.book.worksheets[:-1]:
        for line in sheet.iter_rows():
            for cell in line:
                if str(cell.value).startswith(form_layout.UNIT_LABEL):
                    cell.value = f"{form_layout.UNIT_LABEL} Sở Tài chính"


def test_receive__the_form_of_one_unit_filled_in_by_another_is_refused_until_named(reporting_round: Round) -> None:
    data = form_of(reporting_round, spoil=_another_unit)
    told = refused(reporting_round, data)
    assert "Sở Tài chính" in told
    assert "Sở Y tế" in told
    assert receive(reporting_round, data, name="a.xlsx", day=DAY, unit="so-tai-chinh").submission.unit == "so-tai-chinh"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        (form_layout.UNIT_LABEL, "Công đoàn Sở Y tế"),
        (form_layout.UNIT_LABEL, "Sở Tài chính"),
        (form_layout.PERIOD_LABEL, "6 tháng đầu năm 2019"),
    ],
)
def test_receive__what_one_of_the_sheets_says_counts_as_what_the_first_says(
    reporting_round: Round, label: str, said: str
) -> None:
    def spoil(form: Filled) -> None:
        last = [sheet for sheet in form.book.worksheets if sheet.sheet_state == "visible"][-1]
        (cell,) = [cell for row in last.iter_rows() for cell in row if str(cell.value).startswith(label)]
        cell.value = f"{label} {said}"

    assert said in refused(reporting_round, form_of(reporting_round, spoil=spoil))


def test_receive__a_unit_that_does_not_report_is_refused(reporting_round: Round) -> None:
    assert "ubnd-tinh" in refused(reporting_round, form_of(reporting_round), unit="ubnd-tinh")


def test_receive__a_form_without_its_hidden_sheet_is_known_by_what_people_see(reporting_round: Round) -> None:
    def spoil(form: Filled) -> None:
        del form.book[form_layout.META_SHEET]

    assert (
        receive(reporting_round, form_of(reporting_round, spoil=spoil), name="a.xlsx", day=DAY).submission.unit == UNIT
    )


def test_receive__a_form_with_nothing_filled_in_is_refused(reporting_round: Round) -> None:
    unit = reporting_round.office.agency("so-y-te")
    send(reporting_round, unit.id)
    with pytest.raises(Unreadable, match="Sở Y tế chưa điền ô nào"):
        receive(
            reporting_round,
            make_form(reporting_round.office, reporting_round.period, unit, beside=reporting_round.beside(unit.id)),
            name="so-y-te.xlsx",
            day=DAY,
        )
    assert len(reporting_round.store.versions(unit.id)) == 1


def test_receive__a_spreadsheet_of_nobody_is_refused(reporting_round: Round) -> None:
    target = io.BytesIO()
    openpyxl.Workbook().save(target)
    assert "không rõ báo cáo của đơn vị nào" in refused(reporting_round, target.getvalue())


def _zip(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _zip({**{one: archive.read(one) for one in archive.namelist()}, name: content})


def test_receive__hostile_and_broken_files_are_refused(reporting_round: Round) -> None:
    data = form_of(reporting_round)
    bomb = _with_part(data, "xl/media/x.bin", b"\0" * (80 * 2**20))
    entity = _with_part(data, "xl/sharedStrings.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><sst>&a;</sst>')
    for name, content, words in (
        ("a.xlsx", bomb, "phình ra bất thường"),
        ("a.xlsx", entity, "khai báo XML"),
        ("a.xlsx", _with_part(data, "xl/vbaProject.bin", b"macro"), "macro"),
        ("a.xlsm", data, "macro"),
        ("a.xlsx", data[: len(data) // 2], "hỏng"),
        ("a.xlsx", b"", "hỏng"),
        ("a.xlsx", _zip({"a.txt": b"x"}), "hỏng"),
        ("a.pdf", b"%PDF-1.7 nothing", "hỏng"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a workbook", "không đọc được"),
        ("a.docx", b"PK\x03\x04 nothing", "docx"),
    ):
        assert words in refused(reporting_round, content, name), name


def test_receive__a_form_under_a_false_name_is_read_as_what_it_is(reporting_round: Round) -> None:
    kept = receive(reporting_round, form_of(reporting_round), name="bao cao.pdf", day=DAY).submission
    assert kept.figures
    assert kept.file.endswith(".pdf.xlsx")
    assert not kept.in_words


def test_receive__names_of_files_cannot_lead_elsewhere(reporting_round: Round) -> None:
    kept = receive(reporting_round, form_of(reporting_round), name="../../..\\ngoài/.ẩn?.xlsx", day=DAY).submission
    assert kept.file.startswith(f"nhan/{UNIT}/1/")
    assert (reporting_round.store.place / kept.file).resolve().is_relative_to(reporting_round.folder.resolve())


def _reading_of(reporting_round: Round, kept: Submission) -> Path:
    return (reporting_round.store.place / kept.file).with_name("doc.json")


@pytest.mark.parametrize(
    "damage",
    [
        str.upper,
        lambda text: text.replace('"text": "', '"text": "1', 1),
        lambda text: text.replace(f'"{DAY.isoformat()}"', '"2024-06-01"'),
        lambda text: text[:-20],
    ],
)
def test_store__a_reading_changed_by_hand_is_told(reporting_round: Round, damage: Callable[[str], str]) -> None:
    reading = _reading_of(reporting_round, send(reporting_round, UNIT))
    text = reading.read_text("utf-8")
    assert damage(text) != text
    reading.write_text(damage(text), encoding="utf-8")
    with pytest.raises(Unreadable, match="đã bị sửa hoặc hỏng"):
        reporting_round.store.versions(UNIT)


@pytest.mark.parametrize("on", [None, date(2024, 6, 14)])
def test_collected__all_readings_changed_by_hand_are_named_at_once(reporting_round: Round, on: date | None) -> None:
    readings = [_reading_of(reporting_round, send(reporting_round, unit)) for unit in (UNIT, "so-y-te")]
    for reading in readings:
        reading.write_text("{}", encoding="utf-8")
    with pytest.raises(Unreadable) as caught:
        Round(reporting_round.office, reporting_round.folder, reporting_round.period, on=on).collected  # noqa: B018
    assert all(str(reading) in caught.value.message for reading in readings)
    assert f"vanthu reports reread THƯ_MỤC {reporting_round.period.id}." in caught.value.remedy


def test_store__an_original_changed_or_gone_is_told(reporting_round: Round) -> None:
    original = reporting_round.store.place / send(reporting_round, UNIT).file
    original.write_bytes(original.read_bytes() + b" ")
    with pytest.raises(Unreadable, match="tệp gốc đã bị thay hoặc mất"):
        reporting_round.store.versions(UNIT)
    original.unlink()
    with pytest.raises(Unreadable, match="tệp gốc đã bị thay hoặc mất"):
        list(reread(reporting_round, reporting_round.office.agency(UNIT)))


def test_reread__a_damaged_reading_is_made_good_from_the_original(reporting_round: Round) -> None:
    kept = send(reporting_round, UNIT)
    reading = _reading_of(reporting_round, kept)
    before = reading.read_text("utf-8")
    reading.write_text(before.replace('"value": "', '"value": "9', 1), encoding="utf-8")
    (done,) = reread(reporting_round, reporting_round.office.agency(UNIT))
    assert (done.before, done.after, done.changed) == (None, kept, True)
    assert reading.read_text("utf-8") == before
    assert [one.changed for one in reread(reporting_round, reporting_round.office.agency(UNIT))] == [False]


@pytest.mark.parametrize(
    ("damage", "day_lost"),
    [(lambda data: data[:-20], False), (lambda data: data[:120], False), (lambda _: b"", True), (None, True)],
)
def test_reread__a_reading_lost_altogether_is_made_good_from_the_original(
    reporting_round: Round, damage: Callable[[bytes], bytes] | None, *, day_lost: bool
) -> None:
    kept = send(reporting_round, UNIT)
    reading = _reading_of(reporting_round, kept)
    if damage is None:
        reading.unlink()
    else:
        reading.write_bytes(damage(reading.read_bytes()))
    os.utime(reading.with_name(f"{UNIT}.xlsx"), (1_717_000_000, 1_717_000_000))
    (done,) = reread(reporting_round, reporting_round.office.agency(UNIT))
    assert done.day_lost is day_lost
    assert ("ngày của tệp 29/05/2024: sai thì sửa bằng vanthu reports redate" in done.what) is day_lost
    assert replace(done.after, received=DAY) == kept
    assert (done.after.received == DAY) is not day_lost
    assert reporting_round.store.versions(UNIT) == (done.after,)


def test_store__nothing_tells_people_to_delete_what_was_kept(reporting_round: Round) -> None:
    kept = send(reporting_round, UNIT)
    (reporting_round.store.place / kept.file).unlink()
    remedies = []
    for spoil in (lambda _: None, Path.unlink):
        spoil(_reading_of(reporting_round, kept))
        with pytest.raises(Unreadable) as refused:
            list(reread(reporting_round, reporting_round.office.agency(UNIT)))
        remedies.append(refused.value.remedy.lower())
    assert all("đặt lại" in remedy and "xóa" not in remedy for remedy in remedies)


def _reworded(reporting_round: Round, **changes: object) -> Round:
    """The same folder under an outline in which one indicator is different."""
    outline = reporting_round.office.outline(reporting_round.period.outline)
    indicators = tuple(one.model_copy(update=changes) if one.id == "van-ban-di" else one for one in outline.indicators)
    other = outline.model_copy(update={"indicators": indicators})
    office = replace(
        reporting_round.office,
        outlines=tuple(other if one.id == outline.id else one for one in reporting_round.office.outlines),
    )
    return Round(office, reporting_round.folder, office.period(reporting_round.period.id))


def test_reread__an_outline_that_changed_is_told_and_applied(reporting_round: Round) -> None:
    def halves(form: Filled) -> None:
        form.cell("van-ban-di").value = 12.5

    send(reporting_round, UNIT, spoil=halves)
    assert [
        one.indicator
        for _, one in Round(reporting_round.office, reporting_round.folder, reporting_round.period).collected.questions
    ] == ["van-ban-di"]
    later = _reworded(reporting_round, decimals="1")
    assert [one.id for one in later.collected.outdated] == [UNIT]
    assert "BC-207" in {one.code for one in later.anomalies()}
    (done,) = reread(later, reporting_round.office.agency(UNIT))
    assert done.what.startswith("số liệu: thêm 1, bỏ 0, đổi 0")
    now = _reworded(reporting_round, decimals="1")
    assert now.collected.outdated == ()
    assert now.collected.entries[UNIT, "van-ban-di", "thực hiện"].value == Decimal("12.5")
    assert now.collected.submissions[UNIT].received == DAY


def test_reread__an_indicator_reworded_since_is_known_by_the_name_the_form_was_printed_with(
    reporting_round: Round,
) -> None:
    data = form_of(reporting_round)
    later = _reworded(reporting_round, name="Số văn bản đi đã phát hành trong kỳ")
    kept = receive(later, data, name="a.xlsx", day=DAY).submission
    assert kept.questions == ()
    assert "van-ban-di" in {one.indicator for one in kept.figures}


def test_collected__answers_to_what_is_asked_no_longer_are_left_out(reporting_round: Round) -> None:
    def unclear(form: Filled) -> None:
        form.cell("van-ban-di").value = "khoảng 20"

    send(reporting_round, UNIT, spoil=unclear)
    outline = reporting_round.office.outline(reporting_round.period.outline)
    left = tuple(one for one in outline.indicators if one.id not in {"van-ban-di", "van-ban-ky-so", "ty-le-ky-so"})
    table = outline.tables[1].model_copy(update={"indicators": ("he-thong", "he-thong-cap-do", "ty-le-cap-do")})
    tables = (outline.tables[0], table, *outline.tables[2:])
    fewer = outline.model_copy(update={"indicators": left, "tables": tables})
    office = replace(
        reporting_round.office,
        outlines=tuple(fewer if one.id == outline.id else one for one in reporting_round.office.outlines),
    )
    now = Round(office, reporting_round.folder, office.period(reporting_round.period.id))
    assert now.collected.questions == ()
    assert (UNIT, "van-ban-ky-so", "thực hiện") not in now.collected.entries
    assert [one.code for one in now.anomalies()][:1] == ["BC-207"]


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_form__survives_libreoffice(reporting_round: Round, tmp_path: Path, suffix: str) -> None:
    """Filled in and saved by LibreOffice, in its own formats too, a form reads as it was typed."""
    agency = reporting_round.office.agency(UNIT)
    report = sent(agency, reporting_round.period)
    source = tmp_path / "dien" / "bieu-mau.xlsx"
    source.parent.mkdir()
    source.write_bytes(filled(reporting_round, agency, report))
    convert(source, tmp_path / "ra", suffix)
    kept = receive(
        reporting_round, (tmp_path / "ra" / f"bieu-mau.{suffix}").read_bytes(), name=f"a.{suffix}", day=DAY
    ).submission
    assert kept.questions == ()
    form = opened(reporting_round, agency)
    wanted = {key: value for key, value in report.answers.items() if form.asks(key[0]) and not isinstance(value, str)}
    found = {(one.indicator, one.column): one.value for one in kept.figures if not one.words}
    assert {key: float(value) for key, value in found.items() if value is not None} == {
        key: float(value) for key, value in wanted.items()
    }
    assert {one.section for one in kept.passages} == set(report.texts)
