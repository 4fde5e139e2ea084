"""Paragraphs that are not whole are told at their line; whole ones never."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import pytest

from pipeline.finding import Finding
from tests.workspace.small_folder import FILES, findings_of

HEAD = """\
loại: kế hoạch
mã: x
cơ quan ban hành: so-tttt
trích yếu: Thử
tháng ban hành: 1/2024
ký:
  người ký: giam-doc
nội dung:
"""
WHOLE = ("Các sở, ngành, địa phương thực hiện Kế hoạch này.", "Sở Nội vụ theo dõi, báo cáo kết quả thực hiện.")


def told(folder: Path, *content: str) -> list[Finding]:
    text = HEAD + "".join(f"  {line}\n" for line in content)
    return [one for one in findings_of(folder, {**FILES, "x.yaml": text}) if one.file == "x.yaml"]


@pytest.mark.parametrize(
    ("content", "codes", "line"),
    [
        (("[Các sở, ngành, địa phương thực hiện Kế hoạch này.]",), ["DL-560"], 8),
        (("- mục: Tổ chức", "  nội dung: [Các sở, ngành thực hiện Kế hoạch này.]"), ["DL-560"], 10),
        (("[Sở Nội vụ chủ trì, Sở Tài chính phối hợp thực hiện Kế hoạch.]",), ["DL-560"], 8),
        (("[Sở Nội vụ chủ trì., Sở Tài chính phối hợp.]",), [], 0),
        ((f'["{WHOLE[0]}", "{WHOLE[1]}"]',), [], 0),
        (("- các sở thực hiện Kế hoạch này ngay.",), ["DL-561"], 9),
        (('- "Các sở thực hiện:"', "- báo cáo kết quả;", "- đánh giá."), [], 0),
        (("- Các sở thực hiện Kế hoạch này ngay", "- Hết."), ["DL-562"], 9),
        (("- Hết.", "- Các sở thực hiện Kế hoạch này ngay"), [], 0),
        (("- Kế hoạch năm", "- Hết."), [], 0),
        (("- Các sở thực hiện “Kế hoạch này ngay.”", "- Hết."), [], 0),
        (("- khoản: Nhiệm vụ", "  nội dung:", "    - điểm: Các sở thực hiện Kế hoạch này", "- Hết."), ["DL-562"], 11),
        (("- khoản: Nhiệm vụ", "  nội dung:", "    - điểm: Các sở thực hiện Kế hoạch này"), [], 0),
        (("- Số liệu của các đơn vị năm 2024", "- bảng:", "    cột: [tên: A]", "    hàng: [[a]]", "- Hết."), [], 0),
        (('- ">- Các sở thực hiện Kế hoạch này."',), ["DL-563"], 9),
        (("- Các sở thực hiện |- Kế hoạch này.",), ["DL-563"], 9),
        (("- Số hồ sơ a > b thì tính, a | b thì không.",), [], 0),
        (("- >-", "  Các sở thực hiện, báo cáo", "  kết quả."), [], 0),
    ],
)
def test_paragraph__is_told_at_its_line(tmp_path: Path, content: tuple[str, ...], codes: list[str], line: int) -> None:
    found = told(tmp_path, *content)
    assert [one.code for one in found] == codes
    assert [one.line for one in found] == [line] * len(codes)


def test_paragraph__the_message_shows_where_the_comma_cut(tmp_path: Path) -> None:
    (one,) = told(tmp_path, "[Các sở, ngành thực hiện Kế hoạch này.]")
    assert one.message == (
        "“Nội dung” viết trong ngoặc vuông nên dấu phẩy cắt thành 2 đoạn: “Các sở | ngành thực hiện Kế hoạch này.”"
    )


def test_paragraph__whole_sentences_however_written_are_never_told(tmp_path: Path) -> None:
    for n, (first, second) in enumerate(product(WHOLE, repeat=2)):
        quoted = [json.dumps(text, ensure_ascii=False) for text in (first, second)]
        folder = tmp_path / str(n)
        folder.mkdir()
        assert told(folder, f"[{', '.join(quoted)}]") == []
        assert told(folder, *(f"- {text}" for text in (first, second))) == []
        assert told(folder, *(f"- đoạn: {text}" for text in quoted)) == []


def test_meeting__sentences_in_brackets_are_told_too(tmp_path: Path) -> None:
    text = FILES["hop.yaml"].replace(
        "    ý kiến:\n      - Nhất trí với báo cáo.\n", "    ý kiến: [Nhất trí với báo cáo, đề nghị bổ sung]\n"
    )
    found = findings_of(tmp_path, {**FILES, "hop.yaml": text})
    assert [(one.code, one.file) for one in found] == [("DL-560", "hop.yaml")]
