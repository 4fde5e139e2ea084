"""Every tolerance of a rule at its edge: a value just inside passes, one just outside is told."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.checking.rules.registry import RULES_BY_CODE
from pipeline.checking.run_rules import judge
from pipeline.decree.profile import load_profile
from pipeline.reading.recognise import recognise
from tests.casework import changed, docx_facts, run_case, state
from tests.checking.rules.edges import EDGES, LETTER, Side
from tests.sample import ROOT

RULES = ROOT / "pipeline" / "checking" / "rules"


@pytest.mark.parametrize("side", [side for edge in EDGES for side in edge.sides()], ids=str)
def test_tolerance__at_its_edge(side: Side) -> None:
    case = side.case()
    verdict = run_case(case, docx_facts(case.paper), RULES_BY_CODE[case.rule])
    assert state(verdict) == case.expect, verdict
    if case.found:
        assert isinstance(verdict, tuple)
        assert any(case.found in breach.found for breach in verdict), verdict


# Names of colours in a message: the hue, lightness and saturation on both sides of each border.
NAMES = {
    "FF5500": "đỏ",
    "FF5600": "cam",
    "FFBF00": "cam",
    "FFC000": "vàng",
    "D5FF00": "vàng",
    "D4FF00": "xanh lá cây",
    "00FFBF": "xanh lá cây",
    "00FFC0": "xanh dương",
    "5500FF": "xanh dương",
    "5600FF": "tím",
    "FF006B": "tím",
    "FF006A": "đỏ",
    "FF0002": "đỏ",
    "735555": "đỏ",
    "725656": "xám",
    "EDEDED": "xám",
    "EEEEEE": "trắng",
}


@pytest.mark.parametrize(("colour", "name"), NAMES.items())
def test_colour__is_called_by_the_name_on_its_side_of_the_border(colour: str, name: str) -> None:
    change = [{"look": {"match": "^V/v", "colour": colour}}]
    paper = recognise(changed(docx_facts(LETTER), change))
    verdict = judge(RULES_BY_CODE["PG-07"], paper, load_profile())
    assert isinstance(verdict, tuple)
    assert verdict[0].found.startswith(f"Chữ màu {name} ở ")


# Numbers that are no border of a tolerance, or one that no paper can be at.
NOT_EDGES = {
    "pg07_colour._GREY_BELOW": "names of colours, above",
    "pg07_colour._WHITE_ABOVE": "names of colours, above",
}
# Edges of whole numbers.
WHOLE = {"pg07_colour._BLACKEST", "signing_text._BLACK"}
WHOLE |= {f"tl07_lengths.{name}" for name in ("_LONGEST_NUMBER", "_LONGEST_SYMBOL", "_LONGEST_SUBJECT")}


def _constants(path: Path) -> Iterator[str]:
    """The constants of a module that hold fractions: lengths, shares and sizes that somebody chose."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            numbers = [one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant)]
            if any(isinstance(one, float) for one in numbers):
                yield f"{path.stem}.{node.targets[0].id}"


def test_tolerances__each_has_its_edge_tested() -> None:
    known = {constant for path in RULES.rglob("*.py") for constant in _constants(path)}
    tested = {edge.boundary for edge in EDGES}
    assert known - tested - set(NOT_EDGES) == set()
    assert {one for one in tested | set(NOT_EDGES) if "._" in one} <= known | WHOLE
    assert tested.isdisjoint(NOT_EDGES)
