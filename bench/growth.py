"""What a larger office costs: `python bench/growth.py [papers ...]` (default 100 1000 10000). Run by hand.

For each size, on a real office folder: the whole build, a build with nothing to do, one after an edit of one record, and what one
edited letterhead would rebuild; each as the command `vanthu build` from a cold start, with the memory of its main process.
Writes bench/results/growth.json.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

BENCH = Path(__file__).parent
ROOT = BENCH.parent
sys.path.insert(0, str(ROOT))

from docx import Document  # noqa: E402 - the path comes first

from bench.workload import as_installed, make_office  # noqa: E402


def command(office: Path, output: Path, *more: str) -> tuple[float, float, dict[str, Any]]:
    """`vanthu build`: seconds, megabytes of the main process, what it printed."""
    arguments = [sys.executable, "-m", "pipeline", "build", str(office), "--output", str(output), "--json", *more]
    with tempfile.TemporaryFile() as printed:
        begun = time.perf_counter()
        process = subprocess.Popen(arguments, cwd=ROOT, env=as_installed(), stdout=printed, stderr=subprocess.DEVNULL)  # noqa: S603
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"vanthu build: {process.returncode}")
        printed.seek(0)
        return seconds, usage.ru_maxrss / 1024, json.load(printed)


def edited_letterhead(templates: Path) -> None:
    """The shared head with one word more, as somebody might have put it in with Word."""
    block = templates / "khoi" / "dau_van_ban.docx"
    document = Document(str(block))
    document.tables[0].cell(0, 0).paragraphs[0].add_run(" (dự kiến)")
    document.save(str(block))


def records_to_edit(office: Path) -> list[Path]:
    """Three papers, each with a record of its own."""
    return sorted((office / "van-ban").rglob("*.yaml"))[:3]


def edited(record: Path, office: Path, output: Path) -> tuple[float, float, int]:
    """One record edited and the office built again: seconds, megabytes, PDFs that are new."""
    record.write_text(record.read_text(encoding="utf-8").replace("trích yếu: ", "trích yếu: sớm ", 1), encoding="utf-8")
    begun = time.time()
    seconds, memory, _ = command(office, output)
    return seconds, memory, sum(file.stat().st_mtime >= begun for file in output.rglob("*.pdf"))


def measured(count: int) -> dict[str, Any]:
    """The four builds of one size."""
    with tempfile.TemporaryDirectory() as place:
        office, output, templates = Path(place) / "office", Path(place) / "output", Path(place) / "templates"
        make_office(count, office)
        whole, memory, printed = command(office, output)
        made = len(printed["documents"])
        # The best of three each: what a machine that does something else at the same time adds is not the program's.
        nothing, nothing_memory = min(command(office, output)[:2] for _ in range(3))
        edit, edit_memory, remade = min(edited(record, office, output) for record in records_to_edit(office))
        shutil.copytree(ROOT / "templates_docx", templates)
        edited_letterhead(templates)
        head, _, dry = command(office, output, "--templates", str(templates), "--dry-run")
        again = sum(row["action"] == "BUILD" for row in dry["plan"])
    row = {"papers": made, "whole": whole, "whole_mb": memory, "nothing": nothing, "nothing_mb": nothing_memory}
    row |= {
        "edit": edit,
        "edit_mb": edit_memory,
        "edit_rebuilt": remade,
        "letterhead_plan": head,
        "letterhead_rebuilds": again,
    }
    print(json.dumps(row), flush=True)
    return row


def main(counts: list[int]) -> None:
    """One row for each size, as JSON."""
    rows = [measured(count) for count in counts]
    (BENCH / "results").mkdir(exist_ok=True)
    (BENCH / "results" / "growth.json").write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [100, 1000, 10000])
