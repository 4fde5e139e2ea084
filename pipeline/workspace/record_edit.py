"""Writing a few values into a person's record (ghi vào hồ sơ): everything else stays as it is, to the last byte.

Comments, the order of fields, quotes, line ends and blank lines stay. None where that is impossible.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, cast

import yaml

from pipeline.workspace.value_places import Path

_BOM: Final = "\ufeff"
# After which field new ones are best found again, the first that is there.
_AFTER: Final = ("số", "ngày ban hành", "tháng ban hành", "mã", "cơ quan ban hành", "loại", "đóng dấu")


def with_values(content: bytes, holder: Path, values: Mapping[str, str]) -> bytes | None:
    """The bytes of a record with fields of the group at path `holder` set; None where other text would have to change."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    mark = _BOM if text.startswith(_BOM) else ""
    body = text.removeprefix(_BOM)
    for key, value in values.items():
        # One after the other: each finds the places of the text as it then is.
        done = _with_value(body, holder, key, value, tuple(values))
        if done is None:
            return None
        body = done
    return f"{mark}{body}".encode()


@dataclass(frozen=True)
class _Field:
    """One field of a group: its name, and the positions of name and value in the text."""

    key: str
    start: int
    column: int
    value: yaml.Node


def _with_value(text: str, holder: Path, key: str, value: str, besides: tuple[str, ...]) -> str | None:
    group = _group(text, holder)
    if group is None:
        return None
    fields = _fields(group)
    present = next((field for field in fields if field.key == key), None)
    if present is not None:
        return _replaced(text, present, value)
    if group.flow_style:
        end = cast("yaml.Mark", group.end_mark).index - 1
        before = text[:end].rstrip()
        joint = "" if not fields else " " if before.endswith(",") else ", "
        return f"{before}{joint}{key}: {value}{text[len(before) :]}"
    return _added(text, fields, f"{key}: {value}", besides[: besides.index(key)])


def _group(text: str, holder: Path) -> yaml.MappingNode | None:
    """The group at a path of names; None where the text has none there."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    for name in holder:
        found = (
            [field.value for field in _fields(node) if field.key == name] if isinstance(node, yaml.MappingNode) else []
        )
        node = found[0] if found else None
    return node if isinstance(node, yaml.MappingNode) else None


def _fields(group: yaml.MappingNode) -> tuple[_Field, ...]:
    return tuple(
        _Field(
            unicodedata.normalize("NFC", " ".join(str(key.value).split())),
            key.start_mark.index,
            key.start_mark.column,
            value,
        )
        for key, value in group.value
        if isinstance(key, yaml.ScalarNode)
    )


def _replaced(text: str, field: _Field, value: str) -> str | None:
    """The text with a plain or quoted value replaced; an empty value is put after its colon. None if impossible."""
    node = field.value
    if not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        return None
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:
        colon = text.index(":", field.start)
        return f"{text[: colon + 1]} {value}{text[colon + 1 :]}"
    return None if "\n" in text[start:end] else f"{text[:start]}{value}{text[end:]}"


def _added(text: str, fields: tuple[_Field, ...], words: str, just_set: tuple[str, ...]) -> str | None:
    """The text with a line added to a group: after a one-line field, else before the first field. None if impossible."""
    by_key = {field.key: field for field in fields}
    for name in (*reversed(just_set), *_AFTER, *by_key):
        field = by_key.get(name)
        if field is not None and (end := _end_of_line(text, field)) is not None:
            newline = _newline(text, end)
            indent = " " * field.column
            if end == len(text):
                return f"{text}{newline}{indent}{words}"
            return f"{text[:end]}{newline}{indent}{words}{text[end:]}"
    first = min(fields, key=lambda field: field.start, default=None)
    if first is None:
        return None
    start = text.rfind("\n", 0, first.start) + 1
    if text[start : first.start].strip(" "):
        return None
    return f"{text[:start]}{' ' * first.column}{words}{_newline(text, start)}{text[start:]}"


def _end_of_line(text: str, field: _Field) -> int | None:
    """The end of the line of a field, if the whole field is on that line; else None."""
    node = field.value
    if not isinstance(node, yaml.ScalarNode) or node.style in {"|", ">"}:
        return None
    stop = max(node.end_mark.index, field.start)
    if "\n" in text[field.start : stop]:
        return None
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    return end - 1 if text[:end].endswith("\r") else end


def _newline(text: str, place: int) -> str:
    """The line end that is used at this place of a text."""
    end = text.find("\n", place)
    end = end if end >= 0 else text.rfind("\n", 0, place)
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"
