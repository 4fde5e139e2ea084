"""Repairing Word files (sửa thể thức tự động): pure, bytes to bytes; only what is safe, each change before and after."""

from pipeline.law.repair.model import Change, Left, Repaired
from pipeline.law.repair.run import REPAIRED, repair
from pipeline.law.repair.show import as_json, change_lines, left_lines

__all__ = ["REPAIRED", "Change", "Left", "Repaired", "as_json", "change_lines", "left_lines", "repair"]
