"""The report of a check (kết quả kiểm tra), as a value: each rule with its verdict, findings, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checking.rules.rule import Breach, NotApplicable, NotEvaluated, Rule, Verdict
from pipeline.finding import Finding, Severity
from pipeline.reading.recognised import Paper

BINDING = frozenset({Severity.LEGAL_ERROR, Severity.LEGAL_WARNING})


@dataclass(frozen=True, kw_only=True, slots=True)
class Result:
    """One rule with its verdict on the paper."""

    rule: Rule
    verdict: Verdict

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """The breaches; none where the rule passed or was not judged."""
        return self.verdict if isinstance(self.verdict, tuple) else ()

    @property
    def state(self) -> str:
        """`PASSED`, `FAILED`, `NOT_APPLICABLE` or `NOT_EVALUATED`."""
        if isinstance(self.verdict, NotApplicable):
            return "NOT_APPLICABLE"
        if isinstance(self.verdict, NotEvaluated):
            return "NOT_EVALUATED"
        return "FAILED" if self.verdict else "PASSED"


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How much was judged: counts of rules by state. Those not evaluated never count as passed."""

    passed: int
    failed: int
    not_applicable: int
    not_evaluated: int

    @property
    def concerned(self) -> int:
        """The number of rules that concern this paper."""
        return self.passed + self.failed + self.not_evaluated


@dataclass(frozen=True, kw_only=True)
class Report:
    """One file checked. `results` is empty where the regime is not judged."""

    file: str
    paper: Paper
    results: tuple[Result, ...]

    @property
    def coverage(self) -> Coverage:
        """Counts by state."""
        states = [result.state for result in self.results]
        return Coverage(
            passed=states.count("PASSED"),
            failed=states.count("FAILED"),
            not_applicable=states.count("NOT_APPLICABLE"),
            not_evaluated=states.count("NOT_EVALUATED"),
        )

    def breaches(self) -> Iterator[tuple[Rule, Breach]]:
        """Every breach with its rule, in the order of the registry."""
        return ((result.rule, breach) for result in self.results for breach in result.breaches)

    def findings(self, document: str | None = None) -> tuple[Finding, ...]:
        """The breaches as findings, with page or paragraph in the message."""
        return tuple(
            Finding(
                code=rule.code,
                severity=rule.severity,
                message=f"{self.place(breach)}{breach.found}; yêu cầu: {breach.expected}",
                file=self.file,
                hint=breach.hint,
                citation=rule.at,
                document=document,
            )
            for rule, breach in self.breaches()
        )

    def place(self, breach: Breach) -> str:
        """`trang 2: ` for a PDF, `đoạn 12: ` for a Word file, "" for the paper as a whole."""
        if breach.paragraph is not None:
            box = self.paper.box(breach.paragraph)
            return f"trang {box.page}: " if box else f"đoạn {self.paper.paragraph(breach.paragraph).ordinal}: "
        return f"trang {breach.page}: " if breach.page else ""

    @property
    def sound(self) -> bool:
        """Whether no binding rule is broken."""
        return not any(rule.severity in BINDING for rule, _ in self.breaches())
