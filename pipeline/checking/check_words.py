"""The Vietnamese words in which a check is reported (từ ngữ của báo cáo): regimes, components, states, locators of the law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from pipeline.checking.check_result import Coverage, Report
from pipeline.checking.rules.registry import RULES
from pipeline.checking.rules.rule import Group, NotApplicable, NotEvaluated, Rule, Verdict
from pipeline.decree.measure import SILENT
from pipeline.decree.profile import load_profile
from pipeline.reading.recognised import Element, NumberText, Paper, Regime
from pipeline.text import format_date, nearest, upper_first

REGIMES: Mapping[Regime, str] = MappingProxyType(
    {
        Regime.ND30: "Nghị định 30/2020/NĐ-CP",
        Regime.TT01: "Thông tư 01/2011/TT-BNV",
        Regime.LEGISLATION: "văn bản quy phạm pháp luật",
        Regime.PARTY: "văn bản của Đảng",
        Regime.NOT_OFFICIAL: "không phải văn bản hành chính",
    }
)

ELEMENTS: Mapping[Element, str] = MappingProxyType(
    {
        Element.NATIONAL_NAME: "Quốc hiệu",
        Element.MOTTO: "Tiêu ngữ",
        Element.PARENT_AGENCY: "Cơ quan chủ quản trực tiếp",
        Element.ISSUING_AGENCY: "Cơ quan ban hành",
        Element.NUMBER: "Số, ký hiệu",
        Element.PLACE_DATE: "Địa danh, thời gian ban hành",
        Element.TYPE_NAME: "Tên loại",
        Element.SUBJECT: "Trích yếu",
        Element.LETTER_SUBJECT: "Trích yếu công văn",
        Element.ADDRESSEE: "Kính gửi",
        Element.AUTHORITY_LINE: "Thẩm quyền ban hành",
        Element.COMMAND_LINE: "Lệnh văn (QUYẾT ĐỊNH:)",
        Element.BASIS: "Căn cứ ban hành",
        Element.BODY: "Nội dung",
        Element.SIGNING_CAPACITY: "Quyền hạn, chức vụ người ký",
        Element.SIGNER_OTHER_TITLE: "Chức vụ khác của người ký",
        Element.SIGNER_NAME: "Họ tên người ký",
        Element.RECIPIENTS_LABEL: "Từ “Nơi nhận”",
        Element.RECIPIENTS: "Danh sách nơi nhận",
        Element.CONTACT: "Địa chỉ liên hệ",
        Element.ANNEX_LABEL: "Từ “Phụ lục”",
        Element.ANNEX_TITLE: "Tiêu đề phụ lục",
        Element.ANNEX_REFERENCE: "Dòng “Kèm theo” của phụ lục",
        Element.ATTACHED_REFERENCE: "Dòng “Ban hành kèm theo”",
        Element.SIGNING_LINE: "Thông tin chữ ký số",
        Element.URGENCY: "Dấu chỉ mức độ khẩn",
        Element.CIRCULATION: "Chỉ dẫn phạm vi lưu hành",
        Element.DRAFT_MARK: "Dấu dự thảo",
        Element.SECRET_MARK: "Dấu chỉ mức độ mật",
        Element.COPY_FORM: "Hình thức sao",
        Element.PAGE_NUMBER: "Số trang",
    }
)

_KEYS: Mapping[str, str] = MappingProxyType(
    {"size": "cỡ chữ", "bold": "chữ đậm:", "italic": "chữ nghiêng:", "caps": "chữ in hoa:", "align": "vị trí:"}
)
_ARTICLE = re.compile(r"^Đ\.(?P<article>\d+)(?:\.(?P<clause>\d+))?(?P<point>[a-zđ])?$")
_SAMPLE_ROW = re.compile(r"^PLI\.P1\.V\.(?P<row>\d+[a-zđ]?)$")
_ANNEX = re.compile(r"^PL(?P<annex>[IVX]+)(?:\.(?P<rest>.+))?$")
_PART = "Phần {0}"
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^P(\d+)$"), _PART),
    (re.compile(r"^M(\d+\.\d+)$"), "Mẫu {0}"),
    (re.compile(r"^([IVX]+)$"), "Mục {0}"),
    (re.compile(r"^(\d+)$"), "khoản {0}"),
    (re.compile(r"^(\d+)([a-zđ])$"), "khoản {0}, điểm {1}"),
)
_ROMAN = {"1": "I", "2": "II", "3": "III"}


def regime_line(paper: Paper) -> str:
    """`Chế độ thể thức: Nghị định 30/2020/NĐ-CP (văn bản hành chính từ ngày 05/3/2020)`."""
    said = f"Chế độ thể thức: {REGIMES[paper.regime]} ({paper.regime_reason})"
    return said if paper.regime.judged else f"{said}; phần mềm không xét thể thức loại này."


def identity_line(paper: Paper) -> str:
    """The paper as far as it was recognised: `quyết định; số 15/QĐ-UBND; ngày 15 tháng 3 năm 2024; 3 trang`."""
    number = number_shown(paper.number)
    parts = [
        paper.type_name or "không rõ loại văn bản",
        f"số {number}" if number else "",
        format_date(paper.date) if paper.date else "",
        f"năm {paper.year}, chưa ghi ngày" if paper.year and not paper.date else "",
        f"{paper.facts.pages} trang" if paper.facts.pages else "",
    ]
    return "; ".join(filter(None, parts))


def number_shown(number: NumberText | None) -> str:
    """Number and symbol without the word "Số": `15/QĐ-UBND`, `…/QĐ-UBND` where the number is blank."""
    if number is None or not (number.number or number.symbol):
        return ""
    return f"{number.number or '…'}/{number.symbol}" if number.symbol else number.number


def coverage_line(coverage: Coverage) -> str:
    """`Đã xét 84/97 quy tắc liên quan: 80 đạt, 4 không đạt; 13 không xét được từ tệp này; 15 không liên quan`."""
    judged = coverage.passed + coverage.failed
    parts = [
        f"Đã xét {judged}/{coverage.concerned} quy tắc liên quan: {coverage.passed} đạt, {coverage.failed} không đạt",
        f"{coverage.not_evaluated} không xét được từ tệp này" if coverage.not_evaluated else "",
        f"{coverage.not_applicable} không liên quan" if coverage.not_applicable else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def left_open(report: Report) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What was not evaluated: each reason with the codes of the rules, in the order of the registry."""
    reasons: dict[str, list[str]] = {}
    for result in report.results:
        if isinstance(result.verdict, NotEvaluated):
            reasons.setdefault(result.verdict.reason, []).append(result.rule.code)
    return tuple((reason, tuple(codes)) for reason, codes in reasons.items())


