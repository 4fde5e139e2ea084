"""Repairing Word files (sửa thể thức tự động): pure, bytes to bytes; only what is safe, each change before and after."""

from pipeline.repair.change_list import as_json, change_lines, left_lines
from pipeline.repair.repair_result import Change, Left, Repaired
from pipeline.repair.repairing import REPAIRED, repair

__all__ = ["REPAIRED", "Change", "Left", "Repaired", "as_json", "change_lines", "left_lines", "repair"]
