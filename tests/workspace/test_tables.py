"""What is told of the tables of records: every figure that is not certain, every unit that is not known, at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.finding import Finding, Severity
from tests.workspace.small_folder import FILES, findings_of, spoilt

_OLD = """\
            - tên: Số tiền
              kiểu: tiền
          hàng:
            - [Hội nghị, "12.500.000"]
            - [Tài liệu, "3000000"]
          dòng cộng: Cộng
"""


def told(
    folder: Path, *, cell: str = "3000000", heading: str = "Số tiền", kind: str = "tiền", more: str = ""
) -> tuple[Finding, ...]:
    """What is said of the annex of a decision whose table was changed."""
    new = _OLD.replace('"3000000"', f'"{cell}"').replace("Số tiền", heading).replace("kiểu: tiền", f"kiểu: {kind}")
    return findings_of(folder, spoilt("qd.yaml", _OLD, new + more))


def test_figure__a_missing_dot_in_a_money_column_is_asked_at_its_line_with_both_readings(tmp_path: Path) -> None:
    (found,) = told(tmp_path, cell="685000.000")
    assert (found.code, found.severity, found.file, found.line) == ("DL-820", Severity.ERROR, "qd.yaml", 33)
    assert "có thể là 685.000.000 hoặc 685.000" in found.message


@pytest.mark.parametrize(
    "cell", ["1e5", "1_000", "٣", "6 8 5", "NaN", "Infinity", "1E400", "1.23.456", "ba triệu", "9" * 40]
)
def test_figure__what_is_no_figure_is_refused_at_its_line(tmp_path: Path, cell: str) -> None:
    # Letters that the paper's font lacks are another matter, told besides.
    (found,) = [one for one in told(tmp_path, cell=cell) if one.code != "DL-040"]
    assert (found.code, found.severity, found.line) == ("DL-812", Severity.ERROR, 33)


@pytest.mark.parametrize("cell", ["1,234.56", "12.5", "(5)", "007", "1250,5", "3 tỷ", "35 %", "1,234"])
def test_figure__what_could_be_another_amount_is_asked(tmp_path: Path, cell: str) -> None:
    (found,) = told(tmp_path, cell=cell, more="          đơn vị tính: đồng\n")
    assert (found.code, found.severity) == ("DL-820", Severity.ERROR)
    assert "có thể là" in found.message


@pytest.mark.parametrize("cell", ["", "-", "1.250,75", "1 250", "-5", "3 triệu"])
def test_figure__what_the_unit_gives_sense_is_taken(tmp_path: Path, cell: str) -> None:
    assert told(tmp_path, cell=cell, more="          đơn vị tính: triệu đồng\n") == ()


def test_figure__decimals_of_money_without_a_unit_are_asked(tmp_path: Path) -> None:
    (found,) = told(tmp_path, cell="1250,75")
    assert (found.code, "không rõ đơn vị tính" in found.message) == ("DL-820", True)


@pytest.mark.parametrize(("summed", "severity"), [("", Severity.WARNING), ("              cộng: có\n", Severity.ERROR)])
def test_figure__words_among_figures_are_an_error_where_a_total_would_leave_them_out(
    tmp_path: Path, summed: str, severity: Severity
) -> None:
    new = _OLD.replace("              kiểu: tiền\n", f"              kiểu: số\n{summed}").replace('"3000000"', "nhiều")
    files = spoilt("qd.yaml", _OLD, new if summed else new.replace("          dòng cộng: Cộng\n", ""))
    assert [(one.code, one.severity) for one in findings_of(tmp_path, files)] == [("DL-812", severity)]


@pytest.mark.parametrize("more", ["", "          đơn vị tính: người\n", "          đơn vị tính: đồng/tháng\n"])
def test_words__an_unknown_unit_is_asked_and_never_guessed(tmp_path: Path, more: str) -> None:
    (found,) = told(tmp_path, more=f"{more}          bằng chữ: có\n")
    assert (found.code, found.severity, found.line) == ("DL-821", Severity.ERROR, 36 if more else 35)


@pytest.mark.parametrize("heading", ["Số tiền (đồng)", "Số tiền, nghìn đồng"])
def test_words__the_unit_may_stand_in_the_heading(tmp_path: Path, heading: str) -> None:
    assert told(tmp_path, heading=f'"{heading}"', more="          bằng chữ: có\n") == ()


def test_units__heading_and_table_that_contradict_one_another_are_told(tmp_path: Path) -> None:
    (found,) = told(tmp_path, heading="Số tiền (đồng)", more="          đơn vị tính: triệu đồng\n")
    assert (found.code, found.severity, found.line) == ("DL-822", Severity.ERROR, 29)
    assert "tính bằng đồng" in found.message
    assert "triệu đồng" in found.message


_TWO = """\
            - tên: Đơn giá
              kiểu: tiền
            - tên: Số tiền
              kiểu: tiền
          hàng:
            - [Hội nghị, "100", "12.500.000"]
          dòng cộng: Cộng
          đơn vị tính: đồng
          bằng chữ: {}
