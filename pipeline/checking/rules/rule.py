"""What a rule (quy tắc) is: a judgement over a recognised paper, with its place in the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pipeline.decree.profile import Profile
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


@dataclass(frozen=True, kw_only=True, slots=True)
class Breach:
    """One breach of a rule. All texts Vietnamese: what was found, what is expected, what to do.

    `paragraph` is the index of the paragraph concerned, None for the paper as a whole; `page` and `section` for what has
    no paragraph.
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
    """The rule concerns the paper but this file does not tell: never counts as passed. `reason` is Vietnamese."""

    reason: str


Verdict = tuple[Breach, ...] | NotApplicable | NotEvaluated
"""Breaches (none: the rule is met), or why there is no judgement."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """One rule. `title` is Vietnamese and says what holds ("Tiêu ngữ in đậm, cỡ 13 - 14"); `at` is the locator.

    `media`: the kinds of file it can be read off; for another kind the rule is not evaluated. `regimes`: under which
    regulations it holds. `elements`: the components it speaks of, for placing findings that name no paragraph.
    """

    code: str
    title: str
    group: Group
    severity: Severity
    at: str
    check: Callable[[Paper, Profile], Verdict]
    elements: tuple[Element, ...] = ()
    media: frozenset[Medium] = frozenset(Medium)
    regimes: frozenset[Regime] = frozenset({Regime.ND30, Regime.TT01})
