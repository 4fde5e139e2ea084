"""What units write beside their figures: remarks reach the clerk, a sentence with another figure than the table is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.finding import Finding
from pipeline.reports import form_layout
from pipeline.reports.reporting_round import Round
from pipeline.reports.said_in_text import said_beside
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, send

UNIT = "so-y-te"


def _told(folder: Path, *, text: str = "", remark: str = "") -> list[Finding]:
    def spoil(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan").value = 2345
        form.cell("kinh-phi-giai-ngan").value = 812.5
        form.cell("ho-so-tiep-nhan", form_layout.REMARK).value = remark or None
        form.section("ket-qua").value = text or None

    reporting_round = empty_round(folder)
    send(reporting_round, UNIT, spoil=spoil)
    fresh = Round(reporting_round.office, folder, reporting_round.period)
    return list(said_beside(fresh.office, fresh.collected))


@pytest.mark.parametrize(
    "text",
    [
        "Đã tiếp nhận 2.543 hồ sơ, đạt kết quả tốt.",
        "Số hồ sơ tiếp nhận là 2.543 hồ sơ.",
        "Đến nay đã giải ngân 821,5 triệu đồng.",
    ],
)
def test_text__that_gives_another_figure_than_the_table_is_told(tmp_path: Path, text: str) -> None:
    (told,) = _told(tmp_path, text=text)
    assert told.code == "BC-210"
    assert "trong biểu là" in told.message


@pytest.mark.parametrize(
    "text",
    [
        "Đã tiếp nhận 2.345 hồ sơ.",
        "Đã giải ngân 812,5 triệu đồng; đã giải ngân 813 triệu đồng.",
        "Trong đó riêng lĩnh vực đất đai tiếp nhận 120 hồ sơ.",
        "Năm trước tiếp nhận 1.990 hồ sơ, so với cùng kỳ tăng 355 hồ sơ.",
        "Tiếp nhận 12 ý kiến của người dân.",
        "Tiếp nhận 2.345 hồ sơ và 12 hồ sơ chuyển tiếp.",
        "Ban hành Kế hoạch số 12/KH-SYT về tiếp nhận hồ sơ.",
    ],
)
def test_text__that_agrees_or_speaks_of_something_else_is_no_finding(tmp_path: Path, text: str) -> None:
    assert _told(tmp_path, text=text) == []


def test_remarks__are_shown_to_the_clerk_once_for_each_unit(tmp_path: Path) -> None:
    (told,) = _told(tmp_path, remark="Gồm cả cấp xã")
    assert told.code == "BC-209"
    assert told.message.endswith("“Hồ sơ thủ tục hành chính tiếp nhận”: Gồm cả cấp xã")
