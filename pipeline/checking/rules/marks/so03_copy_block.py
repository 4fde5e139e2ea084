"""SO-03: Bản sao giấy: phần sao đặt ngay dưới văn bản được sao, trên cùng tờ giấy, dưới một đường kẻ nét liền.

Đường kẻ dài hết chiều ngang của vùng trình bày văn bản. Hình thức sao ghi `SAO Y`, `SAO LỤC` hoặc `TRÍCH SAO`.

Đúng: hết văn bản, một đường kẻ dài, rồi đến tên cơ quan sao và `SAO Y`
Sai: phần sao ở trang riêng; không có đường kẻ; ghi `SAO Y BẢN CHÍNH`
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import COPY_CODES
from pipeline.finding import Severity
from pipeline.reading import set_phrases
from pipeline.reading.recognised import Element, Paper, Part, PartKind, Regime

_FORMS = frozenset(set_phrases.key(name) for name in COPY_CODES)
_OF_2011 = frozenset(map(set_phrases.key, ("sao y bản chính", "trích sao", "sao lục")))
_FULL = 0.9


@rule(
    code="SO-03",
    title="Bản sao giấy: phần sao ngay dưới văn bản được sao, dưới một đường kẻ",
    group=Group.MARKS,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P2.II.2a",
    elements=(Element.COPY_FORM,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    parts = [part for part in paper.parts if part.kind is PartKind.COPY and part.index > 0]
    if not parts:
        return NotApplicable("không phải bản sao giấy")
    found = [breach for part in parts for breach in _wrong(paper, part)]
    breaches = tuple(breach for breach in found if breach is not None)
    return breaches if breaches or None not in found else NotEvaluated("không rõ có đường kẻ trên phần sao hay không")


def _wrong(paper: Paper, part: Part) -> Iterator[Breach | None]:
    """Every breach; None where the line cannot be told."""
    lines = [paragraph for paragraph in paper.part_paragraphs(part) if paragraph.plain]
    form = next((line for line in lines if set_phrases.key(line.plain) in set_phrases.COPIES), None)
    allowed = _OF_2011 if paper.regime is Regime.TT01 else _FORMS
    if form is not None and set_phrases.key(form.plain) not in allowed:
        names = ", ".join(f"“{name.upper()}”" for name in sorted(allowed))
        yield _breach(f"Hình thức sao ghi “{form.plain}”", names, form.index)
    above = [paragraph for paragraph in paper.facts.paragraphs[: part.first] if paragraph.plain and paragraph.box]
    if not lines:
        return
    first = lines[0]
    if first.box and above and (above[-1].last_page or 0) != first.box.page:
        yield _breach(
            "Phần sao không ở cùng trang với cuối văn bản được sao", "ngay dưới văn bản được sao", first.index
        )
    yield from _wrong_line(paper, part, first.index)


def _wrong_line(paper: Paper, part: Part, first: int) -> Iterator[Breach | None]:
    facts = paper.facts
    section = facts.sections[min(facts.paragraphs[first].section, len(facts.sections) - 1)]
    width = section.width - (section.margin_left or 0.0) - (section.margin_right or 0.0)
    lengths = [
        stroke.length for stroke in facts.strokes if stroke.under is None or part.first - 3 <= stroke.under <= first
    ]
    if any(length >= _FULL * width for length in lengths):
        return
    if any(stroke.under is None for stroke in facts.strokes):
        yield None
        return
    wanted = "đường kẻ nét liền dài hết bề rộng trang chữ"
    yield _breach("Giữa văn bản được sao và phần sao không có đường kẻ ngang", wanted, first)


def _breach(found: str, expected: str, paragraph: int) -> Breach:
    return Breach(
        found=found,
        expected=expected,
        hint="Trình bày phần sao ngay dưới văn bản được sao, ngăn bằng một đường kẻ dài hết bề rộng trang chữ.",
        paragraph=paragraph,
    )
