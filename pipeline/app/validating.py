"""Looking at an office's records and its own templates without building anything (kiểm tra hồ sơ)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.building.own_templates import with_own_templates
from pipeline.building.prepare import Prepared, prepare_office


def validate(folder: Path, *, on: date | None = None) -> Prepared:
    """All that is wrong in a folder of records and in the templates of its `mau/`, and the papers that can be made.

    `on`: the day for papers that have none. UsageError: there is no such folder.
    """
    return with_own_templates(prepare_office(folder, on=on), folder)
