"""What changed between the draft that was shown and the report: words, each change one line; nothing that changes by itself."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import docx

from pipeline.app.drafts import revision
from pipeline.app.opinion_rounds import submit_report
from pipeline.app.reporting_periods import compile_report
from pipeline.finding import has_errors
from pipeline.workspace.load import load
from tests.sample import FIXTURES, TEMPLATES

PERIOD = "6t-2024"
PICTURE = FIXTURES.parent / "docs" / "trang-mau.png"


def word(paragraphs: Sequence[str], *, picture: int = 0) -> bytes:
    """A Word file of these paragraphs, and a picture so many points wide."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if picture:
        document.add_picture(str(PICTURE), width=picture * 12700)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def changed(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    """What the comparison tells, before and after."""
    found = revision(word(old, picture=100), word(new, picture=120), date="2024-07-01T00:00:00Z", moved="chuyển")
    return [(one.before, one.after) for one in found.changed]


def test_changes__are_those_of_words_not_of_the_papers_day_nor_of_pictures() -> None:
    old = [
        "Thanh Giang, ngày    tháng 6 năm 2024",
        "I. KẾT QUẢ",
        "Đến ngày 14 tháng 6 năm 2024, có 47 báo cáo.",
        "(Kèm theo Báo cáo số    /BC-STTTT\nngày    tháng 6 năm 2024 của Sở)",
    ]
    new = [text.replace("tháng 6", "tháng 7") for text in old]
    assert changed(old, new) == [(old[2], new[2])]
    assert changed(old, old) == []


def test_changes__of_several_lines_are_one_line_each() -> None:
    assert changed(["Dòng một\ndòng hai cũ"], ["Dòng một\ndòng hai mới"]) == [
        ("Dòng một dòng hai cũ", "Dòng một dòng hai mới")
    ]


def test_submission__of_a_report_compiled_anew_in_another_month_is_what_the_program_takes(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "ho-so", ignore=shutil.ignore_patterns("van-ban")))
    on = date(2024, 7, 1)
    compile_report(folder, PERIOD, on=on)
    made = submit_report(folder, PERIOD, templates=TEMPLATES, on=on)
    # Five that the secretary made, the day of the count, four sentences on tasks and five of their rows in the annex.
    assert made.changed == 15
    report = folder / "bao-cao" / PERIOD / "to-trinh.yaml"
    assert "có 15 đoạn được sửa đổi" in " ".join(report.read_text("utf-8").split())
    own = [finding for finding in load(folder).findings if (finding.file or "").startswith(f"bao-cao/{PERIOD}")]
    assert not has_errors(own)
