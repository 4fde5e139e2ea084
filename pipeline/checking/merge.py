"""One list of findings for one paper in two files (gộp phát hiện): its Word file and its PDF."""

from __future__ import annotations

from pipeline.checking.check_result import Report
from pipeline.checking.rules.rule import Breach, Rule
from pipeline.finding import Finding


def merged_findings(docx: Report, pdf: Report, *, document: str | None = None) -> tuple[Finding, ...]:
    """The findings of both, a breach of the same rule about the same text once; the PDF's is kept, for its page."""
    seen = {_about(pdf, rule, breach) for rule, breach in pdf.breaches()}
    others = tuple(
        finding
        for finding, (rule, breach) in zip(docx.findings(document), docx.breaches(), strict=True)
        if _about(docx, rule, breach) not in seen
    )
    return (*pdf.findings(document), *others)


def _about(report: Report, rule: Rule, breach: Breach) -> tuple[str, str]:
    """What a breach is about, to find it in both files: the rule's code and the text, "" for the whole paper.

    The measured value is left out: the two files give the same margin as 28,9 and 29 mm.
    """
    return rule.code, report.paper.paragraph(breach.paragraph).plain if breach.paragraph is not None else ""
