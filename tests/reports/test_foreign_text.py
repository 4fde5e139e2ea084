"""What units write never locks the office: cleaned or asked when it comes in, accepted when it is compiled."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Refused
from pipeline.finding import has_errors
from pipeline.intake.text import flaws, legacy
from pipeline.reports.receive_report import receive
from pipeline.reports.reporting_round import Round
from pipeline.reports.submission import Submission
from pipeline.workspace.load import load
from tests.nasty import foreign_text, small
from tests.reports.filled import opened
from tests.reports.rounds import DAY, empty_round
from tests.reports.small_office import CASES, PERIOD, collect, compile_all, round_of, small_office

CELL = ("ket-qua", "kien-nghi")
UNITS = ("so-noi-vu", "so-tu-phap", "so-tai-chinh", "so-y-te")


def passages(sent: Submission) -> list[str]:
    return [text for one in sent.passages for text in one.paragraphs]


def asked(sent: Submission) -> list[str]:
    return [f"{one.code} {one.source.cell}" for one in sent.questions if one.code == "BC-300"]


def as_stored(text: str) -> str:
    """Text as a spreadsheet stores it: what XML does not have is written as an escape."""
    text = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)
    return text.encode("utf-8", "ignore").decode()


def form(
    reporting_round: Round, unit: str, *, listed: str = "", remark: str = "", sections: tuple[str, ...] = ()
) -> bytes:
    """A form with a few figures, and words where words are asked for."""
    blank = opened(reporting_round, reporting_round.office.agency(unit))
    blank.cell("ho-so").value = 1000
    blank.cell("nen-tang").value = as_stored(listed) or None
    blank.cell("ho-so", "ghi chú").value = as_stored(remark) or None
    for key, text in zip(CELL, sections, strict=False):
        blank.section(key).value = as_stored(text) or None
    for row in blank.book.worksheets:
        for cells in row.iter_rows():
            for cell in cells:
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type  # `=…` is text here
    return blank.saved()


def letter(texts: tuple[str, ...]) -> bytes:
    """A report in words."""
    word = Document()
    word.add_paragraph("SỞ TƯ PHÁP")
    for title, text in zip(("I. Kết quả nổi bật", "II. Đề xuất, kiến nghị"), texts, strict=True):
        word.add_paragraph(title).runs[0].bold = True
        word.add_paragraph(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text))
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("file", "words", "questions"),
    [
        ("bidi.xlsx", "MARK abc zerowidth KET", ["BC-300 C6"]),
        ("jinja.xlsx", "MARK {{ 7*7 }} {% for i in range(9) %} KET", []),
        ("tcvn.xlsx", "MARK Uỷ ban nhân dân tỉnh KET", []),
    ],
)
def test_receive__what_could_not_be_built_is_cleaned_or_asked(
    file: str, words: str, questions: list[str], tmp_path: Path
) -> None:
    found = receive(empty_round(tmp_path), (CASES / "whole" / file).read_bytes(), name=file, day=DAY).submission
    assert words in passages(found)
    assert asked(found) == questions


def test_collect_and_compile__pasted_signs_do_not_lock_the_folder(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    signs = CASES / "signs"
    assert collect(office, signs / "so-y-te-ngoac.xlsx") == 0
    others = (file for file in sorted(signs.glob("so-*.xlsx")) if file.stem != "so-y-te-ngoac")
    # It says less than the one before.
    assert collect(office, signs / "so-tu-phap.docx", *others, accepted=("so-y-te.xlsx",)) == 0
    assert compile_all(office) == 0
    found = load(office)
    assert not has_errors(found.findings)
    assert compile_all(office) == 0
    text = (office / "bao-cao" / PERIOD / "tong-hop.yaml").read_text("utf-8")
    assert "Hoàn thành 38 trạm y tế" in text
    annex = "".join(one.read_text("utf-8") for one in (office / "bao-cao" / PERIOD / "phu-luc").glob("*.yaml"))
    assert "Trợ lý pháp luật" in annex
    assert "- Nền tảng kế toán" in annex
    assert not flaws(text + annex)


def test_receive__decomposed_answers_read_like_composed_ones(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    reporting_round = round_of(office)
    sent = {
        file.stem: receive(reporting_round, file.read_bytes(), name=file.name, day=DAY).submission
        for file in sorted((CASES / "decomposed").glob("*.xlsx"))
    }
    assert sorted(one.unit for one in sent.values()) == ["so-noi-vu", "so-tai-chinh", "so-tu-phap"]
    inner = {(one.indicator, one.column): one for one in sent["so-noi-vu"].figures}
    assert inner["can-bo", "thực hiện"].value == 1
    assert inner["can-bo", "ước cả năm"].value == 0
    assert inner["ho-so", "thực hiện"].value == 1000
    assert inner["truc-tuyen", "thực hiện"].value is None or inner["truc-tuyen", "thực hiện"].value == 0
    assert not [one for one in sent["so-noi-vu"].questions if one.indicator in {"can-bo", "truc-tuyen"}]


def test_compile__text_kept_by_an_earlier_version_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = small_office(tmp_path)
    reporting_round = round_of(office)
    receive(reporting_round, form(reporting_round, "so-y-te", sections=("Tốt",)), name="so-y-te.xlsx", day=DAY)
    assert compile_all(office) == 0
    before = {file: file.read_bytes() for file in office.rglob("*.yaml")}
    monkeypatch.setattr("pipeline.reports.returned_texts.settle", lambda text: (text, ""))
    data = form(reporting_round, "so-y-te", sections=("Rất tốt 😀",))
    receive(round_of(office), data, name="so-y-te.xlsx", day=DAY)
    monkeypatch.undo()
    with pytest.raises(Refused) as refused:
        compile_all(office)
    assert re.search(r"so-y-te \(nhan/so-y-te/2/so-y-te\.xlsx, trang “Nội dung”, ô C\d+\)", refused.value.message)
    assert "reports reread" in refused.value.remedy
    assert {file: file.read_bytes() for file in office.rglob("*.yaml")} == before


@small(12)
@given(
    st.tuples(foreign_text(), foreign_text()),
    foreign_text(),
    foreign_text(most=3),
    st.tuples(foreign_text(), foreign_text()),
)
def test_collect_and_compile__whatever_units_write_the_folder_is_accepted(
    sections: tuple[str, str], listed: str, remark: str, told: tuple[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        office = small_office(Path(place))
        reporting_round = round_of(office)
        sheet = form(reporting_round, "so-y-te", listed=listed, remark=remark, sections=sections)
        found = [receive(reporting_round, sheet, name="so-y-te.xlsx", day=DAY)]
        found.append(receive(reporting_round, letter(told), name="so-tu-phap.docx", day=DAY, unit="so-tu-phap"))
        for text in (text for one in found for text in passages(one.submission)):
            assert flaws(text) == ()
            assert legacy(text) is None
        assert compile_all(office) == 0
        assert not has_errors(load(office).findings)


def test_unprintable__nothing_in_what_this_version_keeps(tmp_path: Path) -> None:
    office = small_office(tmp_path)
    reporting_round = round_of(office)
    data: Any = form(reporting_round, "so-y-te", listed="a😀\nb\u202e", sections=("☑ 中 tốt", "kh«ng"))
    found = receive(reporting_round, data, name="B\u200báo cáo 😀.xlsx", day=DAY).submission
    assert passages(found) == ["tốt", "không"]
    assert [one.code for one in found.questions] == ["BC-300"] * 3
    assert found.file == "nhan/so-y-te/1/Báo cáo.xlsx"
    assert not list(round_of(office).collected.unprintable())
