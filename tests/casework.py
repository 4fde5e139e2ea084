"""Cases of rules (ca kiểm thử quy tắc): the facts of a real paper, edited as a YAML file says, judged by one rule.

`tests/cases/<code>.yaml` names the rule and its cases; each starts from a paper of the sample office and changes facts.
What a change may say is the table `OPERATIONS` below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import Any

import yaml

from pipeline.checking.rules.rule import NotApplicable, NotEvaluated, Rule, Verdict
from pipeline.checking.run_rules import judge
from pipeline.decree.profile import load_profile
from pipeline.reading.cut_lines import cut_at_breaks
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import (
    Box,
    Burdens,
    EmbeddedFont,
    Flow,
    Image,
    PaperFacts,
    Paragraph,
    PdfMarks,
    Section,
    SignatureField,
    Stroke,
    StrokeKind,
    Table,
)
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Element, Paper, Regime
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.sample import ROOT, TEMPLATES, sample

CASES = ROOT / "tests" / "cases"
OTHER_REGIME = CASES / "_tt01.yaml"
_ENUMS: Mapping[str, Callable[[str], object]] = {"flow": Flow, "kind": StrokeKind}

_KEYS = frozenset({"name", "paper", "medium", "change", "expect", "found", "regimes"})
_STATES = frozenset({"passed", "failed", "not_evaluated", "not_applicable"})

Change = Mapping[str, Mapping[str, Any]]


class CaseError(ValueError):
    """A case that cannot be run as it is written; says which, and what is wrong with it."""


class AbsentError(CaseError):
    """A change speaks of something that the paper does not have."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One case of one rule under one regime."""

    rule: str
    name: str
    paper: str
    medium: str
    regime: Regime
    change: Sequence[Change]
    expect: str
    found: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.name} [{self.regime.value}, {self.medium}]"


def read_cases(rules: Mapping[str, Rule]) -> Iterator[Case]:
    """Every case of every file, under each regime that it is for."""
    for path in sorted(CASES.glob("[!_]*.yaml")):
        yield from cases_of(path.name, path.read_text("utf-8"), rules)


def cases_of(file: str, text: str, rules: Mapping[str, Rule]) -> Iterator[Case]:
    """The cases of one file, by its name and its text."""
    raw = yaml.load(text, Loader=yaml.CSafeLoader)
    rule = rules.get(raw.get("rule"))
    _demand(rule is not None, f"{file}: no rule {raw.get('rule')!r}")
    assert rule is not None
    _demand(file == f"{rule.code.lower()}.yaml", f"{file}: the cases of {rule.code} belong in {rule.code.lower()}.yaml")
    names = [one.get("name") for one in raw.get("cases") or []]
    _demand(len(names) == len(set(names)), f"{file}: two cases of one name")
    for one in raw["cases"]:
        _readable(f"{file}, case {one.get('name')!r}", one, rule)
        for regime in one.get("regimes") or sorted(regime.value for regime in rule.regimes):
            yield Case(
                rule=rule.code,
                name=one["name"],
                paper=one["paper"],
                medium=one.get("medium", "docx"),
                regime=Regime(regime),
                change=one.get("change") or [],
                expect=one["expect"],
                found=one.get("found", ""),
            )


def _demand(holds: object, message: str) -> None:
    if not holds:
        raise CaseError(message)


@cache
def _papers() -> frozenset[str]:
    return frozenset(document.id for document in sample().documents)


def _readable(where: str, raw: Mapping[str, Any], rule: Rule) -> None:
    """Raise where a case is not one."""
    _demand(set(raw) <= _KEYS, f"{where}: unknown {sorted(set(raw) - _KEYS)}; known: {sorted(_KEYS)}")
    _demand({"name", "paper", "expect"} <= set(raw), f"{where}: needs name, paper and expect")
    _demand(raw["paper"] in _papers(), f"{where}: no sample paper {raw['paper']!r}; known: {sorted(_papers())}")
    _demand(raw["expect"] in _STATES, f"{where}: expect {raw['expect']!r}; known: {sorted(_STATES)}")
    _demand(raw.get("medium", "docx") in {"docx", "pdf"}, f"{where}: medium {raw.get('medium')!r}; known: docx, pdf")
    held = {regime.value for regime in rule.regimes}
    wrong = set(raw.get("regimes") or ()) - held
    _demand(not wrong, f"{where}: {rule.code} does not hold under {sorted(wrong)}")
    _demand(not raw.get("found") or raw["expect"] == "failed", f"{where}: only a failed case has something found")
    for change in raw.get("change") or []:
        _operation(change, where)


