"""Rows that a total would count twice: however the groups are written, each is asked about; flat tables are not."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from pipeline.papers.counted_twice import counted_twice
from pipeline.papers.table_figures import column_sums
from pipeline.records.content import Column, Table

# How offices write a group and its parts: the group, then each part by its number.
_WAYS = (
    ("{n}. Việc", "{n}.{k}. Phần"),
    ("{n} Việc", "{n}.{k} Phần"),
    ("{r}. Việc", "{k}. Phần"),
    ("{r} - Việc", "{k}) Phần"),
    ("{r}. Việc", "Phần"),
    ("{n}) Việc", "{a}) Phần"),
    ("Việc", "- Phần"),
    ("- Việc", "+ Phần"),
    ("Việc, gồm:", "- Phần"),
    ("Tổng chi việc", "Phần"),
    ("Tổng mức đầu tư", "Trong đó: phần"),
    ("Cộng dồn", "Phần"),
)


def _table(rows: list[tuple[str, int]], **more: object) -> Table:
    columns = (Column(name="Nội dung"), Column(name="Số tiền", kind="tiền"))
    cells = tuple((words, str(amount)) for words, amount in rows)
    return Table(columns=columns, rows=cells, total="Cộng", unit="đồng").model_copy(update=more)


def _groups(seed: int, way: tuple[str, str], *, exact: bool) -> tuple[list[tuple[str, int]], list[int]]:
    random = Random(seed)  # noqa: S311 - figures of a test
    rows: list[tuple[str, int]] = []
    groups: list[int] = []
    for n, roman in enumerate(("I", "II", "III"), start=1):
        parts = [random.randrange(10**6, 10**9) for _ in range(random.randint(2, 4))]
        groups.append(len(rows))
        rows.append((way[0].format(n=n, r=roman), sum(parts) + (0 if exact else 1)))
        rows += [(way[1].format(n=n, k=k, a="abcde"[k]), part) for k, part in enumerate(parts, start=1)]
    return rows, groups


@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("seed", range(5))
def test_every_group_with_its_parts_is_asked_about(way: tuple[str, str], seed: int) -> None:
    rows, groups = _groups(seed, way, exact=True)
    found = list(counted_twice(_table(rows)))
    assert [one.row for one in found] == groups
    assert {one.whole for one in found} == {Decimal(sum(amount for _, amount in rows))}
    answered = _table(rows, left_out=tuple(group + 1 for group in groups))
    assert list(counted_twice(answered)) == []
    assert column_sums(answered)[1] == sum(amount for n, (_, amount) in enumerate(rows) if n not in groups)
    assert list(counted_twice(_table(rows, counted=tuple(group + 1 for group in groups)))) == []


@pytest.mark.parametrize("way", [way for way in _WAYS if way[1] != "Phần"])
def test_parts_that_do_not_make_the_sum_are_asked_about_too(way: tuple[str, str]) -> None:
    rows, groups = _groups(7, way, exact=False)
    assert [one.row for one in counted_twice(_table(rows))] == groups


@pytest.mark.parametrize("first", [True, False])
def test_words_need_not_say_what_the_sum_says(first: bool) -> None:  # noqa: FBT001 - a parameter of the test
    parts = [("Móng", 700), ("Thân", 500), ("Mái", 80)]
    rows = [("Nhà", 1280), *parts] if first else [*parts, ("Nhà", 1280)]
    assert [one.row for one in counted_twice(_table(rows))] == [0 if first else 3]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "- ", "", "{} "])
def test_flat_tables_are_asked_nothing(seed: int, mark: str) -> None:
    random = Random(seed)  # noqa: S311 - figures of a test
    names = (
        "Máy chủ",
        "Tổng hợp số liệu",
        "Hội nghị tổng kết",
        "Thuê 12 tháng",
        "Cộng tác viên",
        "Bàn ghế (gồm cả tủ)",
    )
    rows = [(mark.format(n) + name, random.randrange(10**6, 10**9)) for n, name in enumerate(names, start=1)]
    assert list(counted_twice(_table(rows))) == []
    assert column_sums(_table(rows))[1] == sum(amount for _, amount in rows)


def test_without_a_total_nothing_is_asked() -> None:
    assert list(counted_twice(_table([("Tổng", 12), ("A", 7), ("B", 5)], total=None))) == []
    assert list(counted_twice(_table([("Tổng", 12), ("A", 7), ("B", 5)], total=None, in_words="có"))) != []
