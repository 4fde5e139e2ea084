"""Repairing a Word file (sửa thể thức tệp Word): only what a broken rule names and what needs no judgement.

The paper is measured, recognised and judged; repairs of the broken rules change the XML; the result is measured anew,
since a paper with a repaired look may be recognised better, until nothing changes any more.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.checking.check_result import Report
from pipeline.checking.house import UNKNOWN_HOUSE, House
from pipeline.checking.run_rules import check
from pipeline.decree.profile import load_profile
from pipeline.errors import Refused
from pipeline.reading.recognised import UnitKind
from pipeline.repair import body, looks, page_number, repair_head, repair_letters, repair_page
from pipeline.repair.docx_parts import Archive
from pipeline.repair.refusal import refuse_other_kinds, refuse_signed
from pipeline.repair.repair_result import Change, Left, Repaired
from pipeline.repair.repair_session import RepairSession
from pipeline.repair.trace import Traced, trace

_ROUNDS = 6
_BY_HAND = "cần người soạn thảo sửa"
_REPAIRS: tuple[tuple[str, Callable[[RepairSession], None]], ...] = (
    # Letters first: later repairs read the text.
    ("PG-08", repair_letters.composed),
    *((code, repair_letters.form(code)) for code in repair_letters.FORMS),
    ("PG-01", repair_page.paper_size),
    ("PG-03", repair_page.margins("PG-03", ("top", "bottom"))),
    ("PG-04", repair_page.margins("PG-04", ("left",))),
    ("PG-05", repair_page.margins("PG-05", ("right",))),
    ("PG-06", looks.font),
    ("PG-07", looks.colour),
    *((code, looks.component_looks(code)) for code in looks.LOOKS),
    ("QH-06", repair_head.single_spacing),
    ("TL-05", repair_head.subject_gap),
    ("ND-06", lambda session: looks.headings(session, "ND-06", (UnitKind.PART, UnitKind.CHAPTER))),
    ("ND-07", lambda session: looks.headings(session, "ND-07", (UnitKind.SECTION, UnitKind.SUBSECTION))),
    ("ND-15", looks.roman_sections),
    ("ND-01", body.size),
    ("ND-02", body.justified),
    ("ND-03", body.first_line),
    ("ND-04", body.gap),
    ("ND-05", body.line_spacing),
    ("PG-09", page_number.place),
    ("PG-10", page_number.look),
    ("PG-11", page_number.first_page),
    ("PG-12", repair_page.count_from_one),
)
REPAIRED = frozenset(code for code, _ in _REPAIRS)


def repair(data: bytes, *, name: str, house: House = UNKNOWN_HOUSE) -> Repaired:
    """The file with all repaired that is safe to repair, every change, and the rules that are still broken.

    `house`: the office whose paper it is.

    Raises `Refused` for a PDF, a signed file and a paper whose regime is not judged; `Unreadable` for what is no Word file.
    """
    refuse_other_kinds(data, name)
    traced, report = _judged(data, name, house)
    refuse_signed(Archive(data), name)
    changes: list[Change] = []
    session = _round(data, traced, report)
    for _ in range(_ROUNDS):
        if not session.changes:
            break
        data = session.write()
        changes += session.changes
        session = _round(data, *_judged(data, name, house))
    return Repaired(docx=data, changes=tuple(changes), left=_left(session))


def _judged(data: bytes, name: str, house: House) -> tuple[Traced, Report]:
    traced = trace(data, name=name)
    report = check(traced.facts, house=house)
    if not report.paper.regime.judged:
        raise Refused(
            f"{name}: không sửa, vì {report.paper.regime_reason}.",
            "Chỉ sửa được văn bản hành chính theo Nghị định số 30/2020/NĐ-CP hoặc Thông tư số 01/2011/TT-BNV.",
        )
    return traced, report


def _round(data: bytes, traced: Traced, report: Report) -> RepairSession:
    """One round: the repairs of all broken rules, over one reading of the file."""
    profile = load_profile(report.paper.regime.value)
    session = RepairSession(archive=Archive(data), traced=traced, report=report, profile=profile)
    repair_letters.crossed_d(session)  # whatever rules say: no Vietnamese word has that letter
    broken = {rule.code for rule, _ in report.breaches()}
    for code, repairs in _REPAIRS:
        if code in broken:
            repairs(session)
    return session


def _left(session: RepairSession) -> tuple[Left, ...]:
    """What is still broken at the last reading, where repairs found nothing to change, with their reasons."""
    reasons = {index: reason for index, reason in session.reasons.items() if reason}
    return tuple(
        Left(
            code=rule.code,
            title=rule.title,
            place=session.report.place(breach).removesuffix(": "),
            found=breach.found,
            expected=breach.expected,
            reason=reasons.get(breach.paragraph if breach.paragraph is not None else -1)
            or (session.page_reason if rule.code.startswith("PG-") else "")
            or _BY_HAND,
        )
        for rule, breach in session.report.breaches()
    )
