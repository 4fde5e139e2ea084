"""The kinds of records (loại hồ sơ) as file names: `cuộc họp` is `cuoc-hop`."""

from __future__ import annotations

from pipeline.records.office import KINDS
from pipeline.workspace.closest import plain_letters


def kinds() -> tuple[str, ...]:
    """Every value of `loại:`, in the order of the registry."""
    return tuple(KINDS)


def kind_slug(kind: str) -> str:
    """The kind in letters for file names and ids."""
    return plain_letters(kind).replace(" ", "-")


def schema_name(kind: str) -> str:
    """The file that holds the JSON Schema of a kind."""
    return f"{kind_slug(kind)}.schema.json"
