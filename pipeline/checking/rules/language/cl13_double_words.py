"""CL-13: Không lặp hai lần liền một hư từ: “của của”, “và và”, “được được”.

Đúng: `kết quả của các sở`
Sai: `kết quả của của các sở`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checking.rules.prose import slips, words_of
from pipeline.checking.rules.rule import Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph
from pipeline.reading.recognised import Paper

_WORDS = "của|và|các|là|được|cho|theo|trong|với|tại|về|đã|để|từ|này|có"
# “lấy từ từ điển”, “từ từ” are good Vietnamese.
_DOUBLE = re.compile(rf"(?<!\w)(?P<word>{_WORDS})[ \u00a0]+(?P=word)(?!\w)(?<!từ từ)", re.IGNORECASE)


@rule(
    code="CL-13",
    title="Không lặp hai lần liền một hư từ",
    group=Group.LANGUAGE,
    severity=Severity.QUALITY,
    at="-",
)
def check(paper: Paper, _: Profile) -> Verdict:
    return slips(words_of(paper), _find, hint="Bỏ bớt một từ.")


def _find(paragraph: Paragraph) -> Iterator[tuple[int, int, str, str]]:
    for match in _DOUBLE.finditer(paragraph.text):
        yield match.start(), match.end(), f"Lặp từ “{match['word'].lower()}”", f"một chữ “{match['word'].lower()}”"
