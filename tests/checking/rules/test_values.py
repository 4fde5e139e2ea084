"""Values of the decree in titles, explanations, messages and verdicts of rules are those of the profile."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from pipeline.checking.rules import drawn_lines
from pipeline.checking.rules.national_name import qh06_single_spacing
from pipeline.checking.rules.registry import RULES, RULES_BY_CODE
from pipeline.checking.rules.rule import Rule, with_values
from pipeline.checking.rules.subject import tl05_letter_subject_gap
from pipeline.checking.run_rules import judge
from pipeline.decree.measure import Measure, Measures, MeasureValue
from pipeline.decree.profile import Profile, load_profile
from pipeline.reading.recognised import Paper, Regime
from tests.casework import case_paper, docx_facts, read_cases
from tests.sample import ROOT

RULE_MODULES = sorted((ROOT / "pipeline" / "checking" / "rules").rglob("*.py"))
PROFILES = [load_profile(regime.value) for regime in (Regime.ND30, Regime.TT01)]
PLACE = re.compile(r"\{([a-z_]+)\.([a-z_,]+)(?::[a-z]+)?\}")
# What a reader takes for a measured value, or for a look that a profile sets.
MEASURED = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:mm|cm|pt|dòng|lines?|%)(?!\w)|(?<!\w)cỡ(?: chữ)? \d|\b\d/\d\b(?!/)|\d+ - \d+|Single|dòng đơn"
)
LOOK = re.compile(r"(?<!\w)(?:in |chữ )?(?:đậm|nghiêng|đứng|in hoa|in thường|canh giữa|canh đều)(?!\w)")
# What is measured by a tolerance of ours, by rule and text: the tolerance itself, so that text and judgement agree.
OURS = {
    ("QH-05", "5%"): 100 * drawn_lines._LENGTH_SHARE,
    ("QH-05", "3 mm"): drawn_lines._LENGTH_MM,
    ("QH-06", "6 pt"): qh06_single_spacing._LARGEST_GAP - 0.5,
    ("TL-05", "2 pt"): tl05_letter_subject_gap._TOLERANCE,
}
# What no profile sets: how wide letters are, how a scan is made (Phụ lục I, Phần II), and what a word processor calls things.
GIVEN = {
    ("ND-05", "dòng đơn"),
    ("ND-05", "16,1 pt"),
    ("ND-05", "cỡ 1"),
    ("QH-06", "1 dòng"),
    ("QH-08", "96 mm"),
    ("QH-08", "89 mm"),
    ("QH-08", "cỡ 1"),
    ("SO-04", "100%"),
    ("ND-14", "98,5%"),
}


def _statements(rule: Rule) -> str:
    """Title and explanation as written, without examples and without the places of values."""
    title, about = rule.patterns
    lines = [line for line in about.splitlines() if not line.startswith(("Đúng:", "Sai:"))]
    return PLACE.sub("", "\n".join((title, *lines)))


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_rule__no_value_of_the_decree_is_typed_again(rule: Rule) -> None:
    typed = {found[0] for found in MEASURED.finditer(_statements(rule))}
    assert typed <= {text for code, text in OURS.keys() | GIVEN if code == rule.code}
    assert not PLACE.search(rule.title + rule.about)
    for (code, text), tolerance in OURS.items():
        if code == rule.code:
            assert list(_numbers(text)) == [pytest.approx(tolerance)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if ".size" in rule.patterns[0]], ids=lambda rule: rule.code)
def test_title__of_a_look_types_no_look_again(rule: Rule) -> None:
    assert LOOK.findall(PLACE.sub("", rule.patterns[0])) == []


def _said(path: Path) -> Iterator[str]:
    """The texts of a module that a reader may meet: all but docstrings and patterns of search."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    silent = {id(node.body[0].value) for node in documented if node.body and isinstance(node.body[0], ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            silent |= {id(inner) for inner in ast.walk(node)}
        if isinstance(node, ast.keyword) and node.arg == "about":
            silent.add(id(node.value))  # judged above, rule by rule
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield PLACE.sub("", node.value)


@pytest.mark.parametrize("path", RULE_MODULES, ids=lambda path: path.stem)
def test_message__no_value_of_the_decree_is_typed_again(path: Path) -> None:
    # How a scan is made is no measure of a profile; `1 dòng`… are counted, not typed.
    given = {"100%"} if path.stem == "so04_scan" else {"dòng đơn"} if path.stem == "rule" else set()
    assert {found[0] for text in _said(path) for found in MEASURED.finditer(text)} <= given


