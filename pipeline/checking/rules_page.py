"""The page of all rules (docs/rules.md), generated from the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.checking.check_words import REGIMES, explanation
from pipeline.checking.rules.left_out import IN_PART, LEFT_OUT, LeftOut
from pipeline.checking.rules.registry import RULES
from pipeline.checking.rules.rule import Group, Rule
from pipeline.finding import Severity
from pipeline.reading.facts import Medium
from pipeline.reading.recognised import Regime
from pipeline.text import upper_first


def rules_page(*, note: str, rules: Sequence[Rule] = RULES, left_out: Sequence[LeftOut] = LEFT_OUT) -> str:
    """Markdown: the rules by group, what each says, and those left out with the reason. `note` stands under the title."""
    lines = ["# Quy tắc kiểm tra thể thức (rules)", "", note, ""]
    counts = ", ".join(
        f"{count} {severity.label}"
        for severity in Severity
        if (count := sum(rule.severity is severity for rule in rules))
    )
    lines += [f"{len(rules)} quy tắc: {counts}. Xem một quy tắc: `vanthu check --explain MÃ`.", ""]
    for group in Group:
        lines += _table(group, [rule for rule in rules if rule.group is group])
    for group in Group:
        for rule in (rule for rule in rules if rule.group is group):
            lines += _section(rule)
    lines += _left_out(left_out)
    return "\n".join(lines).rstrip() + "\n"


def _table(group: Group, rules: Sequence[Rule]) -> Iterator[str]:
    if not rules:
        return
    yield from (
        f"## {group.value}",
        "",
        "| mã | quy tắc | mức độ | căn cứ | tệp | chế độ |",
        "|---|---|---|---|---|---|",
    )
    for rule in rules:
        cells = (
            f"[{rule.code}](#{rule.code.lower()})",
            rule.title,
            upper_first(rule.severity.label),
            rule.at,
            _media(rule),
            _regimes(rule),
        )
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
    yield ""


def _media(rule: Rule) -> str:
    return ", ".join(medium.value.upper() for medium in Medium if medium in rule.media)


def _regimes(rule: Rule) -> str:
    judged = [regime for regime in Regime if regime.judged]
    if all(regime in rule.regimes for regime in judged):
        return "cả hai"
    return ", ".join(REGIMES[regime] for regime in judged if regime in rule.regimes)


def _section(rule: Rule) -> list[str]:
    """The lines of one rule, under a heading that is its code alone, so that its link never changes."""
    said = explanation(rule).removeprefix(f"{rule.code}:").strip()
    # The examples are lines of their own in the code, items of a list on the page.
    listed = [f"- {line}" if line.startswith(("Đúng:", "Sai:")) else line for line in said.splitlines()]
    partly = [f"Xét một phần: {IN_PART[rule.code]}", ""] if rule.code in IN_PART else []
    return [f"### {rule.code}", "", upper_first("\n".join(listed)) or rule.title, "", *partly]


def _left_out(left_out: Sequence[LeftOut]) -> list[str]:
    if not left_out:
        return []
    lines = ["## Quy tắc không xét", "", "| mã | quy tắc | lý do |", "|---|---|---|"]
    lines += [
        "| "
        + " | ".join(
            cell.replace("|", "\\|") for cell in (left_out_rule.code, left_out_rule.title, left_out_rule.reason)
        )
        + " |"
        for left_out_rule in left_out
    ]
    return [*lines, ""]
