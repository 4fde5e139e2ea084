"""ND-09: Văn bản bố cục theo phần, chương, mục, tiểu mục, điều thì mỗi phần, chương, mục, tiểu mục, điều phải có tiêu đề.

Quyết định cá biệt ngắn mà mọi điều đều không có tiêu đề thì không bị nhắc; đã có điều có tiêu đề thì các điều khác cũng phải
có.

Đúng: `Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng`
Sai: `Chương II` rồi đến ngay `Điều 5.`; Điều 1 có tiêu đề, Điều 2 không
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import copies_articles, few, judged_parts, units_in
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.headings import NAMES
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Unit, UnitKind
from pipeline.text import to_nfc

_DIVISIONS = frozenset({UnitKind.PART, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION})
_TITLED = _DIVISIONS | {UnitKind.ROMAN}
_CONTENT = frozenset({UnitKind.CLAUSE, UnitKind.POINT, UnitKind.TEXT, UnitKind.DASH})
_SENTENCE_END = (".", ";", ":", ",", "/")
# Words of a sentence that says something, which no title has.
_SENTENCE = re.compile(
    r"\b(?:có hiệu lực|chịu trách nhiệm thi hành|quyết định này|nghị quyết này|kể từ ngày)\b", re.IGNORECASE
)
_LONGEST_TITLE = 250
_LABEL = re.compile(r"^điều\s+\d+[a-zđ]?\s*[.:]?\s*", re.IGNORECASE)


@rule(
    code="ND-09",
    title="Phần, chương, mục, tiểu mục, điều có tiêu đề",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6d",
    elements=(Element.BODY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    breaches: list[Breach] = []
    seen = False
    for part in judged_parts(paper):
        units = units_in(paper, part)
        seen = seen or any(unit.kind in _TITLED or unit.kind is UnitKind.ARTICLE for unit in units)
        breaches += _divisions(units)
        breaches += _articles(paper, units)
    return few(breaches) if seen else NotApplicable("không chia theo phần, chương, mục, điều")


def _divisions(units: Sequence[Unit]) -> Iterator[Breach]:
    for unit in units:
        if unit.kind in _TITLED and not unit.title.strip():
            yield _breach(f"{NAMES[unit.kind]} {unit.number} không có tiêu đề", unit)


def _articles(paper: Paper, units: Sequence[Unit]) -> Iterator[Breach]:
    """Articles without a title among titled ones, or in a text divided into parts or chapters."""
    if copies_articles(paper, units):
        return
    positions = [position for position, unit in enumerate(units) if unit.kind is UnitKind.ARTICLE]
    titled = {position for position in positions if _has_title(paper, units, position)}
    divided = any(unit.kind in _DIVISIONS for unit in units)
    if not titled and not divided:
        return
    for position in positions:
        if position not in titled:
            text = shortened(paper.paragraph(units[position].paragraph).plain, 40)
            others = "" if divided and not titled else ", trong khi điều khác có"
            yield _breach(f"Điều {units[position].number} (“{text}”) không có tiêu đề{others}", units[position])


def _has_title(paper: Paper, units: Sequence[Unit], position: int) -> bool:
    """Whether an article has a title: short words without a final mark, with its text in paragraphs below or after it."""
    paragraph = paper.paragraph(units[position].paragraph)
    first, _, rest = to_nfc(paragraph.text).strip().partition("\n")
    title = _LABEL.sub("", " ".join(first.split()))
    if not title:
        return False
    if _bold_title(paper, units[position]):
        return True
    if title.endswith(_SENTENCE_END) or len(title) > _LONGEST_TITLE or _SENTENCE.search(title):
        return False
    following = units[position + 1].kind if position + 1 < len(units) else None
    return bool(rest.strip()) or following in _CONTENT


def _bold_title(paper: Paper, article: Unit) -> bool:
    """Whether bold words follow the number and the rest of the paragraph is not bold."""
    runs = paper.paragraph(article.paragraph).inked
    looks = [run.bold for run in runs]
    if len(set(looks)) < 2 or not looks[0] or None in looks:  # noqa: PLR2004 - one look throughout tells nothing
        return False
    bold = "".join(run.text for run in runs[: looks.index(False)])
    return len(_LABEL.sub("", " ".join(bold.split())).split()) > 1


def _breach(found: str, unit: Unit) -> Breach:
    return Breach(
        found=found,
        expected="có tiêu đề nêu nội dung chính",
        hint="Thêm tiêu đề sau số thứ tự.",
        paragraph=unit.paragraph,
    )
