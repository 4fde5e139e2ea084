"""Checking a paper that was just made (kiểm tra văn bản vừa dựng), and the finding for one that could not be made."""

from __future__ import annotations

from typing import Final

from pipeline.checking.house import House
from pipeline.checking.house_levels import at_house_levels
from pipeline.checking.merge import merged_findings
from pipeline.checking.run_rules import check
from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.profile import HouseLevels
from pipeline.decree.type_names import TYPE_CODES
from pipeline.errors import Unreadable, VanthuError
from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.reading.docx import read_docx
from pipeline.reading.pdf import read_pdf

_UNREADABLE: Final = "DUNG-05"


def form_findings(
    document: OfficialDocument,
    docx: bytes,
    pdf: bytes,
    *,
    levels: HouseLevels = (),
    phrases: tuple[HousePhrase, ...] = (),
) -> tuple[Finding, ...]:
    """The checker's findings on a paper's two files, as on anybody's; none of them stops the writing.

    `levels`: the severities that the office has chosen for rules; `phrases`: rules of its own. Files of ours that the
    checker cannot read are an error: nobody else could read them either.
    """
    house = House(
        types=tuple({document.type.name.lower()} - TYPE_CODES.keys()),
        phrases=phrases,
        regulation=document.regulation,
    )
    try:
        word = check(read_docx(docx, name=f"{document.id}.docx"), house=house)
        paged = check(read_pdf(pdf, name=f"{document.id}.pdf"), house=house)
    except Unreadable as failure:
        return (failed(_UNREADABLE, document, failure),)
    return at_house_levels(merged_findings(word, paged, document=document.id), levels)


def is_verdict(finding: Finding) -> bool:
    """Whether a finding of a build comes from checking the finished files rather than from making them."""
    return finding.code == _UNREADABLE or not finding.code.startswith("DUNG-")


def failed(code: str, document: OfficialDocument, failure: VanthuError) -> Finding:
    """The error of a build for one paper: why it could not be made (`failure`), and what to do."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=f"Không dựng được “{document.headline}”: {failure.message}",
        file=document.source or None,
        hint=failure.remedy,
        document=document.id,
    )
