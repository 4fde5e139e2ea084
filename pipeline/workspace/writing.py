"""Writing records (ghi hồ sơ): YAML as a clerk would type it, long texts folded, keys in order."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

import yaml

_WIDTH: Final = 110
_LONG: Final = 80
_UNBROKEN: Final = 70  # letters that fit on a line behind any key
# Quoted where a line could be broken before it: on its own line it reads like an item of a list.
_DASH: Final = " - "
SEAL: Final = "# Mã kiểm: "
"""The beginning of the line with the seal of a text."""
_CONSTANTS: Final = frozenset({"tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"})


class _Dumper(yaml.SafeDumper):
    """A YAML dumper: block style; long texts after `>-`, as in files written by hand; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        return super().increase_indent(flow, False)  # noqa: FBT003 - lists stand below their key, indented


def _row(dumper: _Dumper, value: tuple[Any, ...]) -> yaml.SequenceNode:
    """A tuple as one row of a table, on as few lines as possible."""
    row = dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)
    for cell in row.value:
        if isinstance(cell, yaml.ScalarNode) and _DASH in cell.value:
            cell.style = "'"
    return row


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    foldable = len(value) > _LONG and "\n" not in value and not value.startswith(" ") and "  " not in value
    style = ">" if foldable else "'" if _DASH in value and len(value) > _UNBROKEN else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(tuple, _row)


def record_text(record: Mapping[str, Any], *, comment: str = "") -> str:
    """The YAML text of a record given as plain data with Vietnamese titles as keys; `comment` goes above it."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    body = yaml.dump(dict(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return head + body


def scalar_text(text: str) -> str:
    """A one-line text as a YAML value: unquoted where YAML reads it back unchanged, else quoted."""
    try:
        node = yaml.compose(f"- {text}", Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        node = None
    read = node.value[0] if isinstance(node, yaml.SequenceNode) and len(node.value) == 1 else None
    if isinstance(read, yaml.ScalarNode) and not read.style and read.value == text and read.tag not in _CONSTANTS:
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def sealed_text(record: Mapping[str, Any], *, comment: str = "") -> str:
    """The text of a record that nobody edits, with a seal over its content that shows any edit."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    body = record_text(record)
    return f"{head}{SEAL}{_mark(body)}\n{body}"


def is_as_written(text: str) -> bool:
    """Whether the seal of a text fits its content; line ends do not matter."""
    head, found, rest = "\n".join(text.splitlines()).partition(SEAL)
    mark, _, body = rest.partition("\n")
    comments = all(line.startswith("#") for line in head.splitlines())
    return bool(found) and comments and mark == _mark(f"{body}\n")


def is_readable(text: str) -> bool:
    """Whether a text is valid YAML, which a merge of two texts may not be."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.YAMLError:
        return False
    return True


def _mark(body: str) -> str:
    return sha256(body.encode()).hexdigest()
