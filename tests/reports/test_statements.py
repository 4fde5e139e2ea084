"""The sentences of the compiled report against the truth: reports by the dice, each statement read back and worked out anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from pipeline.records.reporting import Indicator
from pipeline.reports.compiled import report_record
from tests.reports.generated import Made, Truth, made
from tests.strangers import TIMES, dice

ON = date(2024, 6, 14)
_FIGURE = r"-?[\d.]+(?:,\d+)?"
_POINT = re.compile(
    rf"^(?P<name>.+?): (?P<value>{_FIGURE})(?:%| [^,;()]+?)?(?: \((?P<scope>[^)]*)\))?"
    rf"(?:, đạt (?P<share>{_FIGURE})% kế hoạch năm)?"
    r"(?:, (?P<course>đã đạt kế hoạch|đúng tiến độ|chậm tiến độ|chưa đạt kế hoạch))?"
    r"(?:, (?P<moved>(?:tăng|giảm|bằng|tương đương) .*?)(?: \(tính trên (?P<common>\d+) đơn vị\))?)?"
    r"(?:; (?P<short>\d+)/(?P<ranked>\d+) đơn vị chưa đạt mức kế hoạch)?"
    r"(?:; (?P<leaders>(?:cao|thấp) nhất là .*))?[.;]$"
)


def read(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


def printed(value: Fraction, places: int) -> Decimal:
    """Rounded half up, worked out without the program."""
    return (
        Decimal(value.numerator * 10 ** (places + 6) // value.denominator)
        .scaleb(-places - 6)
        .quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
        if value >= 0
        else -printed(-value, places)
    )


def section(record: Mapping[str, Any], title: str) -> list[Any]:
    return next((one["nội dung"] for one in record["nội dung"] if isinstance(one, dict) and one["mục"] == title), [])


class Oracle:
    """What the figures say, from the truth alone."""

    def __init__(self, found: Made, indicator: Indicator) -> None:
        self.found, self.indicator = found, indicator
        self.places = int(indicator.decimals)

    def units(self, truth: Truth) -> frozenset[str]:
        """Who stands behind the figure."""
        one = self.indicator
        needed = (
            {one.numerator, one.denominator} if one.is_computed else {one.id} | ({one.weight} if one.weight else set())
        )
        every = {unit for unit, _, _ in truth if unit != one.stated_by}
        return frozenset(
            unit for unit in every if unit in self.due and all((unit, key, "thực hiện") in truth for key in needed)
        )

    @property
    def due(self) -> frozenset[str]:
        """Who owes the figure."""
        known = self.found.whole.collected.due
        keys = (
            (self.indicator.numerator, self.indicator.denominator)
            if self.indicator.is_computed
            else (self.indicator.id,)
        )
        return frozenset.intersection(*(known[key] for key in keys if key)) - {self.indicator.stated_by or ""}

    def value(self, truth: Truth, units: frozenset[str]) -> Fraction | None:
        """The figure of some units."""
        one = self.indicator

        def given(key: str | None) -> list[Fraction]:
            return [Fraction(truth[unit, key or "", "thực hiện"]) for unit in sorted(units)]

        if not units:
            return None
        if one.is_computed:
            top, bottom = (sum(given(key), Fraction(0)) for key in (one.numerator, one.denominator))
            return top / bottom * 100 if bottom else None
        if one.weight:
            weights = given(one.weight)
            pairs = zip(given(one.id), weights, strict=True)
            return (
                sum((value * weight for value, weight in pairs), Fraction(0)) / sum(weights) if sum(weights) else None
            )
        return max(given(one.id)) if one.aggregation == "lớn nhất" else sum(given(one.id), Fraction(0))

    def own(self) -> dict[str, Decimal]:
        """Each unit's figure as printed."""
        now, one = self.found.now, self.indicator
        if not one.is_computed:
            return {
                unit: printed(Fraction(now[unit, one.id, "thực hiện"]), self.places)
                for unit in self.due
                if (unit, one.id, "thực hiện") in now
            }
        values = {unit: self.value(now, frozenset({unit})) for unit in self.units(now)}
        return {unit: printed(value, self.places) for unit, value in values.items() if value is not None}


