"""Levels of the check that an office chooses (mức kiểm tra của cơ quan): rules off, milder, or stricter.

A rule that binds by the decree is never softened in silence: its findings say so, even where the rule is off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.checking.check_words import nearest_code
from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.rules.rule import Rule
from pipeline.decree.profile import HouseLevels
from pipeline.finding import Finding, Severity
from pipeline.text import nearest, to_nfc

OFF: Final = "tắt"
# From the softest to the hardest.
_ORDER: Final = (Severity.QUALITY, Severity.HOUSE_STYLE, Severity.LEGAL_WARNING, Severity.LEGAL_ERROR)
LEVELS: Final[Mapping[str, Severity | None]] = {OFF: None, **{severity.label: severity for severity in _ORDER}}


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelProblem:
    """A line of the levels that cannot be used, with a Vietnamese message and hint."""

    written: str
    message: str
    hint: str


def read_levels(choices: Mapping[str, str]) -> tuple[HouseLevels, tuple[LevelProblem, ...]]:
    """The levels by code, read from the office's choices (code -> level), and a problem for each line that cannot be used."""
    levels: dict[str, Severity | None] = {}
    problems: list[LevelProblem] = []
    for written, raw in choices.items():
        rule = RULES_BY_CODE.get(written.strip().upper())
        problem = _problem(written, raw, rule, levels)
        if problem is not None:
            problems.append(problem)
        elif rule is not None:
            levels[rule.code] = LEVELS[_key(raw)]
    return tuple(sorted(levels.items())), tuple(problems)


def _key(raw: str) -> str:
    return " ".join(to_nfc(raw).casefold().split())


def _problem(written: str, raw: str, rule: Rule | None, levels: Mapping[str, object]) -> LevelProblem | None:
    if rule is None:
        near = nearest_code(written)
        hint = f"Có phải “{near}”: {RULES_BY_CODE[near].title}? " if near else ""
        return LevelProblem(
            written=written,
            message=f"Mức kiểm tra “{written}”: không có quy tắc này",
            hint=f"{hint}Danh sách quy tắc: docs/rules.md.",
        )
    if rule.code in levels:
        return LevelProblem(
            written=written, message=f"Mức kiểm tra “{rule.code}” ghi hai lần", hint="Giữ một dòng, xóa dòng kia."
        )
    if _key(raw) not in LEVELS:
        near = nearest(_key(raw), LEVELS)
        return LevelProblem(
            written=written,
            message=f"Mức kiểm tra “{rule.code}”: ghi “{raw}”, cần {', '.join(LEVELS)}",
            hint=f"Nên ghi: {near}." if near else "Chọn một trong các mức đó.",
        )
    if LEVELS[_key(raw)] is Severity.LEGAL_ERROR is not rule.severity:
        return LevelProblem(
            written=written,
            message=f"Mức kiểm tra “{rule.code}”: “{raw}” chỉ dành cho điều Nghị định bắt buộc, quy tắc này thì không",
            hint=f"Cao nhất là: {Severity.LEGAL_WARNING.label}.",
        )
    return None


def softened(levels: HouseLevels) -> Iterator[tuple[Rule, str]]:
    """The rules binding by the decree that these levels soften, each with the level chosen."""
    for code, level in levels:
        rule = RULES_BY_CODE[code]
        if rule.severity is Severity.LEGAL_ERROR and level is not rule.severity:
            yield rule, OFF if level is None else level.label


def at_house_levels(findings: Iterable[Finding], levels: HouseLevels) -> tuple[Finding, ...]:
    """The findings of a check with an office's levels applied.

    A finding of a binding rule is kept, with a remark, even where the office has turned the rule off.
    """
    chosen = dict(levels)
    found = (_levelled(finding, chosen[finding.code]) if finding.code in chosen else finding for finding in findings)
    return tuple(finding for finding in found if finding is not None)


def _levelled(finding: Finding, level: Severity | None) -> Finding | None:
    rule = RULES_BY_CODE[finding.code]
    if level is rule.severity:
        return finding
    if level is None:
        if rule.severity is not Severity.LEGAL_ERROR:
            return None
        note, level = "cơ quan đã tắt quy tắc này", Severity.QUALITY
    else:
        note = f"cơ quan đã {'hạ' if _ORDER.index(level) < _ORDER.index(rule.severity) else 'nâng'} mức"
    return replace(finding, severity=level, message=f"{finding.message} ({note}; mức gốc: {rule.severity.label})")
