"""Whether a report is about what was asked (đúng nội dung), by its subject and that of the outline.

Units word a subject freely. Only a subject that shares no pair of syllables with the outline's, not even as an
abbreviation (CĐS for chuyển đổi số), is another matter.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Final

from pipeline.text.syllables import is_syllable

# What any report may say of itself, whatever it is about.
_COMMON: Final = re.compile(
    r"\b(?:báo cáo|kết quả|công tác|thực hiện|tình hình|nhiệm vụ|phương hướng|kế hoạch|triển khai|chương trình|đánh giá|sơ kết"
    r"|tổng kết|trọng tâm|giải pháp|chỉ đạo|điều hành|hoạt động|định kỳ|xây dựng|phát triển|số liệu|trên địa bàn|về việc|của"
    r"|quý|(?:(?:đầu|cuối|cả)\s+)?năm(?:\s+20\d\d)?|\d+\s+tháng|tháng\s+\d+|tỉnh|và|về|các|việc|thời gian tới)\b"
)
_WORDS: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 2  # pairs of syllables that say what something is about


def other_matter(subject: str, asked: str) -> bool:
    """Whether a subject is clearly about something else than what was asked."""
    said, wanted = _pairs(subject), _pairs(asked)
    if len(said) < _FEWEST or not wanted or said & wanted:
        return False
    return not _abbreviations(asked) & set(_WORDS.findall(subject.lower()))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = unicodedata.normalize("NFC", text).lower()
    found: set[tuple[str, str]] = set()
    for piece in _COMMON.sub(" | ", words).split("|"):
        syllables = [word for word in _WORDS.findall(piece) if is_syllable(word)]
        found |= set(pairwise(syllables))
    return frozenset(found)


def _abbreviations(text: str) -> frozenset[str]:
    """All abbreviations of three to five syllables in a row, by their first letters."""
    words = _WORDS.findall(unicodedata.normalize("NFC", text).lower())
    return frozenset(
        "".join(word[0] for word in words[at : at + many])
        for many in range(3, 6)
        for at in range(len(words) - many + 1)
    )
