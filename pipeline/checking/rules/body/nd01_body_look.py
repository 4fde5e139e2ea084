"""ND-01: Nội dung văn bản dùng một cỡ chữ trong khoảng {body.size}, chữ {body.italic}.

Chữ nhấn mạnh trong đoạn, căn cứ, dòng “(Bằng chữ: …)”, chỉ dẫn kèm theo, ghi chú và chữ trong bảng không bị xét. Phụ lục
được trình bày theo biểu mẫu riêng nên cũng không bị xét.

Đúng: toàn bộ lời văn cỡ 14, đứng
Sai: một đoạn cỡ 12; nửa văn bản cỡ 13, nửa cỡ 14; cả đoạn in nghiêng
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.checking.rules.body_text import all_italic, few, gathered, running
from pipeline.checking.rules.component_look import decimal
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, look_word, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Paragraph, Run
from pipeline.reading.recognised import Element, Paper
from pipeline.text import to_nfc

# A sign of a note or a raised figure (m², 2)) that a PDF shows as a run of its own in small letters.
_RAISED = re.compile(r"^[\s\d*()\[\],]{1,5}$")
_MAY_LEAN = re.compile(
    r"^(?:[(\[“\"*]|căn cứ|theo đề nghị|xét |ghi chú|nguồn|lưu ý|đơn vị(?: tính)?:|đvt|bằng chữ|hình |bảng |biểu |kèm theo|"
    r"tài liệu)",
    re.IGNORECASE,
)


@rule(
    code="ND-01",
    title="Nội dung một cỡ chữ {body.size}, chữ {body.italic}",
    group=Group.BODY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.6e",
    elements=(Element.BODY,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    paragraphs = [paragraph for _, paragraph in running(paper) if paragraph.inked]
    if not paragraphs:
        return NotApplicable("không có nội dung bằng lời văn")
    unknown = any(run.size is None or run.italic is None for paragraph in paragraphs for run in paragraph.inked)
    breaches = few((*_wrong_sizes(paragraphs, profile), *_leaning(paragraphs, profile)))
    if unknown and not breaches:
        return NotEvaluated("tệp không cho biết kiểu chữ của nội dung")
    return breaches


def _wrong_sizes(paragraphs: Sequence[Paragraph], profile: Profile) -> Iterator[Breach]:
    measure = profile.measure("body.size")
    if not measure.regulated:
        return
    weights: Counter[float] = Counter()
    places: dict[float, list[Paragraph]] = {}
    for paragraph in paragraphs:
        for run in _sized(paragraph):
            # Word stores half points; a PDF's sizes come through a matrix.
            size = round((run.size or 0) * 2) / 2
            weights[size] += len(run.text)
            if paragraph not in places.setdefault(size, [])[-1:]:
                places[size].append(paragraph)
    if not weights:
        return
    main = weights.most_common(1)[0][0]
    for size in sorted(places):
        allowed = measure.allows(size)
        if allowed and (size == main or not measure.allows(main)):
            continue
        other = f", phần lớn nội dung cỡ {decimal(main)}" if size != main else ""
        yield gathered(
            places[size],
            what=f"có chữ cỡ {decimal(size)}{other}",
            expected=f"cỡ chữ {measure.expectation}, một cỡ cho toàn bộ nội dung",
            hint="Chọn toàn bộ nội dung và đặt một cỡ chữ.",
        )


def _sized(paragraph: Paragraph) -> tuple[Run, ...]:
    """The runs of a paragraph whose font size is judged: printed, of known size, no smaller raised sign."""
    runs = paragraph.inked
    largest = max((run.size or 0 for run in runs), default=0)
    return tuple(run for run in runs if run.size and not (run.size < largest and _RAISED.match(run.text)))


def _leaning(paragraphs: Sequence[Paragraph], profile: Profile) -> Iterator[Breach]:
    measure = profile.measure("body.italic")
    if not measure.regulated:
        return
    wrong = [
        paragraph
        for paragraph in paragraphs
        if all_italic(paragraph) is (not measure.value) and not _MAY_LEAN.match(to_nfc(paragraph.plain))
    ]
    if wrong:
        yield gathered(
            wrong,
            what="in đứng" if measure.value else "in nghiêng toàn bộ",
            expected=f"chữ {look_word(measure)}",
            hint=f"Đặt chữ {look_word(measure)} ở nội dung; căn cứ và chỉ dẫn kèm theo có kiểu chữ riêng.",
        )
