"""CL-11: Ngày ghi trong văn bản là ngày có thật.

Đúng: `ngày 29/02/2024`, `ngày 30 tháng 4 năm 2024`
Sai: `ngày 31/4/2024`, `ngày 30 tháng 02`, `ngày 29/02/2023`
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from pipeline.checking.rules.prose import slips, words_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper

_DATES = (
    re.compile(r"ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm\s+(?P<y>\d{4}))?(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\d/])"),
    re.compile(r"ngày\s+(?P<d>\d{1,2})/(?P<m>\d{1,2})(?P<y>(?!.))?(?![\d/])", re.IGNORECASE),
)
_DIGIT = re.compile(r"\d")
_LEAP_YEAR = 2024
_LAST_MONTH = 12


@rule(
    code="CL-11",
    title="Ngày ghi trong văn bản là ngày có thật",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    return slips(words_of(paper), _find, hint="Đối chiếu và sửa lại ngày, tháng, năm.")


def _find(paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
    if not _DIGIT.search(paragraph.text):
        return
    for pattern in _DATES:
        for match in pattern.finditer(paragraph.text):
            if not _exists(int(match["d"]), int(match["m"]), int(match["y"] or 0) or _LEAP_YEAR):
                yield match.start(), match.end(), "Ngày không có thật", "ngày có trong lịch"


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= _LAST_MONTH and 1 <= day <= calendar.monthrange(year, month)[1]
