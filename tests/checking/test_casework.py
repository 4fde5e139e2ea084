"""The runner of cases itself: mistakes in a case file are told plainly, and its papers are what they are taken for."""

from __future__ import annotations

import pytest

from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.run_rules import check
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Regime
from tests.casework import CASES, AbsentError, CaseError, Change, cases_of, changed, docx_facts, of_2018
from tests.sample import sample

PAPERS = [one.id for one in sample().documents]
GOOD = "{name: a, paper: cong-van-don-doc, expect: passed"


def _file(case: str, rule: str = "QH-03") -> str:
    return f"rule: {rule}\ncases:\n  - {case}"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (_file(GOOD + "}", rule="QH-99"), "qh-03.yaml: no rule 'QH-99'"),
        (_file(GOOD + "}", rule="QH-04"), "belong in qh-04.yaml"),
        (_file(GOOD + "}") + "\n  - " + GOOD + "}", "two cases of one name"),
        (_file("{name: a, expect: passed}"), "needs name, paper and expect"),
        (_file("{name: a, paper: khong-co, expect: passed}"), "no sample paper 'khong-co'"),
        (_file("{name: a, paper: cong-van-don-doc, expect: failde}"), "expect 'failde'"),
        (_file(GOOD + ", medium: odt}"), "medium 'odt'"),
        (_file(GOOD + ", regimes: [nd78_2025]}"), "QH-03 does not hold under ['nd78_2025']"),
        (_file(GOOD + ", fuond: x}"), "unknown ['fuond']"),
        (_file(GOOD + ", found: x}"), "only a failed case has something found"),
        (_file(GOOD + ", change: [{txet: {of: motto}}]}"), "unknown change 'txet'"),
        (_file(GOOD + ", change: [{text: {of: motto}, look: {of: motto}}]}"), "is not one change"),
    ],
)
def test_case_file__mistakes_are_told(text: str, says: str) -> None:
    with pytest.raises(CaseError) as caught:
        list(cases_of("qh-03.yaml", text, RULES_BY_CODE))
    assert says in str(caught.value)
    assert "qh-03.yaml" in str(caught.value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"look": {"of": "motto", "siez": 15}}, "siez"),
        ({"look": {"of": "moto", "size": 15}}, "moto"),
        ({"text": {"of": "motto", "find": "-"}}, "put"),
        ({"set": {"match": "(", "alignment": "left"}}, "unterminated"),
        ({"section": {"index": 0, "margin": 3}}, "margin"),
        ({"facts": {"page": 3}}, "page"),
    ],
)
def test_change__that_cannot_be_made_names_itself(change: Change, says: str) -> None:
    with pytest.raises(CaseError, match="change 1") as caught:
        changed(docx_facts("cong-van-don-doc"), [change], lenient=True)
    assert says in str(caught.value)
    assert not isinstance(caught.value, AbsentError)


@pytest.mark.parametrize(
    "change",
    [
        {"text": {"of": "type_name", "find": "a", "put": "b"}},
        {"text": {"of": "motto", "find": "–", "put": "-"}},
        {"remove": {"match": "khong co doan nao nhu the"}},
        {"section": {"index": 7, "margin_left": 30}},
        {"table": {"index": 70, "header_rows": 1}},
        {"marks": {"language": ""}},
        {"field": {"name": "chu-ky-9", "signed": True}},
    ],
)
def test_change__of_what_a_paper_lacks(change: Change) -> None:
    facts = docx_facts("cong-van-don-doc")
    with pytest.raises(AbsentError, match="change 1"):
        changed(facts, [change])
    assert changed(facts, [change], lenient=True) == facts


def test_cases__every_file_has_its_rule_and_every_rule_its_file() -> None:
    assert {path.name for path in CASES.iterdir()} == {
        "_tt01.yaml",
        *(f"{code.lower()}.yaml" for code in RULES_BY_CODE),
    }


@pytest.mark.parametrize("document_id", PAPERS)
def test_paper_of_2018__is_one_of_the_old_regulation_and_sound(document_id: str) -> None:
    old = of_2018(docx_facts(document_id))
    report = check(old)
    if recognise(old).component(Element.PLACE_DATE) is None:  # minutes: their day stands in the text
        assert report.paper.type_name == "biên bản"
        return
    assert report.paper.regime is Regime.TT01
    assert [(rule.code, breach.found) for rule, breach in report.breaches()] == []
