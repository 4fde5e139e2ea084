"""All errors of a file come at once: a wrong field never hides wrong cells, figures or references until it is mended."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.strangers import TIMES
from tests.workspace.small_folder import FILES, findings_of

_TABLE = """\
      - bảng:
          đơn vị tính: đồng
          cột:
            - tên: Mục chi
            - tên: Số tiền
              kiểu: tiền
          hàng:
            - [Đi lại, "500000"]
            - [In ấn, "700000"]
"""
_SECOND = """\
  - đơn vị: so-tttt
    chỉ tiêu: ho-so
    giá trị: 130
    lý do: Đơn vị gửi văn bản sửa
    người điều chỉnh: chuyen-vien
    ngày: 13/6/2024
"""
SAMPLE = {**FILES, "qd.yaml": FILES["qd.yaml"] + _TABLE, "dieu-chinh.yaml": FILES["dieu-chinh.yaml"] + _SECOND}


@dataclass(frozen=True)
class Fault:
    """One thing wrong: what it replaces (the first such words of the file), and the code it is told by."""

    old: str
    new: str
    code: str


# Each stands in a value of its own, so that any of them may meet any other.
DECISION: Sequence[Fault] = (
    Fault("tháng ban hành: 4/2024", "tháng ban hành: 14/2024", "DL-113"),
    Fault("cơ quan ban hành: ubnd-tinh", "cơ quan ban hành: ubnd-tnh", "DL-201"),
    Fault("người ký: chu-tich", "người ký: chu-tck", "DL-201"),
    Fault("quyền hạn: TM", "quyền hạn: TX", "DL-107"),
    Fault("căn cứ:", "căn cư:", "DL-104"),
    Fault("mã: qd-1\n", "mã: qd-1\nghi thêm ngoài mẫu: có\n", "DL-104"),
    Fault("tiêu đề: Dự toán kinh phí", 'tiêu đề: "Dự toán\\tkinh phí"', "DL-031"),
    Fault("- tên: Nội dung chi", "- tên: Nội dung chi\n              rộng: mười", "DL-108"),
    Fault('[Hội nghị, "12.500.000"]', '[Hội nghị, "12500.000"]', "DL-820"),
    Fault('[Tài liệu, "3000000"]', '[Tài liệu, "ba triệu"]', "DL-812"),
    Fault('[Đi lại, "500000"]', '[Đi lại, "500000", "1"]', "DL-811"),
    Fault('[In ấn, "700000"]', '[In ấn, "1e5"]', "DL-812"),
    Fault("- chương: Quy định chung\n        nội dung:", "- chương: Quy định chung\n        noi dung:", "DL-104"),
    Fault("- điều: Phạm vi điều chỉnh", "- điều: Phạm vi điều chỉnh.", "DL-815"),
)
CORRECTIONS: Sequence[Fault] = (
    Fault("ngày: 12/6/2024", "ngày: 32/6/2024", "DL-110"),
    Fault("giá trị: 120,5", "giá trị: 1.20,5", "DL-732"),
    Fault("lý do: Đơn vị gửi văn bản sửa", "lý đo: Đơn vị gửi văn bản sửa", "DL-104"),
    Fault("giá trị: 130", "giá trị: 1_30", "DL-732"),
    Fault("người điều chỉnh: chuyen-vien", "người điều chỉnh: chuyn-vien", "DL-201"),
)


def told(folder: Path, file: str, faults: Sequence[Fault]) -> list[str]:
    """The codes that are told of a file with these faults."""
    text = SAMPLE[file]
    for fault in faults:
        assert fault.old in text, fault.old
        text = text.replace(fault.old, fault.new, 1)
    return sorted(one.code for one in findings_of(folder, {**SAMPLE, file: text}) if one.file == file)


def test_sample__has_no_fault_of_its_own(tmp_path: Path) -> None:
    assert findings_of(tmp_path, SAMPLE) == ()


@pytest.mark.slow
@pytest.mark.parametrize(("file", "known"), [("qd.yaml", DECISION), ("dieu-chinh.yaml", CORRECTIONS)])
def test_faults__each_alone_is_told_once(tmp_path: Path, file: str, known: Sequence[Fault]) -> None:
    for fault in known:
        assert told(tmp_path, file, [fault]) == [fault.code], fault


@pytest.mark.slow
@pytest.mark.parametrize(("file", "known"), [("qd.yaml", DECISION), ("dieu-chinh.yaml", CORRECTIONS)])
def test_faults__all_that_are_planted_in_a_file_are_told_at_once(
    tmp_path: Path, file: str, known: Sequence[Fault]
) -> None:
    assert told(tmp_path, file, known) == sorted(one.code for one in known)
    chance = random.Random(file)  # noqa: S311 - chosen to be the same each time
    for _ in range(12 * TIMES):
        planted = chance.sample(known, chance.randint(2, len(known)))
        assert told(tmp_path, file, planted) == sorted(one.code for one in planted), planted


def test_faults__in_one_file_do_not_hide_those_of_another(tmp_path: Path) -> None:
    files = dict(SAMPLE)
    for file, known in (("qd.yaml", DECISION), ("dieu-chinh.yaml", CORRECTIONS)):
        for fault in known:
            files[file] = files[file].replace(fault.old, fault.new, 1)
    files["cv.yaml"] = files["cv.yaml"].replace("kính gửi: [van-phong]", "kính gửi: [van-phng]")
    codes = sorted(one.code for one in findings_of(tmp_path, files))
    assert codes == sorted([*(one.code for one in (*DECISION, *CORRECTIONS)), "DL-201"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # What else stands in these places cannot be judged, and nothing is guessed about it.
        ("- điều: Ban hành kèm theo Quyết định này Quy chế làm việc.", "- dieu la: Ban hành kèm theo Quyết định này."),
        ("kiểu: tiền", "kiểu: tiền tệ nước ngoài"),
        ("tên: Số tiền\n", "ten cot: Số tiền\n"),
        ("dòng cộng: Cộng", "hàng cuối cùng: Cộng"),
        (
            "          - điều: Phạm vi điều chỉnh\n            nội dung:",
            "          - điều: Phạm vi\n            gì đó:",
        ),
        ("nội dung:\n  - điều: Ban", "nội dung chính thức:\n  - điều: Ban"),
        ("  - loại: quy chế", "  - loại: quy che lam viec"),
    ],
)
def test_fault__brings_nothing_with_it_that_is_not_there(tmp_path: Path, old: str, new: str) -> None:
    assert old in SAMPLE["qd.yaml"]
    text = SAMPLE["qd.yaml"].replace(old, new, 1)
    codes = {one.code for one in findings_of(tmp_path, {**SAMPLE, "qd.yaml": text}) if one.file == "qd.yaml"}
    assert codes <= {"DL-103", "DL-104", "DL-107", "DL-102"}, codes