"""


@pytest.mark.parametrize("said", ["có", "Thành tiền"])
def test_words__of_several_money_columns_the_record_says_which(tmp_path: Path, said: str) -> None:
    (found,) = findings_of(tmp_path, spoilt("qd.yaml", _OLD, _TWO.format(said)))
    assert (found.code, found.severity, found.line) == ("DL-823", Severity.ERROR, 37)
    assert "“Đơn giá”, “Số tiền”" in found.message


def test_words__a_named_column_is_enough(tmp_path: Path) -> None:
    assert findings_of(tmp_path, spoilt("qd.yaml", _OLD, _TWO.format("số tiền"))) == ()


_ANNEX = """\
loại: phụ lục số liệu
mã: so-lieu
kỳ báo cáo: ky-1
thứ tự: 1
phụ lục:
  - tiêu đề: Biểu
    nội dung:
      - bảng:
          cột:
            - tên: Đơn vị
            - {tên: Hồ sơ, kiểu: số}
          hàng:
            - [Sở A, "1.250"]
            - [Sở B, chưa báo cáo]
            - [Sở C, "1e5", thừa]
            - [Sở D, "12.5"]
"""


def test_annexes__figures_that_the_program_wrote_are_checked_like_all_others(tmp_path: Path) -> None:
    found = [one for one in findings_of(tmp_path, {**FILES, "so-lieu.yaml": _ANNEX}) if one.file == "so-lieu.yaml"]
    assert [(one.code, one.line) for one in found if one.code.startswith("DL-8")] == [("DL-811", 15), ("DL-820", 16)]


@pytest.mark.parametrize("heading", ["Số tiền (triệu)", "Số tiền (JPY)", "Số tiền: nghìn", "Số tiền (USD) quy ra đồng"])
@pytest.mark.parametrize("words", ["", "          bằng chữ: có\n"])
def test_units__a_heading_that_could_name_another_unit_is_never_overruled(
    tmp_path: Path, heading: str, words: str
) -> None:
    (found,) = told(tmp_path, heading=f'"{heading}"', more=f"          đơn vị tính: đồng\n{words}")
    assert (found.code, found.severity, found.line) == ("DL-822", Severity.ERROR, 29)
    assert heading in found.message
    assert "“đồng”" in found.message


@pytest.mark.parametrize("heading", ["Số tiền (triệu)", "Số tiền (USD) quy ra đồng"])
def test_words__a_heading_that_is_not_understood_is_asked(tmp_path: Path, heading: str) -> None:
    (found,) = told(tmp_path, heading=f'"{heading}"', more="          bằng chữ: có\n")
    assert (found.code, found.severity, found.line) == ("DL-821", Severity.ERROR, 29)


def test_units__a_scale_alone_that_agrees_with_the_table_is_understood(tmp_path: Path) -> None:
    more = "          đơn vị tính: triệu đồng\n          bằng chữ: có\n"
    assert told(tmp_path, heading='"Số tiền (triệu)"', more=more) == ()


def test_figure__percent_and_bare_figures_are_not_added_in_silence(tmp_path: Path) -> None:
    new = _OLD.replace("kiểu: tiền\n", "kiểu: số\n              cộng: có\n").replace('"3000000"', '"35 %"')
    (found,) = findings_of(tmp_path, spoilt("qd.yaml", _OLD, new))
    assert (found.code, found.severity, found.line) == ("DL-820", Severity.ERROR, 34)


def _totalled(rows: list[str]) -> str:
    """A table with numbered rows in place of the one of the decision."""
    head = "            - tên: TT\n            - tên: Số tiền\n              kiểu: tiền\n          hàng:\n"
    lines = ("            - ['{}', '{}']\n".format(*row.split(", ")) for row in rows)
    return f"{head}{''.join(lines)}          dòng cộng: Cộng\n"


@pytest.mark.parametrize(
    ("rows", "told_at"),
    [
        (["I, 100", "1, 60", "2, 40", "II, 30", "1, 30"], [0, 3]),
        (["A, 100", "I, 60", "1, 60", "II, 40", "1, 15", "2, 25", "B, 7"], [0, 1, 3]),
        (["1, 60", "2, 40", "Cộng, 100"], [2]),
        (["1, 60", "Cộng mục I, 60", "2, 40", "Tổng cộng (I+II), 100", "Tổng, 100"], [1, 3, 4]),
        (["I, 100", "1, 60", "2, 40", "Cộng, 200", "Tổng cộng, 200"], [0, 3, 4]),
        (["1, 100", "1.1, 60", "1.2, 40", "2, 5"], [0]),
        (["I, 5", "II, 7", "III, 12"], [2]),
        (["I, 5", "II, 7", "III, 13"], []),
        (["A, 5", "B, 5"], []),
        (["I, -", "1, 60", "2, 40"], []),
        (["I, 100", "1, 60", "2, 30"], [0]),
        (["1, 60", "2, 60", "3, 130", "Tổng công ty, 5", "Cộng tác viên, 5", "Tổng hợp, 7", "Cộng đồng, 7"], []),
    ],
)
def test_total__rows_that_would_count_twice_are_told(tmp_path: Path, rows: list[str], told_at: list[int]) -> None:
    found = findings_of(tmp_path, spoilt("qd.yaml", f"            - tên: Nội dung chi\n{_OLD}", _totalled(rows)))
    first = next((one.line for one in found), None)
    assert [(one.code, one.severity) for one in found] == [("DL-824", Severity.ERROR)] * len(told_at)
    assert [(one.line or 0) - (first or 0) for one in found] == [row - told_at[0] for row in told_at]


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        ("không cộng: [1]", []),
        ("không cộng: [2, 3]", []),
        ("vẫn cộng: [1]", []),
        ("không cộng: [2]", ["DL-824"]),
        ("{không cộng: [1], vẫn cộng: [1]}", ["DL-825"]),
        ("không cộng: [1, 9]", ["DL-825"]),
        ("không cộng: [1, 4]", ["DL-826"]),
    ],
)
def test_total__the_record_answers_which_rows_count(tmp_path: Path, answer: str, codes: list[str]) -> None:
    lines = "".join(f"          {one}\n" for one in answer.strip("{}").replace("], ", "]\n").splitlines())
    new = _totalled(["1, 100", "1.1, 60", "1.2, 30", "2, 7"]) + lines
    found = findings_of(tmp_path, spoilt("qd.yaml", f"            - tên: Nội dung chi\n{_OLD}", new))
    assert [one.code for one in found] == codes


def test_total__a_question_names_the_rows_and_both_totals(tmp_path: Path) -> None:
    new = _totalled(["Chi khác, 7", "Xây lắp, 100", "- Móng, 60", "- Thân, 40"])
    (found,) = findings_of(tmp_path, spoilt("qd.yaml", f"            - tên: Nội dung chi\n{_OLD}", new))
    assert "“Xây lắp 100”" in found.message
    assert "hàng 3, 4" in found.message
    assert "tổng là 207" in found.message
    assert "tổng là 107" in found.message
    assert "không cộng: [2]" in (found.hint or "")


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "Số tiền (trieu dong)",
            "Số tiền kVND",
            "Số tiền (kVND)",
            "Số tiền ĐVT: trieu",
            "Số tiền triệuđồng",
            "Số tiền trd",
        ),
        *(
            "Số tiền (trieu d)",
            "Số tiền TRIEU VND",
            "Số tiền (ty dong)",
            "Số tiền (10e6)",
            "Số tiền (đô)",
            "Số tiền bn",
        ),
        *("Số tiền (Mỹ kim)", "Số tiền, vạn", "Tỷ lệ %", "Số tiền (ngìn đồng)", "Số tiền (bó)", "Số tiền ×1000"),
    ],
)
def test_units__whatever_may_be_a_unit_in_a_heading_is_asked(tmp_path: Path, heading: str) -> None:
    told_of = told(tmp_path, heading=f'"{heading}"', more="          đơn vị tính: đồng\n          bằng chữ: có\n")
    (found,) = [one for one in told_of if one.code.startswith("DL-8")]  # misspelt words are told besides
    assert (found.code, found.severity, found.line) == ("DL-822", Severity.ERROR, 29)


@pytest.mark.parametrize("words", ["", "          bằng chữ: có\n"])
@pytest.mark.parametrize(
    "unit", ["triệu đồng; riêng cột 2: nghìn đồng", "đồng (làm tròn đến triệu)", "trieu dong", "kVND", "ĐVT: triệuđồng"]
)
def test_units__a_line_of_which_a_part_is_not_understood_is_asked(tmp_path: Path, unit: str, words: str) -> None:
    (found,) = told(tmp_path, more=f'          đơn vị tính: "{unit}"\n{words}')
    assert (found.code, found.severity, found.line) == ("DL-822", Severity.ERROR, 35)


@pytest.mark.parametrize(
    ("title", "unit", "codes"),
    [
        ("Bảng 3 (ĐVT: triệu đồng)", "đồng", ["DL-827"]),
        ("Bảng 3 (ĐVT: triệu đồng)", "", ["DL-827"]),
        ("Bảng 3 (ĐVT: trieu dong)", "đồng", ["DL-827"]),
        ("Bảng 3, đơn vị tính: triệu đồng", "đồng", ["DL-827"]),
        ("Bảng 3 (ĐVT: triệu đồng)", "triệu đồng", []),
        ("Gói thầu 5 tỷ đồng (đã trừ 3 triệu đồng)", "đồng", []),
        ("Chi hội nghị (hai ngày)", "", []),
    ],
)
def test_units__a_unit_in_the_title_is_the_one_of_the_table(
    tmp_path: Path, title: str, unit: str, codes: list[str]
) -> None:
    more = f'          tiêu đề: "{title}"\n' + (f"          đơn vị tính: {unit}\n" if unit else "")
    assert [one.code for one in told(tmp_path, more=more)] == codes


@pytest.mark.parametrize(
    ("lead", "codes"),
    [
        ("Tổng kinh phí (triệu đồng)", ["DL-828"]),
        ("Tổng kinh phí, nghìn đồng", ["DL-828"]),
        ("Tổng kinh phí tính bằng tỷ đồng", ["DL-828"]),
        ("Tổng kinh phí (trieu)", ["DL-828"]),
        ("Tổng kinh phí (đồng)", []),
        ("Tổng kinh phí gói thầu 5 tỷ đồng", []),
    ],
)
def test_amount__another_unit_before_it_is_asked(tmp_path: Path, lead: str, codes: list[str]) -> None:
    table = f"      - bảng:\n          cột:\n            - tên: Nội dung chi\n{_OLD}"
    new = f'      - số tiền:\n          lời dẫn: "{lead}"\n          đồng: 1250\n'
    assert [one.code for one in findings_of(tmp_path, spoilt("qd.yaml", table, new))] == codes


@pytest.mark.parametrize(
    ("name", "cells", "codes"),
    [
        ("Năm hoàn thành", ("2024", "2025"), ["DL-829"]),
        ("Năm 2024", ("2024", "2025"), []),
        ("Số lượng", ("2024", "2025"), []),
        ("Tỷ lệ", ("35 %", "12 %"), ["DL-829"]),
        ("Tỷ lệ (%)", ("95,5", "30"), ["DL-829"]),
        ("Tỷ lệ (%)", ("66,7", "33,3"), []),
        ("Tỷ trọng (%)", ("12", "33,3"), []),
    ],
)
def test_total__years_and_percentages_are_not_added_in_silence(
    tmp_path: Path, name: str, cells: tuple[str, str], codes: list[str]
) -> None:
    new = _OLD.replace("Số tiền", name).replace("kiểu: tiền\n", "kiểu: số\n              cộng: có\n")
    new = new.replace("12.500.000", cells[0]).replace("3000000", cells[1])
    found = findings_of(tmp_path, spoilt("qd.yaml", _OLD, new))
    assert [(one.code, one.severity, one.line) for one in found] == [(code, Severity.ERROR, 31) for code in codes]


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        ("Số tiền", "5 nghìn", "có thể là 5 hoặc 5.000"),
        ("Số tiền", "12 triệu", "có thể là 12 hoặc 12.000.000"),
        ("Vốn (tỷ)", "1,25", "có thể là 1,25 hoặc 1.250.000.000"),
        ("Vốn (tỷ)", "12", "12.500.000 đồng hoặc 12.500.000.000.000.000 đồng"),
        ("Vốn (ĐVT: chục)", "5", "12.500.000 đồng hoặc 125.000.000 đồng"),
    ],
)
def test_figure__a_question_names_both_readings(tmp_path: Path, heading: str, cell: str, said: str) -> None:
    found = told(tmp_path, heading=f'"{heading}"', cell=cell, more="          đơn vị tính: đồng\n")
    assert any(said in one.message for one in found)
