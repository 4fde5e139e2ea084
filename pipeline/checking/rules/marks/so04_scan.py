"""SO-04: Văn bản giấy số hóa để sao sang bản điện tử lưu ở tệp PDF phiên bản 1.4 trở lên.

Ảnh phải là ảnh màu, ít nhất 200 dpi, tỷ lệ 100%; những điều này không đọc được từ tệp nên không xét.

Đúng: tệp PDF 1.7
Sai: tệp PDF 1.3
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.checking.rules.signing_text import copy_lines
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime

_LEAST = (1, 4)


@rule(
    code="SO-04",
    title="Bản sao điện tử từ văn bản giấy: PDF 1.4 trở lên",
    group=Group.MARKS,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P2.I.2",
    elements=(Element.COPY_FORM,),
    media=frozenset({Medium.PDF}),
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, _: Profile) -> Verdict:
    if not copy_lines(paper) or not any(image.covers_page for image in paper.facts.images):
        return NotApplicable("không phải bản sao điện tử chụp từ văn bản giấy")
    version = _version(paper.facts.marks.version if paper.facts.marks else "")
    if version is None:
        return NotEvaluated("không đọc được phiên bản của tệp PDF")
    if version >= _LEAST:
        return ()
    return (
        Breach(
            found=f"Tệp PDF phiên bản {version[0]}.{version[1]}",
            expected="PDF phiên bản 1.4 trở lên",
            hint="Quét lại văn bản giấy, lưu thành tệp PDF phiên bản 1.4 trở lên, ảnh màu, ít nhất 200 dpi, tỷ lệ 100%.",
            page=1,
        ),
    )


def _version(text: str) -> tuple[int, int] | None:
    major, _, minor = text.partition(".")
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else None