def _changed(measure: Measure) -> Measure:
    """The measure with another value everywhere: numbers moved by a third, looks turned over."""
    if measure.id.endswith((".bold", ".italic", ".caps")):
        return replace(measure, value=not measure.value)
    if measure.id == "page.font_family":
        return replace(measure, value="Arial")
    if isinstance(measure.value, bool) or measure.unit == "text":
        return measure
    if isinstance(measure.value, str):
        other = "right" if measure.value != "right" else "left"
        return replace(measure, value=other, allowed=(other,)) if measure.id.endswith(".align") else measure

    def moved(number: MeasureValue | None) -> float | None:
        return None if number is None or isinstance(number, bool | str) else round(number * 4 / 3 + 1, 2)

    return replace(
        measure,
        value=moved(measure.value) or 0.0,
        minimum=moved(measure.minimum),
        maximum=moved(measure.maximum),
        allowed=tuple(moved(number) or 0.0 for number in measure.allowed),
    )


def _with(profile: Profile, *changed: Measure) -> Profile:
    by_id = {measure.id: measure for measure in changed}
    return replace(profile, measures=Measures(by_id.get(old.id, old) for old in profile.measures.values()))


OTHER = _with(load_profile(), *(_changed(measure) for measure in load_profile().measures.values()))


def _numbers(text: str) -> set[float]:
    return {float(number.replace(",", ".")) for number in re.findall(r"\d+(?:,\d+)?", text)}


def _places(text: str) -> Iterator[tuple[str, str]]:
    """Each measure that a text names, with the place as written for that measure alone."""
    for found in PLACE.finditer(text):
        way = found[0].rpartition(":")[2] if ":" in found[0] else "}"
        for key in found[2].split(","):
            measure_id = f"{found[1]}.{key}"
            yield measure_id, f"{{{measure_id}{':' + way if way != '}' else way}"


def _ends(measure: Measure) -> set[float]:
    ends = {end for end in (measure.minimum, measure.maximum, *measure.allowed) if end is not None}
    return {float(end) for end in ends or {measure.value} if not isinstance(end, str)}


@pytest.mark.parametrize("profile", [*PROFILES, OTHER], ids=["nd30", "tt01", "every value changed"])
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if PLACE.search("".join(rule.patterns))], ids=lambda rule: rule.code
)
def test_rule__prints_the_values_of_the_regulation(rule: Rule, profile: Profile) -> None:
    printed = rule.under(profile)
    for text, shown in zip(rule.patterns, (printed.title, printed.about), strict=True):
        for measure_id, place in _places(text):
            known = profile.measures.get(measure_id)
            measure = known if known and known.regulated else load_profile().measure(measure_id)
            said = with_values(place, profile)
            assert said in shown
            if isinstance(measure.value, bool | str) or measure.unit == "ratio" or ":about" in place:
                continue
            scale = 10 if ":cm" in place else 1
            ends = {end / scale for end in _ends(measure)} - ({1.0} if ":lines" in place else set())
            assert {round(end, 4) for end in ends} <= _numbers(said)


@pytest.mark.parametrize("rule", [rule for rule in RULES if PLACE.search(rule.patterns[0])], ids=lambda rule: rule.code)
def test_title__keeps_nothing_of_a_profile_whose_every_value_changed(rule: Rule) -> None:
    for measure_id, place in _places(rule.patterns[0]):
        if _changed(load_profile().measure(measure_id)) != load_profile().measure(measure_id):
            assert with_values(place, OTHER) != with_values(place, load_profile())


CASES = tuple(read_cases(RULES_BY_CODE))


@cache
def _right_papers(code: str) -> tuple[Paper, ...]:
    """Word files that a rule's cases call right under the decree in force."""
    cases = [case for case in CASES if (case.rule, case.expect, case.medium) == (code, "passed", "docx")]
    return tuple(case_paper(case, docx_facts(case.paper)) for case in cases if case.regime is Regime.ND30)


# The first is a picture in a PDF only. Capitals of the others are judged by their words, since names and abbreviations
# stand among them: no profile turns that over.
NOT_JUDGED = {
    ("SG-04", "seal_image.overlap"),
    *(("TL-02", "subject.caps"), ("KG-03", "addressee.caps"), ("PL-01", "annex_label.caps")),
}


def _judged_measures() -> Iterator[tuple[str, str]]:
    for rule in RULES:
        for measure_id in dict.fromkeys(named for named, _ in _places(rule.patterns[0])):
            if (rule.code, measure_id) not in NOT_JUDGED:
                yield rule.code, measure_id


@pytest.mark.parametrize(("code", "measure_id"), list(_judged_measures()), ids=str)
def test_verdict__follows_a_changed_measure_of_the_title(code: str, measure_id: str) -> None:
    other = _with(load_profile(), _changed(load_profile().measure(measure_id)))
    papers = _right_papers(code)
    assert papers
    verdicts = [judge(RULES_BY_CODE[code], paper, other) for paper in papers]
    assert any(isinstance(verdict, tuple) and verdict for verdict in verdicts)
