"""Judging the rest of a refused record (phần còn soát được): its faults are set aside, so that other errors show too.

One wrong field must not hide the wrong cells of the same file until it is corrected. What was set aside is remembered:
no finding concerns a value that was removed, nor anything around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Final

from pipeline.records.base import FIGURE_FORM, Record
from pipeline.records.paper import SHA256_FORM
from pipeline.workspace.closest import closest
from pipeline.workspace.record_shape import Form, Shape, fields_of, shape_at
from pipeline.workspace.value_places import Data, Path

# Faults hide faults: what holds a value is judged when the value itself is right.
_MOST_ROUNDS: Final = 6
_STANDS_IN: Final = {
    Form.TEXT: ".",
    Form.BLOCK: ".",
    Form.NUMBER: "0",
    Form.DECIMAL: "0",
    Form.MONEY: "0",
    Form.DATE: "1/1/2000",
    Form.MONTH: "1/2000",
    Form.TIME: "0:00",
    Form.YES: "có",
}
# Plain values beside one of these may be right or wrong because of it.
_SAYS_WHAT_OTHERS_ARE: Final = frozenset({Form.LIST, Form.RECORD, Form.CHOICE})
_OF_A_PATTERN: Final = {FIGURE_FORM: "0", SHA256_FORM: "0" * 64}
UNKNOWN: Final = "extra_forbidden"
_MISSING: Final = "missing"
_TITLE: Final = "phần"  # above everything else: what lies below is in its right order


@dataclass(frozen=True)
class SetAside:
    """One fault of pydantic's: its kind and place; `meant`: the known key for a misspelt one."""

    kind: str
    path: Path
    meant: str = ""


Judge = Callable[[Data], tuple[Record | None, tuple[SetAside, ...]]]


@dataclass(frozen=True)
class Mended:
    """A record without its faults, the places from which something was removed, and where misspelt keys are in the file."""

    matter: Record
    aside: tuple[Path, ...]
    written: tuple[tuple[Path, Path], ...] = ()

    def may_speak(self, path: Path) -> bool:
        """Whether the value at a path is as written and nothing was removed from it, so that findings may concern it."""
        return not any(path[: len(removed)] == removed or removed[: len(path)] == path for removed in self.aside)

    def place(self, path: Path) -> Path:
        """The path in the file as written for a path in the record."""
        for meant, typed in self.written:
            if path[: len(meant)] == meant:
                return (*typed, *path[len(meant) :])
        return path


def mended(model: type[Record], data: Data, faults: Iterable[SetAside], judge: Judge) -> Mended | None:
    """The record with every fault set aside; None where nothing of it can be judged."""
    work = _Work(model, deepcopy(data))
    found = tuple(faults)
    for _ in range(_MOST_ROUNDS):
        for fault in sorted(found, key=lambda fault: (-len(fault.path), fault.kind != UNKNOWN)):
            work.set_aside(fault)
        matter, found = judge(work.data)
        if matter is not None:
            return Mended(matter, tuple(dict.fromkeys(work.aside)), tuple(work.written))
    return None


@dataclass
class _Work:
    """The data of one record from which faults are removed one by one."""

    model: type[Record]
    data: Data
    aside: list[Path] = field(default_factory=list)
    written: list[tuple[Path, Path]] = field(default_factory=list)

    def set_aside(self, fault: SetAside) -> None:
        """Remove one fault from the data, and remember the places that are no longer as written."""
        if fault.kind == "one_level":
            self.aside += _one_level(_at(self.data, fault.path), fault.path)
            return
        around, last = fault.path[:-1], fault.path[-1] if fault.path else ""
        holder = _at(self.data, around)
        if isinstance(holder, dict) and isinstance(last, str):
            self._in_record(holder, last, fault)
        elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
            self.aside.append(fault.path)
            holder[last] = _stand_in(shape_at(self.model, fault.path), holder[last])

    def _in_record(self, holder: dict[str, Data], key: str, fault: SetAside) -> None:
        around = fault.path[:-1]
        if fault.kind == UNKNOWN and fault.meant and fault.meant not in holder:
            holder[fault.meant] = holder.pop(key, None)
            self.written.append(((*around, fault.meant), fault.path))
            return  # read as what it stands for, so that what is in it is judged
        if fault.kind == _MISSING and key in holder:
            return
        shape = shape_at(self.model, around)
        known = fields_of(shape.model).get(key) if shape and shape.model else None
        self.aside.append(fault.path)
        if known is None or known.shape.form in _SAYS_WHAT_OTHERS_ARE or known.shape.refers:
            self.aside += [(*around, name) for name, value in holder.items() if isinstance(value, str)]
        if known is None:  # it may stand for whatever is not there
            holder.pop(key, None)
            missing = fields_of(shape.model).keys() - holder.keys() if shape and shape.model else ()
            self.aside += [(*around, name) for name in sorted(missing)]
            return
        near = _nearest_choice(known.shape, holder.get(key))
        if near:
            holder[key] = near
        elif known.required:
            holder[key] = _stand_in(known.shape, holder.get(key))
        else:
            holder.pop(key, None)


def _nearest_choice(shape: Shape, value: Data) -> str | None:
    choices = shape.choices if shape.form is Form.CHOICE else ()
    return closest(value, choices) if isinstance(value, str) and value not in choices else None


def _one_level(node: Data, path: Path) -> Iterable[Path]:
    """Reduce an element of two kinds or of none to its table or its content; gives the paths that were removed."""
    if not isinstance(node, dict):
        return (path,)
    kept = {key: value for key, value in node.items() if key == "nội dung"}
    gone = [key for key in node if key not in kept]
    if (table := node.get("bảng")) is not None:
        kept["bảng"] = table
        gone.remove("bảng")
    else:
        kept[_TITLE] = "."
        gone.append(_TITLE)
    node.clear()
    node.update(kept)
    return tuple((*path, key) for key in gone)


def _stand_in(shape: Shape | None, was: Data) -> Data:
    if shape is None:
        return "."
    if shape.form is Form.RECORD:
        return was if isinstance(was, dict) else {}
    if shape.form is Form.LIST:
        return []
    if shape.form is Form.CHOICE:
        return shape.choices[0]
    return _text(shape) if shape.form is Form.TEXT else _STANDS_IN.get(shape.form, ".")


def _text(shape: Shape) -> str:
    if shape.may_be_empty:
        return ""
    return _OF_A_PATTERN.get(shape.pattern, "x") if shape.pattern or shape.refers else "."


def _at(data: Data, path: Path) -> Data:
    for part in path:
        if isinstance(data, dict) and isinstance(part, str):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
