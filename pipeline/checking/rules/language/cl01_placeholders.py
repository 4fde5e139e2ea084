"""CL-01: Không còn chỗ trống, ký hiệu tạm và thông báo lỗi của phần mềm soạn thảo trong văn bản.

Dấu ba chấm ở cuối một chuỗi liệt kê (“v.v…”) không phải chỗ trống. Dòng chấm của mẫu biểu ở phụ lục cũng không xét.

Đúng: `ngày 15 tháng 3 năm 2024`
Sai: `ngày … tháng … năm 2024` trong nội dung, `[...]`, `???`, `{{ ten }}`, `xxx`, `Error! Reference source not found`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.prose import form_indices, slips, words_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import FILLED_BY_HAND
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper

_MARKS = re.compile(
    r"\{\{.*?(?:\}\}|$)|\}\}|\{%.*?(?:%\}|$)|\[\s*(?:\.{2,}|…+)\s*\]|\?{3,}|(?<!\w)(?-i:x{3,})(?!\w)|(?<!\w)X{4,}(?!\w)"
    r"|\b[Ll]orem ipsum\b"
    r"|[<\[]\s*(?:tên|điền|nhập|ghi rõ|họ (?:và )?tên|chức vụ|nội dung|địa danh|cơ quan|ngày|số)\b[^<>\[\]]{0,60}[>\]]",
    re.IGNORECASE,
)
# What each of these marks has in it: most paragraphs have none, and this is found out far sooner.
_SIGN_OF_MARK = re.compile(r"[{}\[<?]|xxx|lorem", re.IGNORECASE)
_ERRORS = re.compile(
    r"Error! [A-Z][\w ]+|Bookmark not defined|Reference source not found|Lỗi! [^.]{5,60}"
    r"|Click (?:here|or tap here) to enter \w+|Bấm (?:hoặc gõ )?vào đây để nhập"
)
_LONG_DOTS = re.compile(r"(?:\.{5,}|…{2,}|…\.{2,}|\.{2,}…)(?!\s*$)|(?<=[:\s])(?:\.{5,}|…{2,})\s*$")
_BLANK_DATE = re.compile(r"\b(?:số|ngày|tháng|năm|giờ|phút)\s*:?\s*(?:\.{2,}|…)")


@rule(
    code="CL-01",
    title="Không còn chỗ trống, ký hiệu tạm, thông báo lỗi trong văn bản",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    forms = form_indices(paper)
    by_hand = paper.type_name in FILLED_BY_HAND

    def find(paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
        text = paragraph.text
        marked = _SIGN_OF_MARK.search(text) is not None
        for match in (*(_MARKS.finditer(text) if marked else ()), *_ERRORS.finditer(text)):
            kind = "Còn thông báo lỗi của phần mềm" if _ERRORS.match(match[0]) else "Còn ký hiệu tạm chưa thay"
            yield match.start(), match.end(), kind, "nội dung thật"
        if by_hand or paragraph.index in forms or _in_grid(paper, paragraph):
            return
        dotted = ".." in text or "…" in text
        blank = (_LONG_DOTS.search(text) or _BLANK_DATE.search(text)) if dotted else None
        if blank and not (marked and _MARKS.search(text)):
            yield blank.start(), blank.end(), "Còn chỗ trống chưa điền", "nội dung thật"

    return slips(words_of(paper), find, hint="Điền nội dung hoặc bỏ phần còn sót lại.")


def _in_grid(paper: Paper, paragraph: Paragraph) -> bool:
    return paragraph.cell is not None and paper.facts.tables[paragraph.cell.table].ruled
