"""What units say beside their figures (lời của đơn vị): remarks, and sentences with other figures than the table.

A sentence is compared with the table only if it names the indicator by the last words of its name, gives a number in
its unit of measure, and speaks of nothing else: no other year, no part of the whole, no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.finding import Finding, Severity
from pipeline.intake.figure import read_figure
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator
from pipeline.reports.collected import Collected, Entry
from pipeline.reports.numerals import format_figure
from pipeline.reports.submission import Passage
from pipeline.reports.typed_names import plain_name

_CLAUSE: Final = re.compile(r"[;:!?\n]|\.(?!\d)|,(?!\d)")
_NUMBER: Final = re.compile(r"(?<![\w.,/-])(\d[\d.,]*\d|\d)(?![\w/-])")
_ELSE: Final = re.compile(
    r"\b(?:trong đó|riêng|tăng|giảm|thêm|so với|cùng kỳ|năm trước|năm ngoái|kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|còn lại|chiếm|mỗi"
    r"|bình quân|trung bình|gồm|nhất|dự kiến|ước|quý|tháng \d+|tuần|từng|khoảng|hơn|gần|trên|dưới|đề nghị|yêu cầu)\b",
    re.IGNORECASE,
)
_LAST_WORDS: Final = 2
_NEAR: Final = 9  # words between the name and the number
_HINT: Final = "Hỏi đơn vị số nào đúng; sửa bằng hồ sơ “loại: điều chỉnh số liệu” kèm lý do."


def said_beside(office: Office, collected: Collected) -> Iterator[Finding]:
    """Findings: the remarks of each unit, then sentences that contradict the unit's table."""
    yield from _remarks(office, collected)
    yield from _other_figures(office, collected)


def _remarks(office: Office, collected: Collected) -> Iterator[Finding]:
    said: dict[str, dict[tuple[str, str], None]] = {}
    for entry in collected.entries.values():
        if entry.remark:
            said.setdefault(entry.unit, {})[entry.indicator, entry.remark] = None
    for unit in collected.units:
        if notes := said.get(unit.id):
            words = "; ".join(f"“{collected.outline.indicator(key).name}”: {remark}" for key, remark in notes)
            message = f"{office.agency(unit.id).called} ghi chú bên cạnh số liệu: {words}"
            file = collected.submissions[unit.id].file if unit.id in collected.submissions else None
            hint = "Đọc để biết khi dùng số liệu; ghi chú được giữ cùng con số (vanthu reports trace)."
            yield Finding(code="BC-209", severity=Severity.WARNING, message=message, file=file, hint=hint)


@dataclass(frozen=True)
class _Named:
    """An indicator, the words by which a sentence names it, and its unit of measure in one form for comparing."""

    indicator: Indicator
    words: str
    measure: str


def _other_figures(office: Office, collected: Collected) -> Iterator[Finding]:
    named = list(_named(collected))
    for unit, sent in collected.submissions.items():
        for passage in sent.passages:
            for text in passage.paragraphs if passage.section is not None else ():
                for clause in _CLAUSE.split(text):
                    if (found := _contradicted(collected, named, unit, clause)) is not None:
                        yield _told(office, found[0], found[1], unit, clause, passage)


def _named(collected: Collected) -> Iterator[_Named]:
    """Indicators whose last words name no other indicator with the same unit of measure."""
    counted = [
        indicator
        for indicator in collected.outline.indicators
        if not (indicator.is_text or indicator.is_yes or indicator.is_computed)
    ]
    ends = {indicator.id: " ".join(plain_name(indicator.name).split()[-_LAST_WORDS:]) for indicator in counted}
    for indicator in counted:
        words, measure = ends[indicator.id], plain_name(indicator.measure)
        same = [other for other in counted if plain_name(other.measure) == measure and words in plain_name(other.name)]
        if len(same) == 1 and len(words.split()) == _LAST_WORDS and words != measure:
            yield _Named(indicator, words, measure)


def _contradicted(collected: Collected, named: list[_Named], unit: str, clause: str) -> tuple[_Named, Entry] | None:
    """The indicator and answer that a clause contradicts; None if it agrees, or gives no clear figure."""
    if _ELSE.search(clause):
        return None
    numbers = list(_NUMBER.finditer(clause))
    if len(numbers) != 1:
        return None
    before, after = plain_name(clause[: numbers[0].start()]), plain_name(clause[numbers[0].end() :])
    value = read_figure(numbers[0][1]).value if read_figure(numbers[0][1]).is_read else None
    meant = [item for item in named if after.startswith(item.measure) and _names(item.words, before, after)]
    if value is None or len(meant) != 1:
        return None
    own = [
        entry
        for column in collected.period.columns
        if (entry := collected.entries.get((unit, meant[0].indicator.id, column))) is not None
        and entry.value is not None
    ]
    places = len(numbers[0][1].partition(",")[2])
    agreed = any(_rounded(entry.value, places) == value for entry in own if entry.value is not None)
    return None if agreed or not own else (meant[0], own[0])


def _names(words: str, before: str, after: str) -> bool:
    near = " ".join(before.split()[-_NEAR:]), " ".join(after.split()[:_NEAR])
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", part) is not None for part in near)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")


def _told(office: Office, named: _Named, entry: Entry, unit: str, clause: str, passage: Passage) -> Finding:
    value = format_figure(entry.value or Decimal(0), int(named.indicator.decimals))
    message = (
        f"{office.agency(unit).called}: “{named.indicator.name}” trong biểu là {value}, lời văn lại ghi "
        f"“{' '.join(clause.split())}” ({passage.source})"
    )
    return Finding(code="BC-210", severity=Severity.WARNING, message=message, file=passage.source.file, hint=_HINT)