def _operation(change: Change, where: str) -> tuple[str, Any]:
    _demand(isinstance(change, dict) and len(change) == 1, f"{where}: {change!r} is not one change")
    ((name, details),) = change.items()
    _demand(name in OPERATIONS, f"{where}: unknown change {name!r}; known: {', '.join(OPERATIONS)}")
    return name, details


@cache
def docx_facts(document_id: str) -> PaperFacts:
    """The facts of a sample paper's Word file."""
    document = next(one for one in sample().documents if one.id == document_id)
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)
    return read_docx(docx, name=f"{document_id}.docx")


def run_case(case: Case, facts: PaperFacts, rule: Rule) -> Verdict:
    """Change the facts, recognise, judge by one rule under the case's regime."""
    return judge(rule, case_paper(case, facts), load_profile(case.regime.value))


def case_paper(case: Case, facts: PaperFacts) -> Paper:
    """The paper of a case, recognised: the facts of a sample paper, changed as the case says."""
    if case.regime is Regime.TT01:
        facts = of_2018(facts)
    # A change may take the date away, and minutes (biên bản) have none: the case says which regulation it is for.
    return replace(_recognised(_Same(changed(facts, case.change))), regime=case.regime)


@dataclass(frozen=True, eq=False)
class _Same:
    """Facts that are the same when they are one and the same object: comparing what they hold costs as much as reading it."""

    facts: PaperFacts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.facts is self.facts

    def __hash__(self) -> int:
        return id(self.facts)


def of_2018(facts: PaperFacts) -> PaperFacts:
    """The paper as it would have been under TT 01/2011/TT-BNV."""
    return _of_2018(_Same(facts))


@lru_cache(maxsize=64)
def _of_2018(same: _Same) -> PaperFacts:
    return changed(same.facts, _changes_to_2018(), lenient=True)


@cache
def _changes_to_2018() -> Sequence[Change]:
    return tuple(yaml.load(OTHER_REGIME.read_text("utf-8"), Loader=yaml.CSafeLoader))


def state(verdict: Verdict) -> str:
    """The verdict as a case names it."""
    if isinstance(verdict, NotApplicable):
        return "not_applicable"
    if isinstance(verdict, NotEvaluated):
        return "not_evaluated"
    return "failed" if verdict else "passed"


def changed(facts: PaperFacts, changes: Sequence[Change], *, lenient: bool = False) -> PaperFacts:
    """The facts after every change, in order; where `lenient`, what a paper does not have is not changed."""
    for number, change in enumerate(changes, start=1):
        where = f"{facts.name}, change {number}"
        name, details = _operation(change, where)
        try:
            facts = OPERATIONS[name](facts, details)
        except AbsentError as error:
            if not lenient:
                message = f"{where} ({name}): {error}"
                raise AbsentError(message) from error
        except (LookupError, TypeError, ValueError, AttributeError, re.error) as error:
            message = f"{where} ({name}: {details}): {type(error).__name__} {error}"
            raise CaseError(message) from error
    return facts


def _targets(facts: PaperFacts, where: Mapping[str, Any] | str) -> list[Paragraph]:
    """The paragraphs that a change speaks of, as indices into `facts.paragraphs`."""
    wanted: Mapping[str, Any] = {"of": where} if isinstance(where, str) else where
    if "match" in wanted:
        found = [one for one in _cut(_Same(facts)) if re.search(wanted["match"], one.plain)]
    else:
        cut = _recognised(_Same(facts))
        element, part = Element(wanted["of"]), wanted.get("part")
        found = [
            cut.paragraph(index)
            for one in cut.components
            if one.element is element and part in {None, one.part}
            for index in one.paragraphs
        ]
        if part is None and element is not Element.BODY:
            first = {one.part for one in cut.components if one.element is element}
            found = [one for one in found if one.index in _indices(cut, element, min(first, default=0))]
    if "nth" in wanted:
        found = found[wanted["nth"] :][:1]
    if not found:
        message = f"{facts.name} has no {wanted}"
        raise AbsentError(message)
    return [
        facts.paragraphs[k] for k in dict.fromkeys(one.index if one.origin is None else one.origin for one in found)
    ]


