"""The plot of docs/performance.md from the results of the other benchmarks: `python bench/report.py`. Run by hand.

Reads bench/results/compare.json and bench/results/growth.json, writes docs/performance.svg. Needs bench/requirements.txt.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt

BENCH = Path(__file__).parent
LINES = (("whole", "whole build", "o-"), ("edit", "one record edited", "s--"), ("nothing", "nothing to do", "^:"))
TARGET = BENCH.parent / "docs" / "performance.svg"


def read(name: str) -> Any:  # noqa: ANN401 - JSON
    """One file of results."""
    return json.loads((BENCH / "results" / f"{name}.json").read_text("utf-8"))


def throughput(axes: Any, results: Any) -> None:  # noqa: ANN401 - matplotlib gives no types
    """Papers a second of each way to make a PDF from data."""
    rows = [(one["name"], one["papers"] / one["seconds"]) for one in results["contenders"]]
    names = [name for name, _ in rows]
    bars = axes.barh(
        names, [rate for _, rate in rows], color=["0.35" if "vanthu" in name else "0.75" for name in names]
    )
    axes.bar_label(bars, fmt="%.1f", padding=3)
    axes.invert_yaxis()
    axes.set_title(f"Papers a second ({results['count']} papers, {results['cores']} cores)")


def growth(axes: Any, rows: Any) -> None:  # noqa: ANN401 - as above
    """Seconds of a whole build, of one edit and of a build with nothing to do, by the size of the office."""
    sizes = [row["papers"] for row in rows]
    for key, label, style in (
        ("whole", "whole build", "o-"),
        ("edit", "one record edited", "s--"),
        ("nothing", "nothing to do", "^:"),
    ):
        axes.plot(sizes, [row[key] for row in rows], style, color="black", label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("papers in the office")
    axes.set_ylabel("seconds")
    axes.set_title("Growth")
    axes.legend()


def main() -> None:
    """Both plots side by side."""
    mpl.rcParams["svg.hashsalt"] = "vanthu"
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4.2))
    throughput(left, read("compare"))
    growth(right, read("growth"))
    figure.tight_layout()
    figure.savefig(TARGET, metadata={"Date": None})


if __name__ == "__main__":
    main()
