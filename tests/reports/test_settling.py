"""Which of the files of a unit holds: whatever they are called, in whatever order they come."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reports.proposal import Fate, Opened, Sort
from pipeline.reports.returned_form import Returned
from pipeline.reports.settling import settle
from pipeline.reports.submission import Reported, Source
from tests.reports.filled import Filled
from tests.reports.rounds import empty_round, office, send

_START = datetime(2024, 6, 1, tzinfo=UTC)
_MOMENTS = st.none() | st.integers(0, 3).map(lambda hours: _START + timedelta(hours=hours))
_FILES = st.lists(st.tuples(_MOMENTS, _MOMENTS, st.integers(1, 3), st.booleans()), min_size=1, max_size=4)


def _opened(number: int, name: str, told: tuple[datetime | None, datetime | None, int, bool]) -> Opened:
    saved, modified, value, whole = told
    keys = ("van-ban-di", "van-ban-ky-so") if whole else ("van-ban-di",)
    figures = tuple(
        Reported(key, "thực hiện", Decimal(value), str(value), Source(name, "Biểu 1", "E6")) for key in keys
    )
    unit = office().agency("so-y-te")
    return Opened(
        name=name,
        sort=Sort.FORM,
        ending="xlsx",
        sha256=str(number),
        unit=unit,
        returned=Returned(figures, (), ()),
        saved=saved,
        modified=modified,
    )


@given(_FILES)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_settle__neither_names_nor_the_order_decide(
    files: list[tuple[datetime | None, datetime | None, int, bool]],
) -> None:
    names = [f"{letter}.xlsx" for letter in "abcd"[: len(files)]]
    outcomes = set()
    for order in itertools.islice(itertools.permutations(range(len(files))), 6):
        with TemporaryDirectory() as folder:
            opened = [_opened(at, name, files[at]) for at, name in zip(order, names, strict=True)]
            settled = settle(empty_round(Path(folder)), opened)
        held = frozenset(
            str(sorted(figure.text for figure in proposal.opened.returned.figures))
            for proposal in settled
            if proposal.fate is Fate.TAKEN and proposal.opened.returned
        )
        assert len(held) <= 1
        outcomes.add((held, frozenset(proposal.fate for proposal in settled if proposal.fate is Fate.WAITS)))
    assert len(outcomes) == 1


@given(_FILES)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_settle__no_figure_vanishes_unasked_and_no_file_is_without_an_answer(
    files: list[tuple[datetime | None, datetime | None, int, bool]],
) -> None:
    with TemporaryDirectory() as folder:
        opened = [_opened(at, f"{at}.xlsx", told) for at, told in enumerate(files)]
        settled = settle(empty_round(Path(folder)), opened)
    assert len(settled) == len(files)
    taken = [proposal.opened for proposal in settled if proposal.fate is Fate.TAKEN]
    if taken:
        (last,) = taken
        assert last.returned is not None
        kept = {figure.indicator for figure in last.returned.figures}
        assert all(figure.indicator in kept for one in opened if one.returned for figure in one.returned.figures)
        assert last.saved is None or all(one.saved is None or one.saved <= last.saved for one in opened)
    else:
        assert all(proposal.why is not None for proposal in settled)


def test_settle__what_an_earlier_version_said_does_not_come_back_unasked(tmp_path: Path) -> None:
    base = empty_round(tmp_path)
    first = send(base, "so-y-te")

    def other(form: Filled) -> None:
        form.cell("ho-so-tiep-nhan").value = 777

    send(base, "so-y-te", spoil=other)
    again = replace(
        _opened(9, "luu lai.xlsx", (None, None, 1, True)),
        returned=Returned(first.figures, first.passages, first.questions),
    )
    (proposal,) = settle(base, [again])
    assert proposal.fate is Fate.WAITS
    assert proposal.why is not None
    assert "giống hệt bản 1, bản ấy đã được bản 2 thay" in str(proposal.why)
    (accepted,) = settle(base, [replace(again, accepted=True)])
    assert accepted.fate is Fate.TAKEN
