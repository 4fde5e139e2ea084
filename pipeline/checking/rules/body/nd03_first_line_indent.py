"""ND-03: Chữ đầu mỗi đoạn lùi vào {body.first_line_indent:cm}, thống nhất trong toàn văn bản.

Đúng: mọi đoạn lùi đầu dòng 1,27 cm
Sai: đoạn không lùi đầu dòng; đoạn lùi 1 cm, đoạn lùi 1,27 cm trong cùng một văn bản
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import continues_line, few, gathered, running
from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule, with_values
from pipeline.decree.measure import Measure
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Element, Paper, Unit, UnitKind

_TOLERANCE = 0.5  # mm
_KINDS = frozenset({UnitKind.TEXT, UnitKind.ARTICLE, UnitKind.CLAUSE, UnitKind.POINT})
_HINT = "Đặt lùi đầu dòng (First line) {body.first_line_indent:cm} cho mọi đoạn nội dung."


@rule(
    code="ND-03",
    title="Đầu đoạn lùi {body.first_line_indent:cm}, thống nhất",
    group=Group.BODY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.6e",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    measure = profile.measure("body.first_line_indent")
    if not measure.regulated:
        return NotApplicable("không quy định lùi đầu dòng")
    paragraphs = [paragraph for unit, paragraph in running(paper, _KINDS) if _is_judged(paper, unit, paragraph)]
    if not paragraphs:
        return NotApplicable("không có nội dung bằng lời văn")
    found = [
        (paragraph, value) for paragraph in paragraphs if (value := _indent(paper, paragraph, measure)) is not None
    ]
    if not found:
        return NotEvaluated("tệp không cho biết lùi đầu dòng")
    hint = with_values(_HINT, profile)
    return few((*_wrong(found, measure, hint), *_mixed(found, measure, hint)))


def _is_judged(paper: Paper, unit: Unit, paragraph: Paragraph) -> bool:
    """Whether a paragraph is one whose first line must be indented: not a continuation, not indented by a typed tab."""
    if continues_line(paper, paragraph) or paragraph.text[:1] in {"\t", " ", "\u00a0"}:
        return False
    goes_on = unit.kind is UnitKind.TEXT and paragraph.plain[:1].islower()
    return not (goes_on and paper.facts.medium is Medium.PDF)


def _indent(paper: Paper, paragraph: Paragraph, measure: Measure) -> float | None:
    """The indent of the first letter in mm; where an automatic number hangs, that of the number. None: unknown.

    In a PDF it is known only where the left edge of the text is: a text of short paragraphs never shows it.
    """
    indent = paragraph.first_line_indent
    if paper.facts.medium is Medium.PDF and paper.facts.sections[paragraph.section].margin_left is None:
        return None
    if indent is None or not paragraph.number or measure.allows(indent, tolerance=_TOLERANCE):
        return indent
    margins = [section.margin_left for section in paper.facts.sections if section.index == paragraph.section]
    margin = margins[0] if margins else None
    return None if margin is None else paragraph.left + indent - margin


def _wrong(found: Sequence[tuple[Paragraph, float]], measure: Measure, hint: str) -> Iterator[Breach]:
    places: dict[float, list[Paragraph]] = {}
    for paragraph, value in found:
        if not measure.allows(value, tolerance=_TOLERANCE):
            places.setdefault(round(value), []).append(paragraph)
    for value, paragraphs in sorted(places.items(), key=lambda pair: -len(pair[1])):
        what = f"lùi đầu dòng {decimal(value)} mm" if value else "không lùi đầu dòng"
        yield gathered(paragraphs, what=what, expected=f"lùi {measure.expectation}", hint=hint)


def _mixed(found: Sequence[tuple[Paragraph, float]], measure: Measure, hint: str) -> Iterator[Breach]:
    places: dict[float, list[Paragraph]] = {}
    for paragraph, value in found:
        for allowed in measure.allowed:
            if not isinstance(allowed, bool | str) and abs(value - allowed) <= _TOLERANCE:
                places.setdefault(allowed, []).append(paragraph)
    if len(places) < 2:  # noqa: PLR2004 - one value, or none, is consistent
        return
    fewest = min(places, key=lambda value: len(places[value]))
    main = max(places, key=lambda value: len(places[value]))
    yield gathered(
        places[fewest],
        what=f"lùi đầu dòng {decimal(fewest)} mm, phần lớn nội dung lùi {decimal(main)} mm",
        expected="lùi đầu dòng thống nhất trong toàn văn bản",
        hint=hint,
    )
