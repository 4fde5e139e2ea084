"""ND-10: Khoản đánh số Ả Rập liên tục trong mỗi điều, mỗi mục; điểm đánh chữ cái theo thứ tự a, b, c, d, đ, e, g, h, i.

Sau số khoản có dấu chấm (`1.`), sau chữ của điểm có ngoặc đóng (`a)`). Danh mục chữ cái của điểm không có ă, â, ê, f, j, ô,
ơ, ư, w, z. Phần trích nguyên văn văn bản khác trong dấu “ ” không bị xét.

Đúng: `1.` `2.` `3.`; `a)` `b)` `c)` `d)` `đ)` `e)` `g)`
Sai: `1.` rồi đến `3.`; `d)` rồi đến `e)` (thiếu đ); `e)` rồi đến `f)`; `1)`; `a.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checking.rules.body_text import copies_articles, few, judged_parts, units_in
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper, Unit, UnitKind
from pipeline.text import LIST_LETTERS, to_nfc

_HIGHER = frozenset(
    {UnitKind.PART, UnitKind.CHAPTER, UnitKind.SECTION, UnitKind.SUBSECTION, UnitKind.ROMAN, UnitKind.ARTICLE}
)
_CLAUSE = re.compile(r"^\d{1,3}\. ?\S")
_POINT = re.compile(r"^[a-zđ]\) ?\S")


@dataclass(slots=True)
class _Count:
    """The state of counting: the last clause and point, whether within an article, and the kind of the unit above.

    `nested`: in a list `1)` `2)` inside a clause; `copied`: in quoted text; `odd_letter`: the point above has a letter
    that no point should have.
    """

    clause: int = 0
    point: int = 0
    in_article: bool = False
    above: UnitKind | None = None
    nested: bool = False
    copied: bool = False
    odd_letter: bool = False


@rule(
    code="ND-10",
    title="Khoản, điểm đánh đúng thứ tự, đúng kiểu số và chữ cái",
    group=Group.BODY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.6đ",
    elements=(Element.BODY,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    breaches: list[Breach] = []
    seen = False
    for part in judged_parts(paper):
        count = _Count()
        units = units_in(paper, part)
        copies = copies_articles(paper, units)
        for unit in units:
            seen = seen or unit.kind in {UnitKind.CLAUSE, UnitKind.POINT}
            if unit.kind in _HIGHER:
                article = unit.kind is UnitKind.ARTICLE
                count = _Count(in_article=article, copied=article and copies)
            elif count.copied:
                continue
            elif unit.kind is UnitKind.CLAUSE:
                breaches += _clause(paper, unit, count)
            elif unit.kind is UnitKind.POINT:
                breaches += _point(paper, unit, count)
            count.above = unit.kind
    return few(breaches) if seen else NotApplicable("không chia theo khoản, điểm")


def _clause(paper: Paper, unit: Unit, count: _Count) -> Iterator[Breach]:
    number = int(unit.number)
    text = to_nfc(paper.paragraph(unit.paragraph).plain)
    if not _CLAUSE.match(text):
        count.nested = count.nested or number != count.clause + 1
        if count.nested:
            return
        yield _breach(f"Khoản ghi “{shortened(text, 20)}”", f"“{number}.”", unit)
    # Outside articles a list may begin anew under words that are not numbered.
    anew = number == 1 and (not count.in_article or count.above is UnitKind.TEXT)
    if number != count.clause + 1 and not anew:
        where = f"sau khoản {count.clause}" if count.clause else "ở vị trí đầu"
        yield _breach(f"Khoản {number} (“{shortened(text, 30)}”) đứng {where}", f"khoản {count.clause + 1}", unit)
    count.clause = number
    count.point = 0
    count.nested = False


def _point(paper: Paper, unit: Unit, count: _Count) -> Iterator[Breach]:
    letter = to_nfc(unit.number)
    text = to_nfc(paper.paragraph(unit.paragraph).plain)
    if not _POINT.match(text):
        yield _breach(f"Điểm ghi “{shortened(text, 20)}”", f"“{letter})”", unit)
    expected = LIST_LETTERS[count.point] if count.point < len(LIST_LETTERS) else ""
    if letter not in LIST_LETTERS:
        yield _breach(f"Điểm {letter}) dùng chữ cái không có trong thứ tự điểm", f"điểm {expected})", unit)
        count.odd_letter = True
        return
    position = LIST_LETTERS.index(letter) + 1
    anew = position == 1 and count.above not in {UnitKind.POINT, UnitKind.DASH}
    skipped = count.odd_letter and position == count.point + 2
    if letter != expected and not anew and not skipped:
        where = f"sau điểm {LIST_LETTERS[count.point - 1]})" if count.point else "ở vị trí đầu"
        yield _breach(f"Điểm {letter}) (“{shortened(text, 30)}”) đứng {where}", f"điểm {expected})", unit)
    count.point = position
    count.odd_letter = False


def _breach(found: str, expected: str, unit: Unit) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint="Đánh lại thứ tự khoản, điểm và sửa các chỗ viện dẫn.",
        paragraph=unit.paragraph,
    )
