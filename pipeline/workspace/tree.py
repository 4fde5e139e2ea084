"""Reading YAML as data without guessing (đọc YAML): every scalar is text; each key and value has its line and column.

Events are used instead of `yaml.load` or `compose`, since nothing is built before it is counted: nesting, size and
aliases are refused while reading. Anchors and aliases are refused altogether: a clerk has no use for them, and eight
lines of them describe a tree of billions of nodes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, cast

import yaml

from pipeline.finding import Finding
from pipeline.intake.text import tidy
from pipeline.workspace.findings_at import error, quote
from pipeline.workspace.limits import LIMITS, Limits
from pipeline.workspace.syntax import syntax_finding
from pipeline.workspace.value_places import Data, Path, Place, Source, Spot


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text of a file: the positions of its characters in the file, and whether it is unquoted (`plain`)."""

    path: Path
    value: str
    start: int
    end: int
    plain: bool


@dataclass(frozen=True)
class Tree:
    """What one file holds; `source` is None when it could not be read to the end."""

    source: Source | None
    scalars: tuple[Scalar, ...]
    findings: tuple[Finding, ...]


_SHORT: Final = 24


class _Unreadable(Exception):
    """Reading cannot continue; holds the finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def read_tree(text: str, file: str, limits: Limits = LIMITS) -> Tree:
    """The data of one file with the places of all values, its texts in order, and findings on its YAML."""
    reader = _Reader(file=file, text=text, limits=limits, events=yaml.parse(text, Loader=yaml.CSafeLoader))
    try:
        data = reader.document()
    except yaml.YAMLError as failure:
        return Tree(None, tuple(reader.scalars), (*reader.findings, syntax_finding(file, text, failure)))
    except _Unreadable as failure:
        return Tree(None, tuple(reader.scalars), (*reader.findings, failure.finding))
    source = Source(file=file, data=data, values=reader.values, keys=reader.keys, flows=frozenset(reader.flows))
    return Tree(source, tuple(reader.scalars), tuple(reader.findings))


@dataclass
class _Reader:
    """The reading of one file: the remaining events, and what was found so far."""

    file: str
    text: str
    limits: Limits
    events: Iterator[yaml.Event]
    findings: list[Finding] = field(default_factory=list)
    values: dict[Path, Spot] = field(default_factory=dict)
    keys: dict[Path, Spot] = field(default_factory=dict)
    scalars: list[Scalar] = field(default_factory=list)
    flows: set[Path] = field(default_factory=set)
    nodes: int = 0

    def document(self) -> Data:
        """The data of the only document of the file; a second document ends the reading."""
        data: Data = None
        seen = False
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    words = "Tệp có hai hồ sơ ngăn bằng dòng “---”; mỗi tệp chỉ chứa một hồ sơ"
                    hint = "Tách phần sau dòng “---” sang tệp khác."
                    raise _Unreadable(error("DL-017", self._at(event), words, hint=hint))
                seen = True
                data = self._node(next(self.events), ())
        return data

    def _node(self, event: yaml.Event, path: Path) -> Data:
        self.nodes += 1
        if self.nodes > self.limits.nodes:
            words = f"Tệp có hơn {self.limits.nodes} mục; hồ sơ viết tay không lớn như vậy"
            raise _Unreadable(error("DL-019", self._at(event), words, hint="Tách thành nhiều tệp."))
        self.values[path] = _spot(event)
        if isinstance(event, yaml.AliasEvent):
            raise _Unreadable(self._alias(event, f"*{event.anchor}"))
        self._refuse_extras(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= self.limits.depth:
            words = f"Các mục lồng nhau quá {self.limits.depth} cấp"
            raise _Unreadable(error("DL-018", self._at(event), words, hint="Xem lại chỗ thụt đầu dòng."))
        if isinstance(event, yaml.SequenceStartEvent):
            if event.flow_style:
                self.flows.add(path)
            return self._list(path)
        return self._mapping(path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> Data:
        plain = bool(event.implicit[0])
        if plain and event.value in {"", "~"}:
            return None
        start, end = cast("yaml.Mark", event.start_mark), cast("yaml.Mark", event.end_mark)
        self.scalars.append(Scalar(path, event.value, start.index, end.index, plain))
        value = tidy(str(event.value))
        # Ids, roles, kinds: the same in thousands of files.
        return sys.intern(value) if len(value) <= _SHORT else value

    def _list(self, path: Path) -> Data:
        items: list[Data] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> Data:
        found: dict[str, Data] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in found:
                first = Place(self.file, *self.keys[(*path, key)])
                words = f"Mục {quote(key)} ghi hai lần (lần đầu ở dòng {first.line})"
                self.findings.append(error("DL-013", self._at(event), words, hint="Giữ một lần, xóa lần kia."))
                self._skip()
                continue
            self.keys[(*path, key)] = _spot(event)
            found[key] = self._node(next(self.events), (*path, key))
        return found

    def _key(self, event: yaml.Event) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.value.strip() and event.value != "<<":
            self._refuse_extras(event)
            return sys.intern(" ".join(event.value.split()))  # the same few words in thousands of files
        if isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.ScalarEvent) and event.value == "<<"):
            raise _Unreadable(self._alias(event, "<<"))
        words = "Tên mục phải là chữ, ở đây là danh sách, nhóm mục hoặc để trống"
        raise _Unreadable(
            error("DL-014", self._at(event), words, hint="Viết “tên mục: nội dung”; xem lại dấu “?”, “[”, “{”.")
        )

    def _skip(self) -> None:
        """Read past one value without keeping it."""
        depth = 0
        for event in self.events:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 0:
                return

    def _alias(self, event: yaml.Event, found: str) -> Finding:
        words = f"Không dùng được “{found}”: hồ sơ không nhận cách dẫn lại của YAML (“&”, “*”, “<<”)"
        hint = "Ghi lại đầy đủ nội dung ở chỗ này; câu chữ bắt đầu bằng các dấu đó thì đặt trong ngoặc kép."
        return error("DL-015", self._at(event), words, hint=hint)

    def _refuse_extras(self, event: yaml.Event) -> None:
        """Refuse anchors (`&a`) and tags (`!!python/...`, `!x`)."""
        if anchor := getattr(event, "anchor", None):
            self.findings.append(self._alias(event, f"&{anchor}"))
        if tag := getattr(event, "tag", None):
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            words = f"Không dùng được nhãn {quote(shown)}: hồ sơ chỉ gồm chữ, danh sách và nhóm mục"
            hint = "Xóa nhãn; câu chữ bắt đầu bằng dấu chấm than thì đặt trong ngoặc kép."
            refused = error("DL-016", self._at(event), words, hint=hint)
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unreadable(refused)
            self.findings.append(refused)

    def _at(self, event: yaml.Event) -> Place:
        return Place(self.file, *_spot(event))


def _spot(event: yaml.Event) -> Spot:
    mark = cast("yaml.Mark", event.start_mark)  # events of a parser always have marks
    return mark.line + 1, mark.column + 1