def _indices(paper: Paper, element: Element, part: int) -> set[int]:
    return {k for one in paper.components if one.element is element and one.part == part for k in one.paragraphs}


@lru_cache(maxsize=64)
def _cut(same: _Same) -> tuple[Paragraph, ...]:
    return cut_at_breaks(same.facts).paragraphs


@lru_cache(maxsize=64)
def _recognised(same: _Same) -> Paper:
    """The paper of these facts: a case starts from a sample paper as it is, and often changes it more than once."""
    return recognise(same.facts)


def _put(facts: PaperFacts, paragraphs: Sequence[Paragraph]) -> PaperFacts:
    by_index = {one.index: one for one in paragraphs}
    return replace(facts, paragraphs=tuple(by_index.get(one.index, one) for one in facts.paragraphs))


def _values(details: Mapping[str, Any], *drop: str) -> dict[str, Any]:
    values = {key: value for key, value in details.items() if key not in {"of", "nth", "part", "match", *drop}}
    return {key: _ENUMS[key](value) if key in _ENUMS and value else value for key, value in values.items()}


def _text(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    find, put = details["find"], details["put"]
    done = []
    for paragraph in _targets(facts, details):
        if find not in paragraph.text:
            continue
        runs = tuple(replace(run, text=run.text.replace(find, put)) for run in paragraph.runs)
        text = paragraph.text.replace(find, put)
        if "".join(run.text for run in runs) != text.removeprefix(paragraph.number) and runs:
            runs = (replace(runs[0], text=text),)
        done.append(replace(paragraph, text=text, runs=runs))
    if not done:
        message = f"{facts.name}: {find!r} is not in {details}"
        raise AbsentError(message)
    return _put(facts, done)


def _look(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    values = _values(details)
    return _put(
        facts,
        [replace(one, runs=tuple(replace(run, **values) for run in one.runs)) for one in _targets(facts, details)],
    )


def _set(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else Box(**value) if key == "box" and value else value
        for key, value in _values(details).items()
    }
    return _put(facts, [replace(one, **values) for one in _targets(facts, details)])


def _renumbered(facts: PaperFacts, paragraphs: Sequence[Paragraph]) -> PaperFacts:
    """Paragraphs numbered anew; lines under one that is gone stand under none."""
    moved = {one.index: k for k, one in enumerate(paragraphs) if one.index >= 0}
    strokes = tuple(
        replace(one, under=moved.get(one.under) if one.under is not None else None) for one in facts.strokes
    )
    numbered = tuple(replace(one, index=k) for k, one in enumerate(paragraphs))
    return replace(facts, paragraphs=numbered, strokes=strokes)


def _remove(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    gone = {one.index for one in _targets(facts, details)}
    return _renumbered(facts, [one for one in facts.paragraphs if one.index not in gone])


def _insert(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    after = "after" in details
    anchor = _targets(facts, details["after" if after else "before"])
    like = _targets(facts, details["like"])[0] if "like" in details else anchor[0]
    run = replace(like.runs[0], text=details["text"]) if like.runs else None
    place = anchor[-1].index + 1 if after else anchor[0].index
    new = replace(
        like,
        index=-1,
        text=details["text"],
        runs=(run,) if run else (),
        **_values(details, "after", "before", "like", "text"),
    )
    return _renumbered(facts, [*facts.paragraphs[:place], new, *facts.paragraphs[place:]])


def _section(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    index = details["index"]
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in _values(details, "index").items()
    }
    sections = list(facts.sections)
    if index >= len(sections):
        message = f"{facts.name} has no section {index}"
        raise AbsentError(message)
    sections[index] = replace(sections[index], **values)
    return replace(facts, sections=tuple(sections))


def _page_number(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    wanted = details.get("section")
    sections: list[Section] = []
    for one in facts.sections:
        if one.page_number is not None and wanted in {None, one.index}:
            sections.append(replace(one, page_number=replace(one.page_number, **_values(details, "section"))))
        else:
            sections.append(one)
    if tuple(sections) == facts.sections:
        message = f"{facts.name} has no page number to change in section {wanted}"
        raise AbsentError(message)
    return replace(facts, sections=tuple(sections))


def _stroke(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    under = _targets(facts, details["under"])
    indices = {one.index for one in under}
    others = tuple(one for one in facts.strokes if one.under not in indices)
    mine = [one for one in facts.strokes if one.under in indices]
    if details.get("remove"):
        return replace(facts, strokes=others)
    last = under[-1]
    left, right = last.ink or (last.left, last.right)
    base = mine[0] if mine else Stroke(kind=StrokeKind.BORDER, left=left, right=right, under=last.index, solid=True)
    length = base.length
    if "share" in details:
        length = details["share"] * (last.last_line_width or right - left)
    length = details.get("length", length)
    middle = (base.left + base.right) / 2 + details.get("shift", 0)
    values = _values(details, "under", "share", "length", "shift", "remove")
    made = replace(base, **{"left": middle - length / 2, "right": middle + length / 2, **values})
    return replace(facts, strokes=(*others, made))


def _table(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    index = details["index"]
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in _values(details, "index").items()
    }
    tables: list[Table] = list(facts.tables)
    if index >= len(tables):
        message = f"{facts.name} has no table {index}"
        raise AbsentError(message)
    tables[index] = replace(tables[index], **values)
    return replace(facts, tables=tuple(tables))


def _marks(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    if facts.marks is None:
        message = f"{facts.name} is no PDF"
        raise AbsentError(message)
    values = dict(details)
    if "fonts" in values:
        values["fonts"] = tuple(EmbeddedFont(**one) for one in values["fonts"])
    marks: PdfMarks = replace(facts.marks, **values)
    return replace(facts, marks=marks)


def _facts(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    known = {one.name for one in fields(PaperFacts)}
    if not set(details) <= known:
        message = f"facts have no {set(details) - known}"
        raise ValueError(message)
    return replace(facts, **details)


def _field(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    """Change the signature field of this name."""
    found = [one for one in facts.fields if one.name == details["name"]]
    if not found:
        message = f"{facts.name} has no field {details['name']}"
        raise AbsentError(message)
    values: dict[str, Any] = {key: Box(**value) if key == "box" and value else value for key, value in details.items()}
    return replace(facts, fields=tuple(replace(one, **values) if one in found else one for one in facts.fields))


def _extent(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    """Change how far the text of a page reaches."""
    if details["page"] not in {one.page for one in facts.extents}:
        message = f"{facts.name} has no page {details['page']}"
        raise AbsentError(message)
    return replace(
        facts, extents=tuple(replace(one, **details) if one.page == details["page"] else one for one in facts.extents)
    )


def _rows_of_page(facts: PaperFacts, details: Mapping[str, Any]) -> PaperFacts:
    """Leave only the first rows of a table on one of its pages, and nothing else there."""
    page, table, keep = details["page"], details["table"], details["keep"]
    on = [one for one in facts.paragraphs if one.flow is Flow.BODY and one.box is not None and one.box.page == page]
    first = min((one.cell.row for one in on if one.cell is not None and one.cell.table == table), default=None)
    if first is None:
        message = f"{facts.name} has no table {table} on page {page}"
        raise AbsentError(message)
    gone = {one.index for one in on if one.cell is None or one.cell.table != table or one.cell.row >= first + keep}
    return _renumbered(facts, [one for one in facts.paragraphs if one.index not in gone])


def _made(kind: Callable[..., Any], raw: Mapping[str, Any]) -> Any:
    return kind(**{key: Box(**value) if key == "box" and value else value for key, value in raw.items()})


OPERATIONS: Mapping[str, Callable[[PaperFacts, Any], PaperFacts]] = {
    "text": _text,
    "look": _look,
    "set": _set,
    "remove": _remove,
    "insert": _insert,
    "section": _section,
    "page_number": _page_number,
    "stroke": _stroke,
    "table": _table,
    "marks": _marks,
    "facts": _facts,
    "field": _field,
    "extent": _extent,
    "rows_of_page": _rows_of_page,
    "burdens": lambda facts, raw: replace(facts, burdens=replace(facts.burdens or Burdens(), **raw)),
    "fields": lambda facts, raw: replace(facts, fields=tuple(_made(SignatureField, one) for one in raw)),
    "images": lambda facts, raw: replace(facts, images=tuple(_made(Image, one) for one in raw)),
}
