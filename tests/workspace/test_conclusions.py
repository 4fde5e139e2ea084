"""What is told about conclusions and recipients: verb, deadline, state of a task; who is sent to; and who is Ông or Bà."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.finding import Finding
from tests.workspace.small_folder import FILES, findings_of

TASK = "    chủ trì: so-tttt\n    phối hợp: [van-phong]\n    thời hạn: 29/3/2024\n"


def told(folder: Path, *lines: str) -> list[Finding]:
    """What is told of the meeting where its task has these lines beside the work."""
    text = FILES["hop.yaml"].replace(TASK, "".join(f"    {line}\n" for line in lines))
    assert text != FILES["hop.yaml"] or not lines
    return [one for one in findings_of(folder, {**FILES, "hop.yaml": text}) if one.file == "hop.yaml"]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("chủ trì: so-tttt", "thời hạn: trước ngày 30/4/2024"), []),
        (("chủ trì: so-tttt", "thời hạn: trong quý II/2024", "thời hạn khác: báo cáo hằng tháng"), []),
        (("chủ trì: so-tttt", "thời hạn: thường xuyên"), []),
        (("chủ trì: so-tttt", "thời hạn: 15/3/2024"), []),
        (("chủ trì: so-tttt", "thời hạn: trước ngày 15/3/2024"), ["DL-513"]),
        (("chủ trì: so-tttt", "thời hạn: Sớm"), ["DL-551"]),
        (("chủ trì: so-tttt", "thời hạn: giữa tháng 4/2024"), ["DL-551"]),
        (("chủ trì: so-tttt", "thời hạn: 31/4/2024"), ["DL-110"]),
        (("chủ trì: so-tttt", "thời hạn khác: càng sớm càng tốt"), ["DL-551"]),
        (("chủ trì: so-tttt", "thời hạn khác: khẩn trương, xong trước ngày 30/4/2024"), []),
        (("chủ trì: so-tttt", "thời hạn khác: trong tháng 4/2024"), ["DL-552"]),
        (("chủ trì: Trưởng các thôn",), ["DL-553"]),
        (("chủ trì: Trưởng các thôn", "cách giao: giao"), []),
        (("chủ trì: Công ty Viễn thông A",), []),
        (("chủ trì: giam-doc", "tình trạng: xong", "ngày xong: 14/3/2024"), ["DL-554"]),
        (("chủ trì: giam-doc", "tình trạng: xong"), ["DL-555"]),
        (("chủ trì: giam-doc", "tình trạng: xong", "ngày xong: 29/3/2024", "ghi chú: Đã trình"), []),
        (("chủ trì: giam-doc", "tình trạng: đang", "ngày xong: 29/3/2024"), ["DL-556"]),
        (("chủ trì: giam-doc", "ngày xong: 29/3/2024"), []),
    ],
)
def test_conclusion__is_told_of_at_its_line(tmp_path: Path, lines: tuple[str, ...], codes: list[str]) -> None:
    found = told(tmp_path, *lines)
    assert [one.code for one in found] == codes
    assert all(one.line is not None and one.hint for one in found)


def test_finished_task__without_its_day_is_asked_for_and_no_day_is_proposed(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "chủ trì: giam-doc", "tình trạng: xong")
    assert "ngày xong" in one.hint
    assert not any(sign.isdigit() for sign in one.hint)


def test_deadline__without_a_day_says_which_words_are_unclear(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "chủ trì: so-tttt", "thời hạn: giữa tháng 4/2024")
    assert (
        one.message
        == "“Thời hạn” (kết luận, mục 1) ghi “giữa tháng 4/2024”: “giữa tháng” không cho biết hết hạn ngày nào"
    )


def test_person__without_a_form_of_address_is_told_once(tmp_path: Path) -> None:
    people = FILES["can-bo.yaml"].replace("    danh xưng: Bà\n", "", 1)
    found = findings_of(tmp_path, {**FILES, "can-bo.yaml": people})
    assert [(one.code, one.message) for one in found if one.code == "DL-550"] == [
        ("DL-550", "“Trần Minh Hạnh” chưa ghi “Danh xưng”; văn bản sẽ ghi tên không kèm “Ông”, “Bà”")
    ]


@pytest.mark.parametrize(
    ("entry", "codes"),
    [
        ("{gửi: Các thành viên, để: thực hiện, thay dòng: các thành viên}", []),
        ("{gửi: Như Điều 2, thay dòng: như điều}", ["DL-557"]),
        ("giam-doc", ["DL-558"]),
        ("{gửi: Ủy viên Thường trực, để: báo cáo}", ["DL-558"]),
        ("{gửi: Trưởng Ban, để: báo cáo}", []),
    ],
)
def test_recipients__typed_lines_that_the_paper_does_not_take_are_told(
    tmp_path: Path, entry: str, codes: list[str]
) -> None:
    text = FILES["hop.yaml"] + f"  nơi nhận:\n    thêm:\n      - {entry}\n"
    found = findings_of(tmp_path, {**FILES, "hop.yaml": text})
    assert [(one.code, one.file) for one in found] == [(code, "hop.yaml") for code in codes]
