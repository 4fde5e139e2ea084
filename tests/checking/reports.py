"""Reports made by hand: a small paper, a few rules that say what a test wants them to say."""

from __future__ import annotations

from datetime import date

from pipeline.checking.check_result import Report, Result
from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, NotEvaluated, Rule, Verdict
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.facts import Box, Medium, PaperFacts, Paragraph, Run, Section
from pipeline.reading.recognised import Component, Element, NumberText, Paper, Part, PartKind, Regime

MOTTO = RULES_BY_CODE["QH-03"]
HOSTILE = "<script>alert('x')</script> & \"lời\""
TEXTS = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", "Số: 15/QĐ-UBND", HOSTILE)


def passes(_: Paper, __: Profile) -> Verdict:
    return ()


def rule(code: str, severity: Severity, group: Group = Group.BODY) -> Rule:
    return Rule(code=code, title=f"Quy tắc {code}", group=group, severity=severity, at="PLI.P1.II.6e", check=passes)


def paragraph(index: int, text: str, *, page: int | None = None) -> Paragraph:
    top = 20.0 + 10 * index
    box = Box(page=page, left=30, top=top, right=150, bottom=top + 6) if page else None
    return Paragraph(
        index=index, text=text, runs=(Run(text=text, font=None, size=13, bold=None, italic=None),), box=box
    )


def facts(medium: Medium = Medium.PDF, *, name: str = "thư mục/văn bản.pdf") -> PaperFacts:
    page = 1 if medium is Medium.PDF else None
    section = Section(
        index=0,
        width=210,
        height=297,
        margin_top=20,
        margin_bottom=20,
        margin_left=30,
        margin_right=15,
        margins_exact=medium is Medium.DOCX,
        pages=(1, 2) if page else (),
    )
    return PaperFacts(
        medium=medium,
        name=name,
        paragraphs=tuple(paragraph(index, text, page=page) for index, text in enumerate(TEXTS)),
        sections=(section,),
        pages=2 if page else None,
    )


def paper(measured: PaperFacts, regime: Regime = Regime.ND30) -> Paper:
    found = ((Element.NATIONAL_NAME, 0), (Element.MOTTO, 1), (Element.NUMBER, 2), (Element.BODY, 3))
    return Paper(
        facts=measured,
        regime=regime,
        regime_reason="để thử",
        parts=(Part(index=0, kind=PartKind.MAIN, first=0, last=len(TEXTS) - 1),),
        components=tuple(
            Component(element=element, part=0, paragraphs=(index,), confidence=0.95) for element, index in found
        ),
        signatures=(),
        units=(),
        type_name="quyết định",
        number=NumberText(text=TEXTS[2], number="15", symbol="QĐ-UBND", type_code="QĐ", year=None),
        date=date(2024, 3, 5),
        year=2024,
    )


def breach(found: str = "sai", *, at: int | None = None, page: int | None = None) -> Breach:
    return Breach(found=found, expected="đúng", hint="Sửa lại.", paragraph=at, page=page)


def report(medium: Medium = Medium.PDF, *, name: str = "thư mục/văn bản.pdf") -> Report:
    """One breach of each severity, one rule of each other state; a hostile text is quoted."""
    verdicts: tuple[tuple[Rule, Verdict], ...] = (
        (rule("ND-91", Severity.QUALITY), (breach(f"có {HOSTILE}", at=3),)),
        (MOTTO, (breach("Tiêu ngữ ghi “Độc lập – Tự do – Hạnh phúc”", at=1),)),
        (rule("PG-92", Severity.LEGAL_WARNING, Group.PAGE), (breach("trang đặt ngang", page=2),)),
        (rule("TL-93", Severity.HOUSE_STYLE, Group.SUBJECT), (breach("cả văn bản"),)),
        (rule("ND-94", Severity.LEGAL_ERROR), ()),
        (rule("ND-95", Severity.LEGAL_ERROR), NotApplicable("không có bảng")),
        (rule("ND-96", Severity.LEGAL_ERROR), NotEvaluated("tệp không cho biết")),
        (rule("ND-97", Severity.LEGAL_ERROR), NotEvaluated("tệp không cho biết")),
    )
    results = tuple(Result(rule=one, verdict=verdict) for one, verdict in verdicts)
    return Report(file=name, paper=paper(facts(medium, name=name)), results=results)


def unjudged() -> Report:
    return Report(file="đảng.pdf", paper=paper(facts(), Regime.PARTY), results=())
