"""The regulation in force (quy định hiện hành), by its id; apart from the profiles, so that a glance at a build loads none."""

from __future__ import annotations

from typing import Final

IN_FORCE: Final = "nd30_2020"
