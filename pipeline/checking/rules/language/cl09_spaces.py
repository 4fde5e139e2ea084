"""CL-09: Giữa hai từ có một dấu cách; dấu câu viết liền từ đứng trước, cách từ đứng sau một dấu cách.

Chỗ để trống cho số, ngày và các dòng canh bằng dấu cách không xét.

Đúng: `Các sở, ban, ngành thực hiện.`
Sai: `Các sở , ban,ngành  thực hiện .`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.prose import slips, words_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Paper

_DOUBLE = re.compile(r"(?<=[^\s.…_]) {2,3}(?=[^\s.…_])")
# Lookbehinds come after the first sign: so the search goes from one such sign to the next, not from letter to letter.
_BEFORE = re.compile(r"[ \u00a0](?<=\w[ \u00a0])[ \u00a0]*(?:[,;:!)](?!\w)|\?(?![\w?])|\.(?=\s*$))")
_NONE_AFTER = re.compile(
    r"[,;!?:.](?:(?<=[^\W\d_][,;!?:])(?=[^\W\d_])|(?<=[^\W\d_A-ZĐ]{3}\.)(?=[A-ZĐÀ-Ỹ][^\W\d_A-Z]{2}))"
)
# An address on the net, a file's name, a time: nothing of them is a sentence.
_MARK = r"(?:://|www\.|@|\.(?:vn|com|gov|org|net|edu|docx?|pdf|xlsx?)\b)"
_MARK_OF_ADDRESS = re.compile(_MARK, re.IGNORECASE)
_ADDRESS = re.compile(rf"\S{{0,120}}{_MARK}\S*", re.IGNORECASE)
_BLANK = re.compile(r"\.{4,}|…{2,}|_{3,}")


@rule(
    code="CL-09",
    title="Dấu cách giữa các từ và quanh dấu câu",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    spaced = paper.facts.medium is Medium.DOCX

    def find(paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
        text = paragraph.text
        if _MARK_OF_ADDRESS.search(text):
            text = _ADDRESS.sub(lambda match: "0" * len(match[0]), text)
        if _BLANK.search(text):
            return
        # In a PDF the width of a blank is the printer's.
        if spaced and "  " in text and paragraph.alignment != "center":
            for match in _DOUBLE.finditer(text):
                yield match.start(), match.end(), "Thừa dấu cách giữa hai từ", "một dấu cách"
        for match in _BEFORE.finditer(text):
            yield match.start(), match.end(), "Có dấu cách trước dấu câu", "dấu câu viết liền từ đứng trước"
        for match in _NONE_AFTER.finditer(text):
            yield match.start(), match.end(), "Không có dấu cách sau dấu câu", "một dấu cách sau dấu câu"

    return slips(words_of(paper), find, hint="Sửa dấu cách; có thể dùng Tìm và Thay thế (Ctrl+H).")
