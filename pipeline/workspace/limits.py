"""Limits on what a folder may contain (giới hạn): what is beyond is refused early and cheaply."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Limits on reading. A folder may come from anywhere, and a file of 1 MB can describe a tree of gigabytes."""

    file_bytes: int = 1_000_000
    files: int = 20_000
    depth: int = 40
    nodes: int = 100_000
    findings_a_file: int = 200


LIMITS = Limits()
