"""What became of every figure that a unit means (kết quả vòng kín): right, asked, silently wrong, silently missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from pipeline.app.report_intake import TakenFile
from pipeline.reports import form_layout
from pipeline.reports.anomalies import left_blank
from pipeline.reports.compiled import annex_records
from pipeline.reports.reporting_round import Round
from tests.reports.loop.made_office import Key
from tests.reports.loop.sent_files import Parcel
from tests.reports.test_statements import read


@dataclass
class Verdicts:
    """How many figures came to what; the faults with their stories."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: Verdicts) -> Self:
        self.counts += other.counts
        self.faults += other.faults
        return self


def judged(told: Round, parcels: Sequence[Parcel], files: Collection[TakenFile]) -> Verdicts:
    """Every figure of every unit."""
    found = Verdicts()
    waiting = {file.name.split("/")[0] for file in files if file.proposal.why is not None}
    for parcel in parcels:
        asked = _Asked(told, parcel.unit, waits=parcel.unit in waiting)
        keys = set(parcel.means) | {key for key in told.sound.entries if key[0] == parcel.unit}
        for key in sorted(keys):
            verdict = _verdict(told, key, parcel.means.get(key), asked)
            found.counts[verdict] += 1
            if verdict in {"wrong", "missing"}:
                entry = told.sound.entries.get(key)
                where = f"{entry.value} {entry.words!r} từ “{entry.text}” {entry.source}" if entry else "không có"
                found.faults.append(f"{verdict} {key}: nghĩa là {parcel.means.get(key)!r}, có {where}; {parcel.told}")
    return found


class _Asked:
    """What is asked of one unit."""

    def __init__(self, told: Round, unit: str, *, waits: bool) -> None:
        self.told, self.unit, self.waits = told, unit, waits
        self.questions = [question for owner, question in told.collected.questions if owner == unit]
        self.doubted = {key for doubt in told.doubts for key in doubt.keys}
        self.looked = {doubt.key for doubt in told.looks}
        sheets = form_layout.tables(told.office, told.collected.outline, told.office.agency(unit))
        self.sheet_of = {indicator.id: table.sheet for table in sheets for indicator in table.indicators}
        self.blank = {
            (indicator, column)
            for (indicator, column), result in told.results.by_key.items()
            if unit in left_blank(told.collected, told.collected.outline.indicator(indicator), result)
        }

    def about(self, key: Key, value: Decimal | str | None) -> bool:
        """Whether anybody is asked about a figure, told that it is not there, or that a file waits."""
        _, indicator, column = key
        if key in self.told.sound.aside or key in self.doubted or (indicator, column) in self.blank:
            return True
        if key not in self.told.sound.entries and (self.waits or self._sheet_is_asked(indicator, column)):
            return True
        for question in self.questions:
            of_row = question.column in {"", column} or "lệch cột" in question.doubt
            if question.indicator == indicator and of_row:
                return True
            said = str(value).split("\n")[0]
            if question.code in {"BC-105", "BC-106"} and key not in self.told.sound.entries and said in question.text:
                return True
        return False

    def _sheet_is_asked(self, indicator: str, column: str) -> bool:
        heads = form_layout.head(column, self.told.period)  # type: ignore[arg-type]
        return any(
            (question.code == "BC-101" and question.source.sheet == self.sheet_of.get(indicator))
            or (question.code == "BC-102" and question.text == heads)
            for question in self.questions
        )


def _verdict(told: Round, key: Key, meant: Decimal | str | None, asked: _Asked) -> str:
    entry = told.sound.entries.get(key)
    if entry is not None:
        said: Decimal | str | None = entry.words if told.collected.outline.indicator(key[1]).is_text else entry.value
        if said is None and meant is None:
            return "right"
        if isinstance(meant, str) and isinstance(said, str):
            return "right" if " ".join(meant.split()) == " ".join(said.split()).removeprefix("- ") else "wrong"
        return "right" if said == meant else "wrong"
    if meant is None:
        return "right"
    return "asked" if asked.about(key, meant) else "missing"


def false_in_annexes(told: Round, meant: Mapping[Key, Any]) -> Iterator[str]:
    """Cells of the tables by unit that say another figure than the unit means."""
    names = {f"{one.name} ({one.measure})": one for one in told.collected.outline.indicators}
    units = {unit.called: unit.id for unit in told.collected.units}
    for _, record in annex_records(told.whole):
        for annex in record["phụ lục"]:
            for table in [part["bảng"] for part in annex["nội dung"] if isinstance(part, dict) and "bảng" in part]:
                heads = [column["tên"] for column in table["cột"]]
                for row in table["hàng"]:
                    for head, cell in zip(heads, row, strict=True):
                        one = names.get(head)
                        if one is None or row[1] not in units or not cell[:1].isdigit():
                            continue
                        value = meant_value(one, units[row[1]], meant)
                        if value is None or abs(read(cell) - value) > Decimal(1).scaleb(-int(one.decimals)) / 2:
                            yield f"{row[1]}, {head}: in {cell}, nghĩa là {value}"


def meant_value(indicator: Any, unit: str, meant: Mapping[Key, Any]) -> Decimal | None:
    """A unit's figure by what it means; of a ratio, its own numerator over its own denominator."""
    if not indicator.is_computed:
        return meant.get((unit, indicator.id, "thực hiện"))
    top, bottom = (meant.get((unit, key, "thực hiện")) for key in (indicator.numerator, indicator.denominator))
    return None if top is None or not bottom else Decimal(top) / Decimal(bottom) * 100