def points(record: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    for one in section(record, "Kết quả thực hiện các chỉ tiêu"):
        if isinstance(one, dict):
            match = _POINT.match(one["gạch đầu dòng"])
            assert match, one
            yield match


def check(found: Made) -> Counter[str]:
    """Every statement on figures; how many of each sort were held against the truth."""
    record = report_record(found.whole, on=ON)
    told: Counter[str] = Counter()
    known = {one.name: one for one in found.whole.collected.outline.indicators}
    introduction = " ".join(one for one in section(record, "Kết quả thực hiện các chỉ tiêu") if isinstance(one, str))
    general = re.search(r"theo số liệu của (\d+)/(\d+) đơn vị", introduction)
    common = re.search(r"tính trên (\d+) đơn vị có số liệu ở cả hai kỳ", introduction)
    assert introduction.count("có số liệu ở cả hai kỳ") <= 1
    courses: Counter[str] = Counter()
    for point in points(record):
        oracle = Oracle(found, known[point["name"]])
        units = oracle.units(found.now)
        value = oracle.value(found.now, units)
        assert value is not None
        now = printed(value, oracle.places)
        assert read(point["value"]) == now, point[0]
        told["figure"] += 1
        _check_scope(oracle, point, general)
        _check_course(oracle, point, now, courses)
        told["compared"] += _check_move(oracle, point, common)
        told["ranked"] += _check_leaders(oracle, point)
    for count, course in re.findall(
        r"(\d+) chỉ tiêu (đã đạt kế hoạch|đúng tiến độ|chậm tiến độ|chưa đạt kế hoạch)", introduction
    ):
        assert courses.pop(course) == int(count)
        told["targets"] += 1
    assert not courses
    if stated := re.search(r"trong (\d+) chỉ tiêu có kế hoạch năm 2024: (.*?)\.", introduction):
        assert int(stated[1]) == sum(one.plan(2024) is not None for one in known.values())
        assert int(stated[1]) == sum(int(count) for count in re.findall(r"(\d+) chỉ tiêu ", stated[2]))
    return told


def _check_scope(oracle: Oracle, point: re.Match[str], general: re.Match[str] | None) -> None:
    """Read together, introduction and point say over how many units the figure is."""
    behind = len(oracle.units(oracle.found.now))
    own = re.search(r"số liệu của (\d+)/(\d+) đơn vị", point["scope"] or "")
    said = own or general
    if said:
        assert int(said[1]) == behind, point[0]
    else:
        assert behind == len(oracle.due)
    if own:
        assert int(own[2]) == len(oracle.due)


def _check_course(oracle: Oracle, point: re.Match[str], now: Decimal, courses: Counter[str]) -> None:
    plan = oracle.indicator.plan(2024)
    if plan is None or oracle.indicator.better is None:
        assert point["course"] is None
        return
    if oracle.indicator.measure == "%":
        assert point["course"] == ("đã đạt kế hoạch" if now >= plan else "chưa đạt kế hoạch")
        own = oracle.own()
        short = sum(value < plan for value in own.values())
        assert (int(point["short"] or 0), int(point["ranked"] or len(own))) == (short, len(own))
    else:
        share = printed(Fraction(now) / Fraction(plan) * 100, 1)
        assert read(point["share"]) == share
        wanted: str | None = "đã đạt kế hoạch" if now >= plan else "đúng tiến độ" if share >= 50 else "chậm tiến độ"
        if wanted == "chậm tiến độ" and oracle.units(oracle.found.now) < oracle.due:
            wanted = None  # the units that are missing can only add to a sum
        assert point["course"] == wanted
    if point["course"] is not None:
        courses[point["course"]] += 1


def _check_move(oracle: Oracle, point: re.Match[str], common: re.Match[str] | None) -> int:
    """Up or down is of the units of both sides, follows the figures as printed, and says how many units those are."""
    found = oracle.found
    here, there = oracle.units(found.now), oracle.units(found.before)
    both = here & there
    now, before = (oracle.value(truth, both) for truth in (found.now, found.before))
    if point["moved"] is None:
        blank = now is None or before is None
        assert blank or (oracle.indicator.measure != "%" and printed(before or Fraction(0), oracle.places) == 0)
        return 0
    assert now is not None
    assert before is not None
    this, last = printed(now, oracle.places), printed(before, oracle.places)
    if oracle.indicator.measure == "%":
        moved = this - last
    else:
        moved = printed((Fraction(this) - Fraction(last)) / Fraction(last) * 100, 1)
    word, _, rest = point["moved"].partition(" ")
    if word in {"tăng", "giảm"}:
        much = re.match(_FIGURE, rest)
        assert much
        assert read(much[0]) * (1 if word == "tăng" else -1) == moved, point[0]
    else:
        assert moved == 0
        assert (word == "bằng") == (this == last)
    said = point["common"] or (common and common[1])
    assert int(said) == len(both) if said else here == there, point[0]
    return 1


def _check_leaders(oracle: Oracle, point: re.Match[str]) -> int:
    """The units named first and last are those, as printed, and no other unit shares the place of the last one named."""
    if point["leaders"] is None:
        return 0
    own = oracle.own()
    names = {oracle.found.whole.office.agency(unit).called: value for unit, value in own.items()}
    for part in point["leaders"].split("; "):
        best = part.startswith("cao nhất")
        order = sorted(own.values(), reverse=best)
        if many := re.search(rf"({_FIGURE})\S* \((\d+) đơn vị cùng mức này\)", part):
            assert (int(many[2]), read(many[1])) == (order.count(order[0]), order[0])
            continue
        named = re.findall(rf"([^,(]+(?:, [^,(]+)*?) \(({_FIGURE})%\)", part.partition(" là ")[2])
        values = [read(value) for _, value in named]
        assert values == order[: len(values)], point[0]
        assert all(names[name.strip(", ")] == read(value) for name, value in named)
        assert order.count(values[-1]) == values.count(values[-1])
    return 1


def test_statements__of_generated_rounds_are_true() -> None:
    told: Counter[str] = Counter()
    for number in range(12 * TIMES):
        told += check(made(dice("câu của báo cáo", number)))
    assert min(told[sort] for sort in ("figure", "compared", "ranked", "targets")) >= 12


def test_statements__who_reported_who_was_late_and_who_did_not_are_those() -> None:
    for number in range(6 * TIMES):
        found = made(dice("ai báo cáo", number))
        called = [unit.called for unit in found.whole.collected.units if unit.id not in found.sent]
        late = [unit.called for unit in found.whole.collected.units if unit.id in found.late]
        said = " ".join(section(report_record(found.whole, on=ON), "Tình hình báo cáo của các đơn vị"))
        assert f"{len(found.sent):02}/{len(found.whole.collected.units):02} cơ quan, đơn vị" in said
        missing = re.search(r"Còn (\d+) cơ quan, đơn vị chưa báo cáo: (.*?)\. Số liệu", said)
        assert (missing[2].split("; ") if missing else []) == called
        behind = re.search(r"Gửi sau thời hạn ngày .*? có (\d+) cơ quan, đơn vị: (.*?)\.", said)
        assert (behind[2].split("; ") if behind else []) == late
