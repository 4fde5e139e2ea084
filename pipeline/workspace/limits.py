"""How much a folder may ask of the program (giới hạn): refused early and cheaply, whatever the files contain."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Bounds on what is read. Why: a folder may come from anywhere, and a file of 1 MB can describe a tree of gigabytes."""

    file_bytes: int = 1_000_000
    files: int = 20_000
    depth: int = 40
    nodes: int = 100_000
    findings_a_file: int = 200


LIMITS = Limits()
