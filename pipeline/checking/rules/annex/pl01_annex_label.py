"""PL-01: Chữ “Phụ lục” {annex_label.caps,italic,bold}, cỡ {annex_label.size,align}; từ hai phụ lục trở lên đánh số La Mã liên tục.

Đúng: `Phụ lục` (một phụ lục), `Phụ lục I`, `Phụ lục II`
Sai: `PHỤ LỤC`, `Phụ lục 1`, `Phụ lục số I`; hai phụ lục mà không đánh số
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.checking.rules.body_text import few
from pipeline.checking.rules.component_look import first, looks_of
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Component, Element, Paper
from pipeline.text import normalize_tone_style, to_roman

_FORM = re.compile(r"^Phụ lục(?: (?P<number>[IVXLC]+))?$", re.IGNORECASE)


@rule(
    code="PL-01",
    title="Chữ “Phụ lục” {annex_label.caps,bold}, cỡ {annex_label.size,align}, số La Mã",
    group=Group.ANNEX,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.III.1b",
    elements=(Element.ANNEX_LABEL,),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    labels = tuple(paper.components_of(Element.ANNEX_LABEL))
    if not labels:
        return NotApplicable("không có phụ lục")
    texts = tuple(breach for own in _by_paper(paper, labels) for breach in _wrong_texts(paper, own))
    looks = looks_of(
        paper,
        (Element.ANNEX_LABEL,),
        profile,
        name="Chữ “Phụ lục”",
        keys=("size", "bold", "italic", "align"),
    )
    if texts:
        return few((*texts, *(looks if isinstance(looks, tuple) else ())))
    return few(looks) if isinstance(looks, tuple) else looks


def _by_paper(paper: Paper, labels: Sequence[Component]) -> Iterator[Sequence[Component]]:
    """The labels of each numbered paper of the file: papers that go out together count their own annexes."""
    numbered = [component.part for component in paper.components_of(Element.NUMBER)]
    for _, own in groupby(labels, key=lambda label: sum(part <= label.part for part in numbered)):
        yield tuple(own)


def _wrong_texts(paper: Paper, labels: Sequence[Component]) -> Iterator[Breach]:
    alone = len(labels) == 1
    for position, label in enumerate(labels, 1):
        text = normalize_tone_style(paper.text(label))
        found = _FORM.match(text)
        if not found:
            expected = "“Phụ lục” và số thứ tự bằng chữ số La Mã"
        elif not text.startswith("Phụ lục"):
            expected = "“Phụ lục” in thường, chữ đầu viết hoa"
        elif alone or found["number"] == to_roman(position):
            continue
        else:
            expected = f"“Phụ lục {to_roman(position)}”"
        yield Breach(
            found=f"Tên gọi phụ lục ghi “{paper.text(label)}”",
            expected=expected,
            hint="Sửa lại dòng “Phụ lục …”.",
            paragraph=first(label),
        )
