"""What `vanthu reports status` and `compile` say of kept readings that a fresh reading may differ from (bản kê đọc từ trước)."""

from __future__ import annotations

from collections.abc import Mapping

import click

from pipeline.reports.collected import Collected
from pipeline.reports.reporting_round import Round


def tell_old_readings(reporting_round: Round) -> None:
    """A line for each reason, with the command that reads the kept files again; nothing where all were read as today."""
    collected = reporting_round.collected
    again = f"đọc lại: vanthu reports reread {reporting_round.folder} {collected.period.id}"
    if collected.outdated:
        click.echo(f"Đề cương đã đổi từ khi đọc báo cáo của {len(collected.outdated)} đơn vị; {again}")
    if collected.read_before:
        number = len(collected.read_before)
        click.echo(f"Báo cáo của {number} đơn vị do bản phần mềm cũ hơn đọc, nay có thể đọc khác; {again}")


def old_readings(collected: Collected) -> Mapping[str, list[str]]:
    """The same for other programs: the units, by reason."""
    return {
        "outdated": [unit.id for unit in collected.outdated],
        "read_before": [unit.id for unit in collected.read_before],
    }
