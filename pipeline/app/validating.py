"""Checking an office's records and its own templates without building anything (kiểm tra hồ sơ)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.building.own_templates import with_own_templates
from pipeline.building.prepare import Prepared, prepare_office


def validate(folder: Path, *, on: date | None = None) -> Prepared:
    """Read a folder of records and the templates of its `mau/`: all findings, and the papers that can be made.

    `on`: the day whose facts papers without a day of their own take. UsageError: there is no such folder.
    """
    return with_own_templates(prepare_office(folder, on=on), folder)
