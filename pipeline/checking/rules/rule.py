"""What a rule (quy tắc) is: a judgement over a recognised paper, with its place in the law."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from pipeline.decree.measure import Measure, MeasureValue
from pipeline.decree.profile import Profile, load_profile
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Element, Paper, Regime


class Group(StrEnum):
    """The heading under which a rule and its findings are shown (nhóm thành phần)."""

    PAGE = "Trang giấy, phông chữ, số trang"
    NATIONAL_NAME = "Quốc hiệu và Tiêu ngữ"
    AGENCY = "Tên cơ quan ban hành"
    NUMBER = "Số, ký hiệu"
    PLACE_DATE = "Địa danh, thời gian ban hành"
    SUBJECT = "Tên loại, trích yếu"
    ADDRESSEE = "Kính gửi"
    BASIS = "Căn cứ ban hành"
    BODY = "Nội dung"
    SIGNATURE = "Chữ ký, dấu"
    RECIPIENTS = "Nơi nhận"
    ANNEX = "Phụ lục, văn bản kèm theo"
    MARKS = "Dấu chỉ mức độ, chỉ dẫn, bản sao"
    LANGUAGE = "Ngôn ngữ, chính tả"
    FILE = "Tệp tin"
    HOUSE = "Quy tắc riêng của cơ quan"


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """One breach of a rule, in Vietnamese: what was found, what is expected, what to do.

    `paragraph`: the index of the paragraph concerned, None for the paper as a whole; `page`: for a breach that has no
    paragraph.
    """

    found: str
    expected: str
    hint: str = ""
    paragraph: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The rule does not concern this paper: no such component, another type."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """The rule concerns the paper but the file does not tell: never counts as passed. `reason` is Vietnamese."""

    reason: str


Verdict = tuple[Breach, ...] | NotApplicable | NotEvaluated
"""Breaches (none: the rule is met), or why there is no judgement."""


Check = Callable[[Paper, Profile], Verdict]
EVERY_MEDIUM = frozenset(Medium)
BOTH_REGIMES = frozenset({Regime.ND30, Regime.TT01})
# Values of the decree in a title, an explanation or a hint: `{motto.size}`, `{motto.bold,italic}`, `{body.first_line_indent:cm}`.
_VALUE = re.compile(r"\{(?P<element>[a-z_]+)\.(?P<keys>[a-z_]+(?:,[a-z_]+)*)(?::(?P<way>cm|lines|about))?\}")
# Of a flag: how letters look when it is on, and when it is off.
_LOOKS = {"bold": ("đậm", "không đậm"), "italic": ("nghiêng", "đứng"), "caps": ("in hoa", "in thường")}
# No fraction of a law is finer: 0,32 is about 1/3.
_FINEST = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. `title` is Vietnamese and says what holds ("Tiêu ngữ in đậm, cỡ {motto.size}"); `at` is the locator.

    `about` explains it with examples. Written down, values of the decree stand in both by the id of their measure; `under`
    puts those of a regulation there and keeps what was written as `patterns`.

    `media`: the kinds of file it can be read off; for another kind the rule is not evaluated. `regimes`: under which
    regulations it holds. `elements`: the components it speaks of, for placing findings that name no paragraph.
    """

    code: str
    title: str
    group: Group
    severity: Severity
    at: str
    check: Check
    about: str = ""
    patterns: tuple[str, str] = ("", "")
    elements: tuple[Element, ...] = ()
    media: frozenset[Medium] = EVERY_MEDIUM
    regimes: frozenset[Regime] = BOTH_REGIMES

    def under(self, profile: Profile) -> Rule:
        """The rule with the values of a regulation in title and explanation, as readers see it."""
        written = self.patterns if self.patterns[0] else (self.title, self.about)
        title, about = (with_values(text, profile) for text in written)
        return replace(self, title=title, about=about, patterns=written)


@lru_cache(maxsize=1024)
def with_values(text: str, profile: Profile) -> str:
    """A text with the values of a profile for its measures; one that a profile lacks has that of the decree in force."""

    def value(found: re.Match[str]) -> str:
        return ", ".join(
            _said(known(f"{found['element']}.{key}"), way=found["way"]) for key in found["keys"].split(",")
        )

    def known(measure_id: str) -> Measure:
        measure = profile.measures.get(measure_id)
        return measure if measure is not None and measure.regulated else load_profile().measure(measure_id)

    return _VALUE.sub(value, text)


def _said(measure: Measure, *, way: str | None) -> str:
    """What a measure asks for, as words inside a sentence: `đậm`, `canh giữa`, `13 - 14`, `1/3 - 1/2`.

    `way`: `cm` gives the unit after each of several (`1 cm hoặc 1,27 cm`), `lines` says line spacing (`từ dòng đơn đến
    1,5 dòng`), `about` the nearest simple fraction of what varies (`khoảng 1/3`).
    """
    if isinstance(measure.value, bool):
        return look_word(measure)
    if isinstance(measure.value, str):
        return measure.expectation
    if way == "about":
        return f"khoảng {Fraction(measure.value).limit_denominator(_FINEST)}"
    if measure.allowed:
        return " hoặc ".join(f"{_amount(value, measure, way)} {way or ''}".strip() for value in measure.allowed)
    low, high = measure.minimum, measure.maximum
    if low is not None and high is not None and low != high:
        range_form = "từ {} đến {}" if way == "lines" else "{} - {}"
        return range_form.format(_amount(low, measure, way), _amount(high, measure, way))
    return _amount(measure.value if low is None else low, measure, way)


def _amount(value: MeasureValue, measure: Measure, way: str | None) -> str:
    """One number of a measure, without its unit unless `way` is `lines`."""
    if way == "lines":
        return "dòng đơn" if value == 1 else measure.shown(value)
    if measure.unit == "ratio":
        return measure.shown(value)
    return f"{round(float(value) / (10 if way == 'cm' else 1), 4):g}".replace(".", ",")


def look_word(measure: Measure) -> str:
    """How letters look by a flag such as `motto.bold`: `đậm`, `không đậm`, `nghiêng`, `đứng`, `in hoa`, `in thường`."""
    on, off = _LOOKS[measure.id.rpartition(".")[2]]
    return on if measure.value else off


def rule(  # noqa: PLR0913 - the heading of a rule, once
    *,
    code: str,
    title: str,
    group: Group,
    severity: Severity,
    at: str,
    elements: tuple[Element, ...] = (),
    media: frozenset[Medium] = EVERY_MEDIUM,
    regimes: frozenset[Regime] = BOTH_REGIMES,
) -> Callable[[Check], Rule]:
    """A decorator that makes a `Rule` of the check function below it; the module's docstring is the rule's explanation."""

    def made(check: Check) -> Rule:
        return Rule(
            code=code,
            title=title,
            group=group,
            severity=severity,
            at=at,
            check=check,
            about=(sys.modules[check.__module__].__doc__ or "").strip(),
            elements=elements,
            media=media,
            regimes=regimes,
        )

    return made
