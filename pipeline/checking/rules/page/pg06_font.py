"""PG-06: Toàn văn bản dùng phông chữ {page.font_family}.

Xét từng đoạn chữ. Ký hiệu như ô trống, dấu chọn được dùng phông ký hiệu. Tệp PDF dùng phông có cùng bề rộng chữ với Times
New Roman (Liberation Serif, Tinos…) vẫn đạt, vì phần mềm thay phông khi xuất PDF. Phông của bảng mã cũ (.VnTime, VNI-Times)
do quy tắc PG-08 xét.

Đúng: Times New Roman
Sai: Arial, Calibri, Cambria
"""

from __future__ import annotations

from pipeline.checking.rules import font_names
from pipeline.checking.rules.component_look import shortened
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium, Paragraph, Run
from pipeline.reading.recognised import Paper, Regime

# A check mark in an old symbol font is an ordinary letter to the program: up to two such letters are taken for signs.
_LONGEST_SIGN = 2


@rule(
    code="PG-06",
    title="Phông chữ {page.font_family}",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.4",
    regimes=frozenset({Regime.ND30}),
)
def check(paper: Paper, profile: Profile) -> Verdict:
    measure = profile.measure("page.font_family")
    if not measure.regulated:
        return NotApplicable("quy định không nêu tên phông chữ")
    wanted = profile.text("page.font_family")
    wrong: dict[str, list[Paragraph]] = {}
    known = False
    for paragraph in paper.facts.paragraphs:
        known = known or any(run.font for run in paragraph.runs)
        for font in dict.fromkeys(run.font for run in paragraph.runs if _is_wrong(run, wanted, paper.facts.medium)):
            wrong.setdefault(font or "", []).append(paragraph)
    if not known:
        return NotEvaluated("tệp không cho biết phông chữ")
    return tuple(_breach(font, paragraphs, wanted) for font, paragraphs in wrong.items())


def _is_wrong(run: Run, wanted: str, medium: Medium) -> bool:
    text = run.text.strip()
    if run.font is None or font_names.is_of_family(run.font, wanted) or not any(map(str.isalnum, text)):
        return False
    if font_names.is_of_old_encoding(run.font) or font_names.is_formula_font(run.font):
        return False
    if font_names.is_clone(run.font, wanted):
        return medium is Medium.DOCX
    return not (font_names.is_symbol_font(run.font) and len(text) <= _LONGEST_SIGN)


def _breach(font: str, paragraphs: list[Paragraph], wanted: str) -> Breach:
    example = shortened(paragraphs[0].plain)
    hint = f"Chọn toàn bộ văn bản và đặt phông {wanted}."
    if font_names.is_clone(font, wanted):
        hint = f"{font} chỉ là phông thay thế có cùng bề rộng chữ; trong tệp Word hãy đặt tên phông {wanted}."
    return Breach(
        found=f"Phông chữ {font} ở {len(paragraphs)} đoạn, ví dụ “{example}”",
        expected=f"phông chữ {wanted}",
        hint=hint,
        paragraph=paragraphs[0].index,
    )
