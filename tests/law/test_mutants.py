"""Every paper of the sample office with one thing made wrong: exactly that rule is broken, and no other."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.law.check.run import check
from pipeline.law.facts.docx import read_docx
from pipeline.law.facts.pdf import read_pdf
from pipeline.law.rules.registry import RULES_BY_CODE
from pipeline.typeset.convert import find_engine, to_pdf
from pipeline.typeset.paper import make_docx
from pipeline.typeset.templates import load_templates
from tests.mutate import Mutation, Word
from tests.mutations import MUTATIONS
from tests.sample import TEMPLATES, sample

DOCUMENTS = sample().documents
# A PDF fresh from LibreOffice has not been through `assemble`, which settles what it says of itself.
UNASSEMBLED = frozenset({"CL-08"})


@cache
def _docx(document_id: str) -> bytes:
    document = next(one for one in DOCUMENTS if one.id == document_id)
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


def _codes(docx: bytes) -> set[str]:
    return {rule.code for rule, _ in check(read_docx(docx, name="mau.docx")).breaches()}


@pytest.mark.parametrize("document_id", [one.id for one in DOCUMENTS])
@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_check__finds_the_one_breach_made(mutation: Mutation, document_id: str) -> None:
    word = Word(_docx(document_id))
    made = mutation.apply(word)
    assert_only(_codes(word.save()), mutation if made else None)


def assert_only(codes: set[str], mutation: Mutation | None) -> None:
    """Exactly the rule that was broken, and at most those that the same change breaks for a reason given."""
    if mutation is None:
        assert codes == set()
    else:
        assert mutation.code in codes
        assert codes <= {mutation.code, *mutation.also}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_mutation__breaks_some_paper(mutation: Mutation) -> None:
    assert any(mutation.apply(Word(_docx(one.id))) for one in DOCUMENTS)
    assert mutation.code in RULES_BY_CODE


@pytest.mark.office
def test_check__finds_the_breach_on_the_printed_page_too() -> None:
    made = {number: _first_broken(mutation) for number, mutation in enumerate(MUTATIONS) if mutation.on_paper}
    pdfs = to_pdf({str(number): docx for number, docx in made.items()}, engine=find_engine())
    missed = {}
    for number in made:
        pdf = pdfs[str(number)]
        assert isinstance(pdf, bytes), pdf
        report = check(read_pdf(pdf, name="mau.pdf"))
        codes = {rule.code for rule, _ in report.breaches()} - UNASSEMBLED
        open_ones = {result.rule.code for result in report.results if result.state == "NOT_EVALUATED"}
        mutation = MUTATIONS[number]
        if not (
            codes <= {mutation.code, *mutation.also, *mutation.printed_also}
            and (mutation.code in codes or mutation.code in open_ones)
        ):
            missed[str(mutation)] = codes
    assert missed == {}


def _first_broken(mutation: Mutation) -> bytes:
    """The first paper that the mutation breaks."""
    for document in DOCUMENTS:
        word = Word(_docx(document.id))
        if mutation.apply(word):
            return word.save()
    raise AssertionError(mutation)
