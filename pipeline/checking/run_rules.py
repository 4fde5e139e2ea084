"""Applying the rules to a measured paper (chạy quy tắc)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.checking.check_result import Report, Result
from pipeline.checking.house import UNKNOWN_HOUSE, House
from pipeline.checking.house_phrases import house_rules
from pipeline.checking.rules.registry import RULES
from pipeline.checking.rules.rule import NotApplicable, NotEvaluated, Rule, Verdict
from pipeline.decree.profile import Profile, load_profile
from pipeline.reading.facts import PaperFacts
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Paper


def check(facts: PaperFacts, *, rules: Sequence[Rule] = RULES, house: House = UNKNOWN_HOUSE) -> Report:
    """Recognise the paper, decide its regime, and judge it by every rule of that regime.

    `house`: the office whose paper it is; its own rules are asked after all others.
    """
    paper = recognise(facts, own_types=house.types, regulation=house.regulation)
    if not paper.regime.judged:
        return Report(file=facts.name, paper=paper, results=())
    profile = load_profile(paper.regime.value)
    return Report(
        file=facts.name,
        paper=paper,
        results=(
            *(Result(rule=rule.under(profile), verdict=judge(rule, paper, profile)) for rule in rules),
            *(Result(rule=rule, verdict=judge(rule, paper, profile)) for rule in house_rules(house.phrases)),
        ),
    )


def judge(rule: Rule, paper: Paper, profile: Profile) -> Verdict:
    """The verdict of one rule; a rule of another regulation or for another kind of file is not applicable or not evaluated."""
    if paper.regime not in rule.regimes:
        return NotApplicable("quy tắc của chế độ thể thức khác")
    verdict = rule.check(paper, profile)
    # Asked first, so that a rule which does not concern the paper is not counted among those left open.
    if paper.facts.medium not in rule.media and not isinstance(verdict, NotApplicable):
        return NotEvaluated(f"không đọc được từ tệp {paper.facts.medium.value.upper()}")
    return verdict
