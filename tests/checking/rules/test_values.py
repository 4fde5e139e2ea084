"""Values of the decree in titles and explanations are those of the profile, under both regulations."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule
from pipeline.decree.measure import Measures
from pipeline.decree.profile import Profile, load_profile
from pipeline.reading.recognised import Regime

PROFILES = [load_profile(regime.value) for regime in (Regime.ND30, Regime.TT01)]
TYPED = re.compile(r"cỡ \d+ - \d+|\d+ - \d+ mm|\d+ (?:mm )?x \d+ mm|dài 1/3 - 1/2")
MEASURE = re.compile(r"\{([a-z_]+\.[a-z_]+)(?::cm)?\}")


def _numbers(text: str) -> set[float]:
    return {float(one.replace(",", ".")) for one in re.findall(r"\d+(?:,\d+)?", text)}


@pytest.mark.parametrize("rule", RULES, ids=[one.code for one in RULES])
def test_rule__no_range_of_the_decree_is_typed_again(rule: Rule) -> None:
    title, about = rule.patterns
    statements = [line for line in about.splitlines() if not line.startswith(("Đúng:", "Sai:"))]
    assert [line for line in (title, *statements) if TYPED.search(line)] == []
    assert not MEASURE.search(rule.title + rule.about)


@pytest.mark.parametrize("profile", PROFILES, ids=[one.id for one in PROFILES])
@pytest.mark.parametrize("rule", [one for one in RULES if MEASURE.search(one.patterns[0])], ids=lambda rule: rule.code)
def test_title__prints_the_values_of_the_regulation(rule: Rule, profile: Profile) -> None:
    printed = _numbers(rule.under(profile).title)
    for found in MEASURE.findall(rule.patterns[0]):
        measure = profile.measures.get(found) or load_profile().measure(found)
        if measure.unit == "ratio":
            continue
        scale = 10 if f"{{{found}:cm}}" in rule.patterns[0] else 1
        ends = {one for one in (measure.minimum, measure.maximum, *measure.allowed) if one is not None}
        assert {float(one) / scale for one in ends or {measure.value}} <= printed


def test_title__follows_a_profile_that_says_otherwise() -> None:
    margin = replace(load_profile().measure("page.margin_left"), minimum=28.0, maximum=33.5)
    others = (one for one in load_profile().measures.values() if one.id != margin.id)
    other = replace(load_profile(), measures=Measures((*others, margin)))
    assert RULES_BY_CODE["PG-04"].under(other).title == "Lề trái 28 - 33,5 mm"
    assert RULES_BY_CODE["PG-04"].under(other).about.startswith("PG-04: Lề trái 28 - 33,5 mm.")
