"""Writes the opinion round of the sample office anew: `python -m tests.update_opinions`. Run by hand.

The members fill in the program's own slips; what comes back is taken in by the program itself. What the secretary decided, in
`y-kien.yaml`, and the report as it was revised, in `tong-hop.yaml`, are written by hand and stay.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from click.testing import CliRunner
from docx.document import Document as Word

from pipeline.cli.commands import cli
from pipeline.reports.opinions.members import Asked, members
from pipeline.reports.opinions.opinion_store import OpinionStore
from pipeline.workspace.load import load
from tests.reports.opinions.filling import Filling, fill, tick
from tests.reports.opinions.sample_slips import AGREED, ALSO_TICKED, ASKED, COUNTED, FILLED, LATE, MARKS, MISSING
from tests.sample import FIXTURES

PERIOD = "6t-2024"


def main() -> None:
    """The draft that was shown stays; slips and the submission are written anew."""
    office = load(FIXTURES).office
    place = FIXTURES / "bao-cao" / PERIOD
    if not OpinionStore(place).drafts():
        _run("ask", f"--on={ASKED:%d/%m/%Y}")
    shutil.rmtree(place / "y-kien" / "nhan", ignore_errors=True)
    for folder in place.glob("y-kien/ban-[2-9]"):
        shutil.rmtree(folder)
    draft = OpinionStore(place).drafts()[-1]
    for number, member in enumerate(members(office, office.period(PERIOD))):
        if member.id not in MISSING:
            _send(draft.slip(member.id).read_bytes(), member, number)
    _run("submit", f"--on={COUNTED:%d/%m/%Y}")


def _send(blank: bytes, member: Asked, number: int) -> None:
    filling = FILLED.get(member.id, Filling(AGREED.stance, mark=MARKS[number % len(MARKS)]))
    day = LATE.get(member.id, ASKED + timedelta(days=1 + number % 4))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"phieu gop y - {member.id}.docx"
        file.write_bytes(_filled(blank, filling, member))
        _collect(file, day)


def _filled(blank: bytes, filling: Filling, member: Asked) -> bytes:
    def more(word: Word) -> None:
        if member.id in ALSO_TICKED:
            tick(word, ALSO_TICKED[member.id])

    return fill(blank, Filling(**{**vars(filling), "spoil": more}))


def _collect(file: Path, day: date) -> None:
    _run("collect", str(file), f"--received={day:%d/%m/%Y}")


def _run(command: str, *rest: str) -> None:
    result = CliRunner().invoke(cli, ["reports", "opinions", command, str(FIXTURES), PERIOD, *rest])
    sys.stdout.write(result.output)
    if result.exit_code:
        raise SystemExit(result.exit_code)


if __name__ == "__main__":
    main()
