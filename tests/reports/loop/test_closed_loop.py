"""The closed loop over generated mess: every figure of the compiled report is right, or somebody is asked about it.

By hand with a larger budget: `VANTHU_FUZZ=75` sends about 2,000 reports, a quarter of the offices also .xls and .ods.
"""

from __future__ import annotations

from pathlib import Path

from tests.reports.loop.one_office import Looped, looped
from tests.strangers import TIMES


def test_loop__every_figure_is_right_or_asked_and_every_statement_true(tmp_path: Path) -> None:
    found = Looped()
    for number in range(TIMES):
        found += looped(tmp_path / str(number), number, old_formats=number % 4 == 3)
    counts = found.verdicts.counts
    print(f"{found.submissions} báo cáo; {dict(counts)}; câu: {dict(found.statements)}, sai {len(found.false)}")  # noqa: T201
    assert found.verdicts.faults == []
    assert found.false == []
    assert counts["right"] >= 0.6 * counts.total()  # nothing is gained by asking about everything
    assert min(found.statements[sort] for sort in ("figure", "compared", "ranked")) > 0