def reason_of(verdict: Verdict) -> str:
    """The reason why a rule was not judged; "" where it was."""
    return verdict.reason if isinstance(verdict, NotApplicable | NotEvaluated) else ""


def citation(rule: Rule, regime: Regime) -> str:
    """The locator of a rule in words, with the regulation.

    Locators of rules are those of the decree; the circular before it has the same order.
    """
    if rule.group is Group.HOUSE:
        return "quy tắc riêng của cơ quan"
    if rule.at == SILENT:
        return "thông lệ trình bày, quy định không nêu"
    if regime is Regime.TT01:
        return (
            f"quy định tương ứng của {REGIMES[regime]}; hiện nay: {locator_in_words(rule.at)}, {REGIMES[Regime.ND30]}"
        )
    return locator_in_words(rule.at)


def locator_in_words(at: str) -> str:
    """`PLI.P1.II.1b` -> `Phụ lục I, Phần I, Mục II, khoản 1, điểm b`; a text that is no locator is returned unchanged."""
    return "; ".join(_one_locator(part.strip()) for part in re.split(r"[;,]", at))


def _one_locator(at: str) -> str:
    article = _ARTICLE.match(at)
    if article:
        clause = f", khoản {article['clause']}" if article["clause"] else ""
        point = f", điểm {article['point']}" if article["point"] else ""
        return f"Điều {article['article']}{clause}{point}"
    if at.startswith("NĐ "):
        return f"Nghị định {at.removeprefix('NĐ ')}"
    row = _SAMPLE_ROW.match(at)
    if row:
        return f"Phụ lục I, Phần I, Mục V (bảng mẫu chữ), dòng {row['row']}"
    annex = _ANNEX.match(at)
    if not annex:
        return at
    steps = _annex_steps(annex["rest"] or "")
    return at if steps is None else ", ".join([f"Phụ lục {annex['annex']}", *steps])


def _annex_steps(rest: str) -> list[str] | None:
    """The steps below an annex in words; None where one of them is of an unknown form."""
    steps: list[str] = []
    # The number of a sample has a point of its own.
    for step in [rest] if rest.startswith("M") else filter(None, rest.split(".")):
        match, words = next(((found, words) for form, words in _STEPS if (found := form.match(step))), (None, ""))
        if match is None:
            return None
        steps.append(words.format(*(_ROMAN.get(group, group) if words == _PART else group for group in match.groups())))
    return steps


def explanation(rule: Rule) -> str:
    """The explanation of a rule from its module, its code first; the title where the module has no more."""
    return rule.about or rule.title


def rule_sheet(rule: Rule) -> tuple[tuple[str, str], ...]:
    """A rule as pairs of label and text, in the order shown by `vanthu check --explain`."""
    rows = [
        ("Nhóm", rule.group.value),
        ("Mức độ", upper_first(rule.severity.label)),
        ("Căn cứ", citation(rule, Regime.ND30) + ("" if rule.at == SILENT else f" ({rule.at})")),
        ("Chế độ thể thức", ", ".join(REGIMES[regime] for regime in Regime if regime in rule.regimes)),
        ("Xét trên tệp", ", ".join(sorted(medium.value.upper() for medium in rule.media))),
    ]
    return (*rows, *_measures(rule))


def _measures(rule: Rule) -> tuple[tuple[str, str], ...]:
    """The measures that the profile has for the rule's components at the rule's own locator, under each regulation."""
    words = {element.value: name for element, name in ELEMENTS.items() if element in rule.elements}
    ids = [
        measure.id
        for measure in load_profile().measures.values()
        if measure.element in words and measure.regulated and measure.at == rule.at
    ]
    found = []
    for regime in (regime for regime in Regime if regime.judged and regime in rule.regimes):
        measures = load_profile(regime.value).measures
        said: dict[str, list[str]] = {}
        for measure in (measures[key] for key in ids if key in measures and measures[key].regulated):
            key = measure.id.partition(".")[2]
            said.setdefault(words[measure.element], []).append(_KEYS.get(key, key) + f" {measure.expectation}")
        if said:
            values = "; ".join(f"{name}: {', '.join(values)}" for name, values in said.items())
            found.append((f"Giá trị theo {REGIMES[regime]}", values))
    return tuple(found)


def nearest_code(code: str) -> str | None:
    """The code of a rule most like the one written: `QH3` gives `QH-03`; None where none is near."""
    plain = {rule.code.replace("-", ""): rule.code for rule in RULES}
    letters = re.sub(r"[^A-Z0-9]", "", code.upper())
    padded = re.sub(r"^([A-Z]{2})(\d)$", r"\g<1>0\2", letters)
    if padded in plain:
        return plain[padded]
    found = nearest(padded, plain)
    return plain[found] if found else None
