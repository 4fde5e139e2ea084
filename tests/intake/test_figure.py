"""The grammar of figures, against a reader written another way."""

from __future__ import annotations

import os
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intake.figure import Verdict, canonical, read_figure
from pipeline.text import format_number

_MANY = 60 * int(os.environ.get("VANTHU_FUZZ", "1"))
_SIGNS = "0123456789.,-−–+ \u00a0\u202f()%eE_xđ٣１²"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.234,5", "1234.5", ""),
        ("12,5", "12.5", ""),
        ("1.234", "1234", ""),
        ("1,234", "1.234", ""),
        ("685000000", "685000000", ""),
        ("35 %", "35", "%"),
        ("99,9%", "99.9", "%"),
        ("1.250.000 đồng", "1250000", "đồng"),
        ("1.250.000đ", "1250000", "đ"),
        ("3 tỷ", "3", "tỷ"),
        ("1.234,5 triệu đồng", "1234.5", "triệu đồng"),
        ("1 234", "1234", ""),
        ("1\u00a0234\u00a0567,5", "1234567.5", ""),
        ("1\u202f234", "1234", ""),
        ("05", "5", ""),
        ("0", "0", ""),
        ("0,05", "0.05", ""),
        ("-5", "-5", ""),
        ("−5", "-5", ""),
        ("–1.234,5", "-1234.5", ""),
        ("+5", "5", ""),
        (" 12 ", "12", ""),
        ("999999999999999", "999999999999999", ""),
    ],
)
def test_read_figure__what_an_office_writes_is_read(text: str, value: str, unit: str) -> None:
    read = read_figure(text)
    assert (read.verdict, read.values, read.unit) == (Verdict.READ, (Decimal(value),), unit)
    assert read.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("685000.000", ("685000000", "685000")),
        ("12.5", ("12.5",)),
        ("0.500", ("0.5",)),
        ("1,234.56", ("1234.56",)),
        ("1,234,567", ("1234567",)),
        ("1234.567,8", ("1234567.8",)),
        ("(5)", ("-5", "5")),
        ("(1.250)", ("-1250", "1250")),
        ("- 5", ("-5", "5")),
        ("007", ("7",)),
        ("0005", ("5",)),
        ("5.", ("5",)),
        ("12 bộ", ("12",)),
    ],
)
def test_read_figure__what_could_mean_something_else_is_asked_with_its_readings(
    text: str, values: tuple[str, ...]
) -> None:
    read = read_figure(text)
    assert (read.verdict, read.values) == (Verdict.DOUBTFUL, tuple(Decimal(value) for value in values))
    assert read.reason
    with pytest.raises(ValueError, match=re.escape(read.reason)):
        _ = read.value


@pytest.mark.parametrize(
    "text",
    [
        *"1e5 1E400 1_000 ٣ １２ 5² ½ NaN nan Infinity -inf 0x1F 1.23.456 1.234.56".split(),
        *"5/6 5-6 —5 ba 1,2,3 ,5 .5 -- (x) (-5)".split(),
        *("6 8 5", "12 345 6", "1.234 567", "1\n5", "1234567890123456", "1,2345678", "9" * 400),
    ],
)
def test_read_figure__what_is_no_figure_has_no_value_and_a_reason(text: str) -> None:
    read = read_figure(text)
    assert (read.verdict, read.values) == (Verdict.NO_FIGURE, ())
    assert read.reason


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "-", "–", "—"])
def test_read_figure__a_blank_and_a_dash_are_nothing(text: str) -> None:
    assert read_figure(text).is_nothing


@pytest.mark.parametrize("text", ["1.234", "1,234"])
def test_read_figure__of_strangers_one_group_of_three_has_two_readings(text: str) -> None:
    read = read_figure(text, strangers=True)
    assert (read.verdict, read.values) == (Verdict.DOUBTFUL, (Decimal(1234), Decimal("1.234")))


def test_read_figure__a_unit_that_is_expected_may_stand_behind() -> None:
    assert read_figure("12 bộ", measure="bộ").value == 12
    assert not read_figure("12 bộ 3", measure="bộ").is_read


def test_why__says_both_readings_as_paper_writes_them() -> None:
    assert read_figure("685000.000").why.endswith("(có thể là 685.000.000 hoặc 685.000)")


@settings(derandomize=True, max_examples=_MANY, deadline=None)
@given(
    st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, allow_nan=False, places=6)
    | st.integers(-(10**15) + 1, 10**15 - 1).map(Decimal),
    st.integers(0, 6),
)
def test_read_figure__everything_that_is_printed_is_read_back(value: Decimal, places: int) -> None:
    value = value.quantize(Decimal(1).scaleb(-places), context=None)
    read = read_figure(format_number(value))
    assert read.is_read
    assert read.value == value
    assert read_figure(canonical(value)).value == value


def _independent(text: str) -> Decimal | None:
    """Another reader, by counting instead of patterns: only plain figures, without blanks, signs, brackets or units."""
    whole, comma, decimals = text.partition(",")
    groups = whole.split(".")
    digits = set("0123456789")
    if any(not set(part) <= digits or not part for part in groups) or (
        comma and (not decimals or set(decimals) - digits)
    ):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or groups[0][0] == "0" or any(len(part) != 3 for part in groups[1:])):
        return None
    joined = "".join(groups)
    if len(joined) > 15 or len(decimals) > 6 or (len(joined) > 1 and joined[0] == "0" and (len(joined) > 2)):
        return None
    return Decimal(int(joined)) + (Decimal(int(decimals)) / 10 ** len(decimals) if decimals else 0)


@pytest.mark.slow
@settings(derandomize=True, max_examples=3 * _MANY, deadline=None)
@given(
    st.text(alphabet="0123456789.,", min_size=1, max_size=12)
    | st.from_regex(r"[0-9]{1,4}([.,][0-9]{1,4}){0,3}", fullmatch=True)
)
def test_read_figure__agrees_with_a_reader_written_another_way(text: str) -> None:
    read = read_figure(text)
    wanted = _independent(text)
    assert read.is_read == (wanted is not None)
    if wanted is not None:
        assert read.value == wanted


@pytest.mark.slow
@settings(derandomize=True, max_examples=3 * _MANY, deadline=None)
@given(st.text(max_size=25) | st.text(alphabet=_SIGNS, max_size=12))
def test_read_figure__any_text_is_read_doubted_or_refused_and_never_guessed(text: str) -> None:
    for strangers in (False, True):
        read = read_figure(text, strangers=strangers)
        assert len(read.values) <= 2
        assert read.is_read == (read.verdict is Verdict.READ)
        assert bool(read.reason) == (read.verdict in {Verdict.DOUBTFUL, Verdict.NO_FIGURE})
        assert not read.is_read or len(read.values) == 1
        if read.is_read:
            kept = "".join(sign for sign in text if sign in "0123456789").lstrip("0")
            said = "".join(sign for sign in f"{read.value:f}" if sign in "0123456789").lstrip("0")
            assert kept == said  # no digit is dropped or made up
