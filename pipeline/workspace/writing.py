"""Records written by the program (ghi hồ sơ): the same YAML a clerk would type, long texts folded, keys in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import yaml

_WIDTH: Final = 110
_LONG: Final = 80


class _Dumper(yaml.SafeDumper):
    """Block style; long texts after `>-`, as in files written by hand; no anchors."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401, ARG002 - PyYAML's signature
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002
        return super().increase_indent(flow, False)  # noqa: FBT003 - lists stand below their key, indented


def _text(dumper: _Dumper, value: str) -> yaml.ScalarNode:
    foldable = len(value) > _LONG and "\n" not in value and not value.startswith(" ") and "  " not in value
    style = ">" if foldable else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def record_text(record: Mapping[str, Any], *, comment: str = "") -> str:
    """The YAML text of a record given as plain data, its keys the Vietnamese titles; `comment` stands above it."""
    head = "".join(f"# {line}\n" for line in comment.splitlines())
    body = yaml.dump(dict(record), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return head + body
